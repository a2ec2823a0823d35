"""Rows of a roster on their way: what must be known of the file to read one, wherever that is done."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from advisor.facts.plain import facts_to_json
from advisor.rosters.corrections import Corrections
from advisor.rosters.heading_rows import Layout
from advisor.rosters.meanings import Hearing
from advisor.rosters.roster import Roster
from advisor.rosters.row_reading import Trouble
from advisor.rosters.sheet_people import People, Person
from advisor.rosters.tables.cells import Row
from advisor.rosters.unit import Unit
from advisor.rules.policy import Policy
from advisor.talk.understand import understand


class Sheet(NamedTuple):
    """A sheet with headings, and whether it is read. ``as_written``: the columns whose texts are as
    somebody wrote them (``tables.cells.Book``)."""

    name: str
    number: int
    layout: Layout
    read: bool
    as_written: frozenset[int]


class Found(NamedTuple):
    """A row of somebody's, not read yet; ``sheet``: which of the sheets that are read it stands on."""

    sheet: int
    row: Row


class HowToRead(NamedTuple):
    """All that must be known of a file to read its rows; ``sheets``: those that are read."""

    as_of: date
    corrections: Corrections
    unit: Unit
    sheets: Sequence[Sheet]
    first_day: date


class Reader:
    """Reads rows as people, each by itself."""

    def __init__(self, policy: Policy, how: HowToRead) -> None:
        roster = Roster(policy.content, hearing(policy, how.as_of), how.corrections, how.unit)
        self._sheets = how.sheets
        self._people = [
            People(roster, each.layout, how.as_of, how.first_day, each.as_written.__contains__)
            for each in how.sheets
        ]

    def person(self, found: Found) -> Person | None:
        """A row as a person; None where there is nobody."""
        person = self._people[found.sheet].person(found.row)
        if person is None or len(self._sheets) == 1:
            return person
        name = self._sheets[found.sheet].name
        return person._replace(
            troubles=tuple(
                Trouble(t.row, f"{name}：{t.column}", t.message) for t in person.troubles
            )
        )


def hearing(policy: Policy, as_of: date) -> Hearing:
    """What the chat understands of a cell, as an answer to the question for its fact."""

    def hear(fact: str, text: str) -> object:
        found = understand(policy, text, fact, as_of).values.get(fact)
        return None if found is None else facts_to_json({fact: found})[fact]

    return hear
