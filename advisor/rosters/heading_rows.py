"""The headings of a sheet: where they stand, in one row or in up to three, and what each column is.

Above them may be titles; a heading may be merged over several columns with others below it. What
somebody has said of a heading goes before all that is known of it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from advisor.rosters.columns import NAME, REMARK, Column, Headings, placed, plain
from advisor.rosters.tables.cells import Row, Unreadable, column_letters

HEADING_ROWS = 20
"""The headings are looked for among so many rows at the top of a sheet."""

MOST_LEVELS = 3
"""Rows of headings that may stand one above the other."""

_FEWEST_GUESSED = 2

UNUSED = "不用"
"""What somebody writes for a column that is not to be used."""


class Layout(NamedTuple):
    """Which column of a sheet (0 = A) is which. ``row``: the last one of the headings; ``labels``: all
    headings, those of several rows with a stroke between; ``ignored``: those of columns not used;
    ``absent``: headings of columns that the template has and the sheet has not."""

    row: int
    columns: dict[int, Column]
    labels: dict[int, str]
    ignored: tuple[str, ...]
    absent: tuple[str, ...]

    def repeats(self, row: Row) -> bool:
        """Whether a row is the headings once more, as on every page of some lists."""
        found = 0
        for place, column in self.columns.items():
            value = row.cells.get(place)
            words = value.merged if isinstance(value, Unreadable) else value
            if not words:
                continue
            names = (column.heading, *column.heading.split("/"))
            if not isinstance(words, str) or plain(words) not in map(plain, names):
                return False
            found += 1
        return found > 1


class _Found(NamedTuple):
    known: int
    levels: int
    row: int
    columns: dict[int, Column]
    labels: dict[int, str]


def find_layout(
    headings: Headings,
    rows: Sequence[Row],
    said: Mapping[str, str],
    is_fact: Callable[[str], bool],
    guess: bool = False,
) -> Layout | None:
    """The layout by the headings among these rows; None where there are none: they must name at
    least two known columns, one of them a fact's. ``said``: what a heading was said to be; ``guess``:
    where none are known, those that look most like headings, for somebody to say what they are."""
    best: _Found | None = None
    for last in range(len(rows)):
        for levels in range(1, min(MOST_LEVELS, last + 1) + 1):
            found = _read(headings, rows[last - levels + 1 : last + 1], said)
            if found is None or not any(is_fact(c.kind.fact) for c in found.columns.values()):
                continue
            if found.known > 1 and (best is None or found[:2] > best[:2]):
                best = found
    if best is None and guess:
        best = _likeliest(rows)
    if best is None:
        return None
    columns = placed(best.columns)
    kinds = {column.kind for column in columns.values()}
    listed = {kind.fact for kind in kinds}
    absent = [
        column.heading
        for column in headings.template()
        if column.kind not in kinds
        and column.kind.fact not in (NAME, REMARK)
        and column.number < 2
        and (column.kind.part or column.kind.fact not in listed)
    ]
    ignored = tuple(label for place, label in best.labels.items() if place not in columns)
    return Layout(best.row, columns, best.labels, ignored, tuple(absent))


def _likeliest(rows: Sequence[Row]) -> _Found | None:
    """The first row of the most texts, if there are some."""
    texts = [(sum(map(bool, map(partial(_own, row), row.cells))), row) for row in rows]
    most, row = max(texts, key=lambda one: one[0], default=(0, None))
    if row is None or most < _FEWEST_GUESSED:
        return None
    return _Found(0, 1, row.number, {}, _labels(_by_column([row])))


def _read(headings: Headings, rows: Sequence[Row], said: Mapping[str, str]) -> _Found | None:
    texts = _by_column(rows)
    if len(rows) > 1 and not (
        any(_own(rows[-1], place) for place in texts) and any(len(t) > 1 for t in texts.values())
    ):
        return None  # no headings below others
    labels = _labels(texts)
    columns: dict[int, Column] = {}
    left = ""  # the fact of the column before
    anchor = ""  # its heading
    for place, words in texts.items():
        wanted = said.get(labels[place], said.get(plain(labels[place])))
        column: Column | None
        if wanted is not None:
            column = headings.find(wanted) if wanted != UNUSED else None
            column = column and column._replace(heading=labels[place])
        else:
            column = headings.find_below(words) or headings.find_beside(words, left)
            column = column and column._replace(heading=labels[place])
        if column is not None:
            columns[place] = column
            left, anchor = column.kind.fact, plain(words[-1])
        elif not (anchor and anchor in plain("".join(words))):
            left = anchor = ""
    return _Found(len(columns), len(rows), rows[-1].number, columns, labels)


def _by_column(rows: Sequence[Row]) -> dict[int, list[str]]:
    """The words of the headings over each column, from above. A heading that covers several columns,
    or stands left of empty cells with others below, is over all of them."""
    found: dict[int, list[str]] = {}
    places = sorted({place for row in rows for place in row.cells})
    over = [_spread(row, below) for row, below in pairwise(rows)]
    for place in places:
        words: list[str] = []
        for level, row in enumerate(rows):
            last = level == len(rows) - 1
            text = _own(row, place) if last else over[level].get(place, "")
            if text and (not words or words[-1] != text):
                words.append(text)
        if words and not _own(rows[-1], place):
            # Nothing below: only what stands over this very column counts.
            own = [text for row in rows if (text := _own(row, place))]
            words = own if own else []
            if not words and isinstance(value := rows[-1].cells.get(place), Unreadable):
                words = [value.merged] if value.merged else []
        if words:
            found[place] = words
    return found


def _own(row: Row, place: int) -> str:
    value = row.cells.get(place)
    if isinstance(value, Unreadable):
        return ""
    return value if isinstance(value, str) else ""


def _spread(row: Row, below: Row) -> dict[int, str]:
    """A row of headings with each over the columns that it covers."""
    merged = any(isinstance(value, Unreadable) for value in row.cells.values())
    found: dict[int, str] = {}
    text = ""
    for place in range(max([*row.cells, *below.cells], default=-1) + 1):
        value = row.cells.get(place)
        covered = isinstance(value, Unreadable) and value.merged == ""
        if isinstance(value, str):
            text = value
        elif not covered and (merged or place not in below.cells):
            text = ""
        if text:
            found[place] = text
    return found


def _labels(texts: Mapping[int, list[str]]) -> dict[int, str]:
    """Each column's heading in one line; one that stands twice with its column's letter."""
    labels = {place: "/".join(" ".join(w.split()) for w in words) for place, words in texts.items()}
    often = [*labels.values()]
    return {
        place: label if often.count(label) == 1 else f"{label}（{column_letters(place)}列）"
        for place, label in labels.items()
    }
