"""A roster screened: verdicts as ``assess`` gives them, counts, the months ahead, the workbook, the
command line, the page."""

import io
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from streamlit.testing.v1 import AppTest

from advisor import clock, processes
from advisor.cli.commands import main
from advisor.days import add_months
from advisor.facts.values import FactError, read_facts
from advisor.packs import load_policy, open_code
from advisor.rosters import judges
from advisor.rosters.judges import Helpers
from advisor.rosters.judging import MONTHS_AHEAD, Judged, Unread
from advisor.rosters.result_book import COMING, RESULT, SUMMARY, UNREAD, WORDINGS, ResultBook
from advisor.rosters.screening import Screening, summary
from advisor.rosters.tables.cells import SheetError
from advisor.rules.assess import assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.ui.rosters import page as units
from tests.command import ran
from tests.content.test_content import PACKS
from tests.desk import told
from tests.people import AS_OF, people
from tests.roster_files import (
    GOOD,
    POLICY,
    as_dates,
    as_told_in_columns,
    by_hand,
    table,
    template_rows,
    text,
    xlsx,
)

ROOT = Path(__file__).parents[2]
BAD = {**GOOD, "姓名": "李四", "开始1": "2021-02-30"}
LATER = {**GOOD, "姓名": "王五", "学历1": "全日制本科", "开始1": "2026-02-01"}
OUTSIDE = {**GOOD, "姓名": "赵六", "单位归哪里管": "不在漯河"}


def screened(
    stream: io.BytesIO, as_of: date = AS_OF, policy: Policy = POLICY, rows: int = 100
) -> tuple[Screening, list[Judged | Unread]]:
    screening = Screening(policy, stream, as_of)
    found: list[Judged | Unread] = []
    while not screening.done:
        found += screening.step(rows)
    return screening, found


def workbook(stream: io.BytesIO, as_of: date = AS_OF, policy: Policy = POLICY) -> io.BytesIO:
    screening, found = screened(stream, as_of, policy)
    book = ResultBook(policy, as_of)
    for one in found:
        book.add(one)
    out = io.BytesIO()
    book.write(screening, out)
    return out


def values(out: io.BytesIO, sheet: str) -> list[tuple[Any, ...]]:
    """A long sheet's rows below its headings."""
    return list(openpyxl.load_workbook(out)[sheet].iter_rows(min_row=3, values_only=True))


# --- verdicts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_row_s_verdict_is_assess_s(pack: str, data: st.DataObject) -> None:
    policy = load_policy(PACKS[pack])
    persons, as_of = [], data.draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    for raw, day in data.draw(st.lists(people(policy), min_size=1, max_size=6)):
        try:
            read_facts(policy.facts, raw, min(day, as_of))
        except FactError:
            continue
        if not any(value is not None for value in raw.values()):
            continue  # set aside
        persons.append(raw)
        as_of = max(as_of, day)
    persons = [as_told_in_columns(policy, raw) for raw in persons]
    rows = template_rows(policy, *persons)
    if not persons:
        return
    stream = xlsx(as_dates(rows)) if data.draw(st.booleans()) else text(rows)
    screening, found = screened(stream, as_of, policy, rows=2)
    assert [one.row for one in found] == list(range(2, len(persons) + 2))
    for raw, one in zip(persons, found, strict=True):
        facts = read_facts(policy.facts, raw, as_of)
        expected = assess(policy, facts, as_of)
        assert isinstance(one, Judged)
        best = expected.recommended
        assert (one.status, one.route, one.since) == (
            (best.status, best.plan.name, best.eligible_on) if best else (Status.EXCLUDED, "", None)
        )
        assert bool(one.to_confirm) is bool(best and best.confirm)
        assert bool(one.lacking) or not (best and best.missing)
        assert one.why
        opened = open_code(one.code, PACKS[pack].parent)
        told = {name: value for name, value in opened.told.facts.items() if value is not None}
        assert told == {name: value for name, value in facts.items() if value is not None}
        for coming in one.coming:
            [plan] = [plan for plan in policy.routes if plan.name == coming.route]
            before = assess(policy, facts, coming.day - timedelta(days=1)).routes[plan.id]
            then = assess(policy, facts, coming.day).routes[plan.id]
            assert (before.status > Status.ELIGIBLE, then.status) == (True, Status.ELIGIBLE)
            assert as_of < coming.day <= (add_months(as_of, MONTHS_AHEAD) or date.max)
    assert screening.tally.statuses.total() == len(persons)
    assert screening.tally.months.total() == sum(
        len(one.coming) for one in found if isinstance(one, Judged)
    )


