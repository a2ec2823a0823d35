"""The Streamlit entry: the pages, and the server around them.

The server imports this file once; the framework then runs it anew as a script for every visitor.
"""

import streamlit as st

from advisor.server import downloads, start, uploads
from advisor.ui.trouble import excused

TITLE = "漯河初级职称自测"
PAGES = {
    "chat": (TITLE, ""),
    "desk": ("窗口台", "desk"),
    "units": ("单位花名册", "units"),
    "notice": ("通知原文", "notice"),
    "rules": ("规则一览", "rules"),
    "ledger": ("窗口台账", "ledger"),
}

if __name__ == "__main__":
    opened = st.navigation(
        [
            st.Page(f"advisor/ui/{name}.py", title=title, url_path=path, default=not path)
            for name, (title, path) in PAGES.items()
        ],
        position="hidden",
    )
    uploads.turn_to(opened.url_path)
    opened.run()
else:
    start.ready({f"advisor.ui.{name}" for name in PAGES})
    app = st.App(
        __file__,
        routes=downloads.routes(),
        middleware=start.middleware(TITLE),
        lifespan=start.lifespan,
        on_script_error=excused,
    )
