"""``pack.yaml``: which notice this is."""

from datetime import date
from typing import Any

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


class Pack(Model):
    """Which notice this is. ``effective_from`` is the earliest day a verdict may be reckoned for.

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
    effective_from: date
    effective_clause: str
    time_zone: str = "Asia/Shanghai"  # whose day "today" is; the legal time of the whole country
    terms: Terms
    caution: str  # shown with every result: the batch of this notice, later ones may differ
    greeting: list[str]  # what the advisor says first; all but the first paragraph is folded
    changes: list[Change] = []
    reckoning_days: list[ReckoningDay] = []
    typical: Typical = Typical()
