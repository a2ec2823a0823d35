"""Whether this process can serve the next visitor, for whoever starts it or watches it.

That it is alive the framework tells itself (``/_stcore/health``): it answers. That it is ready is more: the
packs are read, and the first page with its first question can be made of them.
"""

import logging
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime import Runtime
from streamlit.url_util import make_url_path

from advisor import clock, packs
from advisor.server.page import Asked, chinese_page

READY = "ready"
PROGRAM = "junior-title-advisor"

_log = logging.getLogger(__name__)


def routes() -> list[Route]:
    """Where it is told."""
    base = st.get_option("server.baseUrlPath") or ""
    return [Route(make_url_path(base, READY), _ready)]


async def _ready(request: Request) -> Response:
    kept_by_nobody = {"Cache-Control": "no-store"}
    try:
        told = await run_in_threadpool(standing)
    except Exception:  # whatever it is, the visitor would meet it
        _log.exception("not ready")
        return JSONResponse({"ready": False}, 503, headers=kept_by_nobody)
    return JSONResponse(told, headers=kept_by_nobody)


def standing() -> dict[str, object]:
    """What this process serves: its version, and the version of each pack. Raises whatever keeps the first page
    from being made."""
    if not Runtime.exists():
        raise RuntimeError("the pages have not begun")
    policy = packs.open_pack(packs.default(clock.today))
    chinese_page(Asked(policy.id, clock.today(policy), True, ""))
    served = {id: packs.open_pack(id).content.pack.version for id in packs.installed()}
    program = ""
    with suppress(PackageNotFoundError):  # run from its folder, never installed
        program = version(PROGRAM)
    return {"ready": True, "version": program, "packs": served}
