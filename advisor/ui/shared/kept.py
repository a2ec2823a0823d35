"""What a redraw need not make anew: kept in the visitor's session while nothing it comes from changes."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def kept(name: str, of: tuple[object, ...], make: Callable[[], T]) -> T:
    """What ``make`` gives, made anew only where ``of``, all that it is made from, is another than at
    the last redraw. One value a ``name``: the last one is forgotten."""
    before: tuple[tuple[object, ...], T] | None = st.session_state.get(name)
    if before is not None and before[0] == of:
        return before[1]
    made = make()
    st.session_state[name] = (of, made)
    return made
