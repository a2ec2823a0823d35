"""Peers' engines on the small pack (``three_routes``), each with its own account of why.

None is wanted by the advisor: ``zen-engine``, ``datalogic-py`` and ``clipspy`` by pip, ``json-rules-engine`` by npm
into the folder that ``PEERS_NODE`` names. What is not there is said, and left out.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.three_routes import (
    CONFIRM,
    EXCLUDED,
    LEAVES,
    ROUTES,
    STATUSES,
    UNMET,
    Case,
    Leaf,
    Verdict,
)

NODE = "PEERS_NODE"
"""The setting that names a folder in which npm has put json-rules-engine."""

_SCRIPT = Path(__file__).with_name("json_rules.mjs")


class Peer(NamedTuple):
    """An engine: ``verdict`` of one case, as it is timed; ``read`` makes what it gives comparable. ``seconds``:
    of an engine in a process of its own, the processor time of these cases, and their verdicts."""

    name: str
    verdict: Callable[[Case], Any] | None
    read: Callable[[Any], Verdict] | None
    seconds: Callable[[list[Case]], tuple[float, list[Verdict]]] | None = None


class Missing(NamedTuple):
    """An engine that is not here, and what to do to have it."""

    name: str
    remedy: str


def peers() -> Iterator[Peer | Missing]:
    """Every engine, or that it is missing."""
    for name, package, make in (
        ("zen-engine, with trace", "zen", _zen),
        ("datalogic, with trace", "datalogic_py", _datalogic),
        ("CLIPS", "clips", _clips),
    ):
        try:
            module = import_module(package)
        except ModuleNotFoundError:
            pip = {"zen": "zen-engine", "datalogic_py": "datalogic-py", "clips": "clipspy"}
            yield Missing(name, f"pip install {pip[package]}")
            continue
        yield make(name, module)
    folder = os.environ.get(NODE, "")
    if shutil.which("node") is None:
        yield Missing("json-rules-engine", "node is not here")
    elif not (Path(folder) / "node_modules" / "json-rules-engine").is_dir():
        yield Missing(
            "json-rules-engine", f"npm i json-rules-engine@7.3.1 in a folder, {NODE} names it"
        )
    else:
        yield Peer(
            "json-rules-engine", None, None, lambda cases: _node(Path(folder).resolve(), cases)
        )


# --- the rules as expressions: of each route the status, what is missing, what is to be confirmed -------------

_Expression = Any
"""``("fact", name)``, ``(operation, …)``, or a constant."""


def _status(id: str) -> _Expression:
    leaf = LEAVES[id]
    return ("if", ("unknown", leaf.fact), CONFIRM, ("if", _met(leaf), 0, leaf.otherwise))


def _met(leaf: Leaf) -> _Expression:
    return ("among", leaf.fact, leaf.among) if leaf.among else ("least", leaf.fact, leaf.at_least)


def _missing(id: str) -> _Expression:
    leaf = LEAVES[id]
    if leaf.otherwise != UNMET:
        return ""
    return ("if", ("unknown", leaf.fact), "", ("if", _met(leaf), "", id))


def _to_confirm(id: str) -> _Expression:
    return ("if", ("unknown", LEAVES[id].fact), LEAVES[id].fact, "")


def _worst(ids: tuple[str, ...]) -> _Expression:
    return ("max", *(_status(id) for id in ids))


def _rank(line: tuple[str, ...]) -> _Expression:
    """Of a line: the status first, then how much is open; a closed one has nothing open."""
    open_points = ("sum", *(("if", ("unknown", LEAVES[id].fact), 1, 0) for id in line))
    return ("if", ("is", _worst(line), EXCLUDED), 100 * EXCLUDED, ("sum", _line(line), open_points))


def _line(line: tuple[str, ...]) -> _Expression:
    return ("times", _worst(line), 100)


def _route(id: str) -> dict[str, _Expression]:
    """A route's status, and its reasons under each line that may be chosen."""
    route = ROUTES[id]
    lines = route.lines or ((),)
    ranks = [_rank(line) for line in route.lines]
    found: dict[str, _Expression] = {}
    status, missing, confirm = None, None, None
    for number in reversed(range(len(lines))):
        ids = (*route.gate, *lines[number])
        own = (
            _worst(ids),
            ("list", *map(_missing, ids)),
            ("list", *map(_to_confirm, ids)),
        )
        if status is None:
            status, missing, confirm = own
            continue
        best = ("is", ranks[number], ("min", *ranks))
        status, missing, confirm = (
            ("if", best, mine, other)
            for mine, other in zip(own, (status, missing, confirm), strict=True)
        )
    found["status"], found["missing"], found["confirm"] = status, missing, confirm
    return found


def _verdict(told: Any) -> Verdict:
    """From status as a number and reasons with gaps."""
    found: Verdict = {}
    for id in ROUTES:
        one = told[id.replace(".", "_")]
        status = STATUSES[int(one["status"])]
        missing, confirm = (
            tuple(sorted({*filter(None, one[key])})) for key in ("missing", "confirm")
        )
        closed = status == STATUSES[EXCLUDED]
        found[id] = (status, () if closed else missing, () if closed else confirm)
    return found


# --- zen-engine ---------------------------------------------------------------------------------------


