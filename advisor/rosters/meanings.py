"""What the words in a cell mean for a fact: the pack's words for rosters first, then whatever the chat
understands. Words that leave open which of a few options is meant are half said, not guessed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from advisor.content import schema
from advisor.content.schema import Fact
from advisor.rosters.columns import plain, without_brackets
from advisor.text import half_width

Hearing = Callable[[str, str], object]
"""What the chat understands of a fact (its name) in a text, as it stands in a case file; None: nothing."""

MOST_KEPT = 20_000
"""Meanings kept; the words of a column are few, so each is looked up once."""


class NotUnderstoodError(ValueError):
    """What is not understood of a cell, and the remedy."""


class Meant(NamedTuple):
    """What a cell says: ``options`` by id, all of them said; ``either``: one of these; ``none``: that there
    is none; nothing of it: not known. ``days``: those told with diplomas, by kind, as ISO days."""

    options: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    none: bool = False
    days: tuple[tuple[str, str], ...] = ()


NOT_KNOWN = Meant()


class Meanings:
    """The meanings of words under one pack. ``hear``: what the chat understands, where it is at hand."""

    def __init__(self, content: schema.Content, hear: Hearing | None = None) -> None:
        self._facts = content.facts.facts
        words = content.roster
        self._hear = hear
        self.yes, self.no = plain_set(words.yes), plain_set(words.no)
        self.none, self.unknown = plain_set(words.none), plain_set(words.unknown)
        self.to_date = plain_set(words.to_date)
        self._lower = plain_set(words.no_diploma)
        self._options = {
            name: _option_words(fact, words.values.get(name, {}))
            for name, fact in self._facts.items()
        }
        self._either = {
            name: {plain(word): tuple(ids) for word, ids in found.items()}
            for name, found in words.either.items()
        }
        self._forms = {
            plain(word): id for id, form in words.diploma_forms.items() for word in form.words
        }
        self._kinds_of_form = {id: form.kinds for id, form in words.diploma_forms.items()}
        self._kept: dict[tuple[str, str, str], Meant | str] = {}
        self._plain: dict[str, str] = {}
        self._nones = {name: plain(fact.none_label or "") for name, fact in self._facts.items()}

    def option(self, name: str, text: str) -> Meant:
        """One of a fact's options. Raises ``NotUnderstoodError``."""
        return self._remembered("one", name, text, self._one)

    def yes_or_no(self, name: str, text: str) -> Meant:
        """Yes or no of a fact, as the options ``yes`` and ``no``. Raises ``NotUnderstoodError``."""
        return self._remembered("yes", name, text, self._answer)

    def diplomas(self, name: str, text: str) -> Meant:
        """The diplomas that a cell names. Raises ``NotUnderstoodError``."""
        return self._remembered("diplomas", name, text, self._diploma)

    def form(self, text: str) -> str:
        """The form of study that a cell names, empty where it is not known. Raises
        ``NotUnderstoodError``."""
        form = plain(text)
        if form in self.unknown:
            return ""
        found = self._forms.get(form) or self._forms.get(plain(without_brackets(text)))
        if found is None:
            raise NotUnderstoodError(f"“{text[:40]}”看不出是哪种学习形式。")
        return found

    def fits(self, kind: str, form: str) -> bool:
        """Whether a kind of diploma can be had by a form of study; one of no form fits any."""
        return not form or not self.has_form(kind) or kind in self._kinds_of_form[form]

    def has_form(self, kind: str) -> bool:
        """Whether a kind of diploma is one of a form of study."""
        return any(kind in kinds for kinds in self._kinds_of_form.values())

    def is_none(self, name: str, text: str) -> bool:
        """Whether a cell says that there is none at all."""
        form = self.plain(text)
        return form in self.none or form == self._nones[name]

    def is_unknown(self, text: str) -> bool:
        """Whether a cell says that it is not known."""
        return self.plain(text) in self.unknown

    def plain(self, text: str) -> str:
        """A cell as it is compared: looked up where it has been seen before."""
        form = self._plain.get(text)
        if form is None:
            if len(self._plain) >= MOST_KEPT:
                self._plain.clear()
            form = self._plain[text] = plain(text)
        return form

    def heard(self, name: str, text: str) -> object:
        """What the chat understands of a fact in a cell; None for nothing."""
        return self._hear(name, half_width(text)) if self._hear is not None else None

    def not_known(self, name: str, text: str) -> str:
        """That a cell is not understood, and what it may hold."""
        return f"“{text[:40]}”认不得，可以写：{'；'.join(self.allowed(name))}。"

    def allowed(self, name: str, text: str = "") -> list[str]:
        """What a cell of a fact may hold, in the template's words; first what ``text`` may mean."""
        fact = self._facts[name]
        first = self._either.get(name, {}).get(plain(text), ())
        options = dict.fromkeys([*first, *fact.options])
        labels = [fact.options[id].label for id in options]
        return labels + ([fact.none_label] if fact.none_label else [])

    def exact(self, name: str, form: str) -> str | None:
        """The option of which ``form`` (as ``plain`` makes it) is a word."""
        return self._options[name].get(form)

    def _remembered(
        self, how: str, name: str, text: str, read: Callable[[str, str], Meant]
    ) -> Meant:
        key = how, name, text
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            try:
                found = read(name, text)
            except NotUnderstoodError as error:
                found = str(error)
            self._kept[key] = found
        if isinstance(found, str):
            raise NotUnderstoodError(found)
        return found

    def _one(self, name: str, text: str) -> Meant:
        form = plain(text)
        found = self._options[name].get(form)
        if found is not None:
            return Meant((found,))
        if form in self.unknown:
            return NOT_KNOWN
        if either := self._either.get(name, {}).get(form):
            return Meant(either=either)
        heard = self.heard(name, text)
        if isinstance(heard, str):
            return Meant((heard,))
        raise NotUnderstoodError(self.not_known(name, text))

    def _answer(self, name: str, text: str) -> Meant:
        form = plain(text)
        found = self._options[name].get(form)
        if found == "yes" or (found is None and form in self.yes):
            return Meant(("yes",))
        if found == "no" or form in self.no:
            return Meant(("no",))
        if form in self.unknown:
            return NOT_KNOWN
        heard = self.heard(name, text)
        if isinstance(heard, bool):
            return Meant(("yes" if heard else "no",))
        raise NotUnderstoodError(self.not_known(name, text))

    def _diploma(self, name: str, text: str) -> Meant:
        form = plain(text)
        found = self._options[name].get(form)
        if found is not None:
            return Meant((found,))
        if form in self._lower or self.is_none(name, text):
            return Meant(none=True)
        if form in self.unknown:
            return NOT_KNOWN
        if either := self._either.get(name, {}).get(form):
            return Meant(either=either)
        heard = self.heard(name, text)
        if isinstance(heard, list) and heard:
            told = [(str(one["kind"]), one.get("graduated_on")) for one in heard]
            days = tuple((kind, str(day)) for kind, day in told if day)
            return Meant(tuple(kind for kind, _ in told), days=days)
        raise NotUnderstoodError(self.not_known(name, text))


def plain_set(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared."""
    return frozenset(plain(word) for word in words)


def _option_words(fact: Fact, others: Mapping[str, list[str]]) -> dict[str, str]:
    """The words for a fact's options: labels, with and without what they add in brackets, ids, and
    the pack's other words. A label goes before all else."""
    words: dict[str, str] = {}
    for forms in (
        {plain(option.label): id for id, option in fact.options.items()},
        {plain(without_brackets(option.label)): id for id, option in fact.options.items()},
        {plain(word): id for id, listed in others.items() for word in listed},
        {plain(id): id for id in fact.options},
    ):
        words = {**forms, **words}
    words.pop("", None)
    return words
