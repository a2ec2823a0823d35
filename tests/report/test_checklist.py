"""The checklist of each route and who opens the account, against tables made by hand.

The tables follow the domain notes (materials, procedure and offices), never the program's output.
"""

from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.packs import load_policy
from advisor.report.checklist import Checklist, checklist
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from tests.content.test_content import copy_of, silent
from tests.people import AS_OF, assessed, diploma, people, person, work

POLICY = load_policy()

INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
CONVERSION, EXCEPTIONAL = "assistant.conversion", "assistant.exceptional"
ENTRY_INITIAL, ENTRY_RECOGNITION = "entry.initial", "entry.recognition"
ENTRY_CONVERSION, ENTRY_EXCEPTIONAL = "entry.conversion", "entry.exceptional"

Needed = tuple[str, str | None, tuple[str, ...]]
"""A material the notice or its platform asks for: id, diploma kind, clauses."""


def needed(id: str, *clauses: str, kind: str | None = None) -> Needed:
    return (id, kind, clauses)


def basics(*of_the_line: str) -> set[Needed]:
    """What everyone needs; ``of_the_line``: the clause that asks for years of work, if one does."""
    return {
        needed("id_card", "八.一.3"),
        needed("service_proof", "一", *of_the_line),
        needed("annual_assessments", "五.三"),
        needed("continuing_education_proof", "五.五"),
        needed("merged_scans", "八.一.4"),
    }


PAPER = ["paper"]
PAPER_PROOF = needed("achievement.paper", "七.一")
ANY_ACHIEVEMENT = needed("achievement", "七")
LICENCE = needed("licence", "五.四")
EMPLOYED_ASSISTANT = needed("employment_procedures_proof", "六.二.1")
EMPLOYED_ENTRY = needed("employment_procedures_proof", "六.一")
CHANGED = {
    "title_since": "2020-05-01",
    "title_same_specialty": False,
    "current_post_since": "2025-03-10",
}
CHANGED_PROOFS = {
    needed("current_title_certificate", "四.二.2"),
    needed("present_post_proof", "四.二.2"),
}
ART_TEACHER = {"series": "school_teacher", "teaching_subject": "art", "licence": "held"}


class Row(NamedTuple):
    """A person, given as what differs from ``tests.people.GATES``, and what a route asks of them."""

    why: str
    route: str
    facts: dict[str, Any]
    expected: set[Needed]


def initial(kind: str, clause: str) -> Row:
    """助理级·初聘 on a diploma and years of work."""
    return Row(
        f"initial, {kind}",
        INITIAL,
        {"diplomas": diploma(kind), "masters_degree": False},
        {needed("diploma", clause, kind=kind), EMPLOYED_ASSISTANT, *basics(clause)},
    )


def entry_initial(kind: str) -> Row:
    """员级·初聘 on a diploma and a year of work."""
    return Row(
        f"entry initial, {kind}",
        ENTRY_INITIAL,
        {"diplomas": diploma(kind)},
        {needed("diploma", "六.一", kind=kind), EMPLOYED_ENTRY, *basics("六.一")},
    )


def by_work(kind: str, clause: str) -> Row:
    """助理级·认定考核 on a diploma and years of work, no title."""
    return Row(
        f"recognition by work, {kind}",
        RECOGNITION,
        {"diplomas": diploma(kind), "achievements": PAPER},
        {needed("diploma", clause, kind=kind), PAPER_PROOF, *basics(clause)},
    )


def by_tenure(kind: str, clause: str) -> Row:
    """The same on years holding 员级; the work alone would not do."""
    return Row(
        f"recognition by tenure, {kind}",
        RECOGNITION,
        {
            "diplomas": diploma(kind),
            "achievements": PAPER,
            "current_title": "entry",
            "title_since": "2020-01-01",
            "title_same_specialty": True,
            "work": work("2025-01-01"),
        },
        {
            needed("diploma", clause, kind=kind),
            needed("entry_title_certificate", clause),
            PAPER_PROOF,
            *basics(),
        },
    )


