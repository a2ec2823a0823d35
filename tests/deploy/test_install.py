"""What is installed for what: the pages do without half of what their framework asks for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import tasks
from tests.browser import SERVED

LOCK = (tasks.ROOT / "requirements.lock").read_text("utf-8")


def names(lock: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))


def advisor(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor", *command],
        cwd=tasks.ROOT,
        env={**os.environ, **SERVED, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_left_out_is_all_that_is_left_out() -> None:
    left = tasks.left_in(LOCK, tasks.NOT_SERVED)
    assert names(LOCK) - names(left) == set(tasks.NOT_SERVED)
    assert tasks.left_in(LOCK, ()) == LOCK
    assert len(re.findall("--hash", left)) < len(re.findall("--hash", LOCK))


def test_the_browser_tests_run_without_it_and_a_file_of_columns_says_what_it_wants(
    tmp_path: Path,
) -> None:
    people = tmp_path / "all.parquet"
    people.touch()
    command = [
        sys.executable,
        "-m",
        "advisor",
        "screen",
        str(people),
        "-o",
        str(tmp_path / "o.csv"),
    ]
    environment = {**os.environ, **SERVED, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=tasks.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "“numpy”没有装" in done.stderr or "“pyarrow”没有装" in done.stderr
    assert "tasks.py install batches" in done.stderr
    assert "Traceback" not in done.stderr
