"""Many batches, on all cores: in order, few of them in memory at a time, counted as they come."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from advisor.batches.batch import ERROR, ONE_BY_ONE, RECOMMENDED, assess_batch
from advisor.batches.reading import BatchError
from advisor.batches.text_cells import typed, with_lines
from advisor.processes import AHEAD, how_many, in_order, pool
from advisor.rules.case import UNANSWERED
from advisor.rules.policy import Policy

ROWS = 25_000
"""People in a batch: enough that arrays pay, little enough that some batches fit anywhere."""


LINE = "/line"
"""The column of lines, beside those of facts."""


class Work(NamedTuple):
    """What is to be done with each batch; ``open_policy`` gives the pack in each process.
    ``readings``: what the office has answered, if anything. ``text``: the cells are text, and ``LINE`` says
    on which line each row stands."""

    open_policy: Callable[[], Policy]
    as_of: date
    readings: dict[str, bool] | None = None
    codes: bool = False
    text: bool = False

    def done(self, policy: Policy, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The verdicts of one batch, by the pack opened."""
        readings = UNANSWERED if self.readings is None else self.readings
        if not self.text:
            return assess_batch(policy, batch, self.as_of, readings, self.codes)
        people, wrong = typed(policy.facts, batch.drop_columns([LINE]))
        verdicts = assess_batch(policy, people, self.as_of, readings, self.codes)
        return with_lines(verdicts, batch.column(LINE), wrong)


class Tally:
    """The counts so far: people, by the route recommended to them and by what that says (nobody's: they
    are excluded); rows that could not be read; people who were not assessed by columns."""

    def __init__(self) -> None:
        self.people = 0
        self.wrong = 0
        self.one_by_one = 0
        self.routes: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()

    def count(self, verdicts: pa.RecordBatch) -> None:
        """Takes a batch of verdicts into the counts."""
        wrong = verdicts.column(ERROR).is_valid()
        self.people += len(verdicts)
        self.wrong += pc.sum(wrong).as_py() or 0
        self.one_by_one += pc.sum(verdicts.column(ONE_BY_ONE)).as_py() or 0
        self.statuses["excluded"] += (
            pc.sum(pc.and_not(verdicts.column(RECOMMENDED).is_null(), wrong)).as_py() or 0
        )
        for route, number in _counted(verdicts.column(RECOMMENDED)):
            self.routes[route] += number
            theirs = pc.equal(verdicts.column(RECOMMENDED), route)
            statuses = verdicts.column(f"{route}.status").filter(theirs)
            self.statuses.update(dict(_counted(statuses)))


def _counted(array: pa.Array) -> Iterator[tuple[str, int]]:
    """How often each word stands there."""
    for group in pc.value_counts(array.drop_null()).to_pylist():
        yield group["values"], group["counts"]


def assess_batches(
    work: Work, batches: Iterable[pa.RecordBatch], processes: int | None = None
) -> Iterator[pa.RecordBatch]:
    """The verdicts of each batch, in order. ``processes``: how many work at a time (None: one a core).

    Raises as ``assess_batch`` does, and ``BatchError`` where a process was ended from outside."""
    number = how_many(processes)
    if number == 1:
        policy = work.open_policy()
        for batch in batches:
            yield work.done(policy, batch)
        return
    workers = pool(number, _begin, work)
    try:
        yield from in_order(
            lambda batch: workers.submit(_assess, batch), iter(batches), AHEAD * number
        )
    except BrokenProcessPool:
        raise BatchError(
            "算的时候有一个进程没有了，多半是内存不够。请关掉别的程序，或者加上 --jobs 1 再试。"
        ) from None
    finally:
        workers.shutdown(wait=False, cancel_futures=True)


# --- in a process of its own ------------------------------------------------------------------------

_work: Work
_policy: Policy


def _begin(work: Work) -> None:
    global _work, _policy
    pa.set_cpu_count(1)
    _work, _policy = work, work.open_policy()


def _assess(batch: pa.RecordBatch) -> pa.RecordBatch:
    return _work.done(_policy, batch)
