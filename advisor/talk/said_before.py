"""What is said before an answer, so that it fits the question: yes or no, and whether so long is enough.

「本科满十个月了，能评不」: the answer says twelve months; that ten are not enough stands before it. Only what
is plain is held against it: 「三年左右」 is neither enough nor too little. 「专利刚受理能算不」: the answer says
what a patent must be; that this one is none yet stands before it.
"""

import re
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.days import months_in_words
from advisor.rules.policy import Policy
from advisor.talk.spoken_dates import Moment, Period, SpokenDates
from advisor.talk.typed_text import ENDS, TypedText, read_typed
from advisor.talk.vocabulary import vocabulary_of

_BEHIND = 5  # characters: what makes a time one of something else stands close behind it
_PAUSES = ENDS + ","
_MANY = r"(?:\d{1,2}(?:\.5)?|[一二两俩仨三四五六七八九十]{1,3})"
_SPAN = re.compile(
    rf"(?<![\d一二两三四五六七八九十第])(?!\d\d年(?:\d|[一二三四五六七八九十]{{1,2}}月|[毕入参进上到初底年]))"
    rf"(?:(?P<years>{_MANY})(?:周年|整年|年)(?P<half>半)?"
    rf"(?:[零又加]?(?P<more>{_MANY})个月)?"
    rf"|(?P<half_year>半年)|(?P<months>{_MANY})(?:个(?P<half_month>半)?月|(?<=[俩仨])月))"
    rf"(?P<days>[零又]?{_MANY}[天日])?(?!份)"
)
_SHORT_OF = re.compile(
    rf"(?<![相偏])差(?:着|了)?(?:{_MANY}|[十百\d]{{2,3}})(?:来|多)?(?:[天日周]|个?(?:半)?月|个?星期)"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}


class _Told(NamedTuple):
    """So long, at least ``least`` and at most ``most`` months, in the person's ``words``; ``of`` what."""

    of: str
    words: str
    least: int
    most: int | None
    exact: bool


def said_before(policy: Policy, answer: schema.Answer, text: str, as_of: date) -> str:
    """What is to be said before the answer to ``text``, asked on ``as_of``; empty where nothing is."""
    turned = _turned(answer, _read(policy, text).plain) if answer.turns else ""
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
        held = any(one in plain for one in turn.said)
        beside = not turn.beside or any(one in plain for one in turn.beside)
        if held and beside and not any(one in plain for one in turn.unless):
            return turn.first
    return ""


def _measured(
    words: schema.Measured,
    time: schema.TimeWords,
    answer: schema.Answer,
    read: TypedText,
    as_of: date,
) -> str:
    lacking: dict[str, list[str]] = {}
    enough: dict[str, str] = {}
    all_told = _told(words, time, read, as_of)
    if _SHORT_OF.search(read.plain) and all(one.months is not None for one in answer.measures):
        return words.short if not all_told else ""
    for told in all_told:
        measure = next((one for one in answer.measures if one.of == told.of), None)
        if measure is None:
            continue
        name = words.of[told.of].name
        if measure.within_years is not None:
            beyond = told.least > 12 * measure.within_years
            if not beyond and (told.most is None or told.most > 12 * measure.within_years):
                continue
            said = words.beyond if beyond else words.within
            return said.format(told=told.words, asked=f"{measure.within_years}年")
        assert measure.months is not None
        asked = months_in_words(measure.months)
        if told.least >= measure.months:
            if any(one in read.plain for one in words.not_all_counts):
                return ""
            enough.setdefault(
                told.of,
                words.enough.format(what=name, told=told.words, goal=measure.goal, asked=asked),
            )
        elif told.most is not None and told.most < measure.months:
            left = months_in_words(measure.months - told.most) if told.exact else ""
            said = words.lacking_so_long if left else words.lacking
            lacking.setdefault(told.of, []).append(
                said.format(what=name, told=told.words, goal=measure.goal, asked=asked, left=left)
            )
    if enough:  # of two lengths of the same, one enough and one not, which counts is not plain
        return next((said for of, said in enough.items() if of not in lacking), "")
    return "".join(dict.fromkeys(said for each in lacking.values() for said in each))


