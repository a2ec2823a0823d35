"""Two packs side by side: exactly what was changed is named, and whose verdict that changes."""

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.cli import commands as cli
from advisor.content.checking.verdicts import LEAD, OTHER_ROUTES, OUTLOOK, THEN
from advisor.content.reading import OF_TALK, read_content
from advisor.content.shape.conditions import KINDS
from advisor.facts.values import read_facts
from advisor.packs import load_policy, open_version
from advisor.proving.comparing import Comparison, compare
from advisor.proving.differing import PLACEHOLDERS, Difference, differences
from advisor.proving.sound import check_pack
from advisor.rules.assess import assess
from tests.content.test_content import PACKS, copy_of

ROOT = Path(__file__).parents[2]

NEXT = PACKS["luohe-2020"], ROOT / "tests" / "packs" / "luohe-2021"
"""This year's pack and, written over it, a next one: three numbers with the clauses that say them, one list,
the batch. Nothing else."""


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(load_policy(NEXT[0]), load_policy(NEXT[1]))


@pytest.fixture(scope="module")
def since_the_kept_one() -> list[Difference]:
    """What differs from the version that is kept."""
    return differences(open_version("luohe-2020", "1").content, load_policy(NEXT[0]).content)


def test_the_next_pack_is_sound_and_says_only_what_differs() -> None:
    assert check_pack(NEXT[1]) == ([], [], [])
    files = [*NEXT[1].glob("*.yaml")]
    assert sum(len(file.read_text("utf-8").splitlines()) for file in files) < 60


def test_exactly_what_was_changed_is_named(found: Comparison) -> None:
    """Numbers by their names; not the sentences and rules that take them; and no more than was written."""
    told = {
        (one.kind, one.group, one.place, one.clause, one.before, one.after)
        for one in found.differences
        if one.group != "通知原文" and one.kind != "following"
    }
    numbers = "number", "路和年限"
    series = "不靠考试的系列"
    assert told == {
        (*numbers, "在各类专业技术岗位上工作…以上", "一", "6个月", "1年（12个月）"),
        (*numbers, "从事相关专业技术工作满…以上", "六.二.1.3", "3年（36个月）", "2年（24个月）"),
        (*numbers, "近…考核中", "七.七", "3年", "2年"),
        ("list", "条件", f"{series} · 不满足的", "一", "", "多了律师、公证"),
        ("sentence", "条件", f"{series} · 不适用时的话", "一", "", "多了律师、公证"),
        ("sentence", "条件", f"{series} · 标题", "一", "", "多了律师、公证"),
        # the batch, with the days that go with it
        ("sentence", "这份通知", "批次", "", "2020年第一批", "2021年第一批"),
        ("number", "这份通知", "适用的日子 · 从哪天起", "", "2020年1月1日", "2021年1月1日"),
        (*numbers, "于…前将网上信息提交", "八.二", "2020年1月10日", "2021年1月10日"),
    }
    changed = [one for one in found.differences if one.group == "通知原文"]
    assert [one.clause for one in changed] == ["标题", "一", "六.二.1.3", "七.七"]
    assert all(one.kind == "sentence" for one in changed), "the notice takes nothing by reference"


def test_what_differs_is_told_without_the_names_of_the_files(
    found: Comparison, since_the_kept_one: list[Difference]
) -> None:
    """Against the version that is kept too, where hundreds differ."""
    for one in (*found.differences, *since_the_kept_one):
        if one.kind not in ("hearing", "following"):
            assert not re.search(r"[a-z]+_[a-z]+|\.yaml", _said(one)), one


def _said(one: Difference) -> str:
    return f"{one.place} {one.before} {one.after}"


def test_what_is_written_anew_is_told_though_only_its_figures_differ(tmp_path: Path) -> None:
    """A sentence that takes no number by reference is one that somebody has changed."""
    changed = copy_of("luohe-2020", tmp_path, ("answers", "不必先有员级", "不必先有员级2年"))
    again = copy_of(
        "luohe-2020", tmp_path / "again", ("answers", "不必先有员级", "不必先有员级3年")
    )
    unread = OF_TALK - {"answers"}
    one, other = (read_content(folder, unread)[0] for folder in (changed, again))
    [told] = differences(one, other)
    assert (told.kind, told.group) == ("sentence", "常见问题")


TYPICAL = load_policy(NEXT[0]).content.pack.typical.common
COLLEGE = {"diplomas": [{"kind": "fulltime_college", "graduated_on": "2015-06-30"}]}
EXCELLENT = {
    "diplomas": [{"kind": "adult_bachelor", "graduated_on": "2015-06-30"}],
    "employer": "public_institution",
    "achievements": ["annual_excellence"],
    "excellent_years": [2019],
}


