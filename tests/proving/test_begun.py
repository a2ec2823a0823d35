"""A pack begun, and the shapes that editors are given."""

import json
import re
from pathlib import Path

import pytest

from advisor.cli import commands as cli
from advisor.content.reading import FILES
from advisor.proving.schemas import as_json, schemas
from advisor.proving.sound import check_pack
from tests.content.test_content import silent

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


def test_a_new_pack_is_sound_and_its_blanks_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = ["new", "kaifeng-2027", "开封", "--content", str(tmp_path)]
    assert cli.main(new) == 0
    folder = tmp_path / "kaifeng-2027"
    checked = check_pack(folder)
    assert checked.faults == []
    assert len(checked.blanks) > 10
    assert f"还有{len(checked.blanks)}处待填" in capsys.readouterr().out
    assert silent(folder).content.pack.city == "开封"
    for file in folder.glob("*.yaml"):  # wherever the pack lies, an editor finds its shape
        found = re.match(r"# yaml-language-server: \$schema=(.*)", file.read_text("utf-8"))
        assert found is None or (folder / found[1]).resolve() == SCHEMAS / f"{file.stem}.json"
    assert cli.main(new) == 2  # nothing that is there is written over
    assert "已经有了" in capsys.readouterr().err
    assert cli.main(["new", "开封", "开封", "--content", str(tmp_path)]) == 2


def test_the_schemas_are_those_of_the_models() -> None:
    """Made anew by ``advisor schema docs/schema``."""
    made = {name: as_json(schema) for name, schema in schemas().items()}
    assert set(made) == set(FILES)
    assert made == {path.stem: path.read_text("utf-8") for path in SCHEMAS.glob("*.json")}


def test_a_schema_names_the_keys_of_every_kind_of_condition() -> None:
    conditions = json.loads((SCHEMAS / "conditions.json").read_text("utf-8"))
    service = conditions["$defs"]["kind_service"]["properties"]
    assert {"kind", "spells", "months", "met", "remove"} <= set(service)
