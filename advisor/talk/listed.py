"""Lists whose items tell of different facts: there 「、」 is a pause.

「遵纪守法、考核合格、岗位无执业证要求」 tells three facts, and the 无 denies only what follows it; in 「没有论文、专利」 one
word denies both.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from advisor.content import schema
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.spoken_dates import Time
from advisor.talk.typed_text import PAUSES
from advisor.talk.vocabulary import NAMING, Group

_BETWEEN = "、"
_GOVERNING = frozenset({"questions", "judgements", "suppositions", "wishes", "official", "doubts"})
"""Words that reach over the whole of a list."""
_STRETCH = re.compile(rf"[^{re.escape(PAUSES)}]*{_BETWEEN}[^{re.escape(PAUSES)}]*")


def divided_lists(
    plain: str,
    found: Mapping[Group, Sequence[FoundPhrase]],
    times: Sequence[Time],
    facts: Mapping[str, schema.Fact],
    counters: Sequence[str],
    speaks: Callable[[str, FoundPhrase], bool],
) -> str:
    """The text with a pause in place of each 「、」 that stands between different facts, one of them a
    yes or no, or between two that each have a time or a number of their own: 「论文2篇、专利1项」 (``counters``). A list
    that is asked or supposed is left whole. ``speaks``: whether a phrase says something of its fact wherever
    it stands."""
    if _BETWEEN not in plain:
        return plain
    named = [
        _Named(
            group.of, one, group.kind == "options", group.kind == "about" or speaks(group.of, one)
        )
        for group, some in found.items()
        if group.kind in NAMING
        for one in some
    ]
    whole = [(one.phrase.start, one.phrase.end) for one in named]
    whole += [(one.start, one.end) for one in times]
    starts, ends = {one.start for one in times}, {one.end for one in times}
    yes_no = {name for name, fact in facts.items() if fact.kind == "yes_no"}
    governing = [
        one.start
        for one in found.get(Group("speech"), ())
        if not _GOVERNING.isdisjoint(one.meanings)
    ]
    counted = re.compile(rf"[0-9一两二三四五六七八九十](?:{'|'.join(counters) or '(?!)'})$")
    characters = list(plain)
    for stretch in _STRETCH.finditer(plain):
        start, end = stretch.span()
        if plain[end : end + 1] == "?" or any(start <= place < end for place in governing):
            continue
        marks = [place for place in range(start, end) if plain[place] == _BETWEEN]
        edges = [start - 1, *marks, end]
        items = [(one + 1, other) for one, other in zip(edges, edges[1:], strict=False)]
        for mark, before, after in zip(marks, items, items[1:], strict=False):
            if any(begin < mark < stop - 1 for begin, stop in whole):
                continue
            if mark in ends and mark + 1 in starts:
                continue  # 2023、2024两年
            left, right = _within(named, before), _within(named, after)
            first, second = _facts(left), _facts(right)
            different = first and second and not first & second and (first | second) & yes_no
            own = all(
                any(one.answers for one in words)
                and any(item[0] <= time.start and time.end <= item[1] for time in times)
                or counted.search(plain[item[0] : item[1]])
                for item, words in ((before, left), (after, right))
            )
            if different or own:
                characters[mark] = ","
    return "".join(characters)


class _Named(NamedTuple):
    """A word of a fact: whether it is one of its options', and whether it surely is of that fact."""

    of: str
    phrase: FoundPhrase
    answers: bool
    sure: bool


def _within(named: Sequence[_Named], item: tuple[int, int]) -> list[_Named]:
    return [one for one in named if item[0] <= one.phrase.start and one.phrase.end <= item[1]]


def _facts(named: Sequence[_Named]) -> set[str]:
    """The facts that an item is of: those it surely tells; else those of any of its words, as 合格 is of many."""
    return {one.of for one in named if one.sure} or {one.of for one in named}
