"""Many people at once: ``Case``, ``Outcome`` and the folding of outcomes, over arrays.

``Node.over`` is ``Node.evaluate`` for all of them; what it works with is here, so that no condition need know
NumPy, which is loaded only where batches are. An unknown day, and one that never comes, is the latest of
all (``NEVER``), so worst, best, latest and earliest are plain maxima and minima. A day that has nothing to do
with time is the earliest, as ever. There are no trees: who wants to know why assesses that person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from advisor.facts.columns import (
    EARLIEST,
    LATEST,
    NEVER,
    NOT_HELD,
    ChosenColumn,
    Column,
    DayColumn,
    Days,
    DiplomaColumn,
    Flags,
    Numbers,
    SpellColumn,
    YearColumn,
    a_day,
    to_number,
)
from advisor.rules.case import Case, Line, Readings
from advisor.rules.outcome import Outcome, Status

ELIGIBLE, CONFIRM, NOT_YET, UNMET, EXCLUDED = (np.uint8(status) for status in Status)
WIDTH = 64  # ids in one line of marks
MANY = 1 << 20  # ways to answer, at most, that are told apart by number


class Marks:
    """Sets of ids as bits: a column of ``lines`` whole numbers for each person, a bit for each id."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._places: dict[str, int] = {}
        self._known: dict[frozenset[str], NDArray[np.uint64]] = {}
        self.lines = 1

    def of(self, ids: frozenset[str]) -> NDArray[np.uint64]:
        """The marks of some ids. Raises ``TooManyIdsError`` where there is no bit left: the work is done again
        with more."""
        found = self._known.get(ids)
        if found is None:
            found = np.zeros((self.lines, 1), np.uint64)
            for id in ids:
                line, bit = divmod(self._place(id), WIDTH)
                found[line] |= np.uint64(1 << bit)
            self._known[ids] = found
        return found

    def read(self, marks: Iterable[int]) -> list[str]:
        """The ids that one person's marks stand for, in order."""
        return sorted(
            self.ids[WIDTH * line + bit]
            for line, bits in enumerate(marks)
            for bit in _set_bits(int(bits))
        )

    def _place(self, id: str) -> int:
        place = self._places.get(id)
        if place is None:
            place = self._places[id] = len(self.ids)
            self.ids.append(id)
        if place >= WIDTH * self.lines:
            self.lines += 1
            self._known.clear()
            raise TooManyIdsError
        return place


def _set_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class TooManyIdsError(Exception):
    """There are more ids than there were bits for; now there are more bits."""


class Outcomes(NamedTuple):
    """What one node says of many people; each as in ``Outcome``. One entry alone holds for all."""

    status: NDArray[np.uint8]
    day: Days
    missing: NDArray[np.uint64]
    confirm: NDArray[np.uint64]


class Stretches(NamedTuple):
    """Work or time of many people, as unions of spells: the first stretches of all in one line, then the
    second ones. ``there``: which of them there are; ``last`` is ``NEVER`` to date."""

    known: Flags
    first: Days
    last: Days
    there: Flags

    @property
    def to_date(self) -> Flags:
        """Who has one without an end."""
        return cast(Flags, (self.there & (self.last == NEVER)).any(axis=0))

    def covering(self, day: Days) -> Flags:
        """Which of the stretches hold the day."""
        return self.there & (self.first <= day) & (day <= self.last)

    def covers(self, day: Days) -> Flags:
        """Who has one that holds the day."""
        return cast(Flags, self.covering(day).any(axis=0))

    def since(self, day: Days) -> "Stretches":
        """What of them lies on the day or later."""
        return self._replace(
            first=np.maximum(self.first, day), there=self.there & (self.last >= day)
        )

    def present(self, day: Days) -> "Stretches":
        """Those alone that hold the day; of whom none does, all."""
        present = self.covering(day)
        return self._replace(there=np.where(present.any(axis=0), present, self.there))

    def unbroken(self, day: Days) -> "Stretches":
        """Those alone that hold the day."""
        return self._replace(there=self.covering(day))

    def after(self, day: Days) -> "Stretches":
        """What of them lies on the day or later; while that is not known, nor are they."""
        return self.since(day)._replace(known=self.known & (day != NEVER))

    def full_on(self, months: int, last_day_counts: bool = False) -> Days:
        """``days.full_on``: the day on which so many months are full."""
        full = np.full(len(self.known), NEVER, np.int32)
        day = np.zeros(len(self.known), np.int64)
        before = np.zeros(len(self.known), np.int64)  # the last day of the stretch before
        begun = np.zeros(len(self.known), bool)
        waiting = np.ones(len(self.known), bool)
        for first, last, there in zip(self.first, self.last, self.there, strict=True):
            who = np.flatnonzero(there & waiting)
            gap = first[who] - before[who] - 1
            whole = add_months(first[who], months)
            whole = np.where(whole > LATEST, NEVER, whole - last_day_counts)
            then = np.where(begun[who], day[who] + gap, whole)
            beyond = then > LATEST
            found = ~beyond & (then <= last[who])
            full[who[found]] = then[found]
            waiting[who] = ~found & ~beyond
            day[who], before[who], begun[who] = then, last[who], True
        return full


