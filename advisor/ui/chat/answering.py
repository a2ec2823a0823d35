"""The way to answer one question: buttons for choices, short forms for dates, diplomas and work.

Each form ends in ``session.answer`` with values already read and checked by the core, so that a screen
can no more hold an impossible fact than the command line can.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from typing import NamedTuple, cast

import streamlit as st

from advisor.content.schema import Fact, Option
from advisor.days import Stretch, service_in_words, union
from advisor.facts.told import ALL_EXACT, Rough
from advisor.facts.told_in_words import Inexact
from advisor.facts.values import MOST_NUMBER, Diploma, FactError, FactValue, Spell, read_fact
from advisor.rules.policy import Policy
from advisor.rules.wording import DONT_KNOW
from advisor.ui.chat import session
from advisor.ui.shared import drafts
from advisor.ui.shared.dates import YEARS_AHEAD, Picked, pick_day
from advisor.ui.shared.html import details, paragraphs
from advisor.ui.shared.trouble import excused

MOST_ROWS = 60
"""Spells of work that a lost form gets back."""

Given = Mapping[str, FactValue | None]


class Before(NamedTuple):
    """What a fact was answered with before (None: not at all, or "don't know"), and the days in it of
    which only the month or the year is known."""

    value: FactValue | None
    rough: tuple[Inexact, ...]


def ask(
    policy: Policy,
    names: tuple[str, ...],
    given: Given,
    as_of: date,
    rough: Rough,
    hand_over: Callable[[], None],
) -> None:
    """The form for a question: one fact, or the facts of one group. ``given``, ``rough``: what it may have
    been answered with before; ``hand_over``: called with every redraw of the form, at its end."""
    fact = policy.facts[names[0]]
    if len(names) == 1 and fact.kind in ("choice", "yes_no"):
        _choice(names[0], fact, given)
        hand_over()
    else:
        _form(policy, names, given, as_of, rough, hand_over)


@st.fragment
def _form(
    policy: Policy,
    names: tuple[str, ...],
    given: Given,
    as_of: date,
    rough: Rough,
    hand_over: Callable[[], None],
) -> None:
    """Fields to fill in: while they are, nothing else of the page changes or is drawn anew."""
    try:
        _fields(policy, names, given, as_of, rough)
        hand_over()
    except Exception as error:  # drawn without its page it has to be excused here
        excused(error)


def _fields(
    policy: Policy, names: tuple[str, ...], given: Given, as_of: date, rough: Rough
) -> None:
    if len(names) > 1:
        _group(policy, names, given)
        return
    name = names[0]
    fact = policy.facts[name]
    form = {
        "date": _date,
        "number": _number,
        "choices": _choices,
        "years": _years,
        "spells": _spells,
        "diplomas": _diplomas,
    }[fact.kind]
    form(policy, name, fact, Before(given.get(name), rough.get(name, ())), as_of)


def _answered(values: Mapping[str, FactValue | None], rough: Rough = ALL_EXACT) -> None:
    """Takes the answers from a form; after them the whole page is another."""
    session.answer(values, rough)
    st.rerun()


def _dont_know(name: str, take: Callable[[Given], None] = session.answer) -> None:
    st.button(
        DONT_KNOW,
        key=f"answer-{name}-unknown",
        type="tertiary",
        on_click=take,
        args=({name: None},),
    )


def _choice(name: str, fact: Fact, given: Given) -> None:
    shown = {id: option for id, option in fact.options.items() if not option.more}
    folded = {id: option for id, option in fact.options.items() if option.more}
    _buttons(name, fact, shown, given, with_dont_know=not folded)
    if folded:
        with st.expander("更多", key=f"more-{name}"):
            _buttons(name, fact, folded, given)
        _dont_know(name)


def _buttons(
    name: str,
    fact: Fact,
    options: Mapping[str, Option],
    given: Given,
    with_dont_know: bool = False,
) -> None:
    """Options to tap: in a row, or below each other where some need a line of help."""
    wide = any(option.hint for option in options.values())
    key = f"{'wide' if wide else 'row'}-{name}-{next(iter(options))}"
    with st.container(horizontal=not wide, gap="small", key=key):
        for id, option in options.items():
            value: FactValue = id == "yes" if fact.kind == "yes_no" else id
            st.button(
                _with_hint(option),
                key=f"answer-{name}-{id}",
                type="primary" if given.get(name) == value and name in given else "secondary",
                on_click=session.answer,
                args=({name: value},),
                width="stretch" if wide else "content",
            )
        if with_dont_know:
            _dont_know(name)


def _group(policy: Policy, names: tuple[str, ...], given: Given) -> None:
    """Several yes/no facts in one message: one tap for "all so", or each on its own."""
    group = policy.content.facts.groups[policy.facts[names[0]].group or ""]
    items = "".join(f"<li>{escape(policy.facts[name].ask)}</li>" for name in names)
    st.html(f'<ul class="steps">{items}</ul>')
    st.button(
        group.all_yes,
        key="answer-group-all",
        type="primary",
        on_click=_answered,
        args=(dict.fromkeys(names, True),),
    )
    opened = any(given.get(name) is not True for name in names if name in given)
    with st.expander("有一条不是，或者说不准", key="group-exceptions", expanded=opened):
        chosen: dict[str, FactValue | None] = {}
        for name in names:
            fact = policy.facts[name]
            labels = [fact.options["yes"].label, fact.options["no"].label, DONT_KNOW]
            before = given.get(name, True)
            start = labels[0] if before is True else labels[1] if before is False else labels[2]
            key = f"entry-{name}"
            picked = st.segmented_control(
                fact.ask,
                labels,
                default=None if drafts.filled(key, drafts.one_of(labels)) else start,
                required=True,
                key=key,
                persist_state="session",
            )
            chosen[name] = {labels[0]: True, labels[1]: False}.get(str(picked))
        st.button(
            "就按上面选的",
            key="answer-group-each",
            type="primary",
            on_click=_answered,
            args=(chosen,),
        )


def _date(policy: Policy, name: str, fact: Fact, before: Before, as_of: date) -> None:
    value = cast("date | None", before.value)
    picked = pick_day(fact.name, f"entry-{name}", as_of, value, rough=before.rough)
    ready = picked.complete and picked.day is not None
    _finish(policy, name, picked.day and picked.day.isoformat(), as_of, ready, picked.rough)


def _number(policy: Policy, name: str, fact: Fact, before: Before, as_of: date) -> None:
    key = f"entry-{name}"
    given_back = drafts.filled(key, lambda kept: type(kept) is int and 0 <= kept <= MOST_NUMBER)
    number = st.number_input(
        f"{fact.name}（{fact.unit}）",
        min_value=0,
        max_value=MOST_NUMBER,
        value=None if given_back else cast("int | None", before.value),
        step=1,
        key=key,
        placeholder="填整数",
        persist_state="session",
    )
    _finish(policy, name, number, as_of, ready=number is not None)


def _choices(policy: Policy, name: str, fact: Fact, before: Before, as_of: date) -> None:
    held = cast("tuple[str, ...] | None", before.value) or ()
    chosen = [
        id
        for id, option in fact.options.items()
        if _box(_with_hint(option), id in held, f"entry-{name}-{id}")
    ]
    _finish(policy, name, chosen, as_of, ready=bool(chosen))


def _years(policy: Policy, name: str, fact: Fact, before: Before, as_of: date) -> None:
    held = cast("tuple[int, ...] | None", before.value) or ()
    key = f"entry-{name}"
    recent = sorted({*range(as_of.year - 5, as_of.year + 1), *held}, reverse=True)
    chosen = st.pills(
        fact.name,
        recent,
        selection_mode="multi",
        default=None if drafts.filled(key, drafts.some_of(recent)) else list(held),
        format_func=lambda year: f"{year}年",
        key=key,
        persist_state="session",
    )
    _finish(policy, name, list(chosen or []), as_of, ready=bool(chosen))


def _diplomas(policy: Policy, name: str, fact: Fact, before: Before, as_of: date) -> None:
    held = {d.kind: d.graduated_on for d in cast("tuple[Diploma, ...]", before.value or ())}
    field = f"entry-{name}"
    kinds = st.pills(
        fact.name,
        list(fact.options),
        selection_mode="multi",
        default=None if drafts.filled(field, drafts.some_of(fact.options)) else list(held),
        format_func=lambda id: fact.options[id].label,
        key=field,
        persist_state="session",
        label_visibility="collapsed",
    )
    hints = [f"{o.label}：{o.hint}" for o in fact.options.values() if o.hint]
    if hints:
        st.html(details("我的算哪一种", paragraphs(hints)))
    entries = []
    rough: list[Inexact] = []
    ready = bool(kinds)
    for id in [id for id in fact.options if id in (kinds or [])]:
        label = f"{fact.options[id].label}，哪天毕业"
        key = f"entry-{name}-{id}"
        picked = pick_day(label, key, as_of, held.get(id), YEARS_AHEAD, before.rough)
        entries.append({"kind": id, "graduated_on": picked.day and picked.day.isoformat()})
        rough += picked.rough
        ready = ready and picked.complete
    if kinds:
        st.html(
            '<p class="quiet">记不清哪天就只选年月，按那个月最后一天算；全不记得就空着。还没毕业的，填预计毕业的时间。</p>'
        )
    _finish(policy, name, entries, as_of, ready, tuple(rough))


def _spells(policy: Policy, name: str, fact: Fact, before: Before, as_of: date) -> None:
    held = cast("tuple[Spell, ...]", before.value or ())
    rows_key = f"entry-{name}-rows"
    drafts.filled(rows_key, drafts.some_of(range(MOST_ROWS)))
    rows: list[int] = st.session_state.setdefault(rows_key, list(range(max(1, len(held)))))
    entries: list[dict[str, object]] = []
    rough: list[Inexact] = []
    ready = True
    for place, row in enumerate(rows, 1):
        spell = before._replace(value=(held[row],) if row < len(held) else ())
        with st.container(border=True):
            entry = _spell(name, fact, place, row, spell, as_of, more_than_one=len(rows) > 1)
            if entry is None:
                ready = False
            else:
                entries.append(entry.raw)
                rough += entry.rough
    st.html(
        '<p class="quiet">不记得哪天，就只选年月，按那个月最后一天算；差几天就够的，请填到日。</p>'
    )
    st.button("再加一段", key=f"add-{name}", on_click=_add_row, args=(rows_key,))
    _sum_so_far(policy, name, entries, as_of)
    _finish(policy, name, entries, as_of, ready and bool(entries), tuple(rough))


class Entry(NamedTuple):
    """One line of a form as the reader takes it, and its inexact days."""

    raw: dict[str, object]
    rough: tuple[Inexact, ...]


def _spell(
    name: str,
    fact: Fact,
    place: int,
    row: int,
    before: Before,
    as_of: date,
    more_than_one: bool,
) -> Entry | None:
    """One spell's fields; None while it is not complete."""
    key = f"entry-{name}-{row}"
    spell = next(iter(cast("tuple[Spell, ...]", before.value)), None)
    start = pick_day(
        f"第{place}段，从哪天开始",
        f"{key}-start",
        as_of,
        spell and spell.start,
        rough=before.rough,
    )
    ongoing = _box(fact.to_date_label, spell is None or spell.end is None, f"{key}-now")
    end = Picked(None, complete=True)
    if not ongoing:
        end = pick_day(
            "到哪天结束", f"{key}-end", as_of, spell and spell.end, YEARS_AHEAD, before.rough
        )
        # By the year alone it would count months never worked.
        known = end.complete and end.day is not None and end.exact != "year"
        end = end._replace(complete=known)
    related = fact.related_label is None or _box(
        fact.related_label, spell is None or spell.related, f"{key}-related"
    )
    if more_than_one:
        st.button(
            "去掉这一段",
            key=f"drop-{name}-{row}",
            type="tertiary",
            on_click=_drop_row,
            args=(f"entry-{name}-rows", row),
        )
    if start.day is None or not start.complete or not end.complete:
        return None
    days = {"start": start.day.isoformat(), "end": end.day and end.day.isoformat()}
    return Entry({**days, "related": related}, (*start.rough, *end.rough))


