"""A batch of people as Arrow has it, into the columns that the rules look at.

A column for each fact, under its name, in the shape that facts have everywhere (``schema_in``). What is not
plain, from an option that there is not to an impossible order of days, is not judged here: its row is given
back as doubtful, for the one reader of facts to read, or to say what is wrong.
"""

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.content.schema import Fact
from advisor.facts.columns import (
    EARLIEST,
    LATEST,
    NEVER,
    NOT_HELD,
    AnswerColumn,
    ChosenColumn,
    Column,
    DayColumn,
    Days,
    DiplomaColumn,
    Flags,
    Lists,
    NumberColumn,
    Numbers,
    SpellColumn,
    YearColumn,
    to_number,
)
from advisor.facts.values import (
    MOST_NUMBER,
    MOST_SPELLS_UNUSUAL,
    MOST_YEARS,
    YEARS,
    FactError,
    FactValue,
)

ID, AS_OF = "id", "as_of"

_SPELL = pa.struct([("start", pa.date32()), ("end", pa.date32()), ("related", pa.bool_())])
_DIPLOMA = pa.struct([("kind", pa.string()), ("graduated_on", pa.date32())])
_TYPES = {
    "choice": pa.string(),
    "yes_no": pa.bool_(),
    "date": pa.date32(),
    "number": pa.int32(),
    "choices": pa.list_(pa.string()),
    "years": pa.list_(pa.int32()),
    "spells": pa.list_(_SPELL),
    "diplomas": pa.list_(_DIPLOMA),
}


class BatchError(ValueError):
    """A batch that cannot be read as a whole: which column, what is wrong with it, and the remedy."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Read(NamedTuple):
    """A batch, read: a column for each fact, everybody's day, and whose row is ``doubtful``."""

    columns: Mapping[str, Column]
    as_of: Days
    doubtful: Flags
    arrays: Mapping[str, pa.Array]

    def raw(self, row: int) -> dict[str, object]:
        """What one person's row says, as a case's line would have it. Raises ``FactError`` for what is on
        no calendar."""
        plain = {name: _plain(name, self.arrays[name], row) for name in self.columns}
        return {name: value for name, value in plain.items() if value is not None}


def _plain(name: str, array: pa.Array, row: int) -> object:
    try:
        return _json_like(array[row].as_py())
    except (ValueError, OverflowError):
        raise FactError(name, "里有一个日子不在日历上，请核对年月日。") from None


def _json_like(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_json_like(item) for item in value]
    if isinstance(value, dict):
        return {key: _json_like(part) for key, part in value.items()}
    return value


def schema_in(facts: Mapping[str, Fact]) -> pa.Schema:
    """The columns that are read. Any may be left out, and then of nobody anything is known of it; others
    are a file's own business."""
    fields = [(name, _TYPES[fact.kind]) for name, fact in facts.items()]
    return pa.schema([*fields, (AS_OF, pa.date32())])


def read_batch(facts: Mapping[str, Fact], batch: pa.RecordBatch, as_of: date) -> Read:
    """A batch, each person reckoned on their own ``as_of``, or else on this one. Raises ``BatchError``."""
    schema = schema_in(facts)
    check_names(batch.schema.names, schema.names)
    arrays = {field.name: _typed(batch, field) for field in schema}
    given = _days(arrays[AS_OF], to_number(as_of))
    day = np.clip(given, EARLIEST, LATEST).astype(np.int32)
    doubtful = given != day
    columns = {}
    for name, fact in facts.items():
        column, wrong = _READERS[fact.kind](fact, arrays[name], day)
        column.forget(wrong)
        columns[name] = column
        doubtful |= wrong
    return Read(columns, day, doubtful, arrays)


def check_names(given: list[str], known: list[str]) -> None:
    """Raises ``BatchError`` for a column that is there twice, or nearly of a known name."""
    for name in given:
        if given.count(name) > 1:
            raise BatchError(f"“{name}”这一列有两个，请只留一个。")
        if name in known or name == ID:
            continue
        near = get_close_matches(name, known, n=1, cutoff=0.8)
        if near:
            raise BatchError(f"没有“{name[:40]}”这一列，是不是“{near[0]}”。")


def _typed(batch: pa.RecordBatch, field: pa.Field) -> pa.Array:
    """The column of that name and type, empty where there is none."""
    place = batch.schema.get_field_index(field.name)
    if place < 0:
        return pa.nulls(len(batch), field.type)
    array = batch.column(place)
    if array.type == field.type:
        return array
    try:
        return array.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        raise BatchError(
            f"“{field.name}”这一列的类型是 {array.type}，应是 {field.type}，请先转换。"
        ) from None


