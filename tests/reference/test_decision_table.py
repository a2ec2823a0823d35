"""The table of all rules: every line of the reading's tables is in it, and it follows content.

``READING`` is written by hand from section 4 of the reading, never from the rules.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from advisor.packs import load_policy
from advisor.reference.branch_picture import NO_DIPLOMA, branches, in_words, picture
from advisor.reference.decision_table import Block, Row, Table, decision_table
from advisor.rules.policy import Policy
from tests.content.test_content import PACKS, Edit, copy_of

POLICY = load_policy()
TABLE = decision_table(POLICY)
ZHENGZHOU = load_policy(PACKS["one-piece"])


class Line(NamedTuple):
    """A line of the reading: route, diplomas, months in order, interpretations, clause."""

    route: str
    diplomas: tuple[str, ...]
    months: tuple[int, ...]
    doubts: tuple[str, ...]
    clause: str


INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
READING = [
    Line(INITIAL, ("全日制研究生",), (), (), "六.二.1.1"),
    Line(INITIAL, ("全日制本科",), (12,), (), "六.二.1.2"),
    Line(INITIAL, ("全日制大专",), (36,), (), "六.二.1.3"),
    Line(INITIAL, ("全日制研究生",), (12,), ("postgraduate_without_degree",), "六.二.1.2"),
    Line(INITIAL, ("预备技师（技师）班",), (12,), ("technical_school",), "六.二.1.2"),
    Line(INITIAL, ("技校高级工班",), (36,), ("technical_school",), "六.二.1.3"),
    Line(RECOGNITION, ("成人本科",), (12,), (), "六.二.2.1"),
    Line(RECOGNITION, ("成人专科",), (24, 36), (), "六.二.2.2"),
    Line(RECOGNITION, ("全日制中专", "成人中专"), (48, 60), (), "六.二.2.3"),
    Line(RECOGNITION, ("在职研究生",), (12,), ("in_service_postgraduate",), "六.二.2.1"),
    Line(RECOGNITION, ("技校中级工班",), (48, 60), ("technical_school",), "六.二.2.3"),
    Line(RECOGNITION, ("职业高中",), (48, 60), ("vocational_school",), "六.二.2.3"),
    Line(
        RECOGNITION,
        ("全日制研究生", "全日制本科", "全日制大专"),
        (),
        ("holds_entry_title",),
        "四.二.3",
    ),
    Line(
        RECOGNITION,
        ("预备技师（技师）班", "技校高级工班"),
        (),
        ("holds_entry_title", "technical_school"),
        "四.二.3",
    ),
    Line("assistant.conversion", (), (12,), (), "四.二.2"),
    Line("assistant.exceptional", ("没有国家承认的毕业证",), (), ("discretionary",), "四.二.4"),
    Line("assistant.exceptional", (), (), ("discretionary",), "四.二.4"),
    Line("entry.initial", ("全日制中专",), (12,), (), "六.一"),
    Line("entry.initial", ("全日制大专",), (12,), ("college_entry",), "六.一"),
    Line("entry.initial", ("技校中级工班",), (12,), ("technical_school",), "六.一"),
    Line("entry.initial", ("技校高级工班",), (12,), ("college_entry", "technical_school"), "六.一"),
    Line("entry.initial", ("职业高中",), (12,), ("vocational_school",), "六.一"),
    Line(
        "entry.recognition", ("成人中专", "成人专科"), (), ("entry_recognition_years",), "四.二.1"
    ),
    Line("entry.conversion", (), (12,), (), "四.二.2"),
    Line("entry.exceptional", ("没有国家承认的毕业证",), (), ("discretionary",), "四.二.4"),
    Line("entry.exceptional", (), (), ("discretionary",), "四.二.4"),
]


def block(route: str, table: Table = TABLE) -> Block:
    (found,) = [block for block in table.blocks if block.route == route]
    return found


def row(route: str, diploma: str, number: int = 0, table: Table = TABLE) -> Row:
    return [row for row in block(route, table).rows if diploma in row.diplomas][number]


def edited(folder: Path, *edits: Edit) -> tuple[Policy, Table]:
    """The table of the second city's pack after these edits."""
    policy = load_policy(copy_of("one-piece", folder, *edits))
    return policy, decision_table(policy)


