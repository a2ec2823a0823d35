"""The line on top of the pages that staff work on: from any of them to any other, by mouse or Tab."""

import streamlit as st

PAGES = {
    "desk": "窗口台",
    "units": "单位花名册",
    "notice": "通知原文",
    "rules": "规则一览",
    "ledger": "台账",
}


def bar(current: str) -> None:
    """Links to the other staff pages and the applicants' page; ``current`` is a key of ``PAGES``."""
    with st.container(key="staff-bar", horizontal=True, gap="medium"):
        for name, label in PAGES.items():
            st.page_link(f"advisor/ui/{name}.py", label=label, disabled=name == current)
        st.page_link("advisor/ui/chat.py", label="自测页")
