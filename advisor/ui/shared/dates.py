"""Entering a day without a calendar to leaf through: year, month, and the day only if known."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import streamlit as st

from advisor.days import known_day
from advisor.facts.told_in_words import Exactness, Inexact, inexact
from advisor.ui.shared import drafts

OLDEST = 60  # years back that can be chosen
LEFT_OUT = 0
YEARS_AHEAD = 4  # a diploma, a contract's end or a batch may lie ahead


class Picked(NamedTuple):
    """The day chosen (None: none), whether the choice is ``complete`` (all left empty is complete: not
    known), and how ``exact`` it is."""

    day: date | None
    complete: bool
    exact: Exactness = "day"

    @property
    def rough(self) -> tuple[Inexact, ...]:
        """The day as one of which only the month or the year is known; empty for a day in full."""
        if self.day is None or self.exact == "day":
            return ()
        return (inexact(self.day, self.exact),)


def pick_day(
    label: str,
    key: str,
    as_of: date,
    value: date | None = None,
    years_ahead: int = 0,
    rough: Iterable[Inexact] = (),
) -> Picked:
    """Lets a day be chosen; ``value``: the one chosen before, of which no more is shown than was known if
    it is among the ``rough`` ones.

    Only a month: its last day; only a year: its last day, so that nothing comes out too early. A day
    that cannot lie ahead (``years_ahead`` 0) is at the latest the day of reckoning.
    """
    known = next((one.exact for one in rough if one.day == value), "day")
    st.markdown(f"**{label}**")
    with st.container(horizontal=True, gap="xsmall"):
        years = list(range(as_of.year + years_ahead, as_of.year - OLDEST, -1))
        if value is not None and value.year not in years:
            years.append(value.year)
        year = _select("年", years, value.year if value else None, f"{key}-year", 108)
        month = _select(
            "月",
            list(range(1, 13)),
            value.month if value and known != "year" else None,
            f"{key}-month",
            92,
        )
        last = monthrange(year, month)[1] if year and month else 31
        day = _select(
            "日",
            list(range(1, last + 1)),
            value.day if value and known == "day" else None,
            f"{key}-day-{last}",  # another month's days are another choice
            92,
        )
    if year is None:
        return Picked(None, month is None and day is None)
    kept = min(day, last) if day and month else None
    chosen = known_day(year, month, kept, None if years_ahead else as_of)
    exact: Exactness = "year" if month is None else "day" if kept else "month"
    return Picked(chosen, month is not None or day is None, exact)


def _select(label: str, options: list[int], value: int | None, key: str, width: int) -> int | None:
    """A short list of numbers; its first entry leaves the part out."""
    choices = [LEFT_OUT, *options]
    given_back = drafts.filled(key, drafts.one_of(choices))
    chosen = st.selectbox(
        label,
        choices,
        index=choices.index(value) if value in options and not given_back else 0,
        format_func=lambda number: f"{number}{label}" if number else "不填",
        key=key,
        persist_state="session",
        filter_mode=None,
        width=width,
    )
    return chosen or None
