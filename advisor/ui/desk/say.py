"""The right of the desk's page: what to ask next, what to say, and what stands behind it."""

from html import escape

import streamlit as st

from advisor.interview.questions import Question, Standing
from advisor.report.either_answer import meaning
from advisor.report.report import Report, RouteReport
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words
from advisor.ui.shared.html import clause_details


def asking(policy: Policy, left: list[Question], field: str) -> Question | None:
    """The question to read out for a field of the form: its own, of a group told one by one that of the
    one fact; the first that is ``left`` where the field's is not. None: nothing is left."""
    for question in left:
        if field == question.id:
            return question
        if field in question.facts:
            return Question(question.id, (field,))
    return left[0] if left else None


def show(
    report: Report,
    chosen: RouteReport | None,
    standings: list[Standing],
    left: list[Question],
    picked: bool,
    question: Question | None = None,
) -> None:
    """What to ask next (``question``, the first that is ``left`` if none is given) while there is
    something, and the verdict of the route ``chosen`` once no answer can change it (None: no route is
    open). ``picked``: the route was picked by hand."""
    undecided = {each.plan.id for each in standings if each.status is None}
    if left:
        st.html(_next_question(report.policy, question or left[0]))
    decided = chosen is not None and chosen.plan.id not in undecided
    if left and not (decided and picked):
        return
    spoken = chosen.spoken if chosen is not None else report.spoken
    st.html(
        '<h3 class="block">怎么说</h3>'
        f'<p id="read-out" class="read-out">{escape(spoken)}</p>'
        '<button id="copy-read-out" class="small-button" type="button">复制这段话</button>'
    )
    if chosen is not None:
        st.html(_behind(report, chosen))


def _next_question(policy: Policy, question: Question) -> str:
    """What to ask next, as one says it, and how the person can find out."""
    group = policy.content.facts.groups.get(question.id)
    fact = policy.facts[question.facts[0]]
    together = group is not None and len(question.facts) > 1
    ask = group.ask if group is not None and together else fact.ask
    if group is not None and not together and group.ask_one:
        ask = group.ask_one.replace("{condition}", fact.ask)
    find_out = "" if together else f"<p>{escape(fact.find_out)}</p>"
    clauses = [clause for name in question.facts for clause in policy.facts[name].clauses]
    return (
        f'<h3 class="block">下一个问</h3><p class="read-out">{escape(ask)}</p>'
        f"{find_out}{clause_details(policy, clauses)}"
    )


def _behind(report: Report, chosen: RouteReport) -> str:
    """The clauses, the points to ask with our reading, the materials and the offices of a route."""
    policy = report.policy
    asked = ""
    for point in chosen.points:
        open_point = point.interpretation
        taken = open_point.taken if open_point else ""
        small = f"<br><small>我们先这样看：{escape(taken)}</small>" if taken else ""
        if open_point and open_point.replies:
            small += f"<br><small>{escape(meaning(open_point.replies))}</small>"
        asked += f"<li>{escape(point.question)}{small}</li>"
    body = clause_details(policy, chosen.plan.content.clauses)
    if asked:
        body += f'<h3 class="block">要先问清楚</h3><ul class="dense">{asked}</ul>'
    body += "".join(f'<p class="caution">{escape(text)}</p>' for text in chosen.reminders)
    if chosen.status is Status.EXCLUDED:
        return body
    needed = ""
    for item in chosen.checklist.items:
        cited = "、".join(map(clause_in_words, item.clauses))
        if item.material.basis != "elsewhere":
            needed += f"<li>{escape(item.material.name)}<small>（{escape(cited)}）</small></li>"
    offices = "".join(
        f"<p>{office.short_title}：{escape(office.name or office.text)}</p>"
        for office in report.offices
    )
    return (
        f'{body}<h3 class="block">材料</h3><ul class="dense">{needed}</ul>'
        f'<h3 class="block">找谁办</h3>{offices}'
    )