def union(spells: SpellColumn, related_only: bool) -> Stretches:
    """``days.union`` of everybody's spells (of those in the specialty applied for)."""
    count = len(spells.known)
    owners = spells.lists.owners
    place = np.arange(len(owners)) - spells.lists.starts[owners]
    counting = spells.known[owners] & (spells.related if related_only else True)
    most = int(spells.lists.counts.max(initial=0))
    first, last = (np.full((most, count), NEVER, np.int32) for _ in range(2))
    there = np.zeros((most, count), bool)
    line = np.full(count, -1)  # of each person, the stretch reached
    for number in range(most):
        items = np.flatnonzero(counting & (place == number))
        who, start, end = owners[items], spells.start[items], spells.end[items]
        before = last[line[who], who].astype(np.int64)
        apart = (line[who] < 0) | (start - before > 1)
        new = who[apart]
        line[new] += 1
        first[line[new], new], last[line[new], new] = start[apart], end[apart]
        there[line[new], new] = True
        joined = who[~apart]
        last[line[joined], joined] = np.maximum(last[line[joined], joined], end[~apart])
    return Stretches(spells.known, first, last, there)


class Held(NamedTuple):
    """A kind of diploma: whose diplomas are unknown, who holds it, who does not, who holds it without a
    day, and the day of graduation (``NEVER`` if unknown)."""

    unknown: Flags
    held: Flags
    not_held: Flags
    undated: Flags
    day: Days


Said = Outcome | Outcomes
"""What is said of everybody, or of each."""


