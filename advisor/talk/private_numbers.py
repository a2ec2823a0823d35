"""Numbers that are nobody's business here: of identity cards, phones and bank cards.

They are taken out before anything else reads a text, so that they reach no answer, no page and no code.
"""

import re
from typing import Literal

from advisor.text import half_width

PrivateNumber = Literal["identity", "phone", "bank"]
"""Whose number it looks like."""

HIDDEN = "（***）"
"""What stands in its place: shown, and read as a pause."""

_GAP = r"[ \-]?"
_YEAR = r"(?:19|20)\d\d[年./\-]"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_NUMBERS: tuple[tuple[PrivateNumber, re.Pattern[str]], ...] = (
    (
        "identity",
        re.compile(
            rf"(?<![\dA-Za-z])[1-9]\d{{5}}{_GAP}(?:18|19|20)\d\d{_GAP}?{_DAY}{_GAP}\d{{3}}[\dXx]"
            rf"(?:(?![\dA-Za-z])|(?={_YEAR}|1[3-9]\d{{9}}(?!\d)))"
            rf"|(?<!\d)[1-9]\d{{7}}{_DAY}\d{{3}}(?!\d)"
        ),
    ),
    (
        "phone",
        re.compile(
            rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?:(?!\d)|(?={_YEAR}))"
            # grouped otherwise, but for a day of the last century; or digit by digit
            r"|(?<![\d.])(?!19\d\d[ \-](?:0?[1-9]|1[0-2])(?!\d))1[3-9]\d(?:[ \-]?\d){8}(?!\d)"
            r"|(?<!\d)1(?: \d){10}(?!\d)"
        ),
    ),
    (
        "bank",
        re.compile(
            r"(?<!\d)(?:(?!(?:19|20)\d\d(?:0[1-9]|1[0-2]))\d{15,19}|[3-6]\d{3}(?:[ \-]\d{4}){3}(?:[ \-]?\d{1,3})?)(?!\d)"
            r"|(?<!\d)\d{20,}(?!\d)"
        ),
    ),
)


def hidden(text: str) -> tuple[str, tuple[PrivateNumber, ...]]:
    """The text without such numbers, and what they look like, each kind once. A text without any comes
    back as it was."""
    found: list[PrivateNumber] = []
    even = half_width(text)
    if len(even) != len(text):  # a mark that is several in half width: figures are not
        even = "".join(one if len(one := half_width(raw)) == 1 else raw for raw in text)
    for kind, pattern in _NUMBERS:
        spans = [match.span() for match in pattern.finditer(even)]
        for start, end in reversed(spans):
            text = text[:start] + HIDDEN + text[end:]
            even = even[:start] + HIDDEN + even[end:]
        if spans:
            found.append(kind)
    return text, tuple(found)
