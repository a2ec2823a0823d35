"""Every text of a pack and where it stands, for checks that look at texts whatever they are for."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from advisor.content import schema
from advisor.content.reading import KeyPath

WORD_LISTS = frozenset({"words", "synonyms", "roster"})
"""Files of words to listen for, not of sentences that anybody reads."""


class Text(NamedTuple):
    """A text: the file's short name, the keys under which it stands, the text itself."""

    file: str
    path: KeyPath
    text: str


def texts(content: schema.Content) -> Iterator[Text]:
    """Every text that a pack's files give, ids and words to listen for among them."""
    for file in type(content).model_fields:
        found: list[Text] = []
        _gather(file, (), getattr(content, file), found)
        yield from found


def sentences(content: schema.Content) -> Iterator[Text]:
    """The texts that people read, but for the notice's own words. What holds no Chinese is an id."""
    for one in texts(content):
        if one.file not in WORD_LISTS and one.file != "notice" and _is_chinese(one.text):
            yield one


def _gather(file: str, path: KeyPath, value: object, found: list[Text]) -> None:
    """Adds every text of a value to what is found."""
    if isinstance(value, str):
        found.append(Text(file, path, value))
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            if key in value.model_fields_set:
                _gather(file, (*path, key), getattr(value, key), found)
    elif isinstance(value, dict):
        for key, part in value.items():
            _gather(file, (*path, str(key)), part, found)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            _gather(file, (*path, number), part, found)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
