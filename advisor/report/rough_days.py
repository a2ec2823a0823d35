"""How much hangs on a day of which only the month or the year is known.

It is taken for its last day. Whether that matters is tried: with the first day of the month or year in
its place some route stands otherwise, or another day is waited for.
"""

from datetime import date
from typing import cast

from advisor.facts.told import Rough
from advisor.facts.told_in_words import Inexact
from advisor.facts.values import Diploma, Facts, FactValue, Spell
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status


def rough_days_that_matter(assessment: Assessment, rough: Rough) -> dict[str, tuple[Inexact, ...]]:
    """By fact, the inexact days on which a verdict hangs."""
    if not rough:
        return {}
    now = _standing(assessment)
    found = {}
    for name, days in rough.items():
        if assessment.facts.get(name) is None:
            continue
        if matter := tuple(it for it in days if _standing(_earlier(assessment, name, it)) != now):
            found[name] = matter
    return found


def _earlier(assessment: Assessment, name: str, rough: Inexact) -> Assessment:
    """The assessment with the first day of its month or year in the place of the last."""
    first = rough.day.replace(day=1)
    if rough.exact == "year":
        first = first.replace(month=1)
    value = cast(FactValue, assessment.facts[name])
    facts: Facts = {**assessment.facts, name: _with_day(value, rough, first)}
    return assess(assessment.policy, facts, assessment.as_of, assessment.readings)


def _standing(assessment: Assessment) -> list[object]:
    """Each route's status, and the day where it is one that is waited for."""
    return [
        (result.status, result.eligible_on if result.status is Status.NOT_YET else None)
        for result in assessment.routes.values()
    ]


def _with_day(value: FactValue, rough: Inexact, other: date) -> FactValue:
    if value == rough.day:
        return other
    if not isinstance(value, tuple):
        return value
    changed: list[object] = []
    for item in value:
        if isinstance(item, Spell):
            start = other if item.start == rough.day else item.start
            end = max(other, start) if item.end == rough.day else item.end
            item = item._replace(start=start, end=end)
        elif isinstance(item, Diploma) and item.graduated_on == rough.day:
            item = item._replace(graduated_on=other)
        changed.append(item)
    return cast(FactValue, tuple(changed))
