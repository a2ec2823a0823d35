"""Each person's answers as a hand-over code."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_case
from advisor.cli.line_by_line import line_by_line
from advisor.facts.values import FactError
from advisor.handover.code import encode
from advisor.rules.policy import Policy


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    facts, as_of, readings = read_case(policy, line, today)
    if readings:
        raise FactError(
            "readings",
            f"转交码里只装得下本人的情况，装不下{policy.content.pack.terms.office}的答复，请去掉 readings。",
        )
    return {"code": encode(policy, facts, as_of)}


run = line_by_line(answer)
