"""What the desk's fields hold, as typed and chosen, and the facts that it comes to; both ways.

The entries are what the browser sends: by field the id of an option, a text, a list, or the rows of a
list. Left empty, a fact is not asked yet; 「不清楚」 is an answer. What cannot be read is told at its
field and is no fact; the entry stays as it was typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from advisor.content.schema import Fact
from advisor.days import day_in_words
from advisor.facts.told import OfficeAnswer, OfficeAnswers, Rough
from advisor.facts.told_in_words import Inexact, inexact
from advisor.facts.typed_days import typed_day, written_day
from advisor.facts.values import Diploma, FactError, FactValue, Spell, option_id, read_fact
from advisor.rules.policy import Policy
from advisor.rules.wording import DONT_KNOW

UNKNOWN = "unknown"
"""A field's own entry for 「不清楚」."""
NONE = "nothing"
"""A list's own entry for "none of these"."""
ALL, EACH = "all", "each"
"""A group's entries: all of it is so; each is told by itself."""

HAS_NONE = "无"
TO_DATE = "至今"
LONGEST = 200  # characters of an entry that are read
LONGEST_NUMBER = 9  # figures of one that are looked at
MOST_ROWS = 100
_NONE_WORDS = (HAS_NONE, "没有", "没", "-")
_UNKNOWN_WORDS = (DONT_KNOW, "?", "？", "0")
_TO_DATE_WORDS = ("", TO_DATE, "今", "现在")

Entries = Mapping[str, object]
Given = Mapping[str, FactValue | None]


class Read(NamedTuple):
    """The facts read, in content order, with the days of them that were told by month or year only; what
    is wrong with the fields that could not be read; and which day is taken for a month or a year."""

    facts: dict[str, FactValue | None]
    rough: Rough
    wrong: dict[str, str]
    taken: dict[str, str]


class _LeftEmptyError(Exception):
    """The field is empty: not asked yet."""


def read(policy: Policy, entries: Entries, as_of: date) -> Read:
    """What the fields hold. Never raises, whatever is in them."""
    facts: dict[str, FactValue | None] = {}
    rough: dict[str, tuple[Inexact, ...]] = {}
    wrong: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name, fact in policy.facts.items():
        reader = _Reader(as_of)
        try:
            if fact.group and entries.get(fact.group) == ALL:
                facts[name] = True
            elif not fact.group or entries.get(fact.group) == EACH:
                raw = reader.raw(fact, entries.get(name))
                facts[name] = read_fact(policy.facts, name, raw, as_of)
        except _LeftEmptyError:
            continue
        except FactError as error:
            wrong[name] = error.message.removeprefix(f"{fact.name}：")
        else:
            if reader.taken:
                taken[name] = "；".join(reader.taken)
                rough[name] = tuple(reader.rough)
    return Read(facts, rough, wrong, taken)


