"""The framework's own files on their way to a slow phone: packed once, and without what no page shows.

Its scripts are sent as they lie on the disk unless a proxy packs them; here each is packed when it is
first asked for, and kept. Of its stylesheet only what our pages can use is left, a few lines that stand
in the page itself; the letters of its fonts are the phone's own, and of some four thousand icons a font
holds those that can come up (``icons``).
"""

import gzip
import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

LEVEL = 9
FIRST_DRAWN = ("Html", "Button", "TextInput", "ChatInput")
"""The kinds of element on the first screen, by the names of the framework's scripts for them. It asks for
them only once it is told what to draw; the page asks for them at once."""

_PACKABLE = re.compile(r".*/static/(?:js|css)/[\w.\-]+\.(?:js|css)")
_IMPORTED = re.compile(r"""(?:from|import)["'`]\./([\w.\-]+\.js)["'`]""")
_FACES = re.compile(r"@font-face\{[^}]*\}")
_OF_FORMULAS = re.compile(r"[^{}]*\.katex[^{}]*\{[^}]*\}")
_ICONS = re.compile(r"font-family:[\"']?Material Symbols Rounded")


class Packed:
    """Sends the framework's scripts packed to whoever takes them so. There are only so many, and each
    has its own address for ever, so all are kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and _PACKABLE.fullmatch(scope["path"])
            and "gzip" in Headers(scope=scope).get("accept-encoding", "")
            and "range" not in Headers(scope=scope)
        )
        if not wanted:
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept and not await self._fetched(scope, receive, send):
            return
        start, body = self._kept[path]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    async def _fetched(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Asks the framework for the file and keeps it packed. False: it answered something else, which
        has been sent on."""
        start: Message = {}
        pieces: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            if not _is_file(start):
                await send(message)
            elif message["type"] == "http.response.body":
                pieces.append(message.get("body", b""))

        # What a browser kept of the unpacked file is another file.
        headers = [(name, value) for name, value in scope["headers"] if not name.startswith(b"if-")]
        await self._app({**scope, "headers": headers}, receive, collect)
        if not _is_file(start):
            return False
        body = await run_in_threadpool(gzip.compress, b"".join(pieces), LEVEL)
        said = Headers(raw=start["headers"])
        kept = {name: said[name] for name in ("content-type", "cache-control")}
        more = {
            "content-encoding": "gzip",
            "vary": "Accept-Encoding",
            "content-length": str(len(body)),
        }
        start = {**start, "headers": [(n.encode(), v.encode()) for n, v in (kept | more).items()]}
        self._kept[scope["path"]] = (start, body)
        return True


def _is_file(start: Message) -> bool:
    """Whether an answer is one of the files that never change; any other address gives the page."""
    return start["status"] == 200 and "immutable" in Headers(raw=start["headers"]).get(
        "cache-control", ""
    )


def stylesheet(sheet: str, icons: str) -> str:
    """What our pages can use of the framework's stylesheet, to stand in the page: no fonts but that of
    the icons, which is at ``icons``, and no formulas."""

    def face(found: "re.Match[str]") -> str:
        if not _ICONS.search(found[0]):
            return ""
        return re.sub(r"url\([^)]*\)", f"url({icons})", found[0])

    return _OF_FORMULAS.sub("", _FACES.sub(face, sheet))


def needed_first() -> list[str]:
    """The scripts of the first screen and all that they import, as names of files."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    waiting = [path.name for kind in FIRST_DRAWN for path in folder.glob(f"{kind}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return list(found)
