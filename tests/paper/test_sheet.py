"""The sheet on paper: it compiles for everyone, says everything, drops no character, runs no markup."""

import os
import re
import shutil
import struct
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import segno
from hypothesis import given, settings

from advisor.facts.told import OfficeAnswer, Told
from advisor.facts.values import read_facts
from advisor.handover.code import encode, grouped
from advisor.packs import CONTENT, load_policy
from advisor.paper.document import Audience, Document, Part, rows_of
from advisor.paper.fonts import STAND_IN, drawable, font_files, printable
from advisor.paper.picture import picture_data, png
from advisor.paper.sheet import NoSheetError, pdf, sheet_data
from advisor.report.checklist import checklist
from advisor.report.other_routes import other_routes
from advisor.report.reasons import points, reasons
from advisor.report.report import Report
from advisor.rules.wording import clause_in_words, fact_in_words
from tests.command import ran
from tests.people import AS_OF, assessed, diploma, people, person, work

ROOT = Path(__file__).parents[2]
POLICY = load_policy()
DISCLAIMER = "自测参考，以职改办审核为准"
ALL_ACHIEVEMENTS = [
    name for name in POLICY.facts["achievements"].options if name != "annual_excellence"
]

COLLEGE = person(
    diplomas=diploma("fulltime_college", "2021-06-30"),
    work=work("2021-07-01"),
    series="engineering",
)
ORDINARY: dict[str, dict[str, Any]] = {
    "eligible, initial": COLLEGE,
    "eligible, recognition": person(diplomas=diploma("adult_bachelor"), achievements=["patent"]),
    "confirm, exceptional": person(achievements=["paper"]),
    "confirm, entry recognition": person(
        diplomas=diploma("adult_secondary"), work=work("2026-01-01")
    ),
    "not yet": person(diplomas=diploma("fulltime_college", "2024-06-30"), work=work("2024-07-01")),
    "not yet, entry": person(
        diplomas=diploma("fulltime_secondary", "2026-07-01"), work=work("2026-07-01")
    ),
    "unmet, no achievement": person(diplomas=diploma("adult_bachelor"), current_title="entry"),
    "unmet, wait in vain": person(
        diplomas=diploma("fulltime_postgraduate", "2027-06-30"),
        masters_degree=True,
        work=work("2024-01-01", "2027-03-31"),
    ),
    "conversion": person(
        current_title="assistant",
        title_since="2020-05-01",
        title_same_specialty=False,
        current_post_since="2025-03-10",
        achievements=["paper"],
    ),
    "entry conversion": person(
        current_title="entry",
        title_since="2020-05-01",
        title_same_specialty=False,
        current_post_since="2025-03-10",
    ),
    "nothing open, one cause": person(employer="civil_service"),
    "nothing open, examined": person(series="accounting", diplomas=diploma("fulltime_bachelor")),
}
LONG: dict[str, dict[str, Any]] = {
    "confirm, years before graduation": person(
        diplomas=diploma("fulltime_college", "2025-07-01"),
        work=work("2020-01-01"),
        assessments_ok=...,
        series_conditions=...,
        series="engineering",
    ),
    "every achievement, most unknown": person(
        series="school_teacher",
        teaching_subject="art",
        study_matches=None,
        current_title="entry",
        title_since="2023-01-01",
        title_same_specialty=None,
        diplomas=diploma("technical_intermediate", None),
        achievements=ALL_ACHIEVEMENTS,
        **dict.fromkeys(("licence", "ethics", "fit_for_post", "assessments_ok"), None),
        **dict.fromkeys(("continuing_education", "practice_matches", "registration"), None),
    ),
    "nothing known": {},
    "everything said": person(
        series="school_teacher",
        teaching_subject="art",
        study_matches=None,
        current_title="entry",
        title_since="2023-01-01",
        title_same_specialty=False,
        diplomas=[
            {"kind": kind, "graduated_on": None}
            for kind in ("adult_college", "adult_secondary", "technical_senior")
        ],
        work=[
            {"start": f"{year}-01-01", "end": f"{year}-11-30", "related": bool(year % 2)}
            for year in range(2008, 2026)
        ]
        + work("2026-01-01"),
        achievements=ALL_ACHIEVEMENTS,
        **dict.fromkeys(("licence", "ethics", "fit_for_post", "assessments_ok"), None),
        **dict.fromkeys(("continuing_education", "practice_matches", "registration"), None),
    ),
}
EVERYONE = ORDINARY | LONG


