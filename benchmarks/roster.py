"""Measures the screening of a large roster: ``python -m benchmarks.roster``.

A roster of random people is made (not timed), then screened by the command line in a process of its
own, whose time, processor time (its helpers' with it) and peak memory (of the largest of them) are printed.
Nothing is asserted; the files are gone afterwards.
"""

import argparse
import csv
import os
import platform
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook  # noqa: E402

from advisor.packs import load_policy
from advisor.rosters.columns import NAME, Column, Headings
from advisor.rules.policy import Policy
from benchmarks.people import Raw, people  # noqa: E402

AT_A_TIME = 5_000


def main() -> int:
    """Measures and prints; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roster", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--bad", type=int, default=1_000, help="rows with a mistake in them")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23))
    options = parser.parse_args()
    policy = load_policy()
    print(
        f"{'':<8}{'people':>9}{'MB in':>8}{'MB out':>8}{'seconds':>9}{'a second':>10}"
        f"{'processor':>11}{'peak MB':>9}"
    )
    for kind in ("xlsx", "csv"):
        with TemporaryDirectory() as folder:
            roster, result = Path(folder) / f"roster.{kind}", Path(folder) / "result.xlsx"
            rows = roster_rows(policy, options.people, options.bad, options.as_of)
            (_write_xlsx if kind == "xlsx" else write_csv)(roster, rows)
            command = [sys.executable, "-m", "advisor", "screen", str(roster), "-o", str(result)]
            start = perf_counter()
            processor, peak = _used_by([*command, "--as-of", options.as_of.isoformat()])
            seconds = perf_counter() - start
            sizes = [path.stat().st_size / 1e6 for path in (roster, result)]
        figures = (
            f"{sizes[0]:>8.1f}{sizes[1]:>8.1f}{seconds:>9.1f}{options.people / seconds:>10,.0f}"
        )
        print(f"{kind:<8}{options.people:>9,}{figures}{processor:>11.1f}{peak:>9.0f}", flush=True)
    print(f"\nPython {platform.python_version()}, {platform.system()} {platform.machine()}")
    return 0


def _used_by(command: list[str]) -> tuple[float, float]:
    """Runs a command with its output thrown away; its processor time in seconds and peak memory in MB."""
    if not hasattr(os, "wait4"):
        raise SystemExit("this system does not tell a process's peak memory")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (1, 2)]
    id = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(id, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1)
    peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return used.ru_utime + used.ru_stime, peak


def roster_rows(policy: Policy, count: int, bad: int, as_of: date) -> Iterator[list[object]]:
    """The headings, then one row a person, every so manieth with an impossible day in it."""
    columns = Headings(policy.content).template()
    yield [column.heading for column in columns]
    start = next(n for n, column in enumerate(columns) if column.kind.part == "start")
    every = count // bad if bad else count + 1
    number = 0
    for seed in range(0, count, AT_A_TIME):
        for raw in people(policy, min(AT_A_TIME, count - seed), seed, as_of):
            number += 1
            row = [_cell(policy, raw, column, number) for column in columns]
            if number % every == 0:
                row[start] = "2021-02-30"
            yield row


def _cell(policy: Policy, raw: Raw, column: Column, number: int) -> object:
    """What stands in a person's cell of a column; None for nothing."""
    kind = column.kind
    if kind.fact == NAME:
        return f"测试{number}"
    if raw.get(kind.fact) is None:
        return None
    value, fact = raw[kind.fact], policy.facts[kind.fact]
    if fact.kind in ("spells", "diplomas"):
        assert isinstance(value, list)
        if column.number > len(value):
            none = not value and column.number == 1 and kind.part in ("", "start")
            return fact.none_label if none else None
        value = value[column.number - 1][kind.part or "kind"]
    if isinstance(value, bool):
        return policy.content.roster.yes[0] if value else policy.content.roster.no[0]
    if isinstance(value, list):
        labels = [fact.options[v].label if v in fact.options else str(v) for v in value]
        return "、".join(labels) or fact.none_label
    if isinstance(value, str) and value in fact.options:
        return fact.options[value].label
    return value


def _write_xlsx(path: Path, rows: Iterator[list[object]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


def write_csv(path: Path, rows: Iterator[list[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)


if __name__ == "__main__":
    raise SystemExit(main())
