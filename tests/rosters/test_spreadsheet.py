"""Opening a table: what each kind of cell gives, what is refused and why, hostile files."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlwt
from openpyxl import Workbook

from advisor.rosters.tables import other_books
from advisor.rosters.tables import xlsx as reader
from advisor.rosters.tables.cells import LONGEST_CELL, SheetError, Unreadable, column_letters
from advisor.rosters.tables.spreadsheet import open_book
from tests.roster_files import MAIN, RELATED, by_hand, saved, text, xlsx
from tests.rosters.office_rosters import open_document


def read(stream: io.BytesIO, sheet: int = 0) -> dict[int, dict[int, Any]]:
    """What a sheet holds, by row and column."""
    return {row.number: row.cells for row in open_book(stream).rows(sheet) if row.cells}


def only(cell: str, **parts: str) -> Any:
    """What one cell holds, by itself in row 1."""
    found = read(by_hand(f'<row r="1">{cell}</row>', **parts))
    return found[1][0] if found else None


DATED = '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
STYLES = (
    DATED + '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>44378</v></c>', 44378),
        ('<c r="A1"><v>2021.7</v></c>', 2021.7),
        ('<c r="A1" s="1"><v>44378</v></c>', date(2021, 7, 1)),
        ('<c r="A1" s="2"><v>44378.75</v></c>', date(2021, 7, 1)),
        ('<c r="A1" s="3"><v>44378</v></c>', date(2021, 7, 1)),
        ('<c r="A1" s="4"><v>44378</v></c>', 44378),
        ('<c r="A1" s="1"><v>2021.7</v></c>', 2021.7),  # no day of 1905
        ('<c r="A1" t="d"><v>2021-07-01T00:00:00</v></c>', date(2021, 7, 1)),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="s"><v>0</v></c>', "县区"),
        ('<c r="A1" t="s"><v>1</v></c>', "全日制大专"),
        ('<c r="A1" t="inlineStr"><is><r><t>张</t></r><r><t> 三 </t></r></is></c>', "张 三"),
        ('<c r="A1" t="str"><f>A2&amp;"区"</f><v>县区</v></c>', "县区"),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A1" t="inlineStr"><is><t>_x0041_b</t></is></c>', "Ab"),
        ('<c r="A1" s="1"/>', None),
        ('<c r="A1" t="inlineStr"><is><t>   </t></is></c>', None),
        ("<c><v>7</v></c>", 7),
    ],
)
def test_what_a_cell_holds(cell: str, value: Any) -> None:
    texts = (
        "<si><t>县区</t></si>"
        '<si><r><t>全日制</t></r><r><t>大专</t></r><rPh sb="0" eb="1"><t>ダイ</t></rPh></si>'
    )
    found = only(cell, texts=texts, styles=STYLES)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="A1"><f>B1+1</f></c>', "公式"),
        ('<c r="A1"><f>B1+1</f><v/></c>', "公式"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1"><v>1e999</v></c>', "大得"),
        (f'<c r="A1" t="inlineStr"><is><t>{"长" * (LONGEST_CELL + 1)}</t></is></c>', "字"),
    ],
)
def test_a_cell_that_cannot_be_told_says_why(cell: str, says: str) -> None:
    found = only(cell)
    assert isinstance(found, Unreadable)
    assert says in found.why


def test_days_counted_from_1904() -> None:
    book = by_hand(
        '<row r="1"><c r="A1" s="1"><v>42916</v></c></row>',
        styles=STYLES,
        xl__workbook_dot_xml=f'<workbook {MAIN} xmlns:r="{RELATED}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
    )
    assert read(book) == {1: {0: date(2021, 7, 1)}}


def test_rows_and_columns_keep_their_places() -> None:
    rows = '<row r="3"><c r="AB3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    assert read(by_hand(rows)) == {3: {27: 1, 28: 2}, 4: {0: 3}}
    assert [column_letters(index) for index in (0, 25, 26, 27, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AB",
        "ZZ",
        "AAA",
    ]


def test_a_workbook_as_others_write_it() -> None:
    rows: list[list[Any]] = [
        ["姓名", "开始1"],
        ["张三", date(2021, 7, 1)],
        ["李四", 2021.5],
        [True],
    ]
    assert read(xlsx(rows)) == {
        1: {0: "姓名", 1: "开始1"},
        2: {0: "张三", 1: date(2021, 7, 1)},
        3: {0: "李四", 1: 2021.5},
        4: {0: True},
    }
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(2, 2, datetime(2021, 7, 1, 8, 30)).number_format = "yyyy/m/d h:mm"
    assert read(saved(book)) == {2: {1: date(2021, 7, 1)}}


def test_hidden_sheets_are_not_seen() -> None:
    book = Workbook()
    for title, state in (("花名册", "visible"), ("旧表", "hidden"), ("更旧", "veryHidden")):
        book.create_sheet(title).sheet_state = state
    del book["Sheet"]
    assert open_book(saved(book)).sheets == ["花名册"]


def test_merged_cells_are_no_guess() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>企业</t></is></c></row>'
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    )
    after = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
    found = read(by_hand(rows, after=after))
    assert found[1] == {0: "企业"}
    covered = found[2][0]
    assert isinstance(covered, Unreadable)
    assert "A1" in covered.why
    assert covered.merged == "企业"
    assert found[3] == {1: 2}


def test_a_hundred_columns_and_many_blank_rows_pass() -> None:
    assert len(read(xlsx([[f"第{n}列" for n in range(100)]]))[1]) == 100
    blank = "".join(
        f'<row r="{n}">' + f'<c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 20_000)
    )
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}<row r="20000"><c><v>2</v></c></row>'
    assert read(by_hand(rows)) == {1: {0: 1}, 20_000: {0: 2}}


def test_macros_are_not_run_and_said() -> None:
    book = by_hand('<row r="1"><c><v>1</v></c></row>', xl__vbaProject_dot_bin=b"\x00")
    opened = open_book(book)
    assert any("宏" in note for note in opened.notes)
    assert [row.cells for row in opened.rows(0)] == [{0: 1}]


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    f"<worksheet {MAIN}><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def zipped(**parts: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for path, part in parts.items():
            book.writestr(path, part)
    return out


def changed(stream: io.BytesIO, change: Callable[[bytes], bytes]) -> io.BytesIO:
    return io.BytesIO(change(stream.getvalue()))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: io.BytesIO(), "空的"),
        (lambda: io.BytesIO(OLE + b"\0" * 600 + "Workbook".encode("utf-16-le")), "另存为"),
        (lambda: io.BytesIO(OLE + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le")), "密码"),
        (lambda: io.BytesIO(b"%PDF-1.7 ..."), "不是表格"),
        (lambda: io.BytesIO(b"\xef\xbb\xbf<html><table>"), "网页"),
        (lambda: io.BytesIO(b'<?xml version="1.0"?><Workbook/>'), "网页"),
        (lambda: io.BytesIO(b"\x00\x01\x02" * 300), "编码"),
        (lambda: io.BytesIO(b"\xff\xfe\x00\xd8" * 9), "编码"),
        (lambda: io.BytesIO(b"PK\x03\x04" + b"x" * 100), "坏了"),
        (lambda: zipped(a=b"x"), "不是 .xlsx"),
        (lambda: zipped(**{"word/document.xml": b"<x/>"}), "不是 .xlsx"),
        (lambda: zipped(**{"xl/workbook.bin": b"x"}), ".xlsb"),
        (lambda: changed(xlsx([["a"]]), lambda raw: raw[: len(raw) // 2]), "坏了"),
        (lambda: by_hand("<row><c></row>"), "坏了"),
        (lambda: by_hand('<row><c r="1A"><v>1</v></c></row>'), "坏了"),
        (lambda: by_hand("<row><c><v>一</v></c></row>"), "坏了"),
        (lambda: by_hand(CELL), "坏了"),  # no such shared text
        (lambda: by_hand('<row><c r="XFD1"><v>1</v></c></row>'), "列"),
        (lambda: by_hand("<row>" + "<c/>" * 20_001 + "</row>"), "坏了"),
        (lambda: by_hand(xl__worksheets__sheet1_dot_xml=LAUGHS), "实体"),
        (lambda: by_hand(xl__worksheets__sheet1_dot_xml=LAUGHS.encode("utf-16")), "实体"),
        (lambda: by_hand(CELL, xl__sharedStrings_dot_xml=LAUGHS), "实体"),
        (lambda: by_hand(xl__workbook_dot_xml=LAUGHS), "实体"),
        (lambda: by_hand(xl__styles_dot_xml=LAUGHS), "实体"),
        (lambda: by_hand(xl__workbook_dot_xml=f"<workbook {MAIN}/>"), "没有看得见的表"),
        (lambda: by_hand(" " * 25_000_000), "大得不正常"),
        (lambda: zipped(**{f"p{n}": b"" for n in range(5_001)}), "坏了"),
        (lambda: zipped(**{f"{'p' * 900}{n}": b"" for n in range(2_200)}), "坏了"),
        (
            lambda: by_hand(
                "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 9)),
                after='<mergeCell ref="A1:ZZ9"/>' * 30,
            ),
            "坏了",
        ),
        (lambda: by_hand(after='<mergeCell ref="A1:B2"/>' * 20_001), "合并"),
        (lambda: io.BytesIO(b'a,"' + b"x" * 200_000), "引号"),
        (lambda: io.BytesIO(b"x" * 2_000_000), "一行"),
        (lambda: io.BytesIO(b"1," * 400), "列"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(
    make: Callable[[], io.BytesIO], says: str
) -> None:
    with pytest.raises(SheetError) as caught:
        read(make())
    message = str(caught.value)
    assert says in message
    assert message.endswith("。")


def test_a_part_that_unpacks_to_more_than_it_says_gives_no_more() -> None:
    """The size in the zip's directory is what is checked, so no more than that may come out."""
    book = by_hand('<row r="1"><c><v>1</v></c></row>' + " " * 5_000)
    with ZipFile(book) as parts:
        size = parts.getinfo("xl/worksheets/sheet1.xml").file_size
    lied = changed(book, lambda raw: raw.replace(size.to_bytes(4, "little"), b"\x40\0\0\0"))
    with pytest.raises(SheetError, match="坏了"):
        read(lied)


