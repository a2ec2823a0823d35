"""The quiet panel: how each route stands with what is known so far."""

from html import escape

from advisor.interview.expected import ToCome
from advisor.interview.questions import Standing
from advisor.report.report import Report
from advisor.rules.outcome import Status
from advisor.ui.shared.html import sign


def panel(report: Report, standings: list[Standing]) -> str:
    """Each route with its sign and a line; one that has closed says why in a few words."""
    rows = []
    for standing in standings:
        if standing.result is None:
            mark = '<span class="sign s-open" aria-hidden="true">○</span>'
            why, closed = "还要看后面的回答", ""
        else:
            status = standing.result.status
            mark = sign(report.policy, status)
            route = report.routes[standing.plan.id]
            why = route.closed_because or report.words_of(status).words
            closed = " closed" if status is Status.EXCLUDED else ""
        rows.append(
            f'<li>{mark}<span class="{closed}">{escape(standing.plan.name)}'
            f'<span class="why">{escape(why)}</span></span></li>'
        )
    return f'<ul class="standing">{"".join(rows)}</ul>'


def routes(line: str, panel: str) -> str:
    """The panel, folded under its line where the screen is narrow, and beside the talk where it is wide."""
    head = escape(line)
    return (
        f'<details class="routes-fold"><summary>{head}</summary>{panel}</details>'
        f'<aside class="routes-side" aria-label="各条路"><p class="side-title">{head}</p>{panel}</aside>'
    )


def summary(standings: list[Standing], to_come: ToCome) -> str:
    """The folded panel's own line: 「还有4条路可走 · 一般再问9到11题」."""
    open_routes = sum(standing.status is not Status.EXCLUDED for standing in standings)
    return (
        f"还有{open_routes}条路可走" if open_routes else "目前没有能申报的"
    ) + f" · {to_come.in_words}"
