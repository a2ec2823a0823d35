"""At which address this server is reached from outside: for QR codes, links to send on, link previews.

The operator's setting says it; without one it is what the visitor's browser uses. What a proxy adds in
``X-Forwarded-…`` is not read here: the web server under us believes it of the proxies it is told of.
"""

import os
import re
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit.errors import StreamlitAPIException

SETTING = "ADVISOR_PUBLIC_URL"
CODE = "c"
"""The field of an address that holds a conversation's code."""

_HOST = re.compile(r"[a-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9a-f:]+\](:[0-9]{1,5})?", re.IGNORECASE)
_PATH = re.compile(r"(/[\w.~\-]+)*/?", re.ASCII)


class AddressError(ValueError):
    """A setting that is no address; ``message`` says how one is written."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def setting(environment: Mapping[str, str]) -> str:
    """The address set by the operator, with its closing slash; empty if none is set. Raises
    ``AddressError``."""
    said = environment.get(SETTING, "").strip()
    if not said:
        return ""
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    whole = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) and port != 0
    if not whole or not _PATH.fullmatch(parts.path) or parts.query or parts.fragment:
        raise AddressError(
            f"设置 {SETTING} 写得不对：请写给人打开的网址，到域名为止（后面有固定的一段路径的，写到那一段），"
            "比如 https://zc.example.cn/ ，不带问号和后面的内容；或者不写。改好再重新启动。"
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def base_address() -> str:
    """Where the page being drawn is reached, as ``https://host/``: the setting, else what the visitor's
    browser has in its address bar. Empty where neither is known, as in a test without a browser."""
    return setting(os.environ) or _of_browser()


def base_of(scope: Scope) -> str:
    """Where the server is reached, for an answer to one request: the setting, else the request's own
    scheme and host. Empty where the request names no host that can be one."""
    host = Headers(scope=scope).get("host", "")
    return setting(os.environ) or _joined(scope.get("scheme", ""), host)


def case_address(base: str, code: str) -> str:
    """The full address that opens a case, ``code`` as ``encode`` gives it; the code alone where ``base``
    is not known, and nothing without a code."""
    return f"{base}?{urlencode({CODE: code})}" if base and code else code


def _of_browser() -> str:
    try:
        parts = urlsplit(st.context.url or "")
    except (ValueError, StreamlitAPIException):
        return ""
    return _joined(parts.scheme, parts.netloc)


def _joined(scheme: str, host: str) -> str:
    if scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    folder = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{scheme}://{host}/{folder}/" if folder else f"{scheme}://{host}/"
