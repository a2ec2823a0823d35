"""Prints one person's sheet to a file."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from advisor.assess import assess
from advisor.cases import Line, Told
from advisor.facts import FactError
from advisor.handover import encode
from advisor.policy import Policy
from advisor.sheet import pdf, sheet_data
from advisor.writing import write_whole


def print_sheet(
    policy: Policy,
    told: Told,
    file: Path,
    name: str = "",
    short: bool = False,
) -> None:
    """The sheet of a case as a PDF in ``file``. Raises ``WriteError``."""
    code = encode(policy, told.facts, told.as_of)
    printed = pdf(sheet_data(assess(policy, *told), code, name, short))
    write_whole(file, BytesIO(printed))


def only_one(lines: Iterator[Line]) -> Iterator[Line]:
    """The line if it is the only one, else an error: a sheet is one person's."""
    first = next(lines)
    many = next(lines, None) is not None
    yield Line({}, FactError(None, "一次只打印一个人，请只留一行。")) if many else first
