"""The eight routes: each line of 六 and 四 with the day before, on and after."""

from typing import Any

import pytest

from tests.people import assessed, diploma, person, report, work

PAPER = ["paper"]
INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
CONVERSION, EXCEPTIONAL = "assistant.conversion", "assistant.exceptional"
ENTRY_INITIAL, ENTRY_RECOGNITION = "entry.initial", "entry.recognition"
ENTRY_CONVERSION, ENTRY_EXCEPTIONAL = "entry.conversion", "entry.exceptional"


def days_around(day: str) -> tuple[str, str, str]:
    from datetime import date, timedelta

    on = date.fromisoformat(day)
    return ((on - timedelta(1)).isoformat(), day, (on + timedelta(1)).isoformat())


YEARS: list[tuple[str, str, dict[str, Any], str, list[str], str]] = [
    # route, diploma, other facts, full on, points always open, clause
    (INITIAL, "fulltime_bachelor", {}, "2022-07-01", [], "六.二.1.2"),
    (INITIAL, "fulltime_college", {}, "2024-07-01", [], "六.二.1.3"),
    (
        INITIAL,
        "fulltime_postgraduate",
        {"masters_degree": False},
        "2022-07-01",
        ["postgraduate_without_degree"],
        "六.二.1.2",
    ),
    (INITIAL, "technical_technician", {}, "2022-07-01", ["technical_school"], "六.二.1.2"),
    (INITIAL, "technical_senior", {}, "2024-07-01", ["technical_school"], "六.二.1.3"),
    (RECOGNITION, "adult_bachelor", {}, "2022-07-01", [], "六.二.2.1"),
    (RECOGNITION, "adult_college", {}, "2024-07-01", [], "六.二.2.2"),
    (RECOGNITION, "fulltime_secondary", {}, "2026-07-01", [], "六.二.2.3"),
    (RECOGNITION, "adult_secondary", {}, "2026-07-01", [], "六.二.2.3"),
    (RECOGNITION, "adult_postgraduate", {}, "2022-07-01", ["in_service_postgraduate"], "六.二.2.1"),
    (RECOGNITION, "technical_intermediate", {}, "2026-07-01", ["technical_school"], "六.二.2.3"),
    (ENTRY_INITIAL, "fulltime_secondary", {}, "2022-07-01", [], "六.一"),
    (ENTRY_INITIAL, "fulltime_college", {}, "2022-07-01", ["college_entry"], "六.一"),
    (ENTRY_INITIAL, "technical_intermediate", {}, "2022-07-01", ["technical_school"], "六.一"),
    (
        ENTRY_INITIAL,
        "technical_senior",
        {},
        "2022-07-01",
        ["college_entry", "technical_school"],
        "六.一",
    ),
]


@pytest.mark.parametrize(("route", "kind", "other", "full", "doubts", "clause"), YEARS)
def test_years_of_service(
    route: str, kind: str, other: dict[str, Any], full: str, doubts: list[str], clause: str
) -> None:
    facts = person(
        **{
            "diplomas": diploma(kind, "2021-06-30"),
            "work": work("2021-07-01"),
            "achievements": PAPER,
            **other,
        }
    )
    before, on, after = days_around(full)
    reached = "confirm" if doubts else "eligible"
    assert report(facts, route, before) == ("not_yet", full, [], doubts), clause
    assert report(facts, route, on) == (reached, full, [], doubts), clause
    assert report(facts, route, after) == (reached, full, [], doubts), clause


@pytest.mark.parametrize(
    ("kind", "full", "clause"),
    [
        ("adult_college", "2023-03-01", "六.二.2.2: 员级 2 years"),
        ("fulltime_secondary", "2025-03-01", "六.二.2.3: 员级 4 years"),
        ("adult_secondary", "2025-03-01", "六.二.2.3: 员级 4 years"),
    ],
)
def test_years_holding_entry(kind: str, full: str, clause: str) -> None:
    facts = person(
        diplomas=diploma(kind),
        work=work("2021-01-01"),
        current_title="entry",
        title_since="2021-03-01",
        title_same_specialty=True,
        achievements=PAPER,
    )
    before, on, after = days_around(full)
    assert report(facts, RECOGNITION, before) == ("not_yet", full, [], []), clause
    assert report(facts, RECOGNITION, on) == ("eligible", full, [], []), clause
    assert report(facts, RECOGNITION, after) == ("eligible", full, [], []), clause


