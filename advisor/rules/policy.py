"""A pack made ready for the rules: its routes as trees of conditions, its words by id."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from advisor.content import schema
from advisor.facts.values import Facts
from advisor.rules import trees
from advisor.rules.case import Line
from advisor.rules.conditions import DiplomaLeaf, OpenPoint, Place, condition
from advisor.rules.nodes import Node


class RoutePlan(NamedTuple):
    """A route ready to be assessed; ``id`` is ``level.way``, ``rank`` its place of preference."""

    id: str
    level: str
    way: str
    name: str
    rank: tuple[int, int]
    content: schema.Route
    node: trees.AllOf


class Policy:
    """Everything that one notice says, in memory and unchanging. ``asking``: by each word for the office to
    ask the same pack as it is said with that word, this one under its own; none where there is but one."""

    asking: "Mapping[str, Policy]" = MappingProxyType({})

    def __init__(self, content: schema.Content) -> None:
        self.content = content
        self.id = content.pack.id
        self.facts = content.facts.facts
        self.interpretations = content.interpretations.interpretations
        self.materials = content.materials.materials
        self.reminders = content.routes.reminders
        self.clauses = {clause.id: clause.text for clause in content.notice.clauses}
        self.hanging = tuple((n, f.hangs_on) for n, f in self.facts.items() if f.hangs_on)
        self.levels = {level.id: level.name for level in content.routes.levels}
        self.ways = {way.id: way.name for way in content.routes.ways}
        build = _Builder(content)  # one for all routes: what they share is built once
        self.routes = tuple(build.route(route) for route in content.routes.routes)
        self.route = {route.id: route for route in self.routes}

    @classmethod
    def in_each_word(cls, content: schema.Content) -> "Policy":
        """The pack, and beside it the same with every other word for the office to ask."""
        policy = cls(content)
        if content.asking:
            said = {content.pack.terms.office: policy}
            said |= {word: cls(one) for word, one in content.asking.items()}
            for one in said.values():
                one.asking = said
        return policy

    def naming(self, plan: RoutePlan) -> dict[str, str]:
        """The names of a route's level and way, as sentences take them."""
        return {"level": self.levels[plan.level], "way": self.ways[plan.way]}

    def counted(self, facts: Facts) -> Facts:
        """The facts that count: what hangs on an unknown one counts as unknown too, whatever is said of
        it. Of the interview's answers, one that hangs on "don't know" is not asked for either."""
        found = facts
        for name, other in self.hanging:
            if found.get(other) is not None:
                continue
            if other in found:
                found = {**found, name: None}
            elif name in found:
                found = {key: value for key, value in found.items() if key != name}
        return found


class Around(NamedTuple):
    """What stands around a piece of a tree: the diploma line, the clause, the numbers given to the shared
    tree it is in, and how many months it asks for beyond what it says: so many ``more``, then so many
    ``less``, of which at least so many are left (``floor``), unless it asks for fewer anyway."""

    line: Line | None = None
    clause: str | None = None
    numbers: Mapping[str, int] = MappingProxyType({})
    more: int = 0
    less: int = 0
    floor: int = 0

    def on(self, clause: str | None) -> "Around":
        """The same on this clause, if there is one."""
        return self._replace(clause=clause) if clause else self

    def months(self, said: schema.Months | None) -> int | None:
        """How many months are asked for here."""
        if isinstance(said, dict):
            said = said[self.line.kind] if self.line else None
        number = self.number(said)
        if number is None:
            return None
        long = number + self.more
        return max(0, long - self.less, min(long, self.floor))

    def adding(self, adds: schema.Adds) -> "Around":
        """The same for those who have so many months more, or less."""
        if adds.months > 0:
            return self._replace(more=self.more + adds.months)
        floor = max(self.floor, adds.at_least)
        return self._replace(less=self.less - adds.months, floor=floor)

    def number(self, said: int | str | None) -> int | None:
        """A number, or the one given under its name."""
        return self.numbers[said] if isinstance(said, str) else said


NOTHING_AROUND = Around()


