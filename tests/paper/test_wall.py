"""The rules on paper and on the page: all is there, on two sheets, in fonts of our own."""

import os
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor.packs import load_policy
from advisor.paper.fonts import drawable
from advisor.paper.wall import wall_data, wall_pdf
from advisor.reference.decision_table import decision_table
from advisor.rules.policy import Policy
from tests.content.test_content import PACKS

PRINTED_ON = date(2026, 11, 23)
APP = Path(__file__).parents[2] / "advisor_app.py"
POLICY = load_policy()
BOTH = pytest.mark.parametrize(
    "policy", [POLICY, load_policy(PACKS["zhengzhou"])], ids=lambda p: p.id
)


@cache
def made(policy: Policy) -> bytes:
    return wall_pdf(policy, PRINTED_ON)


def tool(name: str, pdf: bytes, *options: str) -> str:
    """What one of poppler's tools says of a PDF."""
    if shutil.which(name) is None:
        assert not os.environ.get("CI")
        pytest.skip(f"no {name} on this machine")
    file = ["-", "-"] if name == "pdftotext" else ["-"]
    done = subprocess.run([name, *options, *file], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@BOTH
def test_two_pages_on_their_side(policy: Policy) -> None:
    said = tool("pdfinfo", made(policy))
    assert re.search(r"Pages: +2\n", said)
    assert re.search(r"Page size: +841\.\d+ x 595\.\d+ pts \(A4\)", said)
    assert re.search(r"Tagged: +yes", said)


@BOTH
def test_the_fonts_are_in_it(policy: Policy) -> None:
    fonts = tool("pdffonts", made(policy)).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert "Noto" in line
        assert re.search(r" yes +yes +yes ", line), "embedded, a subset, with its characters"


@BOTH
def test_every_word_is_printed(policy: Policy) -> None:
    text = squeezed(tool("pdftotext", made(policy)))
    data, pack = wall_data(policy, PRINTED_ON), policy.content.pack
    for words in (pack.document, pack.title, pack.batch, pack.caution, "2026年11月23日印"):
        assert squeezed(words) in text
    for block in data["blocks"]:
        for row in block["rows"]:
            for part in (row["beside"], row["clauses"], row["doubts"]):
                assert squeezed(part) in text
    for point in data["points"]:
        assert squeezed(point["mark"] + point["name"]) in text
        assert squeezed(point["taken"]) in text
    for one in data["lists"]:
        for item in one["items"]:
            assert squeezed(item) in text


@BOTH
def test_the_picture_is_text_too(policy: Policy) -> None:
    second = squeezed(tool("pdftotext", made(policy), "-f", "2", "-raw"))
    assert "先过共同的关" in second
    for plan in policy.routes:
        assert squeezed(plan.name) in second


@BOTH
def test_nothing_is_left_out_for_want_of_a_character(policy: Policy) -> None:
    said = str(wall_data(policy, PRINTED_ON))
    assert {char for char in said if ord(char) > 0x7F and ord(char) not in drawable()} == set()


def test_the_same_day_the_same_bytes() -> None:
    assert wall_pdf(POLICY, PRINTED_ON) == made(POLICY)


# --- the page ------------------------------------------------------------------------------------


def test_the_page_has_the_table_the_picture_and_what_to_ask() -> None:
    page = AppTest.from_file(APP, default_timeout=20).run()
    page.switch_page("advisor/ui/reference/rules.py").run()
    assert not page.exception
    shown = "".join(part.proto.body for part in page.get("html"))
    table = decision_table(POLICY)
    assert len(re.findall(r"<tbody>", shown)) == len(table.blocks)
    words = unescape(re.sub(r"<[^>]+>", "", shown))
    for block in table.blocks:
        for row in block.rows:
            assert row.beside in words
    for id, mark in table.marks.items():
        assert f'id="ask-{mark}"' in shown
        assert POLICY.interpretations[id].question in words
    assert 'src="data:image/svg+xml;base64,' in shown
    assert re.search(r'<img alt="[^"]*全日制大专：相关专业工作满3年', shown)
    assert re.search(r'href="./wall.pdf"[^>]*>下载挂图（PDF）', shown)


def test_every_clause_on_the_page_leads_to_the_notice() -> None:
    page = AppTest.from_file(APP, default_timeout=20).run()
    page.switch_page("advisor/ui/reference/rules.py").run()
    shown = "".join(part.proto.body for part in page.get("html"))
    assert (
        'href="notice?clause=%E5%85%AD.%E4%BA%8C.1.3" target="_blank">第六条（二）1（3）</a>'
        in shown
    )


def test_the_template_is_packed_with_the_program() -> None:
    assert '"advisor.paper" = ["*.typ"]' in (APP.parent / "pyproject.toml").read_text("utf-8")
