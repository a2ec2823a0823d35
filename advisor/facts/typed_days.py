"""Days as people write them in a field, a spreadsheet's cell or a command: figures, with or without 年月日.

``2021-07-01``, ``2021.7``, ``2021年7月``, ``202107``, ``20210701``, ``2021``, ``21.7.1``, ``97年7月``;
full-width figures and stops, as a Chinese keyboard gives them, spaces, traditional characters and a
midnight behind the day do not matter.
"""

import re
from datetime import date
from typing import NamedTuple

from advisor.days import known_day
from advisor.facts.values import USUAL_YEARS, FactError
from advisor.text import half_width, simplified

LONGEST = 40  # characters that are looked at

_STOPS = str.maketrans(dict.fromkeys("。，、,·・", ".") | dict.fromkeys("—–―~", "-"))
_SIGNS = re.compile(r"\s*([-./年月日号])\s*")
_MIDNIGHT = r"(?:[T ]?0?0:00(?::00)?(?:\.0+)?)?"
_PARTED = re.compile(
    r"(\d{4})(?:[-./年](?:(\d{1,2})(?:月?份|[-./月](?:(\d{1,2})[日号]?" + _MIDNIGHT + r")?)?)?)?",
    re.ASCII,
)
_SPACED = re.compile(r"(\d{4})\s+(\d{1,2})(?:\s+(\d{1,2}))?", re.ASCII)
_SHORT = re.compile(  # two figures of a year: only where 年 or the day itself says that it is one
    r"(\d{2})(?:年(?:(\d{1,2})(?:月?份|月(?:(\d{1,2})[日号]?)?)?)?|[-./](\d{1,2})[-./](\d{1,2})[日号]?)",
    re.ASCII,
)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_UNFINISHED = ("-", ".", "/")


class WrittenDay(NamedTuple):
    """A day as far as it is written; month and day None where they are left out. It need be on no
    calendar."""

    year: int
    month: int | None
    day: int | None


class TypedDay(NamedTuple):
    """A day read; ``exact``: the day itself was written, not only its month or year."""

    day: date
    exact: bool


def written_day(text: str, may_be_unfinished: bool = False) -> WrittenDay | None:
    """The figures of a day; None where ``text`` is nothing of the kind. ``may_be_unfinished``: it may
    end in a sign, as ``2021.7.``."""
    if len(text) > LONGEST:
        return None
    bare = _SIGNS.sub(r"\1", simplified(half_width(text)).translate(_STOPS).strip())
    if bare.endswith(_UNFINISHED) and not may_be_unfinished:
        return None
    shapes = (_SOLID, _PARTED, _SPACED, _SHORT)
    shape = next(filter(None, (one.fullmatch(bare) for one in shapes)), None)
    if shape is None:
        return None
    year, month, day = (int(part) if part else None for part in (*shape.groups(), None, None)[:3])
    assert year is not None
    if shape.re is _SHORT:
        if shape[4]:
            month, day = int(shape[4]), int(shape[5])
        year += 1900 if year >= USUAL_YEARS[0] % 100 else 2000
    return WrittenDay(year, month, day)


def typed_day(text: str, as_of: date, may_lie_ahead: bool = False) -> TypedDay:
    """The day written in ``text``; of a month or a year alone its last day (``known_day``).

    Raises ``FactError`` for what is no day, and for one after ``as_of`` unless it ``may_lie_ahead``.
    """
    written = written_day(text, may_be_unfinished=True)
    if written is None:
        raise FactError(None, f"“{text[:LONGEST]}”看不懂，请写成 2021.7.1 或 2021.7 的样子。")
    found = known_day(*written, not_after=None if may_lie_ahead else as_of)
    if found is None:
        raise FactError(None, f"“{text}”不是日历上有的日子，请核对年月日。")
    if found > as_of and not may_lie_ahead:
        raise FactError(None, f"“{text}”晚于计算日 {as_of}，请核对。")
    return TypedDay(found, written.day is not None)
