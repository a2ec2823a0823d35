"""A pack's ``words.yaml`` made ready to listen with, once: one lexicon of all its phrases, its dates."""

from functools import cache
from typing import NamedTuple

from advisor.content import schema
from advisor.rules.policy import Policy
from advisor.talk.clauses import RUN_OF_NOTICE
from advisor.talk.even_text import PAUSES, even
from advisor.talk.lexicon import Lexicon
from advisor.talk.spoken_dates import SpokenDates

SPEECH = {
    "answers": ("yes", "no", "unknown"),
    "fillers": ("fillers", "loose", "getting", "before_others"),
    "polite": ("polite",),
    "others' dates": ("other_events",),
    "speech": (),
}
"""Groups of speech that do not hide one another: 没 of 「没拿到」 still denies. All else is the last."""


NEITHER = "neither"
"""In place of an option: what is said of a yes or no and is neither."""


class Ear:
    """A pack's words, ready to listen with."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.words = policy.content.words or schema.WordsFile()
        self.same_characters = dict(zip(self.words.traditional, self.words.simplified, strict=True))
        self.dates = SpokenDates(self.words.time)
        self.lexicon = Lexicon(self.words.look_alikes)
        for kind, phrases in self.words.speech:
            group = next((g for g, kinds in SPEECH.items() if kind in kinds), "speech")
            self.lexicon.add(group, phrases, kind)
        for name, phrases in self.words.lists.items():
            self.lexicon.add(f"list {name}", phrases)
        for id, phrases in self.words.commands.items():
            self.lexicon.add("commands", phrases, id)
        for name, fact in self.words.facts.items():
            self._add_fact(name, fact)
        speech = self.words.speech
        self.answers = frozenset((*speech.yes, *speech.no, *speech.negations, *speech.affirmations))
        self.notice = _runs("".join(policy.clauses.values()))

    def _add_fact(self, name: str, fact: schema.FactWords) -> None:
        add = self.lexicon.add
        add(f"about {name}", fact.about)
        add(f"hints {name}", fact.hints)
        for option, sayings in fact.options.items():
            for saying in sayings:
                add(name, saying.words, Meaning(option, saying))
        for saying in fact.none:
            add(name, saying.words, Meaning(None, saying))
        for saying in fact.neither:
            add(name, saying.words, Meaning(NEITHER, saying))
        add("events", fact.dates, name)
        if fact.diplomas:
            parts = fact.diplomas
            for part, phrases in parts.forms.items():
                add(f"parts {name}", phrases, ("form", part))
            for part, phrases in parts.levels.items():
                add(f"parts {name}", phrases, ("level", part))
            add("events", parts.graduated, name)
            add("events", parts.studying, f"studying {name}")
            add(f"unfinished {name}", parts.unfinished)
        if fact.spells:
            posts = fact.spells
            add("events", posts.starts, name)
            add("events", posts.ends, f"end {name}")
            for field in (
                "places",
                "technical",
                "other_posts",
                "unrelated",
                "not_of_work",
                "earlier",
                "later",
                "left",
            ):
                add(f"{field} {name}", getattr(posts, field))


class Meaning(NamedTuple):
    """What a phrase of a fact says: an option (None: "none of them"), and when it does."""

    option: str | None
    saying: schema.Saying

    def __hash__(self) -> int:
        return hash((self.option, id(self.saying)))


@cache
def ear_of(policy: Policy) -> Ear:
    """The pack's ear, made once."""
    return Ear(policy)


def _runs(text: str) -> frozenset[str]:
    """All runs of so many characters in the notice, its punctuation left out."""
    bare = even(text, {}, {}).plain
    bare = "".join(one for one in bare if one not in PAUSES and one != ".")
    return frozenset(bare[i : i + RUN_OF_NOTICE] for i in range(len(bare) - RUN_OF_NOTICE + 1))
