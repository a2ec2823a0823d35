"""The line on top of the pages that staff work on: from any of them to any other, by mouse or Tab."""

from html import escape

import streamlit as st

from advisor import packs
from advisor.ui.shared import choice
from advisor.ui.shared.pages import PAGES


def bar(current: str) -> None:
    """Links to the other staff pages, last to the applicants'; ``current``: the path of this page. Where
    several packs are served, it also says whose notice is open."""
    with st.container(key="staff-bar", horizontal=True, gap="medium"):
        for page in (*PAGES[1:], PAGES[0]):
            st.page_link(
                page.file,
                label=page.label,
                disabled=page.path == current,
                query_params=choice.named(),
            )
        if len(packs.installed()) > 1:
            pack = choice.current().content.pack
            st.html(f'<p class="staff-pack">{escape(pack.city)} · {escape(pack.document)}</p>')
