"""A condition on one answer of a few."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from advisor.content import schema
from advisor.facts.values import FactValue, option_id
from advisor.rules.case import Case
from advisor.rules.conditions.leaf import Leaf, Place, built_from
from advisor.rules.nodes import ELIGIBLE, EXCLUDED, Lever, Prospect, settled
from advisor.rules.outcome import Outcome, Proof, Said

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People


@built_from(schema.Choice)
class ChoiceLeaf(Leaf[schema.Choice]):
    """A choice or yes/no fact. All that it can say is made once: it depends on nothing else."""

    def __init__(self, id: str, content: schema.Choice, place: Place) -> None:
        super().__init__(id, content, place)
        self.reported_as = content.reported_as or content.fact
        self.fact = content.fact
        self.reads = (content.fact,)
        unknown_as = () if content.unknown_as is None else (content.unknown_as,)
        self.points = (*content.confirms.values(), *unknown_as)
        by_option: dict[str, Outcome] = {}
        self._untold = self._eligible()
        for option in place.facts[content.fact].options:
            if option in content.confirms:
                by_option[option] = self._confirm(content.confirms[option])
            elif content.only_asks:
                by_option[option] = self._untold
            elif option in content.passes or (not content.passes and option not in content.fails):
                by_option[option] = self._eligible()
            elif content.otherwise == "excluded":
                by_option[option] = Outcome(self, EXCLUDED, None)
            else:
                by_option[option] = self._unmet()
        unknown = (
            self._untold
            if content.unknown_reminds
            else self._confirm(content.unknown_as or content.fact)
        )
        self._by_value: dict[FactValue | None, Outcome] = {None: unknown}
        for option, outcome in by_option.items():
            self._by_value[_value_of(option)] = outcome
        # What is said instead once the office has answered a point: (in favour, against).
        fails = Outcome(self, EXCLUDED, None) if content.otherwise == "excluded" else self._unmet()
        either = (fails, self._eligible()) if content.favour_closes else (self._eligible(), fails)
        self._answered = dict.fromkeys(content.confirms.values(), either)
        self._unknown_answered = (self._eligible(), self._confirm(content.fact))
        statuses = [outcome.status for outcome in self._by_value.values()]
        self.can_be = (min(statuses), max(statuses))
        self._unasked = Prospect(*self.can_be, frozenset(self.reads))
        self._settled = {value: settled(outcome) for value, outcome in self._by_value.items()}

    def evaluate(self, case: Case) -> Outcome:
        value = case.facts.get(self.fact)
        outcome = self._by_value[value]
        return self._as_answered(value, outcome, case) if case.readings else outcome

    def over(self, people: "People") -> "Outcomes":
        return people.each(self.evaluate, self.reads, any_day=True)

    def _as_answered(self, value: FactValue | None, outcome: Outcome, case: Case) -> Outcome:
        for point in outcome.confirm & case.readings.keys():
            either = self._unknown_answered if value is None else self._answered[point]
            return either[0] if case.readings[point] else either[1]
        return outcome

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        if not case.readings:
            return (
                self._unasked if self.fact in unasked else self._settled[case.facts.get(self.fact)]
            )
        if self.fact in unasked:
            statuses = [
                self._as_answered(value, outcome, case).status
                for value, outcome in self._by_value.items()
            ]
            return Prospect(min(statuses), max(statuses), frozenset((self.fact,)))
        return super().prospect(case, unasked)

    def lever(self, case: Case) -> Lever | None:
        lever, known = self.content.lever, case.facts.get(self.fact) is not None
        if lever is None or not known or self.evaluate(case).status is ELIGIBLE:
            return None
        return Lever(self.fact, _value_of(lever.to), lever.say, self.clause)

    # --- what it says -------------------------------------------------------------------------

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        value = self.answer(self.fact, case.facts.get(self.fact))
        return super().values(case, outcome) | {"value": value}

    def short_values(self) -> Mapping[str, str]:
        told = [*self.content.passes, *self.content.fails, *self.content.confirms]
        rest = [id for id in self.facts[self.fact].options if id not in told]
        return {
            "passes": self._any(self.content.passes or rest),
            "fails": self._any(self.content.fails or rest),
            "confirms": self._any(self.content.confirms),
        }

    def _any(self, options: Iterable[str]) -> str:
        found = self.labels(self.fact, list(options))
        return "或".join(found) if len(found) == 2 else "、".join(found)

    def key(self, case: Case, outcome: Outcome) -> str:
        return option_id(case.facts.get(self.fact)) or "else"

    def said(self, case: Case, outcome: Outcome) -> Said:
        option = option_id(case.facts.get(self.fact)) or ""
        headline = (self.content.headline or {}).get(option, "")
        return super().said(case, outcome)._replace(headline=headline)

    def silent(self, outcome: Outcome) -> bool:
        """Of what is not asked about there is nothing to tell: a reminder's condition with nothing known
        is shown as a reminder, and one that only asks of some options concerns nobody else."""
        return outcome is self._untold

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        given = case.facts.get(self.fact)
        proof = self.content.proof
        if isinstance(proof, dict):
            proof = proof.get(option_id(given) or "unknown")
        if not proof:
            return ()
        value = "" if given is None else self.answer(self.fact, given)
        return (Proof(proof, self.clause, value),)


def _value_of(option: str) -> str | bool:
    """The value of a choice or yes/no fact by its option id: the reverse of ``option_id``."""
    return {"yes": True, "no": False}.get(option, option)
