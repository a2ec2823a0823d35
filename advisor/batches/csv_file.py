"""A CSV file of people: a piece of it at a time, every cell a text, each row with its line.

Rows with more or fewer cells than the headings are set aside and named; the cells are read where the verdicts
are made (``text_cells``).
"""

import csv
from collections.abc import Iterator
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from advisor.batches.batch import schema_out
from advisor.batches.reading import ID, BatchError, check_names, schema_in
from advisor.batches.running import LINE, ROWS, Work

BLOCK = 4_000_000
"""Bytes that are read at a time: some 20,000 people."""

MOST_NAMED = 20
"""Rows set aside that are named by line; the others are counted."""


class CsvColumns:
    """A CSV file of people. Raises ``BatchError`` where it is none, or holds columns that cannot be read.
    ``aside``: how many rows were set aside so far; ``named``: the first of them, by line and why."""

    people: int | None = None  # nobody knows before the end

    def __init__(self, work: Work, stream: IO[bytes]) -> None:
        self.policy = work.open_policy()
        self.work = work._replace(text=True)
        self.aside = 0
        self.named: list[str] = []
        self._skipped: list[int] = []
        self._quoted: int | None = None
        self._stream = stream
        self._size = _size(stream)
        names = _headings(stream)
        known = schema_in(self.policy.facts).names
        check_names(names, known)
        self._names = [name for name in names if name in known or name == ID]
        if not set(self._names) & set(known):
            raise BatchError(
                "没有一列是这里认得的情况，请对照 docs/batches.md 写好列名；单位花名册的结果请写成 .xlsx。"
            )
        id = pa.field(ID, pa.string()) if ID in names else None
        self.schema = schema_out(self.policy, id, work.codes)

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1; nought where that cannot be told."""
        return min(1.0, self._stream.tell() / self._size) if self._size else 0.0

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The people, in order, with their lines; only the columns that are looked at."""
        line = 2
        try:
            for piece in self._pieces():
                self._check_quotes()
                lines, line = self._lines(line, len(piece))
                self._check_line_ends(piece, lines)
                whole = piece.append_column(LINE, pa.array(lines))
                for start in range(0, len(whole), ROWS):
                    yield whole.slice(start, ROWS)
            self._check_quotes()
        except UnicodeDecodeError:
            raise BatchError(_NOT_UTF_8) from None
        except (pa.ArrowException, OSError) as error:
            if "UTF8" in str(error):
                raise BatchError(_NOT_UTF_8) from None
            raise BatchError("文件读到一半读不下去了，请核对引号是不是成对，再导出一份。") from None

    def _pieces(self) -> pa_csv.CSVStreamingReader:
        self._stream.seek(0)
        return pa_csv.open_csv(
            self._stream,
            pa_csv.ReadOptions(use_threads=False, block_size=BLOCK),
            pa_csv.ParseOptions(invalid_row_handler=self._set_aside, ignore_empty_lines=False),
            pa_csv.ConvertOptions(
                column_types={name: pa.string() for name in self._names},
                include_columns=self._names,
                strings_can_be_null=True,
                null_values=[""],
            ),
        )

    def _set_aside(self, row: pa_csv.InvalidRow) -> str:
        if self._quoted is None and "\n" in row.text:  # it may hold all the rest of the file
            self._quoted = row.number
        self.aside += 1
        self._skipped.append(row.number)
        if len(self.named) < MOST_NAMED:
            self.named.append(
                f"第{row.number}行：有{row.actual_columns}格，表头是{row.expected_columns}格"
            )
        return "skip"

    def _lines(self, first: int, rows: int) -> tuple[NDArray[np.int64], int]:
        """The lines of so many rows from this one on, those set aside left out; the line after them."""
        possible = np.arange(first, first + rows + len(self._skipped))
        lines = possible[~np.isin(possible, self._skipped)][:rows]
        end = int(lines[-1]) + 1 if rows else first
        self._skipped = [line for line in self._skipped if line >= end]
        return lines, end

    def _check_line_ends(self, piece: pa.RecordBatch, lines: NDArray[np.int64]) -> None:
        """Raises ``BatchError`` where a cell holds several lines: most likely a quotation mark is alone."""
        for column in piece.columns:
            several = pc.fill_null(pc.match_substring(column, "\n"), False)
            if pc.any(several).as_py():
                self._quoted = int(lines[pc.index(several, True).as_py()])
                self._check_quotes()

    def _check_quotes(self) -> None:
        if self._quoted is not None:
            raise BatchError(f"第{self._quoted}行：一格里有换行，多半是引号没有成对，请改好。")


_LONGEST_HEADINGS = 1_000_000
_NOT_UTF_8 = "文字编码不是 UTF-8，请另存为“CSV UTF-8”。"


def _headings(stream: IO[bytes]) -> list[str]:
    try:
        line = stream.readline(_LONGEST_HEADINGS).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise BatchError(_NOT_UTF_8) from None
    if not line:
        raise BatchError("文件的第一行要有各列的名称，现在是空的。")
    return next(csv.reader([line]))


def _size(stream: IO[bytes]) -> int:
    if not stream.seekable():
        raise BatchError("列的 CSV 要从文件读，请写文件名。")
    size = stream.seek(0, 2)
    stream.seek(0)
    return size
