"""The notice as its keepers read it: each clause with its words, its numbers, and all that stands on it."""

from collections.abc import Iterator

from advisor.content.filling import in_words
from advisor.content.schema import NoticeNumber
from advisor.reference.standing_on_clauses import KINDS, OnClause, clause_index
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words


def law(policy: Policy, only: str | None = None) -> Iterator[str]:
    """The clauses in their order, line by line; ``only``: that one and those below it."""
    for id, clause in clause_index(policy).items():
        if only is None or id == only or id.startswith(f"{only}."):
            yield from _clause(policy, clause)
            yield ""


def numbers_of(policy: Policy, clause: str) -> dict[str, str]:
    """The numbers that come from a clause, by name, as sentences say them."""
    return {
        name: _said(number)
        for name, number in policy.content.routes.numbers.items()
        if number.clause == clause
    }


def numbers_in_words(policy: Policy, clause: str) -> list[str]:
    """The same as the clause has them, without the names by which files know them."""
    numbers = policy.content.routes.numbers
    return [
        (numbers[name].words or "…").replace("…", said)
        for name, said in numbers_of(policy, clause).items()
    ]


def _clause(policy: Policy, clause: OnClause) -> Iterator[str]:
    yield f"【{clause_in_words(clause.clause)}】（{clause.clause}）"
    yield from (f"    {line}" for line in clause.text.splitlines())
    for name, said in numbers_of(policy, clause.clause).items():
        yield f"  数　　　{name}：{said}"
    if clause.information:
        yield f"  只作说明　{clause.information}"
    for kind, title in KINDS.items():
        for standing in () if clause.inherited else clause.of(kind):
            text = "" if standing.text == standing.name else f"：{standing.text}"
            yield f"  {title.ljust(4, '　')}{standing.name}〔{standing.id}〕{text}"
    for id in clause.points:
        point = policy.interpretations[id]
        yield f"  没写明　{point.name}〔{id}〕：{point.taken}"


def _said(number: NoticeNumber) -> str:
    for unit in ("months", "years", "count", "day"):
        value = getattr(number, unit)
        if value is not None:
            return in_words(unit, value)
    return ""
