"""Everything in one table: ``python -m benchmarks``.

Processor time (a process's own and its children's), not the clock's, so that what else the machine does
matters little. All subjects take turns, round after round; a figure is the median of the rounds, with the
lowest and the highest. Before anything is timed, the batch's verdicts are checked against the tree's, and the
peers' with their reasons against plain Python's on a pack that all can say (``three_routes``). Nothing is
asserted and nothing is written.
"""

import argparse
import gc
import logging
import os
import platform
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from advisor.batches.batch import assess_batch  # noqa: E402
from advisor.batches.reading import schema_in  # noqa: E402
from advisor.facts.values import Facts, read_facts  # noqa: E402
from advisor.handover.code import encode  # noqa: E402
from advisor.interview.questions import next_question, play, retraced  # noqa: E402
from advisor.packs import load_policy  # noqa: E402
from advisor.paper.document import Document  # noqa: E402
from advisor.paper.sheet import pdf, sheet_data  # noqa: E402
from advisor.report.report import Report  # noqa: E402
from advisor.rules.assess import Assessment, assess  # noqa: E402
from advisor.rules.policy import Policy  # noqa: E402
from advisor.talk.questions import search  # noqa: E402
from benchmarks import peers, redraw, roster, three_routes  # noqa: E402
from benchmarks.first_question import first_question  # noqa: E402
from benchmarks.people import Raw, people  # noqa: E402


class Subject(NamedTuple):
    """One thing measured: ``work`` does it ``times`` times; a figure is of one time, in ``unit``."""

    name: str
    unit: str
    times: int
    work: Callable[[], object]
    """One that runs elsewhere gives the seconds that it took."""


UNITS = {"µs": 1e6, "ms": 1e3, "s": 1.0}


