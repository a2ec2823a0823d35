"""Prints one person's sheet to a file."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from advisor.cli.cases import Line, Told
from advisor.cli.writing import write_whole
from advisor.facts.values import FactError
from advisor.handover.code import encode
from advisor.paper.document import Audience
from advisor.paper.sheet import pdf, sheet_data
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.rules.policy import Policy


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
    code = encode(policy, told.facts, told.as_of)
    opens = f"{address.rstrip('/')}/?c={code}" if address else ""
    printed = pdf(sheet_data(Report(assess(policy, *told)), code, name, audience, opens))
    write_whole(file, BytesIO(printed))


def only_one(lines: Iterator[Line]) -> Iterator[Line]:
    """The line if it is the only one, else an error: a sheet is one person's."""
    first = next(lines)
    many = next(lines, None) is not None
    yield Line({}, FactError(None, "一次只打印一个人，请只留一行。")) if many else first
