"""The interview: which fact to ask for next, how many questions can still come, what looks odd.

Derived from the rules, never written by hand: a fact is asked only while its answer can still change
what some route reports. The state is a plain value: the answers so far, None for "don't know".
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, cast

from advisor.days import day_in_words
from advisor.facts.values import Diploma, Facts, FactValue, Spell
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.case import UNANSWERED, Case, Readings
from advisor.rules.offices import facts_that_decide
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy, RoutePlan

Answers = Mapping[str, FactValue | None]
"""Answers by fact: absent = not asked yet, None = "don't know"."""


class Question(NamedTuple):
    """One message: a single fact, or the facts of one group that are asked together."""

    id: str
    facts: tuple[str, ...]


def next_question(
    policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
) -> Question | None:
    """The first question, in content order, that can still change something; None at the end."""
    return next(iter(questions_left(policy, answers, as_of, readings)), None)


def questions_left(
    policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
) -> list[Question]:
    """All questions that can still come, in content order; "at most k" is how many these are.

    True by construction: with each answer, facts only ever leave this list.
    """
    open_facts = facts_that_matter(policy, answers, as_of, readings)
    procedural = [name for name in open_facts if policy.facts[name].only_for_procedure]
    return grouped(policy, [n for n in open_facts if n not in procedural] + procedural)


def facts_that_matter(
    policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
) -> list[str]:
    """The unanswered facts on which a route's report or the procedure still hangs, in order."""
    counted = policy.counted(answers)
    unasked = _unasked(policy, counted)
    case = Case(counted, as_of, readings)
    prospects = [plan.node.prospect(case, unasked) for plan in policy.routes]
    open_facts = frozenset[str]().union(*(p.open for p in prospects))
    if open_facts or any(p.best is not Status.EXCLUDED for p in prospects):
        open_facts |= facts_that_decide(policy, counted) & unasked
    return [
        name
        for name, fact in policy.facts.items()
        if name in open_facts
        and name not in answers
        # What hangs on another is asked once that is known, or may still come to be.
        and (fact.hangs_on is None or fact.hangs_on in open_facts or fact.hangs_on in answers)
    ]


class Standing(NamedTuple):
    """How a route stands while the interview goes on. ``result``: None while answers still to come can
    change it; ``open``: the facts that can, in content order."""

    plan: RoutePlan
    result: RouteResult | None
    open: tuple[str, ...] = ()

    @property
    def status(self) -> Status | None:
        """What the route will stay; None while it is open."""
        return self.result.status if self.result else None


def standings(assessment: Assessment, answers: Answers) -> list[Standing]:
    """Every route with what is known so far, in content order; the assessment is of these answers."""
    policy = assessment.policy
    counted = policy.counted(answers)
    unasked = _unasked(policy, counted)
    case = Case(counted, assessment.as_of, assessment.readings)
    found = []
    for plan in policy.routes:
        if still := plan.node.prospect(case, unasked).open:
            names = tuple(name for name in policy.facts if name in still)
            found.append(Standing(plan, None, names))
        else:
            found.append(Standing(plan, assessment.routes[plan.id]))
    return found


def _unasked(policy: Policy, answers: Answers) -> frozenset[str]:
    return frozenset(name for name in policy.facts if name not in answers)


def grouped(policy: Policy, names: Iterable[str]) -> list[Question]:
    """The facts as the questions that ask for them, in the order given."""
    questions: dict[str, tuple[str, ...]] = {}
    for name in names:
        id = policy.facts[name].group or name
        questions[id] = (*questions.get(id, ()), name)
    return [Question(id, facts) for id, facts in questions.items()]


def play(policy: Policy, facts: Facts, as_of: date, readings: Readings = UNANSWERED) -> Answers:
    """The interview with a person who answers from ``facts`` (absent = "don't know"): the answers
    in the order they were asked for."""
    answers: dict[str, FactValue | None] = {}
    while (question := next_question(policy, answers, as_of, readings)) is not None:
        for name in question.facts:
            answers[name] = facts.get(name)
    return answers


def still_apply(
    policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
) -> dict[str, FactValue | None]:
    """The answers that an interview with these answers asks for, whether given in its order or told
    ahead: after an earlier one is changed, the later ones that still apply. Those left out are not
    lost, they only say nothing now."""
    kept: dict[str, FactValue | None] = {}
    while True:
        asked = (name for q in questions_left(policy, kept, as_of, readings) for name in q.facts)
        name = next((name for name in asked if name in answers), None)
        if name is None:
            return kept
        kept[name] = answers[name]


class Oddity(NamedTuple):
    """Two dates in an order that is rare: asked about politely, never refused."""

    id: str
    sentence: str
    facts: tuple[str, ...]


def oddities(policy: Policy, answers: Answers) -> list[Oddity]:
    """The pack's checks that these answers give cause for."""
    found = []
    for check in policy.content.checks.checks:
        first, then = _point(answers, check.first), _point(answers, check.then)
        if first is not None and then is not None and first < then:
            sentence = check.ask.format(first=day_in_words(first), then=day_in_words(then))
            facts = tuple(point.partition(".")[0] for point in (check.first, check.then))
            found.append(Oddity(check.id, sentence, facts))
    return found


def _point(answers: Answers, name: str) -> date | None:
    """A date fact, or the first day of a spell, or the first graduation; None if unknown."""
    fact, _, part = name.partition(".")
    value = answers.get(fact)
    if value is None:
        return None
    if not part:
        return cast(date, value)
    days = []
    for item in cast("tuple[Spell | Diploma, ...]", value):
        if isinstance(item, Diploma):
            days.append(item.graduated_on)
        elif item.related or part == "first":
            days.append(item.start)
    return min((day for day in days if day is not None), default=None)
