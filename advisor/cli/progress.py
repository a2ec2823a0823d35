"""How far something long is, on standard error: on a terminal one line that changes, else a line now and then."""

import sys

from advisor import clock

ON_TERMINAL, IN_LINES = 0.2, 10.0
"""Seconds between two words of it."""

CLEAR = "\r\x1b[K"


class Progress:
    """Told of each step how much of it is done; ``name``: of what it is the progress."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.terminal = sys.stderr is not None and sys.stderr.isatty()
        self._last = clock.seconds()

    def __call__(self, step: str, done: int, whole: int) -> None:
        every = ON_TERMINAL if self.terminal else IN_LINES
        if sys.stderr is None or clock.seconds() - self._last < every:
            return
        self._last = clock.seconds()
        words = f"{self.name}：{step}，{done:,}／{whole:,}（{done / whole:.0%}）"
        if self.terminal:
            print(CLEAR + words, end="", file=sys.stderr, flush=True)
        else:
            print(words, file=sys.stderr, flush=True)

    def over(self) -> None:
        """Takes the line away where it stood on a terminal."""
        if self.terminal:
            print(CLEAR, end="", file=sys.stderr, flush=True)
