"""The command line as a user of it sees it: lines in, lines out, errors in their place."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.people import diploma, person

ROOT = Path(__file__).parent.parent


def run(command: str, text: str | bytes, *options: str) -> tuple[int, list[Any], str]:
    """Exit status, the lines of standard output as JSON, standard error."""
    raw = text.encode() if isinstance(text, str) else text
    done = subprocess.run(
        [sys.executable, "-m", "advisor", command, "-", *options],
        input=raw,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return done.returncode, lines, done.stderr.decode()


def case(id: object = "c1", as_of: object = "2026-11-23", **facts: Any) -> str:
    return json.dumps({"id": id, "as_of": as_of, "facts": facts}, ensure_ascii=False)


COLLEGE = person(diplomas=diploma("fulltime_college", "2021-06-30"))


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
        done = subprocess.run(
            [sys.executable, "-m", "advisor", *arguments],
            input=b"",
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 2
        message = done.stderr.decode()
        assert "no-such-file" in message or "nowhere" in message
        assert "Traceback" not in message


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
    done = subprocess.run(
        [sys.executable, "-m", "advisor", *command, "--help"],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    text = done.stdout.decode()
    assert done.returncode == 0
    assert '"facts"' in text
    assert "退出码" in text
    assert "usage:" not in text
    assert "show this help" not in text


def test_a_closed_output_is_one_clear_line() -> None:
    command = f"{sys.executable} -m advisor assess - >&-"
    done = subprocess.run(
        ["sh", "-c", command], input=b"{}", capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 2
    assert "关着" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
