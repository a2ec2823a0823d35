"""Folding what people type: one way of writing, bounded."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.text import LONGEST_TEXT, folded, normalised, simplified, without_spaces


def test_width_case_and_marks() -> None:
    assert normalised("ＰＤＦ怎么传？？（急）") == "pdf怎么传 急"
    assert normalised("  \n\t") == ""
    assert folded("Ｎｏ．１") == "no.1"
    assert without_spaces(" ２０２１ 年　7 月 ") == "2021年7月"


def test_traditional_characters_are_simplified_each_in_its_place() -> None:
    assert normalised("職稱評審") == "职称评审"
    assert simplified("學時沒修夠，有權審嗎") == "学时没修够，有权审吗"
    assert simplified("乾燥、頭髮、甚麼") == "干燥、头发、甚么"


def test_what_simplified_writing_has_too_stays() -> None:
    assert simplified("编著的专著后来在里面") == "编著的专著后来在里面"


@given(st.text(max_size=200))
def test_simplifying_keeps_every_place(text: str) -> None:
    assert len(simplified(text)) == len(text)


def test_half_a_character_is_left_as_it_is() -> None:
    assert simplified("學\ud800\udc00") == "学\ud800\udc00"


@given(st.text(max_size=2000))
def test_folding_twice_changes_nothing_and_stays_short(text: str) -> None:
    once = normalised(text)
    assert len(once) <= LONGEST_TEXT
    assert normalised(once) == once
