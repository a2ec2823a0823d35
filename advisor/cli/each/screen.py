"""A unit's roster, screened into a workbook."""

import argparse
import sys
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from advisor import clock
from advisor.cli.output import output
from advisor.cli.writing import write_whole
from advisor.facts.values import FactError
from advisor.report.reckoning import typed_reckoning_day
from advisor.rosters.result_book import ResultBook
from advisor.rosters.screening import Screening, summary
from advisor.rosters.tables.cells import SheetError
from advisor.rules.policy import Policy

ROWS_AT_A_TIME = 1_000
TOLD_EVERY = 10_000  # rows between two lines of progress


def run(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    """Screens a roster into a workbook; the summary goes to standard output."""
    target = Path(arguments.output)
    as_of = clock.today(policy)
    try:
        if arguments.as_of:
            as_of = typed_reckoning_day(policy, arguments.as_of, as_of)
    except FactError as error:
        print(f"计算日：{error.message}", file=sys.stderr)
        return 2
    try:
        with TemporaryFile() as finished:
            screening = _screened(policy, _seekable(file), as_of, finished)
            finished.seek(0)
            write_whole(target, finished)
    except (SheetError, FactError) as error:
        print(error, file=sys.stderr)
        return 2
    with output():
        print(*summary(screening), f"写好了：{target}", sep="\n")
    return 1 if screening.tally.unread else 0


def _screened(policy: Policy, roster: IO[bytes], as_of: date, out: IO[bytes]) -> Screening:
    """The whole roster screened, its workbook written; progress goes to standard error."""
    screening = Screening(policy, roster, as_of)
    book = ResultBook(policy, as_of)
    told = 0
    while not screening.done:
        for found in screening.step(ROWS_AT_A_TIME):
            book.add(found)
        if screening.tally.people - told >= TOLD_EVERY:
            told = screening.tally.people
            print(f"已看{told}人，读到{screening.fraction:.0%}", file=sys.stderr, flush=True)
    book.write(screening.tally, screening.notes, out)
    return screening


def _seekable(file: IO[bytes]) -> IO[bytes]:
    """The file itself, or a copy where it can be read only once."""
    if file.seekable():
        return file
    copy = TemporaryFile()  # noqa: SIM115 (nameless; gone with the process)
    copyfileobj(file, copy)
    return copy
