"""Days as people write them in a table: real dates, day numbers, 2021年7月, 20210701, a year alone.

A month without a day is its last day, a year alone its last day, so that nothing comes out too early;
where a day may not lie ahead, and the month or year is the day of reckoning's own, that day at most.
"""

import re
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from advisor.days import day_in_words, known_day
from advisor.facts.values import USUAL_YEARS
from advisor.rosters.tables.cells import Value, day_of_number

HOW = "请写成 2021-07-01、2021年7月 或 2021年 的样子。"
JANUARY_OR_OCTOBER = "分不清是1月还是10月，请写成 {year}年1月 或 {year}年10月。"

_DAY = re.compile(
    r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:[T ]?0?0:00(?::00)?(?:\.0+)?)?"
)
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?份?")
_YEAR = re.compile(r"(\d{4})年?")


class DayError(ValueError):
    """What is wrong with a day, and how to write it."""


class Written(NamedTuple):
    """A day as far as it is written; month and day None where they are left out."""

    year: int
    month: int | None
    day: int | None


def read_written(value: Value, first_day: date) -> Written:
    """A cell as a day, as far as it says. Raises ``DayError``. ``first_day``: day 0 of day numbers."""
    if isinstance(value, date):
        return _usual(Written(value.year, value.month, value.day))
    text = "" if isinstance(value, bool) else normalize("NFKC", str(value)).strip()
    text = re.sub(r"\s*([-./年月日号])\s*", r"\1", text)
    number = _number_of(text)
    if number is not None:
        day = day_of_number(number, first_day)
        if day is not None:
            return Written(day.year, day.month, day.day)
        whole = int(number)
        if number == whole and len(str(whole)) in (6, 8):
            text = str(whole)
            return _usual(
                Written(int(text[:4]), int(text[4:6]), int(text[6:]) if text[6:] else None)
            )
    if match := _DAY.fullmatch(text):
        return _usual(Written(int(match[1]), int(match[2]), int(match[3])))
    if match := _MONTH.fullmatch(text):
        # A spreadsheet turns 2021.10 into the number 2021.1.
        if "." in text and match[2] == "1":
            raise DayError(f"“{text}”{JANUARY_OR_OCTOBER.format(year=match[1])}")
        return _usual(Written(int(match[1]), int(match[2]), None))
    if match := _YEAR.fullmatch(text):
        return _usual(Written(int(match[1]), None, None))
    raise DayError(f"“{text[:40]}”不是日期，{HOW}")


def settled(written: Written, as_of: date, may_lie_ahead: bool) -> date:
    """The day meant by what is written. Raises ``DayError`` where it may not lie after ``as_of``."""
    day = known_day(*written, not_after=None if may_lie_ahead else as_of)
    if day is None:
        raise DayError(f"“{written.year}”年没有这一天，请核对年月日。")
    if day > as_of and not may_lie_ahead:
        raise DayError(f"{day_in_words(day)}晚于计算日{day_in_words(as_of)}，请核对。")
    return day


def _number_of(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,8}(\.\d+)?", text) else None


def _usual(written: Written) -> Written:
    """The day, if there is such a day, in the years of working lives."""
    year, month, day = written
    shown = "-".join(f"{part:02}" for part in written if part is not None)
    if year not in USUAL_YEARS:
        raise DayError(f"“{shown}”的年份不对，请核对年月日。")
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DayError(f"“{shown}”不是日历上有的日子，请核对年月日。") from None
    return written
