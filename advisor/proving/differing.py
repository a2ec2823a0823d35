"""What differs between two packs, piece by piece: numbers, lists, sentences, each with where it stands and the
clause it stands on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel

from advisor.content import schema
from advisor.content.clauses import clause_in_words
from advisor.content.reading import KeyPath
from advisor.content.sentences import WORD_LISTS
from advisor.days import day_in_words, months_in_words

Kind = Literal["number", "list", "sentence", "switch", "hearing", "following"]
KINDS: dict[Kind, str] = {
    "number": "数字和日期",
    "list": "名单",
    "sentence": "句子",
    "switch": "开关",
    "hearing": "认得的说法",
}
"""What people call each kind but ``following``, which is only counted."""

FILES = {
    "pack": "这份通知",
    "notice": "通知原文",
    "facts": "问题",
    "conditions": "条件",
    "routes": "路和年限",
    "interpretations": "没写明的",
    "materials": "材料",
    "procedure": "办理",
    "checks": "核对日期",
    "verdicts": "结论的话",
    "answers": "常见问题",
    "words": "打字怎么听",
    "synonyms": "词表",
    "roster": "花名册",
}
"""What people call what stands in each file."""

Path = tuple[str, ...]
Leaf = str | int | date | bool | tuple[str, ...] | None

OWN = {("pack", "id"), ("pack", "version"), ("pack", "changes"), ("pack", "extends")}
"""What two packs never have in common."""

CASES = "cases"
"""The file by which a pack is tried, of which nothing follows for anybody."""

NUMBERS = ("routes", "numbers")
"""Where the numbers of a notice stand once."""

OF_PEOPLE = ("also", "about")
"""Keys under which answers list what people say."""

IN_MONTHS = "months"
IN_YEARS = ("years", "within_years")


class Difference(NamedTuple):
    """One thing that differs; ``following``: where both have written the same, and only what is taken there
    by reference differs. ``group`` and ``place``: of what, by the names people know;
    ``clause``: its id, empty where it stands on none; ``before`` and ``after``: in words."""

    kind: Kind
    group: str
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
    names = {**_names(one), **_names(other), **FIELDS}
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
            else (_in_words(path, before, names), _in_words(path, after, names))
        )
        clause = _clause(path, theirs) or _clause(path, mine)
        if written[0][path] == written[1][path]:
            kind = "following"
        elif kind == "list" and _of_sentences(path, mine, theirs):
            kind = "sentence"
        if path[0] in WORD_LISTS or (path[0] == "answers" and path[-1] in OF_PEOPLE):
            kind = "hearing"
        place = _place(names, path, {**mine, **theirs})
        found.append(Difference(kind, FILES[path[0]], place, clause, *told))
    return found


def in_short(found: Sequence[Difference]) -> str:
    """How many of each kind: 数字和日期3处，句子12处."""
    counted = ((name, sum(one.kind == kind for one in found)) for kind, name in KINDS.items())
    return "，".join(f"{name}{count}处" for name, count in counted if count)


def grouped(found: Sequence[Difference], kind: Kind) -> dict[str, list[Difference]]:
    """Those of one kind, by what they are of."""
    groups: dict[str, list[Difference]] = {}
    for one in found:
        if one.kind == kind:
            groups.setdefault(one.group, []).append(one)
    return groups


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


def _in_words(path: Path, value: Leaf, names: Mapping[str, str]) -> str:
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
    words = _PLACEHOLDER.sub(_stands_for, " ".join(str(value).split("\n")))
    return names.get(words, "（文件里的名称）") if _OF_FILES.fullmatch(words) else words


_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def _stands_for(found: re.Match[str]) -> str:
    """What is put there for each person, as people call it."""
    return f"〔{PLACEHOLDERS.get(found[1], '…')}〕"


def _list_in_words(before: Leaf, after: Leaf, names: Mapping[str, str]) -> tuple[str, str]:
    """What one list alone has; of the same things in another order the order."""
    mine, theirs = (value if isinstance(value, tuple) else () for value in (before, after))
    gone = [one for one in mine if one not in theirs]
    new = [one for one in theirs if one not in mine]
    if not gone and not new:
        return f"次序：{_listed(mine, names)}", f"次序：{_listed(theirs, names)}"
    less, more = (_listed(part, names) for part in (gone, new))
    return f"少了{less}" if gone else "", f"多了{more}" if new else ""


def _listed(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """These by their names; how many others there are that have none."""
    told = list(dict.fromkeys(name for id in ids if (name := _named(id, names))))
    nameless = sum(not _named(id, names) for id in ids)
    if nameless:
        told.append(f"另{nameless}项" if told else f"{nameless}项")
    return "、".join(told)


def _named(id: str, names: Mapping[str, str]) -> str:
    """What people call it; empty where only the files have a name for it."""
    name = names.get(id) or names.get(id.partition("#")[0]) or id
    return "" if _OF_FILES.fullmatch(name) else _PLACEHOLDER.sub(_stands_for, name)


EVERY = "有哪些"
"""What of a file stands in no part of it that has a name."""

_OF_FILES = re.compile(r"[A-Za-z][\w.#-]*", re.ASCII)


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
        return str(item) if isinstance(item, str) else type(item).__name__
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


def _names(content: schema.Content) -> dict[str, str]:
    """What people call the things that have ids."""
    return {
        **{f"{r.level}.{r.way}": _route(content, r) for r in content.routes.routes},
        **{id: one.name for id, one in content.interpretations.interpretations.items()},
        **{id: one.name for id, one in content.materials.materials.items()},
        **{id: one.name for id, one in content.conditions.conditions.items()},
        **{id: one.name for id, one in content.facts.facts.items()},
        **{id: one.words for id, one in content.verdicts.statuses.items()},
        **{one.id: one.question for one in (content.answers.answers if content.answers else [])},
        **{
            id: option.label
            for one in content.facts.facts.values()
            for id, option in one.options.items()
        },
    }


def _place(names: Mapping[str, str], path: Path, flat: Mapping[Path, Leaf]) -> str:
    """Where it stands, by the names that people know; of a number the notice's words around it."""
    if path[:2] == NUMBERS and len(path) > len(NUMBERS):
        words = flat.get((*path[:3], "words"))
        return str(words) if isinstance(words, str) else names.get(path[2], "数字")
    parts = []
    for length, step in enumerate(path[1:], 2):
        if path[0] == "notice" and step == "clauses":
            continue
        said = (flat.get((*path[:length], key)) for key in _NAMING)
        name = next((one for one in said if isinstance(one, str)), "")
        if path[0] == "notice" and length == 3:
            name = clause_in_words(step)
        parts.append(name if name and length < len(path) else _named(step, names))
    return " · ".join(dict.fromkeys(part for part in parts if part)) or EVERY


