"""The documents say what is so: their commands run, their lists are the code's, their links lead somewhere."""

import ast
import io
import json
import re
import shutil
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import BaseModel

from advisor.cli import commands as cli
from advisor.content.reading import _Loader
from advisor.content.schema import Content
from advisor.packs import CONTENT
from advisor.proving.schemas import schemas
from advisor.ui.shared.pages import PAGES
from tests.content.test_content import DEFAULT_PACK

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path for where in ("", "docs", "examples") for path in (ROOT / where).glob("*.md")
)
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PYTHON = ".venv/bin/python -m advisor "
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROOMS_AND_ROOT = {"advisor", "content", "deploy", "docs", "examples", "tests", "benchmarks"}
ALL_DOCUMENTS = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def section(text: str, title: str) -> str:
    """What stands under a heading, down to the next of its rank."""
    return text.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


# --- commands --------------------------------------------------------------------------------------


def sessions() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """By document: its commands and what it says they print."""
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        found = [
            (command, printed)
            for block in blocks(text, "console")
            for command, printed in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
        ]
        if found:
            yield document.relative_to(ROOT).as_posix(), found


SESSIONS = dict(sessions())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the documents' commands read; whatever they write goes there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    [case] = [
        json.loads(block) for block in blocks(read("README.md"), "json") if '"facts"' in block
    ]
    (tmp_path / "case.jsonl").write_text(json.dumps(case) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, capture: pytest.CaptureFixture[bytes]) -> str:
    """What a command of the documents prints; ``| tee FILE`` keeps it in a file too."""
    assert command.startswith(PYTHON), f"not one of ours: {command}"
    command, _, copy = command.removeprefix(PYTHON).partition(" | tee ")
    assert cli.main(command.split()) in (0, 1)
    printed, _ = capture.readouterr()
    if copy:
        Path(copy.strip()).write_bytes(printed)
    return printed.decode()


def assert_is(printed: str, told: str) -> None:
    """``told`` with … for anything left out."""
    first, *others = (piece.strip(" ") for piece in told.strip("\n").split("…"))
    printed = printed.strip("\n")
    assert printed.startswith(first), f"begins with {printed[: len(first)]!r}, not {first!r}"
    place = len(first)
    for piece in others:
        found = printed.find(piece, place)
        assert found >= 0, f"not printed: {piece!r}\nin: {printed[place:][:2000]}"
        place = found + len(piece)
    assert printed.endswith(others[-1] if others else first), f"ends with {printed[-200:]!r}"
    assert others or printed == first


