"""How many questions usually come from here: the interview is played on with the people who usually ask."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from advisor.content import schema
from advisor.content.reading import KeyPath, Problem
from advisor.facts.values import FactError, Facts, FactValue, read_facts
from advisor.interview.questions import Interview
from advisor.rules.policy import Policy

FAR = 3
"""How many questions the bound must lie above what is usual, to be worth less than it."""


AT_THE_START = 4
"""Up to so many answers what is to come takes longest to count, and is the same for many: it is remembered."""


class ToCome(NamedTuple):
    """How many questions are still to come: between ``fewest`` and ``most`` as a rule, never more than
    ``bound``."""

    fewest: int
    most: int
    bound: int

    @property
    def in_words(self) -> str:
        """For whoever answers them: what is usual while the bound is far from it, else the bound."""
        if not self.bound:
            return "问完了"
        if self.bound - self.most < FAR:
            return f"最多再问{self.bound}题"
        some = f"{self.fewest}到{self.most}" if self.fewest < self.most else f"{self.most}"
        return f"一般再问{some}题"


def to_come(interview: Interview) -> ToCome:
    """The questions still to come for the people who usually ask, had they given these answers."""
    answers = tuple(interview.answers.items())
    if interview.readings or len(answers) > AT_THE_START:
        return _to_come(interview)
    return _at_the_start(interview.policy, answers, interview.as_of)


@lru_cache(maxsize=1024)
def _at_the_start(
    policy: Policy, answers: tuple[tuple[str, FactValue | None], ...], as_of: date
) -> ToCome:
    return _to_come(Interview(policy, dict(answers), as_of))


def _to_come(interview: Interview) -> ToCome:
    bound = len(interview.left)
    if bound <= FAR:
        return ToCome(bound, bound, bound)
    played = [*_lengths(interview, _people(interview.policy))] or [bound]
    return ToCome(min(played), max(played), bound)


def _lengths(at: Interview, people: Iterable[Facts], asked: int = 0) -> Iterator[int]:
    """How many questions these people would still be asked; what is not said of them they do not know.
    Those who answer alike go on together, and are counted once."""
    if not at.left:
        yield asked
        return
    alike: dict[tuple[FactValue | None, ...], list[Facts]] = {}
    names = at.left[0].facts
    for person in people:
        alike.setdefault(tuple(map(person.get, names)), []).append(person)
    for said, group in alike.items():
        then = at.with_answers(dict(zip(names, said, strict=True)))
        yield from _lengths(then, group, asked + 1)


@lru_cache(maxsize=16)
def _people(policy: Policy) -> tuple[Facts, ...]:
    typical, day = policy.content.pack.typical, policy.content.pack.effective_from
    return tuple(
        read_facts(policy.facts, {**typical.common, **person}, day) for person in typical.people
    )


def typical_problems(content: schema.Content) -> Iterator[Problem]:
    """What cannot be read of the people who usually ask."""
    typical, day = content.pack.typical, content.pack.effective_from
    said: list[tuple[KeyPath, dict[str, Any]]] = [(("typical", "common"), typical.common)]
    said += [(("typical", "people", place), one) for place, one in enumerate(typical.people)]
    for path, facts in said:
        try:
            read_facts(content.facts.facts, facts, day)
        except FactError as error:
            yield Problem("pack", path, error.message)
