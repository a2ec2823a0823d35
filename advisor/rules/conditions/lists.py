"""A list of which one is enough, or so much of it; and so much of several conditions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from advisor.content import schema
from advisor.rules.case import Case
from advisor.rules.conditions.leaf import Leaf, Place, built_from, day_values
from advisor.rules.nodes import (
    CONFIRM,
    ELIGIBLE,
    UNMET,
    Lever,
    Node,
    Prospect,
    best_of,
    enough_of,
    settled,
    together,
)
from advisor.rules.outcome import Outcome, Proof, Said, Status, all_of, any_of, carrying, enough

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
        self.worth = content.worth
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
    """One of a list is enough, or so much of it. The items are its parts."""

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
        self.one_is_enough = all(item.worth >= content.at_least for item in self.items.values())
        self.worth_of_parts = _in_words(self._worth(), content.unit)

    def held(self, case: Case) -> tuple[str, ...] | None:
        """The items the person has named, in content order; None if unknown."""
        return cast("tuple[str, ...] | None", case.facts.get(self.content.fact))

    def evaluate(self, case: Case) -> Outcome:
        held = self.held(case)
        if held is None:
            return self._confirm(self.content.fact)
        told = [
            item.evaluate(case) if name in held else item.not_held()
            for name, item in self.items.items()
        ]
        if self.one_is_enough:
            return any_of(self, tuple(told))
        return enough(self, [*zip(told, self._worth(), strict=True)], *self._needed())

    def over(self, people: "People") -> "Outcomes":
        fact = self.content.fact
        items = [
            people.either(people.has(fact, name), item.over(people), item.not_held())
            for name, item in self.items.items()
        ]
        if self.one_is_enough:
            found = people.any_of(items)
        else:
            found = people.enough([*zip(items, self._worth(), strict=True)], *self._needed())
        return people.either(people.unknown(fact), self._confirm(fact), found)

    def _listed(self, held: tuple[str, ...]) -> list[str]:
        """Of what is held what stands in this list: another one may ask for the rest."""
        return [name for name in held if name in self.items]

    def _worth(self) -> list[int]:
        return [item.worth for item in self.items.values()]

    def _needed(self) -> tuple[int, Outcome]:
        """How much is needed, and what is said where there is less."""
        return self.content.at_least, self._unmet()

    def lever(self, case: Case) -> Lever | None:
        held, lever = self.held(case), self.content.lever
        if lever is None or held is None or self.evaluate(case).status is ELIGIBLE:
            return None
        counts = (self.items[name] for name in self._listed(held))
        worth = sum(item.worth for item in counts if item.evaluate(case).status is ELIGIBLE)
        left, more = self._amount(self.content.at_least - worth), []
        for name, item in self.items.items():
            if worth < self.content.at_least and not item.parts and name not in held:
                more.append(name)
                worth += item.worth
        if worth < self.content.at_least:
            return None
        said = lever.say.format(left=left, needed=self._amount(self.content.at_least))
        return Lever(self.content.fact, (*held, *more), said, self.clause)

    def _amount(self, number: int) -> str:
        """So many items, or points, in words."""
        return f"{number}{self.content.unit}"

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        held = self.held(case)
        if self.content.fact in unasked:
            own = [item.prospect(case, unasked).open for item in self.items.values()]
            return Prospect(ELIGIBLE, UNMET, frozenset((self.content.fact,)).union(*own))
        if held is None:
            return settled(self.evaluate(case))
        listed = self._listed(held)
        prospects = [(self.items[name].prospect(case, unasked), name) for name in listed]
        can_count = [(prospect, name) for prospect, name in prospects if prospect.best < UNMET]
        if self.one_is_enough:
            found = best_of([*(prospect for prospect, _ in can_count), Prospect(UNMET, UNMET)])
        else:
            worth = [(prospect, self.items[name].worth) for prospect, name in can_count]
            found = enough_of(worth, self.content.at_least)
        return found if found.open else settled(self.evaluate(case))

    # --- what it says -------------------------------------------------------------------------

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        value = self.answer(self.content.fact, self.held(case))
        needed = self.content.at_least
        counts = sum(self.items[p.node.id].worth for p in outcome.parts if p.status is ELIGIBLE)
        left = self._amount(max(0, needed - counts))
        return {
            **super().values(case, outcome),
            **self.short_values(),
            "value": value,
            "left": left,
        }

    def short_values(self) -> Mapping[str, str]:
        needed = self._amount(self.content.at_least)
        return {"count": str(len(self.items)), "needed": needed}

    def key(self, case: Case, outcome: Outcome) -> str:
        return "else" if outcome.chosen is None else outcome.chosen.node.id

    def said(self, case: Case, outcome: Outcome) -> Said:
        """Where nothing counts, first why what is held does not."""
        said = super().said(case, outcome)
        if outcome.status is ELIGIBLE and outcome.chosen is None and isinstance(said.words, dict):
            counts = [part.node.id for part in outcome.parts if part.status is ELIGIBLE]
            return said._replace(keys=tuple(id if id in said.words else "else" for id in counts))
        if outcome.status is UNMET:
            below = (part for item in outcome.parts for part in item.parts)
            return said._replace(first=tuple(part for part in below if part.status is UNMET))
        return said

    def cited(self, outcome: Outcome) -> str:
        """Of an item that counts, its own."""
        if outcome.status is ELIGIBLE and outcome.chosen is not None:
            return outcome.chosen.node.clause or self.clause
        return self.clause

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        """For each item that counts or may; while there is none, what is shown for that."""
        held = [part.node.id for part in outcome.parts if part.status <= CONFIRM]
        items = self.content.items
        return tuple(Proof(items[name].proof, items[name].clause) for name in held) or (
            Proof(self.content.proof_of_none, self.clause),
        )


@built_from(schema.AtLeast)
class AtLeastLeaf(Leaf[schema.AtLeast]):
    """So much of several conditions must hold. They are its parts; one that is closed does not count."""

    def __init__(self, id: str, content: schema.AtLeast, place: Place) -> None:
        super().__init__(id, content, place)
        self.parts = tuple(place.build([item.item for item in content.items], self.clause))
        self.worth = [item.worth for item in content.items]
        self.reads = ()
        self.worth_of_parts = _in_words(self.worth, content.unit)
        self.timed = any(part.timed for part in self.parts)

    def evaluate(self, case: Case) -> Outcome:
        told = [part.evaluate(case) for part in self.parts]
        pairs = [*zip(told, self.worth, strict=True)]
        return enough(self, pairs, self.content.needed, self._unmet())

    def over(self, people: "People") -> "Outcomes":
        told = [part.over(people) for part in self.parts]
        pairs = [*zip(told, self.worth, strict=True)]
        return people.enough(pairs, self.content.needed, self._unmet())

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        prospects = [part.prospect(case, unasked) for part in self.parts]
        found = enough_of(zip(prospects, self.worth, strict=True), self.content.needed)
        return found if found.open or found.always else settled(self.evaluate(case))

    # --- what it says -------------------------------------------------------------------------

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        held = [(part, w) for part, w in zip(self._told(outcome), self.worth, strict=True) if part]
        so_far = sum(worth for _, worth in held)
        return {
            **super().values(case, outcome),
            **day_values(case, outcome),
            **self.short_values(),
            "value": "、".join(part.node.name for part, _ in held if part) or "还没有",
            "so_far": self._so_much(so_far),
            "left": self._so_much(max(0, self.content.needed - so_far)),
        }

    def short_values(self) -> Mapping[str, str]:
        return {"threshold": self._so_much(self.content.needed), "count": str(len(self.parts))}

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        """Of each that counts or may, all that proves it."""
        may_count = [part for part in outcome.parts if part.status <= Status.NOT_YET]
        below = [one for part in may_count for one in carrying(part)]
        return tuple(proof for one in below for proof in one.node.proofs(case, one))

    def _told(self, outcome: Outcome) -> Iterator[Outcome | None]:
        """Of each part, the outcome if it holds."""
        for part in outcome.parts:
            yield part if part.status is ELIGIBLE else None

    def _so_much(self, number: int) -> str:
        return f"{number}{self.content.unit}"


def _in_words(worth: Sequence[int], unit: str) -> Sequence[str]:
    """What each item is worth, where that is not the same for all."""
    return [f"{one}{unit}" for one in worth] if len({*worth}) > 1 else ()
