"""What is wrong with a text whatever it is for: empty, still to be filled in, a clause that the notice has
not, another city's name."""

import re
from collections.abc import Collection, Iterator

from advisor.content.checking.closely import Close
from advisor.content.clauses import clause_in_words
from advisor.content.filling import numeral
from advisor.content.sentences import Text, sentences, texts

BLANK = "待填"
"""Marks what a new pack's author still has to write."""

MAY_BE_EMPTY = frozenset({"short", "brief", "unit", "headline_undated", "none_label"})
"""Fields in which an empty text says that there is nothing to say."""

WHAT_PEOPLE_ASK = frozenset({"question", "also", "about", "said", "beside", "unless"})
"""Fields that hold other people's words: they may name any city."""

_NUMERAL = "[一二三四五六七八九十]+"
_CITED = re.compile(
    rf"(?<!》)第({_NUMERAL}|[0-9]+)条((?:[（(]{_NUMERAL}[）)]|[0-9]+|[（(][0-9]+[）)])*)(末段)?"
)
_STEP = re.compile(rf"[（(]({_NUMERAL})[）)]|[（(]([0-9]+)[）)]|([0-9]+)")
_NAME_IN_FILES = re.compile(r"(?<![\w/.{])[a-z]+(?:_[a-z]+)+(?![\w/}])", re.ASCII)
"""A name by which the files know something: people do not."""


def text_faults(on: Close, other_cities: Collection[str], *, cited_too: bool = True) -> None:
    """Goes through every text there is; the clauses they cite only where the notice is there."""
    for one in texts(on.content):
        if BLANK in one.text:
            on.blank(one.file, one.path, f"{BLANK}：{one.text.replace(BLANK, '').strip('：: ')}")
        elif not one.text.strip() and not MAY_BE_EMPTY & set(map(str, one.path)):
            on.wrong(one.file, one.path, "这里是空的，请写上字；不用的就整栏删去。")
    elsewhere = [city for city in other_cities if city not in on.content.pack.city]
    numbered = cited_too and any(re.match(_NUMERAL, id) for id in on.clauses)
    for one in sentences(on.content):
        for clause in dict.fromkeys(cited(one.text)):
            if numbered and clause not in on.clauses:
                on.wrong(
                    one.file, one.path, f"话里写的“{clause_in_words(clause)}”，通知里没有，请核对。"
                )
        for name in _NAME_IN_FILES.findall(one.text):
            message = f"话里有“{name}”，这是文件里用的名称，看的人不懂，请换成中文。"
            on.wrong(one.file, one.path, message)
        if not _asked_by_people(one):
            for city in elsewhere:
                if city in one.text:
                    message = (
                        f"话里有“{city}”，这是{on.content.pack.city}的包，请核对是不是照抄的。"
                    )
                    on.wrong(one.file, one.path, message)


def _asked_by_people(one: Text) -> bool:
    return one.file == "answers" and bool(WHAT_PEOPLE_ASK & set(map(str, one.path)))


def cited(text: str) -> Iterator[str]:
    """The ids of the clauses that a sentence cites as 第六条（二）1（3）; of 第四条（三）（四） both."""
    for found in _CITED.finditer(text):
        path = [numeral(int(found[1])) if found[1].isdecimal() else found[1]]
        kinds = [0]
        for step in _STEP.finditer(found[2]):
            kind = next(number for number in (1, 2, 3) if step[number])
            if kind in kinds:  # one beside the last of its kind, not below it
                yield ".".join(path)
                cut = kinds.index(kind)
                path, kinds = path[:cut], kinds[:cut]
            path.append(step[kind])
            kinds.append(kind)
        yield ".".join([*path, "末"] if found[3] else path)
