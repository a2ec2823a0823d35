"""The personal sheet on paper: what it says as plain data, and the PDF made of it.

``sheet_data`` picks words from the core's own functions; ``sheet.typ`` lays them out and knows no
policy. The data go to typst as JSON, so nothing in them is ever read as markup.
"""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import segno

from advisor.days import day_in_words
from advisor.handover.code import grouped
from advisor.paper.typesetting import Data, typeset
from advisor.report.checklist import Checklist, Item, checklist
from advisor.report.other_routes import other_routes
from advisor.report.reasons import Reason, advice, decisive, points, reasons
from advisor.rules.assess import Assessment
from advisor.rules.outcome import Status
from advisor.rules.wording import clause_in_words, fact_in_words, subject

TEMPLATE = Path(__file__).with_name("sheet.typ")
DISCLAIMER = "自测参考，以{office}审核为准"
GROUPS = (
    ("clause", "通知要求证明的"),
    ("platform", "网上申报要用的"),
    ("elsewhere", "通知里没有、别处常要的：先问{office}要不要"),
)


def sheet_data(assessment: Assessment, code: str, name: str = "", short: bool = False) -> Data:
    """Everything that is printed, in words. ``code``: the hand-over code, not grouped. ``name`` stands
    on the sheet and nowhere else. ``short``: the clerk's page: the verdict, the conditions clause by
    clause and the materials."""
    pack = assessment.policy.content.pack
    found = checklist(assessment)
    common = {
        "short": short,
        "title": f"{subject(assessment.policy)}{'核对单' if short else '自测单'}",
        "notice": f"{pack.document}《{pack.title}》",
        "batch": pack.batch,
        "day": day_in_words(assessment.as_of),
        "date": assessment.as_of.isoformat(),
        "name": " ".join(name.split()),
        "verdict": _verdict(assessment),
        "other_routes": [other.line for other in other_routes(assessment)],
        "materials": _materials(found, short, pack.terms.office),
        "disclaimer": DISCLAIMER.format(office=pack.terms.office),
        "code": grouped(code),
        **_qr(code),
    }
    if short:
        return common | {"reasons": _reasons(assessment)}
    return common | {
        "answers": _answers(assessment),
        "points": _points(assessment),
        "offices": _offices(assessment, found),
        "steps": [{"who": step.who, "text": step.text} for step in found.steps],
        "deadline": _deadline(assessment, found),
        "not_needed": [*found.not_needed],
        "notes": _notes(assessment),
    }


def pdf(data: Data) -> bytes:
    """The sheet as a tagged PDF, A4; the same data give the same bytes."""
    return typeset(TEMPLATE, data, date.fromisoformat(data["date"]))


def _verdict(assessment: Assessment) -> Data:
    """The answer. What is to be asked has its own part of the sheet and is not said twice."""
    found = advice(assessment)
    words = assessment.policy.content.verdicts.statuses
    asked = {point["question"] for point in _points(assessment)}
    return {
        "status": found.status.word,
        "words": words[found.status.word].words if assessment.recommended else "",
        "headline": found.headline,
        "basis": _cited(found.clauses[:4]) + ("等" if len(found.clauses) > 4 else ""),
        "next_steps": [step for step in found.next_steps if step not in asked],
    }


def _answers(assessment: Assessment) -> list[list[str]]:
    policy, given = assessment.policy, assessment.facts
    return [
        [fact.name, fact_in_words(policy, name, given[name])]
        for name, fact in policy.facts.items()
        if name in given
    ]


def _materials(found: Checklist, short: bool, office: str) -> list[Data]:
    groups = []
    for basis, title in GROUPS:
        items = [_item(item, short) for item in found.items if item.material.basis == basis]
        if items:
            groups.append({"basis": basis, "title": title.format(office=office), "items": items})
    return groups


def _item(item: Item, short: bool) -> Data:
    """A material: its name, why, what it must show, its form; less of it on the short sheet, and of
    what is only asked for elsewhere."""
    material = item.material
    elsewhere = material.basis == "elsewhere"
    return {
        "name": material.name,
        "because": "" if short else item.reason,
        "shows": "" if short or elsewhere else material.shows,
        "form": "" if short and elsewhere else material.form,
    }


def _points(assessment: Assessment) -> list[Data]:
    if assessment.recommended is None:
        return []
    return [
        {
            "name": point.name,
            "question": point.question,
            "taken": point.interpretation.taken if point.interpretation else "",
            "whom": point.interpretation.ask_whom if point.interpretation else "",
        }
        for point in points(assessment, assessment.recommended)
    ]


def _offices(assessment: Assessment, found: Checklist) -> list[Data]:
    if found.route is None:
        return []
    procedure = assessment.policy.content.procedure
    rows = []
    for title, id, unknown in (
        ("谁来审批", found.approved_by, procedure.approved_unknown),
        ("单位账号找谁创建", found.account_opened_by, procedure.account_unknown),
    ):
        office = procedure.offices[id] if id else None
        rows.append(
            {
                "title": title,
                "name": office.name if office else "",
                "text": office.note if office else unknown,
                "clause": clause_in_words(office.clause) if office else "",
            }
        )
    return rows


def _deadline(assessment: Assessment, found: Checklist) -> list[str]:
    procedure = assessment.policy.content.procedure
    if found.route is None:
        return []
    deadline = procedure.deadline
    if deadline is None:
        return [procedure.platform_note]
    state = deadline.before if assessment.as_of <= deadline.on else deadline.after
    return [state.format(day=day_in_words(deadline.on)), deadline.note, procedure.platform_note]


def _notes(assessment: Assessment) -> list[str]:
    policy = assessment.policy
    return [policy.content.pack.caution]


def _reasons(assessment: Assessment) -> list[Data]:
    """The clause table of the recommended route; where none is open, what closes each one."""
    if assessment.recommended:
        found = reasons(assessment, assessment.recommended)
    else:
        closing = [decisive(assessment, result)[0] for result in assessment.routes.values()]
        found = [*dict.fromkeys(closing)]
    return [_reason(assessment, reason) for reason in found]


def _reason(assessment: Assessment, reason: Reason) -> Data:
    """A row. Of a condition that is met the person's own value says enough, where there is one."""
    words = assessment.policy.content.verdicts.statuses
    met = reason.status is Status.ELIGIBLE
    brief = reason.value + (f"（要{reason.threshold}）" if reason.threshold else "")
    return {
        "clause": clause_in_words(reason.clause) if reason.clause else "",
        "name": reason.name,
        "sentence": brief if met and reason.value else reason.sentence,
        "status": reason.status.word,
        "words": "满足" if met else words[reason.status.word].words,
    }


def _cited(clauses: Sequence[str]) -> str:
    return "、".join(clause_in_words(clause) for clause in clauses)


def _qr(code: str) -> Data:
    """The code to scan, as SVG, and how wide to print it so that a phone can tell its squares."""
    symbol = segno.make_qr(code, error="m")
    out = io.BytesIO()
    symbol.save(out, kind="svg", xmldecl=False, border=0)
    squares = symbol.symbol_size(border=0)[0]
    return {"qr": out.getvalue().decode().strip(), "qr_mm": max(22, round(squares * 0.6))}
