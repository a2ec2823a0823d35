"""Everyone can use the pages: whoever reads by ear, by keys, in colours of their own, or magnified.

Each state of a page is looked at by axe once, at both widths where it is laid out anew; what axe cannot see
(marks, edges, what is chosen in a visitor's own colours, what is read out) is looked at beside it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.interview.questions import retraced
from advisor.packs import load_policy
from tests.browser import Server, Visitor
from tests.ledger_password import PASSWORD
from tests.people import diploma, person, work
from tests.roster_files import GOOD, table, xlsx
from tests.usual_cases import settled

pytestmark = pytest.mark.xdist_group("with a ledger")

POLICY = load_policy()
TODAY = clock.today(POLICY)
PHONE, DESK = (390, 844), (1280, 800)

STUDIED = diploma("fulltime_college", "2021-06-30")
DONE = person(diplomas=STUDIED, work=work("2021-07-01"))
# Waits for one thing and has to ask another; other routes are open, closed, and lack something.
BUSY = person(
    diplomas=[*diploma("adult_college", "2025-06-30"), *diploma("fulltime_secondary")],
    work=work("2025-01-01"),
    series="engineering",
    assessments_ok=None,
    series_conditions=None,
)
WAITS = person(diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01"))
LACKS = person(
    diplomas=diploma("fulltime_secondary", "2024-06-30"),
    work=work("2024-07-01"),
    continuing_education=False,
)
SITS_AN_EXAM = person(series="accounting")
RESULTS = {"now": DONE, "busy": BUSY, "waits": WAITS, "lacks": LACKS, "exam": SITS_AN_EXAM}

FRAMEWORKS_OWN = ("stFileUploaderDropzone",)
"""Signs of what the framework draws by itself and cannot be mended here: its place for files says of itself that
it is no part of the page (``presentation``) and has a name all the same; the button in it is sound."""


MARKS = 3.0
"""How much a mark or the edge of a field stands out from what is around it."""

# The colour of a part of an element against what lies behind the element, as it is drawn.
RATIO = """(element, property) => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const over = (front, back) => {
    const alpha = front[3] ?? 1;
    return [0, 1, 2].map(i => front[i] * alpha + back[i] * (1 - alpha));
  };
  const behind = at => {
    if (!at) return [255, 255, 255];
    const own = numbers(getComputedStyle(at).backgroundColor);
    return (own[3] ?? 1) === 1 ? own : over(own, behind(at.parentElement));
  };
  const luminance = colour => {
    const [r, g, b] = colour.map(value => value / 255)
      .map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = behind(element.parentElement);
  const colour = numbers(getComputedStyle(element)[property]);
  for (let at = element; at; at = at.parentElement) {
    colour[3] = (colour[3] ?? 1) * getComputedStyle(at).opacity;
  }
  const both = [luminance(over(colour, back)), luminance(back)].sort((a, b) => b - a);
  return (both[0] + 0.05) / (both[1] + 0.05);
}"""

# Too low for a thumb.
LOW = """() => [...document.querySelectorAll(".stApp button, .stApp summary, .stApp label")]
  .filter(one => one.checkVisibility() && one.closest(".st-key-masthead, .st-key-talk, .routes-fold"))
  .filter(one => one.matches("[data-testid=stCheckbox] *, button, summary"))
  .map(one => [one.innerText.trim(), Math.round(one.getBoundingClientRect().height)])
  .filter(([, height]) => height < 44)"""

GROUND = "element => getComputedStyle(element).backgroundColor"

# Where the keyboard is: its name, whether anything shows it, whether it is on the screen and not under
# something else.
FOCUS = """() => {
  const at = document.activeElement, around = [];
  for (let one = at, up = 0; one && up < 5; one = one.parentElement, up++) {
    around.push(one, ...(up < 2 ? [...one.children, ...(one.parentElement?.children ?? [])] : []));
  }
  const shown = around.some(one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  const place = at.closest("label") ?? at;
  const box = place.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const seen = at === document.body || (top && (place.contains(top) || top.contains(place)));
  const label = at.getAttribute("aria-label") ?? at.labels?.[0]?.innerText ?? at.innerText ?? "";
  return { name: label.trim(), shown: at === document.body || shown, seen: Boolean(seen) };
}"""

# What a screen reader tells: what comes into focus, and what changes in the region that speaks by itself.
LISTEN = """() => {
  window.told = [];
  document.addEventListener("focusin", event => {
    if (event.target.matches(".question, .verdict *")) window.told.push(["focus", event.target.innerText]);
  });
  new MutationObserver(() => window.told.push(["said", document.getElementById("said-now").textContent]))
    .observe(document.getElementById("said-now"), { childList: true });
}"""
MARKED = """() => {
  const id = document.activeElement.getAttribute("aria-activedescendant");
  return (id ? document.getElementById(id) : document.activeElement)?.innerText ?? "";
}"""

# Words that reach out of what they stand in, or lie under other words; a page that is wider than the screen.
CUT_OFF = """() => {
  const found = [], main = document.querySelector("[data-testid=stMain]");
  if (main.scrollWidth > innerWidth) found.push(`${main.scrollWidth} px wide`);
  const line = document.querySelector("[data-testid=stChatInputTextArea]");
  if (line && line.scrollHeight > line.clientHeight + 2) found.push(line.placeholder);
  const tools = [...document.querySelectorAll(".masthead, #big-print, .st-key-again-menu button")]
    .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect());
  tools.forEach((one, place) => tools.slice(place + 1).forEach(other => {
    if (one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1
      && other.top < one.bottom - 1) found.push("the head of the page lies over itself");
  }));
  for (const one of document.querySelectorAll(".stApp button, .stApp p, .stApp h1, .stApp h2, .stApp summary")) {
    const box = one.getBoundingClientRect();
    if (one.checkVisibility() && box.width > 1 && !one.closest("#said-now, .scroll, .scrolled, [data-testid=stExpander] svg")
      && (box.left < -1 || box.right > innerWidth + 1)) found.push(one.innerText.slice(0, 40));
  }
  return found;
}"""


def code(facts: dict[str, Any]) -> str:
    return encode(POLICY, read_facts(POLICY.facts, facts, TODAY), TODAY)


def asked_for(name: str, **facts: Any) -> str:
    """The code of somebody who is asked for this fact next."""
    order = list(POLICY.facts)
    known = {
        one: value
        for one, value in {**DONE, **facts}.items()
        if order.index(one) < order.index(name)
    }
    left = retraced(POLICY, read_facts(POLICY.facts, known, TODAY), TODAY).left
    assert left[0].facts[0] == name
    return code(known)


@pytest.fixture
def server(with_ledger: Server) -> Server:
    return with_ledger


class Guest(Visitor):
    """Somebody whose one tab goes from page to page."""

    def __init__(self, browser: Browser, server: Server, size: tuple[int, int]) -> None:
        self._server, self._size = server, size
        super().__init__(browser, f"{server.address}/sheet.pdf?c=-", *size, "h1")

    def go(self, path: str, waits_for: str) -> None:
        self.resize(*self._size)
        self.page.goto(f"{self._server.address}/{path}")
        self.page.locator(waits_for).first.wait_for()
        self.settle()

    def say(self, words: str) -> None:
        box = self.page.get_by_test_id("stChatInputTextArea")
        box.fill(words)
        box.press("Enter")
        self.settle()

    def unfold(self) -> None:
        """Opens all that is folded: the framework's own folds by a tap, without which they stay empty."""
        for summary in self.page.locator("[data-testid=stExpander] summary").all():
            if summary.is_visible() and not summary.evaluate("one => one.parentElement.open"):
                summary.click()
        self.settle()
        self.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")

    def faults(self, *sizes: tuple[int, int]) -> list[str]:
        """What axe finds at these sizes, the screen made high enough for the whole page."""
        found = []
        for width, least in sizes or (self._size,):
            self.resize(width, least)
            main = self.page.locator("[data-testid=stMain]")
            high = main.evaluate("one => one.scrollHeight") if main.count() else least
            self.resize(width, max(high, least))
            self.page.mouse.move(0, 0)
            found += [f"{width}: {fault}" for fault in faults(self.page)]
        self.resize(*self._size)
        return found


