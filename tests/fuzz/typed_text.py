"""What people type, to the chat and to the desk: always some outcome, only facts that can be, only the
person's own words, and nothing from noise."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml
from hypothesis import strategies as st

from advisor.facts.plain import facts_to_json
from advisor.facts.values import read_fact
from advisor.talk.outcomes import reply_to
from advisor.talk.understand import understand
from advisor.text import half_width
from advisor.ui.desk.sentence import answer_beside, take
from tests.fuzz.fuzzer import NOISE, PIECES, POLICY, Fuzzer
from tests.people import AS_OF

_TOLD = [
    row[0]
    for row in yaml.safe_load((Path(__file__).parents[1] / "talk" / "told.yaml").read_text("utf-8"))
]
_FRAGMENTS = sorted({piece for text in _TOLD for piece in re.split("[，。、；\\s]", text) if piece})
_LABELS = [option.label for fact in POLICY.facts.values() for option in fact.options.values()]
_SMALL = [
    "没有",
    "不是",
    "吗",
    "？",
    "如果",
    "我同事",
    "，",
    "。",
    "和",
    "到",
    "至今",
    "又",
    "改成",
    "说错了，",
]
_IDENTITY = "411102199003072617"
_PHONE = "13903950000"


class Typed(NamedTuple):
    """A text, the fact it was asked for, and whether it holds no word at all."""

    text: str
    asked: str | None
    noise: bool


# Figures and letters may be a day or a number of a list; these are neither.
_NOTHING = st.text("鑫囧曱甴嘦嫑♠♣☂～·…—|\u200b\u202e\ufeff \n", max_size=60)
_WORDS = st.lists(
    st.one_of(
        st.sampled_from(_FRAGMENTS),
        st.sampled_from(_LABELS),
        st.sampled_from(_SMALL),
        st.dates(date(1950, 1, 1), date(2035, 1, 1)).map(lambda d: f"{d.year}年{d.month}月"),
        st.sampled_from([_IDENTITY, _PHONE]),
        PIECES,
    ),
    max_size=9,
).map("".join)
_ASKED = st.none() | st.sampled_from(list(POLICY.facts))
INPUTS = st.one_of(
    st.builds(Typed, _WORDS, _ASKED, st.just(False)),
    st.builds(Typed, NOISE, _ASKED, st.just(False)),
    st.builds(Typed, _NOTHING, _ASKED, st.just(True)),
)


def check(typed: Typed) -> None:
    understood = understand(POLICY, typed.text, typed.asked, AS_OF)
    reply = reply_to(POLICY, understood, AS_OF)
    assert reply.outcomes
    for one in understood.facts:
        plain = facts_to_json({one.fact: one.value})[one.fact]
        assert read_fact(POLICY.facts, one.fact, plain, AS_OF) == one.value
        assert set(one.said) <= {*typed.text, "，", *"＊*"}, "the person's own words"
    for number in (_IDENTITY, _PHONE):  # one that runs on into other figures is no such number
        if not re.search(rf"\d{number}|{number}[\dXx]", half_width(typed.text)):
            assert number not in half_width(understood.text)
    if typed.noise:
        assert not understood.facts
        assert not reply.supposed
    heard = take(POLICY, 1, typed.text, {}, typed.asked or "", AS_OF)
    answer_beside(POLICY, heard)
    assert not (typed.noise and heard.facts)


FUZZER = Fuzzer(INPUTS, check, found=(), quick=60)