class People:
    """Many people, each on a day; ``Case`` over arrays. ``readings``: what the office has answered, the
    same for all. ``may_lapse``: of whom a later day may look different for other reasons than waiting."""

    def __init__(
        self,
        columns: Mapping[str, Column],
        as_of: Days,
        readings: Readings,
        marks: Marks,
    ) -> None:
        self.columns = columns
        self.as_of = as_of
        self.readings = readings
        self.marks = marks
        self.may_lapse = np.zeros(len(as_of), bool)
        self.shared: dict[object, Any] = {}

    # --- facts ------------------------------------------------------------------------------------

    def unknown(self, fact: str) -> Flags:
        """Of whom a fact is not known."""
        return ~self.columns[fact].known

    def days(self, fact: str) -> Days:
        """Everybody's date; ``NEVER`` if unknown."""
        return cast(DayColumn, self.columns[fact]).days

    def has(self, fact: str, option: str) -> Flags:
        """Who named this one of several; nobody of whom it is unknown."""
        column = cast(ChosenColumn, self.columns[fact])
        return cast(Flags, column.known & column.held[column.options.index(option)])

    def enough_years(self, fact: str, counts: Callable[[Numbers], Flags], at_least: int) -> Flags:
        """Who named so many years that count; told how many years ago each was."""
        column = cast(YearColumn, self.columns[fact])
        owners = column.lists.owners
        this_year = self.as_of.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
        counted = counts(this_year[owners] - column.years)
        whose = owners[counted]
        if at_least > 1:  # a year may stand there twice
            whose = np.unique(np.stack([whose, column.years[counted]]), axis=1)[0]
        found: Flags = np.bincount(whose, minlength=len(self.as_of)) >= at_least
        return found & column.known

    def diploma(self, fact: str, kind: str) -> Held:
        """Who holds a kind of diploma, and from when."""
        column = cast(DiplomaColumn, self.columns[fact])
        days = column.days[column.kinds.index(kind)]
        not_held = days == NOT_HELD
        undated = days == NEVER
        known = column.known
        return Held(~known, known & ~not_held, known & not_held, known & undated, days)

    def stretches(self, fact: str, related_only: bool) -> Stretches:
        """The union of everybody's spells (of those in the specialty applied for)."""
        spells = cast(SpellColumn, self.columns[fact])
        found: Stretches = self.once((fact, related_only), lambda: union(spells, related_only))
        return found

    def graduated(self, line: Line | None) -> Days:
        """When everybody got the diploma of a line, or will; without a line, always."""
        if line is None:
            return np.full(len(self.as_of), EARLIEST, np.int32)
        held = self.diploma(*line)
        return np.where(held.held, held.day, np.int32(NEVER))

    def earlier(self, one: Days, other: Days) -> Days:
        return np.minimum(one, other)

    def later(self, one: Days, other: Days) -> Days:
        return np.maximum(one, other)

    def counted_by(self, last: date) -> Days:
        """The one day to which it counts, for everybody."""
        return np.full_like(self.as_of, to_number(last))

    def never(self, day: Days) -> Flags:
        """For whom a day is not known, or never comes."""
        return cast(Flags, day == NEVER)

    def add_months(self, days: Days, months: int) -> Days:
        """``days.add_months`` of everybody's days; of a day that is not known, none."""
        return cast(Days, add_months(days, months))

    def counts_from(self, days: Days, counted_to: str | date) -> Days:
        """``days.counts_from`` of everybody's days."""
        if isinstance(counted_to, date):
            return np.where(days <= to_number(counted_to), np.int32(EARLIEST), np.int32(NEVER))
        month, day = map(int, counted_to.split("-"))
        year = days.astype("M8[D]").astype("M8[Y]")
        in_month = year.astype("M8[M]") + np.timedelta64(month - 1, "M")
        end_of_month = (in_month + np.timedelta64(1, "M")).astype("M8[D]").astype(np.int64) - 1
        counted = in_month.astype("M8[D]").astype(np.int64) + day - 1
        late = days > np.minimum(counted, end_of_month)
        first = (year + late.astype("m8[Y]")).astype("M8[D]").astype(np.int64)
        return np.where(first > LATEST, NEVER, first).astype(np.int32)

    def since(self, facts: Iterable[str]) -> Stretches:
        """The time since the latest of several dates."""
        return self.from_days(reduce(np.maximum, [self.days(fact) for fact in facts]))

    def from_days(self, days: Days) -> Stretches:
        """The time since everybody's day; not known where that is not."""
        known = days != NEVER
        to_date = np.full_like(days, NEVER)
        return Stretches(known, days[None], to_date[None], known[None])

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """What several conditions need, made once."""
        if key not in self.shared:
            self.shared[key] = make()
        return self.shared[key]

    def lapse(self, who: Flags) -> None:
        """For these something holds that will not hold for ever."""
        self.may_lapse |= who

    # --- outcomes ---------------------------------------------------------------------------------

    def say(self, said: Said, day: Days | None = None) -> Outcomes:
        """An outcome that holds for all, with everybody's own ``day`` where that is given."""
        if isinstance(said, Outcomes):
            return said
        return Outcomes(
            np.array([said.status], np.uint8),
            np.array([to_number(said.day)], np.int32) if day is None else day.astype(np.int32),
            self.marks.of(said.missing),
            self.marks.of(said.confirm),
        )

    def either(self, flags: Flags, so: Said, otherwise: Said) -> Outcomes:
        """One of two for each person."""
        pairs: Iterable[tuple[Numbers, Numbers]] = zip(
            self.say(so), self.say(otherwise), strict=True
        )
        return Outcomes(
            *(one if one is other else np.where(flags, one, other) for one, other in pairs)
        )

    def first_of(self, *ways: tuple[Flags, Said], otherwise: Said) -> Outcomes:
        """For each person the first of these whose flag is set."""
        return reduce(
            lambda rest, way: self.either(way[0], way[1], rest), reversed(ways), self.say(otherwise)
        )

    def all_of(self, parts: Sequence[Said]) -> Outcomes:
        """``outcome.all_of`` over arrays."""
        said = [self.say(part) for part in parts]
        status = reduce(np.maximum, [part.status for part in said])
        return self._closed(
            status == EXCLUDED,
            Outcomes(
                status,
                reduce(np.maximum, [part.day for part in said]),
                reduce(np.bitwise_or, [part.missing for part in said]),
                reduce(np.bitwise_or, [part.confirm for part in said]),
            ),
        )

    def in_turn(self, parts: Sequence[Said]) -> Outcomes:
        """``outcome.in_turn`` over arrays."""
        said = [self.say(part) for part in parts]
        first = self.first_of(
            *((part.status > ELIGIBLE, part) for part in said), otherwise=said[-1]
        )
        return self._closed(reduce(np.maximum, [part.status for part in said]) == EXCLUDED, first)

    def any_of(self, parts: Sequence[Said]) -> Outcomes:
        """``outcome.any_of`` over arrays."""
        said = [self.say(part) for part in parts]
        best, _ = self._best(said)
        lent = reduce(np.minimum, [np.where(_lends(part, best), part.day, NEVER) for part in said])
        sure = best.status <= CONFIRM
        return best._replace(day=np.where(sure, np.minimum(best.day, lent), best.day))

    def speaking(self, parts: Sequence[Said]) -> Numbers:
        """For each person which part of an any-of speaks, by its number."""
        which = self._best([self.say(part) for part in parts])[1]
        return np.broadcast_to(which, len(self.as_of))

    def _best(self, said: Sequence[Outcomes]) -> tuple[Outcomes, Numbers]:
        """The best part of an any-of, and which that is."""
        best, which = said[0], np.zeros(1, np.int64)
        for number, part in enumerate(said[1:], 1):
            waits = (best.status > ELIGIBLE) & (best.status < EXCLUDED)
            sooner = (part.day < best.day) | (
                (part.day == best.day) & (_number(part.confirm) < _number(best.confirm))
            )
            better = (part.status < best.status) | ((part.status == best.status) & waits & sooner)
            best = self.either(better, part, best)
            which = np.where(better, number, which)
        return best, which

    def enough(self, parts: Sequence[tuple[Said, int]], needed: int, lacking: Outcome) -> Outcomes:
        """``outcome.enough`` over arrays."""
        said = [self.say(part) for part, _ in parts]
        count = len(self.as_of)
        worth = np.array([[worth] for _, worth in parts])
        every = np.array([np.broadcast_to(part.status, count) for part in said])
        days = np.array([np.broadcast_to(part.day, count) for part in said])
        open_points = np.array([np.broadcast_to(_number(part.confirm), count) for part in said])
        level = np.full(count, UNMET, np.uint8)
        for status in (NOT_YET, CONFIRM, ELIGIBLE):
            reached = (worth * (every <= status)).sum(axis=0) >= needed
            level = np.where(reached, status, level)
        sure = every == ELIGIBLE
        after = (days.astype(np.int64) - EARLIEST << 16) + (every.astype(np.int64) << 8)
        order = np.where(sure, -1, after + open_points)
        chosen = _until(needed, worth, order, every <= level)
        day = np.where(chosen, days, EARLIEST).max(axis=0)
        waits = (level == CONFIRM) & (every == NOT_YET) & (open_points == 0)
        sooner = (sure | waits) & (days != NEVER)
        lent = np.where(_until(needed, worth, days, sooner), days, EARLIEST).max(axis=0)
        lends = (level <= CONFIRM) & ((worth * sooner).sum(axis=0) >= needed)
        confirm = reduce(
            np.bitwise_or,
            [
                np.where(each, part.confirm, np.uint64(0))
                for each, part in zip(chosen, said, strict=True)
            ],
        )
        found = Outcomes(
            level,
            np.where(lends, np.minimum(day, lent), day).astype(np.int32),
            np.zeros_like(confirm),
            confirm,
        )
        return self.either(level == UNMET, lacking, found)

    def apart(self, key: object, who: Flags, look: Callable[["People"], Outcomes]) -> Outcomes:
        """What is said of some people, looked at by themselves; for the others it is closed. The same
        ``key``, the same people."""
        rows, some = self.once(key, lambda: self._some(who))
        lines, count = self.marks.lines, len(self.as_of)
        closed = Outcomes(
            np.full(count, EXCLUDED, np.uint8),
            np.full(count, NEVER, np.int32),
            np.zeros((lines, count), np.uint64),
            np.zeros((lines, count), np.uint64),
        )
        if len(rows):
            pairs: Iterable[tuple[Numbers, Numbers]] = zip(closed, look(some), strict=True)
            for into, each in pairs:
                into[..., rows] = each
            self.may_lapse[rows] |= some.may_lapse
        return closed

    def each(
        self, evaluate: Callable[[Case], Outcome], facts: Iterable[str], any_day: bool = False
    ) -> Outcomes:
        """``evaluate`` once for each way in which the facts it looks at are answered (and for each day,
        unless it says the same on ``any_day``)."""
        names = sorted(facts)
        answers = [self.columns[name].coded() for name in names]
        if any_day:
            days = np.zeros(len(self.as_of), np.int64), self.as_of[:1]
        else:
            days = _different(self.as_of)
        codes, size = np.zeros(len(self.as_of), np.int64), 1
        for numbers, values in (*answers, days):
            codes, size = codes * len(values) + numbers, size * len(values)
            if size > MANY:
                codes = np.unique(codes, return_inverse=True)[1]
                size = int(codes.max()) + 1
        examples, which = _examples(codes, size)
        outcomes, lapse = [], []
        for row in examples:
            told = [values[numbers[row]] for numbers, values in answers]
            day = a_day(days[1][days[0][row]])
            case = Case(dict(zip(names, told, strict=True)), day, self.readings)
            outcomes.append(self.say(evaluate(case)))
            lapse.append(case.may_lapse)
        self.lapse(np.array(lapse)[which])
        every: Iterable[tuple[Numbers, ...]] = zip(*outcomes, strict=True)
        return Outcomes(*(np.concatenate(each, axis=-1)[..., which] for each in every))

    def _some(self, who: Flags) -> tuple[Numbers, "People"]:
        rows = np.flatnonzero(who)
        columns = _Taken(self.columns, rows)
        return rows, People(columns, self.as_of[rows], self.readings, self.marks)

    def _closed(self, closed: Flags, found: Outcomes) -> Outcomes:
        """Closed, and nothing more to be said, for these people."""
        if not closed.any():
            return found
        return Outcomes(
            np.where(closed, EXCLUDED, found.status),
            np.where(closed, np.int32(NEVER), found.day),
            np.where(closed, np.uint64(0), found.missing),
            np.where(closed, np.uint64(0), found.confirm),
        )


