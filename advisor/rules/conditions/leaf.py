"""What all kinds of condition have in common, and the table from content's kinds to them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from advisor.content import schema
from advisor.content.shape.conditions import UNDATED
from advisor.days import ALWAYS, day_in_words, span_in_words
from advisor.facts.values import FactValue
from advisor.facts.words import answer_in_words
from advisor.rules.case import Case, Line
from advisor.rules.nodes import (
    CONFIRM,
    ELIGIBLE,
    NOT_YET,
    UNMET,
    Node,
    Prospect,
    settled,
)
from advisor.rules.outcome import Outcome, Proof, Said, Status

C = TypeVar("C", bound=schema.Condition)
L = TypeVar("L", bound="type[Leaf[Any]]")

_FIELD = {
    Status.ELIGIBLE: "met",
    Status.CONFIRM: "confirm",
    Status.NOT_YET: "waiting",
    Status.UNMET: "lacking",
    Status.EXCLUDED: "closed",
}


class Place(NamedTuple):
    """Where a condition stands: on which clause, in which diploma line, with which number of months
    or the least number given there; and what of the pack it may look up: the facts, and what it names (``build``)."""

    clause: str
    facts: Mapping[str, schema.Fact]
    build: Callable[[Sequence[schema.Node], str], Sequence[Node]]
    line: Line | None = None
    months: int | None = None
    at_least: int | None = None


class Leaf(Node, Generic[C]):
    """A single condition: its content, where it stands, which facts it reads.

    ``can_be``: the best and worst it can say while a fact it reads has not been asked for.
    ``minds_its_line``: in a diploma line, it hangs on that diploma."""

    can_be = (ELIGIBLE, UNMET)
    minds_its_line: ClassVar[bool] = False
    speaks = True
    clause: str
    reads: tuple[str, ...]

    def __init__(self, id: str, content: C, place: Place) -> None:
        self.id = id
        self.content = content
        self.clause = place.clause
        self.months = place.months or content.own_months or 0
        self.line = place.line if self.minds_its_line else None
        self.reported_as = content.reported_as or id
        self.name = content.name
        self.tells = content.tell
        self.milestone = content.milestone or content.name
        self.facts = place.facts
        proof = content.proof or ()
        self.materials = (proof,) if isinstance(proof, str) else tuple(dict(proof).values())

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        open_facts = self.looks_at & unasked
        if open_facts:
            return Prospect(*self.can_be, open_facts)
        return settled(self.evaluate(case))

    # --- what it says -------------------------------------------------------------------------

    @property
    def short(self) -> str:
        return self.content.in_few_words.format_map(defaultdict(str, self.short_values()))

    def short_values(self) -> Mapping[str, str]:
        """What stands for the placeholders of its few words (``short_placeholders``)."""
        return {}

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        """What stands for the placeholders of its sentences (``placeholders``)."""
        values = {"as_of": day_in_words(case.as_of)}
        if self.line is not None:
            values["diploma"] = self.diploma_label()
        return values

    def key(self, case: Case, outcome: Outcome) -> str:
        """By which key its sentence is chosen, where it has several."""
        return "else"

    def said(self, case: Case, outcome: Outcome) -> Said:
        words: schema.Words | None = getattr(self.content, _FIELD[outcome.status])
        if outcome.status is NOT_YET and outcome.day is None:
            words = self.content.waiting_undated or words
        keys: tuple[str, ...] = ()
        if outcome.status is CONFIRM and isinstance(words, dict):
            undated = UNDATED if outcome.day is None else ""
            keys = tuple(
                id + undated if id + undated in words else id for id in sorted(outcome.confirm)
            )
        elif isinstance(words, dict):
            keys = (self.key(case, outcome),)
        return Said(self.name, self.cited(outcome), words, keys, self.values(case, outcome))

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        proof = self.content.proof
        return (Proof(proof, self.clause),) if isinstance(proof, str) and proof else ()

    def proved_anyway(self) -> list[str]:
        return [self.content.proof] if isinstance(self.content.proof, str) else []

    def answer(self, fact: str, value: FactValue | None) -> str:
        """An answer to one of the facts, in words."""
        return answer_in_words(self.facts[fact], value)

    def labels(self, fact: str, options: Sequence[str]) -> list[str]:
        """Options of a fact, in words."""
        return [self.facts[fact].options[option].label for option in options]

    def diploma_label(self) -> str:
        """The everyday name of its line's diploma."""
        return "" if self.line is None else self.labels(self.line.diplomas, [self.line.kind])[0]

    # --- what it can come to ------------------------------------------------------------------

    def _eligible(self, day: date = ALWAYS) -> Outcome:
        return Outcome(self, ELIGIBLE, day)

    def _confirm(
        self, *ids: str, day: date | None = ALWAYS, possible_day: date | None = None
    ) -> Outcome:
        return Outcome(self, CONFIRM, day, confirm=frozenset(ids), possible_day=possible_day)

    def _not_yet(self, day: date | None) -> Outcome:
        return Outcome(self, NOT_YET, day)

    def _unmet(self, day: date | None = ALWAYS) -> Outcome:
        return Outcome(self, UNMET, day, missing=frozenset((self.reported_as,)))

    def _not_held(self, case: Case) -> bool:
        """Whether the diploma of its line is known not to be held."""
        held = None if self.line is None else case.diplomas(self.line.diplomas)
        return held is not None and self.line is not None and self.line.kind not in held

    def _graduated(self, case: Case) -> date | None:
        """When the diploma of its line was or will be got; None if unknown."""
        if self.line is None:
            return None
        return (case.diplomas(self.line.diplomas) or {}).get(self.line.kind)


LEAVES: dict[type[schema.Condition], type[Leaf[Any]]] = {}
"""The condition for each shape of content."""


def built_from(shape: type[schema.Condition]) -> Callable[[L], L]:
    """Makes a class the condition for this shape of content."""

    def register(leaf: L) -> L:
        LEAVES[shape] = leaf
        return leaf

    return register


def condition(id: str, content: schema.Condition, place: Place) -> Leaf[Any]:
    """The condition for a piece of content, where it stands."""
    return LEAVES[type(content)](id, content, place)


def day_values(case: Case, outcome: Outcome) -> dict[str, str]:
    """The day of an outcome, and how long it is until then."""
    if outcome.day is None:
        return {}
    values = {"day": day_in_words(outcome.day)}
    if outcome.day > case.as_of:
        values["left"] = span_in_words(case.as_of, outcome.day)
    return values


def known(*days: date | None) -> list[date]:
    """Those of the days that are known."""
    return [day for day in days if day is not None]
