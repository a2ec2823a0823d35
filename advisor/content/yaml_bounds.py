"""What YAML may be before it is read: neither deep nor referring to itself.

The library reads by recursion, in C: brackets within brackets end the whole process, and a few lines that
refer to each other are more than any memory holds. Its events come one by one and cost next to nothing.
"""

from typing import Any

import yaml

NO_REFERENCES = "不能用 & 和 * 引用别处，请写全；以“&”或“*”开头的句子要加引号"
TOO_DEEP = "套得太深"
NO_NAME = "冒号前面要是一个词，不能是一组"


def check_bounds(text: bytes, deepest: int) -> None:
    """Raises ``yaml.MarkedYAMLError`` for references and for more than ``deepest`` levels, and what the
    library raises for what is no YAML."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _fault(NO_REFERENCES, event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > deepest:
            raise _fault(TOO_DEEP, event)


def name_of(key: yaml.Node) -> yaml.ScalarNode:
    """The key as a word. Raises ``yaml.MarkedYAMLError`` for a list or a group in its place."""
    if not isinstance(key, yaml.ScalarNode):
        raise _fault(NO_NAME, key)
    return key


def _fault(problem: str, found: yaml.Event | yaml.Node) -> yaml.MarkedYAMLError:
    mark: Any = found.start_mark  # the library's stubs know two kinds of marks, and take one
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
