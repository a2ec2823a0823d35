"""Folding what people type: one way of writing, bounded."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.text import LONGEST_TEXT, normalised


def test_width_case_and_marks() -> None:
    assert normalised("ＰＤＦ怎么传？？（急）") == "pdf怎么传 急"
    assert normalised("  \n\t") == ""


def test_characters_are_folded() -> None:
    assert normalised("職稱評審", {"職": "职", "稱": "称", "評": "评", "審": "审"}) == "职称评审"


@given(st.text(max_size=2000))
def test_folding_twice_changes_nothing_and_stays_short(text: str) -> None:
    once = normalised(text)
    assert len(once) <= LONGEST_TEXT
    assert normalised(once) == once
