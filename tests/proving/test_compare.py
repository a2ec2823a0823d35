"""Two packs side by side: exactly what was changed is named, and whose verdict that changes."""

from pathlib import Path

import pytest

from advisor.cli import commands as cli
from advisor.packs import load_policy
from advisor.proving.comparing import Comparison, compare
from advisor.proving.sound import check_pack
from tests.content.test_content import PACKS, copy_of

NEXT_YEAR = {
    "pack": """\
id: luohe-2027
extends: luohe-2020
version: "1"
batch: 2027年第一批
in_force: {from: 2027-01-01}
""",
    "notice": """\
clauses:
  - id: 一
    text: 一、申报对象：全市企、事业单位在各类专业技术岗位上工作 12 个月以上的专业技术人员。公务员（含参照公务员法管理事业单位工作人员）不得参加专业技术人员职称评价。已实行以考代评的专业技术资格，如卫生、经济、会计、审计、统计、法律等专业，不再初聘、认定考核专业技术职务。
  - id: 四
    text: 四、评价方式：自2027年1月1日起,初级职称全部实行初聘和认定考核的方式,不再组织评审。初聘和认定考核职称均实行网上办理。
  - id: 六.二.1.3
    text: (3) 取得全日制普通大专毕业证，办理有效就业手续，从事相关专业技术工作满二年以上。
  - id: 七.七
    text: (七) 近二年考核中获得优秀等次一次以上。(事业单位)
""",
    "routes": """\
numbers:
  time_in_post: {months: 12}
  college_work: {months: 24}
  excellence_years: {years: 2}
  deadline: {day: 2027-01-10}
  appointed_since: {day: 2027-01-01}
""",
    "conditions": """\
conditions:
  series:
    fails: [{add: [law]}]
    closed: {law: 法律实行以考代评（第一条），不走初聘和认定考核。}
    headline: {law: 法律要考试，不走这份通知}
""",
}
"""Next year's notice: three numbers with the clauses that say them, one list, the batch. Nothing else."""


def next_year(folder: Path) -> Path:
    """The pack for next year, beside this year's."""
    copy_of("luohe-2020", folder)
    own = folder / "luohe-2027"
    own.mkdir()
    for name, text in NEXT_YEAR.items():
        (own / f"{name}.yaml").write_text(text, "utf-8")
    return own


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    changed = next_year(tmp_path_factory.mktemp("next"))
    assert check_pack(changed).faults == []
    return compare(load_policy(PACKS["luohe-2020"]), load_policy(changed))


def test_exactly_what_was_changed_is_named(found: Comparison) -> None:
    """Not the sentences and rules that take these numbers; and no more than was written."""
    told = {
        (one.kind, one.clause, one.before, one.after)
        for one in found.differences
        if not one.place.startswith("notice.yaml") and one.kind != "following"
    }
    assert told == {
        ("number", "", "2020年1月1日", "2027年1月1日"),
        ("number", "一", "6个月（6个月）", "1年（12个月）"),
        ("number", "六.二.1.3", "3年（36个月）", "2年（24个月）"),
        ("number", "七.七", "3", "2"),
        ("number", "八.二", "2020年1月10日", "2027年1月10日"),
        ("number", "四", "2020年1月1日", "2027年1月1日"),
        ("list", "一", "", "多了律师、公证"),
        ("sentence", "", "2020年第一批", "2027年第一批"),
    }
    changed = [one for one in found.differences if one.place.startswith("notice.yaml")]
    assert [one.clause for one in changed] == ["一", "四", "六.二.1.3", "七.七"]
    assert sum(text.count("\n") for text in NEXT_YEAR.values()) < 60


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
