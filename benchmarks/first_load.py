"""Measures what someone on an old phone waits for: ``python -m benchmarks.first_load``.

A Chromium slowed as such a phone is (1.6 Mbit/s, 150 ms there and back, a processor of a quarter the
speed, 390 × 844) opens the page with nothing kept from an earlier visit, taps an option as soon as there
is one, and does it all again with what the browser keeps. Told are the seconds from opening until something
can be read, until the first question stands there with its options, until the app itself has drawn it, and
until it has drawn the second one; then how long an answer takes, and the bytes and requests until all is
still, the websocket's included.

A checkout to compare with (``--beside FOLDER``) is served and measured in turn with this one. ``--address``
measures a server that is already running. Nothing is asserted and nothing is written.
"""

import argparse
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
PHONE = ViewportSize(width=390, height=844)

# Every frame is looked at; a moment is that of the frame after the one in which it was seen, for only
# then has it been painted. The first option is tapped as soon as it is there.
WATCH = """(() => {
  const seen = window.firstLoad = {};
  const APP = "[data-testid=stApp]", OPTION = "[class*='st-key-answer-'] button, [data-key]";
  const shown = selector => [...document.querySelectorAll(selector)]
    .find(one => one.getClientRects().length && one.textContent.trim());
  const question = () => document.querySelector(`${APP} .question`)?.textContent;
  let first;
  const looks = {
    text: () => shown("body h1, body p, body button"),
    question: () => shown(".question, #first-screen h2") && shown(OPTION),
    app: () => (first = shown(`${APP} [class*='st-key-answer-'] button`) && question()),
    second: () => first && question() && question() !== first,
  };
  const look = () => {
    for (const [name, found] of Object.entries(looks)) if (!(name in seen) && document.body && found()) {
      seen[name] = -1;
      requestAnimationFrame(() => {
        seen[name] = performance.now() / 1000;
        if (name === "question") shown(OPTION).click();
      });
    }
    if (Object.keys(seen).length < 4) requestAnimationFrame(look);
  };
  look();
})()"""
NEXT = """() => new Promise(done => {
  const question = () => document.querySelector("[data-testid=stApp] .question")?.textContent;
  const asked = question(), start = performance.now();
  document.querySelector("[data-testid=stApp] [class*='st-key-answer-'] button").click();
  const look = () => question() && question() !== asked
    ? done((performance.now() - start) / 1000) : requestAnimationFrame(look);
  look();
})"""
FIGURES = (
    ("text", "something to read, s"),
    ("question", "first question with its options, s"),
    ("app", "the app itself, s"),
    ("second", "second question, the first tapped at once, s"),
    ("next", "an answer later on, from tap to question, s"),
    ("kilobytes", "kilobytes"),
    ("requests", "requests"),
)
QUIET_FOR = 1.5  # seconds without a byte: all has come
Figures = dict[str, float]


def main() -> int:
    """Measures and prints; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_load", description=__doc__)
    parser.add_argument("--beside", type=Path, help="a checkout to measure in turn with this one")
    parser.add_argument("--address", help="a server that runs already, instead of this checkout")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mbit", type=float, default=1.6, help="megabits a second, either way")
    parser.add_argument("--latency", type=float, default=150, help="ms there and back")
    parser.add_argument("--slower", type=float, default=4, help="how many times the processor is")
    parser.add_argument("--sizes", action="store_true", help="name what was fetched, largest first")
    options = parser.parse_args()
    with ExitStack() as stack:
        addresses = {"now": options.address or stack.enter_context(_served(ROOT))}
        if options.beside:
            beside = stack.enter_context(_served(options.beside.resolve()))
            addresses = {"before": beside, **addresses}
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=_browser(), args=QUIET)
        stack.callback(browser.close)
        found: dict[str, list[Figures]] = {}
        for _ in range(options.rounds):
            for head, address in addresses.items():
                for state, figures in _visits(browser, address, options):
                    found.setdefault(f"{head}, {state}", []).append(figures)
    _tell(found, options)
    return 0


def _tell(found: dict[str, list[Figures]], options: argparse.Namespace) -> None:
    print(f"| | {' | '.join(found)} |\n| --- |{' ---: |' * len(found)}")
    for name, words in FIGURES:
        cells = []
        for rounds in found.values():
            values = [one[name] for one in rounds]
            whole = name in ("kilobytes", "requests")
            cells.append(
                f"{median(values):,.0f}"
                if whole
                else f"{median(values):.1f} ({min(values):.1f}–{max(values):.1f})"
            )
        print(f"| {words} | {' | '.join(cells)} |")
    print(
        f"\nPython {platform.python_version()}, {platform.system()} {platform.machine()};"
        f" median of {options.rounds} rounds (lowest–highest); {options.mbit} Mbit/s,"
        f" {options.latency:.0f} ms, processor ÷ {options.slower:g}"
    )


def _visits(
    browser: Browser, address: str, options: argparse.Namespace
) -> Iterator[tuple[str, Figures]]:
    """A visit with nothing kept, then one with what the browser keeps."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True)
    try:
        for state in ("first visit", "again"):
            yield state, _visit(context, address, options)
    finally:
        context.close()


