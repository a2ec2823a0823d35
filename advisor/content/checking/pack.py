"""``pack.yaml`` and the numbers of ``notice.yaml``."""

import re
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advisor.content.checking.references import References
from advisor.content.clauses import clause_in_words
from advisor.content.filling import said_in
from advisor.days import day_in_words

PACK_ID = re.compile(r"[a-z0-9-]+")


def pack(on: References) -> None:
    """Its id, clause, time zone and days; no clause of the notice stands twice."""
    pack = on.content.pack
    on.clause("pack", ("effective_clause",), pack.effective_clause)
    days(on)
    if not PACK_ID.fullmatch(pack.id):
        on.wrong("pack", ("id",), "只能用小写字母、数字和连字号。")
    if not _is_time_zone(pack.time_zone):
        on.wrong(
            "pack",
            ("time_zone",),
            f"没有“{pack.time_zone[:40]}”这个时区，请写成 Asia/Shanghai 的样子。",
        )
    for number, day in enumerate(pack.reckoning_days):
        try:
            date(2000, day.month, day.day)
        except ValueError:
            on.wrong("pack", ("reckoning_days", number), "不是日历上有的日子。")
    if pack.reckoning_days and on.content.verdicts.reckoning is None:
        on.wrong("pack", ("reckoning_days",), "verdicts.yaml 里还要写 reckoning 这几句。")
    seen: set[str] = set()
    for number, clause in enumerate(on.content.notice.clauses):
        if clause.id in seen:
            on.wrong("notice", ("clauses", number), f"条款号“{clause.id}”写了两次。")
        seen.add(clause.id)


def days(on: References) -> None:
    """The days it is in force fit together, and with the clause they stand on where that names one."""
    days, clause = on.content.pack.in_force, on.content.pack.effective_clause
    if days.to is not None and days.to < days.since:
        on.wrong("pack", ("in_force", "to"), "to 早于 from，请核对。")
    text = {one.id: one.text for one in on.content.notice.clauses}.get(clause, "")
    said = {
        date(*day) for day in said_in("day", "…", text) if isinstance(day, tuple) and len(day) == 3
    }
    if said and days.since < min(said):  # a later notice may go on with a day gone by
        theirs = "、".join(map(day_in_words, sorted(said)))
        message = f"这里是{day_in_words(days.since)}，{clause_in_words(clause)}的原文写的是{theirs}，请核对。"
        on.wrong("pack", ("in_force", "from"), message)


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # also a path, or a folder of zones
        return False
    return True
