"""Six usual cases as a clerk types them at the desk, and typing them as fast as one likes."""

from datetime import date
from typing import NamedTuple

from playwright.sync_api import Page

from advisor import clock
from advisor.facts.values import Diploma, FactValue, Spell
from advisor.packs import load_policy
from advisor.ui.desk import entries
from tests.browser import until

AT_ONCE = 3
"""So many persons the desk keeps beside the one who comes next."""


class Usual(NamedTuple):
    """A usual case: the keys that enter it from the first field on (``\\n`` is Enter), and what it comes to."""

    name: str
    keys: str
    facts: dict[str, object]


DECLARED = dict.fromkeys(
    (
        "ethics",
        "fit_for_post",
        "assessments_ok",
        "continuing_education",
        "series_conditions",
        "practice_matches",
    ),
    True,
)

USUAL = (
    Usual(
        "民企，全日制大专，农业",
        "112301" + "2021.6.30\n\n" + "11" + "2021.7.1\n\n" + "11",
        {
            "jurisdiction": "county",
            "employer": "private_enterprise",
            "registration": "elsewhere",
            "series": "agriculture",
            "diplomas": [("fulltime_college", "2021-06-30")],
            "employment_procedures": True,
            "current_title": "none",
            "work": [("2021-07-01", None)],
            "licence": "not_required",
            **DECLARED,
        },
    ),
    Usual(
        "国企，全日制本科，机械",
        "22" + "机械\n" + "2" + "2024.6\n\n" + "11" + "20240701\n\n" + "11",
        {
            "jurisdiction": "municipal",
            "employer": "state_enterprise",
            "series": "engineering",
            "diplomas": [("fulltime_bachelor", "2024-06-30")],
            "employment_procedures": True,
            "current_title": "none",
            "work": [("2024-07-01", None)],
            "licence": "not_required",
            **DECLARED,
        },
    ),
    Usual(
        "民企，函授本科，机械，有专利",
        "112jx\n4" + "2019.7.1\n\n" + "1" + "2019.8.1\n\n" + "4\n" + "11",
        {
            "jurisdiction": "county",
            "employer": "private_enterprise",
            "registration": "elsewhere",
            "series": "engineering",
            "diplomas": [("adult_bachelor", "2019-07-01")],
            "current_title": "none",
            "work": [("2019-08-01", None)],
            "achievements": ["patent"],
            "licence": "not_required",
            **DECLARED,
        },
    ),
    Usual(
        "事业单位，员级，函授大专，论文",
        "133" + "3" + "2018.7.1\n\n" + "2" + "2019.12.1\n" + "1" + "2015.3.1\n\n" + "01\n\n" + "11",
        {
            "jurisdiction": "county",
            "employer": "public_institution",
            "series": "agriculture",
            "diplomas": [("adult_college", "2018-07-01")],
            "current_title": "entry",
            "title_since": date(2019, 12, 1),
            "title_same_specialty": True,
            "work": [("2015-03-01", None)],
            "achievements": ["paper"],
            "licence": "not_required",
            **DECLARED,
        },
    ),
    Usual(
        "会计",
        "1125",
        {
            "jurisdiction": "county",
            "employer": "private_enterprise",
            "registration": "elsewhere",
            "series": "accounting",
        },
    ),
    Usual("公务员", "17", {"jurisdiction": "county", "employer": "civil_service"}),
)
"""As the office meets them. The keys are those of this form; a case that a change of the pack makes longer
is to be typed anew here."""


AT_REST = """window.theDesk?.fields.size > 0 && !theDesk.waiting
  && theDesk.data.count >= theDesk.count"""


def typed_without_waiting(page: Page, cases: tuple[Usual, ...], delay: float) -> list[str]:
    """Types the cases one after the other, each a new person, never waiting for the page; gives the names
    of those that the desk then holds otherwise. ``delay``: milliseconds between keys."""
    assert len(cases) <= AT_ONCE
    for case in cases:
        page.keyboard.press("F2")
        page.keyboard.type(case.keys, delay=delay)
    settled(page)
    policy = load_policy()
    people = page.evaluate("theDesk.people.map(one => one.entries)")[-len(cases) :]
    wrong = []
    for case, held in zip(cases, people, strict=True):
        read = entries.read(policy, held, clock.today(policy))
        facts = {name: plain(value) for name, value in read.facts.items()}
        if facts != case.facts or read.wrong:
            wrong.append(f"{case.name}: {facts} {read.wrong}")
    return wrong


def settled(page: Page) -> None:
    """Waits until the page has taken all that was typed."""
    until(lambda: bool(page.evaluate(AT_REST)), page, AT_REST)


def plain(value: FactValue | None) -> object:
    """A fact as the cases above write it."""
    if not isinstance(value, tuple):
        return value
    return [_row(item) if isinstance(item, Spell | Diploma) else item for item in value]


def _row(item: Spell | Diploma) -> tuple[str, str | None]:
    first, second = (item.kind, item.graduated_on) if isinstance(item, Diploma) else item[:2]
    return str(first), str(second) if second else None
