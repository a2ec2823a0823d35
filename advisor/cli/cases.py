"""Cases as lines of JSON: read one at a time, each either a case or a clear error in its place.

The shape is the reading's section 6: ``{"id", "as_of", "facts", "readings"}``; of what people type it is
``{"id", "as_of", "asked", "text"}``. A line is never held beyond ``LONGEST_LINE`` bytes, so a file of
any size passes in bounded memory.
"""

import json
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from math import isfinite
from typing import IO, Any, NamedTuple

from advisor.facts.told import NOT_ASKED, OfficeAnswer, OfficeAnswers, Told
from advisor.facts.values import FactError, read_day, read_facts
from advisor.rules.assess import check_day, check_readings
from advisor.rules.policy import Policy

LONGEST_LINE = 1_000_000
KEYS = ("id", "as_of", "facts", "readings")
KEYS_OF_TEXT = ("id", "as_of", "asked", "text")


class Line(NamedTuple):
    """One line of a file: its content as an object, or why it has none."""

    content: dict[str, Any]
    error: FactError | None

    @property
    def id(self) -> object:
        """The line's own id, as it was written; None if it has none."""
        return self.content.get("id")


def read_lines(file: IO[bytes]) -> Iterator[Line]:
    """The file's lines that hold anything; an empty file is one line with an error."""
    empty = True
    for number, raw in enumerate(_bounded(file), 1):
        if raw is not None and not raw.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        empty = False
        yield _line(number, raw)
    if empty:
        yield Line({}, FactError(None, "文件是空的，请每行写一个人的情况（或一个问题）。"))


def _bounded(file: IO[bytes]) -> Iterator[bytes | None]:
    """Each line's bytes; None for one that is too long, which is read past in pieces."""
    while raw := file.readline(LONGEST_LINE + 1):
        if len(raw) <= LONGEST_LINE:
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST_LINE)
        yield None


def _line(number: int, raw: bytes | None) -> Line:
    where = f"第{number}行"
    if raw is None:
        return Line({}, FactError(None, f"{where}太长（超过{LONGEST_LINE}字节），请拆开或检查。"))
    try:
        content = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError:
        return Line({}, FactError(None, f"{where}不是 UTF-8 文字，请另存为 UTF-8。"))
    except FactError as error:
        return Line({}, FactError(error.fact, f"{where}{error.message}"))
    except RecursionError:
        return Line({}, FactError(None, f"{where}括号套得太深，请检查。"))
    except ValueError:
        return Line({}, FactError(None, f"{where}不是完整的 JSON，请检查引号、逗号和括号。"))
    if not isinstance(content, dict):
        shape = '{"id": …, "facts": {…}} 的样子，问问题的是 {"id": …, "question": …}'
        return Line({}, FactError(None, f"{where}应是 {shape}。"))
    return Line(content, None)


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise FactError(None, "里有一个大得不能算的数，请检查。")
    return number


def _whole(digits: str) -> int:
    if len(digits) > 30:
        raise FactError(None, "里有一个数字太长，请检查。")
    return int(digits)


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FactError(twice[:60], f"里“{twice[:60]}”写了两次，请只留一个。")
    return found


def read_case(policy: Policy, line: Line, today: date) -> Told:
    """The case of a line. Raises ``FactError`` naming what is wrong."""
    _check_keys(line, KEYS)
    if "facts" not in line.content:
        raise FactError("facts", "缺“facts”，请写上这个人的情况；什么都不知道就写 {}。")
    as_of = _read_as_of(policy, line, today)
    facts = read_facts(policy.facts, line.content["facts"], as_of)
    return Told(facts, as_of, _read_office(policy, line.content.get("readings")))


def _read_office(policy: Policy, raw: object) -> OfficeAnswers:
    """The office's answers to open points, by interpretation id; null like absent: none."""
    if raw is None:
        return NOT_ASKED
    if not isinstance(raw, dict):
        raise FactError("readings", "“readings”应写成 {…}：哪一点，答复是 true 还是 false。")
    for id, answer in raw.items():
        if not isinstance(answer, bool):
            raise FactError("readings", f"“{id[:40]}”的答复请写 true（可以）或 false（不可以）。")
    check_readings(policy, raw)
    return {id: OfficeAnswer(answer) for id, answer in raw.items()}


def read_text(policy: Policy, line: Line, today: date) -> tuple[str, str | None, date]:
    """What was typed, the fact it was asked for (or None) and the day of reckoning of a line. Raises
    ``FactError`` naming what is wrong."""
    _check_keys(line, KEYS_OF_TEXT)
    text, asked = line.content.get("text"), line.content.get("asked")
    if not isinstance(text, str):
        raise FactError("text", "缺“text”这一栏，或者它不是文字，请写上这个人说的话。")
    if asked is not None and (not isinstance(asked, str) or asked not in policy.facts):
        raise FactError(
            "asked", f"“asked”里没有“{str(asked)[:40]}”这一项，请核对；没有问就写 null。"
        )
    return text, asked, _read_as_of(policy, line, today)


def _check_keys(line: Line, keys: tuple[str, ...]) -> None:
    if line.error is not None:
        raise line.error
    for key in line.content:
        near = next((k for k in keys if key not in keys and _alike(key, k)), None)
        if near is not None:
            raise FactError(near, f"没有“{key[:40]}”这一栏，是不是“{near}”。")


def _read_as_of(policy: Policy, line: Line, today: date) -> date:
    as_of = today
    if line.content.get("as_of") is not None:
        try:
            as_of = read_day(line.content["as_of"], "计算日")
        except FactError as error:
            raise FactError("as_of", error.message) from None
    check_day(policy, as_of)
    return as_of


def read_question(line: Line) -> str:
    """The question of a line ``{"id", "question"}``; other keys are a file's own business.
    Raises ``FactError`` naming what is wrong."""
    if line.error is not None:
        raise line.error
    question = line.content.get("question")
    if not isinstance(question, str) or not question.strip():
        raise FactError("question", "缺“question”这一栏，请用文字写上要问的话。")
    return question


def _alike(key: str, known: str) -> bool:
    """A near miss of one of the contract's own keys; other keys are a file's own business."""
    return len(key) < 12 and SequenceMatcher(None, key.casefold(), known).ratio() > 0.74


def to_line(content: object) -> bytes:
    """One line of JSON; a character that UTF-8 cannot hold comes out escaped."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"
