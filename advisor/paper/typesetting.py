"""Plain data on paper: a typst template and its data become a PDF with fonts of our own."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from advisor.paper.fonts import fonts, printable

Data = dict[str, Any]
"""Plain JSON data: strings, lists, dicts."""


def typeset(template: Path, data: Mapping[str, Any], day: date) -> bytes:
    """``template`` filled with ``data``, as a tagged PDF made on ``day``; the same arguments give the
    same bytes. The data go to typst as JSON, so nothing in them is ever read as markup."""
    made: bytes = typst.compile(**_common(template, data, day), pdf_standards="ua-1")
    return made


def typeset_picture(template: Path, data: Mapping[str, Any], day: date, ppi: float) -> bytes:
    """The same as a picture (PNG) of the template's one page, ``ppi`` pixels to 72 points."""
    made: bytes = typst.compile(**_common(template, data, day), format="png", ppi=ppi)
    return made


def _common(template: Path, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {
        "input": template,
        "font_paths": fonts(),
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(_printable({**data}), ensure_ascii=False)},
        "timestamp": datetime(day.year, day.month, day.day, tzinfo=UTC),
    }


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    return value
