"""The outcome algebra: one ordered scale, "all of" is the worst part, "any of" the best.

The tree of outcomes is kept, and is the explanation: each node points to the condition it comes
from (clause, threshold, wording) and to the parts it was folded from (reading, section 2).
"""

from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from advisor.content.schema import StatusName
from advisor.days import ALWAYS

if TYPE_CHECKING:
    from advisor.rules.nodes import Node

NOTHING: frozenset[str] = frozenset()


class Status(IntEnum):
    """What a condition or a route can say, best first."""

    ELIGIBLE = 0
    CONFIRM = 1
    NOT_YET = 2
    UNMET = 3
    EXCLUDED = 4

    @property
    def word(self) -> StatusName:
        """The name used in JSON and content: ``eligible`` … ``excluded``."""
        return cast(StatusName, self.name.lower())


class Outcome(NamedTuple):
    """What one node says of one person on one day.

    ``day``: from when it certainly holds; ``ALWAYS`` for what has nothing to do with time, None if
    that day is unknown or never comes. ``possible_day``: from when it holds if an open point is read
    in the person's favour. ``missing`` and ``confirm``: ids, as a route reports them. ``chosen``: of
    an any-of, the part that speaks.
    """

    node: "Node"
    status: Status
    day: date | None = ALWAYS
    missing: frozenset[str] = NOTHING
    confirm: frozenset[str] = NOTHING
    parts: "tuple[Outcome, ...]" = ()
    chosen: "Outcome | None" = None
    possible_day: date | None = None


def all_of(node: "Node", parts: tuple[Outcome, ...]) -> Outcome:
    """The worst part; the latest day (None if a part has none); all that is missing or open."""
    status = Status.ELIGIBLE
    day: date | None = ALWAYS
    missing = confirm = NOTHING
    for part in parts:
        if part.status > status:
            status = part.status
        if day is not None and part.day is not ALWAYS:
            day = None if part.day is None else max(day, part.day)
        if part.missing:
            missing |= part.missing
        if part.confirm:
            confirm |= part.confirm
    if status is Status.EXCLUDED:
        return Outcome(node, status, None, parts=parts)
    return Outcome(node, status, day, missing, confirm, parts)


def any_of(node: "Node", parts: tuple[Outcome, ...]) -> Outcome:
    """The best part alone; ties to the earlier day, then fewer open points, then content's order.

    Of several that are eligible the first in content's order speaks (who holds a bachelor's and a
    college diploma files the bachelor's), but the day is the earliest of theirs. Where the best is to
    be confirmed, a part that only waits and has nothing to confirm may be certain sooner: the day is
    the earliest of these.
    """
    best = parts[0]
    for part in parts[1:]:
        if part.status < best.status or (
            part.status == best.status
            and Status.ELIGIBLE < best.status < Status.EXCLUDED
            and _rank(part) < _rank(best)
        ):
            best = part
    status, day = best.status, best.day
    if status in (Status.ELIGIBLE, Status.CONFIRM):
        for part in parts:
            if part.day is not None and _lends_its_day(part, status):
                day = part.day if day is None else min(day, part.day)
    return Outcome(node, status, day, best.missing, best.confirm, parts, best)


def in_turn(node: "Node", parts: tuple[Outcome, ...]) -> Outcome:
    """All parts must hold, but the first that does not yet hold speaks for those after it."""
    worst = max(part.status for part in parts)
    if worst is Status.EXCLUDED:
        return Outcome(node, worst, None, parts=parts)
    first = next((part for part in parts if part.status > Status.ELIGIBLE), parts[-1])
    return Outcome(node, first.status, first.day, first.missing, first.confirm, parts)


def carrying(outcome: Outcome) -> Iterator[Outcome]:
    """The outcomes that speak: of an all-of all its parts, of an any-of the chosen one; an any-of
    that is closed altogether speaks for itself, as does every single condition."""
    if outcome.node.speaks or not outcome.parts:
        yield outcome
    elif outcome.chosen is None:
        for part in outcome.parts:
            yield from carrying(part)
    elif outcome.status is Status.EXCLUDED:
        yield outcome
    else:
        yield from carrying(outcome.chosen)


def _lends_its_day(part: Outcome, status: Status) -> bool:
    if status is Status.ELIGIBLE:
        return part.status is status
    return part.status is Status.NOT_YET and not part.confirm


def _rank(part: Outcome) -> tuple[bool, date, int]:
    """Among parts of one status: the earlier day (none at all last), then fewer open points."""
    return (part.day is None, part.day or date.max, len(part.confirm))
