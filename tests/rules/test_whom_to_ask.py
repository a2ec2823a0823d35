"""Whom to ask, where a pack calls the office otherwise for some: ``called`` in ``procedure.yaml``."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.batches.batch import assess_batch
from advisor.content.closer import look_closer
from advisor.content.reading import ContentError
from advisor.packs import load_policy
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from tests.batches.arrow import batch_of
from tests.content.test_content import Edit, copy_of, silent
from tests.people import AS_OF, assessed, diploma, person

CALLED: Edit = ("procedure", "    name: 单位所在县区的职改办\n", "    name: 单位所在县区的职改办\n    called: 县区职改办\n")  # fmt: skip

GRADUATE: dict[str, Any] = {"diplomas": diploma("fulltime_college"), "employment_procedures": False}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return silent(copy_of("luohe-2020", tmp_path_factory.mktemp("called"), CALLED))


@pytest.mark.parametrize(
    ("jurisdiction", "whom"),
    [("county", "请问单位和县区职改办："), ("municipal", "请问单位和职改办："), (None, "请问单位和职改办：")],
    ids=["county", "city", "not known"],
)  # fmt: skip
def test_whoever_approves_is_asked(policy: Policy, jurisdiction: str | None, whom: str) -> None:
    report = Report(assessed(person(**GRADUATE, jurisdiction=jurisdiction), policy=policy))
    [lacking] = [one for one in report.routes["assistant.initial"].reasons if one.status > 2]
    assert whom in lacking.sentence


def test_all_that_is_said_of_them_names_that_office(policy: Policy) -> None:
    """Every sentence of the verdict, also on paper; what is decided stays as it is."""
    raw = person(**GRADUATE | {"employment_procedures": True, "current_title": "entry"})
    report, plain = Report(assessed(raw, policy=policy)), Report(assessed(raw))
    assert report.policy.content.pack.terms.office == "县区职改办"
    assert "县区职改办" in str(report.routes["assistant.initial"].either_way)
    assert report.assessment.to_json() == plain.assessment.to_json()
    assert report.offices == plain.offices


def test_who_is_told_of_changes_with_the_answer(policy: Policy) -> None:
    """From a county to the city and back: each time in the words of whoever approves then."""
    county = assessed(person(), policy=policy).policy
    city = assess(county, {"jurisdiction": "municipal"}, AS_OF).policy
    assert city is policy
    assert assess(city, {"jurisdiction": "county"}, AS_OF).policy is county


def test_a_batch_decides_the_same(policy: Policy) -> None:
    """Those too who are judged one by one: whose day is theirs alone."""
    crowd = [(person(**GRADUATE, jurisdiction=one), AS_OF) for one in ("county", "municipal", None)]
    rows = assess_batch(policy, batch_of(policy, crowd), AS_OF).to_pylist()
    for (raw, _), row in zip(crowd, rows, strict=True):
        found = assessed(raw).recommended
        assert row["recommended"] == (found and found.plan.id)


def test_a_pack_that_names_one_office_alone_stays_as_it_is() -> None:
    policy = load_policy()
    assert assess(policy, {"jurisdiction": "county"}, date(2026, 1, 1)).policy is policy


def test_a_pack_with_it_is_sound(policy: Policy) -> None:
    found = look_closer(policy.content)
    assert (found.faults, found.odd, found.blanks) == ([], [], [])


def test_of_an_office_that_approves_nothing_there_is_no_such_word(tmp_path: Path) -> None:
    edit = ("procedure", "    name: 单位的市直主管部门\n", "    name: 单位的市直主管部门\n    called: 主管部门\n")  # fmt: skip
    with pytest.raises(ContentError, match="approved_by 里没有一行说到它"):
        silent(copy_of("luohe-2020", tmp_path, edit))
