"""The kinds of condition: each evaluates one person on one day, and says what could still change.

Thresholds, lists and clauses come from content (``conditions.yaml``, ``routes.yaml``).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar, cast

from advisor.content import schema
from advisor.days import ALWAYS, Stretch, add_months, covers, full_on, since
from advisor.facts.values import FactValue, option_id
from advisor.rules.nodes import (
    CONFIRM,
    ELIGIBLE,
    EXCLUDED,
    NOT_YET,
    UNMET,
    Case,
    Line,
    Node,
    Prospect,
    all_of_prospect,
    best_of,
    settled,
)
from advisor.rules.outcome import Outcome, all_of, any_of

C = TypeVar("C", bound=schema.Condition)


class Leaf(Node, Generic[C]):
    """A single condition: its content, where it stands, which facts it reads.

    ``can_be``: the best and worst it can say while a fact it reads has not been asked for."""

    can_be = (ELIGIBLE, UNMET)
    speaks = True
    reads: tuple[str, ...]

    def __init__(
        self,
        id: str,
        content: C,
        clause: str,
        months: int | None = None,
        line: Line | None = None,
    ) -> None:
        self.id = id
        self.content = content
        self.clause = clause
        self.months = months or 0
        self.line = line
        self.reported_as = content.reported_as or id

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        reads = self.reads if self.line is None else (*self.reads, self.line.diplomas)
        open_facts = unasked.intersection(reads)
        if open_facts:
            return Prospect(*self.can_be, open_facts)
        return settled(self.evaluate(case))

    def lever(self, case: Case) -> FactValue | None:
        """The value of its fact that a person who lacks this could bring about; None if there is
        none, if nothing is lacking, or if the fact is unknown."""
        return None

    def _eligible(self, day: date = ALWAYS) -> Outcome:
        return Outcome(self, ELIGIBLE, day)

    def _confirm(
        self, *ids: str, day: date | None = ALWAYS, possible_day: date | None = None
    ) -> Outcome:
        return Outcome(self, CONFIRM, day, confirm=frozenset(ids), possible_day=possible_day)

    def _not_yet(self, day: date | None) -> Outcome:
        return Outcome(self, NOT_YET, day)

    def _unmet(self, day: date | None = ALWAYS) -> Outcome:
        return Outcome(self, UNMET, day, missing=frozenset((self.reported_as,)))

    def _counted(
        self, case: Case, in_all: date, certain: date | None, open_point: str | None
    ) -> Outcome:
        """Time of which only a part counts certainly (reading, section 3): full ``in_all`` on one day,
        and ``certain`` on another, counted from graduation or on the present stretch; what lies between
        hangs on ``open_point``, if the pack leaves that open and the office has not answered it."""
        proved = self._proved_from(case)
        if case.readings and open_point is not None and open_point in case.readings:
            if case.readings[open_point] and proved is not None:
                certain = max(in_all, proved)
            open_point = None
        if certain is not None and certain <= case.as_of:
            return self._eligible(certain)
        enough_in_all = in_all <= case.as_of
        if proved is None:
            if enough_in_all:
                return self._confirm("graduated_on", day=None, possible_day=in_all)
            return self._not_yet(None)
        if open_point is None:
            return self._not_yet(certain) if certain is not None else self._unmet(None)
        if enough_in_all and proved <= case.as_of:
            return self._confirm(open_point, day=certain, possible_day=max(in_all, proved))
        return self._not_yet(certain)

    def _proved_from(self, case: Case) -> date | None:
        """From when the diploma of the line is in hand; None if that day is unknown."""
        return ALWAYS if self.line is None else self._graduated(case)

    def _graduated(self, case: Case) -> date | None:
        if self.line is None:
            return None
        return (case.diplomas(self.line.diplomas) or {}).get(self.line.kind)


def _value_of(option: str) -> str | bool:
    """The value of a choice or yes/no fact by its option id: the reverse of ``option_id``."""
    return {"yes": True, "no": False}.get(option, option)


class ChoiceLeaf(Leaf[schema.Choice]):
    """A choice or yes/no fact. All its outcomes are made once: they depend on nothing else."""

    def __init__(
        self,
        id: str,
        content: schema.Choice,
        clause: str,
        options: Iterable[str],
        line: Line | None = None,
    ) -> None:
        super().__init__(id, content, clause)
        self.reported_as = content.reported_as or content.fact
        self.fact = content.fact
        self.reads = (content.fact,)
        by_option: dict[str, Outcome] = {}
        for option in options:
            if option in content.confirms:
                by_option[option] = self._confirm(content.confirms[option])
            elif option in content.passes or (not content.passes and option not in content.fails):
                by_option[option] = self._eligible()
            elif content.otherwise == "excluded":
                by_option[option] = Outcome(self, EXCLUDED, None)
            else:
                by_option[option] = self._unmet()
        unknown = (
            self._eligible()
            if content.unknown_reminds
            else self._confirm(content.unknown_as or content.fact)
        )
        self._by_value: dict[FactValue | None, Outcome] = {None: unknown}
        for option, outcome in by_option.items():
            self._by_value[_value_of(option)] = outcome
        # What is said instead once the office has answered a point: (in favour, against).
        fails = Outcome(self, EXCLUDED, None) if content.otherwise == "excluded" else self._unmet()
        either = (fails, self._eligible()) if content.favour_closes else (self._eligible(), fails)
        self._answered = dict.fromkeys(content.confirms.values(), either)
        self._unknown_answered = (self._eligible(), self._confirm(content.fact))
        statuses = [outcome.status for outcome in self._by_value.values()]
        self.can_be = (min(statuses), max(statuses))

    def evaluate(self, case: Case) -> Outcome:
        value = case.facts.get(self.fact)
        outcome = self._by_value[value]
        return self._as_answered(value, outcome, case) if case.readings else outcome

    def _as_answered(self, value: FactValue | None, outcome: Outcome, case: Case) -> Outcome:
        for point in outcome.confirm & case.readings.keys():
            either = self._unknown_answered if value is None else self._answered[point]
            return either[0] if case.readings[point] else either[1]
        return outcome

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        if case.readings and self.fact in unasked:
            statuses = [
                self._as_answered(value, outcome, case).status
                for value, outcome in self._by_value.items()
            ]
            return Prospect(min(statuses), max(statuses), frozenset((self.fact,)))
        return super().prospect(case, unasked)

    def lever(self, case: Case) -> FactValue | None:
        lever, known = self.content.lever, case.facts.get(self.fact) is not None
        if lever is None or not known or self.evaluate(case).status is ELIGIBLE:
            return None
        return _value_of(lever.to)

    def at(self, option: str | None) -> Outcome:
        """The outcome for one option id (None: unknown)."""
        for value, outcome in self._by_value.items():
            if option_id(value) == option:
                return outcome
        raise KeyError(option)


class InPostLeaf(Leaf[schema.InPost]):
    """A spell covers the day."""

    def __init__(self, id: str, content: schema.InPost, clause: str) -> None:
        super().__init__(id, content, clause)
        self.reads = (content.spells,)
        self._holds = self._eligible()

    def evaluate(self, case: Case) -> Outcome:
        stretches = case.stretches(self.content.spells, self.content.related_only)
        if stretches is None:
            return self._confirm(self.content.spells)
        if not covers(stretches, case.as_of):
            return self._unmet()
        case.may_lapse = case.may_lapse or stretches[-1].last is not None
        return self._holds

    def turns(self, case: Case) -> Iterable[date]:
        stretches = case.stretches(self.content.spells, self.content.related_only) or ()
        return [stretch.first for stretch in stretches]


class ServiceLeaf(Leaf[schema.Service]):
    """Months of work. Of all of it, what counts certainly is what follows the line's graduation, or the
    present stretch, where the pack says so; else all of it."""

    timed = True

    def __init__(
        self, id: str, content: schema.Service, clause: str, months: int, line: Line | None
    ) -> None:
        super().__init__(id, content, clause, months, line)
        self.reads = (content.spells,)
        self.open_point = content.before_graduation or content.before_present

    def evaluate(self, case: Case) -> Outcome:
        stretches = case.stretches(self.content.spells, self.content.related_only)
        if stretches is None:
            return self._confirm(self.content.spells, day=None)
        in_all, certain = self._full(case, stretches)
        if in_all is None:
            return self._unmet(None)
        return self._counted(case, in_all, certain, self.open_point)

    def turns(self, case: Case) -> Iterable[date]:
        stretches = case.stretches(self.content.spells, self.content.related_only)
        return _known(*self._full(case, stretches)) if stretches is not None else ()

    def certain(self, case: Case, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        """What of the stretches counts certainly; all of it while no graduation day is known."""
        if self.line is not None:
            graduated = self._graduated(case)
            return since(stretches, graduated) if graduated else stretches
        if self.content.before_present is not None:
            present = tuple(s for s in stretches if covers((s,), case.as_of))
            return present or stretches
        return stretches

    def _full(self, case: Case, stretches: tuple[Stretch, ...]) -> tuple[date | None, date | None]:
        """When the months are full in all, and when certainly."""
        in_all = full_on(stretches, self.months)
        if self.line is not None and self._graduated(case) is None:
            return in_all, None
        certain = full_on(self.certain(case, stretches), self.months)
        # Months differ in length: a day more of earlier work must not make it later than the part.
        return min(filter(None, (in_all, certain)), default=None), certain


class HoldingLeaf(Leaf[schema.Holding]):
    """Months since a date, certainly counted from graduation where a diploma line asks for them."""

    timed = True
    can_be = (ELIGIBLE, NOT_YET)

    def __init__(
        self, id: str, content: schema.Holding, clause: str, months: int, line: Line | None
    ) -> None:
        super().__init__(id, content, clause, months, line)
        self.reads = (content.since,)

    def evaluate(self, case: Case) -> Outcome:
        held_since = case.day(self.content.since)
        if held_since is None:
            return self._confirm(self.content.since, day=None)
        in_all, certain = self._full(case, held_since)
        return self._counted(case, in_all, certain, self.content.before_graduation)

    def turns(self, case: Case) -> Iterable[date]:
        held_since = case.day(self.content.since)
        return _known(*self._full(case, held_since)) if held_since is not None else ()

    def _full(self, case: Case, held_since: date) -> tuple[date, date | None]:
        """When the months are full in all, and when certainly."""
        in_all = add_months(held_since, self.months) or date.max
        if self.line is None:
            return in_all, in_all
        graduated = self._graduated(case)
        if graduated is None:
            return in_all, None
        return in_all, add_months(max(held_since, graduated), self.months)


class ElapsedLeaf(Leaf[schema.Elapsed]):
    """Months since the later of several dates; an unknown one leaves it open."""

    timed = True
    can_be = (ELIGIBLE, NOT_YET)

    def __init__(self, id: str, content: schema.Elapsed, clause: str, months: int) -> None:
        super().__init__(id, content, clause, months)
        self.reads = tuple(content.since)

    def evaluate(self, case: Case) -> Outcome:
        days = {name: case.day(name) for name in self.reads}
        unknown = [name for name, day in days.items() if day is None]
        if unknown:
            return self._confirm(*unknown, day=None)
        full = self._full(days.values())
        if full is not None and full <= case.as_of:
            return self._eligible(full)
        return self._not_yet(full)

    def turns(self, case: Case) -> Iterable[date]:
        days = [case.day(name) for name in self.reads]
        return () if None in days else _known(self._full(days))

    def _full(self, days: Iterable[date | None]) -> date | None:
        return add_months(max(day for day in days if day is not None), self.months)


class DiplomaLeaf(Leaf[schema.HasDiploma]):
    """The line's diploma: in hand, ahead, of unknown date, or not held (which closes the line)."""

    timed = True
    can_be = (ELIGIBLE, EXCLUDED)
    line: Line

    def __init__(self, id: str, content: schema.HasDiploma, clause: str, line: Line) -> None:
        super().__init__(id, content, clause, line=line)
        self.reads = (content.diplomas,)
        self.not_held = Outcome(self, EXCLUDED, None)

    def evaluate(self, case: Case) -> Outcome:
        held = case.diplomas(self.content.diplomas)
        if held is None:
            return self._confirm(self.content.diplomas, day=None)
        if self.line.kind not in held:
            return self.not_held
        graduated = held[self.line.kind]
        if graduated is None:
            return self._confirm("graduated_on", day=None)
        return self._eligible(graduated) if graduated <= case.as_of else self._not_yet(graduated)

    def turns(self, case: Case) -> Iterable[date]:
        return _known(self._graduated(case))


