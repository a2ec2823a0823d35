"""``interpretations.yaml``: where the notice is silent."""

from typing import Literal

from advisor.content.shape.base import Model

IfNo = Literal["excluded", "not_yet", "unmet"]


class Replies(Model):
    """The office's answer to a point, in the person's favour (``yes``) or not (``no``); each
    completes 「答复…」."""

    yes: str
    no: str


class Interpretation(Model):
    """A point on which the notice is silent or speaks two ways, and what is taken for now.

    ``if_no``: what an open point of a route (``doubt``) is once the office has answered no."""

    name: str
    clauses: list[str]
    silence: str  # what the notice says and does not say
    question: str  # to be read out to the office on the phone
    taken: str  # what the advisor takes for now
    ask_whom: str
    replies: Replies | None = None
    if_no: IfNo = "excluded"


class InterpretationsFile(Model):
    interpretations: dict[str, Interpretation]
