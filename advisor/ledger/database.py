"""Reaching the ledger's database, and putting its troubles into words that name the remedy."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from advisor.file_troubles import in_words
from advisor.ledger.server_words import server_trouble

_CONNECT_SECONDS = 3  # a server that does not answer is not waited for any longer


class LedgerError(Exception):
    """What could not be done with the ledger, and the remedy, in the words of the desk."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InUseError(LedgerError):
    """Another program has the file; later it may be free."""


def open_engine(database: str, wait: float) -> Engine:
    """The database, a file's path or a URL; a file is made if it is not there, for this account alone.

    ``wait``: seconds that one transaction waits for a file in use. Raises ``LedgerError``.
    """
    try:
        url = make_url(database) if "://" in database else None
        if url is not None and url.get_backend_name() != "sqlite":
            patience = {}
            if url.get_driver_name().startswith("psycopg") and "connect_timeout" not in url.query:
                patience["connect_timeout"] = _CONNECT_SECONDS
            return create_engine(
                url, pool_pre_ping=True, hide_parameters=True, connect_args=patience
            )
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"台账的数据库要用的驱动“{error.name}”没有装。请用 pip 装上它，再重新启动。"
        ) from None
    except (ArgumentError, ValueError):  # the text may hold the database's password
        raise LedgerError(
            "台账的数据库网址写得不对。请照部署说明里的例子改，再重新启动。"
        ) from None
    name = database if url is None else url.database or ""
    if name in ("", ":memory:") or name.startswith("file:"):
        raise LedgerError("台账要写明存在哪个文件。请把文件的路径写进设置，再重新启动。")
    file = Path(name).absolute()
    _make(file)
    return create_engine(
        "sqlite://",
        creator=lambda: _connect(file, wait),
        # Opened anew each time: a file moved away is noticed, not written to unseen.
        poolclass=NullPool,
        hide_parameters=True,
    )


def _make(file: Path) -> None:
    """Makes an empty file that only this account can read; SQLite's files beside it follow its mode."""
    if not file.parent.is_dir():
        raise LedgerError("放台账的文件夹不存在。请管理员先建好文件夹，再刷新这一页。")
    if file.is_dir():
        raise LedgerError("台账的设置指着一个文件夹，不是文件。请在后面加上文件名，再重新启动。")
    if not file.exists():
        try:
            file.touch(mode=0o600)
        except OSError as error:
            raise LedgerError(f"台账的文件建不起来：{in_words(error)}") from error


def _connect(file: Path, wait: float) -> sqlite3.Connection:
    # SQLite would open it for reading, and leave files beside it that stay read-only afterwards.
    effective = os.access in os.supports_effective_ids
    if file.exists() and not os.access(file, os.W_OK, effective_ids=effective):
        raise LedgerError(_SQLITE_WORDS["SQLITE_READONLY"])
    connection = sqlite3.connect(
        f"{file.as_uri()}?mode=rw", uri=True, timeout=wait, check_same_thread=False
    )
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten in the file
    return connection


_IN_USE = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_SQLITE_WORDS = {
    "SQLITE_BUSY": "台账文件正被占用，这一次没有做成；填的都还在。请过几秒再点一次；一直这样，请管理员看看是不是有别的程序开着它。",
    "SQLITE_READONLY": "台账文件是只读的，存不进去。请管理员让运行这个页面的账户能写这个文件和它的文件夹。",
    "SQLITE_FULL": "磁盘满了，台账存不进去。请管理员腾出空间，再点一次。",
    "SQLITE_NOTADB": "台账的设置指着的文件不是台账。请管理员核对设置，或者换一个新的文件名。",
    "SQLITE_CORRUPT": "台账文件坏了。请管理员用备份换回来；坏的那个先留着，不要删。",
    "SQLITE_CANTOPEN": "台账文件打不开：可能被移走了，或者没有权限。请管理员核对文件夹和权限。",
    "SQLITE_IOERR": "台账文件读写出错。请管理员看看磁盘是不是满了、坏了，或者断开了。",
    "SQLITE_ERROR": "台账的设置指着的是别的数据库，里面的表对不上。请管理员核对设置，或者换一个新的文件名。",
}
_SQLITE_WORDS["SQLITE_LOCKED"] = _SQLITE_WORDS["SQLITE_BUSY"]
_SQLITE_WORDS["SQLITE_PERM"] = _SQLITE_WORDS["SQLITE_CANTOPEN"]


def in_use(error: Exception) -> bool:
    """Whether the file is only busy, so that trying again may help."""
    return _kind(error) in _IN_USE


def _kind(error: Exception) -> str:
    """SQLite's name of what went wrong, without the finer distinctions; empty for other databases."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return "_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2])


def trouble_in_words(error: Exception) -> str:
    """What went wrong and the remedy, without a word of what was being written."""
    if kind := _kind(error):
        known = _SQLITE_WORDS.get(kind)
    else:
        known = server_trouble(error.orig if isinstance(error, DBAPIError) else error)
    unknown = f"台账的数据库用不了（{type(error).__name__}）。"
    return known or f"{unknown}请管理员看看它开着没有，网址、账户和权限对不对。"
