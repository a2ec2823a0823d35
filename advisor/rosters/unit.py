"""What is the same for a whole unit, said once: used for everybody of whom no column says otherwise."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from advisor.content import schema
from advisor.facts.values import FactError, FactValue, read_fact
from advisor.rosters.columns import Headings, plain
from advisor.rosters.meanings import Hearing, Meanings, NotUnderstoodError
from advisor.rosters.said_files import FileError, read_said

LIFE = "参加工作时间算技术岗"
EXCEPT = "除外"
"""The keys of a unit's file beside the facts."""

_YES, _NO = {"是", "算", "当作", "true"}, {"否", "不算", "不当作", "不是", "false"}


class Unit(NamedTuple):
    """What the unit says of everybody. ``but``: by fact, the names (as ``plain`` makes them) of those
    for whom it does not say it. ``life``: the start of working life is that of technical work."""

    facts: Mapping[str, FactValue] = {}
    but: Mapping[str, frozenset[str]] = {}
    life: bool = False

    def says_of(self, name: str, fact: str) -> FactValue | None:
        """What it says of a fact of somebody by name; None for nothing."""
        value = self.facts.get(fact)
        return None if value is None or plain(name) in self.but.get(fact, ()) else value

    @property
    def anything(self) -> bool:
        """Whether it says anything."""
        return bool(self.facts) or self.life


NOTHING_SAID = Unit()


def asked_of_a_unit(content: schema.Content) -> list[str]:
    """The facts asked once for a whole unit, in the order of content."""
    return [
        name
        for name, fact in content.facts.facts.items()
        if name in content.roster.unit and fact.kind in ("choice", "yes_no")
    ]


def declared(content: schema.Content) -> list[str]:
    """Those of them that are one group of declarations, said for all but a few."""
    return [n for n in asked_of_a_unit(content) if content.facts.facts[n].group is not None]


def read_unit(
    content: schema.Content, data: bytes, as_of: date, hear: Hearing | None = None
) -> Unit:
    """A unit's file, JSON or YAML: ``{fact or its heading: value}``, names under ``除外``. ``hear``: what
    the chat understands. Raises ``FileError``."""
    raw = read_said(data)
    headings, meanings = Headings(content), Meanings(content, hear)
    known = content.facts.facts
    facts: dict[str, FactValue] = {}
    but: dict[str, frozenset[str]] = {}
    life = False
    groups = {fact.group for fact in known.values() if fact.group}
    of_group = {content.facts.groups[id].name: id for id in groups}
    for key, value in raw.items():
        if value is None or value == "":
            continue
        if plain(key) == plain(EXCEPT):
            but = _exceptions(content, headings, value)
            continue
        if plain(key) == plain(LIFE):
            life = _plain_answer(key, value)
            continue
        if key in of_group:
            if _plain_answer(key, value):
                facts |= {n: True for n, f in known.items() if f.group == of_group[key]}
            continue
        name = _fact(content, headings, key)
        facts[name] = _value(content, meanings, name, key, value, as_of)
    return Unit(facts, but, life)


def _fact(content: schema.Content, headings: Headings, key: str) -> str:
    found = headings.find(key)
    by_name = {plain(f.name): n for n, f in content.facts.facts.items()}
    name = key if key in content.facts.facts else by_name.get(plain(key))
    if name is None and found is not None and found.kind.fact in content.facts.facts:
        name = found.kind.fact
    if name is None or content.facts.facts[name].kind not in ("choice", "yes_no"):
        facts = "、".join(content.facts.facts[n].name for n in asked_of_a_unit(content))
        raise FileError(f"“{key[:40]}”不能全单位一起说，可以写：{facts}、{LIFE}、{EXCEPT}。")
    return name


def _value(
    content: schema.Content, meanings: Meanings, name: str, key: str, value: Any, as_of: date
) -> FactValue:
    fact = content.facts.facts[name]
    try:
        if isinstance(value, str):
            read = meanings.option if fact.kind == "choice" else meanings.yes_or_no
            options = read(name, value).options
            if not options:
                raise NotUnderstoodError(meanings.not_known(name, value))
            value = options[0] if fact.kind == "choice" else options[0] == "yes"
        found = read_fact(content.facts.facts, name, value, as_of)
    except (NotUnderstoodError, FactError) as error:
        raise FileError(f"“{key[:40]}”：{error}") from None
    assert found is not None
    return found


def _exceptions(
    content: schema.Content, headings: Headings, value: Any
) -> dict[str, frozenset[str]]:
    """Names, of all declarations or by the one that does not hold for them."""
    if isinstance(value, dict):
        return {
            _fact(content, headings, key): _names(names) for key, names in value.items() if names
        }
    return dict.fromkeys(declared(content), _names(value))


def _names(value: Any) -> frozenset[str]:
    listed = value if isinstance(value, list) else split_names(str(value))
    if not all(isinstance(one, str) for one in listed):
        raise FileError(f"“{EXCEPT}”下面请写姓名，如 [张三, 李四]。")
    return frozenset(plain(one) for one in listed if plain(one))


def split_names(text: str) -> list[str]:
    """Names as people list them."""
    for sign in "，、；;／/\n\t　 ":
        text = text.replace(sign, ",")
    return [name for name in text.split(",") if name]


def _plain_answer(key: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    form = plain(str(value))
    if form in _YES or form in {"都符合", "符合"}:
        return True
    if form in _NO:
        return False
    raise FileError(f"“{key[:40]}”请写“是”或“否”。")
