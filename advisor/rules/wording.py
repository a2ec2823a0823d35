"""Facts and clauses in everyday words, for chips, tables and sentences."""

from collections.abc import Sequence

from advisor.content.clauses import clause_in_words
from advisor.facts.told_in_words import Inexact
from advisor.facts.values import FactValue
from advisor.facts.words import DONT_KNOW, answer_in_words
from advisor.rules.policy import Policy

__all__ = ["DONT_KNOW", "clause_in_words", "fact_in_words"]


def subject(policy: Policy) -> str:
    """What is judged, and where: how the titles of pages and papers begin."""
    pack = policy.content.pack
    return f"{pack.city}{pack.terms.subject}"


def fact_in_words(
    policy: Policy, name: str, value: FactValue | None, rough: Sequence[Inexact] = ()
) -> str:
    """A person's answer as they would say it; ``不清楚`` for an unknown one. Of a day that is ``rough`` only
    what is known is told."""
    return answer_in_words(policy.facts[name], value, rough)
