"""Which columns a unit's roster can have: derived from the facts, named by ``roster.yaml``.

Headings are compared without spaces, punctuation and width; columns may stand in any order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from advisor.content import schema
from advisor.text import folded, half_width

NAME, REMARK = "name", "remark"
"""The two columns that say nothing of a person's case and only come out again with the result."""

WORKING_LIFE = "working_life"
"""The start of working life: a technical post only where the unit says so."""

DIPLOMAS_SHOWN = 3
SPELLS_SHOWN = 4
"""How many of them the template has columns for; a roster may number on."""

NUMBER = "#"
_KEPT = f"{NUMBER}√✓✔×✗✘"
_ASCII_LEFT_OUT = re.compile(f"[^0-9a-z{NUMBER}]+")
_CHINESE_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_UNNUMBERED = "?"


class Kind(NamedTuple):
    """What a column holds: a fact (or ``NAME``, ``REMARK``, ``WORKING_LIFE``) and which part of it.

    ``part`` is empty for a fact as a whole; ``form``, ``graduated_on`` of diplomas; ``start``, ``end``,
    ``related`` of spells; an option's id for one item of a list, with yes or no under it.
    """

    fact: str
    part: str = ""

    @property
    def key(self) -> str:
        """As ``roster.yaml`` names it: ``work.start``."""
        return f"{self.fact}.{self.part}" if self.part else self.fact


class Column(NamedTuple):
    """A column: what it holds and, where there are several such, which one (0: there is but one).
    Columns of one ``series`` and number tell of one thing; ``series`` is a set of the pack's, or empty
    where the number says it all."""

    kind: Kind
    number: int
    heading: str
    series: str = ""


def plain(text: str) -> str:
    """A heading or a word as it is compared: no spaces, no punctuation, narrow, simplified, small letters."""
    if text.isascii():  # days and figures: nothing to be folded
        return _ASCII_LEFT_OUT.sub("", text.lower())
    text = folded(text)
    if text.isalnum():
        return text
    return "".join(c for c in text if c.isalnum() or c in _KEPT)


def kinds(facts: Mapping[str, schema.Fact]) -> Iterator[tuple[Kind, bool]]:
    """Every kind of column for these facts, in their order, and whether it is numbered. The columns
    for single items of a list are not among them: they are understood, but not offered."""
    for name, fact in facts.items():
        yield Kind(name, "start" if fact.kind == "spells" else ""), fact.kind in NUMBERED
        if fact.kind == "diplomas":
            yield Kind(name, "graduated_on"), True
            yield Kind(name, "form"), True
        if fact.kind == "spells":
            yield Kind(name, "end"), True
            if fact.related_label is not None:
                yield Kind(name, "related"), True


NUMBERED = ("spells", "diplomas")
_PARTS = {"start": "开始", "end": "结束", "graduated_on": "毕业日期", "form": "学习形式"}


def heading_of(content: schema.Content, kind: Kind, numbered: bool) -> schema.Heading:
    """The heading of a kind of column: the pack's own, or one made of the fact's name."""
    written = content.roster.columns.get(kind.key)
    if written is not None:
        return written
    fact = content.facts.facts[kind.fact]
    part = _PARTS.get(kind.part) or (fact.related_label if kind.part else "")
    return schema.Heading(heading=f"{fact.name}{NUMBER if numbered else ''}{part}")


