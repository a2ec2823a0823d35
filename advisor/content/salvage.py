"""A file that is no YAML, read as far as can be: one wrong line must not hide what is wrong elsewhere.

What is plainly meant is put right in place (another encoding, a tab, a full-width colon); of anything else the
smallest piece that keeps the file from being read is left out, and what stood in it is told. Lines keep their
numbers.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml

from advisor.content.yaml_bounds import in_chinese

MOST_ATTEMPTS = 150
"""How often one file is read anew; each takes some milliseconds."""

FARTHEST = 30  # lines above the one that the reader stumbles on: a quote opened and not closed

_FULL_WIDTH_COLON = re.compile(r"(\s*(?:- )?[\w.\"-]+)：\s*")
_TAB = re.compile(r" *\t[ \t]*")

A_TAB = "缩进用了制表符，要用空格，请改这一行。"
A_COLON = "冒号写成了全角的“：”，要用英文的“:”，后面空一格，请改这一行。"

Compose = Callable[[bytes], object]
"""Reads a text as YAML. Raises ``yaml.YAMLError``."""


class Salvaged(NamedTuple):
    """The text as it can be read, None where it cannot; ``faults``: what is wrong, by line, from 1; ``lost``:
    what was left out; ``around``: the lines that this stood in, and those whose depth was guessed."""

    text: bytes | None
    faults: list[tuple[int, str]]
    lost: str
    around: frozenset[int]


def salvage(text: bytes, compose: Compose) -> Salvaged:
    """The file without what keeps it from being read."""
    found = _File(text, compose)
    return Salvaged(
        found.text if found.run() else None,
        found.faults,
        "\n".join((*found.lost, *found.near)),
        found.around(),
    )


class _File:
    """A file while it is put right."""

    def __init__(self, text: bytes, compose: Compose) -> None:
        self.compose = compose
        self.attempts = 0
        self.faults: list[tuple[int, str]] = []
        self.lost: list[str] = []
        self.near: list[str] = []
        self.touched: set[int] = set()
        self.lines = self.decoded(text).splitlines()
        self.given = list(self.lines)

    def decoded(self, text: bytes) -> str:
        """The characters, in whichever of the usual encodings."""
        try:
            return text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text.count(b"\n", 0, error.start) + 1
        try:
            found, encoding = text.decode("gb18030"), "GBK（记事本叫 ANSI）"
        except UnicodeDecodeError:
            found, encoding = "", "别的编码"
            self.attempts = MOST_ATTEMPTS  # there is nothing to be read
        message = f"不是 UTF-8 文字，像是{encoding}，请另存为 UTF-8。"
        self.faults.append((line, message))
        return found

    @property
    def text(self) -> bytes:
        return "\n".join(self.lines).encode()

    def run(self) -> bool:
        """Puts right what is wrong, one after the other; whether the file can be read then."""
        while self.attempts < MOST_ATTEMPTS:
            error = self.error_in(self.lines)
            if error is None:
                return True
            if not (self.put_right(error) or self.leave_out(error)):
                return False
        return False

    def error_in(self, lines: list[str]) -> yaml.YAMLError | None:
        self.attempts += 1
        try:
            self.compose("\n".join(lines).encode())
        except yaml.YAMLError as error:
            return error
        return None

    def put_right(self, error: yaml.YAMLError) -> bool:
        """A tab or a full-width colon that is what the reader stumbles on: without it, it gets further."""
        stuck = _line_of(error)
        for number in range(min(stuck, len(self.lines) - 1), max(stuck - FARTHEST, -1), -1):
            if (meant := self.meant(number)) is None:
                continue
            lines = [*self.lines[:number], meant[0], *self.lines[number + 1 :]]
            after = self.error_in(lines)
            if after is None or _line_of(after) > stuck:
                self.lines = lines
                self.faults.append((number + 1, meant[1]))
                if meant[1] == A_TAB:
                    self.guessed(number)
                return True
        return False

    def meant(self, number: int) -> tuple[str, str] | None:
        """What a line is meant to be, as far in as the line above lets one think; and what is wrong."""
        line = self.lines[number]
        if tabs := _TAB.match(line):
            is_item = line.lstrip().startswith("- ")
            above = reversed(self.lines[:number])
            before = next((one for one in above if _may_be_beside(one, is_item)), "")
            further = 2 if before.rstrip().endswith((":", "|", "|-", ">", ">-")) else 0
            return " " * (_depth(before) + further) + line[tabs.end() :], A_TAB
        if _FULL_WIDTH_COLON.match(line):
            return _FULL_WIDTH_COLON.sub(r"\1: ", line, count=1), A_COLON
        return None

    def leave_out(self, error: yaml.YAMLError) -> bool:
        """The smallest piece without which the file can be read; where none will do, one without which it
        can be read further."""
        stuck = _line_of(error)
        further: tuple[int, int] | None = None
        for first, end in _pieces(self.lines, error):
            if self.attempts >= MOST_ATTEMPTS:
                break
            after = self.error_in(self.without(first, end))
            if after is None:
                further = first, end
                break
            if further is None and _line_of(after) > max(stuck, end):
                further = first, end
        if not self.lost:  # what the reader stumbles on after that may only follow from it
            is_tab = stuck < len(self.lines) and _TAB.match(self.lines[stuck])
            self.faults.append((stuck + 1, A_TAB if is_tab else in_chinese(error)))
        if further is None:
            return False
        first, end = further
        self.touch(first, end)
        self.lines = self.without(first, end)
        return True

    def touch(self, first: int, end: int) -> None:
        """Keeps what was in these lines, and in the one above, which may have lost what it begins."""
        before = next((n for n in range(first - 1, -1, -1) if self.lines[n].strip()), first)
        self.lost += [self.lines[before], *self.lines[first:end]]
        self.touched |= {number for number in range(first, end) if self.lines[number].strip()}

    def guessed(self, number: int) -> None:
        """Keeps what is in a line whose depth was guessed: it may stand in something else."""
        self.near.append(self.lines[number])
        self.touched.add(number)

    def without(self, first: int, end: int) -> list[str]:
        return [*self.lines[:first], *[""] * (end - first), *self.lines[end:]]

    def around(self) -> frozenset[int]:
        """The lines, from 1, that were left out or guessed, and all that they stand in."""
        lines = [now or then for now, then in zip(self.lines, self.given, strict=True)]
        return frozenset(above + 1 for number in self.touched for above in _over(lines, number))


def _line_of(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line if mark else 0


def _pieces(lines: list[str], error: yaml.YAMLError) -> Iterator[tuple[int, int]]:
    """Where the fault may lie, first and end: the line that is named, those above it, then what they stand
    in; each with all that stands below it."""
    if not lines:
        return
    named = [getattr(error, mark, None) for mark in ("context_mark", "problem_mark")]
    at = [min(mark.line, len(lines) - 1) for mark in named if mark]
    start = max(at, default=0)
    near = range(start, max(start - FARTHEST, -1), -1)
    top = [number for number in range(start, -1, -1) if lines[number][:1].strip()][:1]
    tried = set[tuple[int, int]]()
    for first in (*reversed(at), *near, *top):
        piece = (first, _end(lines, first))
        if lines[first].strip() and piece not in tried:
            tried.add(piece)
            yield piece


def _end(lines: list[str], first: int) -> int:
    """Behind the last line that stands further in than the first."""
    depth = _depth(lines[first])
    for number in range(first + 1, len(lines)):
        if lines[number].strip() and _depth(lines[number]) <= depth:
            return number
    return len(lines)


def _over(lines: list[str], number: int) -> Iterator[int]:
    """A line and those above it that it stands in."""
    yield number
    depth = _depth(lines[number])
    for above in range(number - 1, -1, -1):
        if lines[above].strip() and _depth(lines[above]) < depth:
            depth = _depth(lines[above])
            yield above


def _may_be_beside(line: str, is_item: bool) -> bool:
    """Whether a line is one that another, an item of a list or not, may stand as far in as."""
    said = line.strip()
    return said.startswith("- ") or said.endswith(":") if is_item else bool(said)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
