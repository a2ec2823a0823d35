"""Days as people write them in a table: real dates, day numbers, 2021年7月, 20210701, a year alone.

A month without a day is its last day, a year alone its last day, so that nothing comes out too early;
where a day may not lie ahead, and the month or year is the day of reckoning's own, that day at most.
"""

import re
from datetime import date

from advisor.days import day_in_words, known_day
from advisor.facts.typed_days import WrittenDay, written_day
from advisor.facts.values import USUAL_YEARS
from advisor.rosters.tables.cells import Value, day_of_number
from advisor.text import half_width

HOW = "请写成 2021-07-01、2021年7月 或 2021年 的样子。"
JANUARY_OR_OCTOBER = "分不清是1月还是10月，请写成 {year}年1月 或 {year}年10月。"

_SOLID_LENGTHS = (6, 8)  # 202107 and 20210701, written as a number


class DayError(ValueError):
    """What is wrong with a day, and how to write it. ``impossible``: it says a day that cannot be."""

    def __init__(self, message: str, impossible: bool = False) -> None:
        super().__init__(message)
        self.impossible = impossible


def read_written(value: Value, first_day: date, as_written: bool = False) -> WrittenDay:
    """A cell as a day, as far as it says. Raises ``DayError``. ``first_day``: day 0 of day numbers.
    ``as_written``: text is as somebody wrote it, and no number that a spreadsheet made shorter."""
    if isinstance(value, date):
        return _usual(WrittenDay(value.year, value.month, value.day))
    text = "" if isinstance(value, bool) else half_width(str(value)).strip()
    number = _number_of(text)
    if number is not None:
        day = day_of_number(number, first_day)
        if day is not None:
            return WrittenDay(day.year, day.month, day.day)
        if number.is_integer() and len(str(int(number))) in _SOLID_LENGTHS:
            text = str(int(number))
    written = written_day(text)
    if written is None:
        raise DayError(f"“{text[:40]}”不是日期，{HOW}")
    # A spreadsheet turns 2021.10 into the number 2021.1.
    certain = as_written and isinstance(value, str)
    if written.day is None and not certain and re.search(r"\.\s*1(?!\d)", text):
        raise DayError(f"“{text}”{JANUARY_OR_OCTOBER.format(year=written.year)}")
    return _usual(written)


def settled(written: WrittenDay, as_of: date, may_lie_ahead: bool) -> date:
    """The day meant by what is written. Raises ``DayError`` where it may not lie after ``as_of``."""
    day = known_day(*written, not_after=None if may_lie_ahead else as_of)
    if day is None:
        raise DayError(f"“{written.year}”年没有这一天，请核对年月日。", impossible=True)
    if day > as_of and not may_lie_ahead:
        raise DayError(
            f"{day_in_words(day)}晚于计算日{day_in_words(as_of)}，请核对。", impossible=True
        )
    return day


def _number_of(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,8}(\.\d+)?", text) else None


def _usual(written: WrittenDay) -> WrittenDay:
    """The day, if there is such a day, in the years of working lives."""
    year, month, day = written
    shown = "-".join(f"{part:02}" for part in written if part is not None)
    if year not in USUAL_YEARS:
        raise DayError(f"“{shown}”的年份不对，请核对年月日。", impossible=True)
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DayError(f"“{shown}”不是日历上有的日子，请核对年月日。", impossible=True) from None
    return written
