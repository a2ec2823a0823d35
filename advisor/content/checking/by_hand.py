"""Numbers that a sentence says by hand, where it could take them by name: they stay behind when the notice
changes. Looked at, not refused: a sentence may speak of another notice's years too."""

import re
from collections.abc import Iterator, Mapping

from advisor.content import schema
from advisor.content.checking.amounts import below, spans_in, told
from advisor.content.checking.closely import Close
from advisor.content.checking.texts import WHAT_PEOPLE_ASK, cited
from advisor.content.clauses import clause_in_words
from advisor.content.filling import value_of
from advisor.content.sentences import Text, sentences
from advisor.days import months_in_words

_FIGURES = r"([0-9]{1,2}|[一二两三四五六七八九十半]{1,3})"
_SPAN = rf"{_FIGURES}\s*(年|个月)"
_ASKED = re.compile(rf"(?:满|近|够|不到|超过|至少)\s*{_SPAN}|{_SPAN}(?:以上|以内)")
"""A span that is asked for; 这一年 or 第一年 is none."""

_NOT_OURS = {"answers": WHAT_PEOPLE_ASK, "pack": {"changes", "search"}}
"""By file the keys below which stands what people ask or look for, and what once was."""

_BATCH = re.compile("[0-9]{4}年第[一二三四五六七八九十]批")

_ELSEWHERE = re.compile("通知以外|别处|国家的?规定|另有规定")
"""In a sentence that speaks of other rules than the notice's."""

_STOP = re.compile("[。；？！]")


def by_hand(on: Close) -> None:
    """Every sentence with a number that its clause has as well, or that its clause has otherwise."""
    texts = {clause.id: clause.text for clause in on.content.notice.clauses}
    names = _names(on)
    common = _asked_of_all(on)
    for one in sentences(on.content):
        if one.file == "cases" or _NOT_OURS.get(one.file, set()) & set(one.path):
            continue
        written = on.content.written((one.file, *one.path)) or one.text
        _batch(on, one, written)
        near = dict.fromkeys((*cited(one.text), *clauses_near(on, one)))
        spans = _spans(written)
        for months in sorted(spans):
            _span(on, one, months, near, names, texts, common)
        _counts(on, one, written, near, texts)


def _span(
    on: Close,
    one: Text,
    months: int,
    near: Mapping[str, None],
    names: Mapping[int, list[tuple[str, str]]],
    texts: Mapping[str, str],
    common: set[int],
) -> None:
    words = months_in_words(months)
    named = [name for name, clause in names.get(months, []) if not near or _is_of(clause, near)]
    said = set[int]().union(*(below(texts, clause) for clause in near))
    if named:
        these = "、".join(f"{{{name}}}" for name in named)
        message = f"“{words}”是手写的，通知改了它不会跟着变；请写成 {these}。"
    elif said and months not in said | common:
        cites = "、".join(map(clause_in_words, near))
        message = f"话里写着{words}，依据的{cites}原文写的是{told(said)}，请核对。"
    else:
        return
    on.seems_odd(one.file, one.path, message)


def _counts(
    on: Close, one: Text, written: str, near: Mapping[str, None], texts: Mapping[str, str]
) -> None:
    """The counts by hand, each known by what stands behind it: 58周岁. One that is a number of these clauses
    is to be taken by its name; one that not even their words have is asked about."""
    counts: dict[str, dict[int, str]] = {}
    for name, number in on.routes.numbers.items():
        behind = (number.words or "").partition("…")[2][:2]
        if number.count is not None and number.clause in near and len(behind) == 2:
            counts.setdefault(behind, {}).setdefault(number.count, name)
    for behind, ours in counts.items():
        counted = re.compile(rf"([0-9]+|[一二两三四五六七八九十]+)\s*{re.escape(behind)}")
        clauses = "".join(texts.get(clause, "") for clause in near)
        said = {value_of(figures) for figures in counted.findall(clauses)}
        for figures in counted.findall(written):
            value = value_of(figures)
            if value in ours:
                message = (
                    f"“{figures}{behind}”是手写的，通知改了它不会跟着变；"
                    f"请写成 {{{ours[value]}}}{behind}。"
                )
            elif value in said:
                continue
            else:
                theirs = "、".join(f"{{{each}}} 是{count}{behind}" for count, each in ours.items())
                message = f"话里写着{figures}{behind}，通知里（{theirs}）没有这个数，请核对。"
            on.seems_odd(one.file, one.path, message)


def _batch(on: Close, one: Text, written: str) -> None:
    """The batch by hand: next year's sentences would name this year's."""
    batch = on.content.pack.batch
    for said in dict.fromkeys(_BATCH.findall(written) if one.path != ("batch",) else ()):
        if said == batch:
            message = f"“{said}”是手写的，下一批它不会跟着变；请写成 {{batch}}。"
        else:
            message = f"话里写着{said}，这一份是{batch}，请核对是不是照抄的。"
        on.seems_odd(one.file, one.path, message)


def _spans(written: str) -> set[int]:
    """The spans that the notice is said to ask for."""
    ours = (part for part in _STOP.split(written) if not _ELSEWHERE.search(part))
    found = (each[0] for part in ours for each in _ASKED.finditer(part))
    return set[int]().union(*map(spans_in, found))


def _names(on: Close) -> dict[int, list[tuple[str, str]]]:
    """The names of the notice's spans, with their clauses, by the months that they are."""
    found: dict[int, list[tuple[str, str]]] = {}
    for name, number in on.routes.numbers.items():
        months = number.months or (12 * number.years if number.years else None)
        if months:
            found.setdefault(months, []).append((name, number.clause or ""))
    return found


def _asked_of_all(on: Close) -> set[int]:
    """What stands on a clause that no diploma's row does is spoken of beside other clauses as well."""
    rows = {line.clause for route in on.routes.routes for line in _lines(route)}
    return {
        months for months, named in _names(on).items() for _, clause in named if clause not in rows
    }


def _lines(value: object) -> Iterator[schema.Line]:
    if isinstance(value, schema.Line):
        yield value
    for field in getattr(type(value), "model_fields", {}):
        part = getattr(value, field)
        for one in part if isinstance(part, list) else [part]:
            yield from _lines(one)


def _is_of(clause: str, near: Mapping[str, None]) -> bool:
    return any(clause == one or clause.startswith(f"{one}.") for one in near)


def clauses_near(on: Close, one: Text) -> list[str]:
    """The clauses on which a text stands: those of the nearest thing around it that names any."""
    found: list[str] = []
    value: object = getattr(on.content, one.file)
    for step in one.path:
        own = getattr(value, "clause", None)
        several = getattr(value, "clauses", None)
        if isinstance(own, str):
            found = [own]
        elif isinstance(several, list) and all(isinstance(id, str) for id in several):
            found = several
        value = _part(value, step)
    return found


def _part(value: object, step: str | int) -> object:
    if isinstance(value, list | tuple) and isinstance(step, int):
        return value[step]
    if isinstance(value, dict):
        return value.get(step)
    return getattr(value, str(step), None)
