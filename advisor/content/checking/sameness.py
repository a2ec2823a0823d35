"""Names that stand twice: an id, of which the second would be lost, or a label, which nobody could tell
from the other."""

from collections.abc import Iterable

from advisor.content.checking.closely import Close
from advisor.content.reading import KeyPath


def twice(on: Close) -> None:
    """Every list of named things in a pack."""
    content = on.content
    for fact, each in on.facts.items():
        labels = ((("options", id, "label"), option.label) for id, option in each.options.items())
        _each_once(on, "facts", ("facts", fact), labels, "选项")
    facts = on.facts.items()
    _each_once(on, "facts", ("facts",), (((id, "name"), fact.name) for id, fact in facts), "名称")
    for field in ("levels", "ways"):
        named = list(enumerate(getattr(on.routes, field)))
        _each_once(on, "routes", (field,), (((n, "id"), one.id) for n, one in named), "编号")
        _each_once(on, "routes", (field,), (((n, "name"), one.name) for n, one in named), "名称")
    checks = enumerate(content.checks.checks)
    _each_once(on, "checks", ("checks",), (((n, "id"), one.id) for n, one in checks), "编号")
    steps = list(enumerate(content.procedure.steps))
    _each_once(on, "procedure", ("steps",), (((n, "id"), one.id) for n, one in steps), "编号")
    _each_once(on, "procedure", ("steps",), (((n, "text"), one.text) for n, one in steps), "步骤")
    sections = enumerate(content.facts.sections)
    _each_once(on, "facts", ("sections",), (((n, "name"), one.name) for n, one in sections), "名称")
    for file, named_by_id in (
        ("interpretations", content.interpretations.interpretations),
        ("materials", content.materials.materials),
    ):
        names = (((id, "name"), one.name) for id, one in named_by_id.items())
        _each_once(on, file, (file,), names, "名称")
    offices = content.procedure.offices.items()
    names = (((id, "name"), one.name) for id, one in offices)
    _each_once(on, "procedure", ("offices",), names, "名称")


def _each_once(
    on: Close, file: str, path: KeyPath, named: Iterable[tuple[KeyPath, str]], what: str
) -> None:
    seen: set[str] = set()
    for at, name in named:
        if name in seen:
            on.wrong(
                file, (*path, *at), f"“{name}”这个{what}前面已经有了，看的人分不开，请改一个。"
            )
        seen.add(name)
