"""The HTML that carries the app: the framework's own, told in Chinese, with something to read at once.

Whatever address is opened, the framework serves one and the same ``index.html``, in English and empty until
its scripts have come. Here it is changed once for each pack and served in its place: title, description
and picture for whoever is sent the link, the first screen of the page, and our script.
"""

import gzip
import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util
from streamlit.url_util import make_url_path

from advisor import clock, packs
from advisor.server import icons, look, pictures, statics
from advisor.server.first_screen import first_screen, opening
from advisor.server.public_address import CODE, base_of
from advisor.server.serving import fields, named_pack

HERE = Path(__file__).parent
NO_SCRIPT = "这一页要打开浏览器的 JavaScript 才能用。"
CONDITIONS = (b"if-none-match", b"if-modified-since")


class Asked(NamedTuple):
    """What the page depends on: the pack's id and its day, whether a conversation begins on it, and
    the server's address as seen from outside."""

    pack: str
    day: date
    begins: bool
    base: str


class ChinesePage:
    """Serves our page wherever the framework would serve its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "/static/" in scope["path"]:
            await self._app(scope, receive, send)
            return
        # A browser that kept an earlier page must not be told that it is still the same.
        headers = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
        replaced = False

        async def ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                replaced = _is_page(message)
                if replaced:
                    body, headers = _answer(scope)
                    await send({**message, "headers": headers})
                    await send({"type": "http.response.body", "body": body})
                    return
            if not replaced:
                await send(message)

        await self._app({**scope, "headers": headers}, receive, ours)


def _is_page(message: Message) -> bool:
    """Whether an answer of the framework's is its page: the only HTML it serves from a file."""
    headers = MutableHeaders(scope=message)
    return (
        message["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and "etag" in headers
    )


def _answer(scope: Scope) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    plain, packed = _whole(asked_for(scope))
    takes_packed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    body = packed if takes_packed else plain
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
        "cache-control": "no-cache",
        "vary": "Accept-Encoding",
        **({"content-encoding": "gzip"} if takes_packed else {}),
    }
    sent = b"" if scope["method"] == "HEAD" else body
    return sent, [(name.encode(), value.encode()) for name, value in headers.items()]


def asked_for(scope: Scope) -> Asked:
    """What the page of a request depends on."""
    id = named_pack(scope)
    first = make_url_path(st.get_option("server.baseUrlPath") or "", "").rstrip("/")
    begins = scope["path"].rstrip("/") == first and not fields(scope).get(CODE)
    return Asked(id, clock.today(packs.open_pack(id)), begins, base_of(scope))


@lru_cache(64)  # a base is whatever a request says that it is
def _whole(asked: Asked) -> tuple[bytes, bytes]:
    """The page, and the same packed."""
    page = chinese_page(asked).encode()
    return page, gzip.compress(page, statics.LEVEL)


def chinese_page(asked: Asked) -> str:
    """The framework's page with our title, language, first screen and script, without what no page of
    ours needs: fonts, formulas, and the pointer to the interface for programs."""
    policy = packs.open_pack(asked.pack)
    screen = first_screen(policy, asked.day) if asked.begins else opening(policy)
    page, sheet = _framework()
    for found, put in (
        (r'<html lang="en">', '<html lang="zh-CN">'),
        (r'<link\s+rel="shortcut icon"[^>]*>', ""),
        (r"<title>.*?</title>", _head(asked, sheet)),
        (r'<link\s+rel="preload"[^>]*?as="font"[^>]*>', ""),
        (r'<link\s+rel="stylesheet"[^>]*>', ""),
        (r'<link\s+rel="service-desc"[^>]*>', ""),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
        (r"<!--.*?-->", ""),
        (r"</body>", f"{_first(screen)}\n{look.TAGS}\n</body>"),
    ):
        page = put.join(re.split(found, page, flags=re.DOTALL))
    return page


@lru_cache(1)
def _framework() -> tuple[str, str]:
    """Its page, its scripts asked for at once that it would ask for late; and of its styles what we use."""
    folder = Path(file_util.get_static_dir())
    page = (folder / "index.html").read_text("utf-8")
    sheets = re.findall(r'<link\s+rel="stylesheet"[^>]*href="\./([^"]+)"', page)
    sheet = "".join((folder / path).read_text("utf-8") for path in sheets)
    late = [name for name in statics.needed_first() if f"js/{name}" not in page]
    asked = _lines(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in late
    )
    return page.replace("</head>", f"{asked}\n</head>"), statics.stylesheet(
        sheet, f"./{icons.path()}"
    )


@lru_cache(1)
def digests() -> tuple[str, ...]:
    """The scripts that stand in the page itself, as a security policy names them: the same ones whatever
    pack or conversation it is for."""
    page = chinese_page(Asked(packs.default(clock.today), date.min, False, ""))
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in scripts)


def _head(asked: Asked, sheet: str) -> str:
    policy = packs.open_pack(asked.pack)
    title = escape(pictures.title(policy))
    about = escape(next(iter(policy.content.pack.greeting), ""))
    of_pack = f"?pack={asked.pack}" if asked.pack != packs.default(clock.today) else ""
    picture = escape(f"{asked.base or './'}{pictures.SHARE}{of_pack}")
    return _lines(
        (
            f"<title>{title}</title>",
            f'<meta name="description" content="{about}">',
            '<meta property="og:type" content="website">',
            f'<meta property="og:title" content="{title}">',
            f'<meta property="og:description" content="{about}">',
            f'<meta property="og:image" content="{picture}">',
            f'<meta property="og:image:width" content="{pictures.SHARE_SIDE}">',
            f'<meta property="og:image:height" content="{pictures.SHARE_SIDE}">',
            '<meta property="og:locale" content="zh_CN">',
            f'<meta name="theme-color" content="{pictures.GROUND}">',
            f'<link rel="shortcut icon" href="./{pictures.FAVICON}">',
            '<link rel="apple-touch-icon" href="./icon-192.png">',
            f'<link rel="manifest" href="./{pictures.MANIFEST}{of_pack}">',
            f"<style>{sheet}{_file('first_screen.css')}</style>",
            f"<script>\n{_file('page.js')}{_file('connection.js')}{_file('paper.js')}</script>",
        )
    )


def _first(screen: str) -> str:
    return (
        f'<div id="first-screen"><main>{screen}</main></div>\n'
        f"<script>\n{_file('first_screen.js')}</script>"
    )


@lru_cache(8)
def _file(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
