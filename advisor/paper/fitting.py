"""How much room a part takes, and which pages the parts go on.

Counted in letters, a Chinese one being as wide as it is high in every font, so that the count holds for
the PDF and for any browser's fonts. The measures are those of ``parts.typ`` and of ``.sheet`` in
``server/look.css``, a little on the safe side; tests print people both ways and compare the pages.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from advisor.paper.document import Page, Part, Row

POINTS_PER_MM = 72 / 25.4
WIDE = 182 * POINTS_PER_MM  # A4 less its margins, in points
HIGH = 271 * POINTS_PER_MM
FOOT = 16  # the browser prints the foot within the page
SAFE = 0.975  # of a line is used: it breaks before a comma, and letters differ
SAFELY_HIGH = 0.99
OPENING = 52  # the title and the lines below it, in points
RUNNING = 16  # the line on top of every later page

HEADING = 1.9  # of a part, with the space around it, less the gaps
GUTTER = 1.6  # between columns
LABEL = 3.8  # the labels in the box
DAY = 8.6  # the column of days
NAME = 15.5  # the column of names beside reasons
MARK = 1.6  # a box to tick, a number, a sign
FRAME = 3.4  # of the box, with the space around it
TITLE = 1.4  # the letters of the headline
SMALL = 0.88  # small print


class Style(NamedTuple):
    """How a page is set: see ``Page``."""

    size: float
    line: float
    gap: float

    def page(self, parts: list[Part]) -> Page:
        """A page set so."""
        return Page(size=self.size, line=self.line, gap=self.gap, parts=parts)


def fits(page: Page, first: bool) -> bool:
    """Whether the parts fit the page; ``first``: the one with the title."""
    room = HIGH * SAFELY_HIGH - FOOT - (OPENING if first else RUNNING)
    return sum(_height(one, page) for one in page["parts"]) * page["size"] <= room


def paged(parts: Sequence[Part], styles: Sequence[Style], most: int) -> list[Page]:
    """The parts on as few pages as they take, in the first of these styles that does with no more than
    ``most`` pages; where none does, in the last on as many as it takes."""
    found: list[Page] = []
    for number in range(1, most + 1):
        for style in styles:
            found = _in_turn(parts, style)
            if len(found) <= number and all(fits(page, first=False) for page in found):
                return found
    return found


def _in_turn(parts: Sequence[Part], style: Style) -> list[Page]:
    pages: list[Page] = []
    for one in parts:
        if pages:
            grown = style.page([*pages[-1]["parts"], one])
            if fits(grown, first=False):
                pages[-1] = grown
                continue
        pages.append(style.page([one]))
    return pages


def _height(one: Part, page: Page) -> float:
    """Of a part, in letters of its page."""
    line, wide = page["line"], WIDE / page["size"]
    if one["kind"] == "code":
        picture = one["qr_mm"] * POINTS_PER_MM / page["size"]
        beside = wide - picture - GUTTER
        said = _lines(one["note"], beside, SMALL) + _lines(one["code"], beside, 1.1)
        return max(picture, HEADING + 0.5 + said * line) + 2.2
    columns = one["columns"]
    column = (wide - GUTTER * (len(columns) - 1)) / len(columns)
    rows = max(sum(_row(row, one, column, page) for row in rows) for rows in columns)
    if one["kind"] == "verdict":
        title = _lines(one["title"], wide - 5, TITLE) * TITLE * 1.3
        return FRAME + title + _lines(one["basis"], wide - 5, SMALL) * line + rows
    if one["kind"] == "names":
        said = sum(_width(row["name"]) + MARK + GUTTER for row in columns[0])
        rows = (said // (wide - 10) + 1) * line
    heading = HEADING + 1.3 * page["gap"]
    return heading + _lines(one["note"], wide, SMALL) * line + rows


def _row(row: Row, one: Part, wide: float, page: Page) -> float:
    name, text, small = row.get("name", ""), row.get("text", ""), row.get("small", "")
    match one["kind"]:
        case "verdict":
            said = _lines(text, wide - LABEL - 2) + (1.2 if row.get("answer") else 0)
        case "days":
            said = _lines(text, wide - DAY)
        case "ticks" if text and len(one["columns"]) == 1:
            said = max(_lines(name, NAME - 0.5), _lines(text, wide - MARK - NAME))
        case "conditions":
            named = f"{row.get('words', '')}：{name}：{text}（{row.get('clause', '')}）"
            said = _lines(named, wide - MARK)
        case "points":
            said = 1 + _lines(text, wide - MARK) + _lines(small, wide - MARK, SMALL)
        case _:
            said = _lines(f"{name}：{text}", wide - MARK) + _lines(small, wide - MARK, SMALL)
    return said * page["line"] + page["gap"]


def _lines(text: str, wide: float, size: float = 1) -> float:
    """The lines that a text takes; ``size``: of its letters."""
    return ceil(_width(text) * size / (wide * SAFE)) if text else 0


@lru_cache(4096)
def _width(text: str) -> float:
    """In letters; the same texts are measured again for every style that is tried."""
    return sum(1 if east_asian_width(sign) in "FWA" else 0.56 for sign in text)
