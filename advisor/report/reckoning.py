"""The day of reckoning: today, or a day to which some offices count; what difference it makes.

The notice names no day to count to, so a verdict says for which day it is (reading, section 3).
"""

from datetime import date
from typing import NamedTuple

from advisor.days import day_in_words
from advisor.facts.typed_days import typed_day
from advisor.facts.values import FactError
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy


class OfferedDay(NamedTuple):
    """A day that can be chosen, with its everyday name."""

    label: str
    day: date


def offered(policy: Policy, today: date) -> list[OfferedDay]:
    """The days of the pack that lie ahead of ``today``, in its year (29 February only in leap years), while
    the notice holds."""
    found = []
    for entry in policy.content.pack.reckoning_days:
        try:
            day = date(today.year, entry.month, entry.day)
        except ValueError:
            continue
        if day > today and policy.content.pack.in_force.holds(day):
            found.append(OfferedDay(entry.label, day))
    return found


def typed_reckoning_day(policy: Policy, text: str, today: date) -> date:
    """The day to reckon for that somebody typed, as figures (``typed_days.py``). Raises ``FactError`` for
    what is no day, and for one before the notice takes effect or when it no longer is."""
    day = typed_day(text, today, may_lie_ahead=True).day
    start = policy.content.pack.effective_from
    if day < start:
        raise FactError(None, f"通知从{day_in_words(start)}起执行，请填那天或以后。")
    end = policy.content.pack.in_force.to
    if end is not None and day > end:
        raise FactError(None, f"这份通知管到{day_in_words(end)}，请填那天或以前，或者换一份通知。")
    return day


def difference(assessment: Assessment) -> str:
    """One sentence on what the choice of day changes for the recommended route; empty where it
    changes nothing that can be said. The assessment is for today."""
    words = assessment.policy.content.verdicts.reckoning
    result = assessment.recommended
    if words is None or result is None or result.status not in (Status.ELIGIBLE, Status.NOT_YET):
        return ""
    if result.status is Status.ELIGIBLE:
        return words.enough_today
    days = offered(assessment.policy, assessment.as_of)
    for label, day in days:
        then = assess(assessment.policy, assessment.facts, day).routes[result.plan.id]
        if then.status <= Status.CONFIRM:
            return words.only_by.format(label=label, day=day_in_words(day))
    if not days or result.eligible_on is None:
        return ""
    labels = "、".join(label for label, _ in days)
    return words.not_before.format(label=labels, day=day_in_words(result.eligible_on))