class _Builder:
    """Turns content's nodes into conditions; trees that stand in no diploma line are shared."""

    def __init__(self, content: schema.Content) -> None:
        self.facts = content.facts.facts
        self.conditions = content.conditions.conditions
        self.routes = content.routes
        self.interpretations = content.interpretations.interpretations
        self._shared: dict[object, Node] = {}

    def route(self, route: schema.Route) -> RoutePlan:
        levels = {level.id: (i, level.name) for i, level in enumerate(self.routes.levels)}
        ways = {way.id: (i, way.name) for i, way in enumerate(self.routes.ways)}
        level, way = levels[route.level], ways[route.way]
        id = f"{route.level}.{route.way}"
        return RoutePlan(
            id,
            route.level,
            route.way,
            f"{level[1]}·{way[1]}",
            (level[0], way[0]),
            route,
            trees.AllOf(id, self.nodes(route.all_of)),
        )

    def nodes(self, nodes: Sequence[schema.Node], around: Around = NOTHING_AROUND) -> list[Node]:
        return [self.node(node, around) for node in nodes]

    def node(self, node: schema.Node, around: Around) -> Node:
        match node:
            case str():
                return self.named(node, around)
            case schema.Use(use=name) if name in self.routes.shared:
                return self.named(name, around.on(node.clause)._replace(numbers=node.numbers))
            case schema.Use():
                return self.use(node, around)
            case schema.Doubt():
                return self.open_point(node.doubt)
            case schema.Line():
                return self.line(node, node.kinds[0], around)
            case schema.InTurn():
                return trees.InTurn("in_turn", self.nodes(node.in_turn, around), around.clause)
            case schema.AllOf():
                tree = trees.AllOf("all_of", self.nodes(node.all_of, around), around.clause)
                return self.hinged(tree, node.hinges_on, around)
            case schema.AnyOf():
                return self.hinged(self.any_of(node, around), node.hinges_on, around)

    def any_of(self, node: schema.AnyOf, around: Around) -> Node:
        """One of several, or a table of which some have other months."""
        return self.table(node, node.additions, around.on(node.clause))

    def table(self, node: schema.AnyOf, additions: Sequence[schema.Adds], around: Around) -> Node:
        """Each row as it is, for those who have no months more; or else with these months more, or less."""
        words: dict[str, Any] = {
            "clause": around.clause,
            "name": node.name or "",
            "closed": node.closed or "",
            "of_beside": node.closed_beside,
        }
        if not additions:
            return trees.AnyOf("any_of", self.ways(node, around), **words)
        adds, *further = additions
        unless, when = (self.nodes(n, around.on(adds.clause)) for n in (adds.unless, adds.when))
        added = trees.Added(adds, [*unless, *when])
        rows = self.table(node, further, around)
        others = self.table(node, further, around.adding(adds))
        parts = [
            trees.AllOf("all_of", [*unless, rows]) if unless else rows,
            trees.AllOf("all_of", [*when, added, others]),
        ]
        return trees.WithAdded("any_of", parts, rows, others, added, **words)

    def ways(self, node: schema.AnyOf, around: Around) -> list[Node]:
        """The parts of which one is enough; of a line of several diplomas, a line for each."""
        found: list[Node] = []
        for part in node.any_of:
            match part:
                case schema.Line():
                    found += [self.line(part, kind, around) for kind in part.kinds]
                case _:
                    found.append(self.node(part, around))
        return found

    def hinged(self, node: Node, fact: str | None, around: Around) -> Node:
        if fact is None:
            return node
        hinge = self.facts[fact]
        beside = around.line is not None
        return trees.Hinge(fact, node, hinge.name, hinge.unknown, beside=beside)

    def named(self, name: str, around: Around) -> Node:
        """A shared tree or condition by name. Outside a diploma line it is built once."""
        key = (name, around.clause, tuple(sorted(around.numbers.items())), *around[3:])
        if around.line is None and key in self._shared:
            return self._shared[key]
        tree = self.routes.shared.get(name)
        if tree is None:
            built = self.use(schema.Use(use=name), around)
        else:
            built = self.node(tree, around)
            built.id = name
        if around.line is None:
            if built.parts:
                built = trees.Shared(name, built)
            self._shared[key] = built
        return built

    def line(self, node: schema.Line, kind: str, around: Around) -> Node:
        id = self.routes.diploma_condition or ""  # checked: a pack with lines has one
        content = self.conditions[id]
        here = around._replace(line=Line(content.lines_by or "", kind), clause=node.clause)
        place = self.place(node.clause, here.line)
        diploma = cast(DiplomaLeaf, condition(id, content, place))  # checked: it can head a line
        beside = self.nodes(node.beside, here)
        beside += [self.open_point(doubt) for doubt in node.doubts]
        return trees.DiplomaLine(kind, diploma, beside, node.clause)

    def open_point(self, interpretation: str) -> OpenPoint:
        point = self.interpretations[interpretation]
        return OpenPoint(interpretation, point.clauses[0], point.if_no, point.name, point.question)

    def use(self, use: schema.Use, around: Around) -> Node:
        """A condition on the clause said where it is used; else that of what holds it, where its number
        is said there; else its own."""
        content = self.conditions[use.use]
        months, at_least = around.months(use.months), around.number(use.at_least)
        above = around.clause if months is not None or at_least is not None else None
        clause = use.clause or above or content.clause or around.clause or ""
        if months == 0:
            return trees.NoTime(content.name, clause)
        place = self.place(clause, around.line)
        return condition(use.use, content, place._replace(months=months, at_least=at_least))

    def place(self, clause: str, line: Line | None) -> Place:
        return Place(clause, self.facts, self.named_in, line)

    def named_in(self, nodes: Sequence[schema.Node], clause: str) -> list[Node]:
        """What a condition names: it stands in no line."""
        return self.nodes(nodes, Around(clause=clause))
