"""A real browser and a real server for the tests that need them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
]
AT_REST = """document.querySelector('[data-testid=stApp]')
  ?.getAttribute('data-test-script-state') === 'notRunning'"""

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
        browser = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        yield browser
        browser.close()


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
        self._environment = {**os.environ, **SERVED, **(settings or {})}
        self._app = app
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
        self._process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1):
                    return
            except OSError:
                assert self._process.poll() is None, "the server ended"
                time.sleep(0.1)
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """Ends the server as a crash would: nobody is told."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> str:
        """Ends the server; returns all it printed."""
        self._process.terminate()
        out, _ = self._process.communicate(timeout=20)
        return out.decode(errors="replace")


class Visitor:
    """Someone at the page: taps what they see, and every host that is called is noted."""

    def __init__(
        self, browser: Browser, address: str, width: int, height: int, waits_for: str = ".question"
    ) -> None:
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": height}, locale="zh-CN"
        )
        self.hosts: set[str] = set()
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        self.page.goto(address)
        self.page.locator(waits_for).first.wait_for()

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
        for _ in range(60):
            if listed.is_visible():
                break
            if opened.is_visible():
                # A long list holds only what is in sight; the rest comes with scrolling.
                opened.evaluate("list => list.scrollBy(0, 150)", timeout=1000)
            else:
                box.click()
            self.page.wait_for_timeout(150)
        listed.click()
        self.settle()
        if listed.is_visible():  # the list was drawn anew under the tap
            listed.click()
            self.settle()

    def settle(self) -> None:
        """Waits until the script has been at rest for a fifth of a second: a tap asks for a run at once, but one
        run may end in another."""
        resting = 0
        for _ in range(600):
            resting = resting + 1 if self.page.evaluate(AT_REST) else 0
            if resting == 4:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("the page does not come to rest")

    def until(self, expression: str) -> None:
        """Waits for what a JavaScript expression says of the page. Playwright's own ``wait_for_function``
        evaluates text inside the page, which the page's security policy forbids."""
        for _ in range(300):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"this never came true: {expression}")

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
