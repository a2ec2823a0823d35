"""All rules of a pack at a glance: level, way, diploma, years, as one table of plain values.

Nothing is written by hand: the rows are read off the routes' trees, the words are what content says
of each condition in short. So whatever changes in content changes here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from advisor.content import schema
from advisor.content.checks import short_of
from advisor.days import months_in_words
from advisor.rules.conditions import DiplomaLeaf, Leaf, ListedLeaf, NoDiplomaLeaf, OpenPoint
from advisor.rules.nodes import Node
from advisor.rules.policy import Policy, RoutePlan
from advisor.rules.trees import AllOf, AnyOf, Hinge, Shared


class Said(NamedTuple):
    """A condition in a few words, its clause, and the interpretations it may come to hang on."""

    text: str
    clause: str
    points: tuple[str, ...] = ()


class Row(NamedTuple):
    """One way through a route.

    ``diplomas``: their everyday names, any of which will do; empty where the route looks at none.
    ``beside``: what must hold besides, in words (empty: nothing). ``months``: every span of time in
    it, in months. ``doubts``: interpretations on which the row always hangs; ``points``: those on
    which it may, depending on the person."""

    diplomas: tuple[str, ...]
    beside: str
    months: tuple[int, ...]
    doubts: tuple[str, ...]
    points: tuple[str, ...]
    clauses: tuple[str, ...]


class Block(NamedTuple):
    """A route: what it asks of everybody on it (``gates``), then its rows."""

    route: str
    level: str
    way: str
    name: str
    summary: str
    clauses: tuple[str, ...]
    gates: tuple[Said, ...]
    rows: tuple[Row, ...]


class Common(NamedTuple):
    """Conditions that routes have in common; ``but_not``: the names of the routes without them."""

    conditions: tuple[Said, ...]
    but_not: tuple[str, ...]


class OneOf(NamedTuple):
    """A list of which one is enough: the ten achievements of 七."""

    name: str
    clause: str
    items: tuple[Said, ...]


class Table(NamedTuple):
    """The whole table. ``marks``: the interpretations it speaks of, in content order, each with the
    sign by which the rows refer to it."""

    common: tuple[Common, ...]
    blocks: tuple[Block, ...]
    lists: tuple[OneOf, ...]
    marks: Mapping[str, str]

    def signs(self, points: Iterable[str]) -> str:
        """The signs of these interpretations, in their order."""
        return "".join(sorted(self.marks[point] for point in points))


def decision_table(policy: Policy) -> Table:
    """The rules of ``policy``, in content order."""
    shared = _common_parts(policy.routes)
    common = tuple(
        Common(
            tuple(_said(policy, part) for part in _together(node)),
            tuple(plan.name for plan in policy.routes if node not in plan.node.parts),
        )
        for node in shared
    )
    blocks = tuple(_block(policy, plan, shared) for plan in policy.routes)
    lists = {
        node: _one_of(policy, node)
        for plan in policy.routes
        for node in plan.node.walk()
        if isinstance(node, ListedLeaf)
    }
    used = {point for group in common for said in group.conditions for point in said.points}
    for block in blocks:
        used |= {point for said in block.gates for point in said.points}
        used |= {point for row in block.rows for point in (*row.doubts, *row.points)}
    numbered = [point for point in policy.interpretations if point in used]
    return Table(
        common,
        blocks,
        tuple(lists.values()),
        {point: _mark(number) for number, point in enumerate(numbered, 1)},
    )


def phrase(policy: Policy, node: Node) -> str:
    """What a condition, or a tree of them, asks for in a few words."""
    if isinstance(node, OpenPoint):
        return policy.interpretations[node.id].name
    if isinstance(node, Leaf):
        return _short(policy, node)
    if isinstance(node, AnyOf):
        return "，或".join(text for part in node.parts if (text := phrase(policy, part)))
    return "，".join(text for part in node.parts if (text := phrase(policy, part)))


def _block(policy: Policy, plan: RoutePlan, shared: Sequence[Node]) -> Block:
    own = [
        node
        for part in plan.node.parts
        if part not in shared
        for node in ([part] if parts_ways(part) else _together(part))
    ]
    tables = [part for part in own if parts_ways(part)]
    always = [part for part in own if part.timed or isinstance(part, OpenPoint)]
    gates = [part for part in own if part not in tables and part not in always]
    always = [part for part in always if part not in tables]
    rows = [
        _row(policy, [*always, *(node for branch in way for node in branch)])
        for way in product(*(_branches(part) for part in tables))
    ]
    return Block(
        plan.id,
        policy.levels[plan.level],
        policy.ways[plan.way],
        plan.name,
        plan.content.summary,
        tuple(plan.content.clauses),
        tuple(_said(policy, part) for gate in gates for part in _together(gate)),
        tuple(_merged(rows)),
    )


def _row(policy: Policy, nodes: Sequence[Node]) -> Row:
    diplomas = [node for node in nodes if isinstance(node, DiplomaLeaf | NoDiplomaLeaf)]
    open_points = [node for node in nodes if isinstance(node, OpenPoint)]
    beside = [node for node in nodes if node not in diplomas and node not in open_points]
    leaves = [leaf for node in nodes for leaf in node.walk() if isinstance(leaf, Leaf)]
    doubts = tuple(dict.fromkeys(node.id for node in open_points))
    points = dict.fromkeys(point for node in nodes for point in _points(policy, node))
    return Row(
        tuple(
            policy.diploma_label(node.line)
            if isinstance(node, DiplomaLeaf)
            else phrase(policy, node)
            for node in diplomas
        ),
        "，".join(text for node in beside if (text := phrase(policy, node))),
        tuple(leaf.months for leaf in leaves if leaf.months),
        doubts,
        tuple(point for point in points if point not in doubts),
        tuple(dict.fromkeys(leaf.clause or "" for leaf in leaves)),
    )


def _merged(rows: Iterable[Row]) -> list[Row]:
    """Neighbours that differ in nothing but the diploma, as one row."""
    found: list[Row] = []
    for row in rows:
        if found and row._replace(diplomas=()) == found[-1]._replace(diplomas=()):
            row = row._replace(diplomas=found.pop().diplomas + row.diplomas)
        found.append(row)
    return found


def _common_parts(routes: Sequence[RoutePlan]) -> list[Node]:
    """What stands above the table, told once: what more than half of the routes ask for."""
    parts = dict.fromkeys(part for plan in routes for part in plan.node.parts)
    return [
        part
        for part in parts
        if not parts_ways(part)
        and 2 * sum(part in plan.node.parts for plan in routes) > len(routes)
    ]


def parts_ways(node: Node) -> bool:
    """Whether a tree is a table by diploma, so that its branches are rows."""
    return any(isinstance(below, DiplomaLeaf | NoDiplomaLeaf) for below in node.walk())


def _branches(node: Node) -> list[list[Node]]:
    """The ways through a tree that parts by diploma, each as the conditions on it."""
    if not parts_ways(node) or isinstance(node, Leaf):
        return [[node]]
    if isinstance(node, AnyOf):
        return [branch for part in node.parts for branch in _branches(part)]
    ways = product(*(_branches(part) for part in node.parts))
    return [[below for branch in way for below in branch] for way in ways]


def _together(node: Node) -> Iterator[Node]:
    """The conditions that a tree asks for all at once, one by one."""
    if isinstance(node, AllOf | Hinge | Shared):
        for part in node.parts:
            yield from _together(part)
    else:
        yield node


def _said(policy: Policy, node: Node) -> Said:
    leaf = next((below for below in node.walk() if isinstance(below, Leaf)), None)
    clause = node.clause or (leaf and leaf.clause) or ""
    return Said(phrase(policy, node), clause, tuple(dict.fromkeys(_points(policy, node))))


def _one_of(policy: Policy, leaf: ListedLeaf) -> OneOf:
    options = policy.facts[leaf.content.fact].options
    items = []
    for id, item in leaf.items.items():
        provided = "，".join(phrase(policy, part) for part in item.parts)
        text = options[id].label + (f"（{provided}）" if provided else "")
        items.append(Said(text, item.clause or ""))
    return OneOf(phrase(policy, leaf), leaf.clause or "", tuple(items))


def _points(policy: Policy, node: Node) -> Iterator[str]:
    """The interpretations that a tree's conditions may come to hang on, for some people."""
    for leaf in node.walk():
        match leaf.content if isinstance(leaf, Leaf) else None:
            case schema.Choice(confirms=confirms, unknown_as=unknown_as):
                yield from confirms.values()
                if unknown_as is not None:
                    yield unknown_as
            case schema.Service(before_graduation=str(point)) if leaf.line:  # type: ignore[attr-defined]
                yield point
            case schema.Service(before_present=str(point)):
                yield point
            case schema.Holding(before_graduation=str(point)) if leaf.line:  # type: ignore[attr-defined]
                yield point
            case schema.NoDiploma(doubtful=doubtful):
                yield from dict.fromkeys(doubtful.values())


