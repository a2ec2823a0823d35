"""The whole of a pack: what comes from where, and a copy that extends nothing."""

from pathlib import Path

import pytest

from advisor.cli import commands as cli
from advisor.content.reading import read_content
from advisor.packs import load_policy
from tests.content.test_content import DEFAULT_PACK, PACKS

CITY = "zhengzhou"


def test_each_piece_says_where_it_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", CITY, "--content", str(PACKS[CITY].parent)]) == 0
    lines = capsys.readouterr().out.splitlines()
    common = (PACKS[DEFAULT_PACK].parent / "common" / "facts.yaml").read_text("utf-8").split("\n")
    number = common.index("    ask: 您和单位签了合同吗？") + 1
    assert f"    ask: 您和单位签了合同吗？   # common/facts.yaml:{number}" in lines
    assert "city: 郑州" in lines, "its own bears no place"
    assert any("facts.yaml facts.diplomas.ask（在 common/facts.yaml:" in line for line in lines)
    assert any(
        line.startswith("zhengzhou/checks.yaml:2：") and "post_before_work" in line
        for line in lines
    )
    assert any(line.startswith("materials.yaml materials.photo（common/") for line in lines)


@pytest.mark.parametrize("pack", [CITY, DEFAULT_PACK])
def test_written_out_whole_it_is_the_same(pack: str, tmp_path: Path) -> None:
    """To be kept as an earlier version: what lies under the pack may change."""
    content = str(PACKS[pack].parent)
    assert cli.main(["show", pack, "--content", content, "--whole", str(tmp_path / "kept")]) == 0
    kept, source = read_content(tmp_path / "kept")
    assert source.folders == [tmp_path / "kept"]
    whole = load_policy(PACKS[pack]).content
    assert kept == whole.model_copy(
        update={"pack": whole.pack.model_copy(update={"extends": None})}
    )
    assert cli.main(["show", pack, "--content", content, "--whole", str(tmp_path / "kept")]) == 2


def test_law_shows_the_clause_its_numbers_and_what_stands_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["law", DEFAULT_PACK, "六.二.2.3"]) == 0
    said = capsys.readouterr().out
    parts = (
        "【第六条（二）2（3）】",
        "任员级专业技术职务满四年以上或从事相关专业技术工作满五年以上",
        "secondary_title：4年",
        "secondary_work：5年",
        "助理级·认定考核〔assistant.recognition〕",
        "相关专业工作满5年",
        "〔diploma〕",
        "〔secondary_to_assistant〕",
        "〔vocational_school〕",
    )
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    assert "第六条（二）2（2）" not in said.split("\n", 1)[0]
