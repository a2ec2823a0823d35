"""What is kept of a person's own words, as plain values; how they are understood is no matter here."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, cast

from advisor.facts.values import Diploma, FactValue, Spell

Kind = Literal["facts", "command", "question", "unknown", "chatter"]
"""What a text is: facts, a command, a question, "I do not know" in answer to one, or none of these."""

WhyLeft = Literal["unclear", "doubtful", "not_yet", "another", "from_when"]
"""Why a piece of a text was not taken: not understood, in doubt, only meant to be so, said of others, or a
length of time (干了七八年) of which the beginning is to be asked."""


class LeftOver(NamedTuple):
    """A piece of a text that was not taken, word for word. ``fact``: what it is about, where that is known."""

    said: str
    why: WhyLeft
    fact: str | None = None


Exactness = Literal["day", "month", "year"]
"""How much was said of a day."""


class Inexact(NamedTuple):
    """A day taken for the month or the year that was said: its last day."""

    day: date
    said: str
    exact: Exactness


def inexact(day: date, exact: Exactness) -> Inexact:
    """A day of which only the month or the year is known."""
    return Inexact(
        day, f"{day.year}年{day.month}月" if exact == "month" else f"{day.year}年", exact
    )


def joined(before: FactValue | None, told: FactValue, instead: bool = False) -> FactValue:
    """A list told bit by bit: what is new is added, a diploma told again is told anew; "none of them",
    a single value and what corrects (``instead``) stand for themselves."""
    if instead or not isinstance(before, tuple) or not isinstance(told, tuple) or not told:
        return told
    if isinstance(told[0], Diploma):
        kinds = {one.kind for one in told}
        kept = [one for one in cast("tuple[Diploma, ...]", before) if one.kind not in kinds]
        return (*kept, *told)
    return cast(FactValue, tuple(dict.fromkeys((*before, *told))))


def still_inexact(
    before: tuple[Inexact, ...], told: FactValue, said: tuple[Inexact, ...], value: FactValue
) -> tuple[Inexact, ...]:
    """The inexact days of ``value``: those that came with what was ``told`` last, and of those
    ``before`` the ones that it holds from earlier."""
    earlier = set(days_in(value)) - set(days_in(told))
    return (*(one for one in before if one.day in earlier), *said)


def days_in(value: FactValue) -> Iterator[date]:
    """The days that a value names, in their order."""
    for item in value if isinstance(value, tuple) else (value,):
        parts = item if isinstance(item, Spell | Diploma) else (item,)
        yield from (part for part in parts if isinstance(part, date))
