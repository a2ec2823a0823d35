"""Which words made which fact: for authors, to see at once what a word of theirs changes."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from advisor.rules.policy import Policy
from advisor.talk.outcomes import reply_to
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.understand import heard
from advisor.talk.utterance import SaidFact, Utterance
from advisor.talk.vocabulary import EVENTS, Event, Group, OptionSaid, Part

_OF_FACTS: tuple[Literal["options", "parts", "about"], ...] = ("options", "parts", "about")


def explained(policy: Policy, text: str, asked: str | None, as_of: date) -> dict[str, object]:
    """As JSON: for each fact its words with what each says (``words``), what of them was heard by sound
    (``by_sound``); the words that keep a clause from counting (``hiding``); what was ``left``; the
    ``outcomes``."""
    understood, utterance, said = heard(policy, text, asked, as_of)
    if utterance is None:
        return {"words": {}, "outcomes": ["not_understood"]}
    return {
        "words": {one.fact: list(dict.fromkeys(_words(utterance, one))) for one in said},
        "by_sound": {one.fact: one.spelled for one in understood.facts if one.spelled},
        "hiding": list(dict.fromkeys(_hiding(utterance))),
        "left": [one.said for one in understood.left],
        "outcomes": [str(one) for one in reply_to(policy, understood, as_of).outcomes],
    }


def _words(utterance: Utterance, said: SaidFact) -> Iterator[str]:
    for clause in said.clauses:
        for kind in _OF_FACTS:
            for one in utterance.tokens(clause, Group(kind, said.fact)):
                for meaning in one.meanings or (None,):
                    yield f"{_word(utterance, one)}={_meaning(meaning) or kind}"
        for one in utterance.tokens(clause, EVENTS):
            if any(isinstance(of, Event) and of.fact == said.fact for of in one.meanings):
                yield f"{_word(utterance, one)}=time"
        for time in clause.times:
            yield f"{utterance.plain[time.start : time.end]}=time"


def _meaning(meaning: object) -> str:
    if isinstance(meaning, OptionSaid):
        return "none" if meaning.option is None else str(meaning.option)
    return meaning.id if isinstance(meaning, Part) else ""


def _hiding(utterance: Utterance) -> Iterator[str]:
    kinds = ("others", "suppositions", "wishes", "doubts", "official", "questions", "commanding")
    for clause in utterance.clauses:
        if not clause.counts:
            for kind in kinds:
                for one in clause.all(kind):
                    yield f"{_word(utterance, one)}={kind}"


def _word(utterance: Utterance, one: FoundPhrase) -> str:
    return utterance.plain[one.start : one.end]
