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
from advisor.talk.outcomes import reply_to
from advisor.talk.typed_text import LONGEST_TEXT
from advisor.talk.understand import understand
from advisor.ui.chat import session

TYPED = "typed"
LONGEST = LONGEST_TEXT  # characters that the field takes


def field(policy: Policy, answers: Facts, asked: tuple[str, ...], as_of: date) -> None:
    """The line at the foot of the page where anything can be typed."""
    # In a container of its own: at the foot of the app the library would scroll to the page's end.
    with st.container(key="type-here"):
        st.chat_input(
            "也可以打字，说情况或提问",
            key=TYPED,
            max_chars=LONGEST,
            on_submit=_take,
            args=(policy, answers, asked, as_of),
        )


def _take(policy: Policy, answers: Facts, asked: tuple[str, ...], as_of: date) -> None:
    text = str(st.session_state.get(TYPED) or "").strip()
    if not text:
        return
    first = asked[0] if asked else None
    understood = understand(policy, text, first, as_of, asked[1:])
    if understood.command is Command.CHANGE_PREVIOUS:
        _change_previous(policy, answers)
        return
    reply = reply_to(policy, understood, as_of, answers)
    typed = Typed(
        understood.text,
        understood.kind,
        understood.command,
        reply.found is not None,
        tuple(reply.outcomes),
        understood.question,
        understood.left,
        tuple((name, value) for name, value in reply.supposed.items() if value is not None),
        understood.private,
        understood.corrects,
    )
    facts = {
        one.fact: Unconfirmed(one.value, one.said, one.inexact, one.spelled)
        for one in understood.facts
    }
    session.hear(typed, facts, asked)


def _change_previous(policy: Policy, answers: Facts) -> None:
    session.take(conversation.close)
    if asked := grouped(policy, answers):
        session.change(asked[-1].id, asked[-1].facts)
