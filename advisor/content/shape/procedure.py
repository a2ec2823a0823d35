"""``procedure.yaml``: who does what, and until when."""

from datetime import date

from advisor.content.shape.base import Model


class Office(Model):
    name: str
    note: str
    clause: str


class OfficeRule(Model):
    """The first rule whose facts all match names the office; an unknown fact leaves it open."""

    when: dict[str, list[str]]
    office: str


class Step(Model):
    id: str
    clause: str
    who: str
    text: str


class Deadline(Model):
    """The batch's last day, and what is said before it, after it, and always."""

    on: date
    clause: str
    before: str
    after: str
    note: str


class ProcedureFile(Model):
    offices: dict[str, Office]
    approved_by: list[OfficeRule]
    account_opened_by: list[OfficeRule]
    approved_unknown: str
    account_unknown: str
    steps: list[Step]
    deadline: Deadline | None = None
    platform_note: str
