"""The result: two lines, one thing to do, what this person needs next; all else behind three taps.

No sentence stands on the page twice: what the first lines say, the folds leave out.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

import streamlit as st

from advisor.days import day_in_words
from advisor.report.checklist import Item
from advisor.report.lead import Lead
from advisor.report.reasons import Reason
from advisor.report.report import Report, RouteReport
from advisor.rules.outcome import Status
from advisor.rules.wording import clause_in_words
from advisor.server.downloads import calendar_address
from advisor.ui.chat import asking
from advisor.ui.chat.acting import what_hangs_on_what, what_would_help
from advisor.ui.chat.timeline import picture
from advisor.ui.shared import choice
from advisor.ui.shared.html import clause_details, link, section, sign

CITED = 4  # clauses named under the first lines
TOLD = 3  # reasons told there


def first_lines(report: Report, today: date) -> None:
    """What meets the eye: the verdict, and the answers of the office that it hangs on."""
    lead = report.lead
    st.html(_verdict(report, lead))
    if lead.ask is not None:
        asking.answered(report, lead.ask, today)
    for point in lead.settle:
        asking.answered(report, point, today)


def rest(report: Report, code: str, today: date) -> None:
    """What this person needs next, and behind taps all else."""
    if not report.lead.settle:
        asking.others(report, report.lead.ask, today)
    body = [*_next(report, code), *_other_routes(report), *_folds(report), _notice(report)]
    st.html("".join(body))


def _verdict(report: Report, lead: Lead) -> str:
    """What is so now, what comes that is better, why, the one thing to do, the one question to ask."""
    found = report.advice
    basis = "、".join(clause_in_words(clause) for clause in found.clauses[:CITED])
    later = f'<p class="later">{escape(lead.later)}。</p>' if lead.later else ""
    because = "".join(f"<p>{escape(sentence)}</p>" for sentence in lead.because[:TOLD])
    more = "".join(f"<p>{escape(sentence)}</p>" for sentence in lead.because[TOLD:])
    if more:
        because += f'<details class="cite-more"><summary>还有{len(lead.because) - TOLD}条</summary>{more}</details>'
    ask = ""
    if lead.ask is not None:
        whom = lead.ask.interpretation.ask_whom if lead.ask.interpretation else ""
        to_whom = f'<p class="quiet">{escape(whom)}</p>' if whom else ""
        ask = (
            f'<div class="ask"><p><b>{escape(lead.ask.question)}</b></p>{to_whom}'
            f"{asking.silence(report, lead.ask)}</div>"
        )
    settle = "".join(f"<li>{escape(point.question)}</li>" for point in lead.settle)
    to_settle = f'<ol class="steps">{settle}</ol>' if settle else ""
    cited = f"依据{basis} · " if basis and not settle else ""
    return (
        f'<div class="verdict s-{lead.status.word}">'
        f"<h2>{sign(report.policy, lead.status)}<span>{escape(lead.now)}</span></h2>{later}"
        f'<p class="basis">{escape(cited)}按{day_in_words(report.as_of)}计算</p>'
        f'<div class="told">{because}{ask}{to_settle}<p class="action">{escape(lead.action)}</p></div></div>'
    )


def _next(report: Report, code: str) -> Iterator[str]:
    """What this person needs next: who waits, the day; who lacks something, that thing; who qualifies,
    the materials."""
    if report.lead.day is not None:
        calendar = link(calendar_address(code), "放进手机日历", "save-day")
        yield section("什么时候", f"{picture(report)}<p>{calendar}</p>")
    if report.best is None:
        return
    if report.best.status is Status.UNMET and report.best.lacking_items:
        yield section("还差的", "".join(map(_material, report.best.lacking_items)))
    if report.best.status is Status.ELIGIBLE:
        yield section("要准备的材料", "".join(_materials(report)))


def _folds(report: Report) -> Iterator[str]:
    """Why, what to prepare, how it goes."""
    best = report.best
    if best is None:
        yield _fold("为什么", _closed(report))
        return
    hangs = "" if report.lead.settle else what_hangs_on_what(report, best)
    yield _fold(
        "为什么：逐条对照通知",
        _reasons(report, best) + hangs + what_would_help(report, _said(report)),
    )
    if best.status is not Status.ELIGIBLE:
        yield _fold("准备什么", "".join(_materials(report)))
    yield _fold("怎么办：找谁、分几步、到哪天截止", _offices(report))


def _fold(title: str, body: str) -> str:
    return f'<details class="fold"><summary><h3>{escape(title)}</h3></summary><div>{body}</div></details>'


def _said(report: Report) -> set[str]:
    """The sentences of the first lines, which nothing below says again."""
    lead = report.lead
    asked = [*lead.settle, *([lead.ask] if lead.ask else [])]
    questions = (point.question for point in asked)
    return {
        *lead.because,
        f"{lead.now}。",
        f"{lead.later}。",
        *report.advice.next_steps,
        *questions,
    }


def _reasons(report: Report, route: RouteReport) -> str:
    """Every condition of the route under its clause; what is open first, then what is met."""
    rows: dict[str, list[Reason]] = {}
    for reason in sorted(route.reasons, key=lambda it: it.status is Status.ELIGIBLE):
        rows.setdefault(reason.clause, []).append(reason)
    said = _said(report)
    body = "".join(_clause(report, clause, found, said) for clause, found in rows.items())
    return f'<h4>{escape(route.plan.name)}</h4><div class="rows">{body}</div>'


def _clause(report: Report, clause: str, found: Iterable[Reason], said: set[str]) -> str:
    lines = ""
    for reason in found:
        sentence = _brief(reason) if reason.sentence in said else reason.sentence
        said.add(reason.sentence)
        lines += (
            f'<div class="head">{sign(report.policy, reason.status)}'
            f'<span class="name">{escape(reason.name)}</span></div>'
            f'<div class="detail">{escape(sentence)}</div>'
        )
    words = clause_in_words(clause) if clause else ""
    return (
        f'<div class="row">{lines}{clause_details(report.policy, [clause], f"{words}原文")}</div>'
    )


def _brief(reason: Reason) -> str:
    """A condition whose sentence was said above: the person's own value, and what is asked for."""
    return reason.brief or "见上面。"


