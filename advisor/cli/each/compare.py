"""What differs between two packs, and whose verdict with that."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from advisor import packs
from advisor.cli.output import output
from advisor.proving.comparing import Changed, Comparison, compare
from advisor.proving.differing import KINDS
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words

MOST = 12
"""People named one by one for each change."""


def run(arguments: argparse.Namespace) -> int:
    """Prints what differs; 0 where nothing does, else 1."""
    content = Path(arguments.content) if arguments.content else None
    one, other = (_opened(name, content) for name in (arguments.one, arguments.other))
    found = compare(one, other, whole=not arguments.content_only, bounded=not arguments.exhaustive)
    with output():
        print(*told(found, whole=not arguments.content_only), sep="\n")
    return int(bool(found.differences or found.people or found.classes))


def _opened(name: str, content: Path | None) -> Policy:
    """The pack of that name in the folder, or, as where packs extend others, one that is shipped."""
    id = name.partition("@")[0]
    there = id in packs.installed(content) or id not in packs.installed(packs.CONTENT)
    return packs.open_named(name, content if there else packs.CONTENT)


def told(found: Comparison, whole: bool) -> Iterator[str]:
    """The comparison as lines."""
    if not found.differences:
        yield "内容：没有不同。"
    for kind, name in KINDS.items():
        some = [one for one in found.differences if one.kind == kind]
        if some:
            yield f"{name}：{len(some)}处不同"
        for one in some:
            clause = f"{clause_in_words(one.clause)} " if one.clause else ""
            yield f"  {clause}{one.place}：{_from_to(one.before, one.after)}"
    if following := [one for one in found.differences if one.kind == "following"]:
        yield f"跟着这些数字变的句子和条件：{len(following)}处"
    yield f"常见的{found.asked}种人：" + (
        f"{len(found.people)}个结论不同" if found.people else "结论都一样。"
    )
    yield from (f"  {_changed(one)}" for one in found.people[:MOST])
    if len(found.people) > MOST:
        yield f"  ……还有{len(found.people) - MOST}个"
    if whole:
        yield "所有能分开的情况：" + ("结论有不同" if found.classes else "结论都一样。")
        yield from (f"  {_changed(one)}（这样的{one.cases:,}种）" for one in found.classes)


def _from_to(before: str, after: str) -> str:
    if before and after:
        return f"{before} → {after}"
    return before or after


def _changed(one: Changed) -> str:
    before, after = (f"“{side.words}”{side.behind}" for side in (one.before, one.after))
    return f"{one.route}：{before} → {after}；{one.who}"
