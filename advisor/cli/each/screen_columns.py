"""A file of columns, a million people and more: everybody's verdict as columns."""

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import IO

from advisor import clock, packs
from advisor.batches.batch import ERROR, ONE_BY_ONE
from advisor.batches.files import Columns, write_csv, write_parquet
from advisor.batches.reading import BatchError
from advisor.batches.running import Tally, Work
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
        work = Work(partial(packs.open_pack, policy.id, content), as_of, codes=arguments.codes)
        with TemporaryFile() as finished:
            columns = Columns(work, file)
            tally = write(columns, finished, _Progress(columns.people), arguments.jobs)
            finished.seek(0)
            write_whole(target, finished)
    except FactError as error:
        print(f"计算日：{error.message}", file=sys.stderr)
        return 2
    except BatchError as error:
        print(error.message, file=sys.stderr)
        return 2
    with output():
        print(*summary(policy, as_of, tally), f"写好了：{target}", sep="\n")
    return 1 if tally.wrong else 0


class _Progress:
    """Tells how far it is, every few seconds."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.told = monotonic()

    def __call__(self, tally: Tally) -> None:
        if monotonic() - self.told >= SECONDS:
            self.told = monotonic()
            part = tally.people / self.people
            print(
                f"已看{tally.people}人，共{self.people}人（{part:.0%}）",
                file=sys.stderr,
                flush=True,
            )


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
