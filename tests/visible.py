"""What a person sees of HTML and of a page drawn without a browser, as plain lines of text."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

UNSEEN = ("style", "script", "svg")
WITHIN_A_LINE = ("a", "b", "i", "em", "small", "span", "strong", "dd", "td")
WITHOUT_END = ("br", "img", "input", "hr", "meta", "link", "col", "wbr")
FOR_THE_BROWSER = "given-back"  # a field that the browser alone fills in
CODE = "code"  # the class of a hand-over code: it says nothing that the answers do not


def of_html(html: str) -> list[str]:
    """The lines of the text that this HTML shows, folded parts too; hand-over codes are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t\n]+", " ", line).strip() for line in "".join(reader.said).split("\0"))
    return [line for line in lines if line]


def of_page(page: AppTest, without: str = "") -> list[str]:
    """The lines that a page shows, from top to bottom: texts, and the labels of what can be used.
    ``without``: the key of a container whose contents are left out."""
    assert not page.exception
    return [*_of_node(page.main, without)]


def _of_node(node: Any, without: str) -> Iterator[str]:
    if isinstance(node, Block):
        kinds = (getattr(node.proto, kind, None) for kind in ("expandable", "popover"))
        for part in (node.proto, *kinds):
            if label := getattr(part, "label", ""):
                yield f"〔{label}〕"
        if (getattr(node, "key", None) or "") not in {without, FOR_THE_BROWSER} - {""}:
            for below in node.children.values():
                yield from _of_node(below, without)
    elif node.type == "html":
        yield from of_html(node.proto.body)
    elif node.type == "markdown":
        yield from of_html(node.value)
    elif label := getattr(node.proto, "label", ""):
        yield f"〔{label}〕{_held(node)}"


def _held(node: Any) -> str:
    """What a field holds, and the choices of one that shows them all."""
    value = getattr(node, "value", None)
    shown = [_plain(each) for each in getattr(node, "options", ())]
    if node.type == "selectbox":
        shown = []  # behind a tap
    held = _plain(value)
    choices = "｜".join(shown)
    return " ".join(part for part in (held, f"（{choices}）" if choices else "") if part)


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(map(_plain, value))
    if isinstance(value, bool):
        return "√" if value else ""
    return "" if value is None else str(getattr(value, "content", value))


class _Reader(HTMLParser):
    """Gathers text; a tag that begins or ends a line leaves a NUL."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._hidden = ""  # the tag whose end shows text again
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._depth += tag == self._hidden
        elif tag not in WITHOUT_END and (tag in UNSEEN or _is_code(attrs)):
            self._hidden, self._depth = tag, 1
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._hidden:
            self._break(tag)
        elif tag == self._hidden:
            self._depth -= 1
            self._hidden = tag if self._depth else ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)

    def _break(self, tag: str) -> None:
        self.said.append(" " if tag in WITHIN_A_LINE else "\0")


def _is_code(attrs: Iterable[tuple[str, str | None]]) -> bool:
    return any(name == "class" and CODE in (value or "").split() for name, value in attrs)
