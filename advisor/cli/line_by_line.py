"""Commands that answer a file line by line: in order, what cannot be read in its place."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO

from advisor import clock
from advisor.cli.cases import Line, read_lines, to_line
from advisor.cli.output import output
from advisor.facts.values import FactError
from advisor.rules.policy import Policy

Answer = Callable[[Policy, Line, date, argparse.Namespace], dict[str, object]]
"""What a command says of a line, today being that day. Raises ``FactError``."""

Runner = Callable[[Policy, IO[bytes], argparse.Namespace], int]
"""A command: reads a file, writes what it has to say; the exit status."""


def line_by_line(answer: Answer) -> Runner:
    """The command that answers every line so."""

    def run(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
        return answer_lines(answer, policy, read_lines(file), arguments)

    return run


def answer_lines(
    answer: Answer, policy: Policy, lines: Iterable[Line], arguments: argparse.Namespace
) -> int:
    """Writes the answer to each line; 1 where one could not be read, else 0."""
    status = 0
    today = clock.today(policy)
    out = sys.stdout.buffer
    for line in lines:
        try:
            answered = answer(policy, line, today, arguments)
        except FactError as error:
            status = 1
            answered = {"error": {"fact": error.fact, "message": error.message}}
        with output():
            out.write(to_line({"id": line.id} | answered))
    return status
