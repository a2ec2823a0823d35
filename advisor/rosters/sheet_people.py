"""The people of one sheet, row by row.

What the cells of one fact say hangs on these cells alone, and most of them are the same in many rows: it is
read once and kept. What a row says as a whole is put together anew for each.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from advisor.facts.typed_days import WrittenDay
from advisor.facts.values import FactValue
from advisor.rosters.columns import NAME, REMARK, WORKING_LIFE, Column
from advisor.rosters.days import DayError
from advisor.rosters.diploma_slots import MOST_READINGS
from advisor.rosters.heading_rows import Layout
from advisor.rosters.roster import HalfSaid, Roster
from advisor.rosters.row_reading import (
    Doubt,
    Given,
    RowReading,
    Trouble,
    mere_dash,
    said_to_mean,
    text_of,
)
from advisor.rosters.tables.cells import FIRST_DAY, Row, Unreadable, Value

MOST_KEPT = 3_000
"""Different contents of a fact's cells whose meaning is kept; past that it begins anew."""

LONGEST_KEPT = 100
"""Characters of a cell, beyond which its meaning is not kept: no table repeats them."""


class Person(NamedTuple):
    """One row: the person's facts as read, or the troubles for which the row is set aside.

    ``doubts``: what is not plain; ``readings``: the ways to read what is half said; ``by_unit``: the
    facts that the unit says, not the row."""

    row: int
    name: str
    remark: str
    facts: dict[str, FactValue | None]
    troubles: tuple[Trouble, ...]
    doubts: tuple[Doubt, ...] = ()
    readings: tuple[HalfSaid, ...] = ()
    by_unit: tuple[str, ...] = ()


class _Told(NamedTuple):
    """What the cells of one fact say. ``filled``: the row itself has something in one of them; ``plain``:
    nothing is half said, wrong or not plain."""

    cells: list[Given]
    filled: bool
    facts: Mapping[str, FactValue | None]
    either: Mapping[str, list[HalfSaid]]
    wrong: list[tuple[Given, str]]
    doubts: list[tuple[int, Doubt]]
    plain: bool


class _Group(NamedTuple):
    """The columns of one fact, and what their cells were found to say. ``at_least``: an empty cell has been
    said to mean something, so that they are looked at even if all are empty."""

    fact: str
    columns: list[tuple[int, Column]]
    places: tuple[int, ...]
    empty: tuple[None, ...]
    at_least: bool
    kept: dict[object, _Told]


