"""What differs between two packs, piece by piece: numbers, lists, sentences, each with where it stands and the
clause it stands on."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel

from advisor.content import schema
from advisor.content.reading import KeyPath
from advisor.days import day_in_words, months_in_words

Kind = Literal["number", "list", "sentence", "switch", "following"]
KINDS = {"number": "数字和日期", "list": "名单", "sentence": "句子", "switch": "开关"}
"""What people call each kind but ``following``, which is only counted."""

Path = tuple[str, ...]
Leaf = str | int | date | bool | tuple[str, ...] | None

OWN = {("pack", "id"), ("pack", "version"), ("pack", "changes"), ("pack", "extends")}
"""What two packs never have in common."""

CASES = "cases"
"""The file by which a pack is tried, of which nothing follows for anybody."""

NUMBERS = ("routes", "numbers")
"""Where the numbers of a notice stand once."""

IN_MONTHS = "months"
IN_YEARS = ("years", "within_years")


class Difference(NamedTuple):
    """One thing that differs; ``following``: where both have written the same, and only what is taken there
    by reference differs. ``place``: the file and what it is part of, by the names people know;
    ``clause``: its id, empty where it stands on none; ``before`` and ``after``: in words."""

    kind: Kind
    place: str
    clause: str
    before: str
    after: str


def differences(one: schema.Content, other: schema.Content) -> list[Difference]:
    """All that differs, the table of numbers first, then in the order of the files."""
    mine, theirs = dict[Path, Leaf](), dict[Path, Leaf]()
    written = [
        {path: _written(content, keys, flat[path]) for path, keys in _laid_flat(content, flat)}
        for content, flat in ((one, mine), (other, theirs))
    ]
    names = {**_names(one), **_names(other)}
    words = {**_words(one), **_words(other)}
    found = []
    paths = dict.fromkeys((*mine, *theirs))
    for path in sorted(paths, key=lambda path: path[:2] != NUMBERS):
        if path not in mine or path not in theirs or mine[path] == theirs[path]:
            continue  # what one alone has stands in a list that differs
        if any(path[: len(own)] == own for own in OWN):
            continue
        before, after = mine[path], theirs[path]
        kind = _kind(before, after)
        told = (
            _list_in_words(before, after, names)
            if kind == "list"
            else (_in_words(path, before), _in_words(path, after))
        )
        clause = _clause(path, theirs) or _clause(path, mine)
        if written[0][path] == written[1][path]:
            kind = "following"
        elif kind == "list" and _of_sentences(path, mine, theirs):
            kind = "sentence"
        place = _place(names, path)
        if path[:2] == NUMBERS and len(path) == len(NUMBERS) + 2:
            place = f"{path[0]}.yaml：{path[2]}{words[path[2]]}"
        found.append(Difference(kind, place, clause, *told))
    return found


def _written(content: schema.Content, keys: KeyPath, value: Leaf) -> Leaf:
    """What stands there before anything is taken by reference."""
    if isinstance(value, tuple):
        return tuple(content.written((*keys, at)) or one for at, one in enumerate(value))
    return content.written(keys) or value


def _of_sentences(path: Path, *sides: Mapping[Path, Leaf]) -> bool:
    """Whether sentences are listed there by what they are said of."""
    every = [(side, key) for side in sides if isinstance(keys := side[path], tuple) for key in keys]
    return any(isinstance(side.get((*path, key)), str) for side, key in every)


def _kind(before: Leaf, after: Leaf) -> Kind:
    given = [value for value in (before, after) if value is not None]
    if any(isinstance(value, tuple) for value in given):
        return "list"
    if any(isinstance(value, bool) for value in given):
        return "switch"
    return "sentence" if any(isinstance(value, str) for value in given) else "number"


def _in_words(path: Path, value: Leaf) -> str:
    match value:
        case None:
            return "（没有）"
        case bool():
            return "是" if value else "否"
        case date():
            return day_in_words(value)
        case int():
            if path[-1] != IN_MONTHS:
                return f"{value}年" if path[-1] in IN_YEARS else str(value)
            words, plain = months_in_words(value), f"{value}个月"
            return words if words == plain else f"{words}（{plain}）"
    return " ".join(str(value).split("\n"))


def _list_in_words(before: Leaf, after: Leaf, names: Mapping[str, str]) -> tuple[str, str]:
    """What one list alone has; of the same things in another order the order."""
    mine, theirs = (
        [names.get(id, id) for id in value] if isinstance(value, tuple) else []
        for value in (before, after)
    )
    gone = [one for one in mine if one not in theirs]
    new = [one for one in theirs if one not in mine]
    if not gone and not new:
        return "次序：" + "、".join(mine), "次序：" + "、".join(theirs)
    return ("少了" + "、".join(gone)) if gone else "", ("多了" + "、".join(new)) if new else ""


# --- a pack laid flat ----------------------------------------------------------------------------------


def _laid_flat(content: schema.Content, flat: dict[Path, Leaf]) -> Iterator[tuple[Path, KeyPath]]:
    """Fills ``flat`` with all that the pack says; with each path the keys in its file."""
    for file in type(content).model_fields:
        model = getattr(content, file)
        if model is not None and file != CASES:
            for path, keys, value in _flat((file,), (file,), model):
                flat[path] = value
                yield path, keys


def _flat(path: Path, keys: KeyPath, value: object) -> Iterator[tuple[Path, KeyPath, Leaf]]:
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from _flat((*path, name), (*keys, name), getattr(value, name))
        case dict():
            yield path, keys, tuple(map(str, value))
            for key, part in value.items():
                yield from _flat((*path, str(key)), (*keys, str(key)), part)
        case list() if any(isinstance(part, BaseModel | dict) for part in value):
            ids = _keys(value)
            yield path, keys, tuple(ids)
            for at, (id, part) in enumerate(zip(ids, value, strict=True)):
                if isinstance(part, BaseModel | dict):
                    yield from _flat((*path, id), (*keys, at), part)
        case list():
            yield path, keys, tuple(map(str, value))
        case str() | bool() | int() | date() | None:
            yield path, keys, value


def _keys(items: list[object]) -> list[str]:
    """What tells the things of a list apart, whatever their order."""
    found: list[str] = []
    for item in items:
        key = _key(item)
        number = sum(one == key or one.startswith(f"{key}#") for one in found)
        found.append(f"{key}#{number + 1}" if number else key)
    return found


def _key(item: object) -> str:
    if not isinstance(item, BaseModel):
        return str(item)
    given = {name: getattr(item, name) for name in type(item).model_fields}
    if "way" in given and "level" in given:
        return f"{given['level']}.{given['way']}"
    for name in ("id", "diploma", "use", "doubt", "name", "label", "version", "day", "fact"):
        if isinstance(given.get(name), str | date):
            return str(given[name])
    return type(item).__name__


def _clause(path: Path, flat: dict[Path, Leaf]) -> str:
    """The clause of the nearest thing above that names one."""
    for length in range(len(path), 0, -1):
        above = path[:length]
        if above[0] == "notice" and length == 3:
            return above[2]
        clause = flat.get((*above, "clause"))
        if isinstance(clause, str):
            return clause
        clauses = flat.get((*above, "clauses"))
        if isinstance(clauses, tuple) and clauses:
            return clauses[0]
    return ""


def _words(content: schema.Content) -> dict[str, str]:
    """The notice's words around each number, behind its name."""
    numbers = content.routes.numbers.items()
    return {name: f"（{one.words}）" if one.words else "" for name, one in numbers}