@pytest.mark.parametrize("same", [False, ...])
def test_entry_in_another_specialty_is_to_be_confirmed(same: Any) -> None:
    facts = person(
        diplomas=diploma("adult_college"),
        work=work("2022-08-01"),
        current_title="entry",
        title_since="2021-03-01",
        title_same_specialty=same,
        achievements=PAPER,
    )
    found = report(facts, RECOGNITION, "2025-06-01")
    # The three years of work will be certain later than the two as 员级 possibly are.
    assert found == ("confirm", "2023-03-01", [], ["title_specialty"])


def test_service_of_another_specialty_does_not_count_where_related_is_asked() -> None:
    facts = person(
        diplomas=diploma("fulltime_bachelor"),
        work=[*work("2015-01-01", "2026-05-31", related=False), *work("2026-06-01")],
    )
    assert report(facts, INITIAL) == ("not_yet", "2027-06-01", [], [])


def test_service_of_any_kind_counts_for_entry() -> None:
    facts = person(
        diplomas=diploma("fulltime_secondary"),
        work=[*work("2015-01-01", "2026-05-31", related=False), *work("2026-06-01")],
    )
    assert report(facts, ENTRY_INITIAL) == ("eligible", "2016-01-01", [], [])


class TestBeforeGraduation:
    """Reading, section 3: what lies before graduation is a point on which the notice is silent."""

    @staticmethod
    def college(graduated_on: str | None, start: str, end: str | None = None) -> dict[str, Any]:
        return person(diplomas=diploma("fulltime_college", graduated_on), work=work(start, end))

    def test_enough_in_all_but_not_since_graduation(self) -> None:
        facts = self.college("2025-07-01", "2020-01-01")
        expected: tuple[Any, ...] = ("confirm", "2028-07-01", [], ["service_before_graduation"])
        assert report(facts, INITIAL) == expected

    def test_enough_since_graduation(self) -> None:
        facts = self.college("2022-07-01", "2020-01-01")
        assert report(facts, INITIAL) == ("eligible", "2025-07-01", [], [])

    def test_not_even_enough_in_all(self) -> None:
        facts = self.college("2025-07-01", "2024-01-01")
        assert report(facts, INITIAL) == ("not_yet", "2028-07-01", [], [])

    def test_enough_in_all_but_the_diploma_lies_ahead(self) -> None:
        facts = self.college("2027-07-01", "2015-01-01")
        assert report(facts, INITIAL) == ("not_yet", "2030-07-01", [], [])

    def test_graduation_unknown_and_enough_in_all(self) -> None:
        assert report(self.college(None, "2015-01-01"), INITIAL) == (
            "confirm",
            None,
            [],
            ["graduated_on"],
        )

    def test_graduation_unknown_and_not_enough(self) -> None:
        assert report(self.college(None, "2025-01-01"), INITIAL) == (
            "not_yet",
            None,
            [],
            ["graduated_on"],
        )

    def test_service_ended_and_never_enough_since_graduation(self) -> None:
        facts = self.college("2025-07-01", "2020-01-01", "2026-12-31")
        expected: tuple[Any, ...] = ("confirm", None, [], ["service_before_graduation"])
        assert report(facts, INITIAL) == expected

    def test_service_that_never_comes(self) -> None:
        facts = self.college("2020-07-01", "2025-01-01", "2026-12-31")
        assert report(facts, INITIAL) == ("unmet", None, ["service"], [])

    def test_tenure_before_graduation(self) -> None:
        facts = person(
            diplomas=diploma("adult_college", "2026-01-10"),
            work=work("2024-06-01"),
            current_title="entry",
            title_since="2024-08-01",
            title_same_specialty=True,
            achievements=PAPER,
        )
        expected: tuple[Any, ...] = ("confirm", "2028-01-10", [], ["tenure_before_graduation"])
        assert report(facts, RECOGNITION) == expected


