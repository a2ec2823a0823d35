"""The interview's walk, which looks anew only at what an answer can change, against the plain definition."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.facts.values import FactValue, read_facts
from advisor.interview.questions import Interview, grouped, play, retraced
from advisor.packs import load_policy
from advisor.rules.assess import assess
from advisor.rules.case import UNANSWERED, Case
from advisor.rules.nodes import Node, Prospect
from advisor.rules.offices import facts_that_decide
from advisor.rules.outcome import Status
from tests.people import AS_OF, diploma, people, person

POLICY = load_policy()
POINTS = list(POLICY.interpretations)
SOME = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

READINGS = st.dictionaries(st.sampled_from(POINTS), st.booleans(), max_size=3)


def plain_prospects(
    answers: Mapping[str, FactValue | None], as_of: date, readings: Mapping[str, bool]
) -> dict[str, Prospect]:
    """Every route's, each looked at from its root, with nothing kept."""
    counted = POLICY.counted(answers)
    unasked = frozenset(name for name in POLICY.facts if name not in counted)
    return {
        plan.id: plan.node.prospect(Case(counted, as_of, readings), unasked)
        for plan in POLICY.routes
    }


def plainly_asked(
    answers: Mapping[str, FactValue | None], as_of: date, readings: Mapping[str, bool]
) -> list[str]:
    """The facts still to be asked for, in the order they are, by the definition."""
    prospects = plain_prospects(answers, as_of, readings).values()
    counted = POLICY.counted(answers)
    matter = {name for prospect in prospects for name in prospect.open}
    if matter or any(prospect.best is not Status.EXCLUDED for prospect in prospects):
        matter |= {name for name in facts_that_decide(POLICY, counted) if name not in counted}
    left = []
    for name, fact in POLICY.facts.items():
        may_be_asked = fact.hangs_on is None or fact.hangs_on in {*matter, *answers}
        if name in matter and name not in answers and may_be_asked:
            left.append(name)
    left.sort(key=lambda name: POLICY.facts[name].only_for_procedure)
    return [name for question in grouped(POLICY, left) for name in question.facts]


def plainly_retraced(
    given: Mapping[str, FactValue | None], as_of: date, readings: Mapping[str, bool]
) -> dict[str, FactValue | None]:
    """The whole interview asked anew for every answer."""
    kept: dict[str, FactValue | None] = {}
    while True:
        name = next((n for n in plainly_asked(kept, as_of, readings) if n in given), None)
        if name is None:
            return kept
        kept[name] = given[name]


@SOME
@given(people(POLICY), READINGS, st.data())
def test_what_still_applies_is_what_the_definition_says(
    someone: tuple[dict[str, Any], date], readings: dict[str, bool], data: st.DataObject
) -> None:
    raw, as_of = someone
    told = read_facts(POLICY.facts, raw, as_of)
    names = data.draw(st.permutations(list(told)))
    told = {name: told[name] for name in names[: data.draw(st.integers(0, len(names)))]}
    at = retraced(POLICY, told, as_of, readings)
    expected = plainly_retraced(told, as_of, readings)
    assert list(at.answers.items()) == list(expected.items())
    asked = [name for question in at.left for name in question.facts]
    assert asked == plainly_asked(expected, as_of, readings)
    prospects = plain_prospects(expected, as_of, readings)
    for standing in at.standings(assess(POLICY, expected, as_of, readings)):
        assert set(standing.open) == prospects[standing.plan.id].open


@settings(SOME, max_examples=100)
@given(people(POLICY), people(POLICY), READINGS, st.data())
def test_an_earlier_walk_changes_nothing_but_the_time(
    someone: tuple[dict[str, Any], date],
    other: tuple[dict[str, Any], date],
    readings: dict[str, bool],
    data: st.DataObject,
) -> None:
    """Whatever was given before: the same but for a few answers, less, more, in another order."""
    raw, as_of = someone
    told = read_facts(POLICY.facts, raw, as_of)
    changed = data.draw(st.lists(st.sampled_from(list(POLICY.facts)), max_size=3))
    others = {n: v for n, v in other[0].items() if POLICY.facts[n].kind in ("choice", "yes_no")}
    earlier = told | {name: others[name] for name in changed if name in others}
    gone = data.draw(st.lists(st.sampled_from(list(POLICY.facts)), max_size=2))
    earlier = {name: value for name, value in earlier.items() if name not in gone}
    before = retraced(POLICY, earlier, as_of, readings)
    again = retraced(POLICY, told, as_of, readings, before)
    anew = retraced(POLICY, told, as_of, readings)
    assert list(again.answers.items()) == list(anew.answers.items())
    assert (again.asked, again.left) == (anew.asked, anew.left)
    another_day = retraced(POLICY, told, date(2031, 1, 1), readings, before)
    assert another_day.as_of == date(2031, 1, 1)


@settings(SOME, max_examples=60)
@given(people(POLICY))
def test_the_interview_played_asks_what_the_definition_asks(
    someone: tuple[dict[str, Any], date],
) -> None:
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    answers: dict[str, FactValue | None] = {}
    while left := plainly_asked(answers, as_of, UNANSWERED):
        first = grouped(POLICY, left)[0]
        answers |= {name: facts.get(name) for name in first.facts}
    assert list(play(POLICY, facts, as_of).items()) == list(answers.items())


def test_a_walk_does_not_ask_the_whole_interview_for_every_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Some twenty answers cost little more looks at the routes' parts than one."""
    looks = 0

    def counted(look: Any) -> Any:
        def prospect(*arguments: Any) -> Any:
            nonlocal looks
            looks += 1
            return look(*arguments)

        return prospect

    for kind in _kinds(Node):
        if "prospect" in vars(kind):
            monkeypatch.setattr(kind, "prospect", counted(vars(kind)["prospect"]))
    facts = read_facts(POLICY.facts, person(diplomas=diploma("adult_bachelor")), AS_OF)
    assert Interview(POLICY, {}, AS_OF).left
    once, looks = looks, 0
    answers = play(POLICY, facts, AS_OF)
    assert len(answers) >= 15
    assert looks < 5 * once
    before = retraced(POLICY, answers, AS_OF)
    looks = 0
    last = list(answers)[-2]
    assert retraced(POLICY, {**answers, last: None}, AS_OF, before=before).asked
    assert looks < 2 * once


def _kinds(base: type[Any]) -> set[type[Any]]:
    return {base}.union(*(_kinds(kind) for kind in base.__subclasses__()))
