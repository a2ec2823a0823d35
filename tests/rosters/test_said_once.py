"""What is said once for all rows, on the command line and on the page: columns, wordings, the unit's own
answers; and that a result stays while the page is left."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.cli.commands import main
from tests.roster_files import text, xlsx
from tests.rosters.office_rosters import title_ledger
from tests.rosters.test_screen import opened, shown

ROWS: list[list[Any]] = [
    ["姓名", "学历", "毕业时间", "技能", "参加工作时间"],
    ["张三", "大专", "2015.7", "员级", "2015年8月"],
    ["李四", "大专", "2015.7", "员级", "2015年8月"],
    ["王五", "自考本科", "2015.7", "无", "2015年8月"],
]
UNIT = """
单位归哪里管: 县区
单位性质: 民企
系列: 机械
就业手续: 办了
职（执）业资格证: 不需要
人人都要的条件: 都符合
参加工作时间算技术岗: 是
"""


# --- the command line -----------------------------------------------------------------------------


def test_columns_are_written_put_right_and_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, out, said = (tmp_path / name for name in ("名册.xlsx", "结果.xlsx", "列.yaml"))
    roster.write_bytes(xlsx(ROWS).getvalue())
    command = ["screen", str(roster), "-o", str(out), "--as-of", "2026-11-23"]
    assert main([*command, "--columns", str(said)]) == 0
    printed = capsys.readouterr().out
    assert f"写在：{said}" in printed
    assert "学历“大专”2处" in printed
    written = said.read_text("utf-8")
    assert '"技能": "不用"' in written
    assert "张三" not in written
    said.write_text(
        written.replace('"技能": "不用"', '"技能": 现有职称').replace(
            '"大专":  #', '"大专": 全日制大专  #'
        ),
        "utf-8",
    )
    unit = tmp_path / "单位.yaml"
    unit.write_text(UNIT, "utf-8")
    assert main([*command, "--columns", str(said), "--unit", str(unit)]) == 0
    printed = capsys.readouterr().out
    assert "没有认出来" not in printed
    assert "单位说的：单位归哪里管：县区；单位性质：民营企业" in printed
    assert "参加工作时间当作从事专业技术工作的开始" in printed
    assert said.read_text("utf-8").count("现有职称") > 1, "left as it was put right"


def test_a_file_without_known_headings_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, out, said = (tmp_path / name for name in ("a.csv", "b.xlsx", "c.yaml"))
    roster.write_bytes(
        text([["名", "文凭", "几时毕业"], ["张三", "自考本科", "2015.7.1"]]).getvalue()
    )
    command = ["screen", str(roster), "-o", str(out), "--columns", str(said)]
    assert main(command) == 2
    assert "看着像表头的写在" in capsys.readouterr().err
    filled = said.read_text("utf-8").replace('"文凭": "不用"', '"文凭": 学历1')
    filled = filled.replace('"名": "不用"', '"名": 姓名').replace(
        '"几时毕业": "不用"', '"几时毕业": 毕业日期1'
    )
    said.write_text(filled, "utf-8")
    assert main(command) == 0
    assert "一共1人" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "content", "says"),
    [
        ("--unit", "单位性质: 看不懂", "“看不懂”认不得"),
        ("--unit", None, "打不开"),
        ("--columns", "列: {技能: 没有的列}", "没有这一列"),
    ],
)
def test_a_file_that_does_not_read_is_named(
    option: str,
    content: str | None,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    roster, said = tmp_path / "a.xlsx", tmp_path / "说.yaml"
    roster.write_bytes(xlsx(ROWS).getvalue())
    if content is not None:
        said.write_text(content, "utf-8")
    assert main(["screen", str(roster), "-o", str(tmp_path / "b.xlsx"), option, str(said)]) == 2
    errors = capsys.readouterr().err
    assert says in errors
    assert "说.yaml" in errors
    assert not (tmp_path / "b.xlsx").exists()


# --- the page -------------------------------------------------------------------------------------


def put(page: AppTest, data: bytes, name: str = "名册.xlsx") -> AppTest:
    return page.file_uploader[0].set_value((name, data, "application/octet-stream")).run()


def box(page: AppTest, label: str) -> Any:
    return next(one for one in page.selectbox if one.label == label)


def test_columns_and_wordings_are_put_right_on_the_page() -> None:
    page = put(opened(), xlsx(ROWS).getvalue())
    assert not page.exception
    assert "有3人，认出了4列" in shown(page)
    assert "<td>毕业时间</td><td>学历1毕业日期</td><td>2015.7</td>" in shown(page)
    box(page, "学历“大专”，2处").set_value("全日制大专").run()
    box(page, "要改的列").set_value("技能").run()
    box(page, "当作").set_value("现有职称").run()
    page.button(key="look-say").click().run()
    assert "认出了5列" in shown(page)
    assert "<td>技能</td><td>现有职称</td>" in shown(page)
    page.checkbox(key="unit-life").check().run()
    page.selectbox(key="unit-fact-employer").set_value("private_enterprise").run()
    page.radio(key="unit-declared").set_value("都符合，除了几个人").run()
    page.text_input(key="unit-but").set_value("李四、王五").run()
    page.button(key="start").click().run()
    said = shown(page)
    assert not page.exception
    assert "看完了，一共3人" in said
    assert "单位性质：民营企业" in said
    assert "品行：符合（除2人）" in said
    assert "没有说清" not in said
    assert "按参加工作的时间算，是单位说的" in said


def test_a_result_stays_while_the_page_is_left() -> None:
    page = put(opened(), title_ledger().getvalue())
    page.button(key="start").click().run()
    assert "看完了，一共24人" in shown(page)
    page.switch_page("advisor/ui/reference/notice.py").run()
    page.switch_page("advisor/ui/rosters/page.py").run()
    assert "看完了，一共24人" in shown(page)
    assert page.session_state["roster-run"].workbook is not None


def test_what_was_put_right_before_is_handed_in_first() -> None:
    page = put(
        opened(), "列: {技能: 现有职称}\n写法: {学历: {大专: 全日制大专}}\n".encode(), "认法.yaml"
    )
    assert "认法记住了" in shown(page)
    page = put(page, xlsx(ROWS).getvalue())
    assert "<td>技能</td><td>现有职称</td>" in shown(page)
    assert box(page, "学历“大专”，2处").value == "全日制大专"
    page = put(page, b"x: {", "认法.yaml")
    assert "认法文件用不了" in shown(page)


def test_a_file_whose_headings_are_unknown_is_asked_about_on_the_page() -> None:
    page = put(opened(), text([["名", "文凭"], ["张三", "自考本科"]]).getvalue(), "a.csv")
    assert "表头一列也没有认出来" in shown(page)
    for heading, target in (("名", "姓名"), ("文凭", "学历1")):
        box(page, "要改的列").set_value(heading).run()
        box(page, "当作").set_value(target).run()
        page.button(key="look-say").click().run()
    assert "有1人，认出了2列" in shown(page)


def test_a_sheet_is_left_out_on_the_page() -> None:
    page = put(opened(), title_ledger().getvalue())
    assert "有24人" in shown(page)
    next(one for one in page.checkbox if one.label == "质量部").uncheck().run()
    assert not page.exception
    assert "有12人" in shown(page)
    page.button(key="start").click().run()
    assert "看完了，一共12人" in shown(page)
