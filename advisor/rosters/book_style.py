"""How the workbooks look that go out: one font, few sizes, made to be read and printed."""

import re
from collections.abc import Iterable, Sequence
from math import ceil

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

INK, QUIET, LINE = "24282B", "5C6468", "D9D3C6"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no workbook can hold."""

_FONT = "微软雅黑"
_LINE, _AROUND, _HIGHEST = 15.5, 4.0, 409.0  # points; no row can be higher
_WIDE, _NARROW = 2.05, 1.1
_NARROW_ONES = re.compile("[\0-\u2000]+")
_ACCENT, _HEAD = "1F5F5B", "E7EFEE"


def font(bold: bool = False, size: float = 10.5, colour: str = INK) -> Font:
    return Font(name=_FONT, size=size, bold=bold, color=colour)


def as_heading(cell: Cell | MergedCell) -> None:
    cell.font = font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = Border(bottom=Side("medium", color=_ACCENT))


def height(cells: Iterable[tuple[str, float]]) -> float:
    """How high, in points, a row must be for its texts to be read whole, each in a column so wide: not
    every program finds that out by itself when it opens a workbook."""
    return height_of(max((lines(text, width) for text, width in cells), default=1))


def height_of(lines: int) -> float:
    """How high, in points, a row of so many lines is."""
    return min(_HIGHEST, lines * _LINE + _AROUND)


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so wide."""
    room = max(2.0, width - 1)  # in widths of a figure, of which a Chinese character takes two
    found = 0
    for line in text.split("\n"):
        wide = len(_NARROW_ONES.sub("", line))
        found += max(1, ceil((wide * _WIDE + (len(line) - wide) * _NARROW) / room))
    return found


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Text as text, also where it begins like a formula."""
    cell.value = NOT_IN_XML.sub("", text)
    cell.data_type = "s"


def for_paper(sheet: Worksheet, landscape: bool) -> None:
    """A4, as wide as the page, with the page's number."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.25
    footer = sheet.HeaderFooter.oddFooter
    assert footer is not None
    footer.center.text = "第 &P 页，共 &N 页"


def headed(sheet: Worksheet, columns: Sequence[tuple[str, float]], top: str) -> int:
    """Gives a long sheet its note, headings, widths and print settings; returns the heading's row."""
    note = sheet.cell(1, 1, top)
    note.font = font(colour=QUIET)
    for place, (heading, width) in enumerate(columns, 1):
        as_heading(sheet.cell(2, place, heading))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[2].height = 24
    sheet.freeze_panes = "C3" if len(columns) > 5 else "A3"
    sheet.print_title_rows = "2:2"
    for_paper(sheet, landscape=True)
    return 2


class Rows:
    """Writes a sheet of words downwards: titles, headings, pairs."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._row = 0

    def title(self, text: str) -> None:
        """The sheet's title."""
        self._row += 1
        cell = self._sheet.cell(self._row, 1, text)
        cell.font = font(bold=True, size=15)
        self._sheet.row_dimensions[self._row].height = 30

    def heading(self, *texts: str) -> None:
        """A heading over what follows, one text a column."""
        self._row += 1
        for place, text in enumerate(texts, 1):
            as_heading(self._sheet.cell(self._row, place, text))

    def pair(self, *texts: str) -> Cell:
        """One text a column; returns the first cell."""
        self._row += 1
        for place, text in enumerate(texts, 1):
            cell = self._sheet.cell(self._row, place)
            put_text(cell, text)
            cell.font = font()
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        widths = [
            self._sheet.column_dimensions[get_column_letter(n)].width
            for n in range(1, len(texts) + 1)
        ]
        self._sheet.row_dimensions[self._row].height = height(zip(texts, widths, strict=True))
        first = self._sheet.cell(self._row, 1)
        assert isinstance(first, Cell)
        return first
