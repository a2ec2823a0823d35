"""What people type, folded into one way of writing it: one width, one script, no needless spaces.

The only home of folding: forms, rosters, questions, facts in words and the checks of content all
use these.
"""

import unicodedata
from functools import cache

from opencc_pyo3 import OpenCC

LONGEST_TEXT = 500  # characters of a question or heading; what comes after is not read

_SIMPLIFIED_TOO = "著"
"""Simplified writing has it as well (专著), though as 着 it would be traditional."""

_CHINESE = (range(0x2E80, 0xD800), range(0xF900, 0xFB00), range(0x20000, 0x32400))
"""Where Unicode has Chinese characters."""


def half_width(text: str) -> str:
    """Full-width letters, figures and marks as the usual ones (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, each by itself: as many as before, in their places."""
    return text.translate(_to_simplified())


def without_spaces(text: str) -> str:
    """The text in half width and simplified characters, without any white space."""
    return simplified("".join(half_width(text).split()))


def folded(text: str) -> str:
    """The text in half width, simplified characters and small letters."""
    return simplified(half_width(text).casefold())


def normalised(text: str) -> str:
    """The text folded, all that is neither letter nor digit a single space. Reads no more than
    ``LONGEST_TEXT`` characters."""
    read = folded(text[:LONGEST_TEXT])[:LONGEST_TEXT]
    if read.isalnum():
        return read
    return " ".join("".join(one if one.isalnum() else " " for one in read).split())


@cache
def _to_simplified() -> dict[int, str]:
    """OpenCC's table of single characters; between line ends it finds none of its phrases."""
    written = [chr(code) for codes in _CHINESE for code in codes]
    found = OpenCC("t2s").convert("\n".join(written)).split("\n")
    return {
        ord(one): other
        for one, other in zip(written, found, strict=True)
        if one != other and one not in _SIMPLIFIED_TOO
    }
