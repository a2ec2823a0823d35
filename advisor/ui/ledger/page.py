"""窗口台账: what was asked and answered at the desk, to be entered, found, counted and taken along."""

from datetime import date, timedelta
from typing import Literal

import streamlit as st

from advisor import clock
from advisor.days import day_in_words
from advisor.facts.values import FactError
from advisor.handover.code import grouped
from advisor.ledger.book import (
    CHANNELS,
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_SEARCH,
    NO_VERDICT,
    Draft,
    Entry,
    Ledger,
    Wanted,
    kept_from,
    verdict_of,
)
from advisor.ledger.database import LedgerError
from advisor.ledger.export import not_exported, workbook
from advisor.ledger.settings import DATABASE, Settings
from advisor.packs import open_code
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from advisor.ui.ledger import access as access
from advisor.ui.ledger.access import say
from advisor.ui.ledger.entry import channel, pick_channel
from advisor.ui.ledger.view import bars, route_names, status_names, table, tally, verdict
from advisor.ui.shared import choice
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

ON_A_PAGE = 20
OFF = (
    "台账没有开，这里什么也不存。要记下窗口问答的条数和内容，请管理员按部署说明（docs/operating.md）"
    f"设“{DATABASE}”和密码，再重新启动。"
)
_QUESTION, _CODE, _NOTE = "ledger-question", "ledger-code", "ledger-note"
_ROUTE, _STATUS = "ledger-route", "ledger-status"
_SAID, _DONE, _AT = "ledger-said", "ledger-done", "ledger-at"
_WHICH, _GONE = "ledger-delete-which", "ledger-delete-said"
_PERIODS = {"all": "全部", "0": "今天", "6": "最近7天", "29": "最近30天", "own": "自选日期"}


def page() -> None:
    """Draws the page: off, locked or open."""
    bar("ledger")
    try:
        chosen = access.settings()
        if chosen is None:
            st.html(f'<h2>窗口台账</h2><p class="ledger-off">{OFF}</p>')
        elif access.logged_in():
            _open(choice.current(), chosen)
        else:
            access.usable()  # deletes what is too old, logged in or not
            access.ask_password(chosen)
    except LedgerError as error:
        say(error.message)


def _open(policy: Policy, chosen: Settings) -> None:
    today = clock.today(policy)
    _masthead(chosen, today)
    entering, found = st.columns([320, 880], gap="medium")
    with entering, st.container(key="ledger-new", gap="xsmall"):
        _form(policy, chosen, today)
    with found:
        try:
            _found(policy, access.opened(chosen), chosen, today)
        except LedgerError as error:  # the form stays, with what was typed
            say(error.message)


def _masthead(chosen: Settings, today: date) -> None:
    until = today + timedelta(days=chosen.keep_days)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(
            '<div class="masthead"><h1>窗口台账</h1>'
            f"<p>每条留{chosen.keep_days}天：今天记的留到{day_in_words(until)}；"
            f"早于{day_in_words(kept_from(today, chosen.keep_days))}的已经删除。</p></div>",
            width="stretch",
        )
        st.button("退出", key="ledger-log-out", type="tertiary", on_click=access.log_out)


# --- entering ---------------------------------------------------------------------------------------


def _form(policy: Policy, chosen: Settings, today: date) -> None:
    st.html('<p class="side-title">记一条</p>')
    pick_channel()
    st.text_area(
        "问的是什么",
        key=_QUESTION,
        max_chars=LONGEST_QUESTION,
        height=72,
        persist_state="session",
    )
    code = st.text_input("转交码（有就填）", key=_CODE, max_chars=1000, persist_state="session")
    if code.strip():
        _verdict_of_code(code)
    else:
        _select("级别和方式", _ROUTE, {"": "没说到哪一种"} | route_names(policy))
        _select("结论", _STATUS, {"": NO_VERDICT} | status_names(policy))
    st.text_input("备注", key=_NOTE, max_chars=LONGEST_NOTE, persist_state="session")
    trouble, done = st.session_state.pop(_SAID, ""), st.session_state.pop(_DONE, "")
    if not (trouble or done):
        st.html('<p class="quiet">不要写姓名；证件号、电话存不进去。</p>')
    say(trouble)
    say(done, done=True)
    st.button("记入台账", key="ledger-add", type="primary", on_click=_add, args=(chosen, today))


def _verdict_of_code(code: str) -> None:
    try:
        policy, told = _verdict(code)
    except FactError as error:
        say(f"转交码打不开：{error.message}")
    else:
        route, _, status = told.rpartition(":")
        words = verdict(policy, route, status)
        st.html(f'<p class="ledger-code-says">码里的结论：{words}</p>')


def _verdict(code: str) -> tuple[Policy, str]:
    """The verdict a code leads to on its own day, and the pack it is of, whichever is served here.
    Raises ``FactError`` if it does not open."""
    opened = open_code(code)
    return opened.policy, verdict_of(
        assess(opened.policy, opened.told.facts, opened.as_of, opened.told.readings)
    )


def _add(chosen: Settings, today: date) -> None:
    """Enters what the form holds; it is emptied only once the entry is written."""
    if not access.logged_in():  # the hours ended meanwhile: the form waits behind the password
        return
    state = st.session_state
    question, code, note = (state.get(key, "") for key in (_QUESTION, _CODE, _NOTE))
    route, status = state.get(_ROUTE, ""), state.get(_STATUS, "")
    try:
        if code.strip():
            _, told = _verdict(code)
        elif route and not status:
            raise LedgerError("选了级别和方式，还要选结论；没有结论的，两个都不选。")
        else:
            told = f"{route}:{status}" if status else ""
        draft = Draft(today, channel(), question, code, told, note)
        number = access.opened(chosen).add(draft)
    except LedgerError as error:
        state[_SAID] = error.message
    except FactError:
        pass  # said under the code
    else:
        state[_DONE] = f"已记入台账（第{number}号）。"
        for key in (_QUESTION, _CODE, _NOTE, _ROUTE, _STATUS):
            state[key] = ""


