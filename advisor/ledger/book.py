"""The desk's ledger: what was asked and what was answered, never who asked.

A table in an SQLite file, or in any database that SQLAlchemy reaches by a URL. Every write is one
short transaction, so that many sessions and processes write at once and nothing is lost. It holds the
day but no time of day, by which an entry could be matched to a person in the queue.
"""

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from time import sleep
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateTable

from advisor.handover.code import LONGEST, CodeError, plain
from advisor.ledger.database import InUseError, LedgerError, in_use, open_engine, trouble_in_words
from advisor.ledger.private_numbers import private_number
from advisor.rules.assess import Assessment
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

CHANNELS = {"counter": "柜台", "phone": "电话", "online": "线上", "unit": "单位"}
STATUSES = tuple(status.word for status in Status)
NO_VERDICT = "没有下结论"
LONGEST_QUESTION = 500
LONGEST_NOTE = 200
LONGEST_SEARCH = 100

T = TypeVar("T")

_ENTRIES = Table(
    "ledger_entries",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("question", String(LONGEST_QUESTION), nullable=False),
    Column("code", String(LONGEST), nullable=False),
    Column("route", String(60), nullable=False),
    Column("status", String(20), nullable=False),
    Column("note", String(LONGEST_NOTE), nullable=False),
    sqlite_autoincrement=True,  # a deleted entry's number is not given again
)
_TRIES = (
    5  # each waits for the file as long as ``Ledger`` was told to: two seconds and a bit in all
)
_PAUSE = 0.05  # seconds between tries: SQLite does not wait at all where a file is being set up


class Draft(NamedTuple):
    """What staff want entered. ``verdict`` as ``verdict_of`` writes it, empty if none was given."""

    day: date
    channel: str
    question: str = ""
    code: str = ""
    verdict: str = ""
    note: str = ""


class Entry(NamedTuple):
    """One entry. ``route``: the id of the way that was advised, empty if none; ``status``: a word of
    ``STATUSES``, empty if no verdict was given; ``code``: a hand-over code or empty."""

    id: int
    day: date
    channel: str
    question: str
    code: str
    route: str
    status: str
    note: str


class Wanted(NamedTuple):
    """Which entries: holding every word of ``text``, of these days (both included), this channel,
    this status (``NO_VERDICT``: entries without one). What is empty does not narrow."""

    text: str = ""
    first: date | None = None
    last: date | None = None
    channel: str = ""
    status: str = ""


class Counts(NamedTuple):
    """How many entries: all, and by day, channel, status and route (none for "", no verdict)."""

    total: int
    by_day: Counter[date]
    by_channel: Counter[str]
    by_status: Counter[str]
    by_route: Counter[str]

    def by_week(self) -> Counter[date]:
        """By the week's Monday."""
        return _folded(self.by_day, lambda day: day - timedelta(days=day.weekday()))

    def by_month(self) -> Counter[date]:
        """By the month's first day."""
        return _folded(self.by_day, lambda day: day.replace(day=1))


def verdict_of(assessment: Assessment) -> str:
    """The verdict as an entry takes it: ``route id:status`` of what is recommended; with no way open,
    ``:excluded``."""
    best = assessment.recommended
    return f"{best.plan.id}:{best.status.word}" if best else f":{Status.EXCLUDED.word}"


def route_in_words(policy: Policy, route: str) -> str:
    """A route's name; of another pack, its id."""
    return policy.route[route].name if route in policy.route else route


def status_in_words(policy: Policy, status: str) -> str:
    """``现在可以申报`` and so on; ``NO_VERDICT`` for none."""
    if not status:
        return NO_VERDICT
    return policy.content.verdicts.statuses[status].words  # type: ignore[index]


