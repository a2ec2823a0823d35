"""The way through the questions without a browser: back and forward, and what a lost session gets back."""

from streamlit.testing.v1 import AppTest

from advisor.packs import load_policy
from tests.ui.test_chat import opened, tap, text

POLICY = load_policy()
STEPS = ("jurisdiction-county", "employer-state_enterprise", "series-agriculture")


def answered(page: AppTest, *steps: str) -> list[str]:
    """Taps these answers; the code in the address after each."""
    codes = []
    for step in steps:
        page = tap(page, f"answer-{step}")
        codes.append(page.query_params["c"])
    return codes


def at(page: AppTest, code: str) -> AppTest:
    """The page after the browser has gone to a step whose address held this code."""
    page.query_params["c"] = code
    page.run()
    assert not page.exception
    return page


def given(page: AppTest) -> dict[str, object]:
    return dict(page.session_state.conversation.given)


def test_back_asks_again_with_the_answer_shown_and_forward_gives_back_what_was() -> None:
    page = opened()
    first, _, last = answered(page, *STEPS)
    everything = given(page)
    page = at(page, first)
    assert POLICY.facts["employer"].ask in text(page)
    assert page.query_params["c"] == first
    chosen = [button.key for button in page.button if button.proto.type == "primary"]
    assert chosen == ["answer-employer-state_enterprise"]
    assert given(at(page, last)) == everything


def test_another_answer_after_going_back_loses_no_later_one() -> None:
    page = opened()
    first, *_ = answered(page, *STEPS)
    page = tap(at(page, first), "answer-employer-private_enterprise")
    assert given(page) == {
        "jurisdiction": "county",
        "employer": "private_enterprise",
        "series": "agriculture",
    }
    assert POLICY.facts["current_title"].ask in text(page)


def test_what_was_cleared_does_not_come_back_by_going_back() -> None:
    page = opened()
    first, *_ = answered(page, *STEPS)
    page = at(tap(page, "again"), first)
    assert given(page) == {}
    assert "c" not in page.query_params
    anew, _ = answered(page, "jurisdiction-county", "employer-private_enterprise")
    assert given(at(page, anew)) == {"jurisdiction": "county"}


def test_a_damaged_step_is_said_and_takes_nothing_away() -> None:
    page = opened()
    *_, last = answered(page, *STEPS)
    everything = given(page)
    page = at(page, f"{last[:-2]}22")
    assert "转交码打不开" in text(page)
    assert given(page) == everything
    assert page.query_params["c"] == last
