"""``routes.yaml`` as trees: rows nobody can reach or that never win, conditions that say nothing, routes
without what all others ask for, and what no rule reads.

Seen from the content alone; ``advisor check --exhaustive`` tries every case besides.
"""

from collections.abc import Iterator, Mapping

from advisor.content import schema
from advisor.content.checking.closely import Close
from advisor.content.clauses import clause_in_words
from advisor.content.reading import KeyPath

Allowed = Mapping[str, frozenset[str]]
"""Of facts that conditions above restrict: the options that are left."""

FEW = 3
"""Routes from which on a single condition that all but one share looks forgotten in that one."""


MANY = 4
"""Options from which on rules seldom mean one of them by naming all others."""


def standing(on: Close) -> None:
    """All routes, and what they leave unread."""
    levels(on)
    clauses_of_rows(on)
    sayings_of_nothing(on)
    gates(on)
    for number, route in enumerate(on.routes.routes):
        path: KeyPath = ("routes", number)
        allowed = _narrowed(on, {}, route.all_of)
        if closed := _contradiction(allowed):
            message = f"这条路谁也走不通：关于“{_name(on, closed)}”的几个条件没有一个回答都满足。"
            on.wrong("routes", path, message)
        else:
            _below(on, (*path, "all_of"), route.all_of, allowed)
    unread(on)


def levels(on: Close) -> None:
    """Levels and ways that no route leads to."""
    for field, mine in (("levels", "level"), ("ways", "way")):
        used = {getattr(route, mine) for route in on.routes.routes}
        for number, one in enumerate(getattr(on.routes, field)):
            if one.id not in used:
                on.wrong("routes", (field, number), f"“{one.name}”没有一条路，请补上路，或者删去。")


def clauses_of_rows(on: Close) -> None:
    """Every row of a table stands on a clause that its route names, or on one below or above it."""
    for number, route in enumerate(on.routes.routes):
        for place, clause in _rows_of(on, ("routes", number, "all_of"), route.all_of):
            if not any(_is_of(clause, one) or _is_of(one, clause) for one in route.clauses):
                cited = clause_in_words(clause)
                message = f"这一行依据{cited}，这条路的 clauses 里没有它：请核对这一行的 clause，或者在路的 clauses 里补上“{clause}”。"
                on.wrong("routes", place, message)


def _is_of(clause: str, above: str) -> bool:
    return clause == above or clause.startswith(f"{above}.")


def _rows(
    on: Close, at: KeyPath, node: schema.Node, open: tuple[str, ...]
) -> Iterator[tuple[KeyPath, str]]:
    """The clause of every row of a tree, and where it is written."""
    match node:
        case schema.Line():
            yield (*at, "clause"), node.clause
        case schema.AllOf():
            yield from _rows_of(on, (*at, "all_of"), node.all_of, open)
        case schema.AnyOf():
            yield from _rows_of(on, (*at, "any_of"), node.any_of, open)
        case str() | schema.Use():
            name = node if isinstance(node, str) else node.use
            if name in on.routes.shared and name not in open:
                tree = on.routes.shared[name]
                yield from _rows(on, ("shared", name), tree, (*open, name))


def _rows_of(
    on: Close, at: KeyPath, nodes: list[schema.Node], open: tuple[str, ...] = ()
) -> Iterator[tuple[KeyPath, str]]:
    for number, node in enumerate(nodes):
        yield from _rows(on, (*at, number), node, open)


def sayings_of_nothing(on: Close) -> None:
    """Conditions that hold for everybody, or for nobody."""
    for id, condition in on.conditions.items():
        options = _options(on, condition)
        if options is None:
            continue
        every, passing, asking = options
        if passing == every:
            on.wrong("conditions", ("conditions", id), f"“{id}”怎么答都满足，等于没有这个条件。")
        elif not passing and not asking:
            on.wrong("conditions", ("conditions", id), f"“{id}”怎么答都不满足，谁也过不去。")


def _options(
    on: Close, condition: schema.Condition
) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """Of a condition on one of a few answers: all of them, those that pass, those to be asked about."""
    rule = condition.rule_of_options
    fact = on.facts.get(rule.fact) if rule else None
    if rule is None or fact is None or not fact.options:
        return None
    every = frozenset(fact.options)
    asking = frozenset(rule.confirms)
    passing = frozenset(rule.passes) if rule.passes else every - frozenset(rule.fails)
    return every, passing - asking, asking


