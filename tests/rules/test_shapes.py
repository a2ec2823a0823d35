"""The shapes that notices elsewhere have, in a pack that is made of them: ``tests/packs/odd-shapes``.

The tables are worked out by hand from its few made-up clauses, never by running the rules.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.facts.values import FactError, read_facts
from advisor.handover.code import decode, encode, read_code
from advisor.interview.questions import play
from advisor.packs import load_policy
from advisor.report.checklist import checklist
from advisor.report.reasons import advice, lapse, reasons
from advisor.report.what_would_help import changes
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Outcome, Status, enough
from advisor.talk.understand import understand
from tests.people import people

ROOT = Path(__file__).resolve().parents[2]
POLICY = load_policy(ROOT / "tests" / "packs" / "odd-shapes")
AS_OF = date(2026, 11, 23)
REVIEW, POINTS = "assistant.review", "assistant.points"

PERSON: dict[str, Any] = {
    "born": "1990-03-02",
    "insured": [{"start": "2020-01-01"}],
    "hours": 90,
    "excellent_years": [2022, 2024, 2025],
    "achievements": ["paper", "patent"],
    "current_title": "none",
    "masters_degree": False,
    "skills_award": False,
    "work": [{"start": "2018-07-01"}],
}
"""Passes every gate and has two achievements."""

ENTRY = {"current_title": "entry", "title_since": "2024-06-01"}


def of(as_of: date = AS_OF, **facts: Any) -> Assessment:
    told = {name: value for name, value in {**PERSON, **facts}.items() if value is not ...}
    return assess(POLICY, read_facts(POLICY.facts, told, as_of), as_of)


def said(assessment: Assessment, route: str, name: str) -> str:
    [one] = [r.sentence for r in reasons(assessment, assessment.routes[route]) if r.name == name]
    return one


def reported(assessment: Assessment, route: str) -> tuple[str, str | None, list[str], list[str]]:
    found: Any = assessment.to_json()["routes"]
    one = found[route]
    return one["status"], one["eligible_on"], one["missing"], one["confirm"]


ROWS = [
    # why, facts, day, route, what it reports
    (
        "一.一 45 on 31 December",
        {"born": "1981-12-31"},
        AS_OF,
        REVIEW,
        ("eligible", "2021-01-01", [], []),
    ),
    ("一.一 46 on 31 December", {"born": "1980-12-31"}, AS_OF, REVIEW, ("excluded", None, [], [])),
    (
        "一.一 46 on 31 December, not yet today",
        {"born": "1980-12-01"},
        AS_OF,
        REVIEW,
        ("excluded", None, [], []),
    ),
    ("一.一 not known", {"born": None}, AS_OF, REVIEW, ("confirm", "2021-01-01", [], ["born"])),
    (
        "一.二 a break counts anew",
        {"insured": [{"start": "2020-01-01", "end": "2025-12-31"}, {"start": "2026-02-01"}]},
        AS_OF,
        REVIEW,
        ("not_yet", "2027-02-01", [], []),
    ),
    (
        "一.二 not insured today",
        {"insured": [{"start": "2020-01-01", "end": "2026-10-31"}]},
        AS_OF,
        REVIEW,
        ("unmet", None, ["insured_without_a_break"], []),
    ),
    (
        "一.二 it stops before it is full",
        {"insured": [{"start": "2026-02-01", "end": "2026-12-31"}]},
        AS_OF,
        REVIEW,
        ("unmet", None, ["insured_without_a_break"], []),
    ),
    ("一.三 72 is enough", {"hours": 72}, AS_OF, REVIEW, ("eligible", "2021-01-01", [], [])),
    (
        "一.三 71 is not",
        {"hours": 71},
        AS_OF,
        REVIEW,
        ("unmet", "2021-01-01", ["enough_hours"], []),
    ),
    (
        "一.三 none is a number",
        {"hours": 0},
        AS_OF,
        REVIEW,
        ("unmet", "2021-01-01", ["enough_hours"], []),
    ),
    ("一.三 not known", {"hours": None}, AS_OF, REVIEW, ("confirm", "2021-01-01", [], ["hours"])),
    (
        "一.四 two of five years",
        {"excellent_years": [2024, 2025]},
        AS_OF,
        REVIEW,
        ("unmet", "2021-01-01", ["often_excellent"], []),
    ),
    (
        "一.四 one of three too old",
        {"excellent_years": [2020, 2024, 2025]},
        AS_OF,
        REVIEW,
        ("unmet", "2021-01-01", ["often_excellent"], []),
    ),
    (
        "二.一 one of four",
        {"achievements": ["project"]},
        AS_OF,
        REVIEW,
        ("unmet", "2021-01-01", ["two_achievements"], []),
    ),
    (
        "二.一 not known",
        {"achievements": None},
        AS_OF,
        REVIEW,
        ("confirm", "2021-01-01", [], ["achievements"]),
    ),
    (
        "二.二 40 and 20",
        {"skills_award": True, "masters_degree": True},
        AS_OF,
        POINTS,
        ("eligible", "2021-01-01", [], []),
    ),
    (
        "二.二 five years are full and count 20",
        {"skills_award": True},
        AS_OF,
        POINTS,
        ("eligible", "2023-07-01", [], []),
    ),
    ("二.二 20 of 60", {}, AS_OF, POINTS, ("unmet", "2021-01-01", ["enough_points"], [])),
    (
        "二.二 20, 20 and 20: the last full on the day as entry",
        {"masters_degree": True, **ENTRY},
        AS_OF,
        POINTS,
        ("eligible", "2026-06-01", [], []),
    ),
    (
        "二.二 work since the title is not yet two years",
        {"masters_degree": True, **ENTRY, "title_since": "2025-06-01"},
        AS_OF,
        POINTS,
        ("not_yet", "2027-06-01", [], []),
    ),
    (
        "二.二 an award, and what is not known decides",
        {"skills_award": True, "masters_degree": None, "work": [{"start": "2024-01-01"}]},
        AS_OF,
        POINTS,
        ("confirm", "2021-01-01", [], ["masters_degree"]),
    ),
    (
        "二.二 what is not known does not decide",
        {"masters_degree": None, "skills_award": True},
        AS_OF,
        POINTS,
        ("eligible", "2023-07-01", [], []),
    ),
    (
        "二.二 when the title was got is not known",
        {"masters_degree": True, **ENTRY, "title_since": None},
        AS_OF,
        POINTS,
        ("confirm", None, [], ["title_since"]),
    ),
]


@pytest.mark.parametrize(
    ("why", "facts", "as_of", "route", "expected"), ROWS, ids=[r[0] for r in ROWS]
)
def test_a_row(why: str, facts: dict[str, Any], as_of: date, route: str, expected: object) -> None:
    assert reported(of(as_of, **facts), route) == expected


def test_a_wait_that_an_age_makes_vain() -> None:
    """Insured long enough only in a year by whose end they are too old: it never opens."""
    assessment = of(born="1981-05-01", insured=[{"start": "2026-02-01"}])
    result = assessment.routes[REVIEW]
    assert (result.status, result.eligible_on) == (Status.UNMET, date(2027, 2, 1))
    assert result.missing == {"not_too_old"}
    assert "到2027年12月31日您46周岁，超过了45周岁" in lapse(assessment, result)
    assert advice(assessment).headline


@pytest.mark.parametrize(
    ("facts", "route", "name", "sentence"),
    [
        (
            {},
            REVIEW,
            "不超过45周岁",
            "到2026年12月31日您36周岁，不超过45周岁；到2035年12月31日都符合。",
        ),
        (
            {"hours": 60},
            REVIEW,
            "继续教育学时",
            "您的继续教育有60学时，还差12学时满72学时（第一条（三））。",
        ),
        ({}, REVIEW, "两项成果", "您有论文。您有专利。"),
        (
            {"achievements": ["paper"]},
            REVIEW,
            "两项成果",
            "成果要有2项（第二条（一）），您还差1项。",
        ),
        ({}, REVIEW, "近五年三年优秀", "您近5年有3年以上考核优秀（2022年；2024年；2025年）。"),
        (
            {"skills_award": True},
            POINTS,
            "量化评分",
            "您凭技能竞赛获奖、连续工作5年有60分，满60分。",
        ),
        (
            {},
            POINTS,
            "量化评分",
            "评分要满60分（第二条（二）），您有20分（连续工作5年），还差40分。",
        ),
        (
            {"insured": [{"start": "2026-02-01"}]},
            REVIEW,
            "在本市连续参保",
            "您已连续参保9个月，还差2个月零9天满1年，到2027年2月1日就满。",
        ),
    ],
)
def test_a_sentence(facts: dict[str, Any], route: str, name: str, sentence: str) -> None:
    assert said(of(**facts), route, name) == sentence


def test_what_would_help() -> None:
    """As much of a number as is asked for, as many items as lack, what brings the points."""
    lacks = of(hours=10, achievements=[])
    [what_if] = changes(lacks, REVIEW)
    assert [lever.say for lever in what_if.levers] == ["补够继续教育的学时", "凑够两项成果"]
    [what_if] = changes(of(), POINTS)
    assert [lever.say for lever in what_if.levers] == ["在技能竞赛中获奖"]


def test_only_what_counts_is_to_be_proved() -> None:
    listed = {item.id for item in checklist(of(skills_award=True), POINTS).items}
    assert "award_certificate" in listed
    assert not {"degree_certificate", "title_certificate"} & listed


@pytest.mark.parametrize("wrong", [-1, 100_000, 1.5, "72", True])
def test_no_number(wrong: object) -> None:
    with pytest.raises(FactError, match=r"继续教育学时：.*0 到 99999 的整数"):
        read_facts(POLICY.facts, {"hours": wrong}, AS_OF)


def test_a_number_goes_through_a_code_and_is_heard_when_asked_for() -> None:
    told = read_facts(POLICY.facts, {"hours": 72, "born": "1981-05-01"}, AS_OF)
    code = encode(POLICY, told, AS_OF)
    assert decode(POLICY, read_code(code, lambda one: True)).facts == told
    for text in ("72", "72学时", "72个学时"):
        assert understand(POLICY, text, "hours", AS_OF).values == {"hours": 72}
    assert understand(POLICY, "72", "work", AS_OF).values == {}


# --- the algebra ----------------------------------------------------------------------------------

LEVELS = st.sampled_from(list(Status))
DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
NODE = POLICY.routes[0].node


@st.composite
def weighed(draw: st.DrawFn) -> tuple[Outcome, int]:
    status = draw(LEVELS)
    day = None if status is Status.EXCLUDED else draw(DAYS)
    return Outcome(NODE, status, day), draw(st.integers(1, 3))


PARTS = st.lists(weighed(), min_size=1, max_size=6)
LACKING = Outcome(NODE, Status.UNMET)


def best_of_all_sets(parts: list[tuple[Outcome, int]], needed: int) -> Status:
    """By the definition: the best of the worst of every set that is worth enough."""
    found = [Status.UNMET]
    for number in range(1 << len(parts)):
        chosen = [one for place, one in enumerate(parts) if number >> place & 1]
        if sum(worth for _, worth in chosen) >= needed:
            found.append(max(part.status for part, _ in chosen))
    return min(found)


@settings(max_examples=200, deadline=None)
@given(PARTS, st.integers(1, 8), weighed())
def test_so_much_of_several(parts: list[tuple[Outcome, int]], needed: int, more: Any) -> None:
    found = enough(NODE, parts, needed, LACKING)
    assert found.status is best_of_all_sets(parts, needed)
    assert enough(NODE, [*parts, more], needed, LACKING).status <= found.status
    assert enough(NODE, parts, needed + 1, LACKING).status >= found.status


SOUND = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(st.just(value), st.just(value), st.none()) for name, value in PERSON.items()
    },
)
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(people(POLICY), SOUND)
def test_the_interview_reaches_the_same_verdict(someone: Any, sound: dict[str, Any]) -> None:
    raw, as_of = someone
    facts = read_facts(POLICY.facts, {**raw, **sound}, max(as_of, AS_OF))
    day = max(as_of, AS_OF)
    told = play(POLICY, facts, day)
    whole, asked = assess(POLICY, facts, day).to_json(), assess(POLICY, told, day).to_json()
    assert asked == whole


@SOME
@given(people(POLICY), SOUND, st.integers(1, 60))
def test_more_of_what_helps_never_makes_it_worse(someone: Any, sound: Any, more: int) -> None:
    raw, as_of = someone
    day = max(as_of, AS_OF)
    told = {**raw, **sound, "hours": 70}
    less = assess(POLICY, read_facts(POLICY.facts, told, day), day)
    better = {**told, "hours": 70 + more, "masters_degree": True}
    then = assess(POLICY, read_facts(POLICY.facts, better, day), day)
    for id, result in less.routes.items():
        if told.get("masters_degree") is not None:
            assert then.routes[id].status <= result.status
