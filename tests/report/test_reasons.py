"""The words of a result: every reason has a clause and a whole sentence, with the person's own numbers."""

import re
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings

from advisor.packs import load_policy
from advisor.report.reasons import (
    Reason,
    advice,
    decisive,
    headline,
    lapse,
    one_line,
    points,
    reason,
    reasons,
)
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status, carrying
from tests.people import AS_OF, assessed, diploma, people, person, work

POLICY = load_policy()

INITIAL, RECOGNITION = "assistant.initial", "assistant.recognition"
CONVERSION, EXCEPTIONAL = "assistant.conversion", "assistant.exceptional"
PAPER = ["paper"]

GAPS = re.compile(
    # what an empty placeholder leaves behind
    r"“”|（）|「」|：）|[{}]|None|\s"
    # marks that cannot follow each other
    r"|[，、；：。？][，、；：。]"
    # words that wait for a number, a day or a name
    r"|于满|到满|到就满|就满了|不满，|已满，|还差[，。（]|从起|从算起|一共，|，够，|近里|近的，"
    r"|凭，|(?<!答复)只算毕业以后的，|您的要到|您有毕业证。|清楚是哪天"
)
LETTERS = re.compile(r"[A-Za-z]+")


def faults(sentence: str) -> list[str]:
    """What makes it no sentence for an applicant."""
    found = GAPS.findall(sentence)
    found += [word for word in LETTERS.findall(sentence) if word not in ("CN", "PDF", "S")]
    if len(sentence) < 4:
        found.append("too short")
    return found


def is_whole(sentence: str) -> bool:
    return sentence.endswith(("。", "？")) and not faults(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "您的“”不能算。",
        "到{day}满。",
        "您从起任员级。",
        "工作，，不满。",
        "请看entry。",
        "还没有满",
    ],
)
def test_what_counts_as_a_fault(sentence: str) -> None:
    assert not is_whole(sentence)


@settings(max_examples=120, deadline=None)
@given(people(POLICY))
def test_of_anyone(someone: tuple[dict[str, Any], date]) -> None:
    """Every reason, headline, point and next step of every route of random people."""
    assessment = assessed(*someone)
    for result in assessment.routes.values():
        found = reasons(assessment, result)
        assert found
        for each in found:
            assert each.name
            assert each.clause_words == POLICY.clauses[each.clause] != ""
            assert is_whole(each.sentence), each
            assert not GAPS.search(each.value + each.asked)
        check_decisive(assessment, result)
        check_points(assessment, result)
        assert not faults(headline(assessment, result))
        assert is_whole(one_line(assessment, result))
    said = advice(assessment)
    assert not faults(said.headline)
    assert said.next_steps
    assert [step for step in said.next_steps if not is_whole(step)] == []
    assert len(set(said.next_steps)) == len(said.next_steps)
    assert said.clauses
    assert set(said.clauses) <= set(POLICY.clauses)


def check_decisive(assessment: Assessment, result: RouteResult) -> None:
    """They have the route's status (before a lapse turned it) and are among its reasons."""
    found = decisive(assessment, result)
    assert found
    assert {each.status for each in found} == {result.outcome.status}
    assert set(found) <= set(reasons(assessment, result))
    if result.lapsed is None:
        assert result.status is result.outcome.status
        assert one_line(assessment, result) == found[0].sentence
    else:
        assert result.status is Status.UNMET
        assert one_line(assessment, result) == lapse(assessment, result)


def check_points(assessment: Assessment, result: RouteResult) -> None:
    """Exactly what the route reports, each once; the notice's silence with its register entry."""
    found = points(assessment, result)
    ids = [point.id for point in found]
    assert len(ids) == len(set(ids))
    assert set(ids) == result.confirm
    for point in found:
        assert point.name
        assert is_whole(point.question)
        assert point.interpretation is POLICY.interpretations.get(point.id)


class Told(NamedTuple):
    """A person (as what differs from ``GATES``), a condition of a route, and what it says of them."""

    why: str
    route: str
    facts: dict[str, Any]
    name: str
    status: Status
    clause: str
    sentence: str
    as_of: date = AS_OF


def college(graduated_on: str | None, start: str, end: str | None = None) -> dict[str, Any]:
    return {"diplomas": diploma("fulltime_college", graduated_on), "work": work(start, end)}


