"""Month arithmetic and service spells: awkward days by table, the rest by property."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from advisor.days import (
    Stretch,
    add_months,
    covers,
    full_on,
    months_full,
    months_in_words,
    service_in_words,
    since,
    span_in_words,
    union,
)

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def stretches(*spells: str) -> tuple[Stretch, ...]:
    """``2020-01-01/2020-06-30`` or ``2020-01-01/`` for one to date."""
    parts = [spell.split("/") for spell in spells]
    return union(Stretch(day(a), day(b) if b else None) for a, b in parts)


@st.composite
def spell(draw: st.DrawFn) -> Stretch:
    first = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(0, 1500)))
    return Stretch(first, None if length is None else first + timedelta(length))


SPELLS = st.lists(spell(), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2021-07-01", 36, "2024-07-01"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2021-08-31", 6, "2022-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2021-10-31", 1, "2021-11-30"),
        ("2021-12-31", 12, "2022-12-31"),
        ("2096-02-29", 48, "2100-02-28"),
    ],
)
def test_months_on_awkward_days(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


def test_months_past_the_calendar_never_come() -> None:
    assert add_months(date.max, 1) is None
    assert full_on((Stretch(day("9999-06-01"), None),), 12) is None


@given(DAYS, st.integers(0, 120))
def test_months_agree_with_dateutil(start: date, months: int) -> None:
    assert add_months(start, months) == start + relativedelta(months=months)


@pytest.mark.parametrize(
    ("spells", "months", "expected", "why"),
    [
        (["2021-07-01/"], 36, "2024-07-01", "the anniversary itself"),
        (["2021-07-01/2024-07-01"], 36, "2024-07-01", "worked on the anniversary"),
        (["2021-07-01/2024-06-30"], 36, None, "left the day before it"),
        (["2021-07-01/2022-06-30", "2022-07-01/"], 36, "2024-07-01", "adjoining spells are one"),
        (["2021-07-01/2022-06-30", "2022-07-02/"], 36, "2024-07-02", "a day's gap moves it a day"),
        (["2021-07-01/2024-06-30", "2024-09-01/"], 36, "2024-09-01", "never falls into a gap"),
        (["2021-07-01/2024-07-01", "2024-09-01/"], 36, "2024-07-01", "a later gap does not count"),
        (["2021-07-01/2023-06-30", "2022-01-01/"], 36, "2024-07-01", "overlap counts once"),
        (["2020-01-31/2020-02-10"], 6, None, "spells ended, not enough"),
        ([], 6, None, "never worked"),
    ],
)
def test_when_service_is_full(
    spells: list[str], months: int, expected: str | None, why: str
) -> None:
    assert full_on(stretches(*spells), months) == (day(expected) if expected else None), why


@given(SPELLS, st.randoms(use_true_random=False))
def test_order_of_spells_does_not_matter(spells: list[Stretch], random: object) -> None:
    shuffled = list(spells)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert union(shuffled) == union(spells)


@given(SPELLS, st.integers(0, 1000))
def test_splitting_or_doubling_a_spell_does_not_matter(spells: list[Stretch], cut: int) -> None:
    first, *rest = spells
    middle = first.first + timedelta(cut)
    if first.last is not None and middle >= first.last:
        halves = [first, first]
    else:
        halves = [Stretch(first.first, middle), Stretch(middle + timedelta(1), first.last)]
    assert union([*halves, *rest]) == union(spells)


@given(SPELLS, DAYS)
def test_the_union_covers_just_the_days_of_its_spells(spells: list[Stretch], when: date) -> None:
    assert covers(union(spells), when) == any(covers((spell,), when) for spell in spells)


@given(SPELLS, st.integers(1, 60))
def test_service_is_full_on_a_day_of_service(spells: list[Stretch], months: int) -> None:
    full = full_on(union(spells), months)
    assert full is None or covers(union(spells), full)


@given(SPELLS, spell(), st.integers(1, 60))
def test_more_service_never_makes_it_worse(
    spells: list[Stretch], more: Stretch, months: int
) -> None:
    """Filling gaps, going on longer and starting earlier never delay. The reading's own arithmetic
    has one exception, left out here: an earlier spell apart from the rest lets the months run from
    another day of the year, and months differ in length."""
    before = full_on(union(spells), months)
    apart = more.last is not None and more.last < union(spells)[0].first - timedelta(1)
    if before is None or apart:
        return
    after = full_on(union([*spells, more]), months)
    assert after is not None
    assert after <= before


def test_the_one_exception_is_an_earlier_spell_apart_from_the_rest() -> None:
    later = ["2020-08-31/2021-02-28", "2022-03-01/"]
    assert full_on(stretches(*later), 6) == day("2021-02-28")
    assert full_on(stretches("2019-03-01/2019-03-01", *later), 6) == day("2022-03-02")


@given(SPELLS, st.integers(0, 1500), st.integers(1, 60))
def test_counting_from_a_later_day_of_the_first_spell_is_never_sooner(
    spells: list[Stretch], later: int, months: int
) -> None:
    merged = union(spells)
    from_day = merged[0].first + timedelta(later)
    if not covers(merged[:1], from_day):
        return
    whole, clipped = full_on(merged, months), full_on(since(merged, from_day), months)
    assert clipped is None or (whole is not None and whole <= clipped)


@pytest.mark.parametrize(
    ("months", "full"), [(12, "2025-12-31"), (24, "2027-12-31"), (36, "2028-12-30"), (48, None)]
)
def test_where_the_last_day_counts(months: int, full: str | None) -> None:
    """A year from 1 January is full on 31 December, also where the work ends then. A break moves it by its
    days, here 365 with a leap year behind it."""
    spells = stretches("2025-01-01/2025-12-31", "2027-01-01/2028-12-31")
    assert full_on(spells, months, last_day_counts=True) == (full and day(full))


@given(SPELLS, DAYS, st.booleans())
def test_months_full_is_the_inverse_of_full_on(
    spells: list[Stretch], when: date, last_day_counts: bool
) -> None:
    merged = union(spells)
    months = months_full(merged, when, last_day_counts)
    following = full_on(merged, months + 1, last_day_counts)
    assert following is None or following > when
    if months:
        full = full_on(merged, months, last_day_counts)
        assert full is not None
        assert full <= when


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-23", "2027-07-01", "7个月零8天"),
        ("2026-11-23", "2026-12-05", "12天"),
        ("2026-11-23", "2027-11-23", "1年"),
        ("2026-11-23", "2028-01-24", "1年2个月零1天"),
    ],
)
def test_spans_in_words(start: str, end: str, expected: str) -> None:
    assert span_in_words(day(start), day(end)) == expected


def test_service_in_words() -> None:
    assert months_in_words(36) == "3年"
    assert months_in_words(6) == "6个月"
    assert service_in_words(stretches("2021-07-01/"), day("2025-11-23")) == "4年4个月"
    assert service_in_words(stretches("2026-11-20/"), day("2026-11-23")) == "4天"
