"""The ledger's core: what goes in, what is refused, what is found, kept, taken along and never lost."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from advisor.cli import commands as cli
from advisor.cli.each import ledger_password
from advisor.facts.values import read_facts
from advisor.handover.code import encode, grouped
from advisor.ledger import book
from advisor.ledger.book import NO_VERDICT, Draft, Ledger, Wanted, kept_from, verdict_of
from advisor.ledger.database import LedgerError, trouble_in_words
from advisor.ledger.export import counted, not_exported, workbook
from advisor.ledger.settings import Settings, gate_of, read_settings
from advisor.packs import load_policy
from tests.people import AS_OF, assessed, diploma, person

ROOT = Path(__file__).parents[2]
POLICY = load_policy()
DAY = date(2026, 5, 4)  # a Monday
FACTS = person(diplomas=diploma("fulltime_bachelor"))
CODE = encode(POLICY, read_facts(POLICY.facts, FACTS, AS_OF), AS_OF)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(str(tmp_path / "ledger.db"), wait=0.05)


def asked(question: str = "会计能不能初聘", day: date = DAY, **more: str) -> Draft:
    return Draft(day, **{"channel": "counter", "question": question, **more})


def questions(ledger: Ledger, **wanted: object) -> list[str]:
    return [
        entry.question
        for entry in ledger.search(POLICY, Wanted(**wanted))  # type: ignore[arg-type]
    ]


# --- entering ---------------------------------------------------------------------------------------


def test_what_is_entered_is_found_again(ledger: Ledger) -> None:
    verdict = verdict_of(assessed(FACTS))
    typed = grouped(CODE).lower()
    number = ledger.add(
        Draft(DAY, "phone", " 本科\n\n毕业\t一年 ", typed, verdict, "请单位\u200b先核对\x00社保")
    )
    [entry] = ledger.search(POLICY, Wanted())
    assert entry == (
        number,
        DAY,
        "phone",
        "本科 毕业 一年",
        CODE,
        "assistant.initial",
        "eligible",
        "请单位先核对社保",
    )


def test_a_verdict_with_no_way_open(ledger: Ledger) -> None:
    verdict = verdict_of(assessed(person(employer="civil_service")))
    ledger.add(asked(verdict=verdict))
    [entry] = ledger.search(POLICY, Wanted())
    assert (entry.route, entry.status) == ("", "excluded")


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (asked(""), "还没有写问的是什么"),
        (asked(" \n\u200b"), "还没有写问的是什么"),
        (asked("我是11010519491231002X"), "问题里像是有身份证号"),
        (asked("打13812345678"), "问题里像是有电话号码，"),
        (asked("我是110105194912310021"), "问题里像是有身份证号，"),
        (asked("号是202107012023"), "问题里像是有证件或账户的长号码，"),
        (asked(note="卡6222021001116245678"), "备注里像是有银行卡号，"),
        (asked("问" * 501), "问题太长（501字），最多500字"),
        (asked(note="注" * 201), "备注太长"),
        (asked(channel=""), "还没有选渠道"),
        (asked(channel="fax"), "柜台、电话、线上、单位"),
        (asked(code="0" * 20), "转交码有误"),
        (asked(code=CODE[:-1] + ("2" if CODE[-1] != "2" else "3")), "转交码有误"),
        (asked(code="11010519491231002X"), "转交码有误"),
        (asked(code="A" * 2000), "转交码有误"),
    ],
)
def test_what_is_refused_is_refused_whole(ledger: Ledger, draft: Draft, says: str) -> None:
    with pytest.raises(LedgerError) as refused:
        ledger.add(draft)
    assert says in refused.value.message
    assert ledger.count(POLICY, Wanted()).total == 0


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a b#?%.db"
    ledger = Ledger(str(file))
    ledger.add(asked())
    assert [path.name for path in tmp_path.iterdir()] == [file.name], "nothing is left beside it"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or os.name == "nt"


# --- finding and counting ---------------------------------------------------------------------------


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for draft in (
        asked("会计能不能初聘", verdict=":excluded"),
        asked(
            "中专100%够吗", DAY - timedelta(1), verdict="entry.initial:not_yet", note="等到_七月"
        ),
        asked("谁开账号", DAY - timedelta(40), channel="phone"),
        asked(
            "", DAY + timedelta(6), channel="unit", code=CODE, verdict="assistant.initial:eligible"
        ),
        asked("Excel表", DAY, channel="unit", verdict="assistant.initial:confirm"),
    ):
        ledger.add(draft)
    return ledger


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["", "Excel表", "会计能不能初聘", "中专100%够吗", "谁开账号"]),
        ({"text": "初聘"}, ["", "Excel表", "会计能不能初聘", "中专100%够吗"]),
        ({"text": "初聘 会计"}, ["会计能不能初聘"]),
        ({"text": "助理级·初聘"}, ["", "Excel表"]),
        ({"text": "不适用"}, ["会计能不能初聘"]),
        ({"text": "excel"}, ["Excel表"]),
        ({"text": "0%"}, ["中专100%够吗"]),
        ({"text": "%"}, ["中专100%够吗"]),
        ({"text": "_"}, ["中专100%够吗"]),
        ({"text": "'; drop table"}, []),
        ({"text": grouped(CODE)[:11].lower()}, [""]),
        ({"first": DAY}, ["", "Excel表", "会计能不能初聘"]),
        ({"last": DAY - timedelta(1)}, ["中专100%够吗", "谁开账号"]),
        ({"first": DAY, "last": DAY}, ["Excel表", "会计能不能初聘"]),
        ({"first": DAY, "last": DAY - timedelta(1)}, []),
        ({"channel": "unit"}, ["", "Excel表"]),
        ({"status": "not_yet"}, ["中专100%够吗"]),
        ({"status": NO_VERDICT}, ["谁开账号"]),
        ({"status": "eligible", "channel": "unit", "text": "助理级"}, [""]),
    ],
)
def test_searching(filled: Ledger, wanted: dict[str, object], found: list[str]) -> None:
    assert questions(filled, **wanted) == found
    assert filled.count(POLICY, Wanted(**wanted)).total == len(found)  # type: ignore[arg-type]


def test_pages_hold_each_entry_once(ledger: Ledger) -> None:
    for number in range(7):
        ledger.add(asked(f"问{number}"))
    pages = [ledger.search(POLICY, Wanted(), start, 3) for start in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [entry.question for page in pages for entry in page] == [
        f"问{number}" for number in reversed(range(7))
    ]


def test_counting(filled: Ledger) -> None:
    counts = filled.count(POLICY, Wanted())
    assert counts.total == 5
    assert counts.by_status == {"excluded": 1, "not_yet": 1, "": 1, "eligible": 1, "confirm": 1}
    in_words = counted(POLICY, counts)
    assert in_words["按月"] == [("2026年5月", 4), ("2026年3月", 1)]
    # Monday 4 May to Sunday 10 May is one week, Sunday 3 May the week before.
    assert in_words["按周（周一到周日）"] == [
        ("2026年5月4日起", 3),
        ("2026年4月27日起", 1),
        ("2026年3月23日起", 1),
    ]
    assert in_words["按天"][0] == ("2026年5月10日", 1)
    assert dict(in_words["按渠道"]) == {"柜台": 2, "单位": 2, "电话": 1}
    assert in_words["按级别和方式"] == [("助理级·初聘", 2), ("员级·初聘", 1)]


# --- keeping ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "kept"), [(364, True), (365, True), (366, False)])
def test_the_day_an_entry_is_deleted(ledger: Ledger, age: int, kept: bool) -> None:
    ledger.add(asked(day=DAY))
    today = DAY + timedelta(age)
    ledger.purge(today, 365)
    assert bool(questions(ledger)) is kept
    assert (kept_from(today, 365) <= DAY) is kept


def test_a_deleted_entry_is_gone_from_the_file_and_its_number_is_not_given_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    first = ledger.add(asked("很特别的一个问题"))
    ledger.delete(first)
    ledger.delete(first)
    assert questions(ledger) == []
    assert "很特别的一个问题".encode() not in (tmp_path / "ledger.db").read_bytes()
    assert ledger.add(asked()) == first + 1


def test_purging_happens_on_each_new_day(ledger: Ledger) -> None:
    ledger.add(asked(day=DAY))
    ledger.purge(DAY, 1)
    ledger.add(asked(day=DAY - timedelta(9)))
    ledger.purge(DAY, 1)
    assert len(questions(ledger)) == 2, "once a day"
    ledger.purge(DAY + timedelta(1), 1)
    assert len(questions(ledger)) == 1


# --- taking along -----------------------------------------------------------------------------------


def test_a_spreadsheet_holds_text_as_text(ledger: Ledger) -> None:
    texts = ['=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "#N/A", "a\ufffeb<&>"]
    for text in texts:
        ledger.add(asked(text, note=text, verdict="assistant.initial:not_yet"))
    wanted = Wanted()
    file = workbook(POLICY, ledger.search(POLICY, wanted), ledger.count(POLICY, wanted))
    book = openpyxl.load_workbook(BytesIO(file))
    rows = list(book["台账"].iter_rows())
    assert [cell.value for cell in rows[0]] == [
        "编号",
        "日期",
        "渠道",
        "问题",
        "转交码",
        "级别和方式",
        "结论",
        "备注",
    ]
    assert {row[3].value for row in rows[1:]} == {*texts[:-1], "ab<&>"}
    for row in rows[1:]:
        for cell in (row[3], row[7]):
            assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert str(row[1].value) == "2026-05-04 00:00:00"
        assert (row[5].value, row[6].value) == ("助理级·初聘", "时间还没到")
    assert list(book["统计"].iter_rows(max_row=2, values_only=True))[1] == ("合计", None, 6)


def test_a_spreadsheet_that_cannot_be_made_says_why() -> None:
    book = openpyxl.load_workbook(BytesIO(not_exported("台账文件打不开。")))
    assert book.sheetnames == ["没有导出"]
    assert book["没有导出"]["A2"].value == "台账文件打不开。"


# --- many at once -----------------------------------------------------------------------------------


WRITER = """
import sys
from datetime import date
from advisor.ledger.book import Draft, Ledger

