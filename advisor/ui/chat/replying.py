"""What the advisor says to what was typed: every outcome of ``talk.outcomes`` in its words, chips to
confirm, and word for word what was not taken."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from advisor.content.schema import Answer
from advisor.facts.told_in_words import LeftOver, WhyLeft, joined
from advisor.facts.values import Facts
from advisor.interview import conversation
from advisor.interview.commands import Command
from advisor.interview.conversation import Conversation, Typed, Unconfirmed
from advisor.interview.questions import Question, retraced
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words
from advisor.talk.outcomes import WHOM, Outcome, answer_in_words, answers_to
from advisor.talk.private_numbers import PrivateNumber
from advisor.talk.questions import fitted, whom_to_ask
from advisor.ui.chat import session
from advisor.ui.shared.html import clause_details, paragraphs

SAID: dict[Outcome, str] = {
    Outcome.TOO_LONG: "这段话太长，没有读。请只说跟申报有关的，分几次说。",
    Outcome.PRIVATE_NUMBER: "您打的像是{number}。已经去掉了，没有读，也没有留；这里不用填号码。",
    Outcome.COMMAND: "前面的回答会全部清空，确定重新开始吗？",
    Outcome.UNKNOWN: "好的，这一题记成“不清楚”。",
    Outcome.WHAT_IF: "只是假如，没有记下来。假如{supposed}：",
    Outcome.OWN_CASE: "这要看您自己的情况，最多再问{count}题就能说。",
    Outcome.ANSWERED: "",
    Outcome.SILENT: WHOM,
    Outcome.CHOICE: "您想问的是哪一个？点开看回答。",
    Outcome.NOT_COVERED: "这个问题，通知里没有找到答案。请换个说法再问一次，或者问单位管人事的同事。",
    Outcome.NOT_UNDERSTOOD: (
        "这句话没有听明白。可以换个说法，比如“函授本科，2021年毕业”，或者点下面的选项。"
    ),
    Outcome.FACTS: "我听到的是这些，对吗？",
    Outcome.CORRECTED: "代替原来的：{before}",
    Outcome.BY_SOUND: "您打的是“{said}”，听着像“{spelled}”，请看对不对",
    Outcome.LEFT_OVER: "下面这些没有记下来：",
}
"""How each outcome is worded; the answers themselves are content."""

NUMBERS: dict[PrivateNumber, str] = {
    "identity": "身份证号",
    "phone": "手机号",
    "bank": "银行卡号",
}
WHY: dict[WhyLeft, str] = {
    "unclear": "没听明白",
    "doubtful": "说得不肯定",
    "not_yet": "像是还没有的事",
    "another": "像是说别人或以前",
    "from_when": "要知道从哪年哪月起",
}
ROUNDED = "没说到哪天的，按那个月或那一年的最后一天算。"
VERDICT = "按您的回答："
MOST_LEFT = 6
"""So many pieces are shown with their taps; of more only how many."""


def heard(policy: Policy, talk: Conversation, change: Callable[[str], None]) -> None:
    """What was understood, each with the words it came from, to confirm or to correct, and beside it
    what was not."""
    st.html(paragraphs([SAID[Outcome.FACTS]], "顾问", "question"))
    for name, told in talk.heard.items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"heard-{name}"):
            st.html(_chip(policy, name, told), width="stretch")
            st.button("改", key=f"mend-{name}", type="tertiary", on_click=change, args=(name,))
            st.button(
                "不对",
                key=f"drop-{name}",
                type="tertiary",
                on_click=session.take,
                args=(conversation.drop, name),
            )
    if any(rough.exact != "day" for told in talk.heard.values() for rough in told.inexact):
        st.html(f'<p class="quiet">{escape(ROUNDED)}</p>')
    left_over(policy, talk, change)
    with st.container(horizontal=True, key="form-heard"):
        st.button("都对，记下来", key="accept", type="primary", on_click=session.confirm)
        st.button(
            "都不对",
            key="drop-all",
            type="tertiary",
            on_click=session.take,
            args=(conversation.drop_all,),
        )


def _chip(policy: Policy, name: str, told: Unconfirmed) -> str:
    if told.spelled:
        said = SAID[Outcome.BY_SOUND].format(said=told.said, spelled=told.spelled)
    else:
        said = f"您说的：“{told.said}”"
    notes = [said]
    if told.instead_of is not None:
        before = fact_in_words(policy, name, told.instead_of)
        notes.append(SAID[Outcome.CORRECTED].format(before=before))
    lines = "".join(f'<span class="quiet">{escape(note)}</span>' for note in notes)
    return (
        f'<div class="chip"><span class="was-asked">{escape(policy.facts[name].name)}</span>'
        f"<b>{escape(fact_in_words(policy, name, told.value, told.inexact))}</b>{lines}</div>"
    )


def left_over(policy: Policy, talk: Conversation, change: Callable[[str], None]) -> None:
    """The pieces that were not taken, each with a tap: say what it is about, or leave it."""
    left = talk.typed.left if talk.typed else ()
    if not left:
        return
    st.html(paragraphs([SAID[Outcome.LEFT_OVER]], "顾问"))
    for number, piece in enumerate(left[:MOST_LEFT]):
        key = f"left-{number}"
        with st.container(horizontal=True, vertical_alignment="center", key=key):
            st.html(
                f'<div class="chip"><b>“{escape(_short(piece.said))}”</b>'
                f'<span class="quiet">{escape(WHY[piece.why])}</span></div>',
                width="stretch",
            )
            if piece.fact is not None:
                st.button(
                    "填哪年哪月",
                    key=f"from-when-{number}",
                    on_click=_tell,
                    args=(piece, piece.fact, change),
                )
                continue
            with st.popover("说的是…", type="tertiary", key=f"about-{number}"):
                for name, fact in policy.facts.items():
                    st.button(
                        fact.name,
                        key=f"about-{number}-{name}",
                        type="tertiary",
                        on_click=_tell,
                        args=(piece, name, change),
                    )
            st.button(
                "不用管",
                key=f"leave-{number}",
                type="tertiary",
                on_click=session.take,
                args=(conversation.leave, piece),
            )
    if len(left) > MOST_LEFT:
        st.html(f'<p class="quiet">还有{len(left) - MOST_LEFT}处没有记下来，请一句一句再说。</p>')


def _tell(piece: LeftOver, name: str, change: Callable[[str], None]) -> None:
    """Opens the question that a piece is about."""
    session.take(conversation.leave, piece)
    change(name)


def reply(
    report: Report, talk: Conversation, left: list[Question], change: Callable[[str], None]
) -> None:
    """What is said to what was typed, in all its parts; the facts heard have their chips elsewhere."""
    typed = talk.typed
    if typed is None:
        return
    policy = report.policy
    outcomes = [one for one in Outcome if one in typed.outcomes]
    answering = [one for one in outcomes if one in _ANSWERS]
    if answering:
        st.html(f'<div class="said">{escape(_short(typed.question or typed.text))}</div>')
    for outcome in outcomes:
        match outcome:
            case Outcome.PRIVATE_NUMBER:
                number = "、".join(name for kind, name in NUMBERS.items() if kind in typed.private)
                st.html(paragraphs([SAID[outcome].format(number=number)], "顾问"))
            case Outcome.COMMAND:
                _command(typed.command, left)
                return
            case Outcome.WHAT_IF:
                _what_if(report, typed, left)
            case Outcome.OWN_CASE | Outcome.ANSWERED | Outcome.SILENT | Outcome.CHOICE:
                _answers(report, talk, typed, outcome, left)
            case Outcome.NOT_COVERED:
                file = policy.content.answers
                st.html(paragraphs([file.not_covered if file else SAID[outcome]], "顾问"))
            case Outcome.NOT_UNDERSTOOD | Outcome.TOO_LONG:
                st.html(paragraphs([SAID[outcome]], "顾问"))
    if not talk.heard and Outcome.LEFT_OVER in outcomes:
        left_over(policy, talk, change)
    if set(outcomes) - {Outcome.FACTS, Outcome.BY_SOUND, Outcome.CORRECTED, Outcome.LEFT_OVER}:
        _read("知道了，接着答题" if left else "知道了")


_ANSWERS = (
    Outcome.WHAT_IF,
    Outcome.OWN_CASE,
    Outcome.ANSWERED,
    Outcome.SILENT,
    Outcome.CHOICE,
    Outcome.NOT_COVERED,
    Outcome.NOT_UNDERSTOOD,
)


def _answers(
    report: Report, talk: Conversation, typed: Typed, outcome: Outcome, left: list[Question]
) -> None:
    facts = _known(report, talk)
    found = answers_to(report.policy, typed.text, typed.question, facts, report.as_of)
    if outcome is Outcome.CHOICE:
        st.html(paragraphs([SAID[outcome]], "顾问"))
        for answer in found.close:
            _folded(report.policy, answer, answer.question)
        return
    best = found.best
    if best is None:
        return
    _answer(report, talk, best, left, found.by_facts)
    if not found.stands_out:
        for candidate in found.candidates[1:]:
            _folded(report.policy, candidate.answer, f"您是不是想问：{candidate.answer.question}")


def _answer(
    report: Report,
    talk: Conversation,
    answer: Answer,
    left: list[Question],
    by_facts: Sequence[str],
) -> None:
    """The answer; ``by_facts``: what the person told that made it this one."""
    facts = _known(report, talk)
    report, left = _with_heard(report, talk, left)
    own: list[str] = []
    verdict: list[str] = []
    if answer.own is not None:
        own = _own(report, answer.own, left)
        if left:
            answer, by_facts = fitted(report.policy, answer, facts)
    elif answer.with_verdict and not left:
        verdict = [f"{VERDICT}{line}" for line in in_short(report)[:1]]
    said = answer_in_words(report.policy, answer, by_facts, facts)
    texts = own if own and not left else [*own, said, *verdict]
    whom = whom_to_ask(report.policy, answer)
    if whom:
        texts.append(SAID[Outcome.SILENT].format(whom=whom))
    st.html(paragraphs(texts, "顾问") + clause_details(report.policy, answer.clauses))


def _folded(policy: Policy, answer: Answer, title: str) -> None:
    whom = whom_to_ask(policy, answer)
    asks = f"<p>{escape(SAID[Outcome.SILENT].format(whom=whom))}</p>" if whom else ""
    st.html(
        f'<details class="cite-more"><summary>{escape(title)}</summary>'
        f"<p>{escape(answer.answer)}</p>{asks}{clause_details(policy, answer.clauses)}</details>"
    )


def _read(label: str) -> None:
    st.button(label, key="read", type="tertiary", on_click=session.take, args=(conversation.close,))


def _known(report: Report, talk: Conversation) -> Facts:
    """What the person has told, and what was just heard."""
    heard = {name: it.value for name, it in talk.heard.items()}
    return {**talk.told(report.as_of).facts, **heard}


def _with_heard(
    report: Report, talk: Conversation, left: list[Question]
) -> tuple[Report, list[Question]]:
    """The report with what was told in the same breath and is still to be confirmed."""
    if not talk.heard:
        return report, left
    heard = {name: it.value for name, it in talk.heard.items()}
    told = talk.told(report.as_of)
    told = told._replace(facts={**told.facts, **heard})
    interview = retraced(report.policy, told.facts, told.as_of, told.readings)
    return Report.of(report.policy, told._replace(facts=interview.answers)), interview.left


def in_short(report: Report) -> list[str]:
    """The first lines of the result, and what is to be asked or why it is so."""
    lead = report.lead
    asked = [lead.ask.question] if lead.ask else []
    lines = [f"{line}。" for line in (lead.now, lead.later) if line]
    return [*lines, *(asked or lead.because[:1])]


def _own(report: Report, what: str, left: list[Question]) -> list[str]:
    """What the person's own answers say; while some are still to come, that they are."""
    if left:
        return [SAID[Outcome.OWN_CASE].format(count=len(left))]
    said, best = report.advice, report.best
    match what:
        case "when" if best is not None:
            ahead = [] if report.lead.day else [best.opens_in_words]
            return [*in_short(report), *ahead]
        case "missing":
            return [f"{said.headline}。", *said.next_steps]
        case "materials" if best is not None:
            names = "、".join(
                item.material.name
                for item in best.checklist.items
                if item.material.basis != "elsewhere"
            )
            return [f"您要准备的材料：{names}。每一样为什么要，下面的清单里有。"]
    return in_short(report)


