"""The help desk's page without a browser: what its fields hold, codes, changes, mistakes, sentences."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.facts.plain import facts_to_json
from advisor.facts.told import OfficeAnswer
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.interview.questions import Interview
from advisor.packs import load_policy, open_code
from advisor.rules.assess import assess
from advisor.ui.desk import case as desk_case
from advisor.ui.desk import entries as desk_entries
from advisor.ui.desk import fields as desk_fields
from advisor.ui.desk import say as desk_say
from advisor.ui.desk import sentence
from advisor.ui.desk.case import Case
from advisor.ui.shared.trouble import SORRY
from tests.desk import opened_at_desk, told
from tests.people import GATES, diploma, people, person, work

APP = str(Path(__file__).parents[2] / "advisor_app.py")
POLICY = load_policy()
TODAY = clock.today(POLICY)
COLLEGE = person(diplomas=diploma("fulltime_college", "2021-06-30"), work=work("2021-07-01"))


def desk(code: str = "", **case: Any) -> AppTest:
    """The desk's page, come to by an address with a code, or as the browser told of this ``case``."""
    page = AppTest.from_file(APP, default_timeout=20).run()
    page.switch_page("advisor/ui/desk/page.py")
    if code:
        return opened_at_desk(page, code)
    return told(page, **case) if case else page.run()


def text(page: AppTest) -> str:
    """All that the page says in HTML."""
    said = "\n".join(str(element.proto.body) for element in page.get("html"))
    assert SORRY not in said
    assert not page.exception
    return said


def code_of(facts: dict[str, Any], as_of: date = TODAY) -> str:
    return encode(POLICY, read_facts(POLICY.facts, facts, as_of), as_of)


def now_held(page: AppTest) -> dict[str, Any]:
    """The facts of the code that the page shows for its case."""
    shown = text(page).split('<p class="code">')[-1].split("</p>")[0]
    return facts_to_json(open_code(shown).told.facts)


def read(entries: dict[str, object]) -> desk_entries.Read:
    return desk_entries.read(POLICY, entries, TODAY)


ALL_KINDS = person(
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
)


# --- what the fields hold --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        COLLEGE,
        person(employer="civil_service"),
        person(diplomas=[], work=[], achievements=[]),
        person(diplomas=None, work=None, achievements=None, licence=None, ethics=None),
        ALL_KINDS,
    ],
    ids=["college", "civil servant", "none of it", "not known", "all kinds of field"],
)
def test_a_code_fills_every_field_and_comes_out_as_it_went_in(facts: dict[str, Any]) -> None:
    page = desk(code_of(facts))
    assert "看申请人看到的那一页" in text(page)
    assert "还没有改动" in text(page)
    assert now_held(page) == facts_to_json(read_facts(POLICY.facts, facts, TODAY))


@given(people(POLICY))
def test_facts_and_fields_say_the_same(told_on: tuple[dict[str, Any], date]) -> None:
    facts, as_of = told_on
    given_facts = read_facts(POLICY.facts, facts, as_of)
    found = desk_entries.read(POLICY, desk_entries.of_facts(POLICY, given_facts), as_of)
    assert found.facts == given_facts
    assert not found.wrong
    assert not found.rough


def test_months_stay_months() -> None:
    found = read({"work": [["2021.7", "2023", True]], "title_since": "2022。3。1"})
    assert {one.exact for one in found.rough["work"]} == {"month", "year"}
    rough = found.rough["work"]
    assert desk_entries.of_facts(POLICY, found.facts, rough) == {
        "work": [["2021.7", "2023", True]],
        "title_since": "2022.3.1",
    }
    assert "2021.7按2021年7月31日算" in text(desk(entries={"work": [["2021.7", "", True]]})) or (
        "2021.7按2021年7月31日算" in found.taken["work"]
    )


@pytest.mark.parametrize(
    ("field", "entry", "says"),
    [
        ("work", [["去年", "", True]], "第1段：“去年”看不懂"),
        ("work", [["2999.1", "", True]], "第1段：“2999.1”晚于计算日"),
        ("work", [["", "2020.1", True]], "第1段：请填从哪天开始"),
        ("diplomas", [["", "2020.1"]], "第1个：请先选是哪一种毕业证"),
        ("diplomas", [["大专", "2020.1"]], "“大专”没有对得上的"),
        ("title_since", "2021.2.30", "不是日历上有的日子"),
        ("excellent_years", "优秀", "“优秀”不是年份"),
        ("employer", "某厂", "“某厂”没有对得上的"),
        ("achievements", ["paper", "nothing"], "请去掉一样"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_guessed(
    field: str, entry: object, says: str
) -> None:
    found = read({field: entry})
    assert says in found.wrong[field]
    assert found.facts == {}


def test_dont_know_is_an_answer_and_not_a_no() -> None:
    unknown: dict[str, object] = {"work": [["不清楚", "", True]], "employer": "unknown"}
    assert read(unknown).facts == {"employer": None, "work": None}
    assert read({"work": [["无", "", True]], "diplomas": [["nothing", ""]]}).facts == {
        "diplomas": (),
        "work": (),
    }
    assert read({}).facts == {}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=9), one, max_size=3),
)


