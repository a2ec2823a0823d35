"""Rosters: any bytes are a table or refused in words; of any cells each row is judged or set aside, what
comes of it can be written as a workbook, and signs that mean nothing are no fact."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import xlwt
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from advisor.rosters.columns import NAME, REMARK
from advisor.rosters.reading import Reading
from advisor.rosters.result_book import ResultBook
from advisor.rosters.screening import Screening, summary
from advisor.rosters.tables.cells import SheetError
from tests.fuzz.fuzzer import NOISE, PIECES, POLICY, TODAY, Fuzzer, assert_said, spoilt
from tests.roster_files import GOOD, Cells, by_hand, table, text, xlsx
from tests.rosters.office_rosters import open_document


class Roster(NamedTuple):
    """A file. ``noise``: all its cells under the headings hold nothing that means anything."""

    data: bytes
    noise: bool = False


def xls(rows: Sequence[Cells]) -> io.BytesIO:
    """The rows as an .xls."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


_ROWS = table(GOOD, {**GOOD, "姓名": "李四", "学历1": "函授本科、中专", "开始1": "2015.7"})
_CHEAP = [xlsx(_ROWS), text(_ROWS), text(_ROWS, "gb18030", "\t"), by_hand('<row r="1"/>')]
_OLD = [
    xls(_ROWS),
    open_document(_ROWS),
]  # unpacked in a process of their own, a quarter of a second each

_NOTHING = st.text("鑫囧曱甴嘦嫑♠♣☂～·…—\u200b\u202e ", max_size=12)
_MEANING = st.sampled_from(
    [str(value) for value in GOOD.values()]
    + [
        "2021.1",
        "2021.10",
        "44378",
        "大专/本科",
        "函授",
        "无",
        "是",
        "√",
        "×",
        "25年7月",
        "同上",
        "合计",
        "填表人：",
    ]
)
_CELL = st.one_of(
    _MEANING,
    PIECES,
    NOISE,
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1950, 1, 1), date(2119, 1, 1)),
)
_HEADINGS = st.lists(
    st.sampled_from([*GOOD, "学历", "毕业时间", "参加工作时间", "职称", "备注"]),
    min_size=4,
    max_size=9,
)


@st.composite
def _cells(draw: st.DrawFn) -> Roster:
    noise = draw(st.booleans())
    headings: list[Any] = draw(_HEADINGS)
    if not noise and draw(st.booleans()):
        headings[draw(st.integers(0, len(headings) - 1))] = draw(_CELL)
    row = st.lists(_NOTHING if noise else _CELL, max_size=10)
    rows: list[Cells] = [headings, *draw(st.lists(row, min_size=1, max_size=4))]
    if draw(st.booleans()):
        try:
            return Roster(xlsx(rows).getvalue(), noise)
        except IllegalCharacterError:
            pass  # no workbook can hold it
    encoding, separator = draw(
        st.sampled_from([("utf-8", ","), ("gb18030", "\t"), ("utf-16", ";")])
    )
    written = text(rows, "utf-8", separator).getvalue().decode()
    return Roster(written.encode(encoding, "ignore"), noise)


CHEAP = st.one_of(
    _cells(),
    _cells(),
    st.sampled_from(_CHEAP).flatmap(lambda sound: spoilt(sound.getvalue())).map(Roster),
    st.binary(max_size=200).map(Roster),
)
OLD = st.sampled_from(_OLD).flatmap(lambda sound: spoilt(sound.getvalue(), 3)).map(Roster)


def check(roster: Roster) -> None:
    try:
        screening = Screening(POLICY, io.BytesIO(roster.data), TODAY)
        book = ResultBook(POLICY, TODAY)
        while not screening.done:
            for found in screening.step(50):
                book.add(found)
        out = io.BytesIO()
        book.write(screening, out)
    except SheetError as error:
        assert_said(str(error))
        return
    assert summary(screening)
    assert len(load_workbook(out).sheetnames) >= 1
    screening.reading.corrections_file()
    if roster.noise:
        reading = Reading(POLICY, io.BytesIO(roster.data), TODAY)
        people = [one.person for one in reading.step(100)]
        for person in people:
            told = {name for name, value in person.facts.items() if value is not None}
            assert not told - {NAME, REMARK}, "a fact made of nothing"


def _before_its_beginning() -> bytes:
    """A workbook whose list of parts says that it stands further on than it does, so that the first parts
    would begin before the file."""
    data = bytearray(_CHEAP[-1].getvalue())
    end = data.rindex(b"PK\x05\x06") + 16
    data[end : end + 4] = (int.from_bytes(data[end : end + 4], "little") + 200).to_bytes(
        4, "little"
    )
    return bytes(data)


FUZZER = Fuzzer(CHEAP, check, found=(Roster(_before_its_beginning()),), quick=12)
OTHER_BOOKS = Fuzzer(OLD, check, found=(), quick=2)