def _what_if(report: Report, typed: Typed, left: list[Question]) -> None:
    """The verdict with what is supposed, beside the present one."""
    policy, now = report.policy, report.assessment.facts
    trying: Facts = {
        **now,
        **{name: joined(now.get(name), value) for name, value in typed.supposed},
    }
    then = Report(assess(policy, trying, report.as_of, report.assessment.readings))
    what = "；".join(
        f"{policy.facts[name].name}：{fact_in_words(policy, name, value)}"
        for name, value in typed.supposed
    )
    before, after = in_short(report), in_short(then)
    texts = [SAID[Outcome.WHAT_IF].format(supposed=f"“{what}”"), "".join(after)]
    texts.append("和现在的结论一样。" if before == after else f"现在：{''.join(before)}")
    if left:
        texts.append(f"您的情况还没有问完，最多还有{len(left)}题，先这样看。")
    st.html(paragraphs(texts, "顾问"))


def _command(command: Command | None, left: list[Question]) -> None:
    match command:
        case Command.START_AGAIN:
            st.html(paragraphs([SAID[Outcome.COMMAND]], "顾问"))
            with st.container(horizontal=True):
                st.button("清空，重新开始", key="again-typed", on_click=session.start_again)
                _read("不，接着来")
        case Command.PRINT if left:
            st.html(paragraphs([f"还没有结论，最多再问{len(left)}题就可以打印。"], "顾问"))
        case Command.PRINT:
            st.html(paragraphs(["请按下面的“打印清单”，或者“保存为PDF”。"], "顾问"))


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:200] + "…"
