"""A notice that holds until a day: whom it makes wait beyond that day still gets an answer, and is told."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from advisor.facts.values import FactError, read_facts
from advisor.handover.code import encode
from advisor.paper.sheet import pdf, sheet_data
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from tests.content.test_content import silent

AS_OF = date(2026, 11, 23)
WAITS = {
    "jurisdiction": "county",
    "employer": "private_enterprise",
    "series": "agriculture",
    "current_title": "none",
    "diplomas": [{"kind": "fulltime_college", "graduated_on": "2025-06-30"}],
    "work": [{"start": "2025-07-01", "end": None}],
    "employment_procedures": True,
}


@pytest.fixture(scope="module")
def ending(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """Luohe's pack, but for this year only."""
    folder = tmp_path_factory.mktemp("packs") / "luohe-ends"
    folder.mkdir()
    pack = {
        "extends": "luohe-2020",
        "id": "luohe-ends",
        "version": "1",
        "in_force": {"from": date(2020, 1, 1), "to": date(2026, 12, 31)},
    }
    Path(folder / "pack.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    return silent(folder)


def test_who_waits_beyond_the_notice_is_told_so(ending: Policy) -> None:
    report = Report(assess(ending, read_facts(ending.facts, WAITS, AS_OF), AS_OF))
    assert report.caution.startswith("这份通知管到2026年12月31日")
    assert pdf(sheet_data(report, encode(ending, report.assessment.facts, AS_OF))).startswith(
        b"%PDF"
    )


def test_a_day_after_the_notice_is_no_day_of_reckoning(ending: Policy) -> None:
    with pytest.raises(FactError):
        assess(ending, {}, date(2027, 1, 1))
