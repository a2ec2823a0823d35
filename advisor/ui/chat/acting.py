"""What a person can act on: what would open a route, and what the answers not known still decide."""

from collections.abc import Collection
from html import escape

from advisor.report.report import Report, RouteReport
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.shared.html import section, sign


def what_would_help(report: Report, said: Collection[str]) -> str:
    """For every route that is not open yet: the smallest sets of things that would open it, without what has been ``said`` already."""
    body = "".join(
        _route(report.policy, route, said)
        for route in report.routes.values()
        if route.status in (Status.UNMET, Status.NOT_YET)
    )
    return section("怎样才能申报", body) if body else ""


def _route(policy: Policy, route: RouteReport, said: Collection[str]) -> str:
    new = [change for change in route.changes if change not in said]
    if not new:
        return ""
    rows = "".join(f'<div class="row">{escape(change)}</div>' for change in new)
    return (
        f"<h4>{sign(policy, route.status)}{escape(route.plan.name)}</h4>"
        f'<div class="rows">{rows}</div>'
    )


def what_hangs_on_what(report: Report, route: RouteReport) -> str:
    """The facts not known: how the verdict hangs on each; and those that no longer matter."""
    hangs = "".join(f"<li>{escape(said)}</li>" for said in route.hangs_on)
    body = f'<ul class="steps">{hangs}</ul>' if hangs else ""
    if report.past_mattering:
        names = "、".join(report.past_mattering)
        body += f'<p class="quiet">这些虽然不清楚，已经不影响结论：{escape(names)}。</p>'
    return section("还不清楚的，影响什么", body) if body else ""