def _materials(report: Report) -> Iterator[str]:
    """What to prepare, to tick; what is only asked for elsewhere, and what nobody needs, behind taps."""
    found, office = report.checklist, report.policy.content.pack.terms.office
    needed = [item for item in found.items if item.material.basis != "elsewhere"]
    yield "".join(_material(item) for item in needed)
    elsewhere = [item for item in found.items if item.material.basis == "elsewhere"]
    if elsewhere:
        names = "".join(_material(item) for item in elsewhere)
        title = f"通知里没有、别处常要的{len(elsewhere)}样，先问{office}"
        yield f'<details class="cite-more"><summary>{escape(title)}</summary>{names}</details>'
    if found.not_needed:
        items = "".join(f"<li>{escape(text)}</li>" for text in found.not_needed)
        yield (
            '<details class="cite-more"><summary>不用白跑：这些通知没有要求</summary>'
            f'<ul class="steps">{items}</ul></details>'
        )


def _material(item: Item) -> str:
    """One thing to tick; why, and what it must look like, behind a tap."""
    material = item.material
    return (
        '<details class="material"><summary><span class="box" aria-hidden="true"></span>'
        f"<b>{escape(material.name)}</b></summary>"
        f'<span class="small">{escape(item.reason)}。</span>'
        f'<span class="small">要看得出：{escape(material.shows)}</span>'
        f'<span class="small">形式：{escape(material.form)}</span></details>'
    )


def _offices(report: Report) -> str:
    body = ""
    for office in report.offices:
        cite = clause_details(report.policy, [office.clause]) if office.clause else ""
        body += f"<h4>{escape(office.title)}</h4><p>{escape(office.sentence)}</p>{cite}"
    steps = "".join(
        f'<li><span class="who">{escape(step.who)}：</span>{escape(step.text)}</li>'
        for step in report.checklist.steps
    )
    note = report.platform_note
    where = f"<h4>在哪里登录</h4><p>{escape(note)}</p>" if note else ""
    return f'{body}<h4>一步一步来</h4><ol class="steps">{steps}</ol>{_deadline(report)}{where}'


def _deadline(report: Report) -> str:
    deadline = report.deadline
    if deadline is None:
        return ""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in deadline.sentences)
    return f"<h4>{deadline.title}</h4>{said}{clause_details(report.policy, deadline.clauses)}"


def _other_routes(report: Report) -> Iterator[str]:
    """The other open routes, a line each; the closed ones together in one."""
    if report.best is None or report.lead.settle:
        return
    lines = "".join(
        f"<p>{sign(report.policy, other.result.status)}{escape(other.line)}</p>"
        for other in report.other_routes
        if other.result.plan.id not in report.lead.routes
    )
    closed = [route for route in report.routes.values() if route.status is Status.EXCLUDED]
    if closed:
        title = f"另有{len(closed)}条路不适用，为什么"
        lines += f'<details class="cite-more"><summary>{title}</summary>{_closed(report)}</details>'
    if lines:
        yield section("别的路", lines)


def _closed(report: Report) -> str:
    """The closed routes, those with the same cause together."""
    causes: dict[str, list[str]] = {}
    for route in report.routes.values():
        if route.status is Status.EXCLUDED:
            causes.setdefault(route.one_line, []).append(route.plan.name)
    said = _said(report) if report.best is None else set()
    rows = ""
    for sentence, names in causes.items():
        why = f'<div class="detail">{escape(sentence)}</div>' if sentence not in said else ""
        rows += (
            f'<div class="row"><div class="head">{sign(report.policy, Status.EXCLUDED)}'
            f'<span class="name">{escape("、".join(names))}</span></div>{why}</div>'
        )
    return f'<div class="rows">{rows}</div>'


def _notice(report: Report) -> str:
    notice, rules = (escape(choice.address(path)) for path in ("./notice", "./rules"))
    reminders = "".join(f"<p>{escape(text)}</p>" for text in _reminders(report))
    links = (
        f'<p><a href="{notice}" target="_blank">看通知全文</a>　'
        f'<a href="{rules}" target="_blank">看规则一览</a></p>'
    )
    return section("还要知道", f"{reminders}<p>{escape(report.caution)}</p>{links}")


def _reminders(report: Report) -> list[str]:
    return report.best.reminders if report.best is not None else []
