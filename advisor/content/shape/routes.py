"""``routes.yaml``: the ways to each level, as trees of conditions."""

from typing import Annotated

from pydantic import Discriminator, Tag

from advisor.content.shape.base import Model


class Use(Model):
    """A condition used with its own numbers or clause."""

    use: str
    months: int | None = None
    clause: str | None = None


class Doubt(Model):
    """A point the notice leaves open: always to be confirmed, under the interpretation's id."""

    doubt: str


class AllOf(Model):
    """All parts must hold. ``hinges_on``: while that fact is unknown, the whole is one point to
    confirm under its name and nothing else of it is asked."""

    all_of: "list[Node]"
    hinges_on: str | None = None


class AnyOf(Model):
    """One part is enough; the best one speaks. Where all can be closed, it has a ``name`` and its own
    sentence ``closed`` for that, on ``clause``."""

    any_of: "list[Node]"
    hinges_on: str | None = None
    name: str | None = None
    clause: str | None = None
    closed: str | None = None


class InTurn(Model):
    """All parts must hold, but of several unknown ones only the first is to be confirmed."""

    in_turn: "list[Node]"


class Line(Model):
    """A line of a diploma table: this diploma, and what stands beside it, and the points left open."""

    diploma: str
    clause: str
    beside: "list[Node]" = []
    doubts: list[str] = []


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
    """``levels`` and ``ways`` in the order of preference; ``shared`` are trees used by name."""

    levels: list[Named]
    ways: list[Named]
    diploma_condition: str
    shared: dict[str, Node] = {}
    routes: list[Route]
    reminders: list[Reminder] = []