def promoted(kind: str) -> Row:
    """四.二.3 sets no years: nothing counts years holding 员级."""
    return Row(
        f"promotion, {kind}",
        RECOGNITION,
        {"diplomas": diploma(kind), "achievements": PAPER, "current_title": "entry"},
        {needed("diploma", "四.二.3", kind=kind), PAPER_PROOF, *basics()},
    )


def achieved(why: str, facts: dict[str, Any], *proofs: Needed) -> Row:
    """An adult bachelor with these achievements."""
    return Row(
        why,
        RECOGNITION,
        {"diplomas": diploma("adult_bachelor"), **facts},
        {needed("diploma", "六.二.2.1", kind="adult_bachelor"), *proofs, *basics("六.二.2.1")},
    )


def bachelor(why: str, facts: dict[str, Any], *more: Needed) -> Row:
    """A full-time bachelor with these facts, and what they add."""
    row = initial("fulltime_bachelor", "六.二.1.2")
    return Row(why, INITIAL, row.facts | facts, row.expected | set(more))


TABLE = [
    # --- 助理级·初聘: diploma of the line, employment procedures, never an achievement
    initial("fulltime_bachelor", "六.二.1.2"),
    initial("fulltime_college", "六.二.1.3"),
    initial("technical_technician", "六.二.1.2"),
    initial("technical_senior", "六.二.1.3"),
    Row(
        "only the line of 六.二.1.1 asks for the master's degree",
        INITIAL,
        {"diplomas": diploma("fulltime_postgraduate"), "masters_degree": True},
        {
            needed("diploma", "六.二.1.1", kind="fulltime_postgraduate"),
            needed("masters_degree_certificate", "六.二.1.1"),
            EMPLOYED_ASSISTANT,
            *basics("六.二.1.1"),
        },
    ),
    initial("fulltime_postgraduate", "六.二.1.2"),
    Row(
        "only the diploma that carries the route",
        INITIAL,
        {"diplomas": [*diploma("adult_bachelor"), *diploma("fulltime_college")]},
        initial("fulltime_college", "六.二.1.3").expected,
    ),
    bachelor("achievements are no part of 初聘", {"achievements": PAPER}),
    bachelor("procedures still lacking must be proved", {"employment_procedures": False}),
    # --- what 五.四 and 六 add
    bachelor("licence held", {"licence": "held"}, LICENCE),
    bachelor("licence to be got", {"licence": "missing"}, LICENCE),
    bachelor("licence not known", {"licence": ...}, LICENCE),
    bachelor(
        "special subject",
        ART_TEACHER | {"study_matches": True},
        LICENCE,
        needed("study_proof", "六"),
    ),
    bachelor(
        "special subject, match not known",
        ART_TEACHER,
        LICENCE,
        needed("study_proof", "六"),
    ),
    bachelor(
        "any other subject",
        ART_TEACHER | {"teaching_subject": "other", "study_matches": False},
        LICENCE,
    ),
    bachelor("no teacher, whatever was studied", {"study_matches": False}),
    # --- 助理级·认定考核: years of work, or years holding 员级, and one achievement
    by_work("adult_bachelor", "六.二.2.1"),
    by_work("adult_college", "六.二.2.2"),
    by_work("fulltime_secondary", "六.二.2.3"),
    by_work("adult_secondary", "六.二.2.3"),
    by_work("adult_postgraduate", "六.二.2.1"),
    by_work("technical_intermediate", "六.二.2.3"),
    by_tenure("adult_college", "六.二.2.2"),
    by_tenure("fulltime_secondary", "六.二.2.3"),
    by_tenure("adult_secondary", "六.二.2.3"),
    by_tenure("technical_intermediate", "六.二.2.3"),
    Row(
        "holding 员级, but the work carries it",
        RECOGNITION,
        by_tenure("adult_college", "六.二.2.2").facts
        | {"title_since": "2026-01-01", "work": work("2010-01-01")},
        by_work("adult_college", "六.二.2.2").expected,
    ),
    promoted("fulltime_postgraduate"),
    promoted("fulltime_bachelor"),
    promoted("fulltime_college"),
    promoted("technical_technician"),
    promoted("technical_senior"),
    # --- 七: each one held that counts, or the choice of ten
    achieved("none held", {"achievements": []}, ANY_ACHIEVEMENT),
    achieved("not known", {"achievements": ...}, ANY_ACHIEVEMENT),
    achieved(
        "each of several",
        {"achievements": ["commendation", "patent", "paper"]},
        PAPER_PROOF,
        needed("achievement.patent", "七.四"),
        needed("achievement.commendation", "七.十"),
    ),
    achieved(
        "优秀 in a firm does not count",
        {"achievements": ["annual_excellence"], "excellent_years": [2026]},
        ANY_ACHIEVEMENT,
    ),
    achieved(
        "优秀 in a firm beside one that counts",
        {"achievements": ["annual_excellence", "paper"], "excellent_years": [2026]},
        PAPER_PROOF,
    ),
    achieved(
        "优秀 grown old",
        {
            "employer": "public_institution",
            "achievements": ["annual_excellence"],
            "excellent_years": [2022],
        },
        ANY_ACHIEVEMENT,
    ),
    achieved(
        "优秀 that counts",
        {
            "employer": "public_institution",
            "achievements": ["annual_excellence"],
            "excellent_years": [2023],
        },
        needed("achievement.annual_excellence", "七.七"),
    ),
    achieved(
        "优秀 of years not known may count",
        {"employer": "public_institution", "achievements": ["annual_excellence"]},
        needed("achievement.annual_excellence", "七.七"),
    ),
    *(
        achieved(id, {"achievements": [id]}, needed(f"achievement.{id}", f"七.{number}"))
        for id, number in (
            ("book_or_standard", "二"),
            ("science_award", "三"),
            ("patent", "四"),
            ("technical_project", "五"),
            ("new_product", "六"),
            ("competition_award", "八"),
            ("media_coverage", "九"),
            ("commendation", "十"),
        )
    ),
    # --- 转换专业: title and post, no diploma; an achievement for 助理级 only
    Row(
        "conversion",
        CONVERSION,
        CHANGED
        | {
            "current_title": "assistant",
            "achievements": PAPER,
            "diplomas": diploma("fulltime_college"),
        },
        {PAPER_PROOF, *CHANGED_PROOFS, *basics()},
    ),
    Row(
        "entry conversion",
        ENTRY_CONVERSION,
        CHANGED
        | {
            "current_title": "entry",
            "achievements": PAPER,
            "diplomas": diploma("fulltime_secondary"),
        },
        {*CHANGED_PROOFS, *basics()},
    ),
    # --- 不具备规定学历或专业: no diploma; an achievement for 助理级 only
    Row("exceptional", EXCEPTIONAL, {"achievements": PAPER}, {PAPER_PROOF, *basics()}),
    Row("exceptional, none held", EXCEPTIONAL, {}, {ANY_ACHIEVEMENT, *basics()}),
    Row("entry exceptional", ENTRY_EXCEPTIONAL, {"achievements": PAPER}, basics()),
    Row(
        "exceptional for the field",
        ENTRY_EXCEPTIONAL,
        ART_TEACHER | {"study_matches": False, "diplomas": diploma("fulltime_bachelor")},
        {LICENCE, needed("study_proof", "四.二.4"), *basics()},
    ),
    # --- 员级
    entry_initial("fulltime_secondary"),
    entry_initial("fulltime_college"),
    entry_initial("technical_intermediate"),
    entry_initial("technical_senior"),
    *(
        Row(
            f"entry recognition, {kind}",
            ENTRY_RECOGNITION,
            {"diplomas": diploma(kind), "achievements": PAPER},
            {needed("diploma", "四.二.1", kind=kind), *basics()},
        )
        for kind in ("adult_secondary", "adult_college")
    ),
    Row(
        "diplomas not known: a diploma, of no kind yet",
        ENTRY_RECOGNITION,
        {"diplomas": ...},
        {needed("diploma", "四.二.1"), *basics()},
    ),
]


