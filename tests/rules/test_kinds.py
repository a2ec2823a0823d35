"""Kinds of condition: nobody asks one what it is, and a new one needs no other module to know of it."""

import ast
from collections.abc import Iterator
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Literal

import pytest

from advisor.batches.batch import assess_batch
from advisor.content import schema
from advisor.content.shape import conditions as shapes
from advisor.days import day_in_words, months_in_words
from advisor.facts.values import read_facts
from advisor.interview.questions import play
from advisor.packs import load_policy
from advisor.reference.decision_table import decision_table
from advisor.reference.standing_on_clauses import clause_index
from advisor.report.checklist import checklist
from advisor.report.other_routes import other_routes
from advisor.report.reasons import advice, reasons
from advisor.report.timeline import timeline
from advisor.report.what_would_help import changes
from advisor.rules.assess import Assessment, assess
from advisor.rules.case import Case
from advisor.rules.conditions import LEAVES, Leaf, Place, built_from, leaf
from advisor.rules.nodes import Lever, Node
from advisor.rules.outcome import Outcome, Status
from advisor.rules.policy import Policy
from tests.batches.arrow import batch_of
from tests.content.test_content import Edit, copy_of, problems_of

ROOT = Path(__file__).resolve().parents[2]
ROUTE = "assistant.recognition"
AS_OF = date(2026, 11, 23)


# --- nobody asks a condition what it is ------------------------------------------------------------


def kinds() -> set[str]:
    """The names of all classes that are a kind of condition, in content or in the rules."""
    found: set[type[object]] = {schema.Condition}
    found |= {kind for kind in _below(Node) if kind.__module__.startswith("advisor.rules.cond")}
    return {kind.__name__ for kind in found | set(_below(schema.Condition))}


def _below(kind: type[object]) -> Iterator[type[object]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def asked(source: str) -> Iterator[tuple[int, str]]:
    """Where a program asks whether something is of a kind of condition, and of which."""
    names = kinds()
    for node in ast.walk(ast.parse(source)):
        about: list[ast.AST] = []
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", "")
            about = [*node.args[1:]] if called in ("isinstance", "issubclass") else []
        elif isinstance(node, ast.MatchClass):
            about = [node.cls]
        elif isinstance(node, ast.Compare):
            about = [*node.comparators]
        for part in (below for one in about for below in ast.walk(one)):
            name = getattr(part, "id", None) or getattr(part, "attr", None)
            if name in names:
                yield part.lineno, name  # type: ignore[attr-defined]


def test_no_module_asks_what_kind_a_condition_is() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted((ROOT / "advisor").rglob("*.py"))
        for line, name in asked(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "isinstance(node, ServiceLeaf | HoldingLeaf)",
        "issubclass(shape, schema.Choice)",
        "match content:\n    case schema.Listed(items=items):\n        pass",
        "type(node) is c.OpenPoint",
    ],
)
def test_asking_would_be_found(source: str) -> None:
    assert list(asked(source))


def test_what_is_imported_in_the_rules_goes_one_way() -> None:
    """Imports for type checking alone count too: an outcome knows no node."""
    imports: dict[str, set[str]] = {}
    for path in (ROOT / "advisor").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        named = imports.setdefault(module, set())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    rules = {
        module: {one for one in named if one in imports and one != module}
        for module, named in imports.items()
        if module.startswith(("advisor.rules", "advisor.content"))
    }
    TopologicalSorter(rules).prepare()
    assert "advisor.rules.nodes" not in rules["advisor.rules.outcome"]


def test_every_kind_has_its_condition_and_its_line_in_the_guide() -> None:
    guide = (ROOT / "docs" / "content.md").read_text("utf-8").partition("## 条件：")[2]
    for word, shape in shapes.KINDS.items():
        assert shape in LEAVES
        rows = (line for line in guide.splitlines() if line.startswith(f"| `{word}` |"))
        line = next(rows, "")
        assert line, f"docs/content.md has no row for the kind {word}"
        if "同上" not in line:
            for name in shape.placeholders:
                assert f"`{{{name}}}`" in line, word


