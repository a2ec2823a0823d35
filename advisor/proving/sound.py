"""Whether a pack is sound, for its author: all that is wrong at once, each by file, line and remedy."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from advisor import packs
from advisor.content.closer import look_closer
from advisor.content.reading import FILES, KeyPath, Problem, read_mended
from advisor.content.schema import Content
from advisor.content.sentences import WORD_LISTS, texts
from advisor.paper.fonts import drawable
from advisor.proving.cases import wrong_cases

NOT_PRINTED = {"sign"}
"""Fields that are for the screen alone."""


FOLLOWING = ("用到", "没有一处规则")
"""In what is said of things that nothing stands on: maybe what would is what is wrong."""


class Checked(NamedTuple):
    """Lines to be read: ``faults`` are to be mended, ``odd`` is to be looked at, ``blanks`` are still to be
    written."""

    faults: list[str]
    odd: list[str]
    blanks: list[str]


def check_pack(folder: Path) -> Checked:
    """All that can be said of the pack in ``folder``."""
    faults = [*stray_files(folder)]
    read = read_mended(folder)
    content, source = read.content, read.source
    if content is None:
        return Checked([*read.lines, *faults], [], [])
    problems = packs.every_rooms_problems(content)
    usable = not (read.lines or problems)
    problems += [*name_of_folder(content, folder), *not_drawable(content)]
    found = look_closer(content, packs.cities(folder.parent))
    lines = [
        source.describe(problem)
        for problem in (*problems, *found.faults)
        if not _follows(problem, read.places)
    ]
    if usable:
        lines += [source.describe(problem) for problem in wrong_cases(content)]
    odd, blanks = ([source.describe(each) for each in part] for part in (found.odd, found.blanks))
    return Checked(list(dict.fromkeys([*read.lines, *lines, *faults])), odd, blanks)


def _follows(problem: Problem, mended: Mapping[str, list[KeyPath]]) -> bool:
    """Whether it may only follow from what was put in the place of something wrong: it is there, or it
    says that something is not used."""
    there = any(
        problem.path[: len(path)] == path or path[: len(problem.path)] == problem.path
        for path in mended.get(problem.file, ())
    )
    follows = any(words in problem.message for words in FOLLOWING)
    return bool(mended) and (there or follows)


def stray_files(folder: Path) -> Iterator[str]:
    """What lies in a pack's folder and is not read."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in {f"{file}.yaml" for file in FILES}:
            continue
        remedy = "程序不读它，请移走，或者改成该有的名字。"
        if path.stem in FILES:
            remedy = f"程序不读它：文件名要写成 {path.stem}.yaml。"
        yield f"{folder.name}/{path.name}：{remedy}"


def name_of_folder(content: Content, folder: Path) -> Iterator[Problem]:
    """A pack lies in a folder of its name, an earlier version in one of its number."""
    id, version = content.pack.id, content.pack.version
    if folder.name not in (id, version):
        message = f"id 是“{id}”，文件夹叫“{folder.name}”，请改成一样的，不然打不开。"
        yield Problem("pack", ("id",), message)


def not_drawable(content: Content) -> Iterator[Problem]:
    """Texts that could not be printed whole."""
    for one in texts(content):
        missing = sorted({char for char in one.text if ord(char) not in drawable()} - {"\n"})
        if missing and one.file not in WORD_LISTS and one.path[-1] not in NOT_PRINTED:
            chars = "、".join(f"“{char}”" for char in missing)
            yield Problem(
                one.file, one.path, f"打印的字体里没有{chars}，印出来是“〓”，请换个写法。"
            )
