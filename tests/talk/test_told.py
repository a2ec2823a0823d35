"""Sentences and questions written before they were tried, and sentences with one character wrong: never a
wrong fact; of what is right, so much is found."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.packs import load_policy
from advisor.talk.questions import search
from advisor.talk.understand import understand
from tests.talk.sounds import with_one_wrong

HERE = Path(__file__).parent
POLICY = load_policy()
AS_OF = date(2026, 11, 23)
TOLD = yaml.safe_load((HERE / "told.yaml").read_text("utf-8"))
ASKED = yaml.safe_load((HERE / "asked.yaml").read_text("utf-8"))


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


def compared(text: str, asked: str | None, facts: dict[str, Any]) -> tuple[list[str], int]:
    """What is wrong of what was heard, and how many facts are right."""
    wanted = expected(facts)
    heard = understand(POLICY, text, asked, AS_OF).to_json()
    wrong = [
        f"{text}: {name}={value}"
        for name, value in heard.items()
        if name not in wanted or in_order(value) != in_order(wanted[name])
    ]
    return wrong, len(heard) - len(wrong)


def test_what_is_told_is_found_and_nothing_else() -> None:
    wrong, right, total = [], 0, 0
    for text, facts, asked in ((*one, None)[:3] for one in TOLD):
        bad, good = compared(text, asked, facts)
        wrong += bad
        right += good
        total += len(facts)
    assert wrong == []
    assert right >= 0.96 * total


@pytest.mark.parametrize("seed", [1])
def test_one_wrong_character_of_the_same_sound(seed: int) -> None:
    """As keyboards and voice input write: found all the same, nothing turned round or made up."""
    wrong, right, total = [], 0, 0
    for text, facts, asked in ((*one, None)[:3] for one in TOLD):
        for slipped in with_one_wrong([text], seed):
            bad, good = compared(slipped, asked, facts)
            wrong += bad
            right += good
            total += len(facts)
    assert wrong == []
    assert right >= 0.85 * total


def test_the_right_clause_first_and_silence_recognised() -> None:
    covered = [(question, clauses) for question, clauses in ASKED if clauses]
    silent = [question for question, clauses in ASKED if not clauses]
    first = [q for q, clauses in covered if set(search(POLICY, q).clauses[:1]) & set(clauses)]
    recognised = [question for question in silent if not search(POLICY, question).clauses]
    assert len(first) >= 0.95 * len(covered)
    assert len(recognised) >= 0.95 * len(silent)
