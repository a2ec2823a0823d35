"""Requests to the addresses of our own: answered or refused in words, with the headers that guard the page,
never by a fault of the server, and never sent on to another host."""

import re
from typing import Any, NamedTuple
from urllib.parse import quote_from_bytes, urlsplit

from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.types import Message

from advisor.handover.code import encode
from advisor.server import start
from advisor.server.doors import HEADERS
from tests.apart import run_apart
from tests.fuzz.fuzzer import PIECES, POLICY, TODAY, Fuzzer

_ROUTES = [route for route in start.routes() if not route.path.endswith("/ready")]
APP = Starlette(routes=_ROUTES, middleware=start.middleware())
"""The server without the framework that draws the pages, of which readiness would have to ask."""

CODE = encode(POLICY, {"employer": "civil_service"}, TODAY)
_PATHS = [route.path for route in _ROUTES]


class Request(NamedTuple):
    """A request as it comes over the wire."""

    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


_BYTES = st.binary(max_size=30) | PIECES.map(lambda text: text.encode("utf-8", "replace"))
_VALUES = st.one_of(
    st.sampled_from([CODE.encode(), b"unit", b"clerk", b"1", POLICY.id.encode()]), _BYTES
)
_FIELDS = st.lists(
    st.tuples(
        st.sampled_from([b"c", b"for", b"name", b"pack", b"short", b"clause"]) | _BYTES, _VALUES
    ),
    max_size=4,
).map(
    lambda fields: b"&".join(
        quote_from_bytes(n).encode() + b"=" + quote_from_bytes(v).encode() for n, v in fields
    )
)
_PATH = st.one_of(
    st.sampled_from(_PATHS),
    st.sampled_from(_PATHS).map(lambda path: path + "/"),
    st.sampled_from(
        [
            "//example.org/",
            "/../etc/passwd",
            "/_stcore/metrics",
            "/_stcore/upload_file/x/y",
            "/static/../x",
        ]
    ),
    PIECES.map(lambda text: "/" + text),
)
_HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                b"host",
                b"x-forwarded-host",
                b"x-forwarded-proto",
                b"accept-encoding",
                b"range",
                b"origin",
                b"cookie",
                b"content-type",
            ]
        ),
        _BYTES.map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")),
    ),
    max_size=3,
).map(tuple)
INPUTS = st.builds(
    Request,
    st.sampled_from(["GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]),
    _PATH,
    _FIELDS | _BYTES,
    _HEADERS,
    st.one_of(_FIELDS, st.binary(max_size=50), st.just(b"name=" + b"x" * 9_000)),
)


def check(request: Request) -> None:
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.path,
        "raw_path": request.path.encode("utf-8", "replace"),
        "query_string": request.query,
        "root_path": "",
        "headers": list(request.headers),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    answer: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: Message) -> None:
        answer.append(message)

    run_apart(APP(scope, receive, send))
    headers = {
        name.decode().lower(): value.decode("latin-1") for name, value in answer[0]["headers"]
    }
    assert answer[0]["status"] < 500
    assert all(headers[name.lower()] == value for name, value in HEADERS.items())
    assert "\n" not in "".join(headers.values())
    if "location" in headers:
        asked = dict(request.headers).get(b"host", b"127.0.0.1").decode("latin-1")
        assert urlsplit(headers["location"]).netloc in ("", asked, "127.0.0.1")
    body = b"".join(message.get("body", b"") for message in answer[1:])
    if headers.get("content-type", "").startswith("text/html"):
        text = body.decode()
        assert not re.search("Traceback|<script>alert", text)


_NOT_ASCII = Request("GET", "/sheet.pdf/", b"c=\x80", (), b"")

FUZZER = Fuzzer(INPUTS, check, found=(_NOT_ASCII,), quick=30)
