"""The timeline of an assessment: for every open route the work so far and the days that count.

Data for a picture, taken from the outcome trees: when each condition that has to do with time is or
was full, and when the route opens. Days are ``datetime.date``.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from advisor.days import ALWAYS, Stretch, add_months
from advisor.report.reasons import milestone
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.case import Case
from advisor.rules.outcome import Outcome, Status, carrying

SOON = 60
"""Months from the day of reckoning within which it is shown until when something holds."""


class Mark(NamedTuple):
    """A day on which something is full; or the ``last`` on which it holds (an age). ``certain`` False: only
    if an open point is read kindly."""

    day: date
    name: str
    certain: bool
    last: bool = False

    @property
    def words(self) -> str:
        """What it is the day of."""
        return f"{self.name}：到这天为止" if self.last else self.name


class Track(NamedTuple):
    """One open route. ``opens``: the day its time conditions are all certainly met; ``never``: the
    names of those that the work so far can never fill."""

    result: RouteResult
    work: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    opens: date | None
    never: tuple[str, ...]


class Timeline(NamedTuple):
    """All open routes on one scale from ``first`` to ``last``, with the day of reckoning."""

    first: date
    last: date
    today: date
    tracks: tuple[Track, ...]


def timeline(assessment: Assessment) -> Timeline | None:
    """The picture's data; None where no route is open or no day is known at all."""
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    tracks = tuple(
        _track(assessment, case, result)
        for result in assessment.routes.values()
        if result.status is not Status.EXCLUDED
    )
    days = [day for track in tracks for day in _days(track)]
    if not days:
        return None
    days.append(assessment.as_of)
    return Timeline(min(days), max(days), assessment.as_of, tracks)


def _track(assessment: Assessment, case: Case, result: RouteResult) -> Track:
    work: tuple[Stretch, ...] = ()
    marks: dict[tuple[date, str], Mark] = {}
    never = []
    soon = add_months(assessment.as_of, SOON) or date.max
    for outcome in carrying(result.outcome):
        node = outcome.node
        until = node.until(case)
        if outcome.status is Status.ELIGIBLE and until is not None and until <= soon:
            mark = Mark(until, milestone(assessment, outcome), certain=True, last=True)
            marks[mark.day, mark.name] = mark
        if not (node.speaks and node.timed):
            continue
        work = work or node.work(case)
        if outcome.status is Status.UNMET:
            never.append(node.name)
        for mark in _marks(outcome, milestone(assessment, outcome)):
            marks[mark.day, mark.name] = mark
    return Track(result, work, tuple(sorted(marks.values())), result.eligible_on, tuple(never))


def _marks(outcome: Outcome, name: str) -> Iterator[Mark]:
    if outcome.possible_day is not None:
        yield Mark(outcome.possible_day, name, certain=False)
    if outcome.day is not None and outcome.day != ALWAYS:
        yield Mark(outcome.day, name, certain=True)


def _days(track: Track) -> Iterator[date]:
    yield from (mark.day for mark in track.marks)
    yield from (stretch.first for stretch in track.work)