class _Reader:
    """Reads one entry as a raw fact, as a line of the command line would give it."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.taken: list[str] = []
        self.rough: list[Inexact] = []

    def raw(self, fact: Fact, entry: object) -> object:
        match fact.kind:
            case "choice" | "yes_no":
                return _choice(fact, _text(entry))
            case "date":
                text = _text(entry)
                return _unless_unknown(text) and self.day(text)
            case "number":
                return _number(_text(entry), fact.unit or "")
            case "years":
                return _years(_text(entry))
            case "choices":
                return _choices(fact, [_text(one) for one in _list(entry)])
            case "spells":
                return self.spells([_row(one, 3) for one in _list(entry)])
            case "diplomas":
                return self.diplomas(fact, [_row(one, 2) for one in _list(entry)])

    def day(self, text: str, may_lie_ahead: bool = False) -> str:
        """The day typed, as ISO; of one not told to the day, what is taken is noted."""
        found = typed_day(text, self.as_of, may_lie_ahead)
        if not found.exact:
            written = written_day(text, may_be_unfinished=True)
            month = written is not None and written.month is not None
            self.taken.append(f"{text}按{day_in_words(found.day)}算")
            self.rough.append(inexact(found.day, "month" if month else "year"))
        return found.day.isoformat()

    def spells(self, rows: Sequence[Sequence[object]]) -> object:
        raw: list[dict[str, object]] = []
        for number, (first, last, related) in enumerate(rows, 1):
            start, end = _text(first), _text(last)
            if not start and end in _TO_DATE_WORDS:
                continue
            if not start:
                raise FactError(None, f"第{number}段：请填从哪天开始。")
            if number == 1 and start in _NONE_WORDS:
                return []
            if number == 1 and start in _UNKNOWN_WORDS:
                return None
            try:
                since = self.day(start)
                until = None if end in _TO_DATE_WORDS else self.day(end, may_lie_ahead=True)
            except FactError as error:
                raise FactError(None, f"第{number}段：{error.message}") from None
            raw.append({"start": since, "end": until, "related": related is not False})
        if not raw:
            raise _LeftEmptyError
        return raw

    def diplomas(self, fact: Fact, rows: Sequence[Sequence[object]]) -> object:
        raw: list[object] = []
        for number, (first, last) in enumerate(rows, 1):
            kind, day = _text(first), _text(last)
            if not kind and not day:
                continue
            if not kind:
                raise FactError(None, f"第{number}个：请先选是哪一种毕业证。")
            if kind == NONE:
                return []
            if kind == UNKNOWN:
                return None
            _known_option(fact, kind)
            graduated = None
            if day and day not in _UNKNOWN_WORDS:
                graduated = self.day(day, may_lie_ahead=True)
            raw.append({"kind": kind, "graduated_on": graduated})
        if not raw:
            raise _LeftEmptyError
        return raw


def _choice(fact: Fact, chosen: str) -> object:
    if not chosen:
        raise _LeftEmptyError
    if chosen == UNKNOWN:
        return None
    _known_option(fact, chosen)
    return chosen == "yes" if fact.kind == "yes_no" else chosen


def _choices(fact: Fact, chosen: list[str]) -> object:
    if not chosen:
        raise _LeftEmptyError
    if len(chosen) > 1 and (NONE in chosen or UNKNOWN in chosen):
        raise FactError(None, "选了“没有”或“不清楚”，就不能再选别的，请去掉一样。")
    if chosen == [UNKNOWN]:
        return None
    if chosen == [NONE]:
        return []
    for one in chosen:
        _known_option(fact, one)
    return chosen


def _known_option(fact: Fact, chosen: str) -> None:
    if chosen not in fact.options:
        raise FactError(None, f"“{chosen[:20]}”没有对得上的，请按数字选，或换个说法。")


def _years(text: str) -> object:
    if _unless_unknown(text) is None:
        return None
    if text in _NONE_WORDS:
        return []
    written = text.translate(dict.fromkeys(map(ord, "、，,年。.；;"), " "))
    return [int(part) if part.isdecimal() and len(part) < 6 else part for part in written.split()]


def _number(text: str, unit: str) -> object:
    """A whole number, with or without what is counted; anything else as it is, for the reader to refuse."""
    if _unless_unknown(text) is None:
        return None
    figures = text.removesuffix(unit).strip()
    return int(figures) if figures.isdecimal() and len(figures) <= LONGEST_NUMBER else text


def _unless_unknown(text: str) -> str | None:
    """The text; None for 「不清楚」. An empty field is left."""
    if not text:
        raise _LeftEmptyError
    return None if text in _UNKNOWN_WORDS else text


def _text(entry: object) -> str:
    return entry[:LONGEST].strip() if isinstance(entry, str) else ""


def _list(entry: object) -> Sequence[object]:
    return entry[:MOST_ROWS] if isinstance(entry, list | tuple) else ()


def _row(entry: object, length: int) -> Sequence[object]:
    return (*_list(entry), *[None] * length)[:length]


# --- what the office answered ----------------------------------------------------------------------


def office_field(point: str) -> str:
    """The field that holds what the office answered on a point."""
    return f"office.{point}"


def office_answers(
    policy: Policy, entries: Entries, today: date, before: OfficeAnswers
) -> dict[str, OfficeAnswer]:
    """What the fields hold of the office's answers. One that was told ``before``, and is still the same,
    keeps its day."""
    found = {}
    for point in policy.interpretations:
        entry = entries.get(office_field(point))
        if entry in ("yes", "no"):
            answer, told = OfficeAnswer(entry == "yes", today), before.get(point)
            same = told is not None and told.favourable == answer.favourable
            found[point] = told if told is not None and same else answer
    return found


def of_office(office: OfficeAnswers) -> dict[str, object]:
    """What the fields hold for these answers of the office."""
    return {
        office_field(point): "yes" if answer.favourable else "no"
        for point, answer in office.items()
    }


# --- facts as entries ------------------------------------------------------------------------------


def of_facts(policy: Policy, facts: Given, rough: Iterable[Inexact] = ()) -> dict[str, object]:
    """What the fields hold for these facts: read again they are the same. A day of ``rough``, known by
    its month or year only, is written so."""
    found: dict[str, object] = {}
    written = {one.day: one.exact for one in rough}
    for name, fact in policy.facts.items():
        if name not in facts:
            continue
        if fact.group:
            together = [other for other, each in policy.facts.items() if each.group == fact.group]
            if all(facts.get(other) is True for other in together):
                found[fact.group] = ALL
                continue
            found[fact.group] = EACH
        found[name] = _entry(fact, facts[name], written)
    return found


def _entry(fact: Fact, value: FactValue | None, written: Mapping[date, str]) -> object:
    def day(one: date | None) -> str:
        return typed(one, written.get(one, "day")) if one else ""

    match fact.kind:
        case "choice" | "yes_no":
            return option_id(value) or UNKNOWN
        case "date":
            return day(cast("date | None", value)) or DONT_KNOW
        case "number":
            return DONT_KNOW if value is None else str(value)
        case "years":
            years = cast("tuple[int, ...] | None", value)
            return DONT_KNOW if years is None else " ".join(map(str, years)) or HAS_NONE
        case "choices":
            return [UNKNOWN] if value is None else list(cast("tuple[str, ...]", value)) or [NONE]
        case "spells":
            spells = cast("tuple[Spell, ...] | None", value)
            rows: list[object] = [[day(s.start), day(s.end), s.related] for s in spells or ()]
            return rows or [[DONT_KNOW if spells is None else HAS_NONE, "", True]]
        case "diplomas":
            held = cast("tuple[Diploma, ...] | None", value)
            rows = [[one.kind, day(one.graduated_on)] for one in held or ()]
            return rows or [[UNKNOWN if held is None else NONE, ""]]


def typed(day: date, exact: str = "day") -> str:
    """A day as the fields take it, as far as it is known."""
    parts = (day.year, day.month, day.day)
    return ".".join(map(str, parts[: {"year": 1, "month": 2}.get(exact, 3)]))
