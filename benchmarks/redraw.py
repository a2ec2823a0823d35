"""Measures what a press of a button costs: ``python -m benchmarks.redraw``.

Processor time, not the clock's: a redraw of the result, of a question half way and of the desk, each as
the server does it but without a browser, and how much of it is the page's own, less what Streamlit takes
to put its elements together; beside them an assessment and a row of a roster. A checkout to
compare with (``--beside FOLDER``) measures itself, by its own copy of this file and in a process of its
own; the two take turns, round after round. Nothing is asserted and nothing is written.
"""

import argparse
import gc
import json
import logging
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time, thread_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from streamlit.delta_generator import DeltaGenerator  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from advisor import clock  # noqa: E402
from advisor.facts.values import FactValue, read_facts  # noqa: E402
from advisor.handover.code import encode  # noqa: E402
from advisor.interview.questions import play  # noqa: E402
from advisor.packs import load_policy  # noqa: E402
from advisor.rosters.judging import judge  # noqa: E402
from advisor.rosters.sheet_people import Person  # noqa: E402
from advisor.rules.assess import assess  # noqa: E402
from advisor.ui.shared import trouble  # noqa: E402
from benchmarks.people import people  # noqa: E402

APP, CHAT, DESK = "advisor_app.py", "advisor/ui/chat/page.py", "advisor/ui/desk/page.py"
OWN = "其中页面自己的"


def main() -> int:
    """Measures and prints; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.redraw", description=__doc__)
    parser.add_argument("--beside", type=Path, help="a checkout to measure in turn with this one")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=6, help="drawn in each round")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        _serve(options)
        return 0
    folders = [folder for folder in (options.beside, ROOT) if folder is not None]
    found: list[dict[str, list[float]]] = [{} for _ in folders]
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker(folder, options)) for folder in folders]
        for number in range(options.rounds + 1):
            for worker, times in zip(workers, found, strict=True):
                for name, seconds in _asked(worker).items():
                    if number:  # the first round only warms up
                        times.setdefault(name, []).append(seconds)
    _tell(found, options)
    return 0


def _tell(found: list[dict[str, list[float]]], options: argparse.Namespace) -> None:
    heads = ("before", "now") if len(found) == 2 else ("now",)
    print(f"{'ms of processor time, medians':<34}{''.join(f'{head:>10}' for head in heads)}")
    medians = [{name: median(times) * 1000 for name, times in one.items()} for one in found]
    for name in medians[-1]:
        _row(name, [one[name] for one in medians])
    print(
        f"\nPython {platform.python_version()}, {platform.system()} {platform.machine()};"
        f" {options.rounds} rounds of {options.people} people, seed {options.seed},"
        f" as of {options.as_of}"
    )


def _row(name: str, figures: list[float]) -> None:
    wide = sum(ord(sign) > 0x2E80 for sign in name)
    ratio = f"{figures[1] / figures[0]:>9.0%}" if len(figures) == 2 else ""
    print(f"{name:<{34 - wide}}{''.join(f'{figure:>10.2f}' for figure in figures)}{ratio}")


# --- one checkout, in its own process -----------------------------------------------------------------


@contextmanager
def _worker(folder: Path, options: argparse.Namespace) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, str(folder.resolve() / "benchmarks" / "redraw.py"), "--serve"]
    command += ["--people", str(options.people), "--seed", str(options.seed)]
    command += ["--as-of", options.as_of.isoformat()]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, text=True) as worker:
        yield worker
        assert worker.stdin is not None
        worker.stdin.close()


def _asked(worker: "subprocess.Popen[str]") -> dict[str, float]:
    """One round of a worker: seconds by subject."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("\n")
    worker.stdin.flush()
    answer: dict[str, float] = json.loads(worker.stdout.readline())
    return answer


def _serve(options: argparse.Namespace) -> None:
    logging.disable()
    subjects, own = redraws(options), _OwnTime()
    for _ in sys.stdin:
        found = {}
        for name, work in subjects.items():
            own.seconds = 0.0
            found[name], done = _seconds(work)
            if own.seconds:
                found[f"{name}，{OWN}"] = own.seconds / done
        print(json.dumps(found), flush=True)


class _OwnTime:
    """Processor time that pages take, less what the library's functions take that they call."""

    def __init__(self) -> None:
        self.seconds = 0.0
        draw = trouble.guarded
        trouble.guarded = lambda page: self._timed(1, draw, page)
        for name, found in vars(st).items():
            if isinstance(getattr(found, "__self__", None), DeltaGenerator):
                setattr(st, name, self._library(found))
        for name in ("__enter__", "__exit__"):
            setattr(DeltaGenerator, name, self._library(getattr(DeltaGenerator, name)))

    def _library(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            return self._timed(-1, function, *arguments, **named)

        return called

    def _timed(self, sign: int, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        start = thread_time()
        try:
            return function(*arguments, **named)
        finally:
            self.seconds += sign * (thread_time() - start)


def _seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Processor time of one of the things that ``work`` does, and how many they were."""
    gc.collect()
    start = process_time()
    done = work()
    return (process_time() - start) / done, done


def redraws(options: argparse.Namespace) -> dict[str, Callable[[], int]]:
    policy, as_of = load_policy(), options.as_of
    clock.today = lambda policy: as_of
    everybody = [
        read_facts(policy.facts, raw, as_of)
        for raw in people(policy, options.people, options.seed, as_of)
    ]
    answers = [play(policy, facts, as_of) for facts in everybody]
    half = [dict(list(given.items())[: max(1, len(given) // 2)]) for given in answers]
    results = [_chat(encode(policy, given, as_of)) for given in answers]
    questions = [_chat(encode(policy, given, as_of)) for given in half]
    desks = [_desk(encode(policy, given, as_of)) for given in answers]

    def redrawn(pages: list[AppTest]) -> Callable[[], int]:
        return lambda: len([page.run() for page in pages])

    def answered(pages: list[AppTest]) -> Callable[[], int]:
        return lambda: len([_told_anew(page).run() for page in pages])

    def each(what: Callable[[dict[str, FactValue | None]], object]) -> Callable[[], int]:
        return lambda: len([what(one) for one in everybody for _ in range(10)])

    return {
        "结论页": redrawn(results),
        "结论页，刚答完": answered(results),
        "问到一半": redrawn(questions),
        "问到一半，刚答完": answered(questions),
        "窗口台": redrawn(desks),
        "assess": each(lambda facts: assess(policy, facts, as_of)),
        "花名册的一行": each(
            lambda facts: judge(policy, [(Person(3, "", "", facts, ()), "")], as_of)
        ),
    }


def _chat(code: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / CHAT), default_timeout=60)
    page.query_params["c"] = code
    return _sound(page.run())


def _desk(code: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / APP), default_timeout=60).run().switch_page(DESK).run()
    page.query_params["c"] = code  # the page is not yet of anybody
    return _sound(page.run())


def _told_anew(page: AppTest) -> AppTest:
    """The page with its first answer given once more, as the last: nothing made before holds."""
    given = page.session_state.conversation.given
    first = next(iter(given))
    given[first] = given.pop(first)
    return page


def _sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


if __name__ == "__main__":
    sys.exit(main())