def faults(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
        if not any(sign in node["html"] for sign in FRAMEWORKS_OWN)
    ]


def faint(page: Page, parts: dict[str, str]) -> list[str]:
    """Of marks and edges (selector: its property) those that hardly stand out."""
    found = []
    for selector, part in parts.items():
        shown = [each for each in page.locator(selector).all() if each.is_visible()]
        assert shown, f"nothing to see of {selector}"
        for each in shown:
            ratio = each.evaluate(RATIO, part)
            if ratio < MARKS:
                found.append(f"{selector} {part}: {ratio:.2f}")
    return found


@pytest.fixture
def phone(server: Server, browser: Browser) -> Iterator[Guest]:
    guest = Guest(browser, server, PHONE)
    yield guest
    guest.page.close()


@pytest.fixture
def pc(server: Server, browser: Browser) -> Iterator[Guest]:
    guest = Guest(browser, server, DESK)
    yield guest
    guest.page.close()


# --- axe, state by state -----------------------------------------------------------------------------


def test_every_kind_of_question(phone: Guest) -> None:
    page = phone.page
    phone.go("", ".question")
    phone.unfold()
    found = phone.faults(PHONE, DESK)
    phone.go(f"?c={asked_for('series')}", ".question")
    page.get_by_text("更多", exact=True).first.click()
    found += phone.faults()
    phone.go(f"?c={asked_for('diplomas')}", ".question")
    phone.pick("全日制大专")
    assert page.evaluate(LOW) == []
    found += phone.faults()
    found += _at(phone, "work", DESK)
    assert page.evaluate(LOW) == []
    adult = diploma("adult_college", "2021-06-30")
    titled = {"current_title": "entry", "title_same_specialty": True, "diplomas": adult}
    found += _at(phone, "title_since", PHONE, **titled)
    late = {"diplomas": diploma("adult_bachelor", "2022-06-30"), "work": work("2022-07-01")}
    found += _at(phone, "achievements", PHONE, **late)
    phone.go(f"?c={asked_for('ethics')}", ".question")
    phone.unfold()
    found += phone.faults()
    phone.page.locator(".st-key-talk > [class*=st-key-change-] button").click()
    phone.settle()
    page.locator("button[kind=primary]").first.wait_for()
    found += phone.faults()
    edges = {".stButton button[kind=secondary]": "borderTopColor"}
    chosen = {".stButton button[kind=primary]": "backgroundColor"}
    assert [*found, *faint(page, edges | chosen)] == []


