"""The fonts of the printed sheet, and which characters they can draw.

Noto Sans SC and Noto Serif SC come with a package of data, so that paper looks the same everywhere.
"""

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

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
    return frozenset.intersection(*(_code_points(file.read_bytes()) for file in font_files()))


def printable(text: str) -> str:
    """``text`` with ``STAND_IN`` for each character that cannot be drawn."""
    return "".join(char if ord(char) in drawable() else STAND_IN for char in text)


def _code_points(font: bytes) -> frozenset[int]:
    """What a font's ``cmap`` maps to a glyph, by its subtable of format 12 (all of Unicode)."""
    cmap = _table(font, b"cmap")
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * number + 4)[0]
        if struct.unpack_from(">H", font, start)[0] == 12:
            break
    else:
        raise ValueError("the font has no cmap of format 12")
    found: set[int] = set()
    for group in range(struct.unpack_from(">I", font, start + 12)[0]):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * group)
        found.update(range(first, last + 1))
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> int:
    """Where a table of the font starts."""
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag!r}")
