"""Sentences with one character wrong, of the same sound: what Chinese keyboards and voice input make."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

COMMON = range(0x4E00, 0x9FA6)


@cache
def _homophones() -> dict[str, list[str]]:
    """Characters by their toneless sound, of those that the first plane of Chinese standard writes."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in COMMON:
        one = chr(code)
        try:
            in_level_one = b"\xb0\xa1" <= one.encode("gb2312") <= b"\xd7\xf9"
        except UnicodeEncodeError:
            continue
        if in_level_one and code in PINYIN_DICT:
            found[lazy_pinyin(one)[0]].append(one)
    return found


def with_one_wrong(texts: Iterable[str], seed: int) -> Iterator[str]:
    """Each text with one character, drawn at random, replaced by another of its sound."""
    drawn = random.Random(seed)
    by_sound = _homophones()
    for text in texts:
        sounds = [lazy_pinyin(one)[0] for one in text]
        places = [
            place
            for place, sound in enumerate(sounds)
            if len(by_sound.get(sound, ())) > 1 and text[place] in by_sound[sound]
        ]
        if not places:
            continue
        place = drawn.choice(places)
        others = [one for one in by_sound[sounds[place]] if one != text[place]]
        yield text[:place] + drawn.choice(others) + text[place + 1 :]
