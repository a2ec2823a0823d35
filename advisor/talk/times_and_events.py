"""Which time belongs to what: graduation, a spell of work, a title, a change of post.

A time belongs to the event it stands directly after, else to the next one in its clause, else to the
last one; a clause that says little more than a time goes with what was spoken of before, or with
the question that was asked.
"""

from itertools import groupby, takewhile
from typing import NamedTuple

from advisor.talk.clauses import Clause, is_a_stretch, is_headed
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.spoken_dates import Length, Period, Time
from advisor.talk.utterance import Utterance
from advisor.talk.vocabulary import EVENTS, Event, Group

_NO_FACTS = Event(None)
_WORDS_OF_A_LINE = 2


class TimeOfEvent(NamedTuple):
    """A time and what it belongs to; None where that is not said."""

    time: Time
    clause: Clause
    event: Event | None


class _EventSaid(NamedTuple):
    """What in ``plain[start:end]`` a time can belong to."""

    start: int
    end: int
    event: Event


def times_with_events(utterance: Utterance) -> list[TimeOfEvent]:
    """Every time in the clauses that count, with what it belongs to."""
    found = []
    topic: Event | None = None
    headed = _headed(utterance)
    for clause in utterance.clauses:
        if not clause.counts:
            topic = None
            continue
        if clause.start in headed:
            topic = headed[clause.start]
            found.append(TimeOfEvent(clause.times[0], clause, topic))
            continue
        events = _events(utterance, clause)
        for index, time in enumerate(clause.times):
            more = clause.times[index + 1 :]
            after = more[0].start if more else clause.end
            event = _own(utterance, events, time, after)
            if event is None and not events:
                event = _inherited(utterance, clause, topic, time)
                event = event or _worked_till(utterance, clause, time)
            found.append(TimeOfEvent(time, clause, event))
        own = [one.event for one in found if one.clause is clause and one.event]
        topic = own[-1] if own else _topic(utterance, clause, events, topic)
    return found


def _events(utterance: Utterance, clause: Clause) -> list[_EventSaid]:
    """What in a clause a time can belong to, in order."""
    found = []
    for name, fact in utterance.words.facts.items():
        if fact.dated_by is not None:
            found += [
                _EventSaid(mention.start, mention.end, Event(name))
                for mention in utterance.mentions(fact.dated_by.fact)
                if mention.clause is clause
                and mention.sign == 1
                and mention.option is not None
                and (not fact.dated_by.options or mention.option in fact.dated_by.options)
            ]
    held = {one.end for one in found}
    found += [_EventSaid(one.start, one.end, _NO_FACTS) for one in clause.all("other_events")]
    found += [
        _EventSaid(one.start, one.end, event)
        for one in utterance.tokens(clause, EVENTS)
        for event in one.meanings
        if isinstance(event, Event)
        and one.start not in held  # 当 of 「三级教师当了三年了」 is of the title
        and not _denied_title(utterance, clause, one, event)
    ]
    inside = [(time.start, time.end) for time in clause.times]  # 干 of 「干到2020年」
    received = [(one.start, one.end) for one in clause.all("getting")]
    found = [
        one
        for one in found
        if one.event.what != "studied" or not _is_inside(one, received)  # 上的 of 「评上的」
    ]
    inside += [(one.start, one.end) for one in found if one.end - one.start > 1]
    found = [one for one in found if not _cut_out(utterance, clause, one)]
    return sorted(
        (one for one in dict.fromkeys(found) if not _is_inside(one, inside)),
        key=lambda one: (one.start, one.end),
    )


def _is_inside(one: _EventSaid, longer: list[tuple[int, int]]) -> bool:
    return any(
        start <= one.start and one.end <= end and (start, end) != (one.start, one.end)
        for start, end in longer
    )


def _cut_out(utterance: Utterance, clause: Clause, one: _EventSaid) -> bool:
    """Whether it begins within a word of its own fact and goes on past it: 考的 of 「自考的」."""
    parts = utterance.tokens(clause, Group("parts", one.event.fact or ""))
    return any(part.start < one.start < part.end < one.end for part in parts)


def _denied_title(utterance: Utterance, clause: Clause, one: FoundPhrase, event: Event) -> bool:
    """Whether it is part of what says that there is nothing to date: 职称 of 「没职称」."""
    dated_by = utterance.words.facts[event.fact].dated_by if event.fact else None
    return dated_by is not None and any(
        mention.clause is clause
        and mention.start < one.start
        and one.end <= mention.end
        and mention.option not in dated_by.options
        for mention in utterance.mentions(dated_by.fact)
    )


def has_events(utterance: Utterance, clause: Clause) -> bool:
    """Whether something stands in a clause that a time can belong to."""
    return bool(_events(utterance, clause))


