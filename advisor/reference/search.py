"""Finding one's way in the notice: a typed citation, or typed words wherever they occur.

Both are tolerant of spaces, of full and half width and of the kind of brackets: people copy from
where they please.
"""

import re
from collections.abc import Iterable, Sequence

from advisor.text import half_width, without_spaces

DIGITS = "一二三四五六七八九"
FILLING = re.compile(r"[第条款项段点()\[\].,、\-—\s]+")
TOKEN = re.compile(rf"[{DIGITS}十]+|[0-9]+|末")

Span = tuple[int, int]
"""Where a hit stands in a text: first character, and the one after the last."""


def cited_clause(typed: str, clauses: Iterable[str]) -> str | None:
    """The clause meant by ``六.二.1.3``, ``第六条（二）1（3）``, ``六（二）1``; None if that is no citation
    of one of ``clauses``. A number alone is none: it may be any number."""
    written = half_width(typed).strip()
    if written in (known := list(clauses)):
        return written
    tokens = TOKEN.findall(written)
    if FILLING.sub("", TOKEN.sub("", written)) or not tokens:
        return None
    if len(tokens) == 1 and tokens[0].isdecimal():
        return None
    wanted = [_value(token) for token in tokens]
    return next((id for id in known if [_value(part) for part in id.split(".")] == wanted), None)


def search_words(typed: str) -> tuple[str, ...]:
    """The words typed, each once, as ``spans`` and ``has_all`` compare them."""
    return tuple(dict.fromkeys(_folded(word) for word in typed.split() if _folded(word)))


def spans(text: str, words: Sequence[str]) -> list[Span]:
    """Where the words occur in ``text``, whatever spaces lie between; in order, overlaps joined."""
    squeezed, places = _squeezed(text)
    hits: list[Span] = []
    for word in words:
        start = squeezed.find(word)
        while start >= 0:
            hits.append((places[start], places[start + len(word) - 1] + 1))
            start = squeezed.find(word, start + 1)
    joined: list[Span] = []
    for first, last in sorted(hits):
        if joined and first <= joined[-1][1]:
            first, last = joined[-1][0], max(joined.pop()[1], last)
        joined.append((first, last))
    return joined


def has_all(texts: Iterable[str], words: Sequence[str]) -> bool:
    """Whether each word occurs in some of the texts."""
    squeezed = [_squeezed(text)[0] for text in texts]
    return all(any(word in text for text in squeezed) for word in words)


def _folded(text: str) -> str:
    return without_spaces(text).casefold()


def _squeezed(text: str) -> tuple[str, list[int]]:
    """``text`` folded and without spaces, and for each of its characters where it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in _folded(char):
            folded.append(part)
            places.append(place)
    return "".join(folded), places


def _value(token: str) -> int | str:
    """``3``, ``三``, ``十``, ``十二``, ``二十`` as numbers; any other part of a clause's id as it is."""
    if token.isdecimal():
        return int(token)
    tens, ten, ones = token.rpartition("十")
    if not set(tens + ones) <= set(DIGITS) or len(tens) > 1 or len(ones) > 1:
        return token
    if not ten:
        return DIGITS.index(token) + 1
    return 10 * (DIGITS.index(tens) + 1 if tens else 1) + (DIGITS.index(ones) + 1 if ones else 0)
