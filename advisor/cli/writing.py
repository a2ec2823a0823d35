"""Writing a file whole or not at all: beside its place first, put there once nothing can fail any more."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from shutil import copyfileobj, copymode
from typing import IO

from advisor.file_troubles import in_words


class WriteError(Exception):
    """What could not be written, why, and the remedy."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def check_place(file: Path) -> None:
    """Raises ``WriteError`` where no file of that name can be; asked before long work."""
    if not file.parent.is_dir():
        raise WriteError(f"没有“{file.parent}”这个文件夹，“{file}”写不了。请核对路径。")
    if file.is_dir():
        raise WriteError(f"“{file}”：{in_words(IsADirectoryError(errno.EISDIR, ''))}")


def write_whole(file: Path, content: IO[bytes]) -> None:
    """Writes all of ``content`` to ``file``. Raises ``WriteError`` naming ``file``: nothing new is left
    behind then, and what stood there before is as it was."""
    check_place(file)
    try:
        _write(Path(os.path.realpath(file)), content)  # a link goes on leading where it led
    except OSError as error:
        raise WriteError(f"“{file}”没有写成：{in_words(error)}") from error


def _write(target: Path, content: IO[bytes]) -> None:
    if target.exists() and not target.is_file():  # a device or a pipe is not replaced
        with target.open("wb") as out:
            copyfileobj(content, out)
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))
    part = target.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            copyfileobj(content, out)
            out.flush()
            os.fsync(out.fileno())  # some disks say only now that they are full
        if target.exists():
            copymode(target, part)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
