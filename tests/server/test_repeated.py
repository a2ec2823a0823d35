"""What a redraw tells the browser of theme and settings is the framework's own, worked out once."""

import pytest
from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig, NewSession
from streamlit.runtime import app_session

from advisor.server import repeated


def head() -> NewSession:
    """Theme and settings as the head of a redraw tells them."""
    told = NewSession()
    app_session._populate_config_msg(told.config)
    app_session._populate_theme_msg(told.custom_theme)
    app_session._populate_theme_msg(told.custom_theme.dark, "theme.dark")
    return told


def test_the_browser_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = head()
    for name in repeated.REPEATED:
        fill = repeated.filled_once(getattr(app_session, name))
        monkeypatch.setattr(app_session, name, fill)
    assert [head(), head()] == [plain, plain]


def test_it_is_worked_out_once_for_each_part() -> None:
    asked = []

    def fill(message: CustomThemeConfig | Config, section: str = "theme") -> None:
        asked.append(section)
        if section == "theme":
            message.primary_color = "#1f5f5b"

    again = repeated.filled_once(fill)
    told = NewSession()
    for _ in range(3):
        again(told.custom_theme)
        again(told.custom_theme.dark, "theme.dark")
    assert asked == ["theme", "theme.dark"]
    assert told.custom_theme.primary_color == "#1f5f5b"
    assert not told.custom_theme.HasField("dark")


def test_the_framework_still_has_what_is_worked_out_once() -> None:
    assert all(hasattr(app_session, name) for name in repeated.REPEATED)
