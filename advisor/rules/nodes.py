"""What conditions and trees of conditions have in common: the case they look at, and two questions.

``evaluate`` gives an outcome (reading, sections 2 to 4). ``prospect`` gives what the outcome may still
become while some facts have not been asked for: its best and worst status and the facts it still
hangs on; the interview is derived from it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, cast

from advisor.days import ALWAYS, Stretch, union
from advisor.facts.values import Diploma, Facts, Spell
from advisor.rules.outcome import NOTHING, Outcome, Status

ELIGIBLE, CONFIRM, NOT_YET, UNMET, EXCLUDED = Status

Readings = Mapping[str, bool]
"""What the office has answered on points the notice leaves open, by interpretation id: in the person's
favour or not. A point that is absent stays to be confirmed."""

UNANSWERED: Readings = MappingProxyType({})


class Case:
    """One person on one day, with what several conditions need computed once.

    ``readings``: the points that the office has answered.
    ``may_lapse``: something was found to hold that will not hold for ever (a spell with an end, a
    year that grows old), so that a later day may look different for other reasons than waiting."""

    def __init__(self, facts: Facts, as_of: date, readings: Readings = UNANSWERED) -> None:
        self.facts = facts
        self.as_of = as_of
        self.readings = readings
        self.may_lapse = False
        self.shared: dict[Node, Outcome] = {}
        self._stretches: dict[tuple[str, bool], tuple[Stretch, ...]] = {}
        self._diplomas: dict[str, Mapping[str, date | None]] = {}

    def stretches(self, fact: str, related_only: bool) -> tuple[Stretch, ...] | None:
        """The union of the spells (of those in the specialty applied for); None if unknown."""
        spells = cast("tuple[Spell, ...] | None", self.facts.get(fact))
        if spells is None:
            return None
        key = (fact, related_only)
        found = self._stretches.get(key)
        if found is None:
            found = union(Stretch(s.start, s.end) for s in spells if s.related or not related_only)
            self._stretches[key] = found
        return found

    def diplomas(self, fact: str) -> Mapping[str, date | None] | None:
        """Graduation day (None: unknown) by diploma kind; None if the diplomas are unknown."""
        held = self._diplomas.get(fact)
        if held is None:
            known = cast("tuple[Diploma, ...] | None", self.facts.get(fact))
            if known is None:
                return None
            held = self._diplomas[fact] = {d.kind: d.graduated_on for d in known}
        return held

    def day(self, fact: str) -> date | None:
        """The date a date fact holds; None if unknown."""
        return cast("date | None", self.facts.get(fact))


class Prospect(NamedTuple):
    """What an outcome may still become: between ``best`` and ``worst``, hanging on ``open`` facts.

    With no open facts it is settled, and ``outcome`` is what it will stay."""

    best: Status
    worst: Status
    open: frozenset[str] = NOTHING
    outcome: Outcome | None = None


def settled(outcome: Outcome) -> Prospect:
    return Prospect(outcome.status, outcome.status, NOTHING, outcome)


class Line(NamedTuple):
    """The diploma line a condition stands in: the diplomas fact and the kind of diploma."""

    diplomas: str
    kind: str


class Node(ABC):
    """A place in a route's tree. ``parts`` are the nodes below it, in content order; ``reads`` the
    facts that it looks at itself, with those of the diploma ``line`` it stands in."""

    id: str
    clause: str | None
    line: Line | None = None
    reads: tuple[str, ...] = ()
    timed = False
    speaks = False  # whether it has words of its own, whatever its parts
    parts: "Sequence[Node]" = ()
    _looks_at: frozenset[str] | None = None

    @abstractmethod
    def evaluate(self, case: Case) -> Outcome:
        """The outcome for this person on this day."""

    @abstractmethod
    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        """What the outcome may become once the ``unasked`` facts are answered (or are not known)."""

    def outlook(self, case: Case, unasked: frozenset[str]) -> Prospect:
        """``prospect``, at the price of one evaluation where nothing below looks at what is unasked."""
        if self.looks_at.isdisjoint(unasked):
            return settled(self.evaluate(case))
        return self.prospect(case, unasked)

    def turns(self, case: Case) -> Iterable[date]:
        """The days on which this very node may come to say something better, whenever they are."""
        return ()

    @property
    def looks_at(self) -> frozenset[str]:
        """Every fact that this node or one below it looks at: no other changes what it says."""
        # No ``cached_property``: it takes the node's dictionary, and every attribute is then found slower.
        if self._looks_at is None:
            own = self.reads if self.line is None else (*self.reads, self.line.diplomas)
            self._looks_at = frozenset(own).union(*(part.looks_at for part in self.parts))
        return self._looks_at

    def walk(self) -> "Iterable[Node]":
        """This node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def all_of_prospect(node: Node, case: Case, unasked: frozenset[str]) -> Prospect:
    best, worst, open_facts = together(part.outlook(case, unasked) for part in node.parts)
    return Prospect(best, worst, open_facts) if open_facts else settled(node.evaluate(case))


def together(prospects: Iterable[Prospect]) -> tuple[Status, Status, frozenset[str]]:
    """Best, worst and what is open where all parts count: all that they leave open, unless one is
    certain to exclude: then nothing can change any more, and the others are not looked at."""
    best = worst = ELIGIBLE
    open_facts = NOTHING
    for prospect in prospects:
        if prospect.best is EXCLUDED:
            return EXCLUDED, EXCLUDED, NOTHING
        if prospect.best > best:
            best = prospect.best
        if prospect.worst > worst:
            worst = prospect.worst
        if prospect.open:
            open_facts |= prospect.open
    return best, worst, open_facts


def any_of_prospect(
    node: Node, parts: Sequence[Node], case: Case, unasked: frozenset[str]
) -> Prospect:
    return best_of(node, [part.outlook(case, unasked) for part in parts], case)


def best_of(node: Node, prospects: list[Prospect], case: Case) -> Prospect:
    """Only parts that can still be chosen, or lend their day to the one chosen, matter."""
    worst = min(p.worst for p in prospects)
    best = min(p.best for p in prospects)
    if best is EXCLUDED or any(_unbeatable(p) for p in prospects):
        return settled(node.evaluate(case))
    open_facts = NOTHING.union(
        *(p.open for p in prospects if p.best <= worst or (worst is CONFIRM and p.best is NOT_YET))
    )
    if not open_facts:
        return settled(node.evaluate(case))
    return Prospect(best, worst, open_facts)


def _unbeatable(prospect: Prospect) -> bool:
    outcome = prospect.outcome
    return outcome is not None and outcome.status is ELIGIBLE and outcome.day is ALWAYS
