"""How the pages look and behave in the browser: one stylesheet and one script, nothing fetched from elsewhere.

Each has an address made of what is in it, so a browser asks for it once and keeps it.
"""

import gzip
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.url_util import make_url_path

_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_FILES = {kind: Path(__file__).with_name(f"look.{kind}").read_bytes() for kind in _KINDS}
_NAMES = {kind: f"look.{sha256(file).hexdigest()[:12]}.{kind}" for kind, file in _FILES.items()}

# At the end of the page, behind the framework's own styles, which it puts into the head: ours prevail.
TAGS = (
    f'<link rel="stylesheet" href="./{_NAMES["css"]}">'
    f'<script src="./{_NAMES["js"]}" defer></script>'
)
"""What brings both onto the page, for the end of its body."""


def routes() -> list[Route]:
    """Where the two are."""
    base = st.get_option("server.baseUrlPath") or ""
    return [Route(make_url_path(base, name), _sends(kind)) for kind, name in _NAMES.items()]


def _sends(kind: str) -> Callable[[Request], Awaitable[Response]]:
    """Hands out one of them, packed for whoever takes it so."""
    bodies = {"": _FILES[kind], "gzip": gzip.compress(_FILES[kind])}

    async def send(request: Request) -> Response:
        packed = "gzip" if "gzip" in request.headers.get("accept-encoding", "") else ""
        headers = {
            "content-type": _KINDS[kind],
            "cache-control": "public, max-age=31536000, immutable",
            "vary": "Accept-Encoding",
            **({"content-encoding": packed} if packed else {}),
        }
        return Response(bodies[packed], headers=headers)

    return send
