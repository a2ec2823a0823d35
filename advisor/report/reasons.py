"""The words of an assessment: headline, what to do next, and every condition's own sentence.

All sentences are content's; this module only picks the one for what an outcome says and puts in the
person's own value and the threshold. What decides, explains: the source is the outcome tree.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.days import day_in_words
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.case import Case
from advisor.rules.outcome import Outcome, Said, Status, carrying, closing
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words


class Reason(NamedTuple):
    """One condition of a route, as it stands for this person. ``clause_words``: the notice's own; ``asked``: the
    condition's measure in its own words (要3年, 不超过58周岁), empty where it has none."""

    name: str
    clause: str
    clause_words: str
    status: Status
    sentence: str
    value: str
    asked: str

    @property
    def brief(self) -> str:
        """The person's own value and what is asked for: 2025年（要1年）; empty without a value."""
        return f"{self.value}（{self.asked}）" if self.value and self.asked else self.value


class Point(NamedTuple):
    """Something to settle before the route is certain: a fact not known, or the notice's silence
    (then ``interpretation`` is its entry in the register)."""

    id: str
    name: str
    question: str
    interpretation: schema.Interpretation | None


class Advice(NamedTuple):
    """The answer in a few lines: what, from when, on which clause; then what to do, most urgent first."""

    status: Status
    headline: str
    clauses: tuple[str, ...]
    next_steps: tuple[str, ...]


def reasons(assessment: Assessment, result: RouteResult) -> list[Reason]:
    """Every condition of the branch that carries a route, in the notice's order of the route."""
    return [
        reason(assessment, outcome)
        for outcome in carrying(result.outcome)
        if not outcome.node.silent(outcome)
    ]


def decisive(assessment: Assessment, result: RouteResult) -> list[Reason]:
    """The reasons that give the route its status: what closes it, what is lacking, what is waited for
    or to be confirmed; of time the last to be full first."""
    return [reason(assessment, outcome) for outcome in _decisive(result)]


def _decisive(result: RouteResult) -> list[Outcome]:
    status = result.outcome.status
    found = [outcome for outcome in carrying(result.outcome) if outcome.status is status]
    if status is Status.ELIGIBLE:
        found = [outcome for outcome in found if outcome.node.timed]
    if status in (Status.ELIGIBLE, Status.NOT_YET):
        found.sort(key=lambda outcome: outcome.day or date.max, reverse=True)
    return [outcome for outcome in found if not outcome.node.silent(outcome)]


def reason(assessment: Assessment, outcome: Outcome) -> Reason:
    """One carrying outcome as a reason."""
    return _reason(assessment, outcome, _said(assessment, outcome))


def _reason(assessment: Assessment, outcome: Outcome, said: Said) -> Reason:
    before = [reason(assessment, first).sentence for first in said.first]
    answers = [replied(assessment.policy, point, yes) for point, yes in said.answers.items()]
    values = said.values
    threshold = values.get("threshold", "")
    return Reason(
        said.name,
        said.clause,
        assessment.policy.clauses.get(said.clause, ""),
        outcome.status,
        "".join(dict.fromkeys(before)) + ("".join(answers) or _sentence(said)),
        values.get("so_far") or values.get("value") or values.get("diploma") or "",
        values.get("asked") or (f"要{threshold}" if threshold else ""),
    )


def replied(policy: Policy, interpretation: str, answer: bool) -> str:
    """What the office has answered to a point, as a sentence; its question where content has none."""
    point, words = policy.interpretations[interpretation], policy.content.verdicts.outlook
    if point.replies is None or words is None:
        return point.question
    return words.replied.format(reply=point.replies.yes if answer else point.replies.no)


