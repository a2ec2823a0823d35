"""From nothing to the first question: ``python -m benchmarks.first_question --times 5``.

The app is started as it is run; told is how long it takes, by the clock and in its own processor time, until a
visitor who connects over its real protocol has been sent the whole first page, with a question on it.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from socket import socket
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.load import processor, servers  # noqa: E402
from benchmarks.load_visitor import Visitor, WalkError, visit  # noqa: E402


class Taken(NamedTuple):
    """Seconds: the server's own processor time, and by the clock."""

    processor: float
    clock: float


def main() -> int:
    """Measures and prints; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.first_question", description=__doc__
    )
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--of", type=Path, default=ROOT, help="the checkout that is served")
    options = parser.parse_args()
    found = [first_question(options.of) for _ in range(options.times)]
    for what, times in (
        ("processor time", [one.processor for one in found]),
        ("by the clock", [one.clock for one in found]),
    ):
        print(f"{what:<16}{median(times):.2f} s ({min(times):.2f}–{max(times):.2f})")
    return 0


def first_question(folder: Path = ROOT) -> Taken:
    """Starts the app of a checkout, has its first question sent to one visitor and ends it."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = perf_counter()
    with servers(folder, range(port, port + 1)) as pids:
        asyncio.run(_asked(port))
        return Taken(processor(pids), perf_counter() - start)


async def _asked(port: int) -> None:
    async with visit(port) as stream:
        visitor = Visitor(stream, port)
        await visitor.press()
        if visitor.screen.asked() is None:
            raise WalkError("the first page has no question")


if __name__ == "__main__":
    sys.exit(main())
