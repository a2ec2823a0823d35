"""A server with two packs: each is handed out where a link or a code names it, else the setting's."""

from datetime import date
from io import BytesIO
from urllib.parse import quote, unquote

import openpyxl
import pytest

from advisor.handover.code import encode
from advisor.packs import load_policy
from advisor.server.public_address import SETTING
from tests.browser import Server
from tests.content.test_content import DEFAULT_PACK, PACKS
from tests.server.test_server import Answer, ask, words

pytestmark = pytest.mark.xdist_group("two packs")

DAY = date(2026, 11, 23)


@pytest.fixture
def server(two_packs: Server) -> Server:
    return two_packs


def saved_as(answer: Answer) -> str:
    return unquote(answer.headers["Content-Disposition"])


def test_the_setting_names_the_city_of_every_title(server: Server) -> None:
    assert "<title>郑州初级职称自测</title>" in ask(server.address).text
    assert "郑州初级职称规则一览" in words(ask(server.address, "/wall.pdf").body)


def test_the_picture_is_at_the_address_that_is_set(server: Server) -> None:
    picture = f"{server.settings[SETTING]}/share.png"
    assert f'content="{picture}"' in ask(server.address).text


@pytest.mark.parametrize("named", [DEFAULT_PACK, "漯河"])
def test_downloads_are_of_the_pack_that_the_address_names(server: Server, named: str) -> None:
    query = f"?pack={quote(named)}"
    assert "漯河初级职称规则一览" in words(ask(server.address, f"/wall.pdf{query}").body)
    template = ask(server.address, f"/roster-template.xlsx{query}")
    assert "花名册模板（漯河）" in saved_as(template)
    assert openpyxl.load_workbook(BytesIO(template.body))


def test_the_sheet_is_of_the_codes_pack(server: Server) -> None:
    for name, city in ((DEFAULT_PACK, "漯河"), ("zhengzhou", "郑州")):
        code = encode(load_policy(PACKS[name]), {}, DAY)
        assert f"{city}初级职称自测单" in words(ask(server.address, f"/sheet.pdf?c={code}").body)


def test_a_pack_that_is_not_here_is_named_with_those_that_are(server: Server) -> None:
    answer = ask(server.address, "/wall.pdf?pack=kaifeng")
    assert answer.status == 404
    assert "没有“kaifeng”" in answer.text
    assert all(id in answer.text for id in ("luohe-2020", "zhengzhou"))
