"""The app with one address more, which tells how many files of visitors the server holds."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from advisor.server import downloads, look, start


async def held(request: Request) -> JSONResponse:
    manager = Runtime.instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    files = [file for files in manager.file_storage.values() for file in files.values()]
    return JSONResponse({"files": len(files), "bytes": sum(len(file.data) for file in files)})


start.keep_inside()
app = st.App(
    Path(__file__).parent.parent / "advisor_app.py",
    routes=[Route("/held", held), *downloads.routes(), *look.routes()],
    middleware=start.middleware(),
    lifespan=start.lifespan,
)
