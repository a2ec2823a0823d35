"""What a person has told, in everyday words."""

from datetime import date

from advisor.content.schema import Fact
from advisor.days import day_in_words
from advisor.facts.values import Diploma, FactValue, Spell, option_id

DONT_KNOW = "不清楚"


def answer_in_words(fact: Fact, value: FactValue | None) -> str:
    """An answer as the person would say it; ``不清楚`` for an unknown one."""
    if value is None:
        return DONT_KNOW
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        parts = [_item_in_words(fact, item) for item in value]
        return "；".join(parts) if parts else fact.none_label or "没有"
    option = option_id(value)
    return fact.options[option].label if option in fact.options else str(value)


def _item_in_words(fact: Fact, item: Spell | Diploma | str | int) -> str:
    match item:
        case Spell():
            end = day_in_words(item.end) if item.end else "今"
            note = "" if item.related else "（不是申报的专业）"
            return f"{day_in_words(item.start)}至{end}{note}"
        case Diploma():
            when = (
                f"{day_in_words(item.graduated_on)}毕业" if item.graduated_on else "毕业时间不清楚"
            )
            return f"{fact.options[item.kind].label}（{when}）"
        case int():
            return f"{item}年"
        case str():
            return fact.options[item].label
