"""Which day belongs to what: graduation, a spell of work, a title, a change of post.

A time belongs to the event it stands directly after, else to the next one in its clause, else to the
last one; a clause that says little more than a time goes with what was spoken of before, or with
the question that was asked.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from advisor.content import schema
from advisor.days import add_months
from advisor.talk.clauses import Clause
from advisor.talk.hearing import Heard
from advisor.talk.spoken_dates import Length, Moment, Period, Time
from advisor.talk.utterance import Scene, inexact

OTHER = "other"
_LINKS = ("于", "是", "在", "时间", "时间是", "时间为", "日期", "日期是", "为", "从", "自", "的时间是", "是在", "的")  # fmt: skip
_INTO = ("在", "进", "到", "去", "入", "起")
_WORDS_OF_A_LINE = 2
_ABOUT_THE_SAME = timedelta(days=366)


class Told(NamedTuple):
    """A time and what it belongs to: a fact's name, ``end <fact>``, ``studying <fact>`` or None."""

    time: Time
    clause: Clause
    target: str | None


def told_times(scene: Scene) -> list[Told]:
    """Every time in the clauses that count, with what it belongs to."""
    found = []
    topic: str | None = None
    for clause in scene.clauses:
        if not clause.counts:
            topic = None
            continue
        events = _events(scene, clause)
        for index, time in enumerate(clause.times):
            more = clause.times[index + 1 :]
            after = more[0].start if more else clause.end
            target = _own(scene, events, time, after)
            if target is None and not events:
                target = _inherited(scene, clause, topic, time) or _worked_till(scene, clause, time)
            found.append(Told(time, clause, target))
        own = [one.target for one in found if one.clause is clause and one.target]
        topic = own[-1] if own else _topic(scene, clause, events, topic)
    return found


def _events(scene: Scene, clause: Clause) -> list[tuple[int, int, str]]:
    """What in a clause a time can belong to: (start, end, target), in order."""
    found = [
        (one.start, one.end, str(target))
        for one in scene.tokens(clause, "events")
        for target in one.meanings
    ]
    found += [(one.start, one.end, OTHER) for one in clause.all("other_events")]
    for name, fact in scene.words.facts.items():
        if fact.dated_by is not None:
            found += [
                (mention.start, mention.end, name)
                for mention in scene.mentions(fact.dated_by.fact)
                if mention.clause is clause
                and mention.sign == 1
                and mention.option is not None
                and mention.option in (fact.dated_by.options or [mention.option])
            ]
    inside = [(time.start, time.end) for time in clause.times]  # 干 of 「干到2020年」
    inside += [(start, end) for start, end, _ in found if end - start > 1]
    return sorted(
        event
        for event in set(found)
        if not any(start <= event[0] and event[1] <= end and (start, end) != event[:2] for start, end in inside)
    )  # fmt: skip


def _own(scene: Scene, events: list[tuple[int, int, str]], time: Time, after: int) -> str | None:
    """The event of the time's own clause that it belongs to; ``after``: where the next time begins."""
    earlier = [event for event in events if event[1] <= time.start]
    later = [event for event in events if time.end <= event[0] < after]
    if earlier and scene.plain[earlier[-1][1] : time.start] in _LINKS:
        return earlier[-1][2]
    if later:
        return later[0][2]
    return earlier[-1][2] if earlier else None


def _inherited(scene: Scene, clause: Clause, topic: str | None, time: Time) -> str | None:
    if scene.bare(clause, "getting", "still", "yes"):
        spoken_of = (name for name in scene.words.facts if scene.has(clause, f"parts {name}"))
        head = topic or _asked_for_times(scene) or _heads_a_post(scene, clause, time)
        return next(spoken_of, None) or head
    asked = _asked_for_times(scene)
    if asked is None or isinstance(time, Length):
        return None
    fact = scene.words.facts[asked]
    return asked if fact.spells or fact.dates or topic == asked else None


