"""Whether everyone can read the pages: text, links, marks and fields stand out (WCAG 2, AA), and what is
chosen is told apart where a visitor's own colours take the place of ours."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.packs import load_policy
from tests.browser import Server, Visitor
from tests.people import diploma, person, work
from tests.usual_cases import settled

pytestmark = pytest.mark.xdist_group(__name__)

POLICY = load_policy()
RULES = ["color-contrast", "link-in-text-block"]
MARKS = 3.0
"""How much a mark or the edge of a field stands out from what is around it."""

# Waits for one thing and has to ask another; other routes are open, closed, and lack something.
BUSY = person(
    diplomas=[*diploma("adult_college", "2025-06-30"), *diploma("fulltime_secondary")],
    work=work("2025-01-01"),
    series="engineering",
    assessments_ok=None,
    series_conditions=None,
)
WAITS = person(diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01"))
HALF_WAY = {"jurisdiction": "county", "employer": "private_enterprise"}

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


def code(facts: dict[str, Any]) -> str:
    today = clock.today(POLICY)
    return encode(POLICY, read_facts(POLICY.facts, facts, today), today)


def visit(
    browser: Browser, address: str, waits_for: str, width: int = 390, height: int = 844
) -> Visitor:
    visitor = Visitor(browser, address, width, height, waits_for)
    visitor.settle()
    return visitor


def faults(page: Page) -> list[str]:
    """What is too faint, and links that look like the text around them. Only what is on the screen is
    looked at, so it is made high enough for the whole page."""
    size = page.viewport_size
    assert size is not None
    high = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(high, size["height"])})
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{node['html'][:90]}: {node['any'][0]['message']}"
        for one in found
        for node in one["nodes"]
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


def unfold(visitor: Visitor, within: str = "body") -> None:
    """Opens all that is folded: the page's own expanders by a tap, without which they stay empty."""
    for summary in visitor.page.locator("[data-testid=stExpander] summary").all():
        if summary.is_visible() and not summary.evaluate("each => each.parentElement.open"):
            summary.click()
    visitor.settle()
    visitor.page.locator(f"{within} details").evaluate_all(
        "found => found.forEach(each => { each.open = true; })"
    )


def change_an_answer(visitor: Visitor) -> None:
    visitor.page.locator(".st-key-talk > [class*=st-key-change-] button").click()
    visitor.settle()
    visitor.page.mouse.move(0, 0)
    visitor.page.locator("button[kind=primary] [style*=font-size]").first.wait_for()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_conversation(server: Server, browser: Browser, width: int) -> None:
    visitor = visit(browser, server.address, ".question", width)
    unfold(visitor)
    assert faults(visitor.page) == []
    visitor.page.close()
    visitor = visit(browser, f"{server.address}/?c={code(HALF_WAY)}", ".question", width)
    assert faults(visitor.page) == []
    change_an_answer(visitor)
    assert faults(visitor.page) == []
    edges = {".stButton button[kind=secondary]": "borderTopColor"}
    chosen = {".stButton button[kind=primary]": "backgroundColor"}
    assert faint(visitor.page, edges | chosen) == []
    visitor.page.close()


def test_the_result(server: Server, browser: Browser) -> None:
    visitor = visit(browser, f"{server.address}/?c={code(BUSY)}", ".verdict")
    unfold(visitor)
    assert faults(visitor.page) == []
    visitor.page.close()
    visitor = visit(browser, f"{server.address}/?c={code(WAITS)}", ".verdict")
    unfold(visitor)
    assert faults(visitor.page) == []
    marks = {
        ".track .bar": "backgroundColor",
        ".track .open": "borderTopColor",
        ".track .today": "borderLeftColor",
        ".material .box": "borderTopColor",
        "[data-testid=stTextInputRootElement]": "borderTopColor",
    }
    assert faint(visitor.page, marks) == []
    visitor.page.close()


def test_the_desk(server: Server, browser: Browser) -> None:
    """Fields that no longer matter lie flat, told apart by more than colour, and are as legible."""
    visitor = visit(browser, f"{server.address}/desk", ".st-key-desk-form", 1280, 800)
    page = visitor.page
    settled(page)
    page.keyboard.type("13")  # a county's public institution; the series' options lie open
    settled(page)
    edge = "element => getComputedStyle(element).borderTopStyle"
    assert page.locator("[data-field=registration] input").evaluate(edge) == "dashed"
    assert page.locator("[data-field=series] input").evaluate(edge) == "solid"
    assert faults(page) == []
    edges = dict.fromkeys((".desk-form input", ".desk-form .inline .option"), "borderTopColor")
    assert faint(page, edges) == []
    page.keyboard.press("F1")
    assert faults(page) == []
    page.close()


@pytest.mark.parametrize(
    ("where", "waits_for", "links"),
    [
        ("rules", ".rules-table", ".rules a"),
        ("notice?clause=六.二.1.3", ".notice-clause", ".notice-text a"),
        ("units", ".st-key-unit-form", ""),
    ],
)
def test_what_staff_look_up(
    server: Server, browser: Browser, where: str, waits_for: str, links: str
) -> None:
    visitor = visit(browser, f"{server.address}/{where}", waits_for, 1280, 800)
    page = visitor.page
    # The notice unfolded is as long as a book; one clause has all kinds of words in it.
    unfold(visitor, ".notice-clause.here" if where.startswith("notice") else "body")
    assert faults(page) == []
    if links:
        line = "found => [...new Set(found.map(each => getComputedStyle(each).textDecorationLine))]"
        assert page.locator(links).evaluate_all(line) == ["underline"]
    page.close()


def test_what_is_chosen_shows_in_a_visitors_own_colours(server: Server, browser: Browser) -> None:
    ground = "element => getComputedStyle(element).backgroundColor"
    visitor = visit(browser, f"{server.address}/?c={code(HALF_WAY)}", ".question")
    change_an_answer(visitor)
    visitor.page.emulate_media(forced_colors="active")
    chosen = visitor.page.locator(".stButton button[kind=primary]").first
    other = visitor.page.locator(".stButton button[kind=secondary]").first
    assert chosen.evaluate(ground) != other.evaluate(ground)
    assert faults(visitor.page) == []
    visitor.page.close()
    clerk = visit(browser, f"{server.address}/desk", ".st-key-desk-form", 1280, 800)
    settled(clerk.page)
    options = clerk.page.locator("[data-field=employment_procedures] [role=option]")
    options.nth(0).click()
    settled(clerk.page)
    clerk.page.emulate_media(forced_colors="active")
    assert options.nth(0).evaluate(ground) != options.nth(1).evaluate(ground)
    clerk.page.close()
