"""``pack.yaml``: which notice this is."""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from advisor.content.shape.base import Model


class ReckoningDay(Model):
    """A day some offices count to: a day of the present year, e.g. 31 December."""

    label: str
    month: int
    day: int


class Change(Model):
    """What one version of a pack changed, in the applicant's words; ``day``: when it came out."""

    version: str
    day: date
    text: str


class Terms(Model):
    """What titles, papers and notes call what is another word elsewhere. ``subject``: what is judged
    at all; ``office``: who decides; ``search``: what one may look for in the notice."""

    subject: str
    office: str
    search: str


class Typical(Model):
    """People who usually ask, by their facts, each with what is ``common`` to all. They only tell how
    many questions usually come: the interview is played with each."""

    common: dict[str, Any] = {}
    people: list[dict[str, Any]] = []


class InForce(Model):
    """The days a pack speaks for, both included: ``from`` and, where a later notice says so, ``to``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    since: date = Field(alias="from")
    to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the pack speaks for that day."""
        return self.since <= day and (self.to is None or day <= self.to)


class Pack(Model):
    """Which notice this is. A verdict may be reckoned for a day that it is ``in_force``.

    ``version`` names this state of the pack; earlier ones are kept under
    ``content/archive/<pack id>/<version>/``, so that codes made then still open.
    ``changes`` says, oldest first, what each version changed.
    """

    id: str
    extends: str | None = None  # the pack or layer this one is written over
    version: str
    city: str
    document: str
    title: str
    issued_by: str
    batch: str
    in_force: InForce
    effective_clause: str
    time_zone: str = "Asia/Shanghai"  # whose day "today" is; the legal time of the whole country
    terms: Terms
    caution: str  # shown with every result: the batch of this notice, later ones may differ
    greeting: list[str]  # what the advisor says first; all but the first paragraph is folded
    changes: list[Change] = []
    reckoning_days: list[ReckoningDay] = []
    typical: Typical = Typical()

    @property
    def effective_from(self) -> date:
        """The earliest day a verdict may be reckoned for."""
        return self.in_force.since
