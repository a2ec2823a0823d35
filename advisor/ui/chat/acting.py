"""What a person can act on: what would open a route, and what the answers not known still decide."""

from html import escape

from advisor.report.report import Change, Report, RouteReport
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.shared.html import section, sign


def what_would_help(report: Report) -> str:
    """For every route that is not open yet: the smallest sets of things that would open it, each with
    the verdict it leads to beside the present one."""
    body = "".join(
        _route(report.policy, route)
        for route in report.routes.values()
        if route.status in (Status.UNMET, Status.NOT_YET)
    )
    return section("怎样才能申报", body) if body else ""


def _route(policy: Policy, route: RouteReport) -> str:
    if not route.changes:
        return ""
    rows = "".join(_tried(policy, route, change) for change in route.changes)
    return (
        f"<h4>{sign(policy, route.status)}{escape(route.plan.name)}</h4>"
        f'<div class="rows">{rows}</div>'
    )


def _tried(policy: Policy, route: RouteReport, change: Change) -> str:
    """One way, and behind it the verdict with it beside the present one."""
    also = f"<p>到那时最好走的路：{escape(change.better)}</p>" if change.better else ""
    return (
        f"<details><summary><span>{escape(change.say)}</span></summary>"
        f'<div class="beside"><div><b>现在</b><p>{escape(route.headline)}</p></div>'
        f"<div><b>这样以后</b><p>{sign(policy, change.status)}"
        f"{escape(change.then)}</p>{also}</div></div></details>"
    )


def what_hangs_on_what(report: Report, route: RouteReport) -> str:
    """The facts not known: how the verdict hangs on each; and those that no longer matter."""
    hangs = "".join(f"<li>{escape(said)}</li>" for said in route.hangs_on)
    body = f'<ul class="steps">{hangs}</ul>' if hangs else ""
    if report.past_mattering:
        names = "、".join(report.past_mattering)
        body += f'<p class="quiet">这些虽然不清楚，已经不影响结论：{escape(names)}。</p>'
    return section("还不清楚的，影响什么", body) if body else ""
