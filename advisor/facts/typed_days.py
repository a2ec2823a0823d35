"""Days as people write them in a field or a spreadsheet's cell: figures, with or without 年月日.

``2021-07-01``, ``2021.7``, ``2021年7月``, ``202107``, ``20210701``, ``2021``; full-width figures and
spaces do not matter.
"""

import re
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from advisor.days import known_day
from advisor.facts.values import FactError


class TypedDay(NamedTuple):
    """A day read; ``exact``: the day itself was written, not only its month or year."""

    day: date
    exact: bool


LONGEST = 40  # characters that are looked at
_PARTED = re.compile(
    r"(\d{4})(?:[-./年](?:(\d{1,2})(?:[-./月](?:(\d{1,2})[日号]?)?)?)?)?", re.ASCII
)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)


def typed_day(text: str, as_of: date, may_lie_ahead: bool = False) -> TypedDay:
    """The day written in ``text``; of a month or a year alone its last day (``known_day``).

    Raises ``FactError`` for what is no day, and for one after ``as_of`` unless it ``may_lie_ahead``.
    """
    bare = "".join(normalize("NFKC", text[:LONGEST]).split())
    shape = _SOLID.fullmatch(bare) or _PARTED.fullmatch(bare)
    if shape is None or len(text) > LONGEST:
        raise FactError(None, f"“{text[:LONGEST]}”看不懂，请写成 2021.7.1 或 2021.7 的样子。")
    year, month, day = (int(part) if part else None for part in shape.groups())
    assert year is not None
    found = known_day(year, month, day, None if may_lie_ahead else as_of)
    if found is None:
        raise FactError(None, f"“{text}”不是日历上有的日子，请核对年月日。")
    if found > as_of and not may_lie_ahead:
        raise FactError(None, f"“{text}”晚于计算日 {as_of}，请核对。")
    return TypedDay(found, day is not None)
