"""The chat page without a browser: whole conversations, changes, odd dates, bad entries."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.content.reading import ContentError
from advisor.days import add_months
from advisor.facts.told import OfficeAnswer
from advisor.facts.told_in_words import inexact
from advisor.facts.values import read_facts
from advisor.handover.code import encode, grouped
from advisor.interview.conversation import Conversation, answer, change
from advisor.interview.questions import grouped as grouped_facts
from advisor.interview.questions import next_question, retraced
from advisor.packs import CONTENT, load_policy, open_code
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.rules.outcome import Status
from advisor.ui.shared.trouble import BAD_CONTENT, SORRY
from tests.people import diploma, person, work
from tests.visible import of_page

PAGE = str(Path(__file__).parents[2] / "advisor" / "ui" / "chat" / "page.py")
POLICY = load_policy()
TODAY = clock.today(POLICY)


def years_ago(years: int) -> str:
    day = add_months(TODAY, -12 * years)
    assert day is not None
    return day.isoformat()


def opened() -> AppTest:
    return AppTest.from_file(PAGE, default_timeout=20).run()


def text(page: AppTest) -> str:
    """All that the page says in HTML."""
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def tap(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def play(page: AppTest, raw: dict[str, Any]) -> AppTest:
    """Answers whatever the page asks from ``raw``, by the widgets a person would use, and lets the
    answers stand."""
    while True:
        answers = retraced(POLICY, page.session_state.conversation.given, TODAY).answers
        question = next_question(POLICY, answers, TODAY)
        if question is None:
            return looked_over(page)
        if len(question.facts) > 1:
            page = answer_group(page, question.facts, raw)
        else:
            page = answer_one(page, question.facts[0], raw.get(question.facts[0]))
        assert not page.exception
        assert SORRY not in text(page)


def looked_over(page: AppTest) -> AppTest:
    """The answers seen together before the first verdict, and let stand."""
    if any(button.key == "looked-over" for button in page.button):
        return tap(page, "looked-over")
    return page


def answer_group(page: AppTest, names: tuple[str, ...], raw: dict[str, Any]) -> AppTest:
    if all(raw.get(name) is True for name in names):
        return tap(page, "answer-group-all")
    for name in names:
        options = POLICY.facts[name].options
        label = "不清楚"
        if raw.get(name) is not None:
            label = options["yes" if raw[name] else "no"].label
        page.button_group(key=f"entry-{name}").set_value(label)
    return tap(page.run(), "answer-group-each")


def answer_one(page: AppTest, name: str, value: Any) -> AppTest:
    kind = POLICY.facts[name].kind
    if value is None:
        return tap(page, f"answer-{name}-unknown")
    if kind == "choice":
        return tap(page, f"answer-{name}-{value}")
    if kind == "yes_no":
        return tap(page, f"answer-{name}-{'yes' if value else 'no'}")
    if value == []:
        return tap(page, f"answer-{name}-none")
    match kind:
        case "date":
            enter_day(page, f"entry-{name}", value)
        case "choices":
            for option in value:
                page.checkbox(key=f"entry-{name}-{option}").check()
        case "years":
            page.button_group(key=f"entry-{name}").set_value(value)
        case "diplomas":
            page.button_group(key=f"entry-{name}").set_value([one["kind"] for one in value])
            page.run()
            for one in value:
                if one["graduated_on"]:
                    enter_day(page, f"entry-{name}-{one['kind']}", one["graduated_on"])
        case "spells":
            for number, spell in enumerate(value):
                if number:
                    tap(page, f"add-{name}")
                enter_day(page, f"entry-{name}-{number}-start", spell["start"])
                if spell.get("end"):
                    page.checkbox(key=f"entry-{name}-{number}-now").uncheck().run()
                    enter_day(page, f"entry-{name}-{number}-end", spell["end"])
                if spell.get("related") is False:
                    page.checkbox(key=f"entry-{name}-{number}-related").uncheck()
    return tap(page.run(), f"answer-{name}")


def enter_day(page: AppTest, key: str, day: str) -> None:
    year, month, number = map(int, day.split("-"))
    page.selectbox(key=f"{key}-year").set_value(year).run()
    page.selectbox(key=f"{key}-month").set_value(month).run()
    box = next(b for b in page.selectbox if b.key and b.key.startswith(f"{key}-day"))
    box.set_value(number).run()


OLD = work("2010-01-01")
CONVERTED = {
    "title_since": years_ago(6),
    "title_same_specialty": False,
    "current_post_since": years_ago(3),
}
SCENES: list[tuple[str, Status, dict[str, Any]]] = [
    ("assistant.initial", Status.ELIGIBLE, {"diplomas": diploma("fulltime_bachelor")}),
    (
        "assistant.initial",
        Status.CONFIRM,
        {"diplomas": diploma("fulltime_college", years_ago(1)), "employment_procedures": None},
    ),
    (
        "assistant.initial",
        Status.NOT_YET,
        {
            "diplomas": diploma("fulltime_bachelor", years_ago(1)),
            "work": work((TODAY.replace(day=1)).isoformat()),
        },
    ),
    (
        "assistant.initial",
        Status.UNMET,
        {"diplomas": diploma("fulltime_bachelor"), "continuing_education": False},
    ),
    ("assistant.initial", Status.EXCLUDED, {"jurisdiction": "outside"}),
    (
        "assistant.recognition",
        Status.ELIGIBLE,
        {"diplomas": diploma("adult_bachelor"), "achievements": ["paper", "patent"]},
    ),
    (
        "assistant.recognition",
        Status.CONFIRM,
        {
            "employer": "public_institution",
            "diplomas": diploma("adult_college"),
            "achievements": ["annual_excellence"],
            "excellent_years": None,
        },
    ),
    (
        "assistant.recognition",
        Status.NOT_YET,
        {
            "employer": "public_institution",
            "current_title": "entry",
            "title_since": years_ago(1),
            "title_same_specialty": True,
            "work": work(years_ago(2)),
            "diplomas": diploma("adult_college"),
            "achievements": ["annual_excellence"],
            "excellent_years": [TODAY.year],
        },
    ),
    (
        "assistant.recognition",
        Status.UNMET,
        {"diplomas": diploma("adult_secondary"), "licence": "missing"},
    ),
    ("assistant.recognition", Status.EXCLUDED, {"series": "accounting"}),
    (
        "assistant.conversion",
        Status.ELIGIBLE,
        {"current_title": "assistant", **CONVERTED, "achievements": ["commendation"]},
    ),
    (
        "assistant.conversion",
        Status.CONFIRM,
        {
            "current_title": "assistant",
            **CONVERTED,
            "current_post_since": None,
            "achievements": ["patent"],
        },
    ),
    (
        "assistant.conversion",
        Status.NOT_YET,
        {
            "current_title": "assistant",
            **CONVERTED,
            "current_post_since": TODAY.replace(day=1).isoformat(),
            "achievements": ["patent"],
        },
    ),
    ("assistant.conversion", Status.UNMET, {"current_title": "assistant", **CONVERTED}),
    (
        "assistant.conversion",
        Status.EXCLUDED,
        {"current_title": "assistant", **CONVERTED, "title_same_specialty": True},
    ),
    ("assistant.exceptional", Status.CONFIRM, {"achievements": ["new_product"]}),
    ("assistant.exceptional", Status.UNMET, {"work": [*work("2015-03-01", "2020-02-29")]}),
    (
        "assistant.exceptional",
        Status.NOT_YET,
        {"achievements": ["patent"], "work": work(TODAY.replace(day=1).isoformat())},
    ),
    ("assistant.exceptional", Status.EXCLUDED, {"current_title": "intermediate_or_above"}),
    ("entry.initial", Status.ELIGIBLE, {"diplomas": diploma("fulltime_secondary")}),
    ("entry.initial", Status.CONFIRM, {"diplomas": diploma("technical_intermediate")}),
    (
        "entry.initial",
        Status.NOT_YET,
        {"diplomas": diploma("fulltime_secondary"), "work": work(years_ago(0)[:8] + "01")},
    ),
    (
        "entry.initial",
        Status.UNMET,
        {"diplomas": diploma("fulltime_secondary"), "employment_procedures": False},
    ),
    ("entry.initial", Status.EXCLUDED, {"employer": "civil_service"}),
    (
        "entry.recognition",
        Status.CONFIRM,
        {
            "series": "school_teacher",
            "teaching_subject": "music",
            "study_matches": True,
            "licence": "held",
            "diplomas": diploma("adult_secondary"),
        },
    ),
    (
        "entry.recognition",
        Status.NOT_YET,
        {"diplomas": diploma("adult_college", f"{TODAY.year + 1}-07-01")},
    ),
    (
        "entry.recognition",
        Status.UNMET,
        {"diplomas": diploma("adult_college"), "practice_matches": False},
    ),
    ("entry.recognition", Status.EXCLUDED, {"employer": "none"}),
    ("entry.conversion", Status.ELIGIBLE, {"current_title": "entry", **CONVERTED}),
    (
        "entry.conversion",
        Status.CONFIRM,
        {"current_title": "entry", **CONVERTED, "title_same_specialty": None},
    ),
    (
        "entry.conversion",
        Status.NOT_YET,
        {
            "current_title": "entry",
            **CONVERTED,
            "current_post_since": TODAY.replace(day=1).isoformat(),
        },
    ),
    ("entry.conversion", Status.UNMET, {"current_title": "entry", **CONVERTED, "ethics": False}),
    ("entry.conversion", Status.EXCLUDED, {"current_title": "assistant", **CONVERTED}),
    ("entry.exceptional", Status.CONFIRM, {"assessments_ok": None}),
    ("entry.exceptional", Status.UNMET, {"fit_for_post": False}),
    (
        "entry.exceptional",
        Status.NOT_YET,
        {"work": work(TODAY.replace(day=1).isoformat())},
    ),
    ("entry.exceptional", Status.EXCLUDED, {"diplomas": diploma("fulltime_postgraduate")}),
]


@pytest.mark.parametrize(
    ("route", "status", "facts"), SCENES, ids=[f"{s[0]}-{s[1].word}" for s in SCENES]
)
def test_a_whole_conversation(route: str, status: Status, facts: dict[str, Any]) -> None:
    """Every route in every status it can have: the page ends where the rules end, in Chinese."""
    raw = person(**facts)
    page = play(opened(), raw)
    expected = assess(POLICY, read_facts(POLICY.facts, raw, TODAY), TODAY)
    assert expected.routes[route].status is status
    shown = "\n".join(of_page(page, without="sheet"))
    report = Report(expected)
    assert report.lead.now in shown
    for one in report.routes.values():
        if one.status is Status.EXCLUDED:
            assert one.plan.name in shown
            assert one.one_line in shown
    for other in report.other_routes:
        assert (other.line in shown) is (other.result.plan.id not in report.lead.routes)
    verdict = next(it for html in page.get("html") if 'class="verdict' in (it := html.proto.body))
    best = expected.recommended
    assert f"s-{best.status.word if best else 'excluded'}" in verdict
    assert "{" not in verdict
    if best is not None:
        assert POLICY.levels[best.plan.level] in verdict
        assert ("\n要准备的材料\n" in shown) is (best.status is Status.ELIGIBLE)
        assert ("\n准备什么\n" in shown) is (best.status is not Status.ELIGIBLE)
        assert "谁来审批" in shown


def test_the_first_page_says_what_this_is() -> None:
    page = opened()
    shown = text(page)
    assert "漯职改办〔2020〕1号" in shown
    assert "2020年第一批" in shown
    assert POLICY.facts["jurisdiction"].ask in shown
    assert "还有8条路可走" in shown


def test_changing_an_earlier_answer_keeps_the_later_ones() -> None:
    raw = person(diplomas=diploma("fulltime_bachelor"))
    page = play(opened(), raw)
    page = tap(page, "change-employer")
    assert POLICY.facts["employer"].ask in text(page)
    page = tap(page, "answer-employer-civil_service")
    assert "公务员不参加职称评价，不适用这份通知" in text(page)
    page = tap(tap(page, "change-employer"), "answer-employer-state_enterprise")
    assert "您现在可以申报助理级" in text(page)


def test_the_page_takes_the_steps_of_a_conversation_and_shows_the_answers_that_apply() -> None:
    page, talk = opened(), Conversation()
    taken: list[tuple[str, Conversation]] = []
    for key in ("jurisdiction-county", "employer-state_enterprise", "series-agriculture"):
        name, _, option = key.partition("-")
        talk = answer(talk, {name: option})
        taken.append((f"answer-{key}", talk))
    taken += [
        ("change-employer", change(talk, "employer")),
        ("answer-employer-civil_service", answer(talk, {"employer": "civil_service"})),
        ("change-employer", change(answer(talk, {"employer": "civil_service"}), "employer")),
        ("keep", answer(talk, {"employer": "civil_service"})),
        ("change-employer", change(answer(talk, {"employer": "civil_service"}), "employer")),
        ("answer-employer-state_enterprise", talk),
    ]
    for key, expected in taken:
        page = tap(page, key)
        assert page.session_state.conversation == expected
        if expected.changing is None:
            page.session_state["earlier"] = True  # unfolded
            page.run()
            questions = grouped_facts(POLICY, retraced(POLICY, expected.given, TODAY).answers)
            shown = [str(b.key) for b in page.button if str(b.key).startswith("change-")]
            assert shown == [f"change-{question.id}" for question in questions]


def test_leaving_a_change_changes_nothing() -> None:
    page = play(opened(), person(diplomas=diploma("fulltime_bachelor")))
    before = dict(page.session_state.conversation.given)
    page = tap(tap(page, "change-work"), "keep")
    assert page.session_state.conversation.given == before


def test_a_form_being_changed_holds_what_was_answered() -> None:
    spells = [*work("2015-03-01", "2019-08-31", related=False), *work("2020-02-01")]
    page = play(opened(), person(diplomas=diploma("fulltime_bachelor"), work=spells))
    before = dict(page.session_state.conversation.given)
    for question in ("work", "diplomas"):
        page = tap(page, f"change-{question}")
        page = tap(page, f"answer-{question}")
    assert page.session_state.conversation.given == before


def test_starting_again_forgets_everything() -> None:
    page = play(opened(), person(jurisdiction="outside"))
    page = tap(page, "again")
    assert page.session_state.conversation.given == {}
    assert POLICY.content.pack.greeting[0] in text(page)


def test_odd_dates_are_pointed_out_and_can_be_let_stand() -> None:
    raw = person(diplomas=diploma("fulltime_college", "2022-07-01"))
    page = opened()
    page = play(page, raw)
    assert "请核对" in text(page)
    page = tap(page, "fine-graduation_after_work")
    assert "请核对" not in text(page)


def test_an_end_before_the_start_is_explained_and_not_taken() -> None:
    page = opened()
    for key in ("jurisdiction-county", "employer-state_enterprise", "series-agriculture"):
        page = tap(page, f"answer-{key}")
    page = tap(page, "answer-current_title-none")
    page = tap(page, "answer-diplomas-none")
    enter_day(page, "entry-work-0-start", "2020-05-01")
    page.checkbox(key="entry-work-0-now").uncheck().run()
    enter_day(page, "entry-work-0-end", "2019-05-01")
    assert "早于开始日期" in text(page)
    assert page.button(key="answer-work").disabled


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [
        (7, None, "2019-07-31"),
        (2, None, "2019-02-28"),
        (None, None, "2019-12-31"),
        (7, 4, "2019-07-04"),
    ],
)
def test_a_month_or_a_year_alone_is_its_last_day(
    month: int | None, day: int | None, expected: str
) -> None:
    page = opened()
    for key in ("jurisdiction-county", "employer-state_enterprise", "series-agriculture"):
        page = tap(page, f"answer-{key}")
    page = tap(page, "answer-current_title-none")
    page = tap(page, "answer-diplomas-none")
    page.selectbox(key="entry-work-0-start-year").set_value(2019).run()
    if month:
        page.selectbox(key="entry-work-0-start-month").set_value(month).run()
    if day:
        page.selectbox(key="entry-work-0-start-day-31").set_value(day).run()
    page = tap(page, "answer-work")
    assert page.session_state.conversation.given["work"][0].start.isoformat() == expected


@pytest.mark.parametrize(
    "part", ["interview.questions.Interview.standings", "ui.chat.answering._dont_know"]
)
def test_a_failing_page_or_form_speaks_chinese_and_logs_no_answer(
    part: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*arguments: object) -> None:
        raise RuntimeError("secret answer")

    page = opened()
    for key in ("jurisdiction-county", "employer-state_enterprise", "series-agriculture"):
        page = tap(page, f"answer-{key}")
    page = tap(page, "answer-current_title-none")
    assert SORRY not in text(page)
    monkeypatch.setattr(f"advisor.{part}", fails)
    page.run()
    assert text(page).count(SORRY) == 1
    assert not page.exception
    assert "RuntimeError" in caplog.text
    assert "secret answer" not in caplog.text


def test_a_faulty_pack_is_said_to_be_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(*arguments: object) -> None:
        raise ContentError(["luohe-2020/pack.yaml:3: 缺这一栏"])

    monkeypatch.setattr("advisor.packs.load_policy", faulty)
    assert BAD_CONTENT in text(opened())
    assert "pack.yaml:3" in caplog.text


def test_another_day_of_reckoning_is_said_and_can_be_left() -> None:
    raw = person(
        diplomas=diploma("fulltime_bachelor", years_ago(1)),
        work=work(TODAY.replace(day=1).isoformat()),
    )
    page = play(opened(), raw)
    assert "到时间以前" in text(page)
    ahead = TODAY.year + 3
    page.selectbox(key="reckon-day-year").set_value(ahead).run()
    page.selectbox(key="reckon-day-month").set_value(3).run()
    page = tap(page, "reckon-chosen")
    assert "您现在可以申报助理级初聘" in text(page)
    assert f"现在是按{ahead}年3月31日计算的，不是今天" in text(page)
    page = tap(page, "today")
    assert "不是今天" not in text(page)


def test_what_is_lacking_is_said_first_and_what_would_prove_it() -> None:
    page = play(opened(), person(diplomas=diploma("fulltime_bachelor"), continuing_education=False))
    shown = text(page)
    assert "只差继续教育，就能申报助理级初聘" in shown
    assert "继续教育证明" in shown[shown.index("还差的") : shown.index("为什么：")]


def test_what_the_office_said_changes_the_verdict_at_once_and_can_be_taken_back() -> None:
    college = person(diplomas=diploma("fulltime_college", years_ago(1)), work=work(years_ago(1)))
    page = play(opened(), college)
    asked = POLICY.interpretations["college_entry"].question
    assert "先问清一件事" in text(page)
    assert asked in text(page)
    page.button_group(key="office-college_entry").set_value("可以").run()
    assert "您现在可以申报员级初聘" in text(page)
    assert asked not in text(page)
    assert POLICY.interpretations["college_entry"].replies is not None
    told = open_code(_code(page)).told
    assert told.office == {"college_entry": OfficeAnswer(True, TODAY)}
    again = AppTest.from_file(PAGE, default_timeout=20)
    again.query_params["c"] = _code(page)
    assert "您现在可以申报员级初聘" in text(again.run())
    page.button_group(key="office-college_entry").set_value("不可以").run()
    assert "申报员级初聘" not in text(page).split("别的路")[0]
    page.button_group(key="office-college_entry").set_value("还没问").run()
    assert "先问清一件事" in text(page)


def _code(page: AppTest) -> str:
    found = page.query_params["c"]
    return found if isinstance(found, str) else found[0]


def test_the_answers_are_seen_together_before_the_first_verdict() -> None:
    page = opened()
    for key in ("jurisdiction-county", "employer-civil_service"):
        page = tap(page, f"answer-{key}")
    assert "不参加职称评价" not in text(page)
    page = tap(page, "change-employer")
    page = tap(page, "answer-employer-civil_service_managed")
    page = tap(page, "looked-over")
    assert "参照公务员法" in text(page)
    page.run()
    assert not [button for button in page.button if button.key == "looked-over"]


def test_a_month_alone_is_said_to_be_one_and_can_be_filled_in() -> None:
    facts = person(diplomas=diploma("fulltime_college", years_ago(4)))
    month = TODAY.replace(year=TODAY.year - 3, month=1, day=31)
    facts["work"] = work(month.isoformat())
    rough = {"work": (inexact(month, "month"),)}
    page = AppTest.from_file(PAGE, default_timeout=20)
    page.query_params["c"] = encode(
        POLICY, read_facts(POLICY.facts, facts, TODAY), TODAY, rough=rough
    )
    page.run()
    row = page.button(key="change-work").label
    assert f"{month.year}年1月至今（按月底算）" in row
    assert "31日" not in row


def test_no_sentence_stands_on_the_result_twice() -> None:
    """What the first lines say, the folds leave out; the notice's own words are cited once."""
    for raw in (
        person(diplomas=diploma("fulltime_college", years_ago(1)), work=work(years_ago(1))),
        person(
            diplomas=diploma("fulltime_bachelor"), continuing_education=False, licence="missing"
        ),
        person(diplomas=diploma("adult_bachelor"), achievements=["patent"]),
        person(series="accounting"),
        person(diplomas=[], achievements=["paper"]),
    ):
        page = AppTest.from_file(PAGE, default_timeout=20)
        page.query_params["c"] = encode(POLICY, read_facts(POLICY.facts, raw, TODAY), TODAY)
        shown = of_page(page.run(), without="sheet")
        said = [line for line in shown if line.endswith("。") and len(line) > 20]
        assert len(said) > 2
        assert not {line for line in said if said.count(line) > 1}


