"""What a person has told: reading raw answers into facts, or saying what is wrong with them.

A fact that is absent (or None) is unknown. Which facts there are, and their options, is content
(``facts.yaml``); the kinds of fact are here. Errors are in the applicant's language and name the
fact, the place in it and the remedy.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from advisor.content.schema import Fact

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

YEARS = range(1900, 10_000)
"""What counts as a year."""

USUAL_YEARS = range(1950, 2078)
"""The years in which a working life's days ordinarily lie; any other is allowed, but rare."""

# How much one person can tell, so that a hand-over code (``handover/code.py``) holds it all.
MOST_SPELLS = 24
MOST_SPELLS_UNUSUAL = 16  # where a day of them lies outside ``USUAL_YEARS``
MOST_YEARS = 20
MOST_NUMBER = 99_999


class Spell(NamedTuple):
    """A spell of work in a technical post; ``end`` None = to date; ``related`` to the specialty."""

    start: date
    end: date | None
    related: bool


class Diploma(NamedTuple):
    """A diploma held or ahead; ``graduated_on`` None = unknown."""

    kind: str
    graduated_on: date | None


FactValue = (
    str
    | bool
    | int
    | date
    | tuple[Spell, ...]
    | tuple[Diploma, ...]
    | tuple[str, ...]
    | tuple[int, ...]
)
Facts = Mapping[str, FactValue | None]
"""Known facts by name. Absent and None both mean unknown; the interview keeps None for "don't know"."""


class FactError(ValueError):
    """A fact that cannot be read: ``fact`` names it (None: the case as a whole)."""

    def __init__(self, fact: str | None, message: str) -> None:
        super().__init__(message)
        self.fact = fact
        self.message = message


