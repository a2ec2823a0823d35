"""Packs in layers: a pack says only what differs from the one that it ``extends``.

What lies under a pack is laid together with it as YAML nodes, before any model reads them; each node knows
the file and line it was written at, so every error names the right one. Mappings are laid together by
key, lists whose items have ids by id; whatever else is said again replaces what was there. ``remove`` takes
away what is inherited. Something new stands after what is written before it, at the end if nothing is, or
where ``place`` says. A folder with a ``layer.yaml`` is a
layer: no pack of its own, a store of which a pack takes what it names.
"""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

SHIPPED = Path(__file__).resolve().parents[2] / "content"
"""The folder of the packs that come with the program."""

LAYER = "layer"
"""The file that marks a folder as a layer: ``extends`` and ``about``, no pack to be opened."""

OWN = frozenset({"id", "version", "changes", "in_force"})
"""What every pack says of itself in ``pack.yaml``: never inherited."""

OWN_FILES = frozenset({"cases"})
"""Files that every pack has for itself: what it expects is not what the one below expected."""

DEEPEST = 40  # keys within keys; no sound content comes near it
_REMOVE, _ADD, _PLACE, _ALL = "remove", "add", "place", "all"
_NAME = re.compile(r"[a-z0-9-]+")

_One = TypeVar("_One")


class Place(NamedTuple):
    """Where something is written: the file with its folder before it, and the line, from 1."""

    file: str
    line: int

    @property
    def layer(self) -> str:
        """The id of the pack or layer."""
        return self.file.partition("/")[0]


class Fault(NamedTuple):
    """What cannot be laid together: where, and what to do about it."""

    place: Place
    message: str


class Edit(NamedTuple):
    """What a pack did to something it inherits: ``replaced`` it, ``removed`` it, or ``unused``: a layer
    offers it and the pack takes it nowhere; or said it once more, the ``same``. ``place`` is the word of the
    pack, ``was`` what it found."""

    kind: str
    file: str
    path: tuple[str, ...]
    place: Place
    was: Place
    said: str


class Layered(NamedTuple):
    """The files of a pack with all that it extends, as nodes; ``folders``: the pack's own is the last."""

    folders: list[Path]
    files: dict[str, yaml.Node]
    edits: list[Edit]
    faults: list[Fault]
    astray: bool = False
    """Whether ``extends`` leads nowhere."""


Load = Callable[[Path], yaml.Node | None]
"""Reads one file; None for one that is not there or holds nothing. It keeps its own faults."""


def is_layer(folder: Path) -> bool:
    """Whether the folder holds a layer, no pack."""
    return (folder / f"{LAYER}.yaml").is_file()


def found(id: str, beside: Path) -> Path | None:
    """The folder of a pack or layer of that id: beside the one that names it, or shipped."""
    if _NAME.fullmatch(id):
        for parent in (beside, SHIPPED):
            if any((parent / id).glob("*.yaml")):
                return parent / id
    return None


def chain(folder: Path, load: Load) -> tuple[list[Path], list[Fault]]:
    """The folder and all it extends, the lowest first."""
    folders: list[Path] = [folder]
    while True:
        head = load(folders[0] / f"{LAYER if is_layer(folders[0]) else 'pack'}.yaml")
        extends = entries(head).get("extends")
        if extends is None:
            return folders, []
        id, place = str(extends[1].value), place_of(extends[0])
        under = found(id, folders[0].parent)
        if under is None:
            message = f"没有“{id[:40]}”这个可以接着写的内容包，请核对 extends，或者把它放在同一个文件夹里。"
            return folders, [Fault(place, message)]
        if under.resolve() in [one.resolve() for one in folders]:
            around = "→".join([*(one.name for one in reversed(folders)), under.name])
            message = f"extends 绕了回来：{around}。请让其中一个不再接着写别的。"
            return folders, [Fault(place, message)]
        folders.insert(0, under)


def layered(folder: Path, files: Iterable[str], load: Load) -> Layered:
    """All ``files`` of a pack, laid over what it extends."""
    folders, faults = chain(folder, load)
    if faults:
        return Layered(folders, {}, [], faults, astray=True)
    found: dict[str, yaml.Node] = {}
    laying = _Laying(faults)
    for file in files:
        laying.file = file
        for one in folders[-1:] if file in OWN_FILES else folders:
            node = load(one / f"{file}.yaml")
            if node is None:
                continue
            if file in found:
                node = laying.over(found[file], node, ())
            found[file] = node
            if file == "pack" and one != folders[-1]:
                found[file] = _without_own(node)
    names = {one.name for one in folders[:-1] if is_layer(one)}
    if names:
        _Taking(found, names, laying.edits).run()
    return Layered(folders, found, laying.edits, faults)