file, writer = sys.argv[1:]
ledger = Ledger(file)
for row in range(50):
    ledger.add(Draft(date(2026, 5, 4), "counter", f"{writer}写{row}"))
"""


def test_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    file = str(tmp_path / "ledger.db")  # made by whoever comes first
    command = [sys.executable, "-c", WRITER, file]
    processes = [subprocess.Popen([*command, str(writer)], cwd=ROOT) for writer in range(4)]
    assert [process.wait() for process in processes] == [0] * 4
    expected = {f"{writer}写{row}" for writer in range(4) for row in range(50)}
    found = questions(Ledger(file))
    assert len(found) == 200
    assert set(found) == expected


def test_threads_writing_reading_and_purging_at_once_lose_nothing(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "ledger.db"))

    def work(writer: int) -> None:
        for row in range(10):
            ledger.add(asked(f"{writer}写{row}"))
            ledger.count(POLICY, Wanted())
            Ledger(str(tmp_path / "ledger.db")).purge(DAY, 1)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert len(set(questions(ledger))) == 60


# --- trouble ----------------------------------------------------------------------------------------


def test_a_file_in_use_is_said_and_works_again_afterwards(ledger: Ledger, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="正被占用"):
            ledger.add(asked())
        other.rollback()
    ledger.add(asked("再点一次"))
    assert questions(ledger) == ["再点一次"]


def test_a_file_in_use_is_waited_for_two_seconds_or_so(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a clock of its own: SQLite's timeouts and our pauses are added up, not waited for."""
    usual = Ledger(str(tmp_path / "ledger.db"))
    waited = [0.0]
    connect = sqlite3.connect

    def impatient(file: str, timeout: float, **more: Any) -> sqlite3.Connection:
        waited[0] += timeout
        connection: sqlite3.Connection = connect(file, timeout=0, **more)
        return connection

    monkeypatch.setattr(sqlite3, "connect", impatient)
    monkeypatch.setattr(book, "sleep", lambda seconds: waited.__setitem__(0, waited[0] + seconds))
    with closing(connect(tmp_path / "ledger.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="正被占用.*填的都还在.*再点一次"):
            usual.add(asked())
        assert 1 < waited[0] < 3
        waited[0] = 0
        usual.purge(DAY, 1)
        assert waited[0] < 0.5, "nobody asked for it"
        assert usual.count(POLICY, Wanted()).total == 0, "reading goes on"
    usual.add(asked(day=DAY - timedelta(9)))
    usual.purge(DAY, 1)
    assert questions(usual) == [], "purged at the next use"


def test_a_full_disk_is_said_and_what_was_there_stays(ledger: Ledger) -> None:
    ledger.add(asked())

    @event.listens_for(ledger.engine, "connect")
    def full(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # no page more than there are

    def fill() -> None:
        for _ in range(100):
            ledger.add(asked("问" * 500))

    with pytest.raises(LedgerError, match="磁盘满了"):
        fill()
    saved = len(questions(ledger))
    event.remove(ledger.engine, "connect", full)
    ledger.add(asked())
    assert len(questions(ledger)) == saved + 1


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder of an ordinary account, as which the block runs: nothing is read-only to root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no such permissions here")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            return
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(0)


def test_a_read_only_file_is_said() -> None:
    with unprivileged() as folder:
        file = folder / "ledger.db"
        ledger = Ledger(str(file))
        ledger.add(asked())
        file.chmod(0o400)
        with pytest.raises(LedgerError, match="只读"):
            ledger.add(asked())
        with pytest.raises(LedgerError, match="只读"):
            Ledger(str(file))
        file.chmod(0o600)
        ledger.add(asked())
        assert len(questions(ledger)) == 2


def test_a_folder_that_cannot_be_written_is_said() -> None:
    with unprivileged() as folder:
        folder.chmod(0o500)
        with pytest.raises(LedgerError, match="建不起来：没有权限"):
            Ledger(str(folder / "ledger.db"))
        folder.chmod(0o700)


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("这不是数据库" * 200, "utf-8")
    before = text.read_bytes()
    with pytest.raises(LedgerError, match="不是台账"):
        Ledger(str(text))
    assert text.read_bytes() == before
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE ledger_entries (x)")
    with pytest.raises(LedgerError, match="别的数据库"):
        Ledger(str(other))


def test_a_file_moved_away_is_said_not_written_to_unseen(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.rename(tmp_path / "moved.db")
    with pytest.raises(LedgerError, match="移走"):
        ledger.add(asked())
    assert not file.exists()
    (tmp_path / "moved.db").rename(file)
    ledger.add(asked())


@pytest.mark.parametrize(
    ("database", "says"),
    [
        ("{}/no/ledger.db", "文件夹不存在"),
        ("{}", "不是文件"),
        ("sqlite://", "哪个文件"),
        ("sqlite:///:memory:", "哪个文件"),
        ("postgresql+nodriver://u:geheim@h/d", "网址写得不对"),
        ("zzz://u:geheim@h/d", "网址写得不对"),
        ("://", "网址写得不对"),
    ],
)
def test_a_database_that_cannot_be_opened(tmp_path: Path, database: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says) as trouble:
        Ledger(database.format(tmp_path))
    assert "geheim" not in trouble.value.message
    assert not list(tmp_path.iterdir())


def test_a_url_names_the_same_file_as_its_path(tmp_path: Path) -> None:
    Ledger(f"sqlite:///{tmp_path}/ledger.db").add(asked("同一个文件"))
    assert questions(Ledger(str(tmp_path / "ledger.db"))) == ["同一个文件"]


def test_no_error_tells_what_was_typed(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "ledger.db").unlink()
    with pytest.raises(LedgerError) as trouble:
        ledger.add(asked("某人的问题"))
    assert "某人的问题" not in repr(trouble.value)
    assert trouble.value.__cause__ is None


# --- a database server ------------------------------------------------------------------------------

AT = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: '
PASSWORD, NO_DATABASE, DEAD, RIGHTS, BUSY = (
    "用户或密码",
    "没有设置里写的那个库",
    "连不上",
    "权限",
    "正忙",
)


class DriverError(Exception):
    """An error as the driver raises it; ``sqlstate`` None while connecting."""

    def __init__(self, message: str, sqlstate: str | None = None) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("said", "state", "says"),
    [
        (AT + 'FATAL:  password authentication failed for user "desk"', None, PASSWORD),
        (AT + '致命错误:  用户 "desk" Password 认证失败', None, PASSWORD),
        (AT + "fe_sendauth: no password supplied", None, PASSWORD),
        (AT + 'FATAL:  no pg_hba.conf entry for host "10.0.0.1"', None, PASSWORD),
        (AT + 'FATAL:  role "desk" does not exist', None, PASSWORD),
        ("", "28P01", PASSWORD),
        ("", "28000", PASSWORD),
        (AT + 'FATAL:  database "geheim" does not exist', None, NO_DATABASE),
        (AT + '致命错误:  数据库 "geheim" 不存在', None, NO_DATABASE),
        ("", "3D000", NO_DATABASE),
        (AT + "Connection refused\n\tIs the server running on that host?", None, DEAD),
        (AT + "FATAL:  the database system is starting up", None, DEAD),
        ("connection timeout expired", None, DEAD),
        ("failed to resolve host 'geheim': [Errno -2] Name or service not known", None, DEAD),
        ("server closed the connection unexpectedly", None, DEAD),
        ("terminating connection due to administrator command", "57P01", DEAD),
        ("", "08006", DEAD),
        (AT + 'FATAL:  permission denied for database "geheim"', None, RIGHTS),
        (AT + '致命错误:  访问数据库"geheim"的权限不够', None, RIGHTS),
        ("permission denied for schema public", "42501", RIGHTS),
        (AT + "FATAL:  sorry, too many clients already", None, BUSY),
        ("", "53300", BUSY),
        ("", "40P01", BUSY),
        ("", "53100", "磁盘满了"),
        ("", "25006", "只读"),
        ("", "42703", "不是台账"),
        ("", "XX000", "用不了（OperationalError）"),
        ("no idea", None, "用不了（OperationalError）"),
    ],
)
def test_a_database_server_s_troubles_are_told_apart(
    said: str, state: str | None, says: str
) -> None:
    error = OperationalError("INSERT geheim", {}, DriverError(said, state))
    words = trouble_in_words(error)
    assert says in words
    assert "管理员" in words or "再点一次" in words, "the remedy"
    for other in {PASSWORD, NO_DATABASE, DEAD, RIGHTS, BUSY} - {says}:
        assert other not in words or says == "用不了（OperationalError）"
    for secret in ("geheim", "desk", "127.0.0.1", "10.0.0.1"):
        assert secret not in words


# --- settings ---------------------------------------------------------------------------------------

FILE = {"ADVISOR_LEDGER": "/srv/ledger.db"}
HASH = {"ADVISOR_LEDGER_PASSWORD_HASH": "$argon2id$x"}
DAYS = "ADVISOR_LEDGER_KEEP_DAYS"


def test_off_unless_switched_on() -> None:
    assert read_settings({}) is None
    assert read_settings({"PATH": "/bin", "ADVISOR_LEDGER": " "}) is None
    assert read_settings(FILE | HASH) == Settings("/srv/ledger.db", "$argon2id$x", 365)
    assert read_settings(FILE | HASH | {DAYS: " 90 "}) == Settings(
        "/srv/ledger.db", "$argon2id$x", 90
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (FILE, "ADVISOR_LEDGER_PASSWORD_HASH"),
        (HASH, "“ADVISOR_LEDGER”"),
        ({DAYS: "90"}, "“ADVISOR_LEDGER”"),
        *(
            (FILE | HASH | {DAYS: days}, "1到3650")
            for days in ("0", "-1", "3651", "1.5", "一年", "９０")
        ),
    ],
)
def test_half_or_wrong_settings(environment: dict[str, str], says: str) -> None:
    with pytest.raises(LedgerError) as wrong:
        read_settings(environment)
    assert says in wrong.value.message
    assert "/srv" not in wrong.value.message


def test_a_hash_that_the_shell_has_spoilt_is_explained() -> None:
    with pytest.raises(LedgerError, match="单引号") as wrong:
        gate_of("=19=65536,t=3,p=4")
    assert "65536" not in wrong.value.message


def test_the_command_that_makes_the_hash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["correct horse", "correct horse", "one thing ", "another thing"])
    monkeypatch.setattr(ledger_password, "getpass", lambda prompt: next(typed))
    assert cli.main(["ledger-password"]) == 0
    out = capsys.readouterr().out
    assert gate_of(out.strip()).attempt("a", "correct horse", 0)
    assert cli.main(["ledger-password"]) == 2
    printed = capsys.readouterr()
    assert "不一样" in printed.err
    assert printed.out == ""


def test_the_password_is_taken_from_a_terminal_only() -> None:
    command = [sys.executable, "-m", "advisor", "ledger-password"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        input=b"correct horse\n" * 2,
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert "终端" in done.stderr.decode()
