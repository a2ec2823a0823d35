"""Common questions, answered as the chat answers somebody of whom nothing is known but the question."""

import argparse
from datetime import date

from advisor.cli.cases import Line, read_question
from advisor.cli.line_by_line import line_by_line
from advisor.rules.policy import Policy
from advisor.talk.outcomes import WHOM, answer_in_words, answers_to
from advisor.talk.questions import whom_to_ask
from advisor.talk.understand import understand


def answer(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    asked = understand(policy, read_question(line), None, today)
    found = answers_to(policy, asked.text, asked.question, asked.values, today)
    if found.best is None:
        file = policy.content.answers
        return {"clauses": [], "answer": file.not_covered if file else ""}
    said = answer_in_words(policy, found.best, found.by_facts, asked.values)
    whom = whom_to_ask(policy, found.best)
    return {"clauses": found.clauses, "answer": said + (WHOM.format(whom=whom) if whom else "")}


run = line_by_line(answer)
