"""The result: headline, what to do, routes, reasons, materials, offices and steps."""

from collections.abc import Callable
from html import escape

import streamlit as st

from advisor.days import day_in_words
from advisor.report.checklist import Item
from advisor.report.reasons import Reason
from advisor.report.report import Report, RouteReport
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words
from advisor.ui.chat.acting import what_hangs_on_what, what_would_help
from advisor.ui.chat.timeline import picture
from advisor.ui.shared import choice
from advisor.ui.shared.html import clause_details, section, sign

AT_FIRST_SIGHT = 3  # lines of what to do next that stand under the headline


def show(report: Report, after_verdict: Callable[[], None]) -> None:
    """The whole result for one person, best things first. ``after_verdict`` draws what belongs right
    under the headline."""
    st.html(_verdict(report))
    after_verdict()
    drawn = picture(report)
    if drawn:
        st.html(section("什么时候", drawn))
    st.html(what_would_help(report) + _routes(report))
    best = report.best
    if best is not None:
        st.html(
            _points(report.policy, best)
            + what_hangs_on_what(report, best)
            + _reasons(report.policy, best)
            + _materials(report)
            + _offices(report)
        )
    st.html(_cautions(report))


def _verdict(report: Report) -> str:
    found = report.advice
    basis = "、".join(clause_in_words(clause) for clause in found.clauses[:4])
    first = found.next_steps[:AT_FIRST_SIGHT]
    rest = found.next_steps[AT_FIRST_SIGHT:]
    lines = "".join(f"<li>{escape(line)}</li>" for line in first)
    more = "".join(f"<li>{escape(line)}</li>" for line in rest)
    folded = (
        f"<details><summary>还有{len(rest)}条</summary><ul class='next'>{more}</ul></details>"
        if rest
        else ""
    )
    return (
        f'<div class="verdict s-{found.status.word}" role="status">'
        f"<h2>{sign(report.policy, found.status)}{escape(found.headline)}</h2>"
        f'<p class="basis">依据{escape(basis)} · 按{day_in_words(report.as_of)}计算</p>'
        f'<ul class="next">{lines}</ul>{folded}</div>'
    )


def _routes(report: Report) -> str:
    rows = []
    for route in report.routes.values():
        said = report.words_of(route.status)
        waits_for = route.result.eligible_on if route.status is Status.NOT_YET else None
        when = f" · {day_in_words(waits_for)}起" if waits_for else ""
        rows.append(
            f"<details{' open' if route is report.best else ''}>"
            f"<summary>{sign(report.policy, route.status)}"
            f'<span><span class="name">{escape(route.plan.name)}</span> '
            f'<span class="s-{route.status.word}">{escape(said.words + when)}</span></span></summary>'
            f'<div class="detail"><p>{escape(route.plan.content.summary)}。</p>'
            f"<p>{escape(route.one_line)}</p>"
            f"{clause_details(report.policy, route.plan.content.clauses)}</div></details>"
        )
    return section("每条路的结论", f'<div class="rows">{"".join(rows)}</div>')


def _reasons(policy: Policy, route: RouteReport) -> str:
    """Every condition of the route; what is met is folded away behind its number."""
    met = [reason for reason in route.reasons if reason.status is Status.ELIGIBLE]
    open_ones = [reason for reason in route.reasons if reason.status is not Status.ELIGIBLE]
    rest = "".join(_reason(policy, reason) for reason in open_ones)
    folded = "".join(_reason(policy, reason) for reason in met)
    return section(
        f"逐条说明：{route.plan.name}",
        f'<div class="rows">{rest}<details><summary>{sign(policy, Status.ELIGIBLE)}'
        f'<span class="name">已经满足的{len(met)}条，点开看每一条</span></summary>'
        f'<div class="inside">{folded}</div></details></div>',
    )


def _reason(policy: Policy, reason: Reason) -> str:
    return (
        f'<div class="row"><div class="head">{sign(policy, reason.status)}'
        f'<span class="name">{escape(reason.name)}</span>'
        f'<span class="cite">{escape(clause_in_words(reason.clause))}</span></div>'
        f'<div class="detail">{escape(reason.sentence)}'
        f"{clause_details(policy, [reason.clause], '看通知原文')}</div></div>"
    )


