"""The verdict under either answer to a point on which the notice is silent.

The office may answer in the person's favour or not. The rules read an answer where they would leave
the point to be confirmed (``rules/conditions``); here are only the two verdicts side by side.
"""

from typing import NamedTuple

from advisor.content.schema import Replies
from advisor.rules.assess import Assessment, RouteResult, assess_route

YES, NO = "可以", "不可以"
"""How the office's two answers are called wherever one is taken."""


def meaning(replies: Replies) -> str:
    """What either word means: the office's "yes" to the question as it is put may be a "no" to the person."""
    return f"“{YES}”是说{replies.yes}；“{NO}”是说{replies.no}。"


class EitherWay(NamedTuple):
    """A route if the office answers in the person's favour, and if it does not."""

    yes: RouteResult
    no: RouteResult


def either_way(assessment: Assessment, route_id: str, interpretation_id: str) -> EitherWay:
    """One route under both answers to one point, all else (other answers too) as it is.

    Raises ``KeyError`` for an unknown route, ``FactError`` for an unknown point.
    """
    policy, facts, as_of = assessment.policy, assessment.facts, assessment.as_of
    yes, no = (
        assess_route(
            policy, route_id, facts, as_of, {**assessment.readings, interpretation_id: said}
        )
        for said in (True, False)
    )
    return EitherWay(yes, no)
