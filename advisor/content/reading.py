"""Reading a content pack: strict YAML, strict models, errors that name file and line.

``read_content`` gives the pack as written; whether its parts fit together is for
``checks.py``. Nothing else opens a pack's files.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, ValidationError

from advisor.content import layers, schema
from advisor.content.filling import References
from advisor.content.salvage import salvage
from advisor.content.yaml_bounds import check_bounds, in_chinese, name_of

FILES: dict[str, type[BaseModel]] = {
    "pack": schema.Pack,
    "notice": schema.NoticeFile,
    "facts": schema.FactsFile,
    "conditions": schema.ConditionsFile,
    "routes": schema.RoutesFile,
    "interpretations": schema.InterpretationsFile,
    "materials": schema.MaterialsFile,
    "procedure": schema.ProcedureFile,
    "checks": schema.ChecksFile,
    "verdicts": schema.VerdictsFile,
    "roster": schema.RosterFile,
    "synonyms": schema.SynonymsFile,
    "answers": schema.AnswersFile,
    "words": schema.WordsFile,
    "cases": schema.CasesFile,
}

OPTIONAL = frozenset({"roster", "synonyms", "answers", "words", "cases"})
"""Files that a pack may do without."""

OF_TALK = frozenset({"synonyms", "answers", "words"})
"""Files of which no verdict hangs: what is heard and answered."""

NOT_THERE = "没有这个文件，或者打不开，请补上。"

WORD_FILES = {"synonyms", "words", "roster"}
"""Files in which people's words may be keys."""

VERBATIM = "notice"
"""The file in which nothing is taken by reference."""

LONGEST_INTEGER = 9  # characters; what is counted in months or years needs two or three
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")

KeyPath = tuple[str | int, ...]

Places = dict[KeyPath, yaml.Node]
"""The node that each path of keys in a file was read from: it knows its line."""


class Problem(NamedTuple):
    """Something wrong in a pack: the file's short name, the path of keys in it, what and remedy."""

    file: str
    path: KeyPath
    message: str


class ContentError(Exception):
    """A pack that cannot be used; one line ``file:line: message`` for each problem."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


class Source:
    """Where each key of a pack's files stands, to say file and line; and what the pack made of what it
    extends (``edits``), itself the last of ``folders``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folders = [folder]
        self.edits: list[layers.Edit] = []
        self._places: dict[str, Places] = {}

    def remember(self, file: str, places: Places) -> None:
        """Keep the place of every path of one file."""
        self._places[file] = places

    def places(self, file: str) -> Places:
        """Where each path of one file is written."""
        return self._places.get(file, {})

    def place(self, file: str, path: KeyPath) -> layers.Place:
        """Where the nearest key that exists is written."""
        places = self._places.get(file, {})
        found: KeyPath = ()
        for step in path:
            if (*found, step) in places:
                found = (*found, step)
        node = places.get(found)
        return layers.place_of(node) if node else layers.Place(f"{self.folder.name}/{file}.yaml", 1)

    def describe(self, problem: Problem) -> str:
        """``pack/conditions.yaml:12: …``: the place of the nearest key that exists."""
        return _line(self.place(problem.file, problem.path), problem.message)


class Mended(NamedTuple):
    """A pack read as far as can be: with something in the place of whatever is wrong, if that is enough;
    ``lines``: what is wrong; ``places``: by file, the paths where something was put in; ``lost``: what could
    not be read of any file, as it is written, and ``around`` it the lines it stood in; ``absent``: files of
    which nothing could."""

    content: schema.Content | None
    source: Source
    lines: list[str]
    places: dict[str, list[KeyPath]]
    lost: str
    around: frozenset[layers.Place]
    absent: frozenset[str]


def read_content(
    folder: Path, without: frozenset[str] = frozenset()
) -> tuple[schema.Content, Source]:
    """All files of a pack but those ``without`` which it can do (``OPTIONAL``), laid over what it extends. Raises
    ``ContentError`` naming every file and line that is wrong."""
    read = read_mended(folder, without)
    if read.lines or read.content is None:
        raise ContentError(read.lines)
    return read.content, read.source


