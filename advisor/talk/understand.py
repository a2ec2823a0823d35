"""Facts from words: what a person's own sentence says of the facts that a pack asks for.

Deterministic and cautious: only what is plainly said of oneself becomes a fact; questions,
suppositions, other people's cases, contradictions and doubts become none. The words are content
(``words.yaml``); a pack without them understands its options' labels and days. Numbers of cards and phones are taken out before
anything is read; words are also heard by their sound (``sounds.py``).
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from advisor.facts.plain import facts_to_json
from advisor.facts.told_in_words import Inexact, Kind, LeftOver
from advisor.facts.values import FactError, Facts, FactValue, read_fact
from advisor.interview.commands import Command
from advisor.rules.policy import Policy
from advisor.talk.choices_from_words import choice, choices, number, years, yes_no
from advisor.talk.days_from_words import day
from advisor.talk.diplomas_from_words import diplomas
from advisor.talk.left_over import left_over
from advisor.talk.private_numbers import PrivateNumber, hidden
from advisor.talk.spells_from_words import spells
from advisor.talk.times_and_events import TimeOfEvent, times_with_events
from advisor.talk.typed_text import read_typed
from advisor.talk.utterance import SaidFact, Utterance
from advisor.talk.vocabulary import COMMANDS, Vocabulary, vocabulary_of

_SHORT_QUESTION = 10  # characters: 「归谁审批」 does not tell on what

MARKUP = re.compile(r"<[A-Za-z/!?]|[{}]|</|://|```")
"""Signs that a text is no one's sentence; ``re`` looks for each in one pass."""


class Understanding(NamedTuple):
    """One fact understood: its value, the person's own words for it, and the days that they gave
    no more than the month or the year of. ``spelled``: those words with what was heard by sound alone put
    right; empty where nothing was. Such a fact is never taken without asking."""

    fact: str
    value: FactValue
    said: str
    inexact: tuple[Inexact, ...]
    raw: object  # the value as JSON, diplomas in the order told
    spelled: str = ""


class Understood(NamedTuple):
    """What a text says. ``kind``: "facts", a "command" (then it is in ``command``), a
    "question", "unknown" (the person does not know what was asked) or "chatter". ``text``: the text without
    ``private`` numbers. ``left``: what of it was not taken; ``question``: the part of it that asks;
    ``corrects``: it takes back what was told before it."""

    kind: Kind
    command: Command | None
    facts: tuple[Understanding, ...]
    asks: bool  # it (also) holds a question
    text: str = ""
    private: tuple[PrivateNumber, ...] = ()
    left: tuple[LeftOver, ...] = ()
    question: str = ""
    corrects: bool = False
    aims: bool = False  # it says what the person would have: 「想评助理会计师」
    asked: str | None = None  # the fact whose question it answers

    @property
    def values(self) -> Facts:
        """The facts by name."""
        return {one.fact: one.value for one in self.facts}

    @property
    def by_sound(self) -> list[str]:
        """The facts heard by sound alone."""
        return [one.fact for one in self.facts if one.spelled]

    def to_json(self) -> dict[str, object]:
        """The facts as they are read from JSON; ``related`` of a spell only where it is false."""
        return {one.fact: one.raw for one in self.facts}


def understand(
    policy: Policy, text: str, asked: str | None, as_of: date, also_asked: Sequence[str] = ()
) -> Understood:
    """What ``text`` says, typed on ``as_of`` in answer to the question for the fact ``asked`` (and for
    those of ``also_asked`` in the same) or ahead of any. Takes any text and never raises."""
    return heard(policy, text, asked, as_of, also_asked).understood


class Heard(NamedTuple):
    """What was understood, and what it rests on; ``utterance`` None where the text is no one's sentence."""

    understood: Understood
    utterance: Utterance | None
    said: tuple[SaidFact, ...]


def heard(
    policy: Policy, text: str, asked: str | None, as_of: date, also_asked: Sequence[str] = ()
) -> Heard:
    """As ``understand``, with the words that it rests on."""
    vocabulary = vocabulary_of(policy)
    text, private = hidden(text)
    if MARKUP.search(text):
        return Heard(Understood("chatter", None, (), False, text, private), None, ())
    words = vocabulary.words
    read = read_typed(
        text,
        words.time,
        words.typos,
        words.links.labels,
        words.links.headings,
        words.links.in_brackets,
    )
    utterance = Utterance(vocabulary, read, asked, as_of)
    times = times_with_events(utterance)
    said = _said(policy, vocabulary, utterance, times, also_asked)
    facts = _understood(policy, utterance, said)
    mended = vocabulary.sounds.mended(read.plain)
    if mended.places:
        as_typed = {one.fact: one for one in facts}
        utterance = Utterance(vocabulary, read._replace(plain=mended.plain), asked, as_of)
        times = times_with_events(utterance)
        said = _said(policy, vocabulary, utterance, times, also_asked)
        facts = [
            _heard_by_sound(utterance, said, as_typed.get(one.fact), one)
            for one in _understood(policy, utterance, said)
        ]
    asks = any(clause.question for clause in utterance.clauses)
    command = _command(utterance)
    if command is not None:
        return Heard(Understood("command", command, (), asks, text, private), utterance, ())
    kept = {one.fact for one in facts}
    said = [one for one in said if one.fact in kept]
    understood = Understood(
        _kind(utterance, facts, asks),
        None,
        tuple(facts),
        asks,
        text,
        private,
        left_over(utterance, said, times),
        _question(utterance, said),
        any(c.has("corrections") for c in utterance.clauses[:2])
        and all(c.replaces is None for c in utterance.clauses),
        any(clause.has("aims") for clause in utterance.clauses),
        asked,
    )
    return Heard(understood, utterance, tuple(said))


