"""Packs in layers: what a pack says over another, what it takes away, what it takes of a common layer."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from advisor import packs
from advisor.content.reading import OF_TALK, ContentError, Source, read_content
from advisor.content.schema import Content
from tests.content.test_content import DEFAULT_PACK, PACKS, copy_of, silent

NEXT = "next-year"
HEAD = f"""id: {NEXT}
extends: {DEFAULT_PACK}
version: "1"
document: 漯职改办〔2021〕1号
batch: 2021年第一批
in_force: {{from: 2021-01-01}}
"""


def over(folder: Path, **files: str) -> Path:
    """A pack of these files, beside a copy of the one that it extends."""
    copy_of(DEFAULT_PACK, folder)
    pack = folder / NEXT
    pack.mkdir()
    for name, text in ({"pack": HEAD} | files).items():
        (pack / f"{name}.yaml").write_text(text, "utf-8")
    return pack


def read(folder: Path) -> tuple[Content, Source]:
    """Without what a pack hears and answers, most of its text: it is laid together like the rest."""
    return read_content(folder, OF_TALK)


def said_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(folder)
    return caught.value.lines


def test_what_is_not_said_again_is_as_it_was(tmp_path: Path) -> None:
    """The rest of the pack, and of its head what every pack does not say for itself."""
    new, old = packs.load_policy(over(tmp_path)), packs.load_policy(PACKS[DEFAULT_PACK])
    for file in ("facts", "conditions", "routes", "verdicts", "words", "notice"):
        assert getattr(new.content, file) == getattr(old.content, file), file
    assert (new.content.pack.batch, new.content.pack.city) == ("2021年第一批", "漯河")
    assert new.content.pack.changes == [], "the versions of another pack are not its own"


def test_mappings_by_key_lists_by_id_the_rest_replaced(tmp_path: Path) -> None:
    content, source = read(
        over(
            tmp_path,
            facts="facts:\n  series: {ask: 哪个系列？, clauses: [一]}\n",
            procedure="steps:\n  - {id: submit, text: 点提交。}\n",
        )
    )
    old, _ = read(PACKS[DEFAULT_PACK])
    series, before = content.facts.facts["series"], old.facts.facts["series"]
    assert (series.ask, series.clauses) == ("哪个系列？", ["一"])
    assert (series.options, series.why) == (before.options, before.why)
    steps = {step.id: step for step in content.procedure.steps}
    assert [*steps] == [step.id for step in old.procedure.steps]
    assert steps["submit"].text == "点提交。"
    assert steps["submit"].clause == "八.一"
    assert {edit.file for edit in source.edits if edit.place.layer == NEXT} >= {
        "facts",
        "procedure",
    }


def test_new_things_stand_where_they_are_written_or_where_place_says(tmp_path: Path) -> None:
    shown = "{kind: choice, name: 甲, ask: 甲吗？, why: 甲。, find_out: 甲。, unknown: 甲？, clauses: [一], options: {a: {label: 甲}}}"
    pack = over(
        tmp_path,
        facts=f"facts:\n  place: {{third: {{before: employer}}}}\n  series: {{}}\n"
        f"  first: {shown}\n  second: {shown}\n  third: {shown}\n",
        procedure="steps:\n  - id: submit\n  - {id: more, clause: 八.二, who: 您, text: 再看。}\n"
        "  - {id: early, clause: 八.二, who: 您, text: 早看。}\n"
        "  - place: {early: {before: unit_account}}\n",
    )
    content, _ = read(pack)
    names = list(content.facts.facts)
    assert names[:6] == ["jurisdiction", "third", "employer", "series", "first", "second"]
    steps = [step.id for step in content.procedure.steps]
    assert steps[0] == "early"
    assert steps.index("more") == steps.index("submit") + 1


def test_remove_takes_away_and_all_starts_anew(tmp_path: Path) -> None:
    content, source = read(
        over(
            tmp_path,
            facts="facts:\n  series:\n    options: {remove: [law, crafts]}\n"
            "  current_title:\n    options: {remove: all, none: {label: 没有}}\n",
            routes="reminders:\n  - remove: all\n",
            procedure="steps:\n  - remove: [certificate]\n",
        )
    )
    old, _ = read(PACKS[DEFAULT_PACK])
    options = content.facts.facts["series"].options
    assert set(old.facts.facts["series"].options) - set(options) == {"law", "crafts"}
    assert list(content.facts.facts["current_title"].options) == ["none"]
    assert content.routes.reminders == []
    assert "certificate" not in [step.id for step in content.procedure.steps]
    removed = [
        edit.path for edit in source.edits if edit.kind == "removed" and edit.place.layer == NEXT
    ]
    assert ("facts", "series", "options", "law") in removed


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        (
            "facts",
            "facts:\n  series:\n    options: {remove: [lawyer]}\n",
            3,
            "没有“lawyer”可以去掉",
        ),
        ("procedure", "steps:\n  - remove: [nothing]\n", 2, "没有“nothing”可以去掉"),
        ("facts", "facts:\n  place: {law: {after: series}}\n", 2, "没有“law”"),
        ("facts", "facts:\n  place: {series: first}\n", 2, "{after: 另一个}"),
    ],
)
def test_what_cannot_be_done_is_named(
    file: str, text: str, line: int, says: str, tmp_path: Path
) -> None:
    [said] = said_of(over(tmp_path, **{file: text}))
    assert said.startswith(f"{NEXT}/{file}.yaml:{line}: ")
    assert says in said


def test_a_fault_is_named_where_it_is_written(tmp_path: Path) -> None:
    """In the pack what the pack says, below what it inherits."""
    pack = over(tmp_path, facts="facts:\n  series:\n    kind: choise\n")
    common = tmp_path / "common" / "facts.yaml"
    common.write_text(
        common.read_text("utf-8").replace("    kind: spells\n", "    kind: spell\n"), "utf-8"
    )
    found = said_of(pack)
    assert any(said.startswith(f"{NEXT}/facts.yaml:3: facts.series.kind") for said in found)
    number = common.read_text("utf-8").split("\n").index("    kind: spell") + 1
    assert any(said.startswith(f"common/facts.yaml:{number}: ") for said in found)


def test_extending_nothing_or_in_a_circle(tmp_path: Path) -> None:
    [said] = said_of(over(tmp_path / "nothing", pack=HEAD.replace(DEFAULT_PACK, "nothing")))
    assert said.startswith(f"{NEXT}/pack.yaml:2: 没有“nothing”")
    pack = over(tmp_path / "circle")
    head = pack.parent / DEFAULT_PACK / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace("extends: common", f"extends: {NEXT}"), "utf-8")
    [said] = said_of(pack)
    assert said.startswith(f"{DEFAULT_PACK}/pack.yaml:3: ")
    assert f"{NEXT}→{DEFAULT_PACK}→{NEXT}" in said


def test_of_a_layer_only_what_is_named_is_taken(tmp_path: Path) -> None:
    """A question no condition reads is not asked; a pack, other than a layer, must use all it has."""
    content, source = read(PACKS[DEFAULT_PACK])
    unused = {edit.path[-1] for edit in source.edits if edit.kind == "unused"}
    offered = yaml.safe_load((packs.CONTENT / "common" / "facts.yaml").read_text("utf-8"))["facts"]
    assert {"applying_unit", "labour_contract"} <= unused & set(offered)
    assert not unused & set(content.facts.facts)
    pack = over(
        tmp_path,
        routes="routes:\n  - remove: [assistant.conversion, entry.conversion]\n"
        "shared: {remove: [assistant_converted, entry_converted]}\n",
    )
    with pytest.raises(ContentError) as caught:
        silent(pack)
    assert any("“assistant_held”没有任何路径用到" in line for line in caught.value.lines)


def test_a_layer_is_no_pack(tmp_path: Path) -> None:
    copy_of("zhengzhou", tmp_path)
    assert packs.installed(tmp_path) == ["zhengzhou"]
    assert packs.faults(tmp_path) == []
    with pytest.raises(packs.NoPackError):
        packs.open_pack("common", tmp_path)


def test_an_earlier_version_stands_by_itself(tmp_path: Path) -> None:
    """What lies under it may change; a code made then must be reckoned as it was."""
    folder = tmp_path / "archive" / "zhengzhou" / "2"
    copy_of("zhengzhou", tmp_path)
    shutil.copytree(PACKS["zhengzhou"], folder)
    [said] = packs.faults(tmp_path)
    assert "extends" in said
    assert "advisor show" in said


def test_the_common_layer_names_no_place_of_a_city() -> None:
    """A neighbour of one city is another's own: 在许昌上班 is `outside` in 漯河 alone. ``own_words`` and
    ``look_alikes`` stay: they are there to mean nothing."""
    cities = (packs.CONTENT / "cities.txt").read_text("utf-8").split()
    jurisdiction = yaml.safe_load((PACKS[DEFAULT_PACK] / "words.yaml").read_text("utf-8"))
    county = jurisdiction["facts"]["jurisdiction"]["options"]["county"][0]["add"][0]["words"]
    assert {"郾城", "临颍县"} <= set(county)
    places = [*cities, *county, "漯"]
    for path in sorted((packs.CONTENT / "common").glob("*.yaml")):
        said = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)  # safe, and in C
        for key in ("own_words", "look_alikes"):
            said.pop(key, None)
        text = json.dumps(said, ensure_ascii=False, default=str)
        assert [place for place in places if place in text] == [], path.name


def test_a_pack_that_says_nothing_of_places_hears_no_neighbour(tmp_path: Path) -> None:
    """Of a second city on the common layer alone 许昌 is not outside, and of 漯河 it is."""
    copy_of("zhengzhou", tmp_path)
    words = tmp_path / "zhengzhou" / "words.yaml"
    said = yaml.safe_load(words.read_text("utf-8"))
    del said["facts"]["jurisdiction"]
    words.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")

    def outside(folder: Path) -> set[str]:
        sayings = packs.load_policy(folder).content.words
        assert sayings is not None
        options = sayings.facts["jurisdiction"].options
        return {word for saying in options.get("outside", []) for word in saying.words}

    assert "许昌" in outside(PACKS[DEFAULT_PACK])
    assert "许昌" not in outside(tmp_path / "zhengzhou")


def test_a_city_that_asks_for_no_form_hears_of_none() -> None:
    """That materials are scanned and bear the unit's stamp is what a notice says, not what all do."""
    content, _ = read(PACKS["zhengzhou"])
    told = {
        id: f"{one.shows}{one.form}{one.unit}"
        for id, one in content.materials.materials.items()
        if id != "employment_contract"  # which both sides sign and stamp anywhere
    }
    for words in ("扫描", "PDF", "电子", "盖章", "公章"):
        assert [id for id, text in told.items() if words in text] == []


def test_the_form_of_materials_is_said_once(tmp_path: Path) -> None:
    forms = "forms: {one_copy: 复印件，2份}\n"
    content, _ = read(over(tmp_path, materials=forms))
    materials = content.materials.materials
    assert materials["diploma"].form == "复印件，2份；只要申报用到的这一本"
    assert materials["dispatch_agreement"].form == "扫描件，多页的合成1个PDF"
