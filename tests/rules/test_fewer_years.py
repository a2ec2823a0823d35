"""Years that some have more of and some less, and none below zero: ``tests/packs/fewer-years``.

Its ``cases.yaml`` is worked out by hand from its made-up clauses; ``advisor check`` tries it.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.content.closer import look_closer
from advisor.content.reading import OF_TALK, ContentError, read_content
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.interview.questions import play
from advisor.paper.document import rows_of
from advisor.paper.sheet import sheet_data
from advisor.proving.sound import check_pack
from advisor.reference.decision_table import decision_table
from advisor.report.checklist import checklist
from advisor.report.reasons import reasons
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from tests.content.test_content import copied, silent

FOLDER = Path(__file__).resolve().parents[1] / "packs" / "fewer-years"
POLICY = silent(FOLDER)
ROUTE = "assistant.recognition"
AS_OF = date(2021, 6, 1)

PERSON: dict[str, Any] = {
    "current_title": "none",
    "masters_degree": False,
    "study_matches": True,
    "township": [{"start": "2010-01-01", "end": "2012-06-30"}],
    "diplomas": [{"kind": "college", "graduated_on": "2015-06-30"}],
    "work": [{"start": "2020-01-10"}],
}


def of(as_of: date = AS_OF, **facts: Any) -> Assessment:
    return assess(POLICY, read_facts(POLICY.facts, {**PERSON, **facts}, as_of), as_of)


def told(assessment: Assessment) -> dict[str, tuple[str, str]]:
    result = assessment.routes[ROUTE]
    return {one.name: (one.clause, one.sentence) for one in reasons(assessment, result)}


def test_its_cases_come_out() -> None:
    assert check_pack(FOLDER) == ([], [], [])


def test_months_taken_off_are_told_with_their_clause() -> None:
    shorter = of()
    assert told(shorter)["在乡镇满2年"] == ("一.二", "您在乡镇满2年，年限少2年（第一条（二））。")
    assert "2021年1月10日已满1年" in told(shorter)["专业技术工作年限"][1]
    assert "一.二" in Report(shorter).advice.clauses
    assert "township_proof" in {item.id for item in checklist(shorter, ROUTE).items}
    assert "在乡镇满2年" not in told(of(date(2024, 1, 1), township=[]))


@pytest.mark.parametrize(
    ("facts", "status", "name"),
    [
        ({"township": None}, Status.CONFIRM, "在乡镇满2年"),
        ({"township": [{"start": "2019-08-01"}]}, Status.NOT_YET, "在乡镇满2年"),
        ({"study_matches": None, "work": [{"start": "2017-01-10"}]}, Status.ELIGIBLE, "专业不对口"),
    ],
)
def test_nobody_is_told_what_is_not_certain(
    facts: dict[str, Any], status: Status, name: str
) -> None:
    """Whom the other months carry, though it is not known that they are theirs."""
    someone = of(**facts)
    assert someone.routes[ROUTE].status is status
    assert name not in told(someone)


def test_without_any_time_left_nothing_is_asked_of_it() -> None:
    """A bachelor's one year less two: no work is asked for, nor any said to lack."""
    facts = read_facts(POLICY.facts, {**PERSON, "work": None, "diplomas": [BACHELOR]}, AS_OF)
    assessment = assess(POLICY, facts, AS_OF)
    assert assessment.routes[ROUTE].status is Status.ELIGIBLE
    assert "专业技术工作年限" not in told(assessment)
    asked = play(POLICY, facts, AS_OF)
    assert assess(POLICY, asked, AS_OF).routes[ROUTE].status is Status.ELIGIBLE


BACHELOR = {"kind": "bachelor", "graduated_on": "2015-06-30"}


def test_the_timeline_has_both_spans() -> None:
    timeline = Report(of(township=[{"start": "2019-08-01"}])).timeline
    assert timeline is not None
    marks = {mark.name: mark.day for mark in timeline.tracks[0].marks}
    assert marks["在乡镇工作满2年"] == date(2021, 8, 1)
    assert marks["专业技术工作满1年"] == date(2021, 1, 10)
    assert timeline.tracks[0].opens == date(2021, 8, 1)


def test_the_rules_show_each_row_once() -> None:
    [block] = decision_table(POLICY).blocks
    assert [(row.diplomas, row.besides) for row in block.rows] == [
        (("研究生",), "已获硕士或以上学位"),
        (("本科",), "专业技术工作满1年，在乡镇满2年的减2年，专业不对口的多1年"),
        (("大专",), "专业技术工作满3年，在乡镇满2年的减2年，专业不对口的多1年"),
        (
            ("中专",),
            "（任员级满3年，或专业技术工作满5年），在乡镇满2年的减2年，专业不对口的多1年",
        ),
    ]
    assert block.rows[1].clauses == ("一.一", "一.二", "一.三")


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("- months: -township_less", "- months: 0", "不能是 0"),
        ("- months: -township_less", "- months: township_less", "满足的才减"),
        ("when: [in_township]", "unless: [in_township]", "满足的不加"),
        ("when: [in_township]", "when: []", "只写一样"),
        ("when: [in_township]", "when: [in_town]", "没有“in_town”这个条件"),
    ],
)
def test_what_is_wrong_with_it_is_said(find: str, put: str, says: str, tmp_path: Path) -> None:
    folder = copied(FOLDER, tmp_path, ("routes", find, put))
    with pytest.raises(ContentError, match=says):
        silent(folder)


def test_months_taken_off_are_those_of_the_clause(tmp_path: Path) -> None:
    folder = copied(FOLDER, tmp_path, ("routes", "- months: -township_less", "- months: -12"))
    content, _ = read_content(folder, OF_TALK)
    assert any("1年" in fault.message for fault in look_closer(content).faults)