def _short(policy: Policy, leaf: Leaf[schema.Condition]) -> str:
    values: dict[str, str] = defaultdict(str)
    match leaf.content:
        case schema.Choice() as choice:
            labels = {id: o.label for id, o in policy.facts[choice.fact].options.items()}
            told = [*choice.passes, *choice.fails, *choice.confirms]
            rest = [id for id in labels if id not in told]
            values["passes"] = _either(labels[id] for id in choice.passes or rest)
            values["fails"] = _either(labels[id] for id in choice.fails or rest)
            values["confirms"] = _either(labels[id] for id in choice.confirms)
        case schema.Listed() as listed:
            values["count"] = str(len(listed.items))
        case schema.RecentYear() as recent:
            values["threshold"] = months_in_words(12 * recent.within_years)
        case _:
            values["threshold"] = months_in_words(leaf.months)
    if leaf.line is not None:
        values["diploma"] = policy.diploma_label(leaf.line)
    return short_of(leaf.content).format_map(values)


def _either(labels: Iterable[str]) -> str:
    found = list(labels)
    return "或".join(found) if len(found) == 2 else "、".join(found)


def _mark(number: int) -> str:
    """①, ②, … as far as there are such signs."""
    return chr(ord("①") + number - 1) if number <= 20 else f"({number})"
