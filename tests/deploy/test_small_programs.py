"""The units, and the two small programs that systemd runs beside the pages."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.deploy.proxied import PORTS, ROOT, free_port

TODAY = datetime.now(UTC).date()


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", **settings}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_copy_of_an_open_ledger_is_whole_and_old_copies_go(tmp_path: Path) -> None:
    ledger, copies = tmp_path / "ledger.db", tmp_path / "copies"
    copies.mkdir()
    for days, name in ((31, "ledger"), (30, "ledger"), (400, "other")):
        (copies / f"{name}-{TODAY - timedelta(days):%Y%m%d}.db").touch()
    with sqlite3.connect(ledger) as open_one:
        open_one.execute("PRAGMA journal_mode = WAL")
        open_one.execute("CREATE TABLE entry (said)")
        open_one.execute("INSERT INTO entry VALUES ('问')")
        open_one.commit()
        for _ in range(2):  # the second takes the first one's place
            done = run("deploy/back_up_ledger.py", str(copies), ADVISOR_LEDGER=str(ledger))
            assert done.returncode == 0, done.stderr
    open_one.close()
    copy = copies / f"ledger-{TODAY:%Y%m%d}.db"
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT said FROM entry").fetchall() == [("问",)]
    kept.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 or os.name == "nt"
    assert len(list(copies.iterdir())) == 3, (
        "the copy of 31 days ago is gone, what is not ours stays"
    )


def test_a_ledger_that_is_off_elsewhere_or_gone_is_told_apart(tmp_path: Path) -> None:
    program = "deploy/back_up_ledger.py"
    off = run(program, str(tmp_path), ADVISOR_LEDGER="")
    assert (off.returncode, "没有打开" in off.stdout) == (0, True)
    elsewhere = run(program, str(tmp_path), ADVISOR_LEDGER="postgresql+psycopg://a:secret@b/c")
    assert elsewhere.returncode == 2
    assert "pg_dump" in elsewhere.stderr
    assert "secret" not in elsewhere.stderr
    gone = run(program, str(tmp_path), ADVISOR_LEDGER=str(tmp_path / "none.db"))
    assert (gone.returncode, "没有备份成" in gone.stderr) == (1, True)
    assert not list(tmp_path.glob("ledger-*.db"))


def test_units_and_container_name_what_is_there_and_the_ports_of_nginx() -> None:
    shipped = [path for path in (ROOT / "deploy").rglob("*") if path.suffix not in (".py", ".pyc")]
    texts = {path.name: path.read_text("utf-8") for path in shipped if path.is_file()}
    for name, text in texts.items():
        for path in re.findall(r"\b(?:deploy/[\w./-]+|advisor_app\.py|tasks\.py)", text):
            assert (ROOT / path).exists(), f"{name}: {path}"
    in_nginx = set(re.findall(r"127\.0\.0\.1:(\d+)", texts["around.conf"]))
    assert in_nginx == set(re.findall(r"advisor@(\d+)", texts["advisor.target"])) == set(PORTS)
    copied = re.findall(r"^COPY (.+) \S+$", texts["Dockerfile"], re.MULTILINE)
    assert all((ROOT / name).exists() for names in copied for name in names.split())


def test_a_process_that_is_not_there_is_not_ready() -> None:
    one = "import deploy.await_ready as a, sys; a.SECONDS = 0.5; sys.exit(a.main(sys.argv[1]))"
    done = run("-c", one, str(free_port()))
    assert (done.returncode, "还没有准备好" in done.stderr) == (1, True)
