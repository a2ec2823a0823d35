"""Plain data on paper: a typst template and its data become a PDF with fonts of our own."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from advisor.paper.fonts import fonts, printable

Data = dict[str, Any]
"""Plain JSON data: strings, lists, dicts."""


def typeset(template: Path, data: Data, day: date) -> bytes:
    """``template`` filled with ``data``, as a tagged PDF made on ``day``; the same arguments give the
    same bytes. The data go to typst as JSON, so nothing in them is ever read as markup."""
    return typst.compile(
        template,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    return value