def _names(content: schema.Content) -> dict[str, str]:
    """What people call the things that have ids."""
    return {
        **{f"{r.level}.{r.way}": _route(content, r) for r in content.routes.routes},
        **{id: one.name for id, one in content.interpretations.interpretations.items()},
        **{id: one.name for id, one in content.materials.materials.items()},
        **{id: one.name for id, one in content.conditions.conditions.items()},
        **{id: one.name for id, one in content.facts.facts.items()},
        **{one.id: one.question for one in (content.answers.answers if content.answers else [])},
        **{
            id: option.label
            for one in content.facts.facts.values()
            for id, option in one.options.items()
        },
    }


def _place(names: Mapping[str, str], path: Path) -> str:
    """Where it stands, by the names that people know."""
    known = {**names, **FIELDS}
    parts = [known.get(part, part) for part in path[1:] if part not in _SAID_BY_THE_FILE]
    return f"{path[0]}.yaml：{' · '.join(dict.fromkeys(parts))}"


def _route(content: schema.Content, route: schema.Route) -> str:
    levels = {one.id: one.name for one in content.routes.levels}
    ways = {one.id: one.name for one in content.routes.ways}
    return f"{levels.get(route.level, route.level)}·{ways.get(route.way, route.way)}"


FIELDS = {
    "months": "月数",
    "at_least": "至少",
    "at_most": "至多",
    "needed": "要满",
    "within_years": "近几年",
    "passes": "满足的",
    "fails": "不满足的",
    "confirms": "要问的",
    "met": "满足时的话",
    "lacking": "还差时的话",
    "waiting": "时间没到时的话",
    "waiting_undated": "算不出哪天时的话",
    "confirm": "要先问清楚的话",
    "closed": "不适用时的话",
    "headline": "标题",
    "clause": "依据",
    "name": "名称",
    "label": "叫法",
    "ask": "问的话",
    "why": "为什么问",
    "find_out": "怎么弄清楚",
    "unknown": "不清楚时要问的话",
    "options": "选项",
    "proof": "凭什么证明",
    "text": "原文",
    "batch": "批次",
    "document": "文号",
    "title": "题目",
    "effective_from": "施行日",
    "in_force": "适用的日子",
    "since": "从哪天起",
    "to": "到哪天为止",
    "numbers": "数字",
    "years": "年数",
    "count": "个数",
    "day": "日子",
    "deadline": "截止",
    "on": "日期",
    "question": "问法",
    "also": "别的问法",
    "answer": "回答",
    "summary": "给谁走",
    "doubts": "要先问清楚的",
    "greeting": "开头的话",
    "caution": "提醒",
}
"""Fields as people call them; any other by its key."""

_SAID_BY_THE_FILE = {
    *("conditions", "facts", "routes", "interpretations", "materials", "answers", "clauses"),
    *("all_of", "any_of", "in_turn", "beside", "AnyOf", "AllOf", "InTurn"),
}
"""Keys that say nothing more to who reads where something stands."""
