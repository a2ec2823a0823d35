"""What is said before an answer, so that it fits the question: yes or no, and whether so long is enough.

「本科满十个月了，能评不」: the answer says twelve months; that ten are not enough stands before it. Only what
is plain is held against it: 「三年左右」 is neither enough nor too little. 「专利刚受理能算不」: the answer says
what a patent must be; that this one is none yet stands before it.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.days import add_months, day_in_words, months_in_words
from advisor.rules.policy import Policy
from advisor.talk.spoken_dates import Length, Moment, Period, SpokenDates, Time, latest
from advisor.talk.typed_text import ENDS, TypedText, read_typed
from advisor.talk.vocabulary import vocabulary_of

_BEHIND = 5  # characters: what makes a time one of something else stands close behind it
_PAUSES = ENDS + ","
_NUMERAL = re.compile(r"[\d一二三四五六七八九十]")
_GRADUATED = "graduated"  # what a time is of that is counted from a diploma
_NOTHING_MORE = 2  # characters: a clause of a time and no more is said of what stands before it


class _Told(NamedTuple):
    """So long, at least ``least`` and at most ``most`` months, in the person's ``words``; ``of`` what; ``since`` the
    day on which it began, where that is known; ``graduated``: it is the time since one did."""

    of: str
    words: str
    least: int
    most: int
    exact: bool
    since: date | None = None
    graduated: bool = False


def said_before(
    policy: Policy,
    answer: schema.Answer,
    text: str,
    as_of: date,
    near: Sequence[schema.Answer] = (),
) -> str:
    """What is to be said before the answer to ``text``, asked on ``as_of``; empty where nothing is. Of answers as
    ``near`` the first that measures does so, where this one does not and the text asks for it."""
    plain = _read(policy, text).plain
    turned = _turned(answer, plain) if answer.turns else ""
    file = policy.content.answers
    if not answer.measures and file and any(one in plain for one in file.measured.asks_enough):
        answer = next((one for one in near if one.measures), answer)
    return turned + measured(policy, answer, text, as_of)


def measured(policy: Policy, answer: schema.Answer, text: str, as_of: date) -> str:
    """Whether so long as ``text`` tells is enough; empty where nothing told can be held against it."""
    file = policy.content.answers
    if file is None or not answer.measures:
        return ""
    time = vocabulary_of(policy).words.time
    return _measured(file.measured, time, answer, _read(policy, text), as_of)


def _read(policy: Policy, text: str) -> TypedText:
    words = vocabulary_of(policy).words
    return read_typed(text, words.time, words.typos)


def _turned(answer: schema.Answer, plain: str) -> str:
    """What is said to the turn that the question takes."""
    for turn in answer.turns:
        held = any(_says(plain, one) for one in turn.said)
        beside = not turn.beside or any(one in plain for one in turn.beside)
        if held and beside and not any(one in plain for one in turn.unless):
            return turn.first
    return ""


def _says(plain: str, word: str) -> bool:
    """Whether the word stands there; 「1月3」 not in 「11月30」."""
    if word not in plain or not (_NUMERAL.match(word[0]) or _NUMERAL.match(word[-1])):
        return word in plain
    before = f"(?<!{_NUMERAL.pattern})" if _NUMERAL.match(word[0]) else ""
    after = f"(?!{_NUMERAL.pattern})" if _NUMERAL.match(word[-1]) else ""
    return re.search(before + re.escape(word) + after, plain) is not None


def _measured(
    words: schema.Measured,
    time: schema.TimeWords,
    answer: schema.Answer,
    read: TypedText,
    as_of: date,
) -> str:
    lacking: dict[str, list[str]] = {}
    enough: dict[str, str] = {}
    past: list[tuple[bool, str]] = []
    dates = SpokenDates(time)
    times = dates.read(read.plain, as_of)
    all_told = _told(words, times, read, as_of)
    lacks = dates.lacking_alone(read.plain, times) and all(
        one.months is not None for one in answer.measures
    )
    if lacks and not all_told:
        return words.short
    for told in all_told:
        measure = next((one for one in answer.measures if one.of == told.of), None)
        if measure is None:
            continue
        name = words.of[told.of].name
        if measure.within_years is not None:
            past.append(_within(words, told, measure.within_years))
            continue
        assert measure.months is not None
        asked = months_in_words(measure.months)
        if told.least >= measure.months:
            if measure.lacking_only:
                continue
            if any(one in read.plain for one in words.not_all_counts):
                return ""
            enough.setdefault(
                told.of,
                words.enough.format(what=name, told=told.words, goal=measure.goal, asked=asked),
            )
        elif told.graduated and told.most > measure.months:  # by a month or more
            enough.setdefault(told.of, words.since_graduation.format(asked=asked))
        elif told.most < measure.months:
            template, left = _left(words, told, measure.months)
            lacking.setdefault(told.of, []).append(
                template.format(
                    what=name, told=told.words, goal=measure.goal, asked=asked, left=left
                )
            )
    if past:  # of several years one within is enough
        return max(past, key=lambda one: one[0])[1]
    if enough and lacks:  # something is lacking, of this or beside it
        return ""
    if enough:  # of two lengths of the same, one enough and one not, which counts is not plain
        return next((said for of, said in enough.items() if of not in lacking), "")
    return "".join(dict.fromkeys(said for each in lacking.values() for said in each))


def _within(words: schema.Measured, told: _Told, years: int) -> tuple[bool, str]:
    """Whether it is no further back, and the sentence on that; none where it is not plain."""
    within, beyond = told.most <= 12 * years, told.least > 12 * years
    said = words.within if within else words.beyond if beyond else ""
    return within, said.format(told=told.words, asked=f"{years}年")


def _left(words: schema.Measured, told: _Told, months: int) -> tuple[str, str]:
    """The sentence on what lacks of so many months, and what that is: how long, or until which day."""
    if told.graduated:  # whether work before it counts the notice may leave open
        return words.lacking_since_graduation, ""
    if told.exact:
        return words.lacking_so_long, months_in_words(months - told.most)
    full = add_months(told.since, months) if told.since else None
    return (words.lacking_until, day_in_words(full)) if full else (words.lacking, "")


def _told(words: schema.Measured, times: list[Time], read: TypedText, as_of: date) -> list[_Told]:
    """All lengths told of what is measured, in order; where none is, the one from the day told on."""
    plain = read.plain
    if any(word in plain for word in words.lately):
        times = [latest(one, as_of) if isinstance(one, Moment) else one for one in times]
    dated = any(isinstance(one, Moment) and one.day for one in times)
    times = [one for one in times if not _is_asked(words, plain, one, dated)]
    found: list[_Told] = []
    graduated: list[_Told] = []
    for one in times:
        bounds = one.bounds if isinstance(one, Length) else None
        if bounds is None:
            continue
        before, after = plain[: bounds.start], plain[bounds.end :]
        if before.endswith(tuple(words.not_before)) or after.startswith(tuple(words.not_after)):
            continue
        ago = next((one for one in words.ago if after.startswith(one)), "")
        if ago and bounds.least != bounds.most:
            continue
        of = _of(words, plain, bounds.start, bounds.end)
        said = read.piece(bounds.start, bounds.end + len(ago))
        if of == _GRADUATED:  # one may have worked less
            graduated.append(_Told("work", said, 0, bounds.most, False, graduated=True))
        elif of is not None and (of != "ago" or ago):  # 连着三年优秀 lies nowhere
            found.append(_Told(of, said, bounds.least, bounds.most, bounds.exact))
    if not any(one.of == "work" for one in found):
        found += graduated
    return [
        *(found or _from_days(words, times, read, as_of)),
        *_years_ago(words, times, read, as_of),
    ]


def _years_ago(
    words: schema.Measured, times: list[Time], read: TypedText, as_of: date
) -> list[_Told]:
    """How far back the years lie of which something is told."""
    found = []
    for time in times:
        one = time.last or time.first if isinstance(time, Period) else time
        if not isinstance(one, Moment) or one.day is None or one.day.year > as_of.year:
            continue
        if read.plain.startswith(tuple(words.not_that), one.end):
            continue
        if _of(words, read.plain, one.start, one.end) == "ago":
            months = 12 * (as_of.year - one.day.year)
            said = read.piece(one.start, one.end)
            found.append(_Told("ago", said, months, months, True))
    return found


def _is_asked(words: schema.Measured, plain: str, time: Time, dated: bool) -> bool:
    """Whether a length is not told but asked about: 「够半年了没」; beside a day also 「几号满半年」."""
    if not isinstance(time, Length):
        return False
    before = plain.endswith(tuple(words.asked_before), 0, time.start)
    after = plain.startswith(tuple(words.asked_after), time.end)
    return (before or after) if dated else (before and after)


def _from_days(
    words: schema.Measured, times: list[Time], read: TypedText, as_of: date
) -> list[_Told]:
    """From the day a question names as the first to the one it names as the last, or to this day."""
    moments = [one for one in times if isinstance(one, Moment) and one.day is not None]
    for one in times:
        if isinstance(one, Period):
            moments += [day for day in (one.first, one.last) if day is not None and day.day]
    if (
        not moments
        or len(moments) > 2
        or len(moments) != len(times) + any(isinstance(one, Period) and one.last for one in times)
    ):
        return []
    first, last = moments[0], moments[-1] if len(moments) == 2 else None
    is_last = last is not None and (
        read.plain.endswith(tuple(words.until), 0, last.start)
        or read.plain.startswith(tuple(words.asked_of), last.end)
    )
    if last and not is_last:
        first, last = last, None  # 「6月毕业，7月进厂」
    day = read.piece(first.start, first.end)
    said = (
        words.between.format(day=day, last=read.piece(last.start, last.end))
        if last
        else words.since.format(day=day)
    )
    start, end = first.day, last.day if last else as_of
    assert start is not None
    assert end is not None
    if start > end or (last is not None and "year" in (first.exact, last.exact)):
        return []
    of = _of(words, read.plain, first.start, first.end)
    if of in (None, "ago"):
        return []
    worked = any(word in read.plain for word in words.of["work"].words)
    surely = of not in ("work", _GRADUATED) or worked  # else work may have begun after that day
    graduated = of == _GRADUATED
    of = "work" if graduated else of
    months = (end.year - start.year) * 12 + end.month - start.month
    if first.exact == "year":
        least = max(months - 1, 0) if surely else 0
        return [_Told(of or "work", said, least, months + 12, False, graduated=graduated)]
    rough = first.exact != "day" or (last is not None and last.exact != "day")
    before_the_day = not rough and end.day < start.day
    least = months - 1 if rough or before_the_day else months
    most = months + (1 if rough else 0) - before_the_day
    since = start if surely and not rough and last is None else None
    return [_Told(of or "work", said, least if surely else 0, most, False, since, graduated)]


def _of(words: schema.Measured, plain: str, start: int, end: int) -> str | None:
    """What a time belongs to: that whose word stands nearest in its clause, before it or, further, behind
    it; work where none does; None where it is of something else, as a time of study."""
    first = _begin(plain, start)
    ends = [place for one in _PAUSES if (place := plain.find(one, end)) >= 0]
    last = min(ends, default=len(plain))
    if start - first + last - end <= _NOTHING_MORE:  # 「给了个处分，半年了」
        first = _begin(plain, max(first - 1, 0))
    nearest: tuple[int, str | None] | None = None
    named = [(_GRADUATED, words.graduated), *((of, one.words) for of, one in words.of.items())]
    for of, said in (*named, (None, words.of_something_else)):
        for word in said:
            place = plain.rfind(word, first, start)
            far = start - place - len(word) if place >= 0 else None
            after = plain.find(word, end, last if of else min(last, end + _BEHIND))
            if after >= 0 and (far is None or after - end + 1 < far):
                far = after - end + 1
            if far is not None and (nearest is None or far < nearest[0]):
                nearest = far, of
    return nearest[1] if nearest else "work"


def _begin(plain: str, place: int) -> int:
    """Where the clause begins that goes on at ``place``."""
    return max(plain.rfind(one, 0, place) for one in _PAUSES) + 1
