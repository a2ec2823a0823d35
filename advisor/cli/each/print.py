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
from advisor.paper.document import Audience
from advisor.paper.sheet import NoSheetError, pdf, sheet_data
from advisor.report.report import Report
from advisor.rules.policy import Policy


def run(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    return answer_lines(answer, policy, only_one(read_lines(file)), arguments)


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_case(policy, line, today)
    file = Path(arguments.output)
    audience: Audience = "clerk" if arguments.short else arguments.audience
    try:
        print_sheet(policy, told, file, arguments.name, audience, arguments.address)
    except NoSheetError as error:
        raise FactError(None, error.message) from None
    return {"file": str(file)}


def print_sheet(
    policy: Policy,
    told: Told,
    file: Path,
    name: str = "",
    audience: Audience = "person",
    address: str = "",
) -> None:
    """The sheet of a case as a PDF in ``file``; ``address``: of the server, so that the picture to scan
    opens the case there. Raises ``WriteError`` and ``NoSheetError``."""
    code = encode(policy, *told)
    opens = f"{address.rstrip('/')}/?c={code}" if address else ""
    printed = pdf(sheet_data(Report.of(policy, told), code, name, audience, opens))
    write_whole(file, BytesIO(printed))


def only_one(lines: Iterator[Line]) -> Iterator[Line]:
    """The line if it is the only one, else an error: a sheet is one person's."""
    first = next(lines)
    many = next(lines, None) is not None
    yield Line({}, FactError(None, "一次只打印一个人，请只留一行。")) if many else first