def data_of(
    facts: dict[str, Any], name: str = "", audience: Audience = "person", address: str = ""
) -> Document:
    assessment = assessed(facts)
    code = encode(POLICY, assessment.facts, AS_OF)
    return sheet_data(Report(assessment), code, name, audience, address)


@cache
def printed(who: str, audience: Audience = "person") -> bytes:
    return pdf(data_of(EVERYONE[who], audience=audience))


def tool(name: str, content: bytes, *options: str) -> str:
    """What a program of poppler says of a PDF. Where there is none the test is skipped, not in CI."""
    if shutil.which(name) is None:
        assert not os.environ.get("CI"), f"CI must install {name}"
        pytest.skip(f"needs {name} (poppler-utils)")
    target = ["-"] if name == "pdftotext" else []
    done = subprocess.run(
        [name, *options, "-", *target], input=content, capture_output=True, check=True
    )
    return done.stdout.decode()


def words(content: bytes) -> str:
    """All that stands in a PDF in reading order, without spaces, line breaks and footers."""
    text = tool("pdftotext", content, "-raw")
    text = re.sub(rf"{DISCLAIMER}\s+第\d页 共\d页", "", text)
    return "".join(text.split())


def pages(content: bytes) -> int:
    return int(tool("pdfinfo", content).split("Pages:")[1].split()[0])


def said(value: Any, *without: str) -> list[str]:
    """Every string in the data, those under these keys left out."""
    if isinstance(value, dict):
        return [
            s for key, part in value.items() if key not in without for s in said(part, *without)
        ]
    if isinstance(value, list):
        return [s for part in value for s in said(part, *without)]
    return [value] if isinstance(value, str) else []


# --- it says everything ------------------------------------------------------------------------------

NOT_WORDS = ("qr", "date", "status", "kind", "qr_mm")
AUDIENCES = get_args(Audience)


def parts(data: Document, kind: str = "") -> list[Part]:
    """All parts, or those of a kind, in order."""
    found = [part for page in data["pages"] for part in page["parts"]]
    return [part for part in found if kind in ("", part["kind"])]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("who", EVERYONE)
def test_everything_in_the_data_is_printed(who: str, audience: Audience) -> None:
    data = data_of(EVERYONE[who], audience=audience)
    text = words(printed(who, audience))
    missing = [s for s in said(data, *NOT_WORDS) if "".join(s.split()) not in text]
    assert missing == []


@pytest.mark.parametrize("who", EVERYONE)
def test_the_sheet_says_what_the_core_says(who: str) -> None:
    """Headline, what to do, materials, answers, points, code: against the core, not the sheet's own data."""
    facts = EVERYONE[who]
    assessment = assessed(facts)
    text = words(printed(who))
    lead = Report(assessment).lead
    questions = [lead.ask.question] if lead.ask else []
    for line in (lead.now, lead.later, lead.action, *lead.because, *questions):
        assert "".join(line.split()) in text
    found = checklist(assessment)
    for sentence in found.not_needed:
        assert sentence in text
    for other in other_routes(assessment):
        assert other.line in text
        assert other.line in words(printed(who, "clerk"))
    for item in found.items:
        material = item.material
        assert material.name in text
        if material.basis == "clause":
            assert material.brief in text or item.because.removesuffix("。") in text
            assert material.shows in text
            assert material.form in text
    if assessment.recommended:
        for point in points(assessment, assessment.recommended):
            assert point.question in text
            assert point.interpretation is None or point.interpretation.taken in text
        for reason in reasons(assessment, assessment.recommended):
            assert reason.name in text
            assert not reason.clause or clause_in_words(reason.clause) in text
    for name in facts:
        assert facts[name] is None or fact_in_words(POLICY, name, assessment.facts[name]) in text
    assert "".join(grouped(encode(POLICY, assessment.facts, AS_OF)).split()) in text
    assert DISCLAIMER in text
    for part in (POLICY.content.pack.document, POLICY.content.pack.batch, "2026年11月23日"):
        assert part in text


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("who", EVERYONE)
def test_no_sentence_is_said_twice(who: str, audience: Audience) -> None:
    sentences = [
        text
        for part in parts(data_of(EVERYONE[who], audience=audience))
        for row in rows_of(part)
        if len(text := row.get("text", "")) > 20
    ]
    assert len(sentences) == len({*sentences})


def test_no_title_stands_over_nothing() -> None:
    titles = [part["title"] for part in parts(data_of(ORDINARY["nothing open, one cause"]))]
    assert titles == [
        "公务员不参加职称评价，不适用这份通知",
        "逐条核对",
        "您的回答",
        "还要知道",
        "转交码",
    ]


