"""Two processes behind nginx, as ``docs/operating.md`` has it, with the files of ``deploy/nginx``; one is killed."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlencode

import openpyxl
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from deploy import await_ready
from tests.browser import Server, Visitor, kept_device, settle, until
from tests.deploy.proxied import Proxy, free_port
from tests.roster_files import GOOD, table, xlsx
from tests.server.test_server import BEGUN, CODE, ask, knock, words

pytestmark = pytest.mark.xdist_group(__name__)

SEAT = "advisor_seat"
NAME = "王小明"
ONCE = (
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Content-Security-Policy",
)
PACKED = {"Accept-Encoding": "gzip, deflate, br"}
# A library of the framework's tries WebAssembly for long numbers and goes on without: that stays refused.
VIOLATIONS = """window.refused = [];
document.addEventListener("securitypolicyviolation", event => event.blockedURI === "wasm-eval" ||
  window.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));"""
ROSTER: FilePayload = {
    "name": "名册.xlsx",
    "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "buffer": xlsx(table(GOOD)).getvalue(),
}


class Office:
    """What serves: two processes, and nginx before them."""

    def __init__(self, folder: Path) -> None:
        same = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same at both"}
        with ThreadPoolExecutor() as starting:
            self.processes = list(starting.map(lambda _: Server(same), range(2)))
        self.proxy = Proxy(folder, [one.port for one in self.processes])
        self.address = self.proxy.address

    def seat(self, visitor: Visitor) -> Server:
        """The process at which someone sits."""
        [port] = [
            cookie["value"] for cookie in visitor.page.context.cookies() if cookie["name"] == SEAT
        ]
        return next(one for one in self.processes if str(one.port) == port)

    def stop(self) -> None:
        self.proxy.stop()
        for one in self.processes:
            one.stop()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    running = Office(tmp_path_factory.mktemp("nginx"))
    yield running
    running.stop()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/_stcore/health", 200),
        (f"/sheet.pdf?c={CODE}", 200),
        ("/_stcore/metrics", 404),
    ],
)
def test_every_answer_bears_each_header_once(office: Office, path: str, status: int) -> None:
    answer = ask(office.address, path)
    assert answer.status == status
    for name in ONCE:
        assert len(answer.headers.get_all(name, [])) == 1, name
    assert "unsafe-inline" not in re.findall("script-src[^;]*", str(answer.headers))
    assert answer.headers["Server"] == "nginx"


def test_doors_for_the_operator_alone_are_closed(office: Office) -> None:
    for path in ("_stcore/metrics", "_stcore/agent/openapi.json", "desk/_stcore/metrics", "ready"):
        answer = ask(office.address, f"/{path}")
        assert (answer.status, "没有这个地址" in answer.text) == (404, True), path
    assert json.loads(ask(office.address, "/_stcore/host-config").body)["allowedOrigins"] == []
    for one in office.processes:
        assert await_ready.main(str(one.port)) == 0
        told = json.loads(ask(one.address, "/ready").body)
        assert told["ready"] is True
        assert "luohe-2020" in told["packs"]


def test_a_foreign_page_is_refused_and_our_own_is_seated(office: Office) -> None:
    assert knock(office.address, "http://evil.example") == 403
    assert knock(office.address, office.address) == 101


def test_what_is_sent_in_is_bounded(office: Office) -> None:
    answer = ask(office.address, "/sheet.pdf", "POST", body=bytes(20_000))
    assert (answer.status, "送来的内容太长" in answer.text) == (413, True)
    said = {"Content-Length": str(22 * 1024 * 1024)}
    assert ask(office.address, "/_stcore/upload_file/a/b", "PUT", said).status == 413
    assert ask(office.address, "/_stcore/upload_file/a/b", "PUT", body=bytes(50_000)).status == 403


def test_pages_and_scripts_come_packed_and_scripts_are_kept(office: Office) -> None:
    page = ask(office.address, headers=PACKED)
    assert page.headers["Content-Encoding"] == "gzip"
    script = re.findall(r"static/js/index\.[\w-]+\.js", ask(office.address).text)[0]
    first, second = (ask(office.address, f"/{script}", headers=PACKED) for _ in range(2))
    assert (first.status, first.headers["Content-Encoding"]) == (200, "gzip")
    assert first.body == second.body
    assert office.proxy.requests()[-1].endswith("- -"), "no process was asked"
    plain = ask(office.address, f"/{script}")
    assert "Content-Encoding" not in plain.headers
    assert len(plain.body) > 2 * len(first.body)
    chart = ask(office.address, "/look.css", headers=PACKED)  # no such file: the page, and not kept
    assert chart.headers["Cache-Control"] == "no-cache"


def test_no_page_does_what_the_security_policy_refuses(office: Office, browser: Browser) -> None:
    page = kept_device(browser).new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(VIOLATIONS)
    for path, mark in (
        (f"?c={CODE}", "#save-sheet"),
        ("desk", ".st-key-desk-form .code-box"),
        ("units", "[data-testid=stFileUploader]"),
        ("notice", ".notice"),
        ("rules", ".rules-table"),
        ("ledger", "[data-testid=stMainBlockContainer] p"),
    ):
        page.goto(f"{office.address}/{path}")
        page.locator(mark).first.wait_for()
        settle(page)
        assert page.evaluate("window.refused") == [], path
    markup = '<img src="./nowhere" onerror="window.ran = 1">'
    page.evaluate(f"document.body.insertAdjacentHTML('beforeend', {markup!r})")
    until(lambda: bool(page.evaluate("window.refused.length")), page, "it is refused")
    assert page.evaluate("window.ran") is None, "no script of others runs"


def test_one_is_killed_and_its_people_go_on_at_the_other(office: Office, browser: Browser) -> None:
    someone = Visitor(browser, f"{office.address}/?c={BEGUN}", 390, 844)
    someone.settle()
    someone.pick("全日制大专")
    someone.choose("年", "2021年")
    asked, told, first = someone.question(), code_of(someone), office.seat(someone)
    first.kill()
    other = next(one for one in office.processes if one is not first)
    moved(office, someone, other)
    assert (someone.question(), code_of(someone)) == (asked, told)
    expect(someone.page.get_by_role("combobox", name="年", exact=True)).to_have_value("2021年")
    first.start()
    address = someone.page.url
    saves_and_prints(someone.page, office.address)
    hands_in_a_roster(someone.page, office.address)
    someone.page.goto(address)
    someone.settle()
    assert office.seat(someone) is other, "who has moved stays, also when the first is back"
    other.kill()
    moved(office, someone, first)
    assert (someone.question(), code_of(someone)) == (asked, told)


def code_of(visitor: Visitor) -> str:
    """What a visitor's address holds."""
    return visitor.page.url.partition("c=")[2]


