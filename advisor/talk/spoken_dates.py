"""Days, stretches and lengths of time as people write them in Chinese.

``2021年7月``, ``2021.7.1``, ``20210701``, ``21年7月``, ``21.7``, ``21/7/1``, ``二〇二一年七月``, ``去年9月``,
``2019年3月到2020年8月``, ``至今``, ``2019.3-``, ``三年半``. A month without a day is its last day, a year alone
its last day. What is vague (``五年多``, ``2021年左右``) or on no calendar (``2021年13月``) is found,
so that it is not read as something else, but has no day.

The words (去年, 至今, 左右 …) are content; the numerals and the units 年, 月, 日, as much how numbers are
written as 0 to 9, are here. Every pattern is bounded, so a text is read in one pass.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from advisor.content.schema import TimeWords
from advisor.days import ONE_DAY, add_months
from advisor.facts.told_in_words import Exactness

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_OLD = 60  # of two digits: nobody has worked so many years
_LISTED = ("、", ",", "")  # between one year and another
_LONGEST_LINK = 8
_FURTHEST_BACK = 30  # characters between a month and the year that it leans on
_FURTHEST_AHEAD = 10  # … if the year is only said after it
_FURTHEST_SHORT = 12  # characters before a length: 差一个半月才满
_CLEARLY_A_YEAR = 13  # 「12.1」 can be the first of December, 「13.1」 is January 2013


class Moment(NamedTuple):
    """A day named in ``text[start:end]``; None where it is vague or on no calendar.

    ``exact``: what was said of it. With "month" or "year" the day is the last one."""

    start: int
    end: int
    day: date | None
    exact: Exactness
    yearless: tuple[int, str | None] | None = None  # a month, and day, whose year is not known


class Period(NamedTuple):
    """From one day to another; ``last`` None = to date."""

    start: int
    end: int
    first: Moment
    last: Moment | None


class Bounds(NamedTuple):
    """From ``least`` to ``most`` months, said in ``text[start:end]``: 快三年, 三年多, 差一个月三年. ``exact``: so many
    and no days."""

    start: int
    end: int
    least: int
    most: int
    exact: bool


class Length(NamedTuple):
    """So many months; None where it is vague. ``bounds``: what it is at least and at most, where so much is
    said; None where it is not even plain that it is a length (「18年」)."""

    start: int
    end: int
    months: int | None
    bounds: Bounds | None = None


Time = Moment | Period | Length


class SpokenDates:
    """Reads times with the words of one pack. Never raises, whatever the text."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words
        self._joins = tuple(sorted(words.joins, key=len, reverse=True))
        to_date = [join + now for join in words.joins for now in words.now]
        self._to_date = tuple(sorted(to_date, key=len, reverse=True))
        spoken = (*words.years, *words.months, *words.same_year, *words.next_year)
        spoken = (*spoken, *words.same_month)
        self._first = frozenset("0123456789〇零一二三四五六七八九十") | {w[0] for w in spoken}
        years = _any_of(words.years)
        months = _any_of(words.months)
        same, following = _any_of(words.same_year), _any_of(words.next_year)
        number = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
        after_day = rf"[,。;:!?)\n-]|{_any_of(words.after_bare_day)}|$"
        day = rf"(?:(?P<d>{number})[日号]|(?P<bare>\d{{1,2}})(?={after_day}))?"
        in_year = rf"(?:的?(?P<m>{number}|{_any_of(words.first_month)})月份?{day})?"
        self._moment = re.compile(
            rf"(?<!\d)(?:(?P<y>\d{{4}}|\d{{2}}|[〇零一二三四五六七八九]{{4}}|[〇零一二三四五六七八九]{{2}})年度?"
            rf"|(?P<rel>{years})|(?P<same>{same})|(?P<next>{following}))" + in_year
        )
        self._age = re.compile(rf"(?:{years})(?:已经|都|刚|快)?{number}(?:{_any_of(words.ages)})")
        self._relative_month = re.compile(rf"(?P<rel>{months})(?:(?P<d>{number})[日号])?")
        self._numeric = re.compile(
            r"(?<![\d.])(?P<y>\d{4})(?P<s>[./-])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2})|月(?P<e>\d{1,2}))?"
            r"(?!\d)(?:月份?|[日号])?"
        )
        self._year_then_figures = re.compile(
            r"(?<!\d)(?P<y>\d{4}|\d{2})年(?P<m>\d{1,2})[./-](?P<d>\d{1,2})(?!\d)[日号]?"
        )
        self._short = re.compile(
            r"(?<![\da-z.])(?P<y>\d\d)(?:(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})|[./](?P<only>\d{1,2}))"
            rf"(?![\d年%]|\.\d|{_any_of(words.not_years)})(?:月份?|[日号])?"
        )
        self._month_and_day = re.compile(r"(?<![\d.])(?P<m>\d{1,2})\.(?P<d>\d{1,2})[日号]")
        far = rf"(?:19|20)\d\d|1[3-9]\.|[2-9]\d\.|{_any_of(words.now)}"
        self._to_year = re.compile(rf"(?:{_any_of(words.joins)})(?:{far})")
        self._open_end = re.compile(r"[-~]{1,2}(?=$|[,。;!?()\n/]|[在于])")
        so_many = _any_of([*words.not_years, *words.lasting])
        self._bare_year = re.compile(
            rf"(?<![\d.])(?P<y>\d\d)(?![\d.])年?(?![月日号岁半]|{so_many})"
        )
        self._graded_year = re.compile(rf"(?<![\d.])(?P<y>\d\d)(?={_any_of(words.graded)})")
        self._compact = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)?(?!\d)")
        self._year = re.compile(r"(?<![\d.第])(?P<y>(?:19|20)\d\d|\d\d(?=届))(?!\d)届?")
        self._month = re.compile(rf"(?<![\d个年.])(?P<m>{number})月份?{day}")
        many = r"(?:\d{1,2}(?:\.\d)?|[一二两俩仨三四五六七八九十几]{1,3}|半)"
        of_months = r"(?:个|(?<=[俩仨]))月"
        self._length = re.compile(
            rf"(?<![\d.])(?P<y>{many})(?:周年|整年|年)(?:(?P<half>半)|[零又加]?(?P<m>{many}){of_months})?"
            rf"|(?<![\d.])(?P<only>{many})(?:个(?P<odd>半)月|{of_months})"
        )
        self._and_days = re.compile(rf"[零又]?{many}[天日]")
        lacking = (
            rf"(?<![相偏])差(?:着|了)?(?:(?P<m>{many}){of_months}"
            rf"|(?:{many}|[十百\d]{{2,3}})(?:来|多)?(?:[天日周]|个?半月|个?星期))"
        )
        self._lacking = re.compile(lacking)
        self._lacking_before = re.compile(rf"{lacking}(?:{_any_of(words.lacking_until)})?$")
        self._lacking_after = re.compile(rf"(?:{_any_of(words.lacking_from)})?{lacking}")

    def read(self, text: str, as_of: date, years: bool = False) -> list[Time]:
        """All times in the text, in order, none overlapping; those that count back do so from
        ``as_of``. ``years``: years are asked for, so that 「22」 and 「22年」 are such."""
        moments: list[Moment] = []
        lengths: list[Length] = []
        place = 0
        while place < len(text):
            found = (
                self._moment_at(text, place, as_of, moments)
                or self._year_alone_at(text, place, as_of, years)
                or self._length_at(text, place)
            )
            if isinstance(found, Moment):
                moments.append(found)
            elif found is not None:
                lengths.append(found)
            place = found.end if found else place + 1
        moments = _with_years_after(moments)
        times: list[Time] = [*self._with_periods(text, moments), *lengths]
        return sorted(times, key=lambda time: time.start)

    # --- one day ----------------------------------------------------------------------------------

    def _moment_at(self, text: str, place: int, as_of: date, before: list[Moment]) -> Moment | None:
        one = text[place]
        if one not in self._first:
            return None
        match = self._year_then_figures.match(text, place)
        if match:
            known = self._century(int(match["y"]), as_of)
            return self._made(text, match.end(), place, known, match["m"], match["d"])
        if self._age.match(text, place):
            return None
        match = self._moment.match(text, place)
        if match and (year := self._year_of(text, match, as_of, before)) != 0:
            day = match["d"] or match["bare"]
            return self._made(text, match.end(), place, year, match["m"], day)
        match = self._relative_month.match(text, place)
        if match:
            shifted = add_months(as_of.replace(day=1), self._words.months[match["rel"]])
            if shifted:
                return self._made(
                    text, match.end(), place, shifted.year, str(shifted.month), match["d"]
                )
        same = next((w for w in self._words.same_month if text.startswith(w, place)), "")
        told = before[-1] if same and before else None
        if told is not None and told.day is not None and told.exact != "year":  # 7月毕业，当月入职
            year, month = told.day.year, str(told.day.month)
            return self._made(text, place + len(same), place, year, month, None)
        match = self._numeric.match(text, place)
        if match:
            return self._made(
                text, match.end(), place, int(match["y"]), match["m"], match["d"] or match["e"]
            )
        match = self._short.match(text, place)
        if match and (short := self._short_date(text, match, as_of, before)) is not None:
            return short
        match = self._month_and_day.match(text, place)
        if match:
            leaning = self._leaning_year(before, place, int(match["m"]))
            return self._made(text, match.end(), place, leaning, match["m"], match["d"])
        match = self._compact.match(text, place)
        if match:
            return self._made(text, match.end(), place, int(match["y"]), match["m"], match["d"])
        match = self._year.match(text, place)
        if match and not text.startswith(tuple(self._words.not_years), match.end()):
            known = self._century(int(match["y"]), as_of)
            return self._made(text, match.end(), place, known, None, None)
        match = self._month.match(text, place)
        if match:
            leaning = self._leaning_year(before, place, _number(match["m"]))
            day = match["d"] or match["bare"]
            return self._made(text, match.end(), place, leaning, match["m"], day)
        return None

    def _year_of(
        self, text: str, match: re.Match[str], as_of: date, before: list[Moment]
    ) -> int | None:
        """The year; 0 where this is no year at all, None where it is one but not known which."""
        if match["rel"]:
            return as_of.year + self._words.years[match["rel"]]
        if match["same"] or match["next"]:
            if match["m"] is None or not before or before[-1].day is None:
                return None if match["m"] else 0
            return before[-1].day.year + (1 if match["next"] else 0)
        said = match["y"]
        digits = "".join(str(_DIGITS.get(one, one)) for one in said)
        if len(digits) == 4:
            return int(digits) if digits[:2] in ("19", "20") else None
        year = int(digits)
        if match["m"] is None:  # 21年 can be so many years: only what goes on like a year is one
            spoken_pair = not said.isascii() and int(digits[1]) == int(digits[0]) + 1  # 二三年
            clear = (
                digits[0] == "0"
                or year >= _OLD
                or self._goes_on_as_year(text, match.end())
                or text.endswith(tuple(self._words.before_year), 0, match.start())
                or self._follows_year(text, match.start(), before)
            )
            counts = digits[0] != "0" and self._counts(text, match.start())
            if spoken_pair or not clear or counts:
                return 0
        return self._century(year, as_of)

    @staticmethod
    def _century(year: int, as_of: date) -> int:
        """A year said in two figures, or in four."""
        if year >= 100:
            return year
        return year + (2000 if year <= as_of.year % 100 + 10 else 1900)

    def _short_date(
        self, text: str, match: re.Match[str], as_of: date, before: list[Moment]
    ) -> Moment | None:
        """「21.7」, 「21.7.1」, 「21/7/1」; None where it is a number or says no year for certain."""
        year, month = int(match["y"]), match["m"] or match["only"]
        if as_of.year % 100 + 10 < year < _OLD or not 1 <= int(month) <= 12:
            return None
        ranged = self._to_year.match(text, match.end()) or any(
            one.end < match.start() and text[one.end : match.start()] in self._joins
            for one in before[-1:]
        )
        if match["only"] and 10 <= year < _CLEARLY_A_YEAR and not ranged:
            return Moment(match.start(), match.end(), None, "month")
        known = self._century(year, as_of)
        return self._made(text, match.end(), match.start(), known, month, match["d"])

    def _year_alone_at(self, text: str, place: int, as_of: date, asked: bool) -> Moment | None:
        """The 23 of 「22合格 23优秀」, or of 「23、25」 where years are ``asked`` for."""
        match = self._graded_year.match(text, place)
        if match is None and asked:
            match = self._bare_year.match(text, place)
        if match is None or int(match["y"]) > as_of.year % 100:
            return None
        return self._made(
            text, match.end(), place, self._century(int(match["y"]), as_of), None, None
        )

    def _goes_on_as_year(self, text: str, place: int) -> bool:
        place += text.startswith(",", place)
        return text.startswith(tuple(self._words.after_year), place)

    def _follows_year(self, text: str, place: int, before: list[Moment]) -> bool:
        """Whether it is one more year after another: 「23年、24年」, 「19年到21年」."""
        if not before or before[-1].day is None or place - before[-1].end > _LONGEST_LINK:
            return False
        return text[before[-1].end : place] in (
            *_LISTED,
            *self._words.between_years,
            *self._joins,
        )

    def _counts(self, text: str, place: int) -> bool:
        """Whether what stands before ``place`` makes a number of years of what follows."""
        return text.endswith(tuple(self._words.before_length), 0, place)

    def _clearly_so_many(self, text: str, match: re.Match[str]) -> bool:
        goes_on = text.startswith(tuple(self._words.lasting), match.end())
        said_more = match["half"] or match["m"] or goes_on
        return bool(said_more) or self._counts(text, match.start())

    def _leaning_year(self, before: list[Moment], place: int, month: int | None) -> int | None:
        """The year of a month said alone: that of the day just before it, if the month is not earlier."""
        if not before or before[-1].day is None or month is None:
            return None
        last = before[-1]
        assert last.day is not None
        if place - last.end > _FURTHEST_BACK:
            return None
        if last.exact != "year" and month < last.day.month:
            return None
        return last.day.year

    def _made(
        self, text: str, end: int, start: int, year: int | None, month: str | None, day: str | None
    ) -> Moment:
        words = self._words
        exact: Exactness = "day" if day else "month" if month else "year"
        number_of_month = 1 if month in words.first_month else _number(month) if month else 12
        if exact != "day":
            for word in sorted(words.ends, key=len, reverse=True):
                if text.startswith(word, end):
                    end += len(word)
                    exact = "month"
                    break
        from_then = text.startswith(tuple(words.from_then), end)
        of = text.startswith("的", end)
        for word in sorted(words.vague_after, key=len, reverse=True) if not from_then else ():
            if text.startswith(word, end + of) and (not of or len(word) > 1):  # 去年的夏天
                return Moment(start, end + of + len(word), None, exact)
        if year is None or number_of_month is None:
            said = (number_of_month, day) if month and number_of_month else None
            return Moment(start, end, None, exact, said)
        return Moment(start, end, _day(year, number_of_month, day), exact)

    # --- stretches and lengths --------------------------------------------------------------------

    def _with_periods(self, text: str, moments: list[Moment]) -> list[Time]:
        times: list[Time] = []
        index = 0
        while index < len(moments):
            first = moments[index]
            following = moments[index + 1] if index + 1 < len(moments) else None
            if following and text[first.end : following.start] in self._joins:
                times.append(Period(first.start, following.end, first, following))
                index += 2
                continue
            end = self._end_of_to_date(text, first.end)
            times.append(Period(first.start, end, first, None) if end else first)
            index += 1
        return times

    def _end_of_to_date(self, text: str, place: int) -> int | None:
        """Where 「至今」 and the like end, if they stand at ``place``; or a dash with nothing after it."""
        open_end = self._open_end.match(text, place)
        if open_end:
            return open_end.end()
        for start in self._words.starts:
            if text.startswith(start, place):
                place += len(start)
                break
        if not text.startswith(self._to_date, place):
            return None
        return place + next(len(end) for end in self._to_date if text.startswith(end, place))

    def _length_at(self, text: str, place: int) -> Length | None:
        match = self._length.match(text, place)
        if not match:
            return None
        words, months = self._words, _months_said(match)
        bounds = self._bounds(text, match, months)
        end = match.end()
        end += text.startswith("整", end)
        after = _longest(words.vague_after_length, lambda word: text.startswith(word, end))
        before = (*words.vague_before_length, *words.under)
        vague = (
            after
            or text.endswith(tuple(before), 0, place)
            or match["odd"]
            or match["only"] == "半"
            or self._can_be_a_year(text, match)
            or (bounds is not None and bounds.least != months)  # 差一个月三年
        )
        return Length(place, end + len(after), None if vague or not months else months, bounds)

    def _can_be_a_year(self, text: str, match: re.Match[str]) -> bool:
        """18年 can be 2018."""
        years = match["y"] or ""
        return len(years) == 2 and years.isdigit() and not self._clearly_so_many(text, match)

    def _bounds(self, text: str, match: re.Match[str], months: int | None) -> Bounds | None:
        if not months:
            return None
        start, end = match.span()
        lacking = self._lacking_before.search(text, max(0, start - _FURTHEST_SHORT), start)
        lacking = lacking or self._lacking_after.match(text, end)
        if lacking:
            less = _months(lacking["m"], 1) if lacking["m"] else 1
            if not less or less >= months:
                return None
            left = months - less
            ends = min(start, lacking.start()), max(end, lacking.end())
            return Bounds(*ends, left, left, lacking["m"] is not None)
        days = self._and_days.match(text, end)
        end = days.end() if days else end
        under = _longest(self._words.under, lambda word: text.endswith(word, 0, start))
        over = _longest(self._words.over, lambda word: text.startswith(word, end))
        if under:
            return Bounds(start - len(under), end + len(over), 0, months - 1, False)
        if over:
            more = 0 if match["m"] or match["only"] else 5 if match["half"] else 11
            return Bounds(start, end + len(over), months, months + more, False)
        if self._can_be_a_year(text, match):
            return None
        return Bounds(start, end, months, months, not days and not match["odd"])

    def lacking_alone(self, text: str, times: Iterable[Time]) -> bool:
        """Whether so much is said to be lacking of a length that is not told: 就差二十天, of 「三年差二十天」 it is."""
        bounds = [one.bounds for one in times if isinstance(one, Length) and one.bounds]
        return any(
            not any(one.start <= match.start() and match.end() <= one.end for one in bounds)
            for match in self._lacking.finditer(text)
        )


