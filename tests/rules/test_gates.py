"""What every route asks for: 一 (who may apply), 五 (necessary conditions), 六 (specialty)."""

from typing import Any

import pytest

from tests.people import diploma, person, report, work

BACHELOR = diploma("fulltime_bachelor")


def sound(**facts: Any) -> dict[str, Any]:
    """Someone whom only the gate under test can stop from 助理级·初聘."""
    return person(**{"diplomas": BACHELOR, **facts})


@pytest.mark.parametrize(
    ("facts", "status", "missing", "confirm", "why"),
    [
        ({}, "eligible", [], [], "nothing stands in the way"),
        ({"jurisdiction": "municipal"}, "eligible", [], [], "市直 is in the city"),
        ({"jurisdiction": "outside"}, "excluded", [], [], "一: 全市"),
        ({"jurisdiction": ...}, "confirm", [], ["jurisdiction"], "unknown is not no"),
        ({"employer": "public_institution"}, "eligible", [], [], "一: 事业单位"),
        ({"employer": "private_school"}, "eligible", [], [], "八.一.末 names 民办中小学"),
        ({"employer": "private_hospital"}, "eligible", [], [], "八.一.末 names 民营医院"),
        ({"employer": "state_enterprise"}, "eligible", [], [], "一: 企业"),
        ({"employer": "civil_service"}, "excluded", [], [], "一: 公务员不得参加"),
        ({"employer": "civil_service_managed"}, "excluded", [], [], "一: 含参公"),
        ({"employer": "none"}, "excluded", [], [], "一: 企、事业单位"),
        ({"employer": "other_organisation"}, "confirm", [], ["other_organisation"], "silent"),
        ({"employer": ...}, "confirm", [], ["employer"], "unknown is not no"),
        ({"series": "health"}, "excluded", [], [], "一: 以考代评"),
        ({"series": "economics"}, "excluded", [], [], "一: 以考代评"),
        ({"series": "accounting"}, "excluded", [], [], "一: 以考代评"),
        ({"series": "auditing"}, "excluded", [], [], "一: 以考代评"),
        ({"series": "statistics"}, "excluded", [], [], "一: 以考代评"),
        ({"series": "other_exam"}, "confirm", [], ["other_exam"], "一: 等"),
        ({"jurisdiction": "provincial_or_central"}, "confirm", [], ["provincial_unit"], "三"),
        ({"series": ...}, "confirm", [], ["series"], "unknown is not no"),
        ({"ethics": False}, "unmet", ["ethics"], [], "五.一"),
        ({"fit_for_post": False}, "unmet", ["fit_for_post"], [], "五.二"),
        ({"assessments_ok": False}, "unmet", ["assessments_ok"], [], "五.三"),
        ({"licence": "missing"}, "unmet", ["licence"], [], "五.四"),
        ({"licence": "held"}, "eligible", [], [], "五.四"),
        ({"continuing_education": False}, "unmet", ["continuing_education"], [], "五.五"),
        ({"series_conditions": False}, "unmet", ["series_conditions"], [], "五.六"),
        ({"practice_matches": False}, "unmet", ["practice_matches"], [], "六: 与本人从事专业一致"),
        ({"employment_procedures": False}, "unmet", ["employment_procedures"], [], "六.二.1"),
        ({"ethics": ...}, "confirm", [], ["ethics"], "unknown"),
        ({"fit_for_post": ...}, "confirm", [], ["fit_for_post"], "unknown"),
        ({"assessments_ok": ...}, "confirm", [], ["assessments_ok"], "unknown"),
        ({"licence": ...}, "confirm", [], ["licence"], "unknown"),
        ({"continuing_education": ...}, "confirm", [], ["continuing_education"], "unknown"),
        ({"series_conditions": ...}, "eligible", [], [], "五.六 unknown is only a reminder"),
        ({"practice_matches": ...}, "confirm", [], ["practice_matches"], "unknown"),
        ({"employment_procedures": ...}, "confirm", [], ["employment_procedures"], "unknown"),
        (
            {"ethics": False, "licence": "missing", "assessments_ok": ...},
            "unmet",
            ["ethics", "licence"],
            ["assessments_ok"],
            "all that is lacking is named, and what is unknown beside it",
        ),
        (
            {"ethics": False, "jurisdiction": "outside"},
            "excluded",
            [],
            [],
            "what rules out leaves nothing to bring about",
        ),
    ],
)
def test_gate(
    facts: dict[str, Any], status: str, missing: list[str], confirm: list[str], why: str
) -> None:
    found = report(sound(**facts), "assistant.initial")
    assert (found[0], found[2], found[3]) == (status, missing, confirm), why


