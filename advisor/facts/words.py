"""What a person has told, in everyday words."""

from collections.abc import Mapping, Sequence
from datetime import date

from advisor.content.schema import Fact
from advisor.days import day_in_words
from advisor.facts.told_in_words import Inexact
from advisor.facts.values import Diploma, FactValue, Spell, option_id

DONT_KNOW = "不清楚"


def answer_in_words(fact: Fact, value: FactValue | None, rough: Sequence[Inexact] = ()) -> str:
    """An answer as the person would say it; ``不清楚`` for an unknown one. Of a day that is ``rough`` only
    what is known is told."""
    if value is None:
        return DONT_KNOW
    said = {one.day: one.said for one in rough}
    if fact.kind == "number":
        return f"{value}{fact.unit}"
    if isinstance(value, date):
        return _day(value, said)
    if isinstance(value, tuple):
        parts = [_item_in_words(fact, item, said) for item in value]
        return "；".join(parts) if parts else fact.none_label or "没有"
    option = option_id(value)
    return fact.options[option].label if option in fact.options else str(value)


def _day(day: date, said: Mapping[date, str]) -> str:
    return said.get(day) or day_in_words(day)


def _item_in_words(fact: Fact, item: Spell | Diploma | str | int, said: Mapping[date, str]) -> str:
    match item:
        case Spell():
            end = _day(item.end, said) if item.end else "今"
            note = "" if item.related else "（不是申报的专业）"
            return f"{_day(item.start, said)}至{end}{note}"
        case Diploma():
            day = item.graduated_on
            when = f"{_day(day, said)}毕业" if day else "毕业时间不清楚"
            return f"{fact.options[item.kind].label}（{when}）"
        case int():
            return f"{item}年"
        case str():
            return fact.options[item].label
