"""A small pack that every engine can say: three routes, no calendar, each with its reasons.

Facts are options or a number of months; one that is not known is to be confirmed. ``LEAVES`` and ``ROUTES`` are
the only account of it: our own pack, plain Python and the peers' rules (``peers``) are made from them.
"""

from random import Random
from typing import NamedTuple

from advisor.content import schema
from advisor.facts.values import Facts
from advisor.rules.assess import Assessment
from advisor.rules.policy import Policy

Case = dict[str, str | int | None]
Verdict = dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]
"""By route: its status, what is missing, what is to be confirmed."""

STATUSES = ("eligible", "confirm", "not_yet", "unmet", "excluded")
CONFIRM, UNMET, EXCLUDED = 1, 3, 4

OPTIONS = {
    "employer": ("public", "state", "private", "school", "hospital", "service", "none"),
    "series": ("engineering", "teaching", "agriculture", "culture", "health", "economics"),
    "ethics": ("sure", "not"),
    "training": ("sure", "not"),
    "title": ("none", "entry"),
    "award": ("sure", "not"),
    "education": ("master", "bachelor", "college", "lower"),
}
MONTHS = "months"


class Leaf(NamedTuple):
    """A condition: the fact is one of these, or at least so much; else the status ``otherwise``."""

    fact: str
    among: tuple[str, ...] = ()
    at_least: int = 0
    otherwise: int = UNMET


class Route(NamedTuple):
    """All of ``gate`` and, where there are any, one of ``lines``, each of all its conditions."""

    level: str
    way: str
    gate: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...] = ()


LEAVES = {
    "employed": Leaf("employer", ("public", "state", "private", "school", "hospital"), 0, EXCLUDED),
    "not_examined": Leaf(
        "series", ("engineering", "teaching", "agriculture", "culture"), 0, EXCLUDED
    ),
    "ethics": Leaf("ethics", ("sure",)),
    "training": Leaf("training", ("sure",)),
    "no_title": Leaf("title", ("none",), 0, EXCLUDED),
    "entry_title": Leaf("title", ("entry",), 0, EXCLUDED),
    "award": Leaf("award", ("sure",)),
    "master": Leaf("education", ("master",), 0, EXCLUDED),
    "bachelor": Leaf("education", ("bachelor",), 0, EXCLUDED),
    "college": Leaf("education", ("college",), 0, EXCLUDED),
    "a_year": Leaf(MONTHS, (), 12),
    "two_years": Leaf(MONTHS, (), 24),
    "three_years": Leaf(MONTHS, (), 36),
    "four_years": Leaf(MONTHS, (), 48),
}
_GATE = ("employed", "not_examined", "ethics", "training")
ROUTES = {
    "assistant.initial": Route(
        "assistant",
        "initial",
        (*_GATE, "no_title"),
        (("master",), ("bachelor", "a_year"), ("college", "three_years")),
    ),
    "assistant.recognition": Route(
        "assistant",
        "recognition",
        (*_GATE, "entry_title"),
        (("bachelor", "two_years"), ("college", "four_years")),
    ),
    "entry.award": Route("entry", "award", (*_GATE, "award")),
}


def cases(count: int, seed: int) -> list[Case]:
    """Random people, a few of whose facts are not known."""
    random = Random(seed)
    return [
        {
            **{name: _maybe(random, random.choice(all)) for name, all in OPTIONS.items()},
            MONTHS: _maybe(random, random.randint(0, 60)),
        }
        for _ in range(count)
    ]


def _maybe(random: Random, value: str | int) -> str | int | None:
    return None if random.random() < 0.05 else value


# --- plain Python -------------------------------------------------------------------------------------

_Part = tuple[int, frozenset[str], frozenset[str]]
_NOTHING: frozenset[str] = frozenset()


def plain(case: Case) -> Verdict:
    """The verdict with its reasons, as one would write it by hand."""
    return {id: _told(_all_of(_parts(route, case))) for id, route in ROUTES.items()}


def _parts(route: Route, case: Case) -> list[_Part]:
    parts = [_leaf(id, case) for id in route.gate]
    if route.lines:
        lines = [_all_of([_leaf(id, case) for id in line]) for line in route.lines]
        parts.append(min(lines, key=lambda part: (part[0], len(part[2]))))
    return parts


def _leaf(id: str, case: Case) -> _Part:
    leaf = LEAVES[id]
    value = case[leaf.fact]
    if value is None:
        return CONFIRM, _NOTHING, frozenset((leaf.fact,))
    met = value in leaf.among if leaf.among else int(value) >= leaf.at_least
    if met:
        return 0, _NOTHING, _NOTHING
    return leaf.otherwise, frozenset((id,)) if leaf.otherwise == UNMET else _NOTHING, _NOTHING


def _all_of(parts: list[_Part]) -> _Part:
    status = max(part[0] for part in parts)
    if status == EXCLUDED:
        return status, _NOTHING, _NOTHING
    missing, confirm = _NOTHING, _NOTHING
    for part in parts:
        missing, confirm = missing | part[1], confirm | part[2]
    return status, missing, confirm


def _told(part: _Part) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    status, missing, confirm = part
    return STATUSES[status], tuple(sorted(missing)), tuple(sorted(confirm))


# --- our own ------------------------------------------------------------------------------------------


def own_policy(beside: Policy) -> Policy:
    """The pack, in the shape of content; what it does not say, of words and offices, is ``beside``'s."""
    clause = beside.content.notice.clauses[0].id
    facts = {
        name: {"kind": "choice", "options": {id: {"label": id} for id in all}}
        for name, all in OPTIONS.items()
    } | {MONTHS: {"kind": "number", "unit": "月"}}
    said = {"name": "-", "ask": "-", "why": "-", "find_out": "-", "unknown": "-"}
    words = {"met": "-", "confirm": "-", "clause": clause}
    conditions = {}
    for id, leaf in LEAVES.items():
        otherwise = STATUSES[leaf.otherwise]
        own = {"fact": leaf.fact, "otherwise": otherwise, "name": id, **words}
        own["lacking" if leaf.otherwise == UNMET else "closed"] = "-"
        kind = {"passes": [*leaf.among]} if leaf.among else {"at_least": leaf.at_least}
        conditions[id] = {"kind": "choice" if leaf.among else "number", **own, **kind}
    routes = [
        {
            "level": route.level,
            "way": route.way,
            "clauses": [clause],
            "summary": "-",
            "all_of": [
                *route.gate,
                *(
                    [{"any_of": [{"all_of": [*line]} for line in route.lines]}]
                    if route.lines
                    else []
                ),
            ],
        }
        for route in ROUTES.values()
    ]
    parts = {
        "facts": schema.FactsFile.model_validate(
            {"facts": {n: {**said, **fact, "clauses": [clause]} for n, fact in facts.items()}}
        ),
        "conditions": schema.ConditionsFile.model_validate({"conditions": conditions}),
        "routes": schema.RoutesFile.model_validate(
            {
                "levels": [{"id": id, "name": id} for id in ("assistant", "entry")],
                "ways": [{"id": id, "name": id} for id in ("initial", "recognition", "award")],
                "routes": routes,
            }
        ),
    }
    return Policy(beside.content.model_copy(update=parts))


def own_facts(case: Case) -> Facts:
    """A case as facts."""
    return {**case}


def own_verdict(found: Assessment) -> Verdict:
    """Our verdict in the shape of the others."""
    return {
        id: (result.status.word, tuple(sorted(result.missing)), tuple(sorted(result.confirm)))
        for id, result in found.routes.items()
    }
