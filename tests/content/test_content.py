"""Content packs: every kind of fault is named by file, line and remedy; what is shipped has none.

One faulty piece for each kind of fault stands in ``bad_content``: what to ``find`` in which ``file``
of which ``pack``, what to ``put`` there, the ``line`` that the error must name and what it ``says``.
Without ``find`` the file itself is taken away.
"""

import hashlib
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet

from advisor.content import layers
from advisor.content.reading import OF_TALK, OPTIONAL, ContentError, read_content
from advisor.packs import CONTENT, every_rooms_problems, load_policy, open_silent
from advisor.rules.policy import Policy

HERE = Path(__file__).resolve().parents[1]
DEFAULT_PACK = "luohe-2020"
PACKS = {
    "zhengzhou": HERE / "packs" / "zhengzhou",
    "one-piece": HERE / "packs" / "one-piece",
    "odd-shapes": HERE / "packs" / "odd-shapes",
    DEFAULT_PACK: CONTENT / DEFAULT_PACK,
}
FAULTS = sorted((HERE / "bad_content").glob("*.yaml"))

LAYERS = {"common"}

WORDS_OF_THE_NOTICE = "433448c5d09e0b58d64b9338b76274f1ee6dcbc3da69e64b548ac025b259084a"

Edit = tuple[str, str, str]
"""File, text that occurs once, its replacement."""


def copy_of(pack: str, folder: Path, *edits: Edit) -> Path:
    """A copy of a pack with these edits, beside copies of the layers that it extends."""
    return copied(PACKS[pack], folder, *edits)


def copied(pack: Path, folder: Path, *edits: Edit) -> Path:
    """A copy of the pack in a folder with these edits, beside copies of the layers that it extends."""
    for one in folders_of(pack):
        shutil.copytree(one, folder / one.name)
    copy = folder / pack.name
    for file, find, put in edits:
        path = holding(copy, file, find)
        path.write_text(path.read_text("utf-8").replace(find, put), "utf-8")
    return copy


def packs_in(folder: Path) -> Path:
    """The folder with all packs of the tests in it."""
    for name, pack in PACKS.items():
        shutil.copytree(pack, folder / name)
    return folder


def folders_of(pack: Path) -> list[Path]:
    """The folders of a pack and of what it extends, the lowest first."""
    folders, faults = layers.chain(pack, lambda head: yaml.compose(head.read_bytes()))
    assert not faults
    return folders


def silent(folder: Path) -> Policy:
    """``load_policy`` without what a pack hears and answers, most of its text: for tests of verdicts alone."""
    return open_silent(folder.name, folder.parent)


def holding(pack: Path, file: str, text: str) -> Path:
    """The one file of that name, of the pack or of a layer beside it, in which the text stands once."""
    paths = [
        path
        for path in sorted(pack.parent.glob(f"*/{file}.yaml"))
        if path.parent.name in LAYERS | {pack.name}
    ]
    counts = {path: path.read_text("utf-8").count(text) for path in paths}
    assert sum(counts.values()) == 1, f"{file}.yaml: {text!r} should occur once"
    return next(path for path, count in counts.items() if count)


def problems_of(folder: Path) -> list[str]:
    """What ``load_policy`` says of a pack that it refuses."""
    with pytest.raises(ContentError) as caught:
        load_policy(folder)
    assert str(caught.value) == "\n".join(caught.value.lines)
    return caught.value.lines


def problems_without(files: frozenset[str], folder: Path) -> list[str]:
    """The same, of a pack of which these files are not read."""
    try:
        content, source = read_content(folder, files)
    except ContentError as error:
        return error.lines
    return [source.describe(problem) for problem in every_rooms_problems(content)]


def as_parameter(path: Path) -> ParameterSet:
    return pytest.param(path, id=path.stem)


