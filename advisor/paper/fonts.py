"""The fonts of the printed sheet, and which characters they can draw.

Noto Sans SC and Noto Serif SC come with a package of data, so that paper looks the same everywhere.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

PACKAGE = "pylopdf_fonts_zh_cn"
STAND_IN = "〓"
"""Printed in the place of a character that the fonts lack: seen, not dropped."""


def font_files() -> list[Path]:
    """The font files of the package. Raises ``RuntimeError`` where they are not installed: typst
    would print an empty page without a word."""
    spec = find_spec(PACKAGE)
    found = sorted(Path(spec.origin).parent.glob("*.otf")) if spec and spec.origin else []
    if not found:
        raise RuntimeError(f"no fonts: the package {PACKAGE} is missing or has none")
    return found


@cache
def fonts() -> typst.Fonts:
    """The fonts, ready for typst: these alone, none of the system's."""
    folders = {file.parent for file in font_files()}
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders]
    )


@cache
def drawable() -> frozenset[int]:
    """The code points that every one of the fonts can draw."""
    return frozenset.intersection(*(_code_points(file) for file in font_files()))


def printable(text: str) -> str:
    """``text`` with ``STAND_IN`` for each character that cannot be drawn."""
    return "".join(char if ord(char) in drawable() else STAND_IN for char in text)


def _code_points(font_file: Path) -> frozenset[int]:
    """What a font's ``cmap`` maps to a glyph."""
    with TTFont(font_file, lazy=True) as font:
        return frozenset(font.getBestCmap())
