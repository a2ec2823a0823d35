"""A number of the notice is written once: every sentence takes it, and it is what the clause says."""

from datetime import date
from pathlib import Path

import pytest

from advisor.content.closer import look_closer
from advisor.content.filling import References, in_words, said_in
from advisor.content.reading import OF_TALK, read_content
from advisor.content.sentences import texts
from advisor.packs import load_policy
from tests.content.test_content import DEFAULT_PACK, PACKS, copy_of, problems_without

SHORTER = ("routes", "secondary_work: {months: 60,", "secondary_work: {months: 48,")
IN_THE_NOTICE = (
    "notice",
    "任员级专业技术职务满四年以上或从事相关专业技术工作满五年以上",
    "任员级专业技术职务满四年以上或从事相关专业技术工作满四年以上",
)


def test_a_number_that_the_clause_does_not_say_is_refused(tmp_path: Path) -> None:
    [said] = problems_without(OF_TALK, copy_of(DEFAULT_PACK, tmp_path, SHORTER))
    assert said.startswith(f"{DEFAULT_PACK}/routes.yaml:")
    assert "这里是4年，第六条（二）2（3）的原文“从事相关专业技术工作满…以上”写的是5年" in said
    assert "notice.yaml" in said


def test_sixty_to_forty_eight_is_one_line(tmp_path: Path) -> None:
    """With the notice's own words changed, every sentence, answer and hint says the new number."""
    old = load_policy(PACKS[DEFAULT_PACK]).content
    policy = load_policy(copy_of(DEFAULT_PACK, tmp_path, SHORTER, IN_THE_NOTICE))
    before = {
        (one.file, one.path): one.text
        for one in texts(old)
        if one.file not in ("notice", "words", "synonyms")
    }
    after = {(one.file, one.path): one.text for one in texts(policy.content)}
    changed = [place for place, text in before.items() if after[place] != text]
    assert {file for file, _ in changed} >= {"answers"}
    assert all(before[place].replace("满5年", "满4年") == after[place] for place in changed)
    left = [
        one.text
        for one in texts(policy.content)
        if "满5年" in one.text and not (one.file == "cases" or "also" in one.path)
    ]
    assert left == []


@pytest.mark.parametrize(
    ("find", "put", "line", "says"),
    [
        ("words: 近…考核中", "words: 近年考核中", "excellence_years", "“…”"),
        ("words: 近…考核中", "words: 近…年考核中", "excellence_years", "原文里找不到"),
        (
            "{items_of: achievement}",
            "{items_of: diploma}",
            "achievement_items",
            "不是列出几项的条件",
        ),
        (
            "{years: 3, clause: 七.七,",
            "{years: 3, months: 36, clause: 七.七,",
            "excellence_years",
            "只写一样",
        ),
        ("deadline: {day: 2020-01-10,", "deadline: {day: 2020-01-20,", "deadline", "写的是1月10日"),
    ],
)
def test_what_is_wrong_with_a_number_is_named(
    find: str, put: str, line: str, says: str, tmp_path: Path
) -> None:
    folder = copy_of(DEFAULT_PACK, tmp_path, ("routes", find, put))
    text = (folder / "routes.yaml").read_text("utf-8")
    number = text[: text.index(f"  {line}:")].count("\n") + 1
    found = problems_without(OF_TALK, folder)
    assert any(
        one.startswith(f"{DEFAULT_PACK}/routes.yaml:{number}: ") and says in one for one in found
    )


def test_a_reference_to_nothing_is_named(tmp_path: Path) -> None:
    edit = ("answers", "满{time_in_post}再看", "满{time_in_pots}再看")
    unread = OF_TALK - {"answers"}
    [said] = problems_without(unread, copy_of(DEFAULT_PACK, tmp_path, edit))
    assert said.startswith(f"{DEFAULT_PACK}/answers.yaml:")
    assert "{time_in_pots} 指不到什么" in said


def test_the_day_of_effect_is_the_clauses(tmp_path: Path) -> None:
    edit = ("pack", "in_force: {from: 2020-01-01}", "in_force: {from: 2019-12-31}")
    [said] = problems_without(OF_TALK, copy_of(DEFAULT_PACK, tmp_path, edit))
    assert "第四条的原文写的是2020年1月1日" in said


@pytest.mark.parametrize(
    ("unit", "value", "said", "chinese"),
    [
        ("months", 60, "5年", "五年"),
        ("months", 24, "2年", "两年"),
        ("months", 6, "6个月", "六个月"),
        ("months", 18, "1年6个月", "一年六个月"),
        ("years", 3, "3年", "三年"),
        ("count", 10, "10", "十"),
        ("count", 12, "12", "十二"),
        ("day", date(2020, 1, 10), "2020年1月10日", "2020年1月10日"),
    ],
)
def test_how_a_number_is_said(unit: str, value: int | date, said: str, chinese: str) -> None:
    assert in_words(unit, value) == said
    assert in_words(unit, value, chinese=True) == chinese


@pytest.mark.parametrize(
    ("unit", "words", "text", "found"),
    [
        ("months", "满…以上", "工作满五年以上", {60}),
        ("months", "工作…以上", "岗位上工作 6 个月以上", {6}),
        ("months", "满…以上", "满两年以上或满四年以上", {24, 48}),
        ("months", "满…以上", "满十二年以上", {144}),
        ("months", "满…以上", "满半年以上或满一年以上", {6, 12}),
        ("years", "近…考核", "近三年考核", {3}),
        ("count", "…条以上", "条件中一条以上", {1}),
        ("day", "于…前", "于 1 月 10 日前", {(1, 10)}),
        ("day", "自…起", "自2020年1月1日起", {(2020, 1, 1)}),
        ("months", "满…以上", "工作较长", set()),
    ],
)
def test_what_a_clause_says(unit: str, words: str, text: str, found: set[object]) -> None:
    assert said_in(unit, words, text) == found


def test_a_number_said_where_it_is_used_is_compared_with_the_clause_there(tmp_path: Path) -> None:
    """As the rules take it: a condition's own clause is for those who say no number."""
    edit = ("conditions", "  any_service:\n", "  any_service:\n    clause: 四.三\n")
    content, _ = read_content(copy_of("zhengzhou", tmp_path, edit), OF_TALK)
    assert look_closer(content).faults == []


def test_two_of_what_is_counted() -> None:
    """两项, but 第二条 and 十二项."""
    references = References({"routes": {"numbers": {"two": {"count": 2}, "more": {"count": 12}}}})
    for text, said in (
        ("有{two.chinese}项", "有两项"),
        ("第{two.chinese}条", "第二条"),
        ("共{more.chinese}项", "共十二项"),
        ("是{two.chinese}。", "是二。"),
    ):
        assert references.sentence(text, None) == said
