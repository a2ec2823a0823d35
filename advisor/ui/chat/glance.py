"""All answers together, one line each, to change in place."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from advisor.interview import conversation
from advisor.interview.questions import Answers, Question
from advisor.report.report import Report
from advisor.rules.wording import fact_in_words
from advisor.ui.chat import session
from advisor.ui.shared.html import as_label, paragraphs


def before_the_verdict(report: Report, answers: Answers, questions: Sequence[Question]) -> None:
    """The step between the last question and the first verdict."""
    st.html(paragraphs(["都问完了。请看一眼，有填错的就点那一行改。"], "顾问", "question"))
    listed(report, answers, questions)
    st.button(
        "没有错，看结论",
        key="looked-over",
        type="primary",
        on_click=session.take,
        args=(conversation.look_over,),
    )


def folded(report: Report, answers: Answers, questions: Sequence[Question]) -> None:
    """The same at any time after."""
    with st.expander(f"您的回答（{len(questions)}题），点一行就能改", key="earlier"):
        listed(report, answers, questions)


def listed(report: Report, answers: Answers, questions: Sequence[Question]) -> None:
    """Every question answered, with the answer; a tap on it opens it again."""
    policy = report.policy
    with st.container(key="glance", gap=None):
        for question in questions:
            group = policy.content.facts.groups.get(question.id)
            asked = group.name if group else policy.facts[question.facts[0]].name
            st.button(
                f"{as_label(asked)}　**{as_label(said(report, answers, question))}**",
                key=f"change-{question.id}",
                type="tertiary",
                width="stretch",
                on_click=session.change,
                args=(question.id, question.facts),
            )


def said(report: Report, answers: Answers, question: Question) -> str:
    """The answer in words; of a group only what is not simply so; of an inexact day that it is one."""
    policy = report.policy
    if len(question.facts) == 1:
        name = question.facts[0]
        rough = report.rough.get(name, ())
        words = fact_in_words(policy, name, answers[name], rough)
        exact = {one.exact for one in rough}
        note = "按年底算" if "year" in exact else "按月底算"
        return f"{words}（{note}）" if exact else words
    others = [
        f"{policy.facts[name].name}：{fact_in_words(policy, name, answers[name])}"
        for name in question.facts
        if answers[name] is not True
    ]
    return "；".join(others) or policy.content.facts.groups[question.id].all_yes


def rough_days(report: Report) -> None:
    """Days known by month or year only, on which the verdict hangs: said, and one tap to fill them in."""
    policy = report.policy
    for name, days in report.rough_days.items():
        known = "、".join(dict.fromkeys(one.said for one in days))
        by = "年底" if any(one.exact == "year" for one in days) else "月底"
        st.html(
            f'<div class="note">{escape(policy.facts[name].name)}只填到{escape(known)}，'
            f"按{by}算；填到日，可能更早。</div>"
        )
        st.button(
            "现在填到日",
            key=f"month-{name}",
            on_click=session.change,
            args=(policy.facts[name].group or name, (name,)),
        )
