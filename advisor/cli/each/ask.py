"""Common questions."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_question
from advisor.cli.line_by_line import line_by_line
from advisor.rules.policy import Policy
from advisor.talk.questions import search


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    found = search(policy, read_question(line))
    return {"clauses": found.clauses, "answer": found.best.answer if found.best else ""}


run = line_by_line(answer)
