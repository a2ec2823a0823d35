"""Reading an .xlsx workbook as a stream: bounded memory, nothing run, nothing fetched.

Only values are read. A formula gives the value it had when the file was saved; macros, links and
pictures are never looked at. What a hostile file could do is checked before and while reading: the
number and size of its parts, entities in its XML, the length of rows and texts.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from io import SEEK_END
from math import isfinite
from posixpath import join, normpath
from typing import IO, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from advisor.rosters.tables.cells import (
    FIRST_DAY,
    FIRST_DAY_1904,
    LONGEST_CELL,
    MOST_COLUMNS,
    Row,
    SheetError,
    Unreadable,
    Value,
    clipped,
    column_letters,
    day_of_number,
)

MOST_PARTS = 5_000
LARGEST_DIRECTORY = 2_000_000  # bytes; it is read as a whole
LARGEST_PART = 1_500_000_000  # bytes unpacked: a million rows that hold only formats still pass
HIGHEST_RATIO = 300  # of unpacked to packed; a sheet of equal rows comes to about 60
RATIO_MATTERS = 20_000_000  # bytes unpacked, below which a high ratio does no harm
MOST_TEXTS = 2_000_000
MOST_TEXT = 60_000_000  # characters of all shared texts together
MOST_CELLS_IN_ROW = 20_000  # Excel's own bound is 16,384
MOST_MERGED = 20_000

DAMAGED = "文件坏了，或者不是真正的 .xlsx。请用表格软件打开，另存一份再传。"

_CHUNK = 1 << 16
_CHINESE_DATE_FORMATS = {*range(27, 37), *range(50, 59)}  # of Excel itself, in Chinese
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_DIGITS = 7  # of a row in a reference
_REFERENCE = re.compile(rf"([A-Z]{{1,3}})([0-9]{{1,{_MOST_DIGITS}}})")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_LONGEST_MERGED = 300  # bytes of one mention of merged cells
_LONGEST_END = 65_557  # bytes of a zip's end record with its comment

Attributes = dict[str, str]


class _Sheet(NamedTuple):
    name: str
    path: str


class _Area(NamedTuple):
    """Merged cells; rows as numbered, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Workbook:
    """An .xlsx file. Raises ``SheetError`` where it cannot be one, or is unsafe to read."""

    def __init__(self, stream: IO[bytes]) -> None:
        check_directory(stream)
        try:
            self._zip = ZipFile(stream)
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            raise SheetError(DAMAGED) from None
        self._check_parts()
        self.notes: list[str] = []
        if any(name.endswith("vbaProject.bin") for name in self._names):
            self.notes.append("文件里有宏，没有运行，只读了格子里的内容。")
        self.first_day = FIRST_DAY
        self._sheets: list[_Sheet] = []
        self._read_workbook()
        self.sheets = [sheet.name for sheet in self._sheets]
        self._date_styles = self._read_styles()
        self._texts: list[str] | None = None
        self._read = 0
        self._size = 1

    def rows(self, sheet: int) -> Iterator[Row]:
        path = self._sheets[sheet].path
        if self._texts is None:
            self._texts = self._read_texts()
        self._read, self._size = 0, max(1, self._zip.getinfo(path).file_size)
        areas = self._merged(path)
        rows = self._sheet_rows(path)
        return _with_merged(rows, areas) if areas else rows

    def fraction(self) -> float:
        return min(1.0, self._read / self._size)

    def as_written(self, sheet: int, column: int) -> bool:
        return True

    # --- the package --------------------------------------------------------------------------

    def _check_parts(self) -> None:
        parts = self._zip.infolist()
        self._names = {part.filename for part in parts}
        if len(parts) > MOST_PARTS or len(self._names) < len(parts):
            raise SheetError(DAMAGED)
        for part in parts:
            if part.flag_bits & 1:
                raise SheetError("文件有密码，读不了。请去掉密码，另存一份再传。")
            if part.file_size > LARGEST_PART or (
                part.file_size > RATIO_MATTERS
                and part.file_size > HIGHEST_RATIO * max(1, part.compress_size)
            ):
                raise SheetError("文件展开以后大得不正常，没有读。请把花名册复制到新表里再传。")
        if "xl/workbook.bin" in self._names:
            raise SheetError("这是二进制工作簿（.xlsb）。请另存为“Excel 工作簿（.xlsx）”再传。")
        if "xl/workbook.xml" not in self._names:
            raise SheetError("这不是 .xlsx 工作簿。请另存为“Excel 工作簿（.xlsx）”再传。")

    def _pieces(self, path: str) -> Iterator[bytes]:
        """A part's bytes, unpacked piece by piece. Raises ``SheetError`` for a damaged one."""
        try:
            part = self._zip.getinfo(path)
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise SheetError(DAMAGED)
            with self._zip.open(part) as stream:
                while piece := stream.read(_CHUNK):
                    yield piece
        except (KeyError, BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
            raise SheetError(DAMAGED) from None

    def _parsed(self, path: str, parser: expat.XMLParserType) -> Iterator[int]:
        """Feeds a part to a parser; yields the bytes of each piece once it is parsed."""
        parser.StartDoctypeDeclHandler = _refuse
        parser.buffer_text = True
        try:
            for piece in self._pieces(path):
                parser.Parse(piece, False)
                yield len(piece)
            parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError, LookupError):
            raise SheetError(DAMAGED) from None

    def _elements(self, path: str) -> Iterator[tuple[str, Attributes]]:
        """The elements of a small part, in order, without the prefixes of their names."""
        found: list[tuple[str, Attributes]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda name, attributes: found.append(
            (_plain(name), attributes)
        )
        for _ in self._parsed(path, parser):
            yield from found
            found.clear()
        yield from found

    # --- workbook, styles, texts --------------------------------------------------------------

    def _read_workbook(self) -> None:
        targets = {}
        for name, attributes in self._elements("xl/_rels/workbook.xml.rels"):
            if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
                path = normpath(join("/xl", attributes.get("Target", ""))).lstrip("/")
                targets[attributes.get("Id")] = path
        for name, attributes in self._elements("xl/workbook.xml"):
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.first_day = FIRST_DAY_1904
            if name == "sheet" and attributes.get("state", "visible") == "visible":
                id = next((v for key, v in attributes.items() if key.endswith(":id")), None)
                if targets.get(id) in self._names:
                    self._sheets.append(_Sheet(attributes.get("name", ""), targets[id]))
        if not self._sheets:
            raise SheetError("工作簿里没有看得见的表，请检查。")

    def _read_styles(self) -> frozenset[int]:
        """The cell styles by which a number is shown as a day."""
        if "xl/styles.xml" not in self._names:
            return frozenset()
        formats = {id: code for id, code in BUILTIN_FORMATS.items() if is_date_format(code)}
        dated = {*formats, *_CHINESE_DATE_FORMATS}
        found: list[int] = []
        inside, number = False, 0
        for name, attributes in self._elements("xl/styles.xml"):
            if name == "numFmt" and (id := _number(attributes.get("numFmtId"))) is not None:
                if is_date_format(attributes.get("formatCode", "")[:200]):
                    dated.add(id)
                else:
                    dated.discard(id)
            elif name in ("cellXfs", "cellStyleXfs", "cellStyles"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                if _number(attributes.get("numFmtId")) in dated:
                    found.append(number)
                number += 1
        return frozenset(found)

    def _read_texts(self) -> list[str]:
        """The texts that cells share, each cut where no cell could be read any more."""
        path = "xl/sharedStrings.xml"
        if path not in self._names:
            return []
        texts: list[str] = []
        pieces: list[str] = []
        total, wanted, aside = 0, False, False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal wanted, aside
            name = _plain(name)
            if name == "rPh":  # how it is pronounced
                aside = True
            wanted = name == "t" and not aside

        def end(name: str) -> None:
            nonlocal wanted, aside, total
            name = _plain(name)
            wanted = False
            if name == "rPh":
                aside = False
            if name == "si":
                text = _unescaped("".join(pieces))[: LONGEST_CELL + 1]
                pieces.clear()
                texts.append(text)
                total += len(text)
                if len(texts) > MOST_TEXTS or total > MOST_TEXT:
                    raise SheetError("文字太多，读不下。请把花名册拆成几个再传。")

        def characters(text: str) -> None:
            if wanted and len(pieces) < LONGEST_CELL:
                pieces.append(text[: 8 * LONGEST_CELL])

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = characters
        for _ in self._parsed(path, parser):
            pass
        return texts

    # --- a sheet ------------------------------------------------------------------------------

    def _merged(self, path: str) -> list[_Area]:
        """The merged cells. They stand behind the rows, so the part is looked through for them."""
        areas = []
        before = b""
        for piece in self._pieces(path):
            text = before + piece
            end = 0
            for match in _MERGED.finditer(text) if b"mergeCell" in text else ():
                left, top, right, bottom = match.groups()
                end = match.end()
                areas.append(
                    _Area(int(top), _index(left.decode()), int(bottom), _index(right.decode()))
                )
            if len(areas) > MOST_MERGED:
                raise SheetError("合并的格子太多，请取消合并再传。")
            before = text[max(end, len(text) - _LONGEST_MERGED) :]
        return sorted(areas)

    def _sheet_rows(self, path: str) -> Iterator[Row]:
        """The rows as they come; what a sheet says of its own size is not believed."""
        done: list[Row] = []
        parser = expat.ParserCreate()
        _collect_rows(parser, done.append, self._value)
        for size in self._parsed(path, parser):
            self._read += size
            yield from done
            done.clear()
        yield from done

    def _value(self, type: str, style: str, formula: bool, text: str) -> Value | None:
        """What a cell holds; None for nothing."""
        if not text:
            if formula and type != "str":
                return Unreadable("是公式，文件里没有算好的结果。请打开文件保存一次，或直接填值。")
            return None
        match type:
            case "s":
                assert self._texts is not None
                index = _number(text)
                if index is None or index >= len(self._texts):
                    raise SheetError(DAMAGED)
                return clipped(self._texts[index]) or None
            case "inlineStr" | "str":
                return clipped(_unescaped(text)) or None
            case "b":
                return text.strip() == "1"
            case "e":
                return Unreadable(f"是错误值 {text[:20]}，请改正公式，或直接填值。")
            case "d":
                try:
                    return date.fromisoformat(text.strip()[:10])
                except ValueError:
                    return clipped(text) or None
        try:
            number = float(text)
        except ValueError:
            raise SheetError(DAMAGED) from None
        if not isfinite(number):
            return Unreadable("是一个大得不能算的数，请直接填值。")
        if _number(style) in self._date_styles:
            day = day_of_number(number, self.first_day)
            if day is not None:
                return day
        return int(number) if number.is_integer() else number


def check_directory(stream: IO[bytes]) -> None:
    """Refuses a zip whose list of parts would itself fill the memory, before it is read."""
    size = stream.seek(0, SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read(_LONGEST_END)
    stream.seek(0)
    for match in re.finditer(rb"PK\x05\x06.{8}(.{4})", tail, re.DOTALL):
        if int.from_bytes(match[1], "little") > LARGEST_DIRECTORY:
            raise SheetError(DAMAGED)


def _collect_rows(
    parser: expat.XMLParserType,
    give: Callable[[Row], None],
    value_of: Callable[[str, str, bool, str], Value | None],
) -> None:
    """Sets a parser to give each row of a sheet as soon as it ends."""
    number = column = 0
    digits = "0"  # of the row's number, as its cells' references end
    columns: dict[str, int] = {}  # by their letters
    cells: dict[int, Value] = {}
    seen = 0
    type = style = ""
    formula = wanted = aside = False
    pieces: list[str] = []

    # There are some sixty elements in a row: what every one of them goes through is written out.
    def start(name: str, attributes: Attributes) -> None:
        nonlocal number, digits, column, cells, seen, type, style, formula, wanted, aside
        if ":" in name:
            name = _plain(name)
        if name == "c":
            seen += 1
            if seen > MOST_CELLS_IN_ROW:
                raise SheetError(DAMAGED)
            reference = attributes.get("r")
            if not reference:
                column += 1
            else:
                letters = reference[: -len(digits)] if reference.endswith(digits) else ""
                known = columns.get(letters)
                if known is None:
                    known = _column(reference)
                    if letters.isalpha():
                        columns[letters] = known
                column = known
            type, style = attributes.get("t", "n"), attributes.get("s", "0")
            formula = False
            pieces.clear()
        elif name == "v" or (name == "t" and not aside):
            wanted = True
        elif name == "f":
            formula = True
        elif name == "rPh":
            aside = True
        elif name == "row":
            number = _number(attributes.get("r")) or number + 1
            digits = str(number)[:_MOST_DIGITS]
            column, cells, seen = -1, {}, 0

    def end(name: str) -> None:
        nonlocal wanted, aside
        if ":" in name:
            name = _plain(name)
        if name == "c":
            if pieces or formula:
                value = value_of(type, style, formula, "".join(pieces))
                if value is not None:
                    if column >= MOST_COLUMNS:
                        raise SheetError(f"超过{MOST_COLUMNS}列，请只留要用的列。")
                    cells[column] = value
        elif name == "v" or name == "t":
            wanted = False
        elif name == "rPh":
            aside = False
        elif name == "row":
            give(Row(number, cells))

    def characters(text: str) -> None:
        if wanted and len(pieces) < LONGEST_CELL:
            pieces.append(text[: 8 * LONGEST_CELL])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters


def _with_merged(rows: Iterator[Row], areas: list[_Area]) -> Iterator[Row]:
    """The rows, each cell that another covers made unreadable: what it holds is anyone's guess."""
    words: dict[_Area, str] = {}
    waiting = iter(areas)
    following = next(waiting, None)
    here: list[_Area] = []
    for row in rows:
        while following is not None and following.top <= row.number:
            here.append(following)
            following = next(waiting, None)
        here = [area for area in here if area.bottom >= row.number]
        if sum(area.right - area.left + 1 for area in here) > MOST_CELLS_IN_ROW:
            raise SheetError(DAMAGED)  # they overlap, which no program lets happen
        for area in here:
            anchor = f"{column_letters(area.left)}{area.top}"
            if row.number == area.top and isinstance(text := row.cells.get(area.left), str):
                words[area] = text
            for column in range(area.left, min(area.right, MOST_COLUMNS) + 1):
                if (row.number, column) == (area.top, area.left):
                    continue
                row.cells[column] = Unreadable(
                    f"和 {anchor} 合并在一起，看不出填的是什么。请取消合并，每格都填上。",
                    words.get(area, "") if column == area.left else "",
                )
        yield row


def _refuse(*declaration: object) -> None:
    """A declaration of entities has no place in a workbook; with it a small file can fill the memory."""
    raise SheetError("文件里有不该有的内容（实体声明），没有读。请把花名册复制到新表里再传。")


def _plain(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _number(text: str | None) -> int | None:
    """A whole number of ordinary size; None for anything else."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else None


def _column(reference: str) -> int:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise SheetError(DAMAGED)
    return _index(match[1])


def _index(letters: str) -> int:
    """0 for ``A``, 27 for ``AB``."""
    index = 0
    for letter in letters[:4]:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _unescaped(text: str) -> str:
    """``_x000D_`` as the character it stands for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
