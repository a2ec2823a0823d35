"""Whether a pack's ``words.yaml`` can be listened with: names that exist, phrases that can be found.

Run with the other rooms' checks when a pack is opened; each problem names the file's keys and the remedy.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from advisor.content import schema
from advisor.content.reading import KeyPath, Problem
from advisor.interview.commands import Command
from advisor.talk.typed_text import PAUSES_IN, even

NEAR = ("alone", "asked", "answering", "about", "last", "always")
"""What ``near`` can ask for besides a word list."""

LISTING = ("choices", "years", "spells", "diplomas")
OPTIONS = ("choice", "yes_no", "choices", "diplomas")


def check_words(content: schema.Content) -> list[Problem]:
    """All that is wrong in the pack's words; nothing where it has none."""
    return list(_Checker(content, content.words).run()) if content.words else []


class _Checker:
    def __init__(self, content: schema.Content, words: schema.WordsFile) -> None:
        self.facts = content.facts.facts
        self.words = words
        self.used_lists: set[str] = set()

    def run(self) -> Iterator[Problem]:
        words = self.words
        for typo, mended in words.typos.items():
            yield from _phrases(("typos", typo), [typo, mended])
        yield from _phrases(("look_alikes",), words.look_alikes)
        yield from _phrases(("own_words",), words.own_words)
        for section in ("time", "speech", "links"):
            for name, phrases in getattr(words, section):
                kinds = chain(*phrases) if name == "either_of" else phrases
                yield from _phrases((section, name), list(kinds))
        for section in ("lists", "commands"):
            for name, phrases in getattr(words, section).items():
                yield from _phrases((section, name), phrases)
        yield from self.commands()
        for name, fact in words.facts.items():
            yield from self.fact(("facts", name), name, fact)
        yield from self.claimed_twice()
        for name in words.lists:
            if name not in self.used_lists:
                yield _problem(("lists", name), f"“{name}”这张词表没有用到。")

    def claimed_twice(self) -> Iterator[Problem]:
        """Phrases that by themselves say something of two facts: one of them would be wrong."""
        claimed: dict[str, str] = {}
        for name, fact in self.words.facts.items():
            for option, sayings in fact.options.items():
                for index, saying in enumerate(sayings):
                    if not _by_itself(fact, saying):
                        continue
                    for phrase in saying.words:
                        other = claimed.setdefault(phrase, name)
                        if other != name:
                            yield _problem(
                                ("facts", name, "options", option, index),
                                f"“{phrase}”在“{other}”里也有，不看前后文就成了两项，请去掉一处，"
                                "或者写上 near、after。",
                            )

    def commands(self) -> Iterator[Problem]:
        for name in self.words.commands:
            if name not in set(Command):
                known = "、".join(Command)
                yield _problem(("commands", name), f"程序没有“{name}”这个命令，只有 {known}。")
        for command in Command:
            if not self.words.commands.get(command):
                yield _problem(("commands", command), f"缺“{command}”这个命令的说法，请补上。")

    def fact(self, path: KeyPath, name: str, words: schema.FactWords) -> Iterator[Problem]:
        known = self.facts.get(name)
        if known is None:
            yield _problem(path, f"facts.yaml 里没有“{name}”这一项。")
            return
        for word_list in (*words.never_near, *words.nowhere):
            self.used_lists.add(word_list)
            if word_list not in self.words.lists:
                yield _problem((*path, "never_near"), f"lists 里没有“{word_list}”这张词表。")
        yield from _phrases((*path, "hints"), words.hints)
        yield from _phrases((*path, "not_before"), words.not_before)
        for key, value, kinds in (
            ("options", words.options, OPTIONS),
            ("none", words.none, LISTING),
            ("neither", words.neither, ("yes_no",)),
            ("dates", words.dates, ("date",)),
            ("dated_by", words.dated_by, ("date", "years")),
            ("diplomas", words.diplomas, ("diplomas",)),
            ("spells", words.spells, ("spells",)),
        ):
            if value and known.kind not in kinds:
                yield _problem((*path, key), f"“{name}”的类型是 {known.kind}，不写 {key}。")
        for field in ("about", "unclear", "dates"):
            yield from _phrases((*path, field), getattr(words, field))
        meant: dict[tuple[object, ...], str] = {}
        for option, sayings in words.options.items():
            at: KeyPath = (*path, "options", option)
            if option not in known.options:
                yield _problem(at, f"“{name}”没有“{option}”这个选项。")
            yield from self.sayings(at, sayings)
            for index, saying in enumerate(sayings):
                conditions = _conditions(saying)
                for phrase in saying.words:
                    other = meant.setdefault((phrase, conditions), option)
                    if other != option:
                        yield _problem(
                            (*at, index),
                            f"“{phrase}”在“{other}”里也有，同一个说法不能有两个意思。",
                        )
        yield from self.sayings((*path, "none"), words.none)
        yield from self.sayings((*path, "neither"), words.neither)
        if words.dated_by is not None:
            yield from self.dated_by((*path, "dated_by"), words.dated_by)
        if words.diplomas is not None:
            yield from self.diplomas((*path, "diplomas"), known, words.diplomas)
        if words.spells is not None:
            for field, phrases in words.spells:
                if field != "technical_facts":
                    yield from _phrases((*path, "spells", field), phrases)
            for other in words.spells.technical_facts:
                if other not in self.facts:
                    yield _problem(
                        (*path, "spells", "technical_facts"), f"facts.yaml 里没有“{other}”这一项。"
                    )

    def sayings(self, path: KeyPath, sayings: Sequence[schema.Saying]) -> Iterator[Problem]:
        for index, saying in enumerate(sayings):
            yield from _phrases((*path, index), saying.words)
            yield from _phrases((*path, index), saying.not_before)
            others = {
                *saying.never_near,
                *saying.after,
                *saying.anywhere,
                *saying.unless_then,
                *saying.beside,
                *saying.apart,
                *saying.joined,
                *saying.nowhere,
            }
            lists = {*saying.near, *others}
            self.used_lists |= lists
            for name in sorted(lists - set(self.words.lists)):
                if name not in NEAR or name in others:
                    yield _problem((*path, index), f"lists 里没有“{name}”这张词表。")

    def dated_by(self, path: KeyPath, dated_by: schema.DatedBy) -> Iterator[Problem]:
        known = self.facts.get(dated_by.fact)
        if known is None or dated_by.fact not in self.words.facts:
            yield _problem((*path, "fact"), f"这里没有“{dated_by.fact}”这一项的说法。")
            return
        for option in dated_by.options:
            if option not in known.options:
                yield _problem((*path, "options"), f"“{dated_by.fact}”没有“{option}”这个选项。")

    def diplomas(
        self, path: KeyPath, known: schema.Fact, words: schema.DiplomaWords
    ) -> Iterator[Problem]:
        for part in ("forms", "levels"):
            for name, phrases in getattr(words, part).items():
                yield from _phrases((*path, part, name), phrases)
        for field in ("graduated", "studying", "unfinished"):
            yield from _phrases((*path, field), getattr(words, field))
        for kind, level in words.within.items():
            if kind not in known.options:
                yield _problem((*path, "within", kind), f"没有“{kind}”这种毕业证。")
            if level not in words.levels:
                yield _problem((*path, "within", kind), f"levels 里没有“{level}”。")
        for kind, parts in words.kinds.items():
            at = (*path, "kinds", kind)
            if kind not in known.options:
                yield _problem(at, f"没有“{kind}”这种毕业证。")
            if len(parts) != 2 or parts[0] not in words.forms or parts[1] not in words.levels:
                yield _problem(at, "要写成 [forms 里的一个, levels 里的一个]。")


def _by_itself(fact: schema.FactWords, saying: schema.Saying) -> bool:
    """Whether the saying counts wherever it stands."""
    bound = (
        saying.after
        or saying.anywhere
        or saying.beside
        or saying.joined
        or (saying.near and "always" not in saying.near)
    )
    return not bound and not (fact.about and not saying.near)


def _conditions(saying: schema.Saying) -> tuple[object, ...]:
    parts = (getattr(saying, name) for name in type(saying).model_fields if name != "words")
    return tuple(tuple(part) if isinstance(part, list) else part for part in parts)


def _phrases(path: KeyPath, phrases: Sequence[str] | Mapping[str, object]) -> Iterator[Problem]:
    """Phrases as they are looked for: in even text, within one clause."""
    for phrase in phrases:
        plain = even(phrase)
        if not phrase.strip():
            yield _problem(path, "有一个说法是空的，请写上或删去。")
        elif plain != phrase:
            yield _problem(path, f"“{phrase}”要写成“{plain}”（半角、小写，不带空格和引号）。")
        elif PAUSES_IN.search(phrase):
            yield _problem(path, f"“{phrase}”里有标点，永远对不上，请分成几个。")


def _problem(path: KeyPath, message: str) -> Problem:
    return Problem("words", path, message)
