"""What hangs on what is not known, and what is past mattering."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.facts.values import FactValue, read_facts
from advisor.packs import load_policy
from advisor.report.prospects_in_words import hinges_in_words
from advisor.report.what_hangs_on_what import cannot_matter, hinges
from advisor.rules.assess import assess, assess_route
from advisor.rules.outcome import Status
from tests.people import assessed, diploma, people, person
from tests.report.test_reasons import is_whole

POLICY = load_policy()
INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
CONVERSION = "assistant.conversion"
MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LATE = {"work", "title_since", "current_post_since"}  # a day drawn for another day of reckoning


@MANY
@given(people(POLICY))
def test_every_branch_is_what_the_answer_gives(someone: tuple[dict[str, Any], date]) -> None:
    assessment = assessed(*someone)
    for route in POLICY.route:
        for stake in hinges(assessment, route):
            assert assessment.facts.get(stake.fact) is None
            fact = POLICY.facts[stake.fact]
            told = [option for branch in stake.branches for option in branch.options]
            if fact.kind in ("choice", "yes_no"):
                assert sorted(told) == sorted(fact.options)
            else:
                assert told == []
            for branch in stake.branches:
                for option in branch.options:
                    value = option == "yes" if fact.kind == "yes_no" else option
                    facts = {**assessment.facts, stake.fact: value}
                    result = assess_route(POLICY, route, facts, assessment.as_of)
                    assert result.status is branch.status
                    assert result.eligible_on == branch.eligible_on
                    assert result.missing == branch.missing
        for said in hinges_in_words(assessment, route):
            assert is_whole(said), said


@MANY
@given(people(POLICY))
def test_no_other_answer_changes_the_route(someone: tuple[dict[str, Any], date]) -> None:
    assessment = assessed(*someone)
    named = {route: {stake.fact for stake in hinges(assessment, route)} for route in POLICY.route}
    for name, fact in POLICY.facts.items():
        if assessment.facts.get(name) is not None or fact.kind not in ("choice", "yes_no"):
            continue
        for option in fact.options:
            value = option == "yes" if fact.kind == "yes_no" else option
            facts: dict[str, FactValue | None] = {**assessment.facts, name: value}
            answered = assess(POLICY, facts, assessment.as_of)
            for route, then in answered.routes.items():
                now = assessment.routes[route]
                assert name in named[route] or (
                    (then.status, then.eligible_on, then.missing, then.confirm)
                    == (now.status, now.eligible_on, now.missing, now.confirm)
                )


@MANY
@given(people(POLICY), people(POLICY), people(POLICY))
def test_what_cannot_matter_does_not(
    someone: tuple[dict[str, Any], date],
    others: tuple[dict[str, Any], date],
    more: tuple[dict[str, Any], date],
) -> None:
    """Whatever the other unknown facts turn out to be."""
    assessment = assessed(*someone)
    as_of = assessment.as_of
    idle = set(cannot_matter(assessment))
    unknown = {name for name in POLICY.facts if assessment.facts.get(name) is None}
    assert idle <= unknown
    answers = {n: v for n, v in others[0].items() if n in unknown - idle - LATE}
    values = {n: v for n, v in more[0].items() if n in idle - LATE}
    values |= {n: "2020-01-01" for n in ("title_since", "current_post_since") if n in idle}
    values |= {n: [{"start": "2019-03-05"}] for n in ("work",) if n in idle}
    facts = {**assessment.facts, **read_facts(POLICY.facts, answers, as_of)}
    before = assess(POLICY, facts, as_of).to_json()
    changed = {**facts, **read_facts(POLICY.facts, values, as_of)}
    assert assess(POLICY, changed, as_of).to_json() == before


@MANY
@given(people(POLICY), st.sampled_from(["technical_school", "title_specialty"]), st.booleans())
def test_with_an_answered_point(
    someone: tuple[dict[str, Any], date], point: str, answer: bool
) -> None:
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    assessment = assess(POLICY, facts, as_of, {point: answer})
    for route in POLICY.route:
        for stake in hinges(assessment, route):
            for branch in stake.branches:
                assert point not in branch.result.confirm
    for name in cannot_matter(assessment):
        for option in POLICY.facts[name].options:
            if POLICY.facts[name].kind == "yes_no":
                changed = {**facts, name: option == "yes"}
                then = assess(POLICY, changed, as_of, {point: answer})
                assert then.to_json() == assessment.to_json()


def test_the_branches_of_a_licence() -> None:
    assessment = assessed(person(diplomas=diploma("fulltime_bachelor"), licence=...))
    [stake] = hinges(assessment, INITIAL)
    assert stake.fact == "licence"
    found = [(branch.options, branch.status, branch.missing) for branch in stake.branches]
    assert found == [
        (("not_required", "held"), Status.ELIGIBLE, frozenset()),
        (("missing",), Status.UNMET, frozenset({"licence"})),
    ]


@pytest.mark.parametrize(
    ("route", "facts", "said"),
    [
        (INITIAL, {"diplomas": diploma("fulltime_bachelor")}, []),
        (
            INITIAL,
            {"diplomas": diploma("fulltime_bachelor"), "licence": ...},
            [
                "只取决于：职（执）业资格证。若是“不需要”或“需要，已取得”，现在就可以申报；"
                "若是“需要，还没取得”，就还差：职（执）业资格证。"
            ],
        ),
        (
            INITIAL,
            {"diplomas": diploma("fulltime_bachelor"), "ethics": ..., "employer": ...},
            [
                "还取决于：单位性质。若是“机关公务员”、“参公事业单位”或“没有单位”，就不能这样申报；"
                "若是别的，还有要先问清楚的。",
                "还取决于：品行。若是“符合”，还有要先问清楚的；若是“不符合”，就还差：品行。",
            ],
        ),
        (
            CONVERSION,
            {
                "current_title": "assistant",
                "title_same_specialty": False,
                "title_since": ...,
                "current_post_since": "2020-01-01",
                "achievements": ["paper"],
            },
            ["只取决于：任现职称的时间。请问单位：我任现在这个职称，从哪天算起？"],
        ),
    ],
)
def test_in_words(route: str, facts: dict[str, Any], said: list[str]) -> None:
    assert hinges_in_words(assessed(person(**facts)), route) == said


def test_what_no_longer_matters() -> None:
    outside = cannot_matter(assessed({"jurisdiction": "outside"}))
    assert outside == [
        name
        for name, fact in POLICY.facts.items()
        if name != "jurisdiction" and not fact.only_for_procedure
    ]
    bachelor = person(diplomas=diploma("fulltime_bachelor"), series=..., licence=...)
    found = cannot_matter(assessed(bachelor))
    assert {"masters_degree", "excellent_years", "title_since"} <= set(found)
    assert not {"series", "licence", "teaching_subject", "study_matches"} & set(found)
