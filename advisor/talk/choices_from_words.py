"""What is said of choices: one of several, yes or no, several of several, numbers, years."""

import re
from collections.abc import Iterator

from advisor.talk.clauses import Clause
from advisor.talk.days_from_words import held_last
from advisor.talk.spoken_dates import Moment, Period
from advisor.talk.times_and_events import TimeOfEvent
from advisor.talk.utterance import Mention, SaidFact, Utterance, inexact
from advisor.talk.vocabulary import Neither


def choice(utterance: Utterance, name: str, times: list[TimeOfEvent]) -> SaidFact | None:
    """One option said, and no other; of two only the one that is told from a later day on."""
    mentions = utterance.mentions(name)
    if any(not mention.past for mention in mentions):
        mentions = [mention for mention in mentions if not mention.past]
    said = [mention for mention in mentions if mention.sign == 1]
    options = {mention.option for mention in said}
    if len(options) > 1 and (last := held_last(utterance, name, times)) is not None:
        return SaidFact(name, last.mention.option, (last.mention.clause,))
    if len(options) != 1 or any(m.sign < 1 and m.option in options for m in mentions):
        return None
    return SaidFact(name, said[0].option, tuple(m.clause for m in said))


def yes_no(utterance: Utterance, name: str) -> SaidFact | None:
    """Yes or no. A denied yes is a no; a denied no is unclear, unless more is said: 不是没办，办好了.
    Beside what is neither, a no stands and a yes does not: 第一年不定等次，后来都合格."""
    found: list[tuple[bool, Clause]] = []
    mentions = utterance.mentions(name)
    neither = False
    denied = any(mention.option == "no" and mention.sign == 1 for mention in mentions)
    for mention in mentions:
        if denied and mention.option == "yes" and _of_the_rest(utterance, mention):
            continue
        if mention.option is Neither.NEITHER:
            neither = neither or mention.sign != -1
            continue
        if mention.option == "no" and mention.sign < 1:
            if mention.sign == 0 and mention.clause.has("exceptions"):
                return _but_for(utterance, name, mention)
            continue
        if mention.sign == 0:
            return None
        found.append((mention.option == "yes" and mention.sign == 1, mention.clause))
    if not mentions and utterance.asked == name:
        found = list(_plain_answers(utterance, name))
    if utterance.words.facts[name].every and [answer for answer, _ in found][-1:] == [False]:
        found = found[-1:]  # 公需课学完了，专业课没学
    if len({answer for answer, _ in found}) != 1 or (neither and found[0][0]):
        return None
    return SaidFact(name, found[0][0], tuple(clause for _, clause in found))


def _but_for(utterance: Utterance, name: str, mention: Mention) -> SaidFact | None:
    """「除了22年基本合格，别的都合格」: of what has to be so every time one exception is a no."""
    every = utterance.words.facts[name].every
    return SaidFact(name, False, (mention.clause,)) if every else None


def _of_the_rest(utterance: Utterance, mention: Mention) -> bool:
    """Whether it is said only of what is left: 「21年基本合格，其余合格」."""
    before = utterance.plain[mention.clause.start : mention.end]
    return any(one in before for one in utterance.words.links.rest)


def _plain_answers(utterance: Utterance, name: str) -> Iterator[tuple[bool, Clause]]:
    """Clauses that are just a yes or a no, where no other clause denies anything."""
    answers = [
        clause for clause in utterance.counting() if utterance.bare(clause, "yes", "no", only=name)
    ]
    if any(c.has("negations") for c in utterance.counting() if c not in answers):
        return
    for clause in answers:
        said = {utterance.plain[one.start : one.end] for one in clause.all("yes", "no")}
        if not said.isdisjoint(utterance.words.facts[name].unclear):
            continue
        denied = {utterance.plain[one.start : one.end] for one in clause.all("no")}
        if len(denied) > 1:  # 不是没办
            continue
        yes, no = clause.has("yes"), clause.has("no")
        if yes != no:
            yield yes, clause


def choices(utterance: Utterance, name: str) -> SaidFact | None:
    """The options said, in the order said; [] where there are none at all."""
    mentions = utterance.mentions(name)
    if any(mention.sign == 0 for mention in mentions):
        return None
    said = [m for m in mentions if m.sign == 1 and m.option is not None]
    none = [m for m in mentions if m.option is None]
    denied = {m.option for m in mentions if m.sign == -1}
    options = list(dict.fromkeys(m.option for m in said))
    if any(option in denied for option in options) or (none and options):
        return None
    if not options and not none and len(denied) > 1:
        none = utterance.denying_all(name)
        rest = [c for c in utterance.counting() if c.has("nothing_else")]
        if rest and not none:
            return None if utterance.hinted_at(name) else SaidFact(name, [], (rest[0],))
    if (not options and not none) or utterance.hinted_at(name):
        return None
    if none and utterance.names_of_others(name) and not all(map(utterance.says_all, none)):
        return None
    return SaidFact(name, options, tuple(m.clause for m in said or none))


def number(utterance: Utterance, name: str) -> SaidFact | None:
    """A number by itself, or with what is counted, in answer to its question."""
    if utterance.asked != name:
        return None
    unit = re.escape(utterance.facts[name].unit or "")
    said = [*utterance.counting()]
    if len(said) != 1:
        return None
    match = re.fullmatch(
        rf"(\d{{1,9}})个?(?:{unit})?", utterance.plain[said[0].start : said[0].end]
    )
    return match and SaidFact(name, int(match[1]), (said[0],))


def _of_something_else(times: list[TimeOfEvent], name: str) -> list[TimeOfEvent]:
    """The times that are told of another fact: 「2020年6月毕业」, 「三级教师，2021年评的」."""
    return [one for one in times if one.event and one.event.fact not in (None, name)]


def years(utterance: Utterance, name: str, times: list[TimeOfEvent]) -> SaidFact | None:
    """The years told beside the option that they belong to, or in answer to their question."""
    words = utterance.words.facts[name]
    elsewhere = _of_something_else(times, name)
    clauses: list[Clause] = []
    if words.dated_by is not None:
        clauses = [
            mention.clause
            for mention in utterance.mentions(words.dated_by.fact)
            if mention.sign == 1 and mention.option in words.dated_by.options
        ]
    none: list[Mention] = []
    if utterance.asked == name:
        clauses += [
            c
            for c in utterance.counting()
            if utterance.bare(c, "yes", "getting")
            and c.times
            and not c.has("negations")
            and not any(one.clause is c for one in elsewhere)
            and not utterance.tells_another(c, name, words.dated_by.fact if words.dated_by else "")
        ]
        none = [m for m in utterance.mentions(name) if m.option is None]
    found: dict[int, Clause] = {}
    moments: list[Moment] = []
    for clause in clauses:
        for time in clause.times:
            if any(one.time == time for one in elsewhere):
                continue
            if isinstance(time, Moment) and time.day is None:
                return None
            if isinstance(time, Moment) and time.day is not None:
                found[time.day.year] = clause
            elif isinstance(time, Period):
                first, last = time.first.day, time.last.day if time.last else None
                if first is None or last is None or last.year - first.year > 20:
                    return None
                found |= dict.fromkeys(range(first.year, last.year + 1), clause)
    if any(year > utterance.as_of.year for year in found) or (found and none):
        return None
    if not found and not none:
        return None
    said = (*found.values(), *(mention.clause for mention in none))
    return SaidFact(name, sorted(found), said, inexact(*moments))
