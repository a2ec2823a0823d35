"""What is half filled in outlives a lost session, without anything being kept here.

With every redraw, of a form alone too, the visitor's own browser is handed what is in the forms and not yet an answer, and
keeps it for as long as the tab is open (``look.js``). A new session asks for it once. What comes back is
only a suggestion: a field takes from it what it could hold, and all else is dropped in silence.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from advisor.facts.plain import facts_to_json
from advisor.facts.told import Rough
from advisor.facts.told_in_words import Inexact, inexact
from advisor.facts.values import FactError, FactValue, read_fact
from advisor.interview.conversation import Conversation, Unconfirmed
from advisor.rules.policy import Policy

ENTRY = "entry-"
"""How the keys of a form's fields begin; the fact's name follows."""

RETURNED = "draft-back"
LONGEST = 20_000  # characters of a draft
LONGEST_SAID = 200
_ASKED = "draft-asked"
_WAITING = "draft-waiting"


class Draft(NamedTuple):
    """What was not an answer yet: chips to be confirmed, the question that was being changed, answers
    from which the person had gone back, and their inexact days."""

    heard: Mapping[str, Unconfirmed]
    changing: str | None
    ahead: Mapping[str, FactValue | None]
    ahead_rough: Rough


def hand_over(talk: Conversation, code: str) -> None:
    """Hands the browser the draft at this moment, to keep; in a new session it is asked for one instead."""
    held = "data-ask"
    if _ASKED in st.session_state:
        entries = _entries()
        empty = not (talk.heard or talk.ahead or talk.changing or entries)
        draft = _written(talk, code, entries)
        written = "" if empty else json.dumps(draft, ensure_ascii=False, sort_keys=True)
        held = f'data-draft="{escape(written)}"'
    st.html(f'<p id="draft" hidden {held}></p>')


def ask(give_back: Callable[[], None]) -> None:
    """Draws, once in a session, the field by which the browser gives back an earlier one's draft.
    ``give_back``: called when it came."""
    if _ASKED not in st.session_state:
        ask_no_more()
        with st.container(key="given-back"):
            st.text_input("没填完的", key=RETURNED, max_chars=LONGEST, on_change=give_back)


def ask_no_more() -> None:
    """What an earlier session left is not wanted, or has been asked for."""
    st.session_state[_ASKED] = True


def came_back(policy: Policy, code: str, as_of: date) -> Draft | None:
    """The draft that the browser has given back, its entries ready for their fields; None where there is
    nothing in it, or it was of other answers than those of ``code``."""
    draft = _read(st.session_state.get(RETURNED))
    if draft.get("at") != code:
        return None
    entries = _part(draft, "entries")
    st.session_state[_WAITING] = {
        key: value for key, value in entries.items() if key.startswith(ENTRY)
    }
    heard = {
        name: Unconfirmed(value, _text(one.get("said")), inexact)
        for name, one in _part(draft, "heard").items()
        if isinstance(one, dict) and (read := _fact(policy, name, one, as_of))
        for value, inexact in [read]
        if value is not None
    }
    ahead = {
        name: read
        for name, one in _part(draft, "ahead").items()
        if isinstance(one, dict) and (read := _fact(policy, name, one, as_of))
    }
    changing = draft.get("changing")
    return Draft(
        heard,
        changing if isinstance(changing, str) else None,
        {name: value for name, (value, _) in ahead.items()},
        {name: inexact for name, (_, inexact) in ahead.items() if inexact},
    )


def filled(key: str, fits: Callable[[Any], bool]) -> bool:
    """Puts into a field that is about to be drawn what the draft holds for it, if it ``fits``; whether
    it did. The field must then be drawn without a value of its own."""
    waiting: dict[str, Any] = st.session_state.get(_WAITING, {})
    if key not in waiting or not fits(value := waiting.pop(key)):
        return False
    st.session_state[key] = value
    return True


def one_of(choices: Iterable[object]) -> Callable[[Any], bool]:
    """Fits a field that holds one of these choices."""
    known = list(choices)
    return lambda value: any(value == one and type(value) is type(one) for one in known)


def some_of(choices: Iterable[object]) -> Callable[[Any], bool]:
    """Fits a field that holds any number of these choices."""
    fits = one_of(choices)
    return lambda value: (
        isinstance(value, list)
        and all(map(fits, value))
        and all(one not in value[:place] for place, one in enumerate(value))
    )


def forget(names: Iterable[str]) -> None:
    """Forgets what is entered in the forms of these facts."""
    waiting: dict[str, Any] = st.session_state.get(_WAITING, {})
    for name in names:
        for held in (st.session_state, waiting):
            for key in [key for key in held if str(key).startswith(f"{ENTRY}{name}")]:
                del held[key]


# --- as text -----------------------------------------------------------------------------------------


def _written(talk: Conversation, code: str, entries: Mapping[str, object]) -> dict[str, object]:
    return {
        "at": code,
        "entries": entries,
        "heard": {
            name: {**_plain(name, one.value, one.inexact), "said": one.said}
            for name, one in talk.heard.items()
        },
        "changing": talk.changing,
        "ahead": {
            name: _plain(name, value, talk.ahead_rough.get(name, ()))
            for name, value in talk.ahead.items()
        },
    }


def _entries() -> dict[str, object]:
    keys = [str(key) for key in st.session_state if str(key).startswith(ENTRY)]
    entered = {key: st.session_state[key] for key in keys}
    held = {key: value for key, value in entered.items() if isinstance(value, (str, int, list))}
    return {**st.session_state.get(_WAITING, {}), **held}


def _plain(name: str, value: FactValue | None, rough: Iterable[Inexact]) -> dict[str, object]:
    days = [[one.day.isoformat(), one.exact] for one in rough]
    return {"value": facts_to_json({name: value})[name], "inexact": days}


def _read(text: object) -> dict[str, Any]:
    try:
        draft = json.loads(str(text or "")[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    return draft if isinstance(draft, dict) else {}


def _part(draft: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = draft.get(name)
    return part if isinstance(part, dict) else {}


def _fact(
    policy: Policy, name: str, one: Mapping[str, Any], as_of: date
) -> tuple[FactValue | None, tuple[Inexact, ...]] | None:
    try:
        value = read_fact(policy.facts, name, one.get("value"), as_of)
    except FactError:
        return None
    days = one.get("inexact")
    found = map(_inexact, days if isinstance(days, list) else ())
    return value, tuple(day for day in found if day is not None)


def _inexact(day: object) -> Inexact | None:
    match day:
        case [str(when), ("month" | "year") as exact]:
            try:
                return inexact(date.fromisoformat(when), exact)
            except ValueError:
                return None
    return None


def _text(said: object) -> str:
    return said[:LONGEST_SAID] if isinstance(said, str) else ""
