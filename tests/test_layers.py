"""The house: which room may know which, and what only some of them may do.

The rooms and their order are the contract in ``pyproject.toml``, read by import-linter. That passes in silence
where a room is left out of it, so the contract itself is tested too.
"""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "advisor"
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
MAY_USE_STREAMLIT = {"ui", "server"}
MAY_OPEN_FILES = {
    "content.reading": "a pack's files",
    "packs": "which packs there are",
    "paper": "fonts and templates",
    "cli": "the files named on the command line",
    "rosters.tables": "a roster handed in",
    "rosters.result_book": "a workbook too large for memory, nameless, gone when closed",
    "ledger.database": "the ledger",
    "server": "the framework's page and scripts, and what is put into it or in their place",
    "ui.desk.form": "the form's own script and style",
    "ui.rosters.page": "the workbook of one visitor, nameless, gone with the visit",
}
OPENING = {
    *("open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"),
    *("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"),
    *("TemporaryDirectory", "ZipFile"),
}


def children(folder: Path) -> set[str]:
    """The modules and packages directly in a package."""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the house by its name below ``advisor``, parsed."""
    for path in sorted(HOUSE.rglob("*.py")):
        name = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text("utf-8"))


def is_in(name: str, rooms: set[str] | dict[str, str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def named_in(contract: str) -> list[str]:
    """The rooms of a contract of layers, from the top."""
    layers: list[str] = CONTRACTS[contract]["layers"]
    return [room.strip() for layer in layers for room in layer.split("|")]


def lint(folder: Path) -> tuple[int, str]:
    """What import-linter says of the house in ``folder``."""
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The house in a folder of its own, to build wrongly in."""
    shutil.copytree(HOUSE, tmp_path / "advisor", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_each_room_knows_only_those_below_it() -> None:
    status, said = lint(ROOT)
    assert status == 0, said


@pytest.mark.parametrize(("contract", "folder"), [("rooms", HOUSE), ("pages", HOUSE / "ui")])
def test_the_contract_leaves_no_room_out_and_names_none_that_is_gone(
    contract: str, folder: Path
) -> None:
    named = named_in(contract)
    assert len(named) == len(set(named))
    assert set(named) == children(folder)
    assert CONTRACTS[contract]["exhaustive"] is True


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("rules/assess.py", "from advisor.report import reasons"),
        ("days.py", "import advisor.text"),
        ("server/start.py", "from advisor.ui.shared import pages"),
        ("ui/chat/page.py", "from advisor.cli import writing"),
        ("ui/rosters/page.py", "from advisor.ui.chat import session"),
    ],
)
def test_an_import_that_goes_up_or_sideways_is_found(
    copy: Path, module: str, statement: str
) -> None:
    file = copy / "advisor" / module
    file.write_text(f"{file.read_text('utf-8')}\n{statement}\n", "utf-8")
    status, said = lint(copy)
    assert status == 1
    assert "1 broken" in said
    assert f"advisor.{module.removesuffix('.py').replace('/', '.')} ->" in said


def test_a_room_without_a_place_is_found(copy: Path) -> None:
    (copy / "advisor" / "attic").mkdir()
    (copy / "advisor" / "attic" / "__init__.py").write_text('"""Whatever."""\n')
    status, said = lint(copy)
    assert status == 1
    assert "advisor.attic" in said


def test_tests_stand_in_the_rooms_they_are_of() -> None:
    rooms = {path.parent.name for path in (ROOT / "tests").glob("*/__init__.py")}
    houses = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    # What strangers hand in goes to many rooms; what brings the pages onto a server is none.
    assert rooms <= {*houses, "fuzz", "deploy"}
    assert {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")} == rooms


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports for type checkers alone apart: those are never run."""
    graph = grimp.build_graph("advisor", cache_dir=None, exclude_type_checking_imports=True)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_only_pages_and_the_server_know_streamlit() -> None:
    for name, tree in sources():
        for node in ast.walk(tree):
            taken = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                taken = [node.module or ""]
            if any(module.partition(".")[0] in {"streamlit", "starlette"} for module in taken):
                assert is_in(name, MAY_USE_STREAMLIT), name


def test_files_are_opened_in_few_places() -> None:
    for name, tree in sources():
        if is_in(name, MAY_OPEN_FILES):
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = (
                node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            )
            assert called not in OPENING, f"{name}:{node.lineno} opens a file ({called})"


def test_the_places_that_open_files_are_there() -> None:
    modules = {name for name, _ in sources()}
    assert set(MAY_OPEN_FILES) <= modules


def test_nobody_imports_the_entry_or_the_tests() -> None:
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, (
                    f"{name}:{node.lineno}: whole names, so that they can be searched"
                )
            if isinstance(node, ast.Import | ast.ImportFrom):
                taken = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                tops = {module.partition(".")[0] for module in taken}
                assert not tops & {"advisor_app", "tests", "benchmarks", "tasks"}, name