@pytest.mark.parametrize("path", [as_parameter(path) for path in FAULTS])
def test_a_fault_is_named(path: Path, tmp_path: Path) -> None:
    """One line for one fault: this file, this line, these words. The large files of what is heard and answered
    are read where the fault is there, or in what they name: the questions, the numbers of the rules."""
    fault: dict[str, str] = yaml.safe_load(path.read_bytes())
    file, number = fault["file"], 1
    if "find" in fault:
        folder = copy_of(fault["pack"], tmp_path, (file, fault["find"], fault["put"]))
        path = holding(folder, file, fault["line"])
        text, place = path.read_text("utf-8"), path.parent.name
        number += text.count("\n", 0, text.index(fault["line"]))
    else:
        folder = copy_of(fault["pack"], tmp_path)
        (folder / f"{file}.yaml").unlink()
        place = fault["pack"]
    unread = frozenset() if file in ("facts", "routes") else OF_TALK - {file}
    [line] = problems_without(unread, folder) if unread else problems_of(folder)
    assert line.startswith(f"{place}/{file}.yaml:{number}: ")
    assert fault["says"] in line


def test_every_file_of_a_pack_has_a_fault() -> None:
    """The faulty pieces are of all files and of both packs."""
    faults = [yaml.safe_load(path.read_bytes()) for path in FAULTS]
    folders = {folder for pack in PACKS.values() for folder in folders_of(pack)}
    files = {path.stem for folder in folders for path in folder.glob("*.yaml")} - {"layer"}
    assert {fault["file"] for fault in faults} == files
    assert {fault["pack"] for fault in faults} == set(PACKS) - {"zhengzhou"}, (
        "which says little itself"
    )


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_shipped_has_no_problem(pack: str) -> None:
    policy = load_policy(PACKS[pack])  # which raises what is wrong
    assert policy.id == pack


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Whoever edits a pack mends it in one go, not error by error."""
    across = copy_of(
        "one-piece",
        tmp_path / "across",
        ("conditions", "    proof: contract_copy", "    proof: contract"),
        ("conditions", "    fact: masters_degree", "    fact: degree"),
        (
            "routes",
            "    way: recognition\n    clauses: [二, 三]",
            "    way: no_way\n    clauses: [三, 五]",
        ),
        ("verdicts", "    next_step: 请看别的级别。", "    next_step: 请看{day级别。"),
    )
    lines = problems_of(across)
    told = {line.partition(":")[0].rpartition("/")[2] for line in lines}
    assert told == {"conditions.yaml", "routes.yaml", "verdicts.yaml"}
    for words in ("contract", "degree", "no_way", "“五”", "花括号"):
        assert sum(words in line.partition(": ")[2] for line in lines) == 1, words

    shape = copy_of(
        "one-piece",
        tmp_path / "shape",
        ("pack", "city: 郑州\n", "city: 郑州\ncity: 开封\ntown: 中牟\n"),
        ("conditions", "    months: 3\n", "    months: 三\n"),
        ("facts", "facts:\n", "facts: [\n"),
    )
    (shape / "checks.yaml").unlink()
    lines = problems_of(shape)
    assert [line.split(":")[0].rpartition("/")[2] for line in lines] == [
        "pack.yaml",
        "pack.yaml",
        "facts.yaml",
        "conditions.yaml",
        "checks.yaml",
    ]


def test_a_folder_without_a_pack(tmp_path: Path) -> None:
    """Every file that is missing is named."""
    lines = problems_of(tmp_path)
    files = {path.stem for path in PACKS["one-piece"].glob("*.yaml")} - OPTIONAL
    assert sorted(lines) == sorted(
        f"{tmp_path.name}/{file}.yaml:1: 没有这个文件，或者打不开，请补上。" for file in files
    )


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    folder = copy_of("one-piece", tmp_path)
    head = folder / "pack.yaml"
    head.write_bytes(head.read_text("utf-8").encode("gbk"))
    [line] = problems_of(folder)
    assert line.startswith("one-piece/pack.yaml:1: 不是合格的 YAML")


@pytest.mark.parametrize(
    ("put", "says"),
    [
        ("city: a: b", "冒号"),
        ("city: [a", "方括号"),
        ("city: {a", "花括号"),
        ("city: 'a", "引号"),
        ("city: @a", "打头"),
        (" city: a", "没有对齐"),
        ("city: - a", "另起一行"),
        ("\tcity: a", "制表符"),
        ("city: !<", "读不懂"),
    ],
)
def test_what_is_no_yaml_is_said_in_chinese(put: str, says: str, tmp_path: Path) -> None:
    folder = copy_of("one-piece", tmp_path, ("pack", "city: 郑州\n", f"{put}\n"))
    [line] = problems_of(folder)
    assert "不是合格的 YAML：" in line
    assert says in line
    said = line.partition("：")[2]
    assert not re.search("[a-z]{3}", said), "no English"


def test_the_words_of_the_notice_are_verbatim() -> None:
    """Set against the digest of the notice's text, white space aside."""
    content, _ = read_content(PACKS[DEFAULT_PACK], OF_TALK)
    words = re.sub(r"\s", "", "".join(clause.text for clause in content.notice.clauses))
    assert hashlib.sha256(words.encode()).hexdigest() == WORDS_OF_THE_NOTICE


