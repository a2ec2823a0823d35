"""The verdict under either answer to a point on which the notice is silent."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.facts.values import FactError, read_facts
from advisor.packs import load_policy
from advisor.report.checklist import checklist
from advisor.report.either_answer import either_way
from advisor.report.prospects_in_words import either_way_in_words
from advisor.report.reasons import advice, headline, one_line, reasons
from advisor.report.timeline import timeline
from advisor.rules.assess import Assessment, assess, assess_route
from advisor.rules.outcome import Status
from tests.people import AS_OF, assessed, diploma, people, person, work
from tests.report.test_reasons import is_whole

POLICY = load_policy()
POINTS = sorted(POLICY.interpretations)
INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
ENTRY_INITIAL, ENTRY_RECOGNITION = "entry.initial", "entry.recognition"
EXCEPTIONAL = "assistant.exceptional"
MANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANSWERS = st.dictionaries(st.sampled_from(POINTS), st.booleans())


def read(someone: tuple[dict[str, Any], date], answers: dict[str, bool]) -> Assessment:
    raw, as_of = someone
    return assess(POLICY, read_facts(POLICY.facts, raw, as_of), as_of, answers)


@MANY
@given(people(POLICY))
def test_without_an_answer_all_is_as_it_was(someone: tuple[dict[str, Any], date]) -> None:
    plain, empty = assessed(*someone), read(someone, {})
    assert empty.to_json() == plain.to_json()
    for route, result in plain.routes.items():
        assert assess_route(POLICY, route, plain.facts, plain.as_of) == result


@MANY
@given(people(POLICY), ANSWERS)
def test_an_answered_point_is_not_to_be_confirmed(
    someone: tuple[dict[str, Any], date], answers: dict[str, bool]
) -> None:
    assessment = read(someone, answers)
    for result in assessment.routes.values():
        assert not result.confirm & answers.keys()
        assert (result.status is Status.UNMET) == bool(result.missing)
        assert (result.status is Status.CONFIRM) <= bool(result.confirm)


@MANY
@given(people(POLICY), ANSWERS, st.sampled_from(POINTS))
def test_what_a_point_does_not_touch_stays(
    someone: tuple[dict[str, Any], date], answers: dict[str, bool], point: str
) -> None:
    """An answer changes only routes that speak of the point, today or before the day they wait for;
    and in a person's favour it is never worse than against (three points cut both ways: what counts as
    a diploma, or as no special subject, is lost to 四.二.4)."""
    assessment = read(someone, {id: said for id, said in answers.items() if id != point})
    favourable = {**assessment.readings, point: True}
    whole = assess(POLICY, assessment.facts, assessment.as_of, favourable)
    for route, result in assessment.routes.items():
        both = either_way(assessment, route, point)
        assert point not in both.yes.confirm | both.no.confirm
        if point not in ("technical_school", "vocational_school", "special_subjects"):
            assert both.yes.status <= both.no.status
            if result.status is Status.CONFIRM:
                assert both.yes.status <= result.status <= both.no.status
        assert whole.routes[route] == both.yes


@MANY
@given(people(POLICY), ANSWERS)
def test_every_reason_still_has_words(
    someone: tuple[dict[str, Any], date], answers: dict[str, bool]
) -> None:
    assessment = read(someone, answers)
    for route, result in assessment.routes.items():
        for reason in reasons(assessment, result):
            assert is_whole(reason.sentence), reason
        assert is_whole(one_line(assessment, result))
        assert headline(assessment, result)
        checklist(assessment, route)
        for point in sorted(result.confirm & POLICY.interpretations.keys()):
            said = either_way_in_words(assessment, route, point)
            assert is_whole(said), said
    assert advice(assessment).next_steps
    timeline(assessment)


COLLEGE = {"diplomas": diploma("fulltime_college", "2025-07-01"), "work": work("2020-01-01")}
SENIOR = {"diplomas": diploma("technical_senior")}
ENTRY = {"current_title": "entry", "title_since": "2015-01-01", "achievements": ["paper"]}
TENURE = {
    **ENTRY,
    "diplomas": diploma("adult_college", "2026-01-10"),
    "work": work("2025-12-01"),
    "title_same_specialty": True,
}
OTHER_TITLE = {**TENURE, "diplomas": diploma("adult_college"), "title_same_specialty": False}

TEACHER = {"series": "school_teacher", "teaching_subject": "other"}
DANCE = {"series": "school_teacher", "teaching_subject": "other_special"}
TWO_STRETCHES = [*work("2010-01-01", "2025-12-31"), *work("2026-10-01")]

Verdict = tuple[str, str | None, list[str], list[str]]
TABLE: list[tuple[str, dict[str, Any], str, Verdict, Verdict]] = [
    # route, facts, point, in favour, against: (status, eligible_on, missing, confirm)
    (
        INITIAL,
        COLLEGE,
        "service_before_graduation",
        ("eligible", "2025-07-01", [], []),
        ("not_yet", "2028-07-01", [], []),
    ),
    (
        INITIAL,
        {**COLLEGE, "work": work("2024-01-01")},
        "service_before_graduation",
        ("not_yet", "2027-01-01", [], []),
        ("not_yet", "2028-07-01", [], []),
    ),
    (
        INITIAL,
        {**COLLEGE, "diplomas": diploma("fulltime_college", "2027-07-01")},
        "service_before_graduation",
        ("not_yet", "2027-07-01", [], []),
        ("not_yet", "2030-07-01", [], []),
    ),
    (
        INITIAL,
        {**COLLEGE, "work": work("2020-01-01", "2026-12-31")},
        "service_before_graduation",
        ("eligible", "2025-07-01", [], []),
        ("unmet", None, ["service"], []),
    ),
    (
        RECOGNITION,
        TENURE,
        "tenure_before_graduation",
        ("eligible", "2026-06-01", [], []),
        ("not_yet", "2028-01-10", [], []),
    ),
    (
        INITIAL,
        {**ENTRY, "diplomas": diploma("fulltime_college")},
        "holds_entry_title",
        ("eligible", "2013-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        RECOGNITION,
        {**ENTRY, "diplomas": diploma("fulltime_college")},
        "holds_entry_title",
        ("eligible", "2010-07-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        ENTRY_INITIAL,
        {"diplomas": diploma("fulltime_college")},
        "college_entry",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        ENTRY_RECOGNITION,
        {"diplomas": diploma("adult_college")},
        "entry_recognition_years",
        ("eligible", "2010-07-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        RECOGNITION,
        OTHER_TITLE,
        "title_specialty",
        ("eligible", "2026-06-01", [], []),
        ("not_yet", "2028-12-01", [], []),
    ),
    (
        RECOGNITION,
        {**OTHER_TITLE, "title_same_specialty": ...},
        "title_specialty",
        ("eligible", "2026-06-01", [], []),
        ("confirm", "2026-06-01", [], ["title_same_specialty"]),
    ),
    (
        INITIAL,
        SENIOR,
        "technical_school",
        ("eligible", "2013-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        EXCEPTIONAL,
        {**SENIOR, "achievements": ["paper"]},
        "technical_school",
        ("excluded", None, [], []),
        ("confirm", "2010-07-01", [], ["discretionary"]),
    ),
    (
        RECOGNITION,
        {"diplomas": diploma("adult_postgraduate"), "achievements": ["paper"]},
        "in_service_postgraduate",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        INITIAL,
        {"diplomas": diploma("fulltime_postgraduate"), "masters_degree": False},
        "postgraduate_without_degree",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        EXCEPTIONAL,
        {"achievements": ["paper"]},
        "discretionary",
        ("eligible", "2010-07-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "employer": "other_organisation"},
        "other_organisation",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "jurisdiction": "provincial_or_central"},
        "provincial_unit",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "series": "other_exam"},
        "other_exam",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        INITIAL,
        {**TEACHER, "diplomas": diploma("fulltime_college")},
        "series_rules",
        ("eligible", "2013-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "work": TWO_STRETCHES},
        "six_months_in_all",
        ("eligible", "2011-01-01", [], []),
        ("not_yet", "2027-04-01", [], []),
    ),
    (
        INITIAL,
        {**DANCE, "diplomas": diploma("fulltime_bachelor"), "study_matches": False},
        "special_subjects",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        "entry.exceptional",
        {**DANCE, "diplomas": diploma("fulltime_bachelor"), "study_matches": False},
        "special_subjects",
        ("excluded", None, [], []),
        ("confirm", "2010-07-01", [], ["discretionary"]),
    ),
    (
        ENTRY_INITIAL,
        {"diplomas": diploma("vocational_secondary")},
        "vocational_school",
        ("eligible", "2011-01-01", [], []),
        ("excluded", None, [], []),
    ),
    (
        "entry.exceptional",
        {"diplomas": diploma("vocational_secondary")},
        "vocational_school",
        ("excluded", None, [], []),
        ("confirm", "2010-07-01", [], ["discretionary"]),
    ),
]


@pytest.mark.parametrize(("route", "facts", "point", "yes", "no"), TABLE)
def test_either_answer(
    route: str, facts: dict[str, Any], point: str, yes: Verdict, no: Verdict
) -> None:
    for answer, expected in ((True, yes), (False, no)):
        routes: Any = read((person(**facts), AS_OF), {point: answer}).to_json()["routes"]
        found = routes[route]
        assert (
            found["status"],
            found["eligible_on"],
            found["missing"],
            found["confirm"],
        ) == expected


def test_every_point_has_a_row() -> None:
    assert sorted({row[2] for row in TABLE}) == POINTS


@pytest.mark.parametrize(
    ("route", "facts", "point", "said"),
    [
        (
            INITIAL,
            COLLEGE,
            "service_before_graduation",
            "若职改办答复毕业前的工作年限也算，现在就可以申报；"
            "若职改办答复只算毕业以后的，要等到2028年7月1日。",
        ),
        (
            ENTRY_INITIAL,
            {"diplomas": diploma("fulltime_college")},
            "college_entry",
            "若职改办答复全日制大专可以先聘员级，现在就可以申报；"
            "若职改办答复全日制大专不能先聘员级，就不能这样申报。",
        ),
        (
            ENTRY_RECOGNITION,
            {"diplomas": diploma("adult_college")},
            "entry_recognition_years",
            "若职改办答复您的工作年限够了，现在就可以申报；"
            "若职改办答复您的工作年限还不够，就不能这样申报。",
        ),
        (
            ENTRY_RECOGNITION,
            {"diplomas": diploma("adult_college"), "ethics": False},
            "entry_recognition_years",
            "若职改办答复您的工作年限够了，就还差：品行；"
            "若职改办答复您的工作年限还不够，就不能这样申报。",
        ),
    ],
)
def test_in_words(route: str, facts: dict[str, Any], point: str, said: str) -> None:
    assert either_way_in_words(assessed(person(**facts)), route, point) == said


@pytest.mark.parametrize(
    ("facts", "point", "answer", "said"),
    [
        (
            COLLEGE,
            "service_before_graduation",
            True,
            "您以全日制大专学历申报，从事相关专业技术工作一共6年10个月，照职改办的答复，"
            "毕业以前的也算，2025年7月1日已满3年。",
        ),
        (
            {**COLLEGE, "work": work("2020-01-01", "2026-12-31")},
            "service_before_graduation",
            False,
            "照职改办的答复，只算全日制大专毕业以后的。按您填的经历，毕业以后从事相关专业技术工作"
            "累计也不满3年。要在岗位上接着干，满了再报。",
        ),
        (SENIOR, "technical_school", False, "职改办的答复：技工院校的毕业证不算学历。"),
    ],
)
def test_the_reason_names_the_answer(
    facts: dict[str, Any], point: str, answer: bool, said: str
) -> None:
    assessment = read((person(**facts), AS_OF), {point: answer})
    found = [reason.sentence for reason in reasons(assessment, assessment.routes[INITIAL])]
    assert said in found


def test_a_point_that_is_not_in_the_pack() -> None:
    with pytest.raises(FactError) as caught:
        assess(POLICY, {}, AS_OF, {"weather": True})
    assert caught.value.fact == "readings"
    with pytest.raises(FactError):
        either_way(assessed(person()), INITIAL, "weather")
