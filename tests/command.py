"""The command line run within the test's own process: no Python to start, and packs that are open stay open.

``test_a_process_says_the_same`` in ``cli/test_cli.py`` compares it with a process of its own.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from typing import BinaryIO, NamedTuple

from advisor.cli import commands


class Done(NamedTuple):
    """The exit status, and what was written."""

    status: int
    out: bytes
    err: str


def ran(*arguments: str, given: bytes = b"", onto: BinaryIO | None = None) -> Done:
    """What becomes of ``advisor`` with these arguments and this on its standard input; what it writes out
    goes ``onto`` a file where one is named."""
    out, err = BytesIO(), BytesIO()
    with _streams(given, onto or out, err):
        try:
            status = commands.main(arguments)
        except SystemExit as left:  # the help, and what is wrong with a command
            status = left.code  # type: ignore[assignment]
    return Done(status, out.getvalue(), err.getvalue().decode())


@contextmanager
def _streams(given: bytes, out: BinaryIO, err: BinaryIO) -> Iterator[None]:
    """Standard streams as a process has them: bytes below, UTF-8 above."""
    usual = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = TextIOWrapper(BytesIO(given), "utf-8")
    sys.stdout, sys.stderr = TextIOWrapper(out, "utf-8"), TextIOWrapper(err, "utf-8")
    try:
        yield
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        # A wrapper that goes closes what it wraps, which is still to be read.
        sys.stdout.detach()
        sys.stderr.detach()
        sys.stdin, sys.stdout, sys.stderr = usual
