"""The ledger as this browser session may use it: off, locked, or open for some hours."""

import os
from functools import cache
from html import escape
from secrets import token_hex

import streamlit as st

from advisor import clock
from advisor.ledger.book import Ledger
from advisor.ledger.database import LedgerError
from advisor.ledger.gate import LONGEST
from advisor.ledger.settings import Settings, gate_of, read_settings
from advisor.ui.shared import choice

HOURS = 8
"""After so many hours the password is asked for again."""

_ENDS = f"{choice.LASTING}ledger-ends"
_VISITOR = f"{choice.LASTING}ledger-visitor"
_PASSWORD = "ledger-password"
_SAID = "ledger-login-said"

# Kept for the whole process by functools: what Streamlit caches, any visitor can empty from the
# browser, and with it the count of wrong passwords.
_gate = cache(gate_of)
_ledger = cache(Ledger)


def settings() -> Settings | None:
    """The operator's settings; None if the ledger is off. Raises ``LedgerError`` for wrong ones."""
    return read_settings(os.environ)


def opened(chosen: Settings) -> Ledger:
    """The ledger, without what is too old to be kept. Raises ``LedgerError``."""
    ledger = _ledger(chosen.database)
    ledger.purge(clock.today(choice.current()), chosen.keep_days)
    return ledger


def logged_in() -> bool:
    """Whether this session has given the password within the last hours."""
    return clock.seconds() < float(st.session_state.get(_ENDS, 0.0))


def log_out() -> None:
    """Locks the ledger for this session and forgets what was typed on its page."""
    st.session_state.pop(_ENDS, None)
    for key in [key for key in st.session_state if str(key).startswith("ledger-")]:
        del st.session_state[key]


def say(text: str, done: bool = False) -> None:
    """Draws what went wrong and the remedy, or (``done``) that something is done; nothing for no text."""
    if text:
        kind = "note done" if done else "note"
        st.html(f'<div class="{kind}" role="status">{escape(text)}</div>')


def ask_password(chosen: Settings) -> None:
    """Draws the box for the password. Raises ``LedgerError`` if the operator's hash is no hash."""
    _gate(chosen.password_hash)
    with (
        st.container(horizontal_alignment="center", key="ledger-locked"),
        st.form("ledger-login", width=400),
    ):
        st.html("<h2>窗口台账</h2><p class='quiet'>给窗口的同事用，要先输入密码。</p>")
        st.text_input("密码", type="password", key=_PASSWORD, max_chars=LONGEST)
        say(st.session_state.get(_SAID, ""))
        st.form_submit_button("打开台账", type="primary", on_click=_try, args=(chosen,))


def _try(chosen: Settings) -> None:
    state = st.session_state
    password = state.get(_PASSWORD, "")
    state[_PASSWORD] = ""
    if not password:
        state[_SAID] = "还没有输入密码。"
        return
    gate, now = _gate(chosen.password_hash), clock.seconds()
    visitor = state.setdefault(_VISITOR, token_hex(8))
    if wait := gate.wait(visitor, now):
        state[_SAID] = f"密码错过几次，还要等{wait}秒才能再试。"
    elif gate.attempt(visitor, password, now):
        state.pop(_SAID, None)
        state[_ENDS] = now + HOURS * 3600
    else:
        wait = gate.wait(visitor, now)
        state[_SAID] = f"密码不对。请等{wait}秒再试；忘了密码，请问管理员。"


def usable() -> Ledger | None:
    """The ledger if it is on and open to this session; None if there is nothing to be drawn."""
    try:
        chosen = settings()
        ledger = opened(chosen) if chosen else None
    except LedgerError:
        return None  # the ledger's own page says what is wrong
    return ledger if logged_in() else None
