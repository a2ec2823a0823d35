"""What would open a route: the day it is open if only time passes, and what a person could do.

Nothing here knows a rule. The conditions name the days on which they may turn for the better
(``turns``) and what a person could bring about (``lever``, which is content); every day and every
change is then decided by the ordinary assessment.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from advisor.rules.assess import Assessment, RouteResult, assess_route
from advisor.rules.case import Case
from advisor.rules.nodes import Lever, Node
from advisor.rules.outcome import Status


class WhatIf(NamedTuple):
    """Levers, and a day to wait for (None: today does), that together lead to ``status``."""

    levers: tuple[Lever, ...]
    wait_until: date | None
    status: Status
    result: RouteResult


def earliest(assessment: Assessment, route_id: str, until: date = date.max) -> date | None:
    """The first day from the day of reckoning ``until`` another on which the route is plainly eligible,
    if only time passes; None if time alone never does it. Raises ``KeyError`` for an unknown route."""
    if assessment.routes[route_id].status is Status.ELIGIBLE:
        return assessment.as_of
    for day in _days_ahead(assessment, route_id):
        if day > until:
            break
        if _tried(assessment, route_id, (), day).status is Status.ELIGIBLE:
            return day
    return None


def changes(assessment: Assessment, route_id: str) -> list[WhatIf]:
    """The smallest sets of levers, waiting among them, that lead to the best status in reach:
    eligible, or else to be confirmed; none if neither is better than today's.

    Smallest: with less than these, or sooner with the same levers, it is not reached. By size, then
    by day. A fact that is not known is no lever (``what_hangs_on_what.py``). Raises ``KeyError`` for an
    unknown route.
    """
    today = assessment.routes[route_id].status
    if today in (Status.ELIGIBLE, Status.EXCLUDED):
        return []
    days = (None, *_days_ahead(assessment, route_id))
    tried = {
        (levers, day): _tried(assessment, route_id, levers, day)
        for levers in _subsets(_levers(assessment, route_id))
        for day in days
    }
    best = min(result.status for result in tried.values())
    if best > Status.CONFIRM or best >= today:
        return []
    reached = [chosen for chosen, result in tried.items() if result.status is best]
    smallest = [it for it in reached if not any(_less(other, it) for other in reached)]
    smallest.sort(key=lambda it: (len(it[0]) + (it[1] is not None), it[1] or date.min))
    return [WhatIf(levers, day, best, tried[levers, day]) for levers, day in smallest]


_Chosen = tuple[tuple[Lever, ...], date | None]


def _less(one: _Chosen, other: _Chosen) -> bool:
    """Whether ``one`` asks for less: some of the same, or the same levers and an earlier day."""
    (levers, day), (more, later) = one, other
    if levers == more:
        return day != later and (day is None or (later is not None and day < later))
    return day in (None, later) and set(levers) < set(more)


def _tried(
    assessment: Assessment, route_id: str, levers: tuple[Lever, ...], day: date | None
) -> RouteResult:
    facts = {**assessment.facts, **{lever.fact: lever.value for lever in levers}}
    day = day or assessment.as_of
    return assess_route(assessment.policy, route_id, facts, day, assessment.readings)


def _days_ahead(assessment: Assessment, route_id: str) -> list[date]:
    """The days after today on which something in the route may turn for the better."""
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    turning = _turning(assessment.policy.route[route_id].node)
    days = {day for node in turning for day in node.turns(case)}
    return sorted(day for day in days if day > assessment.as_of)


@lru_cache(maxsize=200)
def _turning(route: Node) -> tuple[Node, ...]:
    """The conditions of a route that time may turn."""
    return tuple(node for node in route.walk() if type(node).turns is not Node.turns)


def _levers(assessment: Assessment, route_id: str) -> list[Lever]:
    """What the person lacks and could bring about, in the order of the route; one for a fact."""
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    found: dict[str, Lever] = {}
    for node in assessment.policy.route[route_id].node.walk():
        if (lever := node.lever(case)) is not None:
            found.setdefault(lever.fact, lever)
    return list(found.values())


def _subsets(levers: list[Lever]) -> Iterable[tuple[Lever, ...]]:
    for size in range(len(levers) + 1):
        yield from combinations(levers, size)
