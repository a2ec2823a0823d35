"""The assessment: every route's outcome for one person on one day, and the route recommended.

Pure: no clock, no file. ``assess`` is what every screen, the command line and the roster call.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.days import ALWAYS
from advisor.facts.values import FactError, Facts
from advisor.rules.case import UNANSWERED, Case, Readings
from advisor.rules.offices import told_whom_to_ask
from advisor.rules.outcome import NOTHING, Outcome, Status, carrying
from advisor.rules.policy import Policy, RoutePlan


class RouteResult(NamedTuple):
    """What one route reports (reading, section 2), with the whole tree it comes from.

    ``eligible_on``: the day its time conditions are certainly met, past or future. ``lapsed``: the
    outcome on that day, where something will have lapsed by then and the wait is therefore in vain.
    """

    plan: RoutePlan
    status: Status
    eligible_on: date | None
    missing: frozenset[str]
    confirm: frozenset[str]
    outcome: Outcome
    lapsed: Outcome | None = None


class Assessment(NamedTuple):
    """All routes of a policy for one person on one day. ``facts``: those that count
    (``Policy.counted``); ``readings``: what the office has answered."""

    policy: Policy
    facts: Facts
    as_of: date
    routes: Mapping[str, RouteResult]
    reminders: tuple[schema.Reminder, ...]
    recommended: RouteResult | None
    readings: Readings = UNANSWERED

    def reminders_of(self, result: RouteResult) -> dict[str, str]:
        """The reminders shown with a route, their words by id. A closed route has nothing to be reminded
        of, nor has one that leaves the same point to be confirmed, or that a diploma carries which
        needs no reminding."""
        if result.status is Status.EXCLUDED:
            return {}
        carried_by = _diploma(result.outcome)
        found = {}
        for reminder in self.reminders:
            if reminder.id not in result.confirm and carried_by not in reminder.not_for:
                by_diploma = (t.text for t in reminder.by_diploma if carried_by in t.diplomas)
                found[reminder.id] = next(by_diploma, reminder.text)
        return found

    def to_json(self) -> dict[str, object]:
        """The report of the command line (reading, section 6), without the case's id."""
        return {
            "policy": self.policy.id,
            "as_of": self.as_of.isoformat(),
            "routes": {
                id: {
                    "status": result.status.word,
                    "eligible_on": result.eligible_on and result.eligible_on.isoformat(),
                    "missing": sorted(result.missing),
                    "confirm": sorted(result.confirm),
                    "reminders": sorted(self.reminders_of(result)),
                }
                for id, result in self.routes.items()
            },
            "recommended": self.recommended and self.recommended.plan.id,
        }


def assess(
    policy: Policy, facts: Facts, as_of: date, readings: Readings = UNANSWERED
) -> Assessment:
    """Every route for these facts on the day ``as_of``, under the office's answers ``readings`` to
    points on which the notice is silent (interpretation id: in the person's favour or not).

    Raises ``FactError``: ``as_of`` for a day before the notice takes effect, ``readings`` for a point
    that the pack does not have.
    """
    check_day(policy, as_of)
    check_readings(policy, readings)
    facts = policy.counted(facts)
    policy = told_whom_to_ask(policy, facts)
    case = Case(facts, as_of, readings)
    later: dict[date, Case] = {}
    routes = {plan.id: _result(plan, case, later) for plan in policy.routes}
    open_routes = [result for result in routes.values() if result.status is not Status.EXCLUDED]
    recommended = min(open_routes, key=_preference, default=None)
    return Assessment(
        policy, facts, as_of, routes, _reminders(policy, facts), recommended, readings
    )


def assess_route(
    policy: Policy, route: str, facts: Facts, as_of: date, readings: Readings = UNANSWERED
) -> RouteResult:
    """One route alone (``level.way``), as ``assess`` gives it; also for a day to come when the notice no longer
    holds, as if it still did. Raises ``KeyError`` for an unknown one, and else ``FactError`` as ``assess`` does."""
    check_begun(policy, as_of)
    check_readings(policy, readings)
    return _result(policy.route[route], Case(policy.counted(facts), as_of, readings), {})


def check_readings(policy: Policy, readings: Readings) -> None:
    """Raises ``FactError`` for an answer to a point that the pack does not have."""
    for id in readings:
        if id not in policy.interpretations:
            raise FactError("readings", f"没有“{id[:40]}”这一点，请对照通知没有写明的各点。")


def check_day(policy: Policy, as_of: date) -> None:
    """Raises ``FactError`` for a day of reckoning before the notice takes effect, or when it no longer is."""
    check_begun(policy, as_of)
    end = policy.content.pack.in_force.to
    if end is not None and as_of > end:
        said = f"计算日 {as_of} 晚于这份通知管到的 {end}，请改成 {end} 或以前，或者换一份通知。"
        raise FactError("as_of", said)


def check_begun(policy: Policy, as_of: date) -> None:
    """Raises ``FactError`` for a day before the notice takes effect."""
    start = policy.content.pack.in_force.since
    if as_of < start:
        raise FactError("as_of", f"计算日 {as_of} 早于通知施行的 {start}，请改成 {start} 或以后。")


def _result(plan: RoutePlan, case: Case, later: dict[date, Case]) -> RouteResult:
    outcome = plan.node.evaluate(case)
    status, day, missing = outcome.status, outcome.day, outcome.missing
    lapsed = None
    while case.may_lapse and status is Status.NOT_YET and day is not None:
        if day not in later:
            later[day] = Case(case.facts, day, case.readings)
        then = plan.node.evaluate(later[day])
        if then.status <= Status.CONFIRM:
            break
        if then.status is Status.NOT_YET:
            day = then.day
            continue
        status, missing, lapsed = Status.UNMET, then.missing or _closing(then), then
    if status is Status.EXCLUDED or day == ALWAYS:
        day = None
    if status is not Status.UNMET:
        missing = NOTHING
    return RouteResult(plan, status, day, missing, outcome.confirm, outcome, lapsed)


def _closing(outcome: Outcome) -> frozenset[str]:
    """What closes a route: the ids of those that say so."""
    return frozenset(part.node.id for part in carrying(outcome) if part.status is Status.EXCLUDED)


def _preference(result: RouteResult) -> tuple[Status, bool, date, tuple[int, int]]:
    """Best status; of those that only wait the earlier day; then the level, then the way."""
    day = result.eligible_on if result.status is Status.NOT_YET else ALWAYS
    return (result.status, day is None, day or ALWAYS, result.plan.rank)


def _diploma(outcome: Outcome) -> str | None:
    """The kind of diploma whose line carries a route; None where none does."""
    lines = (part.node.line for part in carrying(outcome))
    return next((line.kind for line in lines if line is not None), None)


def _reminders(policy: Policy, facts: Facts) -> tuple[schema.Reminder, ...]:
    found = []
    for reminder in policy.reminders:
        value = facts.get(reminder.fact)
        if value in reminder.options if value is not None else reminder.unknown:
            found.append(reminder)
    return tuple(found)
