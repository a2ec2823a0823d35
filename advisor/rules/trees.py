"""Trees of conditions: all of, any of, in turn, a diploma's line, a tree that hangs on one fact."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from advisor.content import schema
from advisor.days import ALWAYS, months_in_words
from advisor.rules.case import Case
from advisor.rules.conditions import DiplomaLeaf
from advisor.rules.nodes import (
    CLOSED,
    CONFIRM,
    ELIGIBLE,
    EXCLUDED,
    Node,
    Prospect,
    best_of,
    settled,
    together,
)
from advisor.rules.outcome import Outcome, Proof, Said, all_of, any_of, carrying, in_turn

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People


class AllOf(Node):
    """All parts must hold."""

    def __init__(self, id: str, parts: Sequence[Node], clause: str | None = None) -> None:
        self.id = id
        self.clause = clause
        self.parts = tuple(parts)
        self.timed = any(part.timed for part in parts)

    def evaluate(self, case: Case) -> Outcome:
        return all_of(self, tuple([part.evaluate(case) for part in self.parts]))

    def over(self, people: "People") -> "Outcomes":
        return people.all_of([part.over(people) for part in self.parts])

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return together(part.prospect(case, unasked) for part in self.parts)


class InTurn(AllOf):
    """All parts must hold; of several open ones the first alone is to be confirmed."""

    def evaluate(self, case: Case) -> Outcome:
        return in_turn(self, tuple(part.evaluate(case) for part in self.parts))

    def over(self, people: "People") -> "Outcomes":
        return people.in_turn([part.over(people) for part in self.parts])

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        prospects = [part.prospect(case, unasked) for part in self.parts]
        found = together(prospects)
        if found.open or found is CLOSED:
            return found
        return next((one for one in prospects if one.best > ELIGIBLE), found)


class AnyOf(Node):
    """One part is enough, the best one speaks. ``name`` and ``closed`` are its own words for when all
    parts are closed; ``of_beside``: of a table, also of one whose diploma is held."""

    either = True

    def __init__(
        self,
        id: str,
        parts: Sequence[Node],
        clause: str | None = None,
        name: str = "",
        closed: str = "",
        of_beside: bool = False,
    ) -> None:
        self.id = id
        self.clause = clause
        self.name = name
        self.closed = closed
        self.of_beside = of_beside
        self.parts = tuple(parts)
        self.timed = any(part.timed for part in parts)

    def evaluate(self, case: Case) -> Outcome:
        return any_of(self, tuple([part.evaluate(case) for part in self.parts]))

    def over(self, people: "People") -> "Outcomes":
        return people.any_of([part.over(people) for part in self.parts])

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return best_of(part.prospect(case, unasked) for part in self.parts)

    def said(self, case: Case, outcome: Outcome) -> Said:
        """Closed altogether: the answers of the office by which alone a part is, or its own words; of a
        table of which a diploma is held not that there is none, but what else closes it."""
        closing = self._instead(outcome)
        if not closing:
            refused = dict.fromkeys(_refused_in(outcome), False)
            return super().said(case, outcome)._replace(words=self.closed, answers=refused)
        first = closing[0].node.said(case, closing[0])
        return Said(first.name, first.clause, "", first=closing)

    def cited(self, outcome: Outcome) -> str:
        closing = self._instead(outcome)
        return closing[0].node.cited(closing[0]) if closing else super().cited(outcome)

    def _instead(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """What closes it and speaks for it."""
        if self.of_beside or _refused_in(outcome):
            return ()
        return self.closed_beside(outcome)


def _refused_in(outcome: Outcome) -> list[str]:
    """The points by whose answer alone parts are closed."""
    return [point for part in outcome.parts for point in _refused(part)]


def _refused(part: Outcome) -> list[str]:
    """The points by whose answer alone this is closed."""
    doubts = [below.node.doubt for below in part.parts if below.status is EXCLUDED]
    refused = [doubt for doubt in doubts if doubt is not None]
    return refused if len(refused) == len(doubts) else []


class DiplomaLine(AllOf):
    """A line of a diploma table. A diploma not held closes it, and nothing beside it is looked at:
    its service would be counted from a graduation that never was."""

    def __init__(self, id: str, diploma: DiplomaLeaf, beside: Sequence[Node], clause: str) -> None:
        super().__init__(id, (diploma, *beside), clause)
        self.diploma = diploma
        self._fact, self._kind = diploma.content.diplomas, diploma.line.kind
        self._closed = Outcome(self, EXCLUDED, None, parts=(diploma.not_held,))

    def evaluate(self, case: Case) -> Outcome:
        held = case.diplomas(self._fact)
        if held is not None and self._kind not in held:
            return self._closed
        return super().evaluate(case)

    def over(self, people: "People") -> "Outcomes":
        fact, kind = self._fact, self._kind
        not_held = people.diploma(fact, kind).not_held
        return people.apart((fact, kind), ~not_held, super().over)

    def closed_beside(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """All that closes it but the diploma."""
        diploma, *beside = outcome.parts
        if diploma.status is EXCLUDED:
            return ()
        return tuple(one for part in beside for one in carrying(part) if one.status is EXCLUDED)

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        if self._fact not in unasked:
            held = case.diplomas(self._fact)
            if held is not None and self._kind not in held:
                return CLOSED
        return super().prospect(case, unasked)


class Holds(Node):
    """What holds for everybody, at any time."""

    def __init__(self, id: str, clause: str) -> None:
        self.id = self.name = id
        self.clause = clause
        self._holds = Outcome(self, ELIGIBLE)

    def evaluate(self, case: Case) -> Outcome:
        return self._holds

    def over(self, people: "People") -> "Outcomes":
        return people.say(self._holds)

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return settled(self._holds)


class NoTime(Holds):
    """A condition on time of which nothing is left to be full: it is not asked, and nothing is said of it."""

    @property
    def short(self) -> str:
        return ""

    def silent(self, outcome: Outcome) -> bool:
        return True


class Added(Holds):
    """So many months more, or less, than the rows of a table say. It is told with the verdict of those who
    certainly have them: more, of whom what is ``given`` does not hold; less, of whom it does."""

    speaks = tells = True

    def __init__(self, adds: schema.Adds, given: Sequence[Node]) -> None:
        super().__init__(adds.name, adds.clause)
        self.less = adds.months < 0
        span = months_in_words(abs(adds.months))
        at_least = months_in_words(adds.at_least) if adds.at_least else ""
        self.say = adds.say.format(months=span, at_least=at_least)
        self.value = {"value": f"年限{'少' if self.less else '多'}{span}"}
        self.short_words = f"{adds.name}的{'减' if self.less else '多'}{span}"
        if at_least:
            self.short_words += f"（不得少于{at_least}）"
        self.given = tuple(given)
        self.points = tuple(
            dict.fromkeys(
                point for node in given for below in node.walk() for point in below.points
            )
        )
        self._not_sure = self._holds._replace(status=ELIGIBLE)

    def evaluate(self, case: Case) -> Outcome:
        worst = max(node.evaluate(case).status for node in self.given)
        sure = worst is ELIGIBLE if self.less else worst > CONFIRM
        return self._holds if sure else self._not_sure

    @property
    def short(self) -> str:
        return self.short_words

    def said(self, case: Case, outcome: Outcome) -> Said:
        # Where the sentence has been said above, the value stands in for it.
        return super().said(case, outcome)._replace(words=self.say, values=self.value)

    def silent(self, outcome: Outcome) -> bool:
        return outcome is self._not_sure


class WithAdded(AnyOf):
    """A table of which some have other months: its ``rows`` as they are, and, for these, ``others``, row by
    row the same but for what is ``added``."""

    def __init__(
        self, id: str, parts: Sequence[Node], rows: Node, others: Node, added: Added, **words: Any
    ) -> None:
        super().__init__(id, parts, **words)
        self.row_by_row = (rows, others, added)


class Hinge(Node):
    """A tree that hangs on one fact: while that is unknown, the whole is one point to confirm under
    its name (``called``), and nothing of it is asked but ``question``. ``beside``: it stands beside a
    diploma, as one way of several, so that while it is unknown nothing of it is sure to be proved."""

    def __init__(
        self, fact: str, inner: Node, called: str, question: str, beside: bool = False
    ) -> None:
        self.id = inner.id
        self.clause = inner.clause or next((n.clause for n in inner.walk() if n.clause), None)
        self.fact = fact
        self.called = called
        self.question = question
        self.beside = beside
        self.reads = (fact,)
        self.inner = inner
        self.parts = (inner,)
        self.timed = inner.timed
        self._unknown = Outcome(
            self, CONFIRM, None if inner.timed else ALWAYS, confirm=frozenset((fact,))
        )

    def evaluate(self, case: Case) -> Outcome:
        return self._unknown if case.facts.get(self.fact) is None else self.inner.evaluate(case)

    def over(self, people: "People") -> "Outcomes":
        return people.either(people.unknown(self.fact), self._unknown, self.inner.over(people))

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        if self.fact in unasked:
            inner = self.inner.prospect(case, unasked)
            return Prospect(
                min(inner.best, CONFIRM), max(inner.worst, CONFIRM), inner.open | {self.fact}
            )
        if case.facts.get(self.fact) is None:
            return settled(self._unknown)
        return self.inner.prospect(case, unasked)

    def said(self, case: Case, outcome: Outcome) -> Said:
        return Said(self.called, self.cited(outcome), self.question)

    def proofs(self, case: Case, outcome: Outcome) -> tuple[Proof, ...]:
        if self.beside:
            return ()
        clause = self.clause or ""
        return tuple(Proof(proof, clause, whatever_comes=True) for proof in self.proved_anyway())


class Shared(Node):
    """A tree that several routes use: looked at once for a person and a day."""

    def __init__(self, id: str, inner: Node) -> None:
        self.id = id
        self.clause = inner.clause
        self.inner = inner
        self.parts = (inner,)
        self.timed = inner.timed

    def evaluate(self, case: Case) -> Outcome:
        outcome: Outcome | None = case.shared.get(self)
        if outcome is None:
            outcome = case.shared[self] = self.inner.evaluate(case)
        return outcome

    def over(self, people: "People") -> "Outcomes":
        found: Outcomes = people.once(self, lambda: self.inner.over(people))
        return found

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        key = (self, unasked)
        prospect: Prospect | None = case.shared.get(key)
        if prospect is None:
            prospect = case.shared[key] = self.inner.prospect(case, unasked)
        return prospect
