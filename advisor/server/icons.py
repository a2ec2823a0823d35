"""The icons: of the framework's font, those that its scripts or our pages name.

``icons.woff2`` holds them. When the framework or a page names others a test says so, and
``python -m advisor.server.icons`` makes it anew (it wants what the tests want: brotli). The font is
Material Symbols, under the Apache License 2.0, as the framework brings it.
"""

import io
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import streamlit as st
from fontTools import subset
from fontTools.ttLib import TTFont
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import file_util
from streamlit.url_util import make_url_path

FONT = Path(__file__).with_name("icons.woff2")
OWN = Path(__file__).parents[1]

_NAMED = re.compile(rb":material/(\w+):")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def path() -> str:
    """Where the font of icons is served: its name tells its content, so it can be kept for ever."""
    return f"icons.{sha256(FONT.read_bytes()).hexdigest()[:10]}.woff2"


def routes() -> list[Route]:
    """The address of the font."""
    content = FONT.read_bytes()
    kept = {"Cache-Control": "public, immutable, max-age=31536000"}

    async def font(request: Request) -> Response:
        return Response(content, media_type="font/woff2", headers=kept)

    return [Route(make_url_path(st.get_option("server.baseUrlPath") or "", path()), font)]


def named() -> set[str]:
    """Every icon that the framework's scripts or our pages name."""
    scripts = (Path(file_util.get_static_dir()) / "static" / "js").glob("*.js")
    return {
        name.decode()
        for path in (*scripts, *OWN.rglob("*.py"))
        for name in _NAMED.findall(path.read_bytes())
    }


def whole_font() -> Path:
    """The framework's own font of icons."""
    [found] = (Path(file_util.get_static_dir()) / "static" / "media").glob(
        "MaterialSymbols-*.woff2"
    )
    return found


def in_font(font: TTFont) -> dict[str, str]:
    """The icons of a font: the glyph that stands for each word."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, words in getattr(
                getattr(table, "ExtSubTable", table), "ligatures", {}
            ).items():
                for word in words:
                    if letters.keys() >= {first, *word.Component}:
                        name = "".join(letters[glyph] for glyph in (first, *word.Component))
                        found[name] = word.LigGlyph
    return found


def smaller(names: Iterable[str]) -> bytes:
    """The framework's font with these icons alone, packed as WOFF2; a name it has no icon for is left out."""
    font = TTFont(whole_font())
    icons, letters = in_font(font), font.getBestCmap()
    options = subset.Options(flavor="woff2", layout_closure=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(
        glyphs=[
            *(icons[name] for name in names if name in icons),
            *(letters[ord(letter)] for letter in _LETTERS if ord(letter) in letters),
        ]
    )
    subsetter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def main() -> int:
    """Makes ``icons.woff2`` anew; returns the exit status."""
    made = smaller(sorted(named()))
    FONT.write_bytes(made)
    print(f"{FONT.name}: {len(made)} bytes, of {whole_font().stat().st_size}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
