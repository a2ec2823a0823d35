"""What a person typed, made even: one width, one script, no stray marks, and where it stood before.

Everything that reads words works on ``TypedText.plain``; what is shown to the person is ``TypedText.piece``,
their own words.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from advisor.content.schema import TimeWords
from advisor.text import half_width, simplified

LONGEST_TEXT = 3_000
"""Characters; a longer text is nobody's account of themselves and is not read."""

ENDS = "。!?;\n"
"""Where a sentence ends, in plain text."""

PAUSES = ENDS + ",()"
"""Where a clause ends."""

_SAME = {
    "．": ".",
    "｡": "。",
    "、": "、",
    "﹣": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "─": "-",
    "〜": "~",
    "∼": "~",
    "○": "〇",
    "【": "(",
    "】": ")",
    "[": "(",
    "]": ")",
    "\t": " ",
    "\r": "\n",
    "|": ",",
}
_ITEMS = "①②③④⑤⑥⑦⑧⑨⑩"
_DROPPED = ":“”‘’\"'「」『』《》<>*#_`·•"


class TypedText(NamedTuple):
    """A text as typed, as read, and for each character read the place where it was typed."""

    typed: str
    plain: str
    places: tuple[int, ...]

    def piece(self, start: int, end: int) -> str:
        """The person's own words for ``plain[start:end]``."""
        if start >= end:
            return ""
        return self.typed[self.places[start] : self.places[end - 1] + 1].strip()


def read_typed(
    typed: str, time: TimeWords, typos: Mapping[str, str], labels: Sequence[str] = ()
) -> TypedText:
    """The text made even. ``time``: beside which characters a space stands within a date; ``typos``:
    slips of the pen, put right; ``labels`` of a form: no pause after them. A text longer than ``LONGEST_TEXT`` is read as nothing."""
    if len(typed) > LONGEST_TEXT:
        return TypedText(typed, "", ())
    characters: list[tuple[str, int]] = []
    for place, raw in enumerate(typed):
        for one in "," if raw in _ITEMS else simplified(half_width(raw)):
            one = _SAME.get(one, one).lower()
            if len(one) == 1 and not _is_stray(one):
                characters.append((one, place))
    characters = _with_typos_mended(_without_spaces(characters, time, labels), typos)
    return TypedText(
        typed, "".join(c for c, _ in characters), tuple(place for _, place in characters)
    )


def _is_stray(one: str) -> bool:
    """Quotation marks, emoji, control and invisible characters: they carry no fact."""
    if one in _DROPPED:
        return True
    if one in " \n" or one in PAUSES:
        return False
    return unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Zl", "Zp")


def _without_spaces(
    characters: list[tuple[str, int]], time: TimeWords, labels: Sequence[str]
) -> list[tuple[str, int]]:
    """A space is a pause, unless it stands within a date or the whole text is spaced out."""
    letters = sum(1 for one, _ in characters if one != " ")
    spaced_out = len(characters) - letters > 0.4 * letters
    found: list[tuple[str, int]] = []
    for index, (one, place) in enumerate(characters):
        if one == "." and not _within_number(characters, index):
            one = "。"
        if one != " ":
            found.append((one, place))
            continue
        before = found[-1][0] if found else " "
        after = next((c for c, _ in characters[index + 1 : index + 20] if c != " "), " ")
        in_date = (
            (_is_digit(after) and before in time.before_figures)
            or (_is_digit(before) and after in time.after_figures)
            or "-" in (before, after)
        )
        if (
            spaced_out
            or in_date
            or _is_a_label(found, labels)
            or " " in (before, after)
            or before in PAUSES
            or after in PAUSES
        ):
            continue
        found.append((",", place))
    return [
        (",", place) if _numbers_an_item(found, index, time) else (one, place)
        for index, (one, place) in enumerate(found)
    ]


def _is_a_label(found: list[tuple[str, int]], labels: Sequence[str]) -> bool:
    """Whether what was read last is a label by itself: 岗位 of 「岗位 药剂」."""
    end = len(found)
    return any(
        "".join(one for one, _ in found[-len(label) :]) == label
        and (end == len(label) or found[-len(label) - 1][0] in PAUSES)
        for label in labels
    )


def _numbers_an_item(characters: list[tuple[str, int]], index: int, time: TimeWords) -> bool:
    """Whether it is the 1 or the mark of 「1、民企」: a number of a list is a pause."""
    if characters[index][0] == "、":
        return index > 0 and _numbers_an_item(characters, index - 1, time)
    if not _is_digit(characters[index][0]) or characters[index + 1 : index + 2] == []:
        return False
    around = [characters[i][0] for i in (index - 1, index + 2) if 0 <= i < len(characters)]
    return characters[index + 1][0] == "、" and not any(
        _is_digit(one) or one in "./-" or one in time.before_figures for one in around
    )


def _within_number(characters: list[tuple[str, int]], index: int) -> bool:
    around = [characters[i][0] for i in (index - 1, index + 1) if 0 <= i < len(characters)]
    return len(around) == 2 and all(
        one.isascii() and (one.isalnum() or one == " ") for one in around
    )


def _is_digit(one: str) -> bool:
    return one.isascii() and one.isdigit()


def _with_typos_mended(
    characters: list[tuple[str, int]], typos: Mapping[str, str]
) -> list[tuple[str, int]]:
    if not typos:
        return characters
    plain = "".join(one for one, _ in characters)
    longest = max(map(len, typos))
    found: list[tuple[str, int]] = []
    index = 0
    while index < len(plain):
        for length in range(min(longest, len(plain) - index), 0, -1):
            mended = typos.get(plain[index : index + length])
            if mended is not None:
                last = index + length - 1
                places = [characters[min(index + i, last)][1] for i in range(len(mended))]
                places[-1] = characters[last][1]
                found += list(zip(mended, places, strict=True))
                index += length
                break
        else:
            found.append(characters[index])
            index += 1
    return found
