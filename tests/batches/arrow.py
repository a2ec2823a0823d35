"""People as a batch of Arrow, and verdicts back in the shape of the command line."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from advisor.batches.reading import AS_OF, ID, schema_in
from advisor.rules.policy import Policy


def batch_of(
    policy: Policy, people: Iterable[tuple[Mapping[str, Any], date | None]]
) -> pa.RecordBatch:
    """Raw facts, each with their day (None: left to the batch), as a file of columns would hold them."""
    schema = schema_in(policy.facts)
    rows = [
        {name: _native(value) for name, value in raw.items()} | {AS_OF: day, ID: number}
        for number, (raw, day) in enumerate(people)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema.append(pa.field(ID, pa.int64())))


def _native(value: Any) -> Any:
    """Days as days; the rest as it is."""
    if isinstance(value, str) and value[:1].isdigit():
        return date.fromisoformat(value)
    if isinstance(value, list):
        return [_native(item) for item in value]
    if isinstance(value, dict):
        return {"related": True, **value} | {key: _native(part) for key, part in value.items()}
    return value


def routes_of(policy: Policy, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of verdicts says of each route, as ``Assessment.to_json`` does, without reminders."""
    found = {}
    for id in policy.route:
        day = row[f"{id}.eligible_on"]
        found[id] = {
            "status": row[f"{id}.status"],
            "eligible_on": day and day.isoformat(),
            "missing": row[f"{id}.missing"],
            "confirm": row[f"{id}.confirm"],
        }
    return found
