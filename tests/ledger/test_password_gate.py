"""The ledger's password: right or wrong, and how long the next try has to wait."""

import pytest

from advisor.ledger.gate import Gate, GateError, hash_of
from tests.ledger_password import CHEAP, HASH, PASSWORD

RIGHT, WRONG = PASSWORD, "wrong horse"


def test_right_and_wrong() -> None:
    gate = Gate(HASH)
    assert gate.attempt("a", RIGHT, 0)
    assert not gate.attempt("a", WRONG, 0)
    assert not gate.attempt("b", "", 0)
    assert not gate.attempt("c", RIGHT + " ", 0)


def test_one_visitor_waits_twice_as_long_after_each_wrong_try() -> None:
    gate = Gate(HASH)
    now, waits = 0.0, []
    for _ in range(12):
        assert not gate.attempt("a", WRONG, now)
        waits.append(gate.wait("a", now))
        now += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_while_waiting_even_the_right_password_is_not_looked_at() -> None:
    gate = Gate(HASH)
    for _ in range(3):
        now = 10.0 + gate.wait("a", 10.0)
        gate.attempt("a", WRONG, now)
    until = now + gate.wait("a", now)
    assert not gate.attempt("a", RIGHT, until - 0.01)
    assert gate.wait("a", until - 0.01) == 1
    assert gate.attempt("a", RIGHT, until)
    assert gate.wait("a", until) == 0


def test_a_new_session_for_every_try_waits_too() -> None:
    gate = Gate(HASH)
    now, waits = 0.0, []
    for number in range(11):
        fresh = f"session {number}"
        now += gate.wait(fresh, now)
        assert not gate.attempt(fresh, WRONG, now)
        waits.append(gate.wait("one more", now))
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_colleague_gets_in_after_a_minute_at_most_and_forgets_nothing_for_the_guesser() -> None:
    gate = Gate(HASH)
    now = 0.0
    for _ in range(9):
        now += gate.wait("guesser", now)
        gate.attempt("guesser", WRONG, now)
    assert gate.wait("colleague", now) <= 60
    assert gate.attempt("colleague", RIGHT, now + 60)
    assert gate.wait("guesser", now + 60) == 256 - 60


def test_thousands_of_wrong_tries_still_wait() -> None:
    gate = Gate(HASH)
    now = 0.0
    for number in range(3_000):
        visitor = f"session {number}" if number % 2 else "one"
        now += gate.wait(visitor, now)
        assert not gate.attempt(visitor, WRONG, now), number
    assert gate.wait("one more", now) == 60
    assert not gate.attempt("one more", RIGHT, now)
    assert gate.attempt("one more", RIGHT, now + 60)


def test_an_hour_without_a_wrong_try_is_forgiven() -> None:
    gate = Gate(HASH)
    now = 0.0
    for _ in range(5):
        now += gate.wait("a", now)
        gate.attempt("a", WRONG, now)
    gate.attempt("a", WRONG, now + 3600)
    assert gate.wait("a", now + 3600) == 1


@pytest.mark.parametrize(
    "bad",
    ["", "geheim", HASH[:20], HASH[:-10], "=19=65536,t=3,p=4", "$argon2id$"],
    ids=["nothing", "a password", "its start", "cut short", "its middle", "its kind alone"],
)
def test_what_is_no_hash_is_refused_at_once(bad: str) -> None:
    with pytest.raises(GateError, match="不是"):
        Gate(bad)


def test_the_hash_of_nothing_is_refused() -> None:
    with pytest.raises(GateError, match="空密码"):
        Gate(CHEAP.hash(""))


def test_making_a_hash() -> None:
    made = hash_of("correct horse", "correct horse")
    assert made.startswith("$argon2id$")
    assert "horse" not in made
    assert Gate(made).attempt("a", "correct horse", 0)
    for first, second, says in (
        ("correct horse", "correct hrose", "不一样"),
        ("short", "short", "8"),
        ("x" * 201, "x" * 201, "200"),
    ):
        with pytest.raises(GateError, match=says):
            hash_of(first, second)
