"""Facts and clauses in everyday words, for chips, tables and sentences."""

import re
from collections.abc import Sequence

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


_NUMERAL = re.compile("[一二三四五六七八九十百零〇]+")


def clause_in_words(id: str) -> str:
    """A clause's id as people cite it, whichever way its notice numbers: ``六.二.1.3`` is
    ``第六条（二）1（3）``, ``1.2`` is ``第1.2条``, ``第3条.2`` is ``第3条（2）``, ``附件1.二`` is ``附件1（二）``;
    a name (``前言``) stays as it is, a part named ``末`` is the last paragraph."""
    first, *rest = id.split(".")
    if first.isdecimal() and all(part.isdecimal() for part in rest):
        return f"第{id}条"
    words = f"第{first}条" if first.isdecimal() or _NUMERAL.fullmatch(first) else first
    bare = False  # whether the part before is a number without brackets
    for depth, part in enumerate(rest, 1):
        bare = part.isdecimal() and depth > 1 and not bare
        words += "末段" if part == "末" else part if bare else f"（{part}）"
    return words
