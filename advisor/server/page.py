"""The HTML that carries the app: the framework's own, told in Chinese.

Whatever address is opened, the framework serves one and the same ``index.html``, in English. Here it is
changed once and served in its place.
"""

import re
from html import escape
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from advisor.server import look

SCRIPT = Path(__file__).with_name("page.js")
NO_SCRIPT = "这一页要打开浏览器的 JavaScript 才能用。"
CONDITIONS = (b"if-none-match", b"if-modified-since")


def chinese_page(title: str) -> bytes:
    """The framework's page with our title, language and script, without what no page of ours needs:
    a font, and the pointer to the interface for programs."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    script = f"<script>\n{SCRIPT.read_text('utf-8')}</script>"
    for found, put in (
        (r'<html lang="en">', '<html lang="zh-CN">'),
        (r"<title>.*?</title>", f"<title>{escape(title)}</title>\n{script}"),
        (r'<link\s+rel="preload"[^>]*?as="font"[^>]*>', ""),
        (r'<link\s+rel="service-desc"[^>]*>', ""),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
        (r"<!--.*?-->", ""),
        (r"</body>", f"{look.TAGS}</body>"),
    ):
        page = put.join(re.split(found, page, flags=re.DOTALL))
    return page.encode()


class ChinesePage:
    """Serves ``page`` wherever the framework would serve its own."""

    def __init__(self, app: ASGIApp, page: bytes) -> None:
        self._app = app
        self._page = page

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
                    await send({**message, "headers": self._headers()})
                    body = b"" if scope["method"] == "HEAD" else self._page
                    await send({"type": "http.response.body", "body": body})
                    return
            if not replaced:
                await send(message)

        await self._app({**scope, "headers": headers}, receive, ours)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(self._page)).encode()),
            (b"cache-control", b"no-cache"),
        ]


def _is_page(message: Message) -> bool:
    """Whether an answer of the framework's is its page: the only HTML it serves from a file."""
    headers = MutableHeaders(scope=message)
    return (
        message["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and "etag" in headers
    )
