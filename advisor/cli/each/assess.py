"""What every route says of each person."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_case
from advisor.cli.line_by_line import line_by_line
from advisor.rules.assess import assess
from advisor.rules.policy import Policy


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_case(policy, line, today)
    return assess(policy, told.facts, told.as_of, told.readings).to_json()


run = line_by_line(answer)
