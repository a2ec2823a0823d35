"""Types six usual cases at the desk, fast, in a browser: ``python -m benchmarks.desk``.

At each speed each case is typed as a new person's, three in a row without ever waiting for the page, and
what the form then holds is compared with the case. ``--load`` keeps so many processes busy meanwhile. Also
says how many keys each case takes. What can fail it is a key that is lost or lands elsewhere.
"""

import argparse
import multiprocessing
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser  # noqa: E402

from tests.browser import Server, launched  # noqa: E402
from tests.usual_cases import AT_ONCE, USUAL, typed_without_waiting  # noqa: E402

SPEEDS = (20, 30, 60, 90, 150)  # milliseconds a key


def main() -> int:
    """Types and prints; returns the exit status: 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--times", type=int, default=4, help="each case at each speed")
    parser.add_argument("--load", type=int, default=0, help="processes kept busy meanwhile")
    parser.add_argument("--speeds", type=int, nargs="+", default=SPEEDS)
    options = parser.parse_args()
    for case in USUAL:
        print(f"{len(case.keys):3d} keys  {case.name}")
    spawned = multiprocessing.get_context("spawn")  # no pipe of the browser goes to them
    busy = [spawned.Process(target=_spin, daemon=True) for _ in range(options.load)]
    server = Server()
    wrong = 0
    try:
        with launched() as browser:
            for process in busy:
                process.start()
            for speed in options.speeds:
                count = _typed(browser, server.address, speed, options.times)
                wrong += count
                print(
                    f"{speed:3d} ms a key: {count} wrong of {options.times * len(USUAL)}",
                    flush=True,
                )
    finally:
        for process in busy:
            process.kill()
        server.stop()
    return 1 if wrong else 0


def _typed(browser: Browser, address: str, speed: int, times: int) -> int:
    """How many of the cases went wrong at this speed, all at one desk."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page.goto(f"{address}/desk")
    page.locator(".desk-form [data-field]").first.wait_for()
    wrong = []
    for _ in range(times):
        for first in range(0, len(USUAL), AT_ONCE):
            wrong += typed_without_waiting(page, USUAL[first : first + AT_ONCE], speed)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    page.close()
    return len(wrong)


def _spin() -> None:
    """Keeps a core busy."""
    while True:
        sum(range(10_000))


if __name__ == "__main__":
    sys.exit(main())
