"""What stays closed, and the headers on all that goes out."""

import re
import string
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor.server.page import digests

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Doors of the framework that no page needs: counters, the interface for programs, a trial run."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address holds the answers: no other host, and no log on the way, learns it from here.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# All comes from this host. Of scripts in the page itself those alone run that we put there, known by what is
# in them; what the desk's form does the framework makes a blob of. It puts styles into the page as it
# goes, hence 'unsafe-inline' for these. Older browsers do not take 'self' to cover websockets.
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{sockets}; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HOST = re.compile(rb"[\w.\-:\[\]]+")


class Doors:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = _content_policy(scope)
            await send(message)

        if not scope["query_string"].isascii():  # what reads addresses further in takes no other
            query = quote(scope["query_string"], safe=string.punctuation)
            scope = {**scope, "query_string": query.encode()}
        app: ASGIApp = self._app
        if any(door in scope["path"] for door in CLOSED):
            app = PlainTextResponse("没有这个地址。", 404)
        await app(scope, receive, with_headers)


def _content_policy(scope: Scope) -> str:
    host = dict(scope["headers"]).get(b"host", b"")
    named = host.decode() if HOST.fullmatch(host) else ""
    sockets = f" ws://{named} wss://{named}" if named else ""
    return CONTENT_POLICY.format(sockets=sockets, scripts=" ".join(digests()))
