"""What only a browser shows of the help desk's page: a whole case by keyboard, at full speed, codes, sentences."""

import re

import pytest
from playwright.sync_api import Browser, expect

from advisor import clock
from advisor.handover.code import encode
from advisor.packs import load_policy
from tests.browser import WITHOUT_ICONS, Server, Visitor
from tests.usual_cases import USUAL, settled, typed_without_waiting

pytestmark = pytest.mark.xdist_group("what staff use")

LATIN = re.compile(r"[A-Za-z]{2,}")
KEYS_AND_FORMS = {"F1", "F2", "F3", "F4", "F7", "F8", "F9", "PDF", "Tab", "Shift", "Esc", "jx"}
# Where the fields are that can be seen.
FIELDS = """forms => forms.flatMap(form => [...form.querySelectorAll("input, .inline .option")])
  .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())
  .filter(box => box.width > 0)
  .map(box => ({ x: box.x, width: box.width }))"""


class Clerk(Visitor):
    """Somebody who never takes the hands off the keyboard."""

    def __init__(self, browser: Browser, address: str, width: int = 1280) -> None:
        super().__init__(browser, address, width, 800, ".desk-form [data-field]")
        settled(self.page)

    @property
    def field(self) -> str:
        """The field that has the keyboard."""
        return str(
            self.page.evaluate(
                "document.activeElement.closest('[data-field]')?.dataset.field ?? ''"
            )
        )

    def press(self, keys: str) -> None:
        """Types, then waits for the page to have taken it."""
        self.page.keyboard.type(keys)
        settled(self.page)

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        settled(self.page)

    def holds(self) -> dict[str, object]:
        """What the fields hold."""
        held: dict[str, object] = self.page.evaluate("theDesk.person.entries")
        return held

    @property
    def told(self) -> str:
        return self.page.locator("#read-out").inner_text()


@pytest.fixture
def clerk(server: Server, browser: Browser) -> Clerk:
    return Clerk(browser, f"{server.address}/desk")


def test_no_key_is_lost_or_put_elsewhere(clerk: Clerk) -> None:
    """At 20 ms a key, the browser slowed down; many more and other speeds: ``benchmarks.desk``."""
    session = clerk.page.context.new_cdp_session(clerk.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    assert typed_without_waiting(clerk.page, USUAL[:2], 20) == []
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def test_a_whole_case_by_keyboard_alone(clerk: Clerk) -> None:
    page = clerk.page
    assert clerk.field == "jurisdiction"
    clerk.press("1")
    assert clerk.field == "employer"
    clerk.press("龙")
    assert page.locator("[data-field=employer] .none").inner_text() == "没有对得上的"
    clerk.key("Escape")
    clerk.press("民企\n")
    clerk.press("2jx")
    assert page.locator("[data-field=series] .marked").inner_text().startswith("1工程")
    clerk.press("\n01" + "21.6.30\n\n" + "11" + "2021。7。1\n\n" + "1")
    assert clerk.field == "declarations"
    clerk.press("1")
    assert "您现在可以申报助理级初聘" in clerk.told
    assert page.locator("[class*=st-key-route-]").count() == 8
    assert clerk.sees("[class*=st-key-route-] >> nth=7"), "all routes without scrolling"
    assert clerk.sees("#read-out")
    assert clerk.field == "declarations", "there is nowhere else to go"

    page.evaluate("window.print = () => { window.printed = document.body.className; }")
    for keys, sheet, other in (("F9", "short", "long"), ("Shift+F9", "long", "short")):
        clerk.key(keys)
        assert page.evaluate("window.printed") is not None
        page.emulate_media(media="print")
        expect(page.locator(f".{sheet}-sheet h1").first).to_be_visible()
        expect(page.locator(f".{other}-sheet h1").first).to_be_hidden()
        page.emulate_media(media="screen")

    page.keyboard.type("1")  # declared again, and F9 without waiting for the page
    page.evaluate(
        "window.print = () => { printed = document.querySelector('.short-sheet').textContent; };"
        "window.printed = ''"
    )
    page.locator("[data-field=work] input").first.fill("2026.7.1")
    page.keyboard.press("F9")
    clerk.until("window.printed.includes('2027年7月1日')")
    page.locator("[data-field=work] input").first.fill("2021。7。1")
    clerk.key("F7")
    held = clerk.holds()
    clerk.key("F2")
    assert clerk.holds() == {}
    assert clerk.field == "jurisdiction"
    expect(page.locator("#read-out")).to_have_count(0)
    clerk.press("2")
    clerk.key("Shift+F2")
    assert clerk.holds() == held
    page.reload()
    page.locator(".desk-form [data-field]").first.wait_for()
    settled(page)
    assert clerk.holds() == held
    assert page.locator(".person").count() == 2
    page.get_by_role("link", name="规则一览").click()
    page.locator(".rules-table").first.wait_for()
    page.get_by_role("link", name="窗口台", exact=True).click()
    page.locator(".desk-form [data-field]").first.wait_for()
    settled(page)
    assert clerk.holds() == held
    clerk.key("Shift+F2")
    assert clerk.holds() == {"jurisdiction": "municipal"}
    clerk.key("F1")
    assert "回到上一位" in page.get_by_role("dialog", name="全部按键").inner_text()
    clerk.key("Escape")
    expect(page.get_by_role("dialog", name="全部按键")).to_be_hidden()


def test_fields_take_what_is_pasted_and_what_is_composed(clerk: Clerk) -> None:
    page = clerk.page
    page.keyboard.insert_text("县区")  # as a paste, or a word from the list of a Chinese keyboard
    clerk.key("Enter")
    assert clerk.field == "employer"
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "guo'qi", "selectionStart": 6, "selectionEnd": 6}
    )
    page.keyboard.insert_text("国企")
    clerk.key("Enter")
    assert clerk.field == "series"
    page.keyboard.insert_text("兽医")
    clerk.key("Enter")
    page.keyboard.insert_text("自考本科")
    clerk.key("Enter")
    page.keyboard.insert_text("2021年7月份")
    clerk.key("Enter")
    assert clerk.holds() == {
        "jurisdiction": "county",
        "employer": "state_enterprise",
        "series": "agriculture",
        "diplomas": [["adult_bachelor", "2021年7月份"]],
    }
    assert "按2021年7月31日算" in page.locator("[data-field=diplomas] .taken").inner_text()
    page.locator("[data-field=employer] input").fill("某厂")
    page.locator("[data-field=series] input").click()
    settled(page)
    assert "没有对得上的" in page.locator("[data-field=employer] .wrong").inner_text()