def main() -> int:
    """Measures and prints; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=2000, help="assessed in each round")
    parser.add_argument("--batch", type=int, default=100_000, help="people in the file of columns")
    parser.add_argument("--roster", type=int, default=3000, help="rows of the roster")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--load", action="store_true", help="at the end 100 people at the chat too")
    options = parser.parse_args()
    logging.disable()
    warnings.simplefilter("ignore")
    with TemporaryDirectory() as folder:
        subjects = list(_subjects(options, Path(folder)))
        found: dict[str, list[float]] = {subject.name: [] for subject in subjects}
        for number in range(options.rounds + 1):
            for subject in subjects:
                seconds = _seconds(subject.work) / subject.times
                if number:  # the first round only warms up
                    found[subject.name].append(seconds * UNITS[subject.unit])
    print("| what | median | from–to | |")
    print("| --- | ---: | --- | --- |")
    for name, unit, _, _ in subjects:
        times = found[name]
        print(f"| {name} | {median(times):,.2f} | {min(times):,.2f}–{max(times):,.2f} | {unit} |")
    print(
        f"\nPython {platform.python_version()}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} CPUs, numpy {version('numpy')}, pyarrow {version('pyarrow')};"
        f" {options.rounds} rounds, seed {options.seed}, as of {options.as_of}"
    )
    if options.load:
        print(flush=True)
        command = [sys.executable, "-m", "benchmarks.load", "--people", "100", "--minutes", "1"]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    return 0


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = process_time() + _of_children()
    told = work()
    return told if isinstance(told, float) else process_time() + _of_children() - start


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _subjects(options: argparse.Namespace, folder: Path) -> Iterator[Subject]:
    policy, as_of = load_policy(), options.as_of
    raw = people(policy, options.people, options.seed, as_of)
    read: list[Facts] = [read_facts(policy.facts, one, as_of) for one in raw]
    yield from _verdicts(policy, raw, read, as_of)
    yield from _like_for_like(policy, options)
    yield from _interviews(policy, read[:60], as_of)
    yield from _pages(options)
    yield from _paper_and_words(policy, read[:10], as_of)
    yield from _commands(policy, folder, options)


def _each(items: list[Any], work: Callable[[Any], object]) -> Callable[[], None]:
    def all_of_them() -> None:
        for item in items:
            work(item)

    return all_of_them


def _verdicts(policy: Policy, raw: list[Raw], read: list[Facts], as_of: date) -> Iterator[Subject]:
    count = len(read)
    batch = batch_of(policy, raw)
    _check(policy, read, batch, as_of)
    routes = len(policy.routes)
    yield Subject(
        f"assess, {routes} routes, whole trees",
        "µs",
        count,
        _each(read, lambda facts: assess(policy, facts, as_of)),
    )
    yield Subject(
        "read the facts and assess",
        "µs",
        count,
        _each(raw, lambda one: assess(policy, read_facts(policy.facts, one, as_of), as_of)),
    )
    yield Subject(
        "a batch, Arrow to Arrow, a person",
        "µs",
        10 * count,
        lambda: assess_batch(policy, pa.concat_batches([batch] * 10), as_of),
    )


def _check(policy: Policy, read: list[Facts], batch: pa.RecordBatch, as_of: date) -> None:
    """Equal verdicts first: the batch's are the tree's, or nothing is measured."""
    for facts, row in zip(read, assess_batch(policy, batch, as_of).to_pylist(), strict=True):
        for id, result in assess(policy, facts, as_of).routes.items():
            told = (row[f"{id}.status"], row[f"{id}.eligible_on"], row[f"{id}.missing"])
            expected = (result.status.word, result.eligible_on, sorted(result.missing))
            if told != expected:
                raise SystemExit(f"the batch says {told}, the tree {expected}: {facts}")
    print(f"{len(read):,} people: the batch says what the tree says")


def _like_for_like(policy: Policy, options: argparse.Namespace) -> Iterator[Subject]:
    """Every engine on the same small pack, the same verdicts with the same reasons."""
    cases = three_routes.cases(options.people, options.seed)
    expected = [three_routes.plain(case) for case in cases]
    small = three_routes.own_policy(policy)

    def own(case: three_routes.Case) -> Assessment:
        return assess(small, three_routes.own_facts(case), options.as_of)

    def told_apart(seconds: Callable[[list[three_routes.Case]], tuple[float, object]]) -> float:
        return seconds(cases)[0]

    def compare(name: str, found: list[three_routes.Verdict]) -> str:
        if found != expected:
            raise SystemExit(f"{name} says otherwise than plain Python")
        return f"three routes: {name}"

    name = compare("assess, whole trees", [three_routes.own_verdict(own(case)) for case in cases])
    yield Subject(name, "µs", len(cases), _each(cases, own))
    for peer in peers.peers():
        if isinstance(peer, peers.Missing):
            print(f"{peer.name}: not run, {peer.remedy}")
        elif peer.seconds is not None:
            name = compare(peer.name, peer.seconds(cases)[1])
            yield Subject(name, "µs", len(cases), partial(told_apart, peer.seconds))
        elif peer.verdict is not None and peer.read is not None:
            name = compare(peer.name, [peer.read(peer.verdict(case)) for case in cases])
            yield Subject(name, "µs", len(cases), _each(cases, peer.verdict))
    yield Subject("three routes: plain Python", "µs", len(cases), _each(cases, three_routes.plain))
    print(
        f"{len(cases):,} cases of three routes: the engines say the same, with the same reasons\n"
    )


def _interviews(policy: Policy, read: list[Facts], as_of: date) -> Iterator[Subject]:
    answers = [dict(play(policy, facts, as_of)) for facts in read]
    parts = [dict(list(one.items())[:n]) for one in answers for n in range(0, len(one), 3)]
    walks = [(one, retraced(policy, dict(list(one.items())[:-1]), as_of)) for one in answers if one]
    yield Subject(
        "next question",
        "ms",
        len(parts),
        _each(parts, lambda given: next_question(policy, given, as_of)),
    )
    yield Subject(
        "a whole interview",
        "ms",
        len(read),
        _each(read, lambda facts: play(policy, facts, as_of)),
    )
    yield Subject(
        "what still applies after an answer more",
        "ms",
        len(walks),
        _each(walks, lambda walk: retraced(policy, walk[0], as_of, before=walk[1])),
    )


def _pages(options: argparse.Namespace) -> Iterator[Subject]:
    few = argparse.Namespace(people=4, seed=options.seed, as_of=options.as_of)
    subjects = redraw.redraws(few)
    for name, told in (
        ("结论页，刚答完", "the result page, after an answer"),
        ("问到一半，刚答完", "a question half way, after an answer"),
        ("窗口台", "the desk"),
    ):
        yield Subject(f"redraw: {told}", "ms", few.people, subjects[name])


def _paper_and_words(policy: Policy, read: list[Facts], as_of: date) -> Iterator[Subject]:
    def sheet(facts: Facts) -> Document:
        return sheet_data(Report(assess(policy, facts, as_of)), encode(policy, facts, as_of))

    data = [sheet(facts) for facts in read]
    yield Subject("PDF: all that is said", "ms", len(read), _each(read, sheet))
    yield Subject("PDF: set and written", "ms", len(read), _each(data, pdf))
    asked = (
        [answer.question for answer in policy.content.answers.answers[:40]]
        if (policy.content.answers)
        else []
    )
    yield Subject(
        "a common question answered",
        "ms",
        len(asked),
        _each(asked, lambda question: search(policy, question)),
    )


def _commands(policy: Policy, folder: Path, options: argparse.Namespace) -> Iterator[Subject]:
    """Each in a process of its own, from nothing."""
    one, columns = folder / "one.jsonl", folder / "people.parquet"
    one.write_text((ROOT / "examples" / "cases.jsonl").read_text("utf-8").split("\n")[0], "utf-8")
    _write_columns(policy, columns, options)
    sheet = folder / "roster.csv"
    roster.write_csv(sheet, roster.roster_rows(policy, options.roster, 30, options.as_of))
    day = f"--as-of={options.as_of}"
    for name, command in (
        ("--help", ["-m", "advisor", "--help"]),
        ("assess of one line", ["-m", "advisor", "assess", str(one)]),
        (
            f"screen {options.batch:,} people, Parquet to Parquet",
            ["-m", "advisor", "screen", str(columns), "-o", str(folder / "out.parquet"), day],
        ),
        (
            f"screen a roster of {options.roster:,} rows",
            ["-m", "advisor", "screen", str(sheet), "-o", str(folder / "out.xlsx"), day],
        ),
    ):
        yield Subject(name, "s", 1, partial(_run, command))
    yield Subject(
        "the pages, from nothing until the first question is drawn",
        "s",
        1,
        lambda: first_question().processor,
    )


def _run(command: list[str]) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def batch_of(policy: Policy, raw: list[Raw]) -> pa.RecordBatch:
    """Raw people as columns."""
    return pa.RecordBatch.from_pylist([_native(one) for one in raw], schema_in(policy.facts))


def _native(value: Any) -> Any:
    """Days as days."""
    if isinstance(value, str) and value[:1].isdigit():
        return date.fromisoformat(value)
    if isinstance(value, list):
        return [_native(item) for item in value]
    if isinstance(value, dict):
        return {key: _native(part) for key, part in value.items()}
    return value


def _write_columns(policy: Policy, path: Path, options: argparse.Namespace) -> None:
    with pq.ParquetWriter(path, schema_in(policy.facts)) as writer:
        for seed in range(0, options.batch, 20_000):
            some = people(policy, min(20_000, options.batch - seed), seed, options.as_of)
            writer.write_batch(batch_of(policy, some))


if __name__ == "__main__":
    raise SystemExit(main())
