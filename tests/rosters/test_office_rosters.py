"""Rosters as offices have them go through as they are: nearly everybody is assessed, nobody is lost, and
nothing is read that is not there."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from advisor.facts.values import Diploma, Spell
from advisor.rosters.corrections import BLANK, NO_CORRECTIONS, Corrections, read_corrections
from advisor.rosters.judging import Judged, Unread
from advisor.rosters.reading import Reading
from advisor.rosters.said_files import FileError
from advisor.rosters.screening import Screening, summary
from advisor.rosters.sheet_people import Person
from advisor.rosters.unit import NOTHING_SAID, Unit, read_unit
from advisor.rules.outcome import Status
from tests.people import AS_OF
from tests.roster_files import POLICY, text, xlsx
from tests.rosters.more_office_rosters import MORE_OFFICES, food_group
from tests.rosters.office_rosters import (
    OFFICES,
    OfficeRoster,
    formulas,
    official_form,
    open_document,
    tabs_from_another_system,
    text_dates,
    title_ledger,
)


def screened(
    stream: io.BytesIO, said: Corrections = NO_CORRECTIONS, unit: Unit = NOTHING_SAID
) -> tuple[Screening, list[Judged | Unread]]:
    screening = Screening(POLICY, stream, AS_OF, said, unit)
    found: list[Judged | Unread] = []
    while not screening.done:
        found += screening.step(100)
    return screening, found


def people(
    stream: io.BytesIO, said: Corrections = NO_CORRECTIONS, unit: Unit = NOTHING_SAID
) -> list[Person]:
    reading = Reading(POLICY, stream, AS_OF, said, unit)
    found: list[Person] = []
    while not reading.done:
        found += [one.person for one in reading.step(100)]
    return found


def person(**cells: Any) -> Person:
    """The one person of a roster with these cells."""
    return person_of(NOTHING_SAID, **cells)


def person_of(unit: Unit, **cells: Any) -> Person:
    """The same in a unit that has said something."""
    [found] = people(xlsx([["姓名", *cells], ["张三", *cells.values()]]), unit=unit)
    return found


def known(found: Person) -> dict[str, Any]:
    return {name: value for name, value in found.facts.items() if value is not None}


@pytest.mark.parametrize("office", [*OFFICES, *MORE_OFFICES], ids=lambda office: office.name)
def test_everybody_is_assessed_or_named(office: OfficeRoster) -> None:
    screening, found = screened(office.make())
    assert len(found) == office.people
    aside = {one.name: one for one in found if isinstance(one, Unread)}
    assert aside.keys() == office.aside.keys()
    for name, why in office.aside.items():
        assert why in str(aside[name].troubles[0])
    assert len(aside) <= office.people * 0.05
    assert screening.tally.people == office.people


# --- headings -------------------------------------------------------------------------------------


def test_headings_in_two_rows_are_taken_together() -> None:
    reading = Reading(POLICY, official_form(), AS_OF)
    taken = {one.heading: one.taken for one in reading.columns}
    assert taken["全日制教育/学历"] == "全日制学历"
    assert taken["在职教育/毕业时间"] == "在职学历毕业日期"
    assert taken["专业技术职务/取得时间"] == "任现职称日期"
    assert taken["配偶情况/学历"] == taken["配偶情况/姓名"] == ""
    first, second = reading.step(6)[:2]
    assert known(first.person) == {
        "current_title": "entry",
        "title_since": date(2014, 10, 31),
        "diplomas": (Diploma("fulltime_secondary", date(2012, 7, 31)),),
    }
    assert "diplomas" not in known(second.person)  # 大学 may be more than one thing


@pytest.mark.parametrize(
    ("headings", "taken"),
    [
        (["姓名", "职称", "职务", "任职时间"], ""),  # of the office held, not of the title
        (["姓名", "职务", "职称", "任职时间"], "任现职称日期"),
        (["姓名", "职称", "职称专业", "取得时间"], "任现职称日期"),
        (["姓名", "职称", "资格证书", "取得时间"], ""),
        (["姓名", "学历", "职称", "毕业时间"], "学历1毕业日期"),
        (["姓名", "毕业时间（在职）", "职称", "学历（在职）"], "在职学历"),
        (["姓名", "职称", "学历", "所学专业"], ""),  # what one studied is not what one does
    ],
)
def test_a_heading_means_what_stands_left_of_it(headings: list[str], taken: str) -> None:
    reading = Reading(POLICY, xlsx([headings, ["张三", "员级", "大专", "2019.7"]]), AS_OF)
    assert reading.columns[3].taken == taken


def test_two_columns_for_one_fact_are_combined() -> None:
    found = person(全日制学历="中专", 毕业时间="2010年7月", 在职学历="本科", 取得时间="2016年1月")
    assert known(found)["diplomas"] == (
        Diploma("adult_bachelor", date(2016, 1, 31)),
        Diploma("fulltime_secondary", date(2010, 7, 31)),
    )
    assert person(单位性质="民企", 企业性质="私营企业").facts["employer"] == "private_enterprise"
    differing = person(单位性质="民企", 企业性质="国企")
    assert "employer" not in known(differing)
    assert "几列说得不一样" in str(differing.doubts[0])


def test_the_same_diploma_told_twice_is_one() -> None:
    found = person(学历="大专", 毕业时间="2015.7", 最高学历="全日制大专")
    assert known(found)["diplomas"] == (Diploma("fulltime_college", date(2015, 7, 31)),)


def test_parts_below_a_diploma_s_own_heading_are_that_diploma_s() -> None:
    assert known(people(food_group())[0]) == {
        "current_title": "assistant",
        "title_since": date(2016, 12, 1),
        "diplomas": (
            Diploma("fulltime_college", date(2014, 7, 1)),
            Diploma("adult_bachelor", date(2018, 1, 10)),
        ),
        "work": (Spell(date(2014, 10, 1), None, True),),
    }


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "words", "fact", "value"),
    [
        ("单位归哪里管", "临颍县", "jurisdiction", "county"),
        ("单位性质", "民企", "employer", "private_enterprise"),
        ("从事专业", "机械", "series", "engineering"),
        ("职称", "技术员", "current_title", "entry"),
        ("职称", "电气技术员", "current_title", "entry"),
        ("年度考核", "称职", "assessments_ok", True),
        ("年度考核", "基本称职", "assessments_ok", False),
        ("学位", "学士", "masters_degree", False),
        ("业绩", "发表论文两篇、实用新型专利", "achievements", ("paper", "patent")),
        ("学历", "自学考试本科", "diplomas", (Diploma("adult_bachelor", None),)),
        ("文化程度", "高中", "diplomas", ()),
    ],
)
def test_what_chat_understands_a_cell_understands(
    heading: str, words: str, fact: str, value: Any
) -> None:
    assert known(person(**{heading: words}))[fact] == value


@pytest.mark.parametrize(
    ("heading", "words", "fact"),
    [
        ("学历", "大专在读", "diplomas"),
        ("学历", "本科肄业", "diplomas"),
        ("学历", "大专结业", "diplomas"),
        ("职称", "高级工", "current_title"),
        ("职称", "拟评助理工程师", "current_title"),
        ("职称", "初级", "current_title"),
        ("单位性质", "企业", "employer"),
        ("年度考核", "不定等次", "assessments_ok"),
        ("业绩", "论文、先进个人", "achievements"),
        ("从事专业", "综合", "series"),
    ],
)
def test_a_doubtful_wording_is_no_fact(heading: str, words: str, fact: str) -> None:
    assert fact not in known(person(性别="男", 继续教育="完成", **{heading: words}))


def test_a_diploma_half_said_is_shown_under_both_readings() -> None:
    _, [found] = screened(
        xlsx([["姓名", "学历", "毕业时间", "技术岗开始", "单位性质"], ["张三", "大专", "2016.7", "2016.8", "企业"]]),
        unit=read_unit(POLICY.content, "单位归哪里管: 县区\n系列: 工程\n就业手续: 办了\n"
                       "职（执）业资格证: 不需要\n人人都要的条件: 都符合\n".encode(), AS_OF),
    )  # fmt: skip
    assert isinstance(found, Judged)
    assert found.status is Status.CONFIRM
    said = "\n".join(found.unclear)
    assert "“大专”没有说清是全日制大专还是成人专科。结论要等它。" in said
    assert "“大专”按全日制大专，“企业”按民营企业" in said
    assert found.code


def test_a_text_of_january_is_january_a_number_is_not() -> None:
    found = people(text_dates())
    assert known(found[0])["work"] == (Spell(date(2015, 1, 31), None, True),)
    assert "work" not in known(found[8])
    assert "分不清是1月还是10月" in str(found[8].doubts)
    in_text = [["姓名", "毕业时间", "技术岗开始"], ["张三", "2015.7", "2016.1"]]
    assert "work" not in known(people(text(in_text))[0])  # a spreadsheet may have written it
    in_text.append(["李四", "2015.10", "2016.10"])
    assert known(people(text(in_text))[0])["work"] == (Spell(date(2016, 1, 31), None, True),)


def test_a_cell_that_cannot_be_read_leaves_its_fact_unknown() -> None:
    found = people(formulas())
    unread = [one for one in found if one.doubts and "#N/A" in str(one.doubts)]
    assert len(unread) == 4
    assert all("current_title" not in known(one) and not one.troubles for one in unread)


def test_the_start_of_working_life_is_no_technical_post_unless_said() -> None:
    cells = {"学历": "全日制大专", "参加工作时间": "2012.8", "入职时间": "2015.7"}
    plain = person(**cells)
    assert "work" not in known(plain)
    assert "没有当作它的开始" in str(plain.doubts[0])
    said = person_of(Unit(life=True), **cells)
    assert known(said)["work"] == (Spell(date(2015, 7, 31), None, True),)
    assert said.by_unit == ("work",)
    own = person_of(Unit(life=True), **cells, 技术岗开始="2018.5")
    assert known(own)["work"] == (Spell(date(2018, 5, 31), None, True),)


# --- what the unit says ---------------------------------------------------------------------------

UNIT = """
jurisdiction: county
单位性质: 民企
就业手续: true
人人都要的条件: 都符合
除外: [李四, 王五]
"""


def test_what_the_unit_says_is_used_where_no_column_does() -> None:
    unit = read_unit(POLICY.content, UNIT.encode(), AS_OF)
    rows: list[list[Any]] = [
        ["姓名", "学历", "单位性质", "品行"],
        ["张三", "全日制大专", None, None],
        ["李四", "全日制大专", "国企", None],
        ["赵六", "全日制大专", "看不懂的", "不符合"],
    ]
    first, second, third = people(xlsx(rows), unit=unit)
    assert first.facts["employer"] == "private_enterprise"
    assert first.facts["jurisdiction"] == "county"
    assert first.facts["ethics"] is True
    assert "employer" in first.by_unit
    assert second.facts["employer"] == "state_enterprise"
    assert "ethics" not in known(second)
    assert "employer" not in known(third)
    assert third.facts["ethics"] is False
    screening, _ = screened(xlsx(rows), unit=unit)
    said = "\n".join(summary(screening))
    assert "单位性质：民营企业" in said
    assert "品行：符合（除2人）" in said


def test_a_unit_that_settles_what_is_half_said() -> None:
    unit = read_unit(POLICY.content, b'{"employer": "state_enterprise"}', AS_OF)
    found = person_of(unit, 学历="全日制大专", 单位性质="企业")
    assert found.facts["employer"] == "state_enterprise"
    assert not found.doubts


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("学历: 大专", "不能全单位一起说"),
        ("单位性质: 工厂", "认不得"),
        ("employer: nothing", "认不得"),
        ("就业手续: 大概", "认不得"),
        ("单位性质: [民企]", "单位性质"),
        ("单位性质: 民企\n单位性质: 国企", "写了两次"),
        ("- 民企", "一组"),
        ("a: {", "写法不对"),
    ],
)
def test_a_unit_s_file_that_does_not_read_says_why(file: str, says: str) -> None:
    with pytest.raises(FileError, match=says):
        read_unit(POLICY.content, file.encode(), AS_OF)


# --- said once for all rows -----------------------------------------------------------------------


def test_a_wording_given_a_meaning_once_counts_in_every_row() -> None:
    reading = Reading(POLICY, title_ledger(), AS_OF)
    while not reading.done:
        reading.step(100)
    wordings = {(one.heading, one.text): one.times for one in reading.not_understood()}
    assert wordings["学历", "大专"] == 6
    assert wordings["现职称", BLANK] == 6
    written = reading.corrections_file().decode()
    filled = written.replace('"大专":  #', '"大专": 全日制大专  #').replace(
        f'"{BLANK}":  #', f'"{BLANK}": 还没有  #'
    )
    filled = filled.replace('"参加工作时间": "参加工作时间"', '"参加工作时间": 开始1')
    filled = filled.replace('"质量部": 看', '"质量部": 不看')
    said = read_corrections(POLICY.content, filled.encode())
    found = people(title_ledger(), said)
    assert len(found) == 12
    college = [one for one in found if known(one).get("diplomas")]
    assert {known(one)["diplomas"][0].kind for one in college} == {
        "fulltime_college",
        "adult_bachelor",
    }
    assert all("work" in known(one) for one in found)
    assert sum(one.facts.get("current_title") == "none" for one in found) == 3


def test_the_written_file_reads_as_what_was_taken() -> None:
    for office in OFFICES:
        reading = Reading(POLICY, office.make(), AS_OF)
        while not reading.done:
            reading.step(100)
        said = read_corrections(POLICY.content, reading.corrections_file())
        assert [p.facts for p in people(office.make(), said)] == [
            p.facts for p in people(office.make())
        ], office.name


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("列: {岗位: 什么}", "没有这一列"),
        ("列: [岗位]", "一组"),
        ("行: {}", "没有“行”这一栏"),
        ("表: {一: 也许}", "“看”或“不看”"),
        ("写法: {学历: 大专}", "一组“写法: 意思”"),
    ],
)
def test_a_file_of_columns_that_does_not_read_says_why(file: str, says: str) -> None:
    with pytest.raises(FileError, match=says):
        read_corrections(POLICY.content, file.encode())


def test_a_meaning_that_is_none_leaves_the_fact_unknown() -> None:
    said = Corrections(words={"学历": {"大专": "不知什么"}})
    rows = [["姓名", "学历", "职称"], ["张三", "大专", "员级"]]
    [found] = people(xlsx(rows), said)
    assert "diplomas" not in known(found)


# --- rows, sheets, kinds of file ------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        ["合计", 12, None],
        ["共计：3人", None, None],
        [None, "小计", 5],
        ["填表人：张三", None, "审核人：李四"],
        ["制表", "张三", None],
        ["姓名", "学历", "职称"],
        [1, 2, 3],
        ["注：本表一式两份", None, None],
        ["填表人：", "张会计", "审核："],
        ["单位负责人（签字）", None, None],
    ],
)
def test_totals_and_signatures_are_nobody(row: list[Any]) -> None:
    rows = [["姓名", "学历", "职称"], ["张三", "全日制大专", "员级"], row]
    assert [one.name for one in people(xlsx(rows))] == ["张三"]


def test_somebody_in_charge_is_a_person() -> None:
    rows = [
        ["职务", "姓名", "学历"],
        ["负责人", "张三", "全日制大专"],
        ["审核员", "李四", "自考本科"],
    ]
    rows += [["注册部（一）", "王五", "自考本科"], ["负责人（兼）", "赵六", "自考本科"]]
    assert [one.name for one in people(xlsx(rows))] == ["张三", "李四", "王五", "赵六"]


def test_people_of_several_sheets_are_told_apart() -> None:
    screening, found = screened(title_ledger())
    assert {one.sheet for one in found} == {"生产技术部", "质量部"}
    assert "“生产技术部”、“质量部”" in "\n".join(screening.notes)


def test_the_template_s_own_examples_are_nobody() -> None:
    from advisor.rosters.template import write_template  # noqa: PLC0415

    out = io.BytesIO()
    write_template(POLICY, out)
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    sheet.cell(2, 1, "张三")
    sheet.cell(2, [c.value for c in sheet[1]].index("品行") + 1, "符合")
    filled = io.BytesIO()
    book.save(filled)
    assert [one.name for one in people(filled)] == ["张三"]


def test_what_a_sheet_of_another_kind_holds() -> None:
    rows: list[list[Any]] = [["姓名", "学历", "毕业时间", "技术岗开始"],
                             ["张三", "全日制大专", date(2015, 7, 1), 2016.1]]  # fmt: skip
    [found] = people(open_document(rows))
    assert known(found) == {"diplomas": (Diploma("fulltime_college", date(2015, 7, 1)),)}
    assert "分不清" in str(found.doubts)


def test_tabs_and_words_of_a_school() -> None:
    found: Mapping[str, Any] = known(people(tabs_from_another_system())[1])
    assert found["teaching_subject"] == "foreign_language"
    assert found["licence"] == "held"
    assert found["assessments_ok"] is True
    assert found["diplomas"] == (
        Diploma("fulltime_college", date(2010, 7, 31)),
        Diploma("adult_bachelor", date(2013, 12, 31)),
    )


def test_somebody_of_whom_nothing_is_understood_is_assessed_and_marked() -> None:
    rows: list[list[Any]] = [["姓名", "学历"], ["张三", "双证"], ["李四", None], [None, "双证"]]
    _, found = screened(xlsx(rows))
    assert [type(one) for one in found] == [Judged, Unread, Unread]
    assert isinstance(found[0], Judged)
    assert "“双证”认不得" in found[0].unclear[0]
    assert "结论要等它" in found[0].unclear[0]