def of_the_notice(found: Checklist) -> list[Needed]:
    """The part of a list that the notice or its platform asks for."""
    return [
        (item.id, item.kind, item.clauses)
        for item in found.items
        if item.material.basis != "elsewhere"
    ]


@pytest.mark.parametrize("row", TABLE, ids=[row.why for row in TABLE])
def test_materials_of_a_route(row: Row) -> None:
    """Exactly these materials, each once, on these clauses."""
    found = checklist(assessed(person(**row.facts)), row.route)
    assert found.route is not None
    assert found.route.plan.id == row.route
    listed = of_the_notice(found)
    assert len(listed) == len(set(listed))
    assert set(listed) == row.expected


def test_every_route_is_in_the_table() -> None:
    assert {row.route for row in TABLE} == set(POLICY.route)


@pytest.mark.parametrize(("route", "clause"), [(INITIAL, "六.二.1"), (RECOGNITION, "六.二.2")])
def test_a_diploma_not_known_stands_on_the_whole_table(route: str, clause: str) -> None:
    """Which line will carry the route is open: no line's clause yet."""
    found = checklist(assessed(person(diplomas=..., achievements=PAPER)), route)
    assert needed("diploma", clause) in of_the_notice(found)


def elsewhere(found: Checklist) -> set[str]:
    return {item.id for item in found.items if item.material.basis == "elsewhere"}


