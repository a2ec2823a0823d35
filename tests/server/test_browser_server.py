"""What the server does for the person at the browser: Chinese where the framework speaks English, and
downloads that any process can hand out."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser import WITHOUT_ICONS, Server, Visitor, until
from tests.roster_files import GOOD, table, xlsx
from tests.server.test_server import BEGUN, CODE, ask, held
from tests.ui.test_browser import LATIN
from tests.usual_cases import settled

pytestmark = pytest.mark.xdist_group("the server")

KEYS = {"F1", "F2", "F8", "F9", "PDF"}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def english(visitor: Visitor) -> set[str]:
    return set(LATIN.findall(visitor.page.evaluate(WITHOUT_ICONS)))


def test_a_page_of_one_process_gets_its_files_from_another(
    server: Server, counting: Server, browser: Browser
) -> None:
    """As behind a proxy that gives each request to the next process."""
    visitor = Visitor(browser, f"{server.address}/?c={CODE}", 1280, 800, "#save-sheet")
    visitor.page.route(
        lambda url: ".pdf" in url or ".xlsx" in url,
        lambda route: route.continue_(
            url=route.request.url.replace(server.address, counting.address)
        ),
    )
    address = visitor.page.url
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="保存为PDF").click()
    assert saved.value.suggested_filename == "职称申报自测单.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    visitor.page.get_by_text("印上姓名").first.click()
    visitor.page.get_by_label("打印在纸上的姓名").fill("王小明")
    drawn_anew = "link => link.replaceWith(link.cloneNode(true))"
    visitor.page.locator("#save-sheet").evaluate(drawn_anew)
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="保存为PDF").click()
    assert "王" not in saved.value.url
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", saved.value.path(), "-"], capture_output=True, check=True
        ).stdout.decode()
        assert "王小明" in text
    assert visitor.page.url == address
    visitor.page.close()
    for page, mark, name, file in (
        ("rules", ".rules-table", "下载挂图（PDF）", "职称规则一览.pdf"),
        ("units", ".st-key-unit-form", "下载空白模板", "花名册模板（漯河）.xlsx"),
    ):
        visitor = Visitor(browser, f"{server.address}/{page}", 1280, 800, mark)
        with visitor.page.expect_download() as saved:
            visitor.page.get_by_role("link", name=name).click()
        assert saved.value.suggested_filename == file
        visitor.page.close()


def test_the_desk_saves_the_sheet_of_its_code(server: Server, browser: Browser) -> None:
    visitor = Visitor(browser, f"{server.address}/desk", 1280, 800, ".st-key-desk-form")
    settled(visitor.page)
    visitor.page.locator(".code-box").fill(CODE)
    visitor.page.keyboard.press("Enter")
    settled(visitor.page)
    visitor.settle()
    href = visitor.page.get_by_role("link", name="存PDF").get_attribute("href")
    assert href is not None
    assert href.endswith(f"c={CODE}")
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="存PDF").click()
    assert saved.value.path().read_bytes() == ask(server.address, f"/sheet.pdf?c={CODE}").body


def test_a_lost_connection_is_told_above_the_page_and_passes(
    counting: Server, browser: Browser
) -> None:
    """What is half filled in stays in the browser, and a server that begins anew gets it back."""
    visitor = Visitor(browser, f"{counting.address}/?c={BEGUN}", 390, 844)
    visitor.settle()
    visitor.pick("全日制大专")
    visitor.choose("年", "2021年")
    asked = visitor.question()
    dialogs = "window.dialogs = 0; new MutationObserver(() => window.dialogs += [...document.querySelectorAll('[role=dialog]')].filter(one => one.getClientRects().length).length).observe(document.body, {childList: true, subtree: true})"
    visitor.page.evaluate(dialogs)
    tried: list[str] = []
    visitor.page.on("requestfailed", lambda request: tried.append(request.url))
    counting.stop()
    banner = visitor.page.locator("#lost-connection")
    expect(banner).to_have_text("网络断了，回答都还在，正在重连……")
    # The framework says so itself when it has tried three times.
    until(lambda: len(tried) > 3, visitor.page, "it tries again")
    assert visitor.page.get_by_role("dialog").count() == 0
    assert visitor.page.evaluate("window.dialogs") == 0, "not for a moment"
    assert visitor.page.evaluate("!document.getElementById('root').inert"), "readable to all"
    assert not english(visitor)
    assert visitor.question() == asked
    counting.start()
    expect(banner).to_have_count(0)
    visitor.settle()
    assert visitor.question() == asked
    expect(visitor.page.get_by_role("combobox", name="年", exact=True)).to_have_value("2021年")


def test_a_list_without_a_match_says_so_in_chinese(server: Server, browser: Browser) -> None:
    visitor = Visitor(browser, f"{server.address}/desk", 1280, 800, ".st-key-desk-form")
    settled(visitor.page)
    visitor.page.locator("[data-field=employer] input").click()
    visitor.page.keyboard.type("龙")
    visitor.page.get_by_text("没有对得上的").wait_for()
    assert english(visitor) <= KEYS
    skip = visitor.page.locator("[data-testid=stSkipToContent]")
    assert skip.text_content() == "跳到正文"
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("link", name="自测页").click()
    visitor.page.locator(".question").wait_for()
    width = "question => getComputedStyle(question).maxWidth"
    assert visitor.page.locator(".question").evaluate(width) == "640px", "the look goes along"


def test_an_address_that_is_no_page_is_explained(server: Server, browser: Browser) -> None:
    visitor = Visitor(browser, f"{server.address}/nowhere", 390, 844, "[role=dialog]")
    assert "没有您要的这一页，下面是首页。" in visitor.page.get_by_role("dialog").inner_text()
    assert not english(visitor)


def test_a_file_too_large_is_refused_in_words_and_a_read_one_is_let_go(
    counting: Server, browser: Browser, tmp_path: Path
) -> None:
    visitor = Visitor(browser, f"{counting.address}/units", 390, 844, ".st-key-unit-form")
    visitor.settle()
    field = visitor.page.locator("[data-testid=stFileUploader]")
    assert "最大20兆" in field.inner_text()
    too_large = tmp_path / "大.xlsx"
    too_large.write_bytes(bytes(20 * 1024 * 1024 + 1))
    visitor.page.set_input_files("input[type=file]", too_large)
    told = field.get_by_text("文件超过20兆，请拆成几个再放。")
    told.wait_for()
    assert visitor.sees("[data-testid=stFileChip] [role=alert]")
    box = told.bounding_box()
    assert box is not None
    assert box["height"] > 15, "seen, not for screen readers alone"
    roster: FilePayload = {
        "name": "名册.xlsx",
        "mimeType": SHEET,
        "buffer": xlsx(table(GOOD)).getvalue(),
    }
    visitor.page.set_input_files("input[type=file]", roster)
    visitor.settle()
    assert held(counting)[0] == 1
    start = visitor.page.get_by_role("button", name="开始看")
    start.click()
    visitor.page.get_by_text("这个文件看过了，没有留着。").wait_for()
    visitor.settle()
    assert start.is_disabled()
    assert held(counting) == (0, 0)
    assert "看完了，一共1人" in visitor.page.locator(".st-key-unit-main").inner_text()
    assert english(visitor) <= {"xlsx", "xls", "et", "ods", "csv", "KB", "MB"}