def test_a_sentence_is_taken_with_one_key_and_its_question_answered(clerk: Clerk) -> None:
    page = clerk.page
    clerk.press("2")
    clerk.key("F3")
    clerk.press("函授本科，21年7月毕业，在临颍一家民企搞机械，论文非要不可吗\n")
    page.locator(".suggestion").first.wait_for()
    assert clerk.holds() == {"jurisdiction": "municipal"}, "nothing counts before it is accepted"
    assert "原来：市直" in page.locator(".suggested").inner_text()
    answer = page.locator(".answer").first
    assert "论文不是非有不可" in answer.inner_text()
    assert "第七条" in page.locator(".cite-more summary").first.inner_text()
    clerk.key("Enter")
    assert clerk.holds()["jurisdiction"] == "county"
    assert clerk.holds()["diplomas"] == [["adult_bachelor", "2021.7"]]
    assert clerk.field == "registration", "on to what is still to be asked"


def test_a_code_handed_over_from_the_chat(server: Server, browser: Browser) -> None:
    policy = load_policy()
    facts = {"jurisdiction": "county", "employer": "private_enterprise", "series": "accounting"}
    code = encode(policy, facts, clock.today(policy))
    applicant = Visitor(browser, f"{server.address}/?c={code}", 390, 844, ".verdict")
    clerk = Clerk(browser, f"{server.address}/desk")
    clerk.press("2")  # somebody else's case, which stays
    clerk.key("F8")
    clerk.press("坏码\n")
    clerk.page.get_by_text("转交码打不开").wait_for()
    assert clerk.page.evaluate("document.activeElement.className") == "code-box"
    clerk.press(f"{code}\n")
    clerk.page.locator(".came").wait_for()
    assert clerk.holds()["series"] == "accounting"
    assert "还没有改动" in clerk.page.locator(".came").inner_text()
    with clerk.page.context.expect_page() as opened:
        clerk.page.get_by_role("link", name="看申请人看到的那一页").click()
    same = opened.value
    same.locator(".verdict").wait_for()
    assert same.locator(".verdict").inner_text() == applicant.page.locator(".verdict").inner_text()
    same.close()
    clerk.page.locator("[data-field=series] input").fill("农业")
    clerk.key("Enter")
    assert "系列（专业）：会计 → 农业" in clerk.page.locator(".came").inner_text()
    clerk.page.locator(".was").first.wait_for(state="attached")
    clerk.key("Shift+F2")
    assert clerk.holds() == {"jurisdiction": "municipal"}
    assert clerk.hosts == {server.address.removeprefix("http://")}


def test_no_word_of_english_and_nothing_cut_off(clerk: Clerk) -> None:
    clerk.press("1")
    clerk.press("龙龙")
    for width in (390, 1280, 1920):
        clerk.resize(width, 800)
        assert clerk.page.evaluate("document.documentElement.scrollWidth") <= width
        for box in clerk.page.locator(".desk-form").evaluate_all(FIELDS):
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["width"] >= 13, "wide enough to be read"
        words = set(LATIN.findall(clerk.page.evaluate(WITHOUT_ICONS)))
        assert words <= KEYS_AND_FORMS
