"""``procedure.yaml``: who does what, and until when."""

from datetime import date

from advisor.content.shape.base import Model
from advisor.content.shape.verdicts import StatusName


class Office(Model):
    """``called``: what sentences call it that say whom to ask, told to those whom it approves."""

    name: str
    note: str
    clause: str
    called: str | None = None


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
    """A last day of the batch, and what is said before it, after it, and always; ``name``: of what it is
    the last day, where there are several. ``opens``: the first day, where there is one, and what is said
    before that (``early``). ``when``: for those alone who answer so, or have not yet;
    ``routes``: for those alone to whom one of these is not closed."""

    on: date
    name: str = "截止日期"
    clause: str
    before: str
    after: str
    opens: date | None = None
    early: str = ""
    note: str = ""
    when: dict[str, list[str]] = {}
    routes: list[str] = []


class UnitStep(Model):
    """Something the employer does; ``name``: in a few words."""

    name: str
    clause: str
    text: str


class UnitSheet(Model):
    """The page for the employer: what it is for, how the matter stands (``by_status``), and what the
    employer does in turn."""

    title: str
    opening: str
    by_status: dict[StatusName, str]
    steps: list[UnitStep]


class ProcedureFile(Model):
    offices: dict[str, Office]
    approved_by: list[OfficeRule]
    account_opened_by: list[OfficeRule]
    approved_unknown: str
    account_unknown: str = ""  # empty where units need no account
    steps: list[Step]
    deadline: Deadline | list[Deadline] | None = None
    platform_note: str = ""  # empty where one applies on no platform
    unit_sheet: UnitSheet | None = None

    @property
    def conditions(self) -> list[dict[str, list[str]]]:
        """All that offices and last days hang on: by fact, options."""
        rules = (*self.approved_by, *self.account_opened_by)
        return [*(rule.when for rule in rules), *(one.when for one in self.deadlines)]

    @property
    def deadlines(self) -> list[Deadline]:
        """Every last day, in content's order."""
        if isinstance(self.deadline, Deadline):
            return [self.deadline]
        return self.deadline or []
