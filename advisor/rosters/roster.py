"""A unit's roster: which column is which, and each row as one person's facts or what is wrong.

An empty cell is unknown, never "no". What stands in the cells is brought into the shapes that
``facts.read_fact`` reads, so a row means exactly what the same facts mean anywhere else. All that is
wrong in a row is named, by row and column, with the remedy.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from advisor.content import schema
from advisor.content.schema import Fact
from advisor.days import day_in_words
from advisor.facts.values import FactError, FactValue, read_fact
from advisor.rosters.columns import NAME, REMARK, Column, Headings, Kind, plain, without_brackets
from advisor.rosters.days import DayError, read_written, settled
from advisor.rosters.tables.cells import (
    FIRST_DAY,
    Row,
    SheetError,
    Unreadable,
    Value,
    column_letters,
)

T = TypeVar("T")

HEADING_ROWS = 20
"""The row of headings is looked for among so many rows at the top of a sheet."""

_BETWEEN = re.compile(r"[、；;，,/／\n]+")
_YEAR = re.compile(r"(\d{4})(年|年度)?")


class Trouble(NamedTuple):
    """Something in a row that cannot be read; ``column`` is the heading as the file has it."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行“{self.column}”：{self.message}"


class Person(NamedTuple):
    """One row: the person's facts as read, or the troubles that keep it from being read."""

    row: int
    name: str
    remark: str
    facts: dict[str, FactValue | None]
    troubles: tuple[Trouble, ...]


class Layout(NamedTuple):
    """Which column of a sheet (0 = A) is which. ``ignored``: headings of columns not known;
    ``absent``: of columns the template has and the sheet has not."""

    row: int
    columns: dict[int, Column]
    ignored: tuple[str, ...]
    absent: tuple[str, ...]

    def repeats(self, row: Row) -> bool:
        """Whether a row is the headings once more, as on every page of some lists."""
        texts = _heading_texts(row)
        return all(texts.get(place) == column.heading for place, column in self.columns.items())


class _CellError(ValueError):
    """What is wrong with one cell, and the remedy."""


