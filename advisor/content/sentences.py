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
        model = getattr(content, file)
        if model is not None:
            yield from _below(file, (), model)


def sentences(content: schema.Content) -> Iterator[Text]:
    """The texts that people read, but for the notice's own words. What holds no Chinese is an id."""
    for one in texts(content):
        if one.file not in WORD_LISTS and one.file != "notice" and _is_chinese(one.text):
            yield one


def _below(file: str, path: KeyPath, value: object) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(file, path, value)
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            if key in value.model_fields_set:
                yield from _below(file, (*path, key), getattr(value, key))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _below(file, (*path, str(key)), part)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from _below(file, (*path, number), part)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
