"""What a browser prints is the PDF again: the same words in the same order on the same pages."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from advisor.paper.document import Audience, Document
from advisor.paper.sheet import pdf
from advisor.ui.shared.sheet import sheet
from tests.paper.test_sheet import EVERYONE, data_of

STYLE = (Path(__file__).parents[2] / "advisor" / "server" / "look.css").read_text("utf-8")
ADDRESS = "https://zhicheng.example.cn/?c=ABCDE"
PRINTED: list[tuple[str, Audience]] = [
    ("eligible, initial", "person"),
    ("not yet, entry", "person"),
    ("unmet, no achievement", "person"),
    ("nothing open, one cause", "person"),
    ("every achievement, most unknown", "person"),
    ("nothing known", "person"),
    ("nothing known", "clerk"),
    ("confirm, entry recognition", "clerk"),
    ("confirm, entry recognition", "unit"),
]


@pytest.mark.parametrize(("who", "audience"), PRINTED)
def test_print_and_pdf_are_one_document(browser: Browser, who: str, audience: Audience) -> None:
    data = data_of(EVERYONE[who], "王小丽", audience, ADDRESS)
    from_typst, from_browser = _pages(pdf(data)), _pages(_printed(browser, data))
    assert from_browser == from_typst
    for page, text in zip(data["pages"], from_browser, strict=True):
        places = [text.find("".join(part["title"].split())) for part in page["parts"]]
        assert -1 not in places
        assert places == sorted(places)


def _printed(browser: Browser, data: Document) -> bytes:
    page = browser.new_page(locale="zh-CN")
    page.set_content(f"<html lang=zh-CN><style>{STYLE}</style><body>{sheet(data)}</body>")
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    return made


def _pages(content: bytes) -> list[str]:
    """The words of each page in reading order, without spaces."""
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI")
        pytest.skip("no pdftotext on this machine")
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    )
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]
