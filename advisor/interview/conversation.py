"""One visitor's conversation: a plain value, and its steps.

A step takes the conversation as it was and returns it as it is now; it reads no clock and no file, and
the value it was given stays as it was. No step but starting again loses an answer: what an earlier
answer makes idle is kept for the day that it applies again.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeVar

from advisor.facts.told import ALL_EXACT, OfficeAnswer, OfficeAnswers, Rough, Told
from advisor.facts.told_in_words import Inexact, Kind, LeftOver, joined, still_inexact
from advisor.facts.values import FactValue
from advisor.interview.commands import Command
from advisor.interview.questions import Answers, Question, grouped
from advisor.rules.policy import Policy

T = TypeVar("T")


class Typed(NamedTuple):
    """What was typed and waits to be replied to. ``command``: the id of the one that it is; ``asks``:
    it is a question, holds one, or may be one. ``outcomes``: what comes of it, named by ``talk``; ``question``:
    the part that asks; ``left``: what was not taken; ``supposed``: what is only supposed; ``private``: the
    kinds of private numbers that were taken out; ``corrects``: it takes back what was told before."""

    text: str
    kind: Kind
    command: Command | None = None
    asks: bool = False
    outcomes: tuple[str, ...] = ()
    question: str = ""
    left: tuple[LeftOver, ...] = ()
    supposed: tuple[tuple[str, FactValue], ...] = ()
    private: tuple[str, ...] = ()
    corrects: bool = False


class Unconfirmed(NamedTuple):
    """A fact understood from words and not yet confirmed: its value, the words for it, and the days in
    it of which only the month or the year was said. ``spelled``: the words as they were heard by sound;
    ``instead_of``: what it takes the place of."""

    value: FactValue
    said: str
    inexact: tuple[Inexact, ...] = ()
    spelled: str = ""
    instead_of: FactValue | None = None


class Came(NamedTuple):
    """What a code held, as it was told, and the version of the content that it was told by."""

    told: Told
    version: str


@dataclass(frozen=True)
class Conversation:
    """``given``: every answer so far, also those that no longer apply. ``changing``: the id of the
    question whose answer is being changed. ``accepted``: the oddities that the person has said are
    right. ``as_of``: the day of reckoning chosen (None: today). ``resumed_from``: what the code held;
    ``trouble``: why a code could not be opened. ``typed``: what waits for a reply; ``heard``: what was
    understood and not yet confirmed; ``rough``: the inexact days of what was confirmed; ``office``: what
    the office has answered on open points. ``looked_over``: the person has seen all answers together
    since the questions ended. ``ahead``, ``ahead_rough``: answers from which the person went back, and
    their inexact days; they count again after the next answer."""

    given: Answers = field(default_factory=dict)
    changing: str | None = None
    accepted: frozenset[str] = frozenset()
    as_of: date | None = None
    resumed_from: Came | None = None
    trouble: str = ""
    typed: Typed | None = None
    heard: Mapping[str, Unconfirmed] = field(default_factory=dict)
    rough: Rough = field(default_factory=dict)
    office: OfficeAnswers = field(default_factory=dict)
    looked_over: bool = False
    ahead: Answers = field(default_factory=dict)
    ahead_rough: Rough = field(default_factory=dict)

    @property
    def just_came(self) -> bool:
        """Nothing has been answered since a code was opened."""
        return self.resumed_from is not None and self.given == self.resumed_from.told.facts

    def told(self, as_of: date) -> Told:
        """All that counts so far, reckoned on a day."""
        return Told(self.given, as_of, self.office, self.rough)

    @property
    def suggested(self) -> dict[str, FactValue | None]:
        """What a form starts from: what was heard and is not yet confirmed, else the answer that counts,
        else the one that lies ahead."""
        heard = {name: heard.value for name, heard in self.heard.items()}
        return {**self.ahead, **self.given, **heard}

    @property
    def suggested_rough(self) -> Rough:
        """The inexact days of the same."""
        heard = {name: heard.inexact for name, heard in self.heard.items()}
        told = {**self.ahead_rough, **self.rough}
        return {**_without(told, heard), **{name: it for name, it in heard.items() if it}}


def resumed(came: Came, told: Told, today: date) -> Conversation:
    """The conversation that a code held, with all that was told as today's content reads it."""
    return Conversation(
        told.facts,
        as_of=None if told.as_of == today else told.as_of,
        resumed_from=came,
        rough=told.rough,
        office=told.office,
    )


def given_back(
    talk: Conversation,
    heard: Mapping[str, Unconfirmed],
    changing: str | None,
    ahead: Answers,
    ahead_rough: Rough,
) -> Conversation:
    """What a lost session had beside the answers: chips to be confirmed, the question being changed, and
    answers gone back from. What is here already stays."""
    beyond = _without(ahead, talk.given)
    return replace(
        talk,
        heard={**heard, **talk.heard},
        changing=talk.changing or changing,
        ahead={**beyond, **talk.ahead},
        ahead_rough={**_without(ahead_rough, talk.given), **talk.ahead_rough},
    )


def not_opened(talk: Conversation, trouble: str) -> Conversation:
    """A code that could not be opened, and why; the conversation goes on as it was."""
    return replace(talk, trouble=trouble)


# --- answers ---------------------------------------------------------------------------------------


