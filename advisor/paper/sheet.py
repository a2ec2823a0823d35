"""The personal sheet on paper: what it says as plain data, and the PDF made of it.

``sheet_data`` picks words from the report; ``sheet.typ`` lays them out and knows no
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
from advisor.report.checklist import Checklist, Item
from advisor.report.reasons import Reason
from advisor.report.report import Report
from advisor.rules.outcome import Status
from advisor.rules.wording import clause_in_words, subject

TEMPLATE = Path(__file__).with_name("sheet.typ")
DISCLAIMER = "自测参考，以{office}审核为准"
GROUPS = (
    ("clause", "通知要求证明的"),
    ("platform", "网上申报要用的"),
    ("elsewhere", "通知里没有、别处常要的：先问{office}要不要"),
)


def sheet_data(report: Report, code: str, name: str = "", short: bool = False) -> Data:
    """Everything that is printed, in words. ``code``: the hand-over code, not grouped. ``name`` stands
    on the sheet and nowhere else. ``short``: the clerk's page: the verdict, the conditions clause by
    clause and the materials."""
    pack = report.policy.content.pack
    found = report.checklist
    common = {
        "short": short,
        "title": f"{subject(report.policy)}{'核对单' if short else '自测单'}",
        "notice": f"{pack.document}《{pack.title}》",
        "batch": pack.batch,
        "day": day_in_words(report.as_of),
        "date": report.as_of.isoformat(),
        "name": " ".join(name.split()),
        "verdict": _verdict(report),
        "other_routes": [other.line for other in report.other_routes],
        "materials": _materials(found, short, pack.terms.office),
        "disclaimer": DISCLAIMER.format(office=pack.terms.office),
        "code": grouped(code),
        **_qr(code),
    }
    if short:
        return common | {"reasons": _reasons(report)}
    return common | {
        "answers": [[name, value] for name, value in report.told],
        "points": _points(report),
        "offices": _offices(report),
        "steps": [{"who": step.who, "text": step.text} for step in found.steps],
        "deadline": _deadline(report),
        "not_needed": [*found.not_needed],
        "notes": [report.caution],
    }


def pdf(data: Data) -> bytes:
    """The sheet as a tagged PDF, A4; the same data give the same bytes."""
    return typeset(TEMPLATE, data, date.fromisoformat(data["date"]))


def _verdict(report: Report) -> Data:
    """The answer. What is to be asked has its own part of the sheet and is not said twice."""
    found = report.advice
    asked = {point["question"] for point in _points(report)}
    return {
        "status": found.status.word,
        "words": report.words_of(found.status).words if report.best else "",
        "headline": found.headline,
        "basis": _cited(found.clauses[:4]) + ("等" if len(found.clauses) > 4 else ""),
        "next_steps": [step for step in found.next_steps if step not in asked],
    }


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


def _points(report: Report) -> list[Data]:
    return [
        {
            "name": point.name,
            "question": point.question,
            "taken": point.interpretation.taken if point.interpretation else "",
            "whom": point.interpretation.ask_whom if point.interpretation else "",
        }
        for point in (report.best.points if report.best else ())
    ]


def _offices(report: Report) -> list[Data]:
    return [
        {
            "title": office.title,
            "name": office.name,
            "text": office.text,
            "clause": clause_in_words(office.clause) if office.clause else "",
        }
        for office in (report.offices if report.best else ())
    ]


def _deadline(report: Report) -> list[str]:
    if report.best is None:
        return []
    said = report.deadline.sentences if report.deadline else ()
    return [*said, report.platform_note]


def _reasons(report: Report) -> list[Data]:
    """The clause table of the recommended route; where none is open, what closes each one."""
    if report.best is not None:
        found = report.best.reasons
    else:
        found = [*dict.fromkeys(route.decisive[0] for route in report.routes.values())]
    return [_reason(report, reason) for reason in found]


def _reason(report: Report, reason: Reason) -> Data:
    """A row. Of a condition that is met the person's own value says enough, where there is one."""
    met = reason.status is Status.ELIGIBLE
    brief = reason.value + (f"（要{reason.threshold}）" if reason.threshold else "")
    return {
        "clause": clause_in_words(reason.clause) if reason.clause else "",
        "name": reason.name,
        "sentence": brief if met and reason.value else reason.sentence,
        "status": reason.status.word,
        "words": "满足" if met else report.words_of(reason.status).words,
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
