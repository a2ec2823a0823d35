"""Rows of a roster that are no people: headings once more, totals, signatures, numbers of columns."""

import re
from collections.abc import Callable, Sequence

from advisor.content import schema
from advisor.rosters.columns import NAME, plain
from advisor.rosters.heading_rows import Layout
from advisor.rosters.meanings import plain_set
from advisor.rosters.tables.cells import Row, Value
from advisor.text import half_width

_COUNTED = re.compile(r"[\d一二三四五六七八九十百]+(人|名|位)?")


class Nobody:
    """Tells rows that are no people, by a pack's words. ``is_fact``: whether a column tells of somebody."""

    def __init__(self, words: schema.RosterFile, is_fact: Callable[[str], bool]) -> None:
        self._totals, self._signatures = plain_set(words.totals), plain_set(words.signatures)
        self._beginnings = tuple(self._signatures)
        self._is_fact = is_fact

    def stands_on(self, layout: Layout, row: Row) -> bool:
        """Whether a row is no person."""
        if not row.cells or layout.repeats(row):
            return True
        values = [row.cells[place] for place in sorted(row.cells)]
        first, form = _first_text(values)
        named = [
            form if value is first else plain(value)
            for place, column in layout.columns.items()
            if column.kind.fact == NAME and isinstance(value := row.cells.get(place), str)
        ]
        if self._is_total(form) or any(map(self._is_total, named)):
            return True
        if any(text in self._signatures for text in named):
            return True
        if form.startswith(self._beginnings) and self._is_signature(layout, row, first, values):
            return True
        return _counts_columns(values)

    def _is_total(self, text: str) -> bool:
        return bool(text) and (text in self._totals or _COUNTED.sub("", text) in self._totals)

    def _is_signature(self, layout: Layout, row: Row, first: str, values: Sequence[Value]) -> bool:
        """填表人：… 审核：… But 注册部 and a 负责人 with a name and schooling are people's."""
        texts = [half_width(value).strip() for value in values if isinstance(value, str)]
        if self._signs(half_width(first).strip(), ":") or sum(map(self._signs, texts)) > 1:
            return True
        return not any(
            place in row.cells
            for place, column in layout.columns.items()
            if self._is_fact(column.kind.fact)
        )

    def _signs(self, text: str, after: str = ":(") -> bool:
        """Whether a text is a word for a signature, or goes on with such a sign after it."""
        word = next(
            (text[:n] for n, c in enumerate(text) if c in after), "" if after == ":" else text
        )
        return plain(word) in self._signatures


def _first_text(values: Sequence[Value]) -> tuple[str, str]:
    """The first text that is more than signs, as it is and as it is compared; both empty if there is none."""
    for value in values:
        if isinstance(value, str) and (form := plain(value)):
            return value, form
    return "", ""


def _counts_columns(values: Sequence[Value]) -> bool:
    if len(values) < 3 or isinstance(values[0], str):
        return False
    numbers = [v for v in values if not isinstance(v, bool) and isinstance(v, int | float)]
    return len(numbers) == len(values) and numbers == [numbers[0] + n for n in range(len(numbers))]
