"""Who may hand in a file: a visitor whose page asks for one, one file each, a few on the whole server.

The framework takes files from anyone on any page and keeps each until the visitor is gone. Files are
held in memory alone; ``server.maxUploadSize`` bounds each.
"""

from threading import Lock

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileManager

MOST_AT_A_TIME = 8
"""Files held on the whole server, those on their way included."""

MOST_ON_THE_WAY = 2
"""Files on their way from one visitor: the one that takes another's place may overtake its end."""

_ENDPOINT = "/_stcore/upload_file/"


class _Asking:
    """The visitors whose page asks for a file at the moment, by session, and which page that is."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        self._lock = Lock()

    def put(self, session: str, page: str) -> None:
        with self._lock:
            if Runtime.exists():  # forget who is gone
                active = Runtime.instance().is_active_session
                self._pages = {one: at for one, at in self._pages.items() if active(one)}
            self._pages[session] = page

    def page(self, session: str) -> str | None:
        return self._pages.get(session)

    def forget(self, session: str) -> None:
        with self._lock:
            self._pages.pop(session, None)


_asking = _Asking()


def accept(page: str) -> None:
    """This visitor's page asks for a file; ``page``: its address."""
    context = get_script_run_ctx()
    if context is not None:
        _asking.put(context.session_id, page)


def turn_to(page: str) -> None:
    """This visitor is on ``page`` now: what another page asked for is neither taken nor kept."""
    context = get_script_run_ctx()
    if context is not None and _asking.page(context.session_id) not in (None, page):
        _asking.forget(context.session_id)
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def drop(file_id: str) -> None:
    """Lets go of a file of this visitor that has been read."""
    context = get_script_run_ctx()
    if context is not None:
        _in_memory(context.uploaded_file_mgr).remove_file(context.session_id, file_id)


class Uploads:
    """Stands before the framework's place for uploads and refuses before a byte is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._on_the_way: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or _ENDPOINT not in scope["path"]:
            await self._app(scope, receive, send)
            return
        session, _, file_id = scope["path"].partition(_ENDPOINT)[2].partition("/")
        refusal = self._refusal(session)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        self._on_the_way.append(session)
        try:
            await self._app(scope, receive, send)
        finally:
            self._on_the_way.remove(session)
        _keep_only(session, file_id)

    def _refusal(self, session: str) -> PlainTextResponse | None:
        if _asking.page(session) is None:
            return PlainTextResponse("这一页不收文件。", 403)
        others = sum(len(files) for one, files in _held().items() if one != session)
        if (
            others + len(self._on_the_way) >= MOST_AT_A_TIME
            or self._on_the_way.count(session) >= MOST_ON_THE_WAY
        ):
            return PlainTextResponse("现在交文件的人多，请过几分钟再交。", 503)
        return None


def _held() -> dict[str, list[str]]:
    """The files in memory, by session; those of visitors who are gone are let go first."""
    manager = _in_memory(Runtime.instance().uploaded_file_mgr)
    held = {session: list(files) for session, files in manager.file_storage.copy().items()}
    for session in [one for one in held if not Runtime.instance().is_active_session(one)]:
        manager.remove_session_files(session)
        del held[session]
    return held


def _keep_only(session: str, file_id: str) -> None:
    """A file that has come takes the place of the visitor's earlier one."""
    held = _held().get(session, [])
    if file_id in held:
        manager = _in_memory(Runtime.instance().uploaded_file_mgr)
        for earlier in held:
            if earlier != file_id:
                manager.remove_file(session, earlier)


def _in_memory(manager: UploadedFileManager) -> MemoryUploadedFileManager:
    assert isinstance(manager, MemoryUploadedFileManager)
    return manager
