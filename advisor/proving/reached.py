"""Who reaches what: for each row, sentence and open point of a pack a case that comes to it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, islice, product
from typing import NamedTuple

import numpy as np

from advisor.content import schema
from advisor.facts.values import Diploma, Facts, FactValue
from advisor.proving.space import Axis, Value, axes_of
from advisor.proving.walk import Walked, carried
from advisor.rules.assess import assess
from advisor.rules.case import UNANSWERED, Case, Readings
from advisor.rules.nodes import Node
from advisor.rules.outcome import Outcome, Status
from advisor.rules.policy import Policy, RoutePlan
from advisor.rules.trees import DiplomaLine

FIELDS = ("met", "lacking", "waiting", "waiting_undated", "confirm", "closed")
LONG_AGO = date(1990, 1, 1)

MOST = 4_000
"""Ways to answer what one condition looks at, that are tried."""


class Place(NamedTuple):
    """Something that a case can come to: the file and keys where it stands, and what it is called."""

    file: str
    path: tuple[str | int, ...]
    name: str


class Witness(NamedTuple):
    """A case that comes to it: the facts, and the answers of the office."""

    facts: Facts
    readings: Readings = UNANSWERED


Reached = dict[Place, Witness]


def best_case(policy: Policy, walks: Sequence[Walked]) -> tuple[Status, dict[str, Value]]:
    """A case that gets as far on a route as anybody can of whom all is known, put together from its parts:
    what they share is the same in all of them."""
    facts = [axis.fact for walked in walks for axis in walked.bag.axes]
    shared = sorted({fact for fact in facts if facts.count(fact) > 1})
    choices = [_all_values(walks, fact) for fact in shared]
    best: tuple[int, dict[str, Value]] | None = None
    for values in product(*choices):
        given = dict(zip(shared, values, strict=True))
        parts = [_best_with(walked, given) for walked in walks]
        worst = max((status for status, _ in parts), default=0)
        if best is None or worst < best[0]:
            case = {name: value for _, part in parts for name, value in part.items()}
            best = worst, {**case, **given}
            if not worst:
                break
    assert best is not None
    return Status(best[0]), best[1]


def _all_values(walks: Sequence[Walked], fact: str) -> list[Value]:
    """The values of a fact that any of these parts tells apart."""
    found: dict[Value, None] = {}
    for walked in walks:
        for axis in walked.bag.axes:
            if axis.fact == fact:
                for value in axis.values:
                    found |= dict.fromkeys(axis.alike.get(value, (value,)))
    return [value for value in found if value is not None]


def _best_with(walked: Walked, given: Mapping[str, Value]) -> tuple[int, dict[str, Value]]:
    """The best that can be said with these values, and of whom."""
    status, at = walked.status, []
    for axis in walked.bag.axes:
        if axis.fact in given:
            number = _number(axis, given[axis.fact])
            if number is None:
                return int(Status.EXCLUDED), {}
            at.append(slice(number, number + 1))
        else:
            at.append(slice(1, None) if axis.values[0] is None else slice(None))
    part = status[tuple(at)]
    last_best = part.size - 1 - int(np.argmin(part.reshape(-1)[::-1]))
    place = np.unravel_index(last_best, part.shape)
    case: dict[str, Value] = {}
    for axis, step, offset in zip(walked.bag.axes, at, place, strict=True):
        case[axis.fact] = axis.values[(step.start or 0) + int(offset)]
    return int(part[place]), case


def _number(axis: Axis, value: Value) -> int | None:
    for number, one in enumerate(axis.values):
        if value in axis.alike.get(one, (one,)):
            return number
    return None


def everything(policy: Policy) -> list[Place]:
    """All that somebody should come to: sentences of conditions, rows, words of closed tables, open points."""
    found = []
    for id, condition in policy.content.conditions.conditions.items():
        for field in FIELDS:
            words = getattr(condition, field)
            for key in words if isinstance(words, dict) else ["else"] if words else []:
                found.append(_sentence(id, condition, field, key))
    for plan in policy.routes:
        found += [_row(plan, number, row) for number, row in enumerate(_rows(plan))]
    for id, point in policy.interpretations.items():
        found.append(Place("interpretations", ("interpretations", id), point.name))
    return list(dict.fromkeys(found))


def _sentence(id: str, condition: schema.Condition, field: str, key: str) -> Place:
    in_parts = isinstance(getattr(condition, field), dict)
    path = ("conditions", id, field, key) if in_parts else ("conditions", id, field)
    return Place("conditions", path, condition.name)


def _rows(plan: RoutePlan) -> list[DiplomaLine]:
    """The rows of a route's tables; of one said a second time for some those alone that differ."""
    same: set[Node] = set()
    for node in plan.node.walk():
        if node.row_by_row is not None:
            rows, others = (_lines(table) for table in node.row_by_row[:2])
            same |= {
                other
                for row, other in zip(rows, others, strict=True)
                if [one.months for one in row.walk()] == [one.months for one in other.walk()]
            }
    return [row for row in _lines(plan.node) if row not in same]


