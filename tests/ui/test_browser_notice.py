"""What only a browser shows of the notice and the rules: the jump, the search, the paper, the phone."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import Server, Visitor

LATIN = re.compile(r"[A-Za-z]{2,}")
MAY_BE_LATIN = {"CN", "PDF", "http", "zcsb"}

pytestmark = pytest.mark.xdist_group("what staff use")


def on_paper(visitor: Visitor, file: Path) -> str:
    """The text of the page as the printer would have it."""
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI")
        pytest.skip("no pdftotext on this machine")
    visitor.page.pdf(path=file, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_the_notice_is_linked_searched_and_printed(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    address = f"{server.address}/notice?clause=六.二.1.3"
    visitor = Visitor(browser, address, 1280, 800, waits_for=".notice-clause")
    page = visitor.page
    visitor.settle()
    visitor.until("document.querySelector('.notice-clause.here').getBoundingClientRect().top < 100")
    assert visitor.sees(".notice-clause.here")
    page.locator(".contents a", has_text="五、申报职称必备条件").click()
    visitor.until("document.getElementById('c-五').getBoundingClientRect().top < 100")
    page.get_by_label("找词或条款号").fill("人才交流 注册")
    assert set(LATIN.findall(page.inner_text("body"))) <= MAY_BE_LATIN
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for()
    visitor.settle()
    assert page.locator("[id='c-八.一.末'] mark").first.is_visible()
    assert page.locator("[id='c-五']").count() == 0
    text = on_paper(visitor, tmp_path / "notice.pdf")
    assert "自2020年1月1日起" in text, "the whole notice, whatever was searched for"
    assert "贻误申报" in text
    assert text.count("\f") == 3
    for screen_only in ("找词或条款号", "窗口台", "通知没有写明", "第六条（二）1（3）"):
        assert screen_only not in text
    assert visitor.hosts == {server.address.removeprefix("http://")}


def test_the_rules_fit_a_phone_and_three_sheets(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    visitor = Visitor(browser, f"{server.address}/rules", 390, 844, waits_for=".rules-table")
    visitor.settle()
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert visitor.page.evaluate(wide) <= 390
    text = on_paper(visitor, tmp_path / "rules.pdf")
    assert "任员级满2年，或相关专业工作满3年" in text
    assert "员级 认定考核（凭实绩）" in text.split("\f")[0], "the table is on one page"
    assert text.count("\f") == 3
    assert "下载挂图" not in text
