"""Which packs are installed, which one is meant, and what is said of one that is not there."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from advisor import packs
from advisor.cli import commands as cli
from advisor.handover.code import encode
from advisor.rules.policy import Policy
from tests.content.test_content import DEFAULT_PACK, PACKS
from tests.people import AS_OF

SECOND = "zhengzhou"


SUCCESSOR = "luohe-2027"
"""The pack of the first city from 2027 on, where there is one."""

# In one process, so that a folder's packs are opened once.
pytestmark = pytest.mark.xdist_group(__name__)


def packs_in(folder: Path) -> Path:
    """Two packs, the earlier versions of one, and what else lies about where people work."""
    for name in (DEFAULT_PACK, SECOND):
        shutil.copytree(PACKS[name], folder / name)
    shutil.copytree(packs.CONTENT / "archive", folder / "archive")
    (folder / "新建文件夹").mkdir()
    (folder / "notes.txt").write_text("", "utf-8")
    return folder


@pytest.fixture(scope="module")
def never_changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packs for whoever only reads them: a pack is opened once in each folder."""
    return packs_in(tmp_path_factory.mktemp("content"))


@pytest.fixture(autouse=True)
def content(never_changed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is set."""
    return set_to(never_changed, monkeypatch)


@pytest.fixture
def own(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packs of the test's own, to change; it is the one that is set."""
    return set_to(packs_in(tmp_path / "content"), monkeypatch)


@pytest.fixture(scope="module")
def two_of_a_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = packs_in(tmp_path_factory.mktemp("content"))
    add_successor(folder)
    return folder


@pytest.fixture
def succeeded(content: Path, two_of_a_city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, never changed, in which a pack of 2027 follows the first city's; it is the one that is set."""
    return set_to(two_of_a_city, monkeypatch)


def set_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(packs.FOLDER_SETTING, str(folder))
    monkeypatch.delenv(packs.PACK_SETTING, raising=False)
    return folder


def add_successor(folder: Path, days: str = "{from: 2027-01-01}") -> None:
    head = folder / SUCCESSOR / "pack.yaml"
    shutil.copytree(folder / DEFAULT_PACK, head.parent)
    edit(head, f"id: {DEFAULT_PACK}", f"id: {SUCCESSOR}")
    edit(head, "{from: 2020-01-01}", days)
    edit(head, "batch: 2020年", "batch: 2027年")


def edit(file: Path, find: str, put: str) -> None:
    before = file.read_text("utf-8")
    assert find in before
    file.write_text(before.replace(find, put), "utf-8")


def on(day: date) -> packs.Today:
    def today(policy: Policy) -> date:
        return day

    return today


def test_installed_are_the_folders_of_packs_the_archive_apart() -> None:
    assert packs.installed() == [DEFAULT_PACK, SECOND]
    assert packs.open_pack(SECOND).id == SECOND
    assert packs.faults() == []


def test_a_pack_that_is_not_installed(content: Path) -> None:
    with pytest.raises(packs.NoPackError) as caught:
        packs.open_pack("../luohe-2020")
    assert caught.value.message.endswith(f"可选：{DEFAULT_PACK}、{SECOND}")
    with pytest.raises(packs.NoPackError, match="archive"):
        packs.open_pack("archive")


def test_without_a_setting_it_is_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert packs.default(on(AS_OF)) == DEFAULT_PACK
    for named in (SECOND, "郑州"):
        monkeypatch.setenv(packs.PACK_SETTING, named)
        assert packs.default(on(AS_OF)) == SECOND


def test_a_wrong_setting_is_a_fault_told_before_serving(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(packs.PACK_SETTING, "开封")
    [fault] = packs.faults()
    assert fault.startswith("设置 ADVISOR_PACK：没有“开封”")
    monkeypatch.delenv(packs.PACK_SETTING)
    monkeypatch.setenv(packs.FOLDER_SETTING, str(content / "nothing"))
    [fault] = packs.faults()
    assert "一个内容包也没有" in fault
    assert "ADVISOR_CONTENT" in fault


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 1, 1), DEFAULT_PACK),
        (date(2026, 12, 31), DEFAULT_PACK),
        (date(2027, 1, 1), SUCCESSOR),
    ],
)
def test_of_two_packs_of_a_city_the_one_in_force_is_served(
    day: date, expected: str, succeeded: Path
) -> None:
    assert packs.find("漯河", on(day)) == expected
    assert packs.find(DEFAULT_PACK, on(day)) == DEFAULT_PACK


