"""The conversation of one visitor: a plain value in the browser session, never written anywhere.

The same value stands as a hand-over code in the address, so that a reload, a dropped connection, a
restarted server or another device goes on where the person was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from advisor.facts.values import FactValue
from advisor.handover.code import CodeError, Opened, encode, open_code
from advisor.packs import CONTENT
from advisor.rules.policy import Policy
from advisor.talk.commands import Command
from advisor.talk.understand import Inexact, Kind

IN_ADDRESS = "c"
TYPED = "typed-code"


@dataclass
class Conversation:
    """``given``: every answer so far, also those that no longer apply, so that changing an earlier one
    loses nothing. ``changing``: the question whose answer is being changed. ``accepted``: oddities that
    the person has said are right. ``as_of``: the day of reckoning chosen (None: today). ``opened``:
    the code it was resumed from; ``trouble``: why a code in the address could not be opened.

    Of what was typed: ``typed`` itself while it waits for an answer, its ``kind`` and ``command``, whether
    it ``asks`` something; ``heard``: the facts understood and not yet confirmed, ``said`` the words for
    each, ``rough`` the days of which only the month or the year was said, confirmed ones included."""

    given: dict[str, FactValue | None] = field(default_factory=dict)
    changing: str | None = None
    accepted: set[str] = field(default_factory=set)
    as_of: date | None = None
    opened: Opened | None = None
    trouble: str = ""
    typed: str = ""
    kind: Kind = "chatter"
    command: Command | None = None
    asks: bool = False
    heard: dict[str, FactValue] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    rough: dict[str, tuple[Inexact, ...]] = field(default_factory=dict)


def conversation(policy: Policy, today: date) -> Conversation:
    """This visitor's conversation: the one of the session, or the one whose code the address holds."""
    if "conversation" not in st.session_state:
        code = st.query_params.get(IN_ADDRESS, "")
        st.session_state.conversation = resumed(policy, code, today) if code else Conversation()
    found: Conversation = st.session_state.conversation
    return found


def resumed(policy: Policy, code: str, today: date) -> Conversation:
    """The conversation a code holds; one made with an earlier version of the content is read again
    by today's, and what that no longer knows is left to be asked."""
    try:
        opened = open_code(CONTENT, code)
    except CodeError as error:
        return Conversation(trouble=error.message)
    if opened.current.id != policy.id:
        return Conversation(
            trouble=f"这个码是“{opened.policy.content.pack.document}”的，这里打不开。"
        )
    chosen = None if opened.as_of == today else opened.as_of
    return Conversation(opened.today, as_of=chosen, opened=opened)


def open_typed(policy: Policy, today: date) -> None:
    """Resumes from the code typed on the first page; one that does not open is explained."""
    code = st.session_state.get(TYPED, "")
    st.session_state.conversation = resumed(policy, code, today)


def keep_in_address(policy: Policy, talk: Conversation, as_of: date) -> str:
    """Puts the conversation's code into the address; returns it."""
    if not talk.given:
        if not talk.trouble:
            st.query_params.clear()
        return ""
    code = encode(policy, talk.given, as_of)
    if st.query_params.get(IN_ADDRESS) != code:
        st.query_params[IN_ADDRESS] = code
    return code


def start_again() -> None:
    """Forgets everything, the widgets' contents and the address too."""
    st.session_state.clear()
    st.query_params.clear()
    st.session_state.conversation = Conversation()


def answer(values: dict[str, FactValue | None]) -> None:
    """Takes the answers to one question."""
    talk: Conversation = st.session_state.conversation
    talk.given.update(values)
    for name in values:
        talk.heard.pop(name, None)
        talk.rough.pop(name, None)
    talk.changing = None
    talk.trouble = ""
    talk.command = None
    _forget_entries(values)


def change(question: str | None, names: Iterable[str]) -> None:
    """Opens an earlier question again (None: leaves it as it was). What its form, of the facts
    ``names``, was left with is forgotten; other forms keep what is half entered."""
    st.session_state.conversation.changing = question
    _forget_entries(names)


def _forget_entries(names: Iterable[str]) -> None:
    for name in names:
        for key in [key for key in st.session_state if str(key).startswith(f"entry-{name}")]:
            del st.session_state[key]


def reckon(day: date | None) -> None:
    """Chooses the day of reckoning (None: today)."""
    st.session_state.conversation.as_of = day
