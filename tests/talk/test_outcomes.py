"""What comes of a text: every outcome once, several at once, and what is never dropped silently."""

from datetime import date

import pytest

from advisor.packs import load_policy
from advisor.talk.outcomes import Outcome, Reply, reply_to
from advisor.talk.private_numbers import HIDDEN, hidden
from advisor.talk.typed_text import LONGEST_TEXT
from advisor.talk.understand import Understood, understand
from advisor.ui.chat.replying import NUMBERS, SAID, WHY

POLICY = load_policy()
AS_OF = date(2026, 11, 23)


def heard(text: str, asked: str | None = None) -> Understood:
    return understand(POLICY, text, asked, AS_OF)


def replied(text: str, asked: str | None = None) -> Reply:
    return reply_to(POLICY, heard(text, asked), AS_OF)


EXAMPLES = [
    ("啊" * (LONGEST_TEXT + 1), None, [Outcome.TOO_LONG]),
    ("13812345678", None, [Outcome.PRIVATE_NUMBER]),
    ("重新开始", None, [Outcome.COMMAND]),
    ("不清楚", "employment_procedures", [Outcome.UNKNOWN]),
    ("如果我有专利呢", None, [Outcome.WHAT_IF]),
    ("那我什么时候能报", None, [Outcome.OWN_CASE]),
    ("函授算全日制吗", None, [Outcome.ANSWERED]),
    ("评审费多少钱", None, [Outcome.SILENT]),
    ("证书", None, [Outcome.CHOICE]),
    ("我干会计三年了想评助理会计师", None, [Outcome.ANSWERED, Outcome.FACTS]),
    ("qwerty怎么样", None, [Outcome.NOT_COVERED]),
    ("昨天修了一天车", None, [Outcome.NOT_UNDERSTOOD, Outcome.LEFT_OVER]),
    ("我在民企上班", None, [Outcome.FACTS]),
    ("快五年了", "work", [Outcome.LEFT_OVER]),
    ("我说错了，我是函授大专", None, [Outcome.FACTS, Outcome.CORRECTED]),
    ("全日至大专", None, [Outcome.FACTS, Outcome.BY_SOUND]),
    ("我在民企上班，函授算全日制吗", None, [Outcome.ANSWERED, Outcome.FACTS]),
    ("我在民企上班，会修车", None, [Outcome.FACTS, Outcome.LEFT_OVER]),
    ("我是护士，电话13812345678", None, [Outcome.PRIVATE_NUMBER, Outcome.FACTS]),
]


@pytest.mark.parametrize(("text", "asked", "outcomes"), EXAMPLES)
def test_an_outcome(text: str, asked: str | None, outcomes: list[Outcome]) -> None:
    assert list(replied(text, asked).outcomes) == outcomes


def test_close_answers_are_a_choice() -> None:
    """Which of two is meant is asked, not guessed; a question as an answer words it is none."""
    found = replied("证书").found
    assert found is not None
    assert len(found.close) > 1
    for answer in found.close:
        clear = replied(answer.question)
        assert clear.found is not None
        assert clear.found.close == ()
        assert Outcome.CHOICE not in clear.outcomes


def test_each_outcome_is_worded_and_has_its_example() -> None:
    assert set(SAID) == set(Outcome)
    shown = {outcome for _, _, outcomes in EXAMPLES for outcome in outcomes}
    assert set(Outcome) == shown
    assert all(SAID[one] for one in Outcome if one is not Outcome.ANSWERED)
    assert set(NUMBERS) == {"identity", "phone", "bank"}
    assert set(WHY) == {"unclear", "doubtful", "not_yet", "another", "from_when"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("411102199001011234", "identity"),
        ("我的证号41110219900101123X，是护士", "identity"),
        ("411102 19900101 1234", "identity"),
        ("４１１１０２１９９００１０１１２３４", "identity"),
        ("电话13812345678", "phone"),
        ("138-1234-5678", "phone"),
        ("+86 138 1234 5678", "phone"),
        ("6222021234567890123", "bank"),
        ("6222 0212 3456 7890", "bank"),
    ],
)
def test_a_private_number_is_taken_out_before_anything_is_read(text: str, kind: str) -> None:
    understood = heard(text)
    assert understood.private == (kind,)
    assert HIDDEN in understood.text
    assert not any(one.isdigit() for one in understood.text.replace("86", ""))


@pytest.mark.parametrize(
    "text",
    [
        "2021.7.1-2023.6.30",
        "20210701",
        "2019 2020 2021 2022",
        "2021070120230630",
        "漯职改办〔2020〕1号",
    ],
)
def test_a_day_is_no_private_number(text: str) -> None:
    assert hidden(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我在民企上班，会修车，函授大专", [("会修车", "unclear")]),
        ("我在民企上班，好像是工程系列", [("好像是工程系列", "doubtful")]),
        ("我在民企上班，我爱人是护士", [("我爱人是护士", "another")]),
        ("我在民企上班，准备考教师资格证", [("准备考教师资格证", "not_yet")]),
        ("中专毕业，在民企上班", [("中专毕业", "unclear")]),
        ("我在民企上班，干了七八年", [("干了七八年", "from_when")]),
        ("干监理快六年了", [("六年", "from_when")]),
        ("我在民企上班，做会计", []),
        ("我在民企上班，谢谢", []),
    ],
)
def test_nothing_is_dropped_silently(text: str, left: list[tuple[str, str]]) -> None:
    """Word for word, with the reason; what was taken and what says nothing is not in it."""
    found = [(one.said, one.why) for one in heard(text).left]
    assert [why for _, why in found] == [why for _, why in left]
    for (said, _), (wanted, _) in zip(found, left, strict=True):
        assert said in wanted
        assert said in text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("如果我有专利呢", {"achievements"}),
        ("要是我有函授本科能报吗", {"diplomas"}),
        ("假如我是公务员", {"employer"}),
        ("我有专利", set()),
        ("如果明天下雨呢", set()),
    ],
)
def test_what_is_supposed_is_tried_and_never_told(text: str, names: set[str]) -> None:
    assert set(replied(text).supposed) == names
    if names:
        assert heard(text).facts == ()


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("昧拿到", "masters_degree", False),  # 没: denied, not held
        ("煤办", "employment_procedures", False),
    ],
)
def test_a_denial_heard_by_sound_counts(text: str, asked: str, value: object) -> None:
    understood = heard(text, asked)
    assert understood.values[asked] == value
    assert asked in understood.by_sound


@pytest.mark.parametrize(
    "text", ["我各是公务员", "听硕要大专", "入果我是公务员", "我同是有专利，我没有", "我爱仁是护士"]
)
def test_what_hides_does_so_by_sound(text: str) -> None:
    assert heard(text).facts == ()


def test_a_word_of_its_own_is_not_changed_by_its_sound() -> None:
    """教室 is no 教师, 实力 not 市里."""
    words = POLICY.content.words
    assert words is not None
    for word in words.own_words:
        assert heard(f"我在{word}").by_sound == [], word
