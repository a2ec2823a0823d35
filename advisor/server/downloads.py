"""What can be taken home by its address: the sheet of a code, the wall chart, the roster's template.

All of it is made anew from the code and the pack, so any process can hand it out, and nothing is kept. A
name to be printed comes in the request's body: no address, history or log holds it.
"""

from collections.abc import Callable
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
from advisor.paper.sheet import pdf, sheet_data
from advisor.paper.wall import wall_pdf
from advisor.report.report import Report
from advisor.rosters.template import write_template
from advisor.rules.policy import Policy
from advisor.server.public_address import CODE

SHEET = "sheet.pdf"
CALENDAR = "reminder.ics"
WALL = "wall.pdf"
TEMPLATE = "roster-template.xlsx"
PACK = "pack"  # the field of an address that names the pack

LONGEST_NAME = 30
LONGEST_FORM = 4096  # bytes

PDF = "application/pdf"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FAULT = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>单子打不开</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<body style="font: 18px/1.7 sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em">
<h1 style="font-size: 1.3em">这份单子打不开</h1><p>{why}</p><p><a href="./">回到自测页</a></p></body></html>"""


def sheet_address(code: str, short: bool = False) -> str:
    """Where the sheet of a code is, from any page; ``short``: the clerk's page."""
    return f"./{SHEET}?{urlencode({CODE: code, **({'short': '1'} if short else {})})}"


def calendar_address(code: str) -> str:
    """Where the calendar file of a code is, from any page."""
    return f"./{CALENDAR}?{urlencode({'c': code})}"


def routes() -> list[Route]:
    """The addresses of what can be taken home."""
    base = st.get_option("server.baseUrlPath") or ""
    made: dict[str, Callable[[Policy], Response]] = {WALL: _wall, TEMPLATE: _template}
    own = [Route(make_url_path(base, path), _endpoint(make)) for path, make in made.items()]
    own.append(Route(make_url_path(base, CALENDAR), _calendar))
    return [Route(make_url_path(base, SHEET), _sheet, methods=["GET", "POST"]), *own]


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
    try:
        return await run_in_threadpool(
            _sheet_of, said.get(CODE, ""), said.get("short") == "1", said.get("name", "")
        )
    except FactError as error:
        return _fault(error.message, 400)


async def _form(request: Request) -> dict[str, str] | None:
    """The few fields of the page's form; None if there is more than such a form holds."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            return None
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _report_of(code: str) -> tuple[Report, str]:
    """What the page shows for the code, by today's pack, and its code today. Raises ``FactError``."""
    opened = packs.open_code(code)
    policy, told = opened.current, opened.today
    facts = Interview(policy, told.facts, told.as_of, told.readings).counting
    return Report.of(policy, told._replace(facts=facts)), encode(policy, *told)


def _sheet_of(code: str, short: bool, name: str) -> Response:
    """The sheet of a code. Raises ``FactError``."""
    report, today = _report_of(code)
    data = sheet_data(report, today, name[:LONGEST_NAME], short)
    return _file(pdf(data), "职称申报核对单.pdf" if short else "职称申报自测单.pdf", PDF)


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


def _file(content: bytes, name: str, kind: str) -> Response:
    saved_as = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": saved_as, "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _fault(why: str, status: int) -> Response:
    return HTMLResponse(
        FAULT.format(why=escape(why)), status, headers={"Cache-Control": "no-store"}
    )