def _in_zen(e: _Expression) -> str:
    if not isinstance(e, tuple):
        return f"'{e}'" if isinstance(e, str) else str(e)
    match e:
        case ("if", test, yes, no):
            return f"({_in_zen(test)} ? {_in_zen(yes)} : {_in_zen(no)})"
        case ("unknown", fact):
            return f"{fact} == null"
        case ("among", fact, all):
            return f"{fact} in {list(all)}"
        case ("least", fact, least):
            return f"{fact} >= {least}"
        case ("is", one, other):
            return f"({_in_zen(one)} == {_in_zen(other)})"
        case ("times", one, by):
            return f"({_in_zen(one)} * {by})"
        case ("max" | "min" | "sum" as function, *items):
            return f"{function}([{', '.join(map(_in_zen, items))}])"
        case ("list", *items):
            return f"[{', '.join(map(_in_zen, items))}]"
    raise AssertionError(e)


def _zen(name: str, zen: Any) -> Peer:
    rows = [
        {"id": f"{id}-{key}", "key": f"{id.replace('.', '_')}.{key}", "value": _in_zen(value)}
        for id in ROUTES
        for key, value in _route(id).items()
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "position": {"x": 0, "y": 0},
            "content": {"expressions": rows, "passThrough": False},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 0, "y": 0}},
    ]
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
        for a, b in (("in", "rules"), ("rules", "out"))
    ]
    graph = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"three": graph}}})
    return Peer(
        name,
        lambda case: engine.evaluate("three", case, {"trace": True}),
        lambda found: _verdict(found["result"]),
    )


# --- engines of rules: they find how each condition stands; the folding beside them is a few lines -------------


def folded(stands: dict[str, int]) -> Verdict:
    """The verdict, by how each condition stands (0: met)."""

    def part(ids: tuple[str, ...]) -> tuple[int, set[str], set[str]]:
        status = max(stands[id] for id in ids)
        if status == EXCLUDED:
            return status, set(), set()
        missing = {id for id in ids if stands[id] == UNMET}
        return status, missing, {LEAVES[id].fact for id in ids if stands[id] == CONFIRM}

    found: Verdict = {}
    for id, route in ROUTES.items():
        status, missing, confirm = part(route.gate)
        if route.lines:
            best = min(map(part, route.lines), key=lambda one: (one[0], len(one[2])))
            status = max(status, best[0])
            missing, confirm = missing | best[1], confirm | best[2]
        if status == EXCLUDED:
            missing = confirm = set()
        found[id] = (STATUSES[status], tuple(sorted(missing)), tuple(sorted(confirm)))
    return found


def _datalogic(name: str, datalogic: Any) -> Peer:
    engine = datalogic.Engine()
    rules = json.dumps([_in_json(_status(id)) for id in LEAVES])

    def verdict(case: Case) -> Verdict:
        told = json.loads(engine.evaluate_with_trace(rules, json.dumps(case)))
        return folded(dict(zip(LEAVES, map(int, told["result"]), strict=True)))

    return Peer(name, verdict, lambda found: found)


def _in_json(e: _Expression) -> Any:
    if not isinstance(e, tuple):
        return e
    match e:
        case ("if", test, yes, no):
            return {"if": [_in_json(test), _in_json(yes), _in_json(no)]}
        case ("unknown", fact):
            return {"===": [{"var": fact}, None]}
        case ("among", fact, all):
            return {"in": [{"var": fact}, list(all)]}
        case ("least", fact, least):
            return {">=": [{"var": fact}, least]}
    raise AssertionError(e)


def _clips(name: str, clips: Any) -> Peer:
    environment = clips.Environment()
    environment.build("(deftemplate told (slot fact) (slot value))")
    environment.build("(deftemplate stands (slot condition) (slot status))")
    for id, leaf in LEAVES.items():
        test = (
            f"(or {' '.join(f'(eq ?v {one})' for one in leaf.among)} FALSE)"
            if leaf.among
            else f"(>= ?v {leaf.at_least})"
        )
        environment.build(
            f"(defrule {id} (told (fact {leaf.fact}) (value ?v&~unknown)) => "
            f"(assert (stands (condition {id}) (status (if {test} then 0 else {leaf.otherwise})))))"
        )
        environment.build(
            f"(defrule {id}-unknown (told (fact {leaf.fact}) (value unknown)) => "
            f"(assert (stands (condition {id}) (status {CONFIRM}))))"
        )
    told = environment.find_template("told")

    def verdict(case: Case) -> Verdict:
        environment.reset()
        for fact, value in case.items():
            known = "unknown" if value is None else value
            told.assert_fact(
                fact=clips.Symbol(fact),
                value=clips.Symbol(known) if isinstance(known, str) else known,
            )
        environment.run()
        return folded(
            {
                str(fact["condition"]): int(fact["status"])
                for fact in environment.facts()
                if fact.template.name == "stands"
            }
        )

    return Peer(name, verdict, lambda found: found)


def _node(folder: Path, cases: list[Case]) -> tuple[float, list[Verdict]]:
    with TemporaryDirectory() as place:
        given = Path(place) / "given.json"
        leaves = {id: leaf._asdict() for id, leaf in LEAVES.items()}
        given.write_text(json.dumps({"leaves": leaves, "cases": cases}), "utf-8")
        shutil.copy(_SCRIPT, folder / _SCRIPT.name)
        done = subprocess.run(
            ["node", str(folder / _SCRIPT.name), str(given)],
            capture_output=True,
            check=True,
            cwd=folder,
        )
    told = json.loads(done.stdout)
    return told["seconds"], [folded(stands) for stands in told["stands"]]
