"""What day it is: that of the place the notice is for, wherever the server stands."""

import io
import json
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.cli import commands as cli
from advisor.packs import load_policy
from tests.content.test_content import DEFAULT_PACK, PACKS, copy_of, problems_of

APP = str(Path(__file__).parent.parent / "advisor_app.py")
INSTANTS = {  # the day in China, eight hours ahead of UTC
    "2026-06-30T15:59:59Z": date(2026, 6, 30),
    "2026-06-30T16:00:00Z": date(2026, 7, 1),
    "2026-12-31T23:30:00Z": date(2027, 1, 1),
    "2028-02-28T16:00:00Z": date(2028, 2, 29),
}


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
def server(request: pytest.FixtureRequest) -> Iterator[pytest.MonkeyPatch]:
    """A machine in that zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system cannot be set for one program")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield patch
    time.tzset()


def stop_the_clock(patch: pytest.MonkeyPatch, instant: str) -> None:
    seconds = datetime.fromisoformat(instant).timestamp()
    patch.setattr(time, "time", lambda: seconds)


@pytest.mark.parametrize(("instant", "day"), INSTANTS.items())
def test_the_command_line_and_a_page_reckon_on_the_packs_day(
    server: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    instant: str,
    day: date,
) -> None:
    stop_the_clock(server, instant)
    server.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1, "facts": {}}')))
    assert cli.main(["assess", "-"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["as_of"] == day.isoformat()
    page = (
        AppTest.from_file(APP, default_timeout=20)
        .run()
        .switch_page("advisor/ui/rosters/page.py")
        .run()
    )
    assert f"今天（{day.year}年{day.month}月{day.day}日）" in page.radio(key="roster-day").options


def test_another_pack_has_its_own_zone(server: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pack = copy_of("one-piece", tmp_path, ("pack", "id: ", "time_zone: Asia/Urumqi\nid: "))
    stop_the_clock(server, "2026-06-30T17:59:59Z")
    assert clock.today(load_policy(pack)) == date(2026, 6, 30)
    assert clock.today(load_policy(PACKS["one-piece"])) == date(2026, 7, 1)
    assert clock.today(load_policy(PACKS[DEFAULT_PACK])) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "zone", ["Asia/Luohe", "Asia", "../../etc/passwd", '""', "北京", "x" * 5000]
)
def test_a_zone_that_there_is_not(zone: str, tmp_path: Path) -> None:
    pack = copy_of("one-piece", tmp_path, ("pack", "id: ", f"time_zone: {zone}\nid: "))
    [line] = problems_of(pack)
    assert line.startswith("one-piece/pack.yaml:2: ")
    assert "时区" in line
    assert "Asia/Shanghai" in line
    assert len(line) < 200
