"""Pieces that are understood by themselves, put together: each says what it says alone, in whatever order, with or
without pauses; of somebody else, supposed or asked they say nothing; what corrects takes the place of the first."""

from collections import Counter
from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from advisor.packs import load_policy
from advisor.talk.understand import understand
from tests.talk.test_told import AS_OF, expected, in_order

POLICY = load_policy()
PIECES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    about: [(text, expected(facts)) for text, facts in pieces]
    for about, pieces in yaml.load(
        (Path(__file__).parent / "pieces.yaml").read_bytes(), Loader=yaml.CSafeLoader
    ).items()
}
ACHIEVED = {
    "论文": "paper",
    "实用新型专利": "patent",
    "考核优秀": "annual_excellence",
    "县级表彰": "commendation",
    "科技进步奖": "science_award",
}
DENIED: dict[str, tuple[int, ...]] = {  # of two achievements those that one has
    "没有{}，有{}": (1,),
    "{}没有，{}有": (1,),
    "有{}没有{}": (0,),
    "{}没有但是有{}": (1,),
    "{}倒是有，{}没有": (0,),
    "{}和{}都有": (0, 1),
    "我有{}，也有{}": (0, 1),
    "没{}也没{}": (),
    "{}{}都没有": (),
    "{}没有，{}也没有": (),
    "没有{}也没有{}，别的也没有": (),
    "俺有{}，俺同事有{}": (0,),
    "同事有{}和{}，我没有": (),
}
ALL = [piece for pieces in PIECES.values() for piece in pieces]
OTHERS = ["我同事", "我老公", "俺对象", "我们主任", "单位小李", "我媳妇", "隔壁老王", "俺哥"]
UNSAID = [
    *("如果{}，能评吗", "要是{}呢", "假如{}", "打算明年{}", "好像{}", "{}能评助理吗", "{}的话咋办"),
    *("{}行不行", "不知道算不算{}", "是不是{}就能评", "{}的人能报吗", "听说{}才行", "怎么证明{}"),
]
CORRECTED = [
    "{}，不对，{}",
    "{}。说错了，{}",
    "{}，哦不，{}",
    "{}。更正一下，{}",
    "{}。刚才写错了，{}",
]


def heard(text: str) -> dict[str, Any]:
    return understand(POLICY, text, None, AS_OF).to_json()


def of_oneself(text: str) -> str:
    """The piece without its own subject."""
    for subject in ("我是", "俺是", "我们是", "我在", "俺单位", "单位", "我"):
        if text.startswith(subject):
            return text.removeprefix(subject)
    return text


def told_together(
    seed: int, most: int, join: str, often: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Texts of several pieces, no two of which tell the same fact, with all that they say."""
    random = Random(seed)
    for _ in range(often):
        abouts = random.sample(sorted(PIECES), random.randint(2, most))
        chosen = [random.choice(PIECES[about]) for about in abouts]
        told = Counter(fact for _, facts in chosen for fact in facts)
        if max(told.values()) == 1:
            texts = [text if join else text.replace("，", "") for text, _ in chosen]
            said: dict[str, Any] = {}
            for _, facts in chosen:
                said |= facts
            yield join.join(texts), said


def compared(texts: Iterator[tuple[str, dict[str, Any]]]) -> tuple[list[str], int, int]:
    """What is wrong, how many facts are found, how many there are."""
    wrong, found, total = [], 0, 0
    for text, said in texts:
        total += len(said)
        for fact, value in heard(text).items():
            if in_order(value) == in_order(said.get(fact)):
                found += 1
            else:
                wrong.append(f"{text}: {fact}={value}")
    return wrong, found, total


def test_each_says_this_by_itself() -> None:
    for text, facts in ALL:
        found = {fact: in_order(value) for fact, value in heard(text).items()}
        assert found == {fact: in_order(value) for fact, value in facts.items()}, text


def test_they_say_so_whatever_is_asked() -> None:
    """But for what answers it: a place asks for one, a day for a day, a title names a trade."""
    answered_by_any = {"registration", "title_since", "current_post_since"}
    for asked, (text, facts) in product(POLICY.facts.keys() - answered_by_any, ALL):
        if asked not in facts and "助理工程师" not in text:
            found = understand(POLICY, text, asked, AS_OF).to_json()
            assert {fact: in_order(value) for fact, value in found.items()} == {
                fact: in_order(value) for fact, value in facts.items()
            }, (asked, text)


@pytest.mark.parametrize("join", ["，", "。", "；"])
def test_together_they_say_the_same(join: str) -> None:
    wrong, found, total = compared(told_together(1, 7, join, 200))
    assert wrong == []
    assert found == total


def test_dictated_in_one_go_hardly_anything_is_lost() -> None:
    """Without any pause two readings may be left, and then nothing is said."""
    wrong, found, total = compared(told_together(1, 3, "", 500))
    assert len(wrong) <= 0.01 * total
    assert found >= 0.92 * total


def test_of_others_they_say_nothing_of_oneself() -> None:
    random = Random(1)
    for other in OTHERS:
        for text, _ in random.sample(ALL, 12):
            mine, facts = random.choice(ALL)
            told = f"{other}{of_oneself(text)}。我自己{mine}"
            leaked = {
                fact: value
                for fact, value in heard(told).items()
                if in_order(value) != in_order(facts.get(fact))
            }
            assert leaked == {}, told


@pytest.mark.parametrize("asked", [None, "achievements"])
def test_no_achievement_that_is_denied_is_claimed(asked: str | None) -> None:
    told = found = 0
    for form, had in DENIED.items():
        for two in permutations(ACHIEVED, 2):
            text = form.format(*two)
            facts: dict[str, Any] = understand(POLICY, text, asked, AS_OF).to_json()
            heard_of = facts.get("achievements") or []
            assert set(heard_of) <= {ACHIEVED[two[place]] for place in had}, text
            told, found = told + len(had), found + len(heard_of)
    assert found >= 0.95 * told


def test_supposed_or_asked_they_say_nothing() -> None:
    short = [text for text, _ in ALL if not set(text) & set("，（：")]
    for form, text in product(UNSAID, short[::3]):
        assert heard(form.format(of_oneself(text))) == {}, form.format(of_oneself(text))


def test_what_corrects_takes_the_place_of_the_first() -> None:
    """But for a day that is not said anew: it stays."""
    random = Random(1)
    for form, about in product(CORRECTED, sorted(PIECES)):
        short = [(text, facts) for text, facts in PIECES[about] if "，" not in text]
        for _ in range(4 if len(short) > 1 else 0):
            (first, before), (then, after) = random.sample(short, 2)
            if set(before) != set(after) or about == "education":
                continue
            text = form.format(first, then)
            for fact, value in heard(text).items():
                assert in_order(value) == in_order(after.get(fact)), text