def answer(talk: Conversation, values: Answers, rough: Rough = ALL_EXACT) -> Conversation:
    """Takes the answers to one question, in the place of any that were given or heard before; ``rough``:
    the days in them of which only the month or the year is known. What lay ahead counts again."""
    return replace(
        talk,
        given={**talk.given, **_without(talk.ahead, values), **values},
        changing=None,
        trouble="",
        typed=None if talk.typed and talk.typed.kind == "command" else talk.typed,
        heard=_without(talk.heard, values),
        rough={**_without({**talk.rough, **talk.ahead_rough}, values), **rough},
        ahead={},
        ahead_rough={},
    )


def moved(talk: Conversation, to: Conversation) -> Conversation:
    """Back or forward to a step that was taken before: what was told by then (``to``) counts, and what
    was told beyond it lies ahead."""
    return replace(
        talk,
        given=to.given,
        rough=to.rough,
        office=to.office,
        as_of=to.as_of,
        changing=None,
        trouble="",
        typed=None,
        ahead=_without({**talk.ahead, **talk.given}, to.given),
        ahead_rough=_without({**talk.ahead_rough, **talk.rough}, to.given),
    )


def change(talk: Conversation, question: str) -> Conversation:
    """Opens the question of that id again; its answer stands until there is another."""
    return replace(talk, changing=question)


def leave_change(talk: Conversation) -> Conversation:
    """The answer that was to be changed stays as it is."""
    return replace(talk, changing=None)


def question_changing(
    policy: Policy, talk: Conversation, answers: Answers, left: Iterable[Question] = ()
) -> Question | None:
    """The question being changed, if it is one of those behind ``answers``, which are the ones that
    apply, or behind what was heard, or one of those ``left``, opened ahead of its turn."""
    questions = [*grouped(policy, {**answers, **talk.heard}), *left]
    return next((question for question in questions if question.id == talk.changing), None)


def look_over(talk: Conversation) -> Conversation:
    """All answers have been seen together, and may stand."""
    return replace(talk, looked_over=True)


def accept_oddity(talk: Conversation, oddity: str) -> Conversation:
    """What looked odd is right, and is not asked about again."""
    return replace(talk, accepted=talk.accepted | {oddity})


def office_answered(
    talk: Conversation, point: str, favourable: bool | None, told_on: date
) -> Conversation:
    """What the office answered on a point, told on that day; None takes it back: not asked yet."""
    others = _without(talk.office, (point,))
    if favourable is None:
        return replace(talk, office=others)
    return replace(talk, office={**others, point: OfficeAnswer(favourable, told_on)})


def reckon(talk: Conversation, day: date | None) -> Conversation:
    """Chooses the day of reckoning (None: today)."""
    return replace(talk, as_of=day)


# --- words -----------------------------------------------------------------------------------------


def hear(
    talk: Conversation, typed: Typed, facts: Mapping[str, Unconfirmed], asked: tuple[str, ...]
) -> Conversation:
    """Takes what was typed when the facts ``asked`` were asked for, and the ``facts`` understood from
    it: they wait to be confirmed, a list with what was told of it before. "I do not know" is an answer
    at once; words in answer to the question being changed are confirmed in its place."""
    if typed.kind == "unknown":
        return close(answer(talk, dict.fromkeys(asked)))
    heard = {name: _heard_after(talk, name, fact, typed.corrects) for name, fact in facts.items()}
    return replace(
        talk,
        changing=None if any(name in asked for name in facts) else talk.changing,
        typed=typed,
        heard={**talk.heard, **heard},
    )


def _heard_after(talk: Conversation, name: str, told: Unconfirmed, corrects: bool) -> Unconfirmed:
    """What was told of a fact, joined with what was heard or else given of it before; what corrects
    takes its place."""
    before = talk.heard.get(name)
    known = before.value if before else talk.given.get(name)
    inexact = before.inexact if before else talk.rough.get(name, ())
    value = joined(known, told.value, corrects)
    single = not isinstance(known, tuple) and talk.changing is None
    replaced = known != value and (corrects or single)
    return told._replace(
        value=value,
        inexact=still_inexact(inexact, told.value, told.inexact, value),
        instead_of=known if replaced else None,
    )


def confirm(talk: Conversation) -> Conversation:
    """All that was heard is right: from now on it counts."""
    rough = {name: heard.inexact for name, heard in talk.heard.items() if heard.inexact}
    return close(answer(talk, {name: heard.value for name, heard in talk.heard.items()}, rough))


def drop(talk: Conversation, name: str) -> Conversation:
    """One fact was heard wrongly: it is left as it was given, or to be asked."""
    return replace(talk, heard=_without(talk.heard, (name,)))


def leave(talk: Conversation, piece: LeftOver) -> Conversation:
    """A piece that was not understood has been seen to, or is to be left."""
    if talk.typed is None:
        return talk
    left = tuple(one for one in talk.typed.left if one != piece)
    return replace(talk, typed=talk.typed._replace(left=left))


def drop_all(talk: Conversation) -> Conversation:
    """None of what was heard is right."""
    return close(replace(talk, heard={}))


def close(talk: Conversation) -> Conversation:
    """The reply to what was typed has been read."""
    return replace(talk, typed=None)


def _without(held: Mapping[str, T], names: Container[str]) -> dict[str, T]:
    return {name: value for name, value in held.items() if name not in names}