@pytest.mark.parametrize(
    ("kind", "route", "beside", "not_beside"),
    [
        (
            "fulltime_bachelor",
            INITIAL,
            {"diploma_registration", "foreign_credential", "bachelor_degree"},
            {"secondary_school_register"},
        ),
        (
            "fulltime_college",
            INITIAL,
            {"diploma_registration", "foreign_credential"},
            {"bachelor_degree", "secondary_school_register"},
        ),
        (
            "fulltime_secondary",
            ENTRY_INITIAL,
            {"secondary_school_register"},
            {"diploma_registration", "bachelor_degree", "foreign_credential"},
        ),
        (
            "adult_bachelor",
            RECOGNITION,
            {"diploma_registration", "bachelor_degree"},
            {"secondary_school_register", "employment_contract"},
        ),
    ],
)
def test_what_is_asked_elsewhere_stands_beside_what_it_goes_with(
    kind: str, route: str, beside: set[str], not_beside: set[str]
) -> None:
    """By the diploma's kind; the papers of employment only where procedures are to be proved."""
    found = elsewhere(checklist(assessed(person(diplomas=diploma(kind))), route))
    assert beside <= found
    assert not not_beside & found
    papers = {"employment_contract", "social_insurance_record", "registration_card"}
    assert (papers <= found) is (route in (INITIAL, ENTRY_INITIAL))
    assert {"photo", "integrity_pledge", "assessment_explanation"} <= found


@pytest.mark.parametrize(
    ("employer", "listed"),
    [
        ("private_enterprise", True),
        ("private_school", True),
        ("private_hospital", True),
        ("public_institution", False),
        ("state_enterprise", False),
        (..., True),
    ],
)
def test_a_business_licence_is_for_private_units(employer: Any, listed: bool) -> None:
    facts = person(employer=employer, diplomas=diploma("fulltime_bachelor"))
    assert ("business_licence" in elsewhere(checklist(assessed(facts)))) is listed


@pytest.fixture(scope="module")
def for_some(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Policy]:
    """The pack in which the yearly assessments are for some alone, by for whom."""
    found = {}
    for only_for in ("employer: [public_institution]", "achievements: [paper]"):
        edit = ("materials", "  annual_assessments:\n    clauses: [五.三]\n", f"  annual_assessments:\n    only_for: {{{only_for}}}\n    clauses: [五.三]\n")  # fmt: skip
        found[only_for] = silent(copy_of("luohe-2020", tmp_path_factory.mktemp("some"), edit))
    return found


