"""A roster's columns and cells: headings, days, words, lists; all that is wrong in a row is named."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from advisor.content.reading import ContentError
from advisor.facts.values import read_facts
from advisor.packs import load_policy
from advisor.rosters.columns import Kind
from advisor.rosters.days import DayError, read_written, settled
from advisor.rosters.roster import Roster
from advisor.rosters.sheet_people import People, Person
from advisor.rosters.tables.cells import (
    FIRST_DAY,
    FIRST_DAY_1904,
    Row,
    Unreadable,
    Value,
)
from advisor.rosters.tables.spreadsheet import open_book
from advisor.rosters.template import EXAMPLES, NOTES, OPTIONS, ROSTER, write_template
from advisor.rules.policy import Policy
from tests.content.test_content import PACKS, copy_of
from tests.people import AS_OF, people
from tests.roster_files import (
    GOOD,
    POLICY,
    as_dates,
    as_told_in_columns,
    table,
    template_rows,
    xlsx,
)

READER = Roster(POLICY.content)


def rows_of(cells: list[Any]) -> list[Row]:
    return [
        Row(number, {place: value for place, value in enumerate(row) if value is not None})
        for number, row in enumerate(cells, 1)
    ]


def read(cells: list[Any], as_of: date = AS_OF, policy: Policy = POLICY) -> list[Person | None]:
    """The rows below the headings, read."""
    reader = Roster(policy.content)
    rows = rows_of(cells)
    layout = reader.layout(rows)
    assert layout is not None
    people = People(reader, layout, as_of)
    return [people.person(row) for row in rows if row.number > layout.row]


def one(**cells: Any) -> Person:
    """A row with these cells (``_`` for nothing that a heading may hold) beside two known columns."""
    [person] = read(table({"姓名": "张三", "品行": None, "继续教育": "完成了", **cells}))
    assert person is not None
    return person


def fact(name: str, **cells: Any) -> Any:
    """What a row's cells come to for one fact; the row must be sound."""
    person = one(**cells)
    assert (*person.troubles, *person.doubts) == ()
    return person.facts.get(name)


def wrong(**cells: Any) -> list[str]:
    """What sets the row aside, or else leaves something in it unknown."""
    person = one(**cells)
    return [str(trouble) for trouble in person.troubles] or [
        f"第{person.row}行{doubt}" for doubt in person.doubts
    ]


# --- headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("姓名", Kind("name"), 0),
        (" 姓　名 ", Kind("name"), 0),
        ("姓名（必填）", Kind("name"), 0),
        ("＊单位性质：", Kind("employer"), 0),
        ("系列(专业)", Kind("series"), 0),
        ("單位性質", Kind("employer"), 0),
        ("学历1", Kind("diplomas"), 1),
        ("学历 ２", Kind("diplomas"), 2),
        ("第一学历", Kind("diplomas"), 1),
        ("学历", Kind("diplomas"), 1),
        ("毕业日期3", Kind("diplomas", "graduated_on"), 3),
        ("学历1毕业日期", Kind("diplomas", "graduated_on"), 1),
        ("开始12", Kind("work", "start"), 12),
        ("第2段开始", Kind("work", "start"), 2),
        ("结束时间", Kind("work", "end"), 1),
        ("与申报专业一致2", Kind("work", "related"), 2),
        ("业绩", Kind("achievements"), 0),
        ("论文", Kind("achievements", "paper"), 0),
        ("业绩：教材、手册或标准", Kind("achievements", "book_or_standard"), 0),
    ],
)
def test_a_heading_is_known_in_its_forms(text: str, kind: Kind, number: int) -> None:
    found = READER.headings.find(text)
    assert found is not None
    assert (found.kind, found.number, found.heading) == (kind, number, text)


@pytest.mark.parametrize("text", ["", "民族", "学历0", "1", "#", "开始1结束2", "身份证号"])
def test_other_headings_are_not(text: str) -> None:
    assert READER.headings.find(text) is None


def test_the_headings_may_stand_anywhere_in_any_order() -> None:
    cells = [
        ["某某公司花名册"],
        ["填表日期：2026年11月", None, "填表人"],
        ["民族", "开始1", "姓名", "单位性质"],
        ["汉", "2021-07-01", "张三", "民营企业"],
    ]
    layout = READER.layout(rows_of(cells))
    assert layout is not None
    assert (layout.row, layout.ignored) == (3, ("民族",))
    assert "学历1" in layout.absent
    assert "学历2" not in layout.absent
    [person] = read(cells)
    assert person is not None
    assert person.facts == read_facts(
        POLICY.facts,
        {"employer": "private_enterprise", "work": [{"start": "2021-07-01"}]},
        AS_OF,
    )