def _at(guest: Guest, name: str, size: tuple[int, int], **facts: Any) -> list[str]:
    guest.go(f"?c={asked_for(name, **facts)}", ".question")
    return guest.faults(size)


@pytest.mark.parametrize("result", RESULTS)
def test_every_kind_of_result(phone: Guest, result: str) -> None:
    phone.go(f"?c={code(RESULTS[result])}", ".verdict")
    assert phone.page.evaluate(LOW) == []
    phone.unfold()
    assert phone.faults(DESK if result == "busy" else PHONE) == []
    if result == "waits":
        marks = {
            ".track .bar": "backgroundColor",
            ".track .open": "borderTopColor",
            ".track .today": "borderLeftColor",
            ".material .box": "borderTopColor",
            "[data-testid=stTextInputRootElement]": "borderTopColor",
        }
        assert faint(phone.page, marks) == []


def test_what_the_chat_says_to_what_was_typed(phone: Guest) -> None:
    phone.go(f"?c={asked_for('series')}", ".question")
    phone.say("我是全日制大专，2021年6月毕业，做工程的，论文非要不可吗")
    phone.page.locator(".chip").first.wait_for()
    found = phone.faults()
    phone.tap("都对，记下来")
    for words in ("年限怎么算", "今天天气", "我能评吗"):
        phone.say(words)
    found += phone.faults()
    phone.page.locator("#big-print").click()
    phone.page.get_by_text("重新开始").first.click()
    phone.page.get_by_text("清空，重新开始").wait_for()
    found += phone.faults()
    assert found == []


