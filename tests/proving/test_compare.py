"""Two packs side by side: exactly what was changed is named, and whose verdict that changes."""

import pytest

from advisor.cli import commands as cli
from advisor.packs import load_policy
from advisor.proving.comparing import Comparison, compare
from tests.content.test_content import PACKS, copy_of

NEXT_YEAR = (
    ("conditions", "    months: time_in_post\n", "    months: 12\n"),
    (
        "routes",
        "            clause: 六.二.1.3\n            beside: [{use: related_service, months: college_work}, teachers_years]\n          - diploma: fulltime_postgraduate",
        "            clause: 六.二.1.3\n            beside: [{use: related_service, months: 24}, teachers_years]\n          - diploma: fulltime_postgraduate",
    ),
    ("conditions", "    within_years: excellence_years\n", "    within_years: 2\n"),
    (
        "conditions",
        "    fails: [health, economics, accounting, auditing, statistics]\n",
        "    fails: [health, economics, accounting, auditing, statistics, law]\n",
    ),
    (
        "conditions",
        "      statistics: 统计系列实行",
        "      law: 法律要考试。\n      statistics: 统计系列实行",
    ),
    ("pack", "batch: 2020年第一批\n", "batch: 2021年第一批\n"),
)
"""Three numbers, one list (with the sentence that its new item needs), the batch."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    changed = copy_of("luohe-2020", tmp_path_factory.mktemp("next"), *NEXT_YEAR)
    return compare(load_policy(PACKS["luohe-2020"]), load_policy(changed))


def test_exactly_what_was_changed_is_named(found: Comparison) -> None:
    told = {(one.kind, one.clause, one.before, one.after) for one in found.differences}
    assert told == {
        ("number", "一", "6个月（6个月）", "1年（12个月）"),
        ("number", "六.二.1.3", "3年（36个月）", "2年（24个月）"),
        ("number", "七.七", "3", "2"),
        ("list", "一", "", "多了律师、公证"),
        ("sentence", "", "2020年第一批", "2021年第一批"),
    }
    places = [one.place for one in found.differences]
    assert len(places) == 6  # the list of series, and the sentence for the new one
    assert "routes.yaml：助理级·初聘 · 全日制学历 · 全日制大专 · 相关专业工作年限 · 月数" in places


def test_whose_verdict_changes_is_told_with_both_clauses(found: Comparison) -> None:
    [college] = [
        one
        for one in found.people
        if one.who == "全日制大专，毕业后工作2年" and one.route == "助理级·初聘"
    ]
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
    assert cli.main(["compare", "luohe-2020@0", "luohe-2020"]) == 2
