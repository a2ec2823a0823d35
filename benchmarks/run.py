"""Measures the advisor, and zen-engine beside it: ``python -m benchmarks.run``.

Everything runs on one core, in turn, round after round; a rate is the median of the rounds, with the
lowest and the highest. Nothing is asserted and nothing is written.
"""

import argparse
import gc
import os
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advisor.facts.values import read_facts
from advisor.interview.questions import play
from advisor.packs import load_policy
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from benchmarks import zen_table  # noqa: E402
from benchmarks.people import people  # noqa: E402

T = TypeVar("T")


class Subject(NamedTuple):
    """One thing measured: ``work`` does it once for every one of ``persons`` people."""

    name: str
    persons: int
    work: Callable[[], None]


class Measured(NamedTuple):
    """What is measured, in the order it takes turns, and how far zen's answers are the advisor's."""

    subjects: tuple[Subject, ...]
    same: int
    compared: int


def main() -> int:
    """Measures and prints; returns the exit status."""
    options = _options()
    one_core = _keep_to_one_core()
    policy = load_policy()
    measured = _measured(policy, options)
    rates: dict[str, list[float]] = {subject.name: [] for subject in measured.subjects}
    for number in range(options.rounds + 1):
        for subject in measured.subjects:
            rate = _rate(subject)
            if number:  # the first round only warms up
                rates[subject.name].append(rate)
    print(f"{'a second, on one core':<40}{'median':>9}{'min':>9}{'max':>9}{'people':>9}")
    for subject in measured.subjects:
        found = rates[subject.name]
        figures = f"{median(found):>9,.0f}{min(found):>9,.0f}{max(found):>9,.0f}"
        print(f"{subject.name:<40}{figures}{subject.persons:>9,}")
    print(f"\n{_what_they_do(policy, measured)}")
    core = "kept to one" if one_core else "not kept to one (this system cannot)"
    print(
        f"\nPython {platform.python_version()}, zen-engine {version('zen-engine')},"
        f" {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, {core};"
        f" {options.rounds} rounds, seed {options.seed}, as of {options.as_of}"
    )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--people", type=int, default=3000, help="assessed in each round")
    parser.add_argument("--interviews", type=int, default=100, help="played in each round")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23))
    return parser.parse_args()


def _keep_to_one_core() -> bool:
    """Keeps this process, and the threads it will start, to one core; False where that cannot be."""
    if sys.platform != "linux":
        return False
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return True


def _measured(policy: Policy, options: argparse.Namespace) -> Measured:
    as_of: date = options.as_of
    raw = people(policy, options.people, options.seed, as_of)
    read = [read_facts(policy.facts, person, as_of) for person in raw]
    asked = read[: options.interviews]
    inputs = [zen_table.reduced(facts, as_of) for facts in read]
    evaluate = zen_table.engine().evaluate

    def zen(trace: bool) -> Callable[[], None]:
        return _each(inputs, lambda person: evaluate(zen_table.KEY, person, {"trace": trace}))

    same = compared = 0
    for facts, person in zip(read, inputs, strict=True):
        ours = assess(policy, facts, as_of).routes
        for name, theirs in evaluate(zen_table.KEY, person)["result"].items():
            compared += 1
            same += ours[zen_table.ROUTES[name].id].status.word == theirs["status"]
    subjects = (
        Subject("advisor: assess", len(read), _each(read, lambda f: assess(policy, f, as_of))),
        Subject("zen-engine, trace", len(inputs), zen(trace=True)),
        Subject(
            "advisor: read + assess",
            len(raw),
            _each(raw, lambda r: assess(policy, read_facts(policy.facts, r, as_of), as_of)),
        ),
        Subject("zen-engine, no trace", len(inputs), zen(trace=False)),
        Subject("advisor: interview", len(asked), _each(asked, lambda f: play(policy, f, as_of))),
    )
    return Measured(subjects, same, compared)


def _each(items: Sequence[T], work: Callable[[T], object]) -> Callable[[], None]:
    def all_of_them() -> None:
        for item in items:
            work(item)

    return all_of_them


def _rate(subject: Subject) -> float:
    """How many people a second."""
    gc.collect()
    start = perf_counter()
    subject.work()
    return subject.persons / (perf_counter() - start)


def _what_they_do(policy: Policy, measured: Measured) -> str:
    return f"""\
advisor  All {len(policy.routes)} routes, by date: service as a union of spells, counted from graduation, the day each
         route opens, what will have lapsed by then, unknown facts, open points. The result is the
         whole outcome tree, from which the explanation is told.
         assess: facts already read. read + assess: from JSON-like facts, checked. interview: from
         nothing told to nothing left to ask, as a person is asked; before each question, which ones
         can still matter is worked out.
zen      {len(zen_table.ROUTES)} routes, as expressions and decision tables: status, clause, what fails, what is in doubt.
         No dates: years are worked out beforehand (not timed), none counted from graduation, no
         diploma ahead, no day, no lapsing. No unknowns: they are taken for no. No interview.
         trace: each node's input and output, and the row of the table that matched.
         Of these people's {measured.compared:,} routes, {measured.same:,} have the status the advisor gives."""


if __name__ == "__main__":
    raise SystemExit(main())
