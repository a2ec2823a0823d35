"""The ledger's page without a browser: off, locked, open; entering, finding, trouble."""

import functools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode, grouped
from advisor.ledger.book import Draft, Entry, Ledger, Wanted
from advisor.ledger.settings import gate_of
from advisor.packs import load_policy
from advisor.ui.ledger import access as ledger_access
from advisor.ui.shared.trouble import SORRY
from tests.ledger_password import HASH, PASSWORD
from tests.people import diploma, person

POLICY = load_policy()
TODAY = clock.today(POLICY)
FACTS = read_facts(POLICY.facts, person(diplomas=diploma("fulltime_bachelor")), TODAY)
CODE = encode(POLICY, FACTS, TODAY)


class Clock:
    """A clock that stands still until it is moved on."""

    now = 1000.0

    def seconds(self) -> float:
        return self.now


@pytest.fixture(name="clock")
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(clock, "seconds", standing.seconds)
    return standing


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Path:
    """The ledger switched on, in a process that has seen no password yet."""
    file = tmp_path / "ledger.db"
    monkeypatch.setenv("ADVISOR_LEDGER", str(file))
    monkeypatch.setenv("ADVISOR_LEDGER_PASSWORD_HASH", HASH)
    monkeypatch.setattr(ledger_access, "_gate", functools.cache(gate_of))
    return file


def opened() -> AppTest:
    page = AppTest.from_file("../../advisor_app.py", default_timeout=20).run()
    return page.switch_page("advisor/ui/ledger/page.py").run()


def text(page: AppTest) -> str:
    assert not page.exception
    shown = "\n".join(str(element.proto.body) for element in page.get("html"))
    assert SORRY not in shown
    return shown


def enter(page: AppTest, password: str) -> AppTest:
    page.text_input(key="ledger-password").set_value(password)
    return tap(page, "打开台账")


