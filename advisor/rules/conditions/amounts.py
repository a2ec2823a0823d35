"""Conditions on a number that is told, and on an age."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from dateutil.relativedelta import relativedelta

from advisor.content import schema
from advisor.days import ONE_DAY, add_months, counted_day, counts_from, day_in_words
from advisor.rules.case import Case
from advisor.rules.conditions.leaf import Leaf, Place, built_from
from advisor.rules.nodes import ELIGIBLE, EXCLUDED, UNMET, Lever
from advisor.rules.outcome import Outcome

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People


@built_from(schema.Number)
class NumberLeaf(Leaf[schema.Number]):
    """A number told is at least, or at most, so much."""

    def __init__(self, id: str, content: schema.Number, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.fact,)
        self.at_least = content.at_least if place.at_least is None else place.at_least
        told = ((self.at_least, 1), (content.at_most, -1))
        self.edges = tuple(edge for n, s in told if n is not None for edge in (n, n - s))
        if content.at_most is not None:
            self.at_most = frozenset(self.reads)
        self._fails = _fails(self, content.otherwise)
        self.can_be = (ELIGIBLE, self._fails.status)

    def evaluate(self, case: Case) -> Outcome:
        number = self._number(case)
        if number is None:
            return self._confirm(self.content.fact)
        most = self.content.at_most
        enough = self.at_least is None or number >= self.at_least
        return self._eligible() if enough and (most is None or number <= most) else self._fails

    def over(self, people: "People") -> "Outcomes":
        return people.each(self.evaluate, self.reads, any_day=True)

    def lever(self, case: Case) -> Lever | None:
        lever, number = self.content.lever, self._number(case)
        if lever is None or self.at_least is None or number is None:
            return None
        if self.evaluate(case).status is ELIGIBLE:
            return None
        said = lever.say.format(left=self.answer(self.content.fact, self.at_least - number))
        return Lever(self.content.fact, self.at_least, said, self.clause)

    def _number(self, case: Case) -> int | None:
        return cast("int | None", case.facts.get(self.content.fact))

    # --- what it says -------------------------------------------------------------------------

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        number = self._number(case)
        values = {**super().values(case, outcome), **self.short_values()}
        values["value"] = self.answer(self.content.fact, number)
        values["asked"] = self._asked(values)
        if number is not None and self.at_least is not None and number < self.at_least:
            values["left"] = self.answer(self.content.fact, self.at_least - number)
        return values

    def _asked(self, said: Mapping[str, str]) -> str:
        most = f"不超过{said['most']}" if "most" in said else ""
        if self.at_least is None:
            return most
        return f"要{said['threshold']}以上，{most}" if most else f"要{said['threshold']}"

    def short_values(self) -> Mapping[str, str]:
        most = self.content.at_most
        numbers = {"threshold": most if self.at_least is None else self.at_least, "most": most}
        fact = self.content.fact
        return {name: self.answer(fact, n) for name, n in numbers.items() if n is not None}


@built_from(schema.Age)
class AgeLeaf(Leaf[schema.Age]):
    """Not older than so many years, on the day or on one day of its year."""

    def __init__(self, id: str, content: schema.Age, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.born,)
        self.too_old = 12 * content.too_old_at
        self.edges = (self.too_old,)
        self.counted_on = content.counted_to if isinstance(content.counted_to, date) else None
        self.at_most = frozenset(self.reads)
        self._fails = _fails(self, content.otherwise)
        self.can_be = (ELIGIBLE, self._fails.status)

    def evaluate(self, case: Case) -> Outcome:
        born = case.day(self.content.born)
        if born is None:
            return self._confirm(self.content.born)
        too_old = self._too_old_on(born)
        if too_old is not None and case.as_of >= too_old:
            return self._fails
        case.may_lapse = case.may_lapse or self.counted_on is None
        return self._eligible()

    def over(self, people: "People") -> "Outcomes":
        born = people.days(self.content.born)
        too_old = people.add_months(born, self.too_old)
        if self.content.counted_to is not None:
            too_old = people.counts_from(too_old, self.content.counted_to)
        young = too_old > people.as_of
        if self.counted_on is None:
            people.lapse(young & ~people.unknown(self.content.born))
        return people.first_of(
            (people.unknown(self.content.born), self._confirm(self.content.born)),
            (young, self._eligible()),
            otherwise=self._fails,
        )

    def until(self, case: Case) -> date | None:
        born = case.day(self.content.born)
        too_old = None if born is None or self.counted_on else self._too_old_on(born)
        return None if too_old is None else too_old - ONE_DAY

    def _too_old_on(self, born: date) -> date | None:
        """The day from which it no longer holds; None past the calendar's end."""
        day = add_months(born, self.too_old)
        if day is None or self.content.counted_to is None:
            return day
        return counts_from(day, self.content.counted_to)

    # --- what it says -------------------------------------------------------------------------

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        values = {**super().values(case, outcome), **self.short_values()}
        born = case.day(self.content.born)
        on = counted_day(case.as_of, self.content.counted_to)
        values["counted_to"] = day_in_words(on)
        measure = "不超过" if self.content.under is None else "不满"
        values["asked"] = f"{measure}{values['threshold']}"
        if born is not None:
            values["value"] = _years(relativedelta(on, born).years)
            until = self.until(case)
            values["until"] = day_in_words(until) if until else ""
        return values

    def short_values(self) -> Mapping[str, str]:
        under, at_most = self.content.under, self.content.at_most
        return {"threshold": _years(under if under is not None else at_most or 0)}


def _years(age: int) -> str:
    return f"{age}周岁"


def _fails(leaf: Leaf[schema.Number] | Leaf[schema.Age], otherwise: str) -> Outcome:
    """What a number that is not within its bounds comes to."""
    if otherwise == "excluded":
        return Outcome(leaf, EXCLUDED, None)
    return Outcome(leaf, UNMET, missing=frozenset((leaf.reported_as,)))