def test_what_is_not_needed_is_the_persons_own() -> None:
    initial, recognition = (
        words(printed(who)) for who in ("eligible, initial", "eligible, recognition")
    )
    assert "论文和别的业绩：初聘不看" in initial
    assert "再凑一项业绩" not in initial
    assert "再凑一项业绩" in recognition


def test_the_clerk_has_every_condition_with_its_clause() -> None:
    assessment = assessed(COLLEGE)
    assert assessment.recommended
    [table] = parts(data_of(COLLEGE, audience="clerk"), "conditions")
    expected = reasons(assessment, assessment.recommended)
    assert [row["name"] for row in rows_of(table)] == [reason.name for reason in expected]
    assert {
        "clause": "第六条（二）1（3）",
        "name": "相关专业工作年限",
        "text": "5年4个月（要3年）",
        "status": "eligible",
        "words": "",
    } in rows_of(table)
    closed = data_of(ORDINARY["nothing open, one cause"], audience="clerk")
    assert len(rows_of(parts(closed, "conditions")[0])) == 1
    assert parts(closed, "ticks") == []


def test_the_state_of_the_deadline() -> None:
    assessment = assessed(COLLEGE | {"diplomas": [], "work": []}, date(2020, 1, 9))
    before = sheet_data(Report(assessment), "A")
    rows = [rows_of(parts(data, "days")[0]) for data in (before, data_of(COLLEGE))]
    last = [days[-1]["text"] for days in rows]
    assert last[0].startswith("2020年第一批的网上信息，要在2020年1月10日前")
    assert last[1].startswith("2020年第一批已在2020年1月10日截止")


# --- page one is for the family ---------------------------------------------------------------------------


@pytest.mark.parametrize("who", EVERYONE)
def test_page_one_is_large_and_holds_its_own_headings_alone(who: str) -> None:
    """Verdict, materials, days and code in 12 points, whatever there is to say; the rest comes after."""
    data = data_of(EVERYONE[who])
    first = data["pages"][0]
    assert first["size"] == 12
    if len(data["pages"]) > 1:
        kinds = [part["kind"] for part in first["parts"]]
        assert kinds == [k for k in ("verdict", "ticks", "days", "code") if k in kinds]
        assert {"verdict", "code"} <= {*kinds}
    shown = [page.split() for page in tool("pdftotext", printed(who)).split("\f")]
    for page, words_on_it in zip(data["pages"], shown, strict=False):
        there = "".join(words_on_it)
        for part in page["parts"]:
            assert "".join(part["title"].split()) in there


def test_page_one_gives_way_by_rule() -> None:
    """Three questions at most, told how many more there are; materials lose their reasons, not their names."""
    nothing_known = data_of({})
    box = nothing_known["pages"][0]["parts"][0]
    asked = [row for row in rows_of(box) if row.get("answer")]
    assert len(asked) == 3
    assert "另有10个问题，见第2页。" in [row.get("text") for row in rows_of(box)]
    everything = data_of(LONG["every achievement, most unknown"])
    ticks = parts(everything, "ticks")[0]
    assert len(rows_of(ticks)) > 12
    assert not any(row["text"] for row in rows_of(ticks))


def test_the_way_to_something_better_is_told_with_the_verdict() -> None:
    data = data_of(ORDINARY["not yet, entry"])
    [later] = [row["text"] for row in rows_of(parts(data)[0]) if row["name"] == "往后"]
    assert later.startswith("只要取得第七条十项业绩中的一项，再等到2031年7月1日，")


def test_what_the_office_answered_has_a_part_of_its_own() -> None:
    told = {"college_entry": OfficeAnswer(True, date(2026, 11, 26))}
    facts = read_facts(POLICY.facts, COLLEGE, AS_OF)
    report = Report.of(POLICY, Told(facts, AS_OF, told))
    audiences: tuple[Audience, ...] = ("person", "clerk")
    for audience in audiences:
        text = words(pdf(sheet_data(report, "ABCDE", audience=audience)))
        assert "问过的答复全日制大专能不能先聘员级：职改办的答复：全日制大专可以先聘员级" in text
        assert "（2026年11月26日本人告知）" in text


# --- the picture ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["eligible, initial", "nothing known", "nothing open, one cause"])
def test_the_picture_is_as_wide_as_a_phone_and_says_what_page_one_says(who: str) -> None:
    """All questions and materials, however long it gets; no line to write on, no word of a page two."""
    report = Report(assessed(EVERYONE[who]))
    data = picture_data(report, "ABCDE", "https://zc.example.cn/?c=ABCDE")
    kind, width, height = struct.unpack(">12x4sII", png(data)[:24])
    assert (kind, width) == (b"IHDR", 1080)
    assert 1080 < height < 9000
    told = "".join(said(data, *NOT_WORDS))
    assert report.lead.now in told
    assert "第2页" not in told
    for point in report.best.points if report.best else []:
        assert point.question in told
    for item in report.checklist.items:
        assert item.material.basis == "elsewhere" or item.material.name in told


