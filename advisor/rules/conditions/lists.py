"""A list of which one is enough."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from advisor.content import schema
from advisor.rules.case import Case
from advisor.rules.conditions.leaf import Leaf, Place, built_from
from advisor.rules.nodes import (
    CONFIRM,
    ELIGIBLE,
    UNMET,
    Lever,
    Node,
    Prospect,
    best_of,
    settled,
    together,
)
from advisor.rules.outcome import Outcome, Proof, Said, all_of, any_of

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People


class ListedItem(Node):
    """One item of a list: held, and what else must hold for it to count. ``lacks``: what a person
    lacks for whom it does not count, whatever keeps it from that: an item that does."""

    def __init__(
        self,
        id: str,
        content: schema.ListedItem,
        name: str,
        lacks: str,
        provided: Sequence[Node],
    ) -> None:
        self.id = id
        self.clause = content.clause
        self.name = name
        self.materials = (content.proof,)
        self.parts = provided
        self._held = Outcome(self, ELIGIBLE)
        self._not_held = Outcome(self, UNMET, missing=frozenset((lacks,)))

    def evaluate(self, case: Case) -> Outcome:
        if not self.parts:
            return self._held
        outcome = all_of(self, tuple(part.evaluate(case) for part in self.parts))
        if outcome.status is UNMET:
            return outcome._replace(missing=self._not_held.missing)
        return outcome

    def over(self, people: "People") -> "Outcomes":
        if not self.parts:
            return people.say(self._held)
        outcomes = people.all_of([part.over(people) for part in self.parts])
        lacking = people.say(self._not_held)
        return people.either(
            outcomes.status == UNMET, outcomes._replace(missing=lacking.missing), outcomes
        )

    def not_held(self) -> Outcome:
        """The outcome for a person who does not have it."""
        return self._not_held

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return together(part.prospect(case, unasked) for part in self.parts)


@built_from(schema.Listed)
class ListedLeaf(Leaf[schema.Listed]):
    """One of a list is enough. The items are its parts."""

    def __init__(self, id: str, content: schema.Listed, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.fact,)
        options = place.facts[content.fact].options
        self.items = {
            name: ListedItem(
                name,
                item,
                options[name].label,
                self.reported_as,
                place.build(item.provided, item.clause),
            )
            for name, item in content.items.items()
        }
        self.parts = tuple(self.items.values())
        self.materials = (content.proof_of_none,)

    def held(self, case: Case) -> tuple[str, ...] | None:
        """The items the person has named, in content order; None if unknown."""
        return cast("tuple[str, ...] | None", case.facts.get(self.content.fact))

    def evaluate(self, case: Case) -> Outcome:
        held = self.held(case)
        if held is None:
            return self._confirm(self.content.fact)
        return any_of(
            self,
            tuple(
                item.evaluate(case) if name in held else item.not_held()
                for name, item in self.items.items()
            ),
        )

    def over(self, people: "People") -> "Outcomes":
        fact = self.content.fact
        items = [
            people.either(people.has(fact, name), item.over(people), item.not_held())
            for name, item in self.items.items()
        ]
        return people.either(people.unknown(fact), self._confirm(fact), people.any_of(items))

    def lever(self, case: Case) -> Lever | None:
        held, lever = self.held(case), self.content.lever
        if lever is None or held is None or self.evaluate(case).status is ELIGIBLE:
            return None
        counts = [name for name, item in self.items.items() if not item.parts]
        if not counts:
            return None
        return Lever(self.content.fact, (*held, counts[0]), lever.say, self.clause)

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        held = self.held(case)
        if self.content.fact in unasked:
            own = [item.prospect(case, unasked).open for item in self.items.values()]
            return Prospect(ELIGIBLE, UNMET, frozenset((self.content.fact,)).union(*own))
        if held is None:
            return settled(self.evaluate(case))
        prospects = [self.items[name].prospect(case, unasked) for name in held]
        can_count = [prospect for prospect in prospects if prospect.best < UNMET]
        found = best_of([*can_count, Prospect(UNMET, UNMET)])
        return found if found.open else settled(self.evaluate(case))

    # --- what it says -------------------------------------------------------------------------

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        value = self.answer(self.content.fact, self.held(case))
        return super().values(case, outcome) | {"value": value}

    def short_values(self) -> Mapping[str, str]:
        return {"count": str(len(self.items))}

    def key(self, case: Case, outcome: Outcome) -> str:
        return "else" if outcome.chosen is None else outcome.chosen.node.id

    def said(self, case: Case, outcome: Outcome) -> Said:
        """On the clause of the item that counts; where none does, first why what is held does not."""
        said = super().said(case, outcome)
        if outcome.status is ELIGIBLE and outcome.chosen is not None:
            return said._replace(clause=outcome.chosen.node.clause or said.clause)
        if outcome.status is UNMET:
            below = (part for item in outcome.parts for part in item.parts)
            return said._replace(first=tuple(part for part in below if part.status is UNMET))
        return said

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        """For each item that counts or may; while there is none, what is shown for that."""
        held = [part.node.id for part in outcome.parts if part.status <= CONFIRM]
        items = self.content.items
        return tuple(Proof(items[name].proof, items[name].clause) for name in held) or (
            Proof(self.content.proof_of_none, self.clause),
        )
