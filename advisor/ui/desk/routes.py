"""The middle of the desk's page: every route, how it stands now, and how it stood before."""

from collections.abc import Callable
from html import escape

import streamlit as st

from advisor.days import day_in_words
from advisor.interview.questions import Standing
from advisor.report.report import Report, RouteReport
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.shared.html import sign

NAMED_AT_MOST = 3  # facts that a route still waits for are named if they are this few


def show(
    report: Report,
    standings: list[Standing],
    questions: int,
    before: Assessment | None,
    chosen: RouteReport | None,
    look: Callable[[str], None],
) -> None:
    """One line a route; its name is the button that shows it on the right (``look``). ``before``: as it
    was when a code was opened. ``questions``: how many can still come."""
    asked = f"最多再问{questions}题" if questions else "问完了"
    st.html(f'<h3 class="block">各条路 <span>{asked}</span></h3>')
    for standing in standings:
        plan = standing.plan
        key = f"route-{plan.id.replace('.', '-')}"
        with st.container(key=key, horizontal=True, gap="small"):
            st.button(
                plan.name,
                key=f"look-{plan.id}",
                type="primary" if chosen is not None and chosen.plan is plan else "tertiary",
                on_click=look,
                args=(plan.id,),
            )
            st.html(_line(report, standing, before), width="content")


def _line(report: Report, standing: Standing, before: Assessment | None) -> str:
    policy, route = report.policy, report.routes[standing.plan.id]
    result = route.result
    if standing.status is None:
        facts = [policy.facts[name] for name in standing.open]
        names = "、".join(fact.short or fact.name for fact in facts)
        few = f"：{names}" if len(facts) <= NAMED_AT_MOST else f"{len(facts)}项"
        said = f'<span class="s-open">○ 还要问{escape(few)}</span>'
    else:
        said = _status(policy, result, route.closed_because)
    was = before.routes[standing.plan.id] if before else None
    if was is not None and (was.status, was.eligible_on) != (result.status, result.eligible_on):
        said += f'<span class="was">原来：{_status(policy, was)}</span>'
    return f'<p class="standing-line">{said}</p>'


def _status(policy: Policy, result: RouteResult, because: str = "") -> str:
    """A route's sign and words; of a closed one what closes it (``because``), where that is known."""
    word = result.status.word
    said = because or policy.content.verdicts.statuses[word].words
    if result.status is Status.NOT_YET and result.eligible_on is not None:
        said += f" · {day_in_words(result.eligible_on)}起"
    return f'{sign(policy, result.status)}<span class="s-{word}">{escape(said)}</span>'