def tap(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def logged_in() -> AppTest:
    return enter(opened(), PASSWORD)


def entries(file: Path) -> list[Entry]:
    return Ledger(str(file)).search(POLICY, Wanted())


# --- off and locked ---------------------------------------------------------------------------------


def test_off_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ADVISOR_LEDGER", "ADVISOR_LEDGER_PASSWORD_HASH", "ADVISOR_LEDGER_KEEP_DAYS"):
        monkeypatch.delenv(name, raising=False)
    page = opened()
    assert "台账没有开" in text(page)
    assert not page.button
    assert not page.text_input


def test_wrong_settings_are_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_LEDGER_KEEP_DAYS", "一年")
    assert "ADVISOR_LEDGER_KEEP_DAYS" in text(opened())
    monkeypatch.delenv("ADVISOR_LEDGER_KEEP_DAYS")
    monkeypatch.setenv("ADVISOR_LEDGER_PASSWORD_HASH", "=19=65536")
    shown = text(opened())
    assert "单引号" in shown
    assert "65536" not in shown


def test_locked_until_the_password_is_right(file: Path, clock: Clock) -> None:
    Ledger(str(file)).add(Draft(TODAY, "phone", "别人看不到的问题"))
    page = opened()
    assert "别人看不到的问题" not in text(page)
    page = enter(page, "wrong horse")
    assert "密码不对。请等1秒再试" in text(page)
    assert page.text_input(key="ledger-password").value == ""
    page = enter(page, PASSWORD)
    assert "还要等1秒" in text(page)
    clock.now += 1
    assert "别人看不到的问题" in text(enter(page, PASSWORD))


def test_a_page_loaded_again_does_not_end_the_wait(file: Path) -> None:
    for _ in range(3):
        enter(opened(), "wrong horse")
    page = enter(opened(), PASSWORD)
    assert "还要等1秒" in text(page)
    assert not page.text_area


def test_the_ledger_locks_again(file: Path, clock: Clock) -> None:
    page = logged_in()
    page.text_area(key="ledger-question").set_value("写到一半").run()
    clock.now += 8 * 3600 - 1
    assert page.run().text_area
    clock.now += 1
    page = tap(page, "记入台账")
    assert not page.text_area
    assert entries(file) == []
    page = enter(page, PASSWORD)
    assert page.text_area(key="ledger-question").value == "写到一半", (
        "what was typed is still there"
    )
    page = tap(page, "退出")
    assert not page.text_area
    assert page.text_input(key="ledger-password")


# --- entering ---------------------------------------------------------------------------------------


def test_an_entry_by_hand(file: Path) -> None:
    page = logged_in()
    assert "还没有记过" in text(page)
    page.button_group(key="ledger-channel").set_value("phone")
    page.text_area(key="ledger-question").set_value("中专<b>毕业</b>")
    page.selectbox(key="ledger-route").set_value("entry.initial")
    page.selectbox(key="ledger-status").set_value("not_yet")
    page.text_input(key="ledger-note").set_value("等到七月")
    page = tap(page, "记入台账")
    shown = text(page)
    assert "已记入台账（第1号）" in shown
    assert "中专&lt;b&gt;毕业&lt;/b&gt;" in shown
    assert "员级·初聘" in shown
    assert page.text_area(key="ledger-question").value == ""
    [entry] = entries(file)
    assert entry[1:] == (
        TODAY,
        "phone",
        "中专<b>毕业</b>",
        "",
        "entry.initial",
        "not_yet",
        "等到七月",
    )


def test_a_code_brings_its_verdict(file: Path) -> None:
    page = logged_in()
    page.text_input(key="ledger-code").set_value(grouped(CODE)).run()
    assert "码里的结论：助理级·初聘" in text(page)
    page = tap(page, "记入台账")
    [entry] = entries(file)
    assert (entry.code, entry.route, entry.status) == (CODE, "assistant.initial", "eligible")
    page.text_input(key="ledger-code").set_value(CODE[:-2] + "22").run()
    assert "转交码打不开" in text(page)
    assert len(entries(Path(file))) == 1
    page = tap(page, "记入台账")
    assert len(entries(Path(file))) == 1


@pytest.mark.parametrize(
    ("question", "status", "says"),
    [
        ("我是11010519491231002X", "", "问题里像是有身份证号"),
        ("", "", "还没有写问的是什么"),
        ("问", "no status", "还要选结论"),
    ],
)
def test_what_was_refused_stays_in_the_form(
    file: Path, question: str, status: str, says: str
) -> None:
    page = logged_in()
    page.text_area(key="ledger-question").set_value(question)
    page.text_input(key="ledger-note").set_value("备注还在")
    if status:
        page.selectbox(key="ledger-route").set_value("entry.initial")
    page = tap(page, "记入台账")
    assert says in text(page)
    assert page.text_area(key="ledger-question").value == question
    assert page.text_input(key="ledger-note").value == "备注还在"
    assert entries(file) == []


def test_trouble_with_the_file_loses_nothing_that_was_typed(file: Path) -> None:
    page = logged_in()
    away = file.rename(file.with_name("away.db"))
    page.text_area(key="ledger-question").set_value("还在")
    page = tap(page, "记入台账")
    assert "打不开" in text(page)
    assert page.text_area(key="ledger-question").value == "还在"
    away.rename(file)
    page = tap(page, "记入台账")
    assert "已记入台账" in text(page)
    assert [entry.question for entry in entries(file)] == ["还在"]


def test_a_file_in_use_loses_nothing_that_was_typed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = functools.partial(Ledger, wait=0.01)
    monkeypatch.setattr(ledger_access, "_ledger", functools.cache(at_once))
    page = logged_in()
    page.text_area(key="ledger-question").set_value("还在")
    page.text_input(key="ledger-note").set_value("备注也在")
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        page = tap(page, "记入台账")
        assert "正被占用" in text(page)
        assert page.text_area(key="ledger-question").value == "还在"
        assert page.text_input(key="ledger-note").value == "备注也在"
    page = tap(page, "记入台账")
    assert "已记入台账" in text(page)
    assert [(entry.question, entry.note) for entry in entries(file)] == [("还在", "备注也在")]


def test_an_entry_is_deleted_after_it_was_chosen(file: Path) -> None:
    ledger = Ledger(str(file))
    ledger.add(Draft(TODAY, "phone", "留下"))
    wrong = ledger.add(Draft(TODAY, "phone", "记错了"))
    page = logged_in()
    assert page.button(key="ledger-delete").disabled
    page.selectbox(key="ledger-delete-which").set_value(wrong).run()
    page = tap(page, f"确认删除第{wrong}号")
    assert f"第{wrong}号已删除" in text(page)
    assert [entry.question for entry in entries(file)] == ["留下"]
    assert page.button(key="ledger-delete").disabled


# --- finding ----------------------------------------------------------------------------------------


def test_searching_counting_and_turning_pages(file: Path) -> None:
    ledger = Ledger(str(file))
    for number in range(45):
        day = TODAY - timedelta(days=number)
        verdict = ":excluded" if number % 2 else ""
        ledger.add(
            Draft(day, "unit" if number < 3 else "phone", f"问题{number}号", verdict=verdict)
        )
    page = logged_in()
    shown = text(page)
    assert "<b>45</b>条" in shown
    assert "这条路不适用 <b>22</b>" in shown
    assert "第1页，共3页" in shown
    assert "问题19号" in shown
    assert "问题20号" not in shown
    page = tap(tap(page, "下一页"), "下一页")
    assert "问题44号" in text(page)
    assert page.button(key="ledger-after").disabled
    page.selectbox(key="ledger-by-channel").set_value("unit").run()
    shown = text(page)
    assert "<b>3</b>条" in shown
    assert "第1页，共1页" in shown
    page.selectbox(key="ledger-by-channel").set_value("").run()
    page.selectbox(key="ledger-period").set_value("6").run()
    assert "<b>7</b>条" in text(page)
    page.selectbox(key="ledger-period").set_value("own").run()
    page.selectbox(key="ledger-从").set_value(TODAY - timedelta(days=3)).run()
    page.selectbox(key="ledger-到").set_value(TODAY - timedelta(days=2)).run()
    assert "<b>2</b>条" in text(page)
    page.text_input(key="ledger-text").set_value("没有的字").run()
    assert "没有这样的记录" in text(page)


def test_what_is_too_old_is_deleted_before_anybody_logs_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_LEDGER_KEEP_DAYS", "30")
    ledger = Ledger(str(file))
    for age in (30, 31):
        ledger.add(Draft(TODAY - timedelta(days=age), "phone", f"{age}天前"))
    opened()
    assert [entry.question for entry in entries(file)] == ["30天前"]
    assert "每条留30天" in text(logged_in())


# --- from another page ------------------------------------------------------------------------------


def _offering() -> None:
    import streamlit as st

    from advisor.ui.ledger.entry import offer

    offer(st.session_state.get("question", ""), "", "assistant.initial:confirm")


@pytest.fixture
def offering(clock: Clock) -> Callable[..., AppTest]:
    def page(seconds: float, question: str = "函授大专算不算") -> AppTest:
        page = AppTest.from_function(_offering, default_timeout=20)
        page.session_state["question"] = question
        if seconds:
            page.session_state["staff-ledger-ends"] = clock.now + seconds
        return page.run()

    return page


def test_nothing_is_offered_while_off_or_locked_or_without_a_question(
    offering: Callable[..., AppTest], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not offering(0).button
    assert not offering(60, question=" ").button
    assert offering(60).button
    monkeypatch.delenv("ADVISOR_LEDGER")
    monkeypatch.delenv("ADVISOR_LEDGER_PASSWORD_HASH")
    assert not offering(60).button


def test_an_entry_from_another_page(offering: Callable[..., AppTest], file: Path) -> None:
    page = offering(60)
    page.button_group(key="ledger-channel").set_value("online")
    page.text_input(key="ledger-offer-note").set_value("13812345678")
    page = tap(page, "记入台账")
    assert "备注里像是有电话号码" in text(page)
    assert page.text_input(key="ledger-offer-note").value == "13812345678"
    page.text_input(key="ledger-offer-note").set_value("已回电话")
    page = tap(page, "记入台账")
    assert "已记入台账（第1号）" in text(page)
    assert [button.label for button in page.button] == ["再记一条"], "a second tap enters nothing"
    [entry] = entries(file)
    assert entry[2:] == (
        "online",
        "函授大专算不算",
        "",
        "assistant.initial",
        "confirm",
        "已回电话",
    )
    page.session_state["question"] = "下一位问的"
    page = tap(page.run(), "记入台账")
    assert [entry.note for entry in entries(file)] == ["", "已回电话"]