def test_headings_in_two_merged_rows_and_repeated_ones() -> None:
    covered = Unreadable("合并", "姓名")
    cells: list[list[Any]] = [
        ["姓名", "单位性质", "经历"],
        [covered, Unreadable("合并", "单位性质"), "开始1", "结束1"],
        ["张三", "民企", "2021-07", "至今"],
        ["姓名", "单位性质", "开始1", "结束1"],
        ["李四", "国企", "2022-07", None],
    ]
    reader, rows = READER, rows_of(cells)
    layout = reader.layout(rows)
    assert layout is not None
    assert layout.row == 2
    assert [layout.repeats(row) for row in rows[2:]] == [False, True, False]
    person = People(reader, layout, AS_OF).person(rows[2])
    assert person is not None
    assert person.troubles == ()


def test_no_headings_or_one_twice() -> None:
    assert READER.layout(rows_of([["张三", "民营企业"], ["李四", "国有企业"]])) is None
    assert READER.layout(rows_of([["姓名", "备注"]])) is None  # nothing of anyone's case
    assert READER.layout(rows_of([["姓名", "单位性质", "备注", "工号", "科室"]])) is not None


def test_several_columns_may_help_to_tell_who_it_is() -> None:
    [person] = read(table({**GOOD, "工号": 1024, "科室": "三科"}))
    assert person is not None
    assert (person.name, person.remark) == ("张三", "1024；三科")


# --- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2021, 7, 1), "2021-07-01"),
        (44378, "2021-07-01"),
        (44378.5, "2021-07-01"),
        ("44378", "2021-07-01"),
        ("2021-07-01", "2021-07-01"),
        ("2021/7/1", "2021-07-01"),
        ("2021.7.1", "2021-07-01"),
        ("2021年7月1日", "2021-07-01"),
        ("2021 年 7 月 1 号", "2021-07-01"),
        ("２０２１．０７．０１", "2021-07-01"),
        ("2021-07-01 00:00:00", "2021-07-01"),
        ("2021年7月1號", "2021-07-01"),
        ("2021 07 01", "2021-07-01"),
        ("20210701", "2021-07-01"),
        (20210701, "2021-07-01"),
        ("202107", "2021-07-31"),
        (202102, "2021-02-28"),
        ("2021.7", "2021-07-31"),
        (2021.7, "2021-07-31"),
        (2021.12, "2021-12-31"),
        ("2021.10", "2021-10-31"),
        ("2021.01", "2021-01-31"),
        ("2021年7月", "2021-07-31"),
        ("2021-7", "2021-07-31"),
        ("2024年2月份", "2024-02-29"),
        (2021, "2021-12-31"),
        ("2021年", "2021-12-31"),
        ("2026年11月", "2026-11-23"),  # the present month, and the present year: today at most
        (2026, "2026-11-23"),
    ],
)
def test_a_day_in_its_forms(value: Value, day: str) -> None:
    assert settled(read_written(value, FIRST_DAY), AS_OF, False).isoformat() == day


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2021-02-30", "日历"),
        ("2021.13", "日历"),
        ("202113", "日历"),
        ("20210732", "日历"),
        (2021.1, "10月"),  # a spreadsheet makes this of 2021.10
        ("2021.1", "10月"),
        ("2021. 1", "10月"),
        ("2021.1 0", "请写成"),
        ("2021-", "请写成"),  # up to when?
        ("1921-07-01", "年份"),
        ("2921年7月", "年份"),
        (1905, "年份"),
        ("7/1/2021", "请写成"),
        ("21.7", "请写成"),
        ("去年七月", "请写成"),
        (12, "请写成"),
        (True, "请写成"),
        (7.5, "请写成"),
        ("2026-11-24", "晚于计算日2026年11月23日"),
        ("2026年12月", "晚于"),
        (2027, "晚于"),
    ],
)
def test_what_is_no_day_says_how_to_write_it(value: Value, says: str) -> None:
    with pytest.raises(DayError, match=says):
        settled(read_written(value, FIRST_DAY), AS_OF, False)


