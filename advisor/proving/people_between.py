"""Whose verdict two packs see differently, of the people by whom the packs are tried (``cases.yaml``).

Needs no more than a server of pages has installed."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from advisor.days import day_in_words
from advisor.facts.values import FactError, Facts, FactValue, read_facts
from advisor.proving.cases import facts_of
from advisor.proving.space import day_of_reckoning, whenever
from advisor.report.report import RouteReport
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words


class Side(NamedTuple):
    """What one pack says: the verdict in a word, from which day, on which clauses."""

    words: str
    day: date | None
    clauses: tuple[str, ...]

    @property
    def behind(self) -> str:
        """What is said behind the words: the day, and the clauses in brackets."""
        day = f"，自{day_in_words(self.day)}起" if self.day else ""
        clauses = "、".join(clause_in_words(clause) for clause in self.clauses)
        return day + (f"（{clauses}）" if clauses else "")


class Changed(NamedTuple):
    """A verdict that differs: of whom, on which route, on either side. ``cases``: of the whole space, in how
    many that can be told apart."""

    who: str
    route: str
    before: Side
    after: Side
    cases: int = 1


class Person(NamedTuple):
    """Somebody told of in a case of a pack, on its day."""

    who: str
    facts: Facts
    day: date


def people_changed(one: Policy, other: Policy) -> tuple[int, list[Changed]]:
    """How many people either pack is tried on, and those whose verdict differs, on the day of their case."""
    told = [person for policy in (other, one) for person in _of_cases(policy)]
    everybody = {person.who: person for person in told or _usual(one)}
    one, other = whenever(one), whenever(other)
    return len(everybody), [
        change
        for who, facts, day in everybody.values()
        for change in changed_for(one, other, who, facts, day)
    ]


def _of_cases(policy: Policy) -> Iterator[Person]:
    content = policy.content
    for case in content.cases.cases:
        with suppress(FactError):  # for ``check`` to say
            facts = read_facts(policy.facts, facts_of(content, case), case.day)
            yield Person(case.who, facts, case.day)


def _usual(policy: Policy) -> Iterator[Person]:
    """Where neither pack has cases: those that it lists as usual."""
    typical, day = policy.content.pack.typical, day_of_reckoning(policy)
    for number, person in enumerate(typical.people, 1):
        facts = read_facts(policy.facts, {**typical.common, **person}, day)
        yield Person(f"常来问的第{number}种人", facts, day)


def changed_for(
    one: Policy, other: Policy, who: str, facts: Facts, as_of: date
) -> Iterator[Changed]:
    """The routes on which the two say different things to one person."""
    before = assess(one, told_to(one, facts), as_of)
    after = assess(other, told_to(other, facts), as_of)
    for id, plan in one.route.items():
        if id not in other.route:
            continue
        mine, theirs = _side(before, id), _side(after, id)
        if (mine.words, mine.day) != (theirs.words, theirs.day):
            yield Changed(who, plan.name, mine, theirs)


def told_to(policy: Policy, facts: Facts) -> Facts:
    """Of what was told what the pack asks for; an option that it has not counts as not known."""
    found: dict[str, FactValue] = {}
    for name, value in facts.items():
        fact = policy.facts.get(name)
        if fact is None or value is None:
            continue
        ids = value if isinstance(value, tuple) else (value,)
        named = [getattr(id, "kind", id) for id in ids]
        if fact.options and any(isinstance(id, str) and id not in fact.options for id in named):
            continue
        found[name] = value
    return found


def _side(assessment: Assessment, route: str) -> Side:
    result = assessment.routes[route]
    words = assessment.policy.content.verdicts.statuses[result.status.word].words
    reasons = RouteReport(assessment, result).decisive
    clauses = tuple(dict.fromkeys(reason.clause for reason in reasons if reason.clause))
    day = result.eligible_on if result.status is Status.NOT_YET else None
    return Side(words, day, clauses)
