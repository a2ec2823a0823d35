"""Sentences and questions written before they were tried, and sentences with one character wrong: never a
wrong fact; of what is right, so much is found."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.packs import load_policy
from advisor.talk.outcomes import reply_to
from advisor.talk.understand import understand
from tests.talk.sounds import with_one_wrong

HERE = Path(__file__).parent


def written(name: str) -> Any:
    """What stands in a file of sentences, read by the parser in C: they are as long as a book."""
    return yaml.load((HERE / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)


POLICY = load_policy()
AS_OF = date(2026, 11, 23)
TOLD = written("told")
BY_OTHERS = written("told_by_others")
DATED = written("dated")
BLIND = written("told_blind")
SLIPPED = written("slipped")
IN_RUNS = written("told_in_runs")
BY_OTHERS_ON = date(2026, 11, 26)
IN_WORDS = written("told_in_words")
BY_TRADES = written("told_by_trades")
AT_THE_DESK = written("told_at_the_desk")
ASKED = written("asked")


def expected(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as JSON: 「fulltime_college 2019-06-30」 and 「2019-08-31..」 written out."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if name == "diplomas" and isinstance(value, str):
            parts = [(one.split() + [None])[:2] for one in value.split(", ")]
            value = [{"kind": kind, "graduated_on": day} for kind, day in parts]
        elif name == "work" and isinstance(value, str):
            ends = [one.split("..") for one in value.split(", ")]
            value = [{"start": start, "end": end or None} for start, end in ends]
        found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def in_order(value: Any) -> Any:
    return sorted(value, key=str) if isinstance(value, list) else value


def compared(
    text: str, asked: str | None, facts: dict[str, Any], may: dict[str, Any], as_of: date
) -> tuple[list[str], int]:
    """What is wrong of what was heard, and how many facts are right."""
    wanted, allowed = expected(facts), expected(may)
    heard = understand(POLICY, text, asked, as_of).to_json()
    wrong, right = [], 0
    for name, value in heard.items():
        if name in wanted and in_order(value) == in_order(wanted[name]):
            right += 1
        elif name not in allowed or in_order(value) != in_order(allowed[name]):
            wrong.append(f"{text}: {name}={value}")
    return wrong, right


def measured(examples: list[list[Any]], as_of: date) -> tuple[list[str], int, int]:
    """Of sentences: what is wrong, how many facts are found, how many there are."""
    wrong, right, total = [], 0, 0
    for text, facts, asked, may in ((*one, *[None] * (4 - len(one))) for one in examples):
        bad, good = compared(text, asked, facts, may or {}, as_of)
        wrong += bad
        right += good
        total += len(facts)
    return wrong, right, total


@pytest.mark.parametrize(
    ("examples", "as_of", "least"),
    [
        (TOLD, AS_OF, 0.98),
        (BY_OTHERS, BY_OTHERS_ON, 0.92),
        (SLIPPED, BY_OTHERS_ON, 0.95),
        (IN_WORDS, AS_OF, 0.97),
        (BY_TRADES, AS_OF, 0.96),
        (AT_THE_DESK, AS_OF, 0.953),
        (DATED, AS_OF, 0.92),
        (BLIND, AS_OF, 0.9),
        (IN_RUNS, BY_OTHERS_ON, 0.95),
    ],
)
def test_what_is_told_is_found_and_nothing_else(
    examples: list[list[Any]], as_of: date, least: float
) -> None:
    wrong, right, total = measured(examples, as_of)
    assert wrong == []
    assert right >= least * total


@pytest.mark.parametrize("seed", [1])
def test_one_wrong_character_of_the_same_sound(seed: int) -> None:
    """As keyboards and voice input write: found all the same, nothing turned round or made up."""
    slipped = [[next(with_one_wrong([one[0]], seed), one[0]), *one[1:]] for one in TOLD[::2]]
    wrong, right, total = measured(slipped, AS_OF)
    assert wrong == []
    assert right >= 0.85 * total


def answered(question: str) -> list[str]:
    """The clauses of the answer that a person gets who types this."""
    found = reply_to(POLICY, understand(POLICY, question, None, AS_OF), AS_OF).found
    return found.clauses if found else []


def test_the_right_clause_first_and_silence_recognised() -> None:
    """Every second of some eight hundred questions."""
    covered = [(question, clauses) for question, clauses in ASKED[::2] if clauses]
    silent = [question for question, clauses in ASKED[1::2] if not clauses]
    first = [q for q, clauses in covered if set(answered(q)[:1]) & set(clauses)]
    recognised = [question for question in silent if not answered(question)]
    assert len(first) >= 0.95 * len(covered)
    assert len(recognised) >= 0.95 * len(silent)


def test_what_is_left_over_never_begins_within_a_number() -> None:
    """「16.7毕业」 is shown as 16.7, never as 6.7."""
    texts = [one[0] for one in (*TOLD, *BY_OTHERS)] + ["俺是统招大专16.7毕业的"]
    for text in texts:
        for piece in understand(POLICY, text, None, AS_OF).left:
            place = text.find(piece.said)
            if place > 0 and text[place].isdigit():
                assert not text[place - 1].isdigit(), (text, piece.said)