def test_a_day_that_may_lie_ahead_is_not_drawn_near() -> None:
    for value, day in (
        ("2026年11月", "2026-11-30"),
        (2026, "2026-12-31"),
        ("2027.7", "2027-07-31"),
    ):
        assert settled(read_written(value, FIRST_DAY), AS_OF, True).isoformat() == day
    assert settled(read_written(42916, FIRST_DAY_1904), AS_OF, False) == date(2021, 7, 1)


# --- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "name", "text", "value"),
    [
        ("单位性质", "employer", "事业单位（参公）", "civil_service_managed"),
        ("单位性质", "employer", "民营企业", "private_enterprise"),
        ("单位性质", "employer", " 民 企 ", "private_enterprise"),
        ("单位性质", "employer", "private_enterprise", "private_enterprise"),
        ("单位性质", "employer", "没有单位", "none"),
        ("单位性质", "employer", "不清楚", None),
        ("单位性质", "employer", "/", None),
        ("单位性质", "employer", "——", None),
        ("申报系列", "series", "律师公证", "law"),
        ("申报系列", "series", "中小学,幼儿园教师", "school_teacher"),
        ("单位归哪里管", "jurisdiction", "省属、中央驻漯单位", "provincial_or_central"),
        ("单位归哪里管", "jurisdiction", "中央驻漯", "provincial_or_central"),
        ("任教学科", "teaching_subject", "语文", "other"),
        ("任教学科", "teaching_subject", "舞蹈", "other_special"),
        ("现有职称", "current_title", "无", "none"),
        ("品行", "ethics", "符合", True),
        ("品行", "ethics", "√", True),
        ("品行", "ethics", True, True),
        ("品行", "ethics", "不符合", False),
        ("品行", "ethics", "×", False),
        ("品行", "ethics", "否", False),
        ("品行", "ethics", "不知道", None),
        ("年度考核", "assessments_ok", "有不合格的", False),
        ("年度考核", "assessments_ok", "第一年不定等次", None),
        ("硕士学位", "masters_degree", "没有学位", False),
        ("硕士学位", "masters_degree", "没有", False),
        ("就业手续", "employment_procedures", "没办", False),
        ("业绩", "achievements", "论文", ("paper",)),
        ("业绩", "achievements", "專利；論文", ("paper", "patent")),
        ("业绩", "achievements", "专利；论文", ("paper", "patent")),
        ("业绩", "achievements", "教材、手册或标准、专利", ("book_or_standard", "patent")),
        ("业绩", "achievements", "评比,竞赛获奖，表彰", ("competition_award", "commendation")),
        ("业绩", "achievements", "没有", ()),
        ("业绩", "achievements", "一项都没有", ()),
        ("考核优秀年度", "excellent_years", 2024, (2024,)),
        ("考核优秀年度", "excellent_years", "2023年度、2024", (2023, 2024)),
        ("考核优秀年度", "excellent_years", "无", ()),
        ("任现职称时间", "title_since", "2021-07-01", date(2021, 7, 1)),
    ],
)
def test_what_a_cell_means(heading: str, name: str, text: Value, value: Any) -> None:
    assert fact(name, **{heading: text}) == value


@pytest.mark.parametrize(
    ("heading", "text", "says"),
    [
        ("单位性质", "工厂", "“工厂”认不得，可以写：民营企业；国有企业"),
        ("单位性质", Unreadable("是错误值 #N/A，请改正。"), "#N/A"),
        ("品行", "一般", "认不得，可以写：符合；不符合"),
        ("品行", 1, "认不得"),
        ("学历1", "大专", "没有说清是全日制大专还是成人专科"),  # not to be guessed
        ("学历1毕业日期", "2021-06-30", "“学历1”却空着"),
        ("结束2", "2021-06-30", "“开始2”却空着"),
        ("业绩", "论文、好人", "“好人”认不得"),
        ("考核优秀年度", "2023-2024", "不是年份"),
        ("考核优秀年度", "去年", "不是年份"),
        ("任现职称日期", "2026-12-01", "晚于计算日"),
    ],
)
def test_what_a_cell_cannot_mean_is_named_with_the_remedy(
    heading: str, text: Value, says: str
) -> None:
    [line] = wrong(**{heading: text})
    assert line.startswith(f"第2行“{heading}”：")
    assert says in line


def test_an_empty_cell_is_never_no() -> None:
    assert one(备注="x").facts == {"continuing_education": True}
    assert read(table({"品行": None, "学历1": None}, {"品行": None, "学历1": None})) == [None, None]


def spell(start: str, end: str | None = None, related: bool = True) -> dict[str, Any]:
    return {"start": start, "end": end, "related": related}


