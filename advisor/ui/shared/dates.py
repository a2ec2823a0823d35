"""Entering a day without a calendar to leaf through: year, month, and the day only if known."""

from calendar import monthrange
from datetime import date

import streamlit as st

from advisor.days import known_day

OLDEST = 60  # years back that can be chosen
LEFT_OUT = 0
YEARS_AHEAD = 4  # a diploma, a contract's end or a batch may lie ahead


def pick_day(
    label: str, key: str, as_of: date, value: date | None = None, years_ahead: int = 0
) -> tuple[date | None, bool]:
    """The day chosen, and whether the choice is complete (all left empty is complete: not known).

    Only a month: its last day; only a year: its last day, so that nothing comes out too early. A day
    that cannot lie ahead (``years_ahead`` 0) is at the latest the day of reckoning.
    """
    st.markdown(f"**{label}**")
    with st.container(horizontal=True, gap="xsmall"):
        years = list(range(as_of.year + years_ahead, as_of.year - OLDEST, -1))
        if value is not None and value.year not in years:
            years.append(value.year)
        year = _select("年", years, value.year if value else None, f"{key}-year", 108)
        month = _select(
            "月", list(range(1, 13)), value.month if value else None, f"{key}-month", 92
        )
        last = monthrange(year, month)[1] if year and month else 31
        day = _select(
            "日",
            list(range(1, last + 1)),
            value.day if value else None,
            f"{key}-day-{last}",  # another month's days are another choice
            92,
        )
    if year is None:
        return None, month is None and day is None
    kept = min(day, last) if day and month else None
    chosen = known_day(year, month, kept, None if years_ahead else as_of)
    return chosen, month is not None or day is None


def month_known(key: str) -> bool:
    """Whether the month is chosen: a spell's end by the year alone would count months never worked."""
    return bool(st.session_state.get(f"{key}-month"))


def _select(label: str, options: list[int], value: int | None, key: str, width: int) -> int | None:
    """A short list of numbers; its first entry leaves the part out."""
    choices = [LEFT_OUT, *options]
    chosen = st.selectbox(
        label,
        choices,
        index=choices.index(value) if value in options else 0,
        format_func=lambda number: f"{number}{label}" if number else "不填",
        key=key,
        persist_state="session",
        filter_mode=None,
        width=width,
    )
    return chosen or None
