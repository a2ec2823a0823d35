"""What conditions and trees of conditions have in common: two questions.

``evaluate`` gives an outcome (reading, sections 2 to 4), ``over`` those of many people at once. ``prospect`` gives what the outcome may still
become while some facts have not been asked for: its best and worst status and the facts it still
hangs on; the interview is derived from it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.days import ALWAYS
from advisor.facts.values import FactValue
from advisor.rules.case import Case
from advisor.rules.outcome import NOTHING, Outcome, Speaker, Status, enough_status

if TYPE_CHECKING:
    from advisor.rules.columns import Outcomes, People

ELIGIBLE, CONFIRM, NOT_YET, UNMET, EXCLUDED = Status


class Prospect(NamedTuple):
    """What an outcome may still become: between ``best`` and ``worst``, hanging on ``open`` facts.

    With no open facts it is settled. ``always``: it certainly holds, whatever the day."""

    best: Status
    worst: Status
    open: frozenset[str] = NOTHING
    always: bool = False


CLOSED = Prospect(EXCLUDED, EXCLUDED)
"""Of what nothing can open any more."""


def settled(outcome: Outcome) -> Prospect:
    status = outcome.status
    return Prospect(status, status, NOTHING, status is ELIGIBLE and outcome.day is ALWAYS)


class Lever(NamedTuple):
    """Something a person could bring about: ``fact`` would then be ``value``. ``say`` completes
    「只要…」; ``clause`` is the clause that asks for it."""

    fact: str
    value: FactValue
    say: str
    clause: str


class Node(Speaker, ABC):
    """A place in a route's tree. ``parts`` are the nodes below it, in content order; ``reads`` the facts
    that it looks at itself, besides those of the diploma ``line`` it stands in.

    ``either``: one part is enough. ``by_diploma``: it is about which diploma is held, so that the table
    of all rules parts by it. ``months``: how long it asks for (0: no time). ``points``: the interpretations that it,
    not its parts, may come to hang on. ``materials``: all that may prove it, whatever is answered.
    ``edges``: numbers told, or months since a day told, at which it comes to say something else (``months``
    need not be among them).
    ``at_most``: facts of which more can by itself make it say something worse: an upper bound, an age.
    ``row_by_row``: of a table said a second time for some, the rows as they are, those as they are for these,
    and what tells the two apart.
    ``related_only``: it asks whether work was in the specialty applied for.
    ``counted_on``: the one day to which it counts, whenever it is asked.
    ``worth_of_parts``: of a list of which not each item counts alike, how much each counts, in words."""

    reads: tuple[str, ...] = ()
    either = False
    by_diploma = False
    months = 0
    points: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    parts: "Sequence[Node]" = ()
    worth_of_parts: Sequence[str] = ()
    edges: tuple[int, ...] = ()
    related_only = False
    counted_on: date | None = None
    at_most: frozenset[str] = NOTHING
    row_by_row: "tuple[Node, Node, Node] | None" = None
    _looks_at: frozenset[str] | None = None

    @abstractmethod
    def evaluate(self, case: Case) -> Outcome:
        """The outcome for this person on this day."""

    @abstractmethod
    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        """What the outcome may become once the ``unasked`` facts are answered (or are not known)."""

    def over(self, people: "People") -> "Outcomes":
        """``evaluate`` for many people at once. Here: once for each way that what it looks at is answered,
        which is quick where these are few; a condition on days says it over arrays instead."""
        return people.each(self.evaluate, self.looks_at)

    @property
    def short(self) -> str | None:
        """What it asks for in a few words; None where its parts say that."""
        return None

    def turns(self, case: Case) -> Iterable[date]:
        """The days on which this very node may come to say something better, whenever they are."""
        return ()

    def lever(self, case: Case) -> Lever | None:
        """What a person who lacks this could bring about; None if there is nothing, if nothing is
        lacking, or if the fact is unknown."""
        return None

    def proved_anyway(self) -> list[str]:
        """The materials that it asks for whichever of its ways is taken."""
        below = [part.proved_anyway() for part in self.parts]
        if self.either:
            return [proof for proof in below[0] if all(proof in proofs for proofs in below)]
        return list(dict.fromkeys(proof for proofs in below for proof in proofs))

    @property
    def looks_at(self) -> frozenset[str]:
        """Every fact that this node or one below it looks at: no other changes what it says."""
        # No ``cached_property``: it takes the node's dictionary, and every attribute is then found slower.
        if self._looks_at is None:
            own = self.reads if self.line is None else (*self.reads, self.line.diplomas)
            self._looks_at = frozenset(own).union(*(part.looks_at for part in self.parts))
        return self._looks_at

    def walk(self) -> "Iterable[Node]":
        """This node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def together(prospects: Iterable[Prospect]) -> Prospect:
    """Where all count: all that they leave open, unless one is certain to exclude: then nothing can
    change any more, and those after it are not looked at."""
    best = worst = ELIGIBLE
    open_facts = NOTHING
    always = True
    for prospect in prospects:
        if prospect.best is EXCLUDED:
            return CLOSED
        if prospect.best > best:
            best = prospect.best
        if prospect.worst > worst:
            worst = prospect.worst
        if prospect.open:
            open_facts |= prospect.open
        always = always and prospect.always
    return Prospect(best, worst, open_facts, always)


def best_of(prospects: Iterable[Prospect]) -> Prospect:
    """Where one is enough: only those matter that can still be chosen, or lend their day to the one
    chosen. Behind one that holds always, none is looked at."""
    seen = []
    for prospect in prospects:
        if prospect.always:
            return prospect
        seen.append(prospect)
    best = min(prospect.best for prospect in seen)
    worst = min(prospect.worst for prospect in seen)
    if best is EXCLUDED:
        return CLOSED
    open_facts = NOTHING.union(
        *(p.open for p in seen if p.best <= worst or (worst is CONFIRM and p.best is NOT_YET))
    )
    return Prospect(best if open_facts else worst, worst, open_facts)


def enough_of(prospects: Iterable[tuple[Prospect, int]], needed: int) -> Prospect:
    """Where so much of the worth of several must hold: only those matter that can still be counted, or
    lend their day."""
    seen = list(prospects)
    if sum(worth for prospect, worth in seen if prospect.always) >= needed:
        return Prospect(ELIGIBLE, ELIGIBLE, NOTHING, always=True)
    best = enough_status(((prospect.best, worth) for prospect, worth in seen), needed)
    worst = enough_status(((prospect.worst, worth) for prospect, worth in seen), needed)
    if best is UNMET:
        return Prospect(UNMET, UNMET)
    latest = min(NOT_YET, worst) if worst is not CONFIRM else NOT_YET
    open_facts = NOTHING.union(*(p.open for p, _ in seen if p.best <= latest))
    return Prospect(best if open_facts else worst, worst, open_facts)