@pytest.mark.parametrize(
    "word",
    ["yes", "no", "Yes", "NO", "on", "off", "y", "True", "NULL", "010", "0o10", "0x1f", "1_000"]
    + [
        "1:30",
        "12:30:45",
        "1.5",
        "1e3",
        ".inf",
        "+1",
        "2020-1-1",
        "2020-01-01 10:00:00",
        "<<",
        "=",
    ],
)
def test_words_stay_words(word: str, tmp_path: Path) -> None:
    """Only true, false, null, plain numbers and ISO days are anything but words."""
    folder = copy_of("one-piece", tmp_path, ("pack", "city: 郑州\n", f"city: {word}\n"))
    content, _ = read_content(folder)
    assert content.pack.city == word


@pytest.mark.parametrize("word", ["true", "false", "null", "~", "", "10", "-3", "0", "2020-01-01"])
def test_what_is_no_word_needs_quotes(word: str, tmp_path: Path) -> None:
    """The other side: these are values, and a word in their place must be quoted."""
    bare = copy_of("one-piece", tmp_path / "bare", ("pack", "city: 郑州\n", f"city: {word}\n"))
    [line] = problems_of(bare)
    assert line == "one-piece/pack.yaml:4: city：应是一段文字。"
    quoted = copy_of(
        "one-piece", tmp_path / "quoted", ("pack", "city: 郑州\n", f'city: "{word}"\n')
    )
    assert load_policy(quoted).content.pack.city == word


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("9" * 5000, "5000位，最多9位"),
        ("-" + "9" * 5000, "最多9位"),
        ("9" * 10, "10位"),
        ("!!int 三", "“三”不是整数"),
        ("!!int 0x10", "“0x10”不是整数"),
    ],
)
def test_a_number_that_cannot_be_read(number: str, says: str, tmp_path: Path) -> None:
    """As a value and as a name (of which YAML reads 1024 characters): Python's own reader of integers
    gives up at some thousand digits."""
    for put in (f"    months: {number}\n", f"    {number[-1000:]}: 3\n"):
        folder = copy_of("one-piece", tmp_path / put[:6], ("conditions", "    months: 3\n", put))
        lines = (folder / "conditions.yaml").read_text("utf-8").split("\n")
        [said] = problems_of(folder)
        assert said.startswith(f"one-piece/conditions.yaml:{lines.index(put[:-1]) + 1}: ")
        assert says.removeprefix("5000位，") in said
        assert len(said) < 200
        shutil.rmtree(folder)


def test_a_day_is_a_day_and_no_is_an_option() -> None:
    """What the packs write bare: the day of effect, and the options ``yes`` and ``no``."""
    policy = load_policy(PACKS["one-piece"])
    assert policy.content.pack.effective_from == date(2020, 1, 1)
    assert list(policy.facts["labour_contract"].options) == ["yes", "no"]
    assert "none" in policy.facts["applying_unit"].options