class _Taken(Mapping[str, Column]):
    """Columns of some of the people, each taken when it is first looked at."""

    def __init__(self, columns: Mapping[str, Column], rows: Numbers) -> None:
        self._columns = columns
        self._rows = rows
        self._taken: dict[str, Column] = {}

    def __getitem__(self, fact: str) -> Column:
        if fact not in self._taken:
            self._taken[fact] = self._columns[fact].take(self._rows)
        return self._taken[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _lends(part: Outcomes, best: Outcomes) -> Flags:
    """``outcome._lends_its_day`` over arrays."""
    also_eligible = (best.status == ELIGIBLE) & (part.status == ELIGIBLE)
    waits_for_sure = (part.status == NOT_YET) & (_number(part.confirm) == 0)
    return cast(Flags, also_eligible | ((best.status == CONFIRM) & waits_for_sure))


def _until(needed: int, worth: Numbers, order: Numbers, which: Flags) -> Flags:
    """For each person, of these parts, the first in this order that are worth so much together."""
    order = np.where(which, order, np.iinfo(np.int64).max)
    places = np.argsort(order, axis=0, kind="stable")
    counted = np.take_along_axis(np.where(which, worth, 0), places, axis=0)
    before = np.cumsum(counted, axis=0) - counted
    found = np.zeros_like(which)
    np.put_along_axis(found, places, before < needed, axis=0)
    return found & which


def _number(marks: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """How many ids each person's marks are."""
    return cast("NDArray[np.uint8]", np.bitwise_count(marks).sum(axis=0, dtype=np.uint8))


def _examples(codes: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """One person for each code there is, and for each person which of these stands for them."""
    example = np.full(size, -1)
    example[codes] = np.arange(len(codes))
    found = np.flatnonzero(example >= 0)
    number = np.zeros(size, np.int64)
    number[found] = np.arange(len(found))
    return example[found], number[codes]


def _different(days: Days) -> tuple[Numbers, Numbers]:
    """The different days, and for each person which of them."""
    values, numbers = np.unique(days, return_inverse=True)
    return numbers, values


def add_months(days: Days, months: int) -> NDArray[np.int64]:
    """``days.add_months``: the same day so many months on, or that month's last one."""
    month = days.astype("M8[D]").astype("M8[M]")
    in_month = days - month.astype("M8[D]").astype(np.int64)
    then = month + np.timedelta64(months, "M")
    first = then.astype("M8[D]").astype(np.int64)
    length = (then + np.timedelta64(1, "M")).astype("M8[D]").astype(np.int64) - first
    added = first + np.minimum(in_month, length - 1)
    return np.where(added > LATEST, NEVER, added)