def adult(**facts: Any) -> dict[str, Any]:
    return {"diplomas": diploma("adult_bachelor"), **facts}


def holder(since: str, graduated_on: str | None, **facts: Any) -> dict[str, Any]:
    """Holds 员级, with an adult college diploma and too little work for it to do without."""
    return {
        "current_title": "entry",
        "title_since": since,
        "title_same_specialty": True,
        "diplomas": diploma("adult_college", graduated_on),
        "work": work("2026-03-01"),
        "achievements": PAPER,
        **facts,
    }


ONE_OF_TEN = (
    "通过认定考核申报助理级，十项业绩里要有一项（第七条），您还没有符合的一项。"
    "论文、专利、技术项目、获奖、表彰等，满足一条即可。"
)
YEARS, TENURE = "相关专业工作年限", "任员级的时间"
ELIGIBLE, CONFIRM, NOT_YET, UNMET, EXCLUDED = Status

TABLE = [
    Told(
        "three years reached",
        INITIAL,
        college("2021-06-30", "2021-07-01"),
        YEARS,
        ELIGIBLE,
        "六.二.1.3",
        "您以全日制大专学历申报，毕业后从事相关专业技术工作5年4个月，2024年7月1日已满3年。",
    ),
    Told(
        "reached this very day",
        INITIAL,
        college("2021-06-30", "2021-07-01"),
        YEARS,
        ELIGIBLE,
        "六.二.1.3",
        "您以全日制大专学历申报，毕业后从事相关专业技术工作3年，2024年7月1日已满3年。",
        date(2024, 7, 1),
    ),
    Told(
        "seven months missing",
        INITIAL,
        college("2024-06-30", "2024-07-01"),
        YEARS,
        NOT_YET,
        "六.二.1.3",
        "您以全日制大专学历申报，毕业后从事相关专业技术工作2年4个月，到2027年7月1日满3年，还差7个月零8天。",
    ),
    Told(
        "one day missing",
        INITIAL,
        college("2024-06-30", "2024-07-01"),
        YEARS,
        NOT_YET,
        "六.二.1.3",
        "您以全日制大专学历申报，毕业后从事相关专业技术工作2年11个月，到2027年7月1日满3年，还差1天。",
        date(2027, 6, 30),
    ),
    Told(
        "enough only with what lies before graduation",
        INITIAL,
        college("2025-07-01", "2020-01-01"),
        YEARS,
        CONFIRM,
        "六.二.1.3",
        "您一共工作6年10个月，够3年，但全日制大专毕业以后还不满。请问职改办：毕业以前的工作年限"
        "能不能算进去？只算毕业以后的话，2028年7月1日满。",
    ),
    Told(
        "the same, but the work ends too soon",
        INITIAL,
        college("2025-07-01", "2020-01-01", "2026-12-31"),
        YEARS,
        CONFIRM,
        "六.二.1.3",
        "您一共工作6年10个月，够3年，但全日制大专毕业以后的不够，填的经历也到头了。"
        "请问职改办：毕业以前的工作年限能不能算进去？",
    ),
    Told(
        "not enough even so: only what lies after graduation is told",
        INITIAL,
        college("2025-07-01", "2024-01-01"),
        YEARS,
        NOT_YET,
        "六.二.1.3",
        "您以全日制大专学历申报，毕业后从事相关专业技术工作1年4个月，到2028年7月1日满3年，还差1年7个月零8天。",
    ),
    Told(
        "graduation unknown, enough in all",
        INITIAL,
        college(None, "2015-01-01"),
        YEARS,
        CONFIRM,
        "六.二.1.3",
        "请查清楚全日制大专是哪天毕业的。您一共工作11年10个月，毕业以后满不满3年，要看毕业时间。",
    ),
    Told(
        "graduation unknown, not enough",
        INITIAL,
        college(None, "2025-01-01"),
        YEARS,
        NOT_YET,
        "六.二.1.3",
        "您以全日制大专学历申报，相关专业技术工作还不能算满3年；哪天满，要看毕业时间和以后的工作。",
    ),
    Told(
        "the diploma lies ahead",
        INITIAL,
        college("2027-07-01", "2015-01-01"),
        "学历",
        NOT_YET,
        "六.二.1.3",
        "您的全日制大专要到2027年7月1日毕业，拿到毕业证才能申报，还差7个月零8天。",
    ),
    Told(
        "six months not full",
        INITIAL,
        {
            "diplomas": diploma("fulltime_postgraduate", "2026-06-30"),
            "masters_degree": True,
            "work": work("2026-05-01"),
        },
        "在技术岗位的时间",
        NOT_YET,
        "一",
        "您在现在的技术岗位上才5个月，到2026年11月1日满6个月，还差1天。",
        date(2026, 10, 31),
    ),
    Told(
        "never worked",
        INITIAL,
        {"diplomas": diploma("fulltime_college"), "work": []},
        "在技术岗位的时间",
        UNMET,
        "一",
        "按您填的经历，您在技术岗位上一共0天，累计也不满6个月。要在岗位上接着干，满了再报。",
    ),
    Told(
        "work that ends before it is full",
        INITIAL,
        college("2020-07-01", "2025-01-01", "2026-12-31"),
        YEARS,
        UNMET,
        "六.二.1.3",
        "按您填的经历，您从事相关专业技术工作一共1年10个月，累计也不满3年。"
        "要在岗位上接着干，满了再报。",
    ),
    Told(
        "an accountant",
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "series": "accounting"},
        "不靠考试的系列",
        EXCLUDED,
        "一",
        "会计系列实行以考代评（第一条），不走初聘和认定考核。请报考全国会计专业技术初级资格考试。",
    ),
    Told(
        "a civil servant",
        INITIAL,
        {"diplomas": diploma("fulltime_bachelor"), "employer": "civil_service"},
        "单位性质",
        EXCLUDED,
        "一",
        "公务员不得参加专业技术人员职称评价（第一条）。以后调到企业或事业单位的技术岗位，再来看。",
    ),
    Told(
        "优秀 in a firm",
        RECOGNITION,
        adult(achievements=["annual_excellence"], excellent_years=[2025]),
        "业绩（十项有一项）",
        UNMET,
        "七",
        "考核优秀这一项只算事业单位的，您的单位性质是“民营企业”，不能算。" + ONE_OF_TEN,
    ),
    Told(
        "优秀 too old",
        RECOGNITION,
        adult(
            employer="public_institution",
            achievements=["annual_excellence"],
            excellent_years=[2022, 2020],
        ),
        "业绩（十项有一项）",
        UNMET,
        "七",
        "您填的优秀年度：2020年；2022年。考核优秀只算近3年的，这一项不能算。" + ONE_OF_TEN,
    ),
    Told(
        "优秀 that counts",
        RECOGNITION,
        adult(
            employer="public_institution",
            achievements=["annual_excellence"],
            excellent_years=[2023],
        ),
        "业绩（十项有一项）",
        ELIGIBLE,
        "七.七",
        "您在事业单位，近三年考核得过优秀，符合业绩一条（第七条（七））。",
    ),
    Told(
        "员级 held, would be appointed initially",
        INITIAL,
        {"diplomas": diploma("fulltime_college"), "current_title": "entry"},
        "现有职称",
        CONFIRM,
        "四.一",
        "请问职改办：我已有员级职称，现在申报助理级，可以直接初聘，还是要走认定考核？",
    ),
    Told(
        "员级 long enough",
        RECOGNITION,
        holder("2023-03-01", "2020-07-01"),
        TENURE,
        ELIGIBLE,
        "六.二.2.2",
        "您从2023年3月1日起任员级，只算成人专科毕业以后的，2025年3月1日已满2年。",
    ),
    Told(
        "员级 not long enough since graduation",
        RECOGNITION,
        holder("2025-08-01", "2026-01-10"),
        TENURE,
        NOT_YET,
        "六.二.2.2",
        "您从2025年8月1日起任员级，只算成人专科毕业以后的，到2028年1月10日满2年，还差1年1个月零18天。",
    ),
    Told(
        "员级 long before graduation",
        RECOGNITION,
        holder("2024-08-01", "2026-01-10"),
        TENURE,
        CONFIRM,
        "六.二.2.2",
        "您任员级已满2年，但成人专科毕业以后还不满。请问职改办：毕业以前任员级的时间能不能算？"
        "只算毕业以后的话，2028年1月10日满。",
    ),
    Told(
        "conversion, the title younger than the post",
        CONVERSION,
        {
            "current_title": "assistant",
            "title_since": "2026-01-01",
            "title_same_specialty": False,
            "current_post_since": "2025-03-10",
            "achievements": PAPER,
        },
        "在现专业的时间",
        NOT_YET,
        "四.二.2",
        "您在现专业岗位上，从2026年1月1日算起，到2027年1月1日满1年，还差1个月零9天"
        "（上岗和任现职称两个日子，从晚的算起）。",
    ),
    Told(
        "exceptional is never more than a question",
        EXCEPTIONAL,
        {"achievements": PAPER},
        "没有规定学历或专业，凭实绩",
        CONFIRM,
        "四.二.4",
        POLICY.interpretations["discretionary"].question,
    ),
    Told(
        "exceptional is not for the diplomas of a technical school alone",
        EXCEPTIONAL,
        {"achievements": PAPER, "diplomas": diploma("technical_senior")},
        "不具备规定学历",
        CONFIRM,
        "四.二.4",
        "您有技工院校的毕业证（技校高级工班）。请问职改办：它算不算规定学历？",
    ),
]


