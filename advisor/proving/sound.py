"""Whether a pack is sound, for its author: all that is wrong at once, each by file, line and remedy."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from advisor import packs
from advisor.content import layers
from advisor.content.clauses import clause_in_words
from advisor.content.closer import look_at_each, look_closer
from advisor.content.reading import (
    FILES,
    STAND_INS,
    KeyPath,
    Mended,
    Problem,
    Source,
    leads_to,
    read_mended,
    words_in,
)
from advisor.content.schema import Content
from advisor.content.sentences import WORD_LISTS, texts
from advisor.paper.fonts import drawable
from advisor.proving.cases import wrong_cases

NOT_PRINTED = {"sign"}
"""Fields that are for the screen alone."""


FOLLOWING = ("用到", "没有一处规则", "没有一条路", "没有一条规则", "不会出现", "谁也", "怎么答都")
"""In what is said of things that nothing stands on, or that cannot be: maybe what would is what is wrong."""


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
    if read.absent:  # what hangs together cannot be seen; each file by itself can
        found = look_at_each(content, read.absent, packs.cities(folder.parent))
        problems = [*name_of_folder(content, folder), *not_drawable(content)]
    else:
        problems = packs.every_rooms_problems(content)
        usable = not (read.lines or problems)
        problems += [*name_of_folder(content, folder), *not_drawable(content)]
        found = look_closer(content, packs.cities(folder.parent))
        found.odd.extend(changing_nothing(source))
        if usable:
            problems += wrong_cases(content)
    follows = _Following(read, source)
    lines, odd, blanks = (
        [source.describe(each) for each in part if not follows(each)]
        for part in ((*problems, *found.faults), found.odd, found.blanks)
    )
    return Checked(list(dict.fromkeys([*read.lines, *lines, *faults])), odd, blanks)


SHALLOW = 3
"""Keys down to a column of a named thing: what stands further in is written with what is around it."""

IDENTITY = {"id", "level", "way", "name"}
"""What tells an item of a list from the others, and so must be said again."""


def changing_nothing(source: Source) -> Iterator[Problem]:
    """What a pack says once more of what it extends, and a pack that says nothing else."""
    own = source.folders[-1]
    once_more: dict[tuple[str, KeyPath], list[layers.Edit]] = {}
    for edit in source.edits:
        column = len(edit.path) <= SHALLOW and edit.path[-1] not in IDENTITY
        if edit.kind == "same" and edit.place.layer == own.name and column:
            once_more.setdefault((edit.file, edit.path[:-1]), []).append(edit)
    for (file, _), edits in once_more.items():
        names = "、".join(edit.path[-1] for edit in edits)
        was = edits[0].was
        message = (
            f"“{names}”和 {was.file}:{was.line} 写的一样，等于没有改：没有改的不用写，请删去；"
            "本来要改的，改成要的样子。"
        )
        yield Problem(file, edits[0].path, message)
    said = [file for file in FILES if file not in layers.OWN_FILES | {"pack"}]
    alone = not any((own / f"{file}.yaml").is_file() for file in said)
    if alone and len(source.folders) > 1:
        message = (
            f"这一份接着“{source.folders[-2].name}”写，却什么也没有改：只有文号、批次和日子。通知真的没有改的，"
            "不用管；改了的，在同名的文件里写改了的那几栏（先改 notice.yaml 的原文）。"
        )
        yield Problem("pack", ("extends",), message)


class _Following:
    """Tells what may only follow from something wrong: it stands where something was put in, names what could
    not be read, or says that something is not used."""

    def __init__(self, read: Mended, source: Source) -> None:
        self.read, self.source = read, source
        lost = words_in(read.lost)
        lost |= {str(path[-1]) for paths in read.places.values() for path in paths if path}
        self.lost = lost
        clauses = (clause_in_words(word) for word in lost)
        self.clauses = [words for words in clauses if words.startswith("第")]

    def __call__(self, problem: Problem) -> bool:
        read = self.read
        if not (read.places or read.around or read.absent):
            return False
        there = any(
            problem.path[: len(path)] == path or path[: len(problem.path)] == problem.path
            for path in read.places.get(problem.file, ())
        )
        named = leads_to(self.lost, problem.path[:-1]) or any(
            words_in(quoted) & self.lost for quoted in _QUOTED.findall(problem.message)
        )
        named = named or any(
            words in problem.message for words in (*self.clauses, f"“{STAND_INS[0]}”")
        )
        there = there or self.source.place(problem.file, problem.path) in read.around
        unused = any(words in problem.message for words in FOLLOWING)
        return there or named or unused or problem.file in read.absent


_QUOTED = re.compile("“(.*?)”")


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
        if one.file in WORD_LISTS or one.path[-1] in NOT_PRINTED:
            continue
        missing = sorted({char for char in one.text if ord(char) not in drawable()} - {"\n"})
        if missing:
            chars = "、".join(f"“{char}”" for char in missing)
            yield Problem(
                one.file, one.path, f"打印的字体里没有{chars}，印出来是“〓”，请换个写法。"
            )
