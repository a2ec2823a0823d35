"""The result of a screening as a workbook.

What came in with a roster goes out as text and never as a formula. The long sheets' rows are kept
packed as they arise and poured into the finished workbook, so that any number of people passes in
little memory and nothing of theirs lies in a file with a name.
"""

import re
from collections.abc import Sequence
from datetime import date
from gzip import GzipFile
from io import BytesIO
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from advisor.days import day_in_words
from advisor.rosters.book_style import (
    LINE,
    NOT_IN_XML,
    QUIET,
    Rows,
    font,
    for_paper,
    headed,
    height_of,
    lines,
)
from advisor.rosters.judging import MONTHS_AHEAD, Judged, Unread
from advisor.rosters.screening import (
    MOST_NAMED,
    Screening,
    missing_most,
    to_ask_at_once,
    unit_in_words,
)
from advisor.rosters.tables.cells import FIRST_DAY
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import subject

SUMMARY, RESULT, COMING, UNREAD = "概况", "每个人的结果", "今后两年", "没有看的行"
WORDINGS = "没认出的写法"

MOST_ROWS = 1_000_000
"""Rows of one sheet; Excel's own bound is a little above."""

_AT_A_TIME = 100  # rows packed together
_MOST_TEXTS = 2_000  # whose XML is kept

_IN_MEMORY = 4_000_000  # bytes of a sheet before it goes to a nameless temporary file
_COLOURS = {
    Status.ELIGIBLE: "1B6B3A",
    Status.CONFIRM: "8A5A00",
    Status.NOT_YET: "1D5A93",
    Status.UNMET: "A8431C",
    Status.EXCLUDED: "636B70",
}
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Content = str | int | date | None


class _LongSheet:
    """A sheet with a row of headings whose rows come one by one; they are kept packed."""

    def __init__(self, sheet: Worksheet, columns: Sequence[tuple[str, float]], top: str) -> None:
        self.sheet = sheet
        self.rows = 0
        self.left_out = 0
        self._above = headed(sheet, columns, top)
        self._widths = [
            width if heading not in _NOT_WRAPPED else 1_000.0 for heading, width in columns
        ]
        self._letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
        self._packed = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by ``close``)
        self._out = GzipFile(fileobj=self._packed, mode="wb", compresslevel=1)
        self._waiting: list[str] = []  # rows to be packed
        self._texts: dict[tuple[str, float], tuple[str, int]] = {}

    def add(self, cells: Sequence[tuple[Content, int]]) -> None:
        """One more row, each cell with its style's number; past the end of a sheet it is only
        counted."""
        if self.rows == MOST_ROWS:
            self.left_out += 1
            return
        self.rows += 1
        number = self._above + self.rows
        parts, most = [], 1
        for letter, width, (content, style) in zip(self._letters, self._widths, cells, strict=True):
            text = ""
            if isinstance(content, str):
                text, high = self._text(content, width)
                most = max(most, high)
            parts.append(_cell_xml(f'<c r="{letter}{number}" s="{style}"', text, content))
        cells_xml = "".join(parts)
        row = f'<row r="{number}" ht="{height_of(most)}" customHeight="1">{cells_xml}</row>'
        self._waiting.append(row)
        if len(self._waiting) == _AT_A_TIME:
            self._pack()

    def _text(self, text: str, width: float) -> tuple[str, int]:
        """A text in XML and how many lines it takes; most of them stand in many rows."""
        known = self._texts.get((text, width))
        if known is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            known = self._texts[text, width] = _text_xml(text), lines(text, width)
        return known

    def _pack(self) -> None:
        self._out.write("".join(self._waiting).encode())
        self._waiting.clear()

    def finish(self, if_empty: str) -> None:
        """Sets what hangs on the number of rows: the filter, or what to say where there are none."""
        self._pack()
        self._texts.clear()
        self._out.close()
        if not self.rows:
            self.sheet.cell(self._above + 1, 1, if_empty).font = font(colour=QUIET)
        last = f"{self._letters[-1]}{self._above + max(1, self.rows)}"
        self.sheet.auto_filter.ref = f"A{self._above}:{last}"

    def write(self, frame: bytes, out: IO[bytes]) -> None:
        """Writes the sheet: as it is in ``frame``, with the rows poured in."""
        whole = f'<dimension ref="A1:{self._letters[-1]}{self._above + max(1, self.rows)}"'
        head, end, tail = frame.partition(b"</sheetData>")
        out.write(_DIMENSION.sub(whole.encode(), head, count=1))
        self._pour(out)
        out.write(end + tail)

    def _pour(self, out: IO[bytes]) -> None:
        self._packed.seek(0)
        with GzipFile(fileobj=self._packed, mode="rb") as rows:
            copyfileobj(rows, out, 1 << 16)

    def close(self) -> None:
        self._packed.close()


