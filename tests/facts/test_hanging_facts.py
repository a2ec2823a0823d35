"""Facts that hang on an unknown one count as unknown, whatever is said of them, and are not asked."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from advisor.facts.values import read_facts
from advisor.interview.questions import next_question, questions_left, retraced
from advisor.packs import load_policy
from tests.people import AS_OF, assessed, diploma, people, person

POLICY = load_policy()
HANGING = {name: fact.hangs_on for name, fact in POLICY.facts.items() if fact.hangs_on}


def test_which_hang_on_which() -> None:
    assert HANGING == {
        "teaching_subject": "series",
        "study_matches": "series",
        "masters_degree": "diplomas",
        "title_same_specialty": "current_title",
        "title_since": "current_title",
        "current_post_since": "current_title",
        "excellent_years": "achievements",
        "registration": "employer",
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people(POLICY))
def test_what_is_said_of_them_changes_no_report(someone: tuple[dict[str, Any], date]) -> None:
    raw, as_of = someone
    unsaid = {
        name: value
        for name, value in raw.items()
        if name not in HANGING or raw.get(HANGING[name]) is not None
    }
    assert assessed(raw, as_of).to_json() == assessed(unsaid, as_of).to_json()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people(POLICY))
def test_they_are_asked_once_the_other_is_known_and_never_before(
    someone: tuple[dict[str, Any], date],
) -> None:
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    answers: dict[str, Any] = {}
    while (question := next_question(POLICY, answers, as_of)) is not None:
        for name in question.facts:
            if name in HANGING:
                assert answers.get(HANGING[name]) is not None
            answers[name] = facts.get(name)


@pytest.mark.parametrize("told", [True, False, None])
def test_one_told_ahead_is_kept_and_asked_no_more(told: bool | None) -> None:
    answers: dict[str, Any] = {"study_matches": told, "teaching_subject": "music"}
    left = {name for q in questions_left(POLICY, answers, AS_OF) for name in q.facts}
    assert not left & answers.keys()
    assert retraced(POLICY, answers, AS_OF).answers == answers
    answers["series"] = "school_teacher"
    assert retraced(POLICY, answers, AS_OF).answers["teaching_subject"] == "music"


def test_a_title_not_known_is_one_point_of_a_conversion() -> None:
    facts = person(
        current_title=None,
        diplomas=diploma("adult_college"),
        title_since="2026-01-01",
        current_post_since="2026-06-01",
        title_same_specialty=True,
        achievements=["paper"],
    )
    routes: Any = assessed(facts).to_json()["routes"]
    for route in ("assistant.conversion", "entry.conversion"):
        found = routes[route]
        assert (found["status"], found["eligible_on"], found["confirm"]) == (
            "confirm",
            None,
            ["current_title"],
        )
