"""Before the first visitor: the packs are checked, nothing leaves the machine, everything is warm."""

import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import import_module
from io import TextIOWrapper
from pkgutil import walk_packages
from socket import AF_INET, SOCK_DGRAM, socket

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import net_util
from streamlit.web.server import server_util

import advisor
from advisor import clock, packs
from advisor.handover.code import encode
from advisor.interview.expected import to_come
from advisor.interview.questions import Interview
from advisor.paper.sheet import pdf, sheet_data
from advisor.reference.standing_on_clauses import clause_index
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.server import downloads, icons, look, pictures, readiness, repeated
from advisor.server.doors import Doors
from advisor.server.page import ChinesePage, digests
from advisor.server.public_address import AddressError, setting
from advisor.server.statics import Packed
from advisor.server.uploads import Uploads
from advisor.talk.questions import search
from advisor.talk.understand import understand

NO_HOST = ("192.0.2.1", 9)
"""An address that belongs to nobody (RFC 5737)."""

ANY_ADDRESS = ("0.0.0.0", "::")

NEVER_SERVED = (
    *("advisor.__main__", "advisor.cli", "advisor.batches", "advisor.proving"),
    *("advisor.facts.columns", "advisor.rules.columns", "advisor.rules.assess_columns"),
)
"""What no page knows: the command line, and what it alone needs, NumPy and Arrow among it."""

FIRST_NEEDED = (
    "streamlit.components.v2.manifest_scanner",
    "streamlit.runtime.scriptrunner.magic_funcs",
)
"""Modules of the framework that it would load for the first visitor."""


def ready(pages: Collection[str]) -> None:
    """Makes the process ready to serve; ends it with the list of faults where content is broken or a
    setting is wrong.
    ``pages``: the modules that are page scripts, which run for visitors only."""
    gc.disable()  # what is made now stays: to walk through it while it grows took a fifth of the start
    try:
        _make_ready(pages)
    finally:
        gc.enable()


def _make_ready(pages: Collection[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a log that cannot hold Chinese must not stop it
            stream.reconfigure(errors="replace")
    keep_inside()
    repeated.once()
    # Who connects is nobody's business, the log's included; what goes wrong still is.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    faults = packs.faults()
    if faults:
        told = "\n".join(faults)
        sys.exit(f"内容文件有错，没有启动。请改好下面这些地方，再运行一次：\n{told}")
    try:
        setting(os.environ)
    except AddressError as error:
        sys.exit(error.message)
    warm_up(pages)


def keep_inside() -> None:
    """Nothing leaves. To learn this machine's address as the world sees it, the framework asks another
    host, at a start and at every foreign Origin, and stands still meanwhile; here there is none."""
    net_util.get_external_ip = lambda: None
    net_util.get_internal_ip = own_address


def own_address() -> str:
    """This machine's address in its own network. Aiming a datagram socket sends nothing."""
    with socket(AF_INET, SOCK_DGRAM) as aimed:
        try:
            aimed.connect(NO_HOST)
        except OSError:
            return "127.0.0.1"
        return str(aimed.getsockname()[0])


def warm_up(pages: Collection[str]) -> None:
    """Does once what would keep the first visitor waiting: modules, words, fonts, paper."""
    for module in walk_packages(advisor.__path__, "advisor."):
        if module.name not in pages and not module.name.startswith(NEVER_SERVED):
            import_module(module.name)
    for name in FIRST_NEEDED:
        import_module(name)
    digests()
    for id in packs.installed():
        policy = packs.open_pack(id)
        day = policy.content.pack.effective_from
        understand(policy, policy.content.pack.title, None, day)
        search(policy, policy.content.pack.title)
        clause_index(policy)
        to_come(Interview(policy, {}, clock.today(policy)))
        pdf(sheet_data(Report(assess(policy, {}, day)), encode(policy, {}, day)))
    # What is here now stays: no collection needs to walk through all of it again, while people wait.
    gc.collect()
    gc.freeze()


def routes() -> list[Route]:
    """The server's own addresses."""
    return [
        *downloads.routes(),
        *pictures.routes(),
        *icons.routes(),
        *look.routes(),
        *readiness.routes(),
    ]


def middleware() -> list[Middleware]:
    """The layers around the framework, the outermost first."""
    return [Middleware(Doors), Middleware(Packed), Middleware(ChinesePage), Middleware(Uploads)]


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Tells where the page is to be opened, once it can be."""
    print("\n".join(["", *(f"  {who}: {url}" for who, url in addresses()), ""]), flush=True)
    yield


def addresses() -> list[tuple[str, str]]:
    """Where the page can be opened, and by whom."""
    address = st.get_option("server.address")
    if address and address not in ANY_ADDRESS:
        return [("请在浏览器打开 / URL", server_util.get_url(address))]
    return [
        ("这台电脑上打开 / Local URL", server_util.get_url("localhost")),
        ("同一个局域网里打开 / Network URL", server_util.get_url(net_util.get_internal_ip() or "")),
    ]
