"""A whole roster screened, a few rows at a time: each person's verdict in words, or what is wrong
with the row; the counts; who becomes eligible when.

Every verdict is ``assess``'s for the row's facts. Only the counts are kept, so a roster of any length
passes in the memory of a few rows.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import IO, NamedTuple

from advisor.days import add_months, day_in_words
from advisor.handover.code import encode
from advisor.report.report import Report
from advisor.rosters.roster import HEADING_ROWS, Layout, Person, Roster, Trouble
from advisor.rosters.tables.cells import Row, SheetError
from advisor.rosters.tables.spreadsheet import open_book
from advisor.rules.assess import assess, check_day
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

MONTHS_AHEAD = 24
"""How far it is told who becomes eligible when."""

MOST_PEOPLE = 200_000
"""People in one roster; what is kept of each, for the months ahead, is then some 30 MB at most."""


class Coming(NamedTuple):
    """From ``day`` a person can apply on ``route``, by its name, if only time passes."""

    day: date
    route: str


class Judged(NamedTuple):
    """One person's verdict in words. ``since``: the day from which the best route's time conditions
    are met, past or future. ``why``: one line, with its clause. ``code``: the hand-over code."""

    row: int
    name: str
    remark: str
    status: Status
    route: str
    since: date | None
    why: str
    lacking: tuple[str, ...]
    to_confirm: tuple[str, ...]
    code: str
    coming: tuple[Coming, ...]


class Unread(NamedTuple):
    """A row that cannot be read, and all that is wrong with it."""

    row: int
    name: str
    troubles: tuple[Trouble, ...]


class Tally:
    """The counts so far. ``months``: by (year, month), how often someone becomes eligible."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.months: Counter[tuple[int, int]] = Counter()
        self.unread = 0
        self.troubles = 0

    @property
    def people(self) -> int:
        """Rows with anyone in them, read or not."""
        return self.statuses.total() + self.unread

    def count(self, found: Judged | Unread) -> None:
        """Takes one more row into the counts."""
        if isinstance(found, Unread):
            self.unread += 1
            self.troubles += len(found.troubles)
        else:
            self.statuses[found.status] += 1
            self.months.update((coming.day.year, coming.day.month) for coming in found.coming)


class Screening:
    """A roster on its way through, on the day ``as_of``.

    Raises ``SheetError`` for a file without a roster in it, ``FactError`` for a day before the notice
    takes effect. The stream (binary, seekable) is read as it goes on and never written to.
    """

    def __init__(self, policy: Policy, stream: IO[bytes], as_of: date) -> None:
        check_day(policy, as_of)
        self.policy = policy
        self.as_of = as_of
        self.tally = Tally()
        self.done = False
        self._roster = Roster(policy.content)
        self._book = open_book(stream)
        self.sheet, self.layout, self._rows = self._find_sheet()

    @property
    def notes(self) -> list[str]:
        """What the user should know about the file: columns not used, columns not there."""
        notes = list(self._book.notes)
        if len(self._book.sheets) > 1:
            notes.append(f"工作簿里有几张表，看的是“{self.sheet}”。")
        if self.layout.ignored:
            notes.append(f"这些列没有用到：{'、'.join(t[:20] for t in self.layout.ignored)}。")
        if self.layout.absent:
            notes.append(f"表里没有这些列，都按不清楚算：{'、'.join(self.layout.absent)}。")
        return notes

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return 1.0 if self.done else self._book.fraction()

    def step(self, rows: int) -> list[Judged | Unread]:
        """Goes on for so many rows of the file, blank ones too; ``done`` when there are none left.
        Raises ``SheetError`` where the file turns out to be damaged, too long or without people."""
        found = []
        read = 0
        for row in islice(self._rows, rows):
            read += 1
            person = self._person(row)
            if person is not None:
                found.append(judge(self.policy, person, self.as_of))
                self.tally.count(found[-1])
        self.done = read < rows
        if self.tally.people > MOST_PEOPLE:
            raise SheetError(f"超过{MOST_PEOPLE // 10_000}万人，请拆成几个文件。")
        if self.done and not self.tally.people:
            raise SheetError(f"“{self.sheet}”的表头下面没有人。请从第{self.layout.row + 1}行起填。")
        return found

    def _person(self, row: Row) -> Person | None:
        if row.number <= self.layout.row or not row.cells or self.layout.repeats(row):
            return None
        return self._roster.person(self.layout, row, self.as_of, self._book.first_day)

    def _find_sheet(self) -> tuple[str, Layout, Iterator[Row]]:
        """The first sheet with a row of headings, and its rows from the top."""
        for number, name in enumerate(self._book.sheets):
            rows = self._book.rows(number)
            top = []
            for row in rows:
                top += [row] if row.cells else []
                if len(top) == HEADING_ROWS:
                    break
            layout = self._roster.layout(top)
            if layout is not None:
                return name, layout, _chained(top, rows)
        names = "、".join(column.heading for column in self._roster.headings.template()[:6])
        raise SheetError(
            f"没有找到表头。前{HEADING_ROWS}行里要有一行是各列的名称，比如：{names}。请下载模板对照。"
        )


def summary(screening: Screening) -> list[str]:
    """What came out, line by line: people, statuses, rows to mend, who comes, notes, the caution."""
    tally, content = screening.tally, screening.policy.content
    lines = [
        f"{content.pack.document}，{content.pack.batch}，按{day_in_words(screening.as_of)}计算",
        f"一共{tally.people}人",
    ]
    for status in Status:
        words = content.verdicts.statuses[status.word]
        lines.append(f"  {words.sign} {words.words}：{tally.statuses[status]}人")
    if tally.unread:
        lines.append(f"  没有看的：{tally.unread}行，{tally.troubles}处要改")
    lines.append(f"今后{MONTHS_AHEAD}个月里，只等时间到就可以申报的：{tally.months.total()}人次")
    return [*lines, *screening.notes, content.pack.caution]


def judge(policy: Policy, person: Person, as_of: date) -> Judged | Unread:
    """One person of a roster: the verdict on their best route in words, or what is wrong."""
    if person.troubles:
        return Unread(person.row, person.name, person.troubles)
    report = Report(assess(policy, person.facts, as_of))
    best = report.best
    return Judged(
        person.row,
        person.name,
        person.remark,
        best.status if best is not None else Status.EXCLUDED,
        best.plan.name if best is not None else "",
        best.result.eligible_on if best is not None else None,
        report.why,
        tuple(best.short_of) if best is not None else (),
        tuple(point.question for point in best.points) if best is not None else (),
        encode(policy, person.facts, as_of),
        tuple(_coming(report)),
    )


def _coming(report: Report) -> Iterator[Coming]:
    """For each level above the best that is open today: the first day within the months ahead on
    which a route to it is open, if only time passes."""
    last = add_months(report.as_of, MONTHS_AHEAD) or date.max
    open_levels = [route.plan.rank[0] for route in report.routes.values() if not route.status]
    best = min(open_levels, default=len(report.policy.levels))
    found: dict[str, Coming] = {}
    for route in report.routes.values():
        if route.status not in (Status.CONFIRM, Status.NOT_YET) or route.plan.rank[0] >= best:
            continue
        if route.result.eligible_on is None or route.result.eligible_on > last:
            continue
        known = found.get(route.plan.level)
        if route.opens is None or route.opens > last:
            continue
        if known is None or route.opens < known.day:
            found[route.plan.level] = Coming(route.opens, route.plan.name)
    yield from sorted(found.values())


def _chained(top: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from top
    yield from rest
