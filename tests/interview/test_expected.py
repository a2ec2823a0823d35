"""How many questions usually come: counted by playing, never above the bound."""

import pytest
from hypothesis import HealthCheck, given, settings

from advisor.facts.values import read_facts
from advisor.interview.expected import ToCome, to_come
from advisor.interview.questions import Interview, grouped, play
from advisor.packs import load_policy
from tests.people import AS_OF, people

POLICY = load_policy()
TYPICAL = POLICY.content.pack.typical


def test_the_people_who_usually_ask_are_asked_as_many_as_is_said() -> None:
    """From the first question and from each one after: their own number lies within what is said."""
    for facts in TYPICAL.people:
        person = read_facts(POLICY.facts, {**TYPICAL.common, **facts}, AS_OF)
        at, total = Interview(POLICY, {}, AS_OF), len(grouped(POLICY, play(POLICY, person, AS_OF)))
        for asked in range(total):
            coming = to_come(at)
            assert coming.fewest <= total - asked <= coming.bound == len(at.left)
            assert coming.bound <= 3 or total - asked <= coming.most
            at = at.with_answers({name: person.get(name) for name in at.left[0].facts})
        assert to_come(at).in_words == "问完了"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people(POLICY))
def test_what_is_usual_is_never_above_the_bound(someone: tuple[dict[str, object], object]) -> None:
    facts = read_facts(POLICY.facts, someone[0], AS_OF.replace(year=2031))
    at = Interview(POLICY, {}, AS_OF.replace(year=2031))
    while at.left:
        coming = to_come(at)
        assert 0 < coming.fewest <= coming.most <= coming.bound
        at = at.with_answers({name: facts.get(name) for name in at.left[0].facts})


@pytest.mark.parametrize(
    ("coming", "words"),
    [
        (ToCome(9, 12, 18), "一般再问9到12题"),
        (ToCome(9, 9, 18), "一般再问9题"),
        (ToCome(7, 9, 11), "最多再问11题"),
        (ToCome(1, 1, 1), "最多再问1题"),
        (ToCome(0, 0, 0), "问完了"),
    ],
)
def test_in_words(coming: ToCome, words: str) -> None:
    assert coming.in_words == words
