"""The applicant's page: a conversation, one question at a time, and the result."""

from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from advisor.facts.told import Told
from advisor.interview import conversation
from advisor.interview.conversation import Conversation
from advisor.interview.expected import ToCome, to_come
from advisor.interview.questions import (
    Answers,
    Interview,
    Question,
    grouped,
    oddities,
    retraced,
)
from advisor.report.reckoning import offered
from advisor.report.report import Report
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import subject
from advisor.ui.chat import answering, glance, listening, replying, result, resuming, session
from advisor.ui.shared import choice, drafts, paper
from advisor.ui.shared.dates import YEARS_AHEAD, pick_day
from advisor.ui.shared.html import as_label, clause_details, details, paragraphs
from advisor.ui.shared.kept import kept
from advisor.ui.shared.standing import panel, routes, summary
from advisor.ui.shared.trouble import guarded

CLEARED = "前面的回答会全部清空。用别人的手机或公用电脑的，清空以后再关掉这一页。"


def page() -> None:
    """Draws the whole page from the answers so far."""
    talk = session.current()  # first: its code may be of another pack
    policy = choice.current()
    today = choice.day(policy)
    as_of = talk.as_of or today
    code = session.keep_in_address(policy, talk, as_of)
    told = talk.told(as_of)
    interview, report, coming = kept(
        "told", (policy, [*talk.given], told), lambda: _interview_and_report(policy, told)
    )
    answers, left = interview.answers, interview.left
    if talk.just_came and not left:  # whoever brings a whole code has seen a verdict already
        session.take(conversation.look_over)
        talk = session.current()
    standing = interview.standings(report.assessment)
    changing = conversation.question_changing(policy, talk, answers, left)
    asked = changing or (left[0] if left else None)

    _masthead(policy, bool(talk.given))
    in_a_line = summary(standing, coming)
    ended = (
        talk.looked_over and not left and changing is None
    )  # on a phone the result itself tells of the routes
    beside = routes(in_a_line, panel(report, standing))
    st.html(f'<div class="{"ended" if ended else "going-on"}">{beside}</div>')
    hand_over = partial(drafts.hand_over, talk, code)
    with st.container(key="talk"):
        resuming.notes(policy, talk, today)
        replying.reply(report, talk, left, _change_one(policy))
        if changing is not None:
            _ask(policy, changing, talk, as_of, hand_over)
            st.button(
                "不改了",
                key="keep",
                type="tertiary",
                on_click=session.leave_change,
                args=(changing.facts,),
            )
        elif talk.heard and not talk.ahead:  # gone back, they wait until the next answer
            replying.heard(policy, talk, _change_one(policy))
            hand_over()
        elif left:
            _conversation(report, answers, left, talk, as_of, hand_over)
        elif not talk.looked_over:
            glance.before_the_verdict(report, answers, grouped(policy, answers))
            hand_over()
        else:
            _result(report, answers, talk, code)
            hand_over()
    listening.field(policy, answers, asked.facts if asked else (), as_of)
    step = f"{len(talk.given)}-{talk.changing}-{len(left)}-{len(talk.heard)}-{hash(talk.typed)}-{talk.looked_over}"
    verdict = f'data-verdict="{escape(report.lead.now)}"' if ended else ""
    drafts.ask(lambda: session.give_back(policy, code, as_of))
    st.html(
        f'<p id="now" hidden data-step="{step}" data-said="已记下。{escape(in_a_line)}" {verdict}></p>'
    )


def _interview_and_report(policy: Policy, told: Told) -> tuple[Interview, Report, ToCome]:
    """Where the interview stands with what was told, what its answers come to, how many are to come."""
    before = st.session_state.get("walked")
    interview = retraced(policy, told.facts, told.as_of, told.readings, before=before)
    st.session_state.walked = interview
    report = Report.of(policy, told._replace(facts=interview.answers))
    return interview, report, to_come(interview)


def _masthead(policy: Policy, begun: bool) -> None:
    pack = policy.content.pack
    head = (
        f'<div class="masthead"><h1>{escape(subject(policy))}自测</h1>'
        f'<p>{escape(pack.document)}<span class="batch"> · {escape(pack.batch)}</span></p></div>'
        '<button type="button" id="big-print" class="tool" aria-pressed="false">大字版</button>'
    )
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(head, width="stretch")
        if begun:
            with st.popover("重新开始", type="tertiary", key="again-menu"):
                st.html(f"<p>{CLEARED}</p>")
                st.button("清空，重新开始", key="again", on_click=session.start_again)


