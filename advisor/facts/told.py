"""All that a person has told, as one plain value: facts, what the office answered, how exact the days are."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from advisor.facts.told_in_words import Inexact
from advisor.facts.values import Facts


class OfficeAnswer(NamedTuple):
    """What the office answered on a point that the notice leaves open, as the person tells it: in their
    favour or not, and on which day they told it (None: not said)."""

    favourable: bool
    told_on: date | None = None


OfficeAnswers = Mapping[str, OfficeAnswer]
"""By interpretation id; a point that is absent has not been asked."""

Rough = Mapping[str, tuple[Inexact, ...]]
"""By fact, the days of which only the month or the year is known."""

NOT_ASKED: OfficeAnswers = {}
ALL_EXACT: Rough = {}


class Told(NamedTuple):
    """One person's case. ``as_of``: the day of reckoning."""

    facts: Facts
    as_of: date
    office: OfficeAnswers = NOT_ASKED
    rough: Rough = ALL_EXACT

    @property
    def readings(self) -> Mapping[str, bool]:
        """The office's answers as the rules take them."""
        return favours(self.office)


def favours(office: OfficeAnswers) -> dict[str, bool]:
    """Of each point answered, whether it was in the person's favour."""
    return {id: answer.favourable for id, answer in office.items()}
