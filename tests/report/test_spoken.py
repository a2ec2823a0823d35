"""What staff read out: two or three sentences, true to the verdict, never without a clause."""

import re
from typing import Any

import pytest
from hypothesis import given, settings

from advisor.facts.values import read_facts
from advisor.packs import load_policy
from advisor.report.spoken import read_out
from advisor.rules.assess import assess
from advisor.rules.wording import clause_in_words
from tests.people import assessed, diploma, people, person, work

POLICY = load_policy()
COLLEGE = diploma("fulltime_college", "2021-06-30")


@pytest.mark.parametrize(
    ("facts", "route", "says"),
    [
        (
            person(diplomas=COLLEGE, work=work("2021-07-01")),
            "assistant.initial",
            ["您现在可以申报助理级初聘", "2024年7月1日", "第六条（二）1（3）", "请单位"],
        ),
        (
            person(diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01")),
            "assistant.initial",
            ["您从2028年7月1日起可以申报", "还差1年7个月", "第六条（二）1（3）", "备材料"],
        ),
        (
            person(diplomas=diploma("adult_bachelor")),
            "assistant.recognition",
            ["还差条件", "十项业绩里要有一项", "第七条"],
        ),
        (
            person(diplomas=COLLEGE),
            "assistant.recognition",
            ["不适用于您的情况", "第六条（二）2"],
        ),
        (
            person(diplomas=diploma("technical_senior")),
            "assistant.initial",
            ["先问清一件事", "请问"],
        ),
    ],
    ids=["eligible", "not_yet", "unmet", "excluded", "confirm"],
)
def test_each_status_is_told(facts: dict[str, Any], route: str, says: list[str]) -> None:
    assessment = assessed(facts)
    text = read_out(assessment, assessment.routes[route])
    for words in says:
        assert words in text


def test_no_route_open_names_what_closes_them() -> None:
    assessment = assessed(person(employer="civil_service"))
    assert assessment.recommended is None
    assert "公务员不得参加专业技术人员职称评价（第一条）" in read_out(assessment, None)


@settings(max_examples=60, deadline=None)
@given(people(POLICY))
def test_every_verdict_of_anybody_can_be_read_out(case: Any) -> None:
    facts, as_of = case
    assessment = assess(POLICY, read_facts(POLICY.facts, facts, as_of), as_of)
    for result in [*assessment.routes.values(), assessment.recommended]:
        text = read_out(assessment, result)
        assert re.search(r"[。？）]$", text)
        assert "{" not in text
        assert any(clause_in_words(clause) in text for clause in POLICY.clauses)