# --- the unit's page --------------------------------------------------------------------------------------


def test_the_unit_hears_what_is_its_own_to_do_and_nothing_of_the_persons_answers() -> None:
    text = words(printed("eligible, initial", "unit"))
    for expected in (
        "请单位这样办",
        "人员管理→单位人员管理",
        "用人单位→主管部门→县区人社局→市人社局",
        "这位同事现在可以申报",
        "工作经历证明",
        "年度考核结果",
        "继续教育证明",
        "就业手续的证明",
        "单位所在县区的职改办",
        "2020年1月10日截止",
    ):
        assert expected in text, expected
    for private in ("转交码", "品行", "身体与履职", "专利"):
        assert private not in text


def test_the_unit_is_told_to_wait_with_who_waits_and_to_leave_it_with_who_cannot() -> None:
    assert "到日子再提交" in words(printed("not yet, entry", "unit"))
    nothing = words(printed("nothing open, one cause", "unit"))
    assert "单位先不用办" in nothing
    assert "创建单位账号" not in nothing


def test_a_pack_without_the_unit_s_words_has_no_such_page() -> None:
    policy = load_policy(ROOT / "tests" / "packs" / "one-piece")
    with pytest.raises(NoSheetError):
        sheet_data(Report(assessed({}, policy=policy)), "A", audience="unit")


# --- paper ---------------------------------------------------------------------------------------------


def test_the_picture_to_scan_holds_the_address_where_it_is_known() -> None:
    [with_it], [without] = (
        parts(data_of(COLLEGE, address=address), "code")
        for address in ("https://zc.example.cn/?c=ABCDE", "")
    )
    assert with_it["qr"] != without["qr"]
    assert with_it["code"] == without["code"]
    expected = segno.make_qr("https://zc.example.cn/?c=ABCDE", error="m")
    [path] = re.findall(r' d="[^"]+"', expected.svg_inline(border=0))
    assert path in with_it["qr"]


@pytest.mark.parametrize("who", ORDINARY)
def test_one_or_two_pages(who: str) -> None:
    assert pages(printed(who)) <= 2


@pytest.mark.parametrize("who", LONG)
def test_three_pages_for_the_longest(who: str) -> None:
    assert pages(printed(who)) <= 3


@pytest.mark.parametrize("audience", ["clerk", "unit"])
@pytest.mark.parametrize("who", EVERYONE)
def test_the_other_sheets_are_one_page(who: str, audience: Audience) -> None:
    assert pages(printed(who, audience)) == 1


@settings(max_examples=20, deadline=None)
@given(people(POLICY))
def test_of_anyone(someone: tuple[dict[str, Any], date]) -> None:
    """All compile, which typst refuses where a character cannot be drawn; nothing is replaced; and what is
    laid out takes the pages it was given."""
    facts, as_of = someone
    assessment = assessed(facts, as_of)
    code = encode(POLICY, assessment.facts, as_of)
    report = Report(assessment)
    sheets = [sheet_data(report, code, audience=one) for one in AUDIENCES]
    assert STAND_IN not in "".join(map(printable, said([*sheets])))
    for data in sheets:
        assert pages(pdf(data)) == len(data["pages"])


def test_tagged_titled_paged_and_with_its_own_fonts() -> None:
    content = printed("not yet")
    about = tool("pdfinfo", content)
    assert re.search(r"Title: +漯河初级职称自测单\n", about)
    assert re.search(r"Tagged: +yes\n", about)
    assert "(A4)" in about
    assert b"/Lang (zh" in content or b"zh-CN" in content
    fonts = tool("pdffonts", content).splitlines()[2:]
    assert len(fonts) == 2
    for line in fonts:
        assert re.match(r"[A-Z]{6}\+Noto(Sans|Serif)SC-Regular", line)
        assert re.search(r" yes yes yes +\d", line)  # embedded, a subset, with its characters
    text = tool("pdftotext", content, "-layout")
    assert "第1页 共2页" in text
    assert "第2页 共2页" in text


def test_the_same_data_give_the_same_bytes() -> None:
    assert pdf(data_of(COLLEGE, "王小丽")) == pdf(data_of(COLLEGE, "王小丽"))


