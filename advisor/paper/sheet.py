"""The sheets on paper: what stands on which page, as plain data, and the PDF made of it.

Three readers, three sheets: the applicant and the family, the clerk at the counter, the colleague in
the unit who has to act. ``sheet.typ`` lays them out and knows no policy.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from advisor.content.schema import UnitSheet
from advisor.days import day_in_words
from advisor.paper import parts
from advisor.paper.document import Audience, Document, Page, Part, Row, filled, part, rows_of, texts
from advisor.paper.fitting import Style, fits, paged
from advisor.paper.typesetting import typeset
from advisor.report.report import Report
from advisor.rules.wording import clause_in_words, subject

TEMPLATE = Path(__file__).with_name("sheet.typ")
DISCLAIMER = "自测参考，以{office}审核为准"

FIRST = Style(12, 1.45, 0.5)  # page one is read by the family
TIGHT = Style(12, 1.4, 0.25)
REST = [Style(size, 1.25, 0.1) for size in (9.5, 9.1, 8.7, 8.4, 8.2, 8, 7.8)]
ONE_PAGE = [Style(size, 1.36, 0.3) for size in (11.5, 11, 10.5, 10, 9.5, 9)]
DENSE = [Style(size, 1.3, 0.12) for size in (9.5, 9.2, 8.9, 8.6, 8.3, 8, 7.7, 7.4, 7)]
MOST_REST = 2
MOST_ASKED_OF_UNIT = 3


class NoSheetError(Exception):
    """There is no such sheet of this pack; ``message`` says so."""

    message = "这份通知没有写单位要怎么办，没有给单位的一页。"


class Room(NamedTuple):
    """How much page one says: grounds, questions, materials and why each is wanted, days past, and what
    one is reminded of; and how it is set."""

    style: Style = FIRST
    why: int = 9
    questions: int = 3
    reasons: bool = True
    materials: int = 99
    past: bool = True
    reminders: bool = True


TIGHTER = (
    Room(),
    Room(TIGHT),
    Room(TIGHT, reminders=False),
    Room(TIGHT, reminders=False, past=False),
    Room(reasons=False),
    Room(TIGHT, reasons=False),
    Room(TIGHT, reasons=False, reminders=False),
    Room(TIGHT, reasons=False, reminders=False, past=False),
    Room(TIGHT, reasons=False, reminders=False, past=False, why=3),
    Room(TIGHT, reasons=False, reminders=False, past=False, why=2, questions=2),
    Room(TIGHT, reasons=False, reminders=False, past=False, why=1, questions=1, materials=12),
    Room(TIGHT, reasons=False, reminders=False, past=False, why=1, questions=1, materials=6),
)
"""What gives way on page one, in this order, until it is one page; the rest is on page two."""


def sheet_data(
    report: Report, code: str, name: str = "", audience: Audience = "person", address: str = ""
) -> Document:
    """Everything that is printed, in words. ``code``: the hand-over code, not grouped. ``name`` stands
    on the sheet and nowhere else. ``address``: the full one of this very case, for the picture to scan.
    Raises ``NoSheetError``."""
    pack = report.policy.content.pack
    title, pages = {"person": _person, "clerk": _clerk, "unit": _unit}[audience](
        report, code, address
    )
    return {
        "title": title,
        "notice": f"{pack.document}《{pack.title}》",
        "batch": pack.batch,
        "day": day_in_words(report.as_of),
        "date": report.as_of.isoformat(),
        "name": " ".join(name.split()),
        "disclaimer": DISCLAIMER.format(office=pack.terms.office),
        "pages": pages,
    }


def has_sheet(report: Report, audience: Audience) -> bool:
    """Whether the pack has what such a sheet says."""
    return audience != "unit" or report.policy.content.procedure.unit_sheet is not None


def pdf(data: Document) -> bytes:
    """The sheet as a tagged PDF, A4; the same data give the same bytes."""
    return typeset(TEMPLATE, data, date.fromisoformat(data["date"]))


def first_page(report: Report, code: Part, room: Room, answers: bool = True) -> list[Part]:
    """What the family reads; ``answers``: with lines to write the office's answers on."""
    return filled(
        [
            parts.verdict(report, room.questions, room.why, room.reminders, answers),
            parts.materials(report, room.reasons, room.materials),
            parts.days(report, room.past),
            code,
        ]
    )


def _person(report: Report, code: str, address: str) -> tuple[str, list[Page]]:
    title, scan = f"{subject(report.policy)}自测单", parts.hand_over(code, address)
    for room in TIGHTER:
        first = room.style.page(first_page(report, scan, room))
        if fits(first, first=True):
            break
    rest = [*_rest(report, first["parts"], room)]
    if report.best is None:  # little to say: one sheet does
        whole = room.style.page([*first["parts"][:-1], *rest, scan])
        if fits(whole, first=True):
            return title, [whole]
    return title, [first, *paged(rest, REST, MOST_REST)]


def _rest(report: Report, first: list[Part], room: Room) -> Iterator[Part]:
    """All that is for the counter."""
    rows = [row for one in first for row in rows_of(one)]
    told = [row.get("text", "") for row in rows]
    named = [row.get("name", "") for row in rows]
    conditions = parts.conditions(report, told)
    yield from filled(
        [
            parts.more_why(report, told),
            conditions,
            parts.answers(report, rows_of(conditions)),
            parts.office_said(report),
            parts.points(report, told),
            parts.reckoned_with(report, told),
            parts.material_details(report, named, why=not room.reasons),
            parts.where_and_when(report, told),
            parts.steps(report),
            parts.other_routes(report, told),
            parts.elsewhere(report),
            parts.not_needed(report),
            parts.notes(report, reminders=not room.reminders),
        ]
    )


def _clerk(report: Report, code: str, address: str) -> tuple[str, list[Page]]:
    box = parts.verdict(report, questions=99, reminders=True, answers=False)
    told = [row["text"] for row in rows_of(box)]
    found = filled(
        [
            box,
            parts.other_routes(report, told),
            parts.conditions(report, told),
            parts.office_said(report),
            parts.material_forms(report),
            parts.elsewhere(report),
            parts.hand_over(code, address),
        ]
    )
    return f"{subject(report.policy)}核对单", [_one_page(found, DENSE)]


def _unit(report: Report, code: str, address: str) -> tuple[str, list[Page]]:
    """The page for the employer. It has no code: what else the person told is not the unit's to read."""
    sheet = report.policy.content.procedure.unit_sheet
    if sheet is None:
        raise NoSheetError
    said = [sheet.by_status[report.advice.status.word]]
    said += [sheet.opening] if report.best is not None else []
    box = parts.unit_verdict(report, said)
    found = [box, *_for_unit(report, sheet)] if report.best is not None else [box]
    return sheet.title, [_one_page(filled(found), [*ONE_PAGE, *DENSE])]


def _for_unit(report: Report, sheet: UnitSheet) -> Iterator[Part]:
    questions = parts.lead(report).questions
    steps = [
        Row(name=step.name, text=f"{step.text}（{clause_in_words(step.clause)}）")
        for step in sheet.steps
    ]
    yield part("steps", "要办的事", steps)
    yield parts.where_and_when(report)
    yield part("lines", "请一起问清楚的", texts(questions[:MOST_ASKED_OF_UNIT]))
    yield parts.for_unit(report, elsewhere=False)
    yield parts.for_unit(report, elsewhere=True)


def _one_page(found: list[Part], styles: list[Style]) -> Page:
    """The parts in the first of these styles in which they are one page, else in the last."""
    pages = [style.page(found) for style in styles]
    return next((page for page in pages if fits(page, first=True)), pages[-1])
