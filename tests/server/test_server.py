"""The web server itself, spoken to without a browser: what it lets in, hands out, says and refuses."""

import asyncio
import base64
import http.client
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import openpyxl
import pytest
from starlette.requests import Request
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.interview.questions import play
from advisor.packs import load_policy
from advisor.server import readiness
from advisor.server.uploads import MOST_AT_A_TIME
from tests.browser import SLOW, Server
from tests.people import GATES, diploma, person

pytestmark = pytest.mark.xdist_group("the server")

ROOT = Path(__file__).parents[2]


def finished() -> str:
    """The code of someone whose interview is over."""
    policy, day = load_policy(), date(2026, 11, 23)
    given = read_facts(
        policy.facts, person(diplomas=diploma("fulltime_college", "2021-06-30")), day
    )
    return encode(policy, play(policy, given, day), day)


def begun() -> str:
    """The code of someone who is asked for diplomas next."""
    policy, day = load_policy(), date(2026, 11, 23)
    given = {name: GATES[name] for name in ("jurisdiction", "employer", "current_title")}
    return encode(policy, {**given, "series": "engineering"}, day)


WATCH = Path(__file__).parents[1] / "watched"
CODE, BEGUN = finished(), begun()
XSRF = "_streamlit_xsrf"
LARGE = 4_000_000


class Answer:
    """What the server answered."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    address: str,
    path: str = "/",
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=SLOW)
    try:
        connection.request(method, path, body, dict(headers or {}))
        return Answer(connection.getresponse())
    finally:
        connection.close()


def knock(address: str, origin: str) -> int:
    """The status with which a websocket from ``origin`` is taken (101) or refused."""
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Origin": origin,
    }
    return ask(address, "/_stcore/stream", headers=headers).status


class Guest:
    """A visitor without a browser, on one page."""

    def __init__(self, address: str) -> None:
        self._address = address
        cookie = ask(address, "/_stcore/health").headers["Set-Cookie"]
        self._xsrf = re.findall(rf"{XSRF}=([^;]+)", cookie)[0]
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                f"{address.replace('http', 'ws')}/_stcore/stream",
                origin=Origin(address),
                max_size=None,
                subprotocols=[Subprotocol("streamlit")],
            )
        )
        self.session = ""

    def turn_to(self, page: str) -> None:
        """Opens a page and waits until it has been drawn."""
        message = BackMsg()
        message.rerun_script.page_name = page
        self._socket.send(message.SerializeToString())
        while True:
            came = ForwardMsg()
            data = self._socket.recv(timeout=SLOW)
            assert isinstance(data, bytes)
            came.ParseFromString(data)
            kind = came.WhichOneof("type")
            if kind == "new_session":
                self.session = came.new_session.initialize.session_id
            if kind == "script_finished":
                return

    def hands_in(self, file: str, content: bytes) -> Answer:
        head = (
            f'--x\r\nContent-Disposition: form-data; name="file"; filename="{file}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        )
        headers = {
            "Content-Type": "multipart/form-data; boundary=x",
            "Cookie": f"{XSRF}={self._xsrf}",
            "X-Xsrftoken": self._xsrf,
        }
        path = f"/_stcore/upload_file/{self.session}/{file}"
        body = head.encode() + content + b"\r\n--x--\r\n"
        return ask(self._address, path, "PUT", headers, body)

    def leave(self) -> None:
        self._open.close()


def held(server: Server) -> tuple[int, int]:
    found = json.loads(ask(server.address, "/held").body)
    return found["files"], found["bytes"]


# --- nothing leaves ---------------------------------------------------------------------------------


def test_the_watch_sees_who_goes_outside(tmp_path: Path) -> None:
    log = tmp_path / "outside"
    goes = (
        "import socket\ntry: socket.create_connection(('198.51.100.1', 80))\nexcept OSError: pass"
    )
    environment = {**os.environ, "PYTHONPATH": str(WATCH), "WATCHED": str(log)}
    subprocess.run([sys.executable, "-c", goes], env=environment, check=True)
    assert "198.51.100.1" in log.read_text("utf-8")


def test_neither_a_start_nor_a_foreign_page_makes_the_server_ask_outside(tmp_path: Path) -> None:
    """Started without an address, as the README has it, with a log that cannot hold Chinese."""
    log = tmp_path / "outside"
    settings = {"PYTHONPATH": str(WATCH), "WATCHED": str(log), "PYTHONIOENCODING": "ascii"}
    server = Server(settings, listens="")
    try:
        for origin in ("http://evil.example", "null", "http://", "https://127.0.0.1.evil.example"):
            assert knock(server.address, origin) == 403
            ask(server.address, "/_stcore/host-config", headers={"Origin": origin})
        assert knock(server.address, server.address) == 101
    finally:
        printed = server.stop()
    assert not log.exists(), log.read_text("utf-8")
    assert f"http://localhost:{server.port}" in printed


# --- starting ---------------------------------------------------------------------------------------


def copied(to: Path) -> Path:
    """The program and its content, to be broken."""
    for folder in ("advisor", "content", ".streamlit"):
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "advisor_app.py", to)
    return to


def test_broken_content_does_not_start_and_is_told_line_by_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    routes = folder / "content" / "luohe-2020" / "routes.yaml"
    routes.write_text(routes.read_text("utf-8") + "\nnonsense: 1\n", "utf-8")
    other = folder / "content" / "archive" / "luohe-2020" / "0.1"
    other.mkdir(parents=True)
    (other / "facts.yaml").write_text("facts: {}\n", "utf-8")
    (folder / "content" / "新建文件夹").mkdir()
    command = [sys.executable, "-m", "streamlit", "run", "advisor_app.py", "--server.port=0"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=SLOW, check=False)
    said = done.stderr.decode()
    assert done.returncode not in (0, None)
    assert "内容文件有错，没有启动" in said
    assert re.search(r"luohe-2020/routes\.yaml:\d+: ", said)
    assert "0.1/pack.yaml:1: " in said
    assert "新建文件夹" not in said
    assert "Traceback" not in said
    assert "URL" not in done.stdout.decode()


def test_the_first_visitor_waits_for_nothing_that_could_be_done_before() -> None:
    look = """
