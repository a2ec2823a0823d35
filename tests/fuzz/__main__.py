"""The long run: ``python -m tests.fuzz --minutes 10 [what ...]``.

Each fuzzer has its share of the time, with new inputs in each round. What breaks it is made as small as can be
and printed; put it into ``found`` of its module, where every run of the tests tries it.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.fuzzer import Fuzzer
from tests.fuzz.test_fuzz import FUZZERS

ROUND = 200
"""Inputs of a round, after which the time is looked at."""


class Watched:
    """A check that remembers what it tried last, how much, and what took the most processor time."""

    def __init__(self, check: Callable[[Any], None]) -> None:
        self._check = check
        self.last: Any = None
        self.tried = 0
        self.slowest = (0.0, "")

    def check(self, it: Any) -> None:
        self.last = it
        self.tried += 1
        began = time.process_time()
        try:
            self._check(it)
        finally:
            taken = time.process_time() - began
            if taken > self.slowest[0]:
                self.slowest = (taken, repr(it)[:300])


def long_run(name: str, fuzzer: Fuzzer, until: float, first: int) -> bool:
    """Tries new inputs until the time is up; whether all went well."""
    watched = Watched(fuzzer.check)
    for number in count(first):
        if time.monotonic() > until:
            break
        try:
            seed(number)(
                settings(
                    max_examples=ROUND,
                    deadline=None,
                    database=None,
                    suppress_health_check=list(HealthCheck),
                    phases=(Phase.generate, Phase.target, Phase.shrink),
                )(given(fuzzer.inputs)(lambda it: watched.check(it)))
            )()
        except Exception as error:
            print(f"{name}: seed {number}: {type(error).__name__}: {error}\n  {watched.last!r}")
            return False
    seconds, what = watched.slowest
    print(f"{name}: {watched.tried} inputs, the slowest {seconds:.2f} s: {what}", flush=True)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("what", nargs="*", help="which; all by default")
    parser.add_argument("--minutes", type=float, default=10, help="in all")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the first round")
    arguments = parser.parse_args()
    names = arguments.what or list(FUZZERS)
    share = arguments.minutes * 60 / len(names)
    well = [
        long_run(name, FUZZERS[name], time.monotonic() + share, arguments.seed) for name in names
    ]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