def points(assessment: Assessment, result: RouteResult) -> list[Point]:
    """What a route leaves to be confirmed, each once, in the order of its conditions."""
    policy = assessment.policy
    found: dict[str, Point] = {}
    for outcome in carrying(result.outcome) if result.confirm else ():
        for id in sorted(outcome.confirm & result.confirm) if outcome.confirm else ():
            if id in found:
                continue
            point = policy.interpretations.get(id)
            fact = policy.facts.get(id)
            if point is not None:
                found[id] = Point(id, point.name, point.question, point)
            elif fact is not None:
                found[id] = Point(id, fact.name, fact.unknown, None)
            else:
                spoken = reason(assessment, outcome)
                found[id] = Point(id, spoken.name, spoken.sentence, None)
    return list(found.values())


def advice(assessment: Assessment) -> Advice:
    """The answer for the recommended route, or that none is open and what applies instead."""
    words = assessment.policy.content.verdicts
    result = assessment.recommended
    if result is None:
        closed = {id(one): one for one in _closing(assessment)}.values()  # some share a part
        said = [(outcome, _said(assessment, outcome)) for outcome in closed]
        in_short = {one.headline for _, one in said} - {""}
        alone = in_short.pop() if len(in_short) == 1 else ""
        causes: dict[
            str, Reason
        ] = {}  # by sentence: a cause that closes several routes is told once
        for outcome, one in said:
            cause = _reason(assessment, outcome, one)
            causes.setdefault(cause.sentence, cause)
        return Advice(
            Status.EXCLUDED,
            alone or words.nothing_open,
            tuple(dict.fromkeys(each.clause for each in causes.values())),
            (*causes, words.nothing_open_next),
        )
    return Advice(
        result.status,
        headline(assessment, result),
        tuple(dict.fromkeys(r.clause for r in _rests_on(assessment, result) if r.clause)),
        (
            *_to_do(assessment, result),
            next_step(assessment, result),
            *reminders(assessment, result),
        ),
    )


def next_step(assessment: Assessment, result: RouteResult) -> str:
    """What to do about a route that stands so."""
    words = assessment.policy.content.verdicts.statuses[result.status.word]
    return _fill(words.next_step, _naming(assessment, result))


def grounds(assessment: Assessment, result: RouteResult) -> list[Reason]:
    """The reasons a headline rests on: of an eligible route what it was granted for, else the time that
    was full last; of a wait in vain what will have lapsed."""
    return [reason(assessment, outcome) for outcome in _grounds(result)]


def cited(result: RouteResult) -> list[str]:
    """The clauses of these reasons, each once."""
    clauses = dict.fromkeys(outcome.node.cited(outcome) for outcome in _grounds(result))
    return [clause for clause in clauses if clause]


def _grounds(result: RouteResult) -> list[Outcome]:
    if result.lapsed is not None:
        return _lost(result)
    if result.status is Status.ELIGIBLE:
        return _told(result) or _decisive(result)[:1]
    return _decisive(result)


def told(assessment: Assessment, result: RouteResult) -> list[Reason]:
    """What is met and said with the verdict all the same: the route rests on it (``schema.Condition``)."""
    return [reason(assessment, outcome) for outcome in _told(result)]


def _told(result: RouteResult) -> list[Outcome]:
    return [
        outcome
        for outcome in carrying(result.outcome)
        if outcome.status is Status.ELIGIBLE
        and outcome.node.tells
        and not outcome.node.silent(outcome)
    ]


def _rests_on(assessment: Assessment, result: RouteResult) -> list[Reason]:
    """The reasons whose clauses are cited with the verdict."""
    found = grounds(assessment, result)
    return [*found, *(reason for reason in told(assessment, result) if reason not in found)]


def headline(assessment: Assessment, result: RouteResult) -> str:
    """What a route comes to, in a sentence: level, way, and from when."""
    words = assessment.policy.content.verdicts
    said = words.statuses[result.status.word]
    template = said.headline
    unknown = sum(id in assessment.policy.facts for id in result.confirm)
    many = words.unsure_from is not None and unknown >= words.unsure_from
    if many and said.headline_unsure is not None:
        template = said.headline_unsure
    elif result.eligible_on is None and said.headline_undated is not None:
        template = said.headline_undated
    elif len(result.confirm) == 1 and said.headline_one is not None:
        template = said.headline_one
    elif result.confirm and said.headline_open is not None:
        template = said.headline_open
    return _fill(template, _naming(assessment, result))


