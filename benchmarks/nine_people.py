"""Plays nine people through the chat in a browser: ``python -m benchmarks.nine_people``.

Each answers what is asked by tapping, at 390 px (touch) and at 1280 px, up to the result. Told are, for each,
the questions, the taps (a list opened and an option taken are two), how long the result is in screens of 844
pixels, and the median of the seconds from an answer to the next question. ``--shots FOLDER`` keeps a picture
of every result. Nothing is asserted.
"""

import argparse
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page  # noqa: E402

from advisor import clock, packs  # noqa: E402
from advisor.content.schema import Fact  # noqa: E402
from advisor.days import add_months  # noqa: E402
from advisor.rules.policy import Policy  # noqa: E402
from tests.browser import Server, Visitor, launched  # noqa: E402
from tests.people import diploma, person, work  # noqa: E402

WIDTHS = ((390, 844), (1280, 900))
SCREEN = 844
CHANGED = """before => {
  const now = document.querySelector("[data-testid=stApp] :is(.verdict, .question)")?.textContent;
  return now && now !== before;
}"""


class Played(NamedTuple):
    """What one way through took."""

    questions: int
    taps: int
    screens: float
    seconds: float


def nine(today: date) -> dict[str, Mapping[str, Any]]:
    """The people, by what they are."""

    def ago(months: int) -> str:
        day = add_months(today, -months)
        assert day is not None
        return day.replace(day=1).isoformat()

    return {
        "college": person(diplomas=diploma("fulltime_college", ago(60)), work=work(ago(50))),
        "adult bachelor with a patent": person(
            diplomas=diploma("adult_bachelor", ago(40)), work=work(ago(80)), achievements=["patent"]
        ),
        "员级 holder with a bachelor": person(
            current_title="entry",
            title_since=ago(30),
            title_same_specialty=True,
            current_post_since=ago(60),
            diplomas=diploma("fulltime_bachelor", ago(70)),
            work=work(ago(60)),
        ),
        "accountant": person(series="accounting"),
        "civil servant": person(employer="civil_service"),
        "music teacher, another subject": person(
            series="school_teacher",
            teaching_subject="music",
            study_matches=False,
            diplomas=diploma("fulltime_bachelor", ago(70)),
            work=work(ago(60)),
        ),
        "no diploma, an award": person(
            diplomas=[], work=work(ago(150)), achievements=["competition_award"]
        ),
        "nothing known": {},
        "master's three months in": person(
            diplomas=diploma("fulltime_postgraduate", ago(5)),
            masters_degree=True,
            work=work(ago(3)),
        ),
    }