class NoDiplomaLeaf(Leaf[schema.NoDiploma]):
    """No diploma at all; only doubtful ones leave it open, each under its own point."""

    can_be = (ELIGIBLE, EXCLUDED)

    def __init__(self, id: str, content: schema.NoDiploma, clause: str) -> None:
        super().__init__(id, content, clause)
        self.reads = (content.diplomas,)

    def evaluate(self, case: Case) -> Outcome:
        held = case.diplomas(self.content.diplomas)
        if held is None:
            return self._confirm(self.content.diplomas)
        if not held:
            return self._eligible()
        doubts = {self.content.doubtful.get(kind) for kind in held}
        if any(doubt is None or case.readings.get(doubt) for doubt in doubts):
            return Outcome(self, EXCLUDED, None)
        unanswered = [doubt for doubt in doubts if doubt is not None and doubt not in case.readings]
        return self._confirm(*unanswered) if unanswered else self._eligible()


class RecentYearLeaf(Leaf[schema.RecentYear]):
    """The day's year is one of the years named, or within so many years after one."""

    def __init__(self, id: str, content: schema.RecentYear, clause: str) -> None:
        super().__init__(id, content, clause)
        self.reads = (content.fact,)

    def evaluate(self, case: Case) -> Outcome:
        years = cast("tuple[int, ...] | None", case.facts.get(self.content.fact))
        if years is None:
            return self._confirm(self.content.fact)
        recent = any(0 <= case.as_of.year - year <= self.content.within_years for year in years)
        if not recent:
            return self._unmet()
        case.may_lapse = True
        return self._eligible()

    def turns(self, case: Case) -> Iterable[date]:
        years = cast("tuple[int, ...]", case.facts.get(self.content.fact) or ())
        return [date(year, 1, 1) for year in years]