@pytest.mark.parametrize(
    ("only_for", "facts", "listed"),
    [
        ("employer: [public_institution]", {"employer": "public_institution"}, True),
        ("employer: [public_institution]", {"employer": "private_enterprise"}, False),
        ("employer: [public_institution]", {"employer": None}, True),
        ("achievements: [paper]", {"achievements": ["paper", "patent"]}, True),
        ("achievements: [paper]", {"achievements": ["patent"]}, False),
        ("achievements: [paper]", {"achievements": []}, False),
        ("achievements: [paper]", {"achievements": None}, True),
    ],
)
def test_a_material_for_some_alone_is_for_no_others_whatever_asks_for_it(
    only_for: str, facts: dict[str, Any], listed: bool, for_some: dict[str, Policy]
) -> None:
    """A condition's ``proof`` brings it in, and it says itself for whom it is."""
    policy = for_some[only_for]
    found = checklist(assessed(person(diplomas=diploma("adult_bachelor"), **facts), policy=policy))
    assert ("annual_assessments" in {item.id for item in found.items}) is listed


def test_the_sentence_names_the_persons_own() -> None:
    """``because`` speaks of the diploma and the answer; where unknown, of what is not settled."""
    facts = person(diplomas=diploma("fulltime_college"), licence="held")
    because = {item.id: item.because for item in checklist(assessed(facts), INITIAL).items}
    assert "全日制大专" in because["diploma"]
    assert "“需要，已取得”" in because["licence"]
    unknown = person(diplomas=..., licence=...)
    because = {item.id: item.because for item in checklist(assessed(unknown), INITIAL).items}
    assert "还没有定下来" in because["diploma"]
    assert "还没有弄清" in because["licence"]


@pytest.mark.parametrize(
    "facts",
    [
        {"diplomas": diploma("fulltime_bachelor"), "jurisdiction": "outside"},
        {"diplomas": diploma("fulltime_bachelor"), "employer": "civil_service"},
        {"diplomas": diploma("fulltime_bachelor"), "employer": "civil_service_managed"},
        {"diplomas": diploma("fulltime_bachelor"), "employer": "none"},
        {"diplomas": diploma("fulltime_bachelor"), "series": "accounting"},
    ],
)
def test_nothing_is_gathered_where_no_route_is_open(facts: dict[str, Any]) -> None:
    assessment = assessed(person(**facts))
    for route in (None, *POLICY.route):
        assert checklist(assessment, route) == Checklist(None, (), None, None, ())


def test_an_excluded_route_has_no_checklist() -> None:
    """Nor the recommended one's in its place."""
    assessment = assessed(person(diplomas=diploma("fulltime_bachelor")))
    assert checklist(assessment).route is assessment.routes[INITIAL]
    empty = checklist(assessment, ENTRY_RECOGNITION)
    assert empty == Checklist(None, (), None, None, ())
    assert empty.to_json() == {
        "route": None,
        "materials": [],
        "approved_by": None,
        "account_opened_by": None,
        "steps": [],
    }


CITY, ELSEWHERE = "city_market_regulator", "elsewhere"
BY_JURISDICTION = {"county": "county_hr", "municipal": "municipal_department", None: None}
BY_REGISTRATION = {CITY: "talent_exchange", ELSEWHERE: "hr_at_registration", None: None}
OFFICES: list[tuple[str | None, str | None, str | None, str | None]] = [
    # employer, jurisdiction, registration, who opens the account
    *(
        (employer, jurisdiction, registration, office)
        for employer in ("public_institution", "state_enterprise", "other_organisation")
        for jurisdiction, office in BY_JURISDICTION.items()
        for registration in BY_REGISTRATION
    ),
    *(
        (employer, jurisdiction, registration, office)
        for employer, office in (
            ("private_school", "education"),
            ("private_hospital", "health"),
            (None, None),
        )
        for jurisdiction in BY_JURISDICTION
        for registration in BY_REGISTRATION
    ),
    *(
        ("private_enterprise", jurisdiction, registration, office)
        for jurisdiction in BY_JURISDICTION
        for registration, office in BY_REGISTRATION.items()
    ),
]


