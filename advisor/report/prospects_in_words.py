"""What could still come, in words: the earliest day, what would open a route, what hangs on what.

All words are content's (``verdicts.yaml``, ``outlook``); a pack without them says nothing here. Every
function gives one or more whole sentences, or "".
"""

from advisor.content import schema
from advisor.days import day_in_words
from advisor.report.either_answer import either_way
from advisor.report.lacking import lacking
from advisor.report.what_hangs_on_what import Stake, hinges
from advisor.report.what_would_help import WhatIf, changes, earliest
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

MANY_OPTIONS = 4
"""The largest branch, if it has more options than this, is told as all the others, and last."""


def earliest_in_words(assessment: Assessment, route_id: str) -> str:
    """When the route opens if only time passes, or that time alone does not do it."""
    words = assessment.policy.content.verdicts.outlook
    if words is None:
        return ""
    day = earliest(assessment, route_id)
    template = words.never if day is None else words.later
    if day == assessment.as_of:
        template = words.now
    said = day_in_words(day) if day else ""
    return template.format(day=said, **assessment.policy.naming(assessment.policy.route[route_id]))


def changes_in_words(assessment: Assessment, route_id: str) -> list[str]:
    """One sentence for each smallest set of things that would open the route."""
    return [change_in_words(assessment, what_if) for what_if in changes(assessment, route_id)]


def change_in_words(assessment: Assessment, what_if: WhatIf) -> str:
    """What to do, or to wait for, and what that leads to."""
    words = assessment.policy.content.verdicts.outlook
    if words is None:
        return ""
    template = words.do if what_if.wait_until is None else words.do_and_wait
    if not what_if.levers:
        template = words.wait
    start = template.format(
        levers=words.levers_joined_by.join(lever.say for lever in what_if.levers),
        day=day_in_words(what_if.wait_until) if what_if.wait_until else "",
    )
    end = words.leads_to["eligible" if what_if.status is Status.ELIGIBLE else "confirm"]
    return start + end.format(**assessment.policy.naming(what_if.result.plan))


def either_way_in_words(assessment: Assessment, route_id: str, interpretation_id: str) -> str:
    """What the route comes to under either answer of the office to a point."""
    words = assessment.policy.content.verdicts.outlook
    replies = assessment.policy.interpretations[interpretation_id].replies
    if words is None or replies is None:
        return ""
    both = either_way(assessment, route_id, interpretation_id)
    yes, no = (_then(assessment.policy, words, result) for result in both)
    if yes == no:
        return words.reply_alike.format(then=yes)
    said = ((replies.yes, yes), (replies.no, no))
    return words.joined_by.join(words.reply.format(reply=r, then=t) for r, t in said) + "。"


def hinges_in_words(assessment: Assessment, route_id: str) -> list[str]:
    """For each unknown fact that still matters for the route: what hangs on it."""
    found = hinges(assessment, route_id)
    return [hinge_in_words(assessment, route_id, stake) for stake in found]


def hinge_in_words(assessment: Assessment, route_id: str, stake: Stake) -> str:
    """What hangs on one unknown fact, with the answers that lead to the same told together."""
    policy = assessment.policy
    words = policy.content.verdicts.outlook
    if words is None:
        return ""
    fact = policy.facts[stake.fact]
    result = assessment.routes[route_id]
    alone = result.status is Status.CONFIRM and result.confirm == {stake.fact}
    start = (words.only_hangs_on if alone else words.hangs_on).format(name=fact.name)
    if not stake.branches:
        return start + words.no_branches.format(ask=fact.unknown)
    if len(stake.branches) == 1:
        then = _then(policy, words, stake.branches[0].result)
        return start + words.one_branch.format(then=then)
    said = []
    largest = max(stake.branches, key=lambda branch: len(branch.options))
    the_rest = largest if len(largest.options) > MANY_OPTIONS else None
    for branch in sorted(stake.branches, key=lambda it: (it is the_rest, it.status)):
        labels = [f"“{fact.options[option].label}”" for option in branch.options]
        options = words.options_joined_by.join(("、".join(labels[:-1]), labels[-1]))
        if branch is the_rest:
            options = words.other_options
        elif len(labels) == 1:
            options = labels[0]
        then = _then(policy, words, branch.result)
        said.append(words.branch.format(options=options, then=then))
    return start + words.joined_by.join(said) + "。"


def _then(policy: Policy, words: schema.OutlookWords, result: RouteResult) -> str:
    """What a route comes to, as the second half of a sentence."""
    day = day_in_words(result.eligible_on) if result.eligible_on else ""
    match result.status:
        case Status.NOT_YET if not day:
            return words.then.not_yet_undated
        case Status.NOT_YET:
            return words.then.not_yet.format(day=day)
        case Status.UNMET:
            names = dict.fromkeys(it.name for it in lacking(policy, result))
            return words.then.unmet.format(missing="、".join(names))
    return str(getattr(words.then, result.status.word))
