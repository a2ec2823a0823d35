"""What is written and does nothing: asked for twice, an office that nobody is sent to, a number that nothing
takes."""

import re
from collections.abc import Iterator, Sequence

from advisor.content import schema
from advisor.content.checking.closely import Close
from advisor.content.reading import KeyPath

_TAKEN = re.compile(r"[a-z_0-9]+")


def idle(on: Close) -> None:
    """All of it."""
    asked_twice(on)
    offices(on)
    numbers_not_taken(on)
    proofs_twice(on)
    written_twice(on)
    version_not_told(on)


def asked_twice(on: Close) -> None:
    """The same condition, or the same open point, twice where all must hold."""
    for id, tree in on.routes.shared.items():
        _twice_in(on, ("shared", id), tree)
    for number, route in enumerate(on.routes.routes):
        _twice(on, ("routes", number, "all_of"), route.all_of)


def _twice(on: Close, path: KeyPath, nodes: Sequence[schema.Node]) -> None:
    for number, node in enumerate(nodes):
        if node in nodes[:number]:
            on.wrong("routes", (*path, number), "这一样前面已经要过了，请删去一个。")
        _twice_in(on, (*path, number), node)


def _twice_in(on: Close, path: KeyPath, node: schema.Node) -> None:
    match node:
        case schema.AllOf():
            _twice(on, (*path, "all_of"), node.all_of)
        case schema.InTurn():
            _twice(on, (*path, "in_turn"), node.in_turn)
        case schema.AnyOf():
            for number, part in enumerate(node.any_of):
                _twice_in(on, (*path, "any_of", number), part)
        case schema.Line():
            _twice(on, (*path, "beside"), node.beside)
            for number, doubt in enumerate(node.doubts):
                if doubt in node.doubts[:number]:
                    at = (*path, "doubts", number)
                    on.wrong("routes", at, f"“{doubt}”前面已经写过了，请删去一个。")


def offices(on: Close) -> None:
    """Offices that no rule names, and rules behind one that is met whenever they are."""
    procedure = on.content.procedure
    named = set[str]()
    for field in ("approved_by", "account_opened_by"):
        rules: list[schema.OfficeRule] = getattr(procedure, field)
        named |= {rule.office for rule in rules}
        for number, rule in enumerate(rules):
            if any(_covers(before, rule) for before in rules[:number]):
                message = "这一行永远轮不到：对得上它的，都先对上了上面的一行。请换先后，或者删去。"
                on.wrong("procedure", (field, number), message)
    for id in procedure.offices:
        if id not in named:
            message = f"“{id}”没有用到：approved_by、account_opened_by 里没有一行说到它。"
            on.wrong("procedure", ("offices", id), message)


def _covers(one: schema.OfficeRule, other: schema.OfficeRule) -> bool:
    return all(
        set(other.when.get(fact, ())) <= set(ids) and fact in other.when
        for fact, ids in one.when.items()
    )


def numbers_not_taken(on: Close) -> None:
    """Numbers of the notice that no rule and no sentence takes by name."""
    taken = {word for text in on.content.all_written for word in _TAKEN.findall(text)}
    for name in on.routes.numbers:
        if name not in taken:
            message = f"“{name}”没有用到：没有一条规则、一句话取它。请用上它，或者删去。"
            on.wrong("routes", ("numbers", name), message)


def proofs_twice(on: Close) -> None:
    """A diploma's row brings its proof along; another condition that does too lists it once more."""
    diploma = on.conditions.get(on.routes.diploma_condition or "")
    mine = set(_proofs(diploma)) if diploma else set()
    for id, condition in on.conditions.items():
        if condition is not diploma and (both := mine.intersection(_proofs(condition))):
            message = f"“{'、'.join(sorted(both))}”由学历行带出来，这里再指到它，清单上就多一份，请删去 proof。"
            on.wrong("conditions", ("conditions", id, "proof"), message)


def _proofs(condition: schema.Condition) -> Iterator[str]:
    proof = condition.proof
    if isinstance(proof, str):
        yield proof
    elif proof:
        yield from proof.values()


NODES = {"all_of", "any_of", "in_turn", "beside", "doubts", "unless", "when"}
"""Of routes: lists of conditions, which are looked at as such."""

LISTED = ("facts", "conditions", "routes", "interpretations", "materials", "procedure", "checks")
"""Files whose lists hold names."""


def written_twice(on: Close) -> None:
    """An option, a clause, a diploma, a material that one list names a second time."""
    for file in LISTED:
        for path, names in _lists(file, getattr(on.content, file), ()):
            for number, name in enumerate(names):
                if name in names[:number]:
                    on.wrong(file, (*path, number), f"“{name}”前面已经写过了，请删去一个。")


def _lists(file: str, value: object, path: KeyPath) -> Iterator[tuple[KeyPath, list[str]]]:
    """Every list of names in a piece of content, with its keys."""
    if isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield path, value
        for number, one in enumerate(value):
            yield from _lists(file, one, (*path, number))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _lists(file, one, (*path, str(key)))
    for field in getattr(type(value), "model_fields", {}):
        nodes = file == "routes" and field in NODES
        for at, names in _lists(file, getattr(value, field), (*path, field)):
            if not (nodes and at == (*path, field)):
                yield at, names


def version_not_told(on: Close) -> None:
    """Whoever comes back with an older code is told what the new version changed."""
    pack = on.content.pack
    told = {change.version for change in pack.changes}
    if told and pack.version not in told:
        message = f"changes 里没有第“{pack.version}”版改了什么，拿旧码来的人看不到，请写上。"
        on.wrong("pack", ("version",), message)
