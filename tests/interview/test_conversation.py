"""One visitor's conversation: what each step changes and what it leaves, and that no answer is ever lost."""

import copy
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.facts.told import OfficeAnswer, Told
from advisor.facts.told_in_words import Inexact, Kind
from advisor.facts.values import Diploma, Facts, FactValue, Spell, read_facts
from advisor.interview.commands import Command
from advisor.interview.conversation import (
    Came,
    Conversation,
    Typed,
    Unconfirmed,
    accept_oddity,
    answer,
    change,
    close,
    confirm,
    drop,
    drop_all,
    hear,
    leave_change,
    moved,
    not_opened,
    office_answered,
    question_changing,
    reckon,
    resumed,
)
from advisor.interview.questions import Question, grouped, next_question, play, retraced
from advisor.packs import load_policy
from tests.people import AS_OF, people

POLICY = load_policy()
QUESTIONS = grouped(POLICY, POLICY.facts)
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

COLLEGE = Diploma("fulltime_college", date(2019, 12, 31))
BACHELOR = Diploma("adult_bachelor", date(2023, 1, 31))
IN_2019 = Inexact(date(2019, 12, 31), "2019年", "year")
IN_JANUARY = Inexact(date(2023, 1, 31), "2023年1月", "month")

FACTS = Typed("县区的民企", "facts")
QUESTION = Typed("函授算全日制吗", "question", asks=True)
AGAIN = Typed("重新开始", "command", Command("start_again"))
HEARD = {
    "jurisdiction": Unconfirmed("county", "县区"),
    "employer": Unconfirmed("private_enterprise", "民企"),
}
TALK = Conversation(
    given={"jurisdiction": "outside", "employer": "state_enterprise", "licence": None},
    changing="employer",
    accepted=frozenset({"post_before_work"}),
    as_of=date(2027, 3, 31),
    resumed_from=Came(Told({"jurisdiction": "outside"}, AS_OF), "1"),
    trouble="这个码不对",
    typed=QUESTION,
    heard=HEARD,
    rough={"employer": (IN_2019,), "diplomas": (IN_JANUARY,)},
)
"""A conversation with something of everything in it."""

Step = Callable[[Conversation], Conversation]

STEPS: list[tuple[str, Step, dict[str, Any]]] = [
    (
        "an answer replaces what was given and heard of it, and ends the change",
        lambda talk: answer(talk, {"employer": "none"}),
        {
            "given": {"jurisdiction": "outside", "employer": "none", "licence": None},
            "changing": None,
            "trouble": "",
            "heard": {"jurisdiction": HEARD["jurisdiction"]},
            "rough": {"diplomas": (IN_JANUARY,)},
        },
    ),
    (
        "an answer to several at once takes each",
        lambda talk: answer(talk, {"ethics": True, "fit_for_post": None}),
        {
            "given": {**TALK.given, "ethics": True, "fit_for_post": None},
            "changing": None,
            "trouble": "",
        },
    ),
    (
        "a question opened again keeps its answer",
        lambda talk: change(talk, "licence"),
        {"changing": "licence"},
    ),
    ("a change is left", leave_change, {"changing": None}),
    (
        "what is odd but right is noted beside what was",
        lambda talk: accept_oddity(talk, "title_before_work"),
        {"accepted": frozenset({"post_before_work", "title_before_work"})},
    ),
    (
        "another day is chosen",
        lambda talk: reckon(talk, date(2026, 12, 31)),
        {"as_of": date(2026, 12, 31)},
    ),
    ("today is chosen again", lambda talk: reckon(talk, None), {"as_of": None}),
    (
        "a code that does not open is said and takes nothing away",
        lambda talk: not_opened(talk, "太短了"),
        {"trouble": "太短了"},
    ),
    (
        "all that was heard counts",
        confirm,
        {
            "given": {**TALK.given, "jurisdiction": "county", "employer": "private_enterprise"},
            "changing": None,
            "trouble": "",
            "typed": None,
            "heard": {},
            "rough": {"diplomas": (IN_JANUARY,)},
        },
    ),
    (
        "one thing heard wrongly is dropped, what was confirmed before stays",
        lambda talk: drop(talk, "employer"),
        {"heard": {"jurisdiction": HEARD["jurisdiction"]}},
    ),
    ("what was never heard can be dropped", lambda talk: drop(talk, "work"), {}),
    ("all of it is dropped", drop_all, {"heard": {}, "typed": None}),
    ("a reply is read", close, {"typed": None}),
    (
        "a question is heard and changes no answer",
        lambda talk: hear(talk, QUESTION, {}, ("employer",)),
        {"typed": QUESTION},
    ),
    (
        "facts wait to be confirmed; those not asked for leave the change open",
        lambda talk: hear(talk, FACTS, {"series": Unconfirmed("health", "护士")}, ("employer",)),
        {"typed": FACTS, "heard": {**HEARD, "series": Unconfirmed("health", "护士")}},
    ),
    (
        "words for the question being changed are shown to be confirmed at once",
        lambda talk: hear(talk, FACTS, {"employer": Unconfirmed("none", "没工作")}, ("employer",)),
        {
            "changing": None,
            "typed": FACTS,
            "heard": {**HEARD, "employer": Unconfirmed("none", "没工作")},
        },
    ),
    (
        "I do not know is an answer to all that was asked, and needs no reply",
        lambda talk: hear(talk, Typed("不清楚", "unknown"), {}, ("employer", "licence")),
        {
            "given": {"jurisdiction": "outside", "employer": None, "licence": None},
            "changing": None,
            "trouble": "",
            "typed": None,
            "heard": {"jurisdiction": HEARD["jurisdiction"]},
            "rough": {"diplomas": (IN_JANUARY,)},
        },
    ),
]


