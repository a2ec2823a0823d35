"""All rules of a pack at a glance: level, way, diploma, years, as one table of plain values.

Nothing is written by hand: the rows are read off the routes' trees, the words are what content says
of each condition in short. So whatever changes in content changes here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from advisor.rules.nodes import Node
from advisor.rules.policy import Policy, RoutePlan

NOTHING_SAID, NOTHING_MORE = "通知没有写", "没有别的了"


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

    @property
    def besides(self) -> str:
        """What must hold besides; where there is nothing, that the notice names no years for this diploma,
        or that the route asks for nothing more."""
        return self.beside or (NOTHING_SAID if self.diplomas else NOTHING_MORE)


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
            tuple(_said(part) for part in _together(node)),
            tuple(plan.name for plan in policy.routes if node not in plan.node.parts),
        )
        for node in shared
    )
    blocks = tuple(_block(policy, plan, shared) for plan in policy.routes)
    lists = {
        node: _one_of(node)
        for plan in policy.routes
        for node in plan.node.walk()
        if node.speaks and node.parts
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


def phrase(node: Node) -> str:
    """What a condition, or a tree of them, asks for in a few words."""
    if node.short is not None:
        return node.short
    return _joined(node.parts, node.either)


def _joined(nodes: Iterable[Node], either: bool) -> str:
    """Several conditions, all or one of which must hold; one that is itself made of the other sort stands
    in brackets."""
    said = [(node, text) for node in nodes if (text := phrase(node))]
    if len(said) > 1:
        texts = [
            f"（{text}）" if _sort(node) is not None and _sort(node) is not either else text
            for node, text in said
        ]
    else:
        texts = [text for _, text in said]
    return ("，或" if either else "，").join(texts)


def _sort(node: Node) -> bool | None:
    """Whether one part of it is enough, or all are needed; None where it says but one thing."""
    said = [part for part in node.parts if phrase(part)] if node.short is None else []
    if len(said) == 1:
        return _sort(said[0])
    return node.either if said else None


def _phrases(nodes: Iterable[Node]) -> list[str]:
    return [text for node in nodes if (text := phrase(node))]


def _block(policy: Policy, plan: RoutePlan, shared: Sequence[Node]) -> Block:
    own = [
        node
        for part in plan.node.parts
        if part not in shared
        for node in ([part] if parts_ways(part) else _together(part))
    ]
    tables = [part for part in own if parts_ways(part)]
    always = [part for part in own if part.timed or part.doubt]
    gates = [part for part in own if part not in tables and part not in always]
    always = [part for part in always if part not in tables]
    rows = [
        _row([*always, *(node for branch in way for node in branch)])
        for way in product(*(_branches(part) for part in tables))
    ]
    return Block(
        plan.id,
        policy.levels[plan.level],
        policy.ways[plan.way],
        plan.name,
        plan.content.summary,
        tuple(plan.content.clauses),
        tuple(_said(part) for gate in gates for part in _together(gate)),
        tuple(_merged(rows)),
    )


def _row(nodes: Sequence[Node]) -> Row:
    diplomas = [node for node in nodes if node.by_diploma]
    doubts = tuple(dict.fromkeys(node.doubt for node in nodes if node.doubt))
    beside = [node for node in nodes if not node.by_diploma and not node.doubt]
    leaves = [leaf for node in nodes for leaf in node.walk() if leaf.speaks]
    points = dict.fromkeys(point for node in nodes for point in _points(node))
    return Row(
        tuple(phrase(node) for node in diplomas),
        _joined(beside, either=False),
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
    return any(below.by_diploma for below in node.walk())


def _branches(node: Node) -> list[list[Node]]:
    """The ways through a tree that parts by diploma, each as the conditions on it."""
    if not parts_ways(node) or node.speaks:
        return [[node]]
    if node.row_by_row is not None:
        rows, others, added = node.row_by_row
        pairs = zip(_branches(rows), _branches(others), strict=True)
        return [row if _months(row) == _months(other) else [*row, added] for row, other in pairs]
    if node.either:
        return [branch for part in node.parts for branch in _branches(part)]
    ways = product(*(_branches(part) for part in node.parts))
    return [[below for branch in way for below in branch] for way in ways]


def _months(nodes: Iterable[Node]) -> list[int]:
    """Every span of time that these ask for."""
    return [below.months for node in nodes for below in node.walk() if below.months]


def _together(node: Node) -> Iterator[Node]:
    """The conditions that a tree asks for all at once, one by one."""
    if node.speaks or node.either or not node.parts:
        yield node
    else:
        for part in node.parts:
            yield from _together(part)


def _said(node: Node) -> Said:
    leaf = next((below for below in node.walk() if below.speaks), None)
    clause = node.clause or (leaf and leaf.clause) or ""
    return Said(phrase(node), clause, tuple(dict.fromkeys(_points(node))))


def _one_of(node: Node) -> OneOf:
    items = []
    worth = node.worth_of_parts or ("",) * len(node.parts)
    for item, so_much in zip(node.parts, worth, strict=True):
        if item.speaks or not item.name:
            text, more = phrase(item), [so_much]
        else:
            text, more = item.name, [*_phrases(item.parts), so_much]
        in_brackets = "，".join(filter(None, more))
        items.append(Said(text + (f"（{in_brackets}）" if in_brackets else ""), item.clause or ""))
    return OneOf(phrase(node), node.clause or "", tuple(items))


def _points(node: Node) -> Iterator[str]:
    """The interpretations that a tree's conditions may come to hang on, for some people."""
    for below in node.walk():
        yield from below.points


def _mark(number: int) -> str:
    """①, ②, … as far as there are such signs."""
    return chr(ord("①") + number - 1) if number <= 20 else f"({number})"