FLOORED = (
    ("notice", "上述年限减2年。", "上述年限减2年，但不得少于1年。"),
    ("routes", "- months: -township_less", "- at_least: 12\n            months: -township_less"),
    ("routes", "年限少{months}（", "年限少{months}，不少于{at_least}（"),
)


@pytest.fixture(scope="module")
def floored(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """The same notice, by which at least a year is left of every row."""
    return silent(copied(FOLDER, tmp_path_factory.mktemp("floored"), *FLOORED))


TOWNSHIP = [{"start": "2010-01-01", "end": "2012-06-30"}]


@pytest.mark.parametrize(
    ("kind", "matches", "months"),
    [
        ("bachelor", True, 12),  # one year stays one year
        ("bachelor", False, 12),  # one and one more, less two: not none
        ("college", True, 12),
        ("college", False, 24),
        ("secondary", True, 36),
    ],
)
def test_so_many_months_are_left_at_the_least(
    floored: Policy, kind: str, matches: bool, months: int
) -> None:
    diplomas = [{"kind": kind, "graduated_on": "2015-06-30"}]
    raw = {**PERSON, "diplomas": diplomas, "study_matches": matches, "township": TOWNSHIP}
    full = date(2020 + months // 12, 1, 10)
    for as_of, status in ((full - timedelta(1), Status.NOT_YET), (full, Status.ELIGIBLE)):
        found = assess(floored, read_facts(floored.facts, raw, as_of), as_of)
        assert (found.routes[ROUTE].status, found.routes[ROUTE].eligible_on) == (status, full)


def test_a_row_that_asks_for_fewer_anyway_stays_as_it_is(tmp_path: Path) -> None:
    half = (
        ("notice", "本科毕业工作满1年", "本科毕业工作满6个月"),
        ("routes", "bachelor_work: {months: 12", "bachelor_work: {months: 6"),
    )
    policy = silent(copied(FOLDER, tmp_path, *FLOORED, *half))
    raw = {**PERSON, "diplomas": [BACHELOR], "township": TOWNSHIP}
    as_of = date(2020, 7, 9)
    found = assess(policy, read_facts(policy.facts, raw, as_of), as_of)
    assert found.routes[ROUTE].eligible_on == date(2020, 7, 10)


def test_what_is_left_at_the_least_is_said_and_shown(floored: Policy) -> None:
    someone = assess(floored, read_facts(floored.facts, PERSON, AS_OF), AS_OF)
    assert (
        told(someone)["在乡镇满2年"][1] == "您在乡镇满2年，年限少2年，不少于1年（第一条（二））。"
    )
    [block] = decision_table(floored).blocks
    assert block.rows[2].besides == (
        "专业技术工作满3年，在乡镇满2年的减2年（不得少于1年），专业不对口的多1年"
    )


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("at_least: 12", "at_least: -12", "减了以后不得少于几个月"),
        ("- months: 12", "- at_least: 12\n            months: 12", "减了以后不得少于几个月"),
    ],
)
def test_what_is_wrong_with_the_least_is_said(
    find: str, put: str, says: str, tmp_path: Path
) -> None:
    folder = copied(FOLDER, tmp_path, *FLOORED, ("routes", find, put))
    with pytest.raises(ContentError, match=says):
        silent(folder)


def test_the_least_is_that_of_the_clause(tmp_path: Path) -> None:
    folder = copied(FOLDER, tmp_path, *FLOORED, ("routes", "at_least: 12", "at_least: 36"))
    content, _ = read_content(folder, OF_TALK)
    assert any("这里是3年" in fault.message for fault in look_closer(content).faults)


def test_months_taken_off_stand_once_more_with_how_many() -> None:
    """Where the sentence was said above, line by line the sheet says how many, never nothing."""
    [value] = {one.brief for one in reasons(of(), of().routes[ROUTE]) if one.name == "在乡镇满2年"}
    assert value == "年限少2年"
    pages = sheet_data(Report(of()), encode(POLICY, of().facts, AS_OF), "", "person", "")["pages"]
    [table] = [part for page in pages for part in page["parts"] if part["kind"] == "conditions"]
    assert {row["text"] for row in rows_of(table) if row["name"] == "在乡镇满2年"} == {"年限少2年"}


def test_years_with_months_taken_off_belong_in_adds(tmp_path: Path) -> None:
    """Three years less two, written into the row."""
    folder = copied(FOLDER, tmp_path, ("routes", "{use: any_service, months: college_work}", "{use: any_service, months: 60}"), ("notice", "或者工作满5年", "或者工作满6年"), ("routes", "{months: 60, clause: 一.一", "{months: 72, clause: 一.一"), ("notice", "年限减2年", "年限减1年"), ("routes", "{months: 24, clause: 一.二, words: 年限减", "{months: 12, clause: 一.二, words: 年限减"))  # fmt: skip
    content, _ = read_content(folder, OF_TALK)
    assert any(
        "这里是5年" in f.message and "另写 adds" in f.message for f in look_closer(content).faults
    )


def test_so_do_those_that_stand_on_the_clause_that_takes_them_off(tmp_path: Path) -> None:
    """On 年限减2年, one year of three; and a number of its own that the notice nowhere says."""
    folder = copied(FOLDER, tmp_path, ("conditions", "months: in_township", "months: 12"))
    content, _ = read_content(folder, OF_TALK)
    assert any(
        "这里是1年" in f.message and "另写 adds" in f.message for f in look_closer(content).faults
    )
    spare = ("routes", "levels:", "  less: {months: 12}\nlevels:")
    with pytest.raises(ContentError, match="是加出来减出来的年限，不另写一个数，写 adds"):
        silent(copied(FOLDER, tmp_path / "numbers", spare))
