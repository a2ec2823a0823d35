"""A sheet as HTML, for the printer alone: the same pages and parts as the PDF, in the same order.

The measures are in ``server/look.css``; what is said and on which page is the document's (``paper/document.py``).
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from html import escape

from advisor.paper.document import Document, Page, Part, Row

TITLED = '<h2>{title}</h2>{note}<div class="columns">{columns}</div>'


def sheet(data: Document) -> str:
    """The document as an article."""
    title, name = escape(data["title"]), f"姓名：{escape(data['name'])}" if data["name"] else ""
    opening = (
        f"<header><h1>{title}</h1><p>{escape(data['notice'])}</p>"
        f"<p>{escape(data['batch'])}　按{escape(data['day'])}计算　{escape(data['disclaimer'])}</p>"
        f'<p class="holder">{name}</p></header>'
    )
    running = f'<p class="running">{title}　{name}</p>'
    pages = data["pages"]
    body = "".join(
        _page(page, running if number else opening, _foot(data, number + 1))
        for number, page in enumerate(pages)
    )
    return f'<article class="a4">{body}</article>'


def _foot(data: Document, number: int) -> str:
    count = len(data["pages"])
    return (
        f"<footer><span>{escape(data['disclaimer'])}</span>"
        f"<span>第{number}页 共{count}页</span></footer>"
    )


def _page(page: Page, head: str, foot: str) -> str:
    style = f"font-size: {page['size']}pt; line-height: {page['line']}; --gap: {page['gap']}em"
    body = "".join(_part(part) for part in page["parts"])
    return f'<div class="page" style="{style}">{head}{body}{foot}</div>'


def _part(part: Part) -> str:
    kind = part["kind"]
    if kind == "verdict":
        body = _verdict(part)
    elif kind == "code":
        body = _code(part)
    else:
        note = f'<p class="aside">{escape(part["note"])}</p>' if part["note"] else ""
        body = TITLED.format(title=escape(part["title"]), note=note, columns=_columns(part))
    return f'<section class="k-{kind}">{body}</section>'


def _columns(part: Part) -> str:
    alone = part["kind"] == "ticks" and len(part["columns"]) == 1
    draw = _reason if alone else ROWS[part["kind"]]
    reasons = " reasons" if alone else ""
    found, number = "", 1
    for column in part["columns"]:
        rows = "".join(
            f'<div class="item{reasons}">{draw(row, n)}</div>'
            for n, row in enumerate(column, number)
        )
        number += len(column)
        found += f"<div>{rows}</div>"
    return found


def _verdict(part: Part) -> str:
    rows = "".join(
        f'<div class="item"><b>{escape(row.get("name", ""))}</b><div>{escape(row["text"])}'
        f"{ANSWER if row.get('answer') else ''}</div></div>"
        for row in part["columns"][0]
    )
    return (
        f'{_sign(part["status"])}<div class="headline"><h2>{escape(part["title"])}</h2>'
        f'<p class="aside">{escape(part["basis"])}</p></div>{rows}'
    )


def _code(part: Part) -> str:
    return (
        f'<div><h2>{escape(part["title"])}</h2><p class="code">{escape(part["code"])}</p>'
        f'<p class="aside">{escape(part["note"])}</p></div>'
        f'<img alt="转交码的二维码" style="width: {part["qr_mm"]}mm" src="{picture(part["qr"])}">'
    )


def picture(svg: str) -> str:
    """A picture inside the page: nothing is fetched for it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


# --- the rows of each kind ------------------------------------------------------------------------

BOX = '<span class="tick"></span>'
ANSWER = '<div class="reply">答复</div>'


def _named(row: Row) -> str:
    text = row.get("text", "")
    return f"<b>{escape(row['name'])}{'：' if text else ''}</b>{escape(text)}"


def _tick(row: Row, number: int) -> str:
    return f"{BOX}<div>{_named(row)}</div>"


def _reason(row: Row, number: int) -> str:
    return f"{BOX}<b>{escape(row['name'])}</b><div>{escape(row.get('text', ''))}</div>"


def _name(row: Row, number: int) -> str:
    return f"{BOX}<b>{escape(row['name'])}</b>"


def _day(row: Row, number: int) -> str:
    tag = "b" if row.get("now") else "span"
    return f"<b>{escape(row['name'])}</b><{tag}>{escape(row['text'])}</{tag}>"


def _pair(row: Row, number: int) -> str:
    return _named(row)


def _step(row: Row, number: int) -> str:
    return f"<b>{number}.</b><div>{_named(row)}</div>"


def _line(row: Row, number: int) -> str:
    return f"<span>·</span><div>{escape(row['text'])}</div>"


def _point(row: Row, number: int) -> str:
    small = f'<p class="aside">{escape(row["small"])}</p>' if row.get("small") else ""
    return (
        f'{_sign("confirm")}<div><div class="reply"><b>{escape(row["name"])}</b>答复</div>'
        f"{escape(row['text'])}{small}</div>"
    )


def _condition(row: Row, number: int) -> str:
    words = f"<b>{escape(row['words'])}：</b>" if row["words"] else ""
    clause = f'<span class="aside">（{escape(row["clause"])}）</span>' if row["clause"] else ""
    return f"{_sign(row['status'])}<div>{words}{_named(row)}{clause}</div>"


ROWS: dict[str, Callable[[Row, int], str]] = {
    "ticks": _tick,
    "names": _name,
    "days": _day,
    "pairs": _pair,
    "steps": _step,
    "lines": _line,
    "points": _point,
    "conditions": _condition,
}

# --- signs: drawn, so that they are the same on every printer ----------------------------------------

STROKES = {
    "eligible": '<path d="M27 53 43 68 73 34"/>',
    "not_yet": '<path d="M50 22V52L70 62"/>',
    "excluded": '<path d="M28 50H72"/>',
    "unmet": '<path d="M50 22V58"/><path d="M50 76V76.1"/>',
    "confirm": '<path d="M36 37C36 16 66 16 65 37C64 48 50 46 50 60"/><path d="M50 76V76.1"/>',
}


@cache
def _sign(status: str) -> str:
    """As a picture: the framework takes drawings out of a page's HTML."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none" stroke="#000" '
        'stroke-width="8" stroke-linecap="round" stroke-linejoin="round">'
        f'<circle cx="50" cy="50" r="46"/>{STROKES[status]}</svg>'
    )
    return f'<img class="mark" alt="" src="{picture(drawn)}">'