def _heads_a_post(scene: Scene, clause: Clause, time: Time) -> str | None:
    """A stretch at the head of a line, as 「2021.7-至今 民企 技术员」: the spells, if a post follows."""
    if not isinstance(time, Period):
        return None
    line: list[Clause] = []
    while len(line) < _WORDS_OF_A_LINE and (
        following := scene.following(line[-1] if line else clause)
    ):
        line.append(following)
    return next(
        (
            name
            for name, fact in scene.words.facts.items()
            if fact.spells and any(scene.has(one, f"technical {name}") for one in line)
        ),
        None,
    )


def _worked_till(scene: Scene, clause: Clause, time: Time) -> str | None:
    """The work that a stretch of time itself speaks of: 教 of 「2023年8月开始教到现在」."""
    if not isinstance(time, Period):
        return None
    for one in scene.tokens(clause, "events"):
        for target in one.meanings:
            fact = scene.words.facts.get(str(target))
            if fact and fact.spells and time.start <= one.start and one.end <= time.end:
                return str(target)
    return None


def _asked_for_times(scene: Scene) -> str | None:
    if scene.asked not in scene.words.facts:
        return None
    kind = scene.facts[scene.asked].kind
    return scene.asked if kind in ("date", "spells", "diplomas") else None


def _topic(
    scene: Scene, clause: Clause, events: list[tuple[int, int, str]], before: str | None
) -> str | None:
    if events:
        return events[-1][2]
    for name in scene.words.facts:
        if scene.has(clause, f"parts {name}"):
            return name
    if any(scene.has(clause, name) for name in scene.words.facts):
        return None
    return before


def date_fact(scene: Scene, name: str, told: list[Told]) -> Heard | None:
    """The one day told for a date fact; nothing where several differ, or it lies ahead."""
    found: dict[date, Told] = {}
    for one in told:
        if one.target != name:
            continue
        day = _day_of(scene, one)
        if day is None or day > scene.as_of:
            return None
        found[day] = one
    for day, one in list(found.items()):  # 去年, 是2025年9月1日
        if isinstance(one.time, Moment) and any(
            refines(other.time, one.time) for other in found.values()
        ):
            del found[day]
    exact = {day: one for day, one in found.items() if not isinstance(one.time, Length)}
    days = sorted(exact or found)
    if len(days) != 1 or any(abs(day - days[0]) > _ABOUT_THE_SAME for day in found):
        return None
    one = (exact or found)[days[0]]
    moment = one.time.first if isinstance(one.time, Period) else one.time
    rough = inexact(moment) if isinstance(moment, Moment) else ()
    return Heard(name, days[0].isoformat(), scene.said(one.clause), rough)


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


def _day_of(scene: Scene, told: Told) -> date | None:
    """The day from which it is so."""
    match told.time:
        case Moment():
            return told.time.day
        case Period():
            return told.time.first.day if told.time.last is None else None
        case Length():
            return _counted_back(scene, told.clause, told.time)


def _counted_back(scene: Scene, clause: Clause, length: Length) -> date | None:
    """The day so many months before today, where the words say that it lasts to this day."""
    if length.months is None:
        return None
    goes_on = length.end >= clause.end or scene.plain.startswith("了", length.end)
    if not goes_on and not clause.has("still"):
        return None
    return add_months(scene.as_of, -length.months) if length.months < 1200 else None


# --- spells of work --------------------------------------------------------------------------------


def spells(scene: Scene, name: str, told: list[Told]) -> Heard | None:
    """The spells told; nothing where one of them is in doubt."""
    words = scene.words.facts[name]
    posts = words.spells
    none = [mention for mention in scene.mentions(name) if mention.option is None]
    times = [
        one
        for one in told
        if one.target in (name, f"end {name}")
        or (one.target is None and _at_a_place(scene, name, one))
    ]
    if none:
        return Heard(name, [], scene.said(*(m.clause for m in none))) if not times else None
    if posts is None or not times or not _technical(scene, name, posts):
        return None
    found = _paired(scene, name, times)
    if not found:
        return None
    open_ones = [spell for spell in found if spell.last is None]
    if open_ones and any(
        scene.has(clause, f"left {name}") and not clause.times for clause in scene.counting()
    ):
        return None
    if len(open_ones) > 1 or any(spell.first > open_ones[0].first for spell in found if open_ones):
        return None
    related = _related(scene, name, [spell.clause for spell in found])
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
    return Heard(name, value, scene.said(*(spell.clause for spell in found)), rough)


