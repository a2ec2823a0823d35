"""The result as one long picture for a phone: what page one of the sheet says, at the width of a screen."""

from datetime import date
from pathlib import Path

from advisor.paper.document import Document, code_of
from advisor.paper.fitting import Style
from advisor.paper.sheet import Room, first_page, sheet_data
from advisor.paper.typesetting import typeset_picture
from advisor.report.report import Report

TEMPLATE = Path(__file__).with_name("picture.typ")
STYLE = Style(16, 1.5, 0.6)
WIDTH = 1080  # pixels; the template is 360 points wide


def picture_data(report: Report, code: str, address: str = "") -> Document:
    """Everything in the picture, in words, on one page as long as it takes. ``code`` and ``address`` as
    on the sheet."""
    data = sheet_data(report, code, address=address)
    room = Room(STYLE, questions=99, past=False)
    said = first_page(report, code_of(data), room, answers=False)
    return {**data, "pages": [STYLE.page(said)]}


def png(data: Document) -> bytes:
    """The picture."""
    return typeset_picture(TEMPLATE, data, date.fromisoformat(data["date"]), WIDTH / 360 * 72)
