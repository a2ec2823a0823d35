"""A pack's ``words.yaml`` made ready once: all its phrases in one finder, what each means, its dates."""

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import Literal, NamedTuple

from advisor.content import schema
from advisor.interview.commands import Command
from advisor.rules.policy import Policy
from advisor.talk.clauses import RUN_OF_NOTICE
from advisor.talk.phrase_finder import PhraseFinder
from advisor.talk.sounds import Sounds
from advisor.talk.spoken_dates import SpokenDates
from advisor.talk.typed_text import PAUSES, read_typed
from advisor.talk.words_of_labels import words_of_labels

SpeechGroup = Literal["answers", "fillers", "polite", "others' dates", "aims", "speech"]

SPEECH: dict[SpeechGroup, tuple[str, ...]] = {
    "answers": ("yes", "no", "unknown"),
    "fillers": ("fillers", "loose", "getting", "before_others"),
    "polite": ("polite",),
    "aims": ("aims",),
    "others' dates": ("other_events",),
    "speech": (),
}
"""Groups of speech that do not hide one another: 没 of 「没拿到」 still denies. All else is the last."""

WorkWords = Literal[
    "places",
    "technical",
    "other_posts",
    "unrelated",
    "not_of_work",
    "earlier",
    "later",
    "left",
    "studies",
]
WORK_WORDS: tuple[WorkWords, ...] = (
    "places", "technical", "other_posts", "unrelated", "not_of_work", "earlier", "later", "left",
    "studies",
)  # fmt: skip
"""The lists of ``SpellWords`` that are looked for as they are."""


class Group(NamedTuple):
    """Phrases that may hide one another. ``of``: the fact or the word list that they belong to."""

    kind: (
        Literal[
            "options",
            "about",
            "hints",
            "parts",
            "unfinished",
            "no_more",
            "list",
            "events",
            "commands",
        ]
        | WorkWords
        | SpeechGroup
    )
    of: str = ""


NAMING: tuple[Literal["options", "parts", "about"], ...] = ("options", "parts", "about")
"""The groups of words in which a fact is named or answered."""

_SAYING_NOTHING = {Group("fillers"), Group("polite")}
EVENTS, COMMANDS = Group("events"), Group("commands")


class Neither(Enum):
    """In place of an option: what is said of a yes or no and is neither."""

    NEITHER = "neither"


Option = str | Neither | None
"""What is said of a fact: an option's id, neither of yes and no, or None: none of them."""


class OptionSaid(NamedTuple):
    """What a phrase of a fact says, and when it does."""

    option: Option
    saying: schema.Saying

    def __hash__(self) -> int:
        return hash((self.option, id(self.saying)))


class Part(NamedTuple):
    """What a phrase says of a diploma: its form of study, its level, or both in one (its kind)."""

    what: Literal["form", "level", "kind"]
    id: str


class Event(NamedTuple):
    """What a time can belong to. ``fact`` None: to something that is none of the facts'.

    ``what`` happens then: the fact "begins" to be so (of a diploma: graduation), it "ends", or it
    was "studied" for."""

    fact: str | None
    what: Literal["begins", "ends", "studied"] = "begins"