def reason_named(told: Told) -> Reason:
    assessment = assessed(person(**told.facts), told.as_of)
    found = reasons(assessment, assessment.routes[told.route])
    [one] = [each for each in found if each.name == told.name]
    return one


@pytest.mark.parametrize("told", TABLE, ids=[told.why for told in TABLE])
def test_what_it_says(told: Told) -> None:
    """The exact sentence, its clause and the notice's own words."""
    found = reason_named(told)
    assert found.sentence == told.sentence
    assert (found.status, found.clause) == (told.status, told.clause)
    assert found.clause_words == POLICY.clauses[told.clause]


TIMED = [
    told for told in TABLE if told.name in (YEARS, TENURE, "在技术岗位的时间", "在现专业的时间")
]


@pytest.mark.parametrize("told", TIMED, ids=[told.why for told in TIMED])
def test_of_time_value_and_threshold_are_told(told: Told) -> None:
    """For a table beside the sentence; the threshold is in the sentence too."""
    found = reason_named(told)
    assert re.fullmatch(r"(\d+年)?(\d+个月)?|\d+天", found.value)
    assert found.value
    threshold = found.asked.removeprefix("要")
    assert threshold in found.sentence
    assert threshold in ("6个月", "1年", "2年", "3年")


COUNTED = [
    Told(
        "all of the work is told where all of it is too little",
        INITIAL,
        college("2020-07-01", "2018-01-01", "2020-12-30"),
        YEARS,
        UNMET,
        "六.二.1.3",
        "按您填的经历，您从事相关专业技术工作一共2年11个月，累计也不满3年。"
        "要在岗位上接着干，满了再报。",
    ),
    Told(
        "nothing counts before a graduation that lies ahead",
        INITIAL,
        college("2027-07-01", "2015-01-01"),
        YEARS,
        NOT_YET,
        "六.二.1.3",
        "您以全日制大专学历申报，毕业后从事相关专业技术工作0天，到2030年7月1日满3年，还差3年7个月零8天。",
    ),
]