class Roster:
    """Reads rosters under one pack's facts and words."""

    def __init__(self, content: schema.Content) -> None:
        self.headings = Headings(content)
        self._facts = content.facts.facts
        words = content.roster
        self._yes, self._no = _plain_set(words.yes), _plain_set(words.no)
        self._none, self._unknown = _plain_set(words.none), _plain_set(words.unknown)
        self._to_date = _plain_set(words.to_date)
        self._options = {
            name: _option_words(fact, words.values.get(name, {}))
            for name, fact in self._facts.items()
        }

    def layout(self, rows: Iterable[Row]) -> Layout | None:
        """The layout by the row of headings among these; None where none is one: it must name at
        least two known columns, one of them a fact's. Raises ``SheetError`` for a column twice."""
        best: tuple[int, Row, dict[int, Column]] | None = None
        for row in rows:
            found = {
                place: column
                for place, text in _heading_texts(row).items()
                if (column := self.headings.find(text)) is not None
            }
            facts = sum(column.kind.fact in self._facts for column in found.values())
            if facts and len(found) > (best[0] if best else 1):
                best = len(found), row, found
        if best is None:
            return None
        _, row, columns = best
        places: dict[tuple[Kind, int], int] = {}
        for place, column in columns.items():
            other = places.setdefault((column.kind, max(column.number, 1)), place)
            if other != place and column.kind.fact != REMARK:
                raise SheetError(
                    f"第{row.number}行的表头里，{column_letters(other)}列“{columns[other].heading}”和"
                    f"{column_letters(place)}列“{column.heading}”是同一项，请只留一列。"
                )
        kinds = {column.kind for column in columns.values()}
        listed = {kind.fact for kind in kinds}
        ignored = [t for place, t in _heading_texts(row).items() if place not in columns]
        absent = [
            column.heading
            for column in self.headings.template()
            if column.kind not in kinds
            and column.kind.fact not in (NAME, REMARK)
            and column.number < 2
            and (column.kind.part or column.kind.fact not in listed)
        ]
        return Layout(row.number, columns, tuple(ignored), tuple(absent))

    def person(
        self, layout: Layout, row: Row, as_of: date, first_day: date = FIRST_DAY
    ) -> Person | None:
        """A row as a person on the day ``as_of``; None where its known columns are all empty.
        ``first_day``: day 0 of the file's day numbers."""
        own = {NAME: "", REMARK: ""}
        given: dict[str, list[_Given]] = {}
        anything = False
        for place, column in layout.columns.items():
            value = row.cells.get(place)
            if value is None:
                continue
            merged = isinstance(value, Unreadable) and value.merged is not None
            anything = anything or not merged
            fact = column.kind.fact
            if fact in own and not isinstance(value, Unreadable):
                own[fact] = "；".join(filter(None, (own[fact], _text(value))))
            elif not isinstance(value, str) or plain(value):  # a mere dash says nothing
                given.setdefault(fact, []).append(_Given(place, column, value))
        if not anything:
            return None
        reading = _Reading(as_of, first_day)
        facts = {}
        for name, cells in given.items():
            before = len(reading.wrong)
            raw = (
                reading.cell(cells[0], _nothing) if name in own else self._raw(name, cells, reading)
            )
            if len(reading.wrong) == before and name not in own:
                facts[name] = self._checked(name, raw, cells[0], reading)
        wrong = [
            Trouble(row.number, cell.column.heading, why)
            for cell, why in sorted(reading.wrong, key=lambda found: found[0].place)
        ]
        return Person(row.number, own[NAME], own[REMARK], facts, tuple(wrong))

    def _raw(self, name: str, cells: list["_Given"], reading: "_Reading") -> object:
        """A fact's cells in the shape that ``read_fact`` reads."""
        match self._facts[name].kind:
            case "choice":
                return reading.cell(cells[0], lambda value: self._option(name, value))
            case "yes_no":
                return reading.cell(cells[0], lambda value: self._yes_or_no(name, value))
            case "date":
                return reading.cell(cells[0], lambda value: reading.day(value, False))
            case "years":
                return reading.cell(cells[0], self._years)
            case "choices":
                return self._choices(name, cells, reading)
            case "spells":
                return self._spells(name, cells, reading)
            case "diplomas":
                return self._diplomas(name, cells, reading)

    def _checked(
        self, name: str, raw: object, first: "_Given", reading: "_Reading"
    ) -> FactValue | None:
        try:
            return read_fact(self._facts, name, raw, reading.as_of)
        except FactError as error:
            reading.wrong.append((first, error.message))
            return None

    # --- single cells -------------------------------------------------------------------------

    def _option(self, name: str, value: Value) -> str | None:
        """The option that a cell names, None for "don't know"."""
        form = plain(_text(value))
        found = self._options[name].get(form)
        if found is None and form not in self._unknown:
            raise _CellError(self._not_known(name, value))
        return found

    def _yes_or_no(self, name: str, value: Value) -> bool | None:
        if isinstance(value, bool):
            return value
        form = plain(_text(value))
        found = self._options[name].get(form)
        if found == "yes" or (found is None and form in self._yes):
            return True
        if found == "no" or form in self._no:
            return False
        if form in self._unknown:
            return None
        raise _CellError(self._not_known(name, value))

    def _years(self, value: Value) -> list[int] | None:
        text = _text(value)
        if plain(text) in self._unknown:
            return None
        if plain(text) in self._none:
            return []
        years = []
        for part in _BETWEEN.split(text):
            match = _YEAR.fullmatch(part.strip())
            if match is None and part.strip():
                raise _CellError(
                    f"“{part.strip()[:40]}”不是年份，请写成 2025 或 2024、2025 的样子。"
                )
            years += [int(match[1])] if match else []
        return years

    def _items(self, name: str, value: Value) -> list[str] | None:
        """The options that a cell lists. A label may hold a separator itself, so the longest run of
        pieces that makes a label is taken first."""
        text = _text(value)
        if self._is_none(name, value):
            return []
        if plain(text) in self._unknown:
            return None
        pieces = [form for piece in _BETWEEN.split(text) if (form := plain(piece))]
        found: list[str] = []
        while pieces:
            for length in range(len(pieces), 0, -1):
                option = self._options[name].get("".join(pieces[:length]))
                if option is not None:
                    found.append(option)
                    del pieces[:length]
                    break
            else:
                raise _CellError(self._not_known(name, pieces[0]))
        return list(dict.fromkeys(found))

    def _is_none(self, name: str, value: Value) -> bool:
        form = plain(_text(value))
        return form in self._none or form == plain(self._facts[name].none_label or "")

    def _not_known(self, name: str, value: Value) -> str:
        fact = self._facts[name]
        allowed = [option.label for option in fact.options.values()]
        allowed += [fact.none_label] if fact.none_label else []
        return f"“{_text(value)[:40]}”认不得，可以写：{'；'.join(allowed)}。"

    # --- facts of several cells ---------------------------------------------------------------

    def _choices(self, name: str, cells: list["_Given"], reading: "_Reading") -> list[str] | None:
        listed: list[str] | None = None
        said: dict[str, bool] = {}
        for cell in cells:
            item = cell.column.kind.part
            if not item:
                listed = reading.cell(cell, lambda value: self._items(name, value))
                continue
            answer = reading.cell(cell, self._plain_yes_or_no)
            if answer is not None:
                said[item] = answer
            if listed is not None and answer is not None and answer is not (item in listed):
                reading.wrong.append((cell, "和列出各项的那一列对不上，请只填一处。"))
        yes = [item for item, answer in said.items() if answer]
        if listed is None and not yes and len(said) < len(self._facts[name].options):
            return None
        return [*(listed or ()), *yes]

    def _plain_yes_or_no(self, value: Value) -> bool | None:
        if isinstance(value, bool):
            return value
        form = plain(_text(value))
        if form in self._yes or form in self._no:
            return form in self._yes
        if form in self._unknown:
            return None
        raise _CellError(f"“{_text(value)[:40]}”认不得，有就写“是”，没有就写“否”，不清楚就空着。")

    def _spells(
        self, name: str, cells: list["_Given"], reading: "_Reading"
    ) -> list[dict[str, object]] | None:
        if self._none_of_it(name, cells, reading):
            return []
        found: list[dict[str, object]] = []
        for number, parts in _by_number(cells).items():
            start, end, related = (parts.get(part) for part in ("start", "end", "related"))
            if start is None:
                if not all(self._is_unknown(cell.value) for cell in parts.values()):
                    self._missing(name, "start", number, parts, reading)
                continue
            if len(cells) == 1 and self._is_unknown(start.value):
                return None
            first = reading.cell(start, lambda value: reading.day(value, False))
            last = end and reading.cell(end, lambda value: self._end(value, reading))
            if end and first and last and last < first:
                reading.wrong.append((end, "早于这一段的开始，请核对先后。"))
            same = related and reading.cell(related, lambda value: self._yes_or_no_of(name, value))
            found.append({"start": first, "end": last, "related": same})
        return found or None

    def _yes_or_no_of(self, name: str, value: Value) -> bool | None:
        """Whether a spell was in the specialty applied for; also by the words that ask for it."""
        label = self._facts[name].related_label
        same = label is not None and plain(_text(value)) == plain(label)
        return True if same else self._plain_yes_or_no(value)

    def _end(self, value: Value, reading: "_Reading") -> str | None:
        """A spell's last day, None for "to date". A year alone would count months never worked."""
        if plain(_text(value)) in self._to_date:
            return None
        if read_written(value, reading.first_day).month is None:
            raise _CellError(
                "只有年份，会多算没有干的月份。请写到月，如 2023年3月；还在岗的写“至今”。"
            )
        return reading.day(value, True)

    def _diplomas(
        self, name: str, cells: list["_Given"], reading: "_Reading"
    ) -> list[dict[str, object]] | None:
        if self._none_of_it(name, cells, reading):
            return []
        found: list[dict[str, object]] = []
        kinds: set[str] = set()
        for number, parts in _by_number(cells).items():
            kind_cell, day_cell = parts.get(""), parts.get("graduated_on")
            day = day_cell and reading.cell(
                day_cell, lambda value: self._graduation(value, reading)
            )
            if kind_cell is None:
                if day is not None:
                    self._missing(name, "", number, parts, reading)
                continue
            kind = reading.cell(kind_cell, lambda value: self._option(name, value))
            if kind is None and len(cells) > 1 and self._is_unknown(kind_cell.value):
                reading.wrong.append(
                    (kind_cell, "请写明是哪一种学历；不写这一本，就把这两格都清空。")
                )
            elif kind in kinds:
                reading.wrong.append((kind_cell, "这种前面写过了，每种只写一次。"))
            elif kind is not None:
                kinds.add(kind)
                found.append({"kind": kind, "graduated_on": day})
        return found or None

    def _graduation(self, value: Value, reading: "_Reading") -> str | None:
        return None if self._is_unknown(value) else reading.day(value, True)

    def _none_of_it(self, name: str, cells: list["_Given"], reading: "_Reading") -> bool:
        """Whether the cells say that there is none at all; beside another entry that is an error."""
        saying = [
            cell
            for cell in cells
            if cell.column.kind.part in ("", "start")
            and not isinstance(cell.value, Unreadable)
            and self._is_none(name, cell.value)
        ]
        if saying and len(cells) > 1:
            reading.wrong.append((saying[0], "说没有，可是旁边又填了。请核对，只留一样。"))
        return bool(saying)

    def _is_unknown(self, value: Value) -> bool:
        return not isinstance(value, Unreadable) and plain(_text(value)) in self._unknown

    def _missing(
        self, name: str, part: str, number: int, parts: dict[str, "_Given"], reading: "_Reading"
    ) -> None:
        heading = self.headings.heading(Kind(name, part), number)
        first = next(iter(parts.values()))
        if not isinstance(first.value, Unreadable):
            reading.wrong.append(
                (first, f"填了这一格，“{heading}”却空着。请补上；没有就把这一格也清空。")
            )


