"""Onto paper from the desk: the clerk's short sheet by one key, the long one by another."""

from html import escape

import streamlit as st

from advisor.handover.code import grouped
from advisor.paper.sheet import sheet_data
from advisor.report.report import Report
from advisor.ui.shared import paper
from advisor.ui.shared.kept import kept


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
    long = sheet_data(report, code)
    short = {**long, **sheet_data(report, code, short=True)}
    sheets = {"short-sheet": short, "long-sheet": long}
    return "".join(
        f'<div class="{name}">{paper._sheet(data)}</div>' for name, data in sheets.items()
    )
