"""Facts from words: what a person's own sentence says of the facts that a pack asks for.

Deterministic and cautious: only what is plainly said of oneself becomes a fact; questions,
suppositions, other people's cases, contradictions and doubts become none. The words are content
(``words.yaml``); a pack without them understands nothing.
"""

import re
from datetime import date
from typing import NamedTuple

from advisor.facts.plain import facts_to_json
from advisor.facts.told_in_words import Inexact, Kind
from advisor.facts.values import FactError, Facts, FactValue, read_fact
from advisor.interview.commands import Command
from advisor.rules.policy import Policy
from advisor.talk.choices_from_words import choice, choices, years, yes_no
from advisor.talk.days_from_words import day
from advisor.talk.diplomas_from_words import diplomas
from advisor.talk.spells_from_words import spells
from advisor.talk.times_and_events import times_with_events
from advisor.talk.utterance import SaidFact, Utterance
from advisor.talk.vocabulary import COMMANDS, vocabulary_of

MARKUP = re.compile(r"<[A-Za-z/!?]|[{}]|</|://|```")
"""Signs that a text is no one's sentence; ``re`` looks for each in one pass."""


class Understanding(NamedTuple):
    """One fact understood: its value, the person's own words for it, and the days that they gave
    no more than the month or the year of."""

    fact: str
    value: FactValue
    said: str
    inexact: tuple[Inexact, ...]
    raw: object  # the value as JSON, diplomas in the order told


class Understood(NamedTuple):
    """What a text says. ``kind``: "facts", a "command" (then it is in ``command``), a
    "question", "unknown" (the person does not know what was asked) or "chatter"."""

    kind: Kind
    command: Command | None
    facts: tuple[Understanding, ...]
    asks: bool  # it (also) holds a question

    @property
    def values(self) -> Facts:
        """The facts by name."""
        return {one.fact: one.value for one in self.facts}

    def to_json(self) -> dict[str, object]:
        """The facts as they are read from JSON; ``related`` of a spell only where it is false."""
        return {one.fact: one.raw for one in self.facts}


def understand(policy: Policy, text: str, asked: str | None, as_of: date) -> Understood:
    """What ``text`` says, typed on ``as_of`` in answer to the question for the fact ``asked`` or ahead
    of any. Takes any text and never raises."""
    vocabulary = vocabulary_of(policy)
    if MARKUP.search(text):
        return Understood("chatter", None, (), False)
    utterance = Utterance(vocabulary, text, asked, as_of)
    asks = any(clause.question for clause in utterance.clauses)
    command = _command(utterance)
    if command is not None:
        return Understood("command", command, (), asks)
    times = times_with_events(utterance)
    found = []
    for name, fact in policy.facts.items():
        if name not in vocabulary.words.facts:
            continue
        said: SaidFact | None
        match fact.kind:
            case "choice":
                said = choice(utterance, name)
            case "yes_no":
                said = yes_no(utterance, name)
            case "choices":
                said = choices(utterance, name)
            case "years":
                said = years(utterance, name)
            case "date":
                said = day(utterance, name, times)
            case "spells":
                said = spells(utterance, name, times)
            case "diplomas":
                said = diplomas(utterance, name, times)
        understood = _read(policy, said, utterance) if said else None
        if understood is not None:
            found.append(understood)
    facts = _without_orphans(utterance, found)
    return Understood(_kind(utterance, facts, asks), None, tuple(facts), asks)


def _read(policy: Policy, said: SaidFact, utterance: Utterance) -> Understanding | None:
    """The fact as the rules take it; None for what they refuse."""
    try:
        value = read_fact(policy.facts, said.fact, said.value, utterance.as_of)
    except FactError:
        return None
    if value is None:
        return None
    rough = tuple(
        Inexact(moment.day, utterance.text.piece(moment.start, moment.end), moment.exact)
        for moment in said.inexact
        if moment.day is not None
    )
    raw = facts_to_json({said.fact: value})[said.fact]
    if policy.facts[said.fact].kind == "diplomas":
        raw = said.value
    return Understanding(said.fact, value, said.said, rough, _without_default(raw))


def _without_orphans(utterance: Utterance, found: list[Understanding]) -> list[Understanding]:
    """A day told beside an option that is not so, or in doubt, is no fact either."""
    values = {one.fact: one.value for one in found}
    kept = []
    for one in found:
        dated_by = utterance.words.facts[one.fact].dated_by
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
