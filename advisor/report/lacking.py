"""What a route lacks, by name."""

from typing import NamedTuple

from advisor.rules.assess import RouteResult
from advisor.rules.outcome import Status, carrying
from advisor.rules.policy import Policy


class Lacking(NamedTuple):
    """One thing lacking: its id as the route reports it, and its everyday name."""

    id: str
    name: str


def lacking(policy: Policy, result: RouteResult) -> list[Lacking]:
    """What is lacking, or will have lapsed on the day waited for, each once, in the order of the
    route's conditions."""
    found: dict[Lacking, None] = {}
    for outcome in carrying(result.lapsed or result.outcome) if result.missing else ():
        closes = outcome.status is Status.EXCLUDED
        ids = frozenset((outcome.node.id,)) if closes else outcome.missing
        for id in sorted(ids & result.missing):
            point, node = policy.interpretations.get(id), outcome.node
            name = point.name if point else node.name or id
            found[Lacking(id, name)] = None
    return list(found)


def named_lacking(policy: Policy, result: RouteResult) -> list[str]:
    """What is lacking, each once, as it is called after "lacking" where content has words for that."""
    words = policy.content.verdicts.other_routes
    own = words.lacking if words is not None else {}
    return [*dict.fromkeys(own.get(it.id, it.name) for it in lacking(policy, result))]
