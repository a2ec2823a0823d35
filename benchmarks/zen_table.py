"""The peer: three routes as a decision graph for zen-engine, and people reduced to its inputs.

Much less is asked of it than of the advisor. No dates: years come computed, no diploma lies ahead,
nothing is counted from graduation, no day is found. No unknown: reduced people have no for it.
"""

from datetime import date
from typing import Any, NamedTuple, cast

import zen

from advisor.days import Stretch, covers, months_full
from advisor.facts.values import Facts
from advisor.rules.case import Case

KEY = "three-routes"

CHOICES = ("jurisdiction", "employer", "series", "teaching_subject", "licence")
YES_NO = (
    "study_matches",
    "practice_matches",
    "ethics",
    "fit_for_post",
    "assessments_ok",
    "continuing_education",
    "employment_procedures",
    "masters_degree",
)

TEACHERS = (
    "['school_teacher','vocational_teacher','technical_school_teacher','higher_education_teacher']"
)
EXAMINED = "['health','economics','accounting','auditing','statistics','other_exam']"
EMPLOYERS = (
    "['public_institution','state_enterprise','private_enterprise','private_school',"
    "'private_hospital','other_organisation']"
)

CLOSED = {
    "jurisdiction": "jurisdiction not in ['municipal', 'county']",
    "employer": f"employer not in {EMPLOYERS}",
    "series": f"series in {EXAMINED}",
    "study": f"series in {TEACHERS} and teaching_subject != 'other' and not study_matches",
}
"""What rules every route out, by the id under which it is reported."""

LACKING = {
    "in_post": "not in_post",
    "ethics": "not ethics",
    "fit_for_post": "not fit_for_post",
    "assessments_ok": "not assessments_ok",
    "licence": "licence == 'missing'",
    "continuing_education": "not continuing_education",
    "series_conditions": "not series_conditions",
    "practice_matches": "not practice_matches",
}
"""What every route finds lacking."""

PROCEDURES = {"employment_procedures": "not employment_procedures"}
ACHIEVEMENT = {
    "achievement": "not some(achievements, # != 'annual_excellence')"
    " and not (employer == 'public_institution' and recent_excellence)"
}


class Line(NamedTuple):
    """A line of section 4's tables; ``condition``: what stands beside the years of service."""

    diploma: str
    clause: str
    years: float = 0
    entry_years: float | None = None
    confirm: tuple[str, ...] = ()
    condition: str = ""


class Route(NamedTuple):
    """A route: its titles, the years it counts, what it alone finds lacking or in doubt."""

    id: str
    titles: str
    service: str
    lacking: dict[str, str]
    confirm: dict[str, str]
    lines: tuple[Line, ...]


SCHOOL = ("technical_school",)
ENTRY = ("holds_entry_title",)
PROMOTED = "title == 'entry'"
OTHER_EMPLOYER = {"other_organisation": "employer == 'other_organisation'"}

ROUTES = {
    "assistant_initial": Route(
        "assistant.initial",
        "['none', 'entry']",
        "related_years",
        PROCEDURES,
        {**OTHER_EMPLOYER, "holds_entry_title": PROMOTED},
        (
            Line("fulltime_postgraduate", "六.二.1.1", condition="related_post and masters_degree"),
            Line("fulltime_bachelor", "六.二.1.2", 1),
            Line("fulltime_college", "六.二.1.3", 3),
            Line("fulltime_postgraduate", "六.二.1.2", 1, None, ("postgraduate_without_degree",)),
            Line("technical_technician", "六.二.1.2", 1, None, SCHOOL),
            Line("technical_senior", "六.二.1.3", 3, None, SCHOOL),
        ),
    ),
    "assistant_recognition": Route(
        "assistant.recognition",
        "['none', 'entry']",
        "related_years",
        ACHIEVEMENT,
        OTHER_EMPLOYER,
        (
            Line("adult_bachelor", "六.二.2.1", 1),
            Line("adult_college", "六.二.2.2", 3, 2),
            Line("fulltime_secondary", "六.二.2.3", 5, 4),
            Line("adult_secondary", "六.二.2.3", 5, 4),
            Line("adult_postgraduate", "六.二.2.1", 1, None, ("in_service_postgraduate",)),
            Line("technical_intermediate", "六.二.2.3", 5, 4, SCHOOL),
            Line("fulltime_postgraduate", "四.二.3", confirm=ENTRY, condition=PROMOTED),
            Line("fulltime_bachelor", "四.二.3", confirm=ENTRY, condition=PROMOTED),
            Line("fulltime_college", "四.二.3", confirm=ENTRY, condition=PROMOTED),
            Line("technical_technician", "四.二.3", confirm=ENTRY + SCHOOL, condition=PROMOTED),
            Line("technical_senior", "四.二.3", confirm=ENTRY + SCHOOL, condition=PROMOTED),
        ),
    ),
    "entry_initial": Route(
        "entry.initial",
        "['none']",
        "any_years",
        PROCEDURES,
        OTHER_EMPLOYER,
        (
            Line("fulltime_secondary", "六.一", 1),
            Line("fulltime_college", "六.一", 1, None, ("college_entry",)),
            Line("technical_intermediate", "六.一", 1, None, SCHOOL),
            Line("technical_senior", "六.一", 1, None, ("college_entry", *SCHOOL)),
        ),
    ),
}


