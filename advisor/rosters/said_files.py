"""Small files that somebody writes to say something of a roster: YAML or JSON, a few known keys."""

from typing import Any

import yaml

from advisor.content.yaml_bounds import NO_NAME, NO_REFERENCES, TOO_DEEP, check_bounds, name_of

LARGEST = 1_000_000  # bytes
_DEEPEST = 6


class FileError(ValueError):
    """What is wrong with such a file, and the remedy."""


def _resolve(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        plain = node.style is None
        if plain and node.value in ("", "null", "~"):
            return None
        if plain and node.value in ("true", "false"):
            return node.value == "true"
        return str(node.value)
    return None


def read_said(data: bytes) -> dict[str, Any]:
    """The file as plain data: words, lists and groups of them. Raises ``FileError``."""
    if len(data) > LARGEST:
        raise FileError("文件太大，不像是这种文件，请检查。")
    try:
        check_bounds(data, _DEEPEST)
        loader = yaml.CSafeLoader(data)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        found = _plain(node) if node is not None else {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        problem = getattr(error, "problem", None)
        if problem in (NO_NAME, NO_REFERENCES, TOO_DEEP):
            raise FileError(f"{where}{problem}，请检查。") from None
        raise FileError(f"{where}写法不对，请检查缩进、冒号（后面空一格）和引号。") from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise FileError("应是一组“名称: 内容”，请检查。")
    return found


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(name_of(key_node).value)
            if key in mapping:
                raise FileError(
                    f"第{key_node.start_mark.line + 1}行“{key[:40]}”写了两次，请只留一个。"
                )
            mapping[key] = _plain(value_node)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return _resolve(node)