class ResultBook:
    """The result of a screening as a workbook: ``add`` each row's, then ``write`` it."""

    def __init__(self, policy: Policy, as_of: date) -> None:
        self._policy = policy
        self._as_of = as_of
        self._frame = Workbook()
        summary = self._frame.active
        assert isinstance(summary, Worksheet)
        self._summary = summary
        summary.title = SUMMARY
        self._looks = _looks(self._frame)
        self._result = self._long(RESULT, _RESULT_COLUMNS, "每人一行，行号是花名册里的行号")
        self._coming = self._long(
            COMING,
            _COMING_COLUMNS,
            "别的都不变，只等时间到，谁从哪天起可以申报；还有要先问清楚的不在这里，见上一张表",
        )
        self._unread = self._long(
            UNREAD, _UNREAD_COLUMNS, "这些行没有看，改好以后再传一次；行号是花名册里的行号"
        )
        self._wordings = self._long(
            WORDINGS,
            _WORDING_COLUMNS,
            "这些写法没有认出来，或者没有说全，那一项按不清楚算；在网页上一次说明，对所有行都算",
        )
        self._ahead: list[tuple[date, int, str, str]] = []

    def _long(self, title: str, columns: Sequence[tuple[str, float]], top: str) -> _LongSheet:
        return _LongSheet(self._frame.create_sheet(title), columns, top)

    def add(self, found: Judged | Unread) -> None:
        """One more row of the roster."""
        looks = self._looks
        if isinstance(found, Unread):
            for trouble in found.troubles:
                self._unread.add(
                    [
                        (trouble.row, looks["number"]),
                        (found.name, looks["text"]),
                        (trouble.column, looks["text"]),
                        (trouble.message, looks["text"]),
                    ]
                )
            return
        words = self._policy.content.verdicts.statuses[found.status.word]
        self._result.add(
            [
                (found.row, looks["number"]),
                (found.name, looks["text"]),
                ("；".join(filter(None, (found.sheet, found.remark))), looks["text"]),
                (f"{words.sign} {words.words}", looks[found.status.word]),
                (found.route, looks["text"]),
                (found.since, looks["day"]),
                (found.why, looks["text"]),
                (_lines(found.lacking), looks["text"]),
                (_lines(found.to_confirm), looks["text"]),
                (_lines((*found.unclear, *found.by_unit)), looks["text"]),
                (found.code, looks["text"]),
            ]
        )
        self._ahead += [(day, found.row, found.name, route) for day, route in found.coming]

    def write(self, screening: Screening, out: IO[bytes]) -> None:
        """The finished workbook into ``out`` (binary, seekable). Nothing can be added any more."""
        text, looks = self._looks["text"], self._looks
        for day, row, name, route in sorted(self._ahead):
            month = f"{day.year}年{day.month}月"
            self._coming.add(
                [
                    (month, text),
                    (day, looks["day"]),
                    (name, text),
                    (row, looks["number"]),
                    (route, text),
                ]
            )
        for wording in screening.reading.not_understood():
            self._wordings.add(
                [
                    (wording.heading, text),
                    (wording.text, text),
                    (wording.times, looks["number"]),
                    ("；".join(wording.allowed), text),
                ]
            )
        self._ahead.clear()
        sheets = self._long_sheets
        for sheet, words in zip(sheets, _IF_EMPTY, strict=True):
            sheet.finish(words)
        # The codes are not printed: they are for copying.
        self._result.sheet.print_area = f"A1:J{2 + max(1, self._result.rows)}"
        self._write_summary(screening)
        frame = BytesIO()
        self._frame.save(frame)
        long = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 2)}
        with ZipFile(frame) as parts, ZipFile(out, "w", ZIP_DEFLATED) as book:
            for part in parts.infolist():
                with book.open(part.filename, "w", force_zip64=True) as target:
                    if part.filename in long:
                        long[part.filename].write(parts.read(part), target)
                    else:
                        target.write(parts.read(part))
        self.close()

    def close(self) -> None:
        """Gives up what was collected."""
        for sheet in self._long_sheets:
            sheet.close()

    @property
    def _long_sheets(self) -> tuple[_LongSheet, ...]:
        return self._result, self._coming, self._unread, self._wordings

    def _write_summary(self, screening: Screening) -> None:
        """The first sheet, for whoever reads no other."""
        sheet, policy, tally = self._summary, self._policy, screening.tally
        pack = policy.content.pack
        sheet.column_dimensions["A"].width = 24
        sheet.column_dimensions["B"].width = 86
        rows = Rows(sheet)
        rows.title(f"{subject(policy)}自测：花名册结果")
        rows.pair("依据", f"{pack.document}《{pack.title}》，{pack.batch}")
        rows.pair("计算日", day_in_words(self._as_of))
        rows.pair("提醒", pack.caution)
        rows.heading("一共", f"{tally.people}人")
        for status in Status:
            words = policy.content.verdicts.statuses[status.word]
            cell = rows.pair(f"{words.sign} {words.words}", f"{tally.statuses[status]}人")
            cell.font = font(bold=True, colour=_COLOURS[status])
        rows.pair("没有看的行", f"{tally.unread}行，{tally.troubles}处要改，见“{UNREAD}”")
        if tally.unclear:
            rows.pair("有没说清的", f"{tally.unclear}人，照样看了，各在“{RESULT}”里写明")
        self._who(rows, screening)
        self._to_ask(rows, screening)
        if self._unread.left_out:
            rows.pair(
                "放不下的", f"要改的还有{self._unread.left_out}处没有列出，先改好列出的再传。"
            )
        if said := unit_in_words(policy, screening.reading.unit):
            rows.heading("单位说的", "花名册没有写的，照单位说的算")
            for one in said:
                rows.pair("", one)
        if notes := screening.reading.notes:
            rows.heading("关于花名册", "")
            for note in notes:
                rows.pair("", note)
        rows.heading("怎么看", "")
        rows.pair(
            RESULT, "每人一行：结论、最合适的路、还差什么、要先问清楚什么。按“结论”一列可以筛选。"
        )
        rows.pair(
            "转交码", "一个人的全部情况都在码里，粘贴到窗口台或自测页就能接着看。里面没有姓名。"
        )
        rows.pair("打印", "横向，每页都有表头；转交码一列不打印。")
        for_paper(sheet, landscape=False)

    def _who(self, rows: Rows, screening: Screening) -> None:
        tally = screening.tally
        total = tally.statuses[Status.ELIGIBLE]
        rows.heading("现在可以申报的", f"{total}人")
        by_route: dict[str, list[str]] = {}
        for name, route in tally.now:
            by_route.setdefault(route, []).append(name)
        for route, names in by_route.items():
            rows.pair(route, "、".join(names))
        if total > MOST_NAMED:
            rows.pair("", f"这里只写前{MOST_NAMED}人，全部见“{RESULT}”。")
        ahead = tally.months.total()
        rows.heading("快到时间的", f"今后{MONTHS_AHEAD}个月，只等时间到就可以申报：{ahead}人次")
        for day, name, route in tally.soon:
            rows.pair(day_in_words(day), f"{name}：{route}")
        if ahead > len(tally.soon):
            rows.pair("", f"这里只写最早的{len(tally.soon)}人次，全部见“{COMING}”。")

    def _to_ask(self, rows: Rows, screening: Screening) -> None:
        if asked := to_ask_at_once(screening):
            rows.heading("全单位一次问清", "问到以后，在网页的“全单位都一样的”里填一次")
            for question, count in asked:
                rows.pair(f"关系到{count}人", question)
        if lacking := missing_most(screening):
            rows.heading("最常缺的", "")
            for name, count in lacking:
                rows.pair(f"{count}人", name)
        if self._wordings.rows:
            rows.heading("没有认出来的写法", f"{self._wordings.rows}种，见“{WORDINGS}”")


