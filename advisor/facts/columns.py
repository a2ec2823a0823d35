"""The facts of many people as arrays: a column for each fact, each kind of fact in its own way.

A day is a whole number, days since 1970-01-01 (as Arrow and NumPy count). ``value`` gives a person's fact
back as it is read from anywhere else.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.days import ALWAYS
from advisor.facts.values import Diploma, FactValue, Spell

Flags = NDArray[np.bool_]
Days = NDArray[np.int32]
Numbers = NDArray[Any]

_EPOCH = date(1970, 1, 1).toordinal()
NEVER = int(np.iinfo(np.int32).max)
"""Of a day that is not known or never comes: later than any other, so that plain minima and maxima hold."""

NOT_HELD = int(np.iinfo(np.int32).min)
"""In the place of the day of a diploma that is not held."""


def to_number(day: date | None) -> int:
    """A day as the arrays have it; None is ``NEVER``."""
    return NEVER if day is None else day.toordinal() - _EPOCH


def a_day(number: int) -> date:
    """A day of the arrays, which is known."""
    return date.fromordinal(int(number) + _EPOCH)


def to_day(number: int) -> date | None:
    """A day of the arrays; None for ``NEVER``."""
    return None if number == NEVER else a_day(number)


EARLIEST, LATEST = to_number(ALWAYS), to_number(date.max)


class Column(ABC):
    """One fact of many people; ``known``: of whom it is."""

    known: Flags

    @abstractmethod
    def value(self, row: int) -> FactValue | None:
        """One person's; None if unknown."""

    @abstractmethod
    def take(self, rows: Numbers) -> "Column":
        """The same of some of the people, in this order."""

    def forget(self, rows: Flags) -> None:
        """Of these people it counts as unknown."""
        self.known = self.known & ~rows

    def coded(self) -> tuple[Numbers, Sequence[FactValue | None]]:
        """The different values there are, unknown among them, and for each person which of them."""
        numbers: dict[FactValue | None, int] = {}
        codes = [
            numbers.setdefault(self.value(row), len(numbers)) for row in range(len(self.known))
        ]
        return np.array(codes, np.int64), list(numbers)


class AnswerColumn(Column):
    """A choice or yes/no: for each person the number of one of the ``values``, -1 for unknown."""

    def __init__(self, numbers: Numbers, values: Sequence[FactValue]) -> None:
        self.numbers = numbers
        self.values = values
        self.known = numbers >= 0

    def value(self, row: int) -> FactValue | None:
        return self.values[self.numbers[row]] if self.known[row] else None

    def take(self, rows: Numbers) -> "AnswerColumn":
        return AnswerColumn(np.where(self.known, self.numbers, -1)[rows], self.values)

    def coded(self) -> tuple[Numbers, Sequence[FactValue | None]]:
        return np.where(self.known, self.numbers, -1) + 1, (None, *self.values)


class DayColumn(Column):
    """A date; ``NEVER`` for unknown."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self.known = days != NEVER

    @property
    def days(self) -> Days:
        return np.where(self.known, self._days, np.int32(NEVER))

    def value(self, row: int) -> FactValue | None:
        return to_day(self._days[row]) if self.known[row] else None

    def take(self, rows: Numbers) -> "DayColumn":
        return DayColumn(self.days[rows])


class NumberColumn(Column):
    """A number; whose it is not ``known``, holds any."""

    def __init__(self, known: Flags, numbers: Numbers) -> None:
        self.known = known
        self.numbers = numbers

    def value(self, row: int) -> FactValue | None:
        return int(self.numbers[row]) if self.known[row] else None

    def take(self, rows: Numbers) -> "NumberColumn":
        return NumberColumn(self.known[rows], self.numbers[rows])


class ChosenColumn(Column):
    """Several of a few: ``held`` has a line of flags for each option."""

    def __init__(self, known: Flags, held: Flags, options: Sequence[str]) -> None:
        self.known = known
        self.held = held
        self.options = options

    def value(self, row: int) -> FactValue | None:
        if not self.known[row]:
            return None
        return tuple(
            option for option, held in zip(self.options, self.held, strict=True) if held[row]
        )

    def take(self, rows: Numbers) -> "ChosenColumn":
        return ChosenColumn(self.known[rows], self.held[:, rows], self.options)


class DiplomaColumn(Column):
    """Diplomas: ``days`` has a line for each kind, the day of graduation, ``NEVER`` for a day unknown and
    ``NOT_HELD``."""

    def __init__(self, known: Flags, days: Days, kinds: Sequence[str]) -> None:
        self.known = known
        self.days = days
        self.kinds = kinds

    def value(self, row: int) -> FactValue | None:
        if not self.known[row]:
            return None
        found = zip(self.kinds, self.days[:, row], strict=True)
        return tuple(Diploma(kind, to_day(day)) for kind, day in found if day != NOT_HELD)

    def take(self, rows: Numbers) -> "DiplomaColumn":
        return DiplomaColumn(self.known[rows], self.days[:, rows], self.kinds)


class Lists:
    """A list for each person, laid end to end: person ``n`` has ``counts[n]`` items from ``starts[n]`` on."""

    def __init__(self, counts: Numbers) -> None:
        self.counts = counts
        self.starts = np.cumsum(counts) - counts

    def items(self, row: int) -> slice:
        return slice(self.starts[row], self.starts[row] + self.counts[row])

    @property
    def owners(self) -> Numbers:
        """For each item, whose it is."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def of(self, rows: Numbers) -> Numbers:
        """The items of these people, in this order."""
        counts = self.counts[rows]
        before = np.cumsum(counts) - counts
        found: Numbers = np.arange(counts.sum()) + np.repeat(self.starts[rows] - before, counts)
        return found


class YearColumn(Column):
    """Years: all of them end to end, in ``lists``."""

    def __init__(self, known: Flags, lists: Lists, years: Numbers) -> None:
        self.known = known
        self.lists = lists
        self.years = years

    def value(self, row: int) -> FactValue | None:
        if not self.known[row]:
            return None
        return tuple(sorted({int(year) for year in self.years[self.lists.items(row)]}))

    def take(self, rows: Numbers) -> "YearColumn":
        lists = Lists(self.lists.counts[rows])
        return YearColumn(self.known[rows], lists, self.years[self.lists.of(rows)])


class SpellColumn(Column):
    """Spells of work end to end, in ``lists``, each person's in the order of their starts; an ``end`` of
    ``NEVER``: to date."""

    def __init__(self, known: Flags, lists: Lists, start: Days, end: Days, related: Flags) -> None:
        order = np.lexsort((related, end, start, lists.owners)) if len(start) else slice(None)
        self.known = known
        self.lists = lists
        self.start, self.end, self.related = start[order], end[order], related[order]

    def value(self, row: int) -> FactValue | None:
        if not self.known[row]:
            return None
        spells = []
        items = self.lists.items(row)
        for start, end, related in zip(
            self.start[items], self.end[items], self.related[items], strict=True
        ):
            spells.append(Spell(a_day(start), to_day(end), bool(related)))
        return tuple(spells)

    def take(self, rows: Numbers) -> "SpellColumn":
        items = self.lists.of(rows)
        return SpellColumn(
            self.known[rows],
            Lists(self.lists.counts[rows]),
            self.start[items],
            self.end[items],
            self.related[items],
        )