# --- each kind of fact: the column, and whose value is doubtful -----------------------------------------

_Found = tuple[Column, Flags]


def _read_choice(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    options = list(fact.options)
    numbers = _numbers(array, options)
    return AnswerColumn(numbers, options), (numbers < 0) & _valid(array)


def _read_yes_no(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    values: list[FactValue] = [False, True]
    numbers = pc.fill_null(array.cast(pa.int8()), -1).to_numpy(zero_copy_only=False)
    return AnswerColumn(numbers, values), np.zeros(len(array), bool)


def _read_date(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    days = _days(array)
    return DayColumn(days), (days != NEVER) & ((days > as_of) | (days < EARLIEST))


def _read_number(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    numbers = pc.fill_null(array, 0).to_numpy(zero_copy_only=False)
    wrong = (numbers < 0) | (numbers > MOST_NUMBER)
    return NumberColumn(_valid(array), numbers), wrong


def _read_choices(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    options = list(fact.options)
    lists, items = _lists(array)
    numbers = _numbers(items, options)
    held = np.zeros((len(options), len(array)), bool)
    good = numbers >= 0
    held[numbers[good], lists.owners[good]] = True
    return ChosenColumn(_valid(array), held, options), _whose(lists, ~good)


def _read_years(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    lists, items = _lists(array)
    years = pc.fill_null(items, 0).to_numpy(zero_copy_only=False)
    wrong = (years < YEARS[0]) | (years > YEARS[-1])
    doubtful = _whose(lists, wrong) | (lists.counts > MOST_YEARS)
    return YearColumn(_valid(array), lists, years), doubtful


def _read_spells(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    lists, items = _lists(array)
    starts, ends, related = items.flatten()
    start, end = _days(starts), _days(ends)
    wrong = (start > as_of[lists.owners]) | (start < EARLIEST) | (end < start)
    wrong |= (end > LATEST) & (end != NEVER)
    doubtful = _whose(lists, wrong) | (lists.counts > MOST_SPELLS_UNUSUAL)
    fit = pc.fill_null(related, True).to_numpy(zero_copy_only=False)
    known = _valid(array) & ~doubtful
    return SpellColumn(known, *_kept(lists, ~doubtful, start, end, fit)), doubtful


def _read_diplomas(fact: Fact, array: pa.Array, as_of: Days) -> _Found:
    kinds = list(fact.options)
    lists, items = _lists(array)
    named, graduated = items.flatten()
    number, day = _numbers(named, kinds), _days(graduated)
    wrong = (number < 0) | (day < EARLIEST) | ((day > LATEST) & (day != NEVER))
    owners = lists.owners
    twice = np.bincount(owners * len(kinds) + number, minlength=0)[owners * len(kinds) + number] > 1
    days = np.full((len(kinds), len(array)), NOT_HELD, np.int32)
    good = number >= 0
    days[number[good], owners[good]] = day[good]
    return DiplomaColumn(_valid(array), days, kinds), _whose(lists, wrong | twice)


_READERS: dict[str, Callable[[Fact, pa.Array, Days], _Found]] = {
    "choice": _read_choice,
    "yes_no": _read_yes_no,
    "date": _read_date,
    "number": _read_number,
    "choices": _read_choices,
    "years": _read_years,
    "spells": _read_spells,
    "diplomas": _read_diplomas,
}


def _valid(array: pa.Array) -> Flags:
    found: Flags = array.is_valid().to_numpy(zero_copy_only=False)
    return found


def _numbers(array: pa.Array, options: list[str]) -> Numbers:
    """Which of the options each is; -1 for none of them."""
    found = pc.fill_null(pc.index_in(array, value_set=pa.array(options, pa.string())), -1)
    numbers: Numbers = found.to_numpy(zero_copy_only=False)
    return numbers


def _days(array: pa.Array, unknown: int = NEVER) -> Days:
    days: Days = pc.fill_null(array.cast(pa.int32()), unknown).to_numpy(zero_copy_only=False)
    return days


def _lists(array: pa.Array) -> tuple[Lists, pa.Array]:
    """Lists, and all their items end to end; none of an unknown one."""
    counts = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    return Lists(counts.astype(np.int64)), array.flatten()


def _whose(lists: Lists, items: Flags) -> Flags:
    """Who has one of these items."""
    found = np.zeros(len(lists.counts), bool)
    found[lists.owners[items]] = True
    return found


def _kept(lists: Lists, who: Flags, *items: Any) -> tuple[Any, ...]:
    """The lists of these people alone, the others' empty."""
    kept = who[lists.owners]
    return (Lists(np.where(who, lists.counts, 0)), *(one[kept] for one in items))
