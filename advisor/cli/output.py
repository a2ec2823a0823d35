"""Standard output, told of where it takes no more."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from advisor.cli.writing import WriteError
from advisor.file_troubles import in_words


@contextmanager
def output() -> Iterator[None]:
    """Standard output, written through at the end. Raises ``WriteError`` if it takes no more."""
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up()
        raise WriteError(f"结果没有写全，不要用：{in_words(error)}") from error


def give_up() -> None:
    """What could not be written is not tried again when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
