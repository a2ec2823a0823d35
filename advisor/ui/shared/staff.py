"""The line on top of the pages that staff work on: from any of them to any other, by mouse or Tab."""

import streamlit as st

from advisor.ui.shared.pages import PAGES


def bar(current: str) -> None:
    """Links to the other staff pages, last to the applicants'; ``current``: the path of this page."""
    with st.container(key="staff-bar", horizontal=True, gap="medium"):
        for page in (*PAGES[1:], PAGES[0]):
            st.page_link(page.file, label=page.label, disabled=page.path == current)