def _own(utterance: Utterance, events: list[_EventSaid], time: Time, after: int) -> Event | None:
    """The event of the time's own clause that it belongs to; ``after``: where the next time begins."""
    earlier = [one for one in events if one.end <= time.start]
    later = [one for one in events if time.end <= one.start < after]
    links = utterance.words.links.to_time
    if earlier and utterance.plain[earlier[-1].end : time.start] in links:
        return earlier[-1].event
    if later:
        return later[0].event
    return earlier[-1].event if earlier else None


def _inherited(
    utterance: Utterance, clause: Clause, topic: Event | None, time: Time
) -> Event | None:
    facts = utterance.words.facts
    if topic and isinstance(time, Period) and time.last is None and _is_diploma(utterance, topic):
        topic = None  # nobody graduates up to now: 2020年毕业，2020年8月至今
    if utterance.bare(clause, "getting", "still", "yes", "breaks"):
        parts = (Event(name) for name in facts if utterance.has(clause, Group("parts", name)))
        head = topic or _asked_for_times(utterance) or _heads_a_post(utterance, clause, time)
        return next(parts, None) or head
    asked = _asked_for_times(utterance)
    if asked is None or asked.fact is None or isinstance(time, Length):
        return None
    fact = facts[asked.fact]
    return asked if fact.spells or fact.dates or topic == asked else None


def _is_diploma(utterance: Utterance, event: Event) -> bool:
    return event.fact is not None and utterance.facts[event.fact].kind == "diplomas"


def _headed(utterance: Utterance) -> dict[int, Event]:
    """The stretches of time that head a line of a career, by their clauses' beginnings, each with what its line
    tells: study, work, or nothing that is asked."""
    found: dict[int, Event] = {}
    for _, group in groupby(utterance.clauses, lambda clause: clause.sentence):
        sentence = list(group)
        if not is_headed(sentence):
            continue
        for index, clause in enumerate(sentence):
            line = list(takewhile(lambda one: not one.times, sentence[index + 1 :]))
            if is_a_stretch(clause) and line:
                study = _study_in(utterance, line)
                asked = _asked_for_times(utterance)
                post = _a_post_in(utterance, line) or (
                    asked if _is_work(utterance, asked) else None
                )
                found[clause.start] = study or post or _NO_FACTS
    return found


def _is_work(utterance: Utterance, event: Event | None) -> bool:
    return (
        event is not None
        and event.fact is not None
        and utterance.facts[event.fact].kind == "spells"
    )


def _study_in(utterance: Utterance, line: list[Clause]) -> Event | None:
    for name, fact in utterance.words.facts.items():
        if fact.diplomas and any(
            utterance.has(one, Group(kind, name)) for one in line for kind in ("parts", "options")
        ):
            return Event(name, "studied")
    return None


def _heads_a_post(utterance: Utterance, clause: Clause, time: Time) -> Event | None:
    """A stretch at the head of a line, as 「2021.7-至今 民企 技术员」: the spells, if a post follows."""
    if not isinstance(time, Period):
        return None
    if time.last is None:
        said = [one for one in utterance.counting() if one.sentence == clause.sentence]
        return _a_post_in(utterance, said)
    line: list[Clause] = []
    while len(line) < _WORDS_OF_A_LINE and (
        following := utterance.following(line[-1] if line else clause)
    ):
        line.append(following)
    return _a_post_in(utterance, line)


def _a_post_in(utterance: Utterance, line: list[Clause]) -> Event | None:
    return next(
        (
            Event(name)
            for name, fact in utterance.words.facts.items()
            if fact.spells and any(utterance.has(one, Group("technical", name)) for one in line)
        ),
        None,
    )


def _worked_till(utterance: Utterance, clause: Clause, time: Time) -> Event | None:
    """The work that a stretch of time itself speaks of: 教 of 「2023年8月开始教到现在」."""
    if not isinstance(time, Period):
        return None
    for one in utterance.tokens(clause, EVENTS):
        for event in one.meanings:
            if not isinstance(event, Event) or event.what != "begins" or event.fact is None:
                continue
            fact = utterance.words.facts[event.fact]
            if fact.spells and time.start <= one.start and one.end <= time.end:
                return event
    return None


def _asked_for_times(utterance: Utterance) -> Event | None:
    asked = utterance.asked
    if asked is None or asked not in utterance.words.facts:
        return None
    kind = utterance.facts[asked].kind
    return Event(asked) if kind in ("date", "spells", "diplomas") else None


def _topic(
    utterance: Utterance, clause: Clause, events: list[_EventSaid], before: Event | None
) -> Event | None:
    if events:
        return events[-1].event
    for name, fact in utterance.words.facts.items():
        if utterance.has(clause, Group("parts", name)):
            return Event(name)
        if fact.diplomas and utterance.has(clause, Group("options", name)):
            return Event(name)  # 高级工班，2016年7月的
    if any(utterance.has(clause, Group("options", name)) for name in utterance.words.facts):
        return None
    return before