@pytest.mark.parametrize(("employer", "jurisdiction", "registration", "office"), OFFICES)
def test_offices(
    employer: str | None, jurisdiction: str | None, registration: str | None, office: str | None
) -> None:
    """三 and 八.一: who approves hangs on the jurisdiction alone; null while the facts do not tell."""
    facts = person(diplomas=diploma("fulltime_bachelor")) | {
        "employer": employer,
        "jurisdiction": jurisdiction,
        "registration": registration,
    }
    found = checklist(assessed(facts))
    approves = {"county": "county_title_office", "municipal": "city_title_office", None: None}
    assert found.approved_by == approves[jurisdiction]
    assert found.account_opened_by == office


def test_every_office_can_be_named() -> None:
    named = {office for *_, office in OFFICES} | {"county_title_office", "city_title_office", None}
    assert named == {None, *POLICY.content.procedure.offices}


def test_the_steps_are_the_notices_own_order() -> None:
    """Account, person, log in, enter, submit, review, returns; each on a clause of 八."""
    found = checklist(assessed(person(diplomas=diploma("fulltime_bachelor"))))
    clauses = [step.clause for step in found.steps]
    assert clauses[:4] == ["八.一.1", "八.一.2", "八.一.3", "八.一.4"]
    assert "八.二" in clauses[4:]
    assert "改密码" in next(step.text for step in found.steps if step.clause == "八.一.3")


def test_on_the_command_line_only_a_diploma_has_a_kind() -> None:
    printed: Any = checklist(assessed(person(diplomas=diploma("fulltime_bachelor")))).to_json()
    kinds = {item["id"]: item.get("kind") for item in printed["materials"] if "kind" in item}
    assert kinds == {"diploma": "fulltime_bachelor"}
    assert all(
        item["clauses"] == [] for item in printed["materials"] if item["basis"] == "elsewhere"
    )
    assert {item["basis"] for item in printed["materials"]} == {"clause", "platform", "elsewhere"}


@settings(max_examples=80, deadline=None)
@given(people(POLICY), st.sampled_from(list(POLICY.route)))
def test_of_anyone(someone: tuple[dict[str, Any], date], route: str) -> None:
    """What holds of every list: its basis, its clauses, and what has no place on it."""
    facts, as_of = someone
    assessment = assessed(facts, as_of)
    found = checklist(assessment, route)
    if assessment.routes[route].status is Status.EXCLUDED:
        assert found.items == ()
        return
    assert {(id, kind) for id, kind, _ in of_the_notice(found)} >= {
        (id, kind) for id, kind, _ in basics()
    }
    keys = [(item.id, item.kind) for item in found.items]
    assert len(keys) == len(set(keys))
    for item in found.items:
        assert bool(item.clauses) is (item.material.basis != "elsewhere")
        assert set(item.clauses) <= set(POLICY.clauses)
        assert item.because
        assert "“”" not in item.because
        assert not set("{}") & set(item.because)
    ids = {id for id, _ in keys}
    kinds = {kind for id, kind in keys if id == "diploma"}
    held = facts.get("diplomas")
    assert kinds <= ({None} if held is None else {entry["kind"] for entry in held})
    assert bool(kinds) is route.endswith(("initial", "recognition"))
    assert ("employment_procedures_proof" in ids) is route.endswith("initial")
    assert ("current_title_certificate" in ids) is route.endswith("conversion")
    assert any(id.startswith("achievement") for id in ids) is (
        route in (RECOGNITION, CONVERSION, EXCEPTIONAL)
    )
    if "masters_degree_certificate" in ids:
        assert kinds == {"fulltime_postgraduate"}
    if "entry_title_certificate" in ids:
        assert (route, facts.get("current_title")) == (RECOGNITION, "entry")
    assert ("licence" in ids) is (facts.get("licence") != "not_required")


def test_the_day_of_reckoning_decides_what_counts() -> None:
    """优秀 of 2023 counts to the end of 2026, as in 七.七; then any of the ten is to be shown."""
    facts = person(
        employer="public_institution",
        diplomas=diploma("adult_bachelor"),
        achievements=["annual_excellence"],
        excellent_years=[2023],
    )
    last, first = date(AS_OF.year, 12, 31), date(AS_OF.year + 1, 1, 1)
    counted = {id for id, *_ in of_the_notice(checklist(assessed(facts, last), RECOGNITION))}
    lapsed = {id for id, *_ in of_the_notice(checklist(assessed(facts, first), RECOGNITION))}
    assert counted - lapsed == {"achievement.annual_excellence"}
    assert lapsed - counted == {"achievement"}