def _lines(node: Node) -> list[DiplomaLine]:
    return [below for below in node.walk() if isinstance(below, DiplomaLine)]


def _row(plan: RoutePlan, number: int, row: DiplomaLine) -> Place:
    name = f"{plan.name}：{row.diploma.diploma_label()}（{number + 1}）"
    return Place("routes", ("routes", plan.id, number), name)


def reached(
    policy: Policy,
    bases: Mapping[str, Mapping[str, Value]],
    by_route: Mapping[str, Sequence[Walked]],
    as_of: date,
) -> Reached:
    """All that some case comes to. ``bases``: by route, a case that gets far on it; ``by_route``: every case of
    its parts, among which is looked for whatever is not found at once."""
    search = _Search(policy, bases, as_of)
    for plan in policy.routes:
        search.winners(plan)
    for plan in policy.routes:
        for node, line in dict.fromkeys(_leaves(plan.node, None)):
            search.try_condition(plan, node, line)
    for plan in policy.routes:
        search.walked_winners(plan, by_route[plan.id])
    return search.found


def _leaves(node: Node, line: DiplomaLine | None) -> Iterator[tuple[Node, DiplomaLine | None]]:
    """The conditions that speak for themselves, each with the row it stands in."""
    if isinstance(node, DiplomaLine):
        line = node
    if node.speaks or not node.parts:
        yield node, line
    for part in node.parts:
        yield from _leaves(part, line)


class _Search:
    """The search for a case for everything; ``found``: what there is one for."""

    def __init__(
        self, policy: Policy, bases: Mapping[str, Mapping[str, Value]], as_of: date
    ) -> None:
        self.policy = policy
        self.bases = bases
        self.as_of = as_of
        self.found: Reached = {}
        self._noted: set[object] = set()
        self._rows = {plan.id: _rows(plan) for plan in policy.routes}

    def winners(self, plan: RoutePlan) -> None:
        """For each row of a route somebody whom it carries: with that diploma alone, and one answer, or
        else two, another than the best."""
        axes = axes_of(self.policy, [plan.node], self.as_of, small=True)
        changes: list[dict[str, Value]] = [{}]
        changes += [
            {axis.fact: one}
            for axis in axes
            if self.policy.facts[axis.fact].kind in ("choice", "yes_no")
            for value in axis.values
            for one in axis.alike.get(value, (value,))
        ]
        changes += [
            {**one, **other}
            for one, other in combinations(changes[1:], 2)
            if one.keys() != other.keys()
        ]
        for number, row in enumerate(self._rows[plan.id]):
            alone: dict[str, Value] = {row.diploma.line.diplomas: (Diploma(_kind(row), LONG_AGO),)}
            wanted = _row(plan, number, row)
            for change, base in product(changes, (self.bases[plan.id], *self.bases.values())):
                if wanted in self.found:
                    break
                self.note({**base, **alone, **change}, UNANSWERED)

    def walked_winners(self, plan: RoutePlan, walks: Sequence[Walked]) -> None:
        """For each row that carries nobody yet somebody among all who were walked."""
        rows = {row: _row(plan, n, row) for n, row in enumerate(self._rows[plan.id])}
        wanted = {row for row, place in rows.items() if place not in self.found}
        for walked in walks:
            for row, case in carried(self.policy, walked, wanted, self.as_of):
                for base in (self.bases[plan.id], *self.bases.values()):
                    if rows[row] not in self.found:
                        self.note({**base, **case}, UNANSWERED)
                wanted = {row for row in wanted if rows[row] not in self.found}
                if not wanted:
                    return

    def try_condition(self, plan: RoutePlan, node: Node, line: DiplomaLine | None) -> None:
        """One condition under every way to answer what it looks at, and under every answer of the office:
        each different thing it says, then looked for in a whole verdict."""
        axes = axes_of(self.policy, [node], self.as_of, small=True)
        spread = [_of_line(axis, line) for axis in axes]
        base = self.bases[plan.id]
        for answered in _answers(node):
            heard: set[object] = set()
            for values in islice(product(*spread), MOST):
                facts = dict(zip([axis.fact for axis in axes], values, strict=True))
                case = Case(self.policy.counted({**base, **facts}), self.as_of, answered)
                outcome = node.evaluate(case)
                said = (outcome.status, outcome.day is None, outcome.confirm)
                key = (*said, node.timed or values)
                if key in heard:
                    continue
                places = set(_places(self.policy, case, outcome))
                if places <= self.found.keys() or self._in_a_verdict(
                    plan, node, line, facts, answered
                ):
                    heard.add(key)

    def _in_a_verdict(
        self,
        plan: RoutePlan,
        node: Node,
        line: DiplomaLine | None,
        facts: Facts,
        answered: Readings,
    ) -> bool:
        """Whether it is in the verdict of somebody who answers so and has else the best there is."""
        own: dict[str, FactValue | None] = {}
        if line is not None:
            own[line.diploma.line.diplomas] = (Diploma(_kind(line), None),)
        bases = (self.bases[plan.id], *self.bases.values())
        return any(self.note({**base, **own, **facts}, answered, node) for base in bases)

    def note(self, facts: Facts, answered: Readings, wanted: Node | None = None) -> bool:
        """Notes all that the verdict of a case says; whether the ``wanted`` condition is in it."""
        assessed = assess(self.policy, facts, self.as_of, answered)
        case = Case(assessed.facts, self.as_of, answered)
        witness = Witness(facts, answered)
        there = False
        for result in assessed.routes.values():
            for outcome in _all(result.outcome):
                node = outcome.node
                there = there or node is wanted
                if self._is_new(node, case, outcome):
                    for place in _places(self.policy, case, outcome):
                        self.found.setdefault(place, witness)
            # Of whom all is known: what nobody knows of can make any row the one to ask about.
            known = result.confirm <= self.policy.interpretations.keys()
            if known and result.status <= Status.CONFIRM:
                winners = {id(one.node) for one in _all_chosen(result.outcome)}
                for number, row in enumerate(self._rows[result.plan.id]):
                    if id(row) in winners:
                        self.found.setdefault(_row(result.plan, number, row), witness)
        return there

    def _is_new(self, node: object, case: Case, outcome: Outcome) -> bool:
        """Whether this may say something that was not said before."""
        reads = getattr(node, "reads", ())
        told = (
            () if getattr(node, "timed", False) else tuple(case.facts.get(fact) for fact in reads)
        )
        said = (outcome.status, outcome.day is None, outcome.confirm)
        key = (id(node), *said, told, tuple(case.readings.items()))
        if key in self._noted:
            return False
        self._noted.add(key)
        return True


