"""A batch whose cells are all text, as a CSV file has it, into the columns that ``read_batch`` takes.

Each kind of fact has one way of being written; what is written otherwise is not guessed at: its row gets no
verdict, and the first such cell of it is named.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from advisor.batches.batch import ERROR, ERROR_FACT, ONE_BY_ONE
from advisor.batches.reading import AS_OF, ID, schema_in
from advisor.content.schema import Fact

BETWEEN = " "
"""Between the items of a list."""

NONE = "-"
"""A list with nothing in it; an empty cell is not known."""

_DAY = r"\d{4}-\d{2}-\d{2}"
_SPELL = rf"^(?P<start>{_DAY})/(?P<end>{_DAY})?(?:/(?P<related>true|false))?$"
_DIPLOMA = rf"^(?P<kind>[^/]+)(?:/(?P<graduated_on>{_DAY})?)?$"

_Read = tuple[pa.Array, NDArray[np.bool_]]


class Wrong(NamedTuple):
    """What is wrong with a row: which column, and how to write it."""

    fact: str
    message: str


def typed(
    facts: Mapping[str, Fact], batch: pa.RecordBatch
) -> tuple[pa.RecordBatch, dict[int, Wrong]]:
    """The batch with its columns of facts in their types, and what is wrong with rows, by their place."""
    wrong: dict[int, Wrong] = {}
    kinds = {name: fact.kind for name, fact in facts.items()} | {AS_OF: "date"}
    known = schema_in(facts)
    columns = {}
    empty = np.ones(len(batch), bool)
    for name, texts in zip(batch.schema.names, batch.columns, strict=True):
        empty &= texts.is_null().to_numpy(zero_copy_only=False)
        if name not in kinds:
            columns[name] = texts
            continue
        kind = kinds[name]
        found, bad = _READERS[kind](texts)
        columns[name] = found.cast(known.field(name).type)
        for row in np.flatnonzero(bad).tolist():
            said = f"“{texts[row].as_py()[:40]}”写法不对，{_HOW[kind]}"
            wrong.setdefault(row, Wrong(name, said))
    for row in np.flatnonzero(empty).tolist():
        wrong[row] = Wrong("", "这一行是空的，请删去。")
    return pa.record_batch(columns), wrong


def with_lines(
    verdicts: pa.RecordBatch, lines: pa.Array, wrong: Mapping[int, Wrong]
) -> pa.RecordBatch:
    """The verdicts of such a batch: none for what is wrong, and every error with its line."""
    bad = np.zeros(len(verdicts), bool)
    bad[list(wrong)] = True
    errors, facts = (verdicts.column(name).to_pylist() for name in (ERROR, ERROR_FACT))
    for row, one in wrong.items():
        errors[row], facts[row] = one.message, one.fact or None
    for row, message in enumerate(errors):
        if message is not None:
            errors[row] = f"第{lines[row].as_py()}行：{message}"
    own = {ERROR: pa.array(errors, pa.string()), ERROR_FACT: pa.array(facts, pa.string())}
    arrays = []
    for field, array in zip(verdicts.schema, verdicts.columns, strict=True):
        if field.name in own:
            array = own[field.name]
        elif field.name not in (ID, AS_OF, ONE_BY_ONE):
            array = pc.if_else(pa.array(bad), pa.scalar(None, field.type), array)
        arrays.append(array)
    return pa.record_batch(arrays, schema=verdicts.schema)


# --- each kind of fact: its column, and where it is written otherwise ---------------------------------------


def _as_it_is(texts: pa.Array) -> _Read:
    return texts, np.zeros(len(texts), bool)


def _yes_no(texts: pa.Array) -> _Read:
    found = pc.index_in(texts, value_set=pa.array(["false", "true"]))
    return found.cast(pa.bool_()), _lost(texts, found)


def _date(texts: pa.Array) -> _Read:
    """A day is one that comes out again as it was written: a 30th of February does not."""
    found = pc.strptime(texts, format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.date32())
    same = pc.fill_null(pc.equal(found.cast(pa.string()), texts), False)
    found = pc.if_else(same, found, pa.scalar(None, pa.date32()))
    return found, _lost(texts, found)


def _number(texts: pa.Array) -> _Read:
    good = pc.fill_null(pc.match_substring_regex(texts, r"^\d{1,9}$"), False)
    found = pc.if_else(good, texts, pa.scalar(None, pa.string())).cast(pa.int32())
    return found, _lost(texts, found)


def _list(of: Callable[[pa.Array], _Read]) -> Callable[[pa.Array], _Read]:
    """A list of what ``of`` reads."""

    def read(texts: pa.Array) -> _Read:
        lists = pc.split_pattern(pc.if_else(pc.equal(texts, NONE), "", texts), BETWEEN)
        items = lists.flatten()
        kept = pc.not_equal(
            items, ""
        )  # of an empty text there is one empty piece; of two spaces too
        owner = pc.list_parent_indices(lists).filter(kept).to_numpy(zero_copy_only=False)
        found, bad = of(items.filter(kept))
        counts = np.bincount(owner, minlength=len(texts))
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        wrong = np.zeros(len(texts), bool)
        wrong[owner[bad]] = True
        mask = texts.is_null()
        return pa.ListArray.from_arrays(pa.array(offsets), found, mask=mask), wrong

    return read


def _spell(items: pa.Array) -> _Read:
    start, end, related = _parts(items, _SPELL, ("start", "end", "related"))
    first, bad = _date(start)
    last, bad_end = _date(end)
    fields = {"start": first, "end": last, "related": _yes_no(related)[0]}
    return _struct(fields), bad | bad_end | _lost(items, start)


def _diploma(items: pa.Array) -> _Read:
    kind, on = _parts(items, _DIPLOMA, ("kind", "graduated_on"))
    day, bad = _date(on)
    return _struct({"kind": kind, "graduated_on": day}), bad | _lost(items, kind)


def _parts(items: pa.Array, pattern: str, names: tuple[str, ...]) -> list[pa.Array]:
    """The parts of each item by the pattern; None for those that are not there."""
    found = pc.extract_regex(items, pattern)
    parts = [pc.struct_field(found, name) for name in names]
    return [pc.if_else(pc.equal(part, ""), pa.scalar(None, pa.string()), part) for part in parts]


def _struct(fields: dict[str, pa.Array]) -> pa.Array:
    return pa.StructArray.from_arrays(list(fields.values()), list(fields))


def _lost(texts: pa.Array, found: pa.Array) -> NDArray[np.bool_]:
    """Where something was written and nothing was found."""
    lost: NDArray[np.bool_] = pc.and_(texts.is_valid(), found.is_null()).to_numpy(
        zero_copy_only=False
    )
    return lost


_READERS: dict[str, Callable[[pa.Array], _Read]] = {
    "choice": _as_it_is,
    "yes_no": _yes_no,
    "date": _date,
    "number": _number,
    "choices": _list(_as_it_is),
    "years": _list(_number),
    "spells": _list(_spell),
    "diplomas": _list(_diploma),
}

_HOW = {
    "yes_no": "请写 true 或 false。",
    "date": "请写成 2021-07-01 的样子，要是日历上有的日子。",
    "number": "请写整数。",
    "years": "请写成 2023 2024 的样子，没有写 -。",
    "spells": "请写成 2021-07-01/2023-06-30 的样子，至今的写 2021-07-01/，几段用空格隔开，没有写 -。",
    "diplomas": "请写成 编号/2021-06-30 的样子，几种用空格隔开，没有写 -。",
}
