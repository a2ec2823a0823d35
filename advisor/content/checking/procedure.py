"""``procedure.yaml``: offices, steps and the deadline."""

from typing import get_args

from advisor.content import schema
from advisor.content.checking.references import References
from advisor.content.reading import KeyPath
from advisor.content.shape.verdicts import StatusName


def procedure_file(on: References) -> None:
    """Offices, their rules, steps and the deadline lead somewhere."""
    file = "procedure"
    procedure = on.content.procedure
    approving = {rule.office for rule in procedure.approved_by}
    for id, office in procedure.offices.items():
        on.clause(file, ("offices", id, "clause"), office.clause)
        if office.called is not None and id not in approving:
            message = "called 是申报人要去问的那个审批部门的叫法，approved_by 里没有一行说到它，请删去 called。"
            on.wrong(file, ("offices", id, "called"), message)
    for field in ("approved_by", "account_opened_by"):
        for number, rule in enumerate(getattr(procedure, field)):
            path: KeyPath = (field, number)
            if rule.office not in procedure.offices:
                on.wrong(file, (*path, "office"), f"offices 里没有“{rule.office}”。")
            for fact, options in rule.when.items():
                on.options(file, (*path, "when", fact), fact, options)
    if procedure.account_opened_by and not procedure.account_unknown:
        message = "写了 account_opened_by，就要写 account_unknown：说不准的时候怎么说。"
        on.wrong(file, ("account_opened_by",), message)
    for number, step in enumerate(procedure.steps):
        on.clause(file, ("steps", number, "clause"), step.clause)
    if procedure.unit_sheet is not None:
        unit_sheet(on, procedure.unit_sheet)
    for number, deadline in enumerate(procedure.deadlines):
        at: KeyPath = ("deadline", number) if len(procedure.deadlines) > 1 else ("deadline",)
        on.clause(file, (*at, "clause"), deadline.clause)
        for fact, options in deadline.when.items():
            on.options(file, (*at, "when", fact), fact, options)
        ids = [f"{route.level}.{route.way}" for route in on.content.routes.routes]
        for route in deadline.routes:
            if route not in ids:
                on.wrong(file, (*at, "routes"), f"没有“{route}”这条路，可选：{'、'.join(ids)}。")
        days(on, at, deadline)


def days(on: References, at: KeyPath, deadline: schema.Deadline) -> None:
    """The first and the last day in their order, and both said to whoever can still come."""
    file, opens = "procedure", deadline.opens
    allowed = {"day"} if opens is None else {"opens", "day"}
    for field in ("before", "after", "early"):
        on.template(file, (*at, field), getattr(deadline, field), allowed)
    if opens is None:
        if deadline.early:
            on.wrong(file, (*at, "early"), "early 是开始以前说的话，要先写 opens（从哪天起）。")
        return
    if opens > deadline.on:
        message = f"opens（{opens}）晚于截止的 {deadline.on}，请核对。"
        on.wrong(file, (*at, "opens"), message)
    for field in ("early", "before"):
        if not all(f"{{{name}}}" in getattr(deadline, field) for name in allowed):
            message = f"写了 opens，{field} 里就要有 {{opens}} 和 {{day}}：从哪天起、到哪天为止，两头都说。"
            on.wrong(file, (*at, field) if getattr(deadline, field) else at, message)


def unit_sheet(on: References, sheet: schema.UnitSheet) -> None:
    """The page for the employer: a sentence for every verdict, steps on clauses there are."""
    path: KeyPath = ("unit_sheet",)
    for status in get_args(StatusName):
        if status not in sheet.by_status:
            on.wrong("procedure", (*path, "by_status"), f"缺“{status}”这一种结果的话。")
    for number, step in enumerate(sheet.steps):
        on.clause("procedure", (*path, "steps", number, "clause"), step.clause)