_NOT_WRAPPED = ("转交码",)
_RESULT_COLUMNS = [
    ("行号", 7.0),
    ("姓名", 9.5),
    ("备注", 12.0),
    ("结论", 16.0),
    ("最合适的路", 17.0),
    ("时间哪天够", 15.0),
    ("说明", 30.0),
    ("还差什么", 26.0),
    ("要先问清楚的", 34.0),
    ("没有说清的；单位说的", 34.0),
    ("转交码", 46.0),
]
_IF_EMPTY = (
    "没有看了的行。",
    "今后两年里没有。",
    "每一行都看了，没有要改的。",
    "每种写法都认出来了。",
)
_COMING_COLUMNS = [
    ("月份", 14.0),
    ("从哪天起", 18.0),
    ("姓名", 16.0),
    ("行号", 8.0),
    ("可以申报", 34.0),
]
_WORDING_COLUMNS = [("哪一列", 24.0), ("写法", 30.0), ("几处", 8.0), ("可以说成", 80.0)]
_UNREAD_COLUMNS = [("行号", 8.0), ("姓名", 14.0), ("哪一列", 24.0), ("怎么改", 80.0)]


def _looks(book: Workbook) -> dict[str, int]:
    """The looks of the long sheets' cells by name: their numbers among the workbook's styles."""
    scratch = book.create_sheet()
    wrapped = Alignment(wrap_text=True, vertical="top")
    made: dict[str, tuple[Font, str]] = {
        "text": (font(), "@"),
        "number": (font(colour=QUIET), "0"),
        "day": (font(), 'yyyy"年"m"月"d"日"'),
        **{status.word: (font(bold=True, colour=_COLOURS[status]), "@") for status in Status},
    }
    looks = {}
    for column, (name, (letters, number_format)) in enumerate(made.items(), 1):
        cell = scratch.cell(1, column)
        cell.font, cell.number_format, cell.alignment = letters, number_format, wrapped
        cell.border = Border(bottom=Side("thin", color=LINE))
        cell.quotePrefix = number_format == "@"  # stays text when someone edits it
        looks[name] = cell.style_id
    book.remove(scratch)
    return looks


def _lines(texts: Sequence[str]) -> str:
    """Several sentences, numbered where there is more than one."""
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _cell_xml(beginning: str, text: str, content: Content) -> str:
    """A cell that begins so; ``text``: its content in XML, if that is text."""
    if content is None or content == "":
        return f"{beginning}/>"
    if isinstance(content, date):
        content = (content - FIRST_DAY).days
    if isinstance(content, int):
        return f"{beginning}><v>{content}</v></c>"
    return f'{beginning} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _text_xml(text: str) -> str:
    text = _LIKE_ESCAPED.sub("_x005F_", NOT_IN_XML.sub("", text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r\n", "\n").replace("\r", "\n")