class Vocabulary:
    """A pack's words, ready to listen with."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.words = policy.content.words or words_of_labels(policy.content)
        self.dates = SpokenDates(self.words.time)
        self.phrases: PhraseFinder[Group] = PhraseFinder(self.words.look_alikes)
        for kind, phrases in self.words.speech:
            group: SpeechGroup = next((g for g, kinds in SPEECH.items() if kind in kinds), "speech")
            self.phrases.add(Group(group), phrases, kind)
        for name, phrases in self.words.lists.items():
            self.phrases.add(Group("list", name), phrases)
        for id, phrases in self.words.commands.items():
            self.phrases.add(COMMANDS, phrases, Command(id))
        for name, fact in self.words.facts.items():
            self._add_fact(name, fact)
        speech = self.words.speech
        self.answers = frozenset((*speech.yes, *speech.no, *speech.negations, *speech.affirmations))
        self.little = frozenset((*speech.fillers, *speech.self, *self.words.links.to_time))
        self.sounds = self._sounds()
        self.notice = self._runs("".join(policy.clauses.values()))

    def _add_fact(self, name: str, fact: schema.FactWords) -> None:
        add = self.phrases.add
        options = Group("options", name)
        add(Group("about", name), fact.about)
        add(Group("hints", name), fact.hints)
        for option, sayings in fact.options.items():
            for saying in sayings:
                add(options, saying.words, OptionSaid(option, saying))
            if self.policy.facts[name].kind == "choice":
                for phrase, saying in self._held(sayings):
                    add(options, [phrase], OptionSaid(option, saying))
        for saying in fact.none:
            add(options, saying.words, OptionSaid(None, saying))
        for saying in fact.neither:
            add(options, saying.words, OptionSaid(Neither.NEITHER, saying))
        add(EVENTS, fact.dates, Event(name))
        if fact.diplomas:
            said = fact.diplomas
            for id, phrases in said.forms.items():
                add(Group("parts", name), phrases, Part("form", id))
            for id, phrases in said.levels.items():
                add(Group("parts", name), phrases, Part("level", id))
            add(EVENTS, said.graduated, Event(name))
            add(EVENTS, said.studying, Event(name, "studied"))
            add(Group("unfinished", name), said.unfinished)
            add(Group("no_more", name), said.no_more)
        if fact.spells:
            add(EVENTS, fact.spells.starts, Event(name))
            add(EVENTS, fact.spells.ends, Event(name, "ends"))
            for field in WORK_WORDS:
                add(Group(field, name), getattr(fact.spells, field))

    def _held(self, sayings: Sequence[schema.Saying]) -> Iterator[tuple[str, schema.Saying]]:
        """Phrases that hold a shorter one of the same option, with its saying: only the longest is found in
        a text, and says all that the shorter one would."""
        by_phrase: dict[str, list[schema.Saying]] = {}
        for saying in sayings:
            for phrase in saying.words:
                by_phrase.setdefault(phrase, []).append(saying)
        negations = tuple(self.words.speech.negations)
        for phrase in by_phrase:
            for start in range(len(phrase) - 1):
                if phrase.startswith(negations, start):
                    break  # 没当上护士 says no 护士
                for end in range(start + 2, len(phrase) + 1):
                    for saying in by_phrase.get(phrase[start:end], ()):
                        goes_on = phrase.startswith(tuple(saying.not_before), end)
                        if end - start < len(phrase) and not goes_on:
                            yield phrase, saying

    def _sounds(self) -> Sounds:
        """What is listened for by sound: all phrases but those that say nothing by themselves."""
        groups = self.phrases.groups_of_phrases()
        telling = [phrase for phrase, of in groups.items() if not of <= _SAYING_NOTHING]
        telling += [one for one in self.phrases.look_alikes if len(one) > 2]
        time, speech = self.words.time, self.words.speech
        mine = {one + other for one in speech.self for other in "".join(speech.others)}
        telling = [one for one in telling if one not in mine]  # 我没 is not 我妹
        telling += [*time.years, *time.months, *time.same_year, *time.next_year, *time.joins]
        telling += [one for one in time.vague_after if len(one) > 1]
        known = {*groups, *telling, *self.phrases.look_alikes, *self.words.own_words}
        saying = [
            one for one, of in groups.items() if any(g.kind in ("options", "parts") for g in of)
        ]
        vague = time.vague_before_length
        return Sounds(telling, known, speech.self, speech.others, vague, saying, speech.questions)

    def _runs(self, text: str) -> frozenset[str]:
        """All runs of so many characters in the notice, its punctuation left out."""
        bare = read_typed(text, self.words.time, {}).plain
        bare = "".join(one for one in bare if one not in PAUSES and one != ".")
        return frozenset(bare[i : i + RUN_OF_NOTICE] for i in range(len(bare) - RUN_OF_NOTICE + 1))


@cache
def vocabulary_of(policy: Policy) -> Vocabulary:
    """The pack's vocabulary, made once."""
    return Vocabulary(policy)
