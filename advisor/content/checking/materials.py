"""``materials.yaml``: what is prepared, and what is brought in vain."""

from advisor.content import schema
from advisor.content.checking.references import References, words_of
from advisor.content.reading import KeyPath

BECAUSE_KEYS = {"known", "unknown"}


def material_file(on: References) -> None:
    """Every material leads to clauses, facts and other materials that there are."""
    file = "materials"
    for id, material in on.content.materials.materials.items():
        path: KeyPath = ("materials", id)
        for clause in material.clauses:
            on.clause(file, (*path, "clauses"), clause)
        if (material.basis == "elsewhere") == bool(material.clauses):
            on.wrong(file, path, "通知要的材料要写 clauses；别处要的（elsewhere）不写。")
        for other in material.beside:
            on.material(file, (*path, "beside"), other)
        for fact, options in material.only_for.items():
            on.options(file, (*path, "only_for"), fact, options)
        on.diplomas(file, (*path, "beside_diplomas"), material.beside_diplomas)
        if isinstance(material.because, dict) and set(material.because) != BECAUSE_KEYS:
            on.wrong(file, (*path, "because"), "分开写时，要写、也只写 known 和 unknown 两句。")
        for text in words_of(material.because):
            on.template(file, (*path, "because"), text, {"diploma", "value"})
    for number, entry in enumerate(on.content.materials.not_needed):
        not_needed(on, ("not_needed", number), entry)


def not_needed(on: References, path: KeyPath, entry: schema.NotNeeded) -> None:
    """Whom something is told to; what it takes off the list is never what the notice asks for."""
    file = "materials"
    ways = {f"{route.level}.{route.way}" for route in on.routes.routes}
    for id in entry.routes:
        if id not in ways:
            on.wrong(file, (*path, "routes"), f"没有“{id}”这条路，请写成“级别.方式”。")
    for field in ("only_for", "not_for"):
        for fact, options in getattr(entry, field).items():
            on.options(file, (*path, field, fact), fact, options)
    known = on.content.materials.materials
    for field in ("beside", "unless", "instead_of"):
        for id in getattr(entry, field):
            if id not in known:
                on.wrong(file, (*path, field), f"materials.yaml 里没有“{id}”这份材料。")
    for id in entry.instead_of:
        if id in known and known[id].basis != "elsewhere":
            on.wrong(file, (*path, "instead_of"), f"“{id}”是通知或平台要的材料，不能去掉。")
    on.diplomas(file, (*path, "beside_diplomas"), entry.beside_diplomas)
