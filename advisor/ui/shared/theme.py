"""The look: one stylesheet, one type scale, five status colours; nothing is fetched from elsewhere."""

from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("style.css").read_text("utf-8")


def apply() -> None:
    """Puts the stylesheet on the page."""
    st.html(f"<style>{STYLE}</style>")


def to_top(step: str) -> None:
    """Brings the top of the page into view whenever ``step`` changes: the question or the verdict
    is what the eye meets, wherever the last answer was given."""
    st.html(
        f'<script data-step="{step}">'
        "document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);</script>",
        unsafe_allow_javascript=True,
    )
