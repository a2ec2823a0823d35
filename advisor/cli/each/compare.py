"""What differs between two packs, and whose verdict with that."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from advisor import packs
from advisor.cli.output import output
from advisor.proving.comparing import Comparison, compare
from advisor.proving.differing import KINDS, Difference, Kind, grouped, in_short
from advisor.proving.people_between import Changed
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words

MOST = 12
"""People named one by one for each change, and differences of each group, unless all are asked for."""

COUNTED: tuple[Kind, ...] = ("switch", "hearing")
"""Kinds of which only the count is told, unless all are asked for."""


def run(arguments: argparse.Namespace) -> int:
    """Prints what differs; 0 where nothing does, else 1."""
    content = Path(arguments.content) if arguments.content else None
    one, other = (_opened(name, content) for name in (arguments.one, arguments.other))
    found = compare(one, other, whole=not arguments.content_only, bounded=not arguments.exhaustive)
    with output():
        print(*told(found, whole=not arguments.content_only, every=arguments.all), sep="\n")
    return int(bool(found.differences or found.people or found.classes))


def _opened(name: str, content: Path | None) -> Policy:
    """The pack of that name in the folder, or, as where packs extend others, one that is shipped."""
    id = name.partition("@")[0]
    there = id in packs.installed(content) or id not in packs.installed(packs.CONTENT)
    return packs.open_named(name, content if there else packs.CONTENT)


def told(found: Comparison, whole: bool, every: bool = False) -> Iterator[str]:
    """The comparison as lines, how many first; ``every``: each difference, however many there are."""
    most = len(found.differences) + len(found.people) if every else MOST
    short = in_short(found.differences)
    yield f"内容：{short}。" if short else "内容：没有不同。"
    for kind, name in KINDS.items():
        if kind in COUNTED and not every:
            continue
        for group, some in grouped(found.differences, kind).items():
            yield f"{name} · {group}：{len(some)}处"
            yield from _shortened([_different(one) for one in some], most)
    counted = [KINDS[kind] for kind in COUNTED if grouped(found.differences, kind)]
    if counted and not every:
        yield f"{'、'.join(counted)}只计数；加上 --all 一处一处都列。"
    if following := [one for one in found.differences if one.kind == "following"]:
        yield f"跟着这些数字变的句子和条件：{len(following)}处"
    yield f"试过的{found.asked}个人（两份的 cases.yaml）：" + (
        f"{len(found.people)}个结论不同" if found.people else "结论都一样。"
    )
    yield from _shortened([_changed(one) for one in found.people], most)
    if whole:
        yield "所有能分开的情况：" + ("结论有不同" if found.classes else "结论都一样。")
        yield from (f"  {_changed(one)}（这样的{one.cases:,}种）" for one in found.classes)


def _shortened(lines: list[str], most: int) -> Iterator[str]:
    """The first of them; how many more there are."""
    yield from (f"  {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"  ……还有{len(lines) - most}处（加上 --all 都列）"


def _different(one: Difference) -> str:
    clause = f"{clause_in_words(one.clause)} " if one.clause else ""
    return f"{clause}{one.place}：{_from_to(one.before, one.after)}"


def _from_to(before: str, after: str) -> str:
    if before and after:
        return f"{before} → {after}"
    return before or after


def _changed(one: Changed) -> str:
    before, after = (f"“{side.words}”{side.behind}" for side in (one.before, one.after))
    return f"{one.route}：{before} → {after}；{one.who}"