def test_a_code_of_an_earlier_version_says_what_changed_and_both_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    archived = content / "archive" / POLICY.id / "0"
    shutil.copytree(CONTENT / POLICY.id, archived)
    shutil.copytree(CONTENT / POLICY.id, content / POLICY.id)
    edit(archived / "pack.yaml", 'version: "2"\ncity', 'version: "0"\ncity')
    edit(
        archived / "routes.yaml",
        "related_service, months: bachelor_work",
        "related_service, months: 240",
    )
    edit(
        content / POLICY.id / "pack.yaml",
        "changes:\n",
        'changes:\n  - {version: "0", day: 2020-01-01, text: 初版}\n'
        '  - {version: "2", day: 2026-11-01, text: 本科年限改了}\n',
    )
    old = load_policy(archived)
    facts = read_facts(old.facts, person(diplomas=diploma("fulltime_bachelor")), TODAY)
    monkeypatch.setenv("ADVISOR_CONTENT", str(content))
    page = AppTest.from_file(PAGE, default_timeout=20)
    page.query_params["c"] = encode(old, facts, TODAY)
    shown = text(page.run())
    assert "这个码是用旧版内容做的" in shown
    assert "本科年限改了" in shown
    assert "初版" not in shown
    assert "当时的结论" in shown
    assert "现在的结论：您现在可以申报助理级初聘" in shown


