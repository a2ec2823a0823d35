"""Years counted in other ways, and last days that are not everybody's: ``tests/packs/counted-years``.

Its ``cases.yaml`` is worked out by hand from its made-up clauses; ``advisor check`` tries it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.batches.batch import assess_batch
from advisor.content.closer import look_closer
from advisor.content.reading import OF_TALK, ContentError, read_content
from advisor.facts.values import read_facts
from advisor.interview.questions import next_question
from advisor.proving.exhaustive import try_all
from advisor.proving.sound import check_pack
from advisor.reference.decision_table import decision_table
from advisor.reference.standing_on_clauses import clause_index
from advisor.report.procedure import deadline
from advisor.report.reasons import reasons
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.case import Case
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.chat.timeline import picture
from tests.batches.arrow import batch_of
from tests.content.test_content import Edit, copied, silent

FOLDER = Path(__file__).resolve().parents[1] / "packs" / "counted-years"
POLICY = silent(FOLDER)
AT_WORK, OUT_OF_SCHOOL = "assistant.at_work", "assistant.out_of_school"
AS_OF = date(2026, 4, 1)

PERSON: dict[str, Any] = {
    "jurisdiction": "county",
    "born": "1990-05-01",
    "good_years": [2025],
    "diplomas": [{"kind": "college", "graduated_on": "2015-06-30"}],
    "work": [{"start": "2024-01-01"}],
}
BACHELOR: dict[str, Any] = {"diplomas": [{"kind": "bachelor", "graduated_on": "2025-08-15"}]}


def of(as_of: date = AS_OF, **facts: Any) -> Assessment:
    return assess(POLICY, read_facts(POLICY.facts, {**PERSON, **facts}, as_of), as_of)


def sentences(assessment: Assessment, route: str) -> dict[str, str]:
    return {one.name: one.sentence for one in reasons(assessment, assessment.routes[route])}


def test_its_cases_come_out_and_every_case_is_sound() -> None:
    """An age is bound to make the older worse off: nothing has to be listed for it."""
    assert check_pack(FOLDER) == ([], [], [])
    tried = try_all(POLICY)
    assert tried.faults == []
    assert POLICY.content.checks.may_worsen == []


def test_what_it_says_agrees_with_how_it_counts() -> None:
    full = sentences(of(), AT_WORK)["工作年限"]
    assert full == "算到2026年12月31日，您工作3年，够3年。"
    waits = sentences(of(work=[{"start": "2024-01-02"}]), AT_WORK)["工作年限"]
    assert waits == "算到2026年12月31日您工作2年11个月，要满3年，从2027年1月1日起算够。"
    school = sentences(of(**BACHELOR), OUT_OF_SCHOOL)["毕业的时间"]
    assert school == "您2025年8月15日本科毕业，到2026年8月15日满1年，还差4个月零14天。"
    years = sentences(of(good_years=[2021]), AT_WORK)["近三年有一年优秀"]
    assert years == "近3年要有1年考核优秀，当年不算（第一条（二）），您有2021年。"


def test_the_rules_at_a_glance() -> None:
    rows = [row for block in decision_table(POLICY).blocks for row in block.rows]
    assert [(row.diplomas, row.besides) for row in rows] == [
        (("本科",), "毕业满1年"),
        (("大专",), "算到当年12月31日，工作满3年"),
    ]


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, ["2026年4月30日前交工作证明。", "县区单位2026年5月31日前报到县区。"]),
        (BACHELOR, ["县区单位2026年5月31日前报到县区。"]),
        ({"jurisdiction": "municipal"}, ["市直单位2026年6月30日前报到市里。"]),
        (
            {"jurisdiction": None},
            [
                "2026年4月30日前交工作证明。",
                "县区单位2026年5月31日前报到县区。",
                "市直单位2026年6月30日前报到市里。",
            ],
        ),
    ],
    ids=["county", "another route", "city", "not known"],
)
def test_a_last_day_for_those_it_concerns(facts: dict[str, Any], days: list[str]) -> None:
    found = deadline(of(**facts))
    assert found is not None
    assert list(found.days) == days


OPENS: Edit = (
    "procedure",
    "on: to_county, clause: 二.二, when: {jurisdiction: [county]}, before: \"县区单位{day}前报到县区。\"",
    "on: to_county, clause: 二.二, when: {jurisdiction: [county]}, opens: 2026-05-11, early: \"还没有开始：县区单位从{opens}起，{day}前报到县区。\", before: \"县区单位从{opens}起，{day}前报到县区。\"",
)  # fmt: skip
OPENED: Edit = ("notice", "县区单位5月31日前报到县区", "县区单位5月11日起、5月31日前报到县区")
NUMBER: Edit = ("routes", "words: 单位…前报到县区", "words: 起、…前报到县区")


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """The same notice, by which what a county hands in has a first day beside the last."""
    return silent(copied(FOLDER, tmp_path_factory.mktemp("opening"), OPENS, OPENED, NUMBER))


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-05-10", "还没有开始：县区单位从2026年5月11日起，2026年5月31日前报到县区。"),
        ("2026-05-11", "县区单位从2026年5月11日起，2026年5月31日前报到县区。"),
        ("2026-05-31", "县区单位从2026年5月11日起，2026年5月31日前报到县区。"),
        ("2026-06-01", "报到县区的日子（2026年5月31日）过了。"),
    ],
)
def test_a_first_day_beside_the_last(as_of: str, said: str, opening: Policy) -> None:
    """Both are said; before the first, that it has not begun. The verdict is what it was."""
    day = date.fromisoformat(as_of)
    found = assess(opening, read_facts(opening.facts, PERSON, day), day)
    told = deadline(found)
    assert told is not None
    assert said in told.days
    assert (told.title, told.short_title) == ("申报日期", "申报")
    assert found.to_json()["routes"] == of(day).to_json()["routes"]


def test_a_pack_with_a_first_day_is_sound(opening: Policy) -> None:
    assert look_closer(opening.content).faults == []


FIRST_DAYS: list[tuple[Edit, str]] = [
    (("procedure", "opens: 2026-05-11", "opens: 2026-06-11"), "晚于截止的"),
    (("procedure", "opens: 2026-05-11, ", ""), "early 是开始以前说的话"),
    (("procedure", "还没有开始：县区单位从{opens}起，{day}前", "还没有开始，{day}前"), "两头都说"),
    (("procedure", ' early: "还没有开始：县区单位从{opens}起，{day}前报到县区。",', ""), "两头都说"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "says"), FIRST_DAYS)
def test_what_is_wrong_with_a_first_day_is_said(edit: Edit, says: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=says):
        silent(copied(FOLDER, tmp_path, OPENS, OPENED, NUMBER, edit))


def test_both_days_stand_on_their_clause(opening: Policy) -> None:
    """As /notice and ``advisor law`` show it; without a note, with what is said of them."""
    told = {one.name: one.text for one in clause_index(opening)["二.二"].of("procedure")}
    said = "县区单位从2026年5月11日起，2026年5月31日前报到县区。"
    assert told["报到县区：2026年5月11日至2026年5月31日"] == said


def test_a_first_day_is_the_clauses(tmp_path: Path) -> None:
    content, _ = read_content(copied(FOLDER, tmp_path, OPENS), OF_TALK)
    told = "开始的日子是5月11日，第二条（二）的原文写的是5月31日"
    assert any(told in one.message for one in look_closer(content).faults)


def test_what_a_last_day_hangs_on_is_asked() -> None:
    told = {name: value for name, value in PERSON.items() if name != "jurisdiction"}
    asked = next_question(POLICY, read_facts(POLICY.facts, told, AS_OF), AS_OF)
    assert asked is not None
    assert asked.facts == ("jurisdiction",)


def test_the_timeline_shows_until_when_an_age_holds() -> None:
    """Where that is near; with a sign of its own, and in words."""
    report = Report(of(born="1982-09-01"))
    assert report.timeline is not None
    marks = [mark for track in report.timeline.tracks for mark in track.marks if mark.last]
    assert [mark.day for mark in marks] == [date(2028, 8, 31)]
    drawn = picture(report)
    assert "2028年8月31日不超过45周岁：到这天为止" in drawn
    assert '<i class="last"' in drawn
    assert "方块是符合的最后一天" in drawn
    assert "方块" not in picture(Report(of()))


WRONG: list[tuple[Edit, str]] = [
    (("routes", "- gate\n      - hinges_on: diplomas\n        name: 本科学历", "- gate\n      - {use: out_of_school, months: 12}\n      - hinges_on: diplomas\n        name: 本科学历"), "只能写在学历表一行的 beside 里"),
    (("conditions", "these_years: before", "these_years: after"), "these_years"),
    (("routes", "excellent: {count: 1,", "excellent: {count: 4,"), "at_least 要在 1 和 3 之间"),
    (("procedure", "routes: [assistant.at_work]", "routes: [assistant.work]"), "没有“assistant.work”这条路"),
    (("procedure", "{jurisdiction: [municipal]}", "{jurisdiction: [city]}"), "没有“city”这个选项"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "says"), WRONG)
def test_what_is_wrong_with_it_is_said(edit: Edit, says: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=says):
        silent(copied(FOLDER, tmp_path, edit))


ODD: list[tuple[Edit, str]] = [
    (("conditions", "met: 算到{counted_to}，您工作{so_far}，够{threshold}。", "met: 您工作{so_far}，够{threshold}。"), "met 没有说算到哪一天"),
    (("conditions", "waiting: 算到{counted_to}您工作{so_far}，", "waiting: 您工作{so_far}，"), "waiting 没有说算到哪一天"),
    (("conditions", "    milestone: 本科毕业满{threshold}\n", "    milestone: 本科毕业满{threshold}\n    proof: diploma\n"), "清单上就多一份"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "says"), ODD)
def test_what_is_odd_is_to_be_looked_at(edit: Edit, says: str, tmp_path: Path) -> None:
    content, _ = read_content(copied(FOLDER, tmp_path, edit), OF_TALK)
    assert any(says in one.message for one in look_closer(content).odd)


def test_with_this_year_among_them(tmp_path: Path) -> None:
    """Three calendar years, this one the last; as it was, this one and three before it."""
    for these, years in (("    these_years: with_this\n", 3), ("", 4)):
        folder = copied(
            FOLDER, tmp_path / str(years), ("conditions", "    these_years: before\n", these)
        )
        policy = silent(folder)
        found = []
        for year in range(2021, 2029):
            facts = read_facts(policy.facts, {**PERSON, "good_years": [year]}, date(2026, 6, 1))
            result = assess(policy, facts, date(2026, 6, 1)).routes[AT_WORK]
            found.append(year) if not result.missing else None
        assert found == [*range(2027 - years, 2027)]


BY_AGE = (
    ("conditions", "at_most: age_limit", "under: age_limit"),
    ("conditions", "short: 不超过{threshold}", "short: 不满{threshold}"),
    ("notice", "年龄不超过45周岁。", "已满45周岁的，不再受理。"),
    ("routes", "words: 不超过…周岁", "words: 已满…周岁"),
)


def test_not_yet_so_old(tmp_path: Path) -> None:
    """Closed from the birthday itself; who is a day younger is told what is asked."""
    policy = silent(copied(FOLDER, tmp_path, *BY_AGE))
    [leaf] = {node for node in policy.routes[0].node.walk() if node.id == "not_too_old"}
    for born, holds in (("1983-06-01", False), ("1983-06-02", True)):
        as_of = date(2028, 6, 1)
        case = Case(read_facts(policy.facts, {"born": born}, as_of), as_of)
        outcome = leaf.evaluate(case)
        assert (outcome.status is Status.ELIGIBLE) is holds
        assert leaf.said(case, outcome).values["asked"] == "不满45周岁"
    assert leaf.short == "不满45周岁"
    # Many at once are told the same.
    crowd = [({"born": day}, date(2028, 6, 1)) for day in ("1983-06-01", "1983-06-02")]
    rows = assess_batch(policy, batch_of(policy, crowd), date(2028, 6, 1)).to_pylist()
    for (raw, as_of), row in zip(crowd, rows, strict=True):
        found = assess(policy, read_facts(policy.facts, raw, as_of), as_of).routes[AT_WORK]
        assert row[f"{AT_WORK}.status"] == found.status.word
    assert rows[0][f"{AT_WORK}.status"] == "excluded" != rows[1][f"{AT_WORK}.status"]


def test_one_bound_of_age_is_written(tmp_path: Path) -> None:
    both = ("conditions", "at_most: age_limit", "at_most: age_limit\n    under: age_limit")
    with pytest.raises(ContentError, match="只写一样"):
        silent(copied(FOLDER, tmp_path, both))


def test_a_number_by_hand_is_compared_with_all_of_its_clause(tmp_path: Path) -> None:
    """90学时 and 30学时 of one clause in one sentence: each is taken by its own name; a third one is asked
    about, once."""
    edits = (
        ("notice", "（三）年龄不超过45周岁。", "（三）年龄不超过45周岁，任职时不超过40周岁。"),
        ("routes", "  age_limit:", "  then_limit: {count: 40, clause: 一.三, words: 任职时不超过…周岁}\n  age_limit:"),
        ("facts", "why: 年龄不超过{age_limit}周岁", "why: 年龄不超过45周岁，任职时40周岁，不是41周岁"),
    )  # fmt: skip
    content, _ = read_content(copied(FOLDER, tmp_path, *edits), OF_TALK)
    told = [one.message for one in look_closer(content).odd if "周岁" in one.message]
    assert [message for message in told if "手写" in message and "{age_limit}" in message]
    assert [message for message in told if "手写" in message and "{then_limit}" in message]
    [asked] = [message for message in told if "请核对" in message]
    assert asked.startswith("话里写着41周岁")


ON_ONE_DAY = (
    ("notice", "年限算到当年12月31日", "年限计算至2025年12月31日"),
    ("routes", "  college_work:", "  counted: {day: 2025-12-31, clause: 一.一, words: 年限计算至…}\n  college_work:"),
    ("conditions", "    counted_to: 12-31\n", "    counted_to: counted\n"),
    ("conditions", "    short: 算到当年12月31日，工作", "    short: 算到{counted}，工作"),
    ("conditions", "    milestone: 算到当年12月31日，工作", "    milestone: 算到{counted}，工作"),
    ("conditions", "    waiting: 算到{counted_to}您工作{so_far}，要满{threshold}，从{day}起算够。\n    waiting_undated: 工作不满{threshold}，要先查清毕业日期。\n", "    closed: 算到{counted_to}您工作{so_far}，要满{threshold}，这一次不够。\n"),
    ("conditions", "    at_most: age_limit\n", "    at_most: age_limit\n    counted_to: 2025-12-31\n"),
    ("conditions", "met: 您{value}，不超过{threshold}；到{until}都符合。", "met: 到{counted_to}您{value}，不超过{threshold}。"),
    ("conditions", "closed: 您{value}，", "closed: 到{counted_to}您{value}，"),
)  # fmt: skip
"""Years and age counted to one single day, whenever it is asked."""


@pytest.fixture(scope="module")
def on_one_day(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return silent(copied(FOLDER, tmp_path_factory.mktemp("one"), *ON_ONE_DAY))


@pytest.mark.parametrize(
    ("as_of", "facts", "status", "on", "said"),
    [
        ("2025-10-01", {"work": [{"start": "2023-01-01"}]}, "eligible", "2015-06-30", "算到2025年12月31日，您工作3年，够3年。"),
        ("2026-06-01", {"work": [{"start": "2023-01-01"}]}, "eligible", "2025-12-31", "算到2025年12月31日，您工作3年，够3年。"),
        ("2025-10-01", {"work": [{"start": "2023-01-02"}]}, "excluded", None, "算到2025年12月31日您工作2年11个月，要满3年，这一次不够。"),
        ("2027-06-01", {"work": [{"start": "2023-01-02"}]}, "excluded", None, "算到2025年12月31日您工作2年11个月，要满3年，这一次不够。"),
        ("2025-10-01", {"work": [{"start": "2023-01-01", "end": "2025-09-30"}]}, "unmet", None, "工作年限不够3年，现在也没有在干。"),
        ("2026-06-01", {"work": [{"start": "2023-02-01", "end": "2025-12-31"}]}, "excluded", None, "算到2025年12月31日您工作2年11个月，要满3年，这一次不够。"),
        ("2026-06-01", {"work": [{"start": "2022-06-01", "end": "2025-12-31"}]}, "eligible", "2025-05-31", "算到2025年12月31日，您工作3年7个月，够3年。"),
        ("2026-06-01", {"diplomas": [{"kind": "college", "graduated_on": None}], "work": [{"start": "2023-01-02"}]}, "excluded", None, "算到2025年12月31日您工作2年11个月，要满3年，这一次不够。"),
        ("2026-06-01", {"diplomas": [{"kind": "college", "graduated_on": None}], "work": [{"start": "2022-01-02"}]}, "confirm", None, "请先查清毕业日期，再看工作是不是满3年。"),
        ("2026-06-01", {"work": None}, "confirm", None, "请先查清每一段工作的起止日期，要满3年。"),
    ],
)  # fmt: skip
def test_years_counted_to_one_day(
    on_one_day: Policy, as_of: str, facts: dict[str, Any], status: str, on: str | None, said: str
) -> None:
    """Whenever it is asked the same; what is not full by then has no day under this notice."""
    day = date.fromisoformat(as_of)
    raw = {**PERSON, "good_years": [2024], **facts}
    found = assess(on_one_day, read_facts(on_one_day.facts, raw, day), day)
    result = found.routes[AT_WORK]
    assert (result.status.word, str(result.eligible_on or "")) == (status, on or "")
    assert sentences(found, AT_WORK)["工作年限"] == said
    [row] = assess_batch(on_one_day, batch_of(on_one_day, [(raw, day)]), day).to_pylist()
    assert (row[f"{AT_WORK}.status"], row[f"{AT_WORK}.eligible_on"]) == (status, result.eligible_on)
    # What will only be full by then stands on no day that is not its own.
    line = Report(found).timeline
    marks = [mark.name for track in line.tracks for mark in track.marks] if line else []
    shown = "算到2025年12月31日，工作满3年" in marks
    assert status != "eligible" or shown is (as_of > "2025-12-31")


@pytest.mark.parametrize("as_of", ["2025-06-01", "2026-06-01"])
def test_an_age_on_one_day(on_one_day: Policy, as_of: str) -> None:
    """Who turns 46 on it is too old already before; a day younger, never."""
    day = date.fromisoformat(as_of)
    for born, holds in (("1979-12-31", False), ("1980-01-01", True)):
        raw = {**PERSON, "good_years": [2024], "work": [{"start": "2015-01-01"}], "born": born}
        found = assess(on_one_day, read_facts(on_one_day.facts, raw, day), day)
        assert (found.routes[AT_WORK].status is Status.ELIGIBLE) is holds
        [said] = [text for name, text in sentences(found, AT_WORK).items() if "周岁" in name]
        old = "45周岁，不超过45周岁" if holds else "46周岁，超过了45周岁（第一条（三））"
        assert said == f"到2025年12月31日您{old}。"
        [row] = assess_batch(on_one_day, batch_of(on_one_day, [(raw, day)]), day).to_pylist()
        assert (row[f"{AT_WORK}.status"] == "eligible") is holds


def test_a_pack_counted_to_one_day_is_sound(on_one_day: Policy) -> None:
    found = look_closer(on_one_day.content)
    assert (found.faults, found.odd, found.blanks) == ([], [], [])
    assert try_all(on_one_day).faults == []


def test_the_one_day_is_the_clauses(tmp_path: Path) -> None:
    edit = ("conditions", "    counted_to: counted\n", "    counted_to: 2025-12-30\n")
    content, _ = read_content(copied(FOLDER, tmp_path, *ON_ONE_DAY, edit), OF_TALK)
    told = "这里算到12月30日，第一条（一）的原文写的是12月31日"
    assert any(told in one.message for one in look_closer(content).faults)


NOT_SAID: list[tuple[Edit, str]] = [
    (("conditions", "这一次不够。\n", "从{day}起够。\n"), "这里不能用 {day}：年限只算到这一天"),
    (("conditions", "met: 到{counted_to}您{value}，不超过{threshold}。", "met: 您{value}，到{until}都符合。"), "这里不能用 {until}：年龄只算到这一天"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "says"), NOT_SAID)
def test_of_one_day_nothing_is_said_of_when_it_is_full(
    edit: Edit, says: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError, match=says):
        silent(copied(FOLDER, tmp_path, *ON_ONE_DAY, edit))