class Player:
    """One person at the page. ``taps``: so far."""

    def __init__(self, policy: Policy, visitor: Visitor, facts: Mapping[str, Any]) -> None:
        self.policy = policy
        self.visitor = visitor
        self.page: Page = visitor.page
        self.facts = facts
        self.taps = 0
        self.waits: list[float] = []

    def play(self) -> Played:
        """Answers all that is asked, sees the answers together, and comes to the result."""
        questions = 0
        while not self.page.locator(".verdict").count():
            if self.page.locator(".st-key-looked-over").count():
                self._answer(".st-key-looked-over button")
                continue
            form = self.page.locator("[class*='st-key-form-']").first.get_attribute("class") or ""
            id = next(c for c in form.split() if c.startswith("st-key-form-"))[
                len("st-key-form-") :
            ]
            self._question(id)
            questions += 1
        self.visitor.settle()
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        return Played(questions, self.taps, height / SCREEN, median(self.waits))

    def _question(self, id: str) -> None:
        if id in self.policy.content.facts.groups:
            names = [n for n, fact in self.policy.facts.items() if fact.group == id]
            if all(self.facts.get(name) is True for name in names):
                self._answer(".st-key-answer-group-all button")
                return
            self._tap(".st-key-group-exceptions summary")
            for name in names:
                unsure = self.page.locator(f".st-key-entry-{name} button").last
                unsure.click()
                self.taps += 1
                self.visitor.settle()
            self._answer(".st-key-answer-group-each button")
            return
        self._one(id, self.policy.facts[id], self.facts.get(id))

    def _one(self, name: str, fact: Fact, value: Any) -> None:
        if value is None:
            self._answer(f".st-key-answer-{name}-unknown button")
        elif value == []:
            self._answer(f".st-key-answer-{name}-none button")
        elif fact.kind in ("choice", "yes_no"):
            option = (
                {True: "yes", False: "no"}.get(value, value) if fact.kind == "yes_no" else value
            )
            if fact.options[option].more:
                self._tap(f".st-key-more-{name} summary")
            self._answer(f".st-key-answer-{name}-{option} button")
        else:
            match fact.kind:
                case "date":
                    self._day(value, 0)
                case "choices":
                    for option in value:
                        self._tap(f".st-key-entry-{name}-{option} label")
                case "diplomas":
                    for one in value:
                        label = fact.options[one["kind"]].label
                        self.visitor.pick(label)
                        self.taps += 1
                    for number, one in enumerate(value):
                        self._day(one["graduated_on"], number)
                case "spells":
                    self._day(value[0]["start"], 0)
            self._answer(f".st-key-answer-{name} button")

    def _day(self, day: str, number: int) -> None:
        """The year and the month: most know no more."""
        year, month, _ = map(int, day.split("-"))
        self.visitor.choose("年", f"{year}年", number)
        self.visitor.choose("月", f"{month}月", number)
        self.taps += 4

    def _tap(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.taps += 1
        self.visitor.settle()

    def _answer(self, selector: str) -> None:
        """A tap after which another question, or the result, comes."""
        seen = self.page.locator("[data-testid=stApp] :is(.verdict, .question)").first
        before = seen.text_content()
        button = self.page.locator(selector).first
        button.wait_for()
        start = time.perf_counter()
        button.click()
        while not self.page.evaluate(CHANGED, before):
            time.sleep(0.01)
        self.waits.append(time.perf_counter() - start)
        self.taps += 1
        self.visitor.settle()


def main() -> None:
    """Plays everybody at both widths and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nine_people", description=__doc__)
    parser.add_argument("--shots", type=Path, help="a folder for pictures of the results")
    options = parser.parse_args()
    policy = packs.open_pack(packs.default(clock.today))
    print("| who | questions | taps | screens at 390 px | tap to question, s: 390 px | 1280 px |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    server = Server()
    try:
        with launched() as browser:
            for who, facts in nine(clock.today(policy)).items():
                phone, desk = (
                    _played(browser, server, policy, who, facts, size, options.shots)
                    for size in WIDTHS
                )
                print(
                    f"| {who} | {phone.questions} | {phone.taps} | {phone.screens:.1f} | "
                    f"{phone.seconds:.2f} | {desk.seconds:.2f} |",
                    flush=True,
                )
    finally:
        server.stop()


def _played(
    browser: Browser,
    server: Server,
    policy: Policy,
    who: str,
    facts: Mapping[str, Any],
    size: tuple[int, int],
    shots: Path | None,
) -> Played:
    visitor = Visitor(browser, server.address, *size)
    visitor.page.locator("[data-testid=stApp] [class*='st-key-form-']").first.wait_for()
    found = Player(policy, visitor, facts).play()
    if shots is not None:
        height = visitor.page.evaluate(
            "document.querySelector('[data-testid=stMain]').scrollHeight"
        )
        visitor.page.set_viewport_size({"width": size[0], "height": min(height, 8000)})
        visitor.page.wait_for_timeout(500)
        visitor.page.screenshot(path=shots / f"{who.replace(' ', '-')}-{size[0]}.png")
    visitor.page.close()
    return found


if __name__ == "__main__":
    main()
