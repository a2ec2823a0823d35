"""The form in the page: one piece of HTML of our own, which tells the server what its fields hold.

Its fields are never drawn anew by the framework, so no key can be lost in a redraw; the server gets the
whole of what they hold as one value and answers with what to mark and where to go on (``form.js``).
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

KEY = "desk-typed"
_HERE = Path(__file__).parent
_SHELL = '<div class="desk-form"></div>'


def told() -> Mapping[str, object]:
    """What the form told last; empty before it is on the page."""
    state = st.session_state.get(KEY)
    value = state.get("told") if state is not None else None
    return value if isinstance(value, Mapping) else {}


def show(data: Mapping[str, object], on_told: Callable[[], None]) -> None:
    """Puts the form on the page. ``data``: what it is to show; ``on_told`` runs when it tells something."""
    _registered()(key=KEY, data=dict(data), on_told_change=on_told)


@cache
def _registered() -> ComponentRenderer:
    """The form as the framework knows it, made known once."""
    return st.components.v2.component(
        "advisor_desk",
        html=_SHELL,
        css=(_HERE / "form.css").read_text("utf-8"),
        js=(_HERE / "form.js").read_text("utf-8"),
        isolate_styles=False,
    )