class TestMasters:
    """六.二.1.1: no years, but a related post, the degree, and 一's six months."""

    def test_with_the_degree(self) -> None:
        facts = person(
            diplomas=diploma("fulltime_postgraduate", "2026-06-30"),
            masters_degree=True,
            work=work("2026-05-01"),
        )
        assert report(facts, INITIAL, "2026-10-31") == ("not_yet", "2026-11-01", [], [])
        assert report(facts, INITIAL, "2026-11-01") == ("eligible", "2026-11-01", [], [])

    def test_degree_unknown(self) -> None:
        facts = person(diplomas=diploma("fulltime_postgraduate"), masters_degree=...)
        assert report(facts, INITIAL)[0::3] == ("confirm", ["masters_degree"])

    def test_post_in_another_specialty(self) -> None:
        facts = person(
            diplomas=diploma("fulltime_postgraduate"),
            masters_degree=True,
            work=work("2020-01-01", related=False),
        )
        assert report(facts, INITIAL)[0:3:2] == ("unmet", ["related_post"])


@pytest.mark.parametrize(
    ("title", "initial", "recognition", "entry"),
    [
        ("none", ("eligible", []), ("excluded", []), ("confirm", ["college_entry"])),
        (
            "entry",
            ("confirm", ["holds_entry_title"]),
            ("confirm", ["holds_entry_title"]),
            ("excluded", []),
        ),
        ("assistant", ("excluded", []), ("excluded", []), ("excluded", [])),
        ("intermediate_or_above", ("excluded", []), ("excluded", []), ("excluded", [])),
        (
            ...,
            ("confirm", ["current_title"]),
            ("confirm", ["current_title", "holds_entry_title"]),
            ("confirm", ["college_entry", "current_title"]),
        ),
    ],
)
def test_the_title_held(
    title: Any,
    initial: tuple[str, list[str]],
    recognition: tuple[str, list[str]],
    entry: tuple[str, list[str]],
) -> None:
    """四.一, 四.二.3: a full-time college graduate by the title they hold."""
    facts = person(current_title=title, diplomas=diploma("fulltime_college"), achievements=PAPER)
    assert report(facts, INITIAL)[0::3] == initial
    assert report(facts, RECOGNITION)[0::3] == recognition
    assert report(facts, ENTRY_INITIAL)[0::3] == entry


class TestConversion:
    """四.二.2: one year in the present specialty, counted from the later of post and title."""

    @staticmethod
    def changed(**facts: Any) -> dict[str, Any]:
        return person(
            **{
                "current_title": "assistant",
                "title_since": "2020-05-01",
                "title_same_specialty": False,
                "current_post_since": "2025-03-10",
                "achievements": PAPER,
                **facts,
            }
        )

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [("2026-03-09", "not_yet"), ("2026-03-10", "eligible"), ("2026-03-11", "eligible")],
    )
    def test_one_year(self, as_of: str, status: str) -> None:
        assert report(self.changed(), CONVERSION, as_of) == (status, "2026-03-10", [], [])

    def test_a_title_younger_than_the_post(self) -> None:
        facts = self.changed(title_since="2026-01-01")
        assert report(facts, CONVERSION) == ("not_yet", "2027-01-01", [], [])

    def test_entry_needs_no_achievement(self) -> None:
        facts = self.changed(current_title="entry", achievements=[])
        assert report(facts, ENTRY_CONVERSION)[0] == "eligible"
        assert report(facts, CONVERSION)[0] == "excluded"

    def test_assistant_needs_one(self) -> None:
        found = report(self.changed(achievements=[]), CONVERSION)
        assert found == ("unmet", "2026-03-10", ["achievement"], [])

    def test_same_specialty_is_no_conversion(self) -> None:
        assert report(self.changed(title_same_specialty=True), CONVERSION)[0] == "excluded"

    def test_unknowns(self) -> None:
        facts = self.changed(title_since=..., current_post_since=..., title_same_specialty=...)
        unknown = ["current_post_since", "title_same_specialty", "title_since"]
        assert report(facts, CONVERSION) == ("confirm", None, [], unknown)
        one = self.changed(title_since=..., current_post_since="2026-09-01")
        assert report(one, CONVERSION) == ("confirm", None, [], ["title_since"])