@given(st.dictionaries(st.sampled_from([*POLICY.facts, "declarations", "office.x"]), ANYTHING))
def test_whatever_a_browser_sends_is_read_or_refused_at_its_field(sent: dict[str, object]) -> None:
    found = read(sent)
    encode(POLICY, found.facts, TODAY, rough=found.rough)
    case = desk_case.heard_from(Case(), {"entries": sent, "person": sent, "left": sent, "day": 3})
    assert case.person == 0
    assert case.left is None


def test_a_group_is_told_at_once_or_one_by_one() -> None:
    names = [name for name, fact in POLICY.facts.items() if fact.group == "declarations"]
    assert read({"declarations": "all"}).facts == dict.fromkeys(names, True)
    assert read({"declarations": "each", "ethics": "no"}).facts == {"ethics": False}
    assert read({"ethics": "no"}).facts == {}, "hidden fields say nothing"


# --- finding an option, and the way from field to field ---------------------------------------------


def test_options_bear_what_they_are_found_by() -> None:
    columns = desk_fields.form_of(POLICY).parts["columns"]
    assert isinstance(columns, list)
    fields = {
        field["id"]: field for column in columns for part in column for field in part["fields"]
    }
    engineering = next(one for one in fields["series"]["options"] if one["id"] == "engineering")
    assert "jx" in engineering["sounds"]
    assert "机械" in engineering["hint"]
    private = next(
        one for one in fields["employer"]["options"] if one["id"] == "private_enterprise"
    )
    assert {"民企", "私企"} <= set(private["words"])
    for field in fields.values():
        numbers = [option["number"] for option in field.get("options", ())]
        assert len(set(numbers)) == len(numbers)
    assert list(fields) == list(desk_fields.form_of(POLICY).order)


def following(entries: dict[str, object], after: str | None, *points: str) -> str:
    found = read(entries)
    left = Interview(POLICY, found.facts, TODAY).left
    idle = desk_fields.idle_fields(POLICY, left, found.facts, found.wrong)
    return desk_fields.next_field(POLICY, left, entries, idle, after, points)


FILLED: dict[str, object] = desk_entries.of_facts(POLICY, read_facts(POLICY.facts, COLLEGE, TODAY))


@pytest.mark.parametrize(
    ("entries", "after", "expected"),
    [
        ({}, None, "jurisdiction"),
        ({"employer": "private_enterprise"}, "employer", "registration"),
        ({"employer": "state_enterprise"}, "employer", "series"),  # no registration to ask for
        ({"series": "agriculture"}, "series", "diplomas"),  # nor a subject
        ({"declarations": "each"}, "declarations", "ethics"),
        ({}, "licence", "declarations"),
        ({}, "declarations", "jurisdiction"),  # from the end to what was passed over
        ({k: v for k, v in FILLED.items() if k != "work"}, "declarations", "work"),
        (FILLED, "declarations", "declarations"),  # nothing is left
        (FILLED, "jurisdiction", "employer"),
    ],
)
def test_the_cursor_goes_to_the_next_field_that_still_matters(
    entries: dict[str, object], after: str | None, expected: str
) -> None:
    assert following(entries, after) == expected


def test_at_the_end_the_key_leads_to_what_the_office_has_not_answered() -> None:
    assert following(FILLED, "declarations", "office.x") == "office.x"
    assert following({**FILLED, "office.x": "yes"}, "declarations", "office.x") == "declarations"
    assert following({}, "declarations", "office.x") == "jurisdiction"


def test_one_by_one_the_next_sentence_is_a_whole_one() -> None:
    entries: dict[str, object] = {**FILLED, "declarations": "each"}
    page = desk(entries=entries, left="declarations")
    assert "请问这一条您符合吗：热爱祖国、遵纪守法，有良好的职业道德和敬业精神？" in text(page)
    left = Interview(POLICY, read(entries).facts, TODAY).left
    question = desk_say.asking(POLICY, left, "fit_for_post")
    assert question is not None
    assert question.facts == ("fit_for_post",)


# --- the page --------------------------------------------------------------------------------------


def test_typing_a_case_gives_the_verdict_of_assess() -> None:
    entries = {
        **{name: "yes" if value is True else value for name, value in GATES.items()},
        "diplomas": [["fulltime_college", "2021.6"]],
        "work": [["202107", "", True]],
    }
    page = desk(entries=entries)
    assert "下一个问" in text(page)
    page = told(page, entries={**entries, "declarations": "all"})
    facts = {**COLLEGE, "work": work("2021-07-31")}
    verdict = assess(POLICY, read_facts(POLICY.facts, facts, TODAY), TODAY).recommended
    assert verdict is not None
    assert verdict.plan.id == "assistant.initial"
    assert "2024年7月31日已满3年" in text(page)
    assert "下一个问" not in text(page)


