"""The parts of the sheets: what each says, picked from the report. Nothing here knows a page."""

import io
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

import segno

from advisor.days import day_in_words
from advisor.facts.told import OfficeAnswer
from advisor.handover.code import grouped
from advisor.paper.document import Part, Row, part, texts
from advisor.report.checklist import Item
from advisor.report.reasons import Point, Reason
from advisor.report.report import Report
from advisor.rules.outcome import Status
from advisor.rules.wording import clause_in_words

CLAUSES_CITED = 4
BRIEF = 24  # signs of an answer that goes into a third of the width
WHY = {
    Status.ELIGIBLE: "为什么",
    Status.CONFIRM: "时间",
    Status.NOT_YET: "还要等",
    Status.UNMET: "还差的",
    Status.EXCLUDED: "为什么",
}
"""What the sentences under a verdict are, beside the questions."""

SCAN = "在网页上或窗口输入这串码、扫一扫，您的回答就接着用。码里有您的回答，没有姓名，请收好。"
SCAN_ADDRESS = (
    "用手机扫一扫，打开就是这一页。码里有您的回答，没有姓名，请收好；也可以把这串码报给窗口。"
)


class Lead(NamedTuple):
    """The few lines a verdict begins with. ``later``: what better comes, and how, else empty; ``why``: what
    it rests on, what is waited for or lacking; ``questions``: to be read out; ``action``: one thing to do."""

    now: str
    later: str
    why: tuple[str, ...]
    questions: tuple[str, ...]
    action: str


def lead(report: Report) -> Lead:
    """The lines the sheet begins with."""
    said = report.lead
    points = (*said.settle, *(report.best.points if report.best else ()))
    questions = tuple(dict.fromkeys(point.question for point in points))
    return Lead(said.now, said.later, said.because, questions, said.action)


def verdict(
    report: Report, questions: int, why: int = 9, reminders: bool = False, answers: bool = True
) -> Part:
    """The box: at most so many questions and grounds, the rest told by number."""
    said, shown = lead(report), []
    shown += _labelled(WHY[report.advice.status], said.why[:why])
    asked = said.questions[:questions]
    rows = _labelled("要问的", asked)
    for row in rows:
        row["answer"] = answers
    shown += rows
    if more := len(said.questions) - len(asked):
        shown.append(Row(name="" if asked else "要问的", text=f"另有{more}个问题，见第2页。"))
    shown += _labelled("问谁", whom(report, asked))
    shown += _labelled("要做的", [said.action])
    shown += _labelled("往后", [said.later] if said.later else [])
    if reminders and report.best:
        shown += _labelled("还要问", report.best.reminders)
    return Part(
        kind="verdict",
        title=said.now,
        basis=_basis(report),
        status=report.advice.status.word,
        columns=[shown],
    )


def unit_verdict(report: Report, said: Sequence[str]) -> Part:
    """The box of the unit's page, which speaks of the person and not to them: the route, how it stands,
    from which day; ``said``: what that means for the unit."""
    box, best = verdict(report, questions=0), report.best
    rows = _labelled("请单位", said)
    if best is not None:
        box["title"] = f"{report.words_of(best.status).words}：{best.plan.name}"
        box["basis"] = _cited(report)
        if best.result.eligible_on is not None and best.result.eligible_on > report.as_of:
            day = day_in_words(best.result.eligible_on)
            rows.insert(0, Row(name="日子", text=f"{day}起，时间就够了。"))
    box["columns"] = [rows]
    return box


def whom(report: Report, asked: Sequence[str]) -> list[str]:
    """Whom to ask, where that is one and the same for all these questions; else they say it themselves."""
    found = {
        point.interpretation.ask_whom if point.interpretation else ""
        for point in _points(report)
        if point.question in asked
    }
    return [*found] if len(found) == 1 and "" not in found else []


def _basis(report: Report) -> str:
    words = report.words_of(report.advice.status).words if report.best else ""
    return " · ".join(part for part in (words, _cited(report)) if part)


def _cited(report: Report) -> str:
    clauses = report.advice.clauses
    cited = "、".join(map(clause_in_words, clauses[:CLAUSES_CITED]))
    return f"依据{cited}{'等' if len(clauses) > CLAUSES_CITED else ''}"


def _labelled(label: str, sentences: Iterable[str]) -> list[Row]:
    """The label stands before the first alone."""
    return [Row(name="" if n else label, text=text) for n, text in enumerate(sentences)]


