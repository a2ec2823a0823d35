"""Many people at the chat at once: ``python -m benchmarks.load --people 300 --processes 2 --minutes 2``.

Each walks the real chat over its real protocol, thinks for about ``--think`` seconds before every press, comes
to the result, puts a name on the sheet and leaves; the next one comes. Person n is always at process n mod k. Told
are the server's time for a press (from what the browser sends to the page being drawn), its processor time for
one, memory, and the driver's own processor time, which is taken from the same machine. Every result must be that
person's own: verdict, code in the address and name on the sheet; whoever's is not is an error. ``--of FOLDER``:
the server of another checkout.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from html import escape
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from advisor import clock, packs  # noqa: E402
from advisor.facts.values import read_facts  # noqa: E402
from advisor.handover.code import encode  # noqa: E402
from advisor.interview.questions import play  # noqa: E402
from advisor.report.report import Report  # noqa: E402
from advisor.rules.assess import assess  # noqa: E402
from advisor.rules.policy import Policy  # noqa: E402
from benchmarks.load_visitor import (  # noqa: E402
    MOST_PRESSES,
    Press,
    Visitor,
    WalkError,
    presses,
    visit,
)
from benchmarks.people import people  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Told(NamedTuple):
    """A person: what they will answer, and what they must read at the end."""

    raw: Mapping[str, Any]
    code: str
    now: str


class Seconds:
    """What was measured while the measuring was on."""

    def __init__(self) -> None:
        self.on = False
        self.opened: list[float] = []
        self.pressed: list[float] = []
        self.results: list[float] = []
        self.messages = self.bytes = self.came = 0
        self.wrong: Counter[str] = Counter()

    def add(self, kind: str, seconds: float) -> None:
        if self.on:
            getattr(self, kind).append(seconds)

    @property
    def redraws(self) -> int:
        return len(self.opened) + len(self.pressed) + len(self.results)


def main() -> int:
    """Runs it and prints what was found; 1 where a result was not its person's own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=2.0, help="measured, after all have come")
    parser.add_argument("--think", type=float, default=4.0, help="seconds before a press, ± half")
    parser.add_argument("--ramp", type=float, default=30.0, help="seconds in which all come")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=18601)
    parser.add_argument("--of", type=Path, default=ROOT, help="the checkout that is served")
    options = parser.parse_args()
    policy = packs.open_pack(packs.default(clock.today))
    told = _told(policy, options.people, options.seed, clock.today(policy))
    ports = range(options.port, options.port + options.processes)
    with servers(options.of, ports) as pids:
        return asyncio.run(_load(options, policy, told, list(ports), pids))


def _told(policy: Policy, number: int, seed: int, as_of: date) -> list[Told]:
    found = []
    for raw in people(policy, number, seed, as_of):
        for name, fact in policy.facts.items():
            value = raw.get(name)
            if (
                isinstance(value, list) and fact.options
            ):  # in the order in which the page lists them
                places = list(fact.options)
                raw[name] = sorted(value, key=lambda one: places.index(_kind(one)))
        answers = play(policy, read_facts(policy.facts, raw, as_of), as_of)
        report = Report(assess(policy, answers, as_of))
        found.append(Told(raw, encode(policy, answers, as_of), report.lead.now))
    return found


def _kind(one: Any) -> Any:
    return one["kind"] if isinstance(one, dict) else one


# --- the servers ----------------------------------------------------------------------------------------


@contextmanager
def servers(folder: Path, ports: range) -> Iterator[list[int]]:
    """The app as it is run, a process a port; ended at the end."""
    started = []
    try:
        for port in ports:
            command = [sys.executable, "-m", "streamlit", "run", "advisor_app.py"]
            command += [f"--server.port={port}", "--server.address=127.0.0.1"]
            started.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL))
        for port, server in zip(ports, started, strict=True):
            _wait(port, server)
        yield [server.pid for server in started]
    finally:
        for server in started:
            server.terminate()
        for server in started:
            server.wait(20)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            if server.poll() is not None:
                sys.exit(f"the server at port {port} ended")
            time.sleep(0.1)
    sys.exit(f"the server at port {port} does not answer")


def processor(pids: list[int]) -> float:
    """Seconds of processor time that the servers have taken so far."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def _memory(pids: list[int]) -> float:
    """Megabytes that the servers hold."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


# --- the people -----------------------------------------------------------------------------------------


async def _load(
    options: argparse.Namespace,
    policy: Policy,
    told: list[Told],
    ports: list[int],
    pids: list[int],
) -> int:
    found, random = Seconds(), Random(options.seed)
    for port in ports:  # one walk each, so that nothing is loaded for the first time below
        await _walk(policy, told[0], port, "某", 0, random, found)
    idle = _memory(pids)
    ends = time.perf_counter() + options.ramp + options.minutes * 60
    walkers = [
        asyncio.create_task(
            _one_after_another(options, policy, told, number, ports, Random(number), ends, found)
        )
        for number in range(options.people)
    ]
    await asyncio.sleep(options.ramp)
    found.on = True
    at_start, spent, own = _memory(pids), processor(pids), time.process_time()
    began = time.perf_counter()
    by_minute_held: list[float] = []
    sampling = asyncio.create_task(_sample(pids, by_minute_held))
    await asyncio.wait(walkers, timeout=options.minutes * 60)
    found.on = False
    took, spent = time.perf_counter() - began, processor(pids) - spent
    own, memory = time.process_time() - own, [at_start, *by_minute_held, _memory(pids)]
    for task in (sampling, *walkers):
        task.cancel()
    await asyncio.gather(sampling, *walkers, return_exceptions=True)
    _tell(options, found, took, spent, own)
    _tell_memory(options, idle, memory)
    return 1 if found.wrong else 0


