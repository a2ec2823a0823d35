"""What would open a route: the first day if only time passes, and the smallest changes."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.packs import load_policy
from advisor.report.prospects_in_words import changes_in_words, earliest_in_words
from advisor.report.what_would_help import WhatIf, changes, earliest
from advisor.rules.assess import Assessment, assess, assess_route
from advisor.rules.outcome import Status
from tests.people import AS_OF, assessed, diploma, people, person, work
from tests.report.test_reasons import is_whole

POLICY = load_policy()
INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
MANY = settings(max_examples=180, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ONE_DAY = timedelta(days=1)


def status_on(assessment: Assessment, route: str, day: date) -> Status:
    """How the route stands on another day, all facts as they are."""
    return assess_route(POLICY, route, assessment.facts, day).status


def some_days(data: st.DataObject, first: date, end: date) -> Iterator[date]:
    """The last day before ``end`` and a few others from ``first`` on; none if there is none."""
    if first < end:
        yield end - ONE_DAY
        yield from data.draw(st.lists(st.dates(first, end - ONE_DAY), max_size=4))


@MANY
@given(people(POLICY), st.data())
def test_the_earliest_day_is_the_first(
    someone: tuple[dict[str, Any], date], data: st.DataObject
) -> None:
    assessment = assessed(*someone)
    for route in POLICY.route:
        day = earliest(assessment, route)
        if day is None:
            until = date(2075, 1, 1)
        else:
            assert status_on(assessment, route, day) is Status.ELIGIBLE
            until = day
        for before in some_days(data, assessment.as_of, until):
            assert status_on(assessment, route, before) is not Status.ELIGIBLE
        said = earliest_in_words(assessment, route)
        assert is_whole(said), said


@MANY
@given(people(POLICY), st.data())
def test_every_change_is_enough_and_no_less_is(
    someone: tuple[dict[str, Any], date], data: st.DataObject
) -> None:
    assessment = assessed(*someone)
    for route, result in assessment.routes.items():
        found = changes(assessment, route)
        sizes = [(len(w.levers) + (w.wait_until is not None), w.wait_until) for w in found]
        assert [size for size, _ in sizes] == sorted(size for size, _ in sizes)
        assert len(found) == len({(w.levers, w.wait_until) for w in found})
        assert len({w.status for w in found}) <= 1
        for what_if in found:
            assert what_if.status < result.status
            assert what_if.status in (Status.ELIGIBLE, Status.CONFIRM)
            changed = with_change(assessment, what_if)
            assert changed.routes[route].status is what_if.status is what_if.result.status
            for less in smaller(data, assessment, what_if):
                reached = with_change(assessment, less).routes[route].status
                assert reached is not what_if.status
        for said in changes_in_words(assessment, route):
            assert is_whole(said), said
        day = earliest(assessment, route)
        if day is not None and day > assessment.as_of:
            waits = [w.wait_until for w in found if not w.levers]
            assert waits == [day]


def smaller(data: st.DataObject, assessment: Assessment, what_if: WhatIf) -> Iterator[WhatIf]:
    """Every proper subset, and the same levers on earlier days."""
    for size in range(len(what_if.levers) + 1):
        for levers in combinations(what_if.levers, size):
            for day in {None, what_if.wait_until}:
                if (levers, day) != (what_if.levers, what_if.wait_until):
                    yield what_if._replace(levers=levers, wait_until=day)
    if what_if.wait_until is not None:
        for day in some_days(data, assessment.as_of, what_if.wait_until):
            yield what_if._replace(wait_until=day)


@MANY
@given(people(POLICY))
def test_nothing_past_and_nothing_unknown_is_a_lever(someone: tuple[dict[str, Any], date]) -> None:
    assessment = assessed(*someone)
    could = {"continuing_education", "licence", "employment_procedures", "series_conditions"}
    could |= {"practice_matches", "achievements"}
    for route in POLICY.route:
        for what_if in changes(assessment, route):
            for lever in what_if.levers:
                assert lever.fact in could
                known = assessment.facts[lever.fact]
                assert known is not None
                assert known != lever.value


MENDED: dict[str, Any] = {
    "continuing_education": True,
    "employment_procedures": True,
    "series_conditions": True,
    "practice_matches": True,
    "licence": "held",
    "achievements": ("paper",),
}


@MANY
@given(people(POLICY), st.lists(st.integers(0, 6000), max_size=6))
def test_what_is_not_told_does_not_help(
    someone: tuple[dict[str, Any], date], waits: list[int]
) -> None:
    """With every lever pulled, on any day: no better than the changes told, or than today."""
    assessment = assessed(*someone)
    known = {name: v for name, v in MENDED.items() if assessment.facts.get(name) is not None}
    found = {route: changes(assessment, route) for route in assessment.routes}
    for days in (0, *waits):
        day = assessment.as_of + timedelta(days)
        then = assess(POLICY, {**assessment.facts, **known}, day)
        for route, result in assessment.routes.items():
            reached = then.routes[route].status
            told = found[route][0].status if found[route] else min(result.status, Status.NOT_YET)
            assert reached >= told


BACHELOR: dict[str, Any] = {
    "diplomas": diploma("fulltime_bachelor", "2026-07-01"),
    "work": work("2026-07-02"),
}
EXCELLENT: dict[str, Any] = {
    "diplomas": diploma("adult_bachelor"),
    "employer": "public_institution",
    "achievements": ["annual_excellence"],
    "excellent_years": [2028],
}

TABLE: list[tuple[str, dict[str, Any], str, list[str]]] = [
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor")},
        "现在就可以申报助理级初聘。",
        [],
    ),
    (
        INITIAL,
        BACHELOR,
        "别的都不变，再等到2027年7月2日，就可以申报助理级初聘。",
        ["再等到2027年7月2日，就可以申报助理级初聘。"],
    ),
    (
        INITIAL,
        {**BACHELOR, "licence": "missing", "employment_procedures": False},
        "时间到了，也还不能申报助理级初聘，另有条件要补。",
        [
            "只要取得岗位要求的职（执）业资格证，并办好有效就业手续，再等到2027年7月2日，"
            "就可以申报助理级初聘。"
        ],
    ),
    (
        RECOGNITION,
        {"diplomas": diploma("adult_bachelor")},
        "时间到了，也还不能申报助理级认定考核，另有条件要补。",
        ["只要取得第七条十项业绩中的一项，就可以申报助理级认定考核。"],
    ),
    (
        RECOGNITION,
        EXCELLENT,
        "别的都不变，再等到2028年1月1日，就可以申报助理级认定考核。",
        [
            "只要取得第七条十项业绩中的一项，就可以申报助理级认定考核。",
            "再等到2028年1月1日，就可以申报助理级认定考核。",
        ],
    ),
    (
        "entry.recognition",
        {"diplomas": diploma("adult_college"), "continuing_education": False},
        "时间到了，也还不能申报员级认定考核，另有条件要补。",
        ["只要完成继续教育并经审验合格，员级认定考核就只剩要问清楚的了。"],
    ),
    # What is past is no lever: nothing can be done but what the conditions themselves say.
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "assessments_ok": False},
        "时间到了，也还不能申报助理级初聘，另有条件要补。",
        [],
    ),
    # A fact that is not known is none either.
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "licence": ...},
        "时间到了，也还不能申报助理级初聘，另有条件要补。",
        [],
    ),
    # The work has ended: waiting is in vain.
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "work": work("2026-01-01", "2026-12-31")},
        "时间到了，也还不能申报助理级初聘，另有条件要补。",
        [],
    ),
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "jurisdiction": "outside"},
        "时间到了，也还不能申报助理级初聘，另有条件要补。",
        [],
    ),
]


@pytest.mark.parametrize(("route", "facts", "day", "steps"), TABLE)
def test_in_words(route: str, facts: dict[str, Any], day: str, steps: list[str]) -> None:
    assessment = assessed(person(**facts))
    assert earliest_in_words(assessment, route) == day
    assert changes_in_words(assessment, route) == steps


def test_the_day_before_the_earliest() -> None:
    assessment = assessed(person(**BACHELOR))
    assert earliest(assessment, INITIAL) == date(2027, 7, 2)
    assert earliest(assessed(person(**BACHELOR), date(2027, 7, 2)), INITIAL) == date(2027, 7, 2)
    assert earliest(assessed(person(diplomas=diploma("adult_college"))), INITIAL) is None


def test_an_unknown_route() -> None:
    for function in (earliest, changes):
        with pytest.raises(KeyError):
            function(assessed(person(), AS_OF), "assistant.nothing")


def test_a_pack_without_levers_and_words() -> None:
    policy = load_policy(Path(__file__).parents[1] / "packs" / "one-piece")
    assessment = assess(policy, {}, AS_OF)
    for route in policy.route:
        assert changes_in_words(assessment, route) == []
        assert earliest_in_words(assessment, route) == ""


def with_change(assessment: Assessment, what_if: WhatIf) -> Assessment:
    """The assessment as it would be with these changes, on the day waited for."""
    facts = {**assessment.facts, **{lever.fact: lever.value for lever in what_if.levers}}
    day = what_if.wait_until or assessment.as_of
    return assess(assessment.policy, facts, day, assessment.readings)
