"""Numbers and days: months that are no usual span, days out of order."""

from collections.abc import Iterator

from advisor.content import schema
from advisor.content.checking.closely import Close
from advisor.content.reading import KeyPath

YEAR = 12
HALF_YEAR = 6


def amounts(on: Close) -> None:
    """Days in their order, and months as notices have them."""
    pack, deadlines = on.content.pack, on.content.procedure.deadlines
    for number, deadline in enumerate(deadlines):
        if deadline.on < pack.effective_from:
            message = f"截止日期 {deadline.on} 早于施行日 {pack.effective_from}，请核对。"
            several: KeyPath = (number,) if len(deadlines) > 1 else ()
            on.wrong("procedure", ("deadline", *several, "on"), message)
    for number, (before, change) in enumerate(zip(pack.changes, pack.changes[1:], strict=False), 1):
        if change.day < before.day:
            on.wrong("pack", ("changes", number, "day"), "比上面一条还早，旧的要写在前面。")
    for file, path, months in months_of(on.content):
        if months > YEAR and months % HALF_YEAR:
            message = f"{months}个月不是整年，也不是整半年，请核对是不是写错了。"
            on.seems_odd(file, path, message)


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
