"""Who judges the rows of a roster: this process, and where there are many and it may, others beside it.

Rows are handed out some at a time and come back in their order. A process that is gone is no loss: what it
had is done here.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from advisor.processes import AHEAD, how_many, pool
from advisor.rosters.judging import Judged, Unread, judge
from advisor.rosters.row_reading import Doubt
from advisor.rosters.rows import Found, HowToRead, Reader
from advisor.rules.policy import Policy

ALONE = 2_000
"""Rows that are judged before anyone else is called: a process takes as long to start."""

AT_A_TIME = 250
"""Rows handed out together."""


class Work(NamedTuple):
    """What is to be done with each row. ``common``: the facts that are asked once for the whole unit."""

    how: HowToRead
    common: frozenset[str]


class Helpers(NamedTuple):
    """Other processes: how they come by the pack, how many there may be (None: one a core)."""

    open_policy: Callable[[], Policy]
    number: int | None = None


class Judgement(NamedTuple):
    """What came of a row that is somebody's, and the wordings that nobody understood."""

    found: Judged | Unread
    doubts: tuple[Doubt, ...]


class Judges:
    """Those who judge."""

    def __init__(self, policy: Policy, work: Work, helpers: Helpers | None = None) -> None:
        self._work = work
        self._helpers = helpers
        self._number = how_many(helpers.number) if helpers is not None else 1
        self._here = _Judge(policy, work)
        self._pool: ProcessPoolExecutor | None = None
        self._given: deque[tuple[list[Found], Future[list[Judgement | None]] | None]] = deque()
        self._rows = 0

    @property
    def at_work(self) -> bool:
        """Whether rows were given that have not been taken back."""
        return bool(self._given)

    @property
    def want_more(self) -> bool:
        """Whether somebody would soon have nothing to do."""
        return len(self._given) < (1 if self._pool is None else AHEAD * self._number)

    def at_a_time(self, rows: int) -> int:
        """How many rows to give, where so many are wanted."""
        return min(rows, AT_A_TIME)

    def give(self, rows: list[Found]) -> None:
        """Some rows more."""
        self._rows += len(rows)
        promise = None
        if self._pool is not None:
            try:
                promise = self._pool.submit(_judge_here, rows)
            except BrokenProcessPool:
                self.close()
        self._given.append((rows, promise))
        if self._helpers is None or self._pool is not None:
            return
        if self._number > 1 and self._rows >= ALONE:
            self._pool = pool(self._number, _begin, self._helpers.open_policy, self._work)

    def take(self) -> list[tuple[Found, Judgement | None]]:
        """What came of the rows given first; None of a row that is nobody's."""
        if not self._given:
            return []
        rows, promise = self._given.popleft()
        try:
            found = self._here.judge(rows) if promise is None else promise.result()
        except (BrokenProcessPool, CancelledError):
            self.close()
            found = self._here.judge(rows)
        return list(zip(rows, found, strict=True))

    def close(self) -> None:
        """Sends the others away; from now on all is done here."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._helpers = None


class _Judge:
    """One who judges."""

    def __init__(self, policy: Policy, work: Work) -> None:
        self._policy = policy
        self._work = work
        self._reader = Reader(policy, work.how)

    def judge(self, rows: Sequence[Found]) -> list[Judgement | None]:
        how = self._work.how
        people = [self._reader.person(found) for found in rows]
        there = [
            (person, how.sheets[found.sheet].name if len(how.sheets) > 1 else "")
            for found, person in zip(rows, people, strict=True)
            if person is not None
        ]
        judged = iter(judge(self._policy, there, how.as_of, self._work.common))
        return [
            None
            if person is None
            else Judgement(next(judged), tuple(d for d in person.doubts if d.wording))
            for person in people
        ]


# --- in a process of its own ------------------------------------------------------------------------

_judge: _Judge


def _begin(open_policy: Callable[[], Policy], work: Work) -> None:
    global _judge
    _judge = _Judge(open_policy(), work)


def _judge_here(rows: Sequence[Found]) -> list[Judgement | None]:
    return _judge.judge(rows)
