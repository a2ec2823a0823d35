"""Conditions on which diplomas are held."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from advisor.content import schema
from advisor.rules.case import Case, Line, Readings
from advisor.rules.conditions.leaf import Leaf, Place, built_from, day_values, known
from advisor.rules.nodes import ELIGIBLE, EXCLUDED
from advisor.rules.outcome import Outcome, Proof, all_of

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People


@built_from(schema.HasDiploma)
class DiplomaLeaf(Leaf[schema.HasDiploma]):
    """The line's diploma: in hand, ahead, of unknown date, or not held (which closes the line)."""

    timed = True
    by_diploma = True
    minds_its_line = True
    can_be = (ELIGIBLE, EXCLUDED)
    line: Line

    def __init__(self, id: str, content: schema.HasDiploma, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.diplomas,)
        self.not_held = Outcome(self, EXCLUDED, None)

    def evaluate(self, case: Case) -> Outcome:
        held = case.diplomas(self.content.diplomas)
        if held is None:
            return self._confirm(self.content.diplomas, day=None)
        if self.line.kind not in held:
            return self.not_held
        graduated = held[self.line.kind]
        if graduated is None:
            return self._confirm("graduated_on", day=None)
        return self._eligible(graduated) if graduated <= case.as_of else self._not_yet(graduated)

    def over(self, people: "People") -> "Outcomes":
        held = people.diploma(self.content.diplomas, self.line.kind)
        return people.first_of(
            (held.unknown, self._confirm(self.content.diplomas, day=None)),
            (held.not_held, self.not_held),
            (held.undated, self._confirm("graduated_on", day=None)),
            (held.day <= people.as_of, people.say(self._eligible(), held.day)),
            otherwise=people.say(self._not_yet(None), held.day),
        )

    def turns(self, case: Case) -> Iterable[date]:
        return known(self._graduated(case))

    @property
    def short(self) -> str:
        return self.diploma_label()

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        return super().values(case, outcome) | day_values(case, outcome)

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        label, kind = self.diploma_label(), self.line.kind
        found = super().proofs(case, outcome)
        return tuple(proof._replace(diploma=label, kind=kind) for proof in found)


@built_from(schema.NoDiploma)
class NoDiplomaLeaf(Leaf[schema.NoDiploma]):
    """No diploma at all; only doubtful ones leave it open, each under its own point."""

    by_diploma = True
    can_be = (ELIGIBLE, EXCLUDED)

    def __init__(self, id: str, content: schema.NoDiploma, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.diplomas,)
        self.points = tuple(dict.fromkeys(content.doubtful.values()))

    def evaluate(self, case: Case) -> Outcome:
        held = case.diplomas(self.content.diplomas)
        if held is None:
            return self._confirm(self.content.diplomas)
        if not held:
            return self._eligible()
        return all_of(self, tuple(self._held(kind, case.readings) for kind in held))._replace(
            parts=()
        )

    def over(self, people: "People") -> "Outcomes":
        fact = self.content.diplomas
        each = [
            people.either(
                people.diploma(fact, kind).held,
                self._held(kind, people.readings),
                self._eligible(),
            )
            for kind in self.facts[fact].options
        ]
        unknown = people.unknown(fact)
        return people.either(unknown, self._confirm(fact), people.all_of(each))

    def _held(self, kind: str, readings: Readings) -> Outcome:
        """Of a kind of diploma that is held: a doubtful one may be found to be none."""
        doubt = self.content.doubtful.get(kind)
        if doubt is None or readings.get(doubt):
            return Outcome(self, EXCLUDED, None)
        return self._eligible() if doubt in readings else self._confirm(doubt)

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        fact = self.content.diplomas
        held = self.labels(fact, list(case.diplomas(fact) or {}))
        value = "、".join(held) or self.facts[fact].none_label or ""
        return super().values(case, outcome) | {"value": value}
