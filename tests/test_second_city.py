"""A second city's pack: other facts, routes and numbers, and not a line of code for them.

The table is made by hand from the few lines of the domain notes on 郑州, never by running the rules.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from advisor.cli import commands as cli
from advisor.content.reading import read_content
from advisor.content.sentences import sentences
from advisor.facts.values import FactError, FactValue, read_facts
from advisor.interview.questions import Answers, next_question, oddities, play, questions_left
from advisor.packs import CONTENT, load_policy
from advisor.paper.parts import where_and_when
from advisor.report.checklist import checklist
from advisor.report.reasons import advice, points, reasons
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.conditions import ListedLeaf

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "tests" / "packs"
DEFAULT_PACK = "luohe-2020"
POLICY = load_policy(PACKS / "zhengzhou")
ASSISTANT, ENTRY = "assistant.recognition", "entry.recognition"

RawFacts = dict[str, object]


class Expected(NamedTuple):
    """What a route should report."""

    status: str
    eligible_on: str | None = None
    missing: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()


class Row(NamedTuple):
    """One person on one day; ``facts`` are laid over ``PERSON`` (None: unknown)."""

    why: str
    as_of: str
    facts: RawFacts
    assistant: Expected
    entry: Expected
    recommended: str | None


def eligible(day: str) -> Expected:
    return Expected("eligible", day)


def not_yet(day: str | None, *confirm: str) -> Expected:
    return Expected("not_yet", day, confirm=confirm)


def confirm(day: str | None, *ids: str) -> Expected:
    return Expected("confirm", day, confirm=ids)


def unmet(day: str | None, *ids: str) -> Expected:
    return Expected("unmet", day, missing=ids)


EXCLUDED = Expected("excluded")


def spell(start: str, end: str | None = None, related: bool = True) -> RawFacts:
    return {"start": start, "end": end, "related": related}


def diploma(kind: str, graduated_on: str | None) -> list[RawFacts]:
    return [{"kind": kind, "graduated_on": graduated_on}]


# In the city since 2020-03-02: the gate of 3 months is full on 2020-06-02, before all else below.
PERSON: RawFacts = {
    "jurisdiction": "in_city",
    "applying_unit": "own",
    "labour_contract": True,
    "current_title": "none",
    "city_post_since": "2020-03-02",
}
MASTER: RawFacts = {
    "diplomas": diploma("postgraduate", "2026-06-30"),
    "masters_degree": True,
    "work": [spell("2020-03-02")],
}
NEW_MASTER: RawFacts = MASTER | {
    "work": [spell("2026-07-01")],
    "city_post_since": "2026-07-01",
}
NO_DEGREE: RawFacts = {
    "diplomas": diploma("postgraduate", "2025-06-30"),
    "masters_degree": False,
    "work": [spell("2025-07-01")],
}
BACHELOR: RawFacts = {
    "diplomas": diploma("bachelor", "2025-06-30"),
    "work": [spell("2025-07-01")],
}
MOVED: RawFacts = {
    "diplomas": diploma("bachelor", "2015-06-30"),
    "work": [spell("2015-07-01", "2026-08-31"), spell("2026-09-01")],
    "city_post_since": "2026-09-01",
}
COLLEGE: RawFacts = {
    "diplomas": diploma("college", "2023-06-30"),
    "work": [spell("2023-07-01")],
}
SECONDARY: RawFacts = {
    "diplomas": diploma("secondary", "2022-06-30"),
    "work": [spell("2022-07-01")],
}
GAP: RawFacts = {
    "diplomas": diploma("college", "2021-06-30"),
    "work": [spell("2021-07-01", "2022-06-30"), spell("2022-10-01")],
}
# Work alone would take these two until 2027-01-02.
COLLEGE_WITH_TITLE: RawFacts = {
    "diplomas": diploma("college", "2023-06-30"),
    "work": [spell("2024-01-02")],
    "current_title": "entry",
    "title_since": "2024-09-01",
}
SECONDARY_WITH_TITLE: RawFacts = {
    "diplomas": diploma("secondary", "2022-06-30"),
    "work": [spell("2023-01-02")],
    "current_title": "entry",
    "title_since": "2023-09-01",
}
LATE_GRADUATE: RawFacts = {
    "diplomas": diploma("college", "2025-01-15"),
    "work": [spell("2015-07-01")],
}
TENURE_FIRST: RawFacts = {
    "diplomas": diploma("college", "2025-06-30"),
    "work": [spell("2025-08-01")],
    "current_title": "entry",
    "title_since": "2020-01-01",
}
GRADUATES_SOON: RawFacts = {
    "diplomas": diploma("college", "2027-06-30"),
    "work": [spell("2015-07-01")],
}

TABLE = [
    # 一: three months in the city. A master needs no years, so the gate alone decides.
    Row(
        "gate, day before",
        "2026-09-30",
        NEW_MASTER,
        not_yet("2026-10-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row("gate, on the day", "2026-10-01", NEW_MASTER, eligible("2026-10-01"), EXCLUDED, ASSISTANT),
    Row("gate, day after", "2026-10-02", NEW_MASTER, eligible("2026-10-01"), EXCLUDED, ASSISTANT),
    Row(
        "gate from 30 November ends on February's last day: before",
        "2027-02-27",
        MASTER | {"city_post_since": "2026-11-30"},
        not_yet("2027-02-28"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "gate from 30 November ends on February's last day: on",
        "2027-02-28",
        MASTER | {"city_post_since": "2026-11-30"},
        eligible("2027-02-28"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "gate from 30 November ends on February's last day: after",
        "2027-03-01",
        MASTER | {"city_post_since": "2026-11-30"},
        eligible("2027-02-28"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "years elsewhere count as work, not for the gate: before",
        "2026-11-30",
        MOVED,
        not_yet("2026-12-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "years elsewhere count as work, not for the gate: on",
        "2026-12-01",
        MOVED,
        eligible("2026-12-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    # 四.一: a master's degree, no years: from graduation on.
    Row("master, day before", "2026-06-29", MASTER, not_yet("2026-06-30"), EXCLUDED, ASSISTANT),
    Row("master, on the day", "2026-06-30", MASTER, eligible("2026-06-30"), EXCLUDED, ASSISTANT),
    Row("master, day after", "2026-07-01", MASTER, eligible("2026-06-30"), EXCLUDED, ASSISTANT),
    Row(
        "no degree: as a bachelor, to be confirmed; day before",
        "2026-06-30",
        NO_DEGREE,
        not_yet("2026-07-01", "postgraduate_without_degree"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "no degree: as a bachelor, to be confirmed; on the day",
        "2026-07-01",
        NO_DEGREE,
        confirm("2026-07-01", "postgraduate_without_degree"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "no degree: as a bachelor, to be confirmed; day after",
        "2026-07-02",
        NO_DEGREE,
        confirm("2026-07-01", "postgraduate_without_degree"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "degree unknown: the earlier line speaks",
        "2026-11-23",
        NO_DEGREE | {"masters_degree": None},
        confirm("2025-06-30", "masters_degree"),
        EXCLUDED,
        ASSISTANT,
    ),
    # 四.二: bachelor, 1 year.
    Row("bachelor, day before", "2026-06-30", BACHELOR, not_yet("2026-07-01"), EXCLUDED, ASSISTANT),
    Row(
        "bachelor, on the day", "2026-07-01", BACHELOR, eligible("2026-07-01"), EXCLUDED, ASSISTANT
    ),
    Row("bachelor, day after", "2026-07-02", BACHELOR, eligible("2026-07-01"), EXCLUDED, ASSISTANT),
    # 三: college, 1 year for the entry level; 四.三: work 3 for the assistant level.
    Row(
        "college entry, day before: what comes sooner is recommended",
        "2024-06-30",
        COLLEGE,
        not_yet("2026-07-01"),
        not_yet("2024-07-01"),
        ENTRY,
    ),
    Row(
        "college entry, on the day",
        "2024-07-01",
        COLLEGE,
        not_yet("2026-07-01"),
        eligible("2024-07-01"),
        ENTRY,
    ),
    Row(
        "college entry, day after",
        "2024-07-02",
        COLLEGE,
        not_yet("2026-07-01"),
        eligible("2024-07-01"),
        ENTRY,
    ),
    Row(
        "college work 3, day before",
        "2026-06-30",
        COLLEGE,
        not_yet("2026-07-01"),
        eligible("2024-07-01"),
        ENTRY,
    ),
    Row(
        "college work 3, on the day: the higher level is recommended",
        "2026-07-01",
        COLLEGE,
        eligible("2026-07-01"),
        eligible("2024-07-01"),
        ASSISTANT,
    ),
    Row(
        "college work 3, day after",
        "2026-07-02",
        COLLEGE,
        eligible("2026-07-01"),
        eligible("2024-07-01"),
        ASSISTANT,
    ),
    # Without work from July to September 2022 (92 days) each anniversary is 92 days later.
    Row(
        "a gap moves the anniversary: before",
        "2024-09-30",
        GAP,
        not_yet("2024-10-01"),
        eligible("2022-10-01"),
        ENTRY,
    ),
    Row(
        "a gap moves the anniversary: on",
        "2024-10-01",
        GAP,
        eligible("2024-10-01"),
        eligible("2022-10-01"),
        ASSISTANT,
    ),
    Row(
        "a gap moves the anniversary: after",
        "2024-10-02",
        GAP,
        eligible("2024-10-01"),
        eligible("2022-10-01"),
        ASSISTANT,
    ),
    Row(
        "no condition of this city asks whether the work is related",
        "2026-07-01",
        COLLEGE | {"work": [spell("2023-07-01", related=False)]},
        eligible("2026-07-01"),
        eligible("2024-07-01"),
        ASSISTANT,
    ),
    # 四.三: college, holding the entry title 2 years.
    Row(
        "college title 2, day before",
        "2026-08-31",
        COLLEGE_WITH_TITLE,
        not_yet("2026-09-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "college title 2, on the day",
        "2026-09-01",
        COLLEGE_WITH_TITLE,
        eligible("2026-09-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "college title 2, day after",
        "2026-09-02",
        COLLEGE_WITH_TITLE,
        eligible("2026-09-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "a young title does not stand in the way of three years' work",
        "2026-07-01",
        COLLEGE | {"current_title": "entry", "title_since": "2026-01-05"},
        eligible("2026-07-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "title's date unknown: the day is that of three years' work",
        "2026-11-23",
        COLLEGE_WITH_TITLE | {"title_since": None},
        confirm("2027-01-02", "title_since"),
        EXCLUDED,
        ASSISTANT,
    ),
    # 三: secondary, 1 year; 四.四: work 4 or holding the entry title 3.
    Row(
        "secondary entry, day before",
        "2023-06-30",
        SECONDARY,
        not_yet("2026-07-01"),
        not_yet("2023-07-01"),
        ENTRY,
    ),
    Row(
        "secondary entry, on the day",
        "2023-07-01",
        SECONDARY,
        not_yet("2026-07-01"),
        eligible("2023-07-01"),
        ENTRY,
    ),
    Row(
        "secondary entry, day after",
        "2023-07-02",
        SECONDARY,
        not_yet("2026-07-01"),
        eligible("2023-07-01"),
        ENTRY,
    ),
    Row(
        "secondary work 4, day before",
        "2026-06-30",
        SECONDARY,
        not_yet("2026-07-01"),
        eligible("2023-07-01"),
        ENTRY,
    ),
    Row(
        "secondary work 4, on the day",
        "2026-07-01",
        SECONDARY,
        eligible("2026-07-01"),
        eligible("2023-07-01"),
        ASSISTANT,
    ),
    Row(
        "secondary work 4, day after",
        "2026-07-02",
        SECONDARY,
        eligible("2026-07-01"),
        eligible("2023-07-01"),
        ASSISTANT,
    ),
    Row(
        "secondary title 3, day before",
        "2026-08-31",
        SECONDARY_WITH_TITLE,
        not_yet("2026-09-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "secondary title 3, on the day",
        "2026-09-01",
        SECONDARY_WITH_TITLE,
        eligible("2026-09-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "secondary title 3, day after",
        "2026-09-02",
        SECONDARY_WITH_TITLE,
        eligible("2026-09-01"),
        EXCLUDED,
        ASSISTANT,
    ),
    # What lies before graduation is this pack's own open point.
    Row(
        "work before graduation is a question, with the certain day",
        "2026-11-23",
        LATE_GRADUATE,
        confirm("2028-01-15", "service_before_graduation"),
        eligible("2026-01-15"),
        ENTRY,
    ),
    Row(
        "work since graduation: on the certain day",
        "2028-01-15",
        LATE_GRADUATE,
        eligible("2028-01-15"),
        eligible("2026-01-15"),
        ASSISTANT,
    ),
    Row(
        "a title older than the diploma is the same question",
        "2026-11-23",
        TENURE_FIRST,
        confirm("2027-06-30", "tenure_before_graduation"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "the diploma lies ahead: wait for the certain days",
        "2026-11-23",
        GRADUATES_SOON,
        not_yet("2030-06-30"),
        not_yet("2028-06-30"),
        ENTRY,
    ),
    Row(
        "graduation day unknown",
        "2026-11-23",
        BACHELOR | {"diplomas": diploma("bachelor", None)},
        confirm(None, "graduated_on"),
        EXCLUDED,
        ASSISTANT,
    ),
    # The gate's other conditions.
    Row(
        "outside the city",
        "2026-11-23",
        COLLEGE | {"jurisdiction": "outside"},
        EXCLUDED,
        EXCLUDED,
        None,
    ),
    Row("no unit", "2026-11-23", COLLEGE | {"applying_unit": "none"}, EXCLUDED, EXCLUDED, None),
    Row(
        "neither one's own unit nor a contract: both can be mended",
        "2026-11-23",
        COLLEGE | {"applying_unit": "agency", "labour_contract": False},
        unmet("2026-07-01", "applying_unit", "labour_contract"),
        unmet("2024-07-01", "applying_unit", "labour_contract"),
        ASSISTANT,
    ),
    Row(
        "contract unknown is not a no",
        "2026-11-23",
        COLLEGE | {"labour_contract": None},
        confirm("2026-07-01", "labour_contract"),
        confirm("2024-07-01", "labour_contract"),
        ASSISTANT,
    ),
    Row(
        "day of arrival in the city unknown",
        "2026-11-23",
        BACHELOR | {"city_post_since": None},
        confirm(None, "city_post_since"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "the last spell has ended",
        "2026-11-23",
        MOVED | {"work": [spell("2015-07-01", "2026-10-31")], "city_post_since": "2020-03-02"},
        unmet("2020-06-02", "in_post"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "the spell ends before the gate is full: a wait in vain",
        "2026-08-01",
        MOVED | {"work": [spell("2015-07-01", "2026-08-15")], "city_post_since": "2026-06-01"},
        unmet("2026-09-01", "in_post"),
        EXCLUDED,
        ASSISTANT,
    ),
    Row(
        "never in a technical post",
        "2026-11-23",
        BACHELOR | {"work": []},
        unmet(None, "in_post", "service"),
        EXCLUDED,
        ASSISTANT,
    ),
    # Titles and diplomas.
    Row(
        "a higher title closes both",
        "2026-11-23",
        COLLEGE | {"current_title": "assistant"},
        EXCLUDED,
        EXCLUDED,
        None,
    ),
    Row(
        "title unknown",
        "2026-11-23",
        COLLEGE | {"current_title": None},
        confirm("2026-07-01", "current_title"),
        confirm("2024-07-01", "current_title"),
        ASSISTANT,
    ),
    Row("no diploma", "2026-11-23", COLLEGE | {"diplomas": []}, EXCLUDED, EXCLUDED, None),
    Row(
        "diplomas unknown",
        "2026-11-23",
        COLLEGE | {"diplomas": None},
        confirm(None, "diplomas"),
        confirm(None, "diplomas"),
        ASSISTANT,
    ),
    Row(
        "of two diplomas each level takes the one that serves",
        "2026-11-23",
        BACHELOR | {"diplomas": diploma("bachelor", "2025-06-30") + diploma("college", None)},
        eligible("2026-07-01"),
        confirm(None, "graduated_on"),
        ASSISTANT,
    ),
    Row(
        "nothing is known",
        "2026-11-23",
        dict.fromkeys(PERSON),
        confirm(
            None,
            "applying_unit",
            "city_post_since",
            "current_title",
            "diplomas",
            "jurisdiction",
            "labour_contract",
            "work",
        ),
        confirm(
            None,
            "applying_unit",
            "city_post_since",
            "current_title",
            "diplomas",
            "jurisdiction",
            "labour_contract",
            "work",
        ),
        ASSISTANT,
    ),
]

rows = pytest.mark.parametrize("row", TABLE, ids=[row.why for row in TABLE])


def facts_of(row: Row) -> dict[str, FactValue | None]:
    return read_facts(POLICY.facts, PERSON | row.facts, date.fromisoformat(row.as_of))


def assessed(row: Row) -> Assessment:
    return assess(POLICY, facts_of(row), date.fromisoformat(row.as_of))


def report_of(row: Row) -> dict[str, object]:
    """The whole report that a row expects, as the command line prints it."""
    return {
        "policy": "zhengzhou",
        "as_of": row.as_of,
        "routes": {
            id: {
                "status": route.status,
                "eligible_on": route.eligible_on,
                "missing": list(route.missing),
                "confirm": list(route.confirm),
                "reminders": [],
            }
            for id, route in ((ASSISTANT, row.assistant), (ENTRY, row.entry))
        },
        "recommended": row.recommended,
    }


@rows
def test_verdict(row: Row) -> None:
    """Every route reports what was worked out by hand."""
    assert assessed(row).to_json() == report_of(row)


def test_one_way_only() -> None:
    """Two levels, one way, no list of achievements, no reminders."""
    assert list(POLICY.route) == [ASSISTANT, ENTRY]
    nodes = [node for plan in POLICY.routes for node in plan.node.walk()]
    assert not any(isinstance(node, ListedLeaf) for node in nodes)
    assert not POLICY.reminders


@rows
def test_every_reason_has_words(row: Row) -> None:
    """The pack has a sentence and the clause's words for all that this table brings about."""
    assessment = assessed(row)
    for result in assessment.routes.values():
        for reason in reasons(assessment, result):
            assert reason.name
            assert reason.sentence
            assert "{" not in reason.sentence
            assert reason.clause_words
        named = {point.id for point in points(assessment, result)}
        assert named == result.confirm
        assert all(point.question for point in points(assessment, result))
    said = advice(assessment)
    assert said.headline
    assert said.clauses
    assert said.next_steps
    assert not [words for words in (said.headline, *said.next_steps) if "{" in words]


