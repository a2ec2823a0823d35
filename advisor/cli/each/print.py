"""Prints one person's sheet to a file."""

import argparse
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO

from advisor.cli.cases import Line, read_case, read_lines
from advisor.cli.line_by_line import answer_lines
from advisor.cli.writing import write_whole
from advisor.facts.told import Told
from advisor.facts.values import FactError
from advisor.handover.code import encode
from advisor.paper.sheet import pdf, sheet_data
from advisor.report.report import Report
from advisor.rules.policy import Policy


def run(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    return answer_lines(answer, policy, only_one(read_lines(file)), arguments)


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_case(policy, line, today)
    file = Path(arguments.output)
    print_sheet(policy, told, file, arguments.name, arguments.short)
    return {"file": str(file)}


def print_sheet(
    policy: Policy,
    told: Told,
    file: Path,
    name: str = "",
    short: bool = False,
) -> None:
    """The sheet of a case as a PDF in ``file``. Raises ``WriteError``."""
    printed = pdf(sheet_data(Report.of(policy, told), encode(policy, *told), name, short))
    write_whole(file, BytesIO(printed))


def only_one(lines: Iterator[Line]) -> Iterator[Line]:
    """The line if it is the only one, else an error: a sheet is one person's."""
    first = next(lines)
    many = next(lines, None) is not None
    yield Line({}, FactError(None, "一次只打印一个人，请只留一行。")) if many else first
