"""The help desk's page without a browser: entries, codes, changes, mistakes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.facts.plain import facts_to_json
from advisor.facts.told import Told
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.interview.conversation import Came, Conversation
from advisor.packs import load_policy, open_code
from advisor.rules.assess import assess
from advisor.ui.desk.case import Case, look, next_person
from advisor.ui.desk.case import open_code as open_case
from advisor.ui.desk.form import IDLE
from advisor.ui.shared.trouble import SORRY
from tests.people import GATES, diploma, person, work

APP = str(Path(__file__).parents[2] / "advisor_app.py")
POLICY = load_policy()
TODAY = clock.today(POLICY)


def opened() -> AppTest:
    return (
        AppTest.from_file(APP, default_timeout=20)
        .run()
        .switch_page("advisor/ui/desk/page.py")
        .run()
    )


def text(page: AppTest) -> str:
    """All that the page says in HTML."""
    said = "\n".join(str(element.proto.body) for element in page.get("html"))
    assert SORRY not in said
    assert not page.exception
    return said


def code_of(facts: dict[str, Any], as_of: date = TODAY) -> str:
    return encode(POLICY, read_facts(POLICY.facts, facts, as_of), as_of)


def paste(page: AppTest, code: str) -> AppTest:
    return page.text_input(key="desk-code").input(code).run()


def now_held(page: AppTest) -> dict[str, Any]:
    """The facts of the code that the page shows for its case."""
    shown = text(page).split('<p class="code">')[-1].split("</p>")[0]
    return facts_to_json(open_code(shown).told.facts)


COLLEGE = person(diplomas=diploma("fulltime_college", "2021-06-30"), work=work("2021-07-01"))


@pytest.mark.parametrize(
    "facts",
    [
        COLLEGE,
        person(employer="civil_service"),
        person(diplomas=[], work=[], achievements=[]),
        person(diplomas=None, work=None, achievements=None, licence=None, ethics=None),
        person(
            series="school_teacher",
            teaching_subject="music",
            study_matches=False,
            current_title="entry",
            title_since="2022-03-01",
            title_same_specialty=False,
            current_post_since="2023-05-06",
            employer="public_institution",
            achievements=["annual_excellence", "paper"],
            excellent_years=[2024, 2025],
            diplomas=[*diploma("adult_college"), *diploma("fulltime_secondary", None)],
            work=[*work("2010-01-01", "2012-03-04", related=False), *work("2015-01-01")],
            continuing_education=False,
        ),
    ],
    ids=["college", "civil servant", "none of it", "not known", "all kinds of field"],
)
def test_a_code_fills_every_field_and_comes_out_as_it_went_in(facts: dict[str, Any]) -> None:
    page = paste(opened(), code_of(facts))
    assert "看申请人看到的那一页" in text(page)
    assert "还没有改动" in text(page)
    assert now_held(page) == facts_to_json(read_facts(POLICY.facts, facts, TODAY))


def test_the_address_of_an_applicants_page_is_a_code_too() -> None:
    page = paste(opened(), f"http://somewhere.example/?c={code_of(COLLEGE)}&x=1")
    assert "您现在可以申报助理级初聘" in text(page)


@pytest.mark.parametrize("typed", ["坏码", "ABCDE", "x" * 2000, "<script>alert(1)</script>", "?c="])
def test_a_bad_code_is_explained_and_the_case_stays(typed: str) -> None:
    page = paste(opened(), code_of(COLLEGE))
    page = paste(page, typed)
    assert "转交码打不开" in text(page)
    assert "<script>alert(1)" not in text(page)
    assert "您现在可以申报助理级初聘" in text(page)


def test_a_changed_answer_shows_what_it_changes() -> None:
    page = paste(opened(), code_of(COLLEGE))
    page = page.button_group(key="desk1-employment_procedures").set_value("no").run()
    said = text(page)
    assert "就业手续：办了 → 没办" in said
    assert "原来：" in said
    assert "有效就业手续" in said


def test_the_next_person_finds_an_empty_form() -> None:
    page = paste(opened(), code_of(COLLEGE))
    page = page.button(key="next-person").click().run()
    assert now_held(page) == {}
    assert "看申请人看到的那一页" not in text(page)
    assert "下一个问" in text(page)


def test_typing_a_case_gives_the_verdict_of_assess() -> None:
    page = opened()
    for name in ("jurisdiction", "current_title", "employment_procedures"):
        value = {True: "yes"}.get(GATES[name], GATES[name])
        page = page.button_group(key=f"desk0-{name}").set_value(value).run()
    for name in ("employer", "registration", "series", "licence"):
        page = page.selectbox(key=f"desk0-{name}").set_value(GATES[name]).run()
    page = page.selectbox(key="desk0-diplomas-0-kind").set_value("fulltime_college").run()
    page = page.text_input(key="desk0-diplomas-0-day").input("2021.6").run()
    page = page.text_input(key="desk0-work-0-start").input("202107").run()
    assert "202107按2021年7月31日算" in text(page)
    assert "下一个问" in text(page)
    page = page.button_group(key="desk0-declarations").set_value("all").run()
    facts = {**COLLEGE, "work": work("2021-07-31")}
    verdict = assess(POLICY, read_facts(POLICY.facts, facts, TODAY), TODAY).recommended
    assert verdict is not None
    assert verdict.plan.id == "assistant.initial"
    assert "2024年7月31日已满3年" in text(page)
    assert "下一个问" not in text(page)


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("desk0-work-0-start", "去年", "第1段：“去年”看不懂"),
        ("desk0-work-0-start", "2999.1", "第1段：“2999.1”晚于计算日"),
        ("desk0-work-0-end", "2020.1", "第1段：请填从哪天开始"),
        ("desk0-diplomas-0-day", "2020.1", "第1个：请先选是哪一种毕业证"),
        ("desk0-title_since", "2021.2.30", "不是日历上有的日子"),
        ("desk0-excellent_years", "优秀", "“优秀”不是年份"),
        ("desk-day-0", "2019.1.1", "请填那天或以后"),
    ],
)
def test_a_mistyped_field_is_told_beside_it_and_nothing_is_guessed(
    key: str, typed: str, says: str
) -> None:
    page = opened().text_input(key=key).input(typed).run()
    assert says in text(page)
    assert now_held(page) == {}
    assert page.text_input(key=key).value == typed


def test_none_and_something_is_no_answer() -> None:
    page = opened().multiselect(key="desk0-achievements").set_value(["paper", "nothing"]).run()
    assert "请去掉一样" in text(page)
    assert now_held(page) == {}


def test_dont_know_is_an_answer_and_not_a_no() -> None:
    page = opened().text_input(key="desk0-work-0-start").input("不清楚").run()
    assert now_held(page) == {"work": None}
    page = opened().text_input(key="desk0-work-0-start").input("无").run()
    assert now_held(page) == {"work": []}


def test_only_the_questions_that_still_matter() -> None:
    page = paste(opened(), code_of({"employer": "civil_service"}))
    assert f".st-key-field-diplomas {{ {IDLE}; }}" in text(page)
    page = page.toggle(key="desk-only-needed").set_value(True).run()
    assert ".st-key-field-diplomas { display: none; }" in text(page)
    assert ".st-key-field-employer { display" not in text(page)


def test_a_route_picked_is_the_one_that_is_told() -> None:
    page = paste(opened(), code_of(COLLEGE))
    page = page.button(key="look-assistant.recognition").click().run()
    assert "助理级认定考核不适用于您的情况" in text(page)


CAME = Conversation({"employer": "none"}, resumed_from=Came(Told({"employer": "none"}, TODAY), "1"))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (next_person(Case(3, CAME, "坏码", "entry.initial")), Case(4)),
        (open_case(Case(3, route="entry.initial", trouble="坏码"), CAME), Case(4, CAME)),
        (
            open_case(Case(3, CAME, route="entry.initial"), Conversation(trouble="太短了")),
            Case(3, CAME, "太短了", "entry.initial"),
        ),
        (look(Case(3, CAME), "entry.initial"), Case(3, CAME, route="entry.initial")),
    ],
    ids=["the next person", "a code", "a bad code keeps all", "a route"],
)
def test_the_steps_of_a_case(after: Case, expected: Case) -> None:
    assert after == expected


def test_the_fields_begin_with_what_a_code_held() -> None:
    assert Case(1, CAME).start == {"employer": "none"}
    assert Case(1).start == {}
