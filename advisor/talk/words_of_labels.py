"""Words for a pack that has none of its own: its options' labels, and what their hints name.

Only what says nothing else beside them is taken: in answer to the question, or standing alone.
"""

import re
from collections import Counter
from collections.abc import Iterator

from advisor.content import schema
from advisor.talk.typed_text import PAUSES, read_typed

_BETWEEN = re.compile(r"[、，。；（）()/]|比如|例如|或者|以及")
_LENGTHS = range(2, 9)  # characters of a piece of a label or hint that can be told by itself


def words_of_labels(content: schema.Content) -> schema.WordsFile:
    """What can be heard without ``words.yaml``: options by their labels and hints, and days."""
    facts = content.facts.facts
    told = {
        name: fact for name, fact in facts.items() if fact.kind != "yes_no"
    }  # 「不是」 is no fact
    said = Counter(
        phrase
        for fact in told.values()
        for phrase in {one for option in fact.options.values() for one in _phrases(option)}
    )
    return schema.WordsFile(
        facts={
            name: schema.FactWords(
                options={
                    id: [
                        schema.Saying(
                            words=[phrase],
                            near=["asked", "alone"] if said[phrase] == 1 else ["asked"],
                        )
                        for phrase in phrases
                    ]
                    for id, phrases in (_of_one_option(fact) if name in told else {}).items()
                },
                diplomas=schema.DiplomaWords() if fact.kind == "diplomas" else None,
                spells=schema.SpellWords() if fact.kind == "spells" else None,
            )
            for name, fact in facts.items()
        }
    )


def _of_one_option(fact: schema.Fact) -> dict[str, list[str]]:
    """The phrases of each option that no other option of the fact has."""
    held = Counter(one for option in fact.options.values() for one in set(_phrases(option)))
    return {
        id: [one for one in dict.fromkeys(_phrases(option)) if held[one] == 1]
        for id, option in fact.options.items()
    }


def _phrases(option: schema.Option) -> Iterator[str]:
    for text in (option.label, option.short, option.hint):
        if not text:
            continue
        for piece in (text, *_BETWEEN.split(text)):
            plain = read_typed(piece, schema.TimeWords(), {}).plain
            if len(plain) in _LENGTHS and not any(one in PAUSES for one in plain):
                yield plain
