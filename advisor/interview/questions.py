"""The interview: which fact to ask for next, how many questions can still come, what looks odd.

Derived from the rules, never written by hand: a fact is asked only while its answer can still change
what some route reports. The state is a plain value: the answers so far, None for "don't know".
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

from advisor.days import day_in_words
from advisor.facts.values import Diploma, Facts, FactValue, Spell
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.case import UNANSWERED, Case, Readings
from advisor.rules.nodes import Node, Prospect, together
from advisor.rules.offices import facts_that_decide
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy, RoutePlan

Answers = Mapping[str, FactValue | None]
"""Answers by fact: absent = not asked yet, None = "don't know"."""


class Question(NamedTuple):
    """One message: a single fact, or the facts of one group that are asked together."""

    id: str
    facts: tuple[str, ...]


_NOT_ASKED = object()


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


class Interview:
    """Where an interview stands with some answers on a day: what can still come, and how each route
    stands. Computed once, when first asked for; an answer more makes another one (``with_answers``),
    which takes over what that answer cannot change. ``asked``: of one that was ``retraced``, what could
    be asked for when each of its answers was taken.
    """

    def __init__(
        self, policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
    ) -> None:
        self.policy = policy
        self.answers = answers
        self.as_of = as_of
        self.readings = readings
        self.asked: tuple[tuple[str, ...], ...] = ()
        self._counted = policy.counted(answers)
        self._known: dict[Node, Prospect] = {}

    def with_answers(self, more: Answers) -> "Interview":
        """The interview after these answers, given in their order."""
        then = Interview(self.policy, {**self.answers, **more}, self.as_of, self.readings)
        changed = {
            name
            for name in self.policy.facts
            if self._counted.get(name, _NOT_ASKED) != then._counted.get(name, _NOT_ASKED)
        }
        then._known = {
            node: prospect
            for node, prospect in self._known.items()
            if node.looks_at.isdisjoint(changed)
        }
        return then

    @cached_property
    def facts_left(self) -> list[str]:
        """The unanswered facts on which a route's report or the procedure still hangs, in order."""
        open_facts = frozenset[str]().union(*(it.open for it in self._prospects.values()))
        if open_facts or any(it.best is not Status.EXCLUDED for it in self._prospects.values()):
            open_facts |= facts_that_decide(self.policy, self._counted) & self._unasked
        return [
            name
            for name, fact in self.policy.facts.items()
            if name in open_facts
            and name not in self.answers
            # What hangs on another is asked once that is known, or may still come to be.
            and (
                fact.hangs_on is None
                or fact.hangs_on in open_facts
                or fact.hangs_on in self.answers
            )
        ]

    @cached_property
    def left(self) -> list[Question]:
        """All questions that can still come, in content order; "at most k" is how many these are.

        True by construction: with each answer, facts only ever leave this list.
        """
        procedural = [n for n in self.facts_left if self.policy.facts[n].only_for_procedure]
        first = [name for name in self.facts_left if name not in procedural]
        return grouped(self.policy, first + procedural)

    @cached_property
    def counting(self) -> Answers:
        """The answers that a verdict is of: all, while there is something left to ask; at the end those
        alone that an interview asks for."""
        if self.left:
            return self.answers
        return play(self.policy, self.answers, self.as_of, self.readings)

    def standings(self, assessment: Assessment) -> list[Standing]:
        """Every route with what is known so far, in content order; the assessment is of these
        answers."""
        found = []
        for plan in self.policy.routes:
            if still := self._prospects[plan.id].open:
                names = tuple(name for name in self.policy.facts if name in still)
                found.append(Standing(plan, None, names))
            else:
                found.append(Standing(plan, assessment.routes[plan.id]))
        return found

    @cached_property
    def _unasked(self) -> frozenset[str]:
        return frozenset(name for name in self.policy.facts if name not in self._counted)

    @cached_property
    def _prospects(self) -> dict[str, Prospect]:
        """What each route may still come to. What several routes ask for is looked at once."""
        case = Case(self._counted, self.as_of, self.readings)
        return {
            plan.id: together(self._prospect(part, case) for part in plan.node.parts)
            for plan in self.policy.routes
        }

    def _prospect(self, part: Node, case: Case) -> Prospect:
        if part not in self._known:
            self._known[part] = part.prospect(case, self._unasked)
        return self._known[part]


