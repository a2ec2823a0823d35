"""Calendar arithmetic: months, service as a union of spells, spans in words.

The rules are those of the reading's section 3. Days are ``datetime.date``; both ends of a spell
count. Nothing here knows a notice.
"""

from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

ALWAYS = date.min
"""The day from which a condition that has nothing to do with time holds."""

ONE_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days ``first`` to ``last``, both included; ``last`` None = to date and on."""

    first: date
    last: date | None


def add_months(day: date, months: int) -> date | None:
    """The same day ``months`` on, or that month's last day; None past the calendar's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 1, _month_length(year, month + 1))


def known_day(
    year: int, month: int | None = None, day: int | None = None, not_after: date | None = None
) -> date | None:
    """The day meant by what is known of it; None if there is no such day.

    Only a month known: its last day; only a year: its last day, so that nothing comes out too early.
    Something past (``not_after``) is at the latest that day, where the month or year known holds it.
    """
    last_month = 12 if month is None else month
    if not date.min.year <= year <= date.max.year or not 1 <= last_month <= 12:
        return None
    length = _month_length(year, last_month)
    if day is not None and (month is None or not 1 <= day <= length):
        return None
    chosen = date(year, last_month, day or length)
    if not_after is None or day is not None:
        return chosen
    holds_it = year == not_after.year and month in (None, not_after.month)
    return min(chosen, not_after) if holds_it else chosen


_MONTH_LENGTHS = {
    leap: [monthrange(year, month)[1] for month in range(1, 13)]
    for leap, year in ((False, 2001), (True, 2000))
}
"""Looked up once: ``monthrange`` also finds the weekday, which takes ten times as long."""


def _month_length(year: int, month: int) -> int:
    return _MONTH_LENGTHS[isleap(year)][month - 1]


def union(spells: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The spells in order, with overlapping and adjoining ones made one: no day counts twice."""
    merged: list[Stretch] = []
    for spell in sorted(spells, key=lambda s: s.first):
        if not merged:
            merged.append(spell)
            continue
        before = merged[-1]
        if before.last is None:
            break
        if (spell.first - before.last).days > 1:
            merged.append(spell)
        elif spell.last is None or spell.last > before.last:
            merged[-1] = Stretch(before.first, spell.last)
    return tuple(merged)


def since(stretches: tuple[Stretch, ...], day: date) -> tuple[Stretch, ...]:
    """What of the stretches lies on ``day`` or later."""
    if stretches and stretches[0].first >= day:
        return stretches
    return tuple(
        Stretch(max(s.first, day), s.last) for s in stretches if s.last is None or s.last >= day
    )


def full_on(
    stretches: tuple[Stretch, ...], months: int, last_day_counts: bool = False
) -> date | None:
    """The day on which ``months`` of service are full; None if it never comes.

    The first day + months, moved later by each gap before it, so it never falls into a gap. Where the
    ``last_day_counts``, the day before: a year begun on 1 January is full on 31 December.
    """
    if not stretches:
        return None
    day = add_months(stretches[0].first, months)
    if day is not None and last_day_counts:
        day -= ONE_DAY
    for here, following in pairwise(stretches):
        if day is None or here.last is None or day <= here.last:
            return day
        gap = following.first - here.last - ONE_DAY
        day = day + gap if gap <= date.max - day else None
    last = stretches[-1].last
    return day if day is None or last is None or day <= last else None


def covers(stretches: tuple[Stretch, ...], day: date) -> bool:
    """Whether some stretch holds ``day``."""
    return any(s.first <= day and (s.last is None or day <= s.last) for s in stretches)


def months_full(stretches: tuple[Stretch, ...], day: date, last_day_counts: bool = False) -> int:
    """The whole months of service that are full on ``day``, by the same rule as ``full_on``."""
    if not stretches or stretches[0].first > day:
        return 0
    first, last = stretches[0]
    until = day + ONE_DAY if last_day_counts and day < date.max else day
    apart = (until.year - first.year) * 12 + until.month - first.month
    if last is None or last >= day:
        full = add_months(first, apart)
        return apart if full is not None and full <= until else apart - 1
    low, high = 0, apart + 1
    while low < high:
        middle = (low + high + 1) // 2
        full = full_on(stretches, middle, last_day_counts)
        if full is not None and full <= day:
            low = middle
        else:
            high = middle - 1
    return low


def day_of_year(year: int, month_and_day: str) -> date:
    """A day that comes every year, written ``12-31``, in one year; 29 February is the 28th where there
    is none."""
    month, day = map(int, month_and_day.split("-"))
    return date(year, month, min(day, _month_length(year, month)))


def counts_from(day: date, counted_to: str | date) -> date | None:
    """From when that counts which is full on ``day``, where all is counted to one day of the year: the
    first day of the year in which it is full by then; None past the calendar's end. Where all is counted to
    one single day: always, or never."""
    if isinstance(counted_to, date):
        return ALWAYS if day <= counted_to else None
    year = day.year + (day > day_of_year(day.year, counted_to))
    return date(year, 1, 1) if year <= date.max.year else None


def counted_day(as_of: date, counted_to: str | date | None) -> date:
    """The day to which all is counted that is asked for ``as_of``."""
    if counted_to is None:
        return as_of
    return counted_to if isinstance(counted_to, date) else day_of_year(as_of.year, counted_to)


def day_in_words(day: date) -> str:
    """``2027年7月1日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_in_words(months: int) -> str:
    """``3年``, ``6个月``, ``4年4个月``."""
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


def span_in_words(start: date, end: date) -> str:
    """From one day to a later one: ``7个月零8天``, ``1年2个月``, ``12天``."""
    span = relativedelta(end, start)
    months = span.years * 12 + span.months
    if not months:
        return f"{span.days}天"
    return months_in_words(months) + (f"零{span.days}天" if span.days else "")


def service_in_words(
    stretches: tuple[Stretch, ...], day: date, last_day_counts: bool = False
) -> str:
    """The service up to ``day``, in whole months (days where there is no whole month)."""
    months = months_full(stretches, day, last_day_counts)
    if months:
        return months_in_words(months)
    days = sum((min(s.last or day, day) - s.first).days + 1 for s in stretches if s.first <= day)
    return f"{days}天"
