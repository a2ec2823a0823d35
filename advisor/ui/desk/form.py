"""The help desk's form: every fact on one page, dense, each a field that the keyboard fills.

A field gives what it holds as a raw fact, as a line of the command line would, so that the core reads
and checks it. Left empty, a fact is not asked yet; 「不清楚」 is an answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import NamedTuple, cast

import streamlit as st

from advisor.content.schema import Fact
from advisor.days import day_in_words
from advisor.facts.typed_days import typed_day
from advisor.facts.values import Diploma, FactError, FactValue, Spell, option_id, read_fact
from advisor.interview.questions import Question
from advisor.rules.policy import Policy
from advisor.rules.wording import DONT_KNOW

FOLLOWING = "color: var(--accent); font-weight: 700;"
IDLE = "--label: var(--quiet); --field: transparent; --edge: dashed"  # used by look.css
UNKNOWN = "unknown"  # a field's own entry for 「不清楚」
NONE = "nothing"  # a list's own entry for "none of these"
LABEL = 64  # pixels
IN_A_ROW = 16  # characters of options that fit beside each other
DAY = "2021.7.1"
HAS_NONE = "无"

Block = tuple[str, list[str]]
"""A section's name and its facts."""

Given = Mapping[str, FactValue | None]


class Form(NamedTuple):
    """The facts read, in content order, and what is wrong with those that could not be."""

    facts: dict[str, FactValue | None]
    wrong: dict[str, str]


class _LeftEmptyError(Exception):
    """The field is empty: not asked yet."""


def draw(policy: Policy, start: Given, generation: int, as_of: date) -> Form:
    """The whole form. ``start``: what the fields hold at first; a new ``generation`` starts them anew."""
    reader = _Reader(policy, start, f"desk{generation}", as_of)
    blocks = [(part.name, part.facts) for part in policy.content.facts.sections]
    blocks = blocks or [("", list(policy.facts))]
    for column, part in zip(st.columns(2, gap="small"), _halves(policy, blocks), strict=True):
        with column:
            for title, names in part:
                if title:
                    st.html(f'<h3 class="block">{escape(title)}</h3>')
                reader.block(names)
    found = {name: reader.facts[name] for name in policy.facts if name in reader.facts}
    return Form(found, reader.wrong)


