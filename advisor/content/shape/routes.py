"""``routes.yaml``: the ways to each level, as trees of conditions."""

from datetime import date
from typing import Annotated

from pydantic import Discriminator, Tag

from advisor.content.shape.base import Model

Months = int | str | dict[str, int]
"""A number of months; or the name of one that is given where the shared tree is used; or, beside a line of
several diplomas, one for each of them."""


class Use(Model):
    """A condition used with its own numbers or clause; or a shared tree, with the ``numbers`` that it
    names."""

    use: str
    months: Months | None = None
    at_least: int | str | None = None
    numbers: dict[str, int] = {}
    clause: str | None = None

    @property
    def names_of_numbers(self) -> list[str]:
        """The numbers it leaves to whoever uses the shared tree that it stands in."""
        named = (self.months, self.at_least)
        return [name for name in named if isinstance(name, str) and name.isascii()]


class Doubt(Model):
    """A point the notice leaves open: always to be confirmed, under the interpretation's id."""

    doubt: str


class AllOf(Model):
    """All parts must hold. ``hinges_on``: while that fact is unknown, the whole is one point to
    confirm under its name and nothing else of it is asked."""

    all_of: "list[Node]"
    hinges_on: str | None = None


class Adds(Model):
    """So many more ``months`` than each row of a table says, for all of whom what stands under ``unless``
    does not hold; or so many less (below 0), down to none at all, for those of whom what stands under
    ``when`` holds. ``at_least``: so many months at the least are left of a row that has as many; one that
    asks for fewer stays as it is. ``name`` says in a few words for whom, ``say`` in a sentence, on
    ``clause``."""

    months: int
    at_least: int = 0
    unless: "list[Node]" = []
    when: "list[Node]" = []
    name: str
    clause: str
    say: str


class AnyOf(Model):
    """One part is enough; the best one speaks. Where all can be closed, it has a ``name`` and its own
    sentence ``closed`` for that, on ``clause``; of a table ``closed`` is said of whom no row's diploma is
    held; of whom one is, what closes that row speaks instead, unless the sentence is of that too
    (``closed_beside``)."""

    any_of: "list[Node]"
    hinges_on: str | None = None
    name: str | None = None
    clause: str | None = None
    closed: str | None = None
    closed_beside: bool = False
    adds: Adds | list[Adds] = []

    @property
    def additions(self) -> list[Adds]:
        """All that some have more or less than the rows say."""
        return self.adds if isinstance(self.adds, list) else [self.adds]


class InTurn(Model):
    """All parts must hold, but of several unknown ones only the first is to be confirmed."""

    in_turn: "list[Node]"


class Line(Model):
    """A line of a diploma table: this diploma, or any of these, and what stands beside it, and the points
    left open."""

    diploma: str | list[str]
    clause: str
    beside: "list[Node]" = []
    doubts: list[str] = []

    @property
    def kinds(self) -> list[str]:
        """The diplomas, each of which makes a line."""
        return [self.diploma] if isinstance(self.diploma, str) else self.diploma


_FORMS = {
    "use": "use",
    "doubt": "doubt",
    "all_of": "all_of",
    "any_of": "any_of",
    "in_turn": "in_turn",
    "diploma": "line",
}


def _form_of(raw: object) -> str | None:
    """Which form of node is written: by its telling key, so that an error speaks of that form."""
    if isinstance(raw, str):
        return "word"
    keys = raw if isinstance(raw, dict) else getattr(type(raw), "__annotations__", {})
    return next((form for key, form in _FORMS.items() if key in keys), None)


Node = Annotated[
    Annotated[str, Tag("word")]
    | Annotated[Use, Tag("use")]
    | Annotated[Doubt, Tag("doubt")]
    | Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[InTurn, Tag("in_turn")]
    | Annotated[Line, Tag("line")],
    Discriminator(_form_of),
]
"""A place in a tree of conditions; a plain word names a condition or a shared tree."""


class Named(Model):
    id: str
    name: str


class NoticeNumber(Model):
    """A number of the notice, said here once and taken by its name everywhere else. One of ``months``,
    ``years``, ``count``, ``day``, or ``items_of``: the count of the things that a listed condition lists.
    ``words``: what ``clause`` says around it, with … where the number stands; so the check can compare."""

    months: int | None = None
    years: int | None = None
    count: int | None = None
    day: date | None = None
    items_of: str | None = None
    clause: str | None = None
    words: str | None = None


class Route(Model):
    """One way to one level. ``summary`` says in a line who it is for."""

    level: str
    way: str
    clauses: list[str]
    summary: str
    all_of: list[Node]


class ReminderText(Model):
    """The words of a reminder for whoever's route is carried by one of these ``diplomas``."""

    diplomas: list[str]
    text: str


class Reminder(Model):
    """Shown with the result, never changes it: when ``fact`` is unknown, or is one of ``options``.

    ``by_diploma``: its words where the diploma that carries the route is one of these, ``text`` for any
    other and where none does; ``not_for``: diplomas that need no reminding. A route on which a point of
    the same id is to be confirmed is not reminded of it besides."""

    id: str
    fact: str
    unknown: bool = False
    options: list[str] = []
    text: str
    by_diploma: list[ReminderText] = []
    not_for: list[str] = []


class RoutesFile(Model):
    """``numbers``: what the notice sets, by name. ``levels`` and ``ways`` in the order of preference; ``shared`` are trees used by name."""

    numbers: dict[str, NoticeNumber] = {}
    levels: list[Named]
    ways: list[Named]
    diploma_condition: str | None = None  # none: the notice has no table by diploma
    shared: dict[str, Node] = {}
    routes: list[Route]
    reminders: list[Reminder] = []