def days(report: Report, past: bool = True) -> Part:
    """When what is or was full, in words, today among them, and the last day to apply; ``past``: also
    what lies behind."""
    found: dict[str, list[str]] = {}
    today = report.as_of
    dated = []
    timeline, best = report.timeline, report.best
    for track in timeline.tracks if timeline and best else ():
        own = best is not None and track.result.plan is best.plan
        if own:
            for mark in track.marks:
                doubt = "" if mark.certain else "（先问清楚才算）"
                dated.append((mark.day, f"{mark.words}{doubt}"))
        if track.opens is not None and track.opens > today:
            dated.append((track.opens, f"{track.result.plan.name}，时间就够了"))
    dated.append((today, "今天，按这一天计算"))
    for day, text in sorted(dated, key=lambda each: each[0]):
        if past or day >= today:
            found.setdefault(day_in_words(day), []).append(text)
    rows = [
        Row(name=day, text="；".join(dict.fromkeys(said)), now=day == day_in_words(today))
        for day, said in found.items()
    ]
    if report.deadline is not None and best is not None:
        rows.append(Row(name=report.deadline.short_title, text="".join(report.deadline.days)))
    return part("days", "日子", rows if best is not None else [])


def materials(report: Report, why: bool, most: int) -> Part:
    """What the notice and the platform ask for, to tick; at most so many."""
    asked = asked_for(report)
    rows = [Row(name=item.material.name, text=_brief(item) if why else "") for item in asked]
    more = len(rows) - most
    note = f"另有{more}样，见第2页。" if more > 0 else ""
    return part("ticks", "要准备的材料", rows[:most], 1 if why else 2, note)


def asked_for(report: Report) -> list[Item]:
    """What the notice and the platform ask for."""
    return [item for item in report.checklist.items if item.material.basis != "elsewhere"]


def _brief(item: Item) -> str:
    clauses = f"（{clause_in_words(item.clauses[0])}）" if item.clauses else ""
    return f"{item.material.brief}{clauses}"


def material_details(report: Report, told: Sequence[str], why: bool) -> Part:
    """What each thing must show and in what form it is wanted; ``why``: and why it is. What the platform
    asks for is told by the steps, once its name is among ``told``."""
    rows = []
    for item in asked_for(report):
        material = item.material
        if material.basis == "clause" or material.name not in told:
            because = item.reason if not material.brief else _brief(item) if why else ""
            because += "。" if because else ""
            text = f"{because}{material.shows}形式：{material.form}。"
            rows.append(Row(name=material.name, text=text))
    return part("pairs", "每样材料要看得出什么、什么形式", rows, 2)


def material_forms(report: Report) -> Part:
    """What to bring and in what form, to tick, for the clerk."""
    rows = [Row(name=i.material.name, text=i.material.form) for i in asked_for(report)]
    return part("ticks", "要准备的材料", rows, 2)


def elsewhere(report: Report) -> Part:
    """What the notice does not ask for and other places do: by name alone."""
    rows = [
        Row(name=item.material.name)
        for item in report.checklist.items
        if item.material.basis == "elsewhere"
    ]
    office = report.policy.content.pack.terms.office
    return part("names", f"通知里没有、别处常要的：先问{office}要不要", rows)


def for_unit(report: Report, elsewhere: bool) -> Part:
    """What the employer makes out or checks; ``elsewhere``: of what only other places ask for."""
    rows = [
        Row(name=item.material.name, text=item.material.unit)
        for item in report.checklist.items
        if item.material.unit and (item.material.basis == "elsewhere") is elsewhere
    ]
    office = report.policy.content.pack.terms.office
    title = f"别处常由单位出的：先问{office}要不要" if elsewhere else "由单位出具或者核对的材料"
    return part("ticks", title, rows)


def answers(report: Report, told: Iterable[Row]) -> Part:
    """What the person has told, but for what stands so among ``told``."""
    said = {(row.get("name", ""), row.get("text", "")) for row in told}
    long = {text for _, text in said if len(text) > BRIEF}
    left = [it for it in report.told if it not in said and it[1] not in long]
    brief = all(len(name + value) <= BRIEF for name, value in left)
    title = "您的回答" if len(left) == len(report.told) else "您的其他回答"
    return part("pairs", title, [Row(name=n, text=v) for n, v in left], 3 if brief else 2)


def conditions(report: Report, told: Sequence[str]) -> Part:
    """The clause table of the recommended route; where none is open, what closes each one. A sentence
    among ``told`` is not said again, nor what is to be asked, which has its own part."""
    if report.best is not None:
        title, found = f"逐条核对：{report.best.plan.name}", report.best.reasons
    else:
        title = "逐条核对"
        found = [*dict.fromkeys(route.decisive[0] for route in report.routes.values())]
    return part("conditions", title, [_condition(report, reason, told) for reason in found], 2)