@pytest.mark.parametrize("told", COUNTED, ids=[told.why for told in COUNTED])
def test_the_time_so_far_is_the_time_the_sentence_speaks_of(told: Told) -> None:
    assert reason_named(told).sentence == told.sentence


def test_eligible_says_what_was_full_last_first() -> None:
    """The years of the line before the six months of 一, and its clause as the ground."""
    assessment = assessed(person(**college("2021-06-30", "2021-07-01")))
    result = assessment.routes[INITIAL]
    assert [each.name for each in decisive(assessment, result)] == [
        YEARS,
        "在技术岗位的时间",
        "学历",
    ]
    said = advice(assessment)
    assert (said.status, said.headline) == (ELIGIBLE, "您现在可以申报助理级初聘")
    assert said.clauses == ("六.二.1.3",)
    assert said.next_steps[0] == TABLE[0].sentence


def test_waiting_says_from_when() -> None:
    facts = college("2024-06-30", "2024-07-01") | {"current_title": ...}
    assessment = assessed(person(**facts))
    result = assessment.routes[INITIAL]
    assert (
        headline(assessment, result)
        == "到2027年7月1日时间就够了；能不能申报助理级初聘，先问清一件事"
    )
    undated = assessed(person(**college(None, "2025-01-01")))
    assert headline(undated, undated.routes[INITIAL]) == "您申报助理级初聘，时间还没到"


