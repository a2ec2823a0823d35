"""The ledger as a spreadsheet: the entries, and how many by what."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from advisor.days import day_in_words
from advisor.ledger.book import CHANNELS, Counts, Entry, route_in_words, status_in_words
from advisor.rules.policy import Policy

Row = Sequence[str | int | date]

_WRAPPED = Alignment(vertical="top", wrap_text=True)
_COLUMNS = {
    "编号": 8,
    "日期": 16,
    "渠道": 8,
    "问题": 48,
    "转交码": 28,
    "级别和方式": 24,
    "结论": 18,
    "备注": 32,
}


def workbook(policy: Policy, entries: Iterable[Entry], counts: Counts) -> bytes:
    """An ``.xlsx`` file of these entries and their counts. Text stays text: nothing that was typed is
    ever run as a formula, not even after the cell is edited."""
    book = Workbook()
    _fill(book.worksheets[0], "台账", _COLUMNS, (_cells(policy, entry) for entry in entries))
    numbers = [("合计", "", counts.total)]
    for kind, found in counted(policy, counts).items():
        numbers += [(kind, name, number) for name, number in found]
    _fill(book.create_sheet(), "统计", {"分类": 14, "项目": 28, "条数": 8}, numbers)
    return _bytes(book)


def not_exported(message: str) -> bytes:
    """A file that only says why there is no other: a download has no other way to say it."""
    book = Workbook()
    _fill(book.worksheets[0], "没有导出", {"没有导出": 80}, [(message,)])
    return _bytes(book)


def counted(policy: Policy, counts: Counts) -> dict[str, list[tuple[str, int]]]:
    """The counts in words: times latest first, the rest most frequent first."""
    return {
        "按月": [
            (f"{day.year}年{day.month}月", number) for day, number in _latest(counts.by_month())
        ],
        "按周（周一到周日）": [
            (f"{day_in_words(day)}起", number) for day, number in _latest(counts.by_week())
        ],
        "按天": [(day_in_words(day), number) for day, number in _latest(counts.by_day)],
        "按渠道": [
            (CHANNELS.get(channel, channel), number)
            for channel, number in counts.by_channel.most_common()
        ],
        "按结论": [
            (status_in_words(policy, status), number)
            for status, number in counts.by_status.most_common()
        ],
        "按级别和方式": [
            (route_in_words(policy, route), number)
            for route, number in counts.by_route.most_common()
        ],
    }


def _latest(numbers: dict[date, int]) -> list[tuple[date, int]]:
    return sorted(numbers.items(), reverse=True)


def _bytes(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(policy: Policy, entry: Entry) -> Row:
    return (
        entry.id,
        entry.day,
        CHANNELS.get(entry.channel, entry.channel),
        entry.question,
        entry.code,
        route_in_words(policy, entry.route),
        status_in_words(policy, entry.status),
        entry.note,
    )


def _fill(sheet: Worksheet, title: str, columns: dict[str, int], rows: Iterable[Row]) -> None:
    sheet.title = title
    sheet.freeze_panes = "A2"
    for number, width in enumerate(columns.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for at, row in enumerate([tuple(columns), *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = value
            cell.alignment = _WRAPPED
            if isinstance(value, str):
                # openpyxl takes a leading "=" for a formula; the mark keeps Excel from doing so later.
                cell.data_type = "s"
                cell.quotePrefix = True
            elif isinstance(value, date):
                cell.number_format = 'yyyy"年"m"月"d"日"'
    for cell in sheet[1]:
        cell.font = Font(bold=True)
