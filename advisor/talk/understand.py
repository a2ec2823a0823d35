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
from advisor.rules.policy import Policy
from advisor.talk.hearing import Heard, choice, choices, years, yes_no
from advisor.talk.told_diplomas import diplomas
from advisor.talk.told_times import date_fact, spells, told_times
from advisor.talk.utterance import Scene
from advisor.talk.vocabulary import ear_of

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
    """What a text says. ``kind``: "facts", a "command" (then ``command`` is its id in content), a
    "question", "unknown" (the person does not know what was asked) or "chatter"."""

    kind: Kind
    command: str | None
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
    ear = ear_of(policy)
    if MARKUP.search(text):
        return Understood("chatter", None, (), False)
    scene = Scene(ear, text, asked, as_of)
    asks = any(clause.question for clause in scene.clauses)
    command = _command(scene)
    if command is not None:
        return Understood("command", command, (), asks)
    told = told_times(scene)
    found = []
    for name, fact in policy.facts.items():
        if name not in ear.words.facts:
            continue
        heard: Heard | None
        match fact.kind:
            case "choice":
                heard = choice(scene, name)
            case "yes_no":
                heard = yes_no(scene, name)
            case "choices":
                heard = choices(scene, name)
            case "years":
                heard = years(scene, name)
            case "date":
                heard = date_fact(scene, name, told)
            case "spells":
                heard = spells(scene, name, told)
            case "diplomas":
                heard = diplomas(scene, name, told)
        understood = _read(policy, heard, scene) if heard else None
        if understood is not None:
            found.append(understood)
    facts = _without_orphans(scene, found)
    return Understood(_kind(scene, facts, asks), None, tuple(facts), asks)


def _read(policy: Policy, heard: Heard, scene: Scene) -> Understanding | None:
    """The fact as the rules take it; None for what they refuse."""
    try:
        value = read_fact(policy.facts, heard.fact, heard.value, scene.as_of)
    except FactError:
        return None
    if value is None:
        return None
    rough = tuple(
        Inexact(moment.day, scene.text.piece(moment.start, moment.end), moment.exact)
        for moment in heard.inexact
        if moment.day is not None
    )
    raw = facts_to_json({heard.fact: value})[heard.fact]
    if policy.facts[heard.fact].kind == "diplomas":
        raw = heard.value
    return Understanding(heard.fact, value, heard.said, rough, _without_default(raw))


def _without_orphans(scene: Scene, found: list[Understanding]) -> list[Understanding]:
    """A day told beside an option that is not so, or in doubt, is no fact either."""
    values = {one.fact: one.value for one in found}
    kept = []
    for one in found:
        dated_by = scene.words.facts[one.fact].dated_by
        if dated_by is not None and dated_by.fact not in values and scene.mentions(dated_by.fact):
            continue
        kept.append(one)
    return kept


def _command(scene: Scene) -> str | None:
    """The command that the text is, if it is nothing else."""
    ids = set()
    left = set(range(len(scene.plain)))
    for clause in scene.clauses:
        left -= set(range(clause.end, clause.end + 1))  # the pause after it
        found = scene.tokens(clause, "commands")
        ids |= {str(meaning) for one in found for meaning in one.meanings}
        for one in (*found, *clause.all("polite")):
            left -= set(range(one.start, one.end))
    return ids.pop() if len(ids) == 1 and not left else None


def _kind(scene: Scene, facts: list[Understanding], asks: bool) -> Kind:
    if facts:
        return "facts"
    if asks:
        return "question"
    if scene.asked is not None and any(clause.has("unknown") for clause in scene.clauses):
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
