"""``assess`` of a batch: Arrow in, Arrow out. Pure: no clock, no file; any engine can map it.

Verdicts come by columns (``rules.assess_columns``). Two sorts of people are assessed one by one, and marked
so: those for whom waiting may be in vain, and those whose row is not plain, who get a verdict or an error.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from advisor.batches.reading import AS_OF, ID, Read, read_batch
from advisor.facts.columns import NEVER, Days, Flags, Numbers, a_day, to_number
from advisor.facts.values import FactError, Facts, read_facts
from advisor.handover.code import encode
from advisor.rules.assess import assess, check_readings
from advisor.rules.assess_columns import assess_columns, counted
from advisor.rules.case import UNANSWERED, Readings
from advisor.rules.columns import Marks, Outcomes, People, TooManyIdsError
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy

RECOMMENDED, CODE, ERROR, ERROR_FACT, ONE_BY_ONE = (
    "recommended",
    "code",
    "error",
    "error_fact",
    "one_by_one",
)

_IDS = pa.list_(pa.string())


def schema_out(policy: Policy, id: pa.Field | None = None, codes: bool = False) -> pa.Schema:
    """The columns of verdicts. Of each route its status, the day from which its conditions are certainly
    met, what is missing and what is to be confirmed; ``error``: why there is no verdict, ``error_fact``: of
    which fact; ``one_by_one``: not by columns."""
    fields = [(AS_OF, pa.date32()), (RECOMMENDED, pa.string())]
    for plan in policy.routes:
        fields += [
            (f"{plan.id}.status", pa.string()),
            (f"{plan.id}.eligible_on", pa.date32()),
            (f"{plan.id}.missing", _IDS),
            (f"{plan.id}.confirm", _IDS),
        ]
    fields += [(CODE, pa.string())] if codes else []
    fields += [(ERROR, pa.string()), (ERROR_FACT, pa.string()), (ONE_BY_ONE, pa.bool_())]
    return pa.schema([*([id] if id is not None else []), *fields])


def assess_batch(
    policy: Policy,
    batch: pa.RecordBatch,
    as_of: date,
    readings: Readings = UNANSWERED,
    codes: bool = False,
) -> pa.RecordBatch:
    """A verdict for each person of the batch, in its order: on the day in their ``as_of``, else on this one.
    ``codes``: each person's hand-over code too, which takes longer than the verdict.

    Raises ``BatchError`` for a column of another type or nearly of a fact's name, ``FactError`` for a
    reading of a point that the pack does not have. What is wrong with one person is in ``error``."""
    check_readings(policy, readings)
    if not len(batch):
        return _empty(schema_out(policy, _id_of(batch), codes))
    read = read_batch(policy.facts, batch, as_of)
    doubtful = read.doubtful | (read.as_of < to_number(policy.content.pack.effective_from))
    marks = Marks()
    while True:
        try:
            verdicts = _Verdicts(policy, read, readings, marks)
            verdicts.one_by_one(doubtful)
            break
        except TooManyIdsError:
            continue
    return verdicts.to_arrow(batch, codes)


class _Verdicts:
    """The verdicts of a batch while they come together."""

    def __init__(self, policy: Policy, read: Read, readings: Readings, marks: Marks) -> None:
        self.policy = policy
        self.read = read
        self.readings = readings
        self.marks = marks
        people = counted(policy, People(read.columns, read.as_of, readings, marks))
        found = assess_columns(policy, people)
        self.left = found.left
        self.recommended = found.recommended
        self.routes = {id: _own(route) for id, route in found.routes.items()}
        self.errors: dict[int, FactError] = {}

    def one_by_one(self, doubtful: Flags) -> None:
        """Assesses those who are not assessed by columns."""
        self.left = self.left | doubtful
        for row in np.flatnonzero(self.left).tolist():
            day = a_day(self.read.as_of[row])
            try:
                facts = (
                    read_facts(self.policy.facts, self.read.raw(row), day)
                    if doubtful[row]
                    else self._facts(row)
                )
                self._put(row, facts, day)
            except FactError as error:
                self.errors[row] = error
                self.recommended[row] = -1

    def _facts(self, row: int) -> Facts:
        return {name: column.value(row) for name, column in self.read.columns.items()}

    def _put(self, row: int, facts: Facts, day: date) -> None:
        found = assess(self.policy, facts, day, self.readings)
        for result in found.routes.values():
            into = self.routes[result.plan.id]
            into.status[row] = result.status
            into.day[row] = to_number(result.eligible_on)
            into.missing[:, row] = self.marks.of(result.missing)[:, 0]
            into.confirm[:, row] = self.marks.of(result.confirm)[:, 0]
        best = found.recommended
        self.recommended[row] = -1 if best is None else [*self.policy.route].index(best.plan.id)

    def to_arrow(self, batch: pa.RecordBatch, codes: bool) -> pa.RecordBatch:
        bad = np.zeros(len(batch), bool)
        bad[list(self.errors)] = True
        names = [plan.id for plan in self.policy.routes]
        arrays = [_dates(self.read.as_of), _words(names, self.recommended, self.recommended < 0)]
        for route in self.routes.values():
            arrays += [
                _words([status.word for status in Status], route.status, bad),
                _dates(np.where(bad, np.int32(NEVER), route.day)),
                self._ids(route.missing, bad),
                self._ids(route.confirm, bad),
            ]
        if codes:
            arrays.append(self._codes(batch, bad))
        errors = [self.errors.get(row) for row in range(len(batch))]
        arrays += [
            pa.array([error and error.message for error in errors], pa.string()),
            pa.array([error and error.fact for error in errors], pa.string()),
            pa.array(self.left),
        ]
        id = _id_of(batch)
        own = [] if id is None else [batch.column(ID)]
        return pa.record_batch([*own, *arrays], schema=schema_out(self.policy, id, codes))

    def _ids(self, marks: NDArray[np.uint64], bad: Flags) -> pa.Array:
        """Marks as lists of ids: each different one is written once, and taken wherever it stands."""
        which = pa.array(marks[0])
        for line in marks[1:]:
            numbers = which.dictionary_encode().indices.cast(pa.uint64())
            others = pa.array(line).dictionary_encode()
            which = pc.add(
                pc.multiply(numbers, len(others.dictionary)), others.indices.cast(pa.uint64())
            )
        coded = which.dictionary_encode()
        which = coded.indices.to_numpy()
        example = np.zeros(len(coded.dictionary), np.int64)
        example[which] = np.arange(len(which))
        lists = pa.array([self.marks.read(marks[:, row]) for row in example], _IDS)
        return lists.take(pa.array(which, mask=bad))

    def _codes(self, batch: pa.RecordBatch, bad: Flags) -> pa.Array:
        codes = []
        for row in range(len(batch)):
            day = a_day(self.read.as_of[row])
            facts = None if bad[row] else read_facts(self.policy.facts, self.read.raw(row), day)
            codes.append(None if facts is None else encode(self.policy, facts, day))
        return pa.array(codes, pa.string())


def _id_of(batch: pa.RecordBatch) -> pa.Field | None:
    """The column by which whoever made the batch knows people again; passed on as it is."""
    place = batch.schema.get_field_index(ID)
    return batch.schema.field(place) if place >= 0 else None


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch([pa.nulls(0, field.type) for field in schema], schema=schema)


def _own(route: Outcomes) -> Outcomes:
    """The same in arrays that can be written to."""
    arrays: tuple[Numbers, ...] = route
    return Outcomes(*(np.array(one) for one in arrays))


def _dates(days: Days) -> pa.Array:
    return pa.array(days, mask=days == NEVER).cast(pa.date32())


def _words(words: Sequence[str], numbers: NDArray[np.integer], none: Flags) -> pa.Array:
    """The words of these numbers."""
    return pa.array(words, pa.string()).take(pa.array(numbers, mask=none))
