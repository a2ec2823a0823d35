"""What content takes by reference instead of saying it again: a number of the notice, a name of the pack,
the clause that something stands on.

``numbers`` in ``routes.yaml`` says each number of the notice once, by name, with the clause and the words
it comes from. ``months: secondary_service`` takes the number, ``{secondary_service}`` in a sentence says it
(``5年``), ``{secondary_service.chinese}`` in the notice's way (``五年``). ``{city}``, ``{office}`` and the
pack's other names stand for themselves, ``{clause}`` for the ``clause`` beside it or further out. All this is done
on plain data, before any model reads it; what is no reference is left as it stands.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from advisor.content.clauses import clause_in_words
from advisor.days import day_in_words, months_in_words

NUMBER_KEYS = frozenset(
    {"months", "within_years", "at_least", "at_most", "under", "needed", "worth", "on", "numbers"}
    | {"counted_to", "opens"}
)
"""Where a bare word, also one by one in a group, is the name of a number."""

FORMS = ("chinese", "figure", "month_day")
"""The other ways to say one: 五年, 60, 1月10日."""

_REFERENCE = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")
_NUMERALS = "零一二三四五六七八九"
_UNITS = ("months", "years", "count", "day", "items_of")

Raw = Any
"""Plain data as YAML has it."""


class References:
    """The names that a pack's files may refer to, with what they stand for."""

    def __init__(self, files: Mapping[str, Raw]) -> None:
        self.taken: dict[tuple[str | int, ...], str] = {}
        """By file and keys what was written where something has been taken by reference."""
        pack = _mapping(files.get("pack"))
        terms = _mapping(pack.get("terms"))
        said = {
            "city": pack.get("city"),
            "document": pack.get("document"),
            "batch": pack.get("batch"),
        }
        said |= {name: terms.get(name) for name in ("office", "subject")}
        said |= _mapping(_mapping(files.get("materials")).get("forms"))
        since = _mapping(pack.get("in_force")).get("from")
        said["effective_from"] = day_in_words(since) if isinstance(since, date) else None
        self.words = {str(name): word for name, word in said.items() if isinstance(word, str)}
        self.numbers: dict[str, int | date] = {}
        conditions = _mapping(_mapping(files.get("conditions")).get("conditions"))
        for name, number in _mapping(_mapping(files.get("routes")).get("numbers")).items():
            unit = next((unit for unit in _UNITS if unit in _mapping(number)), None)
            value = number[unit] if unit else None
            if unit == "items_of":
                value = len(_mapping(_mapping(conditions.get(value)).get("items")))
            if not isinstance(value, int | date) or isinstance(value, bool) or not unit:
                continue  # the model says what is wrong with it
            self.numbers[name] = value
            self.words[name] = in_words(unit, value)
            self.words[f"{name}.chinese"] = in_words(unit, value, chinese=True)
            self.words[f"{name}.figure"] = str(value)
            if isinstance(value, date):
                self.words[f"{name}.month_day"] = f"{value.month}月{value.day}日"

    def fill(
        self,
        raw: Raw,
        path: tuple[str | int, ...],
        clause: str | None = None,
        key: str = "",
    ) -> Raw:
        """The same data with every reference in it taken; ``path``: its file and keys."""
        if isinstance(raw, str):
            filled: Raw = raw
            if key in NUMBER_KEYS and raw in self.numbers:
                filled = self.numbers[raw]
            elif key in NUMBER_KEYS and raw.startswith("-") and raw[1:] in self.numbers:
                number = self.numbers[raw[1:]]
                filled = -number if isinstance(number, int) else raw
            elif "{" in raw:
                filled = self.sentence(raw, clause)
            if filled != raw:
                self.taken[path] = raw
            return filled
        if isinstance(raw, list):
            return [self.fill(one, (*path, at), clause, key) for at, one in enumerate(raw)]
        if isinstance(raw, dict):
            clause = _own_clause(raw) or clause
            within = key if key in NUMBER_KEYS else None
            return {
                name: self.fill(one, (*path, str(name)), clause, within or str(name))
                for name, one in raw.items()
            }
        return raw

    def sentence(self, text: str, clause: str | None) -> str:
        """A sentence with what it refers to put in."""

        def put(found: re.Match[str]) -> str:
            if found[0] == "{clause}" and clause is not None:
                return clause_in_words(clause)
            said = self.words.get(found[0][1:-1], found[0])
            if said == "二" and found[2] == "chinese":
                before, behind = text[: found.start()], text[found.end() :]
                return "两" if behind[:1].isalpha() and not before.endswith("第") else said
            return said

        return _REFERENCE.sub(put, text)


def in_words(unit: str, value: int | date, *, chinese: bool = False) -> str:
    """A number as sentences say it: ``5年``, ``6个月``, ``10``, ``2020年1月10日``; in ``chinese`` numerals
    ``五年``, ``六个月``, ``十``."""
    if isinstance(value, date):
        return day_in_words(value)
    if unit == "months":
        words = months_in_words(value)
    else:
        words = f"{value}年" if unit == "years" else str(value)
    if not chinese:
        return words
    return re.sub(
        "[0-9]+", lambda found: numeral(int(found[0]), before=words[found.end() :]), words
    )


def numeral(number: int, before: str = "") -> str:
    """A number below a hundred in Chinese numerals; 2 is 两 before what is counted."""
    if number == 2 and before:
        return "两"
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return ten + (_NUMERALS[ones] if ones else "")


_SPAN = "([0-9]+|[零一二两三四五六七八九十]+)"
_HOLES = {
    "months": f"(?:{_SPAN}(年|个月)|(半年))",
    "years": f"{_SPAN}(年)",
    "count": f"{_SPAN}()",
    "day": "(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日",
}


def said_in(unit: str, words: str, text: str) -> set[int | tuple[int, ...]]:
    """The numbers that stand in a clause's ``text`` where ``words`` has its ``…``: months, years, a count, or
    the month and day, with the year before them where the clause names it."""
    plain = re.sub(r"\s", "", text)
    before, _, after = re.sub(r"\s", "", words).partition("…")
    pattern = re.escape(before) + _HOLES[unit] + re.escape(after)
    found: set[int | tuple[int, ...]] = set()
    for match in re.finditer(pattern, plain):
        if unit == "day":
            found.add(tuple(int(part) for part in match.groups() if part))
        else:
            found.add(_number(unit, *match.groups()))
    return found


def _number(unit: str, numeral: str, *rest: str) -> int:
    """The number that a match says: of months, years are twelve, and half a year is six."""
    if unit != "months":
        return value_of(numeral)
    counted, half_a_year = rest
    if half_a_year:
        return 6
    return value_of(numeral) * (12 if counted == "年" else 1)


def value_of(numeral: str) -> int:
    """The number that figures or Chinese numerals below a hundred say."""
    if numeral.isdecimal():
        return int(numeral)
    numeral = numeral.replace("两", "二")
    tens, ten, ones = numeral.rpartition("十")
    value = _NUMERALS.find(ones) if ones else 0
    return value + (10 * (_NUMERALS.find(tens) if tens else 1) if ten else 0)


def _own_clause(raw: Mapping[Raw, Raw]) -> str | None:
    clause = raw.get("clause")
    if isinstance(clause, str):
        return clause
    clauses = raw.get("clauses")
    return (
        clauses[0]
        if isinstance(clauses, list) and clauses and isinstance(clauses[0], str)
        else None
    )


def _mapping(raw: Raw) -> dict[Raw, Raw]:
    return raw if isinstance(raw, dict) else {}