def unanswered(facts: dict[str, FactValue | None]) -> list[dict[str, FactValue | None]]:
    """These facts, and the same with each one in turn not known."""
    return [facts, *({k: v for k, v in facts.items() if k != left} for left in facts)]


@rows
def test_interview_ends_and_agrees(row: Row) -> None:
    """What is asked is enough for the verdict, whichever answer is "don't know"."""
    as_of = date.fromisoformat(row.as_of)
    for facts in unanswered(facts_of(row)):
        answers = play(POLICY, facts, as_of)
        assert next_question(POLICY, answers, as_of) is None
        assert set(answers) <= set(POLICY.facts)
        told, known = assess(POLICY, answers, as_of), assess(POLICY, facts, as_of)
        assert told.to_json() == known.to_json()


@rows
def test_questions_left_only_shrink(row: Row) -> None:
    """ "At most k more" never goes up from one answer to the next."""
    as_of, facts = date.fromisoformat(row.as_of), facts_of(row)
    answers: dict[str, FactValue | None] = {}
    left = [set(questions_left(POLICY, answers, as_of))]
    for name in play(POLICY, facts, as_of):
        answers[name] = facts.get(name)
        left.append(set(questions_left(POLICY, answers, as_of)))
    assert all(after < before for before, after in pairwise(left))
    assert not left[-1]


