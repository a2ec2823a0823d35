"""Which columns a unit's roster can have: derived from the facts, named by ``roster.yaml``.

Headings are compared without spaces, punctuation and width; columns may stand in any order.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from advisor.content import schema
from advisor.text import folded, half_width

NAME, REMARK = "name", "remark"
"""The two columns that say nothing of a person's case and only come out again with the result."""

DIPLOMAS_SHOWN = 3
SPELLS_SHOWN = 4
"""How many of them the template has columns for; a roster may number on."""

NUMBER = "#"
_KEPT = f"{NUMBER}√✓✔×✗✘"
_CHINESE_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


class Kind(NamedTuple):
    """What a column holds: a fact (or ``NAME``, ``REMARK``) and which part of it.

    ``part`` is empty for a fact as a whole; ``graduated_on`` of diplomas; ``start``, ``end``,
    ``related`` of spells; an option's id for one item of a list, with yes or no under it.
    """

    fact: str
    part: str = ""

    @property
    def key(self) -> str:
        """As ``roster.yaml`` names it: ``work.start``."""
        return f"{self.fact}.{self.part}" if self.part else self.fact


class Column(NamedTuple):
    """A column: what it holds and, where there are several such, which one (0: there is but one)."""

    kind: Kind
    number: int
    heading: str


def plain(text: str) -> str:
    """A heading or a word as it is compared: no spaces, no punctuation, narrow, simplified, small letters."""
    text = folded(text)
    if text.isalnum():
        return text
    return "".join(c for c in text if c.isalnum() or c in _KEPT)


def kinds(facts: Mapping[str, schema.Fact]) -> Iterator[tuple[Kind, bool]]:
    """Every kind of column for these facts, in their order, and whether it is numbered. The columns
    for single items of a list are not among them: they are understood, but not offered."""
    for name, fact in facts.items():
        yield Kind(name, "start" if fact.kind == "spells" else ""), fact.kind in _NUMBERED
        if fact.kind == "diplomas":
            yield Kind(name, "graduated_on"), True
        if fact.kind == "spells":
            yield Kind(name, "end"), True
            if fact.related_label is not None:
                yield Kind(name, "related"), True


_NUMBERED = ("spells", "diplomas")
_PARTS = {"start": "开始", "end": "结束", "graduated_on": "毕业日期"}


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
        self._known: dict[str, Kind] = {}
        self._kinds = dict(kinds(content.facts.facts))
        self._headings = {
            Kind(NAME): content.roster.name,
            Kind(REMARK): content.roster.remark,
            **{kind: heading_of(content, kind, many) for kind, many in self._kinds.items()},
        }
        for kind, heading in self._headings.items():
            for text in (heading.heading, *heading.also):
                self._know(text, kind)
        for name, fact in content.facts.facts.items():
            if fact.kind == "choices":
                for id, option in fact.options.items():
                    for text in (option.label, f"{fact.name}{option.label}"):
                        self._known.setdefault(plain(text), Kind(name, id))

    def _know(self, text: str, kind: Kind) -> None:
        known = self._known.setdefault(plain(text), kind)
        if known != kind:
            self.clashes.append((kind.key, text))

    def template(self) -> list[Column]:
        """The columns of the template, in the facts' order; those numbered alike stand together."""
        found = [self._column(Kind(NAME), 0), self._column(Kind(REMARK), 0)]
        done: set[str] = set()
        for kind, numbered in self._kinds.items():
            if not numbered:
                found.append(self._column(kind, 0))
            elif kind.fact not in done:
                done.add(kind.fact)
                alike = [each for each in self._kinds if each.fact == kind.fact]
                shown = SPELLS_SHOWN if kind.part == "start" else DIPLOMAS_SHOWN
                found += [self._column(each, n) for n in range(1, shown + 1) for each in alike]
        return found

    def _column(self, kind: Kind, number: int) -> Column:
        return Column(kind, number, self.heading(kind, number))

    def heading(self, kind: Kind, number: int) -> str:
        """The template's heading for the column of this kind and number."""
        return self._headings[kind].heading.replace(NUMBER, str(number))

    def find(self, text: str) -> Column | None:
        """The column that a heading names; None for one not known."""
        for form in dict.fromkeys((plain(text), plain(without_brackets(text)))):
            for digits in dict.fromkeys((form, form.translate(_CHINESE_DIGITS))):
                if (found := self._find(digits)) is not None:
                    return Column(*found, text)
        return None

    def _find(self, form: str) -> tuple[Kind, int] | None:
        if not form or NUMBER in form:
            return None
        kind = self._known.get(form)
        if kind is not None:
            return kind, 0
        digits = [place for place, c in enumerate(form) if c.isdecimal()]
        if digits and digits[-1] - digits[0] < min(len(digits), 2):
            number = int(form[digits[0] : digits[-1] + 1])
            kind = self._known.get(form[: digits[0]] + NUMBER + form[digits[-1] + 1 :])
            return (kind, number) if kind is not None and number else None
        if not digits:
            for place in range(len(form) + 1):
                kind = self._known.get(form[:place] + NUMBER + form[place:])
                if kind is not None:
                    return kind, 1
        return None


def without_brackets(text: str) -> str:
    """``姓名（必填）`` as ``姓名``."""
    kept, depth = "", 0
    for c in half_width(text):
        depth += c in "([【"
        kept += "" if depth else c
        depth -= c in ")]】" and depth > 0
    return kept
