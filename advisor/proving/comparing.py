"""Two packs side by side: what differs in them, and whose verdict with that."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from advisor.days import add_months, day_in_words
from advisor.facts.values import Diploma, Facts, Spell, read_facts
from advisor.proving.differing import Difference, differences
from advisor.proving.exhaustive import in_words
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
from advisor.report.report import RouteReport
from advisor.rules.assess import Assessment, assess
from advisor.rules.nodes import Node
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words

YEARS = (1, 2, 3, 4, 5, 10)
"""How long typical people have worked since they got their diploma."""


class Side(NamedTuple):
    """What one pack says: the verdict in a word, from which day, on which clauses."""

    words: str
    day: date | None
    clauses: tuple[str, ...]

    @property
    def behind(self) -> str:
        """What is said behind the words: the day, and the clauses in brackets."""
        day = f"，自{day_in_words(self.day)}起" if self.day else ""
        clauses = "、".join(clause_in_words(clause) for clause in self.clauses)
        return day + (f"（{clauses}）" if clauses else "")


class Changed(NamedTuple):
    """A verdict that differs: of whom, on which route, on either side. ``cases``: of the whole space, in how
    many that can be told apart."""

    who: str
    route: str
    before: Side
    after: Side
    cases: int = 1


class Comparison(NamedTuple):
    """``differences`` of content; ``people``: of those who usually ask, whose verdict differs;
    ``asked``: how many of these there are; ``classes``: of every case, how."""

    differences: list[Difference]
    people: list[Changed]
    asked: int
    classes: list[Changed]


def compare(one: Policy, other: Policy, whole: bool = True, bounded: bool = True) -> Comparison:
    """Both packs on the same day. ``whole``: over every case too."""
    as_of = max(day_of_reckoning(one), day_of_reckoning(other))
    differing = differences(one.content, other.content)
    one, other = whenever(one), whenever(other)
    bases = _bases(one, as_of)
    people = list(typical_people(one, bases, as_of))
    changed = [
        change for who, facts in people for change in _changed(one, other, who, facts, as_of)
    ]
    return Comparison(
        differing,
        changed,
        len(people),
        list(_classes(one, other, bases, as_of, bounded)) if whole else [],
    )


def _bases(policy: Policy, as_of: date) -> dict[str, dict[str, Value]]:
    """By route, somebody who gets far on it."""
    return {
        route: best_case(policy, [walk(policy, bag, as_of) for bag in bags])[1]
        for route, bags in bags_of(policy, as_of, small=True).items()
    }


def typical_people(
    policy: Policy, bases: Mapping[str, Mapping[str, Value]], as_of: date
) -> Iterator[tuple[str, Facts]]:
    """Those that the pack lists; and with each diploma somebody who has worked for so many years since."""
    typical = policy.content.pack.typical
    for person in typical.people:
        facts = read_facts(policy.facts, {**typical.common, **person}, as_of)
        yield in_words(policy, {name: facts[name] for name in person}), facts
    base = next(iter(bases.values()), {})
    diplomas = next((n for n, fact in policy.facts.items() if fact.kind == "diplomas"), None)
    work = next((n for n, fact in policy.facts.items() if fact.kind == "spells"), None)
    if diplomas is None or work is None:
        return
    for kind, option in policy.facts[diplomas].options.items():
        for years in YEARS:
            since = add_months(as_of, -12 * years)
            assert since is not None
            own: dict[str, Value] = {
                diplomas: (Diploma(kind, since),),
                work: (Spell(since, None, True),),
            }
            yield f"{option.label}，毕业后工作{years}年", {**base, **own}


def _changed(one: Policy, other: Policy, who: str, facts: Facts, as_of: date) -> Iterator[Changed]:
    before = assess(one, facts, as_of)
    after = assess(other, _told_to(other, facts), as_of)
    for id, plan in one.route.items():
        if id not in other.route:
            continue
        mine, theirs = _side(before, id), _side(after, id)
        if (mine.words, mine.day) != (theirs.words, theirs.day):
            yield Changed(who, plan.name, mine, theirs)


def _told_to(policy: Policy, facts: Facts) -> Facts:
    """Of what was told what the pack asks for; an option that it has not counts as not known."""
    found: dict[str, Value] = {}
    for name, value in facts.items():
        fact = policy.facts.get(name)
        if fact is None or value is None:
            continue
        ids = value if isinstance(value, tuple) else (value,)
        named = [getattr(id, "kind", id) for id in ids]
        if fact.options and any(isinstance(id, str) and id not in fact.options for id in named):
            continue
        found[name] = value
    return found


def _side(assessment: Assessment, route: str) -> Side:
    result = assessment.routes[route]
    words = assessment.policy.content.verdicts.statuses[result.status.word].words
    reasons = RouteReport(assessment, result).decisive
    clauses = tuple(dict.fromkeys(reason.clause for reason in reasons if reason.clause))
    day = result.eligible_on if result.status is Status.NOT_YET else None
    return Side(words, day, clauses)


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
                for change in _changed(one, other, in_words(one, own), facts, as_of):
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
        if value is None or _told_to(other, {axis.fact: value}) == {axis.fact: value}
    ]
    return Axis(axis.fact, tuple(values), {})
