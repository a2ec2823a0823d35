"""A whole roster screened, a few rows at a time: each person's verdict in words, or what is wrong
with the row; the counts; who becomes eligible when.

Every verdict is ``assess``'s for the row's facts. Only the counts are kept, so a roster of any length
passes in the memory of a few rows.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, NamedTuple

from advisor.days import add_months, day_in_words
from advisor.handover.code import encode
from advisor.report.reasons import Point
from advisor.report.report import Report
from advisor.rosters.corrections import NO_CORRECTIONS, Corrections
from advisor.rosters.reading import Reading
from advisor.rosters.row_reading import Trouble
from advisor.rosters.sheet_people import Person
from advisor.rosters.tables.cells import SheetError
from advisor.rosters.unit import NOTHING_SAID, Unit, asked_of_a_unit
from advisor.rules.assess import RouteResult, assess, check_day
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words

MONTHS_AHEAD = 24
"""How far it is told who becomes eligible when."""

MOST_PEOPLE = 200_000
"""People in one roster; what is kept of each, for the months ahead, is then some 30 MB at most."""


MOST_NAMED = 30
"""People who are named in the summary as able to apply, now or soon."""

MOST_MISSING = 8
"""What is missing most often: so many things are told."""


class Coming(NamedTuple):
    """From ``day`` a person can apply on ``route``, by its name, if only time passes."""

    day: date
    route: str


class Judged(NamedTuple):
    """One person's verdict in words. ``since``: the day from which the best route's time conditions
    are met, past or future. ``why``: one line, with its clause. ``unclear``: what the row does not say
    plainly, and the verdict under each reading. ``by_unit``: what the unit says of
    this person's own days. ``code``: the hand-over code."""

    row: int
    name: str
    remark: str
    status: Status
    route: str
    since: date | None
    why: str
    lacking: tuple[str, ...]
    to_confirm: tuple[str, ...]
    unclear: tuple[str, ...]
    by_unit: tuple[str, ...]
    code: str
    coming: tuple[Coming, ...]
    sheet: str
    missing: tuple[str, ...]  # what is lacking, by name
    open_points: tuple[str, ...]  # what is to be settled, by id


class Unread(NamedTuple):
    """A row that is set aside, and all that is wrong with it."""

    row: int
    name: str
    troubles: tuple[Trouble, ...]
    sheet: str = ""


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
    takes effect. The stream (binary, seekable) is read as it goes on and never written to.
    """

    def __init__(
        self,
        policy: Policy,
        stream: IO[bytes],
        as_of: date,
        corrections: Corrections = NO_CORRECTIONS,
        unit: Unit = NOTHING_SAID,
    ) -> None:
        check_day(policy, as_of)
        self.policy = policy
        self.as_of = as_of
        self.tally = Tally()
        self.reading = Reading(policy, stream, as_of, corrections, unit)
        self.common = self.reading.told_nowhere(asked_of_a_unit(policy.content))

    @property
    def done(self) -> bool:
        """Whether all rows have been read."""
        return self.reading.done

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
        """Goes on for so many rows of the file, blank ones too; ``done`` when there are none left.
        Raises ``SheetError`` where the file turns out to be damaged, too long or without people."""
        found = []
        several = self.reading.several
        for sheet, person in self.reading.step(rows):
            found.append(
                judge(self.policy, person, self.as_of, sheet if several else "", self.common)
            )
            self.tally.count(found[-1])
        if self.tally.people > MOST_PEOPLE:
            raise SheetError(f"超过{MOST_PEOPLE // 10_000}万人，请拆成几个文件。")
        return found


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


def judge(
    policy: Policy,
    person: Person,
    as_of: date,
    sheet: str = "",
    common: frozenset[str] = frozenset(),
) -> Judged | Unread:
    """One person of a roster: the verdict on their best route in words, or what is wrong. ``common``: the
    facts that are asked once for the whole unit, and not of each person again."""
    if person.troubles:
        return Unread(person.row, person.name, person.troubles, sheet)
    report = Report(assess(policy, person.facts, as_of))
    best = report.best
    points = best.points if best is not None else []
    return Judged(
        person.row,
        person.name,
        person.remark,
        best.status if best is not None else Status.EXCLUDED,
        best.plan.name if best is not None else "",
        best.result.eligible_on if best is not None else None,
        report.why,
        tuple(best.short_of) if best is not None else (),
        tuple(_questions(points, common)),
        tuple(_unclear(policy, person, as_of, {point.id for point in points})),
        tuple(
            f"{policy.facts[name].name}按参加工作的时间算，是单位说的。"
            for name in person.by_unit
            if policy.facts[name].kind == "spells"
        ),
        encode(policy, person.facts, as_of),
        tuple(_coming(report)),
        sheet,
        tuple(one.name for one in best.lacking) if best is not None else (),
        tuple(point.id for point in points),
    )


def _questions(points: Sequence[Point], common: frozenset[str]) -> Iterator[str]:
    """What is to be settled of one person, what the unit can answer at once only counted."""
    yield from (point.question for point in points if point.id not in common)
    at_once = sum(point.id in common for point in points)
    if at_once:
        yield f"另有{at_once}项是全单位一起问的，见“概况”。"


def _unclear(policy: Policy, person: Person, as_of: date, open_points: set[str]) -> Iterator[str]:
    """What a row does not say plainly, whether the verdict waits for it, and the verdict under each
    reading of what is half said."""
    for doubt in person.doubts:
        waits = doubt.fact in open_points
        yield f"{doubt}{'结论要等它。' if waits else ''}"
    verdicts: dict[str, list[str]] = {}
    for reading in person.readings:
        found = assess(policy, {**person.facts, **reading.facts}, as_of).recommended
        verdicts.setdefault(_verdict_in_words(policy, found), []).append(reading.words)
    if len(verdicts) == 1:
        yield f"哪种读法都一样：{next(iter(verdicts))}。"
    for verdict, ways in verdicts.items() if len(verdicts) > 1 else ():
        yield f"{'；或'.join(ways)}算：{verdict}。"


def _verdict_in_words(policy: Policy, found: RouteResult | None) -> str:
    status = found.status if found is not None else Status.EXCLUDED
    words = policy.content.verdicts.statuses[status.word]
    said = f"{words.sign} {words.words}"
    if found is None:
        return said
    since = found.eligible_on
    day = f"，自{day_in_words(since)}" if since and status is not Status.UNMET else ""
    return f"{said}（{found.plan.name}{day}）"


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