class _Spell(NamedTuple):
    first: date
    last: date | None
    clause: Clause
    rough: tuple[Moment, ...]


def _related(scene: Scene, name: str, spells_in: list[Clause]) -> list[bool] | None:
    """Of each spell, told in these clauses, whether it is in the specialty; None where it is unclear
    which one is not. Said beside its time, or after it in the same sentence, or of the earlier or
    later one of two."""
    related = [True] * len(spells_in)
    current: list[int] = []  # the spells of the last clause with a time
    sentence = -1
    group = f"unrelated {name}"
    for clause in scene.clauses:
        if clause.times:
            current = [index for index, told in enumerate(spells_in) if told is clause]
            sentence = clause.sentence
        said = scene.tokens(clause, group)
        if not said or not clause.counts or scene.has(clause, f"not_of_work {name}"):
            continue
        if scene.denied(clause, said[0].start, said[0].end, group) < 1:
            return None
        which = current if clause.sentence == sentence else []
        if clause.has("all") and not clause.times:
            which = list(range(len(spells_in)))
        for word, index in (("earlier", 0), ("later", -1)):
            if scene.has(clause, f"{word} {name}"):
                if len(spells_in) != 2:
                    return None
                which = [index]
        if len(which) > 1 and not clause.has("all"):
            return None
        for index in which:
            related[index] = False
    return related


def _at_a_place(scene: Scene, name: str, told: Told) -> bool:
    """A time beside nothing but a place of work, as 「2019年到2020年在A公司」, 「2021年进厂」."""
    inside = isinstance(told.time, Period) or scene.plain.startswith(_INTO, told.time.end)
    return inside and scene.has(told.clause, f"places {name}") and not _events(scene, told.clause)


def _technical(scene: Scene, name: str, posts: schema.SpellWords) -> bool:
    """Whether the work told of is in a technical post, by what is said anywhere in the text."""
    if scene.asked == name:
        return True
    if any(scene.has(clause, f"technical {name}") for clause in scene.counting()):
        return True
    return any(
        mention.sign == 1 and mention.option is not None
        for fact in posts.technical_facts
        for mention in scene.mentions(fact)
    )


def _paired(scene: Scene, name: str, times: list[Told]) -> list[_Spell] | None:
    """The spells of the times, a day of leaving put to the spell before; None where one is unclear."""
    found: list[_Spell] = []
    lengths: list[tuple[date, Told]] = []
    for one in times:
        if scene.has(one.clause, f"other_posts {name}"):
            continue
        match one.time:
            case Moment() if one.target == f"end {name}":
                if one.time.day is None or not found or found[-1].last is not None:
                    return None
                before = found.pop()
                rough = before.rough + inexact(one.time)
                found.append(before._replace(last=one.time.day, rough=rough))
            case Moment():
                if one.time.day is None or one.time.day > scene.as_of:
                    return None
                found.append(_Spell(one.time.day, None, one.clause, inexact(one.time)))
            case Period():
                first, last = one.time.first, one.time.last
                if first.day is None or first.day > scene.as_of or (last and last.day is None):
                    return None
                rough = inexact(first, last)
                found.append(_Spell(first.day, last.day if last else None, one.clause, rough))
            case Length():
                day = _counted_back(scene, one.clause, one.time)
                if day is not None:
                    lengths.append((day, one))
    unique = list({(spell.first, spell.last): spell for spell in found}.values())
    if unique:
        return unique
    if len({day for day, _ in lengths}) == 1:
        day, one = lengths[0]
        return [_Spell(day, None, one.clause, ())]
    return None


def graduations(scene: Scene, name: str, told: list[Told]) -> Iterator[tuple[Told, Moment]]:
    """The times told of graduation; of a stretch of study its last day."""
    for one in told:
        if one.target == name and isinstance(one.time, Moment):
            yield one, one.time
        elif (
            one.target in (name, f"studying {name}")
            and isinstance(one.time, Period)
            and one.time.last is not None
        ):
            yield one, one.time.last