class TestExceptional:
    """四.二.4: no measure is given, so it is never more than to be confirmed."""

    @pytest.mark.parametrize(
        ("facts", "status", "confirm"),
        [
            ({"diplomas": []}, "confirm", ["discretionary"]),
            ({"diplomas": diploma("adult_college")}, "excluded", []),
            ({"diplomas": diploma("adult_college", "2030-01-01")}, "excluded", []),
            (
                {"diplomas": diploma("technical_senior")},
                "confirm",
                ["discretionary", "technical_school"],
            ),
            ({"diplomas": ...}, "confirm", ["diplomas", "discretionary"]),
            (
                {
                    "diplomas": diploma("fulltime_bachelor"),
                    "series": "school_teacher",
                    "teaching_subject": "art",
                    "study_matches": False,
                },
                "confirm",
                ["discretionary"],
            ),
            (
                {"diplomas": diploma("fulltime_bachelor"), "series": ...},
                "confirm",
                ["discretionary", "series"],
            ),
            (
                {"diplomas": diploma("fulltime_bachelor"), "series": "school_teacher"},
                "confirm",
                ["discretionary", "teaching_subject"],
            ),
            (
                {
                    "diplomas": diploma("fulltime_bachelor"),
                    "series": "school_teacher",
                    "teaching_subject": "art",
                },
                "confirm",
                ["discretionary", "study_matches"],
            ),
            (
                {
                    "diplomas": diploma("fulltime_bachelor"),
                    "series": ...,
                    "study_matches": True,  # hangs on the series: said too early
                },
                "confirm",
                ["discretionary", "series"],
            ),
        ],
    )
    def test_who_lacks_the_diploma_or_the_field(
        self, facts: dict[str, Any], status: str, confirm: list[str]
    ) -> None:
        assert report(person(**facts), ENTRY_EXCEPTIONAL)[0::3] == (status, confirm)

    def test_assistant_needs_an_achievement_and_may_hold_entry(self) -> None:
        facts = person(diplomas=[], current_title="entry")
        assert report(facts, EXCEPTIONAL)[0:3:2] == ("unmet", ["achievement"])
        assert report(facts, ENTRY_EXCEPTIONAL)[0] == "excluded"


def test_entry_by_recognition_is_always_to_be_confirmed() -> None:
    facts = person(diplomas=diploma("adult_secondary", "2024-01-05"))
    expected: tuple[Any, ...] = ("confirm", "2024-01-05", [], ["entry_recognition_years"])
    assert report(facts, ENTRY_RECOGNITION) == expected
    unknown = person(diplomas=...)
    both = ["diplomas", "entry_recognition_years"]
    assert report(unknown, ENTRY_RECOGNITION) == ("confirm", None, [], both)


