"""What a visitor types: taken apart into facts to confirm, a question to answer, or a command.

Nothing typed counts before it is confirmed; it is kept in the browser's session alone.
"""

from datetime import date

import streamlit as st

from advisor.facts.values import Facts, FactValue
from advisor.interview.questions import grouped
from advisor.rules.policy import Policy
from advisor.talk.commands import Command
from advisor.talk.lists_told import joined
from advisor.talk.understand import Understood, understand
from advisor.ui.chat import session

TYPED = "typed"
LONGEST = 5000  # characters that the field takes


def field(policy: Policy, answers: Facts, asked: tuple[str, ...], as_of: date) -> None:
    """The line at the foot of the page where anything can be typed."""
    # In a container of its own: at the foot of the app the library would scroll to the page's end.
    with st.container(key="type-here"):
        st.chat_input(
            "也可以直接打字：说情况，或问问题",
            key=TYPED,
            max_chars=LONGEST,
            on_submit=_take,
            args=(policy, answers, asked, as_of),
        )


def _take(policy: Policy, answers: Facts, asked: tuple[str, ...], as_of: date) -> None:
    talk: session.Conversation = st.session_state.conversation
    typed = str(st.session_state.get(TYPED) or "").strip()
    if not typed:
        return
    understood = _understood(policy, typed, asked, as_of)
    talk.typed, talk.kind, talk.command = typed, understood.kind, understood.command
    talk.asks = understood.asks or understood.kind in ("question", "chatter")
    if understood.command is Command.CHANGE_PREVIOUS:
        _change_previous(policy, answers)
        return
    if understood.kind == "unknown" and asked:
        session.answer(dict.fromkeys(asked))
        talk.typed = ""
    for one in understood.facts:
        before = talk.heard.get(one.fact, talk.given.get(one.fact))
        talk.heard[one.fact] = joined(before, one.value)
        talk.said[one.fact] = one.said
        talk.rough[one.fact] = one.inexact


def _understood(policy: Policy, typed: str, asked: tuple[str, ...], as_of: date) -> Understood:
    """What was typed in answer to one question; to one for several facts it can answer each."""
    first = understand(policy, typed, asked[0] if asked else None, as_of)
    more = [
        one
        for name in asked[1:]
        for one in understand(policy, typed, name, as_of).facts
        if one.fact == name and name not in first.values
    ]
    return first._replace(facts=(*first.facts, *more), kind="facts" if more else first.kind)


def _change_previous(policy: Policy, answers: Facts) -> None:
    asked = grouped(policy, answers)
    if asked:
        session.change(asked[-1].id, asked[-1].facts)
    st.session_state.conversation.typed = ""


def accept() -> None:
    """All that was heard is right: from now on it counts."""
    talk: session.Conversation = st.session_state.conversation
    heard: dict[str, FactValue | None] = dict(talk.heard)
    rough = dict(talk.rough)
    session.answer(heard)
    talk.rough = rough
    talk.typed = ""


def drop(name: str) -> None:
    """One thing was heard wrongly: it is left to be asked."""
    talk: session.Conversation = st.session_state.conversation
    talk.heard.pop(name, None)
    talk.rough.pop(name, None)


def drop_all() -> None:
    """None of it is right."""
    talk: session.Conversation = st.session_state.conversation
    talk.heard.clear()
    talk.rough.clear()
    talk.typed = ""


def close() -> None:
    """The answer has been read."""
    st.session_state.conversation.typed = ""