@pytest.mark.parametrize(
    ("facts", "day", "route", "then", "now"),
    [
        # 六.二.1.3: two years instead of three, from 2020-03-01
        (COLLEGE | {"work": "2020-03-01"}, "2022-02-28", "assistant.initial", "not_yet", "not_yet"),
        (COLLEGE | {"work": "2020-03-01"}, "2022-03-01", "assistant.initial", "not_yet", "eligible"),
        (COLLEGE | {"work": "2020-03-01"}, "2023-02-28", "assistant.initial", "not_yet", "eligible"),
        (COLLEGE | {"work": "2020-03-01"}, "2023-03-01", "assistant.initial", "eligible", "eligible"),
        # 一: twelve months in the post instead of six; a master's degree asks for no other years
        ({"work": "2020-09-01"}, "2021-02-28", "assistant.initial", "not_yet", "not_yet"),
        ({"work": "2020-09-01"}, "2021-03-01", "assistant.initial", "eligible", "not_yet"),
        ({"work": "2020-09-01"}, "2021-08-31", "assistant.initial", "eligible", "not_yet"),
        ({"work": "2020-09-01"}, "2021-09-01", "assistant.initial", "eligible", "eligible"),
        # 七.七: excellent in 2019 counts to the end of 2022, now to the end of 2021
        (EXCELLENT, "2021-12-31", "assistant.recognition", "eligible", "eligible"),
        (EXCELLENT, "2022-01-01", "assistant.recognition", "eligible", "unmet"),
        (EXCELLENT, "2022-12-31", "assistant.recognition", "eligible", "unmet"),
        (EXCELLENT, "2023-01-01", "assistant.recognition", "unmet", "unmet"),
        # 一: one series more that has examinations
        ({"series": "law"}, "2021-06-01", "assistant.initial", "eligible", "excluded"),
    ],
)  # fmt: skip
def test_verdicts_differ_on_the_days_between_and_on_no_other(
    facts: dict[str, object], day: str, route: str, then: str, now: str
) -> None:
    masters = {
        "diplomas": [{"kind": "fulltime_postgraduate", "graduated_on": "2015-06-30"}],
        "masters_degree": True,
    }
    said = {**TYPICAL, **masters, **facts}
    if isinstance(said["work"], str):
        said["work"] = [{"start": said["work"]}]
    as_of = date.fromisoformat(day)
    found = [
        assess(policy, read_facts(policy.facts, said, as_of), as_of).routes[route].status.word
        for policy in map(load_policy, NEXT)
    ]
    assert found == [then, now]


def test_one_shipped_and_one_beside_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """By the command; what only follows from the numbers is counted, not listed."""
    beside = ["--content", str(NEXT[1].parent), "--content-only"]
    assert cli.main(["compare", "luohe-2020", "luohe-2021", *beside]) == 1
    told = capsys.readouterr().out
    assert told.startswith("内容：数字和日期5处，名单1处，句子7处。\n")
    college = "第六条（二）1（3） 从事相关专业技术工作满…以上"
    assert f"{college}：3年（36个月） → 2年（24个月）\n" in told
    assert "跟着这些数字变的句子和条件：" in told
    assert "满3年可以初聘" not in told


def test_whose_verdict_changes_is_told_with_both_clauses(found: Comparison) -> None:
    """Of the people by whom the packs are tried, each on the day of their case."""
    assert found.asked == len(load_policy(NEXT[0]).content.cases.cases)
    [college] = [one for one in found.people if one.who == "全日制大专，差一天满三年"]
    assert college.route == "助理级·初聘"
    assert (college.before.words, college.after.words) == ("时间还没到", "现在可以申报")
    assert college.before.clauses[0] == "六.二.1.3"


def test_every_case_is_compared(found: Comparison) -> None:
    told = {(one.route, one.before.words, one.after.words) for one in found.classes}
    assert ("助理级·初聘", "时间还没到", "现在可以申报") in told  # two years are enough
    assert ("员级·认定考核（转换专业）", "现在可以申报", "时间还没到") in told  # six months are not
    assert ("助理级·初聘", "现在可以申报", "这条路不适用") in told  # 法律


def test_the_same_pack_does_not_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "luohe-2020", "luohe-2020", "--content-only"]) == 0
    assert "没有不同" in capsys.readouterr().out


def test_an_earlier_version_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "luohe-2020@1", "luohe-2020", "--content-only"]) == 1
    told = capsys.readouterr().out
    assert "名单" in told
    assert "个结论不同" in told
    assert "认得的说法只计数" in told
    assert len(told.splitlines()) < 300
    assert cli.main(["compare", "luohe-2020@1", "luohe-2020", "--content-only", "--all"]) == 1
    assert "认得的说法 · 打字怎么听" in capsys.readouterr().out
    assert cli.main(["compare", "luohe-2020@0", "luohe-2020"]) == 2


def test_what_is_put_in_for_each_person_is_told_in_chinese(
    since_the_kept_one: list[Difference],
) -> None:
    """Of every kind of condition, of the verdicts, of last days."""
    names = {name for kind in KINDS.values() for name in (*kind.placeholders, *kind.short_placeholders, *kind.lever_placeholders)}  # fmt: skip
    for part in (OUTLOOK, THEN, OTHER_ROUTES, LEAD):
        names |= {name for each in part.values() for name in each}
    assert names <= PLACEHOLDERS.keys()
    said = "".join(map(_said, since_the_kept_one))
    assert "满〔要多少〕" in said
    assert re.findall(r"\{[a-z_]+\}|〔…〕", said) == []