def _kind(line: DiplomaLine) -> str:
    return line.diploma.line.kind


def _of_line(axis: Axis, line: DiplomaLine | None) -> list[Value]:
    """A fact's values; of diplomas in a row those alone that hold the row's, by itself."""
    values = [one for value in axis.values for one in axis.alike.get(value, (value,))]
    if line is None or axis.fact != line.diploma.line.diplomas:
        return values
    some = [value for value in values if isinstance(value, tuple) and len(value) == 1]
    days = dict.fromkeys(getattr(value[0], "graduated_on", None) for value in some)
    return [(Diploma(_kind(line), day),) for day in days]


def _answers(node: Node) -> list[Readings]:
    """No answer of the office, and each answer to each point that the condition may hang on."""
    points = [*node.points, *([node.doubt] if node.doubt else [])]
    return [UNANSWERED, *({point: yes} for point in points for yes in (True, False))]


def _all(outcome: Outcome) -> Iterator[Outcome]:
    yield outcome
    for part in outcome.parts:
        yield from _all(part)


def _all_chosen(outcome: Outcome) -> Iterator[Outcome]:
    yield outcome
    for part in (outcome.chosen,) if outcome.chosen is not None else outcome.parts:
        yield from _all_chosen(part)


def _places(policy: Policy, case: Case, outcome: Outcome) -> Iterator[Place]:
    """What an outcome comes to: a sentence of its condition, and the points it leaves open."""
    for id in outcome.confirm:
        if id in policy.interpretations:
            name = policy.interpretations[id].name
            yield Place("interpretations", ("interpretations", id), name)
    content: schema.Condition | None = getattr(outcome.node, "content", None)
    if content is None:
        return
    said = outcome.node.said(case, outcome)
    field = next((one for one in FIELDS if getattr(content, one) is said.words), None)
    if field is None or said.words is None:
        return
    if isinstance(said.words, str):
        yield _sentence(outcome.node.id, content, field, "else")
        return
    for key in said.keys:
        told = key if key in said.words else "else"
        if told in said.words:
            yield _sentence(outcome.node.id, content, field, told)