def _told(
    words: schema.Measured, time: schema.TimeWords, read: TypedText, as_of: date
) -> list[_Told]:
    """All lengths told of what is measured, in order; where none is, the one from the day told on."""
    plain = read.plain
    found = []
    for match in _SPAN.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        if before.endswith(tuple(words.not_before)) or after.startswith(tuple(words.not_after)):
            continue
        ago = next((one for one in words.ago if after.startswith(one)), "")
        under = next((one for one in words.under if before.endswith(one)), "")
        over = next((one for one in words.over if after.startswith(one)), "")
        if over and after[len(over) :].startswith(tuple(words.ago)):
            continue
        months, exact = _months(match), not (under or over or match["days"])
        exact = exact and not match["half_month"]
        said = read.piece(match.start() - len(under), match.end() + len(over or ago))
        of = _of(words, plain, match.start(), match.end())
        if of is None:
            continue
        most = None if over and not match["half"] else months
        if under:
            least, most = 0, months - 1
        elif over:
            least, most = months, months + (11 if match["years"] and not match["more"] else 0)
        else:
            least = months
        found.append(_Told(of, said, least, most, exact))
    return found or _from_days(words, time, read, as_of)


def _from_days(
    words: schema.Measured, time: schema.TimeWords, read: TypedText, as_of: date
) -> list[_Told]:
    """From the day a question names as the first to the one it names as the last, or to this day."""
    times = SpokenDates(time).read(read.plain, as_of)
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
    if first.exact == "year" and last is None:
        ago = as_of.year - start.year
        if _of(words, read.plain, first.start, first.end) == "ago" and ago >= 0:
            return [_Told("ago", day, 12 * ago, 12 * ago, True)]
    if start > end or (last is not None and "year" in (first.exact, last.exact)):
        return []
    of = _of(words, read.plain, first.start, first.end)
    if of in (None, "ago"):
        return []
    months = (end.year - start.year) * 12 + end.month - start.month
    if first.exact == "year":
        return [_Told(of or "work", said, max(months - 1, 0), months + 12, False)]
    rough = first.exact != "day" or (last is not None and last.exact != "day")
    before_the_day = not rough and end.day < start.day
    least = months - 1 if rough or before_the_day else months
    most = months + (1 if rough else 0) - before_the_day
    return [_Told(of or "work", said, least, most, False)]


def _of(words: schema.Measured, plain: str, start: int, end: int) -> str | None:
    """What a time belongs to: that whose word stands nearest in its clause, before it or, further, behind
    it; work where none does; None where it is of something else, as a time of study."""
    first = max((plain.rfind(one, 0, start) for one in _PAUSES), default=-1) + 1
    ends = [place for one in _PAUSES if (place := plain.find(one, end)) >= 0]
    last = min(ends, default=len(plain))
    nearest: tuple[int, str | None] | None = None
    named = [(of, one.words) for of, one in words.of.items()]
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


def _months(match: re.Match[str]) -> int:
    if match["half_year"]:
        return 6
    if match["months"]:
        return _number(match["months"])
    return (
        round(_number_of_years(match["years"]) * 12)
        + 6 * bool(match["half"])
        + (_number(match["more"]) if match["more"] else 0)
    )


def _number_of_years(said: str) -> float:
    return float(said) if said[0].isdigit() else _number(said)


def _number(said: str) -> int:
    if said[0].isdigit():
        return int(float(said))
    tens, ten, ones = said.partition("十")
    if not ten:
        return _DIGITS.get(said[-1], 0)
    return _DIGITS.get(tens or "一", 1) * 10 + _DIGITS.get(ones or "零", 0)
