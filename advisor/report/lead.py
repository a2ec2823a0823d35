"""The first two lines of any result: what is so now, and what comes that is better; then what to do.

Nothing here knows a rule: what waiting or one thing more would open is tried by the ordinary
assessment (``what_would_help.py``). The words are content's (``verdicts.yaml``, ``lead``); a pack
without them has its headlines alone.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.days import day_in_words
from advisor.report.lacking import named_lacking
from advisor.report.prospects_in_words import change_in_words
from advisor.report.reasons import (
    Point,
    advice,
    certain_from,
    decisive,
    grounds,
    headline,
    next_step,
    one_line,
    points,
)
from advisor.report.what_would_help import WhatIf
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status
from advisor.rules.policy import RoutePlan

SETTLED_FIRST = 3
"""So many things are named to somebody of whom too little is known."""


class Lead(NamedTuple):
    """How a result begins. ``now``, ``later``: sentences without full stop, ``later`` empty where nothing
    better comes. ``day``: the one to wait for. ``because``: why, in sentences. ``action``: the one thing
    to do. ``ask``: the one question to read out. ``settle``: instead of all these, what is to be settled
    before anything can be said. ``routes``: the ids of those that the two lines tell of."""

    status: Status
    now: str
    later: str
    day: date | None
    because: tuple[str, ...]
    action: str
    ask: Point | None
    settle: tuple[Point, ...] = ()
    routes: tuple[str, ...] = ()


class Ahead(NamedTuple):
    """What may come of one route: the day it opens if only time passes (None: never), and the smallest
    changes that would open it."""

    opens: date | None
    changes: Sequence[WhatIf]


def lead(assessment: Assessment, ahead: Callable[[str], Ahead]) -> Lead:
    """The beginning of the result for one person; ``ahead``: what may come of a route, by id."""
    words = assessment.policy.content.verdicts
    result = assessment.recommended
    if result is None:
        nothing = advice(assessment)
        *because, action = nothing.next_steps
        return Lead(nothing.status, nothing.headline, "", None, (*because,), action, None)
    asked = points(assessment, result)
    settle = _to_settle(assessment, asked)
    if settle and words.lead is not None:
        now = words.lead.settle.format(count=len(settle))
        return Lead(result.status, now, "", None, (), words.lead.settle_next, None, settle)
    present = _present(assessment, result, ahead)
    better = _better(assessment, present, ahead) if words.lead is not None else None
    return Lead(
        result.status,
        _now(assessment, result, present),
        _later(assessment, words.lead, present, better) if words.lead and better else "",
        _day(assessment, present, better),
        _because(assessment, result, better),
        next_step(assessment, result),
        asked[0] if asked else None,
        routes=(result.plan.id, *([better.plan.id] if better else [])),
    )


class _Prospect(NamedTuple):
    """What a route comes to, on which day, and what has to be brought about for it."""

    result: RouteResult
    status: Status
    day: date
    what_if: WhatIf | None = None

    @property
    def plan(self) -> RoutePlan:
        return self.result.plan

    @property
    def level(self) -> int:
        return self.plan.rank[0]

    def betters(self, other: "_Prospect") -> bool:
        """Whether it is a higher level, or of the same one more certain, or sooner and as certain."""
        if self.level != other.level:
            return self.level < other.level
        if self.status != other.status:
            return self.status < other.status
        return self.day < other.day


def _present(
    assessment: Assessment, result: RouteResult, ahead: Callable[[str], Ahead]
) -> _Prospect:
    """What the route recommended comes to if nothing but what is lacking changes."""
    if result.status <= Status.CONFIRM:
        return _Prospect(result, result.status, assessment.as_of)
    if result.status is Status.NOT_YET:
        status = Status.CONFIRM if result.confirm else Status.ELIGIBLE
        return _Prospect(result, status, result.eligible_on or date.max)
    what_if = next(iter(ahead(result.plan.id).changes), None)
    if what_if is None:
        return _Prospect(result, Status.UNMET, date.max)
    day = what_if.wait_until or assessment.as_of
    return _Prospect(result, what_if.status, day, what_if)


def _better(
    assessment: Assessment, present: _Prospect, ahead: Callable[[str], Ahead]
) -> _Prospect | None:
    """The best that is better than the present: what needs nothing but time first, then the level,
    how certain it is, and how soon."""
    found = [it for it in _prospects(assessment, ahead) if it.betters(present)]
    return min(
        found,
        key=lambda it: (it.what_if is not None, it.level, it.status, it.day, it.plan.rank),
        default=None,
    )


def _prospects(assessment: Assessment, ahead: Callable[[str], Ahead]) -> Iterator[_Prospect]:
    """All that routes come to by themselves, or with one thing more."""
    for id, result in assessment.routes.items():
        if result.status is Status.EXCLUDED:
            continue
        if result.status <= Status.CONFIRM:
            yield _Prospect(result, result.status, assessment.as_of)
        opens, changes = ahead(id)
        if opens is not None:
            yield _Prospect(result, Status.ELIGIBLE, opens)
        elif result.status is Status.NOT_YET and result.eligible_on is not None:
            yield _Prospect(result, Status.CONFIRM, result.eligible_on)
        for what_if in changes:
            if len(what_if.levers) == 1:
                day = what_if.wait_until or assessment.as_of
                yield _Prospect(result, what_if.status, day, what_if)


def _now(assessment: Assessment, result: RouteResult, present: _Prospect) -> str:
    """The first line: of what is lacking, that this is all, where that is so."""
    words, what_if = assessment.policy.content.verdicts.lead, present.what_if
    if words is None or result.status is not Status.UNMET or result.lapsed is not None:
        return headline(assessment, result)
    named = named_lacking(assessment.policy, result)
    if what_if is None:
        template = words.short
    elif what_if.wait_until is None and what_if.status is Status.ELIGIBLE:
        template = words.lacking_one if len(named) == 1 else words.lacking
    else:
        return change_in_words(assessment, what_if).removesuffix("。")
    naming = assessment.policy.naming(result.plan)
    return template.format(lacking="、".join(named), count=len(named), **naming)


def _later(
    assessment: Assessment, words: schema.LeadWords, present: _Prospect, better: _Prospect
) -> str:
    """The second line: what comes that is better."""
    if better.what_if is not None:
        return change_in_words(assessment, better.what_if).removesuffix("。")
    asks = len(better.result.confirm) if better.status is Status.CONFIRM else 0
    waits = better.day > assessment.as_of
    template = words.wait if waits else words.open
    if waits and better.plan is present.plan:
        template = words.certain
    elif asks:
        template = words.wait_and_ask if waits else words.ask
    day = day_in_words(better.day)
    return template.format(day=day, count=asks, **assessment.policy.naming(better.plan))


def _day(assessment: Assessment, present: _Prospect, better: _Prospect | None) -> date | None:
    """The day to wait for: of the first line, else of the second; none where more than time is needed."""
    waited = present if present.day > assessment.as_of else better
    if waited is None or waited.what_if is not None:
        return None
    return waited.day if assessment.as_of < waited.day < date.max else None


def _because(
    assessment: Assessment, result: RouteResult, better: _Prospect | None
) -> tuple[str, ...]:
    """Why the first line is so; of a route to be confirmed the question says it, and from when time is
    not in question, unless the second line does."""
    if result.status is Status.CONFIRM:
        same = better is not None and better.plan is result.plan
        return () if same else tuple(certain_from(assessment, result))
    if result.status is Status.ELIGIBLE:
        return tuple(reason.sentence for reason in grounds(assessment, result))
    if result.status is Status.UNMET and result.lapsed is None:
        return tuple(reason.sentence for reason in decisive(assessment, result))
    return (one_line(assessment, result),)


def _to_settle(assessment: Assessment, asked: list[Point]) -> tuple[Point, ...]:
    """The first things to settle, in the order of asking, where too much is not known."""
    facts, words = assessment.policy.facts, assessment.policy.content.verdicts
    unknown = {point.id: point for point in asked if point.id in facts}
    if words.unsure_from is None or len(unknown) < words.unsure_from:
        return ()
    return tuple(unknown[name] for name in facts if name in unknown)[:SETTLED_FIRST]
