"""A whole roster screened, a few rows at a time: each person's verdict in words, or what is wrong
with the row; the counts; who becomes eligible when.

Every verdict is ``assess``'s for the row's facts. Only the counts are kept, so a roster of any length
passes in the memory of a few rows.
"""

from bisect import insort
from collections import Counter
from datetime import date
from typing import IO

from advisor.days import day_in_words
from advisor.rosters.corrections import NO_CORRECTIONS, Corrections
from advisor.rosters.judges import Helpers, Judges, Work
from advisor.rosters.judging import MONTHS_AHEAD, Judged, Unread
from advisor.rosters.reading import Reading
from advisor.rosters.tables.cells import SheetError
from advisor.rosters.unit import NOTHING_SAID, Unit, asked_of_a_unit
from advisor.rules.assess import check_day
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words

MOST_PEOPLE = 200_000
"""People in one roster; what is kept of each, for the months ahead, is then some 30 MB at most."""


MOST_NAMED = 30
"""People who are named in the summary as able to apply, now or soon."""

MOST_MISSING = 8
"""What is missing most often: so many things are told."""


class Tally:
    """The counts so far. ``months``: by (year, month), how often someone becomes eligible. ``missing``,
    ``open_points``: of how many people it is lacking, by name, or to be settled, by id. ``now``, ``soon``:
    the first people who can apply now, or who soon can."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.months: Counter[tuple[int, int]] = Counter()
        self.missing: Counter[str] = Counter()
        self.open_points: Counter[str] = Counter()
        self.now: list[tuple[str, str]] = []  # name, route
        self.soon: list[tuple[date, str, str]] = []  # day, name, route
        self.unread = 0
        self.troubles = 0
        self.unclear = 0

    @property
    def people(self) -> int:
        """Rows with anyone in them, read or not."""
        return self.statuses.total() + self.unread

    def count(self, found: Judged | Unread) -> None:
        """Takes one more row into the counts."""
        if isinstance(found, Unread):
            self.unread += 1
            self.troubles += len(found.troubles)
            return
        self.statuses[found.status] += 1
        self.months.update((coming.day.year, coming.day.month) for coming in found.coming)
        self.missing.update(found.missing)
        self.open_points.update(found.open_points)
        self.unclear += bool(found.unclear)
        who = found.name or f"第{found.row}行"
        if found.status is Status.ELIGIBLE and len(self.now) < MOST_NAMED:
            self.now.append((who, found.route))
        for coming in found.coming:
            insort(self.soon, (coming.day, who, coming.route))
            del self.soon[MOST_NAMED:]


class Screening:
    """A roster on its way through, on the day ``as_of``.

    Raises ``SheetError`` for a file without a roster in it, ``FactError`` for a day before the notice
    takes effect. The stream (binary, seekable) is read as it goes on and never written to. ``helpers``:
    the processes that may be started where there are many rows; ``close`` when it is given up halfway.
    """

    def __init__(
        self,
        policy: Policy,
        stream: IO[bytes],
        as_of: date,
        corrections: Corrections = NO_CORRECTIONS,
        unit: Unit = NOTHING_SAID,
        helpers: Helpers | None = None,
    ) -> None:
        check_day(policy, as_of)
        self.policy = policy
        self.as_of = as_of
        self.tally = Tally()
        self.reading = Reading(policy, stream, as_of, corrections, unit)
        common = self.reading.told_nowhere(asked_of_a_unit(policy.content))
        self._judges = Judges(policy, Work(self.reading.how, common), helpers)

    @property
    def done(self) -> bool:
        """Whether all rows have been judged."""
        return self.reading.done and not self._judges.at_work

    @property
    def notes(self) -> list[str]:
        """What the user should know about the file and what the unit has said."""
        said = unit_in_words(self.policy, self.reading.unit)
        return [*self.reading.notes, *([f"单位说的：{'；'.join(said)}。"] if said else [])]

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return self.reading.fraction

    def step(self, rows: int) -> list[Judged | Unread]:
        """Goes on for so many rows of the file, blank ones too, or where others help for as many as one of
        them takes; ``done`` when there are none left. Raises ``SheetError`` where the file turns out to be
        damaged, too long or without people."""
        while self._judges.want_more and not self.reading.done:
            self._judges.give(self.reading.next_rows(self._judges.at_a_time(rows)))
        found = []
        for row, judgement in self._judges.take():
            if judgement is not None:
                self.reading.count(row, judgement.doubts)
                self.tally.count(judgement.found)
                found.append(judgement.found)
        if self.done:
            self.close()
            self.reading.check_people()
        if self.tally.people > MOST_PEOPLE:
            raise SheetError(f"超过{MOST_PEOPLE // 10_000}万人，请拆成几个文件。")
        return found

    def close(self) -> None:
        """Sends away whoever helps."""
        self._judges.close()


def unit_in_words(policy: Policy, unit: Unit) -> list[str]:
    """What the unit says of everybody, item by item."""
    said = []
    for name, value in unit.facts.items():
        words = f"{policy.facts[name].name}：{fact_in_words(policy, name, value)}"
        but = len(unit.but.get(name, ()))
        said.append(f"{words}（除{but}人）" if but else words)
    return said + (["参加工作时间当作从事专业技术工作的开始"] if unit.life else [])


def to_ask_at_once(screening: Screening) -> list[tuple[str, int]]:
    """What the unit can answer for everybody at once: the question, and of how many people it is open."""
    policy, tally = screening.policy, screening.tally
    return [
        (policy.facts[name].unknown, tally.open_points[name])
        for name in asked_of_a_unit(policy.content)
        if tally.open_points[name]
    ]


def missing_most(screening: Screening) -> list[tuple[str, int]]:
    """What is lacking or not known most often, by name, and of how many people; without what the unit
    can answer at once."""
    policy, tally = screening.policy, screening.tally
    at_once = asked_of_a_unit(policy.content)
    found = Counter({f"缺：{name}": count for name, count in tally.missing.items()})
    for id, count in tally.open_points.items():
        point, fact = policy.interpretations.get(id), policy.facts.get(id)
        if id in at_once:
            continue
        if fact is not None:
            found[f"没有填或没说清：{fact.name}"] = count
        elif point is not None:
            found[f"要问{policy.content.pack.terms.office}：{point.name}"] = count
    return found.most_common(MOST_MISSING)


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
    if tally.unclear:
        lines.append(f"有没说清的地方、照样看了的：{tally.unclear}人，见“每个人的结果”")
    lines.append(f"今后{MONTHS_AHEAD}个月里，只等时间到就可以申报的：{tally.months.total()}人次")
    lines += [f"全单位一次问清：{ask}（{count}人）" for ask, count in to_ask_at_once(screening)]
    wordings = screening.reading.not_understood()
    if wordings:
        first = "、".join(f"{w.heading}“{w.text}”{w.times}处" for w in wordings[:MOST_MISSING])
        more = "等" if len(wordings) > MOST_MISSING else ""
        lines.append(f"没有认出来、可以一次说明的写法{len(wordings)}种：{first}{more}")
    return [*lines, *screening.notes, content.pack.caution]
