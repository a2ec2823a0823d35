"""The facts in what people type."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_text
from advisor.cli.line_by_line import line_by_line
from advisor.rules.policy import Policy
from advisor.talk.explaining import explained
from advisor.talk.understand import understand


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_text(policy, line, today)
    understood = understand(policy, *told)
    found: dict[str, object] = {"facts": understood.to_json()}
    if understood.by_sound:
        found["by_sound"] = understood.by_sound
    if arguments.explain:
        found["explain"] = explained(policy, *told)
    return found


run = line_by_line(answer)
