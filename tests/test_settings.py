"""Settings that matter: measured for speed, or kept for privacy."""

import ast
import os
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "advisor").rglob("*.py"))
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_settings_that_let_one_process_serve_two_hundred_sessions() -> None:
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["server"]["fileWatcherType"] == "none"


def test_nothing_is_sent_or_shown_that_should_not_be() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["toolbarMode"] == "minimal"
    assert CONFIG["runner"]["magicEnabled"] is False


def test_lock_files_name_no_registry() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text("utf-8")


def test_one_module_reads_the_clock() -> None:
    """Whatever else asks for the day would ask in the server's own zone."""
    reading = {"today", "now", "utcnow", "time", "localtime", "gmtime", "perf_counter"}
    for path in [*SOURCES, ROOT / "advisor_app.py"]:
        if path.name == "clock.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in reading:
                asked = ast.unparse(node.value).rpartition(".")[2]
                assert asked not in {"date", "datetime", "time"}, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.ImportFrom) and node.module == "time":
                assert {alias.name for alias in node.names} <= {"sleep", "monotonic"}, path.name


@pytest.mark.xdist_group("one")
def test_tests_that_share_a_server_run_in_one_process(request: pytest.FixtureRequest) -> None:
    """Else each process starts the server of a module anew, and what one test wrote another does not find."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert request.node.nodeid.endswith("@one")
