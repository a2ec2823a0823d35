"""The day from which something is so: as said, or counted back from a length that lasts to this day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from advisor.content import schema
from advisor.days import add_months
from advisor.talk.clauses import Clause
from advisor.talk.spoken_dates import Length, Moment, Period, refines
from advisor.talk.times_and_events import TimeOfEvent
from advisor.talk.utterance import Mention, SaidFact, Utterance, inexact
from advisor.talk.vocabulary import EVENTS, Event

_ABOUT_THE_SAME = timedelta(days=366)
_LONGEST = 1200  # months


class Held(NamedTuple):
    """An option and the time told of it: the title held last of several."""

    mention: Mention
    time: TimeOfEvent


def held_last(utterance: Utterance, name: str, times: Iterable[TimeOfEvent]) -> Held | None:
    """Of several options of a fact, each told with its own day, the one of the latest: 「2016年拿的大专，2020年拿的
    本科」; None where one has no day, or two have the same."""
    dated = [one for one, fact in utterance.words.facts.items() if _dates(fact, name)]
    days = [one for one in times if one.event in [Event(fact) for fact in dated]]
    held: list[tuple[date, Held]] = []
    for mention in utterance.mentions(name):
        if mention.sign != 1 or mention.option is None:
            continue
        beside = [one for one in days if one.clause is mention.clause]
        told = _day_of(utterance, beside[0]) if len(beside) == 1 else None
        if told is None or told > utterance.as_of:
            return None
        held.append((told, Held(mention, beside[0])))
    options = {one.mention.option for _, one in held}
    if len(options) < 2 or len({told for told, _ in held}) < len(options):
        return None
    return max(held, key=lambda one: one[0])[1]


def _dates(fact: schema.FactWords, name: str) -> bool:
    return fact.dated_by is not None and fact.dated_by.fact == name


def day(utterance: Utterance, name: str, times: list[TimeOfEvent]) -> SaidFact | None:
    """The one day told for a date fact; nothing where several differ, or it lies ahead. Of several titles it is the
    day of the last."""
    dated_by = utterance.words.facts[name].dated_by
    last = held_last(utterance, dated_by.fact, times) if dated_by is not None else None
    found: dict[date, TimeOfEvent] = {}
    for one in [last.time] if last is not None else times:
        if one.event != Event(name):
            continue
        told = _day_of(utterance, one)
        if told is None or told > utterance.as_of:
            return None
        found[told] = one
    for told, one in list(found.items()):  # 去年, 是2025年9月1日
        if isinstance(one.time, Moment) and any(
            refines(other.time, one.time) for other in found.values()
        ):
            del found[told]
    exact = {told: one for told, one in found.items() if not isinstance(one.time, Length)}
    days = sorted(exact or found)
    if len(days) != 1 or any(abs(told - days[0]) > _ABOUT_THE_SAME for told in found):
        return None
    one = (exact or found)[days[0]]
    moment = one.time.first if isinstance(one.time, Period) else one.time
    rough = inexact(moment) if isinstance(moment, Moment) else ()
    return SaidFact(name, days[0].isoformat(), (one.clause,), rough)


def _day_of(utterance: Utterance, told: TimeOfEvent) -> date | None:
    """The day from which it is so."""
    match told.time:
        case Moment():
            return told.time.day
        case Period():
            return told.time.first.day if told.time.last is None else None
        case Length():
            return counted_back(utterance, told.clause, told.time)


def counted_back(utterance: Utterance, clause: Clause, length: Length) -> date | None:
    """The day so many months before today, where the words say that it lasts to this day."""
    if length.months is None:
        return None
    lasting = tuple(utterance.words.time.lasting)
    goes_on = length.end >= clause.end or utterance.plain.startswith(lasting, length.end)
    goes_on = goes_on or _still_so(utterance, clause, length)
    goes_on = goes_on or utterance.plain[length.end : clause.end] in utterance.words.speech.fillers
    if not goes_on and not clause.has("still"):
        return None
    return add_months(utterance.as_of, -length.months) if length.months < _LONGEST else None


def _still_so(utterance: Utterance, clause: Clause, length: Length) -> bool:
    """「干了三年技术员了」: nothing stands between the length and the closing 了 but what it was spent as."""
    end = next(
        (
            one
            for one in utterance.words.time.lasting
            if utterance.plain.endswith(one, 0, clause.end)
        ),
        "",
    )
    left = set(range(length.end, clause.end - len(end)))
    over = any(
        isinstance(event, Event) and event.what == "ends"
        for one in utterance.tokens(clause, EVENTS)
        for event in one.meanings
    )
    return (
        bool(end and left) and not over and left <= utterance.covered(clause, utterance.words.facts)
    )
