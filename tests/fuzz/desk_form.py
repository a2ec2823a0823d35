"""What the desk's form may send: whatever it is, it is read, and what was read stays the same when it is
put back into the fields."""

import json
from typing import Any

from hypothesis import strategies as st

from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.packs import open_code
from advisor.ui.desk import entries
from advisor.ui.desk.case import Case, heard_from
from tests.fuzz.fuzzer import JSON, PIECES, POLICY, TODAY, Fuzzer, assert_said
from tests.people import people

_DAYS = st.sampled_from(
    ["2021.6.30", "20210701", "2021。7。1", "21.6", "2019", "至今", "不清楚", "无", "2030.1"]
)
_OPTIONS = st.sampled_from(
    [id for fact in POLICY.facts.values() for id in fact.options]
    + [entries.UNKNOWN, entries.NONE, entries.ALL, entries.EACH, "yes", "no"]
)
_ENTRY = st.one_of(
    _OPTIONS,
    _DAYS,
    st.lists(_OPTIONS, max_size=3),
    st.lists(st.tuples(_OPTIONS | _DAYS, _DAYS, st.booleans()).map(list), max_size=3),
    JSON,
    PIECES,
)
_FIELDS = st.sampled_from(
    [
        *POLICY.facts,
        *POLICY.content.facts.groups,
        *map(entries.office_field, POLICY.interpretations),
    ]
)


@st.composite
def _told(draw: st.DrawFn) -> dict[str, Any]:
    raw, as_of = draw(people(POLICY))
    facts = read_facts(POLICY.facts, raw, as_of)
    held = entries.of_facts(POLICY, facts) if draw(st.booleans()) else {}
    held |= draw(st.dictionaries(_FIELDS | PIECES, _ENTRY, max_size=5))
    told: dict[str, Any] = {"person": 1, "count": 2, "entries": held, "day": draw(_DAYS | JSON)}
    told |= draw(
        st.dictionaries(st.sampled_from(["person", "came", "left", "jump"]), JSON, max_size=2)
    )
    return dict(json.loads(json.dumps(told)))


def check(told: dict[str, Any]) -> None:
    case = heard_from(Case(), told)
    read = entries.read(POLICY, case.entries, TODAY)
    for message in read.wrong.values():
        assert_said(message)
    assert not read.facts.keys() & read.wrong.keys()
    office = entries.office_answers(POLICY, case.entries, TODAY, {})
    rough = [day for days in read.rough.values() for day in days]
    again = entries.read(POLICY, entries.of_facts(POLICY, read.facts, rough), TODAY)
    assert (again.facts, again.wrong) == (read.facts, {})
    opened = open_code(encode(POLICY, read.facts, TODAY, office, read.rough)).told
    assert opened.facts == read.facts


FUZZER = Fuzzer(_told(), check, found=(), quick=40)
