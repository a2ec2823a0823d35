"""The outcome algebra: one ordered scale, "all of" is the worst part, "any of" the best.

The tree of outcomes is kept, and is the explanation: each outcome points to what it comes from, which
speaks for it (``Speaker``), and to the parts it was folded from (reading, section 2).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple, cast

from advisor.content.schema import StatusName, Words
from advisor.days import ALWAYS, Stretch
from advisor.rules.case import Case, Line

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


ELIGIBLE, EXCLUDED = Status.ELIGIBLE, Status.EXCLUDED


class Outcome(NamedTuple):
    """What one node says of one person on one day.

    ``day``: from when it certainly holds; ``ALWAYS`` for what has nothing to do with time, None if
    that day is unknown or never comes. ``possible_day``: from when it holds if an open point is read
    in the person's favour. ``missing`` and ``confirm``: ids, as a route reports them. ``chosen``: of
    an any-of, the part that speaks.
    """

    node: "Speaker"
    status: Status
    day: date | None = ALWAYS
    missing: frozenset[str] = NOTHING
    confirm: frozenset[str] = NOTHING
    parts: "tuple[Outcome, ...]" = ()
    chosen: "Outcome | None" = None
    possible_day: date | None = None


_new = tuple.__new__
"""Makes an outcome of all its values: half the time of ``Outcome`` itself."""


class Said(NamedTuple):
    """What a condition says of an outcome, all but the sentence itself, which is content's.

    ``words``: the sentence, or sentences by key, of which those under ``keys`` are said; ``values``:
    what stands for their placeholders. ``answers``: the points that the office has answered, and how,
    of which it speaks instead. ``first``: outcomes whose own sentences come before. ``headline``: the
    verdict in a few words where this alone closes all routes."""

    name: str
    clause: str
    words: Words | None = None
    keys: tuple[str, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})
    answers: Mapping[str, bool] = MappingProxyType({})
    first: tuple[Outcome, ...] = ()
    headline: str = ""


class Proof(NamedTuple):
    """A material that a condition asks for, on which clause, and what its sentence may speak of.

    ``kind``: of a diploma, which. ``whatever_comes``: of what is not known yet; told where nothing
    certain asks for it."""

    material: str
    clause: str
    value: str = ""
    diploma: str = ""
    kind: str | None = None
    whatever_comes: bool = False


class Speaker:
    """What an outcome can ask of the condition, or the tree of them, that it comes from.

    ``speaks``: it has words of its own, whatever its parts; ``tells``: it is told with the verdict
    where it is met; ``timed``: it has to do with time, and ``milestone`` says what the day is on which
    it is full; ``doubt``: the interpretation that it always hangs on; ``line``: the diploma line it
    stands in."""

    id: str
    clause: str | None
    name = ""
    milestone = ""
    speaks = False
    tells = False
    timed = False
    doubt: str | None = None
    line: Line | None = None

    def said(self, case: Case, outcome: Outcome) -> Said:
        """What it says of its outcome for this case."""
        return Said(self.name, self.cited(outcome))

    def cited(self, outcome: Outcome) -> str:
        """The clause that what it says of its outcome stands on; empty where there is none."""
        return self.clause or ""

    def closed_beside(self, outcome: Outcome) -> "tuple[Outcome, ...]":
        """Of a table by diploma that is closed, though a diploma of it is held: what closes it."""
        return tuple(one for part in outcome.parts for one in part.node.closed_beside(part))

    def silent(self, outcome: Outcome) -> bool:
        """Whether this outcome is not told as a condition: it is shown as a reminder."""
        return False

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        """What the person has to prove for it."""
        return ()

    def until(self, case: Case) -> date | None:
        """The last day on which it holds of itself, whatever else changes; None if there is none."""
        return None

    def work(self, case: Case) -> tuple[Stretch, ...]:
        """The work that it counts."""
        return ()


def all_of(node: "Speaker", parts: tuple[Outcome, ...]) -> Outcome:
    """The worst part; the latest day (None if a part has none); all that is missing or open."""
    status = Status.ELIGIBLE
    day: date | None = ALWAYS
    missing = confirm = NOTHING
    # Here, and in ``any_of``, a row of a roster or a case of a batch comes by some twenty times.
    for _, its_status, its_day, lacks, asks, _, _, _ in parts:
        if its_status > status:
            status = its_status
        if its_day is not ALWAYS and day is not None and (its_day is None or its_day > day):
            day = its_day
        if lacks:
            missing |= lacks
        if asks:
            confirm |= asks
    if status is EXCLUDED:
        return _new(Outcome, (node, status, None, NOTHING, NOTHING, parts, None, None))
    return _new(Outcome, (node, status, day, missing, confirm, parts, None, None))


def any_of(node: "Speaker", parts: tuple[Outcome, ...]) -> Outcome:
    """The best part alone; ties to the earlier day, then fewer open points, then content's order.

    Of several that are eligible the first in content's order speaks (who holds a bachelor's and a
    college diploma files the bachelor's), but the day is the earliest of theirs. Where the best is to
    be confirmed, a part that only waits and has nothing to confirm may be certain sooner: the day is
    the earliest of these.
    """
    best = parts[0]
    status = best.status
    for part in parts:
        its_status = part.status
        if its_status > status or its_status is EXCLUDED or part is best:
            continue
        if its_status < status or (status is not ELIGIBLE and _rank(part) < _rank(best)):
            best, status = part, its_status
    day = best.day
    if status <= Status.CONFIRM:
        for part in parts:
            if part.day is not None and _lends_its_day(part, status):
                day = part.day if day is None else min(day, part.day)
    chosen = (node, status, day, best.missing, best.confirm, parts, best, None)
    return _new(Outcome, chosen)


def enough(
    node: "Speaker", parts: Sequence[tuple[Outcome, int]], needed: int, lacking: Outcome
) -> Outcome:
    """So much of the worth of several parts must hold: the best status that so much of it has; where only
    lacking and closed parts are left, ``lacking``.

    Of parts alike the sooner count first; of those that are eligible, in content's order. The day is
    the first on which so much certainly holds, as in ``any_of``.
    """
    every = tuple(part for part, _ in parts)
    status = enough_status(((part.status, worth) for part, worth in parts), needed)
    if status is Status.UNMET:
        return lacking._replace(parts=every)
    so_good = [one for one in parts if one[0].status <= status]
    chosen = _until(needed, sorted(so_good, key=lambda one: _order(one[0])))
    day = _latest(chosen)
    if status <= Status.CONFIRM:
        sooner = [
            one
            for one in parts
            if one[0].day is not None
            and (one[0].status is Status.ELIGIBLE or _lends_its_day(one[0], status))
        ]
        if sum(worth for _, worth in sooner) >= needed:
            sooner.sort(key=lambda one: one[0].day or date.max)
            lent = _latest(_until(needed, sooner))
            day = lent if day is None or lent is None else min(day, lent)
    confirm = NOTHING.union(*(part.confirm for part in chosen))
    return Outcome(node, status, day, confirm=confirm, parts=every)


def enough_status(statuses: Iterable[tuple[Status, int]], needed: int) -> Status:
    """The best status that so much of the worth has; unmet where that is none that can come by itself."""
    told = list(statuses)
    for level in (Status.ELIGIBLE, Status.CONFIRM, Status.NOT_YET):
        if sum(worth for status, worth in told if status <= level) >= needed:
            return level
    return Status.UNMET


def _until(needed: int, parts: Iterable[tuple[Outcome, int]]) -> list[Outcome]:
    """The first of the parts that are worth so much together."""
    found, total = [], 0
    for part, worth in parts:
        if total >= needed:
            break
        found.append(part)
        total += worth
    return found


def _latest(parts: Iterable[Outcome]) -> date | None:
    """The latest of their days; None if one has none."""
    days = [part.day for part in parts]
    return None if None in days else max(day for day in days if day is not None)


def _order(part: Outcome) -> tuple[bool, date, Status, int]:
    """Which of several parts count first."""
    if part.status is Status.ELIGIBLE:
        return (False, ALWAYS, part.status, 0)
    return (True, part.day or date.max, part.status, len(part.confirm))


def in_turn(node: "Speaker", parts: tuple[Outcome, ...]) -> Outcome:
    """All parts must hold, but the first that does not yet hold speaks for those after it."""
    worst = max(part.status for part in parts)
    if worst is Status.EXCLUDED:
        return Outcome(node, worst, None, parts=parts)
    first = next((part for part in parts if part.status > Status.ELIGIBLE), parts[-1])
    return Outcome(node, first.status, first.day, first.missing, first.confirm, parts)


def carrying(outcome: Outcome) -> Iterator[Outcome]:
    """The outcomes that speak: of an all-of all its parts, of an any-of the chosen one; an any-of
    that is closed altogether speaks for itself, as does every single condition."""
    global _carried
    known = _carried
    if known is None or known[0] is not outcome:
        found: list[Outcome] = []
        _carry(outcome, found)
        known = _carried = outcome, found
    return iter(known[1])


_carried: tuple[Outcome, list[Outcome]] | None = None
"""Of the outcome last asked about: whatever is said of a route begins with these."""


def closing(outcome: Outcome) -> Outcome | None:
    """The first of those that speak that is closed; None where none is."""
    if outcome.node.speaks or not outcome.parts:
        return outcome if outcome.status is EXCLUDED else None
    if outcome.chosen is not None:
        return outcome if outcome.status is EXCLUDED else closing(outcome.chosen)
    for part in outcome.parts:
        if (found := closing(part)) is not None:
            return found
    return None


def _carry(outcome: Outcome, found: list[Outcome]) -> None:
    if outcome.node.speaks or not outcome.parts:
        found.append(outcome)
    elif outcome.chosen is None:
        for part in outcome.parts:
            _carry(part, found)
    elif outcome.status is Status.EXCLUDED:
        found.append(outcome)
    else:
        _carry(outcome.chosen, found)


def _lends_its_day(part: Outcome, status: Status) -> bool:
    if status is Status.ELIGIBLE:
        return part.status is status
    return part.status is Status.NOT_YET and not part.confirm


def _rank(part: Outcome) -> tuple[bool, date, int]:
    """Among parts of one status: the earlier day (none at all last), then fewer open points."""
    return (part.day is None, part.day or date.max, len(part.confirm))