def _condition(report: Report, reason: Reason, told: Container[str]) -> Row:
    """Of a condition that is met or asked about the person's own value says enough, where there is one."""
    met, asked = reason.status is Status.ELIGIBLE, reason.status is Status.CONFIRM
    sentence = "" if asked or reason.sentence in told else reason.sentence
    return Row(
        clause=clause_in_words(reason.clause) if reason.clause else "",
        name=reason.name,
        text=reason.brief if reason.brief and (met or asked) else sentence,
        status=reason.status.word,
        words="" if met else report.words_of(reason.status).words,
    )


def office_said(report: Report) -> Part:
    """The office's answers, as told by the person."""
    rows = [
        Row(name=said.name, text=said.sentence + _told_on(said.answer))
        for said in report.office_said
    ]
    return part("pairs", "问过的答复", rows)


def _told_on(answer: OfficeAnswer) -> str:
    return f"（{day_in_words(answer.told_on)}本人告知）" if answer.told_on else ""


def points(report: Report, told: Sequence[str]) -> Part:
    """What is to be asked: whom, and what is reckoned with until then; without what is among ``told``."""
    left = [point for point in _points(report) if point.question not in told]
    return part("points", "要先问清楚的", map(_point, left), 2)


def _point(point: Point) -> Row:
    row = Row(name=point.name, text=point.question)
    if point.interpretation is not None:
        asked = point.interpretation
        row["small"] = f"问谁：{asked.ask_whom}答复以前先这样算：{asked.taken}"
    return row


def reckoned_with(report: Report, told: Sequence[str]) -> Part:
    """What is reckoned with until the office answers, of the questions among ``told``."""
    rows = [
        Row(name=point.name, text=point.interpretation.taken)
        for point in _points(report)
        if point.interpretation and point.question in told
    ]
    return part("pairs", "答复以前，先这样算", rows)


def _points(report: Report) -> Sequence[Point]:
    return report.best.points if report.best else ()


def where_and_when(report: Report, told: Sequence[str] = ()) -> Part:
    """Who approves, who opens the unit's account, the last day and where; without what is among ``told``."""
    if report.best is None:
        return part("pairs", "", [])
    rows = []
    for office in report.offices:
        clause = f"（{clause_in_words(office.clause)}）" if office.clause else ""
        rows.append(Row(name=office.title, text=f"{office.sentence}{clause}"))
    last = report.deadline
    said, days = (last.sentences, last.days) if last else ((), ())
    name = last.title if last else "截止日期"
    # Of several last days none is left out: one alone would read as the only one.
    several = days if len(days) > 1 else ()
    left = "".join(sentence for sentence in said if sentence in several or sentence not in told)
    rows += [Row(name=name, text=left)] if left else []
    title = f"找谁办、{name}"
    if report.platform_note:
        rows.append(Row(name="登录地址", text=report.platform_note))
        title += "、登录地址"
    return part("pairs", title, rows, 2)


def steps(report: Report) -> Part:
    """How it goes, in turn."""
    rows = [Row(name=step.who, text=step.text) for step in report.checklist.steps]
    return part("steps", "怎么办", rows, 2)


def other_routes(report: Report, told: Sequence[str] = ()) -> Part:
    """The routes open besides, each in a line; those of ``told`` have been told before."""
    lines = [other.line for other in report.other_routes if other.line not in told]
    return part("lines", "还有别的路", texts(lines), 2 if len(lines) > 1 else 1)


def not_needed(report: Report) -> Part:
    """What this person may think is needed and is not."""
    return part("lines", "不用准备的：这些通知没有要求", texts(report.checklist.not_needed), 2)


def more_why(report: Report, told: Sequence[str]) -> Part:
    """What the verdict rests on or waits for, what is lacking, beside what is among ``told``."""
    left = [sentence for sentence in lead(report).why if sentence not in told]
    return part("lines", WHY[report.advice.status], texts(left))


def notes(report: Report, reminders: bool) -> Part:
    """What is to be borne in mind; ``reminders``: with those of the route."""
    reminded = report.best.reminders if report.best and reminders else []
    return part("lines", "还要知道", texts([*reminded, report.caution]))


def hand_over(code: str, address: str) -> Part:
    """The code, in letters and as a picture that holds ``address`` where there is one, else the code."""
    symbol = segno.make_qr(address or code, error="m")
    out = io.BytesIO()
    symbol.save(out, kind="svg", xmldecl=False, border=0)
    squares = symbol.symbol_size(border=0)[0]
    return Part(
        kind="code",
        title="转交码",
        note=SCAN_ADDRESS if address else SCAN,
        columns=[],
        code=grouped(code),
        qr=out.getvalue().decode().strip(),
        qr_mm=min(36, max(22, round(squares * 0.6))),  # so that a phone can tell its squares
    )