@pytest.mark.parametrize("line", READING, ids=lambda line: f"{line.route} {line.diplomas}")
def test_every_line_of_the_reading_is_in_the_table(line: Line) -> None:
    rows = [
        row
        for row in block(line.route).rows
        if (row.diplomas, row.months, set(row.doubts))
        == (line.diplomas, line.months, set(line.doubts))
    ]
    assert [line.clause in row.clauses for row in rows] == [True]


def test_the_table_has_no_line_that_the_reading_has_not() -> None:
    assert sum(len(block.rows) for block in TABLE.blocks) == len(READING)


@pytest.mark.parametrize(
    ("route", "diploma", "number", "beside"),
    [
        (INITIAL, "全日制研究生", 0, "在相关专业岗位，已获硕士或以上学位"),
        (INITIAL, "全日制研究生", 1, "相关专业工作满1年"),
        (INITIAL, "全日制大专", 0, "相关专业工作满3年"),
        (RECOGNITION, "成人专科", 0, "任员级满2年，或相关专业工作满3年"),
        (RECOGNITION, "成人中专", 0, "任员级满4年，或相关专业工作满5年"),
        (RECOGNITION, "全日制大专", 0, "已是员级"),
        ("entry.initial", "全日制中专", 0, "专业技术工作满1年"),
        ("entry.recognition", "成人中专", 0, ""),
    ],
)
def test_what_stands_beside_a_diploma_in_words(
    route: str, diploma: str, number: int, beside: str
) -> None:
    assert row(route, diploma, number).beside == beside


@pytest.mark.parametrize(
    ("route", "gates"),
    [
        (INITIAL, ["现有职称：还没有；员级要问", "办理有效就业手续"]),
        (RECOGNITION, ["现有职称：还没有或员级", "10项业绩有一项"]),
        ("assistant.conversion", ["现有职称：助理级", "职称还是原来的专业", "10项业绩有一项"]),
        ("assistant.exceptional", ["现有职称：还没有或员级", "10项业绩有一项"]),
        ("entry.initial", ["现有职称：还没有", "办理有效就业手续"]),
        ("entry.recognition", ["现有职称：还没有"]),
        ("entry.conversion", ["现有职称：员级", "职称还是原来的专业"]),
        ("entry.exceptional", ["现有职称：还没有"]),
    ],
)
def test_what_a_route_asks_of_everybody_on_it(route: str, gates: list[str]) -> None:
    assert [gate.text for gate in block(route).gates] == gates


def test_what_all_routes_have_in_common_is_told_once() -> None:
    base, study = TABLE.common
    assert base.but_not == ()
    assert [said.clause for said in base.conditions] == [
        *["一"] * 5,
        *("五.一", "五.二", "五.三", "五.四", "五.五", "五.六"),
        "六",
    ]
    assert "在技术岗位满6个月" in [said.text for said in base.conditions]
    assert study.but_not == ("助理级·认定考核（凭实绩）", "员级·认定考核（凭实绩）")
    assert study.conditions[0].clause == "六"
    assert "外语、体育、音乐、美术、信息技术、心理" in study.conditions[0].text


def test_what_may_hang_on_a_silence_of_the_notice_is_marked() -> None:
    assert set(row(RECOGNITION, "成人专科").points) == {
        "series_rules",
        "service_before_graduation",
        "tenure_before_graduation",
        "title_specialty",
    }
    assert block(INITIAL).gates[0].points == ("holds_entry_title",)
    assert row("entry.exceptional", "没有国家承认的毕业证").points == (
        "technical_school",
        "vocational_school",
    )
    assert "other_organisation" in [
        point for said in TABLE.common[0].conditions for point in said.points
    ]
    assert set(TABLE.marks) == set(POLICY.interpretations)
    assert len(set(TABLE.marks.values())) == len(POLICY.interpretations)