def gates(on: Close) -> None:
    """What all routes but one ask for. A shared tree is asked for whole; of single conditions it
    takes several routes to say that one is missing."""
    tops = [
        {node: None for node in route.all_of if isinstance(node, str)} for route in on.routes.routes
    ]
    for name in dict.fromkeys(name for top in tops for name in top):
        without = [number for number, top in enumerate(tops) if name not in top]
        tree = on.routes.shared.get(name)
        shared = isinstance(tree, schema.AllOf) and tree.hinges_on is None
        if len(without) == 1 and len(tops) >= (2 if shared else FEW + 1):
            message = f"别的路都要“{name}”，只有这条没有。漏了就补上。"
            on.wrong("routes", ("routes", without[0]), message)


def _below(on: Close, path: KeyPath, nodes: list[schema.Node], allowed: Allowed) -> None:
    """Each part of a tree, the conditions beside it known."""
    for number, node in enumerate(nodes):
        _tree(on, (*path, number), node, allowed)


def _tree(on: Close, at: KeyPath, node: schema.Node, allowed: Allowed) -> None:
    match node:
        case schema.AllOf():
            _below(on, (*at, "all_of"), node.all_of, _narrowed(on, allowed, node.all_of))
        case schema.InTurn():
            _below(on, (*at, "in_turn"), node.in_turn, _narrowed(on, allowed, node.in_turn))
        case schema.AnyOf():
            rows(on, (*at, "any_of"), node.any_of, allowed)
        case schema.Line():
            _below(on, (*at, "beside"), node.beside, _narrowed(on, allowed, node.beside))
        case str() | schema.Use():
            name = node if isinstance(node, str) else node.use
            if name in on.routes.shared:
                _tree(on, ("shared", name), on.routes.shared[name], allowed)


def rows(on: Close, path: KeyPath, parts: list[schema.Node], allowed: Allowed) -> None:
    """The parts of which one is enough: none the same as another, none behind one that asks for less,
    none that what stands around it rules out."""
    for number, part in enumerate(parts):
        at = (*path, number)
        if part in parts[:number]:
            on.wrong("routes", at, "这一行和前面的一行一样，请删去一行。")
        elif any(_asks_less(other, part) for other in parts):
            on.wrong("routes", at, "这一行永远轮不到：另一行要的更少，够这一行的都够那一行。")
        beside: list[schema.Node] = part.beside if isinstance(part, schema.Line) else [part]
        if closed := _contradiction(_narrowed(on, allowed, beside)):
            message = f"这一行谁也够不上：关于“{_name(on, closed)}”的条件，和这条路别的条件对不上。"
            on.wrong("routes", at, message)
        else:
            _tree(on, at, part, allowed)


def _asks_less(one: schema.Node, other: schema.Node) -> bool:
    """Whether whoever has what ``other`` asks for has what ``one`` does, and it asks for less."""
    if isinstance(one, schema.Line) and isinstance(other, schema.Line):
        if not set(other.kinds) <= set(one.kinds) or not set(one.doubts) <= set(other.doubts):
            return False
        mine, theirs = one.beside, other.beside
        same = one.kinds == other.kinds and one.doubts == other.doubts and mine == theirs
    else:
        if isinstance(one, schema.Line) or isinstance(other, schema.Line):
            return False
        mine, theirs = _conjuncts(one), _conjuncts(other)
        same = mine == theirs
    return not same and all(any(_implies(has, asks) for has in theirs) for asks in mine)


def _conjuncts(node: schema.Node) -> list[schema.Node]:
    return node.all_of if isinstance(node, schema.AllOf) else [node]


def _implies(has: schema.Node, asks: schema.Node) -> bool:
    if isinstance(has, schema.Use) and isinstance(asks, schema.Use):
        same = has.model_copy(update={"months": asks.months}) == asks
        known = not isinstance(has.months, str | dict) and not isinstance(asks.months, str | dict)
        return same and (has.months == asks.months or (known and _number(has) >= _number(asks)))
    return has == asks