def _halves(policy: Policy, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks in two columns about equally long, in order."""
    rows = [len({policy.facts[name].group or name for name in names}) + 1 for _, names in blocks]
    cut = min(range(len(rows) + 1), key=lambda at: (abs(sum(rows[:at]) - sum(rows[at:])), -at))
    return blocks[:cut], blocks[cut:]


def mark(policy: Policy, form: Form, left: Sequence[Question], only_needed: bool) -> None:
    """Shows which field comes next and which no longer matter (``only_needed``: these are hidden).
    ``left``: the questions that can still come."""
    matter = {name for question in left for name in question.facts}
    idle = [
        name
        for name in policy.facts
        if name not in matter and name not in form.facts and name not in form.wrong
    ]
    hidden = "display: none" if only_needed else IDLE
    rules = [f".st-key-field-{name} {{ {hidden}; }}" for name in idle]
    for question in left[:1]:
        rules.append(f".st-key-field-{question.id} .label {{ {FOLLOWING} }}")
    st.html(f"<style>{' '.join(rules)}</style>")


class _Reader:
    """Draws the fields one after the other and gathers what they hold."""

    def __init__(self, policy: Policy, start: Given, key: str, as_of: date) -> None:
        self.policy = policy
        self.start = start
        self.key = key
        self.as_of = as_of
        self.facts: dict[str, FactValue | None] = {}
        self.wrong: dict[str, str] = {}
        self.groups_drawn: set[str] = set()
        self.taken: list[str] = []

    def block(self, names: Iterable[str]) -> None:
        for name in names:
            group = self.policy.facts[name].group
            if group is None:
                self.row(name)
            elif group not in self.groups_drawn:
                self.groups_drawn.add(group)
                self.group(group)

    def row(self, name: str) -> None:
        """A fact's label and field; what is wrong with its entry stands under it."""
        fact = self.policy.facts[name]
        field = {
            "choice": self.choice,
            "yes_no": self.choice,
            "date": self.date,
            "choices": self.choices,
            "years": self.years,
            "spells": self.spells,
            "diplomas": self.diplomas,
        }[fact.kind]
        row = st.container(
            key=f"field-{name}", horizontal=True, gap="xsmall", vertical_alignment="top"
        )
        self.taken = []
        with row:
            st.html(f'<p class="label">{escape(fact.short or fact.name)}</p>', width=LABEL)
            with st.container(gap=None):
                said = ""
                try:
                    raw = field(name, fact)
                    self.facts[name] = read_fact(self.policy.facts, name, raw, self.as_of)
                except _LeftEmptyError:
                    pass
                except FactError as error:
                    said = self.wrong[name] = error.message.removeprefix(f"{fact.name}：")
                # Last in the row, so that no field moves while somebody types in it.
                if said:
                    st.html(f'<p class="wrong" role="alert">{escape(said)}</p>')
                elif self.taken:
                    st.html(f'<p class="taken">{escape("；".join(self.taken))}</p>')

    def group(self, group: str) -> None:
        """Facts asked in one message: one key for "all so", or each on its own."""
        content = self.policy.content.facts.groups[group]
        names = [name for name, fact in self.policy.facts.items() if fact.group == group]
        told = [name for name in names if name in self.start]
        start = None
        if told:
            start = "all" if all(self.start.get(name) is True for name in names) else "each"
        labels = {"all": content.all_yes, "each": "逐条填"}
        with st.container(key=f"field-{group}", horizontal=True, gap="xsmall"):
            st.html(f'<p class="label">{escape(content.short or content.name)}</p>', width=LABEL)
            chosen = self._segments(f"{self.key}-{group}", content.name, labels, start)
        if chosen == "all":
            self.facts.update(dict.fromkeys(names, True))
        elif chosen == "each":
            for name in names:
                self.row(name)

    # --- one field each ------------------------------------------------------------------------

    def choice(self, name: str, fact: Fact) -> object:
        labels = {id: option.short or option.label for id, option in fact.options.items()}
        labels |= {UNKNOWN: DONT_KNOW}
        start = None
        if name in self.start:
            start = option_id(self.start[name]) or UNKNOWN
        if sum(map(len, labels.values())) <= IN_A_ROW and len(labels) < 6:
            chosen = self._segments(f"{self.key}-{name}", fact.name, labels, start)
        else:
            chosen = self._select(f"{self.key}-{name}", fact.name, labels, start)
        if chosen is None:
            raise _LeftEmptyError
        if chosen == UNKNOWN:
            return None
        return chosen == "yes" if fact.kind == "yes_no" else chosen

    def date(self, name: str, fact: Fact) -> object:
        before = cast("date | None", self.start.get(name))
        start = typed(before) if before else DONT_KNOW if name in self.start else ""
        text = self._text(f"{self.key}-{name}", fact.name, start, DAY)
        return _unless_unknown(text) and self._day(text)

    def choices(self, name: str, fact: Fact) -> object:
        labels = {id: option.label for id, option in fact.options.items()}
        labels |= {NONE: fact.none_label or "", UNKNOWN: DONT_KNOW}
        start: list[str] = []
        if name in self.start:
            start = list(cast("tuple[str, ...] | None", self.start[name]) or ())
            start = start or [UNKNOWN if self.start[name] is None else NONE]
        numbered = _numbered(labels)
        chosen = st.multiselect(
            fact.name,
            list(labels),
            default=start,
            format_func=numbered.__getitem__,
            placeholder="可选几项",
            label_visibility="collapsed",
            key=f"{self.key}-{name}",
            persist_state="session",
        )
        return _list_or_special(chosen)

    def years(self, name: str, fact: Fact) -> object:
        before = cast("tuple[int, ...] | None", self.start.get(name))
        start = " ".join(map(str, before or ())) or (DONT_KNOW if name in self.start else "")
        text = self._text(f"{self.key}-{name}", fact.name, start, "2024 2025")
        if _unless_unknown(text) is None:
            return None
        written = text.replace("、", " ").replace("，", " ").replace(",", " ").replace("年", " ")
        return [
            int(part) if part.isdecimal() and len(part) < 6 else part for part in written.split()
        ]

    def spells(self, name: str, fact: Fact) -> object:
        before = cast("tuple[Spell, ...] | None", self.start.get(name))
        raw: list[dict[str, object]] = []
        for row in range(100):
            spell = before[row] if before and row < len(before) else None
            start = typed(spell.start) if spell else ""
            if name in self.start and not row and not spell:
                start = DONT_KNOW if before is None else HAS_NONE
            entry, text = self._spell(f"{self.key}-{name}-{row}", row, fact, spell, start)
            if not text:
                if entry["end"]:
                    raise FactError(None, f"第{row + 1}段：请填从哪天开始。")
                break
            if not row and text == HAS_NONE:
                return []
            if not row and _unless_unknown(text) is None:
                return None
            raw.append(entry)
        if not raw:
            raise _LeftEmptyError
        return [self._read_spell(number, entry) for number, entry in enumerate(raw, 1)]

    def _spell(
        self, key: str, row: int, fact: Fact, spell: Spell | None, start: str
    ) -> tuple[dict[str, object], str]:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            hint = f"日期或{HAS_NONE}" if not row else "再加一段"
            first = self._text(f"{key}-start", f"第{row + 1}段开始", start, hint)
            end = typed(spell.end) if spell and spell.end else ""
            last = self._text(f"{key}-end", f"第{row + 1}段结束", end, "至今")
            related = True
            if fact.related_label:
                related = st.checkbox(
                    "本专业",
                    value=spell is None or spell.related,
                    key=f"{key}-related",
                    persist_state="session",
                    help=None,
                )
        return {"start": first, "end": last, "related": related}, first

    def _read_spell(self, number: int, entry: dict[str, object]) -> dict[str, object]:
        try:
            start = self._day(str(entry["start"]))
            end = str(entry["end"])
            last = None if end in ("", "至今") else self._day(end, may_lie_ahead=True)
        except FactError as error:
            raise FactError(None, f"第{number}段：{error.message}") from None
        return {"start": start, "end": last, "related": entry["related"]}

    def diplomas(self, name: str, fact: Fact) -> object:
        before = cast("tuple[Diploma, ...] | None", self.start.get(name))
        kinds = {id: option.label for id, option in fact.options.items()}
        special = {NONE: fact.none_label or "", UNKNOWN: DONT_KNOW}
        raw: list[object] = []
        for row in range(len(kinds)):
            held = before[row] if before and row < len(before) else None
            start: str | None = held.kind if held else None
            if name in self.start and not row and not held:
                start = UNKNOWN if before is None else NONE
            key = f"{self.key}-{name}-{row}"
            with st.container(horizontal=True, gap="xsmall"):
                labels = kinds if row else kinds | special
                kind = self._select(f"{key}-kind", f"第{row + 1}个毕业证", labels, start)
                day = typed(held.graduated_on) if held and held.graduated_on else ""
                text = self._text(
                    f"{key}-day", f"第{row + 1}个毕业证的毕业时间", day, "毕业时间", 84
                )
            if kind is None:
                if text:
                    raise FactError(None, f"第{row + 1}个：请先选是哪一种毕业证。")
                break
            if kind == NONE:
                return []
            if kind == UNKNOWN:
                return None
            known = bool(text) and not _is_unknown(text)
            graduated = self._day(text, may_lie_ahead=True) if known else None
            raw.append({"kind": kind, "graduated_on": graduated})
        if not raw:
            raise _LeftEmptyError
        return raw

    # --- widgets -------------------------------------------------------------------------------

    def _day(self, text: str, may_lie_ahead: bool = False) -> str:
        """The day typed, as ISO; of one not told to the day, what is taken stands beside it."""
        found = typed_day(text, self.as_of, may_lie_ahead)
        if not found.exact:
            self.taken.append(f"{text}按{day_in_words(found.day)}算")
        return found.day.isoformat()

    def _segments(
        self, key: str, label: str, labels: Mapping[str, str], start: str | None
    ) -> str | None:
        numbered = _numbered(labels)
        return st.segmented_control(
            label,
            list(labels),
            default=start,
            format_func=numbered.__getitem__,
            key=key,
            label_visibility="collapsed",
            persist_state="session",
        )

    def _select(
        self, key: str, label: str, labels: Mapping[str, str], start: str | None
    ) -> str | None:
        numbered = _numbered(labels)
        ids = list(labels)
        return st.selectbox(
            label,
            ids,
            index=ids.index(start) if start in ids else None,
            format_func=numbered.__getitem__,
            placeholder="数字或字",
            key=key,
            label_visibility="collapsed",
            filter_mode="contains",
            persist_state="session",
        )

    def _text(
        self, key: str, label: str, start: str, placeholder: str, width: int | None = None
    ) -> str:
        return st.text_input(
            label,
            value=start,
            key=key,
            placeholder=placeholder,
            max_chars=200,
            label_visibility="collapsed",
            persist_state="session",
            width=width or "stretch",
        ).strip()


def _numbered(labels: Mapping[str, str]) -> dict[str, str]:
    """Each label with the figures that pick it: 0 for 「不清楚」, the others from 1; all equally long."""
    digits = len(str(len(labels)))
    numbers = {id: number for number, id in enumerate((id for id in labels if id != UNKNOWN), 1)}
    return {id: f"{numbers.get(id, 0):0{digits}d} {label}" for id, label in labels.items()}


def _list_or_special(chosen: list[str]) -> object:
    if not chosen:
        raise _LeftEmptyError
    if len(chosen) > 1 and (NONE in chosen or UNKNOWN in chosen):
        raise FactError(None, "选了“没有”或“不清楚”，就不能再选别的，请去掉一样。")
    if chosen == [UNKNOWN]:
        return None
    return [] if chosen == [NONE] else chosen


def _is_unknown(text: str) -> bool:
    return text in (DONT_KNOW, "?", "？", "0")


def _unless_unknown(text: str) -> str | None:
    """The text; None for 「不清楚」. An empty field is left."""
    if not text:
        raise _LeftEmptyError
    return None if _is_unknown(text) else text


def typed(day: date) -> str:
    """A day as the fields take it."""
    return f"{day.year}.{day.month}.{day.day}"
