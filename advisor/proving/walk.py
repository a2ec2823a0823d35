"""Every case of some parts of a route, over arrays: what is said of each, and whether more ever makes it worse."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, SupportsInt, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from advisor.batches.reading import AS_OF, read_batch, schema_in
from advisor.days import Stretch, union
from advisor.facts.columns import NEVER, Column, Numbers, to_number
from advisor.facts.values import Diploma, Facts, Spell
from advisor.proving.space import Axis, Bag, Value
from advisor.rules.case import UNANSWERED, Case
from advisor.rules.columns import Marks, Outcomes, People, TooManyIdsError
from advisor.rules.nodes import Node
from advisor.rules.outcome import Outcome, Status
from advisor.rules.policy import Policy
from advisor.rules.trees import AllOf, AnyOf, DiplomaLine

AT_A_TIME = 200_000
"""Cases that are held at once."""

A_FEW = 10
"""Cases, of each lot, that are shown of those in which a row speaks."""


class Walked(NamedTuple):
    """What is said of every case of a bag, an axis for each fact; ``asks``: whether there is anything to
    confirm; ``examples``: a case for each different thing that is said; ``looked_at``: how many cases it took,
    the others being provably like one of these."""

    bag: Bag
    status: NDArray[np.uint8]
    day: NDArray[np.int32]
    asks: NDArray[np.bool_]
    examples: tuple[Facts, ...]
    looked_at: int
    as_of: date


class Worse(NamedTuple):
    """More made it worse: of ``fact`` the value ``before`` and the better one ``after``."""

    fact: str
    before: Facts
    after: Facts
    was: Status
    then: Status
    answered: bool


def _untold(cases: int) -> None:
    """Of whom nobody wants to know how far it is."""


def walk(policy: Policy, bag: Bag, as_of: date, told: Callable[[int], None] = _untold) -> Walked:
    """Every case of a bag. ``told``: every so often, of how many."""
    shape = tuple(len(axis.values) for axis in bag.axes)
    status, day, asks = np.empty(shape, np.uint8), np.empty(shape, np.int32), np.empty(shape, bool)
    found: dict[tuple[int, ...], int] = {}
    looked_at = done = 0
    for looked, alike in _blocks(policy, bag):
        numbers = np.ravel_multi_index(looked, shape)
        said: list[tuple[Any, ...]] = []
        for rows, _, outcomes in _everybody(policy, bag, as_of, numbers.reshape(-1)):
            lines = [np.broadcast_to(each, (*each.shape[:-1], len(rows))) for each in outcomes]
            said.append((lines[0], lines[1], np.any(lines[3], axis=0)))
            key = [lines[0].astype(np.uint64), *lines[2], *lines[3]]
            for row in _first_of_each(key):
                found.setdefault(tuple(int(each[row]) for each in key), int(rows[row]))
            done += len(rows) * (status[alike].size // numbers.size)
            told(done)
        statuses, days, ask = (np.concatenate(parts) for parts in zip(*said, strict=True))
        status[alike] = statuses.reshape(numbers.shape)
        day[alike] = days.reshape(numbers.shape)
        asks[alike] = ask.reshape(numbers.shape)
        looked_at += numbers.size
    examples = tuple(case_at(bag, np.unravel_index(row, shape)) for row in found.values())
    return Walked(bag, status, day, asks, examples, looked_at, as_of)


Places = tuple[NDArray[np.int64], ...]
"""For each axis of a bag some of its values, by number, as NumPy takes them together (``np.ix_``)."""


def _blocks(policy: Policy, bag: Bag) -> Iterator[tuple[Places, Places]]:
    """The cases that are looked at, and those they stand for: beside a diploma that is not held nothing is
    looked at, so a fact that no row of a diploma held looks at is taken with one value."""
    nodes = [node for part in bag.parts for node in part.walk()]
    rows = [node for node in nodes if isinstance(node, DiplomaLine)]
    in_rows = {below for row in rows for below in row.walk()}
    always = {fact for node in nodes if node not in in_rows for fact in node.reads}
    by_diplomas = {row.diploma.line.diplomas for row in rows}
    number = next((n for n, axis in enumerate(bag.axes) if axis.fact in by_diplomas), None)
    every = [list(range(len(axis.values))) for axis in bag.axes]
    blocks: dict[frozenset[str], list[int]] = {}
    for place, value in enumerate(() if number is None else bag.axes[number].values):
        kinds = {diploma.kind for diploma in _diplomas_in(value)}
        held = [row for row in rows if value is None or row.diploma.line.kind in kinds]
        facts = {*always, *(fact for row in held for fact in row.looks_at)}
        facts |= {other for name, other in policy.hanging if name in facts}
        blocks.setdefault(frozenset(facts), []).append(place)
    if number is None:
        yield np.ix_(*every), np.ix_(*every)
        return
    for matter, places in blocks.items():
        looked = [
            all_of_it if axis.fact in matter else all_of_it[:1]
            for all_of_it, axis in zip(every, bag.axes, strict=True)
        ]
        looked[number] = places
        yield np.ix_(*looked), np.ix_(*every[:number], places, *every[number + 1 :])


def _first_of_each(lines: Sequence[NDArray[np.uint64]]) -> NDArray[np.intp]:
    """Where each different way to fill these lines first stands, in order."""
    codes, first = np.zeros(len(lines[0]), np.int64), np.zeros(1, np.intp)
    for line in lines:
        if (line == line[0]).all():
            continue
        values, numbers = np.unique(line, return_inverse=True)
        _, first, codes = np.unique(
            codes * len(values) + numbers, return_index=True, return_inverse=True
        )
    return np.sort(first)


def carried(
    policy: Policy, walked: Walked, wanted: Collection[DiplomaLine], as_of: date
) -> Iterator[tuple[DiplomaLine, Facts]]:
    """Of the rows that are wanted, some cases in which one of them speaks for the bag and leaves it open."""
    bag, shape = walked.bag, walked.status.shape
    every = {row for part in bag.parts for row in part.walk()}
    lines = {row.diploma.line for row in every.intersection(wanted) if isinstance(row, DiplomaLine)}
    may = walked.status <= Status.CONFIRM
    for number, axis in enumerate(bag.axes):
        kinds = {line.kind for line in lines if line.diplomas == axis.fact}
        if kinds:
            held = [any(d.kind in kinds for d in _diplomas_in(value)) for value in axis.values]
            may = may & np.expand_dims(held, [n for n in range(may.ndim) if n != number])
    for rows, people, _ in _everybody(policy, bag, as_of, np.flatnonzero(may) if lines else []):
        everybody = np.ones(len(rows), bool)
        for part in bag.parts:
            for row, who in _rows_that_speak(part, people, everybody):
                some = rows[who] if row in wanted else rows[:0]
                for place in some[:: len(some) // A_FEW + 1]:
                    yield row, case_at(bag, np.unravel_index(place, shape))


def _diplomas_in(value: Value) -> tuple[Diploma, ...]:
    return cast("tuple[Diploma, ...]", value or ())


def _rows_that_speak(
    node: Node, people: People, who: NDArray[np.bool_]
) -> Iterator[tuple[DiplomaLine, NDArray[np.bool_]]]:
    """Each row of the tables in a tree, and of whom it speaks."""
    if isinstance(node, DiplomaLine):
        yield node, who
    elif isinstance(node, AnyOf):
        which = people.speaking([part.over(people) for part in node.parts])
        for number, part in enumerate(node.parts):
            yield from _rows_that_speak(part, people, who & (which == number))
    else:
        for part in node.parts:
            yield from _rows_that_speak(part, people, who)


def _everybody(
    policy: Policy, bag: Bag, as_of: date, which: Sequence[int] | NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], People, Outcomes]]:
    """Cases of a bag, so many at a time: the numbers they have in it, the people, what is said of them."""
    columns = {axis.fact: _column(policy, axis, as_of) for axis in bag.axes}
    shape = tuple(len(axis.values) for axis in bag.axes)
    marks = Marks()
    for start in range(0, len(which), AT_A_TIME):
        rows = np.asarray(which[start : start + AT_A_TIME])
        places = np.unravel_index(rows, shape)
        said = None
        while said is None:
            people = _people(policy, columns, places, bag, as_of, marks)
            said = _said(bag, people)
        yield rows, people, said


def _said(bag: Bag, people: People) -> Outcomes | None:
    """What is said of these people; None where there were too few bits for all that can be said."""
    try:
        if not bag.parts:  # of two packs one may ask for nothing here
            return people.say(Outcome(AllOf("", ()), Status.ELIGIBLE))
        return people.all_of([part.over(people) for part in bag.parts])
    except TooManyIdsError:
        return None


def _people(
    policy: Policy,
    columns: Mapping[str, Column],
    places: tuple[Numbers, ...],
    bag: Bag,
    as_of: date,
    marks: Marks,
) -> People:
    taken = {
        axis.fact: columns[axis.fact].take(place)
        for axis, place in zip(bag.axes, places, strict=True)
    }
    for name, other in policy.hanging:
        if name in taken and other in taken:
            taken[name].forget(~taken[other].known)
    days = np.full(len(places[0]) if places else 1, to_number(as_of), np.int32)
    return People(taken, days, UNANSWERED, marks)


def _column(policy: Policy, axis: Axis, as_of: date) -> Column:
    rows = [{axis.fact: _native(value), AS_OF: as_of} for value in axis.values]
    batch = pa.RecordBatch.from_pylist(rows, schema=schema_in(policy.facts))
    return read_batch(policy.facts, batch, as_of).columns[axis.fact]


def _native(value: object) -> object:
    if isinstance(value, Spell | Diploma):
        return value._asdict()
    if isinstance(value, tuple):
        return [_native(one) for one in value]
    return value


def case_at(bag: Bag, place: Iterable[SupportsInt]) -> Facts:
    """The facts of one case."""
    return {
        axis.fact: axis.values[int(number)] for axis, number in zip(bag.axes, place, strict=True)
    }


# --- does more ever make it worse ----------------------------------------------------------------------


def worse(policy: Policy, walked: Walked, beside: Sequence[Walked]) -> Iterator[Worse]:
    """Of every two cases that differ in one fact, of which one says more of it: an example for each fact
    in which that one's verdict is the worse, but for what a condition that sets a bound to it says so of
    itself. ``beside``: the other parts of the route."""
    for number, axis in enumerate(walked.bag.axes):
        more = MORE.get(policy.facts[axis.fact].kind)
        pairs = _pairs(axis, more, _bounds(walked, axis.fact)) if more else iter(())
        example = _first_worse(walked, number, pairs)
        if example is not None:
            yield example
        unknown = [_best_while_unknown(other, axis.fact) for other in beside]
        yield from _broken_promise(walked, number, max(unknown, default=0))


Says = Callable[[Value], Status]
"""What a condition that looks at one fact alone says of a value."""


def _bounds(walked: Walked, fact: str) -> list[Says]:
    """What those conditions say that set a bound to a fact: too old, too many."""

    def says(node: Node) -> Says:
        return lambda value: node.evaluate(Case({fact: value}, walked.as_of)).status

    nodes = dict.fromkeys(node for part in walked.bag.parts for node in part.walk())
    return [says(node) for node in nodes if fact in node.at_most]


def _pairs(
    axis: Axis, more: Callable[[Value, Value], bool], bounds: Sequence[Says]
) -> Iterator[tuple[int, int]]:
    known = [(n, value) for n, value in enumerate(axis.values) if value is not None]
    for before, less in known:
        for after, value in known:
            if before == after or not more(value, less):
                continue
            if not any(says(value) > says(less) for says in bounds):
                yield before, after


def _first_worse(walked: Walked, axis: int, pairs: Iterator[tuple[int, int]]) -> Worse | None:
    status = np.moveaxis(walked.status, axis, 0)
    day = np.moveaxis(walked.day, axis, 0)
    # Where something is to be confirmed, its day may be any, or none.
    waits = (status == Status.NOT_YET) & ~np.moveaxis(walked.asks, axis, 0) & (day != NEVER)
    for before, after in pairs:
        bad = status[after] > status[before]
        bad |= waits[before] & waits[after] & (day[after] > day[before])
        if bad.any():
            return _example(walked, axis, bad, before, after, answered=False)
    return None


def _best_while_unknown(walked: Walked, fact: str) -> int:
    """The best these parts can say while a fact is not known; the best of all where they do not look at it."""
    for number, axis in enumerate(walked.bag.axes):
        if axis.fact == fact and axis.values[0] is None:
            return int(np.moveaxis(walked.status, number, 0)[0].min())
    return int(Status.ELIGIBLE)


def _broken_promise(walked: Walked, axis: int, at_best: int) -> Iterator[Worse]:
    """While a fact is not known: a verdict "eligible" that an answer takes back, and one that is worse
    than to be confirmed though an answer makes it good (an unknown read as a no)."""
    values = walked.bag.axes[axis].values
    if values[0] is not None:
        return
    status = np.moveaxis(walked.status, axis, 0)
    for after in range(1, len(values)):
        taken_back = (np.maximum(status[0], at_best) == Status.ELIGIBLE) & (
            status[after] > Status.ELIGIBLE
        )
        as_no = (status[0] > Status.CONFIRM) & (status[after] <= Status.CONFIRM)
        for bad in (taken_back, as_no):
            if bad.any():
                yield _example(walked, axis, bad, 0, after, answered=True)
                return


def _example(
    walked: Walked,
    axis: int,
    bad: NDArray[np.bool_],
    before: int,
    after: int,
    answered: bool,
) -> Worse:
    place = list(np.unravel_index(int(np.argmax(bad)), bad.shape))
    cases, said = [], []
    for value in (before, after):
        at = (*place[:axis], np.int64(value), *place[axis:])
        cases.append(case_at(walked.bag, at))
        said.append(Status(int(walked.status[at])))
    fact = walked.bag.axes[axis].fact
    return Worse(fact, cases[0], cases[1], said[0], said[1], answered)


def _more_spells(more: Value, less: Value) -> bool:
    """All the work there was, and some more, in the specialty or not."""
    mine, theirs = cast("tuple[Spell, ...]", more), cast("tuple[Spell, ...]", less)
    return all(
        _covers(
            [s for s in mine if s.related or not related],
            [s for s in theirs if s.related or not related],
        )
        for related in (False, True)
    )


def _covers(mine: list[Spell], theirs: list[Spell]) -> bool:
    whole = union(Stretch(s.start, s.end) for s in mine)
    return all(
        any(
            stretch.first <= s.start
            and (stretch.last is None or (s.end is not None and s.end <= stretch.last))
            for stretch in whole
        )
        for s in theirs
    )


def _more_items(more: Value, less: Value) -> bool:
    return set(cast("tuple[object, ...]", more)) > set(cast("tuple[object, ...]", less))


def _earlier(more: Value, less: Value) -> bool:
    return cast(date, more) < cast(date, less)


def _larger(more: Value, less: Value) -> bool:
    return cast(int, more) > cast(int, less)


MORE: Mapping[str, Callable[[Value, Value], bool]] = {
    "spells": _more_spells,
    "diplomas": _more_items,
    "choices": _more_items,
    "years": _more_items,
    "date": _earlier,
    "number": _larger,
}
"""By kind of fact: whether one value says all that another does, and more."""
