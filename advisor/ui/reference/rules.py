"""规则一览: the decision table and how the routes branch, for staff and for the wall."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

import streamlit as st

from advisor.paper.wall import common_title
from advisor.reference.branch_picture import NO_DIPLOMA, in_words, picture
from advisor.reference.decision_table import Block, Row, Said, Table, decision_table
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words, subject
from advisor.server.downloads import WALL
from advisor.ui.reference.register import about
from advisor.ui.shared import choice
from advisor.ui.shared.html import link
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

HEADINGS = ("走哪条路", "这条路都要", "毕业证", "还要满足", "先问清楚", "依据")


def page() -> None:
    """Draws the page."""
    bar("rules")
    policy = choice.current()
    table = decision_table(policy)
    st.html(link(choice.address(f"./{WALL}"), "下载挂图（PDF）", "wall"), width="content")
    with st.container(key="on-paper-rules"):
        st.html(
            f'<article class="sheet rules">{_masthead(policy)}{_common(table)}{_table(table)}'
            f"{_picture(policy, table)}{_points(policy, table)}{_lists(table)}"
            f"{_reminders(policy)}</article>"
        )


def _masthead(policy: Policy) -> str:
    pack = policy.content.pack
    return (
        f'<div class="masthead"><h1>{escape(subject(policy))}规则一览</h1>'
        f"<p>{escape(pack.document)}《{escape(pack.title)}》 · {escape(pack.batch)}</p>"
        f"<p>{escape(pack.caution)}</p></div>"
    )


def _common(table: Table) -> str:
    """What routes have in common, told once."""
    parts = []
    for group in table.common:
        items = "".join(
            f"<li>{_said(table, said)} {_cites([said.clause])}</li>" for said in group.conditions
        )
        parts.append(f"<h2>{escape(common_title(group))}</h2><ul>{items}</ul>")
    return f'<section class="common">{"".join(parts)}</section>' if parts else ""


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{words}</th>' for words in HEADINGS)
    body = "".join(_block(table, block) for block in table.blocks)
    return f'<table class="rules-table"><thead><tr>{head}</tr></thead>{body}</table>'


def _block(table: Table, block: Block) -> str:
    gates = "".join(f"<div>{_said(table, gate)}</div>" for gate in block.gates)
    span = len(block.rows)
    first = (
        f'<th scope="rowgroup" rowspan="{span}"><b>{escape(block.level)}</b> {escape(block.way)}'
        f'{_cites(block.clauses)}</th><td rowspan="{span}">{gates}</td>'
    )
    rows = [_row(table, row) for row in block.rows]
    return f"<tbody><tr>{first}{'</tr><tr>'.join(rows)}</tr></tbody>"


def _row(table: Table, row: Row) -> str:
    diplomas = escape("；".join(row.diplomas) or NO_DIPLOMA)
    beside = escape(row.besides)
    signs = _signs(table, row.points)
    asks = f"要问{_signs(table, row.doubts)}" if row.doubts else ""
    return (
        f"<td><b>{diplomas}</b>{'' if row.beside else signs}</td>"
        f"<td>{beside}{signs if row.beside else ''}</td>"
        f'<td class="ask">{asks}</td><td>{_cites(row.clauses)}</td>'
    )


def _picture(policy: Policy, table: Table) -> str:
    """The picture inside the page: nothing is fetched for it."""
    drawn = b64encode(picture(policy, table).encode()).decode()
    return (
        '<section class="branches"><h3>从毕业证看：走哪条路</h3><div class="scroll" tabindex="0">'
        f'<img alt="{escape(in_words(policy, table))}" src="data:image/svg+xml;base64,{drawn}">'
        "</div></section>"
    )


def _points(policy: Policy, table: Table) -> str:
    rows = "".join(
        f'<div class="silent" id="{_anchor(mark)}"><h4>{mark} '
        f"{escape(policy.interpretations[id].name)} {_cites(policy.interpretations[id].clauses)}</h4>"
        f"{about(policy.interpretations[id])}</div>"
        for id, mark in table.marks.items()
    )
    note = "写着“要问”的都要先问清楚；没写“要问”、只带数字的，看各人情况。"
    return (
        f'<section class="asks"><h3>要先问清楚的：通知没有写明</h3><p class="quiet">{note}</p>'
        f"{rows}</section>"
    )


def _lists(table: Table) -> str:
    return "".join(
        f"<section><h3>{escape(one.name)} {_cites([one.clause])}</h3><ul>"
        + "".join(f"<li>{escape(item.text)} {_cites([item.clause])}</li>" for item in one.items)
        + "</ul></section>"
        for one in table.lists
    )


def _reminders(policy: Policy) -> str:
    texts = "".join(f"<p>{escape(reminder.text)}</p>" for reminder in policy.reminders)
    return f"<section><h3>还要知道</h3>{texts}</section>" if texts else ""


def _said(table: Table, said: Said) -> str:
    return escape(said.text) + _signs(table, said.points)


def _signs(table: Table, points: Iterable[str]) -> str:
    """The signs of some interpretations, each a link to its entry below."""
    return "".join(
        f'<a class="mark" href="#{_anchor(mark)}">{mark}</a>' for mark in table.signs(points)
    )


def _anchor(mark: str) -> str:
    return f"ask-{mark}"


def _in_notice(clause: str) -> str:
    return escape(choice.address("notice", clause=clause))


def _cites(clauses: Iterable[str]) -> str:
    """Clauses as links to the notice, in a window of their own: what is open on other pages stays."""
    return (
        '<span class="cites">'
        + "".join(
            f'<a href="{_in_notice(clause)}" target="_blank">{escape(clause_in_words(clause))}</a>'
            for clause in dict.fromkeys(clauses)
        )
        + "</span>"
    )


guarded(page)