def moved(office: Office, visitor: Visitor, to: Server) -> None:
    """Waits until the page has noticed that its process is gone, and goes on at the other. It takes
    a second, too short for the banner that tells of a lost connection."""
    until(lambda: office.seat(visitor) is to, visitor.page, "it goes on at the other")
    visitor.settle()
    assert office.seat(visitor) is to


def saves_and_prints(page: Page, address: str) -> None:
    page.goto(f"{address}/?c={CODE}")
    page.locator("#save-sheet").wait_for()
    settle(page)
    with page.expect_download() as saved:
        page.locator("#save-sheet").click()
    assert saved.value.suggested_filename == "职称申报自测单.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    assert CODE[:5] in words(page.pdf()).replace(" ", ""), "what a browser prints"


def hands_in_a_roster(page: Page, address: str) -> None:
    """The file goes to one process's memory and the workbook comes from there."""
    page.goto(f"{address}/units")
    page.locator("[data-testid=stFileUploader]").wait_for()
    page.set_input_files("input[type=file]", ROSTER)
    page.get_by_role("button", name="开始看").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载结果工作簿").click()
    assert openpyxl.load_workbook(BytesIO(saved.value.path().read_bytes())).sheetnames


def test_nothing_of_all_this_was_written_down(office: Office) -> None:
    """After the pages, sheets and rosters above, and with one of the processes gone."""
    name = urlencode({"name": NAME}).encode()
    kind = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://a.example/?c={CODE}",
    }
    for _ in range(4):
        assert ask(office.address, f"/sheet.pdf?c={CODE}", "POST", kind, name).status == 200
        ask(office.address, f"/%3Fc={CODE}", headers=kind)
    assert len(office.proxy.requests()) > 50
    written, logged = office.proxy.written(), office.proxy.logged()
    for private in (CODE, NAME, quote(NAME)):
        assert private not in written, "neither in a log nor in a file kept for a moment"
    for private in ("c=", "a.example", "127.0.0.1 ", "Mozilla"):
        assert private not in logged, private


def test_nobody_serves_or_somebody_asks_too_much_and_the_page_says_so_in_chinese(
    tmp_path: Path,
) -> None:
    proxy = Proxy(tmp_path, [free_port(), free_port()])
    try:
        answer = ask(proxy.address, f"/?c={CODE}")
        assert (answer.status, "正在更新" in answer.text) == (502, True)
        for name in ONCE:
            assert len(answer.headers.get_all(name, [])) == 1, name
        answers = (ask(proxy.address, f"/?c={CODE}") for _ in range(3000))
        refused = next(answer for answer in answers if answer.status != 502)
        assert (refused.status, "请过几秒再试" in refused.text) == (429, True)
    finally:
        proxy.stop()
    assert CODE not in proxy.written()
