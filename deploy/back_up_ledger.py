"""A whole copy of the ledger's file while it is open, in a folder of copies; old copies are deleted.

``python deploy/back_up_ledger.py FOLDER [DAYS]``; where the ledger is it takes from ``ADVISOR_LEDGER``, as the pages
do. An entry deleted from the ledger is still in the copies for as many DAYS, 30 if nothing is said.
"""

import os
import re
import sqlite3
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

SETTING = "ADVISOR_LEDGER"
USUAL_DAYS = 30
NAMED = re.compile(r"ledger-(\d{8})\.db")


def main(folder: str, days: str = str(USUAL_DAYS)) -> int:
    """The exit status."""
    ledger = os.environ.get(SETTING, "").removeprefix("sqlite:///")
    if not ledger:
        print(f"台账没有打开（没有设置 {SETTING}），不用备份。")
        return 0
    if "://" in ledger:
        print("台账在数据库服务器上，请用它自己的办法备份，比如 pg_dump。", file=sys.stderr)
        return 2
    today = datetime.now(UTC).date()
    try:
        kept = copied(Path(ledger), Path(folder), today)
        gone = thinned(Path(folder), today, int(days))
    except (OSError, sqlite3.Error) as error:
        print(f"没有备份成：{error}。请看文件夹在不在、能不能写、磁盘满了没有。", file=sys.stderr)
        return 1
    print(f"备份好了：{kept}；删掉过期的备份{gone}个。")
    return 0


def copied(ledger: Path, folder: Path, today: date) -> Path:
    """Copies the ledger; a copy of the same day is replaced once the new one is whole."""
    target = folder / f"ledger-{today:%Y%m%d}.db"
    begun = target.with_suffix(".part")
    begun.unlink(missing_ok=True)
    begun.touch(mode=0o600)
    source = sqlite3.connect(f"file:{ledger.absolute()}?mode=rw", uri=True, timeout=30)
    try:
        source.execute("VACUUM INTO ?", (str(begun),))
    finally:
        source.close()
    return begun.replace(target)


def thinned(folder: Path, today: date, days: int) -> int:
    """Deletes copies older than so many days; returns how many."""
    gone = 0
    for path in folder.iterdir():
        named = NAMED.fullmatch(path.name)
        if named and datetime.strptime(named[1], "%Y%m%d").date() < today - timedelta(days):
            path.unlink()
            gone += 1
    return gone


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
