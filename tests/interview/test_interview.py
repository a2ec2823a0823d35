"""The interview: only what can still change something is asked, and the count of it is true."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.facts.values import FactValue, read_facts
from advisor.interview.questions import (
    Interview,
    next_question,
    oddities,
    play,
    questions_left,
    retraced,
)
from advisor.packs import load_policy
from advisor.rules.assess import assess
from advisor.rules.outcome import Status
from tests.people import AS_OF, diploma, people, person, work

POLICY = load_policy()
MANY = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(MANY, max_examples=180)


def asked(**facts: Any) -> list[str]:
    return list(play(POLICY, read_facts(POLICY.facts, facts, AS_OF), AS_OF))


class TestShort:
    """Who cannot apply is told at once."""

    def test_outside_the_city_is_one_question(self) -> None:
        assert asked(**person(jurisdiction="outside")) == ["jurisdiction"]

    @pytest.mark.parametrize("employer", ["civil_service", "civil_service_managed", "none"])
    def test_a_civil_servant_is_two(self, employer: str) -> None:
        assert asked(**person(employer=employer)) == ["jurisdiction", "employer"]

    @pytest.mark.parametrize("series", ["accounting", "health"])
    def test_an_accountant_is_three(self, series: str) -> None:
        assert asked(**person(series=series)) == ["jurisdiction", "employer", "series"]


def test_a_fulltime_bachelor_in_a_factory_is_spared() -> None:
    found = asked(
        **person(
            series="engineering", diplomas=diploma("fulltime_bachelor"), work=work("2020-01-01")
        )
    )
    spared = {
        "teaching_subject",
        "study_matches",
        "masters_degree",
        "achievements",
        "excellent_years",
        "title_since",
        "title_same_specialty",
        "current_post_since",
    }
    assert not spared.intersection(found)
    assert {"diplomas", "work", "employment_procedures", "licence"} <= set(found)


def test_the_years_of_excellence_only_where_they_decide() -> None:
    adult = {"diplomas": diploma("adult_bachelor"), "employer": "public_institution"}
    assert "excellent_years" in asked(**person(**adult, achievements=["annual_excellence"]))
    other = person(**adult, achievements=["annual_excellence", "paper"])
    assert "excellent_years" not in asked(**other)
    firm = person(**{**adult, "employer": "state_enterprise"}, achievements=["annual_excellence"])
    assert "excellent_years" not in asked(**firm)


def test_the_registry_comes_last_and_only_within_reach() -> None:
    assert asked(**person(diplomas=diploma("fulltime_bachelor")))[-1] == "registration"
    for spared in (
        person(diplomas=diploma("fulltime_bachelor"), employer="public_institution"),
        person(current_title="intermediate_or_above"),
    ):
        assert "registration" not in asked(**spared)


@MANY
@given(people(POLICY))
def test_the_interview_agrees_with_assess(someone: tuple[dict[str, Any], date]) -> None:
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    answers = play(POLICY, facts, as_of)
    assert assess(POLICY, answers, as_of).to_json() == assess(POLICY, facts, as_of).to_json()


@SOME
@given(people(POLICY))
def test_at_most_so_many_questions_is_true_all_the_way(
    someone: tuple[dict[str, Any], date],
) -> None:
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    answers: dict[str, FactValue | None] = {}
    before = questions_left(POLICY, answers, as_of)
    while before:
        for name in before[0].facts:
            answers[name] = facts.get(name)
        left = questions_left(POLICY, answers, as_of)
        assert len(left) < len(before)
        assert {q.id for q in left} <= {q.id for q in before}
        before = left


@settings(SOME, max_examples=150)
@given(people(POLICY), st.data())
def test_what_is_not_asked_cannot_matter(
    someone: tuple[dict[str, Any], date], data: st.DataObject
) -> None:
    """Any other answers to all that is not asked leave every report as it is."""
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    answers = dict(play(POLICY, facts, as_of))
    others, _ = data.draw(people(POLICY))
    late = {"work", "title_since", "current_post_since"}
    unasked = {n: v for n, v in others.items() if n not in answers and n not in late}
    changed = answers | read_facts(POLICY.facts, unasked, as_of)
    before = assess(POLICY, answers, as_of).to_json()
    assert assess(POLICY, changed, as_of).to_json() == before


@SOME
@given(people(POLICY))
def test_a_route_that_stands_stays(someone: tuple[dict[str, Any], date]) -> None:
    """What the panel calls settled is what the end will say."""
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    end = assess(POLICY, play(POLICY, facts, as_of), as_of)
    answers: dict[str, FactValue | None] = {}
    while (question := next_question(POLICY, answers, as_of)) is not None:
        for standing in Interview(POLICY, answers, as_of).standings(assess(POLICY, answers, as_of)):
            if standing.status is not None:
                assert standing.status is end.routes[standing.plan.id].status
        for name in question.facts:
            answers[name] = facts.get(name)


def test_dont_know_is_an_answer_to_every_question() -> None:
    answers = play(POLICY, {}, AS_OF)
    assert set(answers.values()) == {None}
    assert next_question(POLICY, answers, AS_OF) is None
    best = assess(POLICY, answers, AS_OF).recommended
    assert best is not None
    assert best.status is Status.CONFIRM


def test_changing_an_answer_keeps_the_later_ones_that_still_apply() -> None:
    full = read_facts(
        POLICY.facts, person(diplomas=diploma("fulltime_bachelor"), achievements=["paper"]), AS_OF
    )
    answers = dict(play(POLICY, full, AS_OF))
    changed = answers | {"series": "school_teacher"}
    kept = retraced(POLICY, changed, AS_OF).answers
    question = next_question(POLICY, kept, AS_OF)
    assert question is not None
    assert question.facts == ("teaching_subject",)
    again = retraced(POLICY, changed | {"teaching_subject": "other"}, AS_OF).answers
    assert again == changed | {"teaching_subject": "other"}
    closed = retraced(POLICY, changed | {"jurisdiction": "outside"}, AS_OF).answers
    assert list(closed) == ["jurisdiction"]
    reopened = retraced(POLICY, changed | {"series": "agriculture"}, AS_OF).answers
    assert reopened == answers


@pytest.mark.parametrize(
    ("facts", "odd"),
    [
        ({"current_title": "entry", "title_since": "2009-05-01"}, True),
        ({"current_title": "entry", "title_since": "2012-05-01"}, False),
        ({"diplomas": diploma("fulltime_college", "2012-07-01")}, True),
        ({"diplomas": diploma("adult_college", "2012-07-01")}, False),  # beside the work
        ({"diplomas": diploma("fulltime_college", "2009-07-01")}, False),
        ({}, False),
    ],
)
def test_odd_dates_are_asked_about_politely(facts: dict[str, Any], odd: bool) -> None:
    answers = read_facts(POLICY.facts, person(**facts), AS_OF)
    found = oddities(POLICY, answers)
    assert bool(found) is odd
    for oddity in found:
        assert "{" not in oddity.sentence
        assert oddity.facts


def test_facts_that_matter_are_in_the_order_of_content() -> None:
    order = list(POLICY.facts)
    found = Interview(POLICY, {}, AS_OF).facts_left
    assert found == sorted(found, key=order.index)
