"""The whole story told in two messages, on a phone: the same verdict as for whoever has told the same otherwise."""

import pytest
from playwright.sync_api import Browser

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.packs import load_policy
from tests.browser import Server, Visitor
from tests.people import diploma, person, work

pytestmark = pytest.mark.xdist_group("the chat")

# Where a month is all that is told, its last day counts.
TOLD = person(
    series="agriculture",
    diplomas=diploma("fulltime_college", "2021-06-30"),
    work=work("2021-07-31"),
)


def say(visitor: Visitor, words: str) -> None:
    box = visitor.page.get_by_test_id("stChatInputTextArea")
    box.fill(words)
    box.press("Enter")
    visitor.settle()


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
    visitor.tap("没有错，看结论")
    assert visitor.sees(".verdict")
    policy = load_policy()
    today = clock.today(policy)
    code = encode(policy, read_facts(policy.facts, TOLD, today), today)
    same = Visitor(browser, f"{server.address}/?c={code}", 390, 844, ".verdict")
    assert visitor.verdict() == same.verdict()
    assert visitor.hosts == {server.address.removeprefix("http://")}
