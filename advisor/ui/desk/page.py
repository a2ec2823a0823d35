"""The help desk's page: a form for all facts, the routes live beside it, and what to say.

What is entered is kept in the browser and in its session here; the address holds it as a code.
"""

from collections.abc import Mapping
from datetime import date
from html import escape
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from advisor import packs
from advisor.days import day_in_words
from advisor.facts.told import Told
from advisor.facts.values import FactError, Facts
from advisor.handover.code import CodeError, encode
from advisor.interview.conversation import Conversation
from advisor.interview.questions import Interview
from advisor.ledger.book import verdict_of
from advisor.report.reckoning import typed_reckoning_day
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words
from advisor.ui.chat import resuming, session
from advisor.ui.desk import case as desk_case
from advisor.ui.desk import entries as desk_entries
from advisor.ui.desk import fields as desk_fields
from advisor.ui.desk import form as desk_form
from advisor.ui.desk import printing
from advisor.ui.desk import routes as desk_routes
from advisor.ui.desk import say as desk_say
from advisor.ui.desk import sentence as desk_sentence
from advisor.ui.desk.case import Case
from advisor.ui.desk.entries import Read
from advisor.ui.desk.sentence import Heard
from advisor.ui.ledger import entry as ledger_entry
from advisor.ui.shared import choice
from advisor.ui.shared.kept import kept
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

CASE = "desk"
OPENED = "desk-opened"
SENTENCE = "desk-sentence"
HEARD = "desk-heard"
NOBODY: Mapping[str, object] = {"number": 0}


def page() -> None:
    """Draws the page from what the form holds."""
    case = _case()  # first: its code may be of another pack
    policy = choice.current()
    today = choice.day(policy)
    came = _came(case, today)
    as_of, odd_day = _reckoning_day(policy, case.day, today)
    read = desk_entries.read(policy, case.entries, as_of)
    before = came.office if came else {}
    office = desk_entries.office_answers(policy, case.entries, today, before)
    told = Told(read.facts, as_of, office, read.rough)
    interview, report = kept(
        "desk-told", (policy, [*read.facts], told), lambda: _interview_and_report(policy, told)
    )
    left = interview.left
    idle = desk_fields.idle_fields(policy, left, read.facts, read.wrong)
    standing = interview.standings(report.assessment)
    chosen = report.routes.get(case.route) if case.route else report.best
    office_fields = desk_fields.office_fields(report, chosen) if not left or office else []
    points = [str(field["id"]) for field in office_fields]
    at_points = case.jump or case.left in points
    following = desk_fields.next_field(
        policy, left, case.entries, idle, case.left, points if at_points else ()
    )
    heard = _heard(policy, read.facts, following, as_of)
    code = encode(policy, *told)
    _keep_in_address(code if read.facts else "")

    bar("desk")
    with st.container(key="desk"):
        form_column, routes_column, say_column = st.columns([70, 28, 31], gap="small")
        with form_column:
            with st.container(key="desk-form"):
                shown: dict[str, object] = {
                    "office": office_fields,
                    "next": following,
                    "left": len(left),
                    "idle": sorted(idle),
                    "wrong": read.wrong,
                    "taken": read.taken,
                    "code": code if read.facts else "",
                }
                desk_form.show(_for_the_form(policy, case, heard) | shown, _take)
            _notes(policy, case, came, read, odd_day)
        with routes_column, st.container(key="desk-routes", gap="xxsmall"):
            printing.show(report, code, unfinished=bool(left))
            as_it_came = _as_it_came(report.assessment, read.facts, came)
            desk_routes.show(report, standing, len(left), as_it_came, chosen, _look)
        with say_column:
            if heard is not None and _heard_of() == case.person:
                _answer(policy, heard)
            asking = desk_say.asking(policy, left, following)
            desk_say.show(report, chosen, standing, left, bool(case.route), asking)
            if not left:
                ledger_entry.offer("", code, verdict_of(report.assessment), "F4")
    # Last on the page: by then all of it is of what the form told.
    st.html(f'<span class="desk-drawn" data-count="{case.told}" hidden></span>')