def edit(file: Path, find: str, put: str) -> None:
    before = file.read_text("utf-8")
    assert find in before
    file.write_text(before.replace(find, put), "utf-8")


def test_a_code_can_be_typed_on_the_first_page() -> None:
    raw = person(diplomas=diploma("fulltime_bachelor"))
    code = encode(POLICY, read_facts(POLICY.facts, raw, TODAY), TODAY)
    page = opened()
    page.text_input(key="typed-code").set_value(grouped(code).lower()).run()
    assert "您现在可以申报助理级初聘" in text(tap(page, "open-code"))
    wrong = opened()
    wrong.text_input(key="typed-code").set_value(code[:-1] + "22").run()
    wrong = tap(wrong, "open-code")
    assert "转交码打不开" in text(wrong)
    assert POLICY.facts["jurisdiction"].ask in text(wrong)


def test_a_change_given_up_leaves_nothing_behind() -> None:
    spells = [*work("2012-01-01", "2014-12-31"), *work("2016-01-01")]
    page = play(opened(), person(diplomas=diploma("fulltime_bachelor"), work=spells))
    page = tap(tap(tap(page, "change-work"), "drop-work-0"), "keep")
    page = tap(tap(page, "change-work"), "answer-work")
    assert len(page.session_state.conversation.given["work"]) == 2


def test_a_spell_is_not_taken_with_an_end_by_the_year_alone() -> None:
    page = opened()
    for key in ("jurisdiction-county", "employer-state_enterprise", "series-agriculture"):
        page = tap(page, f"answer-{key}")
    page = tap(tap(page, "answer-current_title-none"), "answer-diplomas-none")
    enter_day(page, "entry-work-0-start", "2020-05-01")
    page.checkbox(key="entry-work-0-now").uncheck().run()
    page.selectbox(key="entry-work-0-end-year").set_value(2023).run()
    assert page.button(key="answer-work").disabled
    page.selectbox(key="entry-work-0-end-month").set_value(3).run()
    assert not page.button(key="answer-work").disabled