@pytest.mark.parametrize(
    ("step", "changed"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS]
)
def test_a_step_changes_this_and_nothing_else(step: Step, changed: dict[str, Any]) -> None:
    before = copy.deepcopy(TALK)
    after = step(TALK)
    assert before == TALK
    assert vars(after) == {**vars(TALK), **changed}


def test_a_conversation_is_a_plain_value() -> None:
    assert pickle.loads(pickle.dumps(TALK)) == TALK
    assert Conversation() == Conversation()
    with pytest.raises(AttributeError):
        TALK.changing = None  # type: ignore[misc]


def test_an_answer_leaves_a_reply_to_be_read_but_takes_back_a_command() -> None:
    talk = hear(Conversation(), QUESTION, {}, ("employer",))
    assert answer(talk, {"employer": "none"}).typed == QUESTION
    talk = hear(Conversation(), AGAIN, {}, ("employer",))
    assert answer(talk, {"employer": "none"}).typed is None


@pytest.mark.parametrize(
    ("came_on", "chosen"), [(AS_OF, None), (date(2026, 1, 2), date(2026, 1, 2))]
)
def test_a_code_of_today_is_reckoned_on_today(came_on: date, chosen: date | None) -> None:
    came = Came(Told({"employer": "none", "gone": True}, came_on), "1")
    office, rough = {"discretionary": OfficeAnswer(True, came_on)}, {"work": (IN_2019,)}
    talk = resumed(came, Told({"employer": "none"}, came_on, office, rough), AS_OF)
    assert talk == Conversation(
        {"employer": "none"}, as_of=chosen, resumed_from=came, office=office, rough=rough
    )


def test_what_the_office_answered_is_kept_beside_the_answers_and_can_be_taken_back() -> None:
    told = office_answered(TALK, "college_entry", False, AS_OF)
    assert told.told(AS_OF).readings == {"college_entry": False}
    assert told.office["college_entry"].told_on == AS_OF
    other = office_answered(told, "college_entry", True, date(2026, 12, 1))
    assert other.office == {"college_entry": OfficeAnswer(True, date(2026, 12, 1))}
    assert office_answered(other, "college_entry", None, AS_OF) == TALK


