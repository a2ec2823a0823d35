"""The other ways that stand open beside the one recommended, each in one line.

The words are content's (``verdicts.yaml``, ``other_routes``); a pack without them says nothing here.
"""

from typing import NamedTuple

from advisor.content import schema
from advisor.days import day_in_words
from advisor.report.lacking import named_lacking
from advisor.report.reasons import points
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status, carrying

NAMED_AT_MOST = 3
"""What is to be asked is named if it is this little; else its number is told."""


class OtherRoute(NamedTuple):
    """A route that is open besides; ``line`` names it and says how it stands, without full stop."""

    result: RouteResult
    line: str


def other_routes(assessment: Assessment) -> list[OtherRoute]:
    """Every route that is not excluded and not the one recommended, each once: the better status
    first, then content's order."""
    words = assessment.policy.content.verdicts.other_routes
    if words is None or assessment.recommended is None:
        return []
    found = [
        result
        for result in assessment.routes.values()
        if result.status is not Status.EXCLUDED and result.plan is not assessment.recommended.plan
    ]
    found.sort(key=lambda result: result.status)
    return [OtherRoute(result, _line(assessment, words, result)) for result in found]


def _line(assessment: Assessment, words: schema.OtherRouteWords, result: RouteResult) -> str:
    asked = [point.name for point in points(assessment, result)]
    lacks = named_lacking(assessment.policy, result)
    waits = any(outcome.status is Status.NOT_YET for outcome in carrying(result.outcome))
    match result.status:
        case Status.ELIGIBLE:
            said = words.eligible
        case Status.CONFIRM if len(asked) == 1:
            said = words.confirm_one
        case Status.CONFIRM:
            said = words.confirm_few if len(asked) <= NAMED_AT_MOST else words.confirm_many
        case Status.NOT_YET:
            said = words.not_yet if result.eligible_on else words.not_yet_undated
        case _ if result.lapsed is not None:
            said = words.lapsed
        case _ if len(lacks) > 1:
            said = words.unmet
        case _:
            said = words.unmet_one if waits or asked else words.unmet_only
    if result.status is Status.UNMET and result.lapsed is None and waits:
        said += words.and_wait if result.eligible_on else words.and_wait_undated
    if result.status > Status.CONFIRM and asked:
        said += words.and_ask
    return said.format(
        route=result.plan.name,
        count=len(asked) if result.status is Status.CONFIRM else len(lacks),
        points="、".join(asked),
        lacking="、".join(lacks),
        day=day_in_words(result.eligible_on) if result.eligible_on else "",
    )