def _number(use: schema.Use) -> int:
    return use.months if isinstance(use.months, int) else 0


def _narrowed(on: Close, allowed: Allowed, nodes: list[schema.Node]) -> Allowed:
    """The answers left where all of these hold too."""
    left = dict(allowed)
    for node in nodes:
        for condition in _certain(on, node, ()):
            options = _options(on, condition)
            rule = condition.rule_of_options
            if options is not None and rule is not None:
                _, passing, asking = options
                before = left.get(rule.fact, frozenset(on.facts[rule.fact].options))
                left[rule.fact] = before & (passing | asking)
    return left


def _certain(on: Close, node: schema.Node, open: tuple[str, ...]) -> Iterator[schema.Condition]:
    """The conditions that must hold wherever this tree does."""
    match node:
        case str() | schema.Use():
            name = node if isinstance(node, str) else node.use
            if name in on.routes.shared and name not in open:
                yield from _certain(on, on.routes.shared[name], (*open, name))
            elif name in on.conditions:
                yield on.conditions[name]
        case schema.AllOf():
            for part in node.all_of:
                yield from _certain(on, part, open)
        case schema.InTurn():
            for part in node.in_turn:
                yield from _certain(on, part, open)


def _contradiction(allowed: Allowed) -> str | None:
    return next((fact for fact, options in allowed.items() if not options), None)


def _name(on: Close, fact: str) -> str:
    return on.facts[fact].name


def unread(on: Close) -> None:
    """Questions, options and kinds of diploma that change nothing."""
    read = _facts_read(on)
    mentioned = _mentioned(on)
    for name, fact in on.facts.items():
        if name not in read:
            on.wrong("facts", ("facts", name), f"“{name}”没有一条规则看它，问了也是白问，请删去。")
            continue
        left = [id for id in fact.options if id not in mentioned]
        for id in left:
            at: KeyPath = ("facts", name, "options", id)
            if fact.kind in ("choices", "diplomas"):
                message = (
                    f"“{id}”这个选项没有一条规则、一行学历看它，请给它补一行；用不着的，在自己的包里写 "
                    f"{name}: {{options: {{remove: [{id}]}}}}。"
                )
                on.wrong("facts", at, message)
            elif len(left) == 1 and len(fact.options) >= MANY:
                message = f"别的选项都有规则提到，只有“{id}”没有，请核对它该不该满足。"
                on.seems_odd("facts", at, message)


def _mentioned(on: Close) -> set[str]:
    """Every option that a rule names."""
    found: set[str] = set()
    for id, condition in on.conditions.items():
        if id != on.routes.diploma_condition:
            found |= _ids(condition)
    for tree in (*on.routes.shared.values(), *on.routes.routes, *on.routes.reminders):
        found |= _ids(tree)
    for when in on.content.procedure.conditions:
        found |= _ids(when)
    return found


def _facts_read(on: Close) -> set[str]:
    """Every fact that something hangs on."""
    found: set[str] = set()
    for condition in on.conditions.values():
        found |= _ids(condition)
    for tree in (*on.routes.shared.values(), *on.routes.routes):
        found |= set(_hinges(tree))
    found |= {reminder.fact for reminder in on.routes.reminders}
    procedure, materials = on.content.procedure, on.content.materials
    for when in procedure.conditions:
        found |= set(when)
    for material in materials.materials.values():
        found |= set(material.only_for)
    for entry in materials.not_needed:
        found |= {*entry.only_for, *entry.not_for}
    return found


def _ids(value: object) -> set[str]:
    """Every text and every key in a piece of content."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return set(map(str, value)).union(*map(_ids, value.values()))
    if isinstance(value, list | tuple):
        return set[str]().union(*map(_ids, value))
    fields = getattr(type(value), "model_fields", {})
    return set[str]().union(*(_ids(getattr(value, field)) for field in fields))


def _hinges(value: object) -> Iterator[str]:
    hinge = getattr(value, "hinges_on", None)
    if isinstance(hinge, str):
        yield hinge
    for field in getattr(type(value), "model_fields", {}):
        part = getattr(value, field)
        for one in part if isinstance(part, list) else [part]:
            yield from _hinges(one)
