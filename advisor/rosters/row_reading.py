"""One row of a roster while it is being read: its cells, what is wrong with them, what is not plain."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from advisor.days import day_in_words
from advisor.facts.typed_days import WrittenDay
from advisor.rosters.columns import Column, plain
from advisor.rosters.corrections import BLANK
from advisor.rosters.days import DayError, read_written, settled
from advisor.rosters.meanings import NotUnderstoodError
from advisor.rosters.tables.cells import Unreadable, Value

T = TypeVar("T")

_LONGEST_DASH = 9
_MORE_THAN_SIGNS = re.compile("[0-9A-Za-z\u4e00-\u9fff]")  # mostly: the rest is looked at closely

MOST_DAYS = 5_000
"""Different ways of writing a day that are remembered; past that it begins anew."""


class Trouble(NamedTuple):
    """Something in a row that cannot be; ``column`` is the heading as the file has it."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行“{self.column}”：{self.message}"


class Doubt(NamedTuple):
    """What a cell does not say plainly, so that the fact is not known. ``wording``: a wording that can be
    given a meaning once for all rows; else empty."""

    fact: str
    column: str
    message: str
    wording: str = ""

    def __str__(self) -> str:
        return f"“{self.column}”：{self.message}"


class Given(NamedTuple):
    """A cell that holds something, and where."""

    place: int
    column: Column
    value: Value


class RowReading:
    """One row being read: the day of reckoning, day 0 of the file, what is wrong or not plain so far.
    ``days``: those that other rows have been found to say."""

    def __init__(
        self,
        as_of: date,
        first_day: date,
        as_written: Callable[[int], bool],
        days: dict[object, WrittenDay | DayError],
    ) -> None:
        self.as_of = as_of
        self.first_day = first_day
        self.wrong: list[tuple[Given, str]] = []
        self.doubts: list[tuple[int, Doubt]] = []
        self._as_written = as_written
        self._days = days
        self._place = 0

    def doubt(self, cell: Given, fact: str, message: str, wording: str = "") -> None:
        """Notes what is not plain of a fact."""
        self.doubts.append((cell.place, Doubt(fact, cell.column.heading, message, wording)))

    def cell(self, cell: Given, fact: str, read: Callable[[Value], T]) -> T | None:
        """What ``read`` makes of a cell; None where it is wrong or not understood, which is noted."""
        if isinstance(cell.value, Unreadable):
            self.doubt(cell, fact, cell.value.why)
            return None
        self._place = cell.place
        try:
            return read(cell.value)
        except DayError as error:
            if error.impossible:
                self.wrong.append((cell, str(error)))
            else:
                self.doubt(cell, fact, str(error))
        except NotUnderstoodError as error:
            self.doubt(cell, fact, str(error), text_of(cell.value))
        return None

    def written(self, value: Value) -> WrittenDay:
        """The cell that is being read as a day, as far as it is written. Raises ``DayError``."""
        as_written = self._as_written(self._place)
        key = value, type(value), as_written
        found = self._days.get(key)
        if found is None:
            try:
                found = read_written(value, self.first_day, as_written)
            except DayError as error:
                found = error
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            self._days[key] = found
        if isinstance(found, DayError):
            raise found
        return found

    def day(self, value: Value, may_lie_ahead: bool) -> str:
        """A cell as an ISO day. Raises ``DayError``."""
        return settled(self.written(value), self.as_of, may_lie_ahead).isoformat()


def mere_dash(value: Value) -> bool:
    """Whether a cell holds only signs, which say nothing."""
    if not isinstance(value, str) or len(value) >= _LONGEST_DASH or _MORE_THAN_SIGNS.search(value):
        return False
    return not plain(value)


def said_to_mean(value: Value | None, meaning: Mapping[str, str]) -> Value | None:
    """A cell with what was said of its wording put in its place."""
    if value is None:
        return meaning.get(BLANK)
    if isinstance(value, Unreadable | date):
        return value
    return meaning.get(plain(text_of(value)), value)


def by_slot(cells: list[Given]) -> dict[tuple[str, int], dict[str, Given]]:
    """The cells of a numbered fact by what they tell of, then by part."""
    found: dict[tuple[str, int], dict[str, Given]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.column.series, cell.column.number)):
        slot = cell.column.series, cell.column.number
        parts = found.setdefault(slot, {})
        if cell.column.kind.part in parts:  # a second column of the same: another of the kind
            parts = found.setdefault((slot[0], slot[1] + 1000 + cell.place), {})
        parts[cell.column.kind.part] = cell
    return found


def text_of(value: Value) -> str:
    """A cell's value as text; a whole number without its point."""
    return day_in_words(value) if isinstance(value, date) else str(value)
