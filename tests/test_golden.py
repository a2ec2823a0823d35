"""What the program says of some forty people, word for word, on every surface.

The text files beside ``golden/people.yaml`` are what is said; a change of code alone changes none of
them. Where a sentence is meant to change, ``GOLDEN=write pytest tests/test_golden.py`` writes them
anew, and the difference is to be read before it is kept.
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date, datetime
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.cli import commands as cli
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.interview.questions import Interview, play
from advisor.packs import load_policy
from advisor.paper.document import Audience, Row, rows_of
from advisor.paper.sheet import sheet_data
from advisor.report.report import Report
from advisor.rosters.judging import judge
from advisor.rosters.result_book import COMING, RESULT, ResultBook
from advisor.rosters.screening import Screening
from advisor.rosters.sheet_people import Person
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from advisor.ui.desk import routes as desk_routes
from advisor.ui.desk import say as desk_say
from tests import visible
from tests.desk import opened_at_desk
from tests.roster_files import GOOD, table, text

CHAT = "advisor/ui/chat/page.py"
DESK = "advisor/ui/desk/page.py"

ROOT = Path(__file__).parent.parent
APP = str(ROOT / "advisor_app.py")
FOLDER = Path(__file__).parent / "golden"
POLICY = load_policy()
TOLD = yaml.safe_load((FOLDER / "people.yaml").read_text(encoding="utf-8"))
LONG = 40  # signs; a line that has more is written out once in a file
AS_OF = date.fromisoformat(TOLD["as_of"])
PEOPLE: dict[str, dict[str, Any]] = {one["id"]: one for one in TOLD["people"]}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda policy: AS_OF)


@pytest.mark.parametrize("id", PEOPLE)
def test_every_sentence_is_as_it_was(id: str) -> None:
    said = "".join(f"{line}\n" for line in _said_once(_all_of(id)))
    file = FOLDER / f"{id}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(said, encoding="utf-8", newline="\n")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    difference = unified_diff(
        kept.splitlines(), said.splitlines(), f"{id}.txt", "now", lineterm="", n=2
    )
    if said != kept:
        pytest.fail("\n".join(difference), pytrace=False)


def test_every_route_is_there_with_every_status() -> None:
    found = {
        (route, result.status) for id in PEOPLE for route, result in _assessment(id).routes.items()
    }
    missing = {(route, status) for route in POLICY.route for status in Status} - found
    assert not missing


def test_no_file_is_left_of_people_no_longer_there() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == PEOPLE.keys()


# --- what is said of one person -------------------------------------------------------------------


def _all_of(id: str) -> Iterator[str]:
    yield f"{id}：{PEOPLE[id]['who']}"
    sections = {
        "申请人的页面": _chat_page(id),
        "窗口台的页面": _desk_page(id),
        "窗口台，逐条路看": _desk_route_by_route(id),
        "念出来的话": _read_out(id),
        "自测单": _sheet(id, "person"),
        "核对单": _sheet(id, "clerk"),
        "给单位的一页": _sheet(id, "unit"),
        "花名册的结果": _workbook_rows()[id],
        "命令行 assess": _in_lines(_command("assess")[id]),
        "命令行 interview": [_in_a_line(_command("interview")[id]["asked"])],
        "命令行 checklist": _checklists(id),
    }
    for title, lines in sections.items():
        yield from ("", f"======== {title} ========", *lines)


def _chat_page(id: str) -> list[str]:
    page = AppTest.from_file(str(ROOT / CHAT), default_timeout=20)
    page.query_params["c"] = _code(id)
    return visible.of_page(page.run())


def _desk_page(id: str) -> list[str]:
    return visible.of_page(opened_at_desk(_desk(), _code(id)), without="sheet")


@cache
def _desk() -> AppTest:
    """One desk for all, as at a window: the next code puts the next person on the page."""
    return AppTest.from_file(APP, default_timeout=20).run().switch_page(DESK).run()


def _desk_route_by_route(id: str) -> list[str]:
    """The table of routes, and the right side with each route chosen by hand."""
    report = _report(id)
    interview = Interview(POLICY, report.assessment.facts, AS_OF)
    standing, left = interview.standings(report.assessment), interview.left
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "html", lambda body, **_: lines.extend(visible.of_html(body)))
        patch.setattr(st, "button", lambda label, **_: lines.append(f"〔{label}〕"))
        patch.setattr(st, "container", lambda **_: nullcontext())
        desk_routes.show(report, standing, len(left), None, None, lambda route: None)
        for id, route in report.routes.items():
            lines.append(f"---- {id} ----")
            desk_say.show(report, route, standing, left, picked=True)
        if report.best is None:
            lines.append("---- 都走不通 ----")
            desk_say.show(report, None, standing, left, picked=False)
    return lines


def _read_out(id: str) -> list[str]:
    report = _report(id)
    lines = [f"{id}：{route.spoken}" for id, route in report.routes.items()]
    return lines if report.best else [f"都走不通：{report.spoken}", *lines]


def _sheet(id: str, audience: Audience) -> list[str]:
    """Page by page what is printed, a line for each row; the code says nothing that the answers do not."""
    data = sheet_data(_report(id), _code(id), audience=audience)
    lines = [data["title"], f"{data['notice']} {data['batch']} {data['day']}", data["disclaimer"]]
    for number, page in enumerate(data["pages"], 1):
        lines.append(f"---- 第{number}页，{page['size']}磅 ----")
        for part in page["parts"]:
            lines += [f"【{part['title']}】{part.get('basis', '')}{part.get('note', '')}"]
            lines += [_in_words(row) for row in rows_of(part)]
    return lines


def _in_words(row: Row) -> str:
    named = ("words", "name", "text", "small", "clause")
    return " ".join(str(row[key]) for key in named if row.get(key))  # type: ignore[literal-required]


def _checklists(id: str) -> Iterator[str]:
    """Each route's, whether it is the one recommended or not."""
    for route in POLICY.route:
        found = _command("checklist", "--route", route)[id]
        yield f"---- {route} ----"
        if found["materials"]:
            yield from _in_lines(found)
        else:
            yield _in_a_line(found)