# --- a new kind: one shape and one class, here -----------------------------------------------------

CONDITION = """\
  moved_lately:
    kind: at_most_years
    since: city_post_since
    years: 5
    clause: 一
    name: 来郑州不超过几年
    short: 来郑州不超过{limit}
    proof: entry_title_certificate
    lever: {say: 换一个郑州的岗位}
    met: 您{value}来的，没有超过{limit}。
    lacking:
      long_ago: 您{value}就来了，早超过{limit}了。
      else: 您{value}来的，刚超过{limit}。
    confirm: 请查清您是哪天来郑州的，要不超过{limit}。
"""
BEFORE = "  three_months_in_city:\n    kind"
GATE = "      - in_post\n      - three_months_in_city\n"
NEW: tuple[Edit, ...] = (
    ("conditions", BEFORE, CONDITION + BEFORE),
    ("routes", GATE, f"      - moved_lately\n{GATE}"),
)

PERSON: dict[str, Any] = {
    "jurisdiction": "in_city",
    "applying_unit": "own",
    "labour_contract": True,
    "current_title": "none",
    "city_post_since": "2022-03-02",
    "diplomas": [{"kind": "bachelor", "graduated_on": "2020-06-30"}],
    "work": [{"start": "2020-07-01"}],
}


@pytest.fixture
def new_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind ``at_most_years``: a day no more than so many years ago."""
    monkeypatch.setattr(shapes, "KINDS", dict(shapes.KINDS))
    monkeypatch.setattr(leaf, "LEAVES", dict(leaf.LEAVES))

    @shapes.registered
    class AtMostYears(shapes.Condition):
        placeholders = frozenset({"value", "limit"})
        short_placeholders = short_needs = frozenset({"limit"})

        kind: Literal["at_most_years"]
        since: str
        years: int
        lever: shapes.Lever

        def sayings(self, names: shapes.Names) -> shapes.Sayings:
            names.fact(("since",), self.since, "date")
            return {"met": set(), "lacking": {"long_ago"}, "confirm": {self.since}}

    @built_from(AtMostYears)
    class AtMostYearsLeaf(Leaf[AtMostYears]):
        def __init__(self, id: str, content: AtMostYears, place: Place) -> None:
            super().__init__(id, content, place)
            self.reads = (content.since,)

        def evaluate(self, case: Case) -> Outcome:
            day = case.day(self.content.since)
            if day is None:
                return self._confirm(self.content.since)
            return self._eligible() if self._years(case, day) <= 0 else self._unmet()

        def _years(self, case: Case, day: date) -> int:
            """How many years it is too long."""
            return case.as_of.year - day.year - self.content.years

        def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
            day = case.day(self.content.since)
            value = day_in_words(day) if day else ""
            return {**super().values(case, outcome), **self.short_values(), "value": value}

        def short_values(self) -> dict[str, str]:
            return {"limit": months_in_words(12 * self.content.years)}

        def key(self, case: Case, outcome: Outcome) -> str:
            day = case.day(self.content.since)
            return "long_ago" if day and self._years(case, day) > 1 else "else"

        def lever(self, case: Case) -> Lever | None:
            if self.evaluate(case).status is not Status.UNMET:
                return None
            this_year = date(case.as_of.year, 1, 1)
            return Lever(self.content.since, this_year, self.content.lever.say, self.clause)


def of(policy: Policy, **facts: object) -> Assessment:
    return assess(policy, read_facts(policy.facts, PERSON | facts, AS_OF), AS_OF)


@pytest.mark.usefixtures("new_kind")
@pytest.mark.parametrize(
    ("since", "status", "sentence"),
    [
        ("2022-03-02", Status.ELIGIBLE, "您2022年3月2日来的，没有超过5年。"),
        ("2020-03-02", Status.UNMET, "您2020年3月2日来的，刚超过5年。"),
        ("2010-03-02", Status.UNMET, "您2010年3月2日就来了，早超过5年了。"),
        (None, Status.CONFIRM, "请查清您是哪天来郑州的，要不超过5年。"),
    ],
)
def test_a_new_kind_decides_and_explains(
    since: str | None, status: Status, sentence: str, tmp_path: Path
) -> None:
    policy = load_policy(copy_of("one-piece", tmp_path, *NEW))
    assessment = of(policy, city_post_since=since)
    result = assessment.routes[ROUTE]
    assert result.status is status
    assert result.missing == ({"moved_lately"} if status is Status.UNMET else set())
    [said] = [r for r in reasons(assessment, result) if r.name == "来郑州不超过几年"]
    assert (said.status, said.sentence, said.clause) == (status, sentence, "一")
    if status is Status.UNMET:
        assert sentence in advice(assessment).next_steps


@pytest.mark.usefixtures("new_kind")
def test_a_new_kind_is_on_every_list(tmp_path: Path) -> None:
    """Materials, what would help, the timeline, the table of rules, the clauses, the interview."""
    policy = load_policy(copy_of("one-piece", tmp_path, *NEW))
    assessment = of(policy)
    assert "entry_title_certificate" in {item.id for item in checklist(assessment, ROUTE).items}
    lacking = of(policy, city_post_since="2010-03-02")
    assert "换一个郑州的岗位" in {
        lever.say for what_if in changes(lacking, ROUTE) for lever in what_if.levers
    }
    assert other_routes(lacking) is not None
    assert timeline(lacking) is not None
    table = decision_table(policy)
    assert "来郑州不超过5年" in {
        said.text
        for part in (
            *(group.conditions for group in table.common),
            *(b.gates for b in table.blocks),
        )
        for said in part
    }
    assert "来郑州不超过几年" in {one.name for one in clause_index(policy)["一"].of("condition")}
    assert "city_post_since" in play(policy, read_facts(policy.facts, PERSON, AS_OF), AS_OF)


@pytest.mark.usefixtures("new_kind")
def test_a_new_kind_counts_in_batches_too(tmp_path: Path) -> None:
    """It says nothing of arrays: it is evaluated once for each different answer."""
    policy = load_policy(copy_of("one-piece", tmp_path, *NEW))
    days = ["2022-03-02", "2020-03-02", "2010-03-02", None, "2022-03-02"]
    crowd = [PERSON | {"city_post_since": day} for day in days]
    found = assess_batch(policy, batch_of(policy, [(raw, AS_OF) for raw in crowd]), AS_OF)
    assert [row[f"{ROUTE}.status"] for row in found.to_pylist()] == [
        of(policy, city_post_since=day).routes[ROUTE].status.word for day in days
    ]
    assert found.column(f"{ROUTE}.missing").to_pylist()[1:3] == [["moved_lately"]] * 2
    assert not any(found.column("one_by_one").to_pylist())


@pytest.mark.usefixtures("new_kind")
@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("没有超过{limit}", "没有超过{threshold}", "可用的是 {as_of}、{limit}、{value}"),
        ("since: city_post_since", "since: work", "“work”的类型是 spells，这里要 date"),
        ("    short: 来郑州不超过{limit}\n", "", "short 里要有 {limit}"),
        ("    confirm: 请查清您是哪天来郑州的，要不超过{limit}。\n", "", "缺“confirm”这一句"),
        ("    years: 5\n", "", "moved_lately.years：缺这一栏"),
        ("    years: 5\n", "    years: 五\n", "moved_lately.years：应是整数"),
    ],
)
def test_a_new_kind_has_its_own_checks(find: str, put: str, says: str, tmp_path: Path) -> None:
    assert CONDITION.count(find) == 1
    edits = (("conditions", BEFORE, CONDITION.replace(find, put) + BEFORE), NEW[1])
    [line] = problems_of(copy_of("one-piece", tmp_path, *edits))
    assert says in line


def test_without_its_shape_it_is_no_kind(tmp_path: Path) -> None:
    """What a test has registered is gone after it, and the error names the kinds there are."""
    [line] = problems_of(copy_of("one-piece", tmp_path, *NEW))
    assert "没有这种条件" in line
    assert all(word in line for word in shapes.KINDS)
