"""A pack made ready for the rules: its routes as trees of conditions, its words by id."""

from collections.abc import Sequence
from typing import NamedTuple, cast

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
    """Everything that one notice says, in memory and unchanging."""

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


class _Builder:
    """Turns content's nodes into conditions; trees that stand in no diploma line are shared."""

    def __init__(self, content: schema.Content) -> None:
        self.facts = content.facts.facts
        self.conditions = content.conditions.conditions
        self.routes = content.routes
        self.interpretations = content.interpretations.interpretations
        self._shared: dict[tuple[str, str | None], Node] = {}

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

    def nodes(
        self, nodes: Sequence[schema.Node], line: Line | None = None, clause: str | None = None
    ) -> list[Node]:
        return [self.node(node, line, clause) for node in nodes]

    def node(self, node: schema.Node, line: Line | None, clause: str | None) -> Node:
        match node:
            case str():
                return self.named(node, line, clause)
            case schema.Use():
                return self.use(node, line, clause)
            case schema.Doubt():
                return self.open_point(node.doubt)
            case schema.Line():
                return self.line(node)
            case schema.InTurn():
                return trees.InTurn("in_turn", self.nodes(node.in_turn, line, clause), clause)
            case schema.AllOf():
                return self.hinged(
                    trees.AllOf("all_of", self.nodes(node.all_of, line, clause), clause),
                    node.hinges_on,
                    line,
                )
            case schema.AnyOf():
                return self.hinged(
                    trees.AnyOf(
                        "any_of",
                        self.nodes(node.any_of, line, clause),
                        node.clause or clause,
                        node.name or "",
                        node.closed or "",
                    ),
                    node.hinges_on,
                    line,
                )

    def hinged(self, node: Node, fact: str | None, line: Line | None) -> Node:
        if fact is None:
            return node
        hinge = self.facts[fact]
        return trees.Hinge(fact, node, hinge.name, hinge.unknown, beside=line is not None)

    def named(self, name: str, line: Line | None, clause: str | None) -> Node:
        """A shared tree or condition by name. Outside a diploma line it is built once."""
        key = (name, clause)
        if line is None and key in self._shared:
            return self._shared[key]
        tree = self.routes.shared.get(name)
        if tree is None:
            built = self.use(schema.Use(use=name), line, clause)
        else:
            built = self.node(tree, line, clause)
            built.id = name
        if line is None:
            if built.parts:
                built = trees.Shared(name, built)
            self._shared[key] = built
        return built

    def line(self, node: schema.Line) -> Node:
        id = self.routes.diploma_condition or ""  # checked: a pack with lines has one
        content = self.conditions[id]
        line = Line(content.lines_by or "", node.diploma)
        place = self.place(node.clause, line)
        diploma = cast(DiplomaLeaf, condition(id, content, place))  # checked: it can head a line
        beside = self.nodes(node.beside, line, node.clause)
        beside += [self.open_point(doubt) for doubt in node.doubts]
        return trees.DiplomaLine(node.diploma, diploma, beside, node.clause)

    def open_point(self, interpretation: str) -> OpenPoint:
        point = self.interpretations[interpretation]
        return OpenPoint(interpretation, point.clauses[0], point.if_no, point.name, point.question)

    def use(self, use: schema.Use, line: Line | None, clause: str | None) -> Node:
        """A condition on the clause said where it is used; else that of what holds it, where its number
        is said there; else its own."""
        content = self.conditions[use.use]
        number_here = use.months is not None or use.at_least is not None
        around = clause if number_here else None
        place = self.place(use.clause or around or content.clause or clause or "", line)
        return condition(use.use, content, place._replace(months=use.months, at_least=use.at_least))

    def place(self, clause: str, line: Line | None) -> Place:
        return Place(clause, self.facts, self.named_in, line)

    def named_in(self, nodes: Sequence[schema.Node], clause: str) -> list[Node]:
        """What a condition names: it stands in no line."""
        return self.nodes(nodes, None, clause)