def grouped(policy: Policy, names: Iterable[str]) -> list[Question]:
    """The facts as the questions that ask for them, in the order given."""
    questions: dict[str, tuple[str, ...]] = {}
    for name in names:
        id = policy.facts[name].group or name
        questions[id] = (*questions.get(id, ()), name)
    return [Question(id, facts) for id, facts in questions.items()]


def next_question(
    policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
) -> Question | None:
    """The first question, in content order, that can still change something; None at the end."""
    return next(iter(questions_left(policy, answers, as_of, readings)), None)


def questions_left(
    policy: Policy, answers: Answers, as_of: date, readings: Readings = UNANSWERED
) -> list[Question]:
    """All questions that can still come, in content order."""
    return Interview(policy, answers, as_of, readings).left


def play(policy: Policy, facts: Facts, as_of: date, readings: Readings = UNANSWERED) -> Answers:
    """The interview with a person who answers from ``facts`` (absent = "don't know"): the answers
    in the order they were asked for."""
    at = Interview(policy, {}, as_of, readings)
    while at.left:
        at = at.with_answers({name: facts.get(name) for name in at.left[0].facts})
    return at.answers


def retraced(
    policy: Policy,
    given: Answers,
    as_of: date,
    readings: Readings = UNANSWERED,
    before: Interview | None = None,
) -> Interview:
    """The interview as far as what was ``given`` carries it. Its answers are those that it asks for,
    whether given in its order or told ahead: after an earlier one is changed, the later ones that still
    apply. Those left out are not lost, they only say nothing now. ``before``: one retraced earlier, of
    anything given; as far as the way is the same, it is not gone again."""
    at = _same_way(policy, given, as_of, readings, before)
    while True:
        asked = tuple(name for question in at.left for name in question.facts)
        name = _taken(asked, given)
        if name is None:
            return at
        then = at.with_answers({name: given[name]})
        then.asked = (*at.asked, asked)
        at = then


def _taken(asked: Iterable[str], given: Answers) -> str | None:
    """The first that is asked for of what was given."""
    return next((name for name in asked if name in given), None)


def _same_way(
    policy: Policy, given: Answers, as_of: date, readings: Readings, before: Interview | None
) -> Interview:
    """The interview after the answers that ``before`` began with and that are taken now too."""
    start = Interview(policy, {}, as_of, readings)
    if before is None or (before.policy, before.as_of, before.readings) != (
        policy,
        as_of,
        readings,
    ):
        return start
    same: dict[str, FactValue | None] = {}
    for asked, (name, value) in zip(before.asked, before.answers.items(), strict=True):
        if _taken(asked, given) != name or given[name] != value:
            start = Interview(policy, same, as_of, readings)
            start.asked = before.asked[: len(same)]
            return start
        same[name] = value
    return before


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
        if first is not None and then is not None and first.day < then.day:
            if {first.kind, then.kind} & {*check.ordinary_for}:
                continue
            sentence = check.ask.format(first=day_in_words(first.day), then=day_in_words(then.day))
            facts = tuple(point.partition(".")[0] for point in (check.first, check.then))
            found.append(Oddity(check.id, sentence, facts))
    return found


class _Point(NamedTuple):
    """A day that is compared; of a graduation, the kind of diploma."""

    day: date
    kind: str | None = None


def _point(answers: Answers, name: str) -> _Point | None:
    """A date fact, or the first day of a spell, or the first graduation; None if unknown."""
    fact, _, part = name.partition(".")
    value = answers.get(fact)
    if value is None:
        return None
    if not part:
        return _Point(cast(date, value))
    points = []
    for item in cast("tuple[Spell | Diploma, ...]", value):
        if isinstance(item, Diploma):
            if item.graduated_on is not None:
                points.append(_Point(item.graduated_on, item.kind))
        elif item.related or part == "first":
            points.append(_Point(item.start))
    return min(points, key=lambda point: point.day, default=None)