class TestToldBitByBit:
    """Lists grow with what is told; what was said of a month or a year alone is remembered."""

    FIRST = Unconfirmed((COLLEGE,), "大专2019年", (IN_2019,))
    SECOND = Unconfirmed((BACHELOR,), "函授本科2023年1月", (IN_JANUARY,))

    def told(self, talk: Conversation, one: Unconfirmed) -> Conversation:
        return hear(talk, FACTS, {"diplomas": one}, ("diplomas",))

    def test_joined_with_what_was_confirmed(self) -> None:
        talk = self.told(confirm(self.told(Conversation(), self.FIRST)), self.SECOND)
        assert talk.given == {"diplomas": (COLLEGE,)}
        assert talk.suggested == {"diplomas": (COLLEGE, BACHELOR)}
        talk = confirm(talk)
        assert talk.given == {"diplomas": (COLLEGE, BACHELOR)}
        assert talk.rough == {"diplomas": (IN_2019, IN_JANUARY)}

    def test_joined_with_what_is_not_confirmed_yet(self) -> None:
        talk = self.told(self.told(Conversation(), self.FIRST), self.SECOND)
        assert talk.heard["diplomas"] == Unconfirmed(
            (COLLEGE, BACHELOR), "函授本科2023年1月", (IN_2019, IN_JANUARY)
        )
        assert confirm(talk).rough == {"diplomas": (IN_2019, IN_JANUARY)}

    def test_dropping_what_came_after_leaves_what_was_confirmed(self) -> None:
        first = confirm(self.told(Conversation(), self.FIRST))
        after = drop(self.told(first, self.SECOND), "diplomas")
        assert (after.given, after.rough) == (first.given, {"diplomas": (IN_2019,)})
        after = drop_all(self.told(first, self.SECOND))
        assert (after.given, after.rough) == (first.given, {"diplomas": (IN_2019,)})

    def test_told_again_to_the_day_it_is_no_longer_rough(self) -> None:
        first = confirm(self.told(Conversation(), self.FIRST))
        exact = Unconfirmed((COLLEGE._replace(graduated_on=date(2019, 6, 30)),), "2019年6月30日")
        assert confirm(self.told(first, exact)).rough == {}
        same_day = Unconfirmed((COLLEGE,), "2019年12月31日")
        assert confirm(self.told(first, same_day)).rough == {}

    def test_answered_by_the_form_it_is_no_longer_rough(self) -> None:
        first = confirm(self.told(Conversation(), self.FIRST))
        assert answer(first, {"diplomas": (COLLEGE,)}).rough == {}

    def test_the_days_of_work_and_single_days_are_remembered_too(self) -> None:
        old, new = Spell(date(2018, 12, 31), date(2019, 12, 31), True), Spell(AS_OF, None, True)
        talk = confirm(
            hear(
                Conversation(),
                FACTS,
                {
                    "work": Unconfirmed((old,), "2018到2019年", (IN_2019,)),
                    "title_since": Unconfirmed(date(2019, 12, 31), "2019年", (IN_2019,)),
                },
                (),
            )
        )
        since = Unconfirmed(date(2020, 5, 1), "2020年5月1日")
        talk = hear(talk, FACTS, {"work": Unconfirmed((new,), "现在"), "title_since": since}, ())
        assert confirm(talk).rough == {"work": (IN_2019,)}


class TestTheQuestionBeingChanged:
    """Only a question that is on the page can be the one being changed."""

    @pytest.mark.parametrize(
        ("changing", "found"),
        [
            (None, None),
            ("jurisdiction", Question("jurisdiction", ("jurisdiction",))),
            ("employer", Question("employer", ("employer",))),  # heard, not given
            ("declarations", Question("declarations", ("ethics", "fit_for_post"))),
            ("licence", None),  # given, no longer asked for
            ("nothing", None),
        ],
    )
    def test_found(self, changing: str | None, found: Question | None) -> None:
        talk = Conversation(
            given={"jurisdiction": "county", "ethics": True, "fit_for_post": None, "licence": None},
            changing=changing,
            heard={"employer": HEARD["employer"]},
        )
        applying = {name: value for name, value in talk.given.items() if name != "licence"}
        assert question_changing(POLICY, talk, applying) == found


