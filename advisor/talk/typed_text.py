"""What a person typed, made even: one width, one script, no stray marks, and where it stood before.

Everything that reads words works on ``TypedText.plain``; what is shown to the person is ``TypedText.piece``,
their own words.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from advisor.content.schema import TimeWords
from advisor.text import half_width, simplified

LONGEST_TEXT = 3_000
"""Characters; a longer text is nobody's account of themselves and is not read."""

ENDS = "。!?;\n"
"""Where a sentence ends, in plain text."""

PAUSES = ENDS + ",()"
"""Where a clause ends."""

PAUSES_IN = re.compile(f"[{re.escape(PAUSES)}]")

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
    "|": ";",
    "丨": ",",
    "→": ";",
    "➡": ",",
    "⇒": ",",
}
_ITEMS = "①②③④⑤⑥⑦⑧⑨⑩"
_NO_TIMES = TimeWords()
_COLONS = ":："
_LONGEST_LABEL = 4  # characters: 入职
_LONGEST_NAME = 7  # characters of what a form asks for: 现专业技术职务
_LONGEST_HEADING = 20
_SINCE_A_PAUSE = re.compile(r"[\s，。；！？,;!?、()（）]")
_LEADS_TO_A_DAY = "间期起自从于在是为"  # 时间, 日期
_AFTER_LABELS = ":="
_DROPPED = _AFTER_LABELS + "“”‘’\"'「」『』《》<>*#_`·•"
_POINTS = "·•"
_KEPT_AT_FIRST = _POINTS + _AFTER_LABELS
_NUMBERS_AN_ITEM = "、.)"
_IN_DATES = frozenset("0123456789年月日号./-~至到今现在起")
_LONGEST_DATE = 24  # characters of a stretch of time in brackets
_SHORTEST_DATE = 4


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
    typed: str,
    time: TimeWords,
    typos: Mapping[str, str],
    labels: Sequence[str] = (),
    headings: Sequence[str] = (),
    in_brackets: Sequence[str] = (),
) -> TypedText:
    """The text made even. ``time``: beside which characters a space stands within a date; ``typos``:
    slips of the pen, put right; ``labels`` of a form: no pause after them; ``headings`` of notes: left out;
    ``in_brackets``: what alone in brackets is of the words before them. A text longer than ``LONGEST_TEXT`` is read as nothing."""
    if len(typed) > LONGEST_TEXT:
        return TypedText(typed, "", ())
    characters: list[tuple[str, int]] = []
    for place, raw in enumerate(typed):
        pause = raw in _ITEMS or (raw in _COLONS and _ends_a_heading(typed, place, labels))
        for one in "," if pause else simplified(half_width(raw)):
            one = _SAME.get(one, one).lower()
            if len(one) == 1 and (one in _KEPT_AT_FIRST or not _is_stray(one)):
                characters.append((one, place))
    characters = _without_headings(characters, headings)
    characters = _without_spaces(_with_points(characters), time, labels)
    characters = _unbracketed(characters, frozenset(in_brackets))
    characters = _with_typos_mended(characters, typos)
    return TypedText(
        typed, "".join(c for c, _ in characters), tuple(place for _, place in characters)
    )


def _ends_a_heading(typed: str, place: int, labels: Sequence[str]) -> bool:
    """Whether a colon ends a heading or a question: 「调动比较多：2015.7入职」, 「俺这情况中不中：国开大专」; not a label
    of a form, 「毕业时间：2015.7」."""
    said = typed[max(0, place - _LONGEST_HEADING) : place].rstrip()
    after = typed[place + 1 : place + 9].lstrip()[:1]
    heading = _SINCE_A_PAUSE.split(said)[-1]
    if said.endswith((*_LEADS_TO_A_DAY, *labels)) or any(one.isdigit() for one in heading):
        return False
    return len(heading) > (_LONGEST_LABEL if _is_digit(after) else _LONGEST_NAME)


def _without_headings(
    characters: list[tuple[str, int]], headings: Sequence[str]
) -> list[tuple[str, int]]:
    """「登记:召陵区」 is 召陵区 alone, and what a heading is of is a sentence of its own; no other
    「:」 or 「=」 carries anything."""
    if headings:
        plain = "".join(one for one, _ in characters)
        for match in reversed([*_heading(tuple(headings)).finditer(plain)]):
            ends = [(";", characters[match.start()][1])] if match.start() else []
            characters[match.start() : match.end()] = ends
    return [(one, place) for one, place in characters if one not in _AFTER_LABELS]


@cache
def _heading(headings: tuple[str, ...]) -> re.Pattern[str]:
    """A heading at the start or after a pause, with its number or a remark in brackets, up to its mark or a
    space: 「工单0317:」."""
    words = "|".join(re.escape(one) for one in sorted(headings, key=len, reverse=True))
    remark = r"[0-9a-z]{0,12}(?:\([^()]{0,12}\))?"
    return re.compile(
        rf"(?:^|(?<=[{re.escape(PAUSES)} ]))(?:{words}){remark}(?: *[{_AFTER_LABELS}] *| +)"
    )


