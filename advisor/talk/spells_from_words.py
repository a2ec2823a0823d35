"""Spells of work from words: the times told of work, and which of them are not in the specialty."""

from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.talk.clauses import Clause
from advisor.talk.days_from_words import counted_back
from advisor.talk.denials import denied
from advisor.talk.spoken_dates import Length, Moment, Period
from advisor.talk.times_and_events import TimeOfEvent, has_events, is_a_post, line_after
from advisor.talk.utterance import SaidFact, Utterance, inexact
from advisor.talk.vocabulary import Event, Group


def spells(utterance: Utterance, name: str, told: list[TimeOfEvent]) -> SaidFact | None:
    """The spells told; nothing where one of them is in doubt."""
    words = utterance.words.facts[name]
    posts = words.spells
    none = [mention for mention in utterance.mentions(name) if mention.option is None]
    times = [
        one
        for one in told
        if one.event in (Event(name), Event(name, "ends"))
        or (one.event is None and _at_a_place(utterance, name, one))
    ]
    if none:
        return SaidFact(name, [], tuple(m.clause for m in none)) if not times else None
    if not any(_is_open(one) and not isinstance(one.time, Length) for one in times):
        times += [one for one in told if _moved_to_a_post(utterance, name, one)]
    if times:
        more = [
            one
            for one in told
            if one not in times and _may_be_work(utterance, name, one) and _is_news(one, times)
        ]
        if not all(_reads_as_work(utterance, name, one) for one in more):
            return None
        times += more
    times.sort(key=lambda one: one.time.start)
    if posts is None or not times or not _technical(utterance, name, posts, times):
        return None
    found = _paired(utterance, name, times)
    if found and all(spell.last is not None for spell in found):
        moved = [one for one in told if _moved_on(utterance, name, one, times)]
        if not all(_at_work(utterance, name, one.clause) for one in moved):
            return None
        found = _paired(utterance, name, [*times, *moved])
    if not found or _interrupted(utterance, name, told, found):
        return None
    if all(spell.last is not None for spell in found) and (
        _works_now(utterance, name) or any(_lasts_unclaimed(one, times) for one in told)
    ):
        return None
    open_ones = [spell for spell in found if spell.last is None]
    if open_ones and any(
        utterance.has(clause, Group("left", name))
        and not clause.times
        and not clause.past
        and (clause.start >= open_ones[-1].clause.start or len(found) == 1)
        for clause in utterance.counting()
    ):
        return None
    if len(open_ones) > 1 or any(spell.first > open_ones[0].first for spell in found if open_ones):
        return None
    related = _related(utterance, name, [spell.clause for spell in found])
    if related is None:
        return None
    value = []
    for index, spell in enumerate(found):
        entry: dict[str, object] = {"start": spell.first.isoformat()}
        entry["end"] = spell.last.isoformat() if spell.last else None
        if related[index] is False:
            entry["related"] = False
        value.append(entry)
    rough = tuple(moment for spell in found for moment in spell.rough)
    return SaidFact(name, value, tuple(spell.clause for spell in found), rough)


_NO_JOBS = ("yes_no", "choices", "years", "diplomas")
"""Kinds of facts of which a stretch of time may be told that is none of work: 2022到2024年考核合格."""


class _Spell(NamedTuple):
    first: date
    last: date | None
    clause: Clause
    rough: tuple[Moment, ...]


def _related(utterance: Utterance, name: str, spells_in: list[Clause]) -> list[bool] | None:
    """Of each spell, told in these clauses, whether it is in the specialty; None where it is unclear
    which one is not. Said beside its time, or after it in the same sentence, or of the earlier or
    later one of two."""
    related = [True] * len(spells_in)
    current: list[int] = []  # the spells of the last clause with a time
    sentence = -1
    group = Group("unrelated", name)
    for clause in utterance.clauses:
        if clause.times:
            current = [index for index, told in enumerate(spells_in) if told is clause]
            sentence = clause.sentence
        said = utterance.tokens(clause, group)
        if not said or not clause.counts or utterance.has(clause, Group("not_of_work", name)):
            continue
        if denied(utterance, clause, said[0].start, said[0].end, group) < 1:
            return None
        which = current if clause.sentence == sentence else []
        if clause.has("all") and not clause.times:
            which = list(range(len(spells_in)))
        for words, index in ((Group("earlier", name), 0), (Group("later", name), -1)):
            if utterance.has(clause, words):
                if len(spells_in) != 2:
                    return None
                which = [index]
        if len(which) > 1 and not clause.has("all"):
            return None
        for index in which:
            related[index] = False
    return related


