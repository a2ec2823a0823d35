"""What can come of a text that was typed: one list, so that each is worded, tested and counted.

A text of several parts has several outcomes, in the order in which they are said.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from advisor.content import schema
from advisor.facts.values import Facts
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words
from advisor.talk.questions import Found, fitted_all, meant, meant_first, search
from advisor.talk.said_before import measured, said_before
from advisor.talk.typed_text import LONGEST_TEXT
from advisor.talk.understand import Understood
from advisor.talk.what_if import supposed

SURELY = 1.1
"""As near an answer has to be to what asks nothing, for it to be one."""

CLEARLY = 3.6
"""As near a question by itself has to be to an answer for what was told beside it to bring in no other."""


NEAR = 0.07
"""Answers to a question nearer to one another than this: what was told beside it decides."""

SHORT_ACCOUNT = 40
"""Characters: what is said of one's years in no more wants to hear whether they are enough; a longer text tells
a whole case, and its verdict comes from the questions."""

NOTHING: Facts = {}

FITTED = "您说的是{facts}。"
WHOM = "问谁：{whom}"


class Outcome(StrEnum):
    """What comes of a text, or of a part of it."""

    TOO_LONG = "too_long"
    PRIVATE_NUMBER = "private_number"
    """It held a number of a card or a phone, which was not read."""
    COMMAND = "command"
    UNKNOWN = "unknown"
    """The person does not know what was asked."""
    WHAT_IF = "what_if"
    OWN_CASE = "own_case"
    """A question on the person's own case, answered from their answers."""
    ANSWERED = "answered"
    SILENT = "silent"
    """The notice says nothing on it; whom to ask is said."""
    CHOICE = "choice"
    """Several answers are close: offered, not guessed between."""
    NOT_COVERED = "not_covered"
    NOT_UNDERSTOOD = "not_understood"
    FACTS = "facts"
    CORRECTED = "corrected"
    """What was told before is replaced."""
    BY_SOUND = "by_sound"
    """Among the facts is one that was heard by its sound alone."""
    LEFT_OVER = "left_over"
    """A piece of it was not taken; it is shown word for word."""


class Reply(NamedTuple):
    """What is to be said to a text: its outcomes, the answers found, what is only supposed."""

    outcomes: tuple[Outcome, ...]
    found: Found | None = None
    supposed: Facts = {}


def reply_to(policy: Policy, understood: Understood, as_of: date, told: Facts = NOTHING) -> Reply:
    """What comes of a text that was understood on ``as_of``, from a person who has ``told`` these facts.
    Never empty."""
    ahead = [Outcome.PRIVATE_NUMBER] if understood.private else []
    if len(understood.text) > LONGEST_TEXT:
        return Reply((*ahead, Outcome.TOO_LONG))
    if understood.kind == "command":
        return Reply((*ahead, Outcome.COMMAND))
    if understood.kind == "unknown":
        return Reply((*ahead, Outcome.UNKNOWN))
    found: Found | None = None
    asks_back = any(piece.fact for piece in understood.left)
    trying = supposed(policy, understood.text, as_of)
    if trying:
        ahead.append(Outcome.WHAT_IF)
    else:
        found = answers_to(
            policy, understood.text, understood.question, {**told, **understood.values}, as_of
        )
        on_question = _of_answers(policy, found, understood, as_of)
        if on_question is Outcome.NOT_UNDERSTOOD and (understood.facts or asks_back):
            found = None
        elif on_question is not Outcome.NOT_UNDERSTOOD or not ahead:
            ahead.append(on_question)
    if understood.facts:
        ahead.append(Outcome.FACTS)
        if understood.corrects:
            ahead.append(Outcome.CORRECTED)
        if understood.by_sound:
            ahead.append(Outcome.BY_SOUND)
    if asks_back or (
        understood.left and (understood.facts or found is None or Outcome.NOT_UNDERSTOOD in ahead)
    ):
        ahead.append(Outcome.LEFT_OVER)
    return Reply(tuple(ahead), found, trying)


def answers_to(
    policy: Policy, text: str, question: str, facts: Facts = NOTHING, as_of: date | None = None
) -> Found:
    """The answers to the part that asks, ``question`` of ``text``, as they are for a person of whom these
    ``facts`` are known; where the question is only 「能评吗」, what leads up to it tells on what. With ``as_of`` the
    first says before all else whether so long as is told is enough."""
    found = _answers_to(policy, text, question)
    if not question:
        found = meant_first(found, facts)
    found = fitted_all(policy, found, facts)
    if as_of is None or found.best is None:
        return found
    return found.said_before(said_before(policy, found.best, text, as_of, found.near))


def answer_in_words(
    policy: Policy, answer: schema.Answer, by_facts: Sequence[str], facts: Facts
) -> str:
    """The answer; before it those of the person's ``facts`` by which it is this one."""
    known = "，".join(fact_in_words(policy, name, facts[name]) for name in by_facts)
    return f"{FITTED.format(facts=known)}{answer.answer}" if known else answer.answer


def _answers_to(policy: Policy, text: str, question: str) -> Found:
    alone = search(policy, question) if question else None
    own = alone.best.own if alone is not None and alone.best is not None else None
    if alone is not None and alone.stands_out and own not in (None, "verdict"):
        return alone  # when, what is missing: whatever was told, it is of the person
    asked = search(policy, question or text, text if question else "", settled=bool(question))
    if alone is not None and asked.best is not None and _clear(alone):
        named = {one.answer.id for one in alone.candidates}
        if asked.best.id not in named:
            return alone  # 「业绩一项都没有，没编制能评不」 asks of no 业绩
    near = {
        one.answer.id for one in asked.candidates if asked.candidates[0].score - one.score < NEAR
    }
    if question and (asked.best is None or asked.best.own is not None or len(near) > 1):
        whole = search(policy, text)
        if len(near) > 1 and whole.best is not None and whole.best.id in near:
            return whole  # what was told decides between them
        if whole.best is not None and (asked.best is None or whole.stands_out):
            return whole
    return asked


def _clear(found: Found) -> bool:
    """Whether a question by itself is as near to an answer as hardly any other way to ask it."""
    return bool(found.candidates) and found.candidates[0].score >= CLEARLY


def _to_be_answered(policy: Policy, found: Found, understood: Understood, as_of: date) -> bool:
    """Whether what asks nothing wants an answer: it says what the person would have, tells a fact of which
    one wants to know what it is worth, or years that the answer asks for, or is nothing else and near to
    an answer."""
    if found.best is None:
        return False
    near = found.candidates[0].score >= SURELY
    if meant(found.best, understood.values, understood.asked):
        return True
    if understood.aims and (near or found.covered):
        return True
    short = understood.asked is None and len(understood.text) <= SHORT_ACCOUNT
    if short and measured(policy, found.best, understood.text, as_of):
        return True
    asks_back = any(piece.fact for piece in understood.left)
    return not (understood.facts or asks_back) and near


def _of_answers(policy: Policy, found: Found, understood: Understood, as_of: date) -> Outcome:
    if not understood.asks and not _to_be_answered(policy, found, understood, as_of):
        return Outcome.NOT_UNDERSTOOD
    if found.best is None:
        return Outcome.NOT_COVERED
    if found.best.own is not None:
        return Outcome.OWN_CASE
    if found.close:
        return Outcome.CHOICE
    return Outcome.ANSWERED if found.covered else Outcome.SILENT
