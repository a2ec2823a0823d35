"""What somebody has said of a roster's columns and wordings, once for all its rows, to be saved and
used again: which heading is which column, what a wording means, which sheets are read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from advisor.content import schema
from advisor.rosters.columns import Headings, plain
from advisor.rosters.heading_rows import UNUSED
from advisor.rosters.said_files import FileError, read_said

COLUMNS, WORDS, SHEETS = "列", "写法", "表"
BLANK = "（空着）"
"""What stands for an empty cell among the wordings."""

READ, NOT_READ = "看", "不看"


class Corrections(NamedTuple):
    """``columns``: heading to the template's heading, or ``UNUSED``; ``words``: by heading, wording to
    what it means; ``sheets``: by name, whether it is read."""

    columns: Mapping[str, str] = {}
    words: Mapping[str, Mapping[str, str]] = {}
    sheets: Mapping[str, bool] = {}

    def meaning(self, heading: str) -> dict[str, str]:
        """What the wordings of a column mean, by the wording as ``plain`` makes it."""
        return {
            wording if wording == BLANK else plain(wording): meaning
            for wording, meaning in self.words.get(heading, {}).items()
        }


NO_CORRECTIONS = Corrections()


class Wording(NamedTuple):
    """A wording that stands in a column and is not, or not wholly, understood: how often, and what it
    may be said to mean."""

    heading: str
    text: str
    times: int
    allowed: Sequence[str]


def read_corrections(content: schema.Content, data: bytes) -> Corrections:
    """A file as ``write_corrections`` makes it, filled in by somebody; YAML or JSON. Raises ``FileError``."""
    raw = read_said(data)
    for key in raw:
        if key not in (COLUMNS, WORDS, SHEETS):
            raise FileError(f"没有“{key[:40]}”这一栏，可以写：{COLUMNS}、{WORDS}、{SHEETS}。")
    headings = Headings(content)
    columns = _group(raw, COLUMNS)
    for heading, target in columns.items():
        check_target(headings, heading, target)
    words: dict[str, dict[str, str]] = {}
    for heading, meanings in _mapping(raw, WORDS).items():
        if not isinstance(meanings, dict):
            raise FileError(f"“{WORDS}”下面的“{heading[:40]}”应是一组“写法: 意思”。")
        words[heading] = _texts(meanings)
    sheets = {}
    for name, said in _group(raw, SHEETS).items():
        if said not in (READ, NOT_READ):
            raise FileError(f"“{SHEETS}”里的“{name[:40]}”请写“{READ}”或“{NOT_READ}”。")
        sheets[name] = said == READ
    return Corrections(columns, words, sheets)


def check_target(headings: Headings, heading: str, target: str) -> None:
    """Raises ``FileError`` where a heading is said to be a column that there is not."""
    if target != UNUSED and headings.find(target) is None:
        names = "、".join(headings.choices())
        raise FileError(
            f"“{heading[:40]}”当作“{target[:40]}”：没有这一列，可以写：{UNUSED}、{names}。"
        )


def _group(raw: Mapping[str, Any], key: str) -> dict[str, str]:
    return _texts(_mapping(raw, key))


def _mapping(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = raw.get(key) or {}
    if not isinstance(found, dict):
        raise FileError(f"“{key}”下面应是一组“名称: 内容”。")
    return found


def _texts(group: Mapping[str, Any]) -> dict[str, str]:
    """The entries that are filled in."""
    found = {}
    for key, value in group.items():
        if value is None or value == "":
            continue
        if isinstance(value, bool):
            value = "是" if value else "否"
        if not isinstance(value, str):
            raise FileError(f"“{key[:40]}”后面请写一句话，不要写成一组。")
        found[key] = value
    return found


def write_corrections(
    content: schema.Content,
    taken: Iterable[tuple[str, str]],
    wordings: Iterable[Wording],
    sheets: Iterable[tuple[str, bool]],
    said: Corrections = NO_CORRECTIONS,
) -> bytes:
    """A file to be looked over and filled in: what each heading was ``taken`` for, the wordings not
    understood with room for their meanings, the sheets."""
    lines = [
        "# 花名册怎么看。改好以后和花名册一起用：advisor screen 花名册 -o 结果.xlsx --columns 这个文件",
        f"# {COLUMNS}：冒号前是花名册的表头，冒号后是当作哪一项；不用的写“{UNUSED}”。",
        "# 可以当作：" + "、".join(Headings(content).choices()),
        f"{COLUMNS}:",
        *(f"  {_quoted(heading)}: {_quoted(target)}" for heading, target in taken),
        "",
        f"# {WORDS}：没有认出来的写法，冒号后写它的意思，对所有行都算；空着就还是不清楚。",
        f"{WORDS}:",
    ]
    by_heading: dict[str, list[Wording]] = {}
    for one in wordings:
        by_heading.setdefault(one.heading, []).append(one)
    for heading in dict.fromkeys([*said.words, *by_heading]):
        lines.append(f"  {_quoted(heading)}:")
        known = said.words.get(heading, {})
        lines += [f"    {_quoted(text)}: {_quoted(meaning)}" for text, meaning in known.items()]
        for one in by_heading.get(heading, []):
            if one.text not in known:
                may = "；".join(one.allowed)
                lines.append(f"    {_quoted(one.text)}:  # {one.times}处。可以写：{may}")
    lines += ["", f"# {SHEETS}：每张表“{READ}”还是“{NOT_READ}”。", f"{SHEETS}:"]
    lines += [f"  {_quoted(name)}: {READ if read else NOT_READ}" for name, read in sheets]
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
