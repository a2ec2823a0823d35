"""The way through the questions without a browser: back and forward, and what a lost session gets back."""

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from advisor.interview.questions import retraced
from advisor.packs import load_policy
from advisor.ui.shared.trouble import SORRY
from tests.ui.test_chat import PAGE, TODAY, opened, tap, text

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


# --- what a lost session gets back --------------------------------------------------------------------


def kept(page: AppTest) -> str:
    """What the browser was handed to keep."""
    now = next(
        element.proto.body for element in page.get("html") if 'id="draft"' in element.proto.body
    )
    found = re.search(r'data-draft="([^"]*)"', now)
    return unescape(found[1]) if found else ""


def lost(page: AppTest, gives_back: str) -> AppTest:
    """A new session at the same address, whose browser has kept this."""
    new = AppTest.from_file(PAGE, default_timeout=20)
    new.query_params.update(page.query_params)
    new.run()
    new.text_input(key="draft-back").set_value(gives_back).run()
    assert not new.exception
    assert SORRY not in text(new)
    assert not new.warning
    return new


def asked_for_work() -> AppTest:
    page = opened()
    answered(page, *STEPS, "current_title-none")
    return tap(page, "answer-diplomas-none")


def test_a_half_filled_form_comes_back() -> None:
    page = asked_for_work()
    page.selectbox(key="entry-work-0-start-year").set_value(2019).run()
    page.selectbox(key="entry-work-0-start-month").set_value(7).run()
    page = tap(page, "add-work")
    page.checkbox(key="entry-work-1-now").uncheck().run()
    new = lost(page, kept(page))
    assert new.selectbox(key="entry-work-0-start-year").value == 2019
    assert new.selectbox(key="entry-work-0-start-month").value == 7
    assert not new.checkbox(key="entry-work-1-now").value
    assert new.checkbox(key="entry-work-0-now").value
    assert given(new) == given(page)
    assert kept(new) == kept(page), "and is kept on"


def test_chips_and_answers_gone_back_from_come_back_and_count_only_when_told_so() -> None:
    page = opened()
    first, *_ = answered(page, *STEPS)
    page = at(page.chat_input[0].set_value("函授本科2021年毕业").run(), first)
    new = lost(page, kept(page))
    assert given(new) == {"jurisdiction": "county"}
    talk, before = new.session_state.conversation, page.session_state.conversation
    assert (talk.heard, talk.ahead) == (before.heard, before.ahead)
    new = tap(new, "answer-employer-private_enterprise")
    assert "我听到的是这些，对吗？" in text(new)
    assert given(new) == {**given(page), "employer": "private_enterprise", "series": "agriculture"}


def test_the_question_being_changed_stays_open_and_a_finished_form_is_forgotten() -> None:
    page = tap(asked_for_work(), "change-diplomas")
    page.button_group(key="entry-diplomas").set_value(["fulltime_college"]).run()
    new = lost(page, kept(page))
    assert new.session_state.conversation.changing == "diplomas"
    assert new.button_group(key="entry-diplomas").value == ["fulltime_college"]
    new = tap(new, "answer-diplomas")
    assert "entry-diplomas" not in kept(new)
    assert kept(tap(opened(), "answer-jurisdiction-county")) == ""


@pytest.mark.parametrize(
    "entries",
    [
        {"entry-work-rows": ["0", -1, 10**30]},
        {"entry-work-rows": [0, 0]},
        {"entry-work-0-start-year": "<script>"},
        {"entry-work-0-start-year": True, "entry-work-0-start-month": 13},
        {"entry-work-0-now": "yes", "entry-work-0-related": 1},
        {"conversation": {}, "pack-id": "zhengzhou"},
    ],
)
def test_what_fits_no_field_is_ignored(entries: dict[str, object]) -> None:
    page = asked_for_work()
    new = lost(page, json.dumps({"at": page.query_params["c"], "entries": entries}))
    assert new.session_state["entry-work-rows"] == [0]
    assert new.selectbox(key="entry-work-0-start-year").value == 0
    assert new.checkbox(key="entry-work-0-now").value is True
    assert given(new) == given(page)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "null",
        "[1]",
        "{",
        "[" * 9000,
        '{"at": 7, "entries": []}',
        '{"at": "AT", "entries": 3, "heard": [1], "ahead": "x", "changing": {}}',
        '{"at": "AT", "heard": {"work": {"value": 3}, "no": {}, "employer": 1, "series": {"value": null}}}',
        '{"at": "AT", "ahead": {"diplomas": {"value": [], "inexact": [["x", "month"], 3, [1, 2]]}}}',
        '{"at": "AT", "changing": "no_such_question"}',
    ],
)
def test_hostile_drafts_are_no_error(hostile: str) -> None:
    page = asked_for_work()
    new = lost(page, hostile.replace("AT", page.query_params["c"]))
    assert new.session_state.conversation.heard == {}
    assert POLICY.facts["work"].ask in text(new)


def test_a_draft_of_other_answers_is_stale() -> None:
    page = asked_for_work()
    page.selectbox(key="entry-work-0-start-year").set_value(2019).run()
    stale = kept(page)
    new = lost(tap(page, "answer-work-none"), stale)
    assert new.session_state.conversation.changing is None
    assert "2019" not in kept(new)


# --- how many questions -------------------------------------------------------------------------------


def test_what_is_usual_is_said_while_the_bound_is_far_from_it() -> None:
    page = opened()
    assert "一般再问9到12题" in text(page)
    answered(page, *STEPS, "current_title-none")
    left = len(retraced(POLICY, page.session_state.conversation.given, TODAY).left)
    assert f"最多再问{left}题" in text(page)
