"""The report: every part is what its function says, made when first asked for and then kept."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from advisor.packs import load_policy
from advisor.report import report as made
from advisor.report.checklist import Checklist, checklist
from advisor.report.other_routes import other_routes
from advisor.report.prospects_in_words import (
    changes_in_words,
    earliest_in_words,
    either_way_in_words,
    hinges_in_words,
)
from advisor.report.reasons import (
    advice,
    closed_because,
    decisive,
    headline,
    lapse,
    one_line,
    points,
    reasons,
    reminders,
)
from advisor.report.reckoning import difference
from advisor.report.report import MOST_CHANGES, Report, RouteReport
from advisor.report.spoken import read_out
from advisor.report.timeline import timeline
from advisor.report.what_would_help import earliest
from advisor.rules.assess import Assessment
from advisor.rules.outcome import Status
from tests.people import assessed, diploma, person, work

POLICY = load_policy()

ELIGIBLE = person(diplomas=diploma("fulltime_bachelor"))
WAITING = person(diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01"))
LACKING = WAITING | {"continuing_education": False}
IN_VAIN = person(
    diplomas=[*diploma("adult_bachelor"), *diploma("fulltime_postgraduate", "2027-06-30")],
    masters_degree=True,
    work=work("2024-01-01", "2027-03-31"),
    achievements=["paper"],
)
UNSURE = person(diplomas=diploma("adult_college"), licence=..., study_matches=None)
CLOSED = person(employer="civil_service")
EVERYONE = {
    "eligible": ELIGIBLE,
    "waiting": WAITING,
    "lacking": LACKING,
    "waiting in vain": IN_VAIN,
    "unsure": UNSURE,
    "closed": CLOSED,
    "nothing known": {},
}


@pytest.fixture(params=EVERYONE)
def assessment(request: pytest.FixtureRequest) -> Assessment:
    return assessed(EVERYONE[request.param])


def test_the_parts_of_a_route_are_what_the_functions_say(assessment: Assessment) -> None:
    report = Report(assessment)
    assert list(report.routes) == list(assessment.routes)
    for id, route in report.routes.items():
        result = assessment.routes[id]
        assert route.result is result
        assert route.headline == headline(assessment, result)
        assert route.one_line == one_line(assessment, result)
        assert route.closed_because == closed_because(assessment, result)
        assert route.reasons == reasons(assessment, result)
        assert route.decisive == decisive(assessment, result)
        assert route.points == points(assessment, result)
        assert route.reminders == reminders(assessment, result)
        assert route.spoken == read_out(assessment, result)
        assert route.checklist == checklist(assessment, id)
        assert route.opens == earliest(assessment, id)
        assert route.opens_in_words == earliest_in_words(assessment, id)
        assert route.hangs_on == hinges_in_words(assessment, id)
        assert route.changes == changes_in_words(assessment, id)[:MOST_CHANGES]
        for point, text in route.either_way.items():
            assert text == either_way_in_words(assessment, id, point)


def test_the_parts_of_the_whole_are_what_the_functions_say(assessment: Assessment) -> None:
    report = Report(assessment)
    best = assessment.recommended
    assert (report.best and report.best.result) == best
    assert report.advice == advice(assessment)
    assert report.spoken == read_out(assessment, best)
    assert report.other_routes == other_routes(assessment)
    assert report.checklist == checklist(assessment)
    assert report.timeline == timeline(assessment)
    assert report.reckoning == difference(assessment)
    assert [name for name, _ in report.told] == [
        fact.name for id, fact in POLICY.facts.items() if id in assessment.facts
    ]


def test_where_no_route_is_open_nothing_is_to_be_gathered() -> None:
    report = Report(assessed(CLOSED))
    assert report.best is None
    assert report.checklist == Checklist(None, (), None, None, ())
    assert report.why in "".join(report.advice.next_steps)
    assert report.why


def test_what_is_short_is_told_in_sentences_and_by_name() -> None:
    route = Report(assessed(LACKING)).best
    assert route is not None
    assert route.status is Status.UNMET
    assert [lacking.name for lacking in route.lacking] == [
        POLICY.content.conditions.conditions["continuing_education"].name
    ]
    lacks, waits = (
        [reason.sentence for reason in route.reasons if reason.status is status]
        for status in (Status.UNMET, Status.NOT_YET)
    )
    assert lacks
    assert waits
    assert sorted(route.short_of) == sorted([*lacks, *waits])


def test_a_wait_in_vain_is_short_of_what_will_have_lapsed() -> None:
    routes = Report(assessed(IN_VAIN)).routes.values()
    in_vain = [route for route in routes if route.result.lapsed is not None]
    assert in_vain
    for route in in_vain:
        assert route.short_of == [lapse(route.assessment, route.result)]
        assert route.lacking


class TestOffices:
    """Who approves and who opens the account, known or not."""

    def test_known_they_are_named_with_their_clause(self) -> None:
        offices = Report(assessed(ELIGIBLE)).offices
        assert all(office.name and office.clause in POLICY.clauses for office in offices)
        assert all(office.sentence == f"{office.name}。{office.text}" for office in offices)

    def test_unknown_they_say_what_that_hangs_on(self) -> None:
        procedure = POLICY.content.procedure
        offices = Report(assessed({})).offices
        assert [office.sentence for office in offices] == [
            procedure.approved_unknown,
            procedure.account_unknown,
        ]
        assert not any(office.name or office.clause for office in offices)


def test_the_last_day_is_told_as_it_stands_on_the_day_of_reckoning() -> None:
    [last] = POLICY.content.procedure.deadlines
    before, after = (
        Report(assessed(ELIGIBLE, last.on.replace(year=last.on.year + years))).deadline
        for years in (0, 1)
    )
    assert before is not None
    assert after is not None
    assert before.clauses == (last.clause,)
    assert before.sentences[0] != after.sentences[0]
    assert before.sentences[1:] == after.sentences[1:] == (last.note,)


def test_each_part_is_made_once_and_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any) -> Any:
            calls.append(name)
            return function(*arguments)

        return called

    for name in ("checklist", "other_routes", "timeline", "read_out", "changes", "offices"):
        monkeypatch.setattr(made, name, counted(name, getattr(made, name)))
    report = Report(assessed(WAITING))
    assert calls == []
    best = report.best
    assert best is not None
    for _ in range(3):
        assert report.checklist is best.checklist
        assert report.other_routes is report.other_routes
        assert report.timeline is report.timeline
        assert report.spoken is best.spoken
        assert best.changes is best.changes
        assert report.offices is report.offices
    assert sorted(calls) == [
        "changes",
        "checklist",
        "offices",
        "other_routes",
        "read_out",
        "timeline",
    ]


def test_all_that_is_said_is_kept() -> None:
    """No part of either class is a plain property, which would be made at every look."""
    for kind in (Report, RouteReport):
        plain = [name for name, part in vars(kind).items() if isinstance(part, property)]
        assert plain == []
        assert any(isinstance(part, cached_property) for part in vars(kind).values())