# --- not needed -------------------------------------------------------------------------------------

ART_MATCHES = ART_TEACHER | {"study_matches": True}


def in_vain(facts: dict[str, Any], route: str | None = None) -> str:
    """What this person is told not to bring, as one text."""
    return "\n".join(checklist(assessed(facts), route).not_needed)


NO_PAPER_INITIAL = "论文和别的业绩：初聘不看这些"
NO_PAPER_ENTRY = "论文和别的业绩：这样申报员级不看这些"
ONE_OF_TEN = "论文不是非有不可"
NO_SECOND = "再凑一项业绩"
FIRM_EXCELLENCE = "单位年度考核优秀的证明"
NO_ENTRY_FIRST = "员级职称证书"
NO_DEGREE = "没有学士学位证书的"
NO_MATCH = "所学专业对口的证明：您的系列"
NO_MATCH_SUBJECT = "所学专业对口的证明：您教的学科"
NO_STAFFING = "编制的证明"
NO_REGISTRATION_CARD = "就业报到证"
ALL_THESE = (
    NO_PAPER_INITIAL,
    NO_PAPER_ENTRY,
    ONE_OF_TEN,
    NO_SECOND,
    FIRM_EXCELLENCE,
    NO_ENTRY_FIRST,
    NO_DEGREE,
    NO_MATCH,
    NO_MATCH_SUBJECT,
    NO_STAFFING,
    NO_REGISTRATION_CARD,
)


@pytest.mark.parametrize(
    ("why", "facts", "route", "told"),
    [
        (
            "a bachelor of 2024 in a firm",
            {"diplomas": diploma("fulltime_bachelor", "2024-06-30")},
            INITIAL,
            {NO_PAPER_INITIAL, NO_ENTRY_FIRST, NO_DEGREE, NO_MATCH, NO_STAFFING}
            | {NO_REGISTRATION_CARD},
        ),
        (
            "an engineer of 2005 in a public institution: other rules may ask for 员级 first",
            {
                "diplomas": diploma("fulltime_college"),
                "employer": "public_institution",
                "series": "engineering",
            },
            INITIAL,
            {NO_PAPER_INITIAL, NO_MATCH},
        ),
        (
            "entry level on a secondary diploma",
            {"diplomas": diploma("fulltime_secondary")},
            ENTRY_INITIAL,
            {NO_PAPER_ENTRY, NO_MATCH, NO_STAFFING},
        ),
        (
            "recognition with no achievement yet",
            {"diplomas": diploma("adult_college")},
            RECOGNITION,
            {ONE_OF_TEN, NO_ENTRY_FIRST, NO_MATCH, NO_STAFFING},
        ),
        (
            "recognition with one",
            {"diplomas": diploma("adult_bachelor"), "achievements": ["patent"]},
            RECOGNITION,
            {NO_SECOND, NO_ENTRY_FIRST, NO_DEGREE, NO_MATCH, NO_STAFFING},
        ),
        (
            "优秀 in a state firm",
            {
                "diplomas": diploma("adult_bachelor"),
                "employer": "state_enterprise",
                "achievements": ["annual_excellence"],
                "excellent_years": [2025],
            },
            RECOGNITION,
            {ONE_OF_TEN, FIRM_EXCELLENCE, NO_ENTRY_FIRST, NO_DEGREE, NO_MATCH},
        ),
        (
            "优秀 in a public institution counts",
            {
                "diplomas": diploma("adult_bachelor"),
                "employer": "public_institution",
                "achievements": ["annual_excellence"],
                "excellent_years": [2025],
            },
            RECOGNITION,
            {NO_SECOND, NO_ENTRY_FIRST, NO_DEGREE, NO_MATCH},
        ),
        (
            "who holds 员级 is not told to leave it at home",
            {
                "diplomas": diploma("adult_college"),
                "achievements": PAPER,
                "current_title": "entry",
                "title_since": "2020-01-01",
                "title_same_specialty": True,
            },
            RECOGNITION,
            {NO_SECOND, NO_MATCH, NO_STAFFING},
        ),
        (
            "a teacher of a special subject has to show the match",
            ART_MATCHES | {"diplomas": diploma("fulltime_bachelor")},
            INITIAL,
            {NO_PAPER_INITIAL, NO_DEGREE, NO_STAFFING},
        ),
        (
            "a teacher of another subject has not",
            ART_TEACHER | {"teaching_subject": "other", "diplomas": diploma("fulltime_bachelor")},
            INITIAL,
            {NO_PAPER_INITIAL, NO_DEGREE, NO_STAFFING, NO_MATCH_SUBJECT},
        ),
        (
            "a teacher of a subject not known may have to",
            {"series": "school_teacher", "diplomas": diploma("fulltime_bachelor")},
            INITIAL,
            {NO_PAPER_INITIAL, NO_DEGREE, NO_STAFFING},
        ),
        (
            "without a diploma merit decides: a paper may well help",
            {"achievements": PAPER},
            EXCEPTIONAL,
            {NO_STAFFING},
        ),
        ("entry level on merit", {}, ENTRY_EXCEPTIONAL, {NO_STAFFING}),
        (
            "conversion of an entry title",
            {"current_title": "entry", **CHANGED},
            ENTRY_CONVERSION,
            {NO_PAPER_ENTRY, NO_MATCH, NO_STAFFING},
        ),
    ],
)
def test_what_is_not_needed_is_told_to_those_who_might_think_so(
    why: str, facts: dict[str, Any], route: str, told: set[str]
) -> None:
    found = in_vain(person(**facts), route)
    assert {start for start in ALL_THESE if start in found} == told, why
    assert "纸质材料" in found


