"""Files of columns: Parquet in, Parquet or CSV out, a batch at a time."""

from collections.abc import Iterable, Iterator
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from advisor.batches.batch import schema_out
from advisor.batches.reading import ID, BatchError, read_batch, schema_in
from advisor.batches.running import ROWS, Work
from advisor.batches.text_cells import BETWEEN

GROUP = 8
"""Batches in one group of rows of the file written: few groups are quicker to read again."""


class Columns:
    """A Parquet file of people. Raises ``BatchError`` where it is none, or holds columns that cannot be
    read; what is wrong with one row is said in its place. ``people``: how many; ``aside``, ``named``: the rows
    that are none, which only other files have (``csv_file``)."""

    def __init__(self, work: Work, stream: IO[bytes]) -> None:
        self.work = work
        self.policy = work.open_policy()
        try:
            self._file = pq.ParquetFile(stream, pre_buffer=False)
        except (pa.ArrowException, OSError):
            raise BatchError("不是 Parquet 文件，或者没有写全，请核对。") from None
        schema = self._file.schema_arrow
        read_batch(self.policy.facts, _empty(schema), work.as_of)  # its names and types
        known = schema_in(self.policy.facts).names
        self._names = [name for name in schema.names if name in known or name == ID]
        if not set(self._names) & set(known):
            raise BatchError("没有一列是这里认得的情况，请对照 docs/batches.md 写好列名。")
        place = schema.get_field_index(ID)
        self.schema = schema_out(
            self.policy, schema.field(place) if place >= 0 else None, work.codes
        )
        self.people: int | None = self._file.metadata.num_rows
        self.aside = 0
        self.named: list[str] = []

    @property
    def fraction(self) -> float:
        """How much has been read; here ``people`` tells that."""
        return 0.0

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The people, in order; only the columns that are looked at: names and numbers are not even read."""
        try:
            yield from self._file.iter_batches(ROWS, columns=self._names, use_threads=False)
        except (pa.ArrowException, OSError):
            raise BatchError("文件读到一半读不下去了，请重新导出一份。") from None


def write_parquet(schema: pa.Schema, verdicts: Iterable[pa.RecordBatch], out: IO[bytes]) -> None:
    """Writes everybody's verdicts, as they come."""
    waiting = []
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in verdicts:
            waiting.append(batch)
            if len(waiting) == GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting))


def write_csv(schema: pa.Schema, verdicts: Iterable[pa.RecordBatch], out: IO[bytes]) -> None:
    """As ``write_parquet``, for programs that read nothing else: lists are ids with a space between."""
    out.write(b"\xef\xbb\xbf")  # spreadsheets take it for something else without
    with pa_csv.CSVWriter(out, _flat(_empty(schema)).schema) as writer:
        for batch in verdicts:
            writer.write_batch(_flat(batch))


def _flat(batch: pa.RecordBatch) -> pa.RecordBatch:
    arrays = [
        pc.binary_join(array, BETWEEN) if pa.types.is_list(array.type) else array
        for array in batch.columns
    ]
    return pa.record_batch(arrays, names=batch.schema.names)


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch([pa.nulls(0, field.type) for field in schema], schema=schema)
