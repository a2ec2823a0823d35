"""Two packs in a real browser: the one that a link or a code names stays from page to page, over a reload."""

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from advisor.handover.code import encode
from advisor.packs import load_policy
from tests.browser import Server, Visitor

pytestmark = pytest.mark.xdist_group("two packs")

NAMED = load_policy()
"""Not the one that opens by itself."""


@pytest.fixture
def server(two_packs: Server) -> Server:
    return two_packs


def test_the_pack_stays_from_page_to_page_and_over_a_reload(
    server: Server, browser: Browser
) -> None:
    visitor = Visitor(
        browser, f"{server.address}/notice?pack={NAMED.id}", 1280, 800, waits_for=".masthead"
    )
    page = visitor.page
    visitor.settle()
    document = NAMED.content.pack.document
    assert document in page.inner_text(".masthead")
    page.get_by_role("link", name="规则一览").first.click()
    page.wait_for_url("**/rules*")
    visitor.settle()
    assert document in page.inner_text(".masthead")
    page.reload()
    page.locator(".masthead").wait_for()
    visitor.settle()
    assert document in page.inner_text(".masthead")
    page.get_by_role("link", name="自测页").first.click()
    page.locator(".st-key-talk .question").first.wait_for()
    visitor.settle()
    assert page.title() == "漯河初级职称自测"


def test_packs_are_compared_by_staff(server: Server, browser: Browser) -> None:
    """What differs and whose verdict, even where what reckons every case is not installed; that is said."""
    address = f"{server.address}/compare"
    page = Visitor(browser, address, 390, 844, waits_for=".rules-table").page
    said = page.inner_text("body")
    assert said.split()[:2] == ["跳到正文", "窗口台"], "nothing stands above the line of pages"
    assert "内容：" in said
    assert "试过的" in said
    assert "这里没有比“所有能分开的情况”" in said
    assert "python tasks.py install batches" in said


def test_a_code_of_another_pack_typed_on_the_first_page_opens_and_stays(
    server: Server, browser: Browser
) -> None:
    visitor = Visitor(browser, server.address, 390, 844)
    page = visitor.page
    visitor.settle()
    assert page.title() == "郑州初级职称自测"
    page.get_by_text("我有转交码，接着看").click()
    page.get_by_role("textbox", name="转交码").fill(encode(NAMED, {}, date(2026, 11, 23)))
    page.keyboard.press("Tab")
    visitor.settle()  # on a slow machine the page is drawn anew under a tap that follows at once
    visitor.tap("打开")
    expect(page.locator(".masthead")).to_contain_text("漯河")  # the pack is opened first
    assert page.title() == "漯河初级职称自测"
    page.reload()
    page.locator(".question").wait_for()
    visitor.settle()
    assert "漯河" in page.inner_text(".masthead")


def test_a_staff_page_opened_in_a_new_tab_is_of_the_same_pack(
    server: Server, browser: Browser
) -> None:
    visitor = Visitor(browser, f"{server.address}/rules?pack={NAMED.id}", 1280, 800, ".rules-table")
    visitor.settle()
    link = visitor.page.locator(".st-key-staff-bar a", has_text="通知原文")
    assert f"pack={NAMED.id}" in (link.get_attribute("href") or "")
    assert "漯河" in visitor.page.locator(".staff-pack").inner_text()
