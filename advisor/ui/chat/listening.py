"""What a visitor types: taken apart into facts to confirm, a question to answer, or a command.

Nothing typed counts before it is confirmed; it is kept in the browser's session alone.
"""

from datetime import date

import streamlit as st

from advisor.facts.values import Facts
from advisor.interview import conversation
from advisor.interview.commands import Command
from advisor.interview.conversation import Typed, Unconfirmed
from advisor.interview.questions import grouped
from advisor.rules.policy import Policy
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
    text = str(st.session_state.get(TYPED) or "").strip()
    if not text:
        return
    understood = _understood(policy, text, asked, as_of)
    if understood.command is Command.CHANGE_PREVIOUS:
        _change_previous(policy, answers)
        return
    asks = understood.asks or understood.kind in ("question", "chatter")
    typed = Typed(text, understood.kind, understood.command, asks)
    facts = {one.fact: Unconfirmed(one.value, one.said, one.inexact) for one in understood.facts}
    session.hear(typed, facts, asked)


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
    session.take(conversation.close)
    if asked := grouped(policy, answers):
        session.change(asked[-1].id, asked[-1].facts)