def engine() -> zen.ZenEngine:
    """An engine that holds the graph, compiled, under ``KEY``.

    The graph: the gates and a decision table for each route, side by side, then the verdicts.
    A loader that holds the content is zen's fast way; a decision made from it is several times slower.
    """
    gates = {"closed": _failing(CLOSED), "lacking": _failing(LACKING)}
    for name, route in ROUTES.items():
        gates[f"{name}_closed"] = _failing({"current_title": f"title not in {route.titles}"})
        gates[f"{name}_lacking"] = _failing(route.lacking)
        gates[f"{name}_confirm"] = _failing(route.confirm)
    gates["waiting"] = "any_years < 0.5"
    judges = [_expressions("gates", gates)]
    judges += [_table(name, route) for name, route in ROUTES.items()]
    verdicts = _expressions("verdicts", {name: _verdict(name) for name in ROUTES})
    nodes = [_node("input", "inputNode"), *judges, verdicts, _node("output", "outputNode")]
    joins: list[tuple[str, str]] = [("input", node["id"]) for node in judges]
    joins += [(node["id"], "verdicts") for node in judges]
    joins.append(("verdicts", "output"))
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": nodes,
        "edges": [
            {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in joins
        ],
    }
    return zen.ZenEngine({"loader": {"type": "static", "content": {KEY: graph}}})


def reduced(facts: Facts, as_of: date) -> dict[str, object]:
    """A person as the table's inputs. Not timed: the calendar's work is done here, beforehand."""
    case = Case(facts, as_of)
    every, related = (case.stretches("work", only) or () for only in (False, True))
    entry_since = case.day("title_since") if facts.get("current_title") == "entry" else None
    entry = () if entry_since is None else (Stretch(entry_since, None),)
    excellent = cast("tuple[int, ...]", facts.get("excellent_years") or ())
    graduated = case.diplomas("diplomas") or {}
    return {
        **{name: facts.get(name) or "" for name in CHOICES},
        **{name: bool(facts.get(name)) for name in YES_NO},
        "series_conditions": facts.get("series_conditions") is not False,
        "title": facts.get("current_title") or "",
        "achievements": list(cast("tuple[str, ...]", facts.get("achievements") or ())),
        "recent_excellence": any(0 <= as_of.year - year <= 3 for year in excellent),
        "diplomas": [kind for kind, day in graduated.items() if day is not None and day <= as_of],
        "in_post": covers(every, as_of),
        "related_post": covers(related, as_of),
        "any_years": months_full(every, as_of) / 12,
        "related_years": months_full(related, as_of) / 12,
        "entry_years": months_full(entry, as_of) / 12,
    }


def _node(id: str, type: str, content: dict[str, object] | None = None) -> dict[str, Any]:
    return {
        "id": id,
        "name": id,
        "type": type,
        "position": {"x": 0, "y": 0},
        "content": content or {},
    }


def _expressions(id: str, values: dict[str, str]) -> dict[str, Any]:
    rows = [{"id": f"{id}-{key}", "key": key, "value": value} for key, value in values.items()]
    return _node(id, "expressionNode", {"expressions": rows, "passThrough": False})


def _failing(tests: dict[str, str]) -> str:
    """An expression for the ids whose test is true."""
    items = ", ".join(f"({test}) ? '{id}' : ''" for id, test in tests.items())
    return f"filter([{items}], # != '')"


def _table(name: str, route: Route) -> dict[str, Any]:
    """A decision table, first match: the lines that hold, those in doubt, those that wait."""
    inputs = {"held": "diplomas", "years": route.service, "entry": "entry_years", "condition": None}
    columns = [{"id": id, "name": id, "field": field} for id, field in inputs.items()]
    outputs = [{"id": id, "name": id, "field": id} for id in ("status", "clause", "confirm")]
    rules: list[dict[str, str]] = []
    for line in sorted(route.lines, key=lambda line: len(line.confirm)):
        status = "confirm" if line.confirm else "eligible"
        if line.entry_years is not None:
            rules.append(_rule(line, status, entry=f">= {line.entry_years}"))
        rules.append(_rule(line, status, years=f">= {line.years}", condition=line.condition))
    rules += [_rule(line, "not_yet") for line in route.lines if not line.condition]
    rules.append({"status": "'excluded'", "clause": "''", "confirm": "[]"})
    for number, rule in enumerate(rules):
        rule["_id"] = f"{name}-{number}"
    content = {
        "hitPolicy": "first",
        "inputs": columns,
        "outputs": outputs,
        "rules": rules,
        "passThrough": False,
        "outputPath": f"{name}_line",
    }
    return _node(name, "decisionTableNode", content)


def _rule(line: Line, status: str, **tests: str) -> dict[str, str]:
    confirm = ", ".join(f"'{id}'" for id in line.confirm)
    return {
        "held": f"contains($, '{line.diploma}')",
        **tests,
        "status": f"'{status}'",
        "clause": f"'{line.clause}'",
        "confirm": f"[{confirm}]",
    }


def _verdict(name: str) -> str:
    """The worst of the gates and the route's line, with everything lacking and in doubt."""
    status = (
        f"len(closed) + len({name}_closed) > 0 or {name}_line.status == 'excluded' ? 'excluded'"
        f" : len(lacking) + len({name}_lacking) > 0 ? 'unmet'"
        f" : waiting ? 'not_yet'"
        f" : {name}_line.status == 'eligible' and len({name}_confirm) > 0 ? 'confirm'"
        f" : {name}_line.status"
    )
    return (
        f"{{status: {status}, clause: {name}_line.clause, closed: flatten([closed, {name}_closed]),"
        f" missing: flatten([lacking, {name}_lacking]),"
        f" confirm: flatten([{name}_confirm, {name}_line.confirm])}}"
    )
