"""Opening a table someone hands in: a workbook (.xlsx, .xls, .et, .ods), or text with separators;
anything else is refused with what to do instead. Nothing is written, and rows are read as they are asked for."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import IO

from advisor.rosters.tables.cells import (
    FIRST_DAY,
    MOST_COLUMNS,
    Book,
    Row,
    SheetError,
    Value,
    clipped,
)
from advisor.rosters.tables.other_books import SAVE_AS, OtherBook, check_open_document
from advisor.rosters.tables.xlsx import Workbook, check_directory

LARGEST_FILE = 100_000_000
"""Bytes of a file that is read."""

_CHUNK = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",\t;，；"
_LINES_TRIED = 20
_OCTOBER = re.compile(r"\s*\d{4}\.10\s*")
_LONGEST_LINE = 1_000_000


def open_book(stream: IO[bytes]) -> Book:
    """The table in ``stream`` (binary, seekable), by what it holds, not by its name.

    Raises ``SheetError`` for what is not a table.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > LARGEST_FILE:
        raise SheetError(f"文件超过{LARGEST_FILE // 1_000_000}兆，请拆成几个再传。")
    head = stream.read(4096)
    stream.seek(0)
    if not head:
        raise SheetError("文件是空的，请检查是不是传错了。")
    if head.startswith(b"PK"):
        check_directory(stream)
        return OtherBook(stream) if check_open_document(stream) else Workbook(stream)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _is_locked(stream):
            raise SheetError("文件有打开密码，读不了。请用表格软件打开，去掉密码，另存一份再传。")
        stream.seek(0)
        return OtherBook(stream)
    beginning = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(b"<"):
        raise SheetError(f"这其实是网页格式的表，不是真正的工作簿。{SAVE_AS}")
    if beginning.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc")):
        raise SheetError("这不是表格文件。请传 .xlsx、.xls、.et、.ods 或 .csv 的花名册。")
    return _Text(stream, size)


def _is_locked(stream: IO[bytes]) -> bool:
    """Whether a file of the old binary kind is an .xlsx with a password."""
    mark = "EncryptedPackage".encode("utf-16-le")
    before = b""
    while chunk := stream.read(_CHUNK):
        if mark in before + chunk:
            return True
        before = chunk[-len(mark) :]
    return False


class _Text:
    """Text with separators: one sheet."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self.sheets = ["表"]
        self.first_day: date = FIRST_DAY
        self.notes: list[str] = []
        self._stream = stream
        self._size = size
        self._encoding = _encoding(stream)
        self._separator = self._find_separator()
        self._with_october: frozenset[int] | None = None

    def rows(self, sheet: int) -> Iterator[Row]:
        for number, texts in enumerate(self._records(self._separator), 1):
            cells: dict[int, Value] = {}
            for column, text in enumerate(texts):
                if value := clipped(text):
                    cells[column] = value
            if cells and max(cells) >= MOST_COLUMNS:
                raise SheetError(f"超过{MOST_COLUMNS}列，请只留要用的列。")
            yield Row(number, cells)

    def fraction(self) -> float:
        return min(1.0, self._stream.tell() / self._size)

    def as_written(self, sheet: int, column: int) -> bool:
        """Where October stands as 2021.10 somewhere in the column, no spreadsheet has made it 2021.1."""
        if self._with_october is None:
            self._with_october = self._find_october()
        return column in self._with_october

    def _find_october(self) -> frozenset[int]:
        here = self._stream.tell()  # of the rows that are being read meanwhile
        found = {
            column
            for texts in self._records(self._separator)
            for column, text in enumerate(texts)
            if _OCTOBER.fullmatch(text)
        }
        self._stream.seek(here)
        return frozenset(found)

    def _records(self, separator: str) -> Iterator[list[str]]:
        self._stream.seek(0)
        try:
            yield from csv.reader(self._lines(), delimiter=separator)
        except csv.Error:
            raise SheetError("有一格长得不像话，多半是引号没有配对，请检查。") from None

    def _lines(self) -> Iterator[str]:
        """The text line by line; a line is never held beyond what a row may need."""
        text = io.TextIOWrapper(self._stream, self._encoding, newline="")
        try:
            while line := text.readline(_LONGEST_LINE):
                if len(line) == _LONGEST_LINE:
                    raise SheetError("有一行长得不像话，这不是花名册。请检查是不是传错了文件。")
                yield line
        finally:
            with suppress(ValueError):  # the file was closed meanwhile
                text.detach()

    def _find_separator(self) -> str:
        """The one by which the first lines fall into the most cells."""

        def cells(separator: str) -> int:
            lines = zip(range(_LINES_TRIED), self._records(separator), strict=False)
            return max((len(texts) for _, texts in lines), default=0)

        return max(_SEPARATORS, key=cells)


def _encoding(stream: IO[bytes]) -> str:
    """By its mark, or the first that fits the whole file: UTF-8, GB18030."""
    head = stream.read(4)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            candidates = [encoding]
            break
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        if _fits(stream, encoding):
            return encoding
    raise SheetError(f"文字编码认不出来。{SAVE_AS}")


def _fits(stream: IO[bytes], encoding: str) -> bool:
    stream.seek(0)
    decode = codecs.getincrementaldecoder(encoding)().decode
    try:
        while chunk := stream.read(_CHUNK):
            if "\0" in decode(chunk):
                return False
        decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
