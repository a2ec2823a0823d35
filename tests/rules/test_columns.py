"""Time over arrays is the time of ``days``: day by day, where spells touch, months end, the calendar ends."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import days
from advisor.days import Stretch
from advisor.facts.columns import NEVER, Lists, SpellColumn, a_day, to_day, to_number
from advisor.facts.values import Spell
from advisor.packs import load_policy
from advisor.rules.columns import Marks, Outcomes, People, Stretches, add_months, union
from advisor.rules.outcome import Outcome, Status, enough

START = date(2024, 1, 20)
SOON = st.integers(0, 50).map(lambda number: START + timedelta(days=number))
ANY = st.dates(date(1, 1, 1), date.max)
CLOSE = settings(max_examples=180, deadline=None)


@st.composite
def crowds(draw: st.DrawFn) -> list[list[Spell]]:
    """A few people with spells that overlap, touch, or leave a day free."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        spells = []
        for _ in range(draw(st.integers(0, 4))):
            first, last = sorted((draw(SOON), draw(SOON)))
            related = draw(st.booleans())
            spells.append(Spell(first, draw(st.sampled_from([last, last, None])), related))
        found.append(sorted(spells, key=lambda one: (one.start, one.end or date.max, one.related)))
    return found


def column(crowd: list[list[Spell]]) -> SpellColumn:
    every = [spell for spells in crowd for spell in spells]
    return SpellColumn(
        np.ones(len(crowd), bool),
        Lists(np.array([len(spells) for spells in crowd])),
        np.array([to_number(one.start) for one in every], np.int32),
        np.array([to_number(one.end) for one in every], np.int32),
        np.array([one.related for one in every], bool),
    )


def plain(stretches: Stretches, person: int) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(a_day(first[person]), to_day(last[person]))
        for first, last, there in zip(stretches.first, stretches.last, stretches.there, strict=True)
        if there[person]
    )


@CLOSE
@given(crowds(), SOON, st.integers(0, 4), st.booleans(), st.booleans())
def test_work_is_counted_as_for_one(
    crowd: list[list[Spell]], day: date, months: int, related_only: bool, last_day_counts: bool
) -> None:
    spells = column(crowd)
    everybody = union(spells, related_only)
    number = np.full(len(crowd), to_number(day), np.int32)
    later = everybody.since(number)
    present = everybody.present(number)
    covers, to_date = everybody.covers(number), everybody.to_date
    for person, told in enumerate(crowd):
        assert spells.value(person) == tuple(told)
        one = days.union(Stretch(s.start, s.end) for s in told if s.related or not related_only)
        assert plain(everybody, person) == one
        assert plain(later, person) == days.since(one, day)
        assert covers[person] == days.covers(one, day)
        assert to_date[person] == any(stretch.last is None for stretch in one)
        of_today = tuple(stretch for stretch in one if days.covers((stretch,), day))
        assert plain(present, person) == (of_today or one)
        for mine, ours in ((one, everybody), (days.since(one, day), later)):
            found = to_day(ours.full_on(months, last_day_counts)[person])
            assert found == days.full_on(mine, months, last_day_counts)


@CLOSE
@given(st.lists(ANY, min_size=1, max_size=20), st.integers(0, 600))
def test_months_are_added_as_to_one_day(found: list[date], months: int) -> None:
    numbers = np.array([to_number(day) for day in found], np.int32)
    assert [to_day(day) for day in add_months(numbers, months)] == [
        days.add_months(day, months) for day in found
    ]


def test_what_is_not_known_stays_so() -> None:
    unknown = np.array([NEVER], np.int32)
    assert add_months(unknown, 12)[0] == NEVER
    assert to_day(to_number(None)) is None
    assert a_day(to_number(date.max)) == date.max


NODE = load_policy().routes[0].node
LACKING = Outcome(NODE, Status.UNMET, missing=frozenset(("all",)))
NOBODY = People({}, np.zeros(0, np.int32), {}, Marks())


@CLOSE
@given(st.lists(ANY, min_size=1, max_size=20), st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_year_is_counted_to_one_of_its_days(found: list[date], counted: date) -> None:
    """With the days at that edge among them."""
    counted_to = f"{counted:%m-%d}"
    found += [days.day_of_year(day.year, counted_to) for day in found]
    numbers = np.array([to_number(day) for day in found], np.int32)
    assert [to_day(day) for day in NOBODY.counts_from(numbers, counted_to)] == [
        days.counts_from(day, counted_to) for day in found
    ]


@st.composite
def said(draw: st.DrawFn) -> Outcome:
    """What a condition may say; only of what is not known, or waits, is something to be confirmed."""
    status = draw(st.sampled_from(list(Status)))
    if status is Status.EXCLUDED:
        return Outcome(NODE, status, None)
    day = draw(st.one_of(st.just(days.ALWAYS), st.none(), SOON))
    some = st.frozensets(st.sampled_from("abc"), max_size=2)
    open_points = draw(some) if status in (Status.CONFIRM, Status.NOT_YET) else frozenset[str]()
    return Outcome(NODE, status, day, confirm=open_points)


@CLOSE
@given(st.data())
def test_so_much_of_several_is_counted_as_for_one(data: st.DataObject) -> None:
    count, parts = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    told = [[data.draw(said()) for _ in range(count)] for _ in range(parts)]
    worth = [data.draw(st.integers(1, 3)) for _ in told]
    needed = data.draw(st.integers(1, 6))
    marks = Marks()
    everybody = People({}, np.zeros(count, np.int32), {}, marks)
    columns = [
        Outcomes(
            np.array([one.status for one in part], np.uint8),
            np.array([to_number(one.day) for one in part], np.int32),
            np.concatenate([marks.of(one.missing) for one in part], axis=-1),
            np.concatenate([marks.of(one.confirm) for one in part], axis=-1),
        )
        for part in told
    ]
    found = everybody.enough([*zip(columns, worth, strict=True)], needed, LACKING)
    for person in range(count):
        mine = [(part[person], each) for part, each in zip(told, worth, strict=True)]
        one = enough(NODE, mine, needed, LACKING)
        assert found.status[person] == one.status
        assert to_day(found.day[person]) == one.day
        assert marks.read(found.missing[:, person]) == sorted(one.missing)
        assert marks.read(found.confirm[:, person]) == sorted(one.confirm)
