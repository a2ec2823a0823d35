"""Days as people write them in a field: every usual form, and what is no day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.facts.typed_days import TypedDay, typed_day
from advisor.facts.values import FactError

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day", "exact"),
    [
        ("2021-07-01", (2021, 7, 1), True),
        ("2021.7.1", (2021, 7, 1), True),
        ("2021/7/1", (2021, 7, 1), True),
        ("2021年7月1日", (2021, 7, 1), True),
        ("2021年7月1号", (2021, 7, 1), True),
        ("2021年7月1號", (2021, 7, 1), True),
        ("2021 年 7 月 1 日", (2021, 7, 1), True),
        ("2021-07-01 00:00:00", (2021, 7, 1), True),  # as copied from a spreadsheet
        ("2021-7-1 0:00", (2021, 7, 1), True),
        ("20210701", (2021, 7, 1), True),
        ("2021 07 01", (2021, 7, 1), True),
        (" ２０２１．７．１ ", (2021, 7, 1), True),
        ("2021.7", (2021, 7, 31), False),
        ("2021年7月", (2021, 7, 31), False),
        ("2021年7月份", (2021, 7, 31), False),
        ("2021.7.", (2021, 7, 31), False),
        ("202102", (2021, 2, 28), False),
        ("2020.2", (2020, 2, 29), False),
        ("2021", (2021, 12, 31), False),
        ("2021年", (2021, 12, 31), False),
        ("2026.11", (2026, 11, 23), False),
        ("2026", (2026, 11, 23), False),
        ("2026.10", (2026, 10, 31), False),
        ("2026-11-23", (2026, 11, 23), True),
        ("2021。7。1", (2021, 7, 1), True),  # the stop key of a Chinese keyboard
        ("2021、7、1", (2021, 7, 1), True),
        ("2021，7", (2021, 7, 31), False),
        ("2021·7·1", (2021, 7, 1), True),
        ("2021—7—1", (2021, 7, 1), True),
        ("21.7.1", (2021, 7, 1), True),
        ("21-07-01", (2021, 7, 1), True),
        ("21。7。1", (2021, 7, 1), True),
        ("97年7月", (1997, 7, 31), False),
        ("09年", (2009, 12, 31), False),
        ("21年7月1日", (2021, 7, 1), True),
    ],
)
def test_a_day_is_read(text: str, day: tuple[int, int, int], exact: bool) -> None:
    assert typed_day(text, AS_OF) == TypedDay(date(*day), exact)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7月",
        "21.7",
        "2021.13",
        "2021.2.30",
        "2021.0",
        "2021.00",
        "2021.1 0",
        "2021.7.1 5",
        "2021-07-01 8:30",
        "2021.7.1.2",
        "去年",
        "2021-7-1x",
        "20211301",
        "0000",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(FactError, match=r"看不懂|不是日历上有的日子"):
        typed_day(text, AS_OF)


def test_the_day_after_the_day_of_reckoning_is_refused_unless_it_may_lie_ahead() -> None:
    with pytest.raises(FactError, match="晚于计算日"):
        typed_day("2026-11-24", AS_OF)
    with pytest.raises(FactError, match="晚于计算日"):
        typed_day("2026.12", AS_OF)
    assert typed_day("2026.11", AS_OF, may_lie_ahead=True).day == date(2026, 11, 30)
    assert typed_day("2027.6", AS_OF, may_lie_ahead=True).day == date(2027, 6, 30)


@given(st.dates(date(1950, 1, 1), AS_OF), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y%m%d"]))
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert typed_day(day.strftime(form), AS_OF) == TypedDay(day, exact=True)


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_clear_error(text: str) -> None:
    try:
        found = typed_day(text, AS_OF)
    except FactError as error:
        said = error.message
    else:
        said = "。" if found.day <= AS_OF else "too late"
    assert said.endswith("。")
