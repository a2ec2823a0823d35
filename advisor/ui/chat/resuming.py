"""What is said when a conversation was resumed from a code: an earlier day, an earlier version."""

from datetime import date
from html import escape

import streamlit as st

from advisor.days import day_in_words
from advisor.facts.told import Told
from advisor.handover.code import Opened
from advisor.interview import conversation
from advisor.interview.conversation import Conversation
from advisor.report.report import Report
from advisor.rules.policy import Policy
from advisor.ui.chat import session


def notes(policy: Policy, talk: Conversation, today: date) -> None:
    """The notes above the conversation; none for one that was not resumed."""
    if talk.trouble:
        st.html(f'<div class="note">转交码打不开：{escape(talk.trouble)}</div>')
    if talk.as_of is not None and talk.as_of != today:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(
                f'<div class="note">现在是按{day_in_words(talk.as_of)}计算的，不是今天。</div>',
                width="content",
            )
            st.button(
                "按今天重新算", key="today", on_click=session.take, args=(conversation.reckon, None)
            )
    version_note(policy, talk)


def version_note(policy: Policy, talk: Conversation) -> None:
    """The note on a code made with an earlier version of the content; none for today's."""
    came = talk.resumed_from
    if came is not None and came.version != policy.content.pack.version:
        opened = session.opened_then(policy, came)
        st.html(f'<div class="note">{_changed(policy, opened, talk.told(opened.as_of))}</div>')


def _changed(policy: Policy, opened: Opened, told: Told) -> str:
    """An earlier version of the content: what has changed, and both verdicts where they differ."""
    changes = "".join(f"<li>{escape(change.text)}</li>" for change in opened.changes)
    then = Report.of(opened.policy, opened.told).advice.headline
    now = Report.of(policy, told).advice.headline
    text = "这个码是用旧版内容做的。" + (f"以后改了：<ul>{changes}</ul>" if changes else "")
    if then == now:
        return text + "结论没有变。"
    return text + f"<p>当时的结论：{escape(then)}</p><p>现在的结论：{escape(now)}</p>"