def one_line(assessment: Assessment, result: RouteResult) -> str:
    """Why a route stands as it does, in one sentence."""
    if result.lapsed is not None:
        return lapse(assessment, result)
    found = _grounds(result)
    return reason(assessment, found[0]).sentence if found else headline(assessment, result)


def closed_because(assessment: Assessment, result: RouteResult) -> str:
    """Of a closed route, in a few words, the condition that closes it and its clause; else nothing."""
    if result.status is not Status.EXCLUDED:
        return ""
    first = decisive(assessment, result)[0]
    return f"不符合“{first.name}”（{clause_in_words(first.clause)}）"


def milestone(assessment: Assessment, outcome: Outcome) -> str:
    """What the day of a timed condition is, on the timeline."""
    return _fill(outcome.node.milestone, _said(assessment, outcome).values)


def lapse(assessment: Assessment, result: RouteResult) -> str:
    """Of a wait in vain: when the time would be full, and what will no longer hold then."""
    if result.lapsed is None or result.eligible_on is None:
        return ""
    then = assessment._replace(as_of=result.eligible_on)
    lost = [reason(then, outcome).sentence for outcome in _lost(result)]
    words = assessment.policy.content.verdicts.lapsed
    return _fill(words, {"day": day_in_words(result.eligible_on)}) + "".join(lost[:1])


def _lost(result: RouteResult) -> list[Outcome]:
    """What will no longer hold; where something will close the route, that alone."""
    lapsed = [*carrying(result.lapsed)] if result.lapsed is not None else []
    worst = max((outcome.status for outcome in lapsed), default=Status.UNMET)
    return [outcome for outcome in lapsed if outcome.status is worst]


def _to_do(assessment: Assessment, result: RouteResult) -> list[str]:
    """What is lacking, waited for or to be asked, in the sentences of the conditions themselves."""
    questions = [point.question for point in points(assessment, result)]
    if result.lapsed is not None:
        return [lapse(assessment, result), *questions]
    if result.status is Status.CONFIRM:
        return [*questions, *certain_from(assessment, result)]
    if result.status is Status.ELIGIBLE:
        return [reason.sentence for reason in grounds(assessment, result)]
    # Of a route that lacks something the waiting is told too: all that is lacking, worst first.
    short = [r for r in reasons(assessment, result) if r.status in (Status.UNMET, Status.NOT_YET)]
    short.sort(key=lambda reason: reason.status, reverse=True)
    return [*(reason.sentence for reason in short), *questions]


def certain_from(assessment: Assessment, result: RouteResult) -> list[str]:
    """Of a route to be confirmed, in a sentence: the day by which time at least is no longer in question."""
    if result.eligible_on is None or result.eligible_on <= assessment.as_of:
        return []
    words = assessment.policy.content.verdicts.certain_from
    return [_fill(words, {"day": day_in_words(result.eligible_on)})]


def reminders(assessment: Assessment, result: RouteResult) -> list[str]:
    """What is shown with a route and never changes it."""
    return list(assessment.reminders_of(result).values())


def _closing(assessment: Assessment) -> list[Outcome]:
    """Where every route is closed: what closes each."""
    found = (closing(result.outcome) for result in assessment.routes.values())
    return [outcome for outcome in found if outcome is not None]


def _naming(assessment: Assessment, result: RouteResult) -> dict[str, str]:
    day = day_in_words(result.eligible_on) if result.eligible_on else ""
    return {**assessment.policy.naming(result.plan), "day": day}


def _said(assessment: Assessment, outcome: Outcome) -> Said:
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    return outcome.node.said(case, outcome)


def _sentence(said: Said) -> str:
    words = said.words
    if words is None or isinstance(words, str):
        return _fill(words or "", said.values)
    chosen = (words.get(key, words.get("else", "")) for key in said.keys)
    return "".join(_fill(template, said.values) for template in chosen)


def _fill(template: str, values: Mapping[str, str]) -> str:
    return template.format_map(defaultdict(str, values))
