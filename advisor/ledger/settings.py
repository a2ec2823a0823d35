"""The operator's settings of the ledger; without them there is no ledger and nothing is written."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from advisor.ledger.database import LedgerError
from advisor.ledger.gate import Gate, GateError

DATABASE = "ADVISOR_LEDGER"
PASSWORD_HASH = "ADVISOR_LEDGER_PASSWORD_HASH"
KEEP_DAYS = "ADVISOR_LEDGER_KEEP_DAYS"
USUAL_DAYS = 365
MOST_DAYS = 3650


class Settings(NamedTuple):
    """``database``: a file's path or a database URL. ``keep_days``: entries older are deleted."""

    database: str
    password_hash: str
    keep_days: int


def read_settings(environment: Mapping[str, str]) -> Settings | None:
    """The settings; None if the ledger is off. Raises ``LedgerError`` for half or wrong ones; the
    message holds no value, as anybody may read it."""
    database, password_hash, days = (
        environment.get(name, "").strip() for name in (DATABASE, PASSWORD_HASH, KEEP_DAYS)
    )
    if not (database or password_hash or days):
        return None
    for name, value in ((DATABASE, database), (PASSWORD_HASH, password_hash)):
        if not value:
            raise LedgerError(f"台账的设置不全：缺“{name}”。请补上，再重新启动。")
    if days and not (re.fullmatch(r"[0-9]{1,4}", days) and 1 <= int(days) <= MOST_DAYS):
        raise LedgerError(
            f"“{KEEP_DAYS}”写得不对：请写1到{MOST_DAYS}的整数（天数），或者不写（{USUAL_DAYS}天）。"
        )
    return Settings(database, password_hash, int(days or USUAL_DAYS))


def gate_of(password_hash: str) -> Gate:
    """The gate before the ledger. Raises ``LedgerError`` for a hash that cannot be used."""
    try:
        return Gate(password_hash)
    except GateError as error:
        raise LedgerError(
            f"“{PASSWORD_HASH}”的值{error.message}。请用“python -m advisor ledger-password”做一个，"
            "整行照抄，两头加英文单引号（不加的话，里面的“$”会被换掉），再重新启动。"
        ) from error
