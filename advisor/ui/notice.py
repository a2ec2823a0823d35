"""通知原文: to be filled."""

from advisor.ui import theme
from advisor.ui.staff import bar
from advisor.ui.trouble import guarded


def page() -> None:
    """Draws the page."""
    theme.apply()
    bar("notice")


guarded(page)