def read_mended(folder: Path, without: frozenset[str] = frozenset()) -> Mended:
    """As ``read_content``, but what is wrong in its shape hides nothing else: the rest can be checked."""
    source = Source(folder)
    files = _Files()
    wanted = [file for file in FILES if file not in without]
    laid = layers.layered(folder, wanted, files.load)
    source.folders, source.edits = laid.folders, laid.edits
    if laid.astray:  # all that would have been inherited would be told missing
        astray = [_line(*fault) for fault in laid.faults]
        return Mended(None, source, astray, {}, "", frozenset(), frozenset())
    said: dict[str, list[str]] = {file: [] for file in wanted}
    raws: dict[str, Any] = {}
    absent: set[str] = set()
    unread: list[str] = []
    mended: dict[str, list[KeyPath]] = {}
    for file in wanted:
        paths = [one / f"{file}.yaml" for one in laid.folders]
        said[file] += [line for path in paths for line in files.faults.get(path, ())]
        there = any(path in files.nodes for path in paths)
        if not there and file in OPTIONAL:
            continue
        read: Places = {}
        wrong: list[Problem] = []
        source.remember(file, read)
        if not there:
            said[file] = said[file] or [source.describe(Problem(file, (), NOT_THERE))]
            absent.add(file)
            raws[file] = {}
            continue
        node = laid.files.get(file)
        raws[file] = _plain(node, (), read, file, wrong) if node else None
        said[file] += [
            source.describe(problem)
            for problem in wrong
            if source.place(file, problem.path) not in files.around
        ]
        for problem in wrong:
            if problem.path[-1:] == (_NO_KEY,):
                unread.append(problem.message)
                files.around.add(source.place(file, problem.path[:-1]))
        mended[file] = [problem.path for problem in wrong if problem.path[-1:] != (_TWICE,)]
    words = words_in("\n".join((*files.lost.values(), *unread)))
    references = References(raws)
    models: dict[str, Any] = {}
    for file, raw in raws.items():
        filled = raw if file == VERBATIM else references.fill(raw, (file,))
        try:
            models[file] = FILES[file].model_validate(filled)
        except ValidationError as error:
            for one in error.errors():
                path = _written(one["loc"], source.places(file))
                near = source.place(file, path) in files.around or (said[file] and not path)
                if not (file in absent or near or leads_to(words, path)):
                    problem = Problem(file, path, _in_chinese(path, dict(one)))
                    said[file].append(source.describe(problem))
            models[file], instead = mend(FILES[file], filled, source.places(file))
            mended.setdefault(file, []).extend(instead)
            unread += [str(_at(raw, path)) for path in instead]
            if models[file] is None and file in OPTIONAL:
                del models[file]
            elif models[file] is None:
                absent.add(file)
                models[file], _ = mend(FILES[file], {}, {})
    found = [_line(*fault) for fault in laid.faults]
    found += [line for lines in said.values() for line in lines]
    content = None if None in models.values() else schema.Content(**models)
    if content is not None:
        whole = not (found or any(said.values()))
        content.remember(references.taken, _asking(raws) if whole else None)
    mended = {file: paths for file, paths in mended.items() if paths}
    return Mended(
        content,
        source,
        list(dict.fromkeys(found)),
        mended,
        "\n".join((*files.lost.values(), *unread)),
        frozenset(files.around),
        frozenset(absent),
    )


def _asking(raws: Mapping[str, Any]) -> dict[str, schema.Content]:
    """A sound pack as it reads with each other word for the office to ask: what its offices are called."""
    offices = raws["procedure"].get("offices") or {}
    words = dict.fromkeys(one["called"] for one in offices.values() if one.get("called"))
    found = {}
    for word in words:
        pack = {**raws["pack"], "terms": {**raws["pack"]["terms"], "office": word}}
        references = References({**raws, "pack": pack})
        filled = {
            file: raw if file == VERBATIM else references.fill(raw, (file,))
            for file, raw in {**raws, "pack": pack}.items()
        }
        models: dict[str, Any] = {
            file: FILES[file].model_validate(raw) for file, raw in filled.items()
        }
        found[word] = schema.Content(**models)
    return found


def _at(raw: Any, path: KeyPath) -> object:
    """What stands at these keys, of plain data."""
    for step in path:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return raw


def leads_to(words: Collection[str], path: KeyPath) -> bool:
    """Whether a path goes through something of one of these names, or to it."""
    return any(step in words for step in path if isinstance(step, str))


def words_in(text: str) -> set[str]:
    """The names and other words of a text, as keys, ids and quotations have them."""
    return set(re.findall(r"[\w.-]+", text))


STAND_INS: tuple[object, ...] = ("…", 1, [], {}, False, date(2020, 1, 1))
MOST_MENDED = 60


def mend(
    model: type[BaseModel], raw: object, places: Places
) -> tuple[BaseModel | None, list[KeyPath]]:
    """What is read of a file once what is wrong has been taken out or something put in its place; None
    where that is not enough; and where that was."""
    raw, paths = deepcopy(raw), list[KeyPath]()
    for _ in range(MOST_MENDED):
        try:
            return model.model_validate(raw), paths
        except ValidationError as error:
            first = error.errors()[0]
        surplus = first["type"] == "extra_forbidden"
        path = _written(first["loc"], places)
        paths.append(path)
        if not any(_put_right(model, raw, one, surplus) for one in (path, first["loc"])):
            return None, paths
    return None, paths


