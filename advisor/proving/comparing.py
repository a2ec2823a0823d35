"""Two packs side by side: what differs in them, and whose verdict with that."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from advisor.proving.differing import Difference, differences
from advisor.proving.exhaustive import in_words
from advisor.proving.people_between import Changed, changed_for, people_changed, told_to
from advisor.proving.reached import best_case
from advisor.proving.space import (
    Axis,
    Bag,
    Value,
    axis_of,
    bags_of,
    day_of_reckoning,
    parts_of,
    whenever,
)
from advisor.proving.walk import case_at, walk
from advisor.rules.nodes import Node
from advisor.rules.policy import Policy


class Comparison(NamedTuple):
    """``differences`` of content; ``people``: of those by whom the packs are tried, whose verdict differs;
    ``asked``: how many of these there are; ``classes``: of every case, how."""

    differences: list[Difference]
    people: list[Changed]
    asked: int
    classes: list[Changed]


def compare(one: Policy, other: Policy, whole: bool = True, bounded: bool = True) -> Comparison:
    """Both packs on the same day. ``whole``: over every case too."""
    as_of = max(day_of_reckoning(one), day_of_reckoning(other))
    differing = differences(one.content, other.content)
    asked, people = people_changed(one, other)
    one, other = whenever(one), whenever(other)
    classes = list(_classes(one, other, _bases(one, as_of), as_of, bounded)) if whole else []
    return Comparison(differing, people, asked, classes)


def _bases(policy: Policy, as_of: date) -> dict[str, dict[str, Value]]:
    """By route, somebody who gets far on it."""
    return {
        route: best_case(policy, [walk(policy, bag, as_of) for bag in bags])[1]
        for route, bags in bags_of(policy, as_of, small=True).items()
    }


# --- every case ----------------------------------------------------------------------------------------


def _classes(
    one: Policy,
    other: Policy,
    bases: Mapping[str, Mapping[str, Value]],
    as_of: date,
    bounded: bool,
) -> Iterator[Changed]:
    """For each way in which verdicts of a route differ somebody whose does, and of how many cases."""
    for id, plan in one.route.items():
        if id not in other.route:
            continue
        found: dict[tuple[str, str], Changed] = {}
        for mine, theirs in _same_bags(one, other, id, as_of, bounded):
            before, after = walk(one, mine, as_of).status, walk(other, theirs, as_of).status
            for pair in np.unique(np.stack([before, after])[:, before != after], axis=1).T:
                where = (before == pair[0]) & (after == pair[1])
                last = int(np.flatnonzero(where)[-1])  # unknown comes first: of whom most is known
                place = np.unravel_index(last, where.shape)
                own = case_at(mine, place)
                facts = {**bases[id], **own}
                for change in changed_for(one, other, in_words(one, own), facts, as_of):
                    key = (change.before.words, change.after.words)
                    if change.route == plan.name and key not in found:
                        found[key] = change._replace(cases=int(where.sum()))
        yield from found.values()


def _same_bags(
    one: Policy, other: Policy, route: str, as_of: date, bounded: bool
) -> Iterator[tuple[Bag, Bag]]:
    """The parts of a route in both packs, those together that look at the same facts, with the values that
    matter to either."""
    sides: list[list[Node]] = [list(parts_of(policy.route[route].node)) for policy in (one, other)]
    groups: list[tuple[frozenset[str], tuple[list[Node], list[Node]]]] = []
    every = [(part, side) for side, parts in enumerate(sides) for part in parts]
    for part, side in sorted(every, key=lambda each: -len(each[0].looks_at)):
        homes = [group for group in groups if part.looks_at <= group[0]]
        if not homes:
            groups.append((part.looks_at, ([], [])))
            homes = groups[-1:]
        min(homes, key=lambda group: len(group[0]))[1][side].append(part)
    for facts, (mine, theirs) in groups:
        if _content(mine) == _content(theirs):
            continue
        nodes = [node for part in (*mine, *theirs) for node in part.walk()]
        axes = tuple(
            _common(axis_of(name, fact, nodes, as_of, bounded), one, other)
            for name, fact in one.facts.items()
            if name in facts and name in other.facts
        )
        if axes:
            yield Bag(tuple(mine), axes), Bag(tuple(theirs), axes)


def _content(parts: list[Node]) -> list[tuple[object, ...]]:
    """All that these parts say comes from; the same content says the same."""
    return [
        (type(node).__name__, node.id, node.months, node.edges, repr(getattr(node, "content", "")))
        for part in parts
        for node in part.walk()
    ]


def _common(axis: Axis, one: Policy, other: Policy) -> Axis:
    """The values of a fact that both packs know."""
    values = [
        value
        for value in axis.values
        if value is None or told_to(other, {axis.fact: value}) == {axis.fact: value}
    ]
    return Axis(axis.fact, tuple(values), {})
