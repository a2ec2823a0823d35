"""Where the server is reached from outside: the setting, else the request, never a header anybody can write."""

import subprocess
import sys
from pathlib import Path

import pytest
from starlette.types import Scope

from advisor.server.public_address import (
    SETTING,
    AddressError,
    base_address,
    base_of,
    case_address,
    setting,
)

ROOT = Path(__file__).parents[2]


def request(host: str = "zc.example.cn:8501", scheme: str = "http", **more: str) -> Scope:
    headers = [(b"host", host.encode()), *((n.encode(), v.encode()) for n, v in more.items())]
    return {"type": "http", "scheme": scheme, "headers": headers}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ""),
        ("  ", ""),
        ("https://zc.example.cn", "https://zc.example.cn/"),
        (" http://10.1.2.3:8080/ ", "http://10.1.2.3:8080/"),
        ("https://example.cn/zc/luohe/", "https://example.cn/zc/luohe/"),
        ("http://[::1]:8501", "http://[::1]:8501/"),
    ],
)
def test_the_setting_is_read(said: str, meant: str) -> None:
    assert setting({SETTING: said}) == meant


@pytest.mark.parametrize(
    "said",
    [
        "zc.example.cn",
        "ftp://zc.example.cn/",
        "https://",
        "https:///zc",
        "https://zc.example.cn:99999/",
        "https://zc.example.cn:0/",
        "https://zc.example.cn/?c=M",
        "https://zc.example.cn/#a",
        "https://name:word@zc.example.cn/",
        'https://zc.example.cn/"><b>',
        "https://[zc",
    ],
)
def test_a_setting_that_is_no_address_is_refused_in_words(said: str) -> None:
    with pytest.raises(AddressError, match=f"{SETTING}.*比如 https://") as raised:
        setting({SETTING: said})
    assert "重新启动" in raised.value.message


def test_a_wrong_setting_does_not_start(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import advisor_app"],
        cwd=ROOT,
        env={"PATH": "", "HOME": str(tmp_path), SETTING: "zc.example.cn"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"设置 {SETTING} 写得不对" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_request_tells_the_address_where_no_setting_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert base_of(request()) == "http://zc.example.cn:8501/"
    assert base_of(request(scheme="https")) == "https://zc.example.cn:8501/"
    forged = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    assert base_of(request(**forged)) == "http://zc.example.cn:8501/"
    for host in ("", 'a"><script>', "a b", "user@evil.example", "evil.example/path"):
        assert base_of(request(host)) == ""
    monkeypatch.setenv(SETTING, "https://zc.example.cn")
    assert base_of(request("10.0.0.7")) == "https://zc.example.cn/"


def test_a_page_has_the_setting_or_without_a_browser_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert base_address() == ""
    monkeypatch.setenv(SETTING, "https://zc.example.cn")
    assert base_address() == "https://zc.example.cn/"


def test_a_case_has_an_address_of_its_own() -> None:
    assert case_address("https://zc.example.cn/", "M2K") == "https://zc.example.cn/?c=M2K"
    assert case_address("", "M2K") == "M2K"
    assert case_address("https://zc.example.cn/", "") == ""