def test_what_is_said_of_one_person() -> None:
    _, [now, later, outside] = screened(text(table(GOOD, LATER, OUTSIDE)))
    assert isinstance(now, Judged)
    assert (now.status, now.route, now.since) == (
        Status.ELIGIBLE,
        "助理级·初聘",
        date(2024, 7, 1),
    )
    assert now.why.endswith("2024年7月1日已满3年（第六条（二）1（3））。")
    assert (now.lacking, now.to_confirm, now.coming) == ((), (), ())
    assert isinstance(later, Judged)
    assert later.status is Status.NOT_YET
    assert [(c.day, c.route) for c in later.coming] == [(date(2027, 2, 1), "助理级·初聘")]
    assert "还差2个月零9天" in "".join(later.lacking)
    assert isinstance(outside, Judged)
    assert (outside.status, outside.route, outside.since) == (Status.EXCLUDED, "", None)
    assert "第一条" in outside.why


def test_a_lower_level_open_today_does_not_hide_the_higher_one_to_come() -> None:
    two_years = {**GOOD, "学历1": "全日制中专", "学历2": "成人专科", "学历2毕业日期": "2025-01-01"}
    person = {**two_years, "开始1": "2025-01-01", "业绩": "论文"}
    _, [found] = screened(text(table(person)))
    assert isinstance(found, Judged)
    assert (found.status, found.route) == (Status.ELIGIBLE, "员级·初聘")
    assert [(c.day, c.route) for c in found.coming] == [(date(2028, 1, 1), "助理级·认定考核")]


def test_bad_rows_are_named_and_the_rest_go_on() -> None:
    screening, found = screened(xlsx(table(GOOD, BAD, LATER)))
    assert [type(one) for one in found] == [Judged, Unread, Judged]
    bad = found[1]
    assert isinstance(bad, Unread)
    assert [str(trouble)[:13] for trouble in bad.troubles] == ["第3行“开始1”：“202"]
    assert (screening.tally.people, screening.tally.unread, screening.tally.troubles) == (3, 1, 1)
    said = "\n".join(summary(screening))
    for words in (
        "一共3人",
        "现在可以申报：1人",
        "没有看的：1行，1处要改",
        "2020年第一批",
        "职改办审核为准",
    ):
        assert words in said


def test_what_the_user_should_know_of_the_file() -> None:
    rows = table({**GOOD, "民族": "汉"})
    screening, _ = screened(xlsx([["说明"]], rows, rows))
    assert [sheet.name for sheet in screening.reading.sheets] == ["表2", "表3"]
    assert screening.tally.people == 2
    notes = "\n".join(screening.notes)
    for words in ("“表2”、“表3”", "没有用到：民族", "任教学科"):
        assert words in notes


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: text([["张三", "李四"], ["1", "2"]]), "没有找到表头"),
        (lambda: xlsx(table(GOOD)[:1]), "没有人"),
        (lambda: io.BytesIO(b"\xff\xd8\xff\xe0"), "不是表格"),
        (lambda: by_hand("<row><c></row>"), "坏了"),
    ],
)
def test_a_hopeless_roster_is_refused(make: Any, says: str) -> None:
    with pytest.raises(SheetError, match=says):
        screened(make())


def test_a_day_before_the_notice_is_refused() -> None:
    with pytest.raises(FactError, match="2020-01-01"):
        screened(text(table(GOOD)), date(2019, 12, 31))


# --- the workbook ---------------------------------------------------------------------------------

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "a\r\nb",
    "_x0041_",
    "<b>&amp;",
    "\ufffe会",
    "😀",
]


