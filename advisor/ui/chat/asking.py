"""What is to be asked at the office, ready to be read out, and what the office answered."""

from datetime import date
from html import escape

import streamlit as st

from advisor.days import day_in_words
from advisor.interview import conversation
from advisor.report.either_answer import NO, YES, meaning
from advisor.report.reasons import Point
from advisor.report.report import OfficeSaid, Report
from advisor.ui.chat import session
from advisor.ui.shared.html import paragraphs

NOT_YET = "还没问"


def answered(report: Report, point: Point, today: date) -> None:
    """Under a point that is open: what the office said of it; of a fact not known, the way to fill it in."""
    if point.interpretation is None:
        if point.id in report.policy.facts:
            fact = report.policy.facts[point.id]
            st.button(
                f"弄清了，填上“{fact.name}”",
                key=f"fill-{point.id}",
                on_click=session.change,
                args=(fact.group or point.id, (point.id,)),
            )
        return
    _control(report, point.id, point.name, None, today)


def others(report: Report, first: Point | None, today: date) -> None:
    """The points beside the ``first``, and what has been answered already, to be taken back."""
    points = [point for point in (report.best.points if report.best else ()) if point != first]
    if not points and not report.office_said:
        return
    title = f"还要问的{len(points)}件事" if points else "问过的"
    st.html(f'<section class="section"><h3>{title}</h3></section>')
    for point in points:
        st.html(_question(report, point))
        answered(report, point, today)
    for said in report.office_said:
        _told(report, said, today)


def _told(report: Report, said: OfficeSaid, today: date) -> None:
    when = f"（{day_in_words(said.answer.told_on)}您告诉这里的）" if said.answer.told_on else ""
    st.html(
        f'<div class="asked"><span class="name">{escape(said.name)}</span>'
        f"<p>{escape(said.sentence)}{when}</p></div>"
    )
    _control(report, said.id, said.name, said.answer.favourable, today)


def _control(report: Report, id: str, name: str, now: bool | None, today: date) -> None:
    key = f"office-{id}"
    choices = {YES: True, NO: False, NOT_YET: None}
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center"):
        st.html(
            f"<p>{escape(report.policy.content.pack.terms.office)}怎么答复的？</p>", width="content"
        )
        st.segmented_control(
            f"{name}：答复",
            list(choices),
            default=next(label for label, said in choices.items() if said is now),
            required=True,
            key=key,
            label_visibility="collapsed",
            on_change=_take,
            args=(id, key, today),
        )
    replies = report.policy.interpretations[id].replies
    if replies is not None:
        st.html(f'<p class="quiet">{escape(meaning(replies))}</p>')


def _take(id: str, key: str, today: date) -> None:
    favourable = {YES: True, NO: False}.get(str(st.session_state[key]))
    session.take(conversation.office_answered, id, favourable, today)


def _question(report: Report, point: Point) -> str:
    """A point to be read out; of one on which the notice is silent, behind a tap, why it is asked, how
    it is read meanwhile and what either answer comes to."""
    return (
        f'<div class="asked"><span class="name">{escape(point.name)}</span>'
        f"<p>{escape(point.question)}</p>{silence(report, point)}</div>"
    )


def silence(report: Report, point: Point) -> str:
    """What stands behind a point on which the notice is silent; empty for a fact not known."""
    register = point.interpretation
    if register is None or report.best is None:
        return ""
    either = report.best.either_way[point.id]
    said = [register.silence, f"我们先这样看：{register.taken}", either]
    return (
        '<details class="cite-more"><summary>为什么要问，问了会怎样</summary>'
        f"{paragraphs(text for text in said if text)}</details>"
    )