def test_the_desk(pc: Guest) -> None:
    """Fields that no longer matter lie flat, told apart by more than colour, and are as legible."""
    page = pc.page
    pc.go("desk", ".desk-form [data-field]")
    settled(page)
    for keys in ("1125", "17", "1123"):
        page.keyboard.type(keys)
        settled(page)
        page.keyboard.press("F2")
    page.keyboard.type("13")
    settled(page)
    assert page.locator(".people .person").count() >= 3
    page.keyboard.press("F3")
    page.keyboard.type("函授本科，21年7月毕业，在临颍一家民企搞机械，论文非要不可吗\n")
    page.locator(".suggestion").first.wait_for()
    settled(page)
    edge = "element => getComputedStyle(element).borderTopStyle"
    assert page.locator("[data-field=registration] input").evaluate(edge) == "dashed"
    assert page.locator("[data-field=series] input").evaluate(edge) == "solid"
    found = faults(page)
    edges = dict.fromkeys((".desk-form input", ".desk-form .inline .option"), "borderTopColor")
    found += faint(page, edges)
    page.keyboard.press("F1")
    page.get_by_role("dialog", name="全部按键").wait_for()
    assert [*found, *faults(page)] == []


def test_what_staff_look_up_and_hand_in(pc: Guest, tmp_path: Path) -> None:
    page = pc.page
    pc.go("rules", ".rules-table")
    underlined = "all => all.every(one => getComputedStyle(one).textDecorationLine === 'underline')"
    assert page.locator(".rules a").evaluate_all(underlined)
    found = pc.faults(PHONE)
    pc.go("notice?clause=六.二.1.3", ".notice-clause")
    # The notice unfolded is as long as a book; one clause has all kinds of words in it.
    page.locator(".notice-clause.here details").evaluate_all(
        "all => all.forEach(d => d.open = true)"
    )
    assert page.locator(".notice-text a").evaluate_all(underlined)
    found += pc.faults(DESK)
    pc.go("units", ".st-key-unit-form")
    found += pc.faults()
    roster = tmp_path / "roster.xlsx"
    wrong = ({**GOOD, "单位性质": "工厂"}, {**GOOD, "开始1": "2021-02-30"})
    roster.write_bytes(xlsx(table(GOOD, *wrong)).getvalue())
    page.set_input_files("input[type=file]", roster)
    page.get_by_text("有3人").wait_for()
    pc.settle()
    found += pc.faults()
    page.get_by_role("button", name="开始看").click()
    page.locator(".counts").wait_for()
    pc.settle()
    found += pc.faults(PHONE)
    pc.go("ledger", ".st-key-ledger-locked")
    found += pc.faults()
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".st-key-ledger-new").wait_for()
    pc.settle()
    found += pc.faults()
    assert found == []


def test_what_goes_wrong_is_said_to_everyone(pc: Guest) -> None:
    page = pc.page
    assert "打不开" in page.locator("h1").inner_text()
    found = faults(page)
    pc.go("?c=MKYDUDZ9QLTBVW3ZQXZFHKZHC7WEDFKWZD94", ".note")
    found += pc.faults(PHONE)
    pc.go("nosuchpage", ".question")
    page.evaluate(
        """() => { const app = document.querySelector("[data-testid=stApp]");
        app.dataset.testConnectionState = "DISCONNECTED_FOREVER"; }"""
    )
    page.locator("#lost-connection").wait_for()
    assert [*found, *pc.faults()] == []


# --- keys, ears ---------------------------------------------------------------------------------------


def test_from_the_first_question_to_the_paper_by_keyboard_alone(phone: Guest) -> None:
    """Each step where the keyboard is shows it, in sight; each answer takes it to the next question, which
    is told once, and beside it, once, that the answer was taken."""
    page = phone.page
    phone.go("", ".question")
    page.evaluate(LISTEN)

    def tab_to(label: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUS)
            assert at["shown"], f"nothing shows where the keyboard is: {at}"
            assert at["seen"], f"the keyboard is where nobody sees it: {at}"
            if at["name"].startswith(label):
                return
        raise AssertionError(f"Tab does not come to {label}")

    def press(label: str, key: str = "Enter") -> None:
        tab_to(label)
        page.keyboard.press(key)
        phone.settle()

    def told() -> None:
        """What was told since, of the question that is there now."""
        phone.until("window.told.length >= 2")
        asked = page.locator(".question, .verdict h2").first.inner_text()
        [focus, said] = page.evaluate("window.told.splice(0)")
        assert focus == ["focus", asked]
        assert said[0] == "said"
        assert said[1].startswith("已记下")
        assert asked not in said[1]

    def choose(label: str, option: str) -> None:
        tab_to(label)
        page.keyboard.press("ArrowDown")
        for _ in range(30):
            if page.evaluate(MARKED) == option:
                break
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        phone.settle()

    for answer in ("县区", "民营企业", "工程"):
        press(answer, "Space" if answer == "工程" else "Enter")
        told()
    press("还没有")
    told()
    press("全日制大专", "Space")
    choose("年", "2021年")
    choose("月", "6月")
    press("填好了")
    told()
    choose("年", "2021年")
    choose("月", "7月")
    press("填好了")
    told()
    for answer in ("办了", "不需要", "这几条都符合", "县区或别处", "没有错，看结论"):
        press(answer)
        told()
    assert "您现在可以申报助理级初聘" in phone.verdict()
    page.evaluate("window.print = () => { window.printed = true; }")
    press("打印清单")
    assert page.evaluate("window.printed")
    tab_to("保存为PDF")


