"""Times in words: every ordinary form, what is vague, and that no text is too strange."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.packs import load_policy
from advisor.talk.spoken_dates import Length, Moment, Period, SpokenDates, Time
from advisor.talk.typed_text import read_typed
from tests.people import AS_OF

WORDS = load_policy().content.words
assert WORDS is not None
TIME = WORDS.time
DATES = SpokenDates(TIME)


def read(text: str, as_of: date = AS_OF) -> list[Time]:
    """The times of a text as it is typed."""
    return DATES.read(read_typed(text, TIME, {}).plain, as_of)


def said(text: str, as_of: date = AS_OF) -> list[object]:
    """The times as days, pairs of days and numbers of months."""
    found: list[object] = []
    for time in read(text, as_of):
        match time:
            case Moment():
                found.append(time.day and time.day.isoformat())
            case Period():
                last = time.last and time.last.day and time.last.day.isoformat()
                found.append((time.first.day and time.first.day.isoformat(), last))
            case Length():
                found.append(time.months)
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年7月", "2021-07-31"),
        ("2021年7月份", "2021-07-31"),
        ("2021年7月1日", "2021-07-01"),
        ("2021年7月1号", "2021-07-01"),
        ("2021 年 7 月 1 日", "2021-07-01"),
        ("２０２１年７月", "2021-07-31"),
        ("2021.7", "2021-07-31"),
        ("2021.07.01", "2021-07-01"),
        ("2021/7/1", "2021-07-01"),
        ("2021-7-1", "2021-07-01"),
        ("202107", "2021-07-31"),
        ("20210701", "2021-07-01"),
        ("21年7月", "2021-07-31"),
        ("98年7月", "1998-07-31"),
        ("05年毕业", "2005-12-31"),
        ("21年毕业", "2021-12-31"),
        ("二〇二一年七月", "2021-07-31"),
        ("二零二一年七月一日", "2021-07-01"),
        ("二○二一年十二月三十一号", "2021-12-31"),
        ("2020年2月", "2020-02-29"),
        ("2021年", "2021-12-31"),
        ("2021年底", "2021-12-31"),
        ("2021毕业", "2021-12-31"),
        ("2021届", "2021-12-31"),
        ("去年9月", "2025-09-30"),
        ("去年的9月", "2025-09-30"),
        ("前年", "2024-12-31"),
        ("大前年3月", "2023-03-31"),
        ("今年3月", "2026-03-31"),
        ("明年1月", "2027-01-31"),
        ("上个月", "2026-10-31"),
        ("前年底", "2024-12-31"),
        ("21.7", "2021-07-31"),
        ("09.7毕业", "2009-07-31"),
        ("98.07", "1998-07-31"),
        ("20.11.30发的", "2020-11-30"),
        ("17/8/20进厂", "2017-08-20"),
        ("16/7毕业", "2016-07-31"),
        ("2021·7", "2021-07-31"),
        ("2021年7.1", "2021-07-01"),
        ("22届", "2022-12-31"),
        ("23优秀", "2023-12-31"),
        ("1.10号发的，2021年", "2021-01-10"),
        # no day: vague, or on no calendar
        ("12.1毕业", None),  # or the first of December
        ("去年的秋天", None),
        ("2021年13月", None),
        ("2021年2月30日", None),
        ("2021.13", None),
        ("202113", None),
        ("2021年左右", None),
        ("2021年7月前后", None),
        ("2021年以前", None),
        ("2021年初", None),
        ("3月", None),
    ],
)
def test_a_day(text: str, day: str | None) -> None:
    assert said(text) == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年3月到2020年8月", [("2019-03-31", "2020-08-31")]),
        ("2019.3-2020.8", [("2019-03-31", "2020-08-31")]),
        ("2019-03-2020-08", [("2019-03-31", "2020-08-31")]),
        ("2019.03.01—2020.08.31", [("2019-03-01", "2020-08-31")]),
        ("201903至202008", [("2019-03-31", "2020-08-31")]),
        ("19年3月～20年8月", [("2019-03-31", "2020-08-31")]),
        ("2019年3月到8月", [("2019-03-31", "2019-08-31")]),
        ("2019到2021", [("2019-12-31", "2021-12-31")]),
        ("19年到21年", [("2019-12-31", "2021-12-31")]),
        ("从2019年3月干到2020年8月", [("2019-03-31", "2020-08-31")]),
        ("2021年7月至今", [("2021-07-31", None)]),
        ("2021.7-至今", [("2021-07-31", None)]),
        ("2021年7月起一直到现在", [("2021-07-31", None)]),
        ("2021年6月毕业，7月上班", ["2021-06-30", "2021-07-31"]),
        ("2021年6月毕业，3月上班", ["2021-06-30", None]),
        ("2021年6月毕业，同年8月上班", ["2021-06-30", "2021-08-31"]),
        ("2021年6月毕业，次年3月上班", ["2021-06-30", "2022-03-31"]),
        ("19.9-22.4", [("2019-09-30", "2022-04-30")]),
        ("12.3-16.8", [("2012-03-31", "2016-08-31")]),
        ("10.10.1-", [("2010-10-01", None)]),
        ("2020-03-01～", [("2020-03-01", None)]),
        ("16年9月～ 镇上", [("2016-09-30", None)]),
        ("19.8至今", [("2019-08-31", None)]),
        ("2016.7/ 2019.8-今/ 没职称", ["2016-07-31", ("2019-08-31", None)]),
        ("2020年1月 2、郾城区", ["2020-01-31"]),
        ("2023、2024", ["2023-12-31", "2024-12-31"]),
        ("23年、24年", ["2023-12-31", "2024-12-31"]),
    ],
)
def test_several(text: str, expected: list[object]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("三年半了", 42),
        ("3年", 36),
        ("3.5年", 42),
        ("两年", 24),
        ("十年", 120),
        ("二十一年", 252),
        ("半年", 6),
        ("10个月", 10),
        ("1年零3个月", 15),
        ("一年三个月", 15),
        ("干了21年", 252),
        ("18年了", 216),
        ("18年", None),  # or the year 2018
        ("五年多", None),
        ("快三年", None),
        ("近三年", None),
        ("三年左右", None),
        ("三四年", None),
        ("三年前", None),
        ("第三年", None),
        ("不满三年", None),
        ("仨月了", 3),
        ("三整年", 36),
    ],
)
def test_a_length(text: str, months: int | None) -> None:
    assert said(text) == [months]


@pytest.mark.parametrize(
    ("text", "least", "most", "words"),
    [
        ("六年了", 72, 72, "六年"),
        ("八个月", 8, 8, "八个月"),
        ("俩月了", 2, 2, "俩月"),
        ("仨月", 3, 3, "仨月"),
        ("三整年", 36, 36, "三整年"),
        ("两年半", 30, 30, "两年半"),
        ("一年零二十天", 12, 12, "一年零二十天"),
        ("一个半月", 1, 1, "一个半月"),
        ("不到一年", 0, 11, "不到一年"),
        ("快三年了", 0, 35, "快三年"),
        ("还没满六个月", 0, 5, "还没满六个月"),
        ("三年多", 36, 47, "三年多"),
        ("两年半多", 30, 35, "两年半多"),
        ("十个月出头", 10, 10, "十个月出头"),
        ("六年前", 72, 72, "六年"),
        ("差一个月三年", 35, 35, "差一个月三年"),
        ("差二十天满一年", 11, 11, "差二十天满一年"),
        ("三年还差俩月", 34, 34, "三年还差俩月"),
        ("相差三年", 36, 36, "三年"),
        ("干了18年", 216, 216, "18年"),
    ],
)
def test_what_a_length_is_at_least_and_at_most(
    text: str, least: int, most: int, words: str
) -> None:
    bounds = [one.bounds for one in read(text) if isinstance(one, Length) and one.bounds]
    found = [(one.least, one.most, text[one.start : one.end]) for one in bounds]
    assert (least, most, words) in found


@pytest.mark.parametrize("text", ["三四年", "十几年", "18年", "几个月"])
def test_a_length_of_which_nothing_is_plain(text: str) -> None:
    assert read(text) == [Length(0, len(text), None)]


@pytest.mark.parametrize(
    "text",
    [
        "18.5万",
        "36.5度",
        "3.5",
        "99.5分",
        "45.6",
        "1.农校",
        "12.5%",
        "v18.6",
        "",
        "年月日",
        "2021元",
        "三年级的",
        "410102199001011234",
        "好几年",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert all(one is None for one in said(text))


DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def spoken_number(number: int) -> str:
    """一 … 三十一."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else "一二三"[tens - 1]) + "十" if tens else ""
    return ten + ("一二三四五六七八九"[ones - 1] if ones else "")