class Ledger:
    """The ledger in ``database``, a file's path or a database URL; made if it is not there.

    ``wait``: seconds that one try waits for a file in use. Everything raises ``LedgerError``.
    """

    def __init__(self, database: str, wait: float = 0.4) -> None:
        self.engine = open_engine(database, wait)
        self._purged_on: date | None = None
        self._do(_prepare)

    def add(self, draft: Draft) -> int:
        """Writes an entry and returns its number, or refuses it whole: too long, no question, or with
        something in it that could identify a person."""
        values = _checked(draft)

        def write(connection: Connection) -> int:
            made = connection.execute(insert(_ENTRIES).values(values)).inserted_primary_key
            assert made is not None
            return int(made[0])

        return self._do(write)

    def search(
        self, policy: Policy, wanted: Wanted, start: int = 0, most: int | None = None
    ) -> list[Entry]:
        """The entries wanted, latest first, ``most`` of them from the ``start``-th on."""
        query = (
            select(_ENTRIES)
            .where(*_conditions(policy, wanted))
            .order_by(_ENTRIES.c.day.desc(), _ENTRIES.c.id.desc())
            .offset(start)
            .limit(most)
        )
        return [Entry(*row) for row in self._rows(query)]

    def count(self, policy: Policy, wanted: Wanted) -> Counts:
        """How many are wanted, by what."""
        c = _ENTRIES.c
        by = (c.day, c.channel, c.status, c.route)
        query = select(*by, func.count()).where(*_conditions(policy, wanted)).group_by(*by)
        counts = Counts(0, Counter(), Counter(), Counter(), Counter())
        total = 0
        for day, channel, status, route, number in self._rows(query):
            total += number
            counts.by_day[day] += number
            counts.by_channel[channel] += number
            counts.by_status[status] += number
            if route:
                counts.by_route[route] += number
        return counts._replace(total=total)

    def delete(self, id: int) -> None:
        """Deletes an entry; one that is no longer there is left at that."""
        self._do(lambda connection: connection.execute(delete(_ENTRIES).where(_ENTRIES.c.id == id)))

    def purge(self, today: date, keep_days: int) -> None:
        """Deletes what is older than ``keep_days`` days; done once a day, so call it on every use.
        A file in use is not waited for: nobody asked, and the next use will do."""
        if self._purged_on == today:
            return
        oldest = kept_from(today, keep_days)
        old = delete(_ENTRIES).where(_ENTRIES.c.day < oldest)
        with suppress(InUseError):
            self._do(lambda connection: connection.execute(old), tries=1)
            self._purged_on = today

    def _rows(self, query: Select[Any]) -> list[tuple[Any, ...]]:
        return self._do(lambda connection: [tuple(row) for row in connection.execute(query)])

    def _do(self, work: Callable[[Connection], T], tries: int = _TRIES) -> T:
        """One transaction; a file in use is tried again, any other trouble is put into words."""
        for left in reversed(range(tries)):
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except (SQLAlchemyError, sqlite3.Error) as error:
                if not (left and in_use(error)):
                    kind = InUseError if in_use(error) else LedgerError
                    raise kind(trouble_in_words(error)) from None  # its text may hold an entry
            sleep(_PAUSE)
        raise AssertionError


def kept_from(today: date, keep_days: int) -> date:
    """The oldest day still kept: an entry is there until ``keep_days`` days after its own."""
    return today - timedelta(days=keep_days)


def _prepare(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Readers and a writer do not wait for each other; the file remembers it.
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    # In one step: looking first, two processes starting at once would both make it.
    connection.execute(CreateTable(_ENTRIES, if_not_exists=True))
    connection.execute(select(_ENTRIES).limit(1))  # a table of that name may be another's


# --- what may be written ----------------------------------------------------------------------------


def _checked(draft: Draft) -> dict[str, object]:
    question, note = _cleaned(draft.question), _cleaned(draft.note)
    try:
        code = plain(draft.code) if draft.code.strip() else ""
    except CodeError as error:
        raise LedgerError(f"转交码有误：{error.message}") from None
    if not (question or code):
        raise LedgerError("还没有写问的是什么。请写一句问题，或者填转交码。")
    for name, text, longest in (("问题", question, LONGEST_QUESTION), ("备注", note, LONGEST_NOTE)):
        if len(text) > longest:
            raise LedgerError(f"{name}太长（{len(text)}字），最多{longest}字。请删短些再记。")
        if found := private_number(text):
            raise LedgerError(f"{name}里像是有{found}，请删去再记。这一条还没有存。")
    if draft.channel not in CHANNELS:
        raise LedgerError(f"还没有选渠道。请选一个：{'、'.join(CHANNELS.values())}。")
    route, _, status = draft.verdict.rpartition(":")
    if draft.verdict and status not in STATUSES:
        raise ValueError(f"no such status: {status!r}")
    return {
        "day": draft.day,
        "channel": draft.channel,
        "question": question,
        "code": code,
        "route": route,
        "status": status,
        "note": note,
    }


def _cleaned(text: str) -> str:
    """One line, without invisible characters (which a database or a spreadsheet may choke on)."""
    return " ".join("".join(c for c in text if c.isspace() or not _unwritable(c)).split())


def _unwritable(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or character in "\ufffe\uffff"


# --- finding ----------------------------------------------------------------------------------------


def _conditions(policy: Policy, wanted: Wanted) -> list[ColumnElement[bool]]:
    c = _ENTRIES.c
    found: list[ColumnElement[bool]] = []
    if wanted.first:
        found.append(c.day >= wanted.first)
    if wanted.last:
        found.append(c.day <= wanted.last)
    if wanted.channel:
        found.append(c.channel == wanted.channel)
    if wanted.status:
        found.append(c.status == ("" if wanted.status == NO_VERDICT else wanted.status))
    for word in _cleaned(wanted.text)[:LONGEST_SEARCH].split():
        routes = [route.id for route in policy.routes if word in route.name]
        statuses = policy.content.verdicts.statuses.items()
        found.append(
            or_(
                *(
                    column.icontains(word, autoescape=True)
                    for column in (c.question, c.note, c.code)
                ),
                c.route.in_(routes),
                c.status.in_([name for name, status in statuses if word in status.words]),
            )
        )
    return found


def _folded(by_day: Counter[date], into: Callable[[date], date]) -> Counter[date]:
    folded: Counter[date] = Counter()
    for day, number in by_day.items():
        folded[into(day)] += number
    return folded