# --- made once ------------------------------------------------------------------------------------


@cache
def _assessment(id: str) -> Assessment:
    """As the command line makes it; of one half told, as the pages have it."""
    one = PEOPLE[id]
    return assess(
        POLICY, read_facts(POLICY.facts, one["facts"], AS_OF), AS_OF, one.get("readings", {})
    )


@cache
def _report(id: str) -> Report:
    return Report(_assessment(id))


@cache
def _code(id: str) -> str:
    """The code of the pages: every question answered, unless the person is half told. It cannot hold
    what an office has answered."""
    facts = read_facts(POLICY.facts, PEOPLE[id]["facts"], AS_OF)
    return encode(POLICY, facts if PEOPLE[id].get("half") else play(POLICY, facts, AS_OF), AS_OF)


@cache
def _command(*words: str) -> dict[str, dict[str, Any]]:
    """What a command prints of everybody, by id."""
    lines = [
        json.dumps({key: one[key] for key in ("id", "facts", "readings") if key in one})
        for one in PEOPLE.values()
    ]
    given = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))
    printed = io.TextIOWrapper(io.BytesIO())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", given)
        patch.setattr(sys, "stdout", printed)
        assert cli.main([words[0], "-", *words[1:]]) == 0
    printed.seek(0)
    answers = [json.loads(line) for line in printed]
    return {answer.pop("id"): answer for answer in answers}


@cache
def _workbook_rows() -> dict[str, list[str]]:
    """Everybody's rows in the workbook of a roster, by id; it has no column for an office's answers."""
    book, out = ResultBook(POLICY, AS_OF), io.BytesIO()
    for id, one in PEOPLE.items():
        facts = read_facts(POLICY.facts, one["facts"], AS_OF)
        book.add(*judge(POLICY, [(Person(3, id, one["who"], facts, ()), "")], AS_OF))
    book.write(Screening(POLICY, text(table(GOOD)), AS_OF), out)
    finished = openpyxl.load_workbook(out)
    found: dict[str, list[str]] = {id: [] for id in PEOPLE}
    for title in (RESULT, COMING):
        rows = list(finished[title].iter_rows(min_row=2, values_only=True))
        for row in rows[1:]:
            cells = dict(zip(rows[0], row, strict=True))
            id = next(str(cell) for cell in row if cell in PEOPLE)
            found[id].append(f"---- {title} ----")
            for name, cell in cells.items():
                if name not in ("转交码", "行号"):
                    said = cell.date() if isinstance(cell, datetime) else cell
                    found[id] += f"{name}：{said}".splitlines() if said else []
    return found


# --- plain text -----------------------------------------------------------------------------------


def _in_lines(value: Any, before: str = "") -> Iterator[str]:
    """Plain data as indented text: what holds no group of things has a line to itself."""
    named = isinstance(value, dict)
    for key, part in value.items() if named else enumerate(value):
        head = f"{before}{key}：" if named else f"{before}- "
        if _holds_groups(part):
            yield head
            yield from _in_lines(part, f"{before}  ")
        else:
            yield head + _in_a_line(part)


def _holds_groups(value: object) -> bool:
    if isinstance(value, dict):
        return any(isinstance(part, dict) or _holds_groups(part) for part in value.values())
    return isinstance(value, (list, tuple)) and any(
        isinstance(part, (dict, list, tuple)) for part in value
    )


def _in_a_line(value: object) -> str:
    """Flat data in words and marks; an empty list and an empty text are seen as such."""
    if isinstance(value, dict):
        return "；".join(f"{key}={_in_a_line(part)}" for key, part in value.items())
    if isinstance(value, (list, tuple)):
        return f"[{'、'.join(map(_in_a_line, value))}]"
    return json.dumps(value) if value is None or isinstance(value, bool) else str(value)


def _said_once(lines: Iterable[str]) -> Iterator[str]:
    """A long line is written out where it first stands, and by its beginning from then on: what has
    changed in it is then read once."""
    seen: set[str] = set()
    for line in lines:
        text = line.lstrip(" -")
        again = len(text) > LONG and text in seen
        yield f"{line[: len(line) - len(text) + LONG // 2]}……（同前）" if again else line
        seen.add(text)