def test_shared_texts_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_TEXT", 50)
    with pytest.raises(SheetError, match="文字太多"):
        read(by_hand(CELL, texts="<si><t>十个字十个字十个字</t></si>" * 6))


ROWS = [["姓名", "备注"], ["张三", "一，二"], [], ["李四", "上\n下"], ["会计", "3"]]
HOLD = {1: {0: "姓名", 1: "备注"}, 2: {0: "张三", 1: "一，二"}, 4: {0: "李四", 1: "上\n下"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_in_any_of_its_forms(encoding: str, separator: str) -> None:
    found = read(text(ROWS, encoding, separator))
    assert found == {**HOLD, 5: {0: "会计", 1: "3"}}


def test_how_far_it_is_is_told() -> None:
    for stream in (xlsx([["a"]] * 20_000), text([["a"]] * 100_000)):
        book = open_book(stream)
        rows = book.rows(0)
        next(rows)
        first = book.fraction()
        for _ in rows:
            pass
        assert 0 < first < 1 == book.fraction()


# --- workbooks of another kind --------------------------------------------------------------------


def old(rows: list[list[Any]], hidden: bool = False) -> io.BytesIO:
    """The rows as an .xls, with a sheet that is hidden if so wished."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))
    if hidden:
        other = book.add_sheet("去年")
        other.write(0, 0, "旧")
        other.visibility = 1
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def test_an_old_workbook_gives_what_its_cells_hold() -> None:
    rows: list[list[Any]] = [
        [None],
        ["姓名", "日期", "数"],
        [" 张三 ", date(2021, 7, 1), 2021.1],
        [True, 3, "长" * 1_200],
    ]
    book = open_book(old(rows, hidden=True))
    assert book.sheets == ["名册"]
    found = {row.number: row.cells for row in book.rows(0)}
    assert found[2] == {0: "姓名", 1: "日期", 2: "数"}
    assert found[3] == {0: "张三", 1: date(2021, 7, 1), 2: 2021.1}
    assert (found[4][0], found[4][1]) == (True, 3)
    assert isinstance(found[4][2], Unreadable)
    assert book.fraction() == 1.0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: io.BytesIO(old([["a"]]).getvalue()[:700]), "另存为"),
        (lambda: old([["x"] * 256] * 3), None),
        (lambda: repeated(16_384, 1), "超过300列"),
        (lambda: repeated(250, 1_048_576), "另存为"),
        (lambda: repeated(250, 100_000), "大得不正常"),
        (lambda: zipped(**{"content.xml": b" " * 160_000_000}), "大得不正常"),
        (lambda: io.BytesIO(OLE + bytes(20_000_001)), "最大20兆"),
    ],
)
def test_what_an_old_workbook_could_do_is_bounded(make: Any, says: str | None) -> None:
    if says is None:
        assert sum(len(row.cells) for row in open_book(make()).rows(0)) == 768
        return
    with pytest.raises(SheetError, match=says):
        list(open_book(make()).rows(0))


def test_the_process_that_unpacks_is_ended_where_it_wants_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(other_books, "MOST_OUT", 1_000)
    with pytest.raises(SheetError, match="大得不正常"):
        open_book(old([["很长的一格" * 20] * 10] * 10))
    monkeypatch.setattr(other_books, "SECONDS", 0.0)
    with pytest.raises(SheetError, match="大得不正常"):
        open_book(old([["x"]]))


def repeated(columns: int, rows: int) -> io.BytesIO:
    """An .ods of one cell that says it is repeated so often."""
    book = ZipFile(open_document([["x"]]))
    content = book.read("content.xml").replace(
        b"<table:table-row><table:table-cell",
        b'<table:table-row table:number-rows-repeated="%d"><table:table-cell '
        b'table:number-columns-repeated="%d"' % (rows, columns),
    )
    return zipped(**{name: book.read(name) for name in book.namelist()} | {"content.xml": content})
