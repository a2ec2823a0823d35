"""The case that the rules look at: one person on one day, and what the office has answered."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from advisor.days import Stretch, union
from advisor.facts.values import Diploma, Facts, Spell

Readings = Mapping[str, bool]
"""What the office has answered on points the notice leaves open, by interpretation id: in the person's
favour or not. A point that is absent stays to be confirmed."""

UNANSWERED: Readings = MappingProxyType({})


class Case:
    """One person on one day, with what several conditions need computed once.

    ``readings``: the points that the office has answered. ``shared``: what trees say that several
    routes use: outcomes by tree, prospects by tree and what is unasked.
    ``may_lapse``: something was found to hold that will not hold for ever (a spell with an end, a
    year that grows old), so that a later day may look different for other reasons than waiting."""

    def __init__(self, facts: Facts, as_of: date, readings: Readings = UNANSWERED) -> None:
        self.facts = facts
        self.as_of = as_of
        self.readings = readings
        self.may_lapse = False
        self.shared: dict[object, Any] = {}
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


class Line(NamedTuple):
    """The diploma line a condition stands in: the diplomas fact and the kind of diploma."""

    diplomas: str
    kind: str
