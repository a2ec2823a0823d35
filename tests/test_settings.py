"""Settings that matter: measured for speed, or kept for privacy."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_settings_that_let_one_process_serve_two_hundred_sessions() -> None:
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["server"]["fileWatcherType"] == "none"


def test_nothing_is_sent_or_shown_that_should_not_be() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["toolbarMode"] == "minimal"


def test_lock_files_name_no_registry() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text("utf-8")


def test_the_core_knows_no_screen_and_no_clock() -> None:
    """Arrows run one way: content → policy → assessment → screens."""
    core = [
        path
        for path in (ROOT / "advisor").rglob("*.py")
        if path.name != "cli.py" and path.parent.name not in ("ui", "server")
    ]
    assert len(core) > 40
    for path in core:
        source = path.read_text("utf-8")
        assert "streamlit" not in source, path.name
        assert "advisor.ui" not in source, path.name
        assert "advisor.server" not in source, path.name
        assert "today()" not in source, path.name
        assert " open(" not in source, path.name
