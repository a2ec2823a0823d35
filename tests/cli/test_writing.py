"""A file is written whole or not at all."""

import errno
import io
import os
from pathlib import Path

import pytest

from advisor.cli.writing import WriteError, write_whole


class Failing(io.BytesIO):
    """Gives some bytes, then the disk is full."""

    def __init__(self, number: int) -> None:
        super().__init__(b"half")
        self.number = number

    def read(self, size: int | None = -1) -> bytes:
        if found := super().read(size):
            return found
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize("before", [None, b"earlier"])
@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "磁盘满了"), (errno.EIO, "磁盘读写出错"), (errno.EACCES, "没有权限")],
)
def test_half_a_file_is_never_left(
    before: bytes | None, number: int, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "单子.pdf"
    if before is not None:
        file.write_bytes(before)
    with pytest.raises(WriteError, match=says) as caught:
        write_whole(file, Failing(number))
    assert caught.value.message.startswith(f"“{file}”没有写成：")
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == (
        [] if before is None else [(file, before)]
    )


def test_stopping_leaves_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", io.BytesIO(b"all"))
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_is_replaced_with_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "b"
    file.write_bytes(b"earlier")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, io.BytesIO(b"all"))
    assert file.read_bytes() == b"all"
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [file, link]


def test_a_new_file_can_be_read_as_any_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    write_whole(tmp_path / "a", io.BytesIO(b"all"))
    assert (tmp_path / "a").stat().st_mode == other.stat().st_mode


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices as files")
def test_a_device_is_written_to_not_replaced() -> None:
    write_whole(Path("/dev/null"), io.BytesIO(b"all"))
    assert Path("/dev/null").is_char_device()


def test_a_read_only_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"earlier")
    monkeypatch.setattr(os, "access", lambda *_: False)  # nothing is read-only to root
    with pytest.raises(WriteError, match="没有权限"):
        write_whole(file, io.BytesIO(b"all"))
    assert file.read_bytes() == b"earlier"
