"""One person of a roster judged: the verdict on their best route in words, or what is wrong with the row.

Every verdict is ``assess``'s for the row's facts.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from advisor.days import add_months, day_in_words
from advisor.handover.code import encode
from advisor.report.reasons import Point
from advisor.report.report import Report
from advisor.report.what_would_help import earliest
from advisor.rosters.row_reading import Trouble
from advisor.rosters.sheet_people import Person
from advisor.rules.assess import RouteResult, assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

MONTHS_AHEAD = 24
"""How far it is told who becomes eligible when."""


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


def judge(
    policy: Policy,
    people: Sequence[tuple[Person, str]],
    as_of: date,
    common: frozenset[str] = frozenset(),
) -> list[Judged | Unread]:
    """People of a roster, each with the sheet they stand on (empty where there is one): the verdict on their
    best route in words, or what is wrong. ``common``: the facts that are asked once for the whole unit,
    and not of each person again."""
    # Step by step for all of them, for then a processor has each step at hand: a fifth quicker.
    reports = [
        None if person.troubles else Report(assess(policy, person.facts, as_of))
        for person, _ in people
    ]
    codes = [
        "" if report is None else encode(policy, person.facts, as_of)
        for (person, _), report in zip(people, reports, strict=True)
    ]
    return [
        Unread(person.row, person.name, person.troubles, sheet)
        if report is None
        else _judged(policy, person, sheet, report, code, common)
        for (person, sheet), report, code in zip(people, reports, codes, strict=True)
    ]


def _judged(
    policy: Policy,
    person: Person,
    sheet: str,
    report: Report,
    code: str,
    common: frozenset[str],
) -> Judged:
    as_of = report.as_of
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
        code,
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
        opens = earliest(report.assessment, route.plan.id, last)
        if opens is not None and (known is None or opens < known.day):
            found[route.plan.level] = Coming(opens, route.plan.name)
    yield from sorted(found.values())
