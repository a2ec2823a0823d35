"""What the advisor says to what was typed: chips to confirm, an answer with its clause, or that it
was not understood."""

from collections.abc import Callable
from html import escape

import streamlit as st

from advisor.content.schema import Answer
from advisor.interview import conversation
from advisor.interview.commands import Command
from advisor.interview.conversation import Conversation
from advisor.interview.questions import Question
from advisor.report.report import Report
from advisor.rules.policy import Policy
from advisor.rules.wording import fact_in_words
from advisor.talk.questions import Found, search, whom_to_ask
from advisor.ui.chat import session
from advisor.ui.shared.html import clause_details, paragraphs

NOT_HEARD = "这句话没有听明白。可以换个说法，比如“函授本科，2021年毕业”，或者点下面的选项。"


def heard(policy: Policy, talk: Conversation, change: Callable[[str], None]) -> None:
    """What was understood, each with the words it came from, to confirm or to correct."""
    st.html(paragraphs(["我听到的是这些，对吗？"], "顾问", "question"))
    for name, heard in talk.heard.items():
        said = f"您说的：“{heard.said}”"
        if any(rough.exact != "day" for rough in heard.inexact):
            said += "，没说到哪天，按那个月或那一年的最后一天算"
        with st.container(horizontal=True, vertical_alignment="center", key=f"heard-{name}"):
            st.html(
                f'<div class="chip"><span class="was-asked">{escape(policy.facts[name].name)}</span>'
                f"<b>{escape(fact_in_words(policy, name, heard.value))}</b>"
                f'<span class="quiet">{escape(said)}</span></div>',
                width="stretch",
            )
            st.button("改", key=f"mend-{name}", type="tertiary", on_click=change, args=(name,))
            st.button(
                "不对",
                key=f"drop-{name}",
                type="tertiary",
                on_click=session.take,
                args=(conversation.drop, name),
            )
    with st.container(horizontal=True, key="form-heard"):
        st.button("都对，记下来", key="accept", type="primary", on_click=session.confirm)
        st.button(
            "都不对",
            key="drop-all",
            type="tertiary",
            on_click=session.take,
            args=(conversation.drop_all,),
        )


def reply(report: Report, talk: Conversation, left: list[Question]) -> None:
    """The answer to what was typed; nothing where it was facts alone."""
    typed = talk.typed
    if typed is None:
        return
    if typed.kind == "command":
        _command(typed.command, left)
        return
    if not typed.asks:
        return
    policy = report.policy
    found = search(policy, typed.text)
    st.html(f'<div class="said">{escape(_short(typed.text))}</div>')
    best = found.best
    if best is None:
        if typed.kind != "facts":
            file = policy.content.answers
            silent = file.not_covered if file and typed.kind == "question" else NOT_HEARD
            st.html(paragraphs([silent], "顾问"))
        _closing(left)
        return
    _answer(report, best, left)
    _others(policy, found)
    _closing(left)


def _answer(report: Report, answer: Answer, left: list[Question]) -> None:
    texts = [answer.answer]
    if answer.own is not None:
        own = _own(report, answer.own, left)
        texts = [*own, *texts] if left else own
    whom = whom_to_ask(report.policy, answer)
    if whom:
        texts.append(f"问谁：{whom}")
    st.html(paragraphs(texts, "顾问") + clause_details(report.policy, answer.clauses))


def _others(policy: Policy, found: Found) -> None:
    """The next candidates, folded away; none where the first stands out."""
    if found.stands_out:
        return
    for candidate in found.candidates[1:]:
        st.html(
            f'<details class="cite-more"><summary>您是不是想问：{escape(candidate.answer.question)}'
            f"</summary><p>{escape(candidate.answer.answer)}</p>"
            f"{clause_details(policy, candidate.answer.clauses)}</details>"
        )


def _closing(left: list[Question]) -> None:
    _read("知道了，接着答题" if left else "知道了")


def _read(label: str) -> None:
    st.button(label, key="read", type="tertiary", on_click=session.take, args=(conversation.close,))


def _own(report: Report, what: str, left: list[Question]) -> list[str]:
    """What the person's own answers say; while some are still to come, that they are."""
    if left:
        return [f"这要看您自己的情况，最多再问{len(left)}题就能说。"]
    said, best = report.advice, report.best
    match what:
        case "when" if best is not None:
            return [f"{said.headline}。", best.opens_in_words]
        case "missing":
            return [f"{said.headline}。", *said.next_steps]
        case "materials" if best is not None:
            names = "、".join(
                item.material.name
                for item in best.checklist.items
                if item.material.basis != "elsewhere"
            )
            return [f"您要准备的材料：{names}。每一样为什么要，下面的清单里有。"]
    return [f"{said.headline}。", *said.next_steps[:1]]


def _command(command: Command | None, left: list[Question]) -> None:
    match command:
        case Command.START_AGAIN:
            st.html(paragraphs(["前面的回答会全部清空，确定重新开始吗？"], "顾问"))
            with st.container(horizontal=True):
                st.button("清空，重新开始", key="again-typed", on_click=session.start_again)
                _read("不，接着来")
        case Command.PRINT if left:
            st.html(paragraphs([f"还没有结论，最多再问{len(left)}题就可以打印。"], "顾问"))
        case Command.PRINT:
            st.html(paragraphs(["请按下面的“打印清单”，或者“保存为PDF”。"], "顾问"))


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:200] + "…"
