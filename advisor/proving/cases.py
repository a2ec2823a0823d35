"""A pack tried on its own cases (``cases.yaml``): whoever is not told what the case expects is a fault."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from advisor.content import schema
from advisor.content.reading import Problem
from advisor.days import day_in_words
from advisor.facts.values import FactError, read_facts
from advisor.rules.assess import Assessment, assess, check_day
from advisor.rules.policy import Policy

NOBODY = "none"
"""Written where no route should be recommended."""

REMEDY = "请对照通知：规则错了改规则，这里写错了改这里。"


def wrong_cases(content: schema.Content) -> Iterator[Problem]:
    """Each case that comes out otherwise, or that cannot be tried. The pack is one that can be used."""
    policy = Policy(content)
    for number, case in enumerate(content.cases.cases):
        for keys, message in _wrong(policy, case):
            yield Problem("cases", ("cases", number, *keys), f"{case.who}：{message}")


def facts_of(content: schema.Content, case: schema.Case) -> dict[str, Any]:
    """What a case tells, with what is so for all of them."""
    told: dict[str, Any] = _plain({**content.cases.base, **case.facts})
    return told


def _wrong(policy: Policy, case: schema.Case) -> Iterator[tuple[tuple[str, ...], str]]:
    if not case.expects and case.recommended is None:
        yield (), "没有写该得什么结论，请写 expects 或 recommended。"
        return
    named: list[tuple[tuple[str, ...], str]] = [(("expects", id), id) for id in case.expects]
    if case.recommended not in (None, NOBODY):
        named.append((("recommended",), str(case.recommended)))
    missing = [(keys, id) for keys, id in named if id not in policy.route]
    for keys, id in missing:
        yield keys, f"没有“{id}”这条路，可选：{'、'.join(policy.route)}。"
    if missing:
        return
    try:
        check_day(policy, case.day)
    except FactError as error:
        yield ("day",), error.message
        return
    try:
        facts = read_facts(policy.facts, facts_of(policy.content, case), case.day)
        found = assess(policy, facts, case.day)
    except FactError as error:
        yield ("facts", *filter(None, [error.fact])), error.message
        return
    for id, expected in case.expects.items():
        if isinstance(expected, str):
            expected = schema.Expected(status=expected)
        yield from _otherwise(found, id, expected)
    best = found.recommended.plan.id if found.recommended else NOBODY
    if case.recommended not in (None, best):
        wanted, got = (_route(policy, id) for id in (str(case.recommended), best))
        yield ("recommended",), f"应先推荐{wanted}，算出来是{got}。{REMEDY}"


def _otherwise(
    found: Assessment, id: str, expected: schema.Expected
) -> Iterator[tuple[tuple[str, ...], str]]:
    result = found.routes[id]
    if result.status.word == expected.status and expected.on in (None, result.eligible_on):
        return
    words = found.policy.content.verdicts.statuses
    wanted = f"“{words[expected.status].words}”" + _from(expected.on)
    got = f"“{words[result.status.word].words}”" + (
        (_from(result.eligible_on) or "，算不出日子") if expected.on else ""
    )
    message = f"{_route(found.policy, id)}应是{wanted}；算出来是{got}。{REMEDY}"
    yield ("expects", id), message


def _from(day: date | None) -> str:
    return f"，自{day_in_words(day)}起" if day else ""


def _route(policy: Policy, id: str) -> str:
    return policy.route[id].name if id in policy.route else "没有"


def _plain(raw: Any) -> Any:
    """Days as they are told: in YAML they may stand without quotation marks."""
    if isinstance(raw, dict):
        return {key: _plain(one) for key, one in raw.items()}
    if isinstance(raw, list):
        return [_plain(one) for one in raw]
    return raw.isoformat() if isinstance(raw, date) else raw
