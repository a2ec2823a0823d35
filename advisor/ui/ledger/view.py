"""The ledger's entries and numbers as HTML."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from advisor.days import day_in_words
from advisor.handover.code import grouped
from advisor.ledger.book import (
    CHANNELS,
    NO_VERDICT,
    STATUSES,
    Counts,
    Entry,
    route_in_words,
    status_in_words,
)
from advisor.ledger.export import counted
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.shared.html import sign


def tally(policy: Policy, counts: Counts) -> str:
    """How many, in all and by status."""
    parts = [f"<li><b>{counts.total}</b>条</li>"]
    for status in Status:
        words = status_in_words(policy, status.word)
        parts.append(
            f"<li>{sign(policy, status)}{escape(words)} <b>{counts.by_status[status.word]}</b></li>"
        )
    parts.append(f"<li>{NO_VERDICT} <b>{counts.by_status['']}</b></li>")
    return f'<ul class="ledger-tally">{"".join(parts)}</ul>'


def bars(policy: Policy, counts: Counts) -> list[str]:
    """The numbers by time, channel and route, each as a list with bars."""
    numbers = counted(policy, counts)
    numbers.pop("按结论")  # the tally says it
    return [_bars(title, rows) for title, rows in numbers.items()]


def _bars(title: str, rows: list[tuple[str, int]]) -> str:
    most = max((number for _, number in rows), default=1)
    body = "".join(
        f"<li><span>{escape(name)}</span><b>{number}</b>"
        f'<i style="width:{100 * number // most}%"></i></li>'
        for name, number in rows
    )
    return f'<p class="side-title">{escape(title)}</p><ul class="ledger-bars">{body}</ul>'


def table(policy: Policy, entries: Iterable[Entry]) -> str:
    rows = "".join(
        f"<tr><td>{entry.id}</td><td>{day_in_words(entry.day)}</td>"
        f"<td>{escape(CHANNELS.get(entry.channel, entry.channel))}</td>"
        f"<td>{escape(entry.question)}{_code(entry.code)}</td>"
        f"<td>{verdict(policy, entry.route, entry.status)}</td>"
        f"<td>{escape(entry.note)}</td></tr>"
        for entry in entries
    )
    return (
        '<table class="ledger"><thead><tr><th>编号</th><th>日期</th><th>渠道</th><th>问的是什么</th>'
        f"<th>结论</th><th>备注</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _code(code: str) -> str:
    """A code's beginning, to be opened on the applicants' page."""
    if not code:
        return ""
    return (
        f'<p class="quiet">转交码 <span class="code">{escape(grouped(code)[:17])}…</span> '
        f'<a href="./?c={quote(code)}" target="_blank">打开</a></p>'
    )


def verdict(policy: Policy, route: str, status: str) -> str:
    if not status:
        return f'<span class="quiet">{NO_VERDICT}</span>'
    found = next(one for one in Status if one.word == status)
    name = f"{escape(route_in_words(policy, route))}<br>" if route else ""
    return f"{name}{sign(policy, found)}{escape(status_in_words(policy, status))}"


def route_names(policy: Policy) -> dict[str, str]:
    return {route.id: route.name for route in policy.routes}


def status_names(policy: Policy) -> dict[str, str]:
    return {status: status_in_words(policy, status) for status in STATUSES}