class TestBackAndForward:
    """Back in the browser's history: what was told by then counts, the rest lies ahead, nothing is lost."""

    FIRST = Conversation(given={"jurisdiction": "county"})
    THEN = Conversation(
        given={"jurisdiction": "county", "employer": "none", "diplomas": (COLLEGE,)},
        rough={"diplomas": (IN_2019,)},
        accepted=frozenset({"post_before_work"}),
        changing="employer",
        typed=QUESTION,
        heard=HEARD,
    )

    def test_what_was_told_since_lies_ahead_and_is_suggested(self) -> None:
        back = moved(self.THEN, self.FIRST)
        assert back.given == self.FIRST.given
        assert back.ahead == {"employer": "none", "diplomas": (COLLEGE,)}
        assert back.suggested == {**self.THEN.given, "employer": "private_enterprise"}
        assert back.suggested_rough == {"diplomas": (IN_2019,)}
        assert (back.rough, back.changing, back.typed) == ({}, None, None)
        assert (back.heard, back.accepted) == (self.THEN.heard, self.THEN.accepted)

    def test_answered_anew_the_later_answers_count_again(self) -> None:
        after = answer(moved(self.THEN, self.FIRST), {"employer": "state_enterprise"})
        assert after.given == {**self.THEN.given, "employer": "state_enterprise"}
        assert after.rough == {"diplomas": (IN_2019,)}
        assert (after.ahead, after.ahead_rough) == ({}, {})

    def test_an_inexact_answer_given_anew_is_no_longer_inexact(self) -> None:
        after = answer(moved(self.THEN, self.FIRST), {"diplomas": (BACHELOR,)})
        assert after.rough == {}

    def test_an_answer_that_was_changed_since_is_as_it_was(self) -> None:
        """Going back before a change takes the change back; only forward brings it again."""
        changed = answer(self.FIRST, {"jurisdiction": "outside"})
        back = moved(changed, self.FIRST)
        assert (back.given, back.ahead) == (self.FIRST.given, {})
        assert answer(back, {"employer": "none"}).given["jurisdiction"] == "county"
        assert moved(back, changed).given == changed.given

    def test_what_the_office_said_and_the_day_are_those_of_then(self) -> None:
        later = reckon(office_answered(self.FIRST, "college_entry", True, AS_OF), AS_OF)
        back = moved(later, self.FIRST)
        assert (back.office, back.as_of) == ({}, None)
        assert moved(back, later).office == later.office


# --- in any order ----------------------------------------------------------------------------------


@st.composite
def talks(draw: st.DrawFn) -> tuple[Conversation, date, Facts]:
    """A conversation some way on, the day, and what the person would answer."""
    raw, as_of = draw(people(POLICY))
    facts = read_facts(POLICY.facts, raw, as_of)
    talk = Conversation()
    for question in QUESTIONS[: draw(st.integers(1, len(QUESTIONS)))]:
        talk = answer(talk, {name: facts.get(name) for name in question.facts})
    return talk, as_of, facts


@SOME
@given(talks(), talks(), st.data())
def test_changing_an_answer_and_changing_it_back_loses_no_later_answer(
    someone: tuple[Conversation, date, Facts],
    other: tuple[Conversation, date, Facts],
    data: st.DataObject,
) -> None:
    talk, as_of, _ = someone
    question = data.draw(st.sampled_from(grouped(POLICY, talk.given)))
    changed = answer(
        change(talk, question.id), {name: other[2].get(name) for name in question.facts}
    )
    later = talk.given.keys() - set(question.facts)
    assert {name: changed.given[name] for name in later} == {
        name: talk.given[name] for name in later
    }
    back = answer(
        change(changed, question.id), {name: talk.given.get(name) for name in question.facts}
    )
    assert (
        retraced(POLICY, back.given, as_of).answers == retraced(POLICY, talk.given, as_of).answers
    )