def _put_right(model: type[BaseModel], raw: Any, path: KeyPath, surplus: bool) -> bool:
    """Takes out what is too much; in the place of anything else puts what is found no fault with there."""
    holder = raw
    for step in path[:-1]:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return False
    if not path or not isinstance(holder, dict | list):
        return False
    if surplus and isinstance(holder, dict):
        return holder.pop(path[-1], None) is not None
    before = len(_places_of(model, raw))
    for stand_in in STAND_INS:
        try:
            holder[path[-1]] = stand_in  # type: ignore[index]
        except IndexError:
            return False
        if len(_places_of(model, raw)) < before:
            return True
    if isinstance(holder, dict):
        del holder[path[-1]]
        if len(_places_of(model, raw)) < before:
            return True
    holder[path[-1]] = {}  # type: ignore[index]
    return any(one[: len(path)] == path and len(one) > len(path) for one in _places_of(model, raw))


def _places_of(model: type[BaseModel], raw: object) -> list[KeyPath]:
    try:
        model.model_validate(raw)
    except ValidationError as error:
        return [one["loc"] for one in error.errors()]
    return []


def laid_out(folder: Path) -> layers.Layered:
    """The files of a pack as nodes, laid over what it extends. Raises ``ContentError`` for what cannot be
    read or laid together; what the files say is not looked at."""
    files = _Files()
    laid = layers.layered(folder, FILES, files.load)
    found = [line for lines in files.faults.values() for line in lines]
    found += [_line(*fault) for fault in laid.faults]
    if found:
        raise ContentError(found)
    return laid


def plain(node: yaml.Node) -> object:
    """A node as plain data. Raises ``ContentError`` for what cannot be."""
    problems: list[Problem] = []
    found = _plain(node, (), {}, "", problems)
    if wrong := [each.message for each in problems if each.path[-1:] != (_TWICE,)]:
        raise ContentError([_line(layers.place_of(node), message) for message in wrong])
    return found


class _Files:
    """The files as read, each once, with what is wrong with them as YAML."""

    def __init__(self) -> None:
        self.nodes: dict[Path, yaml.Node | None] = {}
        self.faults: dict[Path, list[str]] = {}
        self.lost: dict[Path, str] = {}
        self.around: set[layers.Place] = set()
        """Lines in which something could not be read: what is missing there may be that."""

    def load(self, path: Path) -> yaml.Node | None:
        """One file as a node, of one that is no YAML as much as can be read; None for one that is not there,
        holds nothing or cannot be read at all."""
        if path not in self.nodes and path not in self.faults:
            name = f"{path.parent.name}/{path.name}"
            try:
                text = path.read_bytes()
            except FileNotFoundError:
                return None
            except OSError:
                unreadable = _line(layers.Place(name, 1), "打不开这个文件，请核对权限。")
                self.faults[path] = [unreadable]
                return None
            try:
                self.nodes[path] = _compose(text, name)
            except yaml.YAMLError:
                self.salvage(path, text, name)
        return self.nodes.get(path)

    def salvage(self, path: Path, text: bytes, name: str) -> None:
        """Keeps what is wrong with a file that is no YAML, and what can be read of it."""
        found = salvage(text, lambda text: _compose(text, name))
        self.faults[path] = [
            _line(layers.Place(name, line), _not_yaml(message)) for line, message in found.faults
        ]
        self.around |= {layers.Place(name, line) for line in found.around}
        if found.text is not None:
            self.nodes[path], self.lost[path] = _compose(found.text, name), found.lost


class _Named(BytesIO):
    """The text of a file with its name, which every node read of it then bears."""

    name = ""


def _compose(text: bytes, name: str) -> yaml.Node | None:
    check_bounds(text, layers.DEEPEST)
    named = _Named(text)
    named.name = name
    loader = _Loader(named)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _line(place: layers.Place, message: str) -> str:
    return f"{place.file}:{place.line}: {message}"


def _not_yaml(reason: str) -> str:
    return f"不是合格的 YAML：{reason}"