def test_a_day_that_no_pack_covers_is_said_not_answered_with_the_nearest(own: Path) -> None:
    """Before the first, after the last, and in a gap; who names a pack gets it and reads its days."""
    add_successor(own, "{from: 2027-01-01, to: 2027-12-31}")
    edit(
        own / DEFAULT_PACK / "pack.yaml",
        "{from: 2020-01-01}",
        "{from: 2020-01-01, to: 2025-12-31}",
    )
    for day in (date(2019, 12, 31), date(2026, 6, 1), date(2028, 1, 1)):
        with pytest.raises(packs.NoPackError) as caught:
            packs.find("漯河", on(day))
        assert f"漯河没有管{day.year}年{day.month}月{day.day}日的通知" in caught.value.message
        assert "luohe-2020（2020年1月1日起，到2025年12月31日）" in caught.value.message
        with pytest.raises(packs.NoPackError):
            packs.default(on(day))
        assert packs.find(SUCCESSOR, on(day)) == SUCCESSOR
    assert packs.find("漯河", on(date(2025, 12, 31))) == DEFAULT_PACK
    assert packs.default(on(date(2027, 12, 31))) == SUCCESSOR


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize(("day", "batch"), [("2026.12.31", "2020"), ("2027.1.1", "2027")])
def test_people_in_a_file_are_judged_by_the_pack_of_the_day_that_is_named(
    day: str,
    batch: str,
    suffix: str,
    succeeded: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,employer,姓名,单位性质\n1,,甲,民营企业\n", "utf-8")
    to = ["-o", str(tmp_path / f"out.{suffix}"), "--as-of", day, "--jobs", "1"]
    assert (
        cli.main(["screen", str(people), *to, "--content", str(succeeded), "--policy", "漯河"]) == 0
    )
    assert f"，{batch}年第一批，" in capsys.readouterr().out


def test_each_line_is_answered_by_the_pack_of_its_day(
    succeeded: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    cases = tmp_path / "cases.jsonl"
    days = ("2019-06-01", "2026-12-31", "2027-01-01")
    cases.write_text("".join(f'{{"as_of": "{day}", "facts": {{}}}}\n' for day in days), "utf-8")
    assert cli.main(["assess", str(cases), "--policy", "漯河"]) == 1
    early, *told = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert "没有管2019年6月1日的通知" in early["error"]["message"]
    assert [line["policy"] for line in told] == [DEFAULT_PACK, SUCCESSOR]
    assert cli.main(["assess", str(cases), "--policy", DEFAULT_PACK]) == 1
    told = list(map(json.loads, capsysbinary.readouterr().out.splitlines()))
    assert [line.get("policy") for line in told] == [None, DEFAULT_PACK, DEFAULT_PACK]


def test_a_folder_that_bears_another_name_than_its_pack_is_a_fault(own: Path) -> None:
    (own / SECOND).rename(own / "kaifeng")
    version = own / "archive" / DEFAULT_PACK / "1"
    version.rename(version.with_name("1.5"))
    said = "\n".join(packs.faults())
    assert "kaifeng：pack.yaml 里的 id 是 zhengzhou" in said
    assert "1.5：pack.yaml 里的 id 是 luohe-2020，version 是 1" in said


def test_what_comes_with_the_program_can_be_served() -> None:
    """Its earlier versions too, as words are read today: with a fault in one no server starts."""
    assert packs.faults(packs.CONTENT) == []


def test_a_code_tells_its_pack_and_version() -> None:
    version = packs.load_policy(packs.CONTENT / "archive" / DEFAULT_PACK / "1")
    for made_with in (packs.open_pack(DEFAULT_PACK), packs.open_pack(SECOND), version):
        opened = packs.open_code(encode(made_with, {}, AS_OF))
        assert (opened.policy.id, opened.current.id) == (made_with.id, made_with.id)
        assert opened.policy.content.pack.version == made_with.content.pack.version
        assert opened.current is packs.open_pack(made_with.id)


def test_who_only_wants_verdicts_opens_less_of_the_same() -> None:
    """What is heard and answered is neither read nor checked; all else is the whole pack's."""
    whole, silent = packs.open_pack("luohe-2020"), packs.open_silent("luohe-2020")
    assert whole.content.words is not None
    assert silent.content.words is None
    assert silent.content.answers is None
    assert silent.content.routes == whole.content.routes
    assert silent.content.conditions == whole.content.conditions
    assert silent.content.verdicts == whole.content.verdicts