def test_interview_asks_no_more_than_matters() -> None:
    """Outside the city one question is enough; who has no title is not asked since when."""
    as_of = date(2026, 11, 23)
    outside: Answers = {"jurisdiction": "outside"}
    assert list(play(POLICY, outside, as_of)) == ["jurisdiction"]
    asked = list(play(POLICY, read_facts(POLICY.facts, PERSON | COLLEGE, as_of), as_of))
    assert asked == [
        "jurisdiction",
        "applying_unit",
        "labour_contract",
        "current_title",
        "diplomas",
        "work",
        "city_post_since",
    ]


def test_odd_dates_are_asked_about() -> None:
    """The pack's checks speak of its own facts."""
    as_of = date(2026, 11, 23)
    odd = read_facts(POLICY.facts, PERSON | COLLEGE, as_of)
    even = read_facts(POLICY.facts, PERSON | MOVED, as_of)
    assert [oddity.id for oddity in oddities(POLICY, odd)] == ["city_post_before_work"]
    assert not oddities(POLICY, even)


Run = Callable[[str, list[object]], tuple[int, list[dict[str, object]]]]


@pytest.fixture
def run(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line on this pack: its exit status and what it printed."""

    def run(command: str, lines: list[object]) -> tuple[int, list[dict[str, object]]]:
        cases = tmp_path / "cases.jsonl"
        cases.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        of_pack = ["--content", str(PACKS), "--policy", "zhengzhou"]
        status = cli.main([command, str(cases), *of_pack])
        said = capsysbinary.readouterr()
        assert said.err == b""
        return status, [json.loads(line) for line in said.out.decode().splitlines()]

    return run


CASES: list[object] = [
    {"id": row.why, "as_of": row.as_of, "facts": PERSON | row.facts} for row in TABLE
]


def test_command_line_assess(run: Run) -> None:
    """The whole table through ``assess``, in order."""
    status, printed = run("assess", CASES)
    assert status == 0
    assert printed == [{"id": row.why} | report_of(row) for row in TABLE]


def test_command_line_interview(run: Run) -> None:
    """The whole table through ``interview``: the same verdicts."""
    status, printed = run("interview", CASES)
    assert status == 0
    for row, line in zip(TABLE, printed, strict=True):
        report = report_of(row)
        assert (line["routes"], line["recommended"]) == (report["routes"], report["recommended"])


def test_command_line_checklist(run: Run) -> None:
    """The proofs are the pack's own; where it names no office, there is none."""
    case = {"id": 1, "as_of": "2026-09-01", "facts": PERSON | COLLEGE_WITH_TITLE}
    status, [line] = run("checklist", [case])
    assert status == 0
    assert line["route"] == ASSISTANT
    materials = line["materials"]
    assert isinstance(materials, list)
    assert [item["id"] for item in materials] == [
        "diploma",
        "employment_contract",
        "social_insurance_record",
        "service_proof",
        "entry_title_certificate",
    ]
    assert line["approved_by"] is line["account_opened_by"] is None


def test_checklist_of_the_master() -> None:
    """No years to prove: the degree instead."""
    as_of = date(2026, 6, 30)
    facts = read_facts(POLICY.facts, PERSON | MASTER, as_of)
    ids = [item.id for item in checklist(assess(POLICY, facts, as_of)).items]
    assert "masters_degree_certificate" in ids
    assert "entry_title_certificate" not in ids


@pytest.mark.parametrize(
    ("as_of", "facts", "fact"),
    [
        ("2026-11-23", {"achievements": []}, "achievements"),
        ("2026-11-23", {"jurisdiction": "county"}, "jurisdiction"),
        ("2026-11-23", {"diplomas": diploma("fulltime_college", None)}, "diplomas"),
        ("2026-11-23", {"labour_contract": "yes"}, "labour_contract"),
        ("2026-11-23", {"city_post_since": "2026-11-24"}, "city_post_since"),
        ("2019-12-31", {}, "as_of"),
    ],
    ids=["another city's fact", "its option", "its diploma", "a word", "a day ahead", "too early"],
)
def test_bad_case_is_named(as_of: str, facts: RawFacts, fact: str, run: Run) -> None:
    """What this pack does not know is an error in its place, never a verdict."""
    status, printed = run("assess", [{"id": 1, "as_of": as_of, "facts": facts}, CASES[0]])
    assert status == 1
    error = printed[0]["error"]
    assert isinstance(error, dict)
    assert error["fact"] == fact
    assert error["message"]
    assert printed[1] == {"id": TABLE[0].why} | report_of(TABLE[0])


def test_too_early_a_day_is_refused() -> None:
    """The first day reckoned for is the pack's."""
    with pytest.raises(FactError):
        assess(POLICY, {}, date(2019, 12, 31))
    assert assess(POLICY, {}, date(2020, 1, 1)).recommended is not None


def test_code_knows_none_of_the_facts() -> None:
    """No code file says a fact name that this pack has and the first city has not."""
    first_city = yaml.safe_load((CONTENT / DEFAULT_PACK / "facts.yaml").read_bytes())
    own = set(POLICY.facts) - set(first_city["facts"])
    assert own == {"applying_unit", "labour_contract", "city_post_since"}
    word = re.compile(rf"\b(?:{'|'.join(sorted(own))})\b")
    code = [path for path in (ROOT / "advisor").rglob("*") if path.suffix in (".py", ".js", ".css")]
    assert code
    assert not [path.name for path in code if word.search(path.read_text("utf-8"))]


NOT_IN_ITS_NOTICE = (
    *(
        "平台",
        "账号",
        "任现职以来",
        "热爱祖国",
        "敬业精神",
        "审验",
        "基本合格",
        "以考代评",
        "参公",
        "公务员",
    ),
    *("初聘", "就业手续", "全日制研究生", "函授", "县区", "市直", "业绩要", "备案", "职改办"),
)
"""What the notice of the first city speaks of, and many others do."""


def test_no_sentence_speaks_of_what_its_notice_has_not() -> None:
    """What is shared is worded so that a city without a platform, without accounts, need say nothing."""
    content, source = read_content(PACKS / "zhengzhou")
    told_of = [one for one in sentences(content) if one.file not in ("cases", "checks")]
    for word in NOT_IN_ITS_NOTICE:
        assert not any(word in clause.text for clause in content.notice.clauses)
        told = [
            f"{source.place(one.file, one.path)}: {one.text}" for one in told_of if word in one.text
        ]
        assert told == [], word


def test_where_there_is_no_platform_nothing_is_said_of_one() -> None:
    facts = read_facts(POLICY.facts, PERSON, date(2026, 11, 23))
    report = Report(assess(POLICY, facts, date(2026, 11, 23)))
    assert [office.title for office in report.offices] == ["谁来审批"]
    assert report.best is not None
    assert not {"账号", "平台", "登录"} & set(
        re.findall("账号|平台|登录", str(where_and_when(report)))
    )
