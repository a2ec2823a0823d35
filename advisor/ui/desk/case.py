"""The person at the desk: a plain value, and its steps, each giving the value anew."""

from dataclasses import dataclass, field, replace

from advisor.facts.told import OfficeAnswers
from advisor.interview.conversation import Conversation
from advisor.interview.questions import Answers


@dataclass(frozen=True)
class Case:
    """``number`` counts persons, so that a new one finds empty fields. ``came``: the conversation a
    code held, as it came; ``trouble``: why a code could not be opened. ``route``: the one chosen to
    look at. ``office``: what the office has answered on open points."""

    number: int = 0
    came: Conversation | None = None
    trouble: str = ""
    route: str | None = None
    office: OfficeAnswers = field(default_factory=dict)

    @property
    def start(self) -> Answers:
        """What the fields hold at first."""
        return self.came.given if self.came else {}


def next_person(case: Case) -> Case:
    """Whoever comes next, of whom nothing is known."""
    return Case(case.number + 1)


def open_code(case: Case, came: Conversation) -> Case:
    """The person whose code was opened; one that does not open leaves the case as it is."""
    if came.trouble:
        return replace(case, trouble=came.trouble)
    return Case(case.number + 1, came, office=came.office)


def look(case: Case, route: str) -> Case:
    """Chooses a route to look at."""
    return replace(case, route=route)
