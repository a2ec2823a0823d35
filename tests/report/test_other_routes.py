"""The other open routes in one line each, against lines written by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from advisor.facts.values import read_facts
from advisor.packs import load_policy
from advisor.report.other_routes import other_routes
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from tests.people import AS_OF, assessed, diploma, people, person, work

POLICY = load_policy()
NAME = {plan.id: plan.name for plan in POLICY.routes}
COLLEGE_ENTRY = POLICY.interpretations["college_entry"].name
ASSESSMENTS = POLICY.facts["assessments_ok"].name
SECOND_CITY = load_policy(Path(__file__).parents[1] / "packs" / "one-piece")

COLLEGE_IN_2025 = person(
    diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01")
)
ADULT_COLLEGE = person(diplomas=diploma("adult_college"))


def lines(assessment: Assessment) -> list[str]:
    return [other.line for other in other_routes(assessment)]


@pytest.mark.parametrize(
    ("facts", "recommended", "expected"),
    [
        (
            COLLEGE_IN_2025 | {"work": work("2020-01-01")},
            "assistant.initial",
            [f"{NAME['entry.initial']}：先问清一件事（{COLLEGE_ENTRY}）"],
        ),
        (COLLEGE_IN_2025, "entry.initial", [f"{NAME['assistant.initial']}：自2028年7月1日起"]),
        (ADULT_COLLEGE, "entry.recognition", [f"{NAME['assistant.recognition']}：只差一项业绩"]),
        (
            ADULT_COLLEGE | {"work": work("2025-01-01")},
            "entry.recognition",
            [f"{NAME['assistant.recognition']}：还差一项业绩；时间到2028年1月1日才满"],
        ),
        (
            person(diplomas=[*diploma("fulltime_bachelor"), *diploma("adult_bachelor")])
            | {"achievements": ["patent"]},
            "assistant.initial",
            [f"{NAME['assistant.recognition']}：现在也可以申报"],
        ),
        (
            person(diplomas=[*diploma("fulltime_bachelor"), *diploma("adult_bachelor")])
            | {"practice_matches": False, "employment_procedures": False},
            "assistant.initial",
            [f"{NAME['assistant.recognition']}：还差2项条件：申报专业和所干专业一致、一项业绩"],
        ),
        (
            person(diplomas=[*diploma("fulltime_secondary"), *diploma("adult_bachelor")])
            | {"employment_procedures": False, "achievements": ["patent"]},
            "assistant.recognition",
            [f"{NAME['entry.initial']}：只差就业手续"],
        ),
        (
            person(diplomas=diploma("adult_bachelor"), current_title="entry")
            | {"title_same_specialty": False, "title_since": "2020-01-01"}
            | {"current_post_since": "2026-03-01"},
            "entry.conversion",
            [f"{NAME['assistant.recognition']}：只差一项业绩"],
        ),
        (
            person(
                current_title="entry",
                title_since="2020-05-01",
                title_same_specialty=False,
                current_post_since="2025-03-10",
            ),
            "entry.conversion",
            [f"{NAME['assistant.exceptional']}：还差一项业绩；另有要先问清的"],
        ),
        (person(diplomas=diploma("fulltime_bachelor")), "assistant.initial", []),
        (person(employer="civil_service"), None, []),
    ],
)
def test_each_other_open_route_in_one_line(
    facts: dict[str, Any], recommended: str | None, expected: list[str]
) -> None:
    assessment = assessed(facts)
    best = assessment.recommended
    assert (best and best.plan.id) == recommended
    assert lines(assessment) == expected


def test_what_is_to_be_asked_is_named_while_it_is_little() -> None:
    few = assessed(person(diplomas=diploma("fulltime_college"), assessments_ok=...))
    assert lines(few) == [f"{NAME['entry.initial']}：先问清2件事（{ASSESSMENTS}、{COLLEGE_ENTRY}）"]
    said = lines(assessed({}))
    assert len(said) == 7
    for line in said:
        assert "件事" in line
        assert "（" not in line.partition("：")[2]


def test_a_wait_in_vain_says_what_will_be_lacking() -> None:
    """The post ends before the degree comes; the other way is open today."""
    facts = person(
        diplomas=[*diploma("adult_bachelor"), *diploma("fulltime_postgraduate", "2027-06-30")],
        masters_degree=True,
        work=work("2024-01-01", "2027-03-31"),
        achievements=["paper"],
    )
    [initial] = [
        line for line in lines(assessed(facts)) if line.startswith(f"{NAME['assistant.initial']}")
    ]
    assert initial == (
        f"{NAME['assistant.initial']}：时间要到2027年6月30日才满，到那天又会差在岗（现在要在技术岗位上）"
    )


def test_what_the_office_has_answered_counts() -> None:
    facts = read_facts(POLICY.facts, COLLEGE_IN_2025 | {"work": work("2020-01-01")}, AS_OF)
    readings = {"college_entry": True, "service_before_graduation": True}
    assert lines(assess(POLICY, facts, AS_OF, readings)) == [
        f"{NAME['entry.initial']}：现在也可以申报"
    ]
    readings = {"college_entry": False}
    assert lines(assess(POLICY, facts, AS_OF, readings)) == []


def test_a_pack_without_these_words_says_nothing() -> None:
    assert lines(assessed({}, policy=SECOND_CITY)) == []


@settings(max_examples=80, deadline=None)
@given(people(POLICY))
def test_of_anyone(someone: tuple[dict[str, Any], date]) -> None:
    """Every open route once, the recommended one never; better statuses first, then content's order."""
    facts, as_of = someone
    assessment = assessed(facts, as_of)
    found = other_routes(assessment)
    best = assessment.recommended
    open_routes = {
        result.plan.id
        for result in assessment.routes.values()
        if result.status is not Status.EXCLUDED
    }
    told = [other.result.plan.id for other in found] + ([best.plan.id] if best else [])
    assert sorted(told) == sorted(open_routes)
    order = list(POLICY.route)
    ranks = [(other.result.status, order.index(other.result.plan.id)) for other in found]
    assert ranks == sorted(ranks)
    for other in found:
        route, _, rest = other.line.partition("：")
        assert route == other.result.plan.name
        assert rest
        assert not set("{}。") & set(other.line)
        assert "（）" not in other.line
        assert not other.line.endswith(("差", "自起", "："))
        if "只差" in other.line:
            assert other.result.status is Status.UNMET
            assert not other.result.confirm
    assert lines(assessed(facts, as_of)) == [other.line for other in found]