def _interview_and_report(policy: Policy, told: Told) -> tuple[Interview, Report]:
    """What is still to be asked, and what was told comes to."""
    interview = Interview(policy, told.facts, told.as_of, told.readings)
    return interview, Report.of(policy, told._replace(facts=interview.counting))


def _for_the_form(policy: Policy, case: Case, heard: Heard | None) -> dict[str, object]:
    """What the form is built from, where it has not been yet, whom it is about, and what came of the
    last sentence and code."""
    form = desk_fields.form_of(policy)
    known = desk_form.told().get("stamp") == form.stamp
    return {
        "pack": policy.id,
        "stamp": form.stamp,
        "form": None if known else form.parts,
        "person": case.person,
        "count": case.told,
        "start": {"entries": case.entries, "day": case.day, "came": case.came},
        "heard": heard
        and {
            "number": heard.number,
            "person": _heard_of(),
            "facts": heard.facts,
            "answered": bool(heard.answers or heard.silent),
        },
        "opened": st.session_state.get(OPENED, NOBODY),
    }


# --- what the form tells ---------------------------------------------------------------------------


def _take() -> None:
    """Takes what the form told: the fields, and perhaps a sentence, or a code to open."""
    told = desk_form.told()
    st.session_state[CASE] = case = desk_case.heard_from(st.session_state[CASE], told)
    number, text = _numbered(told.get("sentence"), "text")
    if number > st.session_state.get(SENTENCE, (0, "", 0))[0]:
        st.session_state[SENTENCE] = (number, text, case.person)
    opening = told.get("opening")
    number, code = _numbered(opening, "code")
    if number > st.session_state.get(OPENED, NOBODY)["number"]:
        person = opening.get("person") if isinstance(opening, dict) else 0
        _open_code(case, number, person if isinstance(person, int) else 0, code)


def _numbered(told: object, what: str) -> tuple[int, str]:
    """A numbered text that the form told; number 0: none."""
    if not isinstance(told, dict):
        return 0, ""
    number, text = told.get("number"), told.get(what)
    if not isinstance(number, int) or not isinstance(text, str):
        return 0, ""
    return number, text[: desk_case.LONGEST_CODE]


def _open_code(case: Case, number: int, person: int, text: str) -> None:
    """Opens what was pasted or scanned: a code, or the address of an applicant's page."""
    code = _code_in(text.strip())
    came = session.of_code(code)
    if came.trouble:
        opened: Mapping[str, object] = {"number": number, "trouble": came.trouble}
        case = desk_case.not_opened(case, came.trouble)
    else:
        entries, day = _as_entries(choice.current(), came)
        opened = {"number": number, "person": person, "entries": entries, "day": day, "came": code}
        case = desk_case.opened(case, person, code, entries, day)
    st.session_state[OPENED] = opened
    st.session_state[CASE] = case


def _code_in(text: str) -> str:
    """The code in an address of the applicants' page; any other text is the code itself."""
    found = parse_qs(urlsplit(text).query).get(session.IN_ADDRESS) if "?" in text else None
    return found[0] if found else text


def _as_entries(policy: Policy, came: Conversation) -> tuple[dict[str, object], str]:
    day = desk_entries.typed(came.as_of) if came.as_of else ""
    rough = [one for days in came.rough.values() for one in days]
    entries = desk_entries.of_facts(policy, came.given, rough)
    return entries | desk_entries.of_office(came.office), day


def _look(route: str) -> None:
    st.session_state[CASE] = desk_case.look(st.session_state[CASE], route)


# --- whom it is about ------------------------------------------------------------------------------


def _case() -> Case:
    """The person at the desk; whoever comes in by an address with a code finds it opened."""
    if CASE not in st.session_state and (told := desk_form.told()):
        # The server has forgotten, having been started again; the browser has not.
        st.session_state[CASE] = desk_case.heard_from(Case(), told)
    if CASE not in st.session_state:
        case = Case()
        code = st.query_params.get(session.IN_ADDRESS, "")
        if code:
            came = session.of_code(code)
            if came.trouble:
                case = desk_case.not_opened(case, came.trouble)
            else:
                case = desk_case.opened(case, 0, code, *_as_entries(choice.current(), came))
        st.session_state[CASE] = case
    found: Case = st.session_state[CASE]
    return found


