"""The numbers of the notice, and what sentences refer to."""

import re
from datetime import date

from advisor.content.checking.references import References
from advisor.content.clauses import clause_in_words
from advisor.content.filling import in_words, said_in
from advisor.content.reading import KeyPath
from advisor.content.schema import NoticeNumber
from advisor.content.sentences import texts

_UNITS = ("months", "years", "count", "day")
_BRACES = re.compile(r"\{([^{}]*)\}")


def number_table(on: References) -> None:
    """Each number is what the words of its clause say."""
    texts = {clause.id: clause.text for clause in on.content.notice.clauses}
    for name, number in on.routes.numbers.items():
        path: KeyPath = ("numbers", name)
        if number.clause is not None:
            on.clause("routes", (*path, "clause"), number.clause)
        given = [unit for unit in (*_UNITS, "items_of") if getattr(number, unit) is not None]
        if len(given) != 1:
            message = "要写一个数：months（月数）、years（年数）、count（个数）、day（日子）、items_of（几项）里只写一样。"
            on.wrong("routes", path, message)
        elif given == ["items_of"]:
            if not (condition := on.conditions.get(number.items_of or "")) or not condition.is_list:
                on.wrong("routes", (*path, "items_of"), f"“{number.items_of}”不是列出几项的条件。")
        elif number.clause is None or number.words is None:
            message = "要写 clause 和 words：这个数出自哪一条的哪几个字。"
            if given == ["months"]:
                message += "通知里没有写出来、是加出来减出来的年限，不另写一个数，写 adds。"
            on.wrong("routes", path, message)
        elif number.clause in texts:
            _compare(on, path, number, given[0], texts[number.clause])


def _compare(on: References, path: KeyPath, number: NoticeNumber, unit: str, text: str) -> None:
    cited, words = clause_in_words(number.clause or ""), number.words or ""
    value: int | date = getattr(number, unit)
    if words.count("…") != 1:
        on.wrong("routes", (*path, "words"), "words 里要有一个“…”，放在数的位置上。")
        return
    said = said_in(unit, words, text)
    if not said:
        message = (
            f"{cited}的原文里找不到“{words}”（…处应是一个数）。请照 notice.yaml 的原文改 words。"
        )
        on.wrong("routes", (*path, "words"), message)
    elif not any(_is(value, one) for one in said):
        theirs = "、".join(_told(unit, one) for one in sorted(said, key=str))
        message = (
            f"这里是{in_words(unit, value)}，{cited}的原文“{words}”写的是{theirs}。"
            "请核对通知：数错了改这里，通知改了先改 notice.yaml 的原文。"
        )
        on.wrong("routes", (*path, unit), message)


def _is(value: int | date, said: int | tuple[int, ...]) -> bool:
    if isinstance(value, date):
        parts = (value.year, value.month, value.day)
        return said in (parts, parts[1:])
    return value == said


def _told(unit: str, said: int | tuple[int, ...]) -> str:
    if isinstance(said, int):
        return in_words(unit, said)
    *year, month, day = said
    return f"{f'{year[0]}年' if year else ''}{month}月{day}日"


def left_in_braces(on: References) -> None:
    """No sentence shows a reference that leads nowhere; those with placeholders are looked at apart."""
    for one in texts(on.content):
        if (
            not ("{" in one.text or "}" in one.text)
            or one.file == "notice"
            or one.text in on.templates
        ):
            continue
        bare = _BRACES.sub("", one.text)
        if "{" in bare or "}" in bare:
            on.wrong(one.file, one.path, "花括号不成对，请检查。")
        for name in _BRACES.findall(one.text):
            message = f"{{{name}}} 指不到什么：routes.yaml 的 numbers 里没有这个数，也不是各处可用的称呼。请核对名称。"
            on.wrong(one.file, one.path, message)
