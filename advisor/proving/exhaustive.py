"""The whole space of a pack tried: that every case has a verdict, that more never makes it worse, that the
interview comes to the same, that everything in the pack is reached by somebody.

The cases are those of ``space.py``; what provably cannot matter is left out there. Where ``bounded``, fewer days
and one diploma at a time, and every so many of the verdicts played as an interview: that nobody comes to something
is then no fault, for somebody may whom only the whole walk meets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from math import prod
from time import monotonic
from typing import NamedTuple

from advisor.facts.plain import facts_to_json
from advisor.facts.values import Diploma, Facts
from advisor.facts.words import answer_in_words
from advisor.interview.questions import play
from advisor.proving.reached import (
    LONG_AGO,
    Place,
    Witness,
    best_case,
    everything,
    reached,
)
from advisor.proving.space import Bag, Value, axis_of, bags_of, day_of_reckoning, whenever
from advisor.proving.walk import Walked, Worse, walk, worse
from advisor.report.report import Report
from advisor.rules.assess import Assessment, assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

EVERY = 20
"""Of so many different verdicts one is played as an interview, where the walk is bounded."""


Progress = Callable[[str, int, int], None]
"""Told of each step in words how much of it is done, and of how much."""


def _untold(step: str, done: int, whole: int) -> None:
    """Of whom nobody wants to know how far it is."""


class Tried(NamedTuple):
    """What came of it. ``faults``, ``not_met`` and ``unheard`` are lines to be read: what is wrong; what a
    bounded walk did not meet, which need not be wrong; sentences that nobody hears. ``reached``: for each thing
    in the pack a case that comes to it. ``stands_for``: how many cases there are of all facts' values together;
    ``walked``: how many were looked at; ``verdicts``: how many different ones;
    ``played``: how many of them were said in words and asked for as an interview."""

    faults: list[str]
    not_met: list[str]
    unheard: list[Place]
    reached: Mapping[Place, Witness]
    as_of: date
    stands_for: int
    walked: int
    verdicts: int
    played: int
    seconds: float
    digest: str


def digest(policy: Policy) -> str:
    """What tells one content of a pack from another."""
    return sha256(repr(policy.content).encode()).hexdigest()[:16]


def try_all(policy: Policy, bounded: bool = False, told: Progress = _untold) -> Tried:
    """Every case of a pack."""
    begun = monotonic()
    as_of, whose = day_of_reckoning(policy), digest(policy)
    policy = whenever(policy)
    bags = bags_of(policy, as_of, bounded)
    walks = _walked(policy, bags, as_of, told)
    by_route = {route: [walks[id(bag)] for bag in each] for route, each in bags.items()}
    faults: list[str] = []
    nobody: list[str] = []
    bases: dict[str, dict[str, Value]] = {}
    for route, parts in by_route.items():
        best, bases[route] = best_case(policy, parts)
        if best > Status.CONFIRM:
            nobody.append(
                f"{policy.route[route].name}：谁也走不通，最好的也是“{_word(policy, best)}”。"
            )
    worsened, in_vain = _worsened(policy, by_route, told)
    faults += worsened
    nobody += in_vain
    nobody += _gaps(policy, bases, as_of)
    examples = _whole_cases(by_route, bases)
    played = examples[::EVERY] if bounded else examples
    faults += _without_words(policy, _each(played, "看有没有话可说", told), as_of)
    faults += _otherwise_asked(policy, _each(played, "一题一题再问一遍", told), as_of)
    found = reached(policy, bases, by_route, as_of)
    unheard = []
    for place in everything(policy):
        if place not in found:
            if place.file == "conditions":
                unheard.append(place)
            else:
                nobody.append(f"{place.name}：没有一种情况走到这里。")
    if not bounded:
        faults = nobody + faults
        nobody = []
    return Tried(
        list(dict.fromkeys(faults)),
        list(dict.fromkeys(nobody)),
        unheard,
        found,
        as_of,
        _stands_for(policy, as_of, bounded),
        sum(walked.looked_at for walked in walks.values()),
        len(examples),
        len(played),
        monotonic() - begun,
        whose,
    )


def _walked(
    policy: Policy, bags: Mapping[str, list[Bag]], as_of: date, told: Progress
) -> dict[int, Walked]:
    """Every case of every bag, by its identity: routes share some."""
    every = {id(bag): bag for each in bags.values() for bag in each}
    whole, before = sum(bag.size for bag in every.values()), 0
    walks = {}
    for key, bag in every.items():

        def so_far(cases: int, before: int = before) -> None:
            told("逐一算", before + cases, whole)

        walks[key] = walk(policy, bag, as_of, so_far)
        before += bag.size
    return walks


def _each(cases: list[Facts], step: str, told: Progress) -> Iterator[Facts]:
    """The cases, one by one, each told of."""
    for number, case in enumerate(cases, 1):
        yield case
        told(step, number, len(cases))


def _stands_for(policy: Policy, as_of: date, bounded: bool) -> int:
    """How many cases there are, the values of all facts combined."""
    nodes = [node for plan in policy.routes for node in plan.node.walk()]
    axes = (axis_of(name, fact, nodes, as_of, bounded) for name, fact in policy.facts.items())
    return prod(sum(len(axis.alike.get(value, (value,))) for value in axis.values) for axis in axes)


def _word(policy: Policy, status: Status) -> str:
    return policy.content.verdicts.statuses[status.word].words


# --- more never makes it worse -------------------------------------------------------------------------


def _worsened(
    policy: Policy, by_route: Mapping[str, list[Walked]], told: Progress
) -> tuple[list[str], list[str]]:
    """Where more makes a verdict worse, but for what the pack lists with its reason; and what it lists in vain."""
    listed = list(policy.content.checks.may_worsen)
    needed: set[int] = set()
    worsened: list[str] = []
    done, whole = 0, sum(len(walks) for walks in by_route.values())
    for route, walks in by_route.items():
        for number, walked in enumerate(walks):
            for found in worse(policy, walked, [*walks[:number], *walks[number + 1 :]]):
                reason = next(
                    (
                        place
                        for place, one in enumerate(listed)
                        if one.fact == found.fact and route in (one.routes or [route])
                    ),
                    None,
                )
                if reason is None:
                    worsened.append(_worse_in_words(policy, route, found))
                else:
                    needed.add(reason)
            done += 1
            told("看多一样会不会变差", done, whole)
    in_vain = [
        f"checks.yaml 的 may_worsen 第{place + 1}项（{one.fact}）：没有哪种情况用得着，请删去。"
        for place, one in enumerate(listed)
        if place not in needed
    ]
    return worsened, in_vain


def _worse_in_words(policy: Policy, route: str, found: Worse) -> str:
    fact = policy.facts[found.fact]
    before, after = (
        answer_in_words(fact, case.get(found.fact)) for case in (found.before, found.after)
    )
    rest = in_words(
        policy, {name: value for name, value in found.before.items() if name != found.fact}
    )
    was, then = (_word(policy, status) for status in (found.was, found.then))
    more = {"date": "早了，", "number": "大了，"}.get(fact.kind, "多了，")
    what = "答清楚了，" if found.answered else more
    turned = "不清楚时被当成了“没有”" if found.was > found.then else "结论反而变差"
    return (
        f"{policy.route[route].name}：{fact.name}{what}{turned}。"
        f"“{before}”是“{was}”，“{after}”是“{then}”；其余：{rest or '都一样'}。"
    )


def in_words(policy: Policy, facts: Facts) -> str:
    """What a case says, in a line; of what is not known nothing."""
    return "；".join(
        f"{policy.facts[name].name}：{answer_in_words(policy.facts[name], value)}"
        for name, value in facts.items()
        if value is not None
    )


# --- gaps ----------------------------------------------------------------------------------------------


def _gaps(policy: Policy, bases: Mapping[str, Mapping[str, Value]], as_of: date) -> Iterator[str]:
    """Diplomas with which nothing is open, though all else is as good as can be; and those with which one
    answer closes everything that it leaves open to others."""
    fact = next((name for name, one in policy.facts.items() if one.kind == "diplomas"), None)
    if fact is None:
        return
    kinds = list(policy.facts[fact].options)
    good = {kind: {fact: (Diploma(kind, LONG_AGO),)} for kind in kinds}
    by_kind = {kind: _as_good_as_can_be(policy, bases, good[kind], as_of) for kind in kinds}
    shut = [kind for kind, some in by_kind.items() if not some]
    for kind in shut:
        label = policy.facts[fact].options[kind].label
        yield f"只有“{label}”的，别的都好，也没有一条路可走，请核对是不是漏了一行。"
    for name, one in policy.facts.items():
        for option in one.options if one.kind in ("choice", "yes_no") else ():
            value = _answer(option)
            closed = [
                kind
                for kind in kinds
                if kind not in shut and not _open(policy, by_kind[kind], {name: value}, as_of)
            ]
            if closed and len(closed) < len(kinds) - len(shut):
                labels = "、".join(policy.facts[fact].options[kind].label for kind in closed)
                if not _listed_gap(policy, name, option):
                    yield (
                        f"{one.name}答“{one.options[option].label}”的，有{labels}的没有一条路可走，"
                        "有别的学历的有，请核对是不是漏了一行。"
                    )


def _listed_gap(policy: Policy, fact: str, option: str) -> bool:
    return any(
        gap.fact == fact and option in gap.options for gap in policy.content.checks.may_close
    )


def _as_good_as_can_be(
    policy: Policy, bases: Mapping[str, Mapping[str, Value]], own: Facts, as_of: date
) -> list[Facts]:
    """People with these facts of their own to whom a route is open: whose other answers are those of somebody
    who gets far, but for one of a few where there is no other way."""
    cases: list[Facts] = [{**base, **own} for base in bases.values()]
    if _open(policy, cases, {}, as_of):
        return cases
    return [
        changed
        for case in cases
        for name, one in policy.facts.items()
        for option in one.options
        if one.kind in ("choice", "yes_no")
        and _open(policy, [changed := {**case, name: _answer(option)}], {}, as_of)
    ]


def _answer(option: str) -> Value:
    return {"yes": True, "no": False}.get(option, option)


def _open(policy: Policy, cases: Iterable[Facts], own: Facts, as_of: date) -> bool:
    """Whether a route is open to one of these people, with these facts of their own."""
    found = (assess(policy, {**case, **own}, as_of).recommended for case in cases)
    return any(best is not None and best.status <= Status.CONFIRM for best in found)


# --- whole verdicts ------------------------------------------------------------------------------------


def _whole_cases(
    by_route: Mapping[str, list[Walked]], bases: Mapping[str, Mapping[str, Value]]
) -> list[Facts]:
    """For each different thing that parts of a route say, somebody of whom they say it, whose other answers
    are as good as can be."""
    found: dict[str, Facts] = {}
    for route, walks in by_route.items():
        for walked in walks:
            for example in walked.examples:
                case = {**bases[route], **example}
                found.setdefault(repr(sorted(case.items(), key=lambda item: item[0])), case)
    return list(found.values())


def _without_words(policy: Policy, cases: Iterable[Facts], as_of: date) -> Iterator[str]:
    """Cases whose verdict lacks what it has to say."""
    for facts in cases:
        assessment = assess(policy, facts, as_of)
        for result in assessment.routes.values():
            open_ended = {
                Status.UNMET: not result.missing,
                Status.CONFIRM: not result.confirm,
            }.get(result.status, False)
            if open_ended:
                word = _word(policy, result.status)
                yield f"{result.plan.name}：说“{word}”，却说不出是哪一样：{in_words(policy, facts)}。"
        if not _headline(assessment):
            yield f"没有结论可说：{in_words(policy, facts)}。"


def _headline(assessment: Assessment) -> str:
    return Report(assessment).advice.headline


def _otherwise_asked(policy: Policy, cases: Iterable[Facts], as_of: date) -> Iterator[str]:
    """Cases in which the interview, which stops as soon as nothing can change, comes to another verdict."""
    for facts in cases:
        whole = assess(policy, facts, as_of)
        asked = assess(policy, play(policy, facts, as_of), as_of)
        for id, result in whole.routes.items():
            if (result.status, result.eligible_on) != (
                asked.routes[id].status,
                asked.routes[id].eligible_on,
            ):
                yield (
                    f"{result.plan.name}：一题一题问下来是“{_word(policy, asked.routes[id].status)}”，"
                    f"全部写明是“{_word(policy, result.status)}”：{in_words(policy, facts)}。"
                )


def as_case(witness: Witness) -> dict[str, object]:
    """A case as the command line reads it."""
    known = {name: value for name, value in witness.facts.items() if value is not None}
    case: dict[str, object] = {"facts": facts_to_json(known)}
    if witness.readings:
        case["readings"] = dict(witness.readings)
    return case
