"""Facts and clauses in everyday words, for chips, tables and sentences."""

from advisor.facts.values import FactValue
from advisor.facts.words import DONT_KNOW, answer_in_words
from advisor.rules.policy import Policy

__all__ = ["DONT_KNOW", "clause_in_words", "fact_in_words"]


def fact_in_words(policy: Policy, name: str, value: FactValue | None) -> str:
    """A person's answer as they would say it; ``不清楚`` for an unknown one."""
    return answer_in_words(policy.facts[name], value)


def clause_in_words(id: str) -> str:
    """``六.二.1.3`` as people cite it: ``第六条（二）1（3）``."""
    first, *rest = id.split(".")
    if first not in set("一二三四五六七八九十"):
        return id
    words = f"第{first}条"
    for depth, part in enumerate(rest, 1):
        if part == "末":
            words += "末段"
        else:
            words += part if part.isdigit() and depth < 3 else f"（{part}）"
    return words