import sys
from streamlit.testing.v1 import AppTest
from advisor import packs
from advisor.server import start
from advisor.talk.questions import search
import advisor_app

def made():
    '''How often each thing that is made once has been made: packs, the index of common questions, words.'''
    return {
        f"{one.__module__}.{one.__name__}": one.cache_info().misses
        for name, module in list(sys.modules.items()) if name.startswith("advisor.")
        for one in vars(module).values() if type(one).__name__ == "_lru_cache_wrapper"
        # What is kept of one text, sign, route or visitor's first answers is made with it.
        if one.__module__.startswith("advisor.")
        and one.__name__ not in ("_width", "_sign", "_turning", "_at_the_start")
    }

loaded, before = set(sys.modules), made()
assert len(before) > 4
for code in ("", sys.argv[1]):
    page = AppTest.from_file("advisor_app.py", default_timeout=120)
    page.query_params["c"] = code
    page.run()
    assert not page.exception
search(packs.load_policy(), "材料")
late = {name for name in set(sys.modules) - loaded if name.startswith(("advisor", "streamlit", "typst"))}
print("late:", sorted(late), *(set(made().items()) - set(before.items())))
"""
    done = subprocess.run(
        [sys.executable, "-c", look, CODE], cwd=ROOT, capture_output=True, timeout=120, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "late: []"


# --- what is open, and what goes out with it --------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/desk", f"/?c={CODE}", "/units"])
def test_the_page_is_chinese_before_its_script_runs(server: Server, path: str) -> None:
    answer = ask(server.address, path)
    assert answer.status == 200
    assert '<html lang="zh-CN">' in answer.text
    assert "<title>漯河初级职称自测</title>" in answer.text
    outside_tags = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", answer.text, flags=re.DOTALL)
    assert set(re.findall("[A-Za-z]+", outside_tags)) <= {"JavaScript"}
    assert "agent" not in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_browser_with_an_earlier_page_gets_this_one(server: Server) -> None:
    headers = {"If-Modified-Since": "Wed, 01 Jan 2098 00:00:00 GMT", "If-None-Match": "*"}
    assert ask(server.address, headers=headers).status == 200
    assert ask(server.address, method="HEAD").body == b""


@pytest.mark.parametrize("path", ["/", "/_stcore/health", f"/sheet.pdf?c={CODE}", "/favicon.png"])
def test_every_answer_bears_the_headers(server: Server, path: str) -> None:
    headers = ask(server.address, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    own = urlsplit(server.address).netloc
    assert set(policy["connect-src"].split()) == {"'self'", f"ws://{own}", f"wss://{own}"}


def test_ready_is_who_can_make_the_first_page(server: Server) -> None:
    told = ask(server.address, "/ready")
    assert (told.status, told.headers["Cache-Control"]) == (200, "no-store")
    assert json.loads(told.body)["packs"]["luohe-2020"] == load_policy().content.pack.version
    [route] = readiness.routes()  # here, in the test itself, no pages have begun
    with ThreadPoolExecutor() as elsewhere:  # a browser may have this thread's event loop
        answering = elsewhere.submit(asyncio.run, route.endpoint(Request({"type": "http"})))
        assert answering.result().status_code == 503


def test_doors_that_no_page_needs_are_closed(server: Server) -> None:
    for path in ("metrics", "agent/openapi.json", "agent/mcp", "script-health-check"):
        assert ask(server.address, f"/_stcore/{path}").status == 404
    assert ask(server.address, "/_stcore/agent/interact", "POST", body=b"{}").status == 404
    config = ask(server.address, "/_stcore/host-config")
    assert json.loads(config.body)["allowedOrigins"] == []
    assert "streamlit" not in config.text


# --- uploads ----------------------------------------------------------------------------------------


def test_four_visitors_with_five_large_files_each_leave_the_server_where_it_was(
    counting: Server,
) -> None:
    before = held(counting)
    with ExitStack() as leaving:
        guests = [Guest(counting.address) for _ in range(4)]
        for guest in guests:
            leaving.callback(guest.leave)
            guest.turn_to("")
            for number in range(5):
                answer = guest.hands_in(f"{number}.csv", bytes(LARGE))
                assert (answer.status, answer.text) == (403, "这一页不收文件。")
        assert held(counting) == before
        for guest in guests:
            guest.turn_to("units")
            for number in range(5):
                assert guest.hands_in(f"{number}.csv", bytes(LARGE)).status == 204
        assert held(counting) == (4, 4 * LARGE), "one file a visitor, the last"
        for guest in guests:
            guest.turn_to("desk")
        assert held(counting) == before
        assert guests[0].hands_in("6.csv", b"x").status == 403


def test_the_server_holds_a_few_files_at_most_and_none_of_those_who_left(counting: Server) -> None:
    guests = [Guest(counting.address) for _ in range(MOST_AT_A_TIME + 1)]
    try:
        for guest in guests:
            guest.turn_to("units")
        answers = [guest.hands_in("a.csv", b"x") for guest in guests]
        assert [answer.status for answer in answers] == [204] * MOST_AT_A_TIME + [503]
        assert "请过几分钟再交" in answers[-1].text
        assert guests[0].hands_in("b.csv", b"x").status == 204, "in the place of the first"
        for guest in guests[:-1]:
            guest.leave()
        for _ in range(100):  # until the server has noticed the last of them
            guests[-1].hands_in("b.csv", b"x")
            if held(counting) == (1, 1):
                break
            time.sleep(0.05)
        assert held(counting) == (1, 1)
    finally:
        for guest in guests:
            guest.leave()


def test_a_file_over_the_limit_is_refused(counting: Server) -> None:
    guest = Guest(counting.address)
    guest.turn_to("units")
    assert guest.hands_in("a.csv", bytes(20 * 1024 * 1024 + 1)).status == 413
    guest.leave()


def test_a_message_far_longer_than_any_page_sends_is_refused(counting: Server) -> None:
    guest = Guest(counting.address)
    with pytest.raises(ConnectionClosed):
        guest.turn_to("x" * 1_100_000)
    guest.leave()
    assert ask(counting.address, "/ready").status == 200


# --- downloads --------------------------------------------------------------------------------------


def words(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI")
        pytest.skip("no pdftotext on this machine")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_the_sheet_of_a_code(server: Server) -> None:
    answer = ask(server.address, f"/sheet.pdf?c={CODE}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert quote("职称申报自测单.pdf") in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert CODE[:5] in words(answer.body)
    short = ask(server.address, f"/sheet.pdf?c={CODE.lower()}&short=1")
    assert "漯河初级职称核对单" in words(short.body)
    unit = ask(server.address, f"/sheet.pdf?c={CODE}&for=unit")
    assert quote("请单位这样办.pdf") in unit.headers["Content-Disposition"]
    assert "请单位这样办" in words(unit.body)
    assert CODE[:5] not in words(unit.body)
    assert ask(server.address, f"/sheet.pdf?c={CODE}&for=nobody").status == 404


def test_the_picture_of_a_code(server: Server) -> None:
    """It is shown where it is opened, so that a phone keeps it by a long press, and nobody else's cache does."""
    answer = ask(server.address, f"/picture.png?c={CODE}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "no-store"
    kind, width, height = struct.unpack(">12x4sII", answer.body[:24])
    assert (kind, width) == (b"IHDR", 1080)
    assert height > width
    assert "这份单子打不开" in ask(server.address, "/picture.png?c=ABC").text


def test_a_name_goes_in_the_body_and_onto_the_paper_alone(server: Server) -> None:
    body = urlencode({"name": "王小明"}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    before = len(server.printed())
    answer = ask(server.address, f"/sheet.pdf?c={CODE}", "POST", kind, body)
    assert "王小明" in words(answer.body)
    assert "王小明" not in words(ask(server.address, f"/sheet.pdf?c={CODE}").body)
    long = urlencode({"name": "王" * 5000}).encode()
    assert ask(server.address, f"/sheet.pdf?c={CODE}", "POST", kind, long).status == 413
    printed = server.printed()[before:]
    assert CODE not in printed
    assert "王" not in printed


@pytest.mark.parametrize("code", ["", CODE[:-1] + "L", "我", "<b>", "M" * 9000])
def test_a_code_that_does_not_open_is_explained(server: Server, code: str) -> None:
    answer = ask(server.address, f"/sheet.pdf?{urlencode({'c': code})}")
    assert answer.status == 400
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "这份单子打不开" in answer.text
    assert "请" in answer.text
    assert "<b>" not in answer.text


def test_wall_chart_and_template_have_addresses_of_their_own(server: Server) -> None:
    assert "漯河初级职称规则一览" in words(ask(server.address, "/wall.pdf").body)
    answer = ask(server.address, "/roster-template.xlsx")
    assert quote("花名册模板（漯河）.xlsx") in answer.headers["Content-Disposition"]
    assert openpyxl.load_workbook(BytesIO(answer.body), read_only=True).sheetnames