@SOME
@given(talks(), st.data())
def test_back_any_number_of_steps_and_forward_or_on_loses_no_answer(
    someone: tuple[Conversation, date, Facts], data: st.DataObject
) -> None:
    end, _, facts = someone
    steps = [Conversation()]
    for question in grouped(POLICY, end.given):
        steps.append(answer(steps[-1], {name: end.given[name] for name in question.facts}))
    talk, place = steps[-1], len(steps) - 1
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(steps) - 1))
        talk = moved(talk, steps[place])
        assert talk.given == steps[place].given
        assert {**talk.given, **talk.ahead} == end.given
    for question in grouped(POLICY, talk.ahead)[:1]:
        values = {name: facts.get(name) for name in question.facts}
        assert answer(talk, values).given == {**end.given, **values}


@SOME
@given(talks(), st.data())
def test_changing_to_the_same_answer_and_leaving_a_change_change_nothing(
    someone: tuple[Conversation, date, Facts], data: st.DataObject
) -> None:
    talk, _, _ = someone
    question = data.draw(st.sampled_from(grouped(POLICY, talk.given)))
    opened = change(talk, question.id)
    assert answer(opened, {name: talk.given[name] for name in question.facts}) == talk
    assert leave_change(opened) == talk


@SOME
@given(talks())
def test_answering_what_is_asked_ends_where_the_interview_ends(
    someone: tuple[Conversation, date, Facts],
) -> None:
    """The answers that apply are at every moment those that the interview itself would have by then."""
    talk, as_of, facts = someone
    while (
        question := next_question(POLICY, retraced(POLICY, talk.given, as_of).answers, as_of)
    ) is not None:
        talk = answer(talk, {name: facts.get(name) for name in question.facts})
    assert retraced(POLICY, talk.given, as_of).answers == play(POLICY, facts, as_of)


@SOME
@given(people(POLICY), people(POLICY), st.data())
def test_steps_in_any_order_lose_no_answer(
    one: tuple[dict[str, Any], date], other: tuple[dict[str, Any], date], data: st.DataObject
) -> None:
    """After each step every answer is there, and is what it was but for what the step itself told."""
    as_of = max(one[1], other[1])
    told = [read_facts(POLICY.facts, raw, as_of) for raw, _ in (one, other)]
    talk = Conversation()
    for _ in range(data.draw(st.integers(1, 15))):
        before = copy.deepcopy(talk)
        step, new = data.draw(_steps(talk, told))
        after = step(talk)
        assert talk == before
        assert after.given == {**talk.given, **new}
        assert not after.heard.keys() & new.keys()
        talk = after


@st.composite
def _steps(
    draw: st.DrawFn, talk: Conversation, told: list[dict[str, FactValue | None]]
) -> tuple[Step, Facts]:
    """Any step, and the answers that it is to give."""
    question = draw(st.sampled_from(QUESTIONS))
    facts = draw(st.sampled_from(told))
    values = {name: facts.get(name) for name in question.facts}
    known = {name: value for name, value in facts.items() if value is not None}
    kind: Kind = draw(st.sampled_from(["facts", "question", "chatter", "command"]))
    names = draw(st.lists(st.sampled_from(list(known) or ["none"]), max_size=3))
    heard = {name: Unconfirmed(known[name], "原话") for name in names if name in known}
    steps: list[tuple[Step, Facts]] = [
        (lambda talk: answer(talk, values), values),
        (lambda talk: change(talk, question.id), {}),
        (leave_change, {}),
        (lambda talk: accept_oddity(talk, "post_before_work"), {}),
        (lambda talk: reckon(talk, AS_OF), {}),
        (lambda talk: hear(talk, Typed("话", kind), heard, question.facts), {}),
        (
            lambda talk: hear(talk, Typed("不清楚", "unknown"), {}, question.facts),
            dict.fromkeys(question.facts),
        ),
        (confirm, {name: heard.value for name, heard in talk.heard.items()}),
        (lambda talk: drop(talk, question.facts[0]), {}),
        (drop_all, {}),
        (close, {}),
        (lambda talk: not_opened(talk, "不对"), {}),
        (lambda talk: moved(talk, talk), {}),
    ]
    return draw(st.sampled_from(steps))
