"""What only a browser shows: two whole conversations, on a phone and at a desk."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.packs import load_policy
from tests.browser import WITHOUT_ICONS, Server, Visitor
from tests.people import diploma, person, work

pytestmark = pytest.mark.xdist_group("the chat")

POLICY = load_policy()
LATIN = re.compile(r"[A-Za-z]{2,}")
PHONE, DESK = (390, 844), (1280, 800)
MAY_BE_LATIN = {"CN", "PDF", "http", "zcsb"}


def college(visitor: Visitor, look: Callable[[], None] | None = None) -> None:
    """A full-time college graduate in a private firm, from the first question to the verdict;
    ``look`` is called while the form for work is filled in."""
    visitor.tap("县区")
    visitor.tap("民营企业")
    visitor.tap("工程")
    visitor.tap("还没有")
    visitor.pick("全日制大专")
    visitor.choose("年", "2021年")
    visitor.choose("月", "6月")
    visitor.tap("填好了")
    visitor.choose("年", "2021年")
    visitor.choose("月", "7月")
    visitor.choose("日", "1日")
    if look:
        look()
    visitor.tap("填好了")
    visitor.tap("办了")
    visitor.tap("不需要")
    visitor.tap("这几条都符合")
    visitor.tap("县区或别处")
    visitor.tap("没有错，看结论")


@pytest.fixture
def at_result(server: Server, browser: Browser) -> Visitor:
    """The same person on a phone, come by a link."""
    told = person(
        diplomas=diploma("fulltime_college", "2021-06-30"),
        work=work("2021-07-01"),
        series="engineering",
        current_title="none",
    )
    today = clock.today(POLICY)
    code = encode(POLICY, read_facts(POLICY.facts, told, today), today)
    return Visitor(browser, f"{server.address}/?c={code}", 390, 844, ".verdict")


def test_a_conversation_to_its_verdict(server: Server, browser: Browser) -> None:
    """... all of it in Chinese, whether on a phone or, looked at meanwhile, at a desk."""
    visitor = Visitor(browser, server.address, *PHONE)
    page = visitor.page
    assert page.evaluate("document.documentElement.lang") == "zh-CN"

    def read() -> None:
        for width, height in (DESK, PHONE):
            visitor.resize(width, height)
            shown: str = page.evaluate(WITHOUT_ICONS)
            words = set(LATIN.findall(shown))
            assert words <= MAY_BE_LATIN, words - MAY_BE_LATIN
            width_needed = page.evaluate(
                "document.querySelector('[data-testid=stMain]').scrollWidth"
            )
            assert width_needed <= width, "nothing is wider than the screen"

    read()
    page.get_by_text("为什么问").locator("visible=true").first.click()
    visitor.settle()
    read()
    college(visitor, look=read)
    assert "您现在可以申报助理级初聘" in visitor.verdict()
    assert "2024年7月1日" in visitor.verdict()
    assert visitor.sees(".verdict h2"), "the verdict meets the eye without scrolling"
    assert visitor.hosts == {server.address.removeprefix("http://")}
    read()
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()
    read()
    with page.expect_download() as download:
        page.get_by_role("link", name="保存为PDF").click()
    assert download.value.suggested_filename == "职称申报自测单.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_the_routes_stay_in_sight(server: Server, browser: Browser) -> None:
    visitor = Visitor(browser, server.address, *DESK)

    def say(words: str) -> None:
        for size, panel, other in (
            (PHONE, "routes-fold", "routes-side"),
            (DESK, "routes-side", "routes-fold"),
        ):
            visitor.resize(*size)
            assert not visitor.page.locator(f".{other}").is_visible()
            assert words in visitor.page.locator(f".{panel}").inner_text()

    say("条路")
    visitor.tap("县区")
    say("还有8条路可走")
    visitor.tap("机关公务员")
    say("目前没有能申报的 · 问完了")
    visitor.tap("没有错，看结论")
    assert visitor.sees(".verdict h2"), "the verdict meets the eye without scrolling"
    assert "公务员不参加职称评价，不适用这份通知" in visitor.verdict()


def test_the_clause_is_one_tap_away(at_result: Visitor) -> None:
    words = "取得全日制普通大专毕业证，办理有效就业手续"
    page = at_result.page
    clause = page.locator(".clause", has_text=words).first
    assert not clause.is_visible()
    page.get_by_text("为什么：逐条对照通知").first.click()
    row = page.locator(".row", has_text="相关专业工作年限").first
    row.get_by_text("原文").click()
    assert row.locator(".clause", has_text=words).is_visible()


def test_a_thumb_can_hit_every_option(server: Server, browser: Browser) -> None:
    visitor = Visitor(browser, server.address, 390, 844)
    for answer in ("县区", "民营企业", "工程"):
        for button in visitor.page.locator("[class*='st-key-form-'] button").all():
            if button.is_visible():
                box = button.bounding_box()
                assert box is not None
                assert box["height"] >= 40
        visitor.tap(answer)


def test_a_damaged_code_in_the_address_is_explained(server: Server, browser: Browser) -> None:
    visitor = Visitor(
        browser, f"{server.address}/?c=MKYDUDZ9QLTBVW3ZQXZFHKZHC7WEDFKWZD94", 390, 844
    )
    assert "转交码打不开" in visitor.page.locator(".note").first.inner_text()
    assert "您的单位在漯河归哪里管" in visitor.question()


def test_printing_the_page_prints_the_sheet_alone(at_result: Visitor, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI")
        pytest.skip("no pdftotext on this machine")
    visitor = at_result
    visitor.settle()
    visitor.page.get_by_text("印上姓名").first.click()
    visitor.page.get_by_label("打印在纸上的姓名").fill("王<b>小</b>明")
    visitor.page.keyboard.press("Tab")
    visitor.settle()
    file = tmp_path / "page.pdf"
    visitor.page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "漯河初级职称自测单" in text
    assert "您现在可以申报助理级初聘" in text
    assert "王<b>小</b>明" in text
    assert "毕业证书" in text
    assert "自测参考，以职改办审核为准" in text
    assert text.count("\f") == 2, "the same pages as the PDF, none of them empty"
    assert "第2页 共2页" in text
    for screen_only in ("重新开始", "保存为PDF", "存成图片", "每条路的结论", "还有2条路"):
        assert screen_only not in text