def _box(label: str, ticked: bool, key: str) -> bool:
    """A box to tick; ``ticked``: how it starts, where the draft says nothing."""
    given_back = drafts.filled(key, drafts.one_of((True, False)))
    return st.checkbox(label, value=ticked and not given_back, key=key, persist_state="session")


def _add_row(rows_key: str) -> None:
    rows = st.session_state[rows_key]
    st.session_state[rows_key] = [*rows, max(rows, default=-1) + 1]


def _drop_row(rows_key: str, row: int) -> None:
    st.session_state[rows_key] = [other for other in st.session_state[rows_key] if other != row]


def _sum_so_far(policy: Policy, name: str, entries: Iterable[object], as_of: date) -> None:
    try:
        spells = cast("tuple[Spell, ...]", read_fact(policy.facts, name, list(entries), as_of))
    except FactError:
        return
    if spells:
        stretches = union(Stretch(spell.start, spell.end) for spell in spells)
        st.html(
            f'<p class="quiet">合计：<b>{service_in_words(stretches, as_of)}</b>'
            "（重叠的只算一次，中断的不算）</p>"
        )


def _with_hint(option: Option) -> str:
    return f"{option.label}  \n:small[{option.hint}]" if option.hint else option.label


def _finish(
    policy: Policy,
    name: str,
    raw: object,
    as_of: date,
    ready: bool,
    rough: tuple[Inexact, ...] = (),
) -> None:
    """The row that ends a form: take it (off while it is not complete; what cannot be is explained),
    or none at all, or don't know. ``rough``: the inexact days of the answer."""
    problem = None
    value: FactValue | None = None
    if ready:
        try:
            value = read_fact(policy.facts, name, raw, as_of)
        except FactError as error:
            problem = error.message
    if problem:
        st.html(f'<div class="note">{escape(problem)}</div>')
    with st.container(horizontal=True, key=f"row-finish-{name}"):
        st.button(
            "填好了",
            key=f"answer-{name}",
            type="primary",
            disabled=not ready or problem is not None,
            on_click=_answered,
            args=({name: value}, {name: rough} if rough else {}),
        )
        none_label = policy.facts[name].none_label
        if none_label:
            st.button(
                none_label,
                key=f"answer-{name}-none",
                on_click=_answered,
                args=({name: ()},),
            )
        _dont_know(name, _answered)
