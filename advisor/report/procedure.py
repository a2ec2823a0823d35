"""What an application goes through: the offices (三, 八.一), and the last day for it."""

from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.days import day_in_words
from advisor.rules.assess import Assessment
from advisor.rules.offices import account_opened_by, approved_by, may_match
from advisor.rules.outcome import Status


class Office(NamedTuple):
    """What to go to which office for. ``name`` and ``clause``: empty while the facts do not tell which
    it is; ``text``: how to find it, or what that still hangs on."""

    title: str
    short_title: str
    name: str
    text: str
    clause: str

    @property
    def sentence(self) -> str:
        """The office and how to find it."""
        return f"{self.name}。{self.text}" if self.name else self.text


class Deadline(NamedTuple):
    """The last day of a batch, or several; ``title``, in few words ``short_title``: of what days. ``sentences``: how each stands on the day of reckoning, the one
    that comes next first, those past last, and the notes; ``days``: the same without the notes."""

    sentences: tuple[str, ...]
    days: tuple[str, ...]
    clauses: tuple[str, ...]
    title: str
    short_title: str


def offices(assessment: Assessment) -> tuple[Office, ...]:
    """Who approves, and who opens the unit's account where the pack speaks of one."""
    policy, facts = assessment.policy, assessment.facts
    procedure = policy.content.procedure

    def office(title: str, short: str, id: str | None, unknown: str) -> Office:
        if id is None:
            return Office(title, short, "", unknown, "")
        found = procedure.offices[id]
        return Office(title, short, found.name, found.note, found.clause)

    approving = office("谁来审批", "审批", approved_by(policy, facts), procedure.approved_unknown)
    if not (procedure.account_opened_by or procedure.account_unknown):
        return (approving,)
    id = account_opened_by(policy, facts)
    account = office("单位账号找谁创建", "创建账号", id, procedure.account_unknown)
    return approving, account


def deadline(assessment: Assessment) -> Deadline | None:
    """The last day to apply, as it stands on the day of reckoning; None where the pack has none for this
    person."""
    found = sorted(
        (
            one
            for one in assessment.policy.content.procedure.deadlines
            if _concerns(assessment, one)
        ),
        key=lambda one: (assessment.as_of > one.on, one.on),
    )
    if not found:
        return None
    said = [_said(one, assessment.as_of) for one in found]
    notes = [one.note for one in found if one.note]
    return Deadline(
        tuple(dict.fromkeys([*said, *notes])),
        tuple(dict.fromkeys(said)),
        tuple(dict.fromkeys(one.clause for one in found)),
        *(("申报日期", "申报") if any(one.opens for one in found) else ("截止日期", "截止")),
    )


def _concerns(assessment: Assessment, deadline: schema.Deadline) -> bool:
    """Whether nothing that is known says that it is a last day for others."""
    routes = [assessment.routes[id].status for id in deadline.routes]
    closed = bool(routes) and min(routes) is Status.EXCLUDED
    return not closed and may_match(deadline.when, assessment.facts)


def _said(deadline: schema.Deadline, as_of: date) -> str:
    opens = deadline.opens
    state = deadline.before if as_of <= deadline.on else deadline.after
    if opens is not None and as_of < opens:
        state = deadline.early
    first = day_in_words(opens) if opens is not None else ""
    return state.format(opens=first, day=day_in_words(deadline.on))
