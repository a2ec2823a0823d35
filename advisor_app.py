"""The Streamlit entry: the pages, nothing else."""

import streamlit as st

page = st.navigation(
    [st.Page("advisor/ui/chat.py", title="漯河初级职称自测", url_path="", default=True)],
    position="hidden",
)
page.run()
