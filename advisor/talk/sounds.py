"""Words heard by their sound: what keyboards and voice input make of them is put right.

「全日至」 sounds as 「全日制」 does. Tones are left aside. What is a word of its own, known to the pack or
listed in it (``own_words``), is left as it is, and so are figures. Who reads the result knows at which places it
was heard by sound alone, and takes nothing of that without asking.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

_NUMERALS = frozenset("零〇一二三四五六七八九十两半")
_FIGURES = _NUMERALS | frozenset("十0123456789")
_UNITS = frozenset("年月日号")
_COMMON = frozenset(
    "的了是在有我不人这就都个也到说要去你会着没看好把第接每美自他她们之年月日班工上下中大"
)
"""Characters that mostly stand for themselves."""
_LITTLE = frozenset("的了是在有我不")
"""Those that do so in the midst of anything."""
_AFTER_FIGURES = {"yue": "月", "ri": "日", "nian": "年", "hao": "号"}
_JOINS = {"dao": "到", "zhi": "至"}
_SOUNDS_OF_NUMERALS = {
    "yi": "一", "er": "二", "san": "三", "si": "四", "wu": "五", "liu": "六", "qi": "七", "ba": "八",
    "jiu": "九", "shi": "十",
}  # fmt: skip
_NEGATIONS = {"bu": "不", "mei": "没"}
_MYSELF = frozenset("我俺咱")
_BEFORE_NEGATION = frozenset("我俺咱是还就都也并又从")
_SURE = 3  # characters; in a longer phrase one wrong sound leaves no doubt
_SHORTEST, _LONGEST = 2, 10  # characters of a phrase to be heard by sound


class Mended(NamedTuple):
    """A text with what was heard by sound put right, character for character; ``places``: where."""

    plain: str
    places: frozenset[int]


class Sounds:
    """The sounds of a pack's phrases, made once."""

    def __init__(
        self,
        phrases: Iterable[str],
        known: Iterable[str],
        myself: Iterable[str] = (),
        others: Iterable[str] = (),
        vague: Iterable[str] = (),
        saying: Iterable[str] = (),
        asking: Iterable[str] = (),
    ) -> None:
        """``phrases`` are listened for; what is ``known`` (they too) stays as it is. Of ``others`` those of
        one character are listened for behind a word for ``myself``: 「我各有」; of ``vague`` before a number: 「侩三年」. Those that are
        ``saying`` a fact go before others of the same sound.
        Words of one character for ``asking`` stay as they are: 哪 is no 那."""
        self._asking = frozenset(one for one in asking if len(one) == 1)
        self._saying = frozenset(saying)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._words: dict[str, set[int]] = defaultdict(set)
        self._myself = frozenset(one for one in myself if len(one) == 1)
        self._vague = {_sound(one): one for one in vague if len(one) == 1 and one not in _NUMERALS}
        self._hiding = frozenset(others)
        self._others = {_sound(one): one for one in others if len(one) == 1}
        known = frozenset(known)
        self._known = frozenset(one for one in known if len(one) >= _SHORTEST)
        for word in self._known:
            self._words[word[0]].add(len(word))
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in phrases:
            if not _SHORTEST <= len(phrase) <= _LONGEST:
                continue
            for key in {coded(phrase), _in_context(phrase)}:
                self._by_sound[key].append(phrase)
                lengths[key[0]].add(len(phrase))
        self._lengths = {one: tuple(sorted(of, reverse=True)) for one, of in lengths.items()}

    def mended(self, plain: str) -> Mended:
        """The text as it sounds. One pass; the time is that of its length times the longest phrase."""
        sounds = coded(plain)
        fixed = _Fixed(self._known, self._words, plain)
        found = list(plain)
        start = 0
        while start < len(plain):
            start = self._at(plain, sounds, start, fixed, found)
        self._lone(plain, fixed, found)
        places = frozenset(i for i, one in enumerate(plain) if found[i] != one)
        return Mended("".join(found), places)

    def _at(self, plain: str, sounds: str, start: int, fixed: "_Fixed", found: list[str]) -> int:
        for length in self._lengths.get(sounds[start], ()):
            end = start + length
            heard = self._by_sound.get(sounds[start:end])
            if heard is None:
                continue
            said = plain[start:end]
            if said in self._known:
                return start + 1
            ways = [(self._apart(said, one, start, fixed), one) for one in heard]
            ways = [way for way in ways if way[0]]
            if not ways:
                continue
            fewest = min(ways)[0]
            best = {one for apart, one in ways if apart == fewest}
            best = best & self._saying or best
            if len(best) == 1 and not self._longer_follows(plain, sounds, start, length, fixed):
                found[start:end] = list(best.pop())
                return end
        in_date = _in_a_date(plain, start, self._vague)
        if in_date != plain[start] and start not in fixed and plain[start] not in self._asking:
            found[start] = in_date
        return start + 1

    def _longer_follows(
        self, plain: str, sounds: str, start: int, length: int, fixed: "_Fixed"
    ) -> bool:
        """Whether a longer phrase begins within a short one: a name after 在 is that name, not 在 and its first
        character."""
        if length > _SHORTEST:
            return False
        start += 1
        for longer in self._lengths.get(sounds[start], ()):
            said = plain[start : start + longer]
            if longer > length and any(
                said == heard or self._apart(said, heard, start, fixed)
                for heard in self._by_sound.get(sounds[start : start + longer], ())
            ):
                return True
        return False

    def _apart(self, said: str, heard: str, start: int, fixed: "_Fixed") -> int:
        """In how many characters they differ; 0 where it may not be taken for the other."""
        apart = [i for i, (one, other) in enumerate(zip(said, heard, strict=True)) if one != other]
        if len(apart) > max(1, len(said) // 2):
            return 0
        stays = _COMMON if len(said) == _SHORTEST else _LITTLE
        if len(said) > _SURE and len(apart) == 1:
            stays = stays - {"是"}  # 硕是学位
        if heard in self._hiding:
            stays = frozenset()
        stays = stays | self._asking | _NUMERALS
        sure = len(apart) == 1 and len(said) > _SURE and heard in self._saying
        if any(
            said[i] in stays or (start + i in fixed and not (sure and self._inside(said, i)))
            for i in apart
        ):
            return 0
        return len(apart)

    def _inside(self, said: str, place: int) -> bool:
        """Whether a known word of two characters within what was said is all that holds it there: 失业 of
        「失业单位」."""
        return any(said[i : i + 2] in self._known for i in (place - 1, place) if i >= 0)

    def _lone(self, plain: str, fixed: "_Fixed", found: list[str]) -> None:
        """A lone character that sounds as a denial or as somebody else counts as one: it can only make us
        more careful."""
        for place, one in enumerate(plain):
            sound = _sound(one)
            if sound not in _NEGATIONS and sound not in self._others:
                continue
            if one in _COMMON or one in _NUMERALS or found[place] != one or place in fixed:
                continue
            before = plain[place - 1] if place else ","
            if sound in _NEGATIONS and (before in _BEFORE_NEGATION or not before.isalnum()):
                found[place] = _NEGATIONS[sound]
            elif sound in self._others and before in self._myself:
                found[place] = self._others[sound]


class _Fixed:
    """The places of a text that are of known words of two characters and more; looked for when first
    asked for."""

    def __init__(self, known: frozenset[str], lengths: Mapping[str, set[int]], plain: str) -> None:
        self._known, self._lengths, self._plain = known, lengths, plain
        self._places: set[int] | None = None

    def __contains__(self, place: int) -> bool:
        if self._places is None:
            self._places = set()
            for start, one in enumerate(self._plain):
                for length in self._lengths.get(one, ()):
                    if self._plain[start : start + length] in self._known:
                        self._places.update(range(start, start + length))
                if one in _UNITS and self._plain[start - 1 : start] in _FIGURES:
                    self._places.add(start)  # 号 of 「10号的毕业证」 is no 好
        return place in self._places


def _in_a_date(plain: str, place: int, vague: Mapping[str, str]) -> str:
    """The character, or what it sounds like where it stands within a date: 「2021年7约」, 「七曰」."""
    one, before, after = plain[place], plain[place - 1 : place], plain[place + 1 : place + 2]
    if one in _NUMERALS or one in "年月日号" or one.isascii():
        return one
    sound, figure = _sound(one), before.isdigit() or before in _NUMERALS
    if (
        figure
        and sound in _AFTER_FIGURES
        and (sound != "nian" or after.isdigit() or after in _NUMERALS)
    ):
        return _AFTER_FIGURES[sound]
    if one in _COMMON:
        return one
    if after.isdigit() and (figure or before in "年月日号") and sound in _JOINS:
        return _JOINS[sound]
    if sound == "shi" and (after.isdigit() or after in _MYSELF):
        return "是"
    if sound in _SOUNDS_OF_NUMERALS and (after in _NUMERALS or (after == "月" and before == "年")):
        return _SOUNDS_OF_NUMERALS[sound]
    if sound in _SOUNDS_OF_NUMERALS and before in _NUMERALS and after == "年":
        return _SOUNDS_OF_NUMERALS[sound]
    if after.isdigit() or after in _NUMERALS:
        return vague.get(sound, one)
    return one


@cache
def _pypinyin() -> ModuleType:
    """The library of sounds: loaded where somebody first listens, for its tables take 55 MB."""
    return import_module("pypinyin")


@cache
def _sound(one: str) -> str:
    """A character's usual sound without its tone; itself where it has none."""
    pypinyin = _pypinyin()
    if ord(one) not in pypinyin.constants.PINYIN_DICT:
        return one
    return str(pypinyin.lazy_pinyin(one)[0])


def coded(text: str) -> str:
    """Each character's sound as one character, so that sounds are compared as texts are."""
    return "".join(map(_code, text))


_CODES: dict[str, str] = {}
_FIRST_CODE = 0xE000  # for private use


@cache
def _code(one: str) -> str:
    sound = _sound(one)
    return one if sound == one else _coded_sound(sound)


def _coded_sound(sound: str) -> str:
    return _CODES.setdefault(sound, chr(_FIRST_CODE + len(_CODES)))


def _in_context(phrase: str) -> str:
    """As ``coded``, with the sounds that the characters have in this phrase: 会 of 会计. Word by word, each looked up
    once: the phrases hold the same words over and over."""
    return "".join(map(_word_in_context, _pypinyin().core.seg(phrase)))


@cache
def _word_in_context(word: str) -> str:
    sounds = _pypinyin().lazy_pinyin(word)
    if len(sounds) != len(word):
        return coded(word)
    return "".join(
        one if sound == one else _coded_sound(sound)
        for one, sound in zip(word, sounds, strict=True)
    )