def test_what_came_in_goes_out_as_text() -> None:
    rows = table(*({**GOOD, "姓名": f"{name}", "备注": name} for name in HOSTILE))
    bad = {**GOOD, "姓名": "=cmd|x", "备注": "", "单位性质": '=HYPERLINK("http://x")'}
    bad["开始1"] = "2031-01-01"
    out = workbook(text([*rows, [bad[str(heading)] for heading in rows[0]]]))
    book = openpyxl.load_workbook(out)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
    cells = [cell for [cell] in book[RESULT]["B3:B12"]]
    assert [unescape(str(cell.value)) for cell in cells] == [
        name.strip().replace("\ufffe", "").replace("\r\n", "\n") for name in HOSTILE
    ]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert values(out, UNREAD)[0][1] == "=cmd|x"
    assert "HYPERLINK" in values(out, WORDINGS)[0][1]
    with ZipFile(out) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_workbook_is_whole_and_made_for_paper() -> None:
    out = workbook(xlsx(table(GOOD, BAD, LATER, OUTSIDE)))
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [SUMMARY, RESULT, COMING, UNREAD, WORDINGS]
    said = {str(row[0]): str(row[1]) for row in book[SUMMARY].iter_rows(values_only=True)}
    assert said["一共"] == "4人"
    assert said["✓ 现在可以申报"] == said["◷ 时间还没到"] == said["– 这条路不适用"] == "1人"
    assert said["计算日"] == "2026年11月23日"
    assert "以职改办审核为准" in said["提醒"]
    assert [row[:6] for row in values(out, RESULT)] == [
        (2, "张三", None, "✓ 现在可以申报", "助理级·初聘", datetime(2024, 7, 1)),
        (4, "王五", None, "◷ 时间还没到", "助理级·初聘", datetime(2027, 2, 1)),
        (5, "赵六", None, "– 这条路不适用", None, None),
    ]
    assert values(out, COMING) == [("2027年2月", datetime(2027, 2, 1), "王五", 4, "助理级·初聘")]
    assert [row[:3] for row in values(out, UNREAD)] == [
        (3, "李四", "开始1"),
    ]
    for name, last in ((RESULT, "K5"), (COMING, "E3"), (UNREAD, "D3")):
        sheet = book[name]
        assert sheet.auto_filter.ref == f"A2:{last}"
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_months_ahead_are_in_order() -> None:
    starts = ("2025-03-01", "2024-02-10", "2024-05-01", "2020-01-01", "2024-02-10")
    out = workbook(text(table(*({**GOOD, "姓名": s, "开始1": s} for s in starts))))
    days = [row[1] for row in values(out, COMING)]
    assert days == [
        datetime(2027, 2, 10),
        datetime(2027, 2, 10),
        datetime(2027, 5, 1),
        datetime(2028, 3, 1),
    ]


def test_nothing_is_left_where_nothing_was_found() -> None:
    out = workbook(text(table(GOOD)))
    assert values(out, COMING)[0][0] == "今后两年里没有。"
    assert "没有要改的" in values(out, UNREAD)[0][0]


# --- the command line -----------------------------------------------------------------------------


def run(*arguments: str, data: bytes = b"") -> tuple[int, str, str]:
    status, out, err = ran("screen", *arguments, given=data)
    return status, out.decode(), err


