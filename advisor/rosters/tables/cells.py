"""What a table gives, whatever file it comes from: rows of cells, and what could not be read."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

LONGEST_CELL = 1_000
"""Characters of one cell that are kept; a longer text cannot be read."""

MOST_COLUMNS = 300
"""Columns of a sheet that may hold anything."""

FIRST_DAY = date(1899, 12, 30)
FIRST_DAY_1904 = date(1904, 1, 1)
"""Day 0 of a spreadsheet's day numbers; some old Mac files count from 1904."""


class SheetError(ValueError):
    """A file that cannot be read as a table: what is wrong and the remedy, in the user's words."""


class Unreadable(NamedTuple):
    """A cell whose content cannot be told: ``why``, with the remedy. ``merged``: it is part of another
    cell; then these are that one's words, if it stands in the same column."""

    why: str
    merged: str | None = None


Value = str | int | float | bool | date | Unreadable


class Row(NamedTuple):
    """One row: its number as the spreadsheet shows it, and what its cells hold by column (0 = A)."""

    number: int
    cells: dict[int, Value]


class Book(Protocol):
    """An open file. ``sheets``: its visible sheets. ``first_day``: day 0 of its day numbers.
    ``notes``: what the user should know about the file."""

    sheets: list[str]
    first_day: date
    notes: list[str]

    def rows(self, sheet: int) -> Iterator[Row]:
        """The rows of a sheet in order, blank ones too. Raises ``SheetError``."""

    def fraction(self) -> float:
        """How much of the sheet has been read, 0 to 1."""

    def as_written(self, sheet: int, column: int) -> bool:
        """Whether the texts of a column are as somebody wrote them. In a file of mere text 2021.1 may be
        what a spreadsheet left of 2021.10."""


def clipped(text: str) -> str | Unreadable:
    """A cell's text without the white space around it; one that is too long cannot be read."""
    text = text.strip()
    if len(text) > LONGEST_CELL:
        return Unreadable(f"超过{LONGEST_CELL}个字，请写短些。")
    return text


def column_letters(index: int) -> str:
    """``A`` for 0, ``AB`` for 27."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def day_of_number(number: float, first_day: date) -> date | None:
    """The day a spreadsheet means by a number; None for one outside 1950 to 2119.

    Earlier ones are no days of anyone's work: 2021.1 in a cell formatted as a date would be 1905.
    """
    day_number = int(number) + (first_day - FIRST_DAY).days
    return FIRST_DAY + timedelta(days=day_number) if 18_264 <= day_number <= 80_353 else None