async def _sample(pids: list[int], held: list[float]) -> None:
    """Notes once a minute what the servers hold."""
    while True:
        await asyncio.sleep(60)
        held.append(_memory(pids))


async def _one_after_another(
    options: argparse.Namespace,
    policy: Policy,
    told: list[Told],
    number: int,
    ports: list[int],
    random: Random,
    ends: float,
    found: Seconds,
) -> None:
    """The people of one place in the queue, as long as there is time."""
    await asyncio.sleep(options.ramp * number / options.people)
    for turn in count():
        if time.perf_counter() >= ends:
            return
        person = told[(number + turn * 7) % len(told)]
        name = f"第{number}位{turn}"
        port = ports[number % len(ports)]
        try:
            await _walk(policy, person, port, name, options.think, random, found)
        except WalkError as error:
            found.wrong[str(error)] += 1
        except OSError as error:
            found.wrong[type(error).__name__] += 1
        await asyncio.sleep(_thought(options.think, random))


def _thought(think: float, random: Random) -> float:
    return think * random.uniform(0.5, 1.5)


async def _walk(
    policy: Policy,
    person: Told,
    port: int,
    name: str,
    think: float,
    random: Random,
    found: Seconds,
) -> None:
    """From the first question to the result with a name on the sheet."""
    async with visit(port) as socket:
        visitor = Visitor(socket, port)
        found.add("opened", await visitor.press())
        pressed = 0
        while question := visitor.screen.asked():
            for press in presses(policy, question, person.raw):
                await asyncio.sleep(_thought(think, random))
                found.add("pressed", await visitor.press(press))
                pressed += 1
            if pressed > MOST_PRESSES:
                raise WalkError("the questions do not end")
        for press in (Press("looked-over"), Press("sheet-name", name)):
            await asyncio.sleep(_thought(think, random))
            found.add("results", await visitor.press(press))
        _check(visitor, person, name)
        if found.on:
            found.messages += visitor.messages
            found.bytes += visitor.bytes
            found.came += 1


def _check(visitor: Visitor, person: Told, name: str) -> None:
    """Whether what is on the screen is this person's own."""
    shown = visitor.screen.html()
    if f"<span>{escape(person.now)}</span></h2>" not in shown:
        raise WalkError("another verdict than this person's")
    if f"c={person.code}" not in visitor.query.split("&"):
        raise WalkError("another code in the address than this person's")
    if f"姓名：{escape(name)}</p>" not in shown:
        raise WalkError("not this person's name on the sheet")


# --- what is told ---------------------------------------------------------------------------------------


def _tell(
    options: argparse.Namespace, found: Seconds, took: float, spent: float, own: float
) -> None:
    print(
        f"{options.people} people, {options.processes} processes, {options.think:g} s to think,"
        f" {took:.0f} s measured"
    )
    print(f"{'milliseconds':<22}{'number':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}")
    presses = [*found.pressed, *found.results]
    for what, times in (
        ("a press", presses),
        ("  at a question", found.pressed),
        ("  at the result", found.results),
        ("the page opened", found.opened),
    ):
        figures = "".join(f"{_of(times, part) * 1000:>8.0f}" for part in (0.5, 0.95, 0.99, 1))
        print(f"{what:<22}{len(times):>8}{figures}")
    redraws = max(1, found.redraws)
    print(
        f"{redraws / took:.1f} redraws a second; the servers' processor time {spent / redraws * 1000:.1f} ms"
        f" a redraw, {spent / took:.2f} processors; the driver's {own / redraws * 1000:.1f} ms, {own / took:.2f}"
    )
    people_done = max(1, found.came)
    print(
        f"{found.came} results, each that person's own; {found.messages / people_done:.0f} messages and"
        f" {found.bytes / people_done / 1000:.0f} kB a person"
    )
    for what, times_wrong in found.wrong.items():
        print(f"WRONG, {times_wrong} times: {what}")


def _tell_memory(options: argparse.Namespace, idle: float, held: list[float]) -> None:
    each = (held[0] - idle) / options.people * 1000
    print(
        f"memory of the servers, MB: {idle:.0f} before anybody came, {held[0]:.0f} with all there ({each:.0f} kB"
        f" each), then every minute {' '.join(f'{one:.0f}' for one in held[1:])}"
    )


def _of(times: list[float], part: float) -> float:
    """The time that this part of all did not exceed."""
    ordered = sorted(times) or [0.0]
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


if __name__ == "__main__":
    sys.exit(main())
