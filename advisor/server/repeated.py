"""What the framework works out anew for every redraw and sends every time: once is enough.

The head of each redraw tells the browser the theme and the settings, option by option, which took a fifth of
a redraw's processor time; they cannot change while the server runs. What is sent stays the same.
"""

from collections.abc import Callable
from typing import Any

from streamlit.runtime import app_session

REPEATED = ("_populate_theme_msg", "_populate_config_msg")
"""The framework's functions that fill these messages in."""


def once() -> None:
    """Has each of them worked out once for each part; a framework that does without them is left as it is."""
    for name in REPEATED:
        plain = getattr(app_session, name, None)
        if plain is not None and not hasattr(plain, "filled"):
            setattr(app_session, name, filled_once(plain))


def filled_once(fill: Callable[..., None]) -> Callable[..., None]:
    """``fill`` that remembers, for each part of the settings, what it writes into an empty message."""
    filled: dict[tuple[Any, ...], Any] = {}

    def fill_again(message: Any, *part: Any) -> None:
        if part not in filled:
            fill(made := type(message)(), *part)
            filled[part] = made
        if filled[part].ByteSize():  # a message that nothing is written into stays absent
            message.MergeFrom(filled[part])

    fill_again.filled = filled  # type: ignore[attr-defined]
    return fill_again