def test_the_ten_achievements_each_with_its_clause() -> None:
    (ten,) = TABLE.lists
    assert [item.clause for item in ten.items] == [f"七.{n}" for n in "一二三四五六七八九十"]
    assert ten.items[6].text == "年度考核优秀（只算事业单位的，近3年里的）"


# --- the picture ---------------------------------------------------------------------------------


def test_every_row_is_a_branch_of_the_picture_under_each_of_its_diplomas() -> None:
    drawn = {branch.diploma: branch.leaves for branch in branches(POLICY, TABLE)}
    for found in TABLE.blocks:
        for row in found.rows:
            for diploma in row.diplomas or (NO_DIPLOMA,):
                assert [
                    leaf
                    for leaf in drawn[diploma]
                    if leaf.route == found.name
                    and row.beside in leaf.text
                    and leaf.doubtful is bool(row.doubts)
                ], (found.name, diploma)
    assert len(drawn) == 1 + 1 + len(POLICY.facts["diplomas"].options)


def test_the_picture_can_be_read_without_seeing_it() -> None:
    said = in_words(POLICY, TABLE)
    assert "全日制大专：相关专业工作满3年，走助理级·初聘；" in said
    assert f"专业技术工作满1年（要问{TABLE.marks['college_entry']}），走员级·初聘" in said


def test_words_of_content_are_no_markup_in_the_picture(tmp_path: Path) -> None:
    policy, table = edited(tmp_path, ("routes", "name: 考核认定", "name: 考核<b>&认定"))
    assert "考核&lt;b&gt;&amp;认定" in picture(policy, table)
    assert "<b>" not in picture(policy, table)


# --- it follows content --------------------------------------------------------------------------


def test_another_city_draws_too() -> None:
    table = decision_table(ZHENGZHOU)
    assistant, entry = table.blocks
    assert [(row.diplomas, row.beside, row.months, row.doubts) for row in assistant.rows] == [
        (("研究生",), "硕士学位", (), ()),
        (("本科",), "工作满1年", (12,), ()),
        (("大专",), "任员级满2年，或工作满3年", (24, 36), ()),
        (("中专",), "任员级满3年，或工作满4年", (36, 48), ()),
        (("研究生",), "工作满1年", (12,), ("postgraduate_without_degree",)),
    ]
    assert [(row.diplomas, row.beside) for row in entry.rows] == [(("中专", "大专"), "工作满1年")]
    assert [said.text for said in table.common[0].conditions][-1] == "在郑州的岗位满3个月"
    assert {branch.diploma for branch in branches(ZHENGZHOU, table)} == {
        "研究生",
        "本科",
        "大专",
        "中专",
    }


def test_a_number_changed_in_content_changes_the_table(tmp_path: Path) -> None:
    policy, table = edited(
        tmp_path,
        ("routes", "{use: work_years, months: 48}", "{use: work_years, months: 54}"),
        ("conditions", "    months: 3\n", "    months: 7\n"),
    )
    assert (
        row("assistant.recognition", "中专", table=table).beside == "任员级满3年，或工作满4年6个月"
    )
    assert row("assistant.recognition", "中专", table=table).months == (36, 54)
    assert "在郑州的岗位满7个月" in [said.text for said in table.common[0].conditions]
    assert "工作满4年6个月" in in_words(policy, table)


def test_an_option_changed_in_content_changes_the_table(tmp_path: Path) -> None:
    _, table = edited(tmp_path, ("conditions", "passes: [none, entry]", "passes: [entry]"))
    assert block("assistant.recognition", table).gates[0].text == "现有职称：员级"


def test_a_line_changed_in_content_changes_the_table(tmp_path: Path) -> None:
    _, table = edited(
        tmp_path,
        (
            "routes",
            "            beside: [{use: work_years, months: 12}]\n            doubts: [",
            "            beside: [{use: work_years, months: 24}]\n            doubts: [",
        ),
    )
    assert row("assistant.recognition", "研究生", 1, table).beside == "工作满2年"
    assert row("assistant.recognition", "本科", 0, table).beside == "工作满1年"
