"""A unit's roster: what the cells of each fact say, with what is not known of it and why.

An empty cell is unknown, never "no". What stands in the cells is brought into the shapes that
``facts.read_fact`` reads, so a row means exactly what the same facts mean anywhere else. A cell that is
not understood leaves its fact unknown and is named; only what cannot be sets a row aside.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from advisor.content import schema
from advisor.facts.values import MOST_NUMBER, FactError, FactValue, read_fact
from advisor.rosters.columns import Column, Headings, Kind, plain
from advisor.rosters.corrections import NO_CORRECTIONS, Corrections
from advisor.rosters.diploma_slots import MOST_READINGS, Slot, read_slots
from advisor.rosters.heading_rows import Layout, find_layout
from advisor.rosters.meanings import Hearing, Meanings, Meant, NotUnderstoodError
from advisor.rosters.nobody import Nobody
from advisor.rosters.row_reading import Given, RowReading, by_slot, text_of
from advisor.rosters.tables.cells import Row, Unreadable, Value
from advisor.rosters.unit import NOTHING_SAID, Unit
from advisor.text import without_spaces

T = TypeVar("T")

_BETWEEN = re.compile(r"[、；;，,/／\n]+")
_YEAR = re.compile(r"(\d{4})(年|年度)?")


class HalfSaid(NamedTuple):
    """One way to read a row in which something is half said: in words, and the facts under it."""

    words: str
    facts: Mapping[str, FactValue | None]


class Roster:
    """Reads rosters under one pack's facts and words. ``hear``: what the chat understands (``Hearing``)."""

    def __init__(
        self,
        content: schema.Content,
        hear: Hearing | None = None,
        corrections: Corrections = NO_CORRECTIONS,
        unit: Unit = NOTHING_SAID,
    ) -> None:
        self.headings = Headings(content)
        self.meanings = Meanings(content, hear)
        self.unit = unit
        self.facts = content.facts.facts
        self._corrections = corrections
        self.meaning = {heading: corrections.meaning(heading) for heading in corrections.words}
        self._nobody = Nobody(content.roster, lambda name: name in self.facts)

    def layout(self, rows: Sequence[Row], guess: bool = False) -> Layout | None:
        """The layout by the headings among these rows; None where there are none (``find_layout``)."""
        return find_layout(
            self.headings, rows, self._corrections.columns, lambda name: name in self.facts, guess
        )

    def nobody(self, layout: Layout, row: Row) -> bool:
        """Whether a row is no person."""
        return self._nobody.stands_on(layout, row)

    def read_fact(
        self,
        name: str,
        cells: list[Given],
        reading: RowReading,
        facts: dict[str, FactValue | None],
        either: dict[str, list[HalfSaid]],
    ) -> None:
        """What the cells of one fact say, into ``facts``, or where it is half said into ``either``; what is
        wrong or not plain into ``reading``."""
        before = len(reading.wrong), len(reading.doubts)
        match self.facts[name].kind:
            case "choice" | "yes_no":
                self._choice(name, cells, reading, facts, either)
                return
            case "diplomas":
                self._diplomas(name, cells, reading, facts, either)
                return
            case "date":
                raw: object = self._one_of(
                    name, cells, reading, lambda value: reading.day(value, False)
                )
            case "number":
                raw = self._one_of(name, cells, reading, lambda value: self._number(name, value))
            case "years":
                raw = self._one_of(name, cells, reading, lambda value: self._years(name, value))
            case "choices":
                raw = self._choices(name, cells, reading)
            case "spells":
                raw = self._spells(name, cells, reading)
        if (len(reading.wrong), len(reading.doubts)) == before:
            self.check(name, raw, cells[0], reading, facts)

    def check(
        self,
        name: str,
        raw: object,
        first: Given,
        reading: RowReading,
        facts: dict[str, FactValue | None],
    ) -> None:
        """A fact's value in the shape of a case file, into ``facts``."""
        try:
            facts[name] = read_fact(self.facts, name, raw, reading.as_of)
        except FactError as error:
            reading.doubt(first, name, error.message)

    # --- facts of one value -------------------------------------------------------------------

    def _choice(
        self,
        name: str,
        cells: list[Given],
        reading: RowReading,
        facts: dict[str, FactValue | None],
        either: dict[str, list[HalfSaid]],
    ) -> None:
        """What the columns of a choice, or of yes or no, say together."""
        yes_no = self.facts[name].kind == "yes_no"
        read = self._yes_or_no if yes_no else self._option
        before = len(reading.doubts)
        meant = [
            (cell, found)
            for cell in cells
            if (found := reading.cell(cell, name, lambda value: read(name, value))) is not None
        ]
        options = {option for _, found in meant for option in found.options}
        if yes_no and "yes" in options and self.headings.any_yes(cells[0].column.kind):
            options = {"yes"}
        if len(options) > 1:
            reading.doubt(cells[0], name, "几列说得不一样，请核对，只留一样。")
            return
        half = [(cell, found.either) for cell, found in meant if found.either]
        if options:
            [option] = options
            if any(option not in found for _, found in half):
                reading.doubt(half[0][0], name, "几列说得不一样，请核对，只留一样。")
                return
            # Another column that is not understood may say otherwise only where it is of this very kind.
            if len(reading.doubts) > before and len(cells) == len(meant):
                return
            facts[name] = option == "yes" if yes_no else option
        elif half and len(reading.doubts) == before:
            common = [o for o in half[0][1] if all(o in found for _, found in half)]
            if not common:
                reading.doubt(half[0][0], name, "几列说得不一样，请核对，只留一样。")
                return
            cell = half[0][0]
            text = text_of(cell.value)
            labels = [self.facts[name].options[o].label for o in common]
            reading.doubt(cell, name, f"“{text[:40]}”没有说清是{'还是'.join(labels)}。", text)
            either[name] = [
                HalfSaid(f"“{text[:20]}”按{label}", {name: option})
                for option, label in zip(common, labels, strict=True)
            ]
        elif len(reading.doubts) == before and meant:
            facts[name] = None

    def _one_of(
        self, name: str, cells: list[Given], reading: RowReading, read: Callable[[Value], T]
    ) -> T | None:
        """The one value that the cells agree on; where they do not, that is said."""
        found: list[T | None] = []
        for cell in cells:
            if not self._is_unknown(cell.value):
                found.append(reading.cell(cell, name, read))
        if any(one != found[0] for one in found):
            reading.doubt(cells[0], name, "几列说得不一样，请核对，只留一样。")
            return None
        return found[0] if found else None

    def _option(self, name: str, value: Value) -> Meant:
        return self.meanings.option(name, text_of(value))

    def _yes_or_no(self, name: str, value: Value) -> Meant:
        if isinstance(value, bool):
            return Meant(("yes" if value else "no",))
        return self.meanings.yes_or_no(name, text_of(value))

    def _number(self, name: str, value: Value) -> int | None:
        text = text_of(value)
        if self.meanings.is_unknown(text):
            return None
        unit = self.facts[name].unit or ""
        figures = without_spaces(text).removesuffix(without_spaces(unit))  # 72.5 is not 725
        if not figures.isdecimal() or len(figures) > len(str(MOST_NUMBER)):
            raise NotUnderstoodError(f"“{text[:40]}”不是整数，请写成 72 的样子（{unit}）。")
        return int(figures)

    def _years(self, name: str, value: Value) -> list[int] | None:
        text = text_of(value)
        if plain(text) in self.meanings.none:
            return []
        years = []
        for part in _BETWEEN.split(text):
            match = _YEAR.fullmatch(part.strip())
            if match is None and part.strip():
                raise NotUnderstoodError(
                    f"“{part.strip()[:40]}”不是年份，请写成 2025 或 2024、2025 的样子。"
                )
            years += [int(match[1])] if match else []
        return years

    def _items(self, name: str, value: Value) -> list[str] | None:
        """The options that a cell lists. A label may hold a separator itself, so the longest run of
        pieces that makes a label is taken first."""
        text = text_of(value)
        if self.meanings.is_none(name, text):
            return []
        if self.meanings.is_unknown(text):
            return None
        pieces = [form for piece in _BETWEEN.split(text) if (form := plain(piece))]
        found: list[str] = []
        while pieces:
            for length in range(len(pieces), 0, -1):
                option = self.meanings.exact(name, "".join(pieces[:length]))
                if option is not None:
                    found.append(option)
                    del pieces[:length]
                    break
            else:
                heard = self._heard_items(name, text)
                if heard is None:
                    raise NotUnderstoodError(self.meanings.not_known(name, pieces[0]))
                return heard
        return list(dict.fromkeys(found))

    def _heard_items(self, name: str, text: str) -> list[str] | None:
        """What the chat hears in a list, if it hears something in each of its pieces."""
        found: list[str] = []
        for piece in filter(plain, _BETWEEN.split(text)):
            option = self.meanings.exact(name, plain(piece))
            heard = [option] if option is not None else self.meanings.heard(name, piece)
            if not isinstance(heard, list) or not heard:
                return None
            found += [str(one) for one in heard]
        return list(dict.fromkeys(found))

    # --- facts of several cells ---------------------------------------------------------------

    def _choices(self, name: str, cells: list[Given], reading: RowReading) -> list[str] | None:
        listed: list[str] | None = None
        said: dict[str, bool] = {}
        for cell in cells:
            item = cell.column.kind.part
            if not item:
                more = reading.cell(cell, name, lambda value: self._items(name, value))
                if more is not None:
                    listed = list(dict.fromkeys([*(listed or []), *more]))
                continue
            answer = reading.cell(cell, name, self._plain_yes_or_no)
            if answer is not None:
                said[item] = answer
            if listed is not None and answer is not None and answer is not (item in listed):
                reading.doubt(cell, name, "和列出各项的那一列对不上，请只填一处。")
        yes = [item for item, answer in said.items() if answer]
        if listed is None and not yes and len(said) < len(self.facts[name].options):
            return None
        return [*(listed or ()), *yes]

    def _plain_yes_or_no(self, value: Value) -> bool | None:
        if isinstance(value, bool):
            return value
        form = self.meanings.plain(text_of(value))
        if form in self.meanings.yes or form in self.meanings.no:
            return form in self.meanings.yes
        if form in self.meanings.unknown:
            return None
        raise NotUnderstoodError(
            f"“{text_of(value)[:40]}”认不得，有就写“是”，没有就写“否”，不清楚就空着。"
        )

    def _spells(
        self, name: str, cells: list[Given], reading: RowReading
    ) -> list[dict[str, object]] | None:
        if self._none_of_it(name, cells, reading):
            return []
        found: list[dict[str, object]] = []
        for slot, parts in by_slot(cells).items():
            start, end, related = (parts.get(part) for part in ("start", "end", "related"))
            if start is None:
                if not all(self._is_unknown(cell.value) for cell in parts.values()):
                    self._missing(name, "start", slot, parts, reading)
                continue
            if len(cells) == 1 and self._is_unknown(start.value):
                return None
            first = reading.cell(start, name, lambda value: reading.day(value, False))
            last = end and reading.cell(end, name, lambda value: self._end(value, reading))
            if end and first and last and last < first:
                reading.wrong.append((end, "早于这一段的开始，请核对先后。"))
            same = related and reading.cell(
                related, name, lambda value: self._yes_or_no_of(name, value)
            )
            found.append({"start": first, "end": last, "related": same})
        return found or None

    def _yes_or_no_of(self, name: str, value: Value) -> bool | None:
        """Whether a spell was in the specialty applied for; also by the words that ask for it."""
        label = self.facts[name].related_label
        same = label is not None and self.meanings.plain(text_of(value)) == plain(label)
        return True if same else self._plain_yes_or_no(value)

    def _end(self, value: Value, reading: RowReading) -> str | None:
        """A spell's last day, None for "to date". A year alone would count months never worked."""
        if self.meanings.plain(text_of(value)) in self.meanings.to_date:
            return None
        if reading.written(value).month is None:
            raise NotUnderstoodError(
                "只有年份，会多算没有干的月份。请写到月，如 2023年3月；还在岗的写“至今”。"
            )
        return reading.day(value, True)

    def _diplomas(
        self,
        name: str,
        cells: list[Given],
        reading: RowReading,
        facts: dict[str, FactValue | None],
        either: dict[str, list[HalfSaid]],
    ) -> None:
        before = len(reading.wrong), len(reading.doubts)
        if self._none_of_it(name, cells, reading):
            if len(reading.doubts) == before[1]:
                self.check(name, [], cells[0], reading, facts)
            return
        slots: list[Slot] = []
        none = unknown = False
        dates: list[tuple[Given, str]] = []
        for slot, parts in by_slot(cells).items():
            kind_cell, day_cell = parts.get(""), parts.get("graduated_on")
            day = None
            if day_cell is not None and not self._is_unknown(day_cell.value):
                troubles = len(reading.doubts)
                day = reading.cell(day_cell, name, lambda value: reading.day(value, True))
                # A day that is not plain leaves the diploma known, without its day.
                dates += [(day_cell, str(one)) for _, one in reading.doubts[troubles:]]
            if kind_cell is None:
                if day is not None or "form" in parts:
                    self._missing(name, "", slot, parts, reading)
                continue
            found = reading.cell(
                kind_cell,
                name,
                lambda value, parts=parts: self._kinds(name, value, parts),  # type: ignore[misc]
            )
            if found is None:
                continue
            none = none or found.none
            unknown = unknown or not (found.options or found.either or found.none)
            text = text_of(kind_cell.value)
            if found.options or found.either:
                day = day or next(iter(dict(found.days).values()), None)
                slots.append(Slot(found.options, found.either, day, text, kind_cell.column.heading))
        problems = len(reading.wrong) - before[0] + len(reading.doubts) - before[1] - len(dates)
        if problems:
            return
        if unknown:
            if slots:
                cell = next(c for c in cells if self._is_unknown(c.value))
                reading.doubt(cell, name, "写着不清楚，几种学历就说不全。")
            else:
                facts[name] = None
            return
        if not slots:
            if none:
                self.check(name, [], cells[0], reading, facts)
            return
        self._from_slots(name, slots, cells, reading, facts, either)

    def _from_slots(
        self,
        name: str,
        slots: list[Slot],
        cells: list[Given],
        reading: RowReading,
        facts: dict[str, FactValue | None],
        either: dict[str, list[HalfSaid]],
    ) -> None:
        read = read_slots(slots)
        if not read.unclear and not read.half_said:
            self.check(name, _raw(read.readings[0].diplomas), cells[0], reading, facts)
            return
        labels = {id: option.label for id, option in self.facts[name].options.items()}
        for kind in read.unclear:
            reading.doubt(cells[0], name, f"{labels[kind]}写了两次，毕业时间不一样，按不清楚算。")
        if not read.half_said:
            raw = _raw(read.readings[0].diplomas)
            self.check(name, raw, cells[0], reading, facts)
            return
        for slot in read.half_said:
            cell = next(c for c in cells if c.column.heading == slot.heading)
            options = "还是".join(labels[kind] for kind in slot.either)
            reading.doubt(cell, name, f"“{slot.text[:40]}”没有说清是{options}。", slot.text)
        if 0 < len(read.readings) <= MOST_READINGS:
            either[name] = [
                HalfSaid(
                    "，".join(f"“{text[:20]}”按{labels[kind]}" for _, text, kind in one.said),
                    {name: read_fact(self.facts, name, _raw(one.diplomas), reading.as_of)},
                )
                for one in read.readings
            ]

    def _kinds(self, name: str, value: Value, parts: Mapping[str, Given]) -> Meant:
        """The diplomas of one slot: what its cell says, narrowed by the form of study that the heading
        or another cell says."""
        column = parts[""].column
        meant = self.meanings.diplomas(name, text_of(value))
        forms = [self.headings.form_of(column)]
        form_cell = parts.get("form")
        if form_cell is not None and not isinstance(form_cell.value, Unreadable):
            try:
                forms.append(self.meanings.form(text_of(form_cell.value)))
            except NotUnderstoodError:
                if not meant.options:
                    raise
        if meant.none or not (meant.options or meant.either):
            return meant
        possible = meant.options or meant.either
        fitting = tuple(k for k in possible if all(self.meanings.fits(k, form) for form in forms))
        if not fitting or (meant.options and len(fitting) < len(possible)):
            raise NotUnderstoodError(f"“{text_of(value)[:40]}”和学习形式对不上，请核对。")
        if meant.options:
            return meant
        if any(forms):  # those of no form are not what a form is said of
            formed = tuple(k for k in fitting if self.meanings.has_form(k))
            fitting = formed or fitting
        if len(fitting) == 1:
            return meant._replace(options=fitting, either=())
        return meant._replace(either=fitting)

    def _none_of_it(self, name: str, cells: list[Given], reading: RowReading) -> bool:
        """Whether the cells say that there is none at all. Beside another entry, that is not plain."""
        saying = [
            cell
            for cell in cells
            if cell.column.kind.part in ("", "start")
            and not cell.column.series
            and not isinstance(cell.value, Unreadable)
            and self.meanings.is_none(name, text_of(cell.value))
        ]
        if saying and any(cell not in saying for cell in cells):
            reading.doubt(saying[0], name, "说没有，可是旁边又填了。请核对，只留一样。")
        return bool(saying)

    def _is_unknown(self, value: Value) -> bool:
        return not isinstance(value, Unreadable) and self.meanings.is_unknown(text_of(value))

    def _missing(
        self,
        name: str,
        part: str,
        slot: tuple[str, int],
        parts: Mapping[str, Given],
        reading: RowReading,
    ) -> None:
        heading = self.headings.name_of(Column(Kind(name, part), slot[1], "", slot[0]))
        first = next(iter(parts.values()))
        if not isinstance(first.value, Unreadable):
            reading.doubt(
                first, name, f"填了这一格，“{heading}”却空着。请补上；没有就把这一格也清空。"
            )


def _raw(diplomas: Sequence[tuple[str, str | None]]) -> list[dict[str, object]]:
    return [{"kind": kind, "graduated_on": day} for kind, day in diplomas]
