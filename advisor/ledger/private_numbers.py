"""Finding what could identify a person in a free text: ID numbers, phone numbers, bank cards.

Names cannot be told from other words, so they are not looked for. Dates, years and document numbers
are let through: staff need them.
"""

import re
import unicodedata
from datetime import date

_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_BETWEEN = r"[\s\-‐‑‒–—−.·_/，,、]{0,2}"  # how people break up a number
_ID = re.compile(rf"(?<!\d)(?:\d{_BETWEEN}){{17}}[\dXx](?!\d)")
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


def private_number(text: str) -> str | None:
    """What kind of number that could identify a person stands in ``text`` (in words); None if none.

    Full-width digits, Chinese numerals, invisible characters and the usual breaks between digits hide
    nothing. Any run of twelve digits or more counts, whatever it is.
    """
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if not _invisible(c))
    for form in (visible, visible.translate(_CHINESE_DIGITS)):
        if any(_is_id(found.group()) for found in _ID.finditer(form)) or _OLD_ID.search(form):
            return "身份证号"
        if _MOBILE.search(form) or _LANDLINE.search(form):
            return "电话号码"
        if _CARD.search(form) or _LONG.search(form):
            return "银行卡号一类的长数字"
    return None


def _invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _is_id(text: str) -> bool:
    """Whether 18 digits, however broken up, hold a day of birth and the check digit (GB 11643)."""
    digits = [c for c in text.upper() if c.isdigit() or c == "X"]
    try:
        date(*(int("".join(digits[start:end])) for start, end in ((6, 10), (10, 12), (12, 14))))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return digits[17] == _CHECKS[total % 11]