def test_where_nothing_is_open_each_cause_is_told_once() -> None:
    """Eight routes closed by one condition: one sentence, one clause, and what to do."""
    said = advice(assessed(person(employer="civil_service")))
    assert said.status is EXCLUDED
    assert said.headline == "公务员不参加职称评价，不适用这份通知"
    assert said.clauses == ("一",)
    assert len(said.next_steps) == 2
    assert "公务员不得参加" in said.next_steps[0]


def test_what_is_lacking_is_told_before_what_is_to_be_asked() -> None:
    facts = person(
        diplomas=diploma("fulltime_bachelor"), ethics=False, licence="missing", assessments_ok=...
    )
    assessment = assessed(facts)
    steps = advice(assessment).next_steps
    assert steps[0].startswith("您在品行这一条上还不符合")
    assert steps[1].startswith("您的岗位要求职（执）业资格证，您还没有取得")
    assert steps[2] == POLICY.facts["assessments_ok"].unknown
    assert len(steps) == 4


class TestLapse:
    """A wait in vain says when the time would be full and what will not hold then."""

    @staticmethod
    def assessment() -> Assessment:
        return assessed(
            person(
                diplomas=diploma("fulltime_postgraduate", "2027-06-30"),
                masters_degree=True,
                work=work("2024-01-01", "2027-03-31"),
            )
        )

    def test_sentence(self) -> None:
        assessment = self.assessment()
        result = assessment.routes[INITIAL]
        assert result.missing == {"in_post"}
        said = lapse(assessment, result)
        assert said == (
            "时间要到2027年6月30日才满，可是到那一天，别的条件又不满足了："
            "按您填的经历，2027年6月30日不在专业技术岗位上。"
            "要在技术岗位上才能申报，重新上岗以后再来看。"
        )
        assert advice(assessment).next_steps[0] == said

    def test_none_where_nothing_lapses(self) -> None:
        assessment = assessed(person(**college("2024-06-30", "2024-07-01")))
        assert lapse(assessment, assessment.routes[INITIAL]) == ""

    def test_the_ground_is_the_clause_of_what_lapses(self) -> None:
        assert "一" in advice(self.assessment()).clauses


def test_what_is_not_known_and_only_reminds_is_no_reason() -> None:
    """五.六 unknown is a reminder: no condition met, none to confirm."""
    name = POLICY.content.conditions.conditions["series_conditions"].name
    for answer, told in ((..., False), (True, True), (False, True)):
        assessment = assessed(person(series_conditions=answer))
        found = reasons(assessment, assessment.routes[EXCEPTIONAL])
        assert (name in {each.name for each in found}) is told


def test_every_carrying_outcome_is_a_reason() -> None:
    """In the order of the route, but for what there is nothing to tell of; told the same on its own."""
    assessment = assessed(person(**college("2021-06-30", "2021-07-01")))
    result = assessment.routes[INITIAL]
    carried = [it for it in carrying(result.outcome) if not it.node.silent(it)]
    alone = [reason(assessment, outcome) for outcome in carried]
    assert reasons(assessment, result) == alone
    assert len(alone) == len([*carrying(result.outcome)]) - 1, "years of teachers concern no farmer"


def test_all_that_is_lacking_is_told_the_waiting_too() -> None:
    facts = college("2024-06-30", "2024-07-01") | {"continuing_education": False}
    said = advice(assessed(person(**facts)))
    assert said.status is UNMET
    assert "继续教育" in said.next_steps[0]
    assert "到2027年7月1日满3年" in said.next_steps[1]


def test_who_knows_too_little_is_not_told_that_it_may_be_possible() -> None:
    nothing = assessed({"jurisdiction": "county"})
    assert advice(nothing).headline.startswith("能不能申报助理级初聘，现在还说不准")
    two = person(diplomas=diploma("fulltime_college"), licence=..., employment_procedures=...)
    assert advice(assessed(two)).headline.startswith("能不能申报助理级初聘，还有几点要先问清楚")
    three = {**two, "ethics": None}
    assert advice(assessed(three)).headline.startswith("能不能申报助理级初聘，现在还说不准")
