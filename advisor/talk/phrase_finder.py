"""Finding many phrases in a text in one pass: at each place the longest one of its group.

Groups are independent: 「民办小学」 of one does not hide 「小学」 of another. Look-alikes are phrases
of every group that mean nothing: 「会计学院」 hides 「会计」.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

Group = TypeVar("Group", bound=Hashable)


class FoundPhrase(NamedTuple):
    """A phrase of a group at ``text[start:end]``; ``meanings``: what the group says of it."""

    start: int
    end: int
    meanings: tuple[object, ...]


class PhraseFinder(Generic[Group]):
    """Phrases by group. The time is that of the text's length times the longest phrase."""

    def __init__(self, look_alikes: Iterable[str]) -> None:
        self._phrases: dict[str, dict[Group, list[object]]] = {}
        self._look_alikes = frozenset(look_alikes)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._ordered: dict[str, tuple[int, ...]] | None = None
        for phrase in self._look_alikes:
            self._lengths[phrase[0]].add(len(phrase))

    def add(self, group: Group, phrases: Iterable[str], meaning: object = None) -> None:
        """Adds phrases with one meaning to a group."""
        self._ordered = None
        for phrase in phrases:
            meanings = self._phrases.setdefault(phrase, {}).setdefault(group, [])
            if meaning not in meanings:
                meanings.append(meaning)
            self._lengths[phrase[0]].add(len(phrase))

    @property
    def look_alikes(self) -> frozenset[str]:
        """The phrases that mean nothing."""
        return self._look_alikes

    def groups_of_phrases(self) -> dict[str, set[Group]]:
        """All phrases, each with the groups that it is of."""
        return {phrase: set(groups) for phrase, groups in self._phrases.items()}

    def _in_order(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the phrases by their first character, the longest first."""
        if self._ordered is None:
            self._ordered = {
                one: tuple(sorted(lengths, reverse=True)) for one, lengths in self._lengths.items()
            }
        return self._ordered

    def find(self, text: str) -> dict[Group, list[FoundPhrase]]:
        """What is found, by group, in order; within a group nothing overlaps."""
        found: dict[Group, list[FoundPhrase]] = defaultdict(list)
        until: dict[Group, int] = defaultdict(int)
        in_order, phrases, look_alikes = self._in_order(), self._phrases, self._look_alikes
        hidden = 0  # up to where a look-alike reaches
        for start, one in enumerate(text):
            lengths = in_order.get(one)
            if lengths is None:
                continue
            for length in lengths:
                end = start + length
                phrase = text[start:end]
                meant = phrases.get(phrase)
                if meant is not None and start >= hidden and len(phrase) == length:
                    for group, meanings in meant.items():
                        if start >= until[group]:
                            found[group].append(FoundPhrase(start, end, tuple(meanings)))
                            until[group] = end
                if phrase in look_alikes and len(phrase) == length:
                    hidden = max(hidden, end)
                    break
        return dict(found)
