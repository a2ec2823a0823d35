"""The conversation of one visitor: a plain value in the browser session, never written anywhere."""

from dataclasses import dataclass, field

import streamlit as st

from advisor.facts import FactValue


@dataclass
class Conversation:
    """``given``: every answer so far, also those that no longer apply, so that changing an earlier one
    loses nothing. ``changing``: the question whose answer is being changed. ``accepted``: oddities that
    the person has said are right."""

    given: dict[str, FactValue | None] = field(default_factory=dict)
    changing: str | None = None
    accepted: set[str] = field(default_factory=set)


def conversation() -> Conversation:
    """This visitor's conversation."""
    if "conversation" not in st.session_state:
        st.session_state.conversation = Conversation()
    found: Conversation = st.session_state.conversation
    return found


def start_again() -> None:
    """Forgets everything, the widgets' contents too."""
    st.session_state.clear()


def answer(values: dict[str, FactValue | None]) -> None:
    """Takes the answers to one question."""
    talk = conversation()
    talk.given.update(values)
    talk.changing = None
    for key in [key for key in st.session_state if str(key).startswith("entry-")]:
        del st.session_state[key]


def change(question: str | None) -> None:
    """Opens an earlier question again (None: leaves it as it was)."""
    conversation().changing = question
