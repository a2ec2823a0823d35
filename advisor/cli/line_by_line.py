"""Commands that answer a file line by line: in order, what cannot be read in its place."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import IO

from advisor import clock, packs
from advisor.cli.cases import Line, read_lines, to_line
from advisor.cli.output import output
from advisor.facts.values import FactError
from advisor.rules.policy import Policy

Answer = Callable[[Policy, Line, date, argparse.Namespace], dict[str, object]]
"""What a command says of a line, today being that day. Raises ``FactError``."""

Runner = Callable[[Policy, IO[bytes], argparse.Namespace], int]
"""A command: reads a file, writes what it has to say; the exit status."""

SILENT = frozenset({"assess", "code", "open", "screen_columns"})
"""Commands that neither hear nor answer anything."""


def opener(command: str) -> packs.Opener:
    """How a command opens its packs: with no more than it needs."""
    return packs.open_silent if command in SILENT else packs.open_pack


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
    among = of_the_city(policy, arguments)
    for line in lines:
        try:
            answered = answer(on_its_day(among, policy, line), line, today, arguments)
        except FactError as error:
            status = 1
            answered = {"error": {"fact": error.fact, "message": error.message}}
        with output():
            out.write(to_line({"id": line.id} | answered))
    return status


def of_the_city(policy: Policy, arguments: argparse.Namespace) -> list[Policy]:
    """The packs among which a line's own day chooses: the city's, unless one was named."""
    if getattr(arguments, "policy", policy.id) == policy.id:
        return [policy]
    content = Path(arguments.content) if arguments.content else None
    return packs.of_city(policy.content.pack.city, content, opener(arguments.command))


def on_its_day(among: list[Policy], policy: Policy, line: Line) -> Policy:
    """The pack in force on the day that a line is reckoned for. Raises ``FactError`` where there is none."""
    as_of = line.content.get("as_of")
    if len(among) < 2 or not isinstance(as_of, str):
        return policy
    try:
        day = date.fromisoformat(as_of)
        return packs.in_force(among, lambda one: day)
    except ValueError:
        return policy  # whoever reads the case says what is wrong with it
    except packs.NoPackError as error:
        raise FactError("as_of", error.message) from None
