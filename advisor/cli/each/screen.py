"""A unit's roster, screened into a workbook."""

import argparse
import sys
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from advisor import clock
from advisor.cli.output import output
from advisor.cli.writing import check_place, write_whole
from advisor.facts.values import FactError
from advisor.processes import for_long_work
from advisor.report.reckoning import typed_reckoning_day
from advisor.rosters.corrections import NO_CORRECTIONS, Corrections, read_corrections
from advisor.rosters.judges import Helpers
from advisor.rosters.reading import NoHeadingsError, Reading
from advisor.rosters.result_book import ResultBook
from advisor.rosters.rows import hearing
from advisor.rosters.said_files import FileError
from advisor.rosters.screening import Screening, summary
from advisor.rosters.tables.cells import SheetError
from advisor.rosters.unit import NOTHING_SAID, Unit, read_unit
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
    columns = Path(arguments.columns) if arguments.columns else None
    try:
        said = _said(policy, columns, arguments.unit, as_of)
        with TemporaryFile() as finished:
            for_long_work()
            helpers = Helpers(partial(Policy, policy.content), arguments.jobs)
            screening = _screened(policy, _seekable(file), as_of, said, helpers, finished)
            finished.seek(0)
            write_whole(target, finished)
    except NoHeadingsError as error:
        print(error, file=sys.stderr)
        if columns is not None and not columns.exists():
            _write_guessed(policy, file, as_of, columns)
        return 2
    except (SheetError, FactError, FileError) as error:
        print(error, file=sys.stderr)
        return 2
    written = [f"写好了：{target}"]
    if columns is not None and not columns.exists():
        write_whole(columns, BytesIO(screening.reading.corrections_file()))
        written.append(f"认的列和没认出的写法写在：{columns}，改好以后再运行一次，就照它看")
    with output():
        print(*summary(screening), *written, sep="\n")
    return 1 if screening.tally.unread else 0


def _write_guessed(policy: Policy, file: IO[bytes], as_of: date, columns: Path) -> None:
    """Writes what look like a roster's headings, for somebody to say what they are."""
    if not file.seekable():
        return
    reading = Reading(policy, file, as_of, guess=True)
    write_whole(columns, BytesIO(reading.corrections_file()))
    print(f"看着像表头的写在：{columns}，说明各是哪一项，再运行一次，就照它看", file=sys.stderr)


def _said(
    policy: Policy, columns: Path | None, unit: str | None, as_of: date
) -> tuple[Corrections, Unit]:
    """What the files beside a roster say. Raises ``FileError`` naming the file."""
    corrections, whole = NO_CORRECTIONS, NOTHING_SAID
    try:
        if columns is not None:
            check_place(columns)
            if columns.exists():
                place = columns
                corrections = read_corrections(policy.content, columns.read_bytes())
        if unit:
            place = Path(unit)
            heard = hearing(policy, as_of)
            whole = read_unit(policy.content, place.read_bytes(), as_of, heard)
    except FileError as error:
        raise FileError(f"“{place}”：{error}") from None
    return corrections, whole


def _screened(
    policy: Policy,
    roster: IO[bytes],
    as_of: date,
    said: tuple[Corrections, Unit],
    helpers: Helpers,
    out: IO[bytes],
) -> Screening:
    """The whole roster screened, its workbook written; progress goes to standard error."""
    screening = Screening(policy, roster, as_of, *said, helpers)
    book = ResultBook(policy, as_of)
    told = 0
    try:
        while not screening.done:
            for found in screening.step(ROWS_AT_A_TIME):
                book.add(found)
            if screening.tally.people - told >= TOLD_EVERY:
                told = screening.tally.people
                print(f"已看{told}人，读到{screening.fraction:.0%}", file=sys.stderr, flush=True)
    finally:
        screening.close()
    book.write(screening, out)
    return screening


def _seekable(file: IO[bytes]) -> IO[bytes]:
    """The file itself, or a copy where it can be read only once."""
    if file.seekable():
        return file
    copy = TemporaryFile()  # noqa: SIM115 (nameless; gone with the process)
    copyfileobj(file, copy)
    return copy
