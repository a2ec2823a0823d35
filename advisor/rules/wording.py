"""Facts and clauses in everyday words, for chips, tables and sentences."""

import re
from datetime import date

from advisor.days import day_in_words
from advisor.facts.values import Diploma, FactValue, Spell, option_id
from advisor.rules.policy import Policy

DONT_KNOW = "不清楚"


def subject(policy: Policy) -> str:
    """What is judged, and where: how the titles of pages and papers begin."""
    pack = policy.content.pack
    return f"{pack.city}{pack.terms.subject}"


def fact_in_words(policy: Policy, name: str, value: FactValue | None) -> str:
    """A person's answer as they would say it; ``不清楚`` for an unknown one."""
    fact = policy.facts[name]
    if value is None:
        return DONT_KNOW
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        parts = [_item_in_words(policy, name, item) for item in value]
        return "；".join(parts) if parts else fact.none_label or "没有"
    option = option_id(value)
    return fact.options[option].label if option in fact.options else str(value)


def _item_in_words(policy: Policy, name: str, item: Spell | Diploma | str | int) -> str:
    options = policy.facts[name].options
    match item:
        case Spell():
            end = day_in_words(item.end) if item.end else "今"
            note = "" if item.related else "（不是申报的专业）"
            return f"{day_in_words(item.start)}至{end}{note}"
        case Diploma():
            when = (
                f"{day_in_words(item.graduated_on)}毕业" if item.graduated_on else "毕业时间不清楚"
            )
            return f"{options[item.kind].label}（{when}）"
        case int():
            return f"{item}年"
        case str():
            return options[item].label


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