class ListedItem(Node):
    """One item of a list: held, and what else must hold for it to count."""

    def __init__(self, id: str, clause: str, owner: "ListedLeaf", provided: Sequence[Node]) -> None:
        self.id = id
        self.clause = clause
        self.owner = owner
        self.parts = provided
        self._held = Outcome(self, ELIGIBLE)
        self._not_held = Outcome(self, UNMET, missing=frozenset((owner.reported_as,)))

    def evaluate(self, case: Case) -> Outcome:
        if not self.parts:
            return self._held
        outcome = all_of(self, tuple(part.evaluate(case) for part in self.parts))
        if outcome.status is UNMET:
            # What is lacking is an item that counts, whatever keeps this one from counting.
            return outcome._replace(missing=self._not_held.missing)
        return outcome

    def not_held(self) -> Outcome:
        """The outcome for a person who does not have it."""
        return self._not_held

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return all_of_prospect(self, case, unasked)


class ListedLeaf(Leaf[schema.Listed]):
    """One of a list is enough. The items are its parts."""

    def __init__(
        self, id: str, content: schema.Listed, clause: str, provided: Mapping[str, Sequence[Node]]
    ) -> None:
        super().__init__(id, content, clause)
        self.reads = (content.fact,)
        self.items = {
            name: ListedItem(name, item.clause, self, provided[name])
            for name, item in content.items.items()
        }
        self.parts = tuple(self.items.values())

    def held(self, case: Case) -> tuple[str, ...] | None:
        """The items the person has named, in content order; None if unknown."""
        return cast("tuple[str, ...] | None", case.facts.get(self.content.fact))

    def evaluate(self, case: Case) -> Outcome:
        held = self.held(case)
        if held is None:
            return self._confirm(self.content.fact)
        return any_of(
            self,
            tuple(
                item.evaluate(case) if name in held else item.not_held()
                for name, item in self.items.items()
            ),
        )

    def lever(self, case: Case) -> FactValue | None:
        held = self.held(case)
        if self.content.lever is None or held is None or self.evaluate(case).status is ELIGIBLE:
            return None
        counts = [name for name, item in self.items.items() if not item.parts]
        return (*held, counts[0]) if counts else None

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        held = self.held(case)
        if self.content.fact in unasked:
            own = [item.prospect(case, unasked).open for item in self.items.values()]
            return Prospect(ELIGIBLE, UNMET, frozenset((self.content.fact,)).union(*own))
        if held is None:
            return settled(self.evaluate(case))
        prospects = [self.items[name].prospect(case, unasked) for name in held]
        can_count = [prospect for prospect in prospects if prospect.best < UNMET]
        return best_of(self, [*can_count, Prospect(UNMET, UNMET)], case)


class OpenPoint(Node):
    """A point the notice leaves open: to be confirmed, under the interpretation's id, until the
    office has answered; then it holds, or is what content says."""

    def __init__(
        self, interpretation: str, clause: str | None, if_no: schema.IfNo = "excluded"
    ) -> None:
        self.id = interpretation
        self.clause = clause
        this = frozenset((interpretation,))
        against = {
            "excluded": Outcome(self, EXCLUDED, None),
            "not_yet": Outcome(self, NOT_YET, None),
            "unmet": Outcome(self, UNMET, missing=this),
        }
        self._by_answer = {
            None: Outcome(self, CONFIRM, confirm=this),
            True: Outcome(self, ELIGIBLE),
            False: against[if_no],
        }

    def evaluate(self, case: Case) -> Outcome:
        return self._by_answer[case.readings.get(self.id)]

    def prospect(self, case: Case, unasked: frozenset[str]) -> Prospect:
        return settled(self.evaluate(case))


def _known(*days: date | None) -> list[date]:
    return [day for day in days if day is not None]
