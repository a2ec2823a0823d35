"""Taking the result along: print, PDF, the unit's page, a picture, and the hand-over code."""

from html import escape

import streamlit as st

from advisor.handover.code import grouped
from advisor.paper.document import Audience, Document, code_of
from advisor.paper.sheet import has_sheet, sheet_data
from advisor.report.report import Report
from advisor.server.downloads import LONGEST_NAME, picture_address, sheet_address
from advisor.server.public_address import base_address, case_address
from advisor.ui.shared.html import link
from advisor.ui.shared.kept import kept
from advisor.ui.shared.sheet import picture, sheet

# The server's ``paper.js`` knows these: what they do there, scripts of a page's own may not.
NAME = "sheet-name"
SAVED = ("save-sheet", "save-unit-sheet")


def show(report: Report, code: str) -> None:
    """The section at the end of the result, and the sheet that only printing shows."""
    data = data_of(report, code)
    st.html('<section class="section"><h3>打印、保存、转交</h3></section>')
    with st.container(horizontal=True):
        buttons(code, "打印清单", "保存为PDF")
        st.html(_opened(picture_address(code), "存成图片", "save-picture"), width="content")
        if report.best is not None and has_sheet(report, "unit"):
            st.html(
                link(sheet_address(code, "unit"), "给单位的一页", "save-unit-sheet"),
                width="content",
            )
    with st.expander("印上姓名，或者把转交码给窗口、换个手机接着看", key="take-along"):
        name = st.text_input(
            "打印在纸上的姓名（可不填，只印在这张纸上，不保存）", max_chars=LONGEST_NAME, key=NAME
        )
        st.html(
            f'<div class="code-row"><img class="qr" alt="转交码" src="{picture(code_of(data)["qr"])}"><div>'
            f"<p>转交码（里面就是您的回答，不含姓名）：</p>"
            f'<p class="code">{escape(grouped(code))}</p>'
            '<p class="quiet">这一页的网址里也有这个码：收藏或发给窗口，打开就是现在的样子。</p></div></div>'
        )
    data["name"] = " ".join(name.split())
    on_paper(data)


def data_of(report: Report, code: str, audience: Audience = "person") -> Document:
    """What a sheet says; its name can be filled in."""
    address = case_address(base_address(), code)
    made = kept(
        f"sheet-{audience}",
        (report, code, address),
        lambda: sheet_data(report, code, "", audience, address),
    )
    return made.copy()


def buttons(code: str, to_print: str, to_save: str, audience: Audience = "person") -> None:
    """The two ways onto paper, side by side; what a press of the first does is the page's own script."""
    st.html(
        f'<button id="print-sheet" class="plain-button" type="button">{to_print}</button>',
        width="content",
    )
    st.html(link(sheet_address(code, audience), to_save, SAVED[0]), width="content")


def on_paper(data: Document) -> None:
    """The sheet that only printing shows."""
    with st.container(key="sheet"):
        st.html(sheet(data))


def _opened(address: str, label: str, id: str) -> str:
    """A picture of this server's to be looked at, as a button: a phone keeps it by a long press."""
    return (
        f'<a id="{id}" class="plain-button" href="{escape(address)}" target="_blank">'
        f"{escape(label)}</a>"
    )
