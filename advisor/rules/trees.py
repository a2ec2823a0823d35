"""Trees of conditions: all of, any of, in turn, a diploma's line, a tree that hangs on one fact."""

from collections.abc import Sequence

from advisor.days import ALWAYS
from advisor.rules.conditions import DiplomaLeaf
from advisor.rules.nodes import (
    CONFIRM,
    EXCLUDED,
    Case,
    Node,
    Prospect,
    all_of_prospect,
    any_of_prospect,
    settled,
)
from advisor.rules.outcome import Outcome, all_of, any_of, in_turn


class AllOf(Node):
    """All parts must hold."""

    def __init__(self, id: str, parts: Sequence[Node], clause: str | None = None) -> None:
        self.id = id
        self.clause = clause
        self.parts = tuple(parts)
        self.timed = any(part.timed for part in parts)

    def evaluate(self, case: Case) -> Outcome:
        return all_of(self, tuple([part.evaluate(case) for part in self.parts]))

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return all_of_prospect(self, case, unasked)


class InTurn(AllOf):
    """All parts must hold; of several open ones the first alone is to be confirmed."""

    def evaluate(self, case: Case) -> Outcome:
        return in_turn(self, tuple(part.evaluate(case) for part in self.parts))


class AnyOf(Node):
    """One part is enough, the best one speaks. ``name`` and ``closed`` are its own words for when all
    parts are closed."""

    def __init__(
        self,
        id: str,
        parts: Sequence[Node],
        clause: str | None = None,
        name: str = "",
        closed: str = "",
    ) -> None:
        self.id = id
        self.clause = clause
        self.name = name
        self.closed = closed
        self.parts = tuple(parts)
        self.timed = any(part.timed for part in parts)

    def evaluate(self, case: Case) -> Outcome:
        return any_of(self, tuple([part.evaluate(case) for part in self.parts]))

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return any_of_prospect(self, self.parts, case, unasked)


class DiplomaLine(AllOf):
    """A line of a diploma table. A diploma not held closes it, and nothing beside it is looked at:
    its service would be counted from a graduation that never was."""

    def __init__(self, id: str, diploma: DiplomaLeaf, beside: Sequence[Node], clause: str) -> None:
        super().__init__(id, (diploma, *beside), clause)
        self.diploma = diploma
        self._closed = Outcome(self, EXCLUDED, None, parts=(diploma.not_held,))

    def evaluate(self, case: Case) -> Outcome:
        held = case.diplomas(self.diploma.content.diplomas)
        if held is not None and self.diploma.line.kind not in held:
            return self._closed
        return super().evaluate(case)

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        if self.diploma.content.diplomas not in unasked:
            held = case.diplomas(self.diploma.content.diplomas)
            if held is not None and self.diploma.line.kind not in held:
                return settled(self._closed)
        return super().prospect(case, unasked)


class Hinge(Node):
    """A tree that hangs on one fact: while that is unknown, the whole is one point to confirm under
    its name, and nothing else of it is asked."""

    def __init__(self, fact: str, inner: Node) -> None:
        self.id = inner.id
        self.clause = inner.clause or next((n.clause for n in inner.walk() if n.clause), None)
        self.fact = fact
        self.reads = (fact,)
        self.inner = inner
        self.parts = (inner,)
        self.timed = inner.timed
        self._unknown = Outcome(
            self, CONFIRM, None if inner.timed else ALWAYS, confirm=frozenset((fact,))
        )

    def evaluate(self, case: Case) -> Outcome:
        return self._unknown if case.facts.get(self.fact) is None else self.inner.evaluate(case)

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        if self.fact in unasked:
            inner = self.inner.prospect(case, unasked)
            return Prospect(
                min(inner.best, CONFIRM), max(inner.worst, CONFIRM), inner.open | {self.fact}
            )
        if case.facts.get(self.fact) is None:
            return settled(self._unknown)
        return self.inner.prospect(case, unasked)


class Shared(Node):
    """A tree that several routes use: evaluated once for a person and a day."""

    def __init__(self, id: str, inner: Node) -> None:
        self.id = id
        self.clause = inner.clause
        self.inner = inner
        self.parts = (inner,)
        self.timed = inner.timed

    def evaluate(self, case: Case) -> Outcome:
        outcome = case.shared.get(self)
        if outcome is None:
            outcome = case.shared[self] = self.inner.evaluate(case)
        return outcome

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return self.inner.prospect(case, unasked)
