"""Which time belongs to what: graduation, a spell of work, a title, a change of post.

A time belongs to the event it stands directly after, else to the next one in its clause, else to the
last one; a clause that says little more than a time goes with what was spoken of before, or with
the question that was asked.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from advisor.talk.clauses import Clause, only_time, stretches
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.spoken_dates import Length, Moment, Period, Time
from advisor.talk.utterance import Utterance
from advisor.talk.vocabulary import EVENTS, Event, Group, OptionSaid, Part

_NO_FACTS = Event(None)
_LISTED = ("、", "/")
_TIME_NOUN = 4  # characters: 任职时间


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
            if _is_denied(utterance, clause, time):
                continue
            after = _next_time(utterance, clause, index)
            event = (
                _last_day_of_work(utterance, clause, time)
                or _got_then(utterance, clause, events, time)
                or _worked_till(utterance, clause, time, least=2)
                or _behind_its_diploma(utterance, clause, events, time)
                or _own(utterance, events, time, after)
            )
            if event is None and not events:
                worked = any(_is_work(utterance, one.event) for one in found)
                event = (
                    _beside(utterance, clause, time, worked)
                    or _inherited(utterance, clause, topic, time)
                    or _worked_till(utterance, clause, time)
                    or _gone_on_to(utterance, clause)
                    or _begins_with_its_day(utterance, clause, time)
                )
            if _is_after_graduation(utterance, event, time, found):
                event = None
            event = _of_the_title(utterance, clause, event, topic) or (
                _moved_as_asked(utterance, clause, event)
                if not found
                else _as_asked(utterance, event)
            )
            found.append(TimeOfEvent(time, clause, event))
        if (begun := _begun_then(utterance, clause)) is not None:
            found.append(begun)
        own = [one.event for one in found if one.clause is clause and one.event]
        topic = own[-1] if own else _topic(utterance, clause, events, topic)
    return found


def _is_after_graduation(
    utterance: Utterance, event: Event | None, time: Time, told: list[TimeOfEvent]
) -> bool:
    """Whether a stretch begins after the day of the diploma told just before: it is none of study."""
    if event is None or not _is_diploma(utterance, event) or not isinstance(time, Period):
        return False
    last = told[-1] if told and told[-1].event == event else None
    day = last.time.day if last and isinstance(last.time, Moment) else None
    return day is not None and time.first.day is not None and day <= time.first.day


def _of_the_title(
    utterance: Utterance, clause: Clause, event: Event | None, topic: Event | None
) -> Event | None:
    """The title spoken of just before, where a post is taken up: 「技术员，2023年6月30日任职」."""
    if topic is None or topic.fact is None or not _is_work(utterance, event):
        return None
    said = utterance.plain[clause.start : clause.end]
    if utterance.words.facts[topic.fact].only_with is not None:
        begun = tuple(end for one in utterance.words.links.begun for end in (one, one + "的"))
        return topic if said.endswith(begun) else None  # 现在让我搞工程，2025年10月9号开始的
    if utterance.words.facts[topic.fact].dated_by is None:
        return None
    if said.endswith(tuple(utterance.words.links.title_or_post)):
        return _NO_FACTS
    return topic if said.endswith(tuple(utterance.words.links.title_too)) else None


def _is_denied(utterance: Utterance, clause: Clause, time: Time) -> bool:
    """「不是2012年3月」, 「是2021年7月不是2020年7月参加工作」; not in 「职称无2014年8月到…」."""
    lacking = tuple(utterance.words.links.lacking)
    return any(
        one.end == time.start
        and not (one.start > clause.start and utterance.plain.startswith(lacking, one.start))
        for one in clause.all("negations")
    )


def _next_time(utterance: Utterance, clause: Clause, index: int) -> int:
    """Where the next time of a clause begins that is told by itself, not with this one: 「2022、2024年优秀」."""
    listed = (*_LISTED, *utterance.words.time.between_years)
    told = (time for time in clause.times[index:] if not _is_denied(utterance, clause, time))
    for time, other in pairwise(told):
        if utterance.plain[time.end : other.start] not in listed:
            return other.start
    return clause.end


def _moved_as_asked(utterance: Utterance, clause: Clause, event: Event | None) -> Event | None:
    """The change of post that was asked for, where the first day of the answer is told with a word for one: 「2024年6月
    调到设备科」."""
    asked = _asked_for_times(utterance)
    fact = utterance.words.facts[asked.fact] if asked and asked.fact else None
    if fact is not None and fact.only_with and _is_work(utterance, event):
        said = utterance.plain[clause.start : clause.end]
        if any(word in said for word in fact.dates):
            return asked
    return _as_asked(utterance, event)


def _as_asked(utterance: Utterance, event: Event | None) -> Event | None:
    """The day asked for, where the only time told is one of work: 「当了三年」 in answer to 任职时间."""
    asked = _asked_for_times(utterance)
    only = len(utterance.times) == 1 and event is not None and event.what == "begins"
    if asked and only and utterance.facts[asked.fact or ""].kind == "date":
        return asked if _is_work(utterance, event) and not _is_news(utterance, asked) else event
    return event


def _is_news(utterance: Utterance, asked: Event) -> bool:
    """Whether a text tells of work in words of its own where the day of a title is asked for: 「2021年3月入职做技术员」;
    not 「当了三年」."""
    return utterance.words.facts[asked.fact or ""].dated_by is not None and any(
        isinstance(event, Event) and _is_work(utterance, event) and one.end - one.start > 1
        for clause in utterance.counting()
        for one in utterance.tokens(clause, EVENTS)
        for event in one.meanings
    )


def _begun_then(utterance: Utterance, clause: Clause) -> TimeOfEvent | None:
    """Work begun in the month of graduation: 「17年7月毕业就|进了县医院」."""
    following = utterance.following(clause)
    if following is None or following.start != clause.end or len(clause.times) != 1:
        return None
    [time] = clause.times
    breaks = any(one.end == clause.end for one in clause.all("at_once"))
    if not breaks or following.times or not isinstance(time, Moment) or time.exact != "month":
        return None
    work = [one.event for one in _events(utterance, following) if _is_work(utterance, one.event)]
    return TimeOfEvent(time, following, work[0]) if work and following.counts else None


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
    answers = [  # 未获学位: no prize
        one
        for name in utterance.words.facts
        if utterance.facts[name].hangs_on and utterance.facts[name].kind == "yes_no"
        for one in utterance.tokens(clause, Group("options", name))
    ]
    found += [
        _EventSaid(one.start, one.end, _NO_FACTS)
        for one in clause.all("other_events")
        if not any(it.start <= one.start and one.end < it.end for it in answers)
    ]
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
        if not (_is_inside(one, received) or _begins_inside(one, received))
        or not _of_study_or_work(utterance, one.event)
        or (one.event.what == "studied" and _names_a_diploma(utterance, clause))
    ]
    inside += [(one.start, one.end) for one in found if one.end - one.start > 1]
    inside += [  # 教 of 成教
        (one.start, one.end) for one in utterance.groups(clause, "parts", "about")
    ]
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


def _begins_inside(one: _EventSaid, words: list[tuple[int, int]]) -> bool:
    """Whether it begins within a word and goes on past it: 到了 of 「拿到了」."""
    return any(start < one.start < end < one.end for start, end in words)


def _of_study_or_work(utterance: Utterance, event: Event) -> bool:
    """Whether it is studied or worked: 上的 is part of 「评上的」, 来的 of 「发下来的」."""
    return event.what == "studied" or _is_work(utterance, event)


def _names_a_diploma(utterance: Utterance, clause: Clause) -> bool:
    return any(
        fact.diplomas and utterance.has(clause, Group("parts", name))
        for name, fact in utterance.words.facts.items()
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
    later = [  # also 年度考核优秀 of 「2024年度考核优秀」
        one for one in events if time.start < one.start < after and time.end < one.end
    ]
    links = utterance.words.links.to_time
    if isinstance(time, Length):
        links = [*links, "", *utterance.words.links.spent]
    begun = next((one for one in later if _begins_work_then(utterance, one, time)), None)
    if earlier and utterance.plain[earlier[-1].end : time.start] in links:
        return begun.event if begun else earlier[-1].event
    nouns = tuple(utterance.words.links.time_nouns)
    near = earlier and time.start - earlier[-1].end <= _TIME_NOUN
    if near and utterance.plain.endswith(nouns, 0, time.start):
        return earlier[-1].event  # 任职时间2020年12月|做档案
    if later:
        return later[0].event
    return earlier[-1].event if earlier else None


def _begins_work_then(utterance: Utterance, one: _EventSaid, time: Time) -> bool:
    """Whether the word for beginning a job stands directly behind a day: 2020.8入职."""
    at_once = one.start == time.end and one.end - one.start > 1
    return at_once and _is_work(utterance, one.event) and one.event.what == "begins"


def _behind_its_diploma(
    utterance: Utterance, clause: Clause, events: list[_EventSaid], time: Time
) -> Event | None:
    """The diploma that a day stands directly behind, where nothing begins then: 「全日制本科2020.6|做档案管理」."""
    begins = utterance.plain.startswith(tuple(utterance.words.links.into), time.end)
    if not isinstance(time, Moment) or begins:
        return None
    if any(one.start == time.end and one.end - one.start > 1 for one in events):
        return None
    return next(
        (
            Event(name)
            for name, fact in utterance.words.facts.items()
            if fact.diplomas
            and any(one.end == time.start for one in utterance.tokens(clause, Group("parts", name)))
        ),
        None,
    )


def _got_then(
    utterance: Utterance, clause: Clause, events: list[_EventSaid], time: Time
) -> Event | None:
    """The title or diploma that was got then, whatever follows in a run: 「助理工程师2020年12月取得|能胜任工作」,
    「自考本科2019年12月拿的证|做设计」."""
    if not any(one.start == time.end and one.end - one.start > 1 for one in clause.all("getting")):
        return None
    before = [one for one in events if one.end <= time.start]
    since = before[-1].end if before else clause.start
    for name, fact in utterance.words.facts.items():
        if fact.diplomas and any(
            since <= one.start and one.end <= time.start
            for kind in ("parts", "options")
            for one in utterance.tokens(clause, Group(kind, name))
        ):
            return Event(name)
    of = before[-1].event.fact if before else None
    return before[-1].event if of and utterance.words.facts[of].dated_by else None


def _inherited(
    utterance: Utterance, clause: Clause, topic: Event | None, time: Time
) -> Event | None:
    facts = utterance.words.facts
    if topic and isinstance(time, Period) and time.last is None and _is_diploma(utterance, topic):
        topic = None  # nobody graduates up to now: 2020年毕业，2020年8月至今
    begins = utterance.plain.startswith(tuple(utterance.words.time.starts), time.end)
    if topic and begins and _is_diploma(utterance, topic):
        topic = None  # nor 从2013年8月起
    if topic and _is_of_a_paper(utterance, clause, topic):
        topic = None
    if _is_work(utterance, topic) and utterance.plain.endswith(
        tuple(utterance.words.links.obtained), clause.start, clause.end
    ):
        return None  # 助工是搞测绘时评的，2019年取得
    if topic and topic.what == "studied" and clause.has("closing"):
        topic = Event(topic.fact)  # 电大上的本科，前年1月发的证
    if utterance.bare(clause, "getting", "still", "yes", "breaks"):
        parts = (Event(name) for name in facts if utterance.has(clause, Group("parts", name)))
        head = topic or _asked_for_times(utterance) or _heads_a_post(utterance, clause, time)
        return next(parts, None) or head
    asked = _asked_for_times(utterance)
    if asked is None or asked.fact is None or isinstance(time, Length):
        return None
    fact = facts[asked.fact]
    return asked if fact.spells or fact.dates or topic == asked else None


def _is_of_a_paper(utterance: Utterance, clause: Clause, topic: Event) -> bool:
    """Whether a clause tells of a prize, a title or a certificate, whose day is not that of the work or diploma told
    before: 「2021年县科技二等奖」; of work also 「2019年7月拿的证」."""
    work = _is_work(utterance, topic)
    said = utterance.plain[clause.start : clause.end]
    if work and any(word in said for word in utterance.words.links.papers):
        return True
    dated = {fact.dated_by.fact for fact in utterance.words.facts.values() if fact.dated_by}
    return (work or _is_diploma(utterance, topic)) and any(
        one.end - one.start > 1
        for name in utterance.words.facts
        if utterance.facts[name].kind == "choices" or name in dated
        for kind in ("options", "hints")
        for one in utterance.tokens(clause, Group(kind, name))
    )


def _is_diploma(utterance: Utterance, event: Event) -> bool:
    return event.fact is not None and utterance.facts[event.fact].kind == "diplomas"


def _headed(utterance: Utterance) -> dict[int, Event | None]:
    """The stretches of time that head a line of a career, or end one, by their clauses' beginnings, each with what
    its line tells: study, work, nothing that is asked, or (None) what is not known."""
    found: dict[int, Event | None] = {}
    for _, group in groupby(utterance.clauses, lambda clause: clause.sentence):
        sentence = list(group)
        found |= _dated_ahead(utterance, sentence)
        heads, tails = stretches(sentence)
        for index in sorted(heads | tails):
            if _worked_till(utterance, sentence[index], sentence[index].times[0], least=2):
                continue  # 2023年10月入职到现在
            if index in heads:
                line = list(takewhile(lambda one: not one.times, sentence[index + 1 :]))
            else:
                line = list(takewhile(lambda one: not one.times, reversed(sentence[:index])))
            event = _of_a_line(utterance, line)
            [time] = sentence[index].times
            ends = isinstance(time, Period) and time.last is not None
            if event or (index in heads and ends):
                unknown = _NO_FACTS if _of_no_post(utterance, line) else None
                found[sentence[index].start] = event or unknown
    return found


def _of_no_post(utterance: Utterance, line: list[Clause]) -> bool:
    """Whether a line of a career tells of something known to be no technical post."""
    return any(
        utterance.has(clause, Group("other_posts", name)) or clause.has("other_events")
        for name, fact in utterance.words.facts.items()
        if fact.spells
        for clause in line
    )


def _dated_ahead(utterance: Utterance, sentence: list[Clause]) -> dict[int, Event]:
    """Of a sentence whose times begin with a day alone, what follows each of its days: 「2017.6 全日制本科」, 「2016.10 考进镇农技站」."""
    found: dict[int, Event] = {}
    ahead = list(takewhile(lambda clause: not clause.times, sentence))
    diploma = _ends_a_diploma(utterance, ahead)
    if any(_events(utterance, clause) for clause in ahead[-2 if diploma else -1 :]):
        return found  # 高级工班毕业，2019年7月，手续办了; 毕业于某校，统招大专，2018年7月，做设计
    told = sentence[len(ahead) :]
    asked = _asked_for_times(utterance)
    if not ahead and asked and utterance.facts[asked.fact or ""].kind == "date":
        told = told[1:]  # it answers the question, whatever follows it
    for day, after in pairwise(told if told and _is_a_day(told[0]) else []):
        if not _is_a_day(day) or after.times or not after.counts:
            continue
        study = _study_in(utterance, [after])
        said = _events(utterance, after)
        events = [one.event for one in said]
        enters = bool(said) and _is_work(utterance, events[0]) and _enters(utterance, said[0])
        if diploma and day is told[0] and not (study or enters):
            continue  # 统招大专，2018年7月，论文一篇
        if study or (events and not after.has("negations")):  # 2017年6月，后头再没往上读
            found[day.start] = Event(study.fact) if study else events[0]
    return found


def _enters(utterance: Utterance, one: _EventSaid) -> bool:
    """Whether it says that a job was begun, and not only what one does: 入职; not 做, 从事."""
    said = utterance.plain[one.start : one.end]
    return len(said) > 1 and said not in utterance.words.links.goes_on_doing


def _ends_a_diploma(utterance: Utterance, ahead: list[Clause]) -> bool:
    """Whether a diploma was told just before the first day of a sentence, be it with its degree."""
    while ahead and _says_more_of_a_diploma(utterance, ahead[-1]):
        ahead = ahead[:-1]
    return bool(ahead) and _study_in(utterance, ahead[-1:]) is not None


def _says_more_of_a_diploma(utterance: Utterance, clause: Clause) -> bool:
    """Whether it says only what hangs on a diploma: 未获学位."""
    said = utterance.mentioned_in(clause)
    on = {utterance.facts[one].hangs_on for one in said}
    return bool(said) and all(one and utterance.facts[one].kind == "diplomas" for one in on)


def _is_a_day(clause: Clause) -> bool:
    """Whether a clause is nothing but a day."""
    return isinstance(only_time(clause), Moment)


def _of_a_line(utterance: Utterance, line: list[Clause]) -> Event | None:
    """What a line of a career tells of; None where that is not known."""
    if not line or any(not one.counts for one in line):
        return None
    asked = _asked_for_times(utterance)
    told = _a_post_in(utterance, line) or (asked if _is_work(utterance, asked) else None)
    study = _study_in(utterance, line)
    return study or told


def _is_work(utterance: Utterance, event: Event | None) -> bool:
    return (
        event is not None
        and event.fact is not None
        and utterance.facts[event.fact].kind == "spells"
    )


def _study_in(utterance: Utterance, line: list[Clause]) -> Event | None:
    for name, fact in utterance.words.facts.items():
        if not fact.diplomas:
            continue
        levels = {part for parts in fact.diplomas.kinds.values() for part in parts}
        told = (
            isinstance(part, Part) and part.id in levels
            for one in line
            for token in utterance.tokens(one, Group("parts", name))
            for part in token.meanings
        )
        named = (
            isinstance(said, OptionSaid)
            and said.option is not None  # 没有 of 「没有职称」 names none
            for one in line
            for token in utterance.tokens(one, Group("options", name))
            for said in token.meanings
        )
        if any(told) or any(named):
            return Event(name, "studied")
    return None


def _heads_a_post(utterance: Utterance, clause: Clause, time: Time) -> Event | None:
    """A stretch up to now, as 「2021.7-至今」, 「2015年6月开始」: the spells, if a post is spoken of."""
    begins = isinstance(time, Moment) and utterance.plain.startswith(
        tuple(utterance.words.links.begun), time.end
    )
    if not begins and (not isinstance(time, Period) or time.last is not None):
        return None
    said = [one for one in utterance.counting() if one.sentence == clause.sentence]
    return _a_post_in(utterance, said) or _a_post_in(utterance, list(utterance.counting()))


def _a_post_in(utterance: Utterance, line: list[Clause]) -> Event | None:
    """The spells, where one of these clauses names a technical post and none another."""
    for name, fact in utterance.words.facts.items():
        if not fact.spells or any(utterance.has(one, Group("other_posts", name)) for one in line):
            continue
        if any(is_a_post(utterance, name, one) for one in line):
            return Event(name)
    return None


def is_a_post(utterance: Utterance, name: str, clause: Clause) -> bool:
    """Whether a clause names a technical post: with a word for one, or with what such a post deals with,
    unless it speaks of studying that."""
    if utterance.has(clause, Group("technical", name)):
        return True
    posts = utterance.words.facts[name].spells
    if posts is None or utterance.has(clause, Group("studies", name)):
        return False
    return any(utterance.names(fact, clause) for fact in posts.technical_facts)


def _beside(utterance: Utterance, clause: Clause, time: Time, worked: bool) -> Event | None:
    """What a time belongs to by what else its clause names: a stretch to the post, 「2017.2-2020.8民办小学体育老师」,
    a day to the diploma, 「师院美术学统招本科2018.6.30」. Who ``worked`` before is at a school to teach."""
    if isinstance(time, Period):
        line = [clause, *line_after(utterance, clause)]
        if time.last is not None and not worked and _at_school(utterance, clause):
            return _study_in(utterance, line) or _NO_FACTS
        study = _study_in(utterance, [clause]) if time.last is not None else None
        return study or _a_post_in(utterance, [clause] if time.last else line)
    if isinstance(time, Moment) and not clause.has("negations"):
        post = _a_post_in(utterance, [clause]) if clause.has("to_date") else None
        return post or next(
            (
                Event(name)
                for name, fact in utterance.words.facts.items()
                if fact.diplomas
                and any(
                    _next_to(utterance, clause, one, time)
                    for kind in ("parts", "options")
                    for one in utterance.tokens(clause, Group(kind, name))
                )
            ),
            None,
        )
    return None


def line_after(utterance: Utterance, clause: Clause) -> Iterator[Clause]:
    """The clauses of the sentence after a clause, up to the next time."""
    following = utterance.following(clause)
    while following is not None and not following.times:
        yield following
        following = utterance.following(following)


def _at_school(utterance: Utterance, clause: Clause) -> bool:
    """Whether a clause names a school or a course, and no post."""
    facts = utterance.words.facts
    below = {
        Part("level", fact.diplomas.below) for fact in facts.values() if fact.diplomas is not None
    }
    school = any(
        not below.isdisjoint(token.meanings)
        for name in facts
        for token in utterance.tokens(clause, Group("parts", name))
    ) and not _is_work(utterance, _asked_for_times(utterance))
    school = school or any(utterance.has(clause, Group("studies", name)) for name in facts)
    return school and not any(
        fact.spells and is_a_post(utterance, name, clause) for name, fact in facts.items()
    )


def _next_to(utterance: Utterance, clause: Clause, one: FoundPhrase, time: Moment) -> bool:
    """Whether a day stands directly behind words of a diploma, or ahead of them with a school's name between."""
    if one.end <= time.start:
        left = set(range(one.end, time.start))
        for word in clause.all("fillers", "loose", "getting"):
            left -= set(range(word.start, word.end))
        return not left or utterance.plain[one.end : time.start] in utterance.words.links.to_time
    return any(
        time.end <= school.start and school.end <= one.start
        for name in utterance.words.facts
        for school in utterance.tokens(clause, Group("studies", name))
    )


