"""When a page fails: the visitor reads it in Chinese and loses nothing; the log names no answer."""

import logging
import traceback
from collections.abc import Callable
from html import escape

import streamlit as st

from advisor.content.reading import ContentError
from advisor.packs import NoPackError
from advisor.ui.shared import choice

LOG = logging.getLogger(__name__)
SORRY = "这一页出了点问题，没能显示。您的回答还在网址里，请刷新再试；还不行，请过一会儿再来，或者到窗口问。"
BAD_CONTENT = "内容文件有误，暂时不能使用。请告诉维护的同事，错误的位置已记在服务器的日志里。"


def guarded(page: Callable[[], None]) -> None:
    """Draws a page; what fails in it is said and logged."""
    try:
        choice.current()
        choice.trouble()
        page()
    except Exception as error:
        excused(error)


def excused(error: Exception) -> bool:
    """Says on the page that it failed. An error of the program is logged by its kind and place, never
    by its values. True: there is no more to be shown."""
    if isinstance(error, NoPackError):  # no fault in any: none speaks for this day, or none is here
        st.html(f'<div class="note" role="alert">{escape(error.message)}</div>')
        return True
    if isinstance(error, ContentError):
        LOG.error("content cannot be used:\n%s", error)
        st.html(f'<div class="note">{BAD_CONTENT}</div>')
        return True
    where = traceback.extract_tb(error.__traceback__)[-1]
    LOG.error("%s in %s:%s", type(error).__name__, where.filename, where.lineno)
    st.html(f'<div class="note">{SORRY}</div>')
    return True
