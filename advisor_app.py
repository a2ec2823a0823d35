"""The Streamlit entry: the pages, nothing else."""

import streamlit as st

page = st.navigation(
    [
        st.Page("advisor/ui/chat.py", title="漯河初级职称自测", url_path="", default=True),
        st.Page("advisor/ui/desk.py", title="窗口台", url_path="desk"),
        st.Page("advisor/ui/units.py", title="单位花名册", url_path="units"),
        st.Page("advisor/ui/notice.py", title="通知原文", url_path="notice"),
        st.Page("advisor/ui/rules.py", title="规则一览", url_path="rules"),
        st.Page("advisor/ui/ledger.py", title="窗口台账", url_path="ledger"),
    ],
    position="hidden",
)
page.run()
