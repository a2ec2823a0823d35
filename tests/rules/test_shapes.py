"""The shapes that notices elsewhere have, in a pack that is made of them: ``tests/packs/odd-shapes``.

The tables are worked out by hand from its few made-up clauses, never by running the rules.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from advisor.content.closer import look_closer
from advisor.content.reading import read_content
from advisor.facts.values import FactError, read_facts
from advisor.handover.code import decode, encode, read_code
from advisor.interview.questions import next_question, play
from advisor.packs import load_policy
from advisor.paper.document import rows_of
from advisor.paper.sheet import sheet_data
from advisor.reference.decision_table import decision_table
from advisor.report.checklist import checklist
from advisor.report.procedure import deadline
from advisor.report.reasons import advice, lapse, reasons
from advisor.report.report import Report
from advisor.report.what_would_help import changes
from advisor.rosters.roster import Roster
from advisor.rosters.sheet_people import People
from advisor.rosters.tables.cells import Row
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Outcome, Status, enough
from advisor.talk.understand import understand
from advisor.ui.desk import entries as desk_entries
from tests.content.test_content import copy_of
from tests.people import people

ROOT = Path(__file__).resolve().parents[2]
POLICY = load_policy(ROOT / "tests" / "packs" / "odd-shapes")
AS_OF = date(2026, 11, 23)
REVIEW, POINTS, STUDY = "assistant.review", "assistant.points", "assistant.by_study"

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
    "diplomas": [],
    "study_matches": True,
}
"""Passes every gate and has two achievements."""


def study(kind: str, since: str, matches: bool | None = True, **more: Any) -> dict[str, Any]:
    """Someone with one diploma, long in hand, and work since a day."""
    diplomas = [{"kind": kind, "graduated_on": "2010-07-01"}]
    always = {"excellent_years": [*range(2022, 2031)]}  # no wait is in vain for want of them
    work = {"work": [{"start": since}]}
    return {"diplomas": diplomas, "study_matches": matches, **work, **always, **more}


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


BY_STUDY = [
    (
        "三.一 3 years on 31 December",
        study("college", "2023-12-31"),
        ("eligible", "2026-01-01", [], []),
    ),
    (
        "三.一 3 years only next year",
        study("college", "2024-01-01"),
        ("not_yet", "2027-01-01", [], []),
    ),
    (
        "三.一 adult college in the same row: 4 years",
        study("adult_college", "2023-12-31"),
        ("not_yet", "2027-01-01", [], []),
    ),
    (
        "三.一 adult secondary: 5 years",
        study("adult_secondary", "2021-12-31"),
        ("eligible", "2026-01-01", [], []),
    ),
    (
        "三.二 two years more",
        study("college", "2023-12-31", False),
        ("not_yet", "2028-01-01", [], []),
    ),
    (
        "三.二 five years are enough for all",
        study("college", "2021-12-31", False),
        ("eligible", "2026-01-01", [], []),
    ),
    (
        "三.二 not known, and it does not matter",
        study("college", "2021-12-31", None),
        ("eligible", "2026-01-01", [], []),
    ),
    (
        "三.二 not known, and it decides",
        study("college", "2023-12-31", None),
        ("confirm", "2026-01-01", [], ["study_matches"]),
    ),
    (
        "三.二 of years as 员级 too",
        study("secondary", "2025-01-01", False, **ENTRY, skills_award=True),
        ("not_yet", "2030-01-01", [], []),
    ),
    (
        "三.一 3 years as 员级",
        study("secondary", "2023-01-01", True, **ENTRY, skills_award=True),
        ("not_yet", "2027-06-01", [], []),
    ),
    ("三.一 no diploma of the table", {}, ("excluded", None, [], [])),
    (
        "三.一 a diploma whose row is closed",
        study("postgraduate", "2010-01-01"),
        ("excluded", None, [], []),
    ),
    (
        "三.一 nothing is asked but the degree",
        study("postgraduate", "2026-01-01", True, masters_degree=True),
        ("eligible", "2021-01-01", [], []),
    ),
    (
        "一.五 with 员级 an award is asked for",
        study("college", "2010-01-01", True, **ENTRY),
        ("unmet", "2021-01-01", ["skills_award"], []),
    ),
]


@pytest.mark.parametrize(("why", "facts", "expected"), BY_STUDY, ids=[row[0] for row in BY_STUDY])
def test_a_row_of_the_table(why: str, facts: dict[str, Any], expected: object) -> None:
    assert reported(of(**facts), STUDY) == expected


def test_closed_beside_a_diploma_is_not_said_to_be_without_one() -> None:
    """Who holds the diploma of a row is told what closes it, on its clause; who holds none, that."""
    held = of(**study("postgraduate", "2010-01-01"))
    [told] = [r for r in reasons(held, held.routes[STUDY]) if r.status is Status.EXCLUDED]
    assert (told.name, told.clause, told.sentence) == ("硕士学位", "三.一", "您没有硕士学位。")
    none = of()
    [told] = [r for r in reasons(none, none.routes[STUDY]) if r.status is Status.EXCLUDED]
    assert (told.name, told.clause) == ("学历和年限", "三.一")
    assert told.sentence.endswith("您填的学历里没有。")


def test_months_that_are_added_are_told_with_their_clause() -> None:
    longer = of(**study("college", "2021-12-31", False))
    told = {r.name: (r.clause, r.sentence) for r in reasons(longer, longer.routes[STUDY])}
    assert told["专业不对口"] == ("三.二", "您的专业不对口，年限多2年（第三条（二））。")
    assert told["工作年限"] == ("三.一", "算到2026年12月31日，您工作已满5年。")
    unsure = of(**study("college", "2021-12-31", None))  # long enough either way
    assert "专业不对口" not in {r.name for r in reasons(unsure, unsure.routes[STUDY])}
    plain = of(**study("college", "2021-12-31"))
    told = {r.name: (r.clause, r.sentence) for r in reasons(plain, plain.routes[STUDY])}
    assert "专业不对口" not in told
    assert told["工作年限"] == ("三.一", "算到2026年12月31日，您工作已满3年。")


def test_the_table_of_rules_tells_and_from_or() -> None:
    block = decision_table(POLICY).blocks[-1]
    rows = {(row.diplomas, row.beside) for row in block.rows}
    assert (("研究生",), "硕士学位") in rows  # nothing that could be added to
    assert (("大专",), "工作满3年，专业不对口的多2年") in rows
    assert (("成人大专",), "工作满4年，专业不对口的多2年") in rows
    both = ("中专", "成人中专")
    assert (both, "（任员级以后工作满3年，或工作满5年），专业不对口的多2年") in rows
    assert len(rows) == len(block.rows) == 4
    assert block.gates[-1].text == "还没有职称，或技能竞赛获奖"
    lists = {one.name: [item.text for item in one.items] for one in decision_table(POLICY).lists}
    assert lists["4项加起来满60分"][:2] == ["硕士学位（20分）", "技能竞赛获奖（40分）"]
    assert lists["4项成果有2项"][:2] == ["论文", "专利"]


@pytest.mark.parametrize(
    ("day", "sentences"),
    [
        ("2026-06-30", ("单位2026年6月30日前报到区里。", "区里2026年8月31日前报到市里。")),
        ("2026-07-01", ("区里2026年8月31日前报到市里。", "报到区里的日子（2026年6月30日）过了。")),
    ],
)
def test_several_last_days(day: str, sentences: tuple[str, str]) -> None:
    """The one that comes next is told first."""
    told = deadline(of(date.fromisoformat(day)))
    assert told is not None
    assert told.sentences == (*sentences, "每年日期不同。")
    assert told.clauses == ("四",)


def test_both_pages_of_the_sheet_have_every_last_day() -> None:
    """Those still to come in order, then those past."""
    for day, days in (
        ("2026-06-30", "单位2026年6月30日前报到区里。区里2026年8月31日前报到市里。"),
        ("2026-07-01", "区里2026年8月31日前报到市里。报到区里的日子（2026年6月30日）过了。"),
    ):
        data = sheet_data(Report(of(date.fromisoformat(day))), "A")
        rows = [row for page in data["pages"] for part in page["parts"] for row in rows_of(part)]
        said = {row.get("name"): row.get("text") for row in rows}
        assert (said["截止"], said["截止日期"]) == (days, days + "每年日期不同。")


def one_of_three(folder: Path, at_least: str, *edits: tuple[str, str, str]) -> Path:
    """The pack where one of the last three years is to be excellent."""
    return copy_of(
        "odd-shapes",
        folder,
        ("notice", "近五年有三年考核优秀", "近三年考核，其中有一年以上优秀"),
        ("conditions", "within_years: 5\n    at_least: 3\n", f"within_years: 3\n{at_least}"),
        ("conditions", "name: 近五年三年优秀", "name: 近三年有一年以上优秀"),
        *edits,
    )


def test_a_condition_says_its_own_measure(tmp_path: Path) -> None:
    """What a sheet puts in brackets: so many of the years, and no more than a most."""
    folder = one_of_three(
        tmp_path,
        "    at_least: 1\n",
        ("conditions", "at_most: 45", "at_most: 58"),
        ("conditions", "fact: hours\n", "fact: hours\n    at_most: 100\n"),
        ("conditions", '    lever: {say: "再补{left}"}\n', ""),
        ("routes", "{use: enough_hours, at_least: 72, clause: 一.三}", "enough_hours"),
    )
    policy = load_policy(folder)
    told = PERSON | {"born": "1994-03-02", "excellent_years": [2025]}
    assessment = assess(policy, read_facts(policy.facts, told, AS_OF), AS_OF)
    data = sheet_data(Report(assessment), "A", audience="clerk")
    rows = [row for page in data["pages"] for part in page["parts"] for row in rows_of(part)]
    said = [f"{row.get('name')}：{row.get('text')}" for row in rows]
    assert "近三年有一年以上优秀：2025年（要1年）" in said
    assert "不超过45周岁：32周岁（不超过58周岁）" in said
    assert "继续教育学时：90学时（不超过100学时）" in said


@pytest.mark.parametrize(
    ("at_least", "numbers"),
    [
        ("", ""),
        ("    at_least: 1\n", ""),
        ("    at_least: often\n", "numbers:\n  often: {count: 1}\n"),
        ("    at_least: often\n", "numbers:\n  often: {years: 1}\n"),
    ],
)
def test_so_many_of_the_years_is_a_number_of_the_clause(
    at_least: str, numbers: str, tmp_path: Path
) -> None:
    """其中有一年以上 is what the rule asks for, however it is given; another number is not."""

    def said_of_years(folder: Path, at_least: str) -> list[str]:
        edits = (
            ("routes", "diploma_condition: diploma\n", f"diploma_condition: diploma\n{numbers}"),
        )
        content, _ = read_content(one_of_three(folder, at_least, *edits))
        faults = look_closer(content).faults
        return [one.message for one in faults if "第一条（四）" in one.message]

    assert said_of_years(tmp_path / "1", at_least) == []
    assert any("原文" in one for one in said_of_years(tmp_path / "2", "    at_least: 2\n"))


def test_a_pack_without_a_table_by_diploma(tmp_path: Path) -> None:
    """Nothing in the routes is about diplomas, and none is asked for."""
    folder = copy_of("odd-shapes", tmp_path)
    for file, first in (
        ("routes", "  - level: assistant\n    way: by_study"),
        ("facts", "  diplomas:\n"),
        ("conditions", "  title_none:\n"),
        ("materials", "  diploma:\n"),
        ("notice", "  - id: 三.一"),
    ):
        path = folder / f"{file}.yaml"
        path.write_text(path.read_text("utf-8").partition(first)[0], "utf-8")
    path = folder / "routes.yaml"
    before, _, after = path.read_text("utf-8").partition("  - {id: by_study")
    shared, _, routes = after.partition("  entry_or_work:")
    routes = "routes:" + routes.partition("routes:")[2]
    shared = shared.partition("diploma_condition: diploma\n")[2]
    path.write_text(before + shared + routes, "utf-8")
    path = folder / "procedure.yaml"
    text = path.read_text("utf-8").partition("deadline:")[0] + "platform_note: 没有平台。\n"
    path.write_text(text, "utf-8")
    path = folder / "notice.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("  - id: 一.五\n", "  - id: 一.五\n    information: 旧的\n"), "utf-8"
    )
    policy = load_policy(folder)
    assert [*policy.route] == [REVIEW, POINTS]
    told = {name: value for name, value in PERSON.items() if name in policy.facts}
    facts = read_facts(policy.facts, told, AS_OF)
    assert (
        assess(policy, play(policy, facts, AS_OF), AS_OF).routes[REVIEW].status is Status.ELIGIBLE
    )
    assert all(not row.diplomas for block in decision_table(policy).blocks for row in block.rows)


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
    for achievements, left in ([], "2项"), (["patent"], "1项"):
        [what_if] = changes(of(hours=10, achievements=achievements), REVIEW)
        assert [lever.say for lever in what_if.levers] == ["再补62学时", f"再有{left}成果"]
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


@settings(max_examples=120, deadline=None)
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


def test_what_to_do_names_the_level() -> None:
    """The sentence for it holds a placeholder, here and in the lines above a result."""
    eligible = of()
    report = Report(eligible)
    assert report.lead.action == report.advice.next_steps[-1] == "请单位替您申报助理级。"


def test_a_number_at_the_desk_in_a_roster_and_in_its_template() -> None:
    def entered(text: str) -> object:
        read = desk_entries.read(POLICY, {"hours": text}, AS_OF)
        return read.facts.get("hours", read.wrong.get("hours"))

    assert [entered("72"), entered("72 学时"), entered("不清楚")] == [72, 72, None]
    assert entered("很多") == "“很多”不对，请写 0 到 99999 的整数。"
    written = desk_entries.of_facts(POLICY, {"hours": 72})
    assert desk_entries.read(POLICY, written, AS_OF).facts == {"hours": 72}
    reader = Roster(POLICY.content)
    cells: list[tuple[Any, int | None]] = [(72, 72), ("72学时", 72), ("90 个", None)]
    for cell, hours in cells:
        heading = Row(1, {1: "姓名", 2: "继续教育学时"})
        layout = reader.layout([heading])
        assert layout is not None
        found = People(reader, layout, AS_OF).person(Row(2, {1: "甲", 2: cell}))
        assert found is not None
        assert found.facts.get("hours") == hours
        assert bool(found.doubts or found.troubles) is (hours is None)


def test_the_question_for_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field for whole numbers; what is filled in becomes the answer."""
    monkeypatch.setenv("ADVISOR_CONTENT", str(ROOT / "tests" / "packs"))
    told = read_facts(POLICY.facts, {name: PERSON[name] for name in ("born", "insured")}, AS_OF)
    page = AppTest.from_file(str(ROOT / "advisor_app.py"), default_timeout=60)
    page.query_params["pack"], page.query_params["c"] = POLICY.id, encode(POLICY, told, AS_OF)
    [field] = page.run().number_input
    assert field.label == "继续教育学时（学时）"
    field.set_value(72).run()
    page.button(key="answer-hours").click().run()
    assert not page.exception
    assert page.session_state["conversation"].given["hours"] == 72


def test_a_list_may_ask_for_some_of_the_options_alone(tmp_path: Path) -> None:
    """Who names another as well is asked on, judged, and told how much is left."""
    edits = [
        ("conditions", "      standard: {clause: 二.一, proof: achievement_proof}\n", ""),
        ("conditions", "      project: {clause: 二.一, proof: achievement_proof}\n", ""),
    ]
    policy = load_policy(copy_of("odd-shapes", tmp_path, *edits))
    for named, status in ((["project"], "unmet"), (["project", "paper", "patent"], "eligible")):
        raw = {**PERSON, "achievements": named}
        facts = read_facts(policy.facts, raw, AS_OF)
        found = assess(policy, facts, AS_OF)
        assert found.routes[REVIEW].status.word == status
        without = {name: value for name, value in facts.items() if name != "hours"}
        assert next_question(policy, without, AS_OF) is not None
    [what_if] = changes(assess(policy, read_facts(policy.facts, {**PERSON, "achievements": ["project"]}, AS_OF), AS_OF), REVIEW)  # fmt: skip
    assert [lever.say for lever in what_if.levers] == ["再有2项成果"]