def test_a_changed_answer_shows_what_it_changes() -> None:
    page = desk(entries={**FILLED, "employment_procedures": "no"}, came=code_of(COLLEGE))
    said = text(page)
    assert "就业手续：办了 → 没办" in said
    assert "原来：" in said
    assert "有效就业手续" in said


def test_the_address_holds_the_case_and_opens_it() -> None:
    page = desk(entries=FILLED)
    code = str(page.query_params["c"])
    assert now_held(desk(code)) == now_held(page)
    assert "c" not in told(page, person=2).query_params


@pytest.mark.parametrize("typed", ["坏码", "ABCDE", "x" * 2000, "<script>alert(1)</script>"])
def test_a_bad_code_in_the_address_is_explained(typed: str) -> None:
    said = text(desk(typed))
    assert "转交码打不开" in said
    assert "<script>alert(1)" not in said


def test_a_bad_day_of_reckoning_is_told_and_today_stands() -> None:
    said = text(desk(entries=FILLED, day="2019.1.1"))
    assert "请填那天或以后" in said
    assert "先按今天算" in said


def test_a_route_picked_is_the_one_that_is_told() -> None:
    page = desk(code_of(COLLEGE))
    page = page.button(key="look-assistant.recognition").click().run()
    assert "助理级认定考核不适用于您的情况" in text(page)


# --- what the office answered ----------------------------------------------------------------------

OTHER: dict[str, object] = {**FILLED, "employer": "other_organisation"}
POINT = desk_entries.office_field("other_organisation")


def test_what_the_office_answered_counts_and_is_in_the_code() -> None:
    asked = desk(entries=OTHER)
    assert "您现在可以申报助理级初聘" not in text(asked)
    page = desk(entries={**OTHER, POINT: "yes"})
    assert "您现在可以申报助理级初聘" in text(page)
    code = str(page.query_params["c"])
    assert open_code(code).told.office == {"other_organisation": OfficeAnswer(True, TODAY)}
    assert "您现在可以申报助理级初聘" in text(desk(code))
    assert "您现在可以申报助理级初聘" not in text(desk(entries={**OTHER, POINT: "no"}))


def test_an_answer_of_the_office_keeps_its_day_while_it_is_the_same() -> None:
    before = {"other_organisation": OfficeAnswer(True, TODAY - timedelta(days=9))}
    entries = desk_entries.of_office(before)
    assert desk_entries.office_answers(POLICY, entries, TODAY, before) == before
    changed = desk_entries.office_answers(POLICY, {POINT: "no"}, TODAY, before)
    assert changed == {"other_organisation": OfficeAnswer(False, TODAY)}
    assert desk_entries.office_answers(POLICY, {POINT: ""}, TODAY, before) == {}


# --- a sentence ------------------------------------------------------------------------------------


def test_a_sentence_becomes_facts_to_accept_and_its_question_is_answered() -> None:
    said = "函授本科，21年7月毕业，在临颍一家民企搞机械，论文非要不可吗"
    heard = sentence.take(POLICY, 1, said, {"jurisdiction": "municipal"}, "jurisdiction", TODAY)
    facts = {fact["id"]: fact for fact in heard.facts}
    assert facts["jurisdiction"]["was"] == "市直"
    assert facts["series"]["entries"] == {"series": "engineering"}
    assert facts["diplomas"]["entries"] == {"diplomas": [["adult_bachelor", "2021.7"]]}
    beside = sentence.answer_beside(POLICY, heard)
    assert "论文不是非有不可" in beside
    assert "第七条" in beside


def test_what_is_held_already_is_not_heard_again() -> None:
    given = {"employer": "private_enterprise"}
    heard = sentence.take(POLICY, 1, "在民企上班", given, "series", TODAY)
    assert "employer" not in {fact["id"] for fact in heard.facts}


def test_plain_facts_bring_no_answer_and_nonsense_brings_nothing() -> None:
    plain = sentence.take(POLICY, 1, "全日制大专，2021年6月毕业", {}, "diplomas", TODAY)
    assert plain.facts
    assert sentence.answer_beside(POLICY, plain) == ""
    nonsense = sentence.take(POLICY, 2, "<b>龘</b>", {}, "diplomas", TODAY)
    assert nonsense.facts == ()
    assert "<b>" not in sentence.answer_beside(POLICY, nonsense)


# --- the steps of a case ---------------------------------------------------------------------------


def test_what_the_browser_tells_is_taken_and_the_route_stays_with_the_person() -> None:
    looking = desk_case.look(Case(3), "entry.initial")
    same = desk_case.heard_from(looking, {"person": 3, "entries": {"a": "b"}, "count": 7})
    assert same == Case(3, {"a": "b"}, told=7, route="entry.initial")
    assert desk_case.heard_from(looking, {"person": 4}).route is None
    assert desk_case.not_opened(looking, "太短了") == Case(
        3, route="entry.initial", trouble="太短了"
    )
