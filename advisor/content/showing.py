"""A whole pack, and where each piece of it comes from: its own, inherited, replaced, removed, not taken."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from advisor.content.layers import Edit, Layered, Place, entries, place_of
from advisor.content.reading import laid_out, plain
from advisor.content.sentences import WORD_LISTS

_WIDE = 10**6


def shown(folder: Path, only: str | None = None) -> Iterator[str]:
    """The files of the pack in ``folder`` with all they inherit, line by line; behind what is written
    elsewhere its place. Then what the pack replaced and removed. Raises ``ContentError``."""
    laid = laid_out(folder)
    own = laid.folders[-1].name
    for file, node in laid.files.items():
        if only in (None, file):
            yield f"# ──── {file}.yaml"
            yield from _lines(node, 0, own)
            yield ""
    yield from said_of_edits(laid, own, only)


def said_of_edits(laid: Layered, own: str, only: str | None = None) -> Iterator[str]:
    """What became of what the pack inherits, a line each."""
    edits = [one for one in laid.edits if only in (None, one.file)]
    for kind, title in (
        ("replaced", "换掉的"),
        ("removed", "去掉的"),
        ("unused", "共用层里有、这里没有用到的"),
    ):
        of_kind = [one for one in edits if one.kind == kind]
        if kind == "unused":  # which words are listened for follows from the questions
            of_kind = [one for one in of_kind if one.file not in WORD_LISTS]
        told = [_told(one, kind) for one in of_kind]
        if told:
            yield f"# ──── {title}（{len(told)}处）"
            yield from told


def whole(folder: Path) -> dict[str, str]:
    """The texts of the files of the same pack written as one that extends nothing, by name. Raises
    ``ContentError``."""
    laid = laid_out(folder)
    files = {}
    for file, node in laid.files.items():
        data = plain(node)
        if file == "pack" and isinstance(data, dict):
            data.pop("extends", None)
        files[f"{file}.yaml"] = yaml.dump(data, allow_unicode=True, sort_keys=False, width=_WIDE)
    return files


def _told(edit: Edit, kind: str) -> str:
    where = f"{edit.file}.yaml {'.'.join(edit.path)}"
    was = f"，原来写“{edit.said}”" if edit.said else ""
    if kind == "unused":
        return f"{where}（{_at(edit.was)}）"
    return f"{_at(edit.place)}：{where}（在 {_at(edit.was)}{was}）"


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _lines(node: yaml.Node, depth: int, layer: str) -> Iterator[str]:
    """A mapping or list, each entry with its place where that is another layer than what holds it."""
    indent = "  " * depth
    if isinstance(node, yaml.MappingNode):
        for key, (key_node, value) in entries(node).items():
            place = place_of(key_node)
            note = "" if place.layer == layer else f"   # {_at(place)}"
            name = _flow(key)
            if _is_short(value):
                yield f"{indent}{name}: {_flow(plain(value))}{_note(value, place.layer) or note}"
            else:
                yield f"{indent}{name}:{note}"
                yield from _lines(value, depth + 1, place.layer)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if _is_short(item):
                yield f"{indent}- {_flow(plain(item))}{_note(item, layer)}"
            else:
                first, *rest = _lines(item, depth + 1, place_of(item).layer)
                yield f"{indent}- {first.lstrip()}{_note(item, layer)}"
                yield from rest


def _note(node: yaml.Node, layer: str) -> str:
    place = place_of(node)
    return "" if place.layer == layer else f"   # {_at(place)}"


def _is_short(node: yaml.Node) -> bool:
    """Whether a node is shown in one line: it holds no groups of its own, and is all of one layer."""
    if isinstance(node, yaml.MappingNode):
        layers = {place_of(part).layer for pair in node.value for part in pair}
        return len(layers) <= 1 and all(
            isinstance(value, yaml.ScalarNode) for _, value in node.value
        )
    if isinstance(node, yaml.SequenceNode):
        return all(isinstance(item, yaml.ScalarNode) for item in node.value)
    return True


def _flow(data: object) -> str:
    text = yaml.dump(
        data, allow_unicode=True, sort_keys=False, width=_WIDE, default_flow_style=True
    )
    return text.removesuffix("...\n").rstrip("\n")
