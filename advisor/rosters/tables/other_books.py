"""Workbooks of an old or another kind (.xls, .et, .ods), unpacked by a library in a process of its own
(``unpack``), one at a time, into packed rows; nothing of them lies in a file with a name."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from gzip import GzipFile
from io import SEEK_SET
from pathlib import Path
from tempfile import SpooledTemporaryFile
from threading import Lock, Timer
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from advisor.rosters.tables import unpack
from advisor.rosters.tables.cells import (
    FIRST_DAY,
    MOST_COLUMNS,
    Row,
    SheetError,
    Value,
    clipped,
)

LARGEST_OTHER = 20_000_000  # bytes of a file
LARGEST_UNPACKED = 150_000_000  # bytes that an .ods says it unpacks to
MOST_OUT = 400_000_000  # bytes of rows
SECONDS = 90  # a process that takes longer is ended

SAVE_AS = "请用表格软件打开，点“文件”“另存为”，类型选“Excel 工作簿（.xlsx）”，再传。"
_DAMAGED = f"这不是能读的表格，或者坏了。{SAVE_AS}"
_TOO_BIG = f"文件展开以后大得不正常，没有读。请把花名册复制到新表里。{SAVE_AS}"
_IN_MEMORY = 16_000_000
_one_at_a_time = Lock()


class OtherBook:
    """A workbook of another kind, unpacked."""

    def __init__(self, stream: IO[bytes]) -> None:
        data = stream.read(LARGEST_OTHER + 1)
        if len(data) > LARGEST_OTHER:
            raise SheetError(f"这种文件最大{LARGEST_OTHER // 1_000_000}兆。{SAVE_AS}")
        self.first_day: date = FIRST_DAY
        self.sheets: list[str] = []
        self.notes: list[str] = []
        self._rows = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (gone with the book)
        self._total = 1
        self._read = 0
        with _one_at_a_time:
            self._unpack(data)
        self._find_sheets()

    def rows(self, sheet: int) -> Iterator[Row]:
        wanted, number = self.sheets[sheet], 0
        here = False
        for told in self._told():
            if isinstance(told, dict):
                here = told["sheet"] == wanted
                continue
            if not here:
                continue
            number += 1
            row, cells = told
            if cells and max(column for column, _ in cells) >= MOST_COLUMNS:
                raise SheetError(f"超过{MOST_COLUMNS}列，请只留要用的列。")
            yield Row(row, {column: found for column, v in cells if (found := _value(v)) != ""})

    def fraction(self) -> float:
        return min(1.0, self._read / self._total)

    def as_written(self, sheet: int, column: int) -> bool:
        return True

    def _unpack(self, data: bytes) -> None:
        command = [sys.executable, "-I", str(Path(unpack.__file__))]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        timer = Timer(SECONDS, process.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(data)  # all of it is read before anything is written
                process.stdin.close()
            except OSError:
                pass  # it has ended; why, it says itself
            size = 0
            with GzipFile(fileobj=self._rows, mode="wb", compresslevel=1) as packed:
                while piece := process.stdout.read(1 << 16):
                    size += len(piece)
                    if size > MOST_OUT:
                        raise SheetError(_TOO_BIG)
                    packed.write(piece)
            self._total = max(1, size)
            ended = process.wait()
        finally:
            timer.cancel()
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        if ended == unpack.NO_BOUNDS:
            raise SheetError(f"在这台电脑上不读这种文件。{SAVE_AS}")
        if ended == unpack.PASSWORD:
            raise SheetError("文件有打开密码，读不了。请用表格软件打开，去掉密码，另存一份再传。")
        if ended == unpack.DAMAGED:
            raise SheetError(_DAMAGED)
        if ended != 0:  # ended by its bounds
            raise SheetError(_TOO_BIG)

    def _told(self) -> Iterator[Any]:
        self._rows.seek(0, SEEK_SET)
        self._read = 0
        with GzipFile(fileobj=self._rows, mode="rb") as packed:
            for line in packed:
                self._read += len(line)
                yield json.loads(line)

    def _find_sheets(self) -> None:
        for told in self._told():
            if isinstance(told, dict) and told["visible"] and told["sheet"] not in self.sheets:
                self.sheets.append(told["sheet"])
        if not self.sheets:
            raise SheetError("工作簿里没有看得见的表，请检查。")


def check_open_document(stream: IO[bytes]) -> bool:
    """Whether a zip is an .ods. Raises ``SheetError`` for one that would unpack to too much."""
    try:
        with ZipFile(stream) as parts:
            names = {part.filename: part for part in parts.infolist()[:5_000]}
            if "content.xml" not in names:
                return False
            if sum(part.file_size for part in names.values()) > LARGEST_UNPACKED:
                raise SheetError(_TOO_BIG)
            return True
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        stream.seek(0)


def _value(told: Any) -> Value:
    if isinstance(told, dict):
        return date.fromisoformat(told["day"])
    return clipped(told) if isinstance(told, str) else told