def _conversation(
    report: Report,
    answers: Answers,
    left: list[Question],
    talk: Conversation,
    as_of: date,
    hand_over: Callable[[], None],
) -> None:
    policy = report.policy
    asked = grouped(policy, answers)
    if asked:
        _earlier(report, answers, asked[:-1])
        _turn(report, answers, asked[-1])
    else:
        first, *more = policy.content.pack.greeting
        st.html(
            paragraphs([first], "顾问", "greeting")
            + details("依据哪份通知，回答存在哪里", paragraphs(more), "greeting-more")
        )
    _odd(policy, answers, talk)
    _ask(policy, left[0], talk, as_of, hand_over)
    if not asked:
        with st.expander("我有转交码，接着看", key="have-code", type="compact"):
            st.text_input("转交码（大小写、空格都不要紧）", key=session.TYPED, max_chars=500)
            st.button("打开", key="open-code", on_click=session.open_typed)


def _ask(
    policy: Policy,
    question: Question,
    talk: Conversation,
    as_of: date,
    hand_over: Callable[[], None],
) -> None:
    fact = policy.facts[question.facts[0]]
    group = policy.content.facts.groups.get(question.id)
    text = group.ask if group and len(question.facts) > 1 else fact.ask
    st.html(paragraphs([text], "顾问", "question"))
    with st.container(key=f"form-{question.id}"):
        answering.ask(
            policy, question.facts, talk.suggested, as_of, talk.suggested_rough, hand_over
        )
    why = []
    for name in question.facts:
        one = policy.facts[name]
        title = [f"{one.name}："] if len(question.facts) > 1 else []
        why += [paragraphs([*title, one.why, one.find_out]), clause_details(policy, one.clauses)]
    st.html(details("为什么问，怎么弄清楚", "".join(why), "why"))


def _earlier(report: Report, answers: Answers, questions: list[Question]) -> None:
    """The answers before the last one, drawn only while they are unfolded."""
    if questions:
        title = f"前面的回答（{len(questions)}题），可以改"
        earlier = st.expander(title, key="earlier", type="compact", on_change="rerun")
        if earlier.open:
            with earlier:
                for question in questions:
                    _turn(report, answers, question)


def _turn(report: Report, answers: Answers, question: Question) -> None:
    """One question answered, with the answer; a tap on it opens it again."""
    group = report.policy.content.facts.groups.get(question.id)
    asked = group.name if group else report.policy.facts[question.facts[0]].name
    said = glance.said(report, answers, question)
    st.button(
        f"{as_label(asked)}　**{as_label(said)}**　改",
        key=f"change-{question.id}",
        type="tertiary",
        on_click=session.change,
        args=(question.id, question.facts),
    )


def _odd(policy: Policy, answers: Answers, talk: Conversation) -> None:
    for oddity in oddities(policy, answers):
        if oddity.id in talk.accepted:
            continue
        st.html(f'<div class="note">{escape(oddity.sentence)}</div>')
        with st.container(horizontal=True, key=f"odd-{oddity.id}"):
            st.button(
                "没有错",
                key=f"fine-{oddity.id}",
                on_click=session.take,
                args=(conversation.accept_oddity, oddity.id),
            )
            for name in dict.fromkeys(oddity.facts):
                st.button(
                    f"改{policy.facts[name].name}",
                    key=f"mend-{oddity.id}-{name}",
                    on_click=session.change,
                    args=(policy.facts[name].group or name, (name,)),
                )


def _result(report: Report, answers: Answers, talk: Conversation, code: str) -> None:
    policy = report.policy

    today = choice.day(policy)
    result.first_lines(report, today)
    _odd(policy, answers, talk)
    glance.rough_days(report)
    glance.folded(report, answers, grouped(policy, answers))
    result.rest(report, code, today)
    _reckoning(report, answers, talk)
    paper.show(report, code)


def _reckoning(report: Report, answers: Answers, talk: Conversation) -> None:
    """The day of reckoning: what difference it makes, and other days to look at (31 December, or the
    last day of a batch, which the person enters)."""
    policy = report.policy
    today = choice.day(policy)
    then = talk.told(today)._replace(facts=answers)
    now = report if report.as_of == today else Report.of(policy, then)
    if now.reckoning:
        st.html(f'<p class="quiet">{escape(now.reckoning)}</p>')
    waits = now.best is not None and now.best.status is Status.NOT_YET
    with st.container(horizontal=True, vertical_alignment="center", key="reckoning"):
        for label, day in offered(policy, today):
            if waits and talk.as_of != day:
                st.button(
                    f"按{label}看",
                    key=f"reckon-{day}",
                    on_click=session.take,
                    args=(conversation.reckon, day),
                )
        with st.popover("另选一天看", key="reckon-other"):
            chosen, complete, _ = pick_day(
                "比如这一批的截止日", "reckon-day", today, None, YEARS_AHEAD
            )
            possible = complete and chosen is not None and chosen >= today
            if chosen is not None and not possible:
                st.html('<p class="quiet">请选今天或以后的日子，年、月都要选。</p>')
            st.button(
                "按这一天看",
                key="reckon-chosen",
                disabled=not possible,
                on_click=session.take,
                args=(conversation.reckon, chosen),
            )


def _change_one(policy: Policy) -> Callable[[str], None]:
    """What opens the question of one fact, to be used as a button's callback."""
    return lambda name: session.change(policy.facts[name].group or name, (name,))


guarded(page)
