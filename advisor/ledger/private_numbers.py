"""Finding what could identify a person in a free text: ID numbers, phone numbers, bank cards.

Names cannot be told from other words, so they are not looked for. Dates, years and document numbers
are let through: staff need them.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from advisor.text import half_width

_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_BETWEEN = r"[\s\-‐‑‒–—−.·_/，,、]{0,2}"  # how people break up a number
_ID = re.compile(rf"(?<!\d)(?:\d{_BETWEEN}){{17}}[\dXx](?!\d)")
_ID_SLIP = re.compile(r"(?<!\d)\d{6}[\s\-]?\d{8}[\s\-]?\d{3}[\dXx]?(?!\d)")
_OLD_ID = re.compile(r"(?<!\d)\d{6}[\s\-]?\d{6}[\s\-]?\d{3}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[\s\-]?)?1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[\s\-—]?[2-9]\d{6,7}(?!\d)")
# In groups of four only as cards begin, so that a list of years is not taken for one.
_CARD = re.compile(
    r"(?<!\d)[3-6]\d{3}[\s\-]?\d{4}[\s\-]?\d{4}[\s\-]?\d{1,4}(?:[\s\-]?\d{1,3})?(?!\d)"
)
_LONG = re.compile(r"\d{12,}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")

ID, PHONE, CARD, OTHER = "身份证号", "电话号码", "银行卡号", "证件或账户的长号码"


def private_number(text: str) -> str | None:
    """What kinds of number that could identify a person stand in ``text`` (in words); None if none.

    Full-width digits, Chinese numerals, invisible characters and the usual breaks between digits hide
    nothing. Any run of twelve digits or more counts, whatever it is; each is called what it is, or what
    it was most likely meant to be.
    """
    left = "".join(c for c in half_width(text) if not _invisible(c))
    found: dict[str, None] = {}
    for translated in (False, True):
        left = left.translate(_CHINESE_DIGITS) if translated else left
        for kind in _KINDS:
            for match in kind.pattern.findall(left):
                if kind.holds("".join(c for c in match.upper() if c.isdigit() or c == "X")):
                    found[kind.name] = None
                    left = left.replace(match, "#")  # told once, by its first name
    return "、".join(found) or None


def _invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


class _Kind(NamedTuple):
    """A kind of number: its shape, and whether characters of that shape are one."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


def _is_id(digits: str) -> bool:
    """Whether 18 characters hold a day of birth and the check digit (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _is_day(digits[6:14]) and digits[17] == _CHECKS[total % 11]


def _was_id(digits: str) -> bool:
    """Whether they begin as an ID number does, by place and day of birth, though it is not sound."""
    century = "" if len(digits) > 15 else "19"
    return _PROVINCE.match(digits) is not None and _is_day(century + digits[6 : 14 - len(century)])


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1800
    except ValueError:
        return False


_KINDS = (
    _Kind(ID, _ID, _is_id),
    _Kind(PHONE, _MOBILE, bool),
    _Kind(PHONE, _LANDLINE, bool),
    _Kind(ID, _ID_SLIP, _was_id),
    _Kind(ID, _OLD_ID, _was_id),
    _Kind(CARD, _CARD, lambda digits: len(digits) >= 16),
    _Kind(OTHER, _OLD_ID, bool),
    _Kind(OTHER, _CARD, bool),
    _Kind(OTHER, _LONG, bool),
)
