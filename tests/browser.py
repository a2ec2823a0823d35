"""A real browser and a real server for the tests that need them."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    TimeoutError,
    expect,
    sync_playwright,
)

import tasks

ROOT = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# What ``tasks.py`` does not install for the pages is not there for them here either.
OTHERWISE_NAMED = {"rpds-py": "rpds", "attrs": "attr attrs"}
SERVED = {
    "PYTHONPATH": str(ROOT / "tests" / "served"),
    "PYTHONUNBUFFERED": "1",  # what it prints can be read at once
    "NOT_INSTALLED": " ".join(
        OTHERWISE_NAMED.get(name, name.replace("-", "_")) for name in tasks.NOT_SERVED
    ),
}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # tabs of one server in one process, which has read its scripts already
    "--renderer-process-limit=1",
]
SLOW = 120
"""Seconds that anything may take: a test that fails because its machine is slow is a false alarm."""

expect.set_options(timeout=SLOW * 1000)

AT_REST = """document.querySelector('[data-testid=stApp]')
  ?.getAttribute('data-test-script-state') === 'notRunning'"""

# Put into each page before its own scripts: whether the server has yet to say something to what it was asked.
HEARD = """() => {
  window.unanswered = false;
  const send = WebSocket.prototype.send, listened = new WeakSet();
  WebSocket.prototype.send = function (data) {
    if (!listened.has(this)) {
      listened.add(this);
      for (const what of ["message", "close"]) {
        this.addEventListener(what, () => { window.unanswered = false; });
      }
    }
    window.unanswered = true;
    return send.call(this, data);
  };
}"""

# Looks in the page, where nothing is looked at before what the page itself has to do.
RESTS = f"""most => new Promise(done => {{
  let resting = 0, looks = 0;
  const look = setInterval(() => {{
    resting = !window.unanswered && ({AT_REST}) ? resting + 1 : 0;
    if (resting === 4 || ++looks > most) {{ clearInterval(look); done(resting === 4); }}
  }}, 50);
}})"""

# Icons are words of a font, the hand-over code is letters; the announcer is the select box's own voice for screen readers, which
# the library speaks in English whatever the page's language.
WITHOUT_ICONS = """() => {
  const unseen = "[data-testid=stIconMaterial], [data-live-announcer], .code";
  document.querySelectorAll(unseen).forEach(element => element.textContent = "");
  return document.body.innerText;
}"""


def executable() -> str:
    """A Chromium of this machine. Where there is none the test is skipped, but never in CI."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    found = found or next((place for place in PLACES if Path(place).exists()), None)
    if found is None:
        assert not os.environ.get("CI"), "CI must install a browser"
        pytest.skip("no Chromium, Chrome or Edge on this machine")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=QUIET, timeout=SLOW * 1000
        )
        device(browser).new_page()  # stays, and with it the process that has read the scripts
        yield browser
        browser.close()


def device(browser: Browser) -> BrowserContext:
    """A phone or a PC of somebody's own: it shares nothing with others, and has seen nothing yet."""
    found = browser.new_context(locale="zh-CN")
    found.set_default_timeout(SLOW * 1000)
    found.add_init_script(f"({HEARD})()")
    return found


def kept_device(browser: Browser) -> BrowserContext:
    """The device that most tests use, one after the other. It has the framework's scripts already: to fetch and read
    them costs more than all the rest of a page."""
    return browser.contexts[0]


def tidied(browser: Browser) -> None:
    """Closes what a test has left open: a page that stays open goes on asking the server. What pages keep they keep
    by tab, or as cookies."""
    for context in browser.contexts[1:]:
        context.close()
    for context in browser.contexts:
        for page in context.pages[1:]:
            page.close()
        context.clear_cookies()


