"""All the cases that a pack can tell apart: of each fact the answers that matter, and which facts must be
taken together.

A route is "all of" its parts, and "all of" is the worst of them: so parts that have no fact in common can be
walked apart, and what is said of any person is put together from what is said of each. A fact that no part
reads does not matter; nor does which of two options it is that every condition takes alike; nor which of two
kinds of diploma whose rows ask for the same; nor, where no part asks that, whether work was in the specialty. Days
matter by the side of an edge they lie on: the day on which a number of months is full that a rule names which looks
at them, and the day before. Of a table the best row alone speaks, so
diplomas are taken one by one and two by two.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, product
from math import prod
from typing import Any, NamedTuple

from advisor.content.schema import Fact
from advisor.days import add_months
from advisor.facts.values import Diploma, Facts, FactValue, Spell
from advisor.rules.case import Case
from advisor.rules.nodes import Node
from advisor.rules.policy import Policy
from advisor.rules.trees import AllOf, DiplomaLine, Hinge, Shared

DAY = timedelta(days=1)
LONG = 480
"""Months that are more than rules ask for."""

HALF_A_YEAR = 6

YEARS_BACK = 5
"""Years named one by one: any subset of the last of them."""

PAIRS_UP_TO = 12
"""Lists with more options than this are taken one by one, and all together."""

Value = FactValue | None


class Axis(NamedTuple):
    """A fact and its values that matter. ``alike``: by option that stands for others, all of them."""

    fact: str
    values: tuple[Value, ...]
    alike: dict[Value, tuple[Value, ...]]


class Bag(NamedTuple):
    """Parts of a route that are walked together, on the facts that they look at."""

    parts: tuple[Node, ...]
    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """How many cases it is."""
        return prod(len(axis.values) for axis in self.axes)


def day_of_reckoning(policy: Policy) -> date:
    """The day on which all cases are looked at: long enough after the notice took effect for every edge."""
    start = policy.content.pack.effective_from
    return date(start.year + 6, 11, 23)


def whenever(policy: Policy) -> Policy:
    """The same pack for any day: what is tried hangs on no day that it is in force."""
    pack = policy.content.pack
    always = pack.in_force.model_copy(update={"since": date(2000, 1, 1), "to": None})
    timeless = pack.model_copy(update={"in_force": always})
    return Policy(policy.content.model_copy(update={"pack": timeless}))


def parts_of(node: Node) -> Iterator[Node]:
    """What must all hold, down to what is no "all of"."""
    if isinstance(node, Shared):
        yield from parts_of(node.inner)
    elif type(node) is AllOf:
        for part in node.parts:
            yield from parts_of(part)
    else:
        yield node


def bags_of(policy: Policy, as_of: date, small: bool = False) -> dict[str, list[Bag]]:
    """By route, the bags of its parts. ``small``: with fewer days and no two diplomas together, for a quick
    look."""
    known: dict[tuple[int, ...], Bag] = {}
    found = {}
    for plan in policy.routes:
        groups: list[list[Node]] = []
        for part in sorted(parts_of(plan.node), key=lambda part: -len(part.looks_at)):
            homes = [group for group in groups if part.looks_at <= group[0].looks_at]
            if homes:
                min(homes, key=lambda group: len(group[0].looks_at)).append(part)
            else:
                groups.append([part])
        bags = []
        for group in groups:
            key = tuple(id(part) for part in group)
            if key not in known:
                known[key] = Bag(tuple(group), axes_of(policy, group, as_of, small))
            bags.append(known[key])
        found[plan.id] = bags
    return found


def axes_of(
    policy: Policy, parts: Sequence[Node], as_of: date, small: bool = False
) -> tuple[Axis, ...]:
    """The facts that these parts look at, in content order, with the values that matter to them."""
    facts = frozenset[str]().union(*(part.looks_at for part in parts))
    nodes = [node for part in parts for node in part.walk()]
    return tuple(
        axis_of(name, fact, nodes, as_of, small)
        for name, fact in policy.facts.items()
        if name in facts
    )


def axis_of(name: str, fact: Fact, nodes: Sequence[Node], as_of: date, small: bool = False) -> Axis:
    """The values of a fact that these nodes can tell apart."""
    looking = [node for node in nodes if name in node.looks_at]
    own = {edge for node in looking if name in node.reads for edge in node.edges}
    months = sorted(own.union(node.months for node in looking if node.months))
    counted = sorted({node.counted_on for node in looking if node.counted_on})
    if fact.kind == "number":
        return Axis(name, (None, *sorted(own)), {})
    if small:
        months = months[:1] + months[-1:]
    match fact.kind:
        case "choice" | "yes_no":
            return _choice(name, fact, nodes, as_of)
        case "diplomas":
            return _diplomas(name, fact, nodes, as_of, list(edges(as_of, months, counted)), small)
        case "spells":
            told = list(histories(as_of, months, counted))
            if not any(node.related_only for node in looking if name in node.reads):
                told = [_all_related(spells) for spells in told]
            values: list[Value] = [None, *told]
        case "choices":
            values = [None, *_subsets(list(fact.options), 1 if small else 2)]
        case "years":
            years = range(as_of.year - YEARS_BACK, as_of.year + 1)
            values = [None, *_subsets(years, 1 if small else len(years))]
        case "date":
            values = [None, *edges(as_of, months, counted)]
        case _:
            raise NotImplementedError(fact.kind)
    return Axis(name, tuple(dict.fromkeys(values)), {})


def _subsets(items: Iterable[str] | Iterable[int], most: int = 2) -> Iterator[Value]:
    """Every set of so many of these, and all of them; of very many, one at a time."""
    pool: tuple[Any, ...] = tuple(items)
    if len(pool) > PAIRS_UP_TO:
        most = 1
    yield from chain.from_iterable(combinations(pool, size) for size in range(most + 1))
    yield pool


def edges(as_of: date, months: Sequence[int], counted: Sequence[date] = ()) -> Iterator[date]:
    """Days in the past on which so many months begin that are full today, or tomorrow, or on one of the days
    to which they are ``counted``, or the day after; today, long ago."""
    yield as_of
    for number, last in product(months, (as_of, *counted)):
        first = add_months(last, -number)
        assert first is not None
        yield min(first, as_of)
        yield min(first + DAY, as_of)
    long_ago = add_months(as_of, -max([LONG, *(number + 1 for number in months)]))
    assert long_ago is not None
    yield long_ago


def histories(
    as_of: date, months: Sequence[int], counted: Sequence[date] = ()
) -> Iterator[tuple[Spell, ...]]:
    """Ways to have worked: never; since each edge; all of it or none of it in the specialty; ended; about to
    end; with a break; a long time elsewhere before."""
    starts = list(edges(as_of, months, counted))
    long, *_ = sorted(starts)
    fewest = min(months, default=HALF_A_YEAR)
    recent = (
        as_of - 10 * fewest * DAY
    )  # with what follows it, the present stretch is short of any number
    yesterday, soon = as_of - DAY, as_of + 5 * fewest * DAY
    yield ()
    for start in starts:
        yield (Spell(start, None, True),)
    yield (Spell(long, None, False),)
    yield (Spell(long, yesterday, True),)
    yield (Spell(long, as_of, True),)
    yield (Spell(long, soon, True),)
    before = as_of - 500 * DAY
    yield (Spell(long, before, True), Spell(recent, None, True))
    yield (Spell(long, before, True), Spell(recent, soon, True))
    yield (Spell(long, before, False), Spell(recent, None, True))
    yield (Spell(long, before, True), Spell(recent, None, False))
    yield (Spell(recent, soon, True),)
    earlier = Spell(as_of - 100 * fewest * DAY, as_of - 80 * fewest * DAY, True)
    yield (earlier, Spell(as_of - 5 * fewest * DAY, as_of + 8 * fewest * DAY, True))
    for start in starts:
        if start not in (long, as_of):
            yield (Spell(long, None, False), Spell(start, None, True))


def _all_related(spells: tuple[Spell, ...]) -> tuple[Spell, ...]:
    """The same work, where nothing asks whether it was in the specialty."""
    return tuple(spell._replace(related=True) for spell in spells)


def _choice(name: str, fact: Fact, nodes: Sequence[Node], as_of: date) -> Axis:
    """The options, of those that all conditions take alike the first."""
    options: list[Value] = [True, False] if fact.kind == "yes_no" else list[Value](fact.options)
    looking = [node for node in nodes if name in node.reads and not isinstance(node, Hinge)]
    if any(node.parts or node.reads != (name,) for node in looking):
        return Axis(name, (None, *options), {})
    groups: dict[object, list[Value]] = {}
    for option in options:
        said = [node.evaluate(Case({name: option}, as_of)) for node in looking]
        key = tuple((one.status, one.day, one.missing, one.confirm) for one in said)
        groups.setdefault(key, []).append(option)
    alike = {group[0]: tuple(group) for group in groups.values()}
    return Axis(name, (None, *alike), alike)


def _diplomas(
    name: str, fact: Fact, nodes: Sequence[Node], as_of: date, begun: Sequence[date], small: bool
) -> Axis:
    """No diploma, each kind with each day, and every two kinds, got long ago, soon or nobody knows when."""
    kinds = _kinds(name, list(fact.options), nodes, as_of)
    ahead = as_of + 40 * DAY
    days: list[date | None] = [None, ahead, *begun]
    few: list[date | None] = [None, ahead, min(begun)]
    values: list[Value] = [None, ()]
    values += [(Diploma(kind, day),) for kind, day in product(kinds, days)]
    for one, other in [] if small else combinations(_two_of_each(kinds), 2):
        values += [
            tuple(sorted((Diploma(one, d), Diploma(other, e)), key=lambda x: _place(fact, x)))
            for d, e in product(few, few)
        ]
    return Axis(name, tuple(values), {})


def _place(fact: Fact, diploma: Diploma) -> int:
    return list(fact.options).index(diploma.kind)


def _two_of_each(kinds: dict[str, list[str]]) -> list[str]:
    """Of kinds that are alike two, as one may hold both."""
    return [kind for group in kinds.values() for kind in group[:2]]


def _kinds(
    name: str, options: list[str], nodes: Sequence[Node], as_of: date
) -> dict[str, list[str]]:
    """Kinds of diploma that stand for all that are alike: whose rows, of the same tables, ask for the same."""
    groups: dict[object, list[str]] = {}
    free = [n for n in nodes if name in n.reads and n.line is None and not isinstance(n, Hinge)]
    for kind in options:
        rows = []
        for node in nodes:
            for row in node.parts:
                if isinstance(row, DiplomaLine) and row.diploma.line.kind == kind:
                    asked = tuple((n.id, n.months) for part in row.parts[1:] for n in part.walk())
                    rows.append((id(node), asked))
        held: Facts = {name: (Diploma(kind, as_of),)}
        said = [n.evaluate(Case(held, as_of)) for n in free if not n.parts]
        key = (tuple(rows), tuple((one.status, one.confirm) for one in said))
        groups.setdefault(key, []).append(kind)
    return {group[0]: group for group in groups.values()}
