"""The facts in what people type."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_text
from advisor.cli.line_by_line import line_by_line
from advisor.rules.policy import Policy
from advisor.talk.understand import understand


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return {"facts": understand(policy, *read_text(policy, line, today)).to_json()}


run = line_by_line(answer)
