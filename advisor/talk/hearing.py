"""What is said of choices: one of several, yes or no, several of several, years."""

from collections.abc import Iterator
from typing import NamedTuple

from advisor.talk.clauses import Clause
from advisor.talk.spoken_dates import Moment, Period
from advisor.talk.utterance import Mention, Scene, inexact
from advisor.talk.vocabulary import NEITHER


class Heard(NamedTuple):
    """A fact as heard: its raw value, the person's own words for it, and the days in it of which only
    the month or the year was said."""

    fact: str
    value: object
    said: str
    inexact: tuple[Moment, ...] = ()


def choice(scene: Scene, name: str) -> Heard | None:
    """One option said, and no other; nothing where two are."""
    mentions = scene.mentions(name)
    if any(not mention.past for mention in mentions):
        mentions = [mention for mention in mentions if not mention.past]
    said = [mention for mention in mentions if mention.sign == 1]
    options = {mention.option for mention in said}
    if len(options) != 1 or any(m.sign < 1 and m.option in options for m in mentions):
        return None
    return Heard(name, said[0].option, scene.said(*(m.clause for m in said)))


def yes_no(scene: Scene, name: str) -> Heard | None:
    """Yes or no. A denied yes is a no; a denied no is unclear, unless more is said: 不是没办，办好了.
    Beside what is neither, a no stands and a yes does not: 第一年不定等次，后来都合格."""
    found: list[tuple[bool, Clause]] = []
    mentions = scene.mentions(name)
    neither = False
    for mention in mentions:
        if mention.option == NEITHER:
            neither = neither or mention.sign != -1
            continue
        if mention.option == "no" and mention.sign < 1:
            continue
        if mention.sign == 0:
            return None
        found.append((mention.option == "yes" and mention.sign == 1, mention.clause))
    if not mentions and scene.asked == name:
        found = list(_plain_answers(scene, name))
    if len({answer for answer, _ in found}) != 1 or (neither and found[0][0]):
        return None
    return Heard(name, found[0][0], scene.said(*(clause for _, clause in found)))


def _plain_answers(scene: Scene, name: str) -> Iterator[tuple[bool, Clause]]:
    """Clauses that are just a yes or a no, where no other clause denies anything."""
    answers = [clause for clause in scene.counting() if scene.bare(clause, "yes", "no", only=name)]
    if any(c.has("negations") for c in scene.counting() if c not in answers):
        return
    for clause in answers:
        said = {scene.plain[one.start : one.end] for one in clause.all("yes", "no")}
        if not said.isdisjoint(scene.words.facts[name].unclear):
            continue
        denied = {scene.plain[one.start : one.end] for one in clause.all("no")}
        if len(denied) > 1:  # 不是没办
            continue
        yes, no = clause.has("yes"), clause.has("no")
        if yes != no:
            yield yes, clause


def choices(scene: Scene, name: str) -> Heard | None:
    """The options said, in the order said; [] where there are none at all."""
    mentions = scene.mentions(name)
    if any(mention.sign == 0 for mention in mentions):
        return None
    said = [m for m in mentions if m.sign == 1 and m.option is not None]
    none = [m for m in mentions if m.option is None]
    denied = {m.option for m in mentions if m.sign == -1}
    options = list(dict.fromkeys(m.option for m in said))
    if any(option in denied for option in options) or (none and options):
        return None
    if (not options and not none) or scene.hinted_at(name):
        return None
    if none and scene.names_of_others(name):
        return None
    return Heard(name, options, scene.said(*(m.clause for m in said or none)))


def years(scene: Scene, name: str) -> Heard | None:
    """The years told beside the option that they belong to, or in answer to their question."""
    words = scene.words.facts[name]
    clauses: list[Clause] = []
    if words.dated_by is not None:
        clauses = [
            mention.clause
            for mention in scene.mentions(words.dated_by.fact)
            if mention.sign == 1 and mention.option in words.dated_by.options
        ]
    none: list[Mention] = []
    if scene.asked == name:
        clauses += [c for c in scene.counting() if scene.bare(c, "yes", "getting") and c.times]
        none = [m for m in scene.mentions(name) if m.option is None]
    found: dict[int, Clause] = {}
    moments: list[Moment] = []
    for clause in clauses:
        for time in clause.times:
            if isinstance(time, Moment) and time.day is None:
                return None
            if isinstance(time, Moment) and time.day is not None:
                found[time.day.year] = clause
            elif isinstance(time, Period):
                first, last = time.first.day, time.last.day if time.last else None
                if first is None or last is None or last.year - first.year > 20:
                    return None
                found |= dict.fromkeys(range(first.year, last.year + 1), clause)
    if any(year > scene.as_of.year for year in found) or (found and none):
        return None
    if not found and not none:
        return None
    said = scene.said(*found.values(), *(mention.clause for mention in none))
    return Heard(name, sorted(found), said, inexact(*moments))