# --- finding ----------------------------------------------------------------------------------------


def _found(policy: Policy, ledger: Ledger, chosen: Settings, today: date) -> None:
    wanted = _wanted(policy, chosen, today)
    counts = ledger.count(policy, wanted)
    st.html(tally(policy, counts))
    if not counts.total:
        nothing = "还没有记过。左边记下第一条。" if wanted == Wanted() else "没有这样的记录。"
        st.html(f'<p class="ledger-empty">{nothing}</p>')
        return
    with st.expander("统计：按月、周、天，按渠道，按级别和方式", key="ledger-statistics"):
        parts = bars(policy, counts)
        for column, part in zip(st.columns(len(parts)), parts, strict=True):
            column.html(part)
    pages = -(-counts.total // ON_A_PAGE)
    at = _page_shown(wanted, pages)
    entries = ledger.search(policy, wanted, at * ON_A_PAGE, ON_A_PAGE)
    st.html(table(policy, entries))
    with st.container(horizontal=True, vertical_alignment="center", key="ledger-foot"):
        st.button("上一页", key="ledger-before", disabled=at == 0, on_click=_turn, args=(-1,))
        st.html(f'<p class="quiet">第{at + 1}页，共{pages}页</p>', width="content")
        st.button("下一页", key="ledger-after", disabled=at == pages - 1, on_click=_turn, args=(1,))
        st.space("stretch")
        _deletion(ledger, entries)
        st.download_button(
            f"导出这{counts.total}条（表格）",
            data=lambda: _spreadsheet(policy, ledger, wanted),
            file_name=f"窗口台账{day_in_words(today)}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="ledger-export",
            on_click="ignore",
        )


def _spreadsheet(policy: Policy, ledger: Ledger, wanted: Wanted) -> bytes:
    try:
        return workbook(policy, ledger.search(policy, wanted), ledger.count(policy, wanted))
    except LedgerError as error:
        return not_exported(error.message)


def _wanted(policy: Policy, chosen: Settings, today: date) -> Wanted:
    """The line of filters."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="ledger-filters"):
        text = st.text_input(
            "找问题、备注、结论里的字",
            key="ledger-text",
            max_chars=LONGEST_SEARCH,
            persist_state="session",
        )
        period = _select("时间", "ledger-period", _PERIODS, 140)
        via = _select("渠道", "ledger-by-channel", {"": "全部"} | CHANNELS, 110)
        statuses = {"": "全部"} | status_names(policy) | {NO_VERDICT: NO_VERDICT}
        status = _select("结论", "ledger-by-status", statuses, 170)
    first: date | None = None
    last: date | None = None
    if period == "own":
        days = [today - timedelta(days=n) for n in range(chosen.keep_days + 1)]
        with st.container(horizontal=True, key="ledger-days"):
            first, last = _pick("从", days), _pick("到", days)
    elif period != "all":
        first = today - timedelta(days=int(period))
    return Wanted(text.strip(), first, last, via, status)


def _pick(label: str, days: list[date]) -> date | None:
    return st.selectbox(
        label,
        days,
        index=None,
        format_func=day_in_words,
        placeholder="不限",
        key=f"ledger-{label}",
        persist_state="session",
        width=170,
    )


def _select(
    label: str, key: str, options: dict[str, str], width: int | Literal["stretch"] = "stretch"
) -> str:
    return st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        persist_state="session",
        filter_mode=None,
        width=width,
    )


def _page_shown(wanted: Wanted, pages: int) -> int:
    """The page looked at, from 0; another search begins at its first."""
    seen, at = st.session_state.get(_AT, (wanted, 0))
    at = min(at, pages - 1) if seen == wanted else 0
    st.session_state[_AT] = (wanted, at)
    return at


def _turn(by: int) -> None:
    wanted, at = st.session_state[_AT]
    st.session_state[_AT] = (wanted, max(at + by, 0))


def _deletion(ledger: Ledger, entries: list[Entry]) -> None:
    with st.popover("删除一条", key="ledger-delete-menu"):
        names = {
            entry.id: f"第{entry.id}号 {day_in_words(entry.day)} "
            f"{(entry.question or grouped(entry.code))[:16]}"
            for entry in entries
        }
        chosen = st.selectbox(
            "这一页的哪一条",
            list(names),
            index=None,
            format_func=lambda id: names.get(id, ""),
            placeholder="请选",
            key=_WHICH,
        )
        st.html('<p class="quiet">删了就找不回来。记错了的，删去再记一条。</p>')
        st.button(
            f"确认删除第{chosen}号" if chosen else "确认删除",
            key="ledger-delete",
            disabled=chosen is None,
            on_click=_delete,
            args=(ledger, chosen),
        )
        say(st.session_state.pop(_GONE, ""))


def _delete(ledger: Ledger, id: int) -> None:
    if not access.logged_in():
        return
    try:
        ledger.delete(id)
    except LedgerError as error:
        st.session_state[_GONE] = error.message
    else:
        st.session_state[_GONE] = f"第{id}号已删除。"
        st.session_state[_WHICH] = None


guarded(page)
