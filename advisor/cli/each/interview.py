"""The interview with each person: what is asked, and what comes of it."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_case
from advisor.cli.line_by_line import line_by_line
from advisor.interview.questions import play
from advisor.rules.assess import assess
from advisor.rules.policy import Policy


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_case(policy, line, today)
    answers = play(policy, told.facts, told.as_of, told.readings)
    report = assess(policy, answers, told.as_of, told.readings).to_json()
    return {
        "asked": list(answers),
        "routes": report["routes"],
        "recommended": report["recommended"],
    }


run = line_by_line(answer)
