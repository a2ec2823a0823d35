"""``advisor check``: no fault in what is shipped; each kind of fault named by place and remedy."""

from pathlib import Path

import pytest

from advisor.cli import commands as cli
from advisor.content.checking.texts import cited
from advisor.content.clauses import clause_in_words
from advisor.proving.sound import check_pack
from tests.content.test_content import PACKS, copy_of


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_shipped_is_sound(pack: str) -> None:
    assert check_pack(PACKS[pack]) == ([], [], [])


def test_the_command_says_so_and_ends_with_nought(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "luohe-2020：没有错。\n"
    copy_of("one-piece", tmp_path, ("pack", "city: 郑州\n", "city: 郑州\ntown: 中牟\n"))
    assert cli.main(["check", "one-piece", "--content", str(tmp_path)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "one-piece：有1处错，请改："
    assert told[1].startswith("one-piece/pack.yaml:5: ")
    assert cli.main(["check", "kaifeng"]) == 2
    assert "没有“kaifeng”这个内容包" in capsys.readouterr().err


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
