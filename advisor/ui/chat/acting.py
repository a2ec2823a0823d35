"""What a person can act on: what would open a route, and what the answers not known still decide."""

from html import escape

from advisor.report.prospects_in_words import change_in_words, hinges_in_words
from advisor.report.reasons import headline
from advisor.report.what_hangs_on_what import cannot_matter
from advisor.report.what_would_help import WhatIf, changes, with_change
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status
from advisor.ui.shared.html import section, sign

MOST = 3  # ways shown for one route; the smallest come first


def what_would_help(assessment: Assessment) -> str:
    """For every route that is not open yet: the smallest sets of things that would open it, each with
    the verdict it leads to beside the present one."""
    body = "".join(
        _route(assessment, result)
        for result in assessment.routes.values()
        if result.status in (Status.UNMET, Status.NOT_YET)
    )
    return section("怎样才能申报", body) if body else ""


def _route(assessment: Assessment, result: RouteResult) -> str:
    id = result.plan.id
    ways = changes(assessment, id)[:MOST]
    if not ways:
        return ""
    rows = "".join(_tried(assessment, result, way) for way in ways)
    return (
        f"<h4>{sign(assessment.policy, result.status)}{escape(result.plan.name)}</h4>"
        f'<div class="rows">{rows}</div>'
    )


def _tried(assessment: Assessment, result: RouteResult, what_if: WhatIf) -> str:
    """One way, and behind it the verdict with it beside the present one."""
    then = with_change(assessment, what_if)
    best = then.recommended
    also = ""
    if best is not None and best.plan is not result.plan:
        also = f"<p>到那时最好走的路：{escape(headline(then, best))}</p>"
    return (
        f"<details><summary><span>{escape(change_in_words(assessment, what_if))}</span></summary>"
        f'<div class="beside"><div><b>现在</b><p>{escape(headline(assessment, result))}</p></div>'
        f"<div><b>这样以后</b><p>{sign(assessment.policy, what_if.status)}"
        f"{escape(headline(then, what_if.result))}</p>{also}</div></div></details>"
    )


def what_hangs_on_what(assessment: Assessment, result: RouteResult) -> str:
    """The facts not known: how the verdict hangs on each; and those that no longer matter."""
    hangs = "".join(
        f"<li>{escape(said)}</li>" for said in hinges_in_words(assessment, result.plan.id)
    )
    body = f'<ul class="steps">{hangs}</ul>' if hangs else ""
    idle = [name for name in cannot_matter(assessment) if name in assessment.facts]
    if idle:
        names = "、".join(assessment.policy.facts[name].name for name in idle)
        body += f'<p class="quiet">这些虽然不清楚，已经不影响结论：{escape(names)}。</p>'
    return section("还不清楚的，影响什么", body) if body else ""