class Headings:
    """The headings a pack's rosters may have."""

    def __init__(self, content: schema.Content) -> None:
        self.clashes: list[tuple[str, str]] = []
        self._facts = content.facts.facts
        self._known: dict[str, Kind] = {}
        self._beside: dict[str, list[Kind]] = {}
        self._kinds = dict(kinds(self._facts))
        self._headings = {
            Kind(NAME): content.roster.name,
            Kind(REMARK): content.roster.remark,
            Kind(WORKING_LIFE): content.roster.working_life,
            **{kind: heading_of(content, kind, many) for kind, many in self._kinds.items()},
        }
        for kind, heading in self._headings.items():
            for text in (heading.heading, *heading.also):
                self._know(text, kind)
            for text in heading.beside:
                self._beside.setdefault(plain(text), []).append(kind)
        for name, fact in self._facts.items():
            if fact.kind == "choices":
                for id, option in fact.options.items():
                    for text in (option.label, f"{fact.name}{option.label}"):
                        self._known.setdefault(plain(text), Kind(name, id))
        self._groups = frozenset(plain(text) for text in content.roster.groups)
        self._diplomas = next((n for n, f in self._facts.items() if f.kind == "diplomas"), "")
        self._sets = content.roster.diploma_sets
        alone = {plain(w): id for id, one in self._sets.items() for w in one.headings}
        with_others = {plain(w): id for id, one in self._sets.items() for w in one.beside}
        self._alone = alone
        self._marks = sorted({**with_others, **alone}.items(), key=lambda item: -len(item[0]))

    def _know(self, text: str, kind: Kind) -> None:
        known = self._known.setdefault(plain(text), kind)
        if known != kind:
            self.clashes.append((kind.key, text))

    def template(self) -> list[Column]:
        """The columns of the template, in the facts' order; those numbered alike stand together."""
        found = [self._column(Kind(NAME), 0), self._column(Kind(REMARK), 0)]
        done: set[str] = set()
        shown = {kind: many for kind, many in self._kinds.items() if kind.part != "form"}
        for kind, numbered in shown.items():
            if not numbered:
                found.append(self._column(kind, 0))
            elif kind.fact not in done:
                done.add(kind.fact)
                alike = [each for each in shown if each.fact == kind.fact]
                most = SPELLS_SHOWN if kind.part == "start" else DIPLOMAS_SHOWN
                found += [self._column(each, n) for n in range(1, most + 1) for each in alike]
        return found

    def choices(self) -> list[str]:
        """All that a column of somebody's own roster can be taken for, by heading: each of them is one
        that ``find`` knows."""
        found = [self._headings[Kind(NAME)].heading, self._headings[Kind(REMARK)].heading]
        found.append(self._headings[Kind(WORKING_LIFE)].heading)
        for one in self._sets.values():
            word = one.headings[0]
            found += [word, word + self._bare(Kind(self._diplomas, "graduated_on"))]
        known = [self.find(text) for text in found]
        found = [text for text, column in zip(found, known, strict=True) if column is not None]
        found += [column.heading for column in self.template()[2:]]
        form = Kind(self._diplomas, "form")
        if form in self._headings:
            found += [self.heading(form, n) for n in range(1, DIPLOMAS_SHOWN + 1)]
        return list(dict.fromkeys(found))

    def _column(self, kind: Kind, number: int) -> Column:
        return Column(kind, number, self.heading(kind, number))

    def heading(self, kind: Kind, number: int) -> str:
        """The template's heading for the column of this kind and number."""
        return self._headings[kind].heading.replace(NUMBER, str(number))

    def name_of(self, column: Column) -> str:
        """What a column was taken for, by a heading that ``find`` knows."""
        kind = column.kind
        if kind not in self._headings:  # one item of a list
            fact = self._facts[kind.fact]
            return f"{fact.name}{fact.options[kind.part].label}"
        if column.series in self._sets:
            return self._sets[column.series].headings[0] + (self._bare(kind) if kind.part else "")
        return self.heading(kind, column.number)

    def _bare(self, kind: Kind) -> str:
        """The shortest heading of a numbered kind, without the number: what follows another's."""
        heading = self._headings[kind]
        texts = (text.replace(NUMBER, "") for text in (heading.heading, *heading.also))
        return min(texts, key=len)

    def any_yes(self, kind: Kind) -> bool:
        """Whether of several columns of this kind one yes is enough."""
        return kind in self._headings and self._headings[kind].any_yes

    def form_of(self, column: Column) -> str:
        """The form of study that a column's heading says; empty where it says none."""
        return self._sets[column.series].form if column.series in self._sets else ""

    def find(self, text: str) -> Column | None:
        """The column that a heading names; None for one not known."""
        whole = plain(text)
        chinese = "".join(c for c in whole if not (c.isascii() and c.isalpha()))  # 姓名 Name
        for form in dict.fromkeys((whole, plain(without_brackets(text)), chinese)):
            for digits in dict.fromkeys((form, form.translate(_CHINESE_DIGITS))):
                if (found := self._find(digits)) is not None:
                    kind, number, series = found
                    return Column(kind, number, text, series)
        return None

    def find_below(self, texts: Sequence[str]) -> Column | None:
        """The column of headings that stand one above the other: by all their words together, or by
        the lower ones where those above are of no consequence. 学历 below 配偶 is nobody's here."""
        whole = "/".join(texts)
        for first in range(len(texts)):
            if any(plain(text) not in self._groups for text in texts[:first]):
                break
            found = self.find("".join(texts[first:])) or self._of_one_above(texts[first:])
            if found is not None:
                return found._replace(heading=whole)
        return None

    def _of_one_above(self, texts: Sequence[str]) -> Column | None:
        """毕业时间 below 第一学历: a part of the diploma that stands above."""
        above, below = self.find(texts[0]), self.find("".join(texts[1:]))
        if above is None or below is None or above.kind != Kind(self._diplomas):
            return None
        if below.kind.fact == self._diplomas and below.series == above.series == _UNNUMBERED:
            return below
        if below.kind.fact == self._diplomas and below.series == _UNNUMBERED:
            return below._replace(number=above.number, series=above.series)
        fact = self._facts.get(below.kind.fact)
        return below if fact is not None and fact.hangs_on == self._diplomas else None

    def find_beside(self, texts: Sequence[str], left: str) -> Column | None:
        """The column of a heading that says what it is only by the column left of it, one of the fact
        ``left``."""
        if any(plain(text) not in self._groups for text in texts[:-1]):
            return None
        for kind in self._beside.get(plain(texts[-1]), []):
            fact = self._facts.get(kind.fact)
            if fact is not None and left in (kind.fact, fact.hangs_on):
                series = _UNNUMBERED if self._kinds.get(kind) else ""
                return Column(kind, 1 if series else 0, "/".join(texts), series)
        return None

    def _find(self, form: str) -> tuple[Kind, int, str] | None:
        if not form or NUMBER in form:
            return None
        kind = self._known.get(form)
        if kind is not None:
            return kind, 0, ""
        digits = [place for place, c in enumerate(form) if c.isdecimal()]
        if digits and digits[-1] - digits[0] < min(len(digits), 2):
            number = int(form[digits[0] : digits[-1] + 1])
            kind = self._known.get(form[: digits[0]] + NUMBER + form[digits[-1] + 1 :])
            return (kind, number, "") if kind is not None and number else None
        if not digits:
            kind = self._unnumbered(form)
            if kind is not None:
                return kind, 1, _UNNUMBERED
            return self._of_a_set(form)
        return None

    def _unnumbered(self, form: str) -> Kind | None:
        for place in range(len(form) + 1):
            kind = self._known.get(form[:place] + NUMBER + form[place:])
            if kind is not None:
                return kind
        return None

    def _of_a_set(self, form: str) -> tuple[Kind, int, str] | None:
        if form in self._alone:
            return Kind(self._diplomas), 1, self._alone[form]
        for word, id in self._marks:
            for rest in (
                form.removeprefix(word) if form.startswith(word) else "",
                form.removesuffix(word) if form.endswith(word) else "",
            ):
                kind = self._known.get(rest) or (self._unnumbered(rest) if rest else None)
                if kind is None:
                    continue
                if kind.fact == self._diplomas:
                    return kind, 1, id
                fact = self._facts.get(kind.fact)
                if fact is not None and fact.hangs_on == self._diplomas:
                    return kind, 0, ""
        return None


