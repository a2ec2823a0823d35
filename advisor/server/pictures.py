"""What stands for the page elsewhere: its icons, the picture of a shared link, the manifest that names it.

Drawn by typst from one template when first asked for; the picture of a link bears the title of its pack.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st
import typst
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.url_util import make_url_path

from advisor import packs
from advisor.paper.fonts import fonts, printable
from advisor.rules.policy import Policy
from advisor.rules.wording import subject
from advisor.server.serving import named_pack

TEMPLATE = Path(__file__).with_name("picture.typ")
SHARE = "share.png"
MANIFEST = "manifest.webmanifest"
FAVICON = "favicon.png"
"""The framework's own address for it: whatever asks there gets ours."""

ICONS = {FAVICON: 64, "icon-192.png": 192, "icon-512.png": 512}
"""Pixels across, by address."""

SHARE_SIDE = 600
"""Pixels across. Messengers want 300 or more."""

_POINTS = 300  # the template's page
GROUND = "#fbf9f5"
"""The colour behind all."""

_A_DAY = {"Cache-Control": "public, max-age=86400"}


def title(policy: Policy) -> str:
    """What the page is called, in a browser's tab and a shared link."""
    return f"{subject(policy)}自测"


def routes() -> list[Route]:
    """The addresses of the icons, of the picture and of the manifest."""
    base = st.get_option("server.baseUrlPath") or ""
    made: dict[str, Callable[[Request], Response]] = {
        SHARE: _share,
        MANIFEST: _manifest,
        **dict.fromkeys(ICONS, _icon),
    }

    return [Route(make_url_path(base, path), make) for path, make in made.items()]


def _icon(request: Request) -> Response:
    return _picture(_drawn("", "", ICONS[request.url.path.rpartition("/")[2]]))


def _share(request: Request) -> Response:
    policy = packs.open_pack(named_pack(request.scope))
    return _picture(_drawn(title(policy), policy.content.pack.document, SHARE_SIDE))


def _manifest(request: Request) -> Response:
    policy = packs.open_pack(named_pack(request.scope))
    said = {
        "name": title(policy),
        "short_name": title(policy),
        "lang": "zh-CN",
        "start_url": "./",
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {
                "src": f"./{path}",
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for path, side in ICONS.items()
            if path != FAVICON
        ],
    }
    body = json.dumps(said, ensure_ascii=False)
    return Response(body, media_type="application/manifest+json", headers=_A_DAY)


def _picture(content: bytes) -> Response:
    return Response(content, media_type="image/png", headers=_A_DAY)


@lru_cache(32)
def _drawn(title: str, notice: str, side: int) -> bytes:
    """A square picture, ``side`` pixels across; the mark alone where there is no title."""
    data = {"title": printable(title), "notice": printable(notice)}
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=side * 72 / _POINTS,
    )