def without_a_day(time: Time) -> Time:
    """The time as one of which the day, or the number of months, is not known."""
    match time:
        case Moment():
            return time._replace(day=None)
        case Period():
            return time._replace(first=time.first._replace(day=None))
        case Length():
            return time._replace(months=None)


def _with_years_after(moments: list[Moment]) -> list[Moment]:
    """A month whose year is said just after it takes that year: 「6月30号毕业的，2021年」."""
    found: list[Moment] = []
    for moment in moments:
        last = found[-1] if found else None
        if (
            last is not None
            and last.yearless
            and moment.exact == "year"
            and moment.day is not None
            and moment.start - last.end <= _FURTHEST_AHEAD
        ):
            month, day = last.yearless
            found[-1] = last._replace(day=_day(moment.day.year, month, day), yearless=None)
        else:
            found.append(moment)
    return found


def latest(moment: Moment, as_of: date) -> Moment:
    """A month, or day, said without its year as the latest such up to ``as_of``; others as they are."""
    if moment.day is not None or moment.yearless is None:
        return moment
    month, number = moment.yearless
    for year in (as_of.year, as_of.year - 1):
        day = _day(year, month, number)
        if day is not None and (number is None and month == as_of.month and year == as_of.year):
            day = min(day, as_of)
        if day is not None and day <= as_of:
            return moment._replace(day=day)
    return moment


