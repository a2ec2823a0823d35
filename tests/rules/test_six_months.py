"""The six months of 一: certain on the present stretch, to be asked where only all stretches will do."""

from typing import Any

import pytest

from tests.people import diploma, person, report, work

INITIAL = "assistant.initial"
BEFORE = work("2015-01-01", "2025-12-31")
"""Years of work elsewhere, apart from what follows."""


@pytest.mark.parametrize(
    ("spells", "as_of", "expected"),
    [
        # the day before, on and after the present stretch is full
        (work("2026-01-15"), "2026-07-14", ("not_yet", "2026-07-15", [], [])),
        (work("2026-01-15"), "2026-07-15", ("eligible", "2026-07-15", [], [])),
        (work("2026-01-15"), "2026-07-16", ("eligible", "2026-07-15", [], [])),
        # with years before it: to be asked until the present stretch is enough by itself
        (
            [*BEFORE, *work("2026-02-01")],
            "2026-07-31",
            ("confirm", "2026-08-01", [], ["six_months_in_all"]),
        ),
        ([*BEFORE, *work("2026-02-01")], "2026-08-01", ("eligible", "2026-08-01", [], [])),
        # four months before, not enough in all yet: only time is lacking
        (
            [*work("2025-01-01", "2025-04-30"), *work("2026-02-01")],
            "2026-04-02",
            ("not_yet", "2026-08-01", [], []),
        ),
        (
            [*work("2025-01-01", "2025-04-30"), *work("2026-02-01")],
            "2026-04-03",
            ("confirm", "2026-08-01", [], ["six_months_in_all"]),
        ),
        # the present stretch ends before it is enough: no certain day
        (
            [*BEFORE, *work("2026-02-01", "2026-05-31")],
            "2026-05-31",
            ("confirm", None, [], ["six_months_in_all"]),
        ),
        # spells that adjoin are one stretch
        ([*work("2026-01-01", "2026-03-31"), *work("2026-04-01")], "2026-07-01",
         ("eligible", "2026-07-01", [], [])),
        # months differ in length: one day of work long before takes nothing away from six full months
        (
            [*work("2029-07-04", "2029-07-05"), *work("2029-09-03", "2030-03-03")],
            "2030-03-03",
            ("eligible", "2030-03-03", [], []),
        ),
        # never enough, all taken together
        (
            work("2026-02-01", "2026-05-31"),
            "2026-04-01",
            ("unmet", None, ["six_months"], []),
        ),
    ],
)  # fmt: skip
def test_gate(spells: list[dict[str, Any]], as_of: str, expected: tuple[Any, ...]) -> None:
    """Beside a master's degree, which asks for no years: the six months alone decide."""
    facts = person(
        diplomas=diploma("fulltime_postgraduate", "2014-07-01"), masters_degree=True, work=spells
    )
    assert report(facts, INITIAL, as_of) == expected


def test_out_of_post_all_of_it_is_judged() -> None:
    facts = person(diplomas=diploma("fulltime_bachelor", "2014-07-01"), work=BEFORE)
    assert report(facts, INITIAL, "2026-07-01") == ("unmet", "2016-01-01", ["in_post"], [])
