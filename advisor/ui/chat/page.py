"""The applicant's page: a conversation, one question at a time, and the result."""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from advisor import clock
from advisor.interview import conversation
from advisor.interview.conversation import Conversation
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
from advisor.rules.assess import assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words, subject
from advisor.ui.chat import answering, listening, replying, result, resuming, session
from advisor.ui.shared import choice, paper, theme
from advisor.ui.shared.dates import YEARS_AHEAD, pick_day
from advisor.ui.shared.html import clause_details, paragraphs
from advisor.ui.shared.kept import kept
from advisor.ui.shared.standing import panel, summary
from advisor.ui.shared.trouble import guarded


def page() -> None:
    """Draws the whole page from the answers so far."""
    talk = session.current()  # first: its code may be of another pack
    policy = choice.current()
    today = clock.today(policy)
    as_of = talk.as_of or today
    code = session.keep_in_address(policy, talk, as_of)
    interview, report = kept(
        "told", (policy, [*talk.given.items()], as_of), lambda: _told(policy, talk.given, as_of)
    )
    answers, left = interview.answers, interview.left
    standing = interview.standings(report.assessment)
    changing = conversation.question_changing(policy, talk, answers)
    asked = changing or (left[0] if left else None)

    theme.apply()
    theme.to_top(
        f"{len(talk.given)}-{talk.changing}-{len(left)}-{len(talk.heard)}-{hash(talk.typed)}"
    )
    _masthead(policy)
    in_a_line, routes = summary(standing, len(left)), panel(report, standing)
    with st.container(key="fold"), st.expander(in_a_line, key="routes-fold"):
        st.html(routes)
    main, side = st.columns([720, 320], gap="large")
    with side, st.container(key="side"):
        st.html(f'<p class="side-title">{escape(in_a_line)}</p>')
        st.html(routes)
    with main, st.container(key="talk"):
        resuming.notes(policy, talk, today)
        replying.reply(report, talk, left, _change_one(policy))
        if changing is not None:
            _ask(policy, changing, talk.with_heard, as_of)
            st.button(
                "不改了",
                key="keep",
                type="tertiary",
                on_click=session.leave_change,
                args=(changing.facts,),
            )
        elif talk.heard:
            replying.heard(policy, talk, _change_one(policy))
        elif left:
            _conversation(policy, answers, left, talk, as_of)
        else:
            _result(report, answers, talk, code)
    listening.field(policy, answers, asked.facts if asked else (), as_of)


def _told(policy: Policy, given: Answers, as_of: date) -> tuple[Interview, Report]:
    """Where the interview stands with what was given, and what its answers come to."""
    interview = retraced(policy, given, as_of)
    return interview, Report(assess(policy, interview.answers, as_of))


def _masthead(policy: Policy) -> None:
    pack = policy.content.pack
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="masthead"><h1>{escape(subject(policy))}自测</h1>'
            f"<p>{escape(pack.document)} · {escape(pack.batch)}</p></div>",
            width="stretch",
        )
        with st.popover("重新开始", type="tertiary", key="again-menu"):
            st.html("<p>前面的回答会全部清空。</p>")
            st.button("清空，重新开始", key="again", on_click=session.start_again)


def _conversation(
    policy: Policy,
    answers: Answers,
    left: list[Question],
    talk: Conversation,
    as_of: date,
) -> None:
    asked = grouped(policy, answers)
    if asked:
        _earlier(policy, answers, asked[:-1])
        _turn(policy, answers, asked[-1])
    else:
        st.html(paragraphs(policy.content.pack.greeting, "顾问"))
        with st.expander("我有转交码，接着看", key="have-code", type="compact"):
            st.text_input("转交码（大小写、空格都不要紧）", key=session.TYPED, max_chars=500)
            st.button("打开", key="open-code", on_click=session.open_typed)
    _odd(policy, answers, talk)
    _ask(policy, left[0], talk.given, as_of)


def _ask(policy: Policy, question: Question, given: Answers, as_of: date) -> None:
    fact = policy.facts[question.facts[0]]
    group = policy.content.facts.groups.get(question.id)
    text = group.ask if group and len(question.facts) > 1 else fact.ask
    st.html(paragraphs([text], "顾问", "question"))
    with st.container(key=f"form-{question.id}"):
        answering.ask(policy, question.facts, given, as_of)
    with st.expander("为什么问，怎么弄清楚", key=f"why-{question.id}", type="compact"):
        for name in question.facts:
            one = policy.facts[name]
            title = [f"{one.name}："] if len(question.facts) > 1 else []
            st.html(paragraphs([*title, one.why, one.find_out]))
            st.html(clause_details(policy, one.clauses))


def _earlier(policy: Policy, answers: Answers, questions: list[Question]) -> None:
    if questions:
        with st.expander(
            f"前面的回答（{len(questions)}题），可以改", key="earlier", type="compact"
        ):
            for question in questions:
                _turn(policy, answers, question)


def _turn(policy: Policy, answers: Answers, question: Question) -> None:
    """One question answered: what was asked, the answer, and the way to change it."""
    group = policy.content.facts.groups.get(question.id)
    with st.container(horizontal=True, vertical_alignment="center", key=f"turn-{question.id}"):
        asked = group.name if group else policy.facts[question.facts[0]].name
        st.html(f'<p class="was-asked">{escape(asked)}</p>', width="stretch")
        said = "<br>".join(escape(text) for text in _said(policy, answers, question))
        st.html(f'<div class="said">{said}</div>')
        st.button(
            "改",
            key=f"change-{question.id}",
            type="tertiary",
            on_click=session.change,
            args=(question.id, question.facts),
        )


def _said(policy: Policy, answers: Answers, question: Question) -> list[str]:
    """The answer in words; of a group only what is not simply so."""
    if len(question.facts) == 1:
        return fact_in_words(policy, question.facts[0], answers[question.facts[0]]).split("；")
    others = [
        f"{policy.facts[name].name}：{fact_in_words(policy, name, answers[name])}"
        for name in question.facts
        if answers[name] is not True
    ]
    return others or [policy.content.facts.groups[question.id].all_yes]


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

    def after_verdict() -> None:
        _odd(policy, answers, talk)
        replying.months_wanted(policy, talk, answers, report.as_of, _change_one(policy))
        _reckoning(report, answers, talk)

    result.show(report, after_verdict)
    paper.show(report, code)
    asked = grouped(policy, answers)
    with st.expander(f"您的回答（{len(asked)}题），可以改", key="earlier"):
        for question in asked:
            _turn(policy, answers, question)


def _reckoning(report: Report, answers: Answers, talk: Conversation) -> None:
    """The day of reckoning: what difference it makes, and other days to look at (31 December, or the
    last day of a batch, which the person enters)."""
    policy = report.policy
    today = clock.today(policy)
    now = report if report.as_of == today else Report(assess(policy, answers, today))
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
            chosen, complete = pick_day(
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