class TestAchievements:
    """七: one of ten, only where 七 applies."""

    @staticmethod
    def adult(**facts: Any) -> dict[str, Any]:
        return person(diplomas=diploma("adult_bachelor"), **facts)

    @pytest.mark.parametrize(
        "one",
        [
            "paper",
            "book_or_standard",
            "science_award",
            "patent",
            "technical_project",
            "new_product",
            "competition_award",
            "media_coverage",
            "commendation",
        ],
    )
    def test_any_one_is_enough(self, one: str) -> None:
        assert report(self.adult(achievements=[one]), RECOGNITION)[0] == "eligible"

    def test_none_and_unknown(self) -> None:
        none = self.adult(achievements=[])
        assert report(none, RECOGNITION)[0:3:2] == ("unmet", ["achievement"])
        unknown = self.adult(achievements=...)
        assert report(unknown, RECOGNITION)[0::3] == ("confirm", ["achievements"])

    @pytest.mark.parametrize(
        ("employer", "years", "as_of", "status", "confirm", "why"),
        [
            ("public_institution", [2023], "2026-12-31", "eligible", [], "three years after"),
            ("public_institution", [2023], "2027-01-01", "unmet", [], "four years after"),
            ("public_institution", [2026], "2026-01-01", "eligible", [], "this very year"),
            ("public_institution", [2027], "2026-12-31", "unmet", [], "a year still ahead"),
            ("public_institution", [], "2026-12-31", "unmet", [], "no such year"),
            ("public_institution", ..., "2026-12-31", "confirm", ["excellent_years"], "unknown"),
            ("private_enterprise", [2025], "2026-12-31", "unmet", [], "事业单位 only"),
            (..., [2025], "2026-12-31", "confirm", ["employer"], "employer unknown"),
        ],
    )
    def test_annual_excellence(
        self, employer: Any, years: Any, as_of: str, status: str, confirm: list[str], why: str
    ) -> None:
        facts = self.adult(
            employer=employer, achievements=["annual_excellence"], excellent_years=years
        )
        found = report({k: v for k, v in facts.items() if v is not ...}, RECOGNITION, as_of)
        assert (found[0], found[3]) == (status, confirm), why

    def test_not_asked_where_七_does_not_apply(self) -> None:  # noqa: N802
        assert report(person(diplomas=diploma("fulltime_bachelor")), INITIAL)[0] == "eligible"


class TestLapse:
    """A wait is only promised if nothing else will have lapsed on the day."""

    def test_work_that_ends_before_the_day(self) -> None:
        facts = person(
            diplomas=diploma("fulltime_postgraduate", "2027-06-30"),
            masters_degree=True,
            work=work("2024-01-01", "2027-03-31"),
        )
        found = report(facts, INITIAL)
        assert found == ("unmet", "2027-06-30", ["in_post"], [])

    def test_excellence_that_grows_old(self) -> None:
        facts = person(
            employer="public_institution",
            diplomas=diploma("adult_bachelor", "2025-06-30"),
            work=work("2026-03-01"),
            achievements=["annual_excellence"],
            excellent_years=[2023],
        )
        assert report(facts, RECOGNITION) == ("unmet", "2027-03-01", ["achievement"], [])

    def test_another_achievement_saves_it(self) -> None:
        facts = person(
            employer="public_institution",
            diplomas=diploma("adult_bachelor", "2025-06-30"),
            work=work("2026-03-01"),
            achievements=["annual_excellence", "patent"],
            excellent_years=[2023],
        )
        assert report(facts, RECOGNITION) == ("not_yet", "2027-03-01", [], [])


class TestRecommended:
    """Section 6: status, then for those that wait the earlier day, then level, then way."""

    @pytest.mark.parametrize(
        ("facts", "route"),
        [
            ({"diplomas": diploma("fulltime_bachelor")}, INITIAL),
            ({"diplomas": diploma("adult_bachelor"), "achievements": PAPER}, RECOGNITION),
            ({"diplomas": diploma("fulltime_secondary")}, ENTRY_INITIAL),
            ({"diplomas": diploma("fulltime_secondary"), "achievements": PAPER}, RECOGNITION),
            (
                {
                    "diplomas": [
                        *diploma("fulltime_college", "2026-06-30"),
                        *diploma("fulltime_secondary", "2026-06-30"),
                    ],
                    "work": work("2026-07-01"),
                },
                ENTRY_INITIAL,
            ),
            ({"jurisdiction": "outside"}, None),
            ({"diplomas": []}, ENTRY_EXCEPTIONAL),
        ],
    )
    def test_recommended(self, facts: dict[str, Any], route: str | None) -> None:
        assert assessed(person(**facts)).to_json()["recommended"] == route
