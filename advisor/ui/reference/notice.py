"""通知原文: the notice clause by clause, and beside each clause what stands on it."""

import re
from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from advisor.reference.law import numbers_in_words
from advisor.reference.search import cited_clause, has_all, search_words, spans
from advisor.reference.standing_on_clauses import KINDS, OnClause, Standing, clause_index
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words
from advisor.ui.reference.register import about
from advisor.ui.shared import choice
from advisor.ui.shared.staff import bar
from advisor.ui.shared.trouble import guarded

IN_ADDRESS = "clause"
ANSWERS = KINDS["answer"]
NUMBERED = re.compile(r"[(（]?[0-9一二三四五六七八九十]+[)）、.]\s*[^，,。：:；;\n]+")

# Makes HTML of a text, the hits of a search marked. (A string here would be drawn on the page.)
Marking = Callable[[str], str]


def page() -> None:
    """Draws the page."""
    bar("notice")
    policy = choice.current()
    pack = policy.content.pack
    st.html(
        f'<div class="masthead"><h1>通知原文</h1>'
        f"<p>{escape(pack.document)}《{escape(pack.title)}》 · {escape(pack.batch)}</p></div>"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            "找词或条款号，打完按回车",
            placeholder=f"比如：{pack.terms.search}",
            max_chars=60,
            key="notice-search",
        )
        unfolded = st.toggle("都展开", key="notice-unfolded")
    cited = cited_clause(typed, policy.clauses)
    words = () if cited else search_words(typed)
    here = cited or cited_clause(st.query_params.get(IN_ADDRESS, ""), policy.clauses)
    if cited:
        st.query_params[IN_ADDRESS] = cited
    found = {
        clause: on
        for clause, on in clause_index(policy).items()
        if not words or has_all(_texts(policy, on), words)
    }
    if words:
        st.html(f'<p class="quiet" role="status">{_told(typed, len(found))}</p>')
    contents = _contents(found.values(), bool(words))
    clauses = "".join(
        _clause(policy, on, words, on.clause == here, unfolded) for on in found.values()
    )
    st.html(
        f'<div class="notice"><nav class="contents" aria-label="目录">{contents}</nav>'
        f'<details class="contents-folded"><summary>目录</summary>{contents}</details>'
        f'<div class="notice-text">{clauses}</div></div>'
    )
    if here in found and not words:
        st.html(f'<span data-bring="{_anchor(here)}"></span>')  # into view, by ``paper.js``
    with st.container(key="sheet"):
        st.html(_on_paper(policy))


def _texts(policy: Policy, on: OnClause) -> list[str]:
    """All that a search looks at for one clause; of a clause that only heads others, its own words."""
    standings = () if on.inherited else on.standings
    points = [policy.interpretations[id] for id in on.points]
    return [
        on.text,
        on.information,
        *(text for standing in standings for text in (standing.name, standing.text)),
        *(
            text
            for point in points
            for text in (point.name, point.silence, point.taken, point.question, point.ask_whom)
        ),
    ]


def _told(typed: str, count: int) -> str:
    if count:
        return f"有“{escape(typed.strip())}”的，共{count}条。清空上面的框，就回到全文。"
    return f"没有找到“{escape(typed.strip())}”。可以少打几个字，或者换成通知里的说法。"


def _contents(found: Iterable[OnClause], deep: bool) -> str:
    """The clauses as links within the page; unless ``deep``, those of the first two levels."""
    return "".join(
        f'<a class="level-{level}" href="#{_anchor(on.clause)}">'
        f"{escape(_heading(on.text, on.clause))}</a>"
        for on in found
        if (level := on.clause.count(".")) < 2 or deep
    )


def _heading(text: str, clause: str) -> str:
    """How a numbered clause begins, up to its first stop; the name of one without a number."""
    begins = NUMBERED.match(text)
    return begins.group() if begins else clause_in_words(clause)


def _clause(
    policy: Policy, on: OnClause, words: tuple[str, ...], here: bool, unfolded: bool
) -> str:
    def mark(text: str) -> str:
        return _marked(text, words)

    cite = clause_in_words(on.clause)
    alone = escape(choice.address("notice", clause=on.clause))
    return (
        f'<section class="notice-clause{" here" if here else ""}" id="{_anchor(on.clause)}">'
        f'<div class="words level-{on.clause.count(".")}">'
        f'<a class="cite" href="{alone}" target="_blank" '
        f'title="单独打开这一条">{escape(cite)}</a><p>{mark(on.text)}</p></div>'
        f"<aside>{_numbers(policy, on)}{_points(policy, on, words, mark, here or unfolded)}"
        f"{_standings(on, words, mark, unfolded)}</aside></section>"
    )


def _numbers(policy: Policy, on: OnClause) -> str:
    """The numbers that come from the clause, as the rules have them."""
    said = "；".join(numbers_in_words(policy, on.clause))
    return f'<p class="quiet">规则里的数：{escape(said)}</p>' if said else ""


def _points(
    policy: Policy, on: OnClause, words: tuple[str, ...], mark: Marking, unfolded: bool
) -> str:
    """Where the clause is silent: our reading beside its words."""
    parts = []
    for id in on.points:
        point = policy.interpretations[id]
        inside = about(point, mark)
        is_open = unfolded or (words and "<mark>" in inside)
        parts.append(
            f'<details class="silent"{" open" if is_open else ""}><summary>通知没有写明：'
            f"{mark(point.name)}</summary>{inside}</details>"
        )
    return "".join(parts)


def _standings(on: OnClause, words: tuple[str, ...], mark: Marking, unfolded: bool) -> str:
    """What stands on a clause, folded under how much of each kind there is."""
    said = f'<p class="quiet">{mark(on.information)}</p>' if on.information else ""
    kinds = {label: on.of(kind) for kind, label in KINDS.items() if on.of(kind)}
    counts = " · ".join(f"{label}{len(of)}" for label, of in kinds.items())
    if on.inherited:
        below = " · ".join(f"{label}{len(of)}" for label, of in kinds.items() if label != ANSWERS)
        said += f'<p class="quiet">下面各条合起来：{below}</p>'
        kinds = {label: of for label, of in kinds.items() if label == ANSWERS}
        counts = "".join(f"{label}{len(of)}" for label, of in kinds.items())
    if not kinds:
        return said
    inside = "".join(
        f"<h2>{label}</h2>" + "".join(_standing(standing, mark) for standing in of)
        for label, of in kinds.items()
    )
    is_open = unfolded or (words and "<mark>" in inside)
    return (
        f"{said}<details{' open' if is_open else ''}><summary>{counts}</summary>{inside}</details>"
    )


def _standing(standing: Standing, mark: Marking) -> str:
    text = f"：{mark(standing.text)}" if standing.text else ""
    return f"<p><b>{mark(standing.name)}</b>{text}</p>"


def _marked(text: str, words: tuple[str, ...]) -> str:
    """``text`` as HTML, the hits marked."""
    done, parts = 0, []
    for first, last in spans(text, words):
        parts.append(f"{escape(text[done:first])}<mark>{escape(text[first:last])}</mark>")
        done = last
    return "".join(parts) + escape(text[done:])


def _anchor(clause: str) -> str:
    return f"c-{escape(clause)}"


def _on_paper(policy: Policy) -> str:
    """The notice's words alone, for the printer."""
    first, *rest = policy.clauses.values()
    body = "".join(f"<p>{escape(text)}</p>" for text in rest)
    return f'<article class="sheet notice-print"><h1>{escape(first)}</h1>{body}</article>'


guarded(page)
