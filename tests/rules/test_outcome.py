"""The outcome algebra: what folding may and may not do, on random parts."""

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from advisor.days import ALWAYS
from advisor.rules.conditions import OpenPoint
from advisor.rules.outcome import NOTHING, Outcome, Status, all_of, any_of, carrying, in_turn

NODE = OpenPoint("point", None)
IDS = st.frozensets(st.sampled_from(["a", "b", "c"]), max_size=2)
DAYS = st.one_of(st.none(), st.just(ALWAYS), st.dates(date(2020, 1, 1), date(2021, 1, 1)))


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    status = draw(st.sampled_from(list(Status)))
    if status is Status.EXCLUDED:
        return Outcome(NODE, status, None)
    missing = frozenset({"m"}) | draw(IDS) if status is Status.UNMET else NOTHING
    confirm = frozenset({"p"}) | draw(IDS) if status is Status.CONFIRM else draw(IDS)
    confirm = NOTHING if status is Status.ELIGIBLE else confirm
    return Outcome(NODE, status, draw(DAYS), missing, confirm)


PARTS = st.lists(outcomes(), min_size=1, max_size=4).map(tuple)


def said(outcome: Outcome) -> tuple[object, ...]:
    return (outcome.status, outcome.day, outcome.missing, outcome.confirm)


@given(PARTS)
def test_all_of_is_its_worst_part(parts: tuple[Outcome, ...]) -> None:
    assert all_of(NODE, parts).status == max(part.status for part in parts)


@given(PARTS)
def test_any_of_is_its_best_part(parts: tuple[Outcome, ...]) -> None:
    assert any_of(NODE, parts).status == min(part.status for part in parts)


@given(PARTS)
def test_the_order_of_parts_never_changes_all_of(parts: tuple[Outcome, ...]) -> None:
    assert len({said(all_of(NODE, order)) for order in permutations(parts)}) == 1


@given(PARTS)
def test_the_order_of_parts_never_changes_the_status_or_day_of_any_of(
    parts: tuple[Outcome, ...],
) -> None:
    found = {any_of(NODE, order)[1:3] for order in permutations(parts)}
    assert len(found) == 1


@given(PARTS)
def test_all_of_gathers_everything_that_is_missing_or_open(parts: tuple[Outcome, ...]) -> None:
    whole = all_of(NODE, parts)
    if whole.status is Status.EXCLUDED:
        assert said(whole) == (Status.EXCLUDED, None, NOTHING, NOTHING)
    else:
        assert whole.missing == NOTHING.union(*(part.missing for part in parts))
        assert whole.confirm == NOTHING.union(*(part.confirm for part in parts))


@given(PARTS)
def test_all_of_holds_from_the_latest_day(parts: tuple[Outcome, ...]) -> None:
    whole = all_of(NODE, parts)
    if whole.status is not Status.EXCLUDED:
        days = [part.day for part in parts]
        assert whole.day == (None if None in days else max(day for day in days if day))


@given(PARTS, outcomes())
def test_one_more_way_never_makes_it_worse(parts: tuple[Outcome, ...], more: Outcome) -> None:
    assert any_of(NODE, (*parts, more)).status <= any_of(NODE, parts).status


@given(PARTS, outcomes())
def test_one_more_condition_never_makes_it_better(
    parts: tuple[Outcome, ...], more: Outcome
) -> None:
    assert all_of(NODE, (*parts, more)).status >= all_of(NODE, parts).status


@given(outcomes())
def test_a_single_part_speaks_for_itself(part: Outcome) -> None:
    alone = (part.status, part.day, part.missing, part.confirm)
    assert said(any_of(NODE, (part,))) == alone
    assert said(all_of(NODE, (part,))) == alone


def test_any_of_takes_only_what_the_chosen_part_says() -> None:
    best = Outcome(NODE, Status.UNMET, ALWAYS, frozenset("x"), NOTHING)
    other = Outcome(NODE, Status.UNMET, ALWAYS, frozenset("y"), frozenset("z"))
    whole = any_of(NODE, (other, best))
    assert (whole.missing, whole.confirm, whole.chosen) == (frozenset("x"), NOTHING, best)


def test_among_equals_the_earlier_day_then_fewer_open_points_then_the_first() -> None:
    late = Outcome(NODE, Status.NOT_YET, date(2027, 1, 1))
    soon = Outcome(NODE, Status.NOT_YET, date(2026, 12, 1), confirm=frozenset("ab"))
    same_day = Outcome(NODE, Status.NOT_YET, date(2026, 12, 1), confirm=frozenset("c"))
    never = Outcome(NODE, Status.NOT_YET, None)
    assert any_of(NODE, (never, late, soon, same_day)).chosen is same_day
    assert any_of(NODE, (never, late)).chosen is late
    twin = same_day._replace(missing=NOTHING)
    assert any_of(NODE, (same_day, twin)).chosen is same_day


def test_a_certain_wait_lends_its_day_to_a_doubtful_best() -> None:
    doubtful = Outcome(NODE, Status.CONFIRM, date(2028, 1, 1), confirm=frozenset("p"))
    certain = Outcome(NODE, Status.NOT_YET, date(2027, 1, 1))
    open_wait = Outcome(NODE, Status.NOT_YET, date(2026, 1, 1), confirm=frozenset("q"))
    whole = any_of(NODE, (doubtful, certain, open_wait))
    assert (whole.status, whole.day, whole.confirm) == (
        Status.CONFIRM,
        date(2027, 1, 1),
        frozenset("p"),
    )
    undated = doubtful._replace(day=None)
    assert any_of(NODE, (undated, certain)).day == date(2027, 1, 1)


def test_in_turn_asks_only_the_first_open_point_but_any_part_excludes() -> None:
    first = Outcome(NODE, Status.CONFIRM, confirm=frozenset("a"))
    second = Outcome(NODE, Status.CONFIRM, confirm=frozenset("b"))
    holds = Outcome(NODE, Status.ELIGIBLE)
    assert in_turn(NODE, (holds, first, second)).confirm == frozenset("a")
    assert in_turn(NODE, (first, Outcome(NODE, Status.EXCLUDED, None))).status is Status.EXCLUDED
    assert in_turn(NODE, (holds, holds)).status is Status.ELIGIBLE


@given(PARTS)
def test_what_carries_an_outcome_holds_its_status(parts: tuple[Outcome, ...]) -> None:
    """The explanation walks these leaves: the route's status is always among them."""
    whole = all_of(NODE, (any_of(NODE, parts), parts[0]))
    assert max(leaf.status for leaf in carrying(whole)) == whole.status
