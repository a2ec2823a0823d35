"""The sentence box: what a caller says, typed in one go, as facts to accept and questions answered."""

import re
from datetime import date
from html import escape
from typing import NamedTuple

from advisor.content.schema import Answer
from advisor.facts.told_in_words import joined, still_inexact
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words
from advisor.talk.outcomes import answers_to
from advisor.talk.questions import whom_to_ask
from advisor.talk.understand import understand
from advisor.ui.desk import entries as desk_entries
from advisor.ui.desk.entries import Given
from advisor.ui.shared.html import clause_details

LONGEST = 500  # characters of a sentence
_PAUSES = re.compile("[。！？?!；;，, \n]+")


class Heard(NamedTuple):
    """What one sentence (``number``) came to: ``facts``, as the browser shows them to be accepted; and
    the common ``answers`` nearest to it, the one to give first."""

    number: int
    text: str
    facts: tuple[dict[str, object], ...]
    answers: tuple[Answer, ...]
    silent: bool  # it asks, and nothing fits


def take(policy: Policy, number: int, text: str, given: Given, asked: str, as_of: date) -> Heard:
    """Takes a sentence, typed while the field for the fact ``asked`` is next."""
    text = text[:LONGEST]
    name = asked if asked in policy.facts else None
    understood = understand(policy, text, name, as_of)
    asking, telling = _taken_apart(policy, text, as_of)
    if understood.asks and not understood.facts and telling:
        understood = understand(policy, telling, name, as_of)._replace(asks=True)
    facts: list[dict[str, object]] = []
    for one in understood.facts:
        value = joined(given.get(one.fact), one.value)
        if one.fact in given and given[one.fact] == value:
            continue
        rough = still_inexact((), one.value, one.inexact, value)
        entries = desk_entries.of_facts(policy, {one.fact: value}, rough)
        fact = policy.facts[one.fact]
        facts.append(
            {
                "id": one.fact,
                "name": fact.short or fact.name,
                "is": fact_in_words(policy, one.fact, value),
                "was": fact_in_words(policy, one.fact, given[one.fact])
                if one.fact in given
                else "",
                "entries": entries,
            }
        )
    asks = understood.asks or not understood.facts
    known = {**given, **understood.values}
    found = answers_to(policy, text, asking, known, as_of).candidates if asks else ()
    answers = tuple(candidate.answer for candidate in found)
    return Heard(number, text, tuple(facts), answers, understood.asks and not answers)


def _taken_apart(policy: Policy, text: str, as_of: date) -> tuple[str, str]:
    """What of a sentence asks, and what tells; nothing typed here counts before it is accepted."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for part in filter(None, _PAUSES.split(text)):
        parts[understand(policy, part, None, as_of).asks].append(part)
    return "，".join(parts[True]), "，".join(parts[False])


def answer_beside(policy: Policy, told: Heard) -> str:
    """The answer to give, with its clause, the next nearest ones folded; empty where nothing was asked."""
    if not told.answers:
        file = policy.content.answers
        return _said(file.not_covered) if told.silent and file else ""
    first, *others = told.answers
    return _answer(policy, first) + "".join(
        f"<details><summary>{escape(one.question)}</summary>{_answer(policy, one)}</details>"
        for one in others
    )


def _answer(policy: Policy, answer: Answer) -> str:
    whom = whom_to_ask(policy, answer)
    ask = f"<p>可以问：{escape(whom)}</p>" if whom else ""
    return (
        f'<p class="asked">{escape(answer.question)}</p>{_said(answer.answer)}{ask}'
        f"{clause_details(policy, answer.clauses)}"
    )


def _said(text: str) -> str:
    return f'<p class="read-out answer">{escape(text)}</p>'
