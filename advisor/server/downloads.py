"""What can be taken home by its address: the sheets and the picture of a code, the wall chart, the
roster's template.

All of it is made anew from the code and the pack, so any process can hand it out, and nothing is kept. A
name to be printed comes in the request's body: no address, history or log holds it.
"""

from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from urllib.parse import parse_qs, quote, urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit.url_util import make_url_path

from advisor import clock, packs
from advisor.facts.values import FactError
from advisor.handover.code import encode
from advisor.interview.questions import Interview
from advisor.paper.calendar_file import calendar_file
from advisor.paper.document import Audience
from advisor.paper.picture import picture_data, png
from advisor.paper.sheet import NoSheetError, pdf, sheet_data
from advisor.paper.wall import wall_pdf
from advisor.report.report import Report
from advisor.rosters.template import write_template
from advisor.rules.policy import Policy
from advisor.server.public_address import CODE, base_of, case_address

SHEET = "sheet.pdf"
CALENDAR = "reminder.ics"
PICTURE = "picture.png"
WALL = "wall.pdf"
TEMPLATE = "roster-template.xlsx"
PACK = "pack"  # the field of an address that names the pack

LONGEST_NAME = 30
LONGEST_FORM = 4096  # bytes

PDF = "application/pdf"
PNG = "image/png"
SAVED_AS: dict[Audience, str] = {
    "person": "职称申报自测单.pdf",
    "clerk": "职称申报核对单.pdf",
    "unit": "请单位这样办.pdf",
}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FAULT = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>单子打不开</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<body style="font: 18px/1.7 sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em">
<main><h1 style="font-size: 1.3em">这份单子打不开</h1><p>{why}</p><p><a href="./">回到自测页</a></p></main></body></html>"""


def sheet_address(code: str, audience: Audience = "person") -> str:
    """Where a sheet of a code is, from any page."""
    return f"./{SHEET}?{urlencode({CODE: code, **({} if audience == 'person' else {'for': audience})})}"


def picture_address(code: str) -> str:
    """Where the picture of a code is, from any page."""
    return f"./{PICTURE}?{urlencode({CODE: code})}"


def calendar_address(code: str) -> str:
    """Where the calendar file of a code is, from any page."""
    return f"./{CALENDAR}?{urlencode({CODE: code})}"


def routes() -> list[Route]:
    """The addresses of what can be taken home."""
    base = st.get_option("server.baseUrlPath") or ""
    made: dict[str, Callable[[Policy], Response]] = {WALL: _wall, TEMPLATE: _template}
    own = [Route(make_url_path(base, path), _endpoint(make)) for path, make in made.items()]
    return [
        Route(make_url_path(base, SHEET), _sheet, methods=["GET", "POST"]),
        Route(make_url_path(base, PICTURE), _picture),
        Route(make_url_path(base, CALENDAR), _calendar),
        *own,
    ]


def _endpoint(make: Callable[[Policy], Response]) -> Callable[[Request], Response]:
    """What is made of the pack that the address names, by its id or city, else of the setting's."""

    def respond(request: Request) -> Response:
        named = request.query_params.get(PACK)
        try:
            id = packs.find(named, clock.today) if named else packs.default(clock.today)
        except packs.NoPackError as error:
            return _fault(error.message, 404)
        return make(packs.open_pack(id))

    return respond


async def _sheet(request: Request) -> Response:
    """The sheet; asked for by POST if a name is to stand on it."""
    said = dict(request.query_params)
    if request.method == "POST":
        form = await _form(request)
        if form is None:
            return _fault("送来的内容太长。请回到自测页，再点一次“保存为PDF”。", 413)
        said |= form
    return await run_in_threadpool(_sheet_of, request, said)


async def _form(request: Request) -> dict[str, str] | None:
    """The few fields of the page's form; None if there is more than such a form holds."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            return None
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _sheet_of(request: Request, said: Mapping[str, str]) -> Response:
    """The same as the page prints for the code, by today's pack."""
    wanted = said.get("for", "clerk" if said.get("short") == "1" else "person")
    audience = next((one for one in SAVED_AS if one == wanted), None)
    if audience is None:
        return _fault("没有这样的单子。请回到自测页，再点一次按钮。", 404)
    try:
        report, code = _report_of(said.get("c", ""))
        name = said.get("name", "")[:LONGEST_NAME]
        data = sheet_data(report, code, name, audience, case_address(base_of(request.scope), code))
    except (FactError, NoSheetError) as error:
        return _fault(error.message, 400)
    return _file(pdf(data), SAVED_AS[audience], PDF)


def _picture(request: Request) -> Response:
    """The result as one long picture, to be looked at where it opens: a phone keeps it by a long press."""
    try:
        report, code = _report_of(request.query_params.get("c", ""))
    except FactError as error:
        return _fault(error.message, 400)
    data = picture_data(report, code, case_address(base_of(request.scope), code))
    return _file(png(data), "职称自测结果.png", PNG, "inline")


def _report_of(code: str) -> tuple[Report, str]:
    """What a code comes to by today's pack, and the code of that. Raises ``FactError``."""
    opened = packs.open_code(code)
    policy, told = opened.current, opened.today
    facts = Interview(policy, told.facts, told.as_of, told.readings).counting
    return Report.of(policy, told._replace(facts=facts)), encode(policy, *told)


async def _calendar(request: Request) -> Response:
    """The day to wait for, of the code in the address."""
    try:
        report, _ = await run_in_threadpool(_report_of, request.query_params.get("c", ""))
    except FactError as error:
        return _fault(error.message, 400)
    made = calendar_file(report)
    if made is None:
        return _fault("这个结论没有要等的日子，不用放进日历。", 404)
    return _file(made, "职称申报提醒.ics", "text/calendar; charset=utf-8")


def _wall(policy: Policy) -> Response:
    return _file(wall_pdf(policy, clock.today(policy)), "职称规则一览.pdf", PDF)


def _template(policy: Policy) -> Response:
    out = BytesIO()
    write_template(policy, out)
    return _file(out.getvalue(), f"花名册模板（{policy.content.pack.city}）.xlsx", WORKBOOK)


def _file(content: bytes, name: str, kind: str, shown: str = "attachment") -> Response:
    saved_as = f"{shown}; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": saved_as, "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _fault(why: str, status: int) -> Response:
    return HTMLResponse(
        FAULT.format(why=escape(why)), status, headers={"Cache-Control": "no-store"}
    )
