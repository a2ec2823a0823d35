"""A roster's file on its way through: its sheets, its people one by one, and what was seen of its columns.

Nothing is kept of the people but a few samples of each column and the wordings that were not understood.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import IO, NamedTuple

from advisor.rosters.columns import NAME, REMARK, Kind
from advisor.rosters.corrections import (
    BLANK,
    NO_CORRECTIONS,
    Corrections,
    Wording,
    write_corrections,
)
from advisor.rosters.heading_rows import HEADING_ROWS, UNUSED
from advisor.rosters.roster import Roster
from advisor.rosters.row_reading import Doubt
from advisor.rosters.rows import Found, HowToRead, Reader, Sheet, hearing
from advisor.rosters.sheet_people import Person
from advisor.rosters.tables.cells import Book, Row, SheetError, Unreadable, Value
from advisor.rosters.tables.spreadsheet import open_book
from advisor.rosters.template import EXAMPLES, NOTES, OPTIONS, ROSTER
from advisor.rosters.unit import NOTHING_SAID, Unit
from advisor.rules.policy import Policy

SAMPLES, ROWS_SAMPLED = 3, 1_000
MOST_WORDINGS = 1_000
"""Different wordings kept; whoever has more has no roster."""

_LONG_FIGURES = 11  # digits in a row: a number of somebody's, not to be shown again
_LONGEST_WORDING = 60


class NoHeadingsError(SheetError):
    """No heading of the file is known."""


class OnSheet(NamedTuple):
    """A person, and the sheet they stand on."""

    sheet: str
    person: Person


class Seen(NamedTuple):
    """A heading of the file: what it was taken for (empty: for nothing), and what stands below it."""

    heading: str
    taken: str
    samples: tuple[str, ...]


class Reading:
    """A roster being read on the day ``as_of``.

    Raises ``SheetError`` for a file without a roster in it. The stream (binary, seekable) is read as it
    goes on and never written to. ``guess``: of a file none of whose headings are known, those that look like
    headings are taken, so that somebody can say what they are.
    """

    def __init__(
        self,
        policy: Policy,
        stream: IO[bytes],
        as_of: date,
        corrections: Corrections = NO_CORRECTIONS,
        unit: Unit = NOTHING_SAID,
        guess: bool = False,
    ) -> None:
        self.policy = policy
        self.as_of = as_of
        self.corrections = corrections
        self.unit = unit
        self.roster = Roster(policy.content, hearing(policy, as_of), corrections, unit)
        self.done = False
        self.people = 0
        self.wordings: Counter[tuple[str, str, str]] = Counter()  # fact, heading, text
        self.blanks: Counter[str] = Counter()
        self._samples: dict[str, list[str]] = {}
        self._book: Book = open_book(stream)
        self._book_notes = self._book.notes
        self._sheets_in_all = len(self._book.sheets)
        self.sheets = list(self._find_sheets())
        self.guessed = guess and not self.sheets
        if self.guessed:
            self.sheets = list(self._find_sheets(guess=True))
        if not self.sheets:
            names = "、".join(c.heading for c in self.roster.headings.template()[:6])
            raise NoHeadingsError(
                f"没有找到表头。前{HEADING_ROWS}行里要有各列的名称，比如：{names}。请下载模板对照。"
            )
        self._reading = [sheet for sheet in self.sheets if sheet.read]
        if not self._reading:
            raise SheetError("所有的表都写了“不看”，请至少看一张。")
        self.how = HowToRead(as_of, corrections, unit, self._reading, self._book.first_day)
        self._reader = Reader(policy, self.how)
        self._rows = self._all_rows()
        self._at = 0

    @property
    def several(self) -> bool:
        """Whether more than one sheet is read."""
        return len(self._reading) > 1

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        if self.done:
            return 1.0
        return min(1.0, (self._at + self._book.fraction()) / len(self._reading))

    def step(self, rows: int) -> list[OnSheet]:
        """Goes on for so many rows of the file, blank ones too; ``done`` when there are none left.
        Raises ``SheetError`` where the file turns out to be damaged or without people."""
        people = []
        for found in self.next_rows(rows):
            sheet = self._reading[found.sheet]
            if not sheet.layout.columns:  # guessed: it is looked at, nobody is read
                self._look_at(sheet, found.row)
            elif (person := self._reader.person(found)) is not None:
                self.count(found, person.doubts)
                people.append(OnSheet(sheet.name, person))
        if self.done:
            self.check_people()
        return people

    def next_rows(self, rows: int) -> list[Found]:
        """So many rows more of the file, those left out that are nobody's; whoever reads them tells
        (``count``), and at the end has it checked that there were any (``check_people``)."""
        found = []
        read = 0
        for number, row in islice(self._rows, rows):
            read += 1
            layout = self._reading[number].layout
            if row.number > layout.row and not self.roster.nobody(layout, row):
                found.append(Found(number, row))
        self.done = read < rows
        if self.done:  # the file's own texts need not be held any longer
            self._rows = iter(())
            del self._book
        return found

    def count(self, found: Found, doubts: Iterable[Doubt]) -> None:
        """Takes a row that is a person's into account, with what is not plain in it."""
        self.people += 1
        sheet = self._reading[found.sheet]
        self._look_at(sheet, found.row)
        for doubt in doubts:
            key = doubt.fact, doubt.column, doubt.wording[:_LONGEST_WORDING]
            if doubt.wording and (key in self.wordings or len(self.wordings) < MOST_WORDINGS):
                self.wordings[key] += 1

    def check_people(self) -> None:
        """Raises ``SheetError`` where nobody was found in the whole file."""
        if not self.people and not self.guessed:
            first = self._reading[0]
            raise SheetError(
                f"“{first.name}”的表头下面没有人。请从第{first.layout.row + 1}行起填。"
            )

    @property
    def notes(self) -> list[str]:
        """What the user should know about the file: sheets and columns not used, columns not there."""
        notes = list(self._book_notes)
        read = "、".join(f"“{sheet.name}”" for sheet in self._reading)
        if self._sheets_in_all > 1:
            notes.append(f"工作簿里有几张表，看的是{read}。")
        layouts = [sheet.layout for sheet in self._reading]
        ignored = dict.fromkeys(text for layout in layouts for text in layout.ignored)
        if ignored:
            notes.append(f"这些列没有用到：{'、'.join(t[:20] for t in ignored)}。")
        absent = [t for t in layouts[0].absent if all(t in layout.absent for layout in layouts)]
        said = {self.policy.facts[name].name for name in self.unit.facts}
        by_name = {self.roster.headings.find(text): text for text in absent}
        left = [
            text
            for column, text in by_name.items()
            if column is None or self.policy.facts[column.kind.fact].name not in said
        ]
        if left:
            notes.append(f"表里没有这些列，都按不清楚算：{'、'.join(left)}。")
        return notes

    @property
    def columns(self) -> list[Seen]:
        """The headings of the sheets read, in order, each once."""
        found: dict[str, Seen] = {}
        for sheet in self._reading:
            for place, label in sheet.layout.labels.items():
                column = sheet.layout.columns.get(place)
                taken = self.roster.headings.name_of(column) if column is not None else ""
                if label not in found or (taken and not found[label].taken):
                    samples = tuple(self._samples.get(label, ()))
                    found[label] = Seen(label, taken, samples)
        return list(found.values())

    def not_understood(self) -> list[Wording]:
        """The wordings that are not, or not wholly, understood, the most frequent first; and empty cells
        of columns that others filled in, which may mean that there is none."""
        found = [
            Wording(heading, text, times, self._allowed(fact, text))
            for (fact, heading, text), times in self.wordings.most_common()
        ]
        for heading, times in self.blanks.items():
            fact = self._fact_of(heading)
            if fact and 0 < times < self.people:
                found.append(Wording(heading, BLANK, times, self._allowed(fact)))
        return found

    def told_nowhere(self, facts: Iterable[str]) -> frozenset[str]:
        """Those of the facts of which neither a column nor the unit says anything."""
        columns = {c.kind.fact for s in self._reading for c in s.layout.columns.values()}
        return frozenset(f for f in facts if f not in columns and f not in self.unit.facts)

    def corrections_file(self) -> bytes:
        """All that was taken and not understood, as a file to be filled in (``corrections.py``)."""
        return write_corrections(
            self.policy.content,
            [(one.heading, one.taken or UNUSED) for one in self.columns],
            self.not_understood(),
            [(sheet.name, sheet.read) for sheet in self.sheets],
            self.corrections,
        )

    def _allowed(self, fact: str, text: str = "") -> list[str]:
        """What a wording may be said to mean; what it may well mean first."""
        kind = self.policy.facts[fact].kind
        words = self.policy.content.roster
        if kind in ("spells",):
            return [words.yes[0], words.no[0]]
        if kind == "number":
            return ["72"]
        if kind == "years":
            return ["2024、2025", words.none[0]]
        return self.roster.meanings.allowed(fact, text)

    def _fact_of(self, heading: str) -> str:
        for sheet in self._reading:
            for column in sheet.layout.columns.values():
                if column.heading == heading and column.kind.fact in self.policy.facts:
                    return column.kind.fact
        return ""

    def _find_sheets(self, guess: bool = False) -> Iterator[Sheet]:
        names = self._book.sheets
        of_template = {NOTES, EXAMPLES, OPTIONS} if ROSTER in names else set()
        for number, name in enumerate(names):
            if name in of_template:
                continue
            top = []
            for row in self._book.rows(number):
                top += [row] if row.cells else []
                if len(top) == HEADING_ROWS:
                    break
            layout = self.roster.layout(top, guess)
            if layout is not None:
                read = self.corrections.sheets.get(name, True)
                written = (p for p in layout.columns if read and self._book.as_written(number, p))
                yield Sheet(name, number, layout, read, frozenset(written))

    def _all_rows(self) -> Iterator[tuple[int, Row]]:
        for number, sheet in enumerate(self._reading):
            self._at = number
            for row in self._book.rows(sheet.number):
                yield number, row

    def _look_at(self, sheet: Sheet, row: Row) -> None:
        layout = sheet.layout
        for place, label in layout.labels.items() if row.number < ROWS_SAMPLED else ():
            kept = self._samples.setdefault(label, [])
            value = row.cells.get(place)
            if len(kept) < SAMPLES and value is not None:
                shown = _shown(value)
                if shown and shown not in kept:
                    kept.append(shown)
        for place, column in layout.columns.items():
            if place not in row.cells and self._may_be_none(column.kind):
                self.blanks[column.heading] += 1

    def _may_be_none(self, kind: Kind) -> bool:
        """Whether an empty cell of a column may mean that there is none of it."""
        if kind.part or kind.fact in (NAME, REMARK):
            return False
        fact = self.policy.facts.get(kind.fact)
        return fact is not None and (
            fact.kind == "choices"
            or (fact.kind == "choice" and kind.fact in self.policy.content.roster.blank)
        )


def _shown(value: Value) -> str:
    """A cell's value to be shown once more; of a long number only how it begins."""
    if isinstance(value, Unreadable):
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    digits = sum(c.isdigit() for c in text)
    return f"{text[:3]}……" if digits >= _LONG_FIGURES else text[:40]
