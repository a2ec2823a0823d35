"""A condition on years that are named."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from advisor.content import schema
from advisor.days import months_in_words
from advisor.rules.case import Case
from advisor.rules.conditions.leaf import Leaf, Place, built_from
from advisor.rules.outcome import Outcome

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People


@built_from(schema.RecentYear)
class RecentYearLeaf(Leaf[schema.RecentYear]):
    """The years named are among those that count, or so many of them."""

    def __init__(self, id: str, content: schema.RecentYear, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.fact,)

    def evaluate(self, case: Case) -> Outcome:
        years = self._years(case)
        if years is None:
            return self._confirm(self.content.fact)
        recent = [year for year in years if case.as_of.year - year in self.content.ago]
        if len(recent) < self.content.at_least:
            return self._unmet()
        case.may_lapse = True
        return self._eligible()

    def over(self, people: "People") -> "Outcomes":
        counted = self.content.ago
        recent = people.enough_years(
            self.content.fact,
            lambda ago: (ago >= counted.start) & (ago < counted.stop),
            self.content.at_least,
        )
        people.lapse(recent)
        return people.first_of(
            (people.unknown(self.content.fact), self._confirm(self.content.fact)),
            (recent, self._eligible()),
            otherwise=self._unmet(),
        )

    def turns(self, case: Case) -> Iterable[date]:
        first = self.content.ago.start
        years = [year + first for year in self._years(case) or ()]
        return [date(year, 1, 1) for year in years if year <= date.max.year]

    def _years(self, case: Case) -> tuple[int, ...] | None:
        return cast("tuple[int, ...] | None", case.facts.get(self.content.fact))

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        value = self.answer(self.content.fact, self._years(case))
        numbers = self.short_values()
        asked = f"要{numbers['needed']}"  # of what is named so many; the threshold is how far back
        return {**super().values(case, outcome), "value": value, "asked": asked, **numbers}

    def short_values(self) -> Mapping[str, str]:
        threshold = months_in_words(12 * self.content.within_years)
        return {"threshold": threshold, "needed": f"{self.content.at_least}年"}
