"""A file of columns, a million people and more: everybody's verdict as columns."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import IO

import pyarrow as pa

from advisor import clock, packs
from advisor.batches.batch import ERROR, ONE_BY_ONE
from advisor.batches.csv_file import CsvColumns
from advisor.batches.files import Columns, write_csv, write_parquet
from advisor.batches.reading import BatchError
from advisor.batches.running import Tally, Work, assess_batches
from advisor.cli.output import output
from advisor.cli.writing import write_whole
from advisor.days import day_in_words
from advisor.facts.values import FactError
from advisor.report.reckoning import typed_reckoning_day
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

SECONDS = 2.0  # between two lines of progress
WRITERS = {".parquet": write_parquet, ".csv": write_csv}


def run(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    """The verdicts go to the file named, the summary to standard output, progress to standard error."""
    target = Path(arguments.output)
    write = WRITERS.get(target.suffix.lower())
    try:
        if write is None:
            raise BatchError("结果文件请写成 .parquet 或 .csv。")
        as_of = today = clock.today(policy)
        if arguments.as_of:
            as_of = typed_reckoning_day(policy, arguments.as_of, today)
        content = Path(arguments.content) if arguments.content else None
        # Elsewhere each opens its own pack; on this machine all take the one that is open here.
        opened = partial(packs.open_pack, policy.id, content)
        here = partial(Policy, policy.content)
        work = Work(opened if arguments.cluster else here, as_of, codes=arguments.codes)
        is_text = Path(arguments.file).suffix.lower() == ".csv"
        columns = CsvColumns(work, file) if is_text else Columns(work, file)
        verdicts = _assessed(columns.work, columns.batches(), arguments)
        tally = Tally()
        with TemporaryFile() as finished:
            write(columns.schema, _counted(verdicts, tally, columns), finished)
            finished.seek(0)
            write_whole(target, finished)
    except FactError as error:
        print(f"计算日：{error.message}", file=sys.stderr)
        return 2
    except BatchError as error:
        print(error.message, file=sys.stderr)
        return 2
    with output():
        print(*summary(policy, as_of, tally), *_aside(columns), f"写好了：{target}", sep="\n")
    return 1 if tally.wrong or columns.aside else 0


def _aside(columns: Columns | CsvColumns) -> list[str]:
    """The rows that are no rows, by line."""
    if not columns.aside:
        return []
    more = f"，这里只写前{len(columns.named)}行" if columns.aside > len(columns.named) else ""
    return [
        f"格数不对、结果里没有的：{columns.aside}行{more}",
        *(f"  {it}" for it in columns.named),
    ]


def _assessed(
    work: Work, batches: Iterator[pa.RecordBatch], arguments: argparse.Namespace
) -> Iterator[pa.RecordBatch]:
    if not arguments.cluster:
        return assess_batches(work, batches, arguments.jobs)
    try:
        cluster = import_module("advisor.batches.cluster")  # an extra, which not everybody has
    except ModuleNotFoundError:
        raise BatchError(
            "这里没有装 --cluster 要用的库，请安装：pip install 'junior-title-advisor[cluster]'"
        ) from None
    client = cluster.connected(arguments.cluster)
    verdicts: Iterator[pa.RecordBatch] = cluster.assess_on_cluster(work, batches, client)
    return verdicts


def _counted(
    verdicts: Iterable[pa.RecordBatch], tally: Tally, columns: Columns | CsvColumns
) -> Iterator[pa.RecordBatch]:
    """The same, counted, and every few seconds told how far it is."""
    told = monotonic()
    for batch in verdicts:
        tally.count(batch)
        if monotonic() - told >= SECONDS:
            told = monotonic()
            if columns.people is None:
                whole = f"读到{columns.fraction:.0%}"
            else:
                whole = f"共{columns.people}人（{tally.people / columns.people:.0%}）"
            print(f"已看{tally.people}人，{whole}", file=sys.stderr, flush=True)
        yield batch


def summary(policy: Policy, as_of: date, tally: Tally) -> list[str]:
    """What came out, line by line: people by the verdict on the route recommended to them, and by that
    route; rows to mend; how many took the slow way."""
    pack = policy.content.pack
    lines = [f"{pack.document}，{pack.batch}，按{day_in_words(as_of)}计算", f"一共{tally.people}人"]
    for status in Status:
        words = policy.content.verdicts.statuses[status.word]
        lines.append(f"  {words.sign} {words.words}：{tally.statuses[status.word]}人")
    lines += [f"  推荐{plan.name}：{tally.routes[plan.id]}人" for plan in policy.routes]
    if tally.wrong:
        lines.append(f"  没有看的：{tally.wrong}行，哪里要改写在 {ERROR} 一列")
    if tally.one_by_one:
        lines.append(f"  其中逐个算的：{tally.one_by_one}行（{ONE_BY_ONE} 一列）")
    return [*lines, pack.caution]