def test_the_command_writes_the_workbook_and_says_what_came_out(tmp_path: Path) -> None:
    roster, out = tmp_path / "名册.xlsx", tmp_path / "结果.xlsx"
    roster.write_bytes(xlsx(table(GOOD, LATER)).getvalue())
    status, said, errors = run(str(roster), "-o", str(out), "--as-of", "2026-11-23")
    assert (status, errors) == (0, "")
    assert "一共2人" in said
    assert "按2026年11月23日计算" in said
    assert len(values(io.BytesIO(out.read_bytes()), RESULT)) == 2
    status, said, _ = run("-", "-o", str(out), data=text(table(GOOD, BAD), "gb18030").getvalue())
    assert status == 1
    assert "没有看的：1行，1处要改" in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2026.12.31", "按2026年12月31日计算"),
        ("2026年12月", "按2026年12月31日计算"),
        ("２０２７/2/1", "按2027年2月1日计算"),
        ("20270201", "按2027年2月1日计算"),
        ("明天", "计算日：“明天”看不懂"),
        ("2027.2.30", "计算日：“2027.2.30”不是日历上有的日子"),
        ("2019", "计算日：通知从2020年1月1日起执行，请填那天或以后。"),
    ],
)
def test_the_day_of_reckoning_is_read_as_at_the_desk(
    typed: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "a.csv"
    roster.write_bytes(text(table(GOOD)).getvalue())
    status = main(["screen", str(roster), "-o", str(tmp_path / "b.xlsx"), "--as-of", typed])
    said = capsys.readouterr()
    assert says in (said.err if status else said.out)
    page = AppTest.from_file(str(ROOT / "advisor_app.py"), default_timeout=30).run()
    page = told(page.switch_page("advisor/ui/desk/page.py").run(), day=typed)
    shown = "\n".join(str(element.proto.body) for element in page.get("html"))
    assert says in shown


def test_another_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = tmp_path / "a.csv"
    roster.write_bytes(text(table({"工作地点": "在郑州市", "由谁申报": "我上班的单位"})).getvalue())
    packs = ["--content", str(ROOT / "tests" / "packs"), "--policy", "one-piece"]
    assert main(["screen", str(roster), "-o", str(tmp_path / "b.xlsx"), *packs]) == 0
    assert "据转载整理" in capsys.readouterr().out


def test_what_cannot_be_run_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, good, empty = (str(tmp_path / name) for name in ("结果.xlsx", "a.csv", "b.csv"))
    Path(good).write_bytes(text(table(GOOD)).getvalue())
    Path(empty).write_bytes(b"")
    for arguments, says in (
        ([str(tmp_path / "没有.xlsx"), "-o", out], "打不开"),
        ([good, "-o", good], "换一个文件名"),
        ([good, "-o", str(tmp_path / "没有" / "b.xlsx")], "文件夹"),
        ([good, "-o", out, "--as-of", "2026-13-01"], "2026-13-01"),
        ([good, "-o", out, "--as-of", "2019-12-31"], "2020年1月1日起"),
        ([empty, "-o", out], "空的"),
    ):
        assert main(["screen", *arguments]) == 2
        said, errors = capsys.readouterr()
        assert said == ""
        assert says in errors
    with pytest.raises(SystemExit) as caught:
        main(["screen", good])
    assert caught.value.code == 2
    assert Path(good).read_bytes() == text(table(GOOD)).getvalue()
    assert not Path(out).exists()


# --- the page -------------------------------------------------------------------------------------


def opened() -> AppTest:
    page = AppTest.from_file(str(ROOT / "advisor_app.py"), default_timeout=30).run()
    return page.switch_page("advisor/ui/rosters/page.py").run()


def shown(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def handed_in(stream: io.BytesIO, name: str = "名册.xlsx") -> AppTest:
    page = opened()
    page.file_uploader[0].set_value((name, stream.getvalue(), "application/octet-stream")).run()
    return page.button(key="start").click().run()


def test_the_page_before_anything_is_handed_in() -> None:
    page = opened()
    assert not page.exception
    assert page.button(key="start").disabled
    assert "怎么用" in shown(page)


def test_the_page_shows_what_came_of_a_roster() -> None:
    today = clock.today(load_policy())
    start = add_months(today, -30)
    assert start is not None
    soon = {**GOOD, "姓名": "<b>王五</b>", "开始1": start.isoformat()}
    page = handed_in(xlsx(table(GOOD, BAD, soon, OUTSIDE)))
    said = shown(page)
    assert not page.exception
    assert "看完了，一共4人" in said
    assert "&lt;b&gt;王五" in said
    assert "<b>王五" not in said
    assert "第3行" in said
    assert "不是日历上有的日子" in said
    assert "共1人次" in said
    run: units.Run = page.session_state["roster-run"]
    assert run.workbook is not None
    run.workbook.seek(0)
    assert len(values(io.BytesIO(run.workbook.read()), RESULT)) == 3

    page.button_group[0].set_value([Status.EXCLUDED]).run()
    assert "每个人的结果（1人）" in shown(page)
    assert "赵六" in shown(page)
    page.button_group[0].set_value([]).run()
    page.text_input(key="unit-name").set_value("张").run()
    assert "每个人的结果（1人）" in shown(page)


def test_a_long_roster_has_pages() -> None:
    page = handed_in(text(table(*({**GOOD, "姓名": f"人{n}号"} for n in range(1, 61)))))
    assert "人50号" in shown(page)
    assert "人51号" not in shown(page)
    page.button(key="after").click().run()
    assert "人51号" in shown(page)
    page.text_input(key="unit-name").set_value("人2号").run()
    assert "人2号" in shown(page)


@pytest.mark.parametrize(
    ("stream", "says"),
    [(io.BytesIO(b"%PDF-1.4"), "不是表格"), (by_hand("<row><c></row>"), "坏了")],
)
def test_a_hopeless_file_is_explained_on_the_page(stream: io.BytesIO, says: str) -> None:
    page = handed_in(stream)
    assert not page.exception
    assert "这个文件看不了" in shown(page)
    assert says in shown(page)


def test_a_roster_taken_back_is_forgotten() -> None:
    page = handed_in(xlsx(table(GOOD)))
    assert "看完了" in shown(page)
    page.file_uploader[0].clear().run()
    assert "看完了" not in shown(page)
    assert page.session_state["roster-run"] is None


def begun(*people: Any) -> units.Run:
    run = units.Run("1")
    run.begin(POLICY, text(table(*people)), AS_OF)
    return run


def test_stopping_forgets_and_nothing_goes_on() -> None:
    run = begun(*[GOOD] * 250)
    assert run.going
    assert run.go_on() is not None
    assert len(run.people) == units.ROWS_AT_A_TIME - 1  # the first row is the headings
    run.give_up()
    assert not run.going
    assert run.people == []
    assert run.go_on() is None


def test_a_file_damaged_further_down_is_explained_too() -> None:
    stream = text([*table(*[GOOD] * 250), ["x"] * 400])
    run = units.Run("1")
    run.begin(POLICY, stream, AS_OF)
    while run.go_on() is not None:
        pass
    assert "列" in run.hopeless
    assert (run.going, run.workbook, run.people) == (False, None, [])


def test_two_runs_of_the_page_side_by_side_lose_no_one() -> None:
    """A click starts the page anew while the run before it is still in the middle of its rows."""
    run = begun(*({**GOOD, "姓名": f"人{number}"} for number in range(1, 501)))
    threads = [Thread(target=lambda: [None for _ in iter(run.go_on, None)]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [person.name for person in run.people] == [f"人{number}" for number in range(1, 501)]
    assert run.workbook is not None
    run.workbook.seek(0)
    assert len(values(io.BytesIO(run.workbook.read()), RESULT)) == 500


def test_only_so_many_are_kept_to_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "SHOWN", 3)
    run = begun(*[GOOD] * 5, *[BAD] * 5)
    while run.go_on() is not None:
        pass
    assert (len(run.people), len(run.troubles)) == (3, 3)


def test_the_packs_are_where_codes_are_opened() -> None:
    """The codes of the property above open under the shipped content too."""
    _, [found] = screened(text(table(GOOD)))
    assert isinstance(found, Judged)
    assert open_code(found.code).told.facts["employer"] == "private_enterprise"


def test_rows_come_out_the_same_whoever_judges_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, in other processes, and here again where those are gone halfway."""
    good = [{**GOOD, "姓名": f"某{number}"} for number in range(12)]
    good[3] = {**BAD, "姓名": "某3"}
    rows = table(*good)

    def screened(helpers: Helpers | None) -> tuple[list[Judged | Unread], int]:
        screening = Screening(POLICY, xlsx(rows), AS_OF, helpers=helpers)
        found = []
        while not screening.done:
            found += screening.step(2)
        return found, screening.tally.people

    alone = screened(None)
    assert [one.name for one in alone[0]] == [f"某{number}" for number in range(12)]
    monkeypatch.setattr(judges, "ALONE", 4)
    monkeypatch.setattr(judges, "AT_A_TIME", 2)
    monkeypatch.setattr(processes, "START", "fork")
    assert screened(Helpers(load_policy, 2)) == alone
    assert screened(Helpers(_gone, 2)) == alone


def _gone() -> Policy:
    os._exit(1)
