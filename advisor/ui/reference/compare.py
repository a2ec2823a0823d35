"""两份比较: what differs between two packs, and whose verdict with that, for the staff who keep the content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from advisor import packs
from advisor.proving.differing import KINDS, Difference, differences
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

if TYPE_CHECKING:  # it reckons in columns, which a server of pages need not have installed
    from advisor.proving.comparing import Changed, Comparison

VERDICTS_NEED = (
    "谁的结论变了，这台服务器上没有装要用的程序：请在程序的文件夹里运行 python tasks.py install batches，"
    "再重新启动页面；或者在别的电脑上运行 advisor compare。"
)
_OF_FILES = re.compile(r"[A-Za-z][\w.#-]*", re.ASCII)
MOST = 60
"""Rows of one table."""


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
    try:
        import_module("advisor.proving.comparing")
    except ModuleNotFoundError:
        st.html(_contents(differences(every[one].content, every[other].content)))
        st.html(f'<p class="quiet">{VERDICTS_NEED}</p>')
        return
    whole = st.toggle("所有情况都比一遍（约半分钟）", key="compare-whole")
    with st.spinner("正在比"):
        found = _compared(one, other, whole, every)
    st.html(_contents(found.differences) + _verdicts(found, whole))


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
def _compared(one: str, other: str, whole: bool, _every: dict[str, Policy]) -> Comparison:
    """Worked out once for all: packs do not change while the server runs."""
    from advisor.proving.comparing import compare

    return compare(_every[one], _every[other], whole=whole)


def _contents(found: list[Difference]) -> str:
    parts = []
    for kind, name in KINDS.items():
        some = [one for one in found if one.kind == kind]
        if kind == "switch":
            if some:
                parts.append(f'<p class="quiet">怎么问、怎么说的开关：{len(some)}处</p>')
            continue
        rows = ((clause_in_words(one.clause), _place(one), one.before, one.after) for one in some)
        parts.append(_table(f"{name}：{len(some)}处", ("依据", "在哪里", "原来", "现在"), rows))
    following = sum(one.kind == "following" for one in found)
    if following:
        parts.append(f'<p class="quiet">跟着这些数字变的句子和条件：{following}处</p>')
    return "".join(parts)


def _place(one: Difference) -> str:
    """Where it stands, without the names that only the files have."""
    parts = (_OF_FILES.sub("", part) for part in one.place.partition("：")[2].split(" · "))
    return " · ".join(part for part in parts if part.strip("（）")) or "别处"


def _verdicts(found: Comparison, whole: bool) -> str:
    people = (_row(one) for one in found.people)
    heads = ("谁", "哪条路", "原来", "现在")
    parts = [_table(f"常见的{found.asked}种人：{len(found.people)}个不同", heads, people)]
    if whole:
        classes = (_row(one) for one in found.classes)
        parts.append(_table("所有能分开的情况，各举一个人", heads, classes))
    return "".join(parts)


def _row(one: Changed) -> tuple[str, ...]:
    before, after = (f"{side.words}{side.behind}" for side in (one.before, one.after))
    return one.who, one.route, before, after


def _table(title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    given = list(rows)
    left = f'<p class="quiet">还有{len(given) - MOST}行</p>' if len(given) > MOST else ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in given[:MOST]
    )
    table = (
        f'<table class="rules-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
    return f"<section><h3>{escape(title)}</h3>{table if given else ''}{left}</section>"


guarded(page)
