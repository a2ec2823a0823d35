"""Where a visitor's conversation is kept: in the browser session, never written anywhere.

It stands as a hand-over code in the address too, so that a reload, a dropped connection, a restarted
server or another device goes on where the person was. What happens in it is ``interview.conversation``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Concatenate, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from advisor import packs
from advisor.facts.told import ALL_EXACT, Rough
from advisor.handover.code import CodeError, Opened, encode
from advisor.interview import conversation
from advisor.interview.conversation import Came, Conversation, Typed, Unconfirmed
from advisor.interview.questions import Answers
from advisor.rules.policy import Policy
from advisor.ui.shared import choice, drafts

IN_ADDRESS = choice.CODE
TYPED = "typed-code"
_WRITTEN = "codes-written"
"""The codes that the address has held since the visit or a new start, the present one last."""
_BEGUN_ANEW = "begun-anew"

More = ParamSpec("More")


def current() -> Conversation:
    """This visitor's conversation: the one of the session, or the one whose code the address holds. An
    address other than the last one written is the browser's Back or Forward, and is followed."""
    code = st.query_params.get(IN_ADDRESS, "")
    if "conversation" not in st.session_state:
        st.session_state.conversation = of_code(code) if code else Conversation()
    elif _moved_to(code):
        _move(code)
    return _held()


def _moved_to(code: str) -> bool:
    """Whether the address holds another step of this conversation. A link from another page names no
    code and leaves the conversation as it is; what was cleared by a new start stays so."""
    written: list[str] = st.session_state.get(_WRITTEN, [])
    if not written or code == written[-1]:
        return False
    if _BEGUN_ANEW in st.session_state and code not in written:
        return False
    context = get_script_run_ctx()
    return bool(code) or (context is not None and context.is_history_navigation)


def _move(code: str) -> None:
    talk = _held()
    to = of_code(code) if code else Conversation()
    if to.trouble:
        to = conversation.not_opened(talk, to.trouble)
    elif "conversation" in st.session_state:  # else the code was of another pack
        to = conversation.moved(talk, to)
        drafts.forget(talk.given.keys() | talk.ahead.keys())
    st.session_state.conversation = to


def take(
    step: Callable[Concatenate[Conversation, More], Conversation],
    *more: More.args,
    **named: More.kwargs,
) -> None:
    """Takes a step of the conversation; what a button does."""
    st.session_state.conversation = step(_held(), *more, **named)


def answer(values: Answers, rough: Rough = ALL_EXACT) -> None:
    """Takes the answers to one question, with those of their days that are ``rough``."""
    take(conversation.answer, values, rough)
    drafts.forget(values)


def change(question: str, names: Iterable[str]) -> None:
    """Opens an earlier question again. What its form, of the facts ``names``, was left with is
    forgotten; other forms keep what is half entered."""
    take(conversation.change, question)
    drafts.forget(names)


def leave_change(names: Iterable[str]) -> None:
    """Leaves a question as it was, and forgets what was half entered in its form, of ``names``."""
    take(conversation.leave_change)
    drafts.forget(names)


def hear(typed: Typed, facts: Mapping[str, Unconfirmed], asked: tuple[str, ...]) -> None:
    """Takes what was typed when the facts ``asked`` were asked for; "I do not know" is their answer."""
    take(conversation.hear, typed, facts, asked)
    if typed.kind == "unknown":
        drafts.forget(asked)


def confirm() -> None:
    """All that was heard is right."""
    names = list(_held().heard)
    take(conversation.confirm)
    drafts.forget(names)


def start_again() -> None:
    """Forgets everything, the widgets' contents and the code in the address too."""
    choice.start_again()
    if IN_ADDRESS in st.query_params:
        del st.query_params[IN_ADDRESS]
    st.session_state.conversation = Conversation()
    st.session_state[_BEGUN_ANEW] = True
    drafts.ask_no_more()


def _held() -> Conversation:
    held: Conversation = st.session_state.conversation
    return held


def give_back(policy: Policy, code: str, as_of: date) -> None:
    """Takes what the browser kept of an earlier session's forms and chips."""
    draft = drafts.came_back(policy, code, as_of)
    if draft is not None:
        take(conversation.given_back, draft.heard, draft.changing, draft.ahead, draft.ahead_rough)


# --- codes -----------------------------------------------------------------------------------------


def of_code(code: str) -> Conversation:
    """The conversation that a code holds, its pack the one served from now on; or an empty one with what
    is wrong with the code."""
    try:
        opened = packs.open_code(code)
    except CodeError as error:
        return Conversation(trouble=error.message)
    choice.turn_to(opened.current.id)
    return resumed(opened, choice.day(opened.current))


def resumed(opened: Opened, today: date) -> Conversation:
    """The conversation of a code that was opened; what today's content no longer knows is left to be
    asked."""
    came = Came(opened.told, opened.policy.content.pack.version)
    return conversation.resumed(came, opened.today, today)


def opened_then(policy: Policy, came: Came) -> Opened:
    """What a code made with an earlier version of the content held, with the content of that version."""
    then = packs.open_version(policy.id, came.version)
    return Opened(then, came.told, policy)


def open_typed() -> None:
    """Resumes from the code typed on the first page; one that does not open is explained."""
    found = of_code(st.session_state.get(TYPED, ""))
    if found.trouble:
        take(conversation.not_opened, found.trouble)
    else:
        st.session_state.conversation = found


def keep_in_address(policy: Policy, talk: Conversation, as_of: date) -> str:
    """Puts the conversation's code into the address, each a step in the browser's history; returns it."""
    code = ""
    if talk.given or talk.office:
        code = encode(policy, talk.given, as_of, talk.office, talk.rough)
        if st.query_params.get(IN_ADDRESS) != code:
            st.query_params[IN_ADDRESS] = code
    elif not talk.trouble and IN_ADDRESS in st.query_params:
        del st.query_params[IN_ADDRESS]
    written: list[str] = st.session_state.setdefault(_WRITTEN, [])
    in_address = st.query_params.get(IN_ADDRESS, "")
    if not written or written[-1] != in_address:
        written.append(in_address)
    return code
