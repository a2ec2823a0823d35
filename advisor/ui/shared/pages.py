"""The pages: where each one's script lies, its address, its title, and what staff call it."""

from typing import NamedTuple


class PlacedPage(NamedTuple):
    """``module``: below ``advisor.ui``; ``path``: of its address, empty for the first page; ``title``:
    empty where it is the pack's; ``label``: on the line that leads from page to page."""

    module: str
    path: str
    title: str
    label: str

    @property
    def file(self) -> str:
        """Its script, from the folder of the app's entry."""
        return f"advisor/ui/{self.module.replace('.', '/')}.py"


PAGES = (
    PlacedPage("chat.page", "", "", "自测页"),
    PlacedPage("desk.page", "desk", "窗口台", "窗口台"),
    PlacedPage("rosters.page", "units", "单位花名册", "单位花名册"),
    PlacedPage("reference.notice", "notice", "通知原文", "通知原文"),
    PlacedPage("reference.rules", "rules", "规则一览", "规则一览"),
    PlacedPage("reference.compare", "compare", "两份比较", "两份比较"),
    PlacedPage("ledger.page", "ledger", "窗口台账", "台账"),
)