def _came(case: Case, today: date) -> Conversation | None:
    """What the code that was opened for this person held; None if there was none."""

    def opened() -> Conversation | None:
        try:
            return session.resumed(packs.open_code(case.came), today)
        except CodeError:
            return None

    return kept("desk-came", (case.came, today), opened) if case.came else None


def _keep_in_address(code: str) -> None:
    """The code of what the form holds stands in the address, so that a reload finds it."""
    if code and st.query_params.get(session.IN_ADDRESS) != code:
        st.query_params[session.IN_ADDRESS] = code
    elif not code and session.IN_ADDRESS in st.query_params:
        del st.query_params[session.IN_ADDRESS]


def _reckoning_day(policy: Policy, typed: str, today: date) -> tuple[date, str]:
    """The day to reckon for, and what is wrong with what was typed."""
    if not typed.strip():
        return today, ""
    try:
        return typed_reckoning_day(policy, typed.strip(), today), ""
    except FactError as error:
        return today, f"计算日：{error.message}先按今天算。"


# --- a sentence ------------------------------------------------------------------------------------


def _heard(policy: Policy, given: Facts, following: str, as_of: date) -> Heard | None:
    """What the last sentence came to; it is taken apart once."""
    number, text, _ = st.session_state.get(SENTENCE, (0, "", 0))
    heard: Heard | None = st.session_state.get(HEARD)
    if number and (heard is None or heard.number != number):
        heard = desk_sentence.take(policy, number, text, given, following, as_of)
        st.session_state[HEARD] = heard
    return heard


def _heard_of() -> int:
    """Of which person the last sentence was told."""
    person: int = st.session_state.get(SENTENCE, (0, "", 0))[2]
    return person


def _answer(policy: Policy, heard: Heard) -> None:
    said = desk_sentence.answer_beside(policy, heard)
    if said:
        st.html(f'<h3 class="block">问：{escape(heard.text)}</h3>{said}')


# --- beside the form -------------------------------------------------------------------------------


def _notes(policy: Policy, case: Case, came: Conversation | None, read: Read, odd_day: str) -> None:
    """What came with a code, what has been changed since, and what could not be read."""
    if odd_day:
        st.html(f'<p class="wrong" role="alert">{escape(odd_day)}</p>')
    if case.trouble:
        st.html(f'<div class="note" role="alert">转交码打不开：{escape(case.trouble)}</div>')
    if came is None or came.resumed_from is None:
        return
    resuming.version_note(policy, came)
    as_of = came.resumed_from.told.as_of
    address = encode(policy, *came.told(as_of))
    changed = [
        f"{policy.facts[name].name}：{fact_in_words(policy, name, came.given.get(name))} → "
        f"{fact_in_words(policy, name, read.facts.get(name))}"
        for name in policy.facts
        if read.facts.get(name) != came.given.get(name)
    ]
    said = "；".join(changed) if changed else "还没有改动"
    st.html(
        f'<div class="came">申请人按{day_in_words(as_of)}填的 · '
        f'<a href="./?{session.IN_ADDRESS}={escape(address)}" target="_blank">看申请人看到的那一页</a>'
        f" · 改动：{escape(said)}</div>"
    )


def _as_it_came(now: Assessment, facts: Facts, came: Conversation | None) -> Assessment | None:
    """The assessment of what a code held, by today's content: ``now`` while the form's ``facts`` are
    still these; None if no code was opened."""
    if came is None or came.resumed_from is None:
        return None
    told = came.told(came.resumed_from.told.as_of)
    if (told.as_of, told.facts, told.readings) == (now.as_of, facts, now.readings):
        return now
    return assess(now.policy, told.facts, told.as_of, told.readings)


guarded(page)