def test_a_verdict_that_changes_further_up_is_told(phone: Guest) -> None:
    phone.go(f"?c={code(WAITS)}", ".verdict")
    phone.page.evaluate(LISTEN)
    phone.page.get_by_role("radio", name="可以", exact=True).first.click()
    phone.settle()
    told = phone.page.evaluate("window.told")
    assert told == [["said", phone.page.locator(".verdict h2 span >> nth=-1").inner_text()]]


# --- colours of their own, and magnified ----------------------------------------------------------------


def test_what_is_chosen_shows_in_a_visitors_own_colours(phone: Guest) -> None:
    page = phone.page
    page.emulate_media(forced_colors="active")

    def grounds(selector: str) -> list[str]:
        page.locator(selector).first.wait_for()
        return list(page.locator(selector).evaluate_all(f"all => all.map({GROUND})"))

    phone.go("", ".question")
    assert phone.sees(".question")
    canvas = page.locator("body").evaluate(GROUND)
    phone.go(f"?c={asked_for('diplomas')}", ".question")
    phone.pick("全日制大专")
    page.locator("[data-testid=stButtonGroup] [aria-pressed=true]").wait_for()
    pills = grounds("[data-testid=stButtonGroup] button")
    assert pills[0] != pills[1]
    phone.go(f"?c={asked_for('ethics')}", ".question")
    page.locator("[class*=st-key-form-] .stButton button[kind=primary]").first.wait_for()
    assert grounds("[class*=st-key-form-] button[kind=primary]")[0] != canvas
    box = "[data-testid=stCheckbox] label > div:first-of-type"
    phone.go(f"?c={asked_for('work')}", ".question")
    ticked = grounds(box)[0]
    page.locator("[data-testid=stCheckbox] label").first.click()
    phone.settle()
    assert grounds(box)[0] != ticked
    phone.go(f"?c={code(WAITS)}", ".verdict")
    assert phone.sees(".verdict h2")
    assert page.locator(".verdict .sign").first.inner_text() in "✓?？◷！–"
    answers = grounds("[data-testid=stButtonGroup] [role=radio]")
    assert len(set(answers)) == 2
    phone.unfold()
    assert grounds(".track .bar")[0] != canvas
    phone.go("units", ".st-key-unit-form")
    days = grounds("[data-testid=stRadio] [data-testid=stRadioOption] > div > div:first-child")
    assert days[0] != days[1]
    phone.go("desk", ".desk-form [data-field]")
    settled(page)
    page.keyboard.type("1")
    settled(page)
    options = grounds("[data-field=jurisdiction] [role=option]")
    assert options[0] != options[1]


@pytest.mark.parametrize("size", [(640, 400), (320, 640), (195, 422)], ids=str)
def test_magnified_the_words_come_first_and_none_is_cut_off(
    server: Server, browser: Browser, size: tuple[int, int]
) -> None:
    """A PC at twice the size, a phone at 320 px, the phone of 390 px at twice the size."""
    guest = Guest(browser, server, size)
    pages = [("", ".question"), (f"?c={code(DONE)}", ".verdict h2")]
    if size[0] > 320:
        pages += [("desk", ".desk-form"), ("units", "h1"), ("rules", "h1")]
    for path, words in pages:
        guest.go(path, words)
        assert guest.sees(words)
        assert guest.page.evaluate(CUT_OFF) == []
    guest.page.close()
