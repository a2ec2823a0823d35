"""Code names no city, office, level or way: such words come from the pack that is served."""

from pathlib import Path

import pytest

from advisor.packs import load_policy
from advisor.rules.policy import Policy
from tests.content.test_content import PACKS

ROOT = Path(__file__).parents[1]
CODE = [
    ROOT / "advisor_app.py",
    ROOT / "tasks.py",
    *(
        path
        for path in sorted((ROOT / "advisor").rglob("*"))
        if path.suffix in {".py", ".js", ".css", ".typ", ".html"}
    ),
]


def words_of(policy: Policy) -> set[str]:
    """What another place would call otherwise."""
    pack = policy.content.pack
    return {
        policy.id,
        pack.city,
        pack.document,
        pack.issued_by,
        pack.terms.subject,
        pack.terms.office,
        *policy.levels.values(),
        *policy.ways.values(),
        *policy.route,
        *(office.name for office in policy.content.procedure.offices.values()),
    }


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_no_file_of_the_program_names_a_place(pack: str) -> None:
    words = words_of(load_policy(PACKS[pack]))
    assert len(words) > 8
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in CODE
        for word in words
        if word in path.read_text("utf-8")
    ]
    assert found == []


def test_no_file_spells_the_city_in_letters_or_names_the_province() -> None:
    for path in CODE:
        text = path.read_text("utf-8").lower()
        assert not [word for word in ("luohe", "漯", "zhengzhou", "河南") if word in text], path
