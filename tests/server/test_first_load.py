"""What a slow phone is sent first: a question to tap, little else, and nothing from anywhere else."""

import gzip
import html
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from advisor.packs import load_policy
from advisor.server import icons
from advisor.server.first_screen import first_screen
from tests.browser import Server, Visitor, device, settle
from tests.content.test_content import PACKS
from tests.server.test_server import CODE, ask

pytestmark = pytest.mark.xdist_group("the server")

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)
PACKED = {"Accept-Encoding": "gzip"}


def test_the_first_screen_is_the_apps_own_question_with_its_options() -> None:
    page = first_screen(load_policy(), DAY)
    app = AppTest.from_file(ROOT / "advisor_app.py", default_timeout=60).run()
    own = {button.key: button.label for button in app.button if button.key.startswith("answer-")}  # type: ignore[union-attr]
    keys = [key.removeprefix("st-key-") for key in re.findall(r'data-key="([^"]+)"', page)]
    assert set(keys) == own.keys()
    assert own
    said = html.unescape(re.sub("<[^>]*>", "\n", page))
    for label in own.values():
        assert label.partition("  \n")[0] in said
    [asked] = re.findall("<h2>(.*?)</h2>", page)
    assert any(asked in element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_a_first_screen_and_its_words_are_no_markup(pack: str) -> None:
    policy = load_policy(PACKS[pack])
    assert "<h2>" in first_screen(policy, DAY)
    facts = policy.content.facts.model_copy(
        update={
            "facts": {
                name: fact.model_copy(update={"ask": "<b>&"})
                for name, fact in policy.content.facts.facts.items()
            }
        }
    )
    odd = type(policy)(policy.content.model_copy(update={"facts": facts}))
    assert "<h2>&lt;b&gt;&amp;</h2>" in first_screen(odd, DAY)


def test_only_where_a_conversation_begins_stands_a_question(server: Server) -> None:
    assert 'data-key="st-key-answer-' in ask(server.address, "/").text
    for path in (f"/?c={CODE}", "/desk", "/units", "/nowhere"):
        answer = ask(server.address, path)
        assert (
            "data-key="
            not in answer.text.partition('<div id="first-screen">')[2].partition("<script>")[0]
        )
        assert "正在打开" in answer.text


def test_the_page_and_the_frameworks_scripts_are_sent_packed(server: Server) -> None:
    page = ask(server.address, "/", headers=PACKED)
    assert gzip.decompress(page.body).decode() == ask(server.address, "/").text
    scripts = re.findall(
        r'(?:src|href)="\./(static/js/[^"]+)"', gzip.decompress(page.body).decode()
    )
    [largest] = [script for script in scripts if "/protobuf." in script]
    plain = ask(server.address, f"/{largest}")
    for _ in range(2):
        packed = ask(server.address, f"/{largest}", headers=PACKED)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert "immutable" in packed.headers["Cache-Control"]
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 4
    part = ask(server.address, f"/{largest}", headers={**PACKED, "Range": "bytes=0-9"})
    assert (part.status, part.body) == (206, plain.body[:10])
    gone = ask(server.address, "/static/js/nothing.js", headers=PACKED)
    assert gone.headers["Content-Type"].startswith("text/html")
    assert all(ask(server.address, f"/{script}").status == 200 for script in scripts)


def test_every_icon_that_is_named_is_in_the_font(server: Server) -> None:
    whole, ours = TTFont(icons.whole_font()), TTFont(icons.FONT)
    missing = (icons.named() & icons.in_font(whole).keys()) - icons.in_font(ours).keys()
    assert not missing, "python -m advisor.server.icons makes the font anew"
    assert "expand_more" in icons.in_font(ours)
    sent = ask(server.address, f"/{icons.path()}")
    assert sent.body == icons.FONT.read_bytes()
    assert "immutable" in sent.headers["Cache-Control"]
    page = ask(server.address, "/").text
    assert page.count("@font-face") == 1
    assert f"url(./{icons.path()})" in page
    body = page.index("<body")
    assert 'rel="stylesheet"' not in page[:body], "nothing to wait for before something is seen"
    assert page[body:].count('rel="stylesheet"') == 1, "ours, behind the first screen"


def test_a_link_that_is_sent_on_has_a_title_words_and_a_picture(server: Server) -> None:
    page = ask(server.address, f"/?c={CODE}").text
    told = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page))
    assert told["og:title"] == "漯河初级职称自测"
    assert told["og:description"] == told["description"] == load_policy().content.pack.greeting[0]
    assert told["og:image"] == f"{server.address}/share.png"
    assert CODE not in page, "a preview tells no answer"
    picture = Image.open(io.BytesIO(ask(server.address, "/share.png").body))
    assert min(picture.size) >= 300
    manifest = json.loads(ask(server.address, "/manifest.webmanifest").body)
    assert manifest["lang"] == "zh-CN"
    for icon in manifest["icons"]:
        size = Image.open(io.BytesIO(ask(server.address, icon["src"][1:]).body)).size
        assert f"{size[0]}x{size[1]}" == icon["sizes"]
    assert Image.open(io.BytesIO(ask(server.address, "/favicon.png").body)).size == (64, 64)


def test_a_tap_before_the_app_is_there_is_answered_by_it(server: Server, browser: Browser) -> None:
    page = device(browser).new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    held = []
    page.route("**/static/js/index.*.js", lambda route: held.append(route))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.address, wait_until="commit")
    option = page.get_by_role("button", name="县区")
    box = option.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 640, "in sight on the smallest screen"
    assert box["height"] >= 44
    option.click()
    expect(option).to_have_attribute("aria-pressed", "true")
    for route in held:
        route.continue_()
    expect(page.locator(".question")).to_contain_text("您的单位是哪一种")
    expect(page.locator("#first-screen")).to_have_count(0)
    settle(page)
    assert not [url for url in asked if ".woff2" in url and "/icons." not in url], "no other font"


def test_without_a_tap_the_first_screen_makes_way(server: Server, browser: Browser) -> None:
    for path, seen in (
        ("", ".question"),
        (f"?c={CODE}", ".verdict"),
        ("desk", ".st-key-desk-form"),
    ):
        visitor = Visitor(browser, f"{server.address}/{path}", 390, 844, seen)
        expect(visitor.page.locator("#first-screen")).to_have_count(0)
        visitor.page.close()
