"""Work on all cores: processes that start clean, and what they make in the order in which it was asked for."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B", covariant=True)

START = "spawn"
"""How processes start: as anew, for what runs in threads here would not come along whole."""

MOST_PROCESSES = 61
"""Windows waits for no more at a time."""

AHEAD = 2
"""Pieces of work on their way for each process, so that none waits."""


class Promise(Protocol[B]):
    """What will come of a piece of work."""

    def result(self) -> B:
        """That, when it has come."""


def how_many(wanted: int | None) -> int:
    """How many processes to start where so many are wanted (None: one a core)."""
    return max(1, min(wanted or cores(), MOST_PROCESSES))


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pool(processes: int, begin: Callable[..., None], *given: Any) -> ProcessPoolExecutor:
    """So many processes; each begins with ``begin`` of what is given."""
    return ProcessPoolExecutor(processes, get_context(START), _begin, (begin, given))


def _begin(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this one ends it
    begin(*given)
    for_long_work()


def for_long_work() -> None:
    """Makes a process that goes on with the same work for long look less often for what nobody needs any
    more: what there is now stays, and what comes later is mostly gone before it is looked for."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def in_order(submit: Callable[[A], Promise[B]], pieces: Iterator[A], most: int) -> Iterator[B]:
    """What comes of each piece, in order, with no more than so many of them under way."""
    under_way = deque(map(submit, islice(pieces, most)))
    while under_way:
        yield under_way.popleft().result()
        under_way.extend(map(submit, islice(pieces, 1)))