@pytest.mark.parametrize("document", SESSIONS)
def test_commands_print_what_is_said(
    document: str, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for command, told in SESSIONS[document]:
        assert_is(run(command, capfdbinary), told)


def test_every_kind_of_command_is_shown_at_work() -> None:
    shown = {
        command.removeprefix(PYTHON).split()[0] for told in SESSIONS.values() for command, _ in told
    }
    assert shown == commands() - {"ledger-password"}  # which asks for a password


def test_the_example_of_the_readme_assessed(
    desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    printed = json.loads(run(f"{PYTHON}assess case.jsonl", capfdbinary))
    [told] = [
        json.loads(block) for block in blocks(read("README.md"), "json") if '"routes"' in block
    ]
    left_out = {
        route: result for route, result in printed["routes"].items() if route not in told["routes"]
    }
    assert printed == {
        **told,
        "routes": {**told["routes"], **left_out},
    }
    assert {result["status"] for result in left_out.values()} == {"excluded"}
    assert len(left_out) == 6  # "the six excluded routes left out"


def commands() -> set[str]:
    """Those that the help tells of."""
    told = io.StringIO()
    with redirect_stdout(told), suppress(SystemExit):
        cli.main(["--help"])
    return set(re.findall(r"^    ([a-z][a-z-]+)(?: |$)", told.getvalue(), re.MULTILINE))


def test_the_readmes_list_the_commands_that_there_are() -> None:
    listed = re.findall(
        rf"^{re.escape(PYTHON)}(\S+)", section(read("README.md"), "Command line"), re.MULTILINE
    )
    assert len(listed) == len(set(listed))
    assert set(listed) == commands()
    rows = re.findall(
        r"^\| (`[^|]+`) \|", section(read("README.zh-CN.md"), "给技术人员"), re.MULTILINE
    )
    assert {name for row in rows for name in re.findall(r"`([\w-]+)`", row)} == commands()


@pytest.mark.parametrize("command", sorted(commands()))
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    assert f"advisor {command}" in capsys.readouterr().out


def test_the_two_commands_are_those_of_the_tasks() -> None:
    tasks = ast.parse(read("tasks.py"))
    known = {
        node.value.value
        for node in ast.walk(tasks)
        if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant)
    }
    for document in DOCUMENTS:
        told = re.findall(r"\btasks\.py (\w+)", document.read_text("utf-8"))
        assert set(told) <= known, document.name


@pytest.mark.parametrize("document", READMES, ids=lambda path: path.name)
def test_the_readmes_list_the_pages_that_there_are(document: Path) -> None:
    rows = re.findall(r"^\| `/(\w+)` (\S+) \|", document.read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {page.path: page.label for page in PAGES if page.path}


# --- rooms -----------------------------------------------------------------------------------------


def doors() -> dict[str, str]:
    """Every room and what is on its door: packages at any depth, and modules that stand by themselves."""
    house = ROOT / "advisor"
    packages = {
        f"{path.parent.relative_to(house).as_posix()}/": path
        for path in house.rglob("*/__init__.py")
    }
    modules = {path.name: path for path in house.glob("*.py") if not path.stem.startswith("__")}
    return {
        name: (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
        .split("\n\n")[0]
        .replace("\n", " ")
        for name, path in {**packages, **modules}.items()
    }


@pytest.mark.parametrize("room", sorted(doors()))
def test_each_room_has_its_sentence_on_its_door_and_in_contributing(room: str) -> None:
    sentence = doors()[room]
    assert re.fullmatch(r"[A-Z].+\.", sentence), f"{room}: a sentence, please"
    row = f"| `{room}` | {sentence} |"
    assert row in read("CONTRIBUTING.md").splitlines(), f"the table of rooms wants: {row}"


def test_contributing_knows_no_room_that_is_gone_and_keeps_their_order() -> None:
    rows = re.findall(
        r"^\| `([\w/.]+)` \|", section(read("CONTRIBUTING.md"), "The house"), re.MULTILINE
    )
    assert len(rows) == len(set(rows))
    assert set(rows) == set(doors())
    tops = [row.removesuffix(".py").strip("/") for row in rows if "/" not in row.strip("/")]
    [rooms] = [one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["id"] == "rooms"]
    order = [layer.split(" | ") for layer in rooms["layers"] if layer != "__main__"]
    place = {room: number for number, layer in enumerate(order) for room in layer}
    assert [place[room] for room in tops] == sorted(place[room] for room in tops)


def test_the_readme_tells_where_each_room_is() -> None:
    layout = section(read("README.md"), "Layout")
    told = set(re.findall(r"`advisor/([\w.]+/?)`", layout))
    assert told == {room for room in doors() if "/" not in room.strip("/")}


# --- content ---------------------------------------------------------------------------------------


def test_the_authors_guide_lists_the_files_of_a_pack() -> None:
    rows = re.findall(
        r"^\| `(\w+)\.yaml` \|", section(read("docs/content.md"), "有哪些文件"), re.MULTILINE
    )
    assert len(rows) == len(set(rows))
    assert set(rows) == set(Content.model_fields)
    folders = (CONTENT / DEFAULT_PACK, CONTENT / "common")
    files = {path.stem for folder in folders for path in folder.glob("*.yaml")}
    assert set(rows) == files - {"layer"}


def kinds(model: type[BaseModel] = BaseModel) -> set[str]:
    """Every ``kind`` that something in a pack can be of."""
    found: set[str] = set()
    for child in model.__subclasses__():
        field = (
            child.model_fields.get("kind")
            if child.__module__.startswith("advisor.content")
            else None
        )
        if field is not None and get_origin(field.annotation) is Literal:
            found |= set(get_args(field.annotation))
        found |= kinds(child)
    return found


def test_the_authors_guide_explains_every_kind_of_fact_and_condition() -> None:
    tables = re.findall(r"^\| kind \|.*\n(?:\|.*\n)+", read("docs/content.md"), re.MULTILINE)
    told = {kind for table in tables for kind in re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)}
    assert len(kinds()) > 10
    assert told == kinds()


def pieces() -> Iterator[tuple[int, object]]:
    """What the authors' guide shows of files, as plain data, with its line; of two files in one example each."""
    guide = read("docs/content.md")
    for block in re.finditer(r"^ *```yaml\n(.*?)^ *```$", guide, re.DOTALL | re.MULTILINE):
        line = guide.count("\n", 0, block.start()) + 1
        for piece in re.split(r"^# \S+\.yaml$", textwrap.dedent(block[1]), flags=re.MULTILINE):
            if piece.strip():  # read as the files of a pack are, in which ``on`` is a word
                yield line, json.loads(json.dumps(yaml.load(piece, _Loader), default=str))


SHAPES = [
    Draft202012Validator({**one, "$defs": schema.get("$defs", {})})
    for schema in schemas().values()
    for one in (schema, *schema.get("$defs", {}).values())
    if one.get("properties")
]
"""Of every file and of every piece of one."""


@pytest.mark.parametrize(("line", "piece"), [*pieces()])
def test_an_example_of_the_authors_guide_has_the_shape_of_something(
    line: int, piece: object
) -> None:
    """Of a file, of a piece of one, or of several pieces by name or in a list: no column that there is not."""

    def fits(value: object) -> bool:
        return any(shape.is_valid(value) for shape in SHAPES)

    several = piece.values() if isinstance(piece, dict) else piece
    assert isinstance(several, Iterable)
    assert fits(piece) or all(map(fits, several)), f"docs/content.md:{line}"


def test_the_operators_guide_names_every_setting() -> None:
    named = {
        name
        for path in (ROOT / "advisor").rglob("*.py")
        for name in re.findall(r"\bADVISOR_\w+", path.read_text("utf-8"))
    }
    table = set(re.findall(r"^\| `(ADVISOR_\w+)` \|", read("docs/operating.md"), re.MULTILINE))
    assert table == named


# --- links and names -------------------------------------------------------------------------------


def anchor(heading: str) -> str:
    """A heading's address, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@ALL_DOCUMENTS
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'\bsrc="([^"]+)"', text)
    for link in links:
        if re.match(r"https?:", link):
            continue
        path, _, place = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if place:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert place in map(anchor, headings), link


@ALL_DOCUMENTS
def test_files_that_documents_name_are_there(document: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", document.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    places = [ROOT, document.parent, ROOT / "advisor", ROOT / "docs"]
    places += [CONTENT / DEFAULT_PACK, CONTENT / "common"]
    for quoted in re.findall(r"`([^`\n]+)`", prose):
        name = quoted.replace("\\", "/")
        folder_or_file = r"\w[\w./-]*/|[\w./-]+\.(py|md|yaml|toml|lock|typ|css|js)"
        if "<" in name:  # whatever it may be called
            continue
        if re.fullmatch(folder_or_file, name) or name.partition("/")[0] in ROOMS_AND_ROOT:
            found = any((place / name).exists() for place in places)
            assert found, f"{document.name}: {quoted}"


def test_files_that_comments_name_are_there() -> None:
    sources = [
        path for room in ("advisor", "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")
    ]
    files = [
        path
        for room in ("advisor", "tests", "benchmarks", "content")
        for path in (ROOT / room).rglob("*.*")
    ]
    ends = {f"/{path.relative_to(ROOT).as_posix()}" for path in [*files, *ROOT.glob("*.*")]}
    for source in sources:
        for name in re.findall(
            r"``([\w/]+\.(?:py|typ|yaml|js|css|jsonl))``", source.read_text("utf-8")
        ):
            assert any(end.endswith(f"/{name}") for end in ends), (
                f"{source.relative_to(ROOT)}: {name}"
            )


# --- the root --------------------------------------------------------------------------------------


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(
        r"^## \[([\d.]+)\] - (\d{4}-\d{2}-\d{2})$", read("CHANGELOG.md"), re.MULTILINE
    )
    assert versions[0][0] == PROJECT["project"]["version"]
    assert versions == sorted(versions, key=lambda one: one[1], reverse=True)


def test_what_a_stranger_looks_for_is_at_the_root() -> None:
    linked = read("README.md")
    for name in ("CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "examples/README.md"):
        assert (ROOT / name).is_file()
        assert f"]({name})" in linked, name
    assert PROJECT["project"]["license"] == "MIT"


def test_the_hooks_fetch_nothing_and_are_the_checks_of_the_test_command() -> None:
    hooks: Any = yaml.safe_load(read(".pre-commit-config.yaml"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    modules = {
        re.findall(r"-m (\w+(?: \w+)?)", hook["entry"])[0] for hook in hooks["repos"][0]["hooks"]
    }
    assert modules == {"ruff check", "ruff format", "mypy"}
    for module in modules:
        assert '"-m", ' + ", ".join(f'"{word}"' for word in module.split()) in read("tasks.py")