# --- characters ----------------------------------------------------------------------------------------


def test_every_character_of_the_content_is_in_the_fonts() -> None:
    """But for the signs of the verdicts, which the sheet draws; and of the sheet's own words."""
    signs = {status.sign for status in POLICY.content.verdicts.statuses.values()}
    ours = [
        ROOT / "advisor" / "days.py",
        ROOT / "advisor" / "rules" / "wording.py",
        *(ROOT / "advisor" / "report").glob("*.py"),
        *(ROOT / "advisor" / "paper").glob("sheet.*"),
    ]
    typed = {"words.yaml", "synonyms.yaml", "roster.yaml"}  # what people write, never printed
    printed = [path for path in CONTENT.rglob("*.yaml") if path.name not in typed]
    files = [*printed, *ours]
    used = {char for file in files for char in file.read_text() if char != "\n"}
    assert {char for char in used - signs if ord(char) not in drawable()} == set()


def test_what_is_held_to_be_drawable_is_drawn() -> None:
    """Typst refuses a PDF/UA with a character that the font lacks: this one it makes."""
    assert len(font_files()) == 2
    assert len(drawable()) > 20_000
    shown = "".join(chr(code) for code in sorted(drawable()) if code > 32)
    data = data_of({})
    data["name"] = " ".join(shown[start : start + 40] for start in range(0, len(shown), 40))
    assert pdf(data)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小丽", "王小丽"),
        ("𠮷田", "〓田"),
        ("王😀", "王〓"),
        ("\ud800王\x00\x07", "〓王〓〓"),
        ("\u202e王\u200d", "〓王〓"),
        ('#eval("1")', '#eval("1")'),
        ("*王* _丽_ `x` $a$ <b> @c = \\", "*王* _丽_ `x` $a$ <b> @c = \\"),
        ("#panic()", "#panic()"),
        ('"}', '"}'),
        ("// 王", "// 王"),
        ("王\n= 题", "王 = 题"),
        ("阿卜杜拉·买买提" * 20, "阿卜杜拉·买买提" * 20),
    ],
)
def test_a_name_is_printed_as_it_is_or_visibly_replaced(
    name: str, shown: str, audience: Audience
) -> None:
    text = words(pdf(data_of(COLLEGE, name, audience)))
    assert "姓名：" + "".join(shown.split()) in text


def test_another_city() -> None:
    policy = load_policy(ROOT / "tests" / "packs" / "one-piece")
    assessment = assessed({}, policy=policy)
    text = words(pdf(sheet_data(Report(assessment), encode(policy, assessment.facts, AS_OF))))
    assert text.startswith("郑州初级职称自测单")
    assert "漯河" not in text


def test_no_name_no_line_for_it() -> None:
    assert "姓名：" not in words(printed("eligible, initial"))


def test_missing_fonts_are_said_not_printed_as_an_empty_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("advisor.paper.fonts.PACKAGE", "no_such_package")
    with pytest.raises(RuntimeError, match="no_such_package"):
        font_files()


# --- the command line ----------------------------------------------------------------------------------


def command(text: str, *options: str) -> tuple[int, str, str]:
    status, out, err = ran("print", "-", *options, given=text.encode())
    return status, out.decode(), err


CASE = '{"id": "c1", "as_of": "2026-11-23", "facts": {"employer": "civil_service"}}'


def test_print(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    status, out, err = command(CASE, "-o", str(file), "--name", "王小丽")
    assert (status, err) == (0, "")
    assert out == f'{{"id": "c1", "file": "{file}"}}\n'
    assert "王小丽" in words(file.read_bytes())
    for option in (["--short"], ["--for", "clerk"]):
        assert command(CASE, "-o", str(file), *option)[0] == 0
        assert "核对单" in words(file.read_bytes())
    assert command(CASE, "-o", str(file), "--for", "unit", "--address", "https://x.cn")[0] == 0
    assert "请单位这样办" in words(file.read_bytes())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "文件是空的"),
        ("{", "不是完整的 JSON"),
        (CASE + "\n" + CASE, "一次只打印一个人"),
        (CASE.replace("civil_service", "x"), "没有“x”这个选项"),
    ],
)
def test_print_says_what_is_wrong_and_writes_nothing(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    status, out, _ = command(text, "-o", str(file))
    assert status == 1
    assert says in out
    assert not file.exists()


def test_print_cannot_run(tmp_path: Path) -> None:
    status, _, err = command(CASE, "-o", str(tmp_path / "no" / "sheet.pdf"))
    assert status == 2
    assert "sheet.pdf" in err
    assert command(CASE)[0] == 2