def _points(policy: Policy, route: RouteReport) -> str:
    """What to ask, ready to be read out; of a point on which the notice is silent also the verdict
    under either answer, and our reading behind a tap."""
    rows = ""
    for point in route.points:
        extra = ""
        if point.interpretation is not None:
            register = point.interpretation
            extra = (
                f"<p>{escape(route.either_way[point.id])}</p>"
                '<details class="cite-more"><summary>通知怎么写的，我们先怎样看，问谁</summary>'
                f"<p>{escape(register.silence)}</p><p>我们先这样看：{escape(register.taken)}</p>"
                f"<p>问谁：{escape(register.ask_whom)}</p>"
                f"{clause_details(policy, register.clauses)}</details>"
            )
        rows += (
            f'<div class="row"><div class="head">{sign(policy, Status.CONFIRM)}'
            f'<span class="name">{escape(point.name)}</span></div>'
            f'<div class="detail"><p>{escape(point.question)}</p>{extra}</div></div>'
        )
    return section("要先问清楚的", f'<div class="rows">{rows}</div>') if rows else ""


def _materials(report: Report) -> str:
    found, office = report.checklist, report.policy.content.pack.terms.office
    groups = (
        ("clause", "通知要求证明的"),
        ("platform", "网上申报要用的"),
        ("elsewhere", f"通知里没有、别处常要的，请先问{office}"),
    )
    body = ""
    for basis, title in groups:
        items = [item for item in found.items if item.material.basis == basis]
        rows = "".join(_material(item) for item in items)
        if basis == "elsewhere":
            body += (
                f'<details class="cite-more"><summary>{escape(title)}（{len(items)}样）</summary>'
                f"{rows}</details>"
            )
        elif items:
            body += f"<h4>{escape(title)}</h4>{rows}"
    if found.not_needed:
        items_html = "".join(f"<li>{escape(text)}</li>" for text in found.not_needed)
        body += (
            f'<details class="cite-more"><summary>不用白跑：这些通知没有要求</summary>'
            f'<ul class="steps">{items_html}</ul></details>'
        )
    return section("要准备的材料", body)


def _material(item: Item) -> str:
    return (
        f'<div class="material"><span class="box" aria-hidden="true"></span><div>'
        f"<b>{escape(item.material.name)}</b>"
        f'<span class="small">{escape(item.reason)}。</span>'
        f'<details class="cite-more"><summary>要看得出什么，什么形式</summary>'
        f'<span class="small">要看得出：{escape(item.material.shows)}</span>'
        f'<span class="small">形式：{escape(item.material.form)}</span></details></div></div>'
    )


def _offices(report: Report) -> str:
    rows = ""
    for office in report.offices:
        cite = clause_details(report.policy, [office.clause], "看通知原文") if office.clause else ""
        rows += f"<h4>{office.title}</h4><p>{escape(office.sentence)}</p>{cite}"
    steps = "".join(
        f'<li><span class="who">{escape(step.who)}：</span>{escape(step.text)}</li>'
        for step in report.checklist.steps
    )
    return section(
        "找谁办、怎么办",
        f'{rows}<h4>一步一步来</h4><ol class="steps">{steps}</ol>'
        f"{_deadline(report)}<h4>在哪里登录</h4><p>{escape(report.platform_note)}</p>",
    )


def _deadline(report: Report) -> str:
    deadline = report.deadline
    if deadline is None:
        return ""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in deadline.sentences)
    cite = clause_details(report.policy, [deadline.clause], "看通知原文")
    return f"<h4>截止日期</h4>{said}{cite}"


def _cautions(report: Report) -> str:
    notice, rules = (escape(choice.address(path)) for path in ("./notice", "./rules"))
    links = (
        f'<p><a href="{notice}" target="_blank">看通知全文</a>　'
        f'<a href="{rules}" target="_blank">看规则一览</a></p>'
    )
    return section("还要知道", f"<p>{escape(report.caution)}</p>{links}")
