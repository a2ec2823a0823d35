"""The one choice of the pack that a visitor is served; every page and link takes it from here.

It is made when they come: the pack of the code in the address, else the one that the link names, else
the setting's. A code of another pack that is opened later turns to that one. The browser session keeps
it, and the address where it is not the setting's, so that a reload finds it again.
"""

from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from advisor import clock, packs
from advisor.content.reading import ContentError
from advisor.days import day_in_words
from advisor.handover.code import CodeError
from advisor.rules.policy import Policy
from advisor.rules.wording import subject
from advisor.server.downloads import PACK

CODE = "c"
"""A conversation's code in the address."""

LASTING = "staff-"
"""How the keys of what no pack is behind begin in the session: who is logged in stays so."""

_ID = "pack-id"
_TROUBLE = "pack-trouble"


def current() -> Policy:
    """The pack served to this visitor. Raises ``ContentError``."""
    policy = _opened()
    named = st.query_params.get(PACK)
    if named != policy.id and (named or policy.id != packs.default(clock.today)):
        st.query_params[PACK] = policy.id
    return policy


def _opened() -> Policy:
    try:
        return packs.open_pack(st.session_state.get(_ID, ""))
    except packs.NoPackError:  # the visitor has just come, or the pack has gone since
        st.session_state[_ID] = _asked_for()
        return packs.open_pack(st.session_state[_ID])


def address(path: str, **fields: str) -> str:
    """The address of a page or a download, with these fields, for the pack served to this visitor;
    whether it must be named the address of this page tells."""
    query = urlencode({**fields, **named()})
    return f"{path}?{query}" if query else path


def named() -> dict[str, str]:
    """What names the visitor's pack in an address; nothing where it is the setting's."""
    return {PACK: st.query_params[PACK]} if PACK in st.query_params else {}


def title() -> str:
    """What the visitor's browser calls the first page; nothing where no pack can be used."""
    try:
        return f"{subject(current())}自测"
    except ContentError:
        return ""


def turn_to(id: str) -> None:
    """Serves another pack from now on. What was entered for the one before does not fit it and is
    forgotten."""
    if id != st.session_state.get(_ID):
        for key in list(st.session_state):
            if not str(key).startswith(LASTING):
                del st.session_state[key]
        st.session_state[_ID] = id


def start_again() -> None:
    """Forgets all of this visitor but the pack."""
    id = st.session_state.get(_ID)
    st.session_state.clear()
    if id is not None:
        st.session_state[_ID] = id


def day(policy: Policy) -> date:
    """The day that is reckoned for where none is chosen: today, or of a pack that does not speak for it the
    nearest day that it does."""
    days, today = policy.content.pack.in_force, clock.today(policy)
    if days.to is not None and today > days.to:
        return days.to
    return max(today, days.since)


def trouble() -> None:
    """Says once that the pack the link names is not here; and, of one that does not speak for today, on what
    day all is reckoned."""
    message = st.session_state.pop(_TROUBLE, "")
    if message:
        st.html(f'<div class="note" role="alert">{escape(message)}</div>')
    policy = current()
    today, reckoned = clock.today(policy), day(policy)
    if reckoned != today:
        on = day_in_words(reckoned)
        said = (
            f"这份通知从{on}起施行，现在还没有到。下面按那一天算。"
            if today < reckoned
            else f"这份通知管到{on}，已经过了。下面按那一天算；现在能不能申报，请看新的通知。"
        )
        st.html(f'<div class="note" role="status">{said}</div>')


def _asked_for() -> str:
    code = st.query_params.get(CODE)
    if code:
        try:
            return packs.open_code(code).current.id
        except CodeError:
            pass  # the page that opens it says what is wrong
    named = st.query_params.get(PACK, "").strip()
    if named and packs.of_city(named):  # where none of them speaks for today, that is said
        return packs.find(named, clock.today)
    served = packs.default(clock.today)
    if named:
        try:
            return packs.find(named, clock.today)
        except packs.NoPackError:
            instead = packs.open_pack(served).content.pack
            st.session_state[_TROUBLE] = (
                f"这个网址要看的通知“{named[:40]}”，这里没有。下面是{instead.city}的"
                f"（{instead.document}）；要看别处的，请核对网址。"
            )
    return served