@given(st.dates(date(1950, 1, 1), date(2035, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    forms = [
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}号",
        f"{year}.{month}.{number}",
        f"{year}-{month:02}-{number:02}",
        f"{year}/{month}/{number}",
        f"{year}{month:02}{number:02}",
        f"{str(year).translate(DIGITS)}年{spoken_number(month)}月{spoken_number(number)}日",
    ]
    if year >= 1960:
        forms.append(f"{year % 100:02}年{month}月{number}日")
    for form in forms:
        [found] = read(form)
        assert isinstance(found, Moment)
        assert (found.day, found.exact) == (day, "day"), form
        assert (found.start, found.end) == (0, len(form))


@given(st.integers(1950, 2035), st.integers(1, 12))
def test_every_form_of_a_month_is_its_last_day(year: int, month: int) -> None:
    last = date(year, month, monthrange(year, month)[1])
    for form in (
        f"{year}年{month}月",
        f"{year}.{month:02}",
        f"{year}{month:02}",
        f"{year}/{month}",
        f"{str(year).translate(DIGITS)}年{spoken_number(month)}月份",
    ):
        [found] = read(form)
        assert isinstance(found, Moment)
        assert (found.day, found.exact) == (last, "month"), form


PIECES = st.sampled_from(
    [
        *"0123456789年月日号.-/至到今半个零二三十〇",
        "2021",
        "去年",
        "上个月",
        "至今",
        "，",
        "多",
        "快",
    ]
)


@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.dates(date(2020, 1, 1), date(9999, 12, 31)),
)
def test_no_text_is_too_strange(text: str, as_of: date) -> None:
    """Nothing raises; what is found lies in the text, in order, and does not overlap."""
    plain = read_typed(text, TIME, {}).plain
    place = 0
    for time in DATES.read(plain, as_of):
        assert place <= time.start < time.end <= len(plain)
        place = time.end
        if isinstance(time, Length):
            assert time.months is None or 0 < time.months < 1200
