"""What hangs on what is not known: how a route would stand under each answer, and what is past mattering.

Derived from the rules: a fact matters while its prospect is open (``Node.prospect``), and a branch is
the ordinary assessment with that answer.
"""

from datetime import date
from typing import NamedTuple

from advisor.facts.values import FactValue
from advisor.rules.assess import Assessment, RouteResult, assess_route
from advisor.rules.case import Case
from advisor.rules.outcome import Status


class Branch(NamedTuple):
    """Answers (option ids) under which a route stands alike; ``result`` is that of the first."""

    options: tuple[str, ...]
    status: Status
    eligible_on: date | None
    missing: frozenset[str]
    result: RouteResult


class Stake(NamedTuple):
    """A fact that is not known and still matters for a route. ``branches``: how the route stands
    under each answer, others unchanged; none for a fact without options (dates, work, lists)."""

    fact: str
    branches: tuple[Branch, ...]


def hinges(assessment: Assessment, route_id: str) -> list[Stake]:
    """The unknown facts whose answer, alone, can change what the route reports; in the order of
    content. Raises ``KeyError`` for an unknown route."""
    route = assessment.policy.route[route_id].node
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    found = []
    for name in _unknown(assessment):
        if name not in route.prospect(case, frozenset((name,))).open:
            continue
        if assessment.policy.facts[name].kind not in ("choice", "yes_no"):
            found.append(Stake(name, ()))
            continue
        results = _by_option(assessment, route_id, name)
        now = assessment.routes[route_id]
        if any(_report(result) != _report(now) for result in results.values()):
            found.append(Stake(name, _grouped(results)))
    return found


def cannot_matter(assessment: Assessment) -> list[str]:
    """The unknown facts that can no longer change what any route reports, whatever the answers to
    the others turn out to be; in the order of content. Facts that only the procedure needs are left
    out: they never change a report."""
    unknown = _unknown(assessment)
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    prospects = [plan.node.prospect(case, frozenset(unknown)) for plan in assessment.policy.routes]
    open_facts = frozenset[str]().union(*(prospect.open for prospect in prospects))
    return [name for name in unknown if name not in open_facts]


def _unknown(assessment: Assessment) -> list[str]:
    return [
        name
        for name, fact in assessment.policy.facts.items()
        if assessment.facts.get(name) is None and not fact.only_for_procedure
    ]


def _by_option(assessment: Assessment, route_id: str, name: str) -> dict[str, RouteResult]:
    policy, as_of, readings = assessment.policy, assessment.as_of, assessment.readings
    fact = policy.facts[name]
    results = {}
    for option in fact.options:
        value: FactValue = option == "yes" if fact.kind == "yes_no" else option
        facts = {**assessment.facts, name: value}
        results[option] = assess_route(policy, route_id, facts, as_of, readings)
    return results


def _grouped(results: dict[str, RouteResult]) -> tuple[Branch, ...]:
    """Options with the same status, day and lack together, the best first."""
    groups: dict[tuple[Status, date | None, frozenset[str]], list[str]] = {}
    for option, result in results.items():
        groups.setdefault((result.status, result.eligible_on, result.missing), []).append(option)
    branches = [
        Branch(tuple(options), *alike, results[options[0]]) for alike, options in groups.items()
    ]
    return tuple(sorted(branches, key=lambda branch: branch.status))


def _report(result: RouteResult) -> tuple[object, ...]:
    return (result.status, result.eligible_on, result.missing, result.confirm)