def _gone_on_to(utterance: Utterance, clause: Clause) -> Event | None:
    """What the next clause tells that follows without a pause: 「2016年7月某学院|全日制大专毕业」."""
    following = utterance.following(clause)
    if following is None or following.times or not following.counts:
        return None
    events = [one.event for one in _events(utterance, following)]
    if following.start != clause.end:  # 2016年8月调回老家，在市测绘院干到现在
        events = [one for one in events if _is_work(utterance, one)]
        events = events if _lasts(utterance, following) else []
    return events[0] if events else None


def _begins_with_its_day(utterance: Utterance, clause: Clause, time: Time) -> Event | None:
    """The diploma that follows where a sentence begins with its day: 「2019年7月拿的证，函授大专」."""
    if utterance.preceding(clause) is not None or not isinstance(time, Moment):
        return None
    following = utterance.following(clause)
    if following is None or following.times or not following.counts:
        return None
    study = _study_in(utterance, [following])
    return Event(study.fact) if study and utterance.bare(clause, "getting", "yes") else None


def _lasts(utterance: Utterance, clause: Clause) -> bool:
    """Whether a clause, or the one after it that says no more, tells of what goes on to date."""
    after = utterance.following(clause)
    goes_on = after is not None and not after.times and utterance.bare(after, "to_date", "still")
    return clause.has("to_date") or (goes_on and after is not None and after.has("to_date"))


def _worked_till(utterance: Utterance, clause: Clause, time: Time, least: int = 1) -> Event | None:
    """The work that a stretch of time itself speaks of, in a word of at ``least`` so many characters: 教 of
    「2023年8月开始教到现在」."""
    if not isinstance(time, Period):
        return None
    for one in utterance.tokens(clause, EVENTS):
        for event in one.meanings:
            if not isinstance(event, Event) or event.what != "begins" or event.fact is None:
                continue
            fact = utterance.words.facts[event.fact]
            inside = time.start <= one.start and one.end <= time.end
            if fact.spells and inside and one.end - one.start >= least:
                return event
    return None


def _last_day_of_work(utterance: Utterance, clause: Clause, time: Time) -> Event | None:
    """The end of the work told before: 「当年8月15日分到农技站，干到2003年6月底站里改制」."""
    if not utterance.is_last_day(clause, time):
        return None
    return next(
        (Event(name, "ends") for name, fact in utterance.words.facts.items() if fact.spells), None
    )


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
    others = utterance.mentioned_in(clause)
    of_it = before is not None and all(
        utterance.facts[one].hangs_on == before.fact for one in others
    )
    return before if of_it else None  # 全日制硕士(有学位)2025年6月
