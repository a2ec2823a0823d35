"""People for the tests: a sound person of each kind to start from, and random ones."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from advisor.facts.values import read_facts
from advisor.packs import load_policy
from advisor.rules.assess import Assessment, assess
from advisor.rules.policy import Policy

AS_OF = date(2026, 11, 23)

GATES: dict[str, Any] = {
    "jurisdiction": "county",
    "employer": "private_enterprise",
    "registration": "elsewhere",
    "series": "agriculture",
    "practice_matches": True,
    "ethics": True,
    "fit_for_post": True,
    "assessments_ok": True,
    "continuing_education": True,
    "series_conditions": True,
    "licence": "not_required",
    "employment_procedures": True,
    "current_title": "none",
    "work": [{"start": "2010-01-01"}],
    "achievements": [],
    "diplomas": [],
}
"""Every gate passed, no title, long service: what a test leaves unsaid never decides it."""


def person(**facts: Any) -> dict[str, Any]:
    """``GATES`` with these facts instead; a fact given as ``...`` is left unknown."""
    return {name: value for name, value in {**GATES, **facts}.items() if value is not ...}


def diploma(kind: str, graduated_on: str | None = "2005-07-01") -> list[dict[str, Any]]:
    """One diploma, long in hand unless said otherwise."""
    return [{"kind": kind, "graduated_on": graduated_on}]


def work(start: str, end: str | None = None, related: bool = True) -> list[dict[str, Any]]:
    """One spell of work."""
    return [{"start": start, "end": end, "related": related}]


def assessed(
    facts: dict[str, Any], as_of: date = AS_OF, policy: Policy | None = None
) -> Assessment:
    """The assessment of raw facts, read as the command line reads them."""
    policy = policy or load_policy()
    return assess(policy, read_facts(policy.facts, facts, as_of), as_of)


def report(facts: dict[str, Any], route: str, as_of: date | str = AS_OF) -> tuple[Any, ...]:
    """What a route reports: (status, eligible_on, missing, confirm)."""
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    routes: Any = assessed(facts, day).to_json()["routes"]
    found = routes[route]
    return (found["status"], found["eligible_on"], found["missing"], found["confirm"])


DAYS = st.dates(date(2015, 1, 1), date(2032, 12, 31))
TURNS = st.sampled_from(
    [date(y, m, d) for y in (2019, 2020, 2023, 2024, 2025) for m, d in ((1, 31), (2, 28), (7, 1))]
)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy, strategy, strategy)


@st.composite
def spells(draw: st.DrawFn, as_of: date, most: int = 4) -> list[dict[str, Any]]:
    """Spells in any order, overlapping, adjoining, apart, ended, to date."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        start = min(draw(st.one_of(DAYS, TURNS)), as_of)
        end = draw(st.one_of(st.none(), DAYS))
        if end is not None and end < start:
            start, end = end, start
        related = draw(st.sampled_from([True, True, False]))
        last = end.isoformat() if end else None
        found.append({"start": start.isoformat(), "end": last, "related": related})
    return found


@st.composite
def people(draw: st.DrawFn, policy: Policy) -> tuple[dict[str, Any], date]:
    """Random raw facts of any kind, unknowns included, and a day of reckoning."""
    as_of = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    facts: dict[str, Any] = {}
    for name, fact in policy.facts.items():
        options = list(fact.options)
        past = st.one_of(DAYS, TURNS).map(lambda day: min(day, as_of).isoformat())
        good = GATES.get(name)
        strategy: st.SearchStrategy[Any]
        match fact.kind:
            case "choice":
                strategy = st.sampled_from(options)
                if good in options:
                    strategy = st.one_of(st.just(good), st.just(good), strategy)
            case "yes_no":
                strategy = st.sampled_from([True, True, True, False])
            case "date":
                strategy = past
            case "number":
                strategy = st.integers(0, 150)
            case "choices":
                strategy = st.lists(st.sampled_from(options), unique=True, max_size=3)
            case "years":
                strategy = st.lists(st.integers(2015, 2031), max_size=3)
            case "spells":
                strategy = spells(as_of)
            case "diplomas":
                day = _maybe(DAYS.map(date.isoformat))
                strategy = st.lists(
                    st.fixed_dictionaries({"kind": st.sampled_from(options), "graduated_on": day}),
                    max_size=3,
                    unique_by=lambda entry: entry["kind"],
                )
        value = draw(_maybe(strategy))
        if value is not None or draw(st.booleans()):
            facts[name] = value
    return facts, as_of
