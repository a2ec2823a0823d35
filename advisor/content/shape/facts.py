"""``facts.yaml``: what is asked, and how."""

from typing import Literal

from advisor.content.shape.base import Model


class Option(Model):
    """One answer. ``label`` is what is tapped and shown; ``hint`` a line of help under it;
    ``more`` puts it behind 「更多」; ``short``: the label in few characters, for the help desk's form."""

    label: str
    short: str | None = None
    hint: str | None = None
    more: bool = False


class Fact(Model):
    """One fact and the question that asks for it; the order of the file is the order of asking.

    ``only_for_procedure``: it decides who opens the account or the like, never a verdict, so it is
    asked last. ``group``: consecutive facts of one group are asked in one message.
    ``lists``: the options are the values of a list-valued fact (diploma kinds, achievements).
    ``short``: the name in few characters, for the help desk's form.
    """

    kind: Literal["choice", "yes_no", "date", "number", "choices", "years", "spells", "diplomas"]
    name: str
    short: str | None = None
    ask: str
    why: str
    find_out: str
    unknown: str  # what to settle, and with whom, while the answer is "don't know"
    clauses: list[str]
    options: dict[str, Option] = {}
    none_label: str | None = None  # list-valued kinds: the words for "none of them"
    unit: str | None = None  # numbers: what is counted (学时)
    to_date_label: str = "现在还在干（至今）"  # spells: the words for one without an end
    related_label: str | None = None  # spells: the words for "in the specialty applied for"
    hangs_on: str | None = None  # while that fact is unknown, this one counts as unknown, unasked
    group: str | None = None
    only_for_procedure: bool = False


class Group(Model):
    """Facts asked in one message: ``ask`` introduces them, ``all_yes`` is the one tap for "all so".
    ``ask_one``: the question for one of them alone, its ``ask`` in the place of ``{condition}``."""

    name: str
    short: str | None = None
    ask: str
    ask_one: str | None = None
    all_yes: str


class Section(Model):
    """Facts that the help desk asks for together, in the order of asking."""

    name: str
    facts: list[str]


class FactsFile(Model):
    """``sections``: all facts, each once, as they stand on the help desk's form; none: in one piece."""

    facts: dict[str, Fact]
    groups: dict[str, Group] = {}
    sections: list[Section] = []