def refines(time: Time, rough: Moment) -> bool:
    """Whether a time says more exactly which day of that month or year it was."""
    if not isinstance(time, Moment) or time.day is None or rough.day is None:
        return False
    same_year = time.day.year == rough.day.year
    if rough.exact == "year":
        return same_year and time.exact != "year"
    return (
        rough.exact == "month"
        and time.exact == "day"
        and same_year
        and time.day.month == rough.day.month
    )


def _longest(words: Iterable[str], stands: Callable[[str], bool]) -> str:
    """The longest of the words that stands there; empty where none does."""
    return max(filter(stands, words), key=len, default="")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _number(said: str) -> int | None:
    """``7``, ``07``, ``七``, ``十二``, ``三十一``; None for what is no number (``三四``)."""
    if said.isascii():
        return int(said)
    tens, ten, ones = said.partition("十")
    if not ten:
        return _DIGITS.get(said) if len(said) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    high, low = _DIGITS.get(tens or "一"), _DIGITS.get(ones or "零")
    return high * 10 + low if high is not None and low is not None else None


def _months_said(match: re.Match[str]) -> int | None:
    """How many months a length says, days and half months apart."""
    if match["only"]:
        return _months(match["only"], 1)
    months = _months(match["y"], 12)
    more = _months(match["m"], 1) if match["m"] else 6 * bool(match["half"])
    return months + more if months is not None and more is not None else None


def _months(said: str, unit: int) -> int | None:
    """So many years (``unit`` 12) or months (1) in months; halves only of years."""
    if said == "半":
        return unit // 2
    whole, point, part = said.partition(".")
    if point:
        return int(whole) * unit + unit // 2 if part == "5" and unit == 12 else None
    number = _number(said)
    return number * unit if number is not None else None


def _day(year: int, month: int, day: str | None) -> date | None:
    """The day, or the month's last one; None where the calendar has none."""
    if not (1 <= month <= 12 and date.min.year <= year <= date.max.year):
        return None
    if day is None:
        following = add_months(date(year, month, 1), 1)
        return following - ONE_DAY if following else None
    number = _number(day)
    try:
        return date(year, month, number) if number is not None else None
    except ValueError:
        return None