def _with_points(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """「2021·7」 is 「2021.7」; elsewhere such points carry nothing."""
    found = []
    for index, (one, place) in enumerate(characters):
        if one in _POINTS:
            around = characters[index - 1 : index] + characters[index + 1 : index + 2]
            if len(around) < 2 or not all(_is_digit(other) for other, _ in around):
                continue
            one = "."
        found.append((one, place))
    return found


def _unbracketed(
    characters: list[tuple[str, int]], answers: frozenset[str]
) -> list[tuple[str, int]]:
    """A date or an answer alone in brackets is of what stands before them: 「做会计(2016.4到2020.12)」,
    「就业手续(未办)」."""
    plain = "".join(one for one, _ in characters)
    found: list[tuple[str, int]] = []
    index = 0
    while index < len(plain):
        if plain[index] == "(":
            end = plain.find(")", index, index + _LONGEST_DATE + 2)
            inside = plain[index + 1 : end] if end > 0 else ""
            dated = len(inside) >= _SHORTEST_DATE and _IN_DATES.issuperset(inside)
            if dated or inside in answers:
                found += characters[index + 1 : end]
                found.append((",", characters[end][1]))
                index = end + 1
                continue
        found.append(characters[index])
        index += 1
    return found


def even(phrase: str) -> str:
    """A phrase as it would be read. One of nothing but letters that stay as they are does so as a whole: where
    characters stand tells only of signs, figures and spaces."""
    if phrase.isalpha() and all(map(_stays, phrase)):
        return phrase
    return read_typed(phrase, _NO_TIMES, {}).plain


@cache
def _stays(one: str) -> bool:
    return read_typed(one, _NO_TIMES, {}).plain == one


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
        if _numbers_an_item(characters, index, time):
            one = ","
        elif one == "." and not _within_number(characters, index):
            one = "。"
        elif one == "/" and len(characters) > 1 and not _within_word(characters, index):
            one = ","
        if one != " ":
            found.append((one, place))
            continue
        before = found[-1][0] if found else " "
        after = next((c for c, _ in characters[index + 1 : index + 20] if c != " "), " ")
        in_date = (
            (_is_digit(after) and before in time.before_figures)
            or (_is_digit(before) and after in time.after_figures)
            or after == "-"
            or (before == "-" and (_is_digit(after) or after in time.after_figures))
        )
        in_date = in_date and not _begins_an_item(characters, index + 1, time)
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
    return found


def _begins_an_item(characters: list[tuple[str, int]], index: int, time: TimeWords) -> bool:
    """Whether after the spaces there a number of a list follows."""
    while index < len(characters) and characters[index][0] == " ":
        index += 1
    return index < len(characters) and _numbers_an_item(characters, index, time)


def _is_a_label(found: list[tuple[str, int]], labels: Sequence[str]) -> bool:
    """Whether what was read last is a label by itself: 岗位 of 「岗位 药剂」."""
    end = len(found)
    return any(
        "".join(one for one, _ in found[-len(label) :]) == label
        and (end == len(label) or found[-len(label) - 1][0] in PAUSES)
        for label in labels
    )


def _numbers_an_item(characters: list[tuple[str, int]], index: int, time: TimeWords) -> bool:
    """Whether it is the 1 or the mark of 「1、民企」, 「1.民企」, 「1)民企」: a number of a list is a pause."""
    one = characters[index][0]
    if one in _NUMBERS_AN_ITEM:
        return (
            index > 0
            and _is_digit(characters[index - 1][0])
            and _numbers_an_item(characters, index - 1, time)
        )
    if not _is_digit(one) or len(characters) <= index + 2:
        return False
    mark, after = characters[index + 1][0], characters[index + 2][0]
    before = characters[index - 1][0] if index else ","
    if mark not in _NUMBERS_AN_ITEM or _is_digit(after) or _is_digit(before):
        return False
    if mark != "、" and (before not in " ,\n" and before not in PAUSES):
        return False
    return before not in "./-" and before not in time.before_figures and after not in "./-"


def _within_number(characters: list[tuple[str, int]], index: int) -> bool:
    around = [characters[i][0] for i in (index - 1, index + 1) if 0 <= i < len(characters)]
    return len(around) == 2 and all(
        one.isascii() and (one.isalnum() or one == " ") for one in around
    )


def _within_word(characters: list[tuple[str, int]], index: int) -> bool:
    """Whether letters or figures stand on both sides."""
    around = characters[index - 1 : index] + characters[index + 1 : index + 2]
    return len(around) == 2 and all(one.isascii() and one.isalnum() for one, _ in around)


def _is_digit(one: str) -> bool:
    return one.isascii() and one.isdigit()


def _with_typos_mended(
    characters: list[tuple[str, int]], typos: Mapping[str, str]
) -> list[tuple[str, int]]:
    if not typos:
        return characters
    plain = "".join(one for one, _ in characters)
    longest = max(map(len, typos))
    begins = {typo[0] for typo in typos}
    found: list[tuple[str, int]] = []
    index = 0
    while index < len(plain):
        lengths = range(min(longest, len(plain) - index), 0, -1)
        for length in lengths if plain[index] in begins else ():
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