def option_id(value: FactValue | None) -> str | None:
    """The id under which content speaks of a choice or yes/no value (``yes``/``no`` for bool)."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return value if isinstance(value, str) else None


def read_facts(known: Mapping[str, Fact], raw: object, as_of: date) -> dict[str, FactValue | None]:
    """Raw JSON-like facts, checked. Raises ``FactError`` at the first that cannot be read."""
    if not isinstance(raw, dict):
        raise FactError("facts", "“facts”应是一组“事实名: 值”，请检查大括号。")
    return {name: read_fact(known, name, value, as_of) for name, value in raw.items()}


def read_fact(known: Mapping[str, Fact], name: str, raw: object, as_of: date) -> FactValue | None:
    """One raw value of the fact ``name``; None stays None (unknown). Raises ``FactError``."""
    fact = known.get(name)
    if fact is None:
        raise FactError(name, f"没有“{_short(name)}”这一项{_did_you_mean(name, known)}。")
    if raw is None:
        return None
    try:
        return _READERS[fact.kind](fact, raw, as_of)
    except FactError as error:
        raise FactError(name, f"{fact.name}：{error.message}") from None


def read_day(raw: object, where: str) -> date:
    """An ISO day (``2021-07-01``). Raises ``FactError`` naming the place ``where``."""
    if isinstance(raw, str) and ISO_DAY.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise FactError(None, f"{where}“{raw}”不是日历上有的日子，请核对年月日。") from None
    raise FactError(None, f"{where}“{_short(raw)}”不是日期，请写成 2021-07-01 的样子。")


def _read_choice(fact: Fact, raw: object, as_of: date) -> FactValue:
    return _one_of(fact.options, raw, "")


def _read_yes_no(fact: Fact, raw: object, as_of: date) -> FactValue:
    if isinstance(raw, bool):
        return raw
    raise FactError(None, f"“{_short(raw)}”不对，请写 true（是）或 false（否），不清楚就写 null。")


def _read_date(fact: Fact, raw: object, as_of: date) -> FactValue:
    day = read_day(raw, "")
    if day > as_of:
        raise FactError(None, f"{day} 晚于计算日 {as_of}，请核对日期。")
    return day


def _read_number(fact: Fact, raw: object, as_of: date) -> FactValue:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_NUMBER:
        raise FactError(None, f"“{_short(raw)}”不对，请写 0 到 {MOST_NUMBER} 的整数。")
    return raw


def _read_choices(fact: Fact, raw: object, as_of: date) -> FactValue:
    chosen = [_one_of(fact.options, item, where) for where, item in _items(raw)]
    return tuple(option for option in fact.options if option in chosen)


def _read_years(fact: Fact, raw: object, as_of: date) -> FactValue:
    years = []
    for where, item in _items(raw):
        if isinstance(item, bool) or not isinstance(item, int) or item not in YEARS:
            raise FactError(None, f"{where}“{_short(item)}”不是年份，请写成 2025 的样子。")
        years.append(item)
    if len(set(years)) > MOST_YEARS:
        raise FactError(None, f"最多填{MOST_YEARS}个年份，请只留最近的{MOST_YEARS}个。")
    return tuple(sorted(set(years)))


def _read_spells(fact: Fact, raw: object, as_of: date) -> FactValue:
    spells = []
    for where, item in _items(raw):
        entry = _entry(item, where, needed=("start",), allowed=("start", "end", "related"))
        start = read_day(entry["start"], f"{where}开始日期")
        end = None if entry.get("end") is None else read_day(entry["end"], f"{where}结束日期")
        related = True if entry.get("related") is None else entry["related"]
        if not isinstance(related, bool):
            raise FactError(None, f"{where}related 只能是 true 或 false。")
        if start > as_of:
            raise FactError(None, f"{where}开始日期 {start} 晚于计算日 {as_of}，请核对。")
        if end is not None and end < start:
            raise FactError(None, f"{where}结束日期 {end} 早于开始日期 {start}，请核对先后。")
        spells.append(Spell(start, end, related))
    _check_number(spells)
    return tuple(sorted(spells, key=lambda s: (s.start, s.end or date.max, s.related)))


def _check_number(spells: list[Spell]) -> None:
    """Raises ``FactError`` where there are more spells than one person can tell."""
    if len(spells) > MOST_SPELLS:
        raise FactError(
            None, f"最多填{MOST_SPELLS}段，现在有{len(spells)}段，请把前后相连的合成一段。"
        )
    days = [day for spell in spells for day in (spell.start, spell.end) if day is not None]
    unusual = next((day for day in days if day.year not in USUAL_YEARS), None)
    if unusual is not None and len(spells) > MOST_SPELLS_UNUSUAL:
        raise FactError(
            None,
            f"有{USUAL_YEARS[0]}年以前或{USUAL_YEARS[-1]}年以后的日子（{unusual}）时，"
            f"最多填{MOST_SPELLS_UNUSUAL}段；请核对这个日子，做到现在的把结束写成 null。",
        )


def _read_diplomas(fact: Fact, raw: object, as_of: date) -> FactValue:
    diplomas: dict[str, Diploma] = {}
    for where, item in _items(raw):
        entry = _entry(item, where, needed=("kind",), allowed=("kind", "graduated_on"))
        kind = _one_of(fact.options, entry["kind"], where)
        if kind in diplomas:
            raise FactError(None, f"{where}“{fact.options[kind].label}”写了两次，每种只写一次。")
        graduated = entry.get("graduated_on")
        day = None if graduated is None else read_day(graduated, f"{where}毕业日期")
        diplomas[kind] = Diploma(kind, day)
    return tuple(diplomas[kind] for kind in fact.options if kind in diplomas)


_READERS: dict[str, Callable[[Fact, object, date], FactValue]] = {
    "choice": _read_choice,
    "yes_no": _read_yes_no,
    "date": _read_date,
    "number": _read_number,
    "choices": _read_choices,
    "years": _read_years,
    "spells": _read_spells,
    "diplomas": _read_diplomas,
}


def _one_of(options: Iterable[str], raw: object, where: str) -> str:
    if isinstance(raw, str) and raw in options:
        return raw
    raise FactError(None, f"{where}没有“{_short(raw)}”这个选项{_did_you_mean(raw, options)}。")


def _items(raw: object) -> list[tuple[str, object]]:
    if not isinstance(raw, list):
        raise FactError(None, f"“{_short(raw)}”应是一个列表（方括号），没有就写 []。")
    return [(f"第{number}项", item) for number, item in enumerate(raw, 1)]


def _entry(
    item: object, where: str, needed: tuple[str, ...], allowed: tuple[str, ...]
) -> dict[str, object]:
    if not isinstance(item, dict):
        raise FactError(None, f"{where}应写成 {{…}}，含 {'、'.join(allowed)}。")
    for key in item:
        if key not in allowed:
            raise FactError(
                None, f"{where}没有“{_short(key)}”这一栏{_did_you_mean(key, allowed)}。"
            )
    for key in needed:
        if item.get(key) is None:
            raise FactError(None, f"{where}缺少“{key}”，请补上。")
    return item


def _did_you_mean(raw: object, options: Iterable[str]) -> str:
    """The nearest options, or all of them where there are few, as the end of a sentence."""
    options = list(options)
    close = get_close_matches(str(raw)[:60], options, n=1, cutoff=0.6)
    if close:
        return f"，是不是“{close[0]}”"
    if len(options) <= 10:
        return "，可以写：" + "、".join(options)
    return "，请对照可填的名称"


def _short(raw: object) -> str:
    text = raw if isinstance(raw, str) else repr(raw)
    return text if len(text) <= 40 else text[:40] + "…"
