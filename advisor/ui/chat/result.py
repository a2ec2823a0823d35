"""The result: headline, what to do, routes, reasons, materials, offices and steps."""

from collections.abc import Callable
from html import escape

import streamlit as st

from advisor.days import day_in_words
from advisor.report.checklist import Checklist, Item, checklist
from advisor.report.prospects_in_words import either_way_in_words
from advisor.report.reasons import Reason, advice, one_line, points, reasons
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status
from advisor.rules.wording import clause_in_words
from advisor.ui.chat.acting import what_hangs_on_what, what_would_help
from advisor.ui.chat.timeline import picture
from advisor.ui.shared import choice
from advisor.ui.shared.html import clause_details, section, sign

AT_FIRST_SIGHT = 3  # lines of what to do next that stand under the headline


def show(assessment: Assessment, after_verdict: Callable[[], None]) -> None:
    """The whole result for one person, best things first. ``after_verdict`` draws what belongs right
    under the headline."""
    st.html(_verdict(assessment))
    after_verdict()
    drawn = picture(assessment)
    if drawn:
        st.html(section("什么时候", drawn))
    st.html(what_would_help(assessment) + _routes(assessment))
    best = assessment.recommended
    if best is not None:
        found = checklist(assessment)
        st.html(
            _points(assessment, best)
            + what_hangs_on_what(assessment, best)
            + _reasons(assessment, best)
            + _materials(assessment, found)
            + _offices(assessment, found)
        )
    st.html(_cautions(assessment))


def _verdict(assessment: Assessment) -> str:
    found = advice(assessment)
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
        f"<h2>{sign(assessment.policy, found.status)}{escape(found.headline)}</h2>"
        f'<p class="basis">依据{escape(basis)} · 按{day_in_words(assessment.as_of)}计算</p>'
        f'<ul class="next">{lines}</ul>{folded}</div>'
    )


def _routes(assessment: Assessment) -> str:
    rows = []
    words = assessment.policy.content.verdicts.statuses
    for result in assessment.routes.values():
        best = assessment.recommended is not None and result.plan is assessment.recommended.plan
        said = words[result.status.word]
        waits_for = result.eligible_on if result.status is Status.NOT_YET else None
        when = f" · {day_in_words(waits_for)}起" if waits_for else ""
        rows.append(
            f"<details{' open' if best else ''}><summary>{sign(assessment.policy, result.status)}"
            f'<span><span class="name">{escape(result.plan.name)}</span> '
            f'<span class="s-{result.status.word}">{escape(said.words + when)}</span></span></summary>'
            f'<div class="detail"><p>{escape(result.plan.content.summary)}。</p>'
            f"<p>{escape(one_line(assessment, result))}</p>"
            f"{clause_details(assessment.policy, result.plan.content.clauses)}</div></details>"
        )
    return section("每条路的结论", f'<div class="rows">{"".join(rows)}</div>')


def _reasons(assessment: Assessment, result: RouteResult) -> str:
    """Every condition of the route; what is met is folded away behind its number."""
    found = reasons(assessment, result)
    met = [reason for reason in found if reason.status is Status.ELIGIBLE]
    rest = "".join(_reason(assessment, r) for r in found if r.status is not Status.ELIGIBLE)
    folded = "".join(_reason(assessment, reason) for reason in met)
    return section(
        f"逐条说明：{result.plan.name}",
        f'<div class="rows">{rest}<details><summary>{sign(assessment.policy, Status.ELIGIBLE)}'
        f'<span class="name">已经满足的{len(met)}条，点开看每一条</span></summary>'
        f'<div class="inside">{folded}</div></details></div>',
    )


def _reason(assessment: Assessment, reason: Reason) -> str:
    policy = assessment.policy
    return (
        f'<div class="row"><div class="head">{sign(policy, reason.status)}'
        f'<span class="name">{escape(reason.name)}</span>'
        f'<span class="cite">{escape(clause_in_words(reason.clause))}</span></div>'
        f'<div class="detail">{escape(reason.sentence)}'
        f"{clause_details(policy, [reason.clause], '看通知原文')}</div></div>"
    )


def _points(assessment: Assessment, result: RouteResult) -> str:
    """What to ask, ready to be read out; of a point on which the notice is silent also the verdict
    under either answer, and our reading behind a tap."""
    rows = ""
    for point in points(assessment, result):
        extra = ""
        if point.interpretation is not None:
            either = either_way_in_words(assessment, result.plan.id, point.id)
            register = point.interpretation
            extra = (
                f"<p>{escape(either)}</p>"
                '<details class="cite-more"><summary>通知怎么写的，我们先怎样看，问谁</summary>'
                f"<p>{escape(register.silence)}</p><p>我们先这样看：{escape(register.taken)}</p>"
                f"<p>问谁：{escape(register.ask_whom)}</p>"
                f"{clause_details(assessment.policy, register.clauses)}</details>"
            )
        rows += (
            f'<div class="row"><div class="head">{sign(assessment.policy, Status.CONFIRM)}'
            f'<span class="name">{escape(point.name)}</span></div>'
            f'<div class="detail"><p>{escape(point.question)}</p>{extra}</div></div>'
        )
    return section("要先问清楚的", f'<div class="rows">{rows}</div>') if rows else ""


def _materials(assessment: Assessment, found: Checklist) -> str:
    office = assessment.policy.content.pack.terms.office
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


def _offices(assessment: Assessment, found: Checklist) -> str:
    procedure = assessment.policy.content.procedure
    rows = ""
    for title, id, unknown in (
        ("谁来审批", found.approved_by, procedure.approved_unknown),
        ("单位账号找谁创建", found.account_opened_by, procedure.account_unknown),
    ):
        office = procedure.offices[id] if id else None
        text = f"{office.name}。{office.note}" if office else unknown
        cite = clause_details(assessment.policy, [office.clause], "看通知原文") if office else ""
        rows += f"<h4>{title}</h4><p>{escape(text)}</p>{cite}"
    steps = "".join(
        f'<li><span class="who">{escape(step.who)}：</span>{escape(step.text)}</li>'
        for step in found.steps
    )
    return section(
        "找谁办、怎么办",
        f'{rows}<h4>一步一步来</h4><ol class="steps">{steps}</ol>'
        f"{_deadline(assessment)}<p>{escape(procedure.platform_note)}</p>",
    )


def _deadline(assessment: Assessment) -> str:
    deadline = assessment.policy.content.procedure.deadline
    if deadline is None:
        return ""
    state = deadline.before if assessment.as_of <= deadline.on else deadline.after
    return (
        f"<h4>截止日期</h4><p>{escape(state.format(day=day_in_words(deadline.on)))}</p>"
        f"<p>{escape(deadline.note)}</p>"
        + clause_details(assessment.policy, [deadline.clause], "看通知原文")
    )


def _cautions(assessment: Assessment) -> str:
    policy = assessment.policy
    notice, rules = (escape(choice.address(path)) for path in ("./notice", "./rules"))
    links = (
        f'<p><a href="{notice}" target="_blank">看通知全文</a>　'
        f'<a href="{rules}" target="_blank">看规则一览</a></p>'
    )
    return section("还要知道", f"<p>{escape(policy.content.pack.caution)}</p>{links}")
