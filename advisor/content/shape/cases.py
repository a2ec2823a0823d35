"""``cases.yaml``: people made up, and what each should be told; the pack is tried on them."""

from datetime import date
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from advisor.content.shape.base import Model
from advisor.content.shape.verdicts import StatusName


class Expected(Model):
    """How a route should stand, and from which day its time is full (``eligible_on``)."""

    status: StatusName
    on: date | None = None


def _form_of(raw: object) -> str:
    """Whether the status stands alone, so that an error speaks of that form."""
    return "word" if isinstance(raw, str) else "group"


Expects = Annotated[
    Annotated[StatusName, Tag("word")] | Annotated[Expected, Tag("group")], Discriminator(_form_of)
]
"""A status, alone or with its day."""


class Case(Model):
    """Somebody, in a line (``who``), by ``facts`` over the file's ``base`` as ``assess`` takes them (null =
    not known), judged on ``day``; by route what each ``expects``; ``recommended``: a route, or ``none``.
    ``why`` this one is worth trying, with the clause."""

    who: str
    day: date
    facts: dict[str, Any] = {}
    expects: dict[str, Expects] = {}
    recommended: str | None = None
    why: str


class CasesFile(Model):
    """``base``: what is known of everybody here unless it is said otherwise."""

    base: dict[str, Any] = {}
    cases: list[Case] = []
