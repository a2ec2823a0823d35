"""The way through the questions in a browser: back and forward, what a refresh and a restarted server leave,
the first screen, big print, reading aloud."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.packs import load_policy
from tests.browser import Server, Visitor, device
from tests.people import diploma, person, work

pytestmark = pytest.mark.xdist_group("the chat")

POLICY = load_policy()
SOON = {
    "jurisdiction": "county",
    "employer": "private_enterprise",
    "series": "engineering",
    "current_title": "none",
}
HAS_STUDIED = {**SOON, "diplomas": diploma("fulltime_college", "2021-06-30")}
DONE = person(**HAS_STUDIED, work=work("2021-07-01"))

# Ours is all text but that of icons and of what only the printer shows.
SMALL = """() => {
  const texts = document.createTreeWalker(document.querySelector(".stApp"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode.nodeValue.trim(), element = texts.currentNode.parentElement;
    if (!text || !element.checkVisibility() || element.closest("[data-testid=stIconMaterial]")) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < 22) found.push(text);
  }
  return found;
}"""
WIDTH = "document.querySelector('[data-testid=stMain]').scrollWidth"


@pytest.fixture
def page_at(server: Server, browser: Browser) -> "Iterator[Any]":
    """Opens the page with these facts answered, on a phone; closes it afterwards."""
    opened: list[Visitor] = []

    def visit(facts: dict[str, Any] | None = None, width: int = 390, height: int = 844) -> Visitor:
        today = clock.today(POLICY)
        code = encode(POLICY, read_facts(POLICY.facts, facts, today), today) if facts else ""
        address = f"{server.address}/?c={code}" if code else server.address
        visitor = Visitor(browser, address, width, height, ".question, .verdict")
        visitor.settle()
        opened.append(visitor)
        return visitor

    yield visit
    for visitor in opened:
        visitor.page.close()


def said(visitor: Visitor) -> str:
    """The last answer, as it stands above the question."""
    return visitor.page.locator(".st-key-talk > [class*=st-key-change-]").inner_text()


def test_back_and_forward_and_another_answer(page_at: Any) -> None:
    visitor = page_at()
    page: Page = visitor.page
    asked = [visitor.question()]
    for answer in ("县区", "民营企业", "工程"):
        visitor.tap(answer)
        asked.append(visitor.question())
    for place in (2, 1):
        page.go_back()
        visitor.settle()
        assert visitor.question() == asked[place]
    chosen = page.locator("[class*=st-key-form-] button[kind=primary]")
    assert chosen.inner_text().startswith("民营企业")
    page.go_forward()
    visitor.settle()
    assert (visitor.question(), "民营企业" in said(visitor)) == (asked[2], True)
    for place in (1, 0):
        page.go_back()
        visitor.settle()
        assert visitor.question() == asked[place]
    visitor.tap("市直")
    assert visitor.question() == asked[3], "the later answers count again"


def test_what_is_half_filled_in_outlives_a_refresh_and_a_restarted_server(
    server: Server, browser: Browser
) -> None:
    printed_before = len(server.printed())
    today = clock.today(POLICY)
    code = encode(POLICY, read_facts(POLICY.facts, HAS_STUDIED, today), today)
    other = Visitor(browser, f"{server.address}/?c={code}", 390, 844)
    visitor = Visitor(browser, f"{server.address}/?c={code}", 390, 844)
    page = visitor.page
    visitor.settle()
    visitor.choose("年", "2021年")
    visitor.choose("月", "7月")
    visitor.tap("再加一段")
    visitor.choose("年", "2018年", 1)
    address = page.url

    def held() -> list[str]:
        visitor.until("document.querySelectorAll('[class*=st-key-entry-work-1]').length > 0")
        visitor.settle()
        boxes = page.get_by_role("combobox").all()
        return [box.input_value() or box.inner_text() for box in boxes]

    before = held()
    assert {"2021年", "7月", "2018年"} <= set(before)
    page.reload()
    assert held() == before
    server.stop()
    server.start()
    assert held() == before, "by itself, when the server is there again"
    page.reload()
    assert held() == before
    assert page.url == address, "none of it is in the address"
    assert other.page.locator("[class*=st-key-entry-work-1]").count() == 0, "nor in another tab"
    visitor.choose("月", "8月", 1)
    visitor.tap("填好了")
    elsewhere = Visitor(browser, page.url, 1280, 800, on=device(browser))
    assert elsewhere.question() == visitor.question(), "another device goes on where one was"
    printed = server.printed()[printed_before:]
    for word in ("county", "private_enterprise", "县区", "2021", "Traceback"):
        assert word not in printed, "the server writes nothing of a visit"


def test_chips_outlive_a_refresh_and_a_new_start_clears_them(page_at: Any) -> None:
    visitor = page_at()
    page: Page = visitor.page
    field = page.locator("textarea").first
    field.fill("县区的民营企业，做工程的")
    field.press("Enter")
    page.locator("[class*=st-key-heard-]").first.wait_for()
    visitor.settle()
    page.reload()
    page.locator("[class*=st-key-heard-]").first.wait_for()
    visitor.settle()
    assert page.locator("[class*=st-key-heard-]").count() == 3
    visitor.tap("都对，记下来")
    assert page.evaluate("sessionStorage.getItem('draft')") is None
    visitor.tap("重新开始")
    visitor.tap("清空，重新开始")
    page.go_back()
    visitor.settle()
    assert page.locator("[class*=st-key-change-]").count() == 0, "cleared is cleared"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640)])
def test_the_first_question_can_be_tapped_without_scrolling(
    page_at: Any, width: int, height: int
) -> None:
    page: Page = page_at(None, width, height).page
    shown = page.locator(".stApp").inner_text()
    for word in ("漯河", "大约两分钟", "不存", "一般再问"):
        assert word in shown
    option = page.locator("[class*=st-key-form-] button").first.bounding_box()
    typing = page.locator(".st-key-type-here").bounding_box()
    assert option is not None
    assert typing is not None
    assert option["y"] + option["height"] <= typing["y"]
    assert page.evaluate(WIDTH) <= width


@pytest.mark.parametrize("facts", [SOON, HAS_STUDIED, DONE], ids=["diplomas", "work", "result"])
def test_big_print_is_big_and_stays(page_at: Any, facts: dict[str, Any]) -> None:
    visitor = page_at(facts)
    page: Page = visitor.page
    button = page.locator("#big-print")
    button.click()
    visitor.settle()
    if facts is SOON:
        visitor.pick("全日制大专")
    assert page.evaluate(SMALL) == []
    assert page.evaluate(WIDTH) <= 390
    page.reload()
    page.locator(".question, .verdict").first.wait_for()
    visitor.settle()
    assert page.evaluate(SMALL) == []
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    visitor.settle()
    assert page.evaluate(SMALL) != []


def test_it_is_read_aloud_only_by_a_voice_of_this_machine(page_at: Any) -> None:
    visitor = page_at(SOON)
    page: Page = visitor.page
    assert page.locator("#read-aloud").count() == 0
    page.add_init_script("""
      const voices = [{ lang: "zh-CN", localService: location.hash !== "#far" }];
      window.read = [];
      Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => voices, speak: said => window.read.push(said.words),
        cancel: () => window.read.push("stop"), addEventListener: () => {} } });
      window.SpeechSynthesisUtterance = function (words) { this.words = words; };
    """)
    page.reload()
    button = page.locator("#read-aloud")
    button.wait_for()
    visitor.settle()
    button.click()
    read: str = page.evaluate("window.read.at(-1)")
    assert "您有哪些国家承认的毕业证" in read
    assert "全日制本科" in read
    assert "读给我听" not in read
    button.click()
    assert page.evaluate("window.read.at(-1)") == "stop"
    page.goto(f"{page.url}#far")
    page.reload()
    page.locator(".question").wait_for()
    visitor.settle()
    assert button.count() == 0
