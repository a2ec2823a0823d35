"""The Streamlit entry: the pages, and the server around them.

The server imports this file once; the framework then runs it anew as a script for every visitor.
"""

import streamlit as st

from advisor.server import downloads, look, start, uploads
from advisor.ui.shared import choice
from advisor.ui.shared.pages import PAGES
from advisor.ui.shared.trouble import excused

if __name__ == "__main__":
    opened = st.navigation(
        [
            st.Page(
                page.file,
                title=page.title or choice.title() or page.label,
                url_path=page.path,
                default=not page.path,
            )
            for page in PAGES
        ],
        position="hidden",
    )
    uploads.turn_to(opened.url_path)
    opened.run()
else:
    start.ready({f"advisor.ui.{page.module}" for page in PAGES})
    app = st.App(
        __file__,
        routes=[*downloads.routes(), *look.routes()],
        middleware=start.middleware(),
        lifespan=start.lifespan,
        on_script_error=excused,
    )
