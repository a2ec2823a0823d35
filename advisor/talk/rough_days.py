"""How much hangs on a day of which only the year was told."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from advisor.facts.told_in_words import Inexact
from advisor.facts.values import Diploma, Facts, FactValue, Spell
from advisor.rules.assess import assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy


def rough_days_that_matter(
    policy: Policy, facts: Facts, as_of: date, rough: Mapping[str, tuple[Inexact, ...]]
) -> list[str]:
    """The facts of ``rough`` with a day of which only the year was said, and on which a verdict hangs:
    with the year's first day in its place some route stands otherwise."""
    years = {
        name: [one.day for one in days if one.exact == "year"]
        for name, days in rough.items()
        if facts.get(name) is not None
    }
    if not any(years.values()):
        return []
    now = _standing(policy, facts, as_of)
    return [
        name
        for name, days in years.items()
        if any(_standing(policy, _earlier(facts, name, day), as_of) != now for day in days)
    ]


def _earlier(facts: Facts, name: str, day: date) -> Facts:
    """The facts with the first day of its year in the place of ``day``."""
    value = facts[name]
    assert value is not None
    return {**facts, name: _with_day(value, day, day.replace(month=1, day=1))}


def _standing(policy: Policy, facts: Facts, as_of: date) -> list[object]:
    """Each route's status, and the day where it is one that is waited for."""
    return [
        (result.status, result.eligible_on if result.status is Status.NOT_YET else None)
        for result in assess(policy, facts, as_of).routes.values()
    ]


def _with_day(value: FactValue, day: date, other: date) -> FactValue:
    if value == day:
        return other
    if not isinstance(value, tuple):
        return value
    changed: list[object] = []
    for item in value:
        if isinstance(item, Spell):
            item = item._replace(start=other if item.start == day else item.start)
        elif isinstance(item, Diploma) and item.graduated_on == day:
            item = item._replace(graduated_on=other)
        changed.append(item)
    return cast(FactValue, tuple(changed))