class People:
    """Reads the rows below a sheet's headings on the day ``as_of``. ``first_day``: day 0 of the file's day
    numbers; ``as_written``: whether a column's text is as somebody wrote it."""

    def __init__(
        self,
        roster: Roster,
        layout: Layout,
        as_of: date,
        first_day: date = FIRST_DAY,
        as_written: Callable[[int], bool] = lambda place: False,
    ) -> None:
        self._roster = roster
        self._layout = layout
        self._days: dict[object, WrittenDay | DayError] = {}
        self._how = as_of, first_day, as_written, self._days
        columns: dict[str, list[tuple[int, Column]]] = {NAME: [], REMARK: []}
        for place, column in layout.columns.items():
            columns.setdefault(column.kind.fact, []).append((place, column))
        self._own = {fact: columns.pop(fact) for fact in (NAME, REMARK)}
        self._groups = [self._group(fact, theirs) for fact, theirs in columns.items()]

    def _group(self, fact: str, columns: list[tuple[int, Column]]) -> _Group:
        places = tuple(place for place, _ in columns)
        at_least = any(self._value(None, column) is not None for _, column in columns)
        return _Group(fact, columns, places, (None,) * len(places), at_least, {})

    def person(self, row: Row) -> Person | None:
        """A row as a person; None where there is nobody."""
        name, remark = (self._text(fact, row) for fact in (NAME, REMARK))
        cells = row.cells.get
        found = []
        for group in self._groups:
            values = tuple([cells(place) for place in group.places])
            if values == group.empty and not group.at_least:
                continue
            # With their types: 1 and True are equal, and do not mean the same.
            key = (*values, *map(type, values))
            told = group.kept.get(key)
            if told is None:
                told = self._told(group, values, key)
            if told.cells:
                found.append((told.cells[0].place, group.fact, told))
        if not name and not any(told.filled for _, _, told in found):
            return None
        found.sort(key=_place)
        reading = RowReading(*self._how)
        facts: dict[str, FactValue | None] = {}
        either: dict[str, list[HalfSaid]] = {}
        for _, _, told in found:
            facts.update(told.facts)
            if told.plain:
                continue
            either.update(told.either)
            reading.wrong += told.wrong
            reading.doubts += told.doubts
        by_unit = self._say_by_unit(name, facts, either, reading)
        by_unit += self._working_life({fact: told.cells for _, fact, told in found}, facts, reading)
        troubles = [
            Trouble(row.number, cell.column.heading, why)
            for cell, why in sorted(reading.wrong, key=lambda found: found[0].place)
        ]
        told_by_row = [f for f, value in facts.items() if value is not None and f not in by_unit]
        if not told_by_row and not either and not troubles and not (name and reading.doubts):
            troubles.append(Trouble(row.number, *self._says_nothing(reading)))
        return Person(
            row.number,
            name,
            remark,
            facts,
            tuple(troubles),
            tuple(doubt for _, doubt in sorted(reading.doubts, key=lambda found: found[0])),
            tuple(_combined(either)),
            tuple(by_unit),
        )

    # --- the cells ----------------------------------------------------------------------------

    def _text(self, fact: str, row: Row) -> str:
        """What stands in the columns that are no fact's."""
        values = [self._value(row.cells.get(place), column) for place, column in self._own[fact]]
        texts = [text_of(v) for v in values if v is not None and not isinstance(v, Unreadable)]
        return "；".join(filter(None, texts))

    def _value(self, value: Value | None, column: Column) -> Value | None:
        meaning = self._roster.meaning.get(column.heading)
        return value if meaning is None else said_to_mean(value, meaning)

    def _told(self, group: _Group, values: Sequence[Value | None], key: object) -> _Told:
        """What these cells are found to say, to be looked up from now on."""
        told = self._read(group, values)
        if all(len(value) <= LONGEST_KEPT for value in values if isinstance(value, str)):
            if len(group.kept) >= MOST_KEPT:
                group.kept.clear()
            group.kept[key] = told
        return told

    def _read(self, group: _Group, values: Sequence[Value | None]) -> _Told:
        given: list[Given] = []
        filled = False
        for (place, column), written in zip(group.columns, values, strict=True):
            value = self._value(written, column)
            if value is None or mere_dash(value):
                continue
            covered = isinstance(value, Unreadable) and value.merged is not None
            filled = filled or not (written is None or covered)
            given.append(Given(place, column, value))
        reading = RowReading(*self._how)
        facts: dict[str, FactValue | None] = {}
        either: dict[str, list[HalfSaid]] = {}
        if given and group.fact != WORKING_LIFE:
            self._roster.read_fact(group.fact, given, reading, facts, either)
        wrong, doubts = reading.wrong, reading.doubts
        plain = not (either or wrong or doubts)
        return _Told(given, filled, facts, either, wrong, doubts, plain)

    # --- the row ------------------------------------------------------------------------------

    def _says_nothing(self, reading: RowReading) -> tuple[str, str]:
        why = "这一行没有一项能用的情况，只有姓名。请补上，或者删去这一行。"
        if reading.doubts:
            first = reading.doubts[0][1]
            return first.column, f"{first.message}这一行也没有别的能用的情况。"
        name = next((c.heading for c in self._layout.columns.values() if c.kind.fact == NAME), "")
        return name or next(iter(self._layout.labels.values())), why

    def _say_by_unit(
        self,
        name: str,
        facts: dict[str, FactValue | None],
        either: dict[str, list[HalfSaid]],
        reading: RowReading,
    ) -> list[str]:
        """Puts in what the unit says, where no column says otherwise; returns which facts."""
        said = []
        unclear = {doubt.fact for _, doubt in reading.doubts}
        for fact in self._roster.unit.facts:
            value = self._roster.unit.says_of(name, fact)
            if value is None:
                continue
            if fact in either:
                if any(one.facts[fact] == value for one in either[fact]):
                    del either[fact]
                    reading.doubts = [one for one in reading.doubts if one[1].fact != fact]
                else:
                    continue
            elif fact in facts or fact in unclear:
                continue
            facts[fact] = value
            said.append(fact)
        return said

    def _working_life(
        self,
        given: Mapping[str, list[Given]],
        facts: dict[str, FactValue | None],
        reading: RowReading,
    ) -> list[str]:
        """The start of working life as that of technical work, where the unit says so."""
        cells = given.get(WORKING_LIFE, [])
        facts_of = self._roster.facts
        spells = [n for n, fact in facts_of.items() if fact.kind == "spells"]
        name = next((n for n in spells if facts_of[n].related_label), next(iter(spells), None))
        if name is None or not cells or given.get(name):
            return []
        if not self._roster.unit.life:
            cell = cells[0]
            reading.doubt(
                cell,
                name,
                f"只说明哪天参加工作，没有说是不是{self._roster.facts[name].name}，没有当作它的开始。",
            )
            return []
        days = [reading.cell(cell, name, lambda value: reading.day(value, False)) for cell in cells]
        known = [day for day in days if day is not None]
        if len(known) < len(days):
            return []
        self._roster.check(name, [{"start": max(known)}], cells[0], reading, facts)
        return [name] if facts.get(name) is not None else []


def _place(found: tuple[int, str, _Told]) -> int:
    return found[0]


def _combined(either: Mapping[str, list[HalfSaid]]) -> Iterator[HalfSaid]:
    """The ways to read all that is half said of a person, where they are few."""
    total = 1
    for ways in either.values():
        total *= len(ways)
    if not either or total > MOST_READINGS:
        return
    for together in product(*either.values()):
        facts = {name: value for one in together for name, value in one.facts.items()}
        yield HalfSaid("，".join(one.words for one in together), facts)