def placed(columns: Mapping[int, Column]) -> dict[int, Column]:
    """The columns of a sheet, those without a number of their own put to what they tell of: a second
    学历 is another diploma, 毕业时间 belongs to the one left of it, or else to the next."""
    found = dict(columns)
    slots: dict[str, dict[tuple[str, int], dict[str, int]]] = {}
    for place, column in columns.items():
        if column.number and column.series != _UNNUMBERED:
            parts = slots.setdefault(column.kind.fact, {}).setdefault(
                (column.series, column.number), {}
            )
            parts.setdefault(column.kind.part, place)
    for fact in {c.kind.fact for c in columns.values() if c.series == _UNNUMBERED}:
        _place(fact, found, slots.setdefault(fact, {}))
    return found


def _place(
    fact: str, columns: dict[int, Column], slots: dict[tuple[str, int], dict[str, int]]
) -> None:
    waiting: list[int] = []

    def put(place: int, slot: tuple[str, int]) -> None:
        column = columns[place]
        slots.setdefault(slot, {})[column.kind.part] = place
        columns[place] = column._replace(series=slot[0], number=slot[1])

    def first_without(part: str) -> tuple[str, int]:
        numbers = range(1, len(columns) + 2)
        return next(("", n) for n in numbers if part not in slots.get(("", n), {}))

    for place in sorted(columns):
        kind, series = columns[place].kind, columns[place].series
        if kind.fact != fact or series != _UNNUMBERED:
            continue
        if kind.part in ("", "start"):
            slot = first_without(kind.part)
            put(place, slot)
            while waiting:
                put(waiting.pop(), slot)
            continue
        left = {
            slot: parts.get("", parts.get("start", place))
            for slot, parts in slots.items()
            if kind.part not in parts
        }
        nearest = max((s for s in left if left[s] < place), key=lambda s: left[s], default=None)
        if nearest is not None:
            put(place, nearest)
        else:
            waiting.append(place)
    for place in waiting:
        put(place, first_without(columns[place].kind.part))


def without_brackets(text: str) -> str:
    """``姓名（必填）`` as ``姓名``."""
    kept, depth = "", 0
    for c in half_width(text):
        depth += c in "([【"
        kept += "" if depth else c
        depth -= c in ")]】" and depth > 0
    return kept
