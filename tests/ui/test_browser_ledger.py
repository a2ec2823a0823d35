"""The ledger in a real browser: two colleagues entering at once, and the spreadsheet they take along."""

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from advisor.ledger.book import Ledger, Wanted
from advisor.packs import load_policy
from tests.browser import Server, Visitor, device
from tests.ledger_password import PASSWORD
from tests.usual_cases import settled

pytestmark = pytest.mark.xdist_group("with a ledger")

LATIN = re.compile(r"[A-Za-z]{2,}")
WITHOUT_ICONS = """() => {
  const unseen = "[data-testid=stIconMaterial], [data-live-announcer]";
  document.querySelectorAll(unseen).forEach(element => element.textContent = "");
  return document.body.innerText;
}"""


@pytest.fixture
def server(with_ledger: Server) -> Server:
    return with_ledger


def colleague(browser: Browser, server: Server) -> Visitor:
    """Someone at the desk, logged in by the keyboard alone."""
    visitor = Visitor(
        browser, f"{server.address}/ledger", 1280, 800, ".st-key-ledger-locked", device(browser)
    )
    visitor.settle()
    visitor.page.get_by_label("密码", exact=True).fill(PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.page.locator(".st-key-ledger-new").wait_for()
    visitor.settle()
    return visitor


def test_two_colleagues_entering_at_once_lose_nothing(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    file = server.settings["ADVISOR_LEDGER"]
    first, second = colleague(browser, server), colleague(browser, server)
    for number in range(3):
        for name, visitor in (("甲", first), ("乙", second)):
            visitor.page.get_by_label("问的是什么").fill(f"{name}问{number}")
        for visitor in (first, second):  # neither waits for the other
            visitor.page.get_by_role("button", name="记入台账").click()
        for visitor in (first, second):
            visitor.page.locator(".note.done").wait_for()
            visitor.settle()
    expected = {f"{name}问{number}" for name in "甲乙" for number in range(3)}
    entries = Ledger(file).search(load_policy(), Wanted())
    assert len(entries) == 6
    assert {entry.question for entry in entries} == expected
    first.page.get_by_role("link", name="窗口台", exact=True).click()
    first.page.locator(".desk-form [data-field]").first.wait_for()
    settled(first.page)
    first.page.keyboard.type("1125")  # an accountant, and at once one key for the entry
    first.page.keyboard.press("F4")
    first.page.get_by_text("这一位已记入台账（第7号）").wait_for()

    first.page.goto(f"{server.address}/ledger")
    first.page.locator(".st-key-ledger-locked").wait_for()  # a page loaded again is locked
    with second.page.expect_download() as download:
        second.page.get_by_role("button", name="导出这6条").click()
    saved = tmp_path / "saved.xlsx"
    download.value.save_as(saved)
    assert download.value.suggested_filename.startswith("窗口台账")
    rows = openpyxl.load_workbook(saved)["台账"].iter_rows(min_row=2, values_only=True)
    assert {row[3] for row in rows} == {*expected, None}  # at the desk nothing was asked in words

    assert second.hosts == {server.address.removeprefix("http://")}
    second.page.get_by_label("问的是什么").fill("写着")
    assert not LATIN.findall(second.page.evaluate(WITHOUT_ICONS))
    wide = second.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 1280, "nothing is wider than the screen"
    secret = (PASSWORD, server.settings["ADVISOR_LEDGER_PASSWORD_HASH"], file, "甲问")
    for word in (*secret, "Traceback"):
        assert word not in server.printed()
