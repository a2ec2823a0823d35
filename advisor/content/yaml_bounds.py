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
        if type(event) is yaml.ScalarEvent:  # nearly all are
            continue
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


_SENTENCES = {
    "mapping values are not allowed in this context": "这里不该有冒号，多半是缩进或上一行有误，或者句子没有加引号",
    "did not find expected key": "缩进没有对齐，或者引号后面还有字",
    "could not find expected ':'": "少了冒号，或者名称太长",
    "did not find expected '-' indicator": "列表里的“-”没有对齐",
    "block sequence entries are not allowed in this context": "“-”要另起一行",
    "did not find expected ',' or ']'": "方括号没有配对，或者少了逗号",
    "did not find expected ',' or '}'": "花括号没有配对，或者少了逗号；句子以花括号开头的要加引号",
    "found unexpected end of stream": "引号没有配对",
    "found character that cannot start any token": "有不能打头的字符（制表符、@、%、`），缩进要用空格，句子要加引号",
    "found a tab character that violates indentation": "缩进用了制表符，要用空格",
    "found unknown escape character": "引号里的“\\”写法不对",
    "found undefined alias": "句子以“*”开头的要加引号",
    "but found another document": "一个文件里不能有两个“---”",
}


def in_chinese(error: yaml.YAMLError) -> str:
    """What the YAML reader found, as a sentence; its own are English, ours are as they are."""
    problem = getattr(error, "problem", None) or ""
    said = _SENTENCES.get(problem, "读不懂" if problem.isascii() else problem)
    return f"{said}，请检查这一处。"
