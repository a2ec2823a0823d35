"""A document on paper as plain data: pages in order, each of titled parts in order.

Both layouts, ``sheet.typ`` for the PDF and ``ui/shared/sheet.py`` for what a browser prints, walk through
the same parts, so neither can say more, less or in another order. Which page a part stands on is
settled here too (``fitting.py``), not by whoever lays it out.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

Kind = Literal[
    "verdict",  # the box: a sign, the headline as title, then labelled rows
    "ticks",  # things with a box to tick, each on its own line
    "names",  # the same by name alone, one after the other
    "days",  # days and what is on them
    "pairs",  # a label and what is said of it
    "steps",  # the same, numbered
    "lines",  # sentences
    "points",  # what is to be asked, with room for the answer
    "conditions",  # conditions, each with its clause
    "code",  # the hand-over code and its picture
]


Audience = Literal["person", "clerk", "unit"]
"""Whom a sheet is for: the applicant, the clerk at the counter, the colleague in the unit who has to act."""


class Row(TypedDict, total=False):
    """One line of a part. ``name``: what it is about; ``text``: what is said; ``small``: said in smaller
    print; ``answer``: leave a line to write the answer on; ``now``: it is today's; ``status``, ``words``
    and ``clause``: of a condition."""

    name: str
    text: str
    small: str
    answer: bool
    now: bool
    status: str
    words: str
    clause: str


class Part(TypedDict, total=False):
    """A titled part. ``columns``: its rows, side by side where there are several; ``note``: one line below
    the title. ``status`` and ``basis`` of a verdict; ``code``, ``qr`` (SVG) and ``qr_mm`` (its width in
    millimetres) of a code."""

    kind: Kind
    title: str
    note: str
    columns: list[list[Row]]
    status: str
    basis: str
    code: str
    qr: str
    qr_mm: int


class Page(TypedDict):
    """One sheet of A4. ``size``: of its letters, in points; ``line``: from line to line, ``gap``: more
    between rows, both in letters."""

    size: float
    line: float
    gap: float
    parts: list[Part]


class Document(TypedDict):
    """What is printed, in words. ``date``: the day of reckoning in ISO form, which the file is dated with."""

    title: str
    notice: str
    batch: str
    day: str
    date: str
    name: str
    disclaimer: str
    pages: list[Page]


LETTERS = 60
"""In a line of small print, roughly: only to part columns evenly."""


def part(kind: Kind, title: str, rows: Iterable[Row], columns: int = 1, note: str = "") -> Part:
    """A part whose rows fill its columns one after the other, as evenly as their length allows."""
    return Part(kind=kind, title=title, note=note, columns=_split([*rows], columns))


def filled(parts: Iterable[Part]) -> list[Part]:
    """The parts that have something to say: a title never stands over nothing."""
    return [one for one in parts if any(one["columns"]) or one["kind"] in ("verdict", "code")]


def code_of(data: Document) -> Part:
    """The hand-over code of a sheet that has one."""
    return next(one for page in data["pages"] for one in page["parts"] if one["kind"] == "code")


def rows_of(one: Part) -> list[Row]:
    """All rows in the order in which they are read."""
    return [row for column in one["columns"] for row in column]


def _split(rows: list[Row], columns: int) -> list[list[Row]]:
    """The rows in so many columns, none of them longer than need be."""
    if columns == 1:
        return [rows]
    lines = [_lines(row, LETTERS // columns) for row in rows]

    def longest(cut: int) -> tuple[float, int]:
        return max(sum(lines[:cut]), sum(lines[cut:]) / (columns - 1)), -cut

    cut = min(range(len(rows) + 1), key=longest)
    return [rows[:cut], *_split(rows[cut:], columns - 1)]


def _lines(row: Row, wide: int) -> int:
    """Roughly the lines that a row takes."""
    return 1 + len(row.get("name", "") + row.get("text", "") + row.get("small", "")) // wide


def texts(rows: Sequence[str]) -> list[Row]:
    """Sentences as rows."""
    return [Row(text=text) for text in rows]