class _Given(NamedTuple):
    """A cell that holds something, and where."""

    place: int
    column: Column
    value: Value


class _Reading:
    """One row being read: the day of reckoning, day 0 of the file, what is wrong so far."""

    def __init__(self, as_of: date, first_day: date) -> None:
        self.as_of = as_of
        self.first_day = first_day
        self.wrong: list[tuple[_Given, str]] = []

    def cell(self, cell: _Given, read: Callable[[Value], T]) -> T | None:
        """What ``read`` makes of a cell; None where it is wrong, which is noted."""
        if isinstance(cell.value, Unreadable):
            self.wrong.append((cell, cell.value.why))
            return None
        try:
            return read(cell.value)
        except (_CellError, DayError) as error:
            self.wrong.append((cell, str(error)))
            return None

    def day(self, value: Value, may_lie_ahead: bool) -> str:
        """A cell as an ISO day. Raises ``DayError``."""
        written = read_written(value, self.first_day)
        return settled(written, self.as_of, may_lie_ahead).isoformat()


def _by_number(cells: list[_Given]) -> dict[int, dict[str, _Given]]:
    """The cells of a numbered fact by number, then by part."""
    found: dict[int, dict[str, _Given]] = {}
    for cell in cells:
        found.setdefault(cell.column.number, {})[cell.column.kind.part] = cell
    return dict(sorted(found.items()))


def _heading_texts(row: Row) -> dict[int, str]:
    """A row's texts by column; of cells merged with one above, that one's."""
    texts = {
        place: value.merged or "" if isinstance(value, Unreadable) else value
        for place, value in sorted(row.cells.items())
    }
    return {place: text for place, text in texts.items() if isinstance(text, str) and text}


def _text(value: Value) -> str:
    """A cell's value as text; a whole number without its point."""
    return day_in_words(value) if isinstance(value, date) else str(value)


def _nothing(value: Value) -> None:
    return None


def _plain_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(word) for word in words)


def _option_words(fact: Fact, others: Mapping[str, list[str]]) -> dict[str, str]:
    """The words for a fact's options: labels, with and without what they add in brackets, ids, and
    the pack's other words. A label goes before all else."""
    words: dict[str, str] = {}
    for forms in (
        {plain(option.label): id for id, option in fact.options.items()},
        {plain(without_brackets(option.label)): id for id, option in fact.options.items()},
        {plain(word): id for id, listed in others.items() for word in listed},
        {plain(id): id for id in fact.options},
    ):
        words = {**forms, **words}
    words.pop("", None)
    return words
