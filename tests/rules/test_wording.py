"""Clauses as people cite them, whichever way a notice numbers them."""

import pytest

from advisor.packs import load_policy
from advisor.reference.search import cited_clause
from advisor.rules.wording import clause_in_words, subject


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("六", "第六条"),
        ("三.一", "第三条（一）"),
        ("四.二.4", "第四条（二）4"),
        ("六.二.1.3", "第六条（二）1（3）"),
        ("七.十", "第七条（十）"),
        ("八.一.末", "第八条（一）末段"),
        ("六.末", "第六条末段"),
        ("前言", "前言"),
        ("标题", "标题"),
        ("前言.2", "前言（2）"),
        ("十一", "第十一条"),
        ("二十一.三", "第二十一条（三）"),
        ("一百零二", "第一百零二条"),
        ("七.十二.3.1", "第七条（十二）3（1）"),
        ("3", "第3条"),
        ("1.2", "第1.2条"),
        ("1.2.10", "第1.2.10条"),
        ("3.一", "第3条（一）"),
        ("六.1", "第六条（1）"),
        ("六.1.2", "第六条（1）2"),
        ("第3条", "第3条"),
        ("第3条.二.1", "第3条（二）1"),
        ("附件1", "附件1"),
        ("附件1.二", "附件1（二）"),
        ("附件1.2", "附件1（2）"),
        ("附件1.末", "附件1末段"),
    ],
)
def test_a_clause_is_cited_as_its_notice_numbers(id: str, said: str) -> None:
    assert clause_in_words(id) == said


def test_no_two_clauses_of_a_notice_are_cited_alike_and_each_is_found_by_its_citation() -> None:
    policy = load_policy()
    cited = [clause_in_words(id) for id in policy.clauses]
    assert len(set(cited)) == len(cited)
    for id in policy.clauses:
        assert cited_clause(clause_in_words(id), policy.clauses) == id or id in ("标题", "前言")


def test_titles_begin_with_what_is_judged_and_where() -> None:
    assert subject(load_policy()) == "漯河初级职称"