def place_of(node: yaml.Node) -> Place:
    """Where a node is written."""
    return Place(node.start_mark.name, node.start_mark.line + 1)


def entries(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The key and value nodes of a mapping, by key; of a key given twice the last."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): (key, value) for key, value in node.value}


def _without_own(node: yaml.Node) -> yaml.Node:
    """A head without what a pack says of itself alone."""
    if not isinstance(node, yaml.MappingNode):
        return node
    pairs = [pair for pair in node.value if pair[0].value not in OWN | {"extends"}]
    return _mapping(node, pairs)


def _mapping(like: yaml.Node, pairs: list[tuple[yaml.Node, yaml.Node]]) -> yaml.MappingNode:
    return yaml.MappingNode(like.tag, pairs, like.start_mark, like.end_mark)


def identity(node: yaml.Node) -> str | None:
    """What tells an item of a list from the others: its id, a route's level and way, or its name."""
    said = {key: str(value.value) for key, (_, value) in entries(node).items()}
    if "level" in said and "way" in said:
        return f"{said['level']}.{said['way']}"
    return said.get("id", said.get("name"))


def _identities(items: Iterable[yaml.Node]) -> list[str] | None:
    """Of every item, or None where one has none or two have the same."""
    ids = [identity(item) for item in items]
    known = [id for id in ids if id is not None]
    return known if len(known) == len(ids) == len(set(known)) else None


def _is_order(node: yaml.Node) -> bool:
    """Whether an item of a list is no item, but says what becomes of the others."""
    return bool(entries(node)) and entries(node).keys() <= {_REMOVE, _ADD, _PLACE}


class _Laying:
    """Lays nodes over nodes, and keeps what was replaced and removed."""

    def __init__(self, faults: list[Fault]) -> None:
        self.file = ""
        self.faults = faults
        self.edits: list[Edit] = []

    def over(self, under: yaml.Node, own: yaml.Node, path: tuple[str, ...]) -> yaml.Node:
        """``own`` laid over ``under``."""
        if len(path) > DEEPEST:
            return own
        if own.value and _same(under, own):
            self.edit("same", path, own, under)
            return own
        if isinstance(under, yaml.MappingNode) and isinstance(own, yaml.MappingNode):
            if not _other_kind(under, own):
                return self.mappings(under, own, path)
        elif isinstance(under, yaml.SequenceNode) and isinstance(own, yaml.SequenceNode):
            orders = [item for item in own.value if _is_order(item)]
            items = [item for item in own.value if not _is_order(item)]
            if orders or (_identities(items) and _identities(under.value)):
                return self.lists(under, own, orders, items, path)
        self.edit("replaced", path, own, under)
        return own

    def mappings(
        self, under: yaml.MappingNode, own: yaml.MappingNode, path: tuple[str, ...]
    ) -> yaml.Node:
        said = entries(own)
        pairs = self.removed(under.value, said.get(_REMOVE), path, lambda pair: str(pair[0].value))
        seen: set[str] = set()
        before: str | None = None
        for key, value in own.value:
            name = str(key.value)
            if name in (_REMOVE, _PLACE):
                continue
            names = [str(pair[0].value) for pair in pairs]
            if name in names and name not in seen:
                at = names.index(name)
                pairs[at] = (key, self.over(pairs[at][1], value, (*path, name)))
            else:
                pairs.insert(names.index(before) + 1 if before else len(pairs), (key, value))
            seen.add(name)
            before = name
        pairs = self.placed(pairs, said.get(_PLACE), lambda pair: str(pair[0].value))
        return _mapping(own, pairs)

    def lists(
        self,
        under: yaml.SequenceNode,
        own: yaml.SequenceNode,
        orders: list[yaml.Node],
        items: list[yaml.Node],
        path: tuple[str, ...],
    ) -> yaml.Node:
        found = list(under.value)
        for order in orders:
            said = entries(order)
            found = self.removed(found, said.get(_REMOVE), path, _called)
            found += said[_ADD][1].value if _ADD in said else []
        seen: set[str] = set()
        before: str | None = None
        for item in items:
            name, names = _called(item), [_called(one) for one in found]
            if name in names and name not in seen:
                at = names.index(name)
                found[at] = self.over(found[at], item, (*path, name))
            else:
                found.insert(names.index(before) + 1 if before else len(found), item)
            seen.add(name)
            before = name
        for order in orders:
            found = self.placed(found, entries(order).get(_PLACE), _called)
        return yaml.SequenceNode(own.tag, found, own.start_mark, own.end_mark)

    def removed(
        self,
        found: list[_One],
        order: tuple[yaml.Node, yaml.Node] | None,
        path: tuple[str, ...],
        called: Callable[[_One], str],
    ) -> list[_One]:
        """What is left when ``remove`` has been done."""
        if order is None:
            return list(found)
        key, value = order
        if value.value == _ALL:
            for one in found:
                self.edit("removed", (*path, called(one)), key, _value(one))
            return []
        listed = value.value if isinstance(value, yaml.SequenceNode) else [value]
        gone = {str(one.value): one for one in listed}
        kept = []
        for one in found:
            node = gone.pop(called(one), None)
            if node is None:
                kept.append(one)
            else:
                self.edit("removed", (*path, called(one)), node, _value(one))
        for name, node in gone.items():
            there = "、".join(called(one) for one in found) or "什么也没有"
            message = f"底下没有“{name}”可以去掉（有的是：{there[:120]}），请核对 remove。"
            self.faults.append(Fault(place_of(node), message))
        return kept

    def placed(
        self,
        found: list[_One],
        order: tuple[yaml.Node, yaml.Node] | None,
        called: Callable[[_One], str],
    ) -> list[_One]:
        """The same in the order that ``place`` asks for."""
        found = list(found)
        for name, (key, where) in entries(order[1] if order else None).items():
            names = [called(one) for one in found]
            side = entries(where)
            beside = next((str(v.value) for k, (_, v) in side.items()), "")
            if len(side) != 1 or not side.keys() <= {"after", "before"}:
                message = "place 要写成 {名称: {after: 另一个}}，或者 {before: 另一个}。"
                self.faults.append(Fault(place_of(key), message))
            elif missing := [one for one in (name, beside) if one not in names]:
                message = f"没有“{missing[0]}”，排不了先后，请核对 place。"
                self.faults.append(Fault(place_of(key), message))
            else:
                moved = found.pop(names.index(name))
                at = [called(one) for one in found].index(beside)
                found.insert(at + ("after" in side), moved)
        return found

    def edit(self, kind: str, path: tuple[str, ...], own: yaml.Node, under: yaml.Node) -> None:
        said = str(under.value) if isinstance(under, yaml.ScalarNode) else ""
        self.edits.append(Edit(kind, self.file, path, place_of(own), place_of(under), said))


def _same(one: yaml.Node, other: yaml.Node) -> bool:
    """Whether two nodes say the same, in the same order."""
    if isinstance(one, yaml.ScalarNode) or isinstance(other, yaml.ScalarNode):
        return (one.tag, one.value) == (other.tag, other.value)
    if one.tag != other.tag or len(one.value) != len(other.value):
        return False
    pairs = zip(one.value, other.value, strict=True)
    if isinstance(one, yaml.MappingNode):
        return all(_same(k, n) and _same(v, w) for (k, v), (n, w) in pairs)
    return all(_same(*pair) for pair in pairs)


def _value(one: Any) -> yaml.Node:
    """An item of a list, or the value of a pair."""
    node: yaml.Node = one[1] if isinstance(one, tuple) else one
    return node


def _called(item: yaml.Node) -> str:
    """An item of a list by its id, or by itself."""
    return identity(item) or str(item.value)


def _other_kind(under: yaml.Node, own: yaml.Node) -> bool:
    """Whether both name a ``kind`` and not the same: then the one is no variant of the other."""
    kinds = [entries(one).get("kind") for one in (under, own)]
    named = [str(kind[1].value) for kind in kinds if kind is not None]
    return len(set(named)) == 2


class _Shelf(NamedTuple):
    """A mapping in which a layer offers things, and the files that ask for them by name."""

    file: str
    path: tuple[str, ...]
    named_in: tuple[str, ...]


_SHELVES = (
    _Shelf("routes", ("shared",), ("routes",)),
    _Shelf("conditions", ("conditions",), ("routes", "conditions")),
    _Shelf("interpretations", ("interpretations",), ("routes", "conditions")),
    _Shelf("materials", ("materials",), ("conditions", "materials")),
    _Shelf("facts", ("facts",), ("routes", "conditions", "facts", "materials", "procedure")),
    _Shelf("facts", ("groups",), ("facts",)),
    _Shelf("words", ("facts",), ("facts",)),
    _Shelf("words", ("lists",), ("words",)),
    _Shelf("roster", ("columns",), ("facts",)),
)


_WORDS = "words"


class _Taking:
    """Of what layers offer on the shelves, leaves out what a pack neither names nor touches."""

    def __init__(self, files: dict[str, yaml.Node], layers: set[str], edits: list[Edit]) -> None:
        self.files = files
        self.layers = layers
        self.edits = edits
        self.shelves = {
            shelf: node for shelf in _SHELVES if (node := _at(files.get(shelf.file), shelf.path))
        }
        self.named: dict[str, set[str]] = {}
        self.waiting: dict[_Shelf, dict[str, tuple[yaml.Node, yaml.Node]]] = {}

    def run(self) -> None:
        """Takes what is named, and what that names in turn; drops the rest."""
        self.fit_words()
        on_shelves = {id(node) for node in self.shelves.values()}
        for file, node in self.files.items():
            named = _words(node, on_shelves, keys=file != _WORDS)
            self.named[file] = set() if file == "facts" else named
        for shelf, node in self.shelves.items():
            offered = {}
            for key, value in node.value:
                if place_of(key).layer in self.layers:
                    offered[str(key.value)] = (key, value)
                else:
                    self.take(shelf, key, value)
            self.waiting[shelf] = offered
        while any(self.take_named(shelf) for shelf in self.shelves):
            pass  # what was taken may name more
        for shelf, node in self.shelves.items():
            left = self.waiting[shelf]
            node.value = [pair for pair in node.value if str(pair[0].value) not in left]
            for id_, (key, value) in left.items():
                name = entries(value).get("name")
                said = str(name[1].value) if name else ""
                place, path = place_of(key), (*shelf.path, id_)
                self.edits.append(Edit("unused", shelf.file, path, place, place, said))
        self.without_left()

    def take(self, shelf: _Shelf, key: yaml.Node, value: yaml.Node) -> None:
        keys = (
            shelf.file != _WORDS
        )  # a list of words is named by what stands in ``near`` and the like
        self.named[shelf.file] |= {str(key.value), *_words(value, set(), keys=keys)}

    def take_named(self, shelf: _Shelf) -> bool:
        """Takes what is named by now; whether there was any."""
        waiting = self.waiting[shelf]
        named = [self.named[file] for file in shelf.named_in if file in self.named]
        taken = [id for id in waiting if any(id in names for names in named)]
        for id in taken:
            self.take(shelf, *waiting.pop(id))
        return bool(taken)

    def fit_words(self) -> None:
        """A layer's words for options that the pack does not offer are none."""
        facts = _at(self.files.get("facts"), ("facts",))
        for fact, (_, words) in entries(_at(self.files.get(_WORDS), ("facts",))).items():
            options = _at(entries(facts).get(fact, (None, None))[1], ("options",))
            for path in (("options",), ("diplomas", "kinds"), ("diplomas", "within")):
                said = _at(words, path)
                if said is not None and options is not None:
                    offered = entries(options).keys()
                    said.value = [pair for pair in said.value if self.fits(pair[0], offered)]

    def fits(self, key: yaml.Node, offered: Collection[str]) -> bool:
        return str(key.value) in offered or place_of(key).layer not in self.layers

    def without_left(self) -> None:
        """Questions that were left out stand neither in the parts of a form nor beside other words."""
        left = {id for shelf, ids in self.waiting.items() if shelf.path == ("facts",) for id in ids}
        sections = entries(self.files.get("facts")).get("sections")
        lists = [entries(one).get("facts") for one in (sections[1].value if sections else [])]
        for _, words in entries(_at(self.files.get(_WORDS), ("facts",))).values():
            lists.append(entries(_at(words, ("spells",))).get("technical_facts"))
        for pair in lists:
            if pair is not None and isinstance(pair[1], yaml.SequenceNode):
                pair[1].value = [one for one in pair[1].value if one.value not in left]


def _at(node: yaml.Node | None, path: tuple[str, ...]) -> yaml.MappingNode | None:
    """The mapping at these keys, if there is one."""
    for key in path:
        pair = entries(node).get(key)
        node = pair[1] if pair else None
    return node if isinstance(node, yaml.MappingNode) else None


def _words(node: yaml.Node, apart: set[int], *, keys: bool = True) -> set[str]:
    """Every word in a node, with its ``keys`` or without; ``apart``: nodes not to be looked into."""
    found: set[str] = set()
    level = [node]
    for _ in range(DEEPEST + 1):
        below: list[yaml.Node] = []
        for one in level:
            if isinstance(one, yaml.ScalarNode):
                found.add(str(one.value))
            elif id(one) in apart:
                continue
            elif isinstance(one, yaml.MappingNode):
                below += [value for _, value in one.value]
                if keys:
                    found.update(str(key.value) for key, _ in one.value)
            else:
                below += one.value
        level = below
    return found
