"""The whole story told in two messages, on a phone: the same verdict as by tapping."""

import pytest
from playwright.sync_api import Browser

from tests.browser import Server, Visitor

pytestmark = pytest.mark.xdist_group(__name__)

LOOKED_OVER = "没有错，看结论"


def say(visitor: Visitor, words: str) -> None:
    box = visitor.page.get_by_test_id("stChatInputTextArea")
    box.fill(words)
    box.press("Enter")
    visitor.settle()


def by_tapping(browser: Browser, address: str) -> str:
    visitor = Visitor(browser, address, 390, 844)
    for tapped in ("县区", "民营企业", "农业", "还没有"):
        visitor.tap(tapped)
    visitor.pick("全日制大专")
    for label, option in (("年", "2021年"), ("月", "6月")):
        visitor.choose(label, option)
    visitor.tap("填好了")
    for label, option in (("年", "2021年"), ("月", "7月")):
        visitor.choose(label, option)
    for tapped in ("填好了", "办了", "不需要", "这几条都符合", "县区或别处的登记机关", LOOKED_OVER):
        visitor.tap(tapped)
    return visitor.verdict()


def test_the_whole_story_in_two_messages(server: Server, browser: Browser) -> None:
    visitor = Visitor(browser, server.address, 390, 844)
    page = visitor.page
    assert visitor.sees(".question")
    say(
        visitor,
        "我是全日制大专，2021年6月毕业，在临颍县一家国企搞农技，2021年7月起一直在技术岗位干到现在，还没有职称",
    )
    assert visitor.sees(".chip")
    visitor.page.locator(".st-key-mend-employer button").click()
    visitor.settle()
    visitor.tap("民营企业")
    visitor.tap("都对，记下来")
    asked = visitor.question()
    say(visitor, "函授算全日制吗")
    page.locator(".say", has_text="成人教育").first.wait_for()
    assert "第四条（二）1" in page.locator("body").inner_text()
    assert visitor.question() == asked
    visitor.tap("知道了")
    say(visitor, "就业手续办好了，岗位不需要资格证，单位在县里注册的")
    visitor.tap("都对，记下来")
    visitor.tap("这几条都符合")
    visitor.tap("县区或别处的登记机关")
    visitor.tap(LOOKED_OVER)
    assert visitor.sees(".verdict")
    assert visitor.verdict() == by_tapping(browser, server.address)
    assert visitor.hosts == {server.address.removeprefix("http://")}
