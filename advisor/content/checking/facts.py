"""``facts.yaml``: what is asked fits together."""

from advisor.content.checking.references import References
from advisor.content.reading import KeyPath


def fact_files(on: References) -> None:
    """Options, groups and clauses of every fact; what hangs on another comes after it."""
    for id, group in on.content.facts.groups.items():
        if group.ask_one is not None:
            on.template("facts", ("groups", id, "ask_one"), group.ask_one, {"condition"})
    previous_group: str | None = None
    finished: set[str] = set()
    for name, fact in on.facts.items():
        path: KeyPath = ("facts", name)
        for clause in fact.clauses:
            on.clause("facts", (*path, "clauses"), clause)
        listing = fact.kind in ("choice", "choices", "diplomas", "yes_no")
        if listing != bool(fact.options):
            on.wrong("facts", path, "有选项的类型才写 options，也必须写。")
        if fact.kind == "yes_no" and set(fact.options) != {"yes", "no"}:
            on.wrong("facts", path, "yes_no 的选项只能是 yes 和 no。")
        if fact.kind in ("choices", "spells", "diplomas") and fact.none_label is None:
            on.wrong("facts", path, "缺 none_label（“一个都没有”怎么说）。")
        if (fact.kind == "number") != (fact.unit is not None):
            on.wrong("facts", path, "kind: number 要写 unit（数的是什么，如“学时”），别的不写。")
        if fact.group is not None and fact.group not in on.content.facts.groups:
            on.wrong("facts", (*path, "group"), f"groups 里没有“{fact.group}”这一组。")
        if fact.group is not None and fact.group in finished:
            on.wrong("facts", (*path, "group"), f"“{fact.group}”这一组的各项要挨着写。")
        if previous_group is not None and fact.group != previous_group:
            finished.add(previous_group)
        previous_group = fact.group
        if fact.hangs_on is not None:
            hanging(on, path, name, fact.hangs_on)
    section_list(on)


def hanging(on: References, path: KeyPath, name: str, other: str) -> None:
    """What a fact hangs on is asked before it."""
    if on.fact("facts", (*path, "hangs_on"), other) is None:
        return
    order = list(on.facts)
    if order.index(other) >= order.index(name):
        on.wrong("facts", (*path, "hangs_on"), f"“{other}”要排在“{name}”前面，先问它。")


def section_list(on: References) -> None:
    """All facts stand in the sections, each once; or there are no sections."""
    seen: set[str] = set()
    sections = on.content.facts.sections
    for number, section in enumerate(sections):
        for name in section.facts:
            on.fact("facts", ("sections", number, "facts"), name)
            if name in seen:
                on.wrong(
                    "facts",
                    ("sections", number, "facts"),
                    f"“{name}”写了两次，只在一块里写一次。",
                )
            seen.add(name)
    if sections and (left := [name for name in on.facts if name not in seen]):
        on.wrong("facts", ("sections",), f"少了“{'、'.join(left)}”，每一项都要在一块里。")
