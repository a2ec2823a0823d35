"""Entering a case in the ledger from another page: one small box, for staff who are logged in."""

import streamlit as st

from advisor import clock
from advisor.ledger.book import CHANNELS, LONGEST_NOTE, Draft, Ledger
from advisor.ledger.database import LedgerError
from advisor.ui.ledger.access import logged_in, say, usable
from advisor.ui.shared import choice

_CHANNEL = "ledger-channel"
_NOTE = "ledger-offer-note"
_DONE = "ledger-offer-done"
_SAID = "ledger-offer-said"


def offer(question: str, code: str, verdict: str, pressed: str = "") -> None:
    """Draws 「记入台账」 for what was just asked (``question``, ``code`` or both) and answered
    (``verdict`` as ``ledger.verdict_of`` gives it, or empty). Draws nothing while the ledger is off or
    this session is not logged in. ``pressed``: the key that does the same on this page, shown beside it.
    Fits a narrow column; once a page."""
    ledger = usable()
    if ledger is None or not (question.strip() or code):
        return
    case = (question, code, verdict)
    with st.container(key="ledger-offer", border=True, gap="small"):
        done = st.session_state.get(_DONE)
        if done is not None and done[0] == case:
            say(f"这一位已记入台账（第{done[1]}号）。", done=True)
            st.button("再记一条", key="ledger-offer-again", type="tertiary", on_click=_again)
            return
        pick_channel()
        st.text_input(
            "备注（不写姓名、号码）", key=_NOTE, max_chars=LONGEST_NOTE, persist_state="session"
        )
        say(st.session_state.pop(_SAID, ""))
        label = f"记入台账 {pressed}".strip()
        st.button(label, key="ledger-offer-add", on_click=_add, args=(ledger, *case))


def pick_channel() -> None:
    """The choice of the channel; the one taken last stands for the next entry."""
    st.segmented_control(
        "渠道",
        list(CHANNELS),
        default=next(iter(CHANNELS)),
        format_func=CHANNELS.__getitem__,
        key=_CHANNEL,
        label_visibility="collapsed",
        persist_state="session",
    )


def channel() -> str:
    """The channel chosen; empty if none."""
    return st.session_state.get(_CHANNEL) or ""


def _add(ledger: Ledger, question: str, code: str, verdict: str) -> None:
    if not logged_in():  # the hours ended meanwhile
        return
    state = st.session_state
    draft = Draft(clock.today(choice.current()), channel(), question, code, verdict, state[_NOTE])
    try:
        number = ledger.add(draft)
    except LedgerError as error:
        state[_SAID] = error.message
    else:
        state[_DONE] = ((question, code, verdict), number)
        state[_NOTE] = ""


def _again() -> None:
    del st.session_state[_DONE]
