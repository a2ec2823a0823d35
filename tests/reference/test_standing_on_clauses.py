"""What stands on each clause, and finding one's way in the notice by citation and by word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from advisor.packs import load_policy
from advisor.reference.law import numbers_in_words
from advisor.reference.search import cited_clause, has_all, search_words, spans
from advisor.reference.standing_on_clauses import clause_index
from advisor.rules.conditions import Leaf
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words
from tests.content.test_content import PACKS

APP = Path(__file__).parents[2] / "advisor_app.py"
POLICY = load_policy()
INDEX = clause_index(POLICY)
BOTH = pytest.mark.parametrize(
    "policy", [POLICY, load_policy(PACKS["zhengzhou"])], ids=lambda p: p.id
)


def ids(clause: str, kind: str) -> set[str]:
    return {standing.id for standing in INDEX[clause].standings if standing.kind == kind}


# --- what stands on a clause ---------------------------------------------------------------------


@BOTH
def test_the_whole_notice_in_its_order_word_for_word(policy: Policy) -> None:
    index = clause_index(policy)
    assert [(on.clause, on.text) for on in index.values()] == [
        (clause.id, clause.text) for clause in policy.content.notice.clauses
    ]


@BOTH
def test_a_clause_has_something_or_says_why_not(policy: Policy) -> None:
    for on in clause_index(policy).values():
        assert on.standings or on.points or on.information, on.clause


@BOTH
def test_all_that_names_a_clause_is_found_on_it(policy: Policy) -> None:
    index = clause_index(policy)

    def stands(clause: str, kind: str) -> set[str]:
        return {standing.id for standing in index[clause].standings if standing.kind == kind}

    for id, fact in policy.facts.items():
        for clause in fact.clauses:
            assert id in stands(clause, "question")
    for id, material in policy.materials.items():
        for clause in material.clauses:
            assert id in stands(clause, "material")
    for plan in policy.routes:
        for clause in plan.content.clauses:
            assert plan.id in stands(clause, "route")
        for node in plan.node.walk():
            if isinstance(node, Leaf):
                assert node.content.name in stands(node.clause or "", "condition")
    procedure = policy.content.procedure
    for id, office in procedure.offices.items():
        assert id in stands(office.clause, "procedure")
    for step in procedure.steps:
        assert step.id in stands(step.clause, "procedure")
    for id, point in policy.interpretations.items():
        assert all(id in index[clause].points for clause in point.clauses)


@pytest.mark.parametrize(
    ("clause", "kind", "expected"),
    [
        ("六.二.1.3", "route", {"assistant.initial"}),
        ("六.二.1.3", "condition", {"学历", "相关专业工作年限"}),
        ("六.二.1.3", "material", {"diploma", "service_proof"}),
        ("五.四", "question", {"licence"}),
        ("五.四", "material", {"licence"}),
        ("七.七", "condition", {"年度考核优秀", "优秀只算事业单位", "考核优秀的年度"}),
        ("七.四", "material", {"achievement.patent"}),
        ("三.一", "procedure", {"city_title_office"}),
        ("四", "procedure", {"effective_from"}),
        ("八.二", "procedure", {"review", "watch_for_returns", "deadline"}),
        ("六.末", "reminder", {"series_rules"}),
    ],
)
def test_what_stands_on_a_clause(clause: str, kind: str, expected: set[str]) -> None:
    assert ids(clause, kind) == expected


def test_a_condition_says_its_number_and_where_it_is_used() -> None:
    texts = {standing.name: standing.text for standing in INDEX["六.二.1.3"].standings}
    assert texts["相关专业工作年限"] == "相关专业工作满3年（用在助理级·初聘）"
    assert texts["学历"] == "全日制大专；技校高级工班（用在助理级·初聘）"
    (licence,) = INDEX["五.四"].of("condition")
    assert licence.text.endswith("（每条路都要）")
    assert "（除助理级·认定考核（凭实绩）、员级·认定考核（凭实绩），每条路都要）" in next(
        standing.text for standing in INDEX["六"].standings if standing.name == "所学专业"
    )


@pytest.mark.parametrize("heading", ["三", "四.二", "五", "六.二"])
def test_a_clause_that_only_heads_others_shows_what_stands_below(heading: str) -> None:
    on = INDEX[heading]
    assert on.inherited
    below = [INDEX[id] for id in INDEX if id.startswith(f"{heading}.")]
    theirs = {each for under in below for each in under.standings if each.kind != "answer"}
    assert {each for each in on.standings if each.kind != "answer"} == theirs
    assert len(set(on.standings)) == len(on.standings)


# --- citations and words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("六.二.1.3", "六.二.1.3"),
        ("第六条（二）1（3）", "六.二.1.3"),
        (" 第 六 条 (二) 1、（3） ", "六.二.1.3"),
        ("六（二）1", "六.二.1"),
        ("6.2.1.3", "六.二.1.3"),
        ("６（２）", "六.二"),
        ("第六条", "六"),
        ("六", "六"),
        ("七（十）", "七.十"),
        ("第八条（一）末段", "八.一.末"),
        ("六.末", "六.末"),
        ("前言", "前言"),
        ("第九条", None),
        ("六.二.1.9", None),
        ("3", None),
        ("三年", None),
        ("六二", None),
        ("继续教育", None),
        ("", None),
        ("（）", None),
        ("<b>六</b>", None),
    ],
)
def test_a_citation_is_understood(typed: str, clause: str | None) -> None:
    assert cited_clause(typed, POLICY.clauses) == clause


@BOTH
def test_a_clause_is_found_as_it_is_written_and_as_it_is_cited(policy: Policy) -> None:
    for clause in policy.clauses:
        assert cited_clause(clause, policy.clauses) == clause
        assert cited_clause(clause_in_words(clause), policy.clauses) == clause


@pytest.mark.parametrize(
    ("typed", "text", "hits"),
    [
        ("CN刊物", "并在 CN 刊物发表", ["CN 刊物"]),
        ("ｃｎ 发表", "并在 CN 刊物发表", ["CN", "发表"]),
        ("(执)业", "职（执）业资格", ["（执）业"]),
        ("任员级 员级专", "任员级专业", ["任员级专"]),
        ("满一年", "满三年", []),
        ("   ", "满三年", []),
    ],
)
def test_hits_are_tolerant_of_spaces_and_width(typed: str, text: str, hits: list[str]) -> None:
    assert [text[first:last] for first, last in spans(text, search_words(typed))] == hits


def test_each_word_may_stand_in_another_text() -> None:
    words = search_words("两年 专科")
    assert has_all(["成人专科", "满 两 年"], words)
    assert not has_all(["成人专科"], words)


@given(st.text(max_size=60), st.text(max_size=12))
def test_marking_loses_nothing_whatever_is_typed(text: str, typed: str) -> None:
    cited_clause(typed, POLICY.clauses)
    last = 0
    for first, end in spans(text, search_words(typed)):
        assert last <= first < end <= len(text)
        last = end


# --- the page ------------------------------------------------------------------------------------


def opened(clause: str = "") -> AppTest:
    page = AppTest.from_file(APP, default_timeout=20).run()
    if clause:
        page.query_params["clause"] = clause
    return page.switch_page("advisor/ui/reference/notice.py").run()


def search(typed: str) -> tuple[AppTest, str]:
    page = opened()
    page.text_input(key="notice-search").input(typed).run()
    return page, html(page)


def html(page: AppTest) -> str:
    assert not page.exception
    return "".join(part.proto.body for part in page.get("html"))


def test_the_page_has_every_clause_what_stands_on_it_and_where_it_is_silent() -> None:
    shown = html(opened())
    for clause in POLICY.clauses:
        assert f'id="c-{clause}"' in shown
    assert "路1 · 条件2 · 材料2" in shown
    assert f"通知没有写明：{POLICY.interpretations['discretionary'].name}" in shown
    assert POLICY.interpretations["discretionary"].ask_whom in shown
    assert "下面各条合起来" in shown


def test_the_paper_has_the_words_of_the_notice_alone() -> None:
    page = opened()
    (paper,) = [part.proto.body for part in page.get("html") if "<article" in part.proto.body]
    for text in POLICY.clauses.values():
        assert text.replace("<", "&lt;").replace(">", "&gt;") in paper
    assert "没有写明" not in paper


@pytest.mark.parametrize(
    ("address", "there"),
    [("六.二.1.3", "六.二.1.3"), ("第五条（四）", "五.四"), ("九", None), ("<script>", None)],
)
def test_a_deep_link_opens_at_its_clause(address: str, there: str | None) -> None:
    shown = html(opened(address))
    assert ("data-bring" in shown) is (there is not None)
    if there:
        assert f'class="notice-clause here" id="c-{there}"' in shown
    else:
        assert "notice-clause here" not in shown


def test_typed_words_leave_the_clauses_that_have_them_all_and_mark_them() -> None:
    _, shown = search("任员级　两年")
    assert 'id="c-六.二.2.2"' in shown
    assert 'id="c-五.四"' not in shown
    assert "<mark>任员级</mark>专业技术职务满<mark>两年</mark>以上" in shown


def test_what_stands_on_a_clause_is_searched_too_and_unfolded() -> None:
    _, shown = search("漯河市人才交流中心")
    assert 'id="c-八.一.末"' in shown
    assert "<details open><summary>" in shown
    assert "<mark>漯河市人才交流中心</mark>" in shown


def test_a_typed_citation_jumps_and_stands_in_the_address() -> None:
    page, shown = search("六（二）1（3）")
    assert 'class="notice-clause here" id="c-六.二.1.3"' in shown
    assert 'id="c-五.四"' in shown, "nothing is filtered away"
    assert page.query_params["clause"] == "六.二.1.3"


def test_nothing_found_is_said_and_what_was_typed_is_no_markup() -> None:
    _, shown = search("<b>没有</b>的&词")
    assert "没有找到“&lt;b&gt;没有&lt;/b&gt;的&amp;词”" in shown
    assert "<b>没有" not in shown


def test_all_can_be_unfolded() -> None:
    page = opened()
    assert "<details open>" not in html(page)
    page.toggle(key="notice-unfolded").set_value(True).run()
    assert "<details><summary>路" not in html(page)


def test_common_answers_stand_with_the_clause_they_cite() -> None:
    answers = clause_index(POLICY)["七.七"].of("answer")
    assert any("优秀" in answer.name for answer in answers)
    heading = clause_index(POLICY)["六.二"]
    assert heading.inherited


def test_the_numbers_of_a_clause_are_told_in_its_words() -> None:
    policy = load_policy()
    assert numbers_in_words(policy, "六.二.1.3") == ["从事相关专业技术工作满3年以上"]
    assert numbers_in_words(policy, "五.四") == []