@pytest.mark.parametrize(
    ("cells", "spells"),
    [
        ({"开始1": "2021-07-01"}, [spell("2021-07-01")]),
        ({"开始1": "2021-07-01", "结束1": "至今"}, [spell("2021-07-01")]),
        ({"开始1": "2021-07", "结束1": "2023-03"}, [spell("2021-07-31", "2023-03-31")]),
        ({"开始1": "2021-07-01", "结束1": "2028-07-01"}, [spell("2021-07-01", "2028-07-01")]),
        (
            {"开始1": "2021-07-01", "与申报专业一致1": "否", "开始5": "2024-01-01"},
            [spell("2021-07-01", related=False), spell("2024-01-01")],
        ),
        ({"开始1": "2021-07-01", "与申报专业一致1": "不清楚"}, [spell("2021-07-01")]),
        ({"开始1": "从没"}, []),
        ({"开始1": "从没在技术岗位上干过"}, []),
        ({"开始1": "不清楚"}, None),
        ({"结束1": "不清楚"}, None),
    ],
)
def test_spells_of_work(cells: dict[str, Any], spells: list[dict[str, Any]] | None) -> None:
    expected = read_facts(POLICY.facts, {"work": spells}, AS_OF)["work"]
    assert fact("work", **cells) == expected


@pytest.mark.parametrize(
    ("cells", "heading", "says"),
    [
        ({"开始1": "2021-07-01", "结束1": "2020-07-01"}, "结束1", "早于"),
        ({"开始1": "2021-07-01", "结束1": "2023"}, "结束1", "只有年份"),
        ({"开始2": "2026-11-24"}, "开始2", "晚于计算日"),
        ({"开始1": "2021-07-01", "与申报专业一致1": "大概"}, "与申报专业一致1", "认不得"),
        ({"开始1": "没有", "结束1": "至今"}, "开始1", "旁边又填了"),
        ({"学历1": "没有", "学历2": "成人本科"}, "学历1", "旁边又填了"),
        (
            {"学历1": "成人本科", "毕业日期1": "2019", "学历2": "函授本科", "毕业日期2": "2021"},
            "学历1",
            "写了两次，毕业时间不一样",
        ),
        ({"学历1": "成人本科", "学历1毕业日期": "2021-06-31"}, "学历1毕业日期", "日历"),
        ({"业绩": "论文", "专利": "是"}, "专利", "对不上"),
        ({"业绩": "论文", "论文": "否"}, "论文", "对不上"),
        ({"论文": "两篇"}, "论文", "认不得"),
    ],
)
def test_cells_that_do_not_fit_together(cells: dict[str, Any], heading: str, says: str) -> None:
    [line] = wrong(**cells)
    assert line.startswith(f"第2行“{heading}”：")
    assert says in line


@pytest.mark.parametrize(
    ("cells", "diplomas"),
    [
        ({"学历1": "没有"}, []),
        ({"学历1": "这些都没有"}, []),
        ({"学历1": "不清楚"}, None),
        ({"学历": "成人本科"}, [("adult_bachelor", None)]),
        ({"学历2": "成人本科", "毕业时间2": "不详"}, [("adult_bachelor", None)]),
        ({"学历1": "函授本科", "毕业日期1": "2027-07"}, [("adult_bachelor", "2027-07-31")]),
        (
            {"学历1": "成人本科", "学历2": "函授本科", "毕业日期2": "2019"},
            [("adult_bachelor", "2019-12-31")],
        ),
    ],
)
def test_diplomas(cells: dict[str, Any], diplomas: list[tuple[str, str | None]] | None) -> None:
    raw: Any = diplomas
    raw = raw and [{"kind": kind, "graduated_on": day} for kind, day in raw]
    expected = read_facts(POLICY.facts, {"diplomas": raw}, AS_OF)["diplomas"]
    assert fact("diplomas", **cells) == expected


def test_achievements_one_by_one() -> None:
    items = [option.label for option in POLICY.facts["achievements"].options.values()]
    assert fact("achievements", **{items[0]: "是", items[1]: "否", items[2]: None}) == ("paper",)
    assert fact("achievements", **dict.fromkeys(items, "否")) == ()
    assert fact("achievements", **{**dict.fromkeys(items, "否"), items[3]: None}) is None
    assert fact("achievements", **dict.fromkeys(items, "不清楚")) is None


