"""两份比较: what differs between two packs, and whose verdict with that, for the staff who keep the content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from advisor import packs
from advisor.proving.differing import KINDS, Difference, differences, grouped, in_short
from advisor.proving.people_between import Changed, people_changed
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

if TYPE_CHECKING:  # it reckons in columns, which a server of pages need not have installed
    from advisor.proving.comparing import Comparison

CASES_NEED = (
    "这里没有比“所有能分开的情况”：这台服务器上没有装要用的程序。要比，请在程序的文件夹里运行 "
    "python tasks.py install batches，再重新启动页面；或者在别的电脑上运行 advisor compare。"
)
MOST = 60
"""Rows of one table."""

UNFOLDED = 12
"""Differences of one kind up to which they stand open."""


def page() -> None:
    """Draws the page."""
    bar("compare")
    st.html(
        '<div class="masthead"><h1>两份比较</h1><p>哪些数字、名单、句子不同，谁的结论变了</p></div>'
    )
    every = _every()
    if len(every) < 2:
        st.html('<p class="quiet">这里只装着一份，没有可以比的。</p>')
        return
    names = list(every)
    with st.container(horizontal=True):
        one = st.selectbox("原来的一份", names, index=1, key="compare-one")
        other = st.selectbox("新的一份", names, index=0, key="compare-other")
    if one == other:
        st.html('<p class="quiet">两边选的是同一份。</p>')
        return
    st.html(_contents(*_differing(one, other, every)))
    try:
        import_module("advisor.proving.comparing")
    except ModuleNotFoundError:
        st.html(f'<p class="quiet">{CASES_NEED}</p>')
        return
    if st.toggle("所有能分开的情况都比一遍（约半分钟）", key="compare-whole"):
        with st.spinner("正在比"):
            found = _compared(one, other, every)
        heads = ("谁", "哪条路", "原来", "现在")
        classes = [_row(one) for one in found.classes]
        st.html(_table("所有能分开的情况，各举一个人", heads, classes))


def _every() -> dict[str, Policy]:
    """Every pack and its earlier versions, by what they are called here."""
    found = {}
    for id in packs.installed():
        for number, policy in enumerate(packs.versions(id)):
            pack = policy.content.pack
            kept = f"（第{pack.version}版，存着的）" if number else ""
            found[f"{pack.city} {pack.document}{kept}"] = policy
    return found


@st.cache_data(max_entries=8, show_spinner=False)
def _differing(
    one: str, other: str, _every: dict[str, Policy]
) -> tuple[list[Difference], int, list[Changed]]:
    """Worked out once for all: packs do not change while the server runs."""
    mine, theirs = _every[one], _every[other]
    return differences(mine.content, theirs.content), *people_changed(mine, theirs)


@st.cache_data(max_entries=8, show_spinner=False)
def _compared(one: str, other: str, _every: dict[str, Policy]) -> Comparison:
    from advisor.proving.comparing import compare

    return compare(_every[one], _every[other])


def _contents(found: list[Difference], asked: int, people: list[Changed]) -> str:
    """How many first, then whose verdict, then each kind under its fold."""
    short = in_short(found) or "没有不同"
    said = f"{len(people)}个结论不同" if people else "结论都一样"
    parts = [
        f'<p role="status">内容：{short}。</p>',
        f"<p>试过的{asked}个人（两份通知各自拿来试的，各按自己的那一天）：{said}。</p>",
    ]
    if people:
        heads = ("谁", "哪条路", "原来", "现在")
        parts.append(_folded("谁的结论变了", len(people), _table("", heads, map(_row, people))))
    for kind, name in KINDS.items():
        groups = grouped(found, kind)
        inside = "".join(
            _table(f"{group}：{len(some)}处", ("依据", "在哪里", "原来", "现在"), map(_cells, some))
            for group, some in groups.items()
        )
        if groups:
            parts.append(_folded(name, sum(map(len, groups.values())), inside))
    following = sum(one.kind == "following" for one in found)
    if following:
        parts.append(f'<p class="quiet">跟着这些数字变的句子和条件：{following}处</p>')
    return "".join(parts)


def _folded(name: str, count: int, inside: str) -> str:
    return (
        f"<details{' open' if count <= UNFOLDED else ''}>"
        f"<summary>{escape(name)}：{count}处</summary>{inside}</details>"
    )


def _cells(one: Difference) -> tuple[str, ...]:
    return clause_in_words(one.clause) if one.clause else "", one.place, one.before, one.after


def _row(one: Changed) -> tuple[str, ...]:
    before, after = (f"{side.words}{side.behind}" for side in (one.before, one.after))
    return one.who, one.route, before, after


def _cell(head: str, text: str) -> str:
    return f'<td data-head="{escape(head)}">{escape(text)}</td>'


def _table(title: str, heads: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    given = list(rows)
    left = f'<p class="quiet">还有{len(given) - MOST}行</p>' if len(given) > MOST else ""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    # Where it is narrow, and the heads are not seen, each cell bears its own.
    body = "".join(
        f"<tr>{''.join(_cell(*named) for named in zip(heads, row, strict=True))}</tr>"
        for row in given[:MOST]
    )
    table = (
        f'<table class="rules-table"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'
    )
    head = f"<h3>{escape(title)}</h3>" if title else ""
    return f"<section>{head}{table if given else ''}{left}</section>"


guarded(page)
