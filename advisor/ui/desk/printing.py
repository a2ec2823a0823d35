"""Onto paper from the desk: the clerk's short sheet by one key, the long one by another."""

from html import escape

import streamlit as st

from advisor.handover.code import grouped
from advisor.paper.document import Audience
from advisor.report.report import Report
from advisor.ui.shared import paper
from advisor.ui.shared.kept import kept
from advisor.ui.shared.sheet import sheet


def show(report: Report, code: str, unfinished: bool) -> None:
    """The buttons, the code to hand over, and both sheets, of which printing shows the one asked for
    (``form.css``, ``form.js``). The same code and report are not laid out twice."""
    with st.container(horizontal=True, gap="xsmall", key="desk-paper"):
        paper.buttons(code, "打印 F9", "存PDF")
        words = "还没问完" if unfinished else "问完了"
        st.html(
            f'<details class="code-fold"><summary>转交码（{words}）</summary>'
            f'<p class="code">{escape(grouped(code))}</p></details>',
            width="content",
        )
    with st.container(key="sheet"):
        st.html(kept("desk-sheets", (report, code), lambda: _both(report, code)))


def _both(report: Report, code: str) -> str:
    sheets: dict[str, Audience] = {"short-sheet": "clerk", "long-sheet": "person"}
    return "".join(
        f'<div class="{name}">{sheet(paper.data_of(report, code, audience))}</div>'
        for name, audience in sheets.items()
    )
