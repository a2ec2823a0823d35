"""A whole unit in a browser: a roster with mistakes handed in, looked through, stopped, screened, left and
come back to, and taken home."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from advisor.rosters.result_book import RESULT, UNREAD
from tests.browser import WITHOUT_ICONS, Server, Visitor
from tests.roster_files import GOOD, table, xlsx
from tests.ui.test_browser import LATIN

pytestmark = pytest.mark.xdist_group("what staff use")

PEOPLE, EVERY = 2_000, 40
IMPOSSIBLE = "开始1"
MISTAKES = (
    (IMPOSSIBLE, "2021-02-30"),
    ("单位性质", "工厂"),
    ("学历1", "大专"),
    ("品行", "一般"),
    ("学历1毕业日期", "去年"),
)
MAY_BE_LATIN = {"xlsx", "xls", "et", "ods", "csv", "roster", "KB"}


def test_a_roster_from_upload_to_workbook(server: Server, browser: Browser, tmp_path: Path) -> None:
    bad: dict[int, str] = {}
    people = []
    for number in range(1, PEOPLE + 1):
        person = {**GOOD, "姓名": f"测试{number}"}
        if number % EVERY == 0:
            heading, wrong = MISTAKES[number // EVERY % len(MISTAKES)]
            person[heading] = wrong
            if heading == IMPOSSIBLE:
                bad[number + 1] = heading
        people.append(person)
    roster = tmp_path / "roster.xlsx"
    roster.write_bytes(xlsx(table(*people)).getvalue())

    before = len(server.printed())
    visitor = Visitor(browser, f"{server.address}/units", 1280, 800, ".st-key-unit-form")
    page = visitor.page
    visitor.settle()
    page.set_input_files("input[type=file]", roster)
    page.get_by_text("有2000人，认出了16列").wait_for()
    visitor.settle()
    assert page.get_by_role("combobox", name="单位性质“工厂”，10处").is_visible()
    page.get_by_role("button", name="开始看").click()
    page.get_by_role("button", name="停下").click()
    page.get_by_text("停下了").wait_for()
    visitor.settle()
    page.get_by_role("button", name="开始看").click()
    page.locator(".counts").wait_for()
    visitor.settle()
    assert "一共2000人" in page.locator(".st-key-unit-main").inner_text()
    assert page.locator(".count.s-eligible b").inner_text() == "1950"
    assert page.locator(".count.s-confirm b").inner_text() == "40"
    page.get_by_role("link", name="通知原文").click()
    page.get_by_role("link", name="单位花名册").click()
    page.get_by_text("看完了，一共2000人").wait_for()
    visitor.settle()
    page.get_by_text("要改的10行（10处）").wait_for()
    assert page.locator(".st-key-unit-troubles tbody tr").count() == 10
    with page.expect_download() as download:
        page.get_by_role("button", name="下载结果工作簿").click()
    result = tmp_path / "result.xlsx"
    download.value.save_as(result)
    words = set(LATIN.findall(page.evaluate(WITHOUT_ICONS)))
    assert words <= MAY_BE_LATIN, words - MAY_BE_LATIN
    assert visitor.hosts == {server.address.removeprefix("http://")}
    assert "测试" not in server.printed()[before:]
    book = openpyxl.load_workbook(result, read_only=True)
    named = {row[0]: row[2] for row in book[UNREAD].iter_rows(min_row=3, values_only=True)}
    assert named == bad
    assert sum(1 for _ in book[RESULT].iter_rows(min_row=3)) == PEOPLE - len(bad)
