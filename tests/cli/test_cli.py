"""The command line as a user of it sees it: lines in, lines out, errors in their place."""

import errno
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from advisor.cli import commands as cli
from advisor.file_troubles import in_words
from advisor.rosters.result_book import ResultBook
from tests.command import ran
from tests.people import diploma, person

ROOT = Path(__file__).parents[2]


def run(command: str, text: str | bytes, *options: str) -> tuple[int, list[Any], str]:
    """Exit status, the lines of standard output as JSON, standard error."""
    raw = text.encode() if isinstance(text, str) else text
    status, out, err = ran(command, "-", *options, given=raw)
    return status, [json.loads(line) for line in out.decode().splitlines()], err


def case(id: object = "c1", as_of: object = "2026-11-23", **facts: Any) -> str:
    return json.dumps({"id": id, "as_of": as_of, "facts": facts}, ensure_ascii=False)


COLLEGE = person(diplomas=diploma("fulltime_college", "2021-06-30"))


@pytest.mark.parametrize("arguments", [["assess", "-"], ["asess"]])
def test_a_process_says_the_same(arguments: list[str]) -> None:
    """As ``ran``, by which nearly all else is tried: the bytes that come out, the status."""
    given = "\n".join([case("甲", **COLLEGE), case("b", ethics=1)]).encode()
    done = subprocess.run(
        [sys.executable, "-m", "advisor", *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    within = ran(*arguments, given=given)
    assert within == (done.returncode, done.stdout, done.stderr.decode())
    assert within.status == (1 if "assess" in arguments else 2)
    assert within.out or within.err


def test_assess_prints_a_line_per_case_in_order() -> None:
    status, lines, _ = run("assess", "\n".join([case("a", **COLLEGE), case("b"), case(3)]))
    assert status == 0
    assert [line["id"] for line in lines] == ["a", "b", 3]
    first = lines[0]
    assert (first["policy"], first["as_of"]) == ("luohe-2020", "2026-11-23")
    assert first["recommended"] == "assistant.initial"
    assert first["routes"]["assistant.initial"] == {
        "status": "eligible",
        "eligible_on": "2024-06-30",
        "missing": [],
        "confirm": [],
        "reminders": [],
    }
    assert list(first["routes"]) == [
        f"{level}.{way}"
        for level in ("assistant", "entry")
        for way in ("initial", "recognition", "conversion", "exceptional")
    ]


@pytest.mark.parametrize(
    ("line", "fact", "says"),
    [
        (case(emploier="none"), "emploier", "employer"),
        (case(employer="factory"), "employer", "factory"),
        (case(ethics="true"), "ethics", "true"),
        (case(ethics=1), "ethics", "1"),
        (case(work=[{"start": "2021-02-30"}]), "work", "2021-02-30"),
        (case(work=[{"start": "2021-7-1"}]), "work", "2021-7-1"),
        (case(work=[{"start": "2021-07-01", "end": "2020-07-01"}]), "work", "早于"),
        (case(work=[{"start": "2026-11-24"}]), "work", "晚于"),
        (case(work=[{"end": "2020-07-01"}]), "work", "start"),
        (case(work=[{"start": "2020-07-01", "ende": None}]), "work", "end"),
        (case(work=[{"start": "2020-07-01", "related": "yes"}]), "work", "related"),
        (case(work="2020"), "work", "列表"),
        (case(work=["2020"]), "work", "第1项"),
        (case(title_since="2026-11-24"), "title_since", "晚于"),
        (case(current_post_since="2026-11-24"), "current_post_since", "晚于"),
        (case(diplomas=[{"kind": "phd"}]), "diplomas", "phd"),
        (case(diplomas=diploma("adult_college") * 2), "diplomas", "两次"),
        (case(diplomas=diploma("adult_college", "2020")), "diplomas", "2020"),
        (case(achievements=["papers"]), "achievements", "paper"),
        (case(achievements="paper"), "achievements", "列表"),
        (case(excellent_years=["2024"]), "excellent_years", "2024"),
        (case(excellent_years=[True]), "excellent_years", "True"),
        (case(as_of="2019-12-31"), "as_of", "2020-01-01"),
        (case(as_of="2026/11/23"), "as_of", "2026/11/23"),
        (case(as_of=20261123), "as_of", "20261123"),
        ('{"id": "c1", "asof": "2026-11-23", "facts": {}}', "as_of", "asof"),
        ('{"id": "c1"}', "facts", "facts"),
        ('{"id": "c1", "facts": []}', "facts", "facts"),
        ('{"id": "c1", "facts": {"ethics": true, "ethics": false}}', "ethics", "两次"),
        ('{"id": "c1", "facts": {', None, "JSON"),
        ("[1, 2]", None, "facts"),
        ("[" * 100_000, None, "括号"),
        ('{"id": NaN, "facts": {}}', None, "JSON"),
        ('{"id": 1e400, "facts": {}}', None, "大得不能算"),
        ('{"id": ' + "9" * 5000 + ', "facts": {}}', None, "数字太长"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_go_on(line: str, fact: str | None, says: str) -> None:
    status, lines, errors = run("assess", "\n".join([case("a"), line, case("z")]))
    assert status == 1
    assert errors == ""
    assert [sorted(each) for each in lines[::2]] == [sorted(lines[0]), sorted(lines[0])]
    error = lines[1]["error"]
    assert error["fact"] == fact
    assert says in error["message"]
    assert "\n" not in error["message"]
    assert len(error["message"]) < 300


def test_days_ahead_that_are_allowed() -> None:
    facts = person(
        diplomas=diploma("fulltime_college", "2030-07-01"),
        work=[{"start": "2021-07-01", "end": "9999-12-31", "related": None}],
    )
    status, lines, _ = run("assess", case(**facts))
    assert status == 0
    assert lines[0]["routes"]["assistant.initial"]["eligible_on"] == "2033-07-01"


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    facts = person(diplomas=diploma("fulltime_college", "9999-12-31"))
    status, lines, _ = run("assess", case(as_of="9999-12-30", **facts))
    assert status == 0
    assert lines[0]["routes"]["assistant.initial"]["status"] == "not_yet"


def test_an_empty_file_is_one_clear_line() -> None:
    for nothing in (b"", b"\n\n  \n", b"\xef\xbb\xbf"):
        status, lines, _ = run("assess", nothing)
        assert status == 1
        assert len(lines) == 1
        assert "空" in lines[0]["error"]["message"]


def test_a_line_of_ten_megabytes_is_one_clear_line() -> None:
    huge = b'{"id": "' + b"x" * 10_000_000 + b'"}\n'
    status, lines, _ = run("assess", huge + case("z").encode())
    assert status == 1
    assert "太长" in lines[0]["error"]["message"]
    assert lines[1]["id"] == "z"


def test_wrong_encoding_and_odd_characters() -> None:
    gbk = '{"id": "会计", "facts": {}}'.encode("gb18030")
    odd = b'{"id": "\\ud800 <b>", "facts": {}}'
    status, lines, _ = run("assess", b"\xef\xbb\xbf" + gbk + b"\n" + odd)
    assert status == 1
    assert "UTF-8" in lines[0]["error"]["message"]
    assert lines[1]["id"] == "\ud800 <b>"


def test_no_day_given_is_today() -> None:
    status, lines, _ = run("assess", '{"id": 1, "facts": {}}')
    assert status == 0
    assert lines[0]["as_of"] >= "2026-01-01"


def test_a_file_or_policy_that_is_not_there() -> None:
    for arguments in (["assess", "no-such-file"], ["assess", "-", "--policy", "nowhere"]):
        status, _, message = ran(*arguments)
        assert status == 2
        assert "no-such-file" in message or "nowhere" in message


def test_interview_says_what_it_asked_and_agrees_with_assess() -> None:
    text = case(**COLLEGE)
    _, [played], _ = run("interview", text)
    _, [direct], _ = run("assess", text)
    assert sorted(played) == ["asked", "id", "recommended", "routes"]
    assert played["routes"] == direct["routes"]
    assert played["recommended"] == direct["recommended"]
    assert played["asked"][:3] == ["jurisdiction", "employer", "series"]


def test_checklist_of_the_recommended_and_of_another_route() -> None:
    text = case(**COLLEGE)
    _, [found], _ = run("checklist", text)
    assert sorted(found) == [
        "account_opened_by",
        "approved_by",
        "id",
        "materials",
        "route",
        "steps",
    ]
    assert found["route"] == "assistant.initial"
    assert (found["approved_by"], found["account_opened_by"]) == (
        "county_title_office",
        "hr_at_registration",
    )
    _, [other], _ = run("checklist", text, "--route", "entry.initial")
    assert other["route"] == "entry.initial"
    _, [none], _ = run("checklist", case(jurisdiction="outside"))
    assert none == {
        "id": "c1",
        "route": None,
        "materials": [],
        "approved_by": None,
        "account_opened_by": None,
        "steps": [],
    }
    status, _, errors = run("checklist", text, "--route", "entry.magic")
    assert status == 2
    assert "entry.initial" in errors


def test_understand_gives_the_facts_of_what_was_typed() -> None:
    said = [
        {
            "id": 1,
            "as_of": "2026-11-23",
            "asked": "work",
            "text": "三年半了",
            "facts": {"work": []},
        },
        {"id": 2, "asked": None, "text": "我是公务员"},
        {"id": 3, "text": ""},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in said)
    status, lines, errors = run("understand", text)
    assert (status, errors) == (0, "")
    assert lines == [
        {"id": 1, "facts": {"work": [{"start": "2023-05-23", "end": None}]}},
        {"id": 2, "facts": {"employer": "civil_service"}},
        {"id": 3, "facts": {}},
    ]


@pytest.mark.parametrize(
    ("line", "fact", "says"),
    [
        ({"asked": None}, "text", "text"),
        ({"text": 3}, "text", "文字"),
        ({"text": "有", "asked": "wrok"}, "asked", "wrok"),
        ({"text": "有", "asked": ["work"]}, "asked", "work"),
        ({"text": "有", "ask": "work"}, "asked", "ask"),
        ({"text": "有", "as_of": "2019-12-31"}, "as_of", "2020-01-01"),
        ({"text": "有", "as_of": "今天"}, "as_of", "今天"),
    ],
)
def test_understand_names_a_bad_line(line: dict[str, Any], fact: str, says: str) -> None:
    text = "\n".join(json.dumps(one) for one in ({"id": 1} | line, {"id": 2, "text": "我是护士"}))
    status, lines, _ = run("understand", text)
    assert status == 1
    assert lines[0]["error"]["fact"] == fact
    assert says in lines[0]["error"]["message"]
    assert lines[1] == {"id": 2, "facts": {"series": "health"}}


@pytest.mark.parametrize("command", [[], ["assess"], ["interview"], ["checklist"], ["understand"]])
def test_help_is_worth_reading(command: list[str]) -> None:
    status, out, _ = ran(*command, "--help")
    text = out.decode()
    assert status == 0
    assert '"facts"' in text
    assert "退出码" in text
    assert "usage:" not in text
    assert "show this help" not in text
    assert not re.search(r"\b[A-Z]{4,}\b", re.sub(r"JSON|UTF-8", "", text)), "no name in English"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "还缺“命令”"),
        (["asess"], "没有“asess”这个命令，可以写：assess、interview"),
        (["assess"], "还缺“文件”"),
        (["print", "a.jsonl"], "还缺“-o/--output”"),
        (["print"], "还缺“文件、-o/--output”"),
        (["assess", "a.jsonl", "b.jsonl"], "多了“b.jsonl”"),
        (["assess", "a.jsonl", "--foo"], "多了“--foo”"),
        (["assess", "a.jsonl", "--policy"], "“--policy”后面要写上一个值"),
        (["print", "a.jsonl", "-o"], "“-o/--output”后面要写上一个值"),
        (["print", "a.jsonl", "-o", "b.pdf", "--short=1"], "“--short”后面不能带值"),
        (["assess", "a.jsonl", "b\nc"], "多了“b\nc”"),
        (["print", "a.jsonl", "-o", "b.pdf", "--=x"], "没有写全，可能是：--help"),
        (["assess", "no-such-file"], "打不开“no-such-file”：没有这个文件"),
        (["assess", "."], "打不开“.”：这是文件夹"),
        (["assess", "README.md/x"], "路径里有一段不是文件夹"),
        (["assess", "x" * 999], "名称太长"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_chinese(
    arguments: list[str],
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    try:
        status = cli.main(arguments)
    except SystemExit as done:
        status = done.code  # type: ignore[assignment]
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert says in said.err
    own = re.sub("--[a-z]+", "", said.err)
    for typed in [
        *arguments,
        "advisor",
        *cli.COMMANDS,
        "ledger-password",
        "screen",
        "check",
        "compare",
        "new",
        "schema",
        "show",
        "law",
    ]:
        own = own.replace(typed, "")
    assert not re.search("[A-Za-z]{4}", own), "no English"


def test_every_trouble_of_a_file_is_said_in_chinese() -> None:
    for number, name in errno.errorcode.items():
        said = in_words(OSError(number, os.strerror(number)))
        assert said.endswith("。"), name
        assert not re.search("[A-Za-z]", said), name
        assert said.count("。") > 1, "the remedy too"
    assert "编号0" in in_words(OSError("without a number"))


ALWAYS_FULL = Path("/dev/full")
NO_ROOM = "结果没有写全，不要用：磁盘满了。请腾出空间，或者换一个磁盘，再做一次。\n"


@pytest.mark.skipif(not ALWAYS_FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["assess -", "--help"])
def test_a_full_disk_under_the_output_is_one_clear_line(command: str) -> None:
    """As a process, whose standard output itself is full."""
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m advisor {command} >{ALWAYS_FULL}"],
        input=case().encode(),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (2, NO_ROOM)


@pytest.mark.skipif(not ALWAYS_FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("command", "given"),
    [("print - -o {}/a.pdf", case()), ("screen - -o {}/a", "姓名,单位性质\n张三,民营企业\n")],
)
def test_so_it_is_where_a_file_is_written_and_only_told_of(
    command: str, given: str, tmp_path: Path
) -> None:
    with ALWAYS_FULL.open("wb") as onto:
        done = ran(*command.format(tmp_path).split(), given=given.encode(), onto=onto)
    assert (done.status, done.err) == (2, NO_ROOM)


def test_a_reader_that_has_read_enough_is_no_trouble() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "advisor", "assess", "-"],
        input=case().encode(),
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (2, b"")


def test_a_full_disk_under_the_sheet_names_the_sheet_and_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told, sheet = tmp_path / "case.jsonl", tmp_path / "单子.pdf"
    told.write_text(case(**COLLEGE), "utf-8")
    sheet.write_bytes(b"earlier")
    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["print", str(told), "-o", str(sheet)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"“{sheet}”没有写成：磁盘满了")
    assert sheet.read_bytes() == b"earlier"
    assert sorted(tmp_path.iterdir()) == sorted([told, sheet])


def test_a_full_folder_for_temporary_files_is_not_blamed_on_the_roster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "a.csv"
    roster.write_text("姓名,单位性质\n张三,民营企业\n", "utf-8")
    monkeypatch.setattr(ResultBook, "write", full)
    assert cli.main(["screen", str(roster), "-o", str(tmp_path / "b.xlsx")]) == 2
    assert capsys.readouterr().err.startswith(
        f"临时文件夹“{tempfile.gettempdir()}”里写不下：磁盘满了"
    )
    assert list(tmp_path.iterdir()) == [roster]


@pytest.mark.parametrize("output", [".", "no/b.pdf", "case.jsonl"])
def test_where_no_sheet_can_be_written(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = tmp_path / "case.jsonl"
    told.write_text(case(**COLLEGE), "utf-8")
    before = told.read_bytes()
    assert cli.main(["print", "case.jsonl", "-o", output]) == 2
    assert f"“{output}”" in capsys.readouterr().err
    assert told.read_bytes() == before
    assert list(tmp_path.iterdir()) == [told]


def test_stopping_it_is_no_crash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("advisor.packs.open_silent", stop)
    assert cli.main(["assess", "README.md"]) == 2
    assert capsys.readouterr().err == "停下了，没有做完。\n"


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_closed_output_is_one_clear_line() -> None:
    command = f"{sys.executable} -m advisor assess - >&-"
    done = subprocess.run(
        ["sh", "-c", command], input=b"{}", capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 2
    assert "关着" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("command", [["--help"], ["assess", "examples/cases.jsonl"]])
def test_no_command_waits_for_what_another_needs(command: list[str]) -> None:
    """Workbooks, paper, the ledger's database, arrays, the sounds of words and the pages take longer to load than to assess."""
    program = f"""
import sys
from advisor.cli.commands import main
try:
    main({command!r})
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, text=True, check=True
    )
    assert done.stdout
    assert done.stderr.strip() == "[]"


HEAVY = ["openpyxl", "sqlalchemy", "typst", "segno", "fontTools", "numpy", "pyarrow", "pypinyin"]
HEAVY += ["streamlit"]
