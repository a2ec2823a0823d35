"""The help desk's page: a form for all facts, the routes live beside it, and what to say.

Nothing entered is kept but in the browser's session; 「下一位」 forgets it.
"""

from datetime import date
from html import escape
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from advisor import clock
from advisor.days import day_in_words
from advisor.facts.told import Told
from advisor.facts.values import FactError, Facts
from advisor.handover.code import encode, grouped
from advisor.interview.questions import Interview
from advisor.ledger.book import verdict_of
from advisor.report.reckoning import typed_reckoning_day
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words
from advisor.ui.chat import resuming, session
from advisor.ui.desk import case as desk_case
from advisor.ui.desk import form as desk_form
from advisor.ui.desk import keys as desk_keys
from advisor.ui.desk import routes as desk_routes
from advisor.ui.desk import say as desk_say
from advisor.ui.desk.case import Case
from advisor.ui.ledger import entry as ledger_entry
from advisor.ui.shared import choice, paper
from advisor.ui.shared.kept import kept
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

CODE = "desk-code"
DAY = "desk-day"
NEEDED = "desk-only-needed"


def page() -> None:
    """Draws the page from what the form holds."""
    policy = choice.current()
    today = clock.today(policy)
    case: Case = st.session_state.setdefault("desk", Case())
    bar("desk")
    with st.container(key="desk"):
        top = st.container(
            key="desk-top", horizontal=True, vertical_alignment="center", gap="small"
        )
        notes = st.container(gap=None)
        form_column, routes_column, say_column = st.columns([70, 28, 31], gap="small")
        with top:
            as_of = _top(policy, case, today)
        with form_column, st.container(key="desk-form"):
            form = desk_form.draw(policy, case.start, case.number, as_of)
            told = Told(form.facts, as_of, case.office)
            interview, report = kept(
                "desk-told",
                (policy, [*form.facts], told),
                lambda: _interview_and_report(policy, told),
            )
            left = interview.left
            desk_form.mark(policy, form, left, bool(st.session_state.get(NEEDED)))
        code = encode(policy, *told)
        standing = interview.standings(report.assessment)
        chosen = report.routes[case.route] if case.route else report.best
        with notes:
            _notes(policy, case, form)
        with routes_column, st.container(key="desk-routes", gap="xxsmall"):
            before = _as_it_came(report.assessment, form.facts, case)
            desk_routes.show(report, standing, len(left), before, chosen, _look)
        with say_column:
            desk_say.show(report, chosen, standing, left, bool(case.route))
            if not left:
                ledger_entry.offer("", code, verdict_of(report.assessment))
        with top:
            _take_along(report, code, bool(left))
    desk_keys.listen(case.number)


def _interview_and_report(policy: Policy, told: Told) -> tuple[Interview, Report]:
    """What is still to be asked, and what was told comes to."""
    interview = Interview(policy, told.facts, told.as_of, told.readings)
    return interview, Report.of(policy, told._replace(facts=interview.counting))


# --- the line on top -------------------------------------------------------------------------------


def _top(policy: Policy, case: Case, today: date) -> date:
    st.text_input(
        "转交码",
        key=CODE,
        placeholder="贴上或扫入转交码，按回车（F8）",
        label_visibility="collapsed",
        max_chars=2000,
        on_change=_open_code,
        width=250,
    )
    as_of = _reckoning_day(policy, case, today)
    st.toggle("只看还要问的", key=NEEDED, persist_state="session")
    return as_of


def _reckoning_day(policy: Policy, case: Case, today: date) -> date:
    came = case.came.as_of if case.came else None
    typed = st.text_input(
        "计算日",
        value=desk_form.typed(came) if came else "",
        key=f"{DAY}-{case.number}",
        placeholder="计算日：今天",
        label_visibility="collapsed",
        persist_state="session",
        width=130,
    ).strip()
    if not typed:
        return today
    try:
        return typed_reckoning_day(policy, typed, today)
    except FactError as error:
        st.html(f'<p class="wrong" role="alert">计算日：{escape(error.message)}先按今天算。</p>')
        return today


def _open_code() -> None:
    """Opens what was pasted or scanned: a code, or the address of an applicant's page."""
    typed = str(st.session_state.get(CODE, "")).strip()
    st.session_state[CODE] = ""
    if not typed:
        return
    case: Case = st.session_state.desk
    came = session.of_code(_code_in(typed))
    st.session_state.desk = desk_case.open_code(case, came)


def _code_in(text: str) -> str:
    """The code in an address of the applicants' page; any other text is the code itself."""
    found = parse_qs(urlsplit(text).query).get(session.IN_ADDRESS) if "?" in text else None
    return found[0] if found else text


def _next_person() -> None:
    st.session_state.desk = desk_case.next_person(st.session_state.desk)


def _take_along(report: Report, code: str, unfinished: bool) -> None:
    data = paper.data_of(report, code)
    paper.buttons(code, "打印 F9", "存PDF")
    st.button("下一位 F2", key="next-person", on_click=_next_person)
    paper.on_paper(data)
    words = "还没问完" if unfinished else "问完了"
    st.html(
        f'<details class="code-fold"><summary>这位的转交码（{words}）</summary>'
        f'<p class="code">{escape(grouped(code))}</p></details>',
        width="content",
    )


def _notes(policy: Policy, case: Case, form: desk_form.Form) -> None:
    """What came with a code, and what has been changed since."""
    if case.trouble:
        st.html(f'<div class="note" role="alert">转交码打不开：{escape(case.trouble)}</div>')
    if case.came is None or case.came.resumed_from is None:
        return
    resuming.version_note(policy, case.came)
    as_of = case.came.resumed_from.told.as_of
    address = encode(policy, *case.came.told(as_of))
    changed = [
        f"{policy.facts[name].name}：{fact_in_words(policy, name, case.start.get(name))} → "
        f"{fact_in_words(policy, name, form.facts.get(name))}"
        for name in policy.facts
        if form.facts.get(name) != case.start.get(name)
    ]
    said = "；".join(changed) if changed else "还没有改动"
    st.html(
        f'<div class="came">申请人按{day_in_words(as_of)}填的 · '
        f'<a href="./?{session.IN_ADDRESS}={escape(address)}" target="_blank">看申请人看到的那一页</a>'
        f" · 改动：{escape(said)}</div>"
    )


def _as_it_came(now: Assessment, facts: Facts, case: Case) -> Assessment | None:
    """The assessment of what a code held, by today's content: ``now`` while the form's ``facts`` are
    still these; None if no code was opened."""
    if case.came is None or case.came.resumed_from is None:
        return None
    told = case.came.told(case.came.resumed_from.told.as_of)
    if (told.as_of, told.facts, told.readings) == (now.as_of, facts, now.readings):
        return now
    return assess(now.policy, told.facts, told.as_of, told.readings)


def _look(route: str) -> None:
    st.session_state.desk = desk_case.look(st.session_state.desk, route)


guarded(page)