@pytest.mark.parametrize(
    ("as_of", "status"), [("2026-06-30", "not_yet"), ("2026-07-01", "eligible")]
)
def test_six_months_in_technical_posts_of_any_kind(as_of: str, status: str) -> None:
    """一; a full-time master needs no years, so the six months alone decide."""
    facts = person(
        diplomas=diploma("fulltime_postgraduate"),
        masters_degree=True,
        work=[
            {"start": "2026-01-01", "end": "2026-03-31", "related": False},
            {"start": "2026-04-01"},
        ],
    )
    assert report(facts, "assistant.initial", as_of) == (status, "2026-07-01", [], [])


def test_six_months_are_not_clipped_by_graduation() -> None:
    facts = person(
        diplomas=diploma("fulltime_postgraduate", "2026-06-30"),
        masters_degree=True,
        work=work("2025-09-01"),
    )
    assert report(facts, "assistant.initial", "2026-07-01") == ("eligible", "2026-06-30", [], [])


def test_never_worked_and_left_work() -> None:
    never = sound(work=[])
    missing = ["in_post", "service", "six_months"]
    assert report(never, "assistant.initial") == ("unmet", None, missing, [])
    left = sound(work=work("2020-01-01", "2025-12-31"))
    assert report(left, "assistant.initial") == ("unmet", "2021-01-01", ["in_post"], [])
    unknown = sound(work=...)
    assert report(unknown, "assistant.initial") == ("confirm", None, [], ["work"])


@pytest.mark.parametrize(
    ("facts", "status", "confirm"),
    [
        ({"teaching_subject": "music", "study_matches": True}, "eligible", []),
        ({"teaching_subject": "music", "study_matches": False}, "excluded", []),
        ({"teaching_subject": "music"}, "confirm", ["study_matches"]),
        ({"teaching_subject": "other", "study_matches": False}, "eligible", []),
        ({"study_matches": True}, "eligible", []),
        ({"study_matches": False}, "confirm", ["teaching_subject"]),
        ({}, "confirm", ["teaching_subject"]),
        ({"series": "library", "study_matches": False}, "eligible", []),
        ({"series": ..., "teaching_subject": "music"}, "confirm", ["series"]),
    ],
)
def test_field_of_study_matters_to_teachers_of_special_subjects_only(
    facts: dict[str, Any], status: str, confirm: list[str]
) -> None:
    """六, the parenthesis."""
    found = report(sound(**{"series": "school_teacher", **facts}), "assistant.initial")
    assert (found[0], found[3]) == (status, confirm)


@pytest.mark.parametrize(
    ("facts", "reminders"),
    [
        ({}, []),
        ({"series_conditions": ...}, ["series_conditions"]),
        ({"series": "engineering"}, []),
        (
            {"series": "higher_education_teacher", "series_conditions": ...},
            ["series_conditions", "series_rules"],
        ),
    ],
)
def test_reminders_never_change_a_verdict(facts: dict[str, Any], reminders: list[str]) -> None:
    from tests.people import assessed

    facts = {"teaching_subject": "other", **facts}
    routes: Any = assessed(sound(**facts)).to_json()["routes"]
    assert routes["assistant.initial"]["reminders"] == reminders
    assert routes["assistant.initial"]["status"] == "eligible"
    assert routes["entry.conversion"]["reminders"] == []