class Server:
    """The app as the README's command runs it, on a free port of this machine; with ``settings`` in
    its environment. ``listens``: on which address, on all of them if none is given; ``app``: the file
    that holds the app."""

    def __init__(
        self,
        settings: Mapping[str, str] | None = None,
        listens: str = "127.0.0.1",
        app: str = "advisor_app.py",
    ) -> None:
        self.settings = dict(settings or {})
        self._app = app
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._output = Path(self._folder.name) / "printed"
        self._listens = listens
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", self._app]
        options = [f"--server.port={self.port}"]
        if self._listens:
            options.append(f"--server.address={self._listens}")
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env={**os.environ, **SERVED, **self.settings},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        for _ in range(SLOW * 10):
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=10):
                    return
            except OSError:
                assert self._process.poll() is None, f"the server ended: {self.printed()}"
                time.sleep(0.1)
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """Ends the server as a crash would: nobody is told."""
        self._process.kill()
        self._process.wait()

    def printed(self) -> str:
        """All it has printed so far, also before it was started anew."""
        return self._output.read_text("utf-8", errors="replace")

    def stop(self) -> str:
        """Ends the server; returns all it printed."""
        self._process.terminate()
        self._process.wait(timeout=SLOW)
        return self.printed()


class Visitor:
    """Someone at the page: taps what they see, and every host that is called is noted. ``on``: the device, else
    the one that tests share. Of several tabs of a device only the last is in front, and drawn at once."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        width: int,
        height: int,
        waits_for: str = ".question",
        on: BrowserContext | None = None,
    ) -> None:
        self.page: Page = (on or kept_device(browser)).new_page()
        self.resize(width, height)
        self.hosts: set[str] = set()
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        self.page.goto(address)
        self.page.locator(waits_for).first.wait_for()

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def tap(self, name: str) -> None:
        """Taps the button with just this name and waits for the page to have moved on."""
        button = self.page.get_by_role("button", name=name, exact=False).locator("visible=true")
        button.first.click()
        self.settle()

    def pick(self, option: str) -> None:
        self.page.get_by_role("button", name=option, exact=True).first.click()
        self.settle()

    def choose(self, label: str, option: str, number: int = 0) -> None:
        box = self.page.get_by_role("combobox", name=label, exact=True).nth(number)
        listed = self.page.get_by_role("option", name=option, exact=True)
        opened = self.page.get_by_role("listbox")

        def chosen() -> bool:
            """Whether it could be tapped, a step nearer to it if not: a list may be drawn anew under the tap."""
            with suppress(TimeoutError):
                if not opened.is_visible():
                    box.click()
                    opened.wait_for(timeout=5000)
                elif listed.is_visible():
                    listed.click(timeout=5000)
                    opened.wait_for(state="hidden", timeout=5000)
                    return True
                else:  # a long list holds only what is in sight; the rest comes with scrolling
                    opened.evaluate("list => list.scrollBy(0, 150)", timeout=5000)
            return False

        until(chosen, self.page, f"{label}: {option}")
        self.settle()

    def settle(self) -> None:
        """Waits until the page has come to rest."""
        settle(self.page)

    def until(self, expression: str) -> None:
        """Waits for what a JavaScript expression says of the page. Playwright's own ``wait_for_function``
        evaluates text inside the page, which the page's security policy forbids."""
        until(lambda: bool(self.page.evaluate(expression)), self.page, expression)

    def question(self) -> str:
        return self.page.locator(".question").inner_text()

    def verdict(self) -> str:
        return self.page.locator(".verdict").inner_text()

    def sees(self, selector: str) -> bool:
        """Whether the element's top lies within what is on the screen."""
        box = self.page.locator(selector).first.bounding_box()
        size = self.page.viewport_size
        assert size is not None
        return box is not None and 0 <= box["y"] < size["height"] and box["width"] > 0


def settle(page: Page) -> None:
    """Waits until the server has answered and the script has then been at rest for a fifth of a second: one run may
    end in another."""
    assert page.evaluate(RESTS, SLOW * 20), "the page does not come to rest"


def until(true: Callable[[], bool], page: Page, what: str) -> None:
    """Waits for something to be true, while the page goes on."""
    for _ in range(SLOW * 20):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"this never came true: {what}")
