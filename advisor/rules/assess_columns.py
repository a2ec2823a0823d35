"""The assessment of many people at once, by the same conditions as ``assess``, over arrays.

Who may come to lose by waiting what holds today is not said here: those few are left to ``assess``.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.facts.columns import EARLIEST, NEVER, Flags
from advisor.rules.columns import EXCLUDED, NOT_YET, UNMET, Outcomes, People
from advisor.rules.policy import Policy


class Results(NamedTuple):
    """What each route reports of each person, by route id, as in ``RouteResult``; ``recommended``: the number
    of the route in the policy, -1 for none. ``left``: of whom this is not the last word, and ``assess`` is to
    be asked."""

    routes: dict[str, Outcomes]
    recommended: NDArray[np.int8]
    left: Flags


def assess_columns(policy: Policy, people: People) -> Results:
    """Every route for all these people. Their facts are those that count (``counted``).

    Raises ``TooManyIdsError``, once or twice for a pack of very many conditions: try again."""
    count = len(people.as_of)
    routes, waiting = {}, np.zeros(count, bool)
    best = np.full(count, np.iinfo(np.int64).max)
    recommended = np.full(count, -1, np.int8)
    for plan in policy.routes:
        found = plan.node.over(people)
        status = np.broadcast_to(found.status, count)
        day = np.broadcast_to(found.day, count)
        waits = status == NOT_YET
        waiting |= waits & (day != NEVER)
        unmet = np.where(status == UNMET, found.missing, np.uint64(0))
        day = np.where((status == EXCLUDED) | (day == EARLIEST), np.int32(NEVER), day)
        confirm = np.broadcast_to(found.confirm, unmet.shape)
        routes[plan.id] = Outcomes(status, day, unmet, confirm)
    numbered = sorted(enumerate(policy.routes), key=lambda one: one[1].rank)
    for number, plan in numbered:
        preference = _preference(routes[plan.id])
        better = preference < best
        best = np.where(better, preference, best)
        recommended = np.where(better, np.int8(number), recommended)
    return Results(routes, recommended, waiting & people.may_lapse)


def counted(policy: Policy, people: People) -> People:
    """``Policy.counted``: what hangs on an unknown fact counts as unknown too."""
    for name, other in policy.hanging:
        people.columns[name].forget(~people.columns[other].known)
    return people


def _preference(result: Outcomes) -> NDArray[np.int64]:
    """The order of ``assess._preference`` as one number; none at all for a closed route."""
    day = np.where(result.status == NOT_YET, result.day, EARLIEST).astype(np.int64)
    order = (result.status.astype(np.int64) << 40) + day
    return np.where(result.status == EXCLUDED, np.iinfo(np.int64).max, order)
