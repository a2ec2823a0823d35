"""Each person's answers as a hand-over code."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_case
from advisor.cli.line_by_line import line_by_line
from advisor.handover.code import encode
from advisor.rules.policy import Policy


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return {"code": encode(policy, *read_case(policy, line, today))}


run = line_by_line(answer)
