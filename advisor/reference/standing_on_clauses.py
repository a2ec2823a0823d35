"""What stands on each clause of the notice: routes, conditions, questions, materials, steps, offices,
and the points on which the clause is silent. All of it is read off content, nothing is listed by hand.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from advisor.days import day_in_words
from advisor.reference.decision_table import parts_ways, phrase
from advisor.rules.nodes import Node
from advisor.rules.policy import Policy
from advisor.talk.questions import answers_on

Kind = Literal["route", "condition", "question", "material", "procedure", "reminder", "answer"]
KINDS: dict[Kind, str] = {
    "route": "路",
    "condition": "条件",
    "question": "问题",
    "material": "材料",
    "procedure": "办理",
    "reminder": "提醒",
    "answer": "常见问题",
}
"""What people call each kind, in the order in which they are listed."""


class Standing(NamedTuple):
    """One thing that stands on a clause: what it is called, and a sentence or two about it."""

    kind: Kind
    id: str
    name: str
    text: str


class OnClause(NamedTuple):
    """A clause of the notice and what stands on it.

    ``inherited``: nothing stands on the clause itself, which only heads others; ``standings`` are
    then those of the clauses below it, each once. ``information``: why nothing needs to stand on it.
    ``points``: the interpretations that say where the clause is silent, by id."""

    clause: str
    text: str
    information: str
    standings: tuple[Standing, ...]
    inherited: bool
    points: tuple[str, ...]

    def of(self, kind: Kind) -> tuple[Standing, ...]:
        """Those of one kind."""
        return tuple(standing for standing in self.standings if standing.kind == kind)


@cache
def clause_index(policy: Policy) -> dict[str, OnClause]:
    """Every clause of the notice, in its order."""
    own = {clause: tuple(_standings(policy, clause)) for clause in policy.clauses}
    return {
        clause.id: OnClause(
            clause.id,
            clause.text,
            clause.information or "",
            (*(own[clause.id] or _below(own, clause.id)), *_answers(policy, clause.id)),
            not own[clause.id] and bool(_below(own, clause.id)),
            tuple(id for id, point in policy.interpretations.items() if clause.id in point.clauses),
        )
        for clause in policy.content.notice.clauses
    }


def _below(own: dict[str, tuple[Standing, ...]], clause: str) -> tuple[Standing, ...]:
    below = [own[id] for id in own if id.startswith(f"{clause}.")]
    return tuple(dict.fromkeys(standing for standings in below for standing in standings))


def _standings(policy: Policy, clause: str) -> Iterator[Standing]:
    for source in SOURCES:
        yield from source(policy, clause)


def _routes(policy: Policy, clause: str) -> Iterator[Standing]:
    """The routes that name the clause, or one of whose diploma lines stands on it."""
    for plan in policy.routes:
        lines = [node.clause for node in plan.node.walk() if node.by_diploma and node.line]
        if clause in plan.content.clauses or clause in lines:
            yield Standing("route", plan.id, plan.name, plan.content.summary)


def _conditions(policy: Policy, clause: str) -> Iterator[Standing]:
    """The conditions of any route, with the routes in which they stand on this clause."""
    routes: dict[tuple[str, str], dict[str, None]] = {}
    for plan in policy.routes:
        for node in plan.node.walk():
            if node.clause == clause and (told := _told(node)):
                routes.setdefault(told, {})[plan.name] = None
    texts: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (name, text), used in routes.items():
        said = texts.setdefault((name, tuple(used)), [])
        if not any(text in before for before in said):
            said.append(text)
    for (name, plans), said in texts.items():
        text = "；".join(text for text in said if text)
        where = _where(policy, plans)
        yield Standing("condition", name, name, f"{text}（{where}）" if text else where)


def _where(policy: Policy, names: tuple[str, ...]) -> str:
    """In which routes, in the fewest words."""
    others = [plan.name for plan in policy.routes if plan.name not in names]
    if not others:
        return "每条路都要"
    if len(others) < len(names):
        return f"除{'、'.join(others)}，每条路都要"
    return f"用在{'、'.join(names)}"


def _told(node: Node) -> tuple[str, str] | None:
    """A condition's name and what it asks for; None of what has no words of its own, and of what the
    notice leaves open (that is told of the clause itself)."""
    if not node.name or node.doubt:
        return None
    if node.speaks:
        text = phrase(node)
        return node.name, "" if text == node.name else text
    return node.name, phrase(node) if node.either and not parts_ways(node) else ""


def _answers(policy: Policy, clause: str) -> Iterator[Standing]:
    """The common questions that are answered with the clause itself."""
    for answer in answers_on(policy, clause):
        yield Standing("answer", answer.id, answer.question, answer.answer)


def _questions(policy: Policy, clause: str) -> Iterator[Standing]:
    for id, fact in policy.facts.items():
        if clause in fact.clauses:
            yield Standing("question", id, fact.name, fact.ask)


def _materials(policy: Policy, clause: str) -> Iterator[Standing]:
    """The materials that name the clause, and those that prove a condition that stands on it."""
    proofs = {
        proof
        for plan in policy.routes
        for node in plan.node.walk()
        if node.clause == clause
        for proof in node.materials
    }
    for id, material in policy.materials.items():
        if clause in material.clauses or id in proofs:
            yield Standing("material", id, material.name, material.shows)


def _procedure(policy: Policy, clause: str) -> Iterator[Standing]:
    """Steps, offices and days: who does what, and until when."""
    pack, procedure = policy.content.pack, policy.content.procedure
    if clause == pack.effective_clause:
        day = day_in_words(pack.effective_from)
        yield Standing("procedure", "effective_from", f"从{day}起施行", pack.batch)
    for id, office in procedure.offices.items():
        if clause == office.clause:
            yield Standing("procedure", id, office.name, office.note)
    for step in procedure.steps:
        if clause == step.clause:
            yield Standing("procedure", step.id, step.who, step.text)
    for deadline in procedure.deadlines:
        if clause == deadline.clause:
            day = last = day_in_words(deadline.on)
            first = day_in_words(deadline.opens) if deadline.opens is not None else ""
            if first:
                day = f"{first}至{last}"
            said = deadline.note or deadline.before.format(opens=first, day=last)
            yield Standing("procedure", "deadline", f"{deadline.name}：{day}", said)


def _reminders(policy: Policy, clause: str) -> Iterator[Standing]:
    """What is shown with a result and never changes it; it stands where its subject does."""
    for reminder in policy.reminders:
        subject = policy.interpretations.get(reminder.id) or policy.facts[reminder.id]
        if clause in subject.clauses:
            yield Standing("reminder", reminder.id, subject.name, reminder.text)


SOURCES: tuple[Callable[[Policy, str], Iterator[Standing]], ...] = (
    _routes,
    _conditions,
    _questions,
    _materials,
    _procedure,
    _reminders,
)
"""Where to look for what stands on a clause, in the order in which it is told."""
