"""``advisor check``: no fault in what is shipped; each kind of fault named by place and remedy."""

from pathlib import Path

import pytest

from advisor.cli import commands as cli
from advisor.content.checking.texts import cited
from advisor.content.clauses import clause_in_words
from advisor.content.reading import OF_TALK, read_content
from advisor.proving.cases import wrong_cases
from advisor.proving.sound import check_pack
from tests.content.test_content import PACKS, copy_of


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_shipped_is_sound(pack: str) -> None:
    assert check_pack(PACKS[pack]) == ([], [], [])


def test_the_command_says_so_and_ends_with_nought(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy_of("one-piece", tmp_path / "sound")
    assert cli.main(["check", "--content", str(tmp_path / "sound")]) == 0
    assert capsys.readouterr().out == "one-piece：没有错。\n"
    copy_of("one-piece", tmp_path, ("pack", "city: 郑州\n", "city: 郑州\ntown: 中牟\n"))
    assert cli.main(["check", "one-piece", "--content", str(tmp_path)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "one-piece：有1处错，请改："
    assert told[1].startswith("one-piece/pack.yaml:5: ")
    assert cli.main(["check", "kaifeng"]) == 2
    assert "没有“kaifeng”这个内容包" in capsys.readouterr().err


def test_cases_that_come_out_otherwise_are_faults(tmp_path: Path) -> None:
    """Each by the file, the line, who it is, what was expected and what was found."""
    college, outside = "全日制大专，差一天满三年", "单位不在漯河"
    wrong = [
        (
            "      assistant.initial: {status: not_yet, on: 2020-07-01}\n      entry.initial: {",
            "      assistant.initial: eligible\n      entry.initial: {",
            f"{college}：助理级·初聘应是“现在可以申报”；算出来是“时间还没到”。请对照通知：",
        ),
        (
            "      entry.initial: {status: confirm, on: 2018-07-01}\n      entry.recognition",
            "      entry.initial: {status: confirm, on: 2018-07-02}\n      entry.recognition",
            f"{college}：员级·初聘应是“要先问清楚”，自2018年7月2日起；算出来是“要先问清楚”，自2018年7月1日起。",
        ),
        (
            "    recommended: entry.initial\n    why: 大专要满3年",
            "    recommended: none\n    why: 大专要满3年",
            f"{college}：应先推荐没有，算出来是员级·初聘。",
        ),
        (
            "    facts: {jurisdiction: outside}",
            "    facts: {jurisdiction: outsid}",
            f"{outside}：",
        ),
        (
            "    day: 2020-01-01\n",
            "    day: 2019-12-31\n",
            "同一个人，在施行的头一天：计算日 2019-12-31 早于通知施行的 2020-01-01",
        ),
    ]
    edits = [("cases", find, put) for find, put, _ in wrong]
    folder = copy_of("luohe-2020", tmp_path, *edits)
    text = (folder / "cases.yaml").read_text("utf-8")
    expected = [(text.count("\n", 0, text.index(put)) + 1, says) for _, put, says in wrong]
    faults = check_pack(folder).faults
    assert len(faults) == len(wrong)
    for number, says in expected:
        place = f"luohe-2020/cases.yaml:{number}: "
        assert any(fault.startswith(place + says) for fault in faults), (number, says, faults)


def test_a_rule_changed_by_mistake_is_seen_in_who_it_hits(tmp_path: Path) -> None:
    """Two years where the notice says three, and its words changed along: only people can tell."""
    edits = (
        ("routes", "college_work: {months: 36, clause: 六.二.1.3", "college_work: {months: 24, clause: 六.二.1.3"),
        ("notice", "普通大专毕业证，办理有效就业手续，从事相关专业技术工作满三年", "普通大专毕业证，办理有效就业手续，从事相关专业技术工作满二年"),
    )  # fmt: skip
    content, _ = read_content(copy_of("luohe-2020", tmp_path, *edits), OF_TALK)
    told = [fault.message for fault in wrong_cases(content)]
    assert any("全日制大专，差一天满三年：助理级·初聘" in message for message in told)


def test_another_pack_does_not_inherit_the_cases() -> None:
    """What was expected of the notice below is not what this one gives."""
    folder = Path(__file__).parents[1] / "packs" / "luohe-2021"
    assert read_content(folder)[0].cases.cases == []


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("要满3年（第六条（二）1（3））。", ["六.二.1.3"]),
        ("见第四条（三）（四），和第一条。", ["四.三", "四.四", "一"]),
        ("另有规定的按规定（第六条末段）。", ["六.末"]),
        ("《劳动合同法》第十条说的。", []),
        ("第八条（一）1、2都要。", ["八.一.1"]),
    ],
)
def test_which_clauses_a_sentence_cites(sentence: str, clauses: list[str]) -> None:
    assert list(cited(sentence)) == clauses


def test_a_clause_in_words_is_read_back() -> None:
    for clause in ("一", "四.二.1", "六.二.1.3", "六.末"):
        assert list(cited(clause_in_words(clause))) == [clause]