def test_all_that_is_wrong_in_a_row_is_named_in_the_columns_order() -> None:
    cells = {
        **GOOD,
        "单位性质": "工厂",
        "学历1": "大专",
        "学历1毕业日期": "2021-06-31",
        "开始1": "2031-07-01",
        "品行": "一般",
    }
    [_, person] = read(table(GOOD, cells))
    assert person is not None
    assert [(t.row, t.column) for t in person.troubles] == [(3, "学历1毕业日期"), (3, "开始1")]
    assert [d.column for d in person.doubts] == ["单位性质", "品行"]
    assert person.name == "张三"


def test_what_one_person_can_tell_has_the_same_bounds_as_elsewhere() -> None:
    many = {f"开始{n}": f"20{n:02}-01-01" for n in range(1, 26)}
    [line] = wrong(**many)
    assert "最多填24段" in line
    assert one(**many).facts.get("work") is None


# --- template and content -------------------------------------------------------------------------


@pytest.mark.parametrize("pack", PACKS)
def test_the_template_of_any_pack(pack: str) -> None:
    policy = load_policy(PACKS[pack])
    out = io.BytesIO()
    write_template(policy, out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [ROSTER, NOTES, EXAMPLES, OPTIONS]
    sheet = book[ROSTER]
    headings = [str(cell.value) for cell in sheet[1]]
    lists = {
        str(rule.sqref).split("2:")[0]: rule
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    for place, column in enumerate(Roster(policy.content).headings.template(), 1):
        letter = get_column_letter(place)
        assert headings[place - 1] == column.heading
        fact = policy.facts.get(column.kind.fact)
        if fact is None or not fact.options or column.kind.part:
            continue
        area = lists[letter].formula1.partition("!")[2].replace("$", "")
        offered = [cell.value for [cell] in book[OPTIONS][area]]
        assert offered[: len(fact.options)] == [option.label for option in fact.options.values()]
        notes = " ".join(str(cell.value) for row in book[NOTES].iter_rows() for cell in row)
        assert column.heading in notes or column.number > 1

    reader = Roster(policy.content)
    examples = [Row(n, dict(r)) for n, r in enumerate(map(enumerate, cells_of(book[EXAMPLES])), 1)]
    rows = [Row(n, {p: v for p, v in r.items() if v is not None}) for n, r in examples]
    layout = reader.layout(rows)
    assert layout is not None
    assert layout.ignored == layout.absent == ()
    people = People(reader, layout, AS_OF)
    found = [people.person(row) for row in rows[1:]]
    assert found
    for person in found:
        assert person is not None
        assert person.troubles == ()
        assert person.facts


def cells_of(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_headings_of_the_pack_s_own_and_of_the_facts(tmp_path: Path) -> None:
    own = load_policy(PACKS["luohe-2020"])
    (copy_of("luohe-2020", tmp_path) / "roster.yaml").unlink()
    plain = load_policy(tmp_path / "luohe-2020")
    assert "开始1" in [column.heading for column in Roster(own.content).headings.template()]
    assert "技术岗位经历1开始" in [
        column.heading for column in Roster(plain.content).headings.template()
    ]


def test_a_pack_whose_examples_do_not_read_is_refused(tmp_path: Path) -> None:
    folder = copy_of(
        "luohe-2020", tmp_path, ("roster", "    开始2: 2023年5月\n", "    开始2: 五月\n")
    )
    with pytest.raises(ContentError, match="“五月”不是日期"):
        load_policy(folder)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_row_means_what_the_facts_mean(pack: str, data: st.DataObject) -> None:
    """Random people, written as rows with days as text or as dates, are read as the same facts."""
    policy = load_policy(PACKS[pack])
    raw, as_of = data.draw(people(policy))
    for name, value in raw.items():
        if policy.facts[name].kind == "choice" and value not in policy.facts[name].options:
            raw[name] = None
    raw = as_told_in_columns(policy, raw)
    cells = template_rows(policy, raw)
    if data.draw(st.booleans()):
        cells = as_dates(cells)
    expected = read_facts(policy.facts, raw, as_of)
    if all(value is None for value in expected.values()):
        return  # set aside
    found = read(cells, as_of, policy)[0]
    assert found is not None
    assert (*found.troubles, *found.doubts) == ()
    told = {name: value for name, value in found.facts.items() if value is not None}
    assert told == {name: value for name, value in expected.items() if value is not None}


def test_a_roster_comes_through_a_workbook_unchanged() -> None:
    rows = as_dates(table(GOOD))
    book = open_book(xlsx(rows))
    assert [list(row.cells.values()) for row in book.rows(0)] == rows