def _visit(context: BrowserContext, address: str, options: argparse.Namespace) -> Figures:
    page = context.new_page()
    counted = _Counted(page)
    slowed = {
        "offline": False,
        "latency": options.latency,
        "downloadThroughput": options.mbit * 1e6 / 8,
        "uploadThroughput": options.mbit * 1e6 / 8,
    }
    counted.session.send("Network.emulateNetworkConditions", slowed)
    counted.session.send("Emulation.setCPUThrottlingRate", {"rate": options.slower})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit", timeout=120_000)
    seen = _until(page, counted)
    figures = {**seen, "kilobytes": counted.bytes / 1000, "requests": counted.requests}
    if options.sizes:
        counted.tell()
    figures["next"] = page.evaluate(NEXT)
    page.close()
    return figures


def _until(page: Page, counted: "_Counted") -> Figures:
    """Waits until the second question is there and nothing more comes; the moments of all before."""
    before, since = 0.0, time.monotonic()
    for _ in range(600):
        page.wait_for_timeout(200)
        if counted.bytes != before:
            before, since = counted.bytes, time.monotonic()
        seen: Figures = page.evaluate("window.firstLoad ?? {}")
        all_seen = len(seen) == 4 and min(seen.values()) > 0
        if all_seen and time.monotonic() - since > QUIET_FOR:
            return seen
    raise SystemExit(f"The page did not come: {page.evaluate('document.body.innerText')[:300]}")


class _Counted:
    """What goes over the line to one page: bytes as sent, headers included, and requests."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.bytes = 0.0
        self.requests = 0
        self._names: dict[str, str] = {}
        self._sizes: dict[str, float] = {}
        self.session.on("Network.responseReceived", self._came)
        self.session.on("Network.loadingFinished", self._loaded)
        self.session.on("Network.webSocketCreated", self._socket)
        self.session.on("Network.webSocketFrameReceived", self._frame)
        self.session.send("Network.enable")

    def tell(self) -> None:
        for name, size in sorted(self._sizes.items(), key=lambda one: -one[1]):
            print(f"{size / 1000:>9.1f}  {name}", file=sys.stderr)

    def _came(self, event: dict) -> None:  # type: ignore[type-arg]
        self._names[event["requestId"]] = event["response"]["url"]
        self.requests += not event["response"].get("fromDiskCache", False)

    def _socket(self, event: dict) -> None:  # type: ignore[type-arg]
        self._names[event["requestId"]] = "websocket"
        self.requests += 1

    def _loaded(self, event: dict) -> None:  # type: ignore[type-arg]
        self._add(event, event["encodedDataLength"])

    def _frame(self, event: dict) -> None:  # type: ignore[type-arg]
        sent = event["response"]["payloadData"]
        self._add(event, len(sent) * 3 / 4 if event["response"]["opcode"] == 2 else len(sent))

    def _add(self, event: dict, size: float) -> None:  # type: ignore[type-arg]
        name = self._names.get(event["requestId"], "?")
        self._sizes[name] = self._sizes.get(name, 0) + size
        self.bytes += size


# --- a server and a browser ---------------------------------------------------------------------------


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The pages of a checkout, served by a process of its own until the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "advisor_app.py"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=folder, env={**os.environ}, stdout=quiet)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                    break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit(f"The server of {folder} ended.") from None
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("There is no Chromium, Chrome or Edge on this machine.")
    return found


if __name__ == "__main__":
    sys.exit(main())
