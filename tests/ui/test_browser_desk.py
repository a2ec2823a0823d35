"""What only a browser shows of the help desk's page: a whole case by keyboard, a code from the chat."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import WITHOUT_ICONS, Server, Visitor

pytestmark = pytest.mark.xdist_group(__name__)

LATIN = re.compile(r"[A-Za-z]{2,}")
KEYS_AND_FORMS = {"F2", "F8", "F9", "PDF"}


class Clerk(Visitor):
    """Somebody who never takes the hands off the keyboard."""

    def __init__(self, browser: Browser, address: str, width: int = 1280) -> None:
        super().__init__(browser, f"{address}/desk", width, 800, ".st-key-desk-form")
        self.settle()
        self.until("document.activeElement.getAttribute('role') === 'radio'")

    def field(self) -> str:
        """The field that has the keyboard."""
        found = self.page.evaluate(
            "document.activeElement.closest('[class*=st-key-field-]')?.className ?? ''"
        )
        name = re.search(r"st-key-field-(\w+)", str(found))
        return name[1] if name else ""

    def press(self, keys: str, enter: int = 0) -> None:
        """Types; each Enter is given once the page has taken what came before."""
        self.page.keyboard.type(keys)
        self.settle()
        for _ in range(enter):
            self.page.keyboard.press("Enter")
            self.settle()

    def tab_to(self, field: str) -> None:
        for _ in range(40):
            if self.field() == field:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {field} by Tab")


def test_a_whole_case_by_keyboard_alone(server: Server, browser: Browser) -> None:
    clerk = Clerk(browser, server.address)
    assert clerk.field() == "jurisdiction"
    clerk.press("1")
    assert clerk.field() == "employer"
    clerk.press("01", enter=2)
    assert clerk.field() == "registration"
    clerk.press("2", enter=2)
    assert clerk.field() == "series"
    clerk.press("03", enter=2)
    clerk.tab_to("diplomas")
    clerk.press("01", enter=2)
    clerk.press("2021.6.30", enter=2)
    clerk.tab_to("employment_procedures")
    clerk.press("1")
    assert clerk.field() == "current_title"
    clerk.press("1")
    clerk.tab_to("work")
    clerk.press("2021.7.1", enter=3)
    clerk.tab_to("licence")
    clerk.press("1", enter=2)
    assert clerk.field() == "declarations"
    clerk.press("1")
    page = clerk.page
    assert "您现在可以申报助理级初聘" in page.locator("#read-out").inner_text()
    assert page.locator("[class*=st-key-route-]").count() == 8
    last = page.locator("[class*=st-key-route-]").last
    assert last.bounding_box() is not None
    assert clerk.sees("[class*=st-key-route-] >> nth=7"), "all routes without scrolling"
    assert clerk.sees("#read-out")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.keyboard.press("F9")
    assert page.evaluate("window.printed")
    page.keyboard.press("F2")
    clerk.settle()
    clerk.until("document.activeElement.closest('[class*=st-key-field-jurisdiction]') !== null")
    assert page.locator("#read-out").count() == 0
    assert page.locator(".st-key-desk-form [aria-checked=true]").count() == 0


def test_a_code_handed_over_from_the_chat(server: Server, browser: Browser) -> None:
    applicant = Visitor(browser, server.address, 390, 844)
    applicant.tap("县区")
    applicant.tap("民营企业")
    applicant.tap("会计")
    told = applicant.verdict().splitlines()[0]
    code = applicant.page.locator("p.code").first.inner_text()
    clerk = Clerk(browser, server.address)
    clerk.page.keyboard.press("F8")
    clerk.press(code, enter=1)
    clerk.page.locator(".came").wait_for()
    assert "还没有改动" in clerk.page.locator(".came").inner_text()
    assert told.lstrip("–✓?◷！").strip() in clerk.page.locator("#read-out").inner_text()
    with clerk.page.context.expect_page() as opened:
        clerk.page.get_by_role("link", name="看申请人看到的那一页").click()
    same = opened.value
    same.locator(".verdict").wait_for()
    assert same.locator(".verdict").inner_text() == applicant.page.locator(".verdict").inner_text()
    same.close()
    field = clerk.page.locator(".st-key-field-series input")
    field.fill("农业")
    field.press("Enter")
    clerk.settle()
    assert "系列（专业）：会计 → 农业" in clerk.page.locator(".came").inner_text()
    assert clerk.page.locator(".was").count() > 0
    assert clerk.hosts == {server.address.removeprefix("http://")}


def test_no_word_of_english_and_nothing_cut_off(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    for width in (390, 1280, 1920):
        clerk = Clerk(browser, server.address, width)
        wide = clerk.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        for field in clerk.page.locator(
            ".st-key-desk-form :is(input[type=text], [role=radio])"
        ).all():
            box = field.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["width"] >= 24, "wide enough to be read"
        words = set(LATIN.findall(clerk.page.evaluate(WITHOUT_ICONS)))
        assert words <= KEYS_AND_FORMS