class _Loader(yaml.CSafeLoader):
    """Only true/false/null, plain numbers and ISO dates are anything but words."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """The tag of a node. That of a word is clear from its first character, and words are nearly all."""
        if kind is yaml.ScalarNode and value and value[0] not in self.yaml_implicit_resolvers:
            return _WORD
        return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]


_WORD = yaml.Loader.DEFAULT_SCALAR_TAG

for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~)?$", ["n", "~", ""]),
    ("int", rf"^{_INTEGER.pattern}$", "-0123456789"),
    ("timestamp", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _plain(
    node: yaml.Node, path: KeyPath, places: Places, file: str, problems: list[Problem]
) -> object:
    """A YAML node as plain data, its places remembered; a key given twice is a problem, and so is what
    cannot be a number, a day or a key, for which something stands in."""
    places[path] = node
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, object] = {}
        for key_node, value_node in node.value:
            try:
                key = _scalar(name_of(key_node))
            except yaml.MarkedYAMLError as error:
                places[(*path, _NO_KEY)] = key_node
                problems.append(Problem(file, (*path, _NO_KEY), _not_yaml(in_chinese(error))))
                continue
            if _NO_NAME.search(str(key)) and file not in WORD_FILES:
                message = f"“{key}”不像一个名称：多半是冒号写成了全角的，或者少了冒号、冒号后少了空格，请改这一行。"
                places[(*path, _NO_KEY)] = key_node
                problems.append(Problem(file, (*path, _NO_KEY), _not_yaml(message)))
                continue
            here = (*path, str(key))
            if key in mapping:
                places[(*here, _TWICE)] = key_node
                problems.append(Problem(file, (*here, _TWICE), f"“{key}”写了两次，请只留一个。"))
            mapping[key] = _plain(value_node, here, places, file, problems)
            places[here] = key_node
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*path, i), places, file, problems) for i, item in enumerate(node.value)
        ]
    try:
        return _scalar(node)
    except yaml.MarkedYAMLError as error:
        problems.append(Problem(file, path, _not_yaml(in_chinese(error))))
        return _IN_PLACE_OF[node.tag.rpartition(":")[2]]


_NO_NAME = re.compile(r"[{}\[\]：]")
_TWICE, _NO_KEY = "!", "?"
"""In a path: the second of two keys, a key that is none."""

_IN_PLACE_OF: dict[str, int | date] = {"int": 1, "timestamp": date(2020, 1, 1)}


def _scalar(node: yaml.Node) -> str | bool | int | date | None:
    value = str(node.value)
    if node.tag == _WORD:
        return value
    match node.tag.rpartition(":")[2]:
        case "bool":
            return value == "true"
        case "int":
            return _integer(value, node)
        case "null":
            return None
        case "timestamp":
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise yaml.MarkedYAMLError(
                    problem=f"{value} 不是日历上有的日子", problem_mark=node.start_mark
                ) from None
    return value


def _integer(value: str, node: yaml.Node) -> int:
    """A plain integer. Python itself refuses to read one of some thousand digits."""
    if _INTEGER.fullmatch(value) is None:  # marked as one by ``!!int``
        problem = f"“{value[:40]}”不是整数"
    elif len(value) > LONGEST_INTEGER:
        problem = f"这个数有{len(value)}位，最多{LONGEST_INTEGER}位"
    else:
        return int(value)
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _written(loc: KeyPath, places: Places) -> KeyPath:
    """The keys as they stand in the file: ``loc`` without pydantic's own names for the forms of a
    node, some of which are keys as well; of several ways to read it the longest, then the latest."""
    found: dict[KeyPath, int] = {(): -1}
    for index, step in enumerate(loc):
        found |= {(*path, step): index for path in list(found) if (*path, step) in places}
    path = max(found, key=lambda path: (len(path), found[path]))
    return path if found[path] == len(loc) - 1 else (*path, loc[-1])


def _in_chinese(path: KeyPath, error: dict[str, Any]) -> str:
    """What pydantic found, as a sentence for the one who edits the file."""
    key = ".".join(str(step) for step in path)
    expected = "、".join(re.findall("'(.*?)'", str(error.get("ctx", {}).get("expected", ""))))
    sentences = {
        "missing": "缺这一栏，请补上。",
        "extra_forbidden": "没有这一栏，请检查拼写或删去。",
        "string_type": "应是一段文字。",
        "int_type": "应是整数，或者 routes.yaml 的 numbers 里的一个名称。",
        "bool_type": "应是 true 或 false。",
        "date_type": "应是日期，写成 2020-01-01 的样子。",
        "list_type": "应是一个列表。",
        "dict_type": "应是一组“名: 值”。",
        "model_type": "应是一组“名: 值”。",
        "string_pattern_mismatch": "应是每年的一天，写成 12-31 的样子；或者某年的一天，写成 2025-12-31 的样子，或者 numbers 里一个日子的名称。",
        "literal_error": f"应是 {expected} 之一。",
        "union_tag_invalid": f"没有这种条件，kind 应是 {error.get('ctx', {}).get('expected_tags')} 之一。",
        "union_tag_not_found": "看不出是哪一种，请检查拼写。",
    }
    ours = error["msg"].removeprefix("Value error, ")  # a check of our own, in Chinese
    other = "写法不对，请照说明里的样子写。" if ours.isascii() else f"{ours}，请改好。"
    return f"{key}：{sentences.get(error['type'], other)}"