def _said(
    policy: Policy,
    vocabulary: Vocabulary,
    utterance: Utterance,
    times: list[TimeOfEvent],
    also_asked: Sequence[str],
) -> list[SaidFact]:
    """All that is said of the facts; of each of ``also_asked`` also what answers its question."""
    found = []
    for name in policy.facts:
        if name not in vocabulary.words.facts:
            continue
        said = _fact(policy, utterance, name, times)
        if said is None and name in also_asked:
            other = utterance.asked_for(name)
            said = _fact(policy, other, name, times_with_events(other))
        if said is not None:
            found.append(said)
    return found


def _fact(
    policy: Policy, utterance: Utterance, name: str, times: list[TimeOfEvent]
) -> SaidFact | None:
    match policy.facts[name].kind:
        case "choice":
            return choice(utterance, name, times)
        case "yes_no":
            return yes_no(utterance, name)
        case "choices":
            return choices(utterance, name)
        case "number":
            return number(utterance, name)
        case "years":
            return years(utterance, name, times)
        case "date":
            return day(utterance, name, times)
        case "spells":
            return spells(utterance, name, times)
        case "diplomas":
            return diplomas(utterance, name, times)


def _understood(policy: Policy, utterance: Utterance, said: list[SaidFact]) -> list[Understanding]:
    found = [one for one in (_read(policy, one, utterance) for one in said) if one is not None]
    return _without_orphans(utterance, found)


def _heard_by_sound(
    utterance: Utterance,
    said: list[SaidFact],
    as_typed: Understanding | None,
    by_sound: Understanding,
) -> Understanding:
    """The fact as typed, where it says the same as heard; else as heard, with its right spelling."""
    if as_typed is not None and as_typed.value == by_sound.value:
        return as_typed
    clauses = next(one.clauses for one in said if one.fact == by_sound.fact)
    unique = sorted({clause.start: clause for clause in clauses}.values(), key=lambda c: c.start)
    spelled = "，".join(utterance.plain[clause.start : clause.end] for clause in unique)
    return by_sound._replace(spelled=spelled)


def _question(utterance: Utterance, said: list[SaidFact]) -> str:
    """The person's words from the first question to the last; with what leads up to a short one, if it
    told no fact."""
    told = {clause.start for one in said for clause in one.clauses}
    places = [n for n, clause in enumerate(utterance.clauses) if clause.question]
    if not places:
        return ""
    first = places[0]
    before = utterance.clauses[first - 1] if first else None
    short = utterance.clauses[places[-1]].end - utterance.clauses[first].start < _SHORT_QUESTION
    same = before is not None and before.sentence == utterance.clauses[first].sentence
    if before is not None and short and same and before.counts and before.start not in told:
        first -= 1
    return utterance.text.piece(utterance.clauses[first].start, utterance.clauses[places[-1]].end)


def _read(policy: Policy, said: SaidFact, utterance: Utterance) -> Understanding | None:
    """The fact as the rules take it; None for what they refuse."""
    try:
        value = read_fact(policy.facts, said.fact, said.value, utterance.as_of)
    except FactError:
        return None
    if value is None:
        return None
    rough = tuple(
        Inexact(moment.day, utterance.words_of(moment), moment.exact)
        for moment in said.inexact
        if moment.day is not None
    )
    raw = facts_to_json({said.fact: value})[said.fact]
    if policy.facts[said.fact].kind == "diplomas":
        raw = said.value
    return Understanding(
        said.fact, value, utterance.said(*said.clauses), rough, _without_default(raw)
    )


def _without_orphans(utterance: Utterance, found: list[Understanding]) -> list[Understanding]:
    """A day told beside an option that is not so, or in doubt, is no fact either; nor what is only told
    with another fact, without it."""
    values = {one.fact: one.value for one in found}
    kept = []
    for one in found:
        words = utterance.words.facts[one.fact]
        if words.only_with and words.only_with not in values and utterance.asked != one.fact:
            continue
        dated_by = words.dated_by
        if (
            dated_by is not None
            and dated_by.fact not in values
            and utterance.mentions(dated_by.fact)
        ):
            continue
        kept.append(one)
    return kept


def _command(utterance: Utterance) -> Command | None:
    """The command that the text is, if it is nothing else."""
    commands: set[Command] = set()
    left = set(range(len(utterance.plain)))
    for clause in utterance.clauses:
        left -= set(range(clause.end, clause.end + 1))  # the pause after it
        found = utterance.tokens(clause, COMMANDS)
        commands |= {one for each in found for one in each.meanings if isinstance(one, Command)}
        for one in (*found, *clause.all("polite")):
            left -= set(range(one.start, one.end))
    return commands.pop() if len(commands) == 1 and not left else None


def _kind(utterance: Utterance, facts: list[Understanding], asks: bool) -> Kind:
    if facts:
        return "facts"
    if asks:
        return "question"
    if utterance.asked is not None and any(clause.has("unknown") for clause in utterance.clauses):
        return "unknown"
    return "chatter"


def _without_default(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [
        {key: part for key, part in item.items() if not (key == "related" and part is True)}
        if isinstance(item, dict)
        else item
        for item in value
    ]
