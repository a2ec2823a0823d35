"""The first two lines of a result, against lines written by hand; and that they keep what they promise."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from advisor.facts.values import read_facts
from advisor.packs import load_policy
from advisor.report.lead import Lead
from advisor.report.reasons import headline
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from tests.content.test_content import PACKS
from tests.people import AS_OF, assessed, diploma, people, person, work

POLICY = load_policy()
SECONDARY = person(diplomas=diploma("fulltime_secondary", "2012-07-01"), work=work("2012-08-01"))
COLLEGE_IN_2025 = person(
    diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01")
)


def told(found: Assessment) -> Lead:
    return Report(found).lead


def first_lines(facts: dict[str, Any]) -> tuple[str, str, date | None]:
    found = told(assessed(facts))
    return found.now, found.later, found.day


@pytest.mark.parametrize(
    ("facts", "now", "later", "day"),
    [
        (
            COLLEGE_IN_2025 | {"work": work("2020-01-01"), "diplomas": diploma("fulltime_college")},
            "您现在可以申报助理级初聘",
            "",
            None,
        ),
        (
            COLLEGE_IN_2025,
            "能不能申报员级初聘，先问清一件事",
            "2028年7月1日起：助理级初聘，等就行",
            date(2028, 7, 1),
        ),
        (
            COLLEGE_IN_2025 | {"work": work("2018-07-01")},  # years before the diploma
            "能不能申报助理级初聘，先问清一件事",
            "不管怎么答复，2028年6月30日起都能申报助理级初聘",
            date(2028, 6, 30),
        ),
        (
            SECONDARY,
            "您现在可以申报员级初聘",
            "只要取得第七条十项业绩中的一项，就可以申报助理级认定考核",
            None,
        ),
        (
            SECONDARY | {"employment_procedures": False},
            "只差一项业绩，就能申报助理级认定考核",
            "",
            None,
        ),
        (
            person(
                diplomas=diploma("fulltime_bachelor"),
                employment_procedures=False,
                licence="missing",
            ),
            "还差2项，补上就能申报助理级初聘：职（执）业资格证、就业手续",
            "",
            None,
        ),
        (
            person(diplomas=diploma("fulltime_bachelor"), work=work("2020-01-01", "2020-05-01")),
            "申报助理级初聘还差3项：在岗（现在要在技术岗位上）、在技术岗位的时间、工作年限",
            "",
            None,
        ),
        (
            SECONDARY | {"work": work("2026-04-15")},
            "您从2027年4月15日起可以申报员级初聘",
            "只要取得第七条十项业绩中的一项，再等到2031年4月15日，就可以申报助理级认定考核",
            date(2027, 4, 15),
        ),
        (person(series="accounting"), "会计要考试，不走这份通知", "", None),
    ],
)
def test_two_lines(facts: dict[str, Any], now: str, later: str, day: date | None) -> None:
    assert first_lines(facts) == (now, later, day)


def test_one_question_one_thing_to_do_and_why() -> None:
    asked = told(assessed(COLLEGE_IN_2025))
    assert asked.ask is not None
    assert asked.ask.id == "college_entry"
    assert asked.because == ()  # the question says it
    waits = told(assessed(SECONDARY | {"work": work("2026-04-15")}))
    assert (waits.ask, "还差4个月零23天" in waits.because[0]) == (None, True)
    assert waits.action == POLICY.content.verdicts.statuses["not_yet"].next_step
    closed = told(assessed(person(series="accounting")))
    assert "全国会计专业技术初级资格" in closed.because[0]


def test_whoever_knows_too_little_is_told_what_to_settle_first() -> None:
    found = told(assess(POLICY, {}, AS_OF))
    assert [point.id for point in found.settle] == ["jurisdiction", "employer", "series"]
    assert (found.now, found.later) == ("先弄清这3件事，才说得准能不能申报、怎么申报", "")
    two_unknown = person(diplomas=diploma("fulltime_college"), ethics=None, licence=None)
    assert told(assessed(two_unknown)).settle == ()


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(people(POLICY))
def test_the_day_keeps_its_promise(someone: tuple[dict[str, Any], date]) -> None:
    """On the day to wait for something better is open than today, and on the day before it was not."""
    raw, as_of = someone
    facts = read_facts(POLICY.facts, raw, as_of)
    day = told(assess(POLICY, facts, as_of)).day
    if day is None:
        return
    assert day > as_of
    assert _open(assess(POLICY, facts, day)) > _open(
        assess(POLICY, facts, max(as_of, day - timedelta(days=1)))
    )


def _open(found: Assessment) -> set[tuple[str, bool]]:
    """What may be applied for, and what certainly."""
    return {
        (id, sure)
        for id, result in found.routes.items()
        for sure in (False, True)
        if result.status <= (Status.ELIGIBLE if sure else Status.CONFIRM)
    }


def test_a_pack_without_words_for_it_has_its_headlines() -> None:
    pack = load_policy(PACKS["one-piece"])
    assert pack.content.verdicts.lead is None
    found = assess(pack, {}, AS_OF)
    assert found.recommended is not None
    said = told(found)
    assert isinstance(said, Lead)
    assert (said.now, said.later) == (headline(found, found.recommended), "")