_NAMING = ("name", "label", "question")
"""Keys whose text is what people call the thing."""


def _route(content: schema.Content, route: schema.Route) -> str:
    levels = {one.id: one.name for one in content.routes.levels}
    ways = {one.id: one.name for one in content.routes.ways}
    return f"{levels.get(route.level, route.level)}·{ways.get(route.way, route.way)}"


PLACEHOLDERS = {
    "threshold": "要多少",
    "needed": "要多少",
    "asked": "要多少",
    "most": "最多多少",
    "so_far": "已有多少",
    "told": "说的多少",
    "left": "还差多少",
    "months": "加减多少",
    "at_least": "至少多少",
    "value": "本人的回答",
    "what": "本人说的",
    "diploma": "毕业证",
    "day": "哪天",
    "since": "从哪天起",
    "until": "到哪天都行",
    "to": "到哪天为止",
    "last": "到哪天为止",
    "opens": "从哪天起",
    "as_of": "计算日",
    "counted_to": "算到哪天",
    "first": "前一个日子",
    "then": "后一半",
    "label": "算到的那天",
    "passes": "满足的",
    "fails": "不满足的",
    "confirms": "要问的",
    "count": "几项",
    "level": "级别",
    "way": "方式",
    "route": "哪条路",
    "goal": "申报什么",
    "condition": "那一条",
    "name": "哪一项",
    "options": "哪几个选项",
    "ask": "问的话",
    "reply": "答复",
    "points": "要问的几点",
    "lacking": "缺什么",
    "missing": "缺什么",
    "levers": "能补的",
}
"""What stands in a sentence for something of each person."""

FIELDS = {
    "months": "月数",
    "at_least": "至少",
    "at_most": "至多",
    "under": "不满",
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
    "because": "为什么要",
    "shows": "要看得出什么",
    "form": "什么形式",
    "unit": "单位要做的",
    "not_needed": "不用白跑的",
    "only_for": "只给谁",
    "not_for": "不给谁",
    "silence": "没写明什么",
    "taken": "先怎么算",
    "ask_whom": "问谁",
    "replies": "两种答复",
    "clauses": "依据",
    "steps": "步骤",
    "before": "以前的话",
    "after": "以后的话",
    "early": "开始以前的话",
    "opens": "开始的日子",
    "called": "对归它审批的人的叫法",
    "forms": "材料的形式",
    "counted_to": "算到哪天",
    "note": "另外的话",
    "platform_note": "平台",
    "unit_sheet": "给单位的一页",
    "by_status": "五种结果",
    "statuses": "五种结果",
    "words": "说法",
    "next_step": "下一步",
    "outlook": "往后看",
    "lead": "头两行",
    "other_routes": "别的路",
    "reckoning": "算到哪一天",
    "then": "后半句",
    "reminders": "提醒",
    "shared": "几条路都要的",
    "levels": "级别",
    "ways": "方式",
    "terms": "称呼",
    "typical": "常来问的人",
    "sections": "表单的块",
    "hint": "小字",
    "short": "短名",
    "brief": "半行的为什么",
    "lever": "能补的",
    "milestone": "时间图上的名称",
    "items": "各项",
    "columns": "各列",
    "values": "格子里的话",
    "dict": "一种",
    "Line": "学历行",
    "AllOf": "都要满足的一组",
    "AnyOf": "有一个就行的一组",
    "InTurn": "依次要的一组",
    "instead": "换一个回答的人",
    "Instead": "换一个回答的人",
    "NotNeeded": "不用白跑的一句",
    "ReminderText": "一句提醒",
}
"""Fields as people call them; any other is not told."""