def _is_open(told: TimeOfEvent) -> bool:
    """Whether a spell told so may last to date, as far as its own time says."""
    return not (isinstance(told.time, Period) and told.time.last is not None)


def _moved_to_a_post(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """Whether somebody of whom no title is told moved then from another post to a technical one: 「2013年4月进厂当
    操作工，2016年5月转到技术部搞工艺」."""
    fact = utterance.words.facts[told.event.fact] if told.event and told.event.fact else None
    if fact is None or fact.only_with is None or utterance.asked == fact.only_with:
        return False
    titled = any(one.sign == 1 and one.option for one in utterance.mentions(fact.only_with))
    other = any(utterance.has(one, Group("other_posts", name)) for one in utterance.counting())
    lasts = told.clause.has("to_date")  # 2021年7月调来搞电气维修到现在
    return (other or lasts) and not titled and is_a_post(utterance, name, told.clause)


def _first_day(told: TimeOfEvent) -> date | None:
    match told.time:
        case Moment():
            return told.time.day
        case Period():
            return told.time.first.day
    return None


def _is_news(told: TimeOfEvent, times: list[TimeOfEvent]) -> bool:
    """Whether a time tells what the times of work do not: it lies after work had begun, in the month of none of
    its beginnings."""
    day = _first_day(told)
    begun = [first for first in map(_first_day, times) if first is not None]
    if isinstance(told.time, Period) or day is None or not begun:
        return True
    return day > min(begun) and not any(
        (day.year, day.month) == (first.year, first.month) for first in begun
    )


def _may_be_work(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """Whether a day or a stretch of time belongs to nothing known, beside other times that are of work."""
    if told.event is not None or isinstance(told.time, Length):
        return False
    if utterance.has(told.clause, Group("other_posts", name)):
        return False
    if isinstance(told.time, Moment) and not _speaks_of_a_move(utterance, name, told):
        return False  # 今年又瘦了十斤
    return not any(
        mention.clause is told.clause
        for fact in utterance.words.facts
        if utterance.facts[fact].kind in _NO_JOBS
        for mention in utterance.mentions(fact)
    )


def _speaks_of_a_move(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """Whether something beside a day may be of another job, of none, or of a place."""
    rest = (
        utterance.plain[told.clause.start : told.time.start]
        + utterance.plain[told.time.end : told.clause.end]
    )
    if not rest or any(word in rest for word in utterance.words.links.moving):
        return True
    if told.clause.has("negations"):
        return False  # 去年考检验师没过
    groups = (Group("places", name), Group("technical", name), Group("left", name))
    return any(utterance.has(told.clause, group) for group in groups)


def _reads_as_work(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """「2013年到2017年在某校」 beside other spells is one more; so is a stretch with nothing beside it."""
    rest = utterance.plain[told.clause.start : told.time.start]
    following = utterance.following(told.clause)
    alone = told.time.end == told.clause.end and rest in ("", *utterance.words.links.labels)
    alone = alone and (
        following is None or bool(following.times) or _goes_on(utterance, name, told)
    )
    into = utterance.plain.startswith(tuple(utterance.words.links.into), told.time.end)
    post = is_a_post(utterance, name, told.clause)
    return alone or post or (into and _at_work(utterance, name, told.clause))


def _goes_on(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """Whether what follows a stretch of time, up to the next time, names a technical post."""
    return any(is_a_post(utterance, name, one) for one in line_after(utterance, told.clause))


def _moved_on(utterance: Utterance, name: str, told: TimeOfEvent, times: list[TimeOfEvent]) -> bool:
    """Whether somebody whose spells have all ended went then to another place of work: 「…干到2020年5月，
    2020年6月调到农技站」."""
    fact = utterance.words.facts[told.event.fact] if told.event and told.event.fact else None
    if fact is None or fact.only_with is None or not isinstance(told.time, Moment):
        return False
    return all(one.time.start < told.time.start for one in times)


def _at_work(utterance: Utterance, name: str, clause: Clause) -> bool:
    return utterance.has(clause, Group("places", name)) or is_a_post(utterance, name, clause)


def _at_a_place(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """A time beside nothing but a place of work, as 「2019年到2020年在A公司」, 「2021年进厂」; of a stretch it may be any
    place where the sentence names the post: 「桥梁养护技术岗，2015.7-2018.12在舞阳公路段」."""
    into = tuple(utterance.words.links.into)
    into_it = isinstance(told.time, Period) and utterance.plain.startswith("在", told.time.end)
    inside = isinstance(told.time, Period) or utterance.plain.startswith(into, told.time.end)
    return (
        inside
        and (
            utterance.has(told.clause, Group("places", name))
            or (into_it and _post_in_sentence(utterance, name, told.clause))
        )
        and not utterance.has(told.clause, Group("studies", name))
        and not utterance.has(told.clause, Group("other_posts", name))
        and not has_events(utterance, told.clause)
    )


def _post_in_sentence(utterance: Utterance, name: str, clause: Clause) -> bool:
    return any(
        is_a_post(utterance, name, one) and one.sentence == clause.sentence
        for one in utterance.counting()
    )


def _technical(
    utterance: Utterance, name: str, posts: schema.SpellWords, times: list[TimeOfEvent]
) -> bool:
    """Whether the work told of is in a technical post, by what is said anywhere in the text or was before."""
    if utterance.asked == name or any(is_a_post(utterance, name, one.clause) for one in times):
        return True
    # 「写错了，参加工作是2022年」: what it corrects was told before, or was asked for
    if any(clause.has("corrections") for clause in utterance.clauses):
        return True
    if any(utterance.has(clause, Group("technical", name)) for clause in utterance.counting()):
        return True
    return any(
        mention.sign == 1 and mention.option is not None
        for fact in posts.technical_facts
        for mention in utterance.mentions(fact)
    )


def _lasts_unclaimed(told: TimeOfEvent, times: list[TimeOfEvent]) -> bool:
    """Whether a stretch up to now is told of what is not known to be work."""
    return isinstance(told.time, Period) and told.time.last is None and told not in times


def _works_now(utterance: Utterance, name: str) -> bool:
    """Whether a technical post is said to be held now, of which no day is told: 「…到2019年在甲厂，现在在乙厂做技术」."""
    return any(
        clause.has("present")
        and not clause.times
        and is_a_post(utterance, name, clause)
        and not clause.has("negations")
        and not utterance.has(clause, Group("other_posts", name))
        for clause in utterance.counting()
    )


def _interrupted(
    utterance: Utterance, name: str, told: list[TimeOfEvent], found: list[_Spell]
) -> bool:
    """Whether a stretch of no such work lies within a spell that is told to last: 「19年9月开始，中间21年3月到22年1月在家
    带孩子，现在还干着」."""
    return any(
        isinstance(one.time, Period)
        and one.time.first.day is not None
        and one.time.last is not None
        and utterance.has(one.clause, Group("other_posts", name))
        and any(spell.last is None and spell.first < one.time.first.day for spell in found)
        for one in told
    )


def _of_another_post(utterance: Utterance, name: str, clause: Clause) -> bool:
    """Whether a clause, or where it names no post what goes on from it, tells of work in no technical post: 「2019年8月
    考进来，先在办公室打杂，2022年1月才转到技术岗」."""
    group = Group("other_posts", name)
    if utterance.has(clause, group):
        return True
    following = utterance.following(clause)
    denied = utterance.tokens(following, group) if following and not following.times else []
    negations = tuple(utterance.words.speech.negations)
    if any(utterance.plain.startswith(negations, one.start) for one in denied):
        return True  # 任保全工(不算技术岗)
    while following is not None and not following.times and not is_a_post(utterance, name, clause):
        if utterance.has(following, group) and following.has("past"):
            return True
        clause, following = following, utterance.following(following)
    return False


def _left_another_post(utterance: Utterance, name: str, told: TimeOfEvent) -> bool:
    """Whether it is the last day of a job in no technical post: 「以前是公务员，2022年3月辞的职」."""
    before = utterance.preceding(told.clause)
    group = Group("other_posts", name)
    ends = told.event == Event(name, "ends")
    return ends and any(utterance.has(one, group) for one in (told.clause, before) if one)


def _told_better(one: _Spell, other: _Spell) -> bool:
    """Whether another tells the same beginning and more: 「2018年开始，8月份去的」, 「2010年8月参加工作，
    2010.8-2015.3在中学」."""
    if one is other or one.last is not None:
        return False
    begins = {moment.exact for moment in one.rough}
    if other.last is None:
        same = other.first.year == one.first.year
        return begins == {"year"} and same and {m.exact for m in other.rough} != {"year"}
    same_month = (one.first.year, one.first.month) == (other.first.year, other.first.month)
    return same_month and other.first <= one.first


def _overlap(one: _Spell, other: _Spell) -> bool:
    """Whether a spell told by its last year only runs into one that begins in that year: 「18年到21年在甲厂，
    21年9月在乙厂」 leaves open when the first ended."""
    rough = any(moment.exact == "year" and moment.day == one.last for moment in one.rough)
    return rough and one.last is not None and one.first < other.first <= one.last


def _till(utterance: Utterance, told: TimeOfEvent, found: list[_Spell]) -> bool:
    """Whether a day is the last of the spell before: 「2001年8月分到农技站，干到2010年3月」."""
    joins = tuple(one for one in utterance.words.time.joins if one[0].isalpha())
    before = utterance.plain.endswith(joins, told.clause.start, told.time.start)
    return before and bool(found) and found[-1].last is None


def _paired(utterance: Utterance, name: str, times: list[TimeOfEvent]) -> list[_Spell] | None:
    """The spells of the times, a day of leaving put to the spell before; None where one is unclear."""
    found: list[_Spell] = []
    lengths: list[tuple[date, TimeOfEvent]] = []
    for one in times:
        if one.event != Event(name, "ends") and _of_another_post(utterance, name, one.clause):
            continue  # but 「干到2019年7月生孩子」 ends what was before
        match one.time:
            case Moment() if one.event == Event(name, "ends") or _till(utterance, one, found):
                if not found and _left_another_post(utterance, name, one):
                    continue
                if one.time.day is None or not found or found[-1].last is not None:
                    return None
                before = found.pop()
                rough = before.rough + inexact(one.time)
                found.append(before._replace(last=one.time.day, rough=rough))
            case Moment():
                if one.time.day is None or one.time.day > utterance.as_of:
                    return None
                found.append(_Spell(one.time.day, None, one.clause, inexact(one.time)))
            case Period():
                first, last = one.time.first, one.time.last
                if first.day is None or first.day > utterance.as_of or (last and last.day is None):
                    return None
                rough = inexact(first, last)
                found.append(_Spell(first.day, last.day if last else None, one.clause, rough))
            case Length():
                day = counted_back(utterance, one.clause, one.time)
                if day is not None:
                    lengths.append((day, one))
    found = [one for one in found if not any(_told_better(one, other) for other in found)]
    if any(_overlap(one, other) for one in found for other in found):
        return None
    unique = list({(spell.first, spell.last): spell for spell in found}.values())
    if unique:
        return unique
    if len({day for day, _ in lengths}) == 1:
        day, one = lengths[0]
        return [_Spell(day, None, one.clause, ())]
    return None