def test_what_is_not_known_of_a_person_takes_nothing_off() -> None:
    found = in_vain({})
    for start in set(ALL_THESE) - {NO_PAPER_INITIAL}:
        assert start not in found
    unsure = person(diplomas=diploma("fulltime_bachelor", None), employer=..., series=...)
    assert NO_REGISTRATION_CARD not in in_vain(unsure)
    assert NO_STAFFING not in in_vain(unsure)
    assert NO_MATCH not in in_vain(unsure)
    assert NO_ENTRY_FIRST not in in_vain(unsure)


@pytest.mark.parametrize(
    ("graduated", "listed"), [("2022-12-31", True), ("2023-01-01", False), (None, True)]
)
def test_what_was_abolished_is_not_asked_for(graduated: str | None, listed: bool) -> None:
    found = checklist(assessed(person(diplomas=diploma("fulltime_bachelor", graduated))))
    assert ("registration_card" in elsewhere(found)) is listed
    assert any(NO_REGISTRATION_CARD in text for text in found.not_needed) is not listed


def test_what_is_outside_the_notice_says_so() -> None:
    [text] = [
        text
        for text in checklist(
            assessed(person(diplomas=diploma("fulltime_bachelor", "2024-06-30")))
        ).not_needed
        if text.startswith(NO_REGISTRATION_CARD)
    ]
    assert "通知以外" in text


@settings(max_examples=100, deadline=None)
@given(people(POLICY))
def test_nobody_is_told_to_leave_at_home_what_the_list_asks_for(
    someone: tuple[dict[str, Any], date],
) -> None:
    found = checklist(assessed(*someone))
    ids = {item.id for item in found.items}
    told = "\n".join(found.not_needed)
    assert len(set(found.not_needed)) == len(found.not_needed)
    for start, material in (
        (NO_MATCH, "study_proof"),
        (NO_MATCH_SUBJECT, "study_proof"),
        (NO_ENTRY_FIRST, "entry_title_certificate"),
        (NO_PAPER_INITIAL, "achievement.paper"),
        (NO_PAPER_ENTRY, "achievement.paper"),
        (NO_REGISTRATION_CARD, "registration_card"),
        (FIRM_EXCELLENCE, "achievement.annual_excellence"),
    ):
        assert start not in told or material not in ids
    assert found.route or not told
