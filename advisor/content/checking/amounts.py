"""Numbers and days: months that are no usual span or not what the clause says, days out of order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from advisor.content import schema
from advisor.content.checking.closely import Close
from advisor.content.clauses import clause_in_words
from advisor.content.reading import KeyPath
from advisor.days import months_in_words

_SPAN = re.compile(r"(?<![0-9])([0-9]{1,2}|[一二两三四五六七八九十半]{1,3})\s*(年|个月)")
_FULL = re.compile(rf"满\s*{_SPAN.pattern}")
_OR_MORE = re.compile(rf"{_SPAN.pattern}\s*以上")
_LESS = re.compile(rf"(?:减|减少|少|缩短|提前)\s*{_SPAN.pattern}")
_MORE = re.compile(rf"(?:加|多|延长)\s*{_SPAN.pattern}")
_DAY = re.compile(r"([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_FIGURES = "〇一二三四五六七八九十"

YEAR = 12
HALF_YEAR = 6


def amounts(on: Close) -> None:
    """Days in their order, and months as notices have them."""
    pack, deadlines = on.content.pack, on.content.procedure.deadlines
    for number, deadline in enumerate(deadlines):
        several: KeyPath = (number,) if len(deadlines) > 1 else ()
        if deadline.on < pack.effective_from:
            message = f"截止日期 {deadline.on} 早于施行日 {pack.effective_from}，请核对。"
            on.wrong("procedure", ("deadline", *several, "on"), message)
        _day_of_clause(
            on,
            "procedure",
            ("deadline", *several, "on"),
            "截止日期是",
            deadline.on,
            deadline.clause,
        )
        if deadline.opens is not None:
            at: KeyPath = ("deadline", *several, "opens")
            _day_of_clause(on, "procedure", at, "开始的日子是", deadline.opens, deadline.clause)
    for id, condition in on.conditions.items():
        counted_to = getattr(condition, "counted_to", None)
        if isinstance(counted_to, date):
            _day_of_clause(
                on,
                "conditions",
                ("conditions", id, "counted_to"),
                "这里算到",
                counted_to,
                condition.clause or "",
            )
    for number, (before, change) in enumerate(zip(pack.changes, pack.changes[1:], strict=False), 1):
        if change.day < before.day:
            on.wrong("pack", ("changes", number, "day"), "比上面一条还早，旧的要写在前面。")
    for file, path, months in months_of(on.content):
        if months > YEAR and months % HALF_YEAR:
            message = f"{months}个月不是整年，也不是整半年，请核对是不是写错了。"
            on.seems_odd(file, path, message)


def _day_of_clause(on: Close, file: str, path: KeyPath, what: str, day: date, clause: str) -> None:
    """A day is among those that its clause names, where that names any."""
    text = next((one.text for one in on.content.notice.clauses if one.id == clause), "")
    days = [(int(month), int(number)) for month, number in _DAY.findall(text)]
    if days and (day.month, day.day) not in days:
        said = "、".join(f"{month}月{number}日" for month, number in days)
        message = (
            f"{what}{day.month}月{day.day}日，{clause_in_words(clause)}的原文写的是{said}，请核对。"
        )
        on.wrong(file, path, message)


def spans_in(text: str, pattern: re.Pattern[str] = _SPAN) -> set[int]:
    """The spans of time that a text speaks of, in months: 满三年以上 is 36, 半年 is 6."""
    return {_number(figures, unit) for figures, unit in pattern.findall(text)}


def _changes(text: str) -> set[int]:
    """The months that a text takes off (below 0) or adds: 减少1年 is -12."""
    return {-months for months in spans_in(text, _LESS)} | spans_in(text, _MORE)


def _number(figures: str, unit: str) -> int:
    in_months = YEAR if unit == "年" else 1
    if figures == "半":
        return in_months // 2
    figures = figures.replace("两", "二")
    if figures.isdigit():
        return int(figures) * in_months
    tens, ten, ones = figures.rpartition("十")
    number = (_FIGURES.find(tens or "一") * 10 if ten else 0) + (_FIGURES.find(ones) if ones else 0)
    return number * in_months


def as_the_clause_says(on: Close) -> None:
    """Months that a rule asks for are among the spans that its clause speaks of, where it speaks of any."""
    text = {clause.id: clause.text for clause in on.content.notice.clauses}
    every = set[int]().union(*map(spans_in, text.values()))
    changes = set[int]().union(*map(_changes, text.values()))
    asked = list(asked_for(on))
    used: dict[str, set[int]] = {}
    for path, clause, months in asked:
        used.setdefault(clause, set()).add(months)
        said = spans_in(text.get(clause, ""))
        # One year that is named is no span where the notice says 近三年考核优秀.
        any_one = path[0] == "conditions" and path[-1] == "at_least" and months == YEAR
        if said and months not in said and not any_one:
            message = (
                f"这里是{months_in_words(months)}，{clause_in_words(clause)}的原文写的是"
                f"{told(said)}，请核对。"
            )
            of_this = any(months - one in changes for one in said)
            if of_this or any(months - one in every for one in _changes(text[clause])):
                message += "加出来、减出来的年限不写在这里：这一行照原来的年限，另写 adds。"
            on.wrong("routes" if path[0] != "conditions" else "conditions", path, message)
    for number, one in enumerate(on.content.notice.clauses):
        asks = spans_in(one.text, _FULL) | spans_in(one.text, _OR_MORE)
        unused = asks - used.get(one.id, set())
        if one.id in used and unused:
            message = (
                f"{clause_in_words(one.id)}的原文写了{told(unused)}，没有一处规则是这个数"
                f"（规则里是{told(used[one.id])}），请核对。"
            )
            on.wrong("notice", ("clauses", number), message)


def below(text: Mapping[str, str], clause: str) -> set[int]:
    """The spans in a clause and in those below it."""
    ids = [id for id in text if id == clause or id.startswith(f"{clause}.")]
    return set[int]().union(*(spans_in(text[id]) for id in ids))


def told(spans: set[int]) -> str:
    """Spans of months as people say them."""
    return "、".join(months_in_words(months) for months in sorted(spans))


def asked_for(on: Close) -> Iterator[tuple[KeyPath, str, int]]:
    """Every span that a route asks for, where it stands, with the clause it stands on."""
    for id, condition in on.conditions.items():
        if condition.clause is not None:
            for key, months in condition.own_spans.items():
                yield ("conditions", id, key), condition.clause, months
    for number, route in enumerate(on.routes.routes):
        yield from _asked(on, ("routes", number, "all_of"), route.all_of, _Around())


class _Around(NamedTuple):
    """What stands around a node: the clause, the numbers given to a shared tree, the trees that are open."""

    clause: str | None = None
    numbers: Mapping[str, int] = MappingProxyType({})
    open: tuple[str, ...] = ()


Asked = Iterator[tuple[KeyPath, str, int]]


def _asked(on: Close, path: KeyPath, nodes: Sequence[schema.Node], around: _Around) -> Asked:
    for place, node in enumerate(nodes):
        yield from _asked_by(on, (*path, place), node, around)


def _asked_by(on: Close, at: KeyPath, node: schema.Node, around: _Around) -> Asked:
    match node:
        case str():
            yield from _named(on, node, around)
        case schema.Use() if node.use in on.routes.shared:
            inner = around._replace(numbers=node.numbers, clause=node.clause or around.clause)
            yield from _named(on, node.use, inner)
        case schema.Use():
            condition = on.conditions.get(node.use)
            if condition is not None:
                # As the rules take it: where the number is said here, so is its clause.
                above = around.clause if node.months is not None else None
                clause = node.clause or above or condition.clause or around.clause or ""
                for months in _resolved(node.months or condition.own_months, around.numbers):
                    yield (*at, "months"), clause, months
        case schema.Line():
            beside = around._replace(clause=node.clause)
            yield from _asked(on, (*at, "beside"), node.beside, beside)
        case schema.AllOf():
            yield from _asked(on, (*at, "all_of"), node.all_of, around)
        case schema.InTurn():
            yield from _asked(on, (*at, "in_turn"), node.in_turn, around)
        case schema.AnyOf():
            for number, adds in enumerate(node.additions):
                several: KeyPath = (number,) if isinstance(node.adds, list) else ()
                yield (*at, "adds", *several, "months"), adds.clause, abs(adds.months)
                if adds.at_least:
                    yield (*at, "adds", *several, "at_least"), adds.clause, adds.at_least
                given = around._replace(clause=adds.clause)
                for key in ("unless", "when"):
                    yield from _asked(on, (*at, "adds", *several, key), getattr(adds, key), given)
            inner = around._replace(clause=node.clause or around.clause)
            yield from _asked(on, (*at, "any_of"), node.any_of, inner)


def _named(on: Close, name: str, around: _Around) -> Asked:
    if name in on.routes.shared:
        if name not in around.open:
            inner = around._replace(open=(*around.open, name))
            yield from _asked_by(on, ("shared", name), on.routes.shared[name], inner)
    elif name in on.conditions and (months := on.conditions[name].own_months) is not None:
        clause = on.conditions[name].clause or around.clause or ""
        yield ("conditions", name, "months"), clause, months


def _resolved(months: schema.Months | None, numbers: Mapping[str, int]) -> list[int]:
    """The numbers that are meant: one, one for each diploma, or the one of that name."""
    match months:
        case int():
            return [months]
        case dict():
            return list(months.values())
        case str():
            return [numbers[months]] if months in numbers else []
    return []


def months_of(content: schema.Content) -> Iterator[tuple[str, KeyPath, int]]:
    """Every number of months, where it stands."""
    for id, condition in content.conditions.conditions.items():
        if condition.own_months is not None:
            yield "conditions", ("conditions", id, "months"), condition.own_months
    for id, tree in content.routes.shared.items():
        yield from _months(("shared", id), tree)
    for number, route in enumerate(content.routes.routes):
        yield from _months(("routes", number), route)


def _months(path: KeyPath, value: object) -> Iterator[tuple[str, KeyPath, int]]:
    if isinstance(value, schema.Use):
        by_kind = value.months if isinstance(value.months, dict) else {"": value.months}
        for months in (*by_kind.values(), *value.numbers.values()):
            if isinstance(months, int):
                yield "routes", (*path, "months"), months
    for field in getattr(type(value), "model_fields", {}):
        part = getattr(value, field)
        if isinstance(part, list):
            for number, one in enumerate(part):
                yield from _months((*path, field, number), one)
