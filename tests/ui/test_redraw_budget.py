"""What a redraw may cost: one assessment, one report, a bounded number of conditions looked at.

What-ifs (another day, another answer) are assessments too, and are what the page shows: they are not of
the person's own answers on the day of reckoning, and count only towards the conditions.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.facts.values import Facts, read_facts
from advisor.handover.code import encode
from advisor.interview.questions import play
from advisor.packs import load_policy
from advisor.report.report import Report
from advisor.rules import assess as assessing
from advisor.rules.nodes import Node
from benchmarks.load_visitor import Press, Visitor, presses, visit
from tests.apart import run_apart
from tests.browser import Server
from tests.desk import opened_at_desk
from tests.people import diploma, person, work

ROOT = Path(__file__).parents[2]
APP, CHAT, DESK = (
    str(ROOT / name)
    for name in ("advisor_app.py", "advisor/ui/chat/page.py", "advisor/ui/desk/page.py")
)
POLICY = load_policy()
TODAY = date(2026, 11, 23)

# Conditions and trees evaluated in one redraw after an answer. They were 6,500 and more for the result,
# 3,400 for the desk, when each part of a page asked the rules anew.
RESULT, QUESTION, DESK_FORM = 700, 160, 550

# Messages that the browser is sent for it, and their bytes. A message costs the server a tenth of a
# millisecond or more, and the phone as well.
RESULT_SENT, QUESTION_SENT, DESK_SENT, FORM_SENT = 52, 26, 56, 24
RESULT_BYTES, QUESTION_BYTES, DESK_BYTES = 75_000, 10_000, 330_000

PEOPLE = {
    "eligible": person(diplomas=diploma("fulltime_bachelor")),
    "waiting": person(diplomas=diploma("fulltime_college", "2025-06-30"), work=work("2025-07-01")),
    "unsure": person(diplomas=diploma("adult_bachelor"), ethics=..., licence=...),
    "closed": person(employer="civil_service"),
}


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What has been spent so far: assessments of the person's own answers today, reports, evaluations."""
    found: Counter[str] = Counter()
    plain, construct = assessing.assess, Report.__init__

    def assess(policy: Any, facts: Facts, as_of: date, *readings: Any) -> Any:
        result = plain(policy, facts, as_of, *readings)
        own = as_of == TODAY and facts.keys() <= ASKED_OF.keys()
        same = all(ASKED_OF.get(name) == value for name, value in facts.items())
        found["assessments" if own and same else "what-ifs"] += 1
        return result

    def report(self: Report, *arguments: Any) -> None:
        found["reports"] += 1
        construct(self, *arguments)

    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("advisor."):
            for name, value in list(vars(module).items()):
                if value is plain:
                    monkeypatch.setattr(module, name, assess)
    monkeypatch.setattr(Report, "__init__", report)
    for kind in _kinds(Node):
        if "evaluate" in vars(kind):
            monkeypatch.setattr(kind, "evaluate", _counted(found, vars(kind)["evaluate"]))
    monkeypatch.setattr(clock, "today", lambda policy: TODAY)
    yield found
    ASKED_OF.clear()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many messages the browser has been sent so far, and their bytes."""
    found: Counter[str] = Counter()
    plain = ForwardMsgQueue.enqueue

    def enqueue(self: ForwardMsgQueue, message: Any) -> None:
        found["messages"] += 1
        found["bytes"] += message.ByteSize()
        plain(self, message)

    monkeypatch.setattr(ForwardMsgQueue, "enqueue", enqueue)
    return found


ASKED_OF: dict[str, Any] = {}


def _kinds(base: type[Any]) -> set[type[Any]]:
    return {base}.union(*(_kinds(kind) for kind in base.__subclasses__()))


def _counted(found: Counter[str], evaluate: Any) -> Any:
    def evaluated(*arguments: Any) -> Any:
        found["evaluations"] += 1
        return evaluate(*arguments)

    return evaluated


def answers_of(who: str) -> dict[str, Any]:
    """All that the interview asks of this person, in its order."""
    facts = read_facts(POLICY.facts, PEOPLE[who], TODAY)
    ASKED_OF.update(play(POLICY, facts, TODAY))
    return dict(ASKED_OF)


def opened(page: AppTest, answers: Facts) -> AppTest:
    page.query_params["c"] = encode(POLICY, answers, TODAY)
    page.run()
    assert not page.exception
    return page


def drawn(page: AppTest) -> list[str]:
    """All that the page shows of its own."""
    found: Any = page.get("html")
    return [html.body for html in found if not html.body.startswith('<p id="')]


def told_anew(page: AppTest) -> AppTest:
    """The same answers, the first of them given last: nothing made before can be taken for them."""
    given = page.session_state.conversation.given
    first = next(iter(given))
    given[first] = given.pop(first)
    return page


@pytest.mark.parametrize("who", PEOPLE)
def test_the_result_is_one_assessment_and_one_report(
    who: str, spent: Counter[str], sent: Counter[str]
) -> None:
    page = opened(AppTest.from_file(CHAT, default_timeout=30), answers_of(who))
    assert any("为什么" in body for body in drawn(page))
    spent.clear()
    sent.clear()
    told_anew(page).run()
    assert (spent["assessments"], spent["reports"]) == (1, 1)
    assert spent["evaluations"] < RESULT
    assert sent["messages"] < RESULT_SENT
    assert sent["bytes"] < RESULT_BYTES


@pytest.mark.parametrize("who", ["eligible", "waiting", "unsure"])
def test_a_question_half_way_is_one_assessment_and_one_report(
    who: str, spent: Counter[str], sent: Counter[str]
) -> None:
    answers = answers_of(who)
    half = dict(list(answers.items())[: len(answers) // 2])
    page = opened(AppTest.from_file(CHAT, default_timeout=30), half)
    spent.clear()
    sent.clear()
    told_anew(page).run()
    assert (spent["assessments"], spent["reports"], spent["what-ifs"]) == (1, 1, 0)
    assert spent["evaluations"] < QUESTION
    assert sent["messages"] < QUESTION_SENT
    assert sent["bytes"] < QUESTION_BYTES


@pytest.mark.parametrize("who", PEOPLE)
def test_the_desk_is_one_assessment_and_one_report(
    who: str, spent: Counter[str], sent: Counter[str]
) -> None:
    page = AppTest.from_file(APP, default_timeout=30).run().switch_page(DESK).run()
    answers = answers_of(who)
    spent.clear()
    sent.clear()
    opened_at_desk(page, encode(POLICY, answers, TODAY))
    assert not page.exception
    assert (spent["assessments"], spent["reports"], spent["what-ifs"]) == (1, 1, 0)
    assert spent["evaluations"] < DESK_FORM
    assert sent["messages"] < DESK_SENT
    assert sent["bytes"] < DESK_BYTES


def test_with_the_same_answers_nothing_is_made_anew(spent: Counter[str]) -> None:
    page = opened(AppTest.from_file(CHAT, default_timeout=30), answers_of("waiting"))
    shown = drawn(page)
    spent.clear()
    page.text_input(key="sheet-name").input("某某").run()
    assert not spent
    assert any("某某" in body for body in drawn(page))
    page.text_input(key="sheet-name").input("").run()
    assert drawn(page) == shown


def test_with_another_answer_or_day_all_is_made_anew(
    spent: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(AppTest.from_file(CHAT, default_timeout=30), answers_of("eligible"))
    before = drawn(page)
    page.session_state.conversation.given["continuing_education"] = False
    other = drawn(page.run())
    assert other != before
    page.session_state.conversation.given["continuing_education"] = True
    assert drawn(page.run()) == before
    spent.clear()
    monkeypatch.setattr(clock, "today", lambda policy: date(2026, 11, 24))
    page.run()
    assert spent["reports"] == 1


@pytest.mark.xdist_group("the server")
def test_a_field_of_a_form_redraws_the_form_alone(server: Server) -> None:
    run_apart(_fills_in(server))


async def _fills_in(server: Server) -> None:
    """Walks to the form for diplomas over the framework's own protocol, as a browser would, and on."""
    facts = PEOPLE["waiting"]
    async with visit(server.port) as socket:
        visitor = Visitor(socket, server.port)
        await visitor.press()
        while (asked := visitor.screen.asked()) != "diplomas":
            for press in presses(POLICY, str(asked), facts):
                await visitor.press(press)
        before = visitor.messages
        await visitor.press(Press("entry-diplomas", ["全日制大专"]))
        assert visitor.messages - before < FORM_SENT
        assert "entry-diplomas-fulltime_college-year" in visitor.screen.widgets
        assert "全日制大专" in visitor.screen.html()  # in the draft that the browser keeps
        assert 'id="now"' in visitor.screen.html()  # what stands around it stays
        *_, last = presses(POLICY, "diplomas", facts)
        await visitor.press(last)
        assert visitor.screen.asked() not in (None, "diplomas")
