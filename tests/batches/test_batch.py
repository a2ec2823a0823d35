"""A batch says of everybody what ``assess`` says, whoever they are, on whatever day, by whichever pack."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.batches.batch import assess_batch, schema_out
from advisor.batches.reading import BatchError, schema_in
from advisor.content.shape.conditions import Timed
from advisor.facts.values import FactError, read_facts
from advisor.handover.code import encode
from advisor.packs import load_policy
from advisor.rules.assess import assess
from advisor.rules.columns import Marks
from advisor.rules.policy import Policy
from tests.batches.arrow import batch_of, routes_of
from tests.content.test_content import copied, silent
from tests.people import AS_OF, diploma, people, person, spells, work

ROOT = Path(__file__).parents[2]


def counted_to_one_day(policy: Policy, day: date) -> Policy:
    """The same pack, all years of which are counted to that day."""
    conditions = policy.content.conditions
    counted = {
        id: one.model_copy(update={"counted_to": day}) if isinstance(one, Timed) else one
        for id, one in conditions.conditions.items()
    }
    changed = conditions.model_copy(update={"conditions": counted})
    return Policy(policy.content.model_copy(update={"conditions": changed}))


PACKS = {
    "luohe": load_policy(ROOT / "content" / "luohe-2020"),
    "its earlier version": silent(next((ROOT / "content" / "archive" / "luohe-2020").iterdir())),
    "zhengzhou": silent(ROOT / "tests" / "packs" / "zhengzhou"),
    "odd shapes": silent(ROOT / "tests" / "packs" / "odd-shapes"),
    "fewer years": silent(ROOT / "tests" / "packs" / "fewer-years"),
    "counted years": silent(ROOT / "tests" / "packs" / "counted-years"),
}
LUOHE = PACKS["luohe"]
PACKS["luohe, counted to one day"] = counted_to_one_day(LUOHE, date(2026, 5, 31))


def assert_same(
    policy: Policy,
    crowd: list[tuple[dict[str, Any], date]],
    readings: dict[str, bool] | None = None,
) -> list[dict[str, Any]]:
    """Every row is what the tree says; the rows, to be looked at further."""
    readings = readings or {}
    found = assess_batch(policy, batch_of(policy, crowd), AS_OF, readings)
    assert found.schema == schema_out(policy, found.schema.field("id"))
    rows: list[dict[str, Any]] = found.to_pylist()
    for number, ((raw, as_of), row) in enumerate(zip(crowd, rows, strict=True)):
        said = assess(policy, read_facts(policy.facts, raw, as_of), as_of, readings)
        told: Any = said.to_json()
        for result in told["routes"].values():
            del result["reminders"]
        assert routes_of(policy, row) == told["routes"], raw
        assert row["recommended"] == told["recommended"], raw
        assert (row["id"], row["as_of"], row["error"]) == (number, as_of, None)
    return rows


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_batch_says_what_the_tree_says(pack: str, data: st.DataObject) -> None:
    policy = PACKS[pack]
    crowd = data.draw(st.lists(people(policy), min_size=1, max_size=8))
    points = st.sampled_from([*policy.interpretations] or [""])
    most = min(3, len(policy.interpretations))
    readings = data.draw(st.dictionaries(points, st.booleans(), max_size=most))
    assert_same(policy, crowd, readings)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_rare_shapes_near_their_edges(data: st.DataObject) -> None:
    """Ages, numbers, years, points and unbroken time, of people whom little else keeps from a title."""
    policy = PACKS["odd shapes"]
    near = {
        "born": st.dates(date(1979, 1, 1), date(1983, 12, 31)).map(date.isoformat),
        "insured": spells(AS_OF),
        "hours": st.integers(70, 73),
        "excellent_years": st.lists(st.integers(2019, 2030), max_size=9),
        "achievements": st.lists(st.sampled_from(["paper", "patent", "project"]), unique=True),
        "current_title": st.sampled_from(["none", "entry"]),
        "title_since": st.dates(date(2022, 1, 1), AS_OF).map(date.isoformat),
        "masters_degree": st.booleans(),
        "skills_award": st.booleans(),
        "study_matches": st.booleans(),
        "work": spells(AS_OF),
        "diplomas": st.sampled_from([diploma("college"), diploma("secondary", "2024-07-01"), []]),
    }
    unknown = {name: st.one_of(st.none(), *[answers] * 9) for name, answers in near.items()}
    day = st.dates(AS_OF, date(2029, 12, 31))
    someone = st.tuples(st.fixed_dictionaries(unknown), day)
    assert_same(policy, data.draw(st.lists(someone, min_size=1, max_size=8)))


@pytest.fixture(scope="module")
def floored(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """Fewer years, but at the least one."""
    folder = ROOT / "tests" / "packs" / "fewer-years"
    edit = (
        "routes",
        "- months: -township_less",
        "- at_least: 12\n            months: -township_less",
    )
    return silent(copied(folder, tmp_path_factory.mktemp("floored"), edit))


@pytest.mark.parametrize("at_least_one", [False, True])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_years_more_and_less_near_their_edges(
    floored: Policy, at_least_one: bool, data: st.DataObject
) -> None:
    policy = floored if at_least_one else PACKS["fewer years"]
    kinds = st.sampled_from([*policy.facts["diplomas"].options])
    near = {
        "current_title": st.sampled_from(["none", "entry"]),
        "title_since": st.dates(date(2022, 1, 1), AS_OF).map(date.isoformat),
        "masters_degree": st.booleans(),
        "study_matches": st.booleans(),
        "township": spells(AS_OF),
        "work": spells(AS_OF),
        "diplomas": kinds.map(lambda kind: diploma(kind, "2022-07-01")),
    }
    unknown = {name: st.one_of(st.none(), *[answers] * 9) for name, answers in near.items()}
    someone = st.tuples(st.fixed_dictionaries(unknown), st.dates(AS_OF, date(2029, 12, 31)))
    assert_same(policy, data.draw(st.lists(someone, min_size=1, max_size=8)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_years_counted_otherwise_near_their_edges(data: st.DataObject) -> None:
    policy = PACKS["counted years"]
    edges = st.sampled_from(["2024-12-31", "2025-01-01", "2025-01-02", "2027-12-31", "2028-01-01"])
    graduated = st.one_of(st.none(), edges)
    ends = st.one_of(st.none(), st.sampled_from(["2028-12-31", "2029-01-01"]))
    near = {
        "born": st.dates(date(1980, 1, 1), date(1984, 12, 31)).map(date.isoformat),
        "good_years": st.lists(st.integers(2021, 2029), max_size=3, unique=True),
        "diplomas": st.tuples(st.sampled_from(["college", "bachelor"]), graduated).map(
            lambda both: [{"kind": both[0], "graduated_on": both[1]}]
        ),
        "work": st.tuples(edges, ends).map(lambda both: work(*both)),
    }
    unknown = {name: st.one_of(st.none(), *[answers] * 9) for name, answers in near.items()}
    someone = st.tuples(
        st.fixed_dictionaries(unknown), st.dates(date(2028, 1, 1), date(2029, 12, 31))
    )
    assert_same(policy, data.draw(st.lists(someone, min_size=1, max_size=8)))


def test_who_may_wait_in_vain_is_assessed_alone_and_marked() -> None:
    ends = person(
        diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01", "2028-12-31")
    )
    stays = person(diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01"))
    rows = assert_same(LUOHE, [(ends, AS_OF), (stays, AS_OF)])
    assert [row["one_by_one"] for row in rows] == [True, False]


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"employer": "firm"}, "employer", "没有“firm”这个选项"),
    ({"achievements": ["paper", None]}, "achievements", "没有“None”"),
    ({"excellent_years": [1800]}, "excellent_years", "“1800”不是年份"),
    ({"title_since": "2027-01-01"}, "title_since", "晚于计算日"),
    ({"work": [{"start": None}]}, "work", "缺少“start”"),
    ({"work": work("2020-01-01", "2019-01-01")}, "work", "早于开始日期"),
    ({"work": [work("2020-01-01")[0]] * 25}, "work", "最多填24段"),
    ({"diplomas": diploma("adult_college") * 2}, "diplomas", "写了两次"),
    ({"diplomas": [{"kind": None}]}, "diplomas", "缺少“kind”"),
]


def test_a_wrong_row_says_what_is_wrong_and_the_others_are_assessed() -> None:
    good = person(diplomas=diploma("fulltime_bachelor"))
    crowd: list[tuple[dict[str, Any], date | None]] = []
    for wrong, _, _ in BAD:
        crowd += [(good, None), (good | wrong, None)]
    crowd.append((good, date(2019, 1, 1)))
    rows = assess_batch(LUOHE, batch_of(LUOHE, crowd), AS_OF).to_pylist()
    expected = assess(LUOHE, read_facts(LUOHE.facts, good, AS_OF), AS_OF).recommended
    assert expected is not None
    for (_, fact, says), right, row in zip(BAD, rows[:-1:2], rows[1:-1:2], strict=True):
        assert right["recommended"] == expected.plan.id
        assert (row["error_fact"], row["recommended"]) == (fact, None)
        assert says in row["error"]
        assert {row[f"{id}.status"] for id in LUOHE.route} == {None}
        assert row[f"{expected.plan.id}.missing"] is None
    assert rows[-1]["error_fact"] == "as_of"
    assert "早于通知施行" in rows[-1]["error"]


def test_many_spells_are_read_one_by_one_and_count() -> None:
    spells = [work(f"{year}-01-01", f"{year}-11-30")[0] for year in range(2001, 2021)]
    rows = assert_same(LUOHE, [(person(diplomas=diploma("adult_college"), work=spells), AS_OF)])
    assert rows[0]["one_by_one"]


def test_nothing_known_is_nothing_known() -> None:
    empty = pa.record_batch({"姓名": pa.array(["甲", "乙"])})
    rows = assess_batch(LUOHE, empty, AS_OF).to_pylist()
    told = assess(LUOHE, {}, AS_OF)
    assert [row["recommended"] for row in rows] == [
        told.recommended and told.recommended.plan.id
    ] * 2
    assert "姓名" not in rows[0]
    assert len(assess_batch(LUOHE, empty.slice(0, 0), AS_OF)) == 0


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"ethic": pa.array([True])}, "是不是“ethics”"),
        ({"work": pa.array(["2020"])}, "“work”这一列的类型是 string"),
        ({"ethics": pa.array([[1]])}, "“ethics”这一列的类型"),
    ],
)
def test_a_column_that_would_be_lost_is_refused(columns: dict[str, pa.Array], says: str) -> None:
    with pytest.raises(BatchError, match=says):
        assess_batch(LUOHE, pa.record_batch(columns), AS_OF)


def test_a_point_that_the_pack_does_not_have_is_refused() -> None:
    with pytest.raises(FactError, match="没有“nothing”这一点"):
        assess_batch(LUOHE, batch_of(LUOHE, [({}, AS_OF)]), AS_OF, {"nothing": True})


def test_codes_are_those_of_each_person() -> None:
    someone = person(diplomas=diploma("fulltime_bachelor"))
    batch = batch_of(LUOHE, [(someone, None), ({"employer": "firm"}, None)])
    first, second = assess_batch(LUOHE, batch, AS_OF, codes=True).to_pylist()
    assert first["code"] == encode(LUOHE, read_facts(LUOHE.facts, someone, AS_OF), AS_OF)
    assert second["code"] is None


def test_other_ways_of_writing_a_column_are_read() -> None:
    """A dictionary for words, large lists, a time of day that is midnight."""
    plain = batch_of(LUOHE, [(person(current_title="entry", title_since="2015-05-01"), AS_OF)])
    columns = dict(zip(plain.schema.names, plain.columns, strict=True))
    columns["employer"] = columns["employer"].dictionary_encode()
    columns["achievements"] = columns["achievements"].cast(pa.large_list(pa.large_string()))
    columns["title_since"] = columns["title_since"].cast(pa.timestamp("us"))
    other = pa.record_batch(columns)
    assert assess_batch(LUOHE, other, AS_OF) == assess_batch(LUOHE, plain, AS_OF)
    assert set(schema_in(LUOHE.facts).names) == {*LUOHE.facts, "as_of"}


def test_more_ids_than_a_number_has_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a bit for two ids only at first, and for two more each time that they run out."""
    monkeypatch.setattr("advisor.rules.columns.WIDTH", 2)
    crowd = [(person(diplomas=diploma("adult_bachelor"), ethics=False), AS_OF), ({}, AS_OF)]
    rows = assert_same(LUOHE, crowd)
    assert max(len(row[f"{id}.confirm"]) for row in rows for id in LUOHE.route) > 4
    assert Marks().lines == 1


def test_the_guide_tells_each_kind_of_column_and_its_function_runs() -> None:
    guide = (ROOT / "docs" / "batches.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `(\w+)` \| (\S+?(?: \S+)*?) \|", guide.partition("## 读哪些列")[2], re.MULTILINE
    )
    told = {kind: words.replace("\\", "").replace("date32", "date32[day]") for kind, words in rows}
    schema = schema_in(LUOHE.facts)
    for name, fact in LUOHE.facts.items():
        is_now = re.sub(r"(item|element): ", "", str(schema.field(name).type))
        assert told[fact.kind] == is_now, fact.kind
    program = guide.partition("```python\n")[2].partition("```")[0]
    found: dict[str, Any] = {"people": batch_of(LUOHE, [(person(), None)])}
    exec(program, found)
    assert len(found["verdicts"]) == 1
    columns = {
        f"{plan.id}.{part}"
        for plan in LUOHE.routes
        for part in ("status", "eligible_on", "missing", "confirm")
    }
    outside = set(schema_out(LUOHE, codes=True).names) - columns
    names = re.findall(r"`([\w.<>路]+)`", guide.partition("## 写哪些列")[2].partition("为什么")[0])
    assert outside <= set(names)
