"""Conditions on time: in post on the day, and months that must be full."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from advisor.content import schema
from advisor.content.shape.conditions import Timed
from advisor.days import (
    ALWAYS,
    Stretch,
    counted_day,
    counts_from,
    covers,
    day_in_words,
    full_on,
    months_in_words,
    service_in_words,
    since,
)
from advisor.rules.case import Case
from advisor.rules.conditions.leaf import Leaf, Place, built_from, day_values, known
from advisor.rules.nodes import ELIGIBLE, EXCLUDED, NOT_YET, UNMET
from advisor.rules.outcome import Outcome

if TYPE_CHECKING:
    from advisor.facts.columns import Days
    from advisor.rules.columns import Outcomes, People, Stretches

T = TypeVar("T", bound=Timed)


@built_from(schema.InPost)
class InPostLeaf(Leaf[schema.InPost]):
    """A spell covers the day."""

    def __init__(self, id: str, content: schema.InPost, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.spells,)
        self.related_only = content.related_only
        self._holds = self._eligible()

    def evaluate(self, case: Case) -> Outcome:
        stretches = case.stretches(self.content.spells, self.content.related_only)
        if stretches is None:
            return self._confirm(self.content.spells)
        if not covers(stretches, case.as_of):
            return self._unmet()
        case.may_lapse = case.may_lapse or stretches[-1].last is not None
        return self._holds

    def over(self, people: "People") -> "Outcomes":
        stretches = people.stretches(self.content.spells, self.content.related_only)
        in_post = stretches.covers(people.as_of)
        people.lapse(in_post & ~stretches.to_date)
        return people.first_of(
            (~stretches.known, self._confirm(self.content.spells)),
            (in_post, self._holds),
            otherwise=self._unmet(),
        )

    def turns(self, case: Case) -> Iterable[date]:
        stretches = case.stretches(self.content.spells, self.content.related_only) or ()
        return [stretch.first for stretch in stretches]


class MonthsLeaf(Leaf[T]):
    """So many months must be full. Some of the time may count only if ``open_point`` is read in the
    person's favour; all of it may hang on when the line's diploma was got."""

    timed = True
    minds_its_line = True
    open_point: str | None = None

    def __init__(self, id: str, content: T, place: Place) -> None:
        super().__init__(id, content, place)
        self.counted_on = content.counted_to if isinstance(content.counted_to, date) else None
        if self.counted_on is not None:
            self.can_be = (ELIGIBLE, EXCLUDED)

    def stretches(self, case: Case) -> tuple[Stretch, ...] | None:
        """All the time there is; None if unknown."""
        raise NotImplementedError

    def stretches_of(self, people: "People") -> "Stretches":
        """``stretches`` for many people at once."""
        raise NotImplementedError

    def certain(self, case: Case, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        """What of the time counts certainly where no diploma says from when."""
        return stretches

    def certain_of(self, people: "People", stretches: "Stretches") -> "Stretches":
        """``certain`` for many people at once."""
        return stretches

    def evaluate(self, case: Case) -> Outcome:
        stretches = self.stretches(case)
        if stretches is None:
            return self._confirm(*self._unknown(case), day=None)
        proved = ALWAYS if self.line is None else self._graduated(case)
        in_all, certain = self._full(case, stretches, proved)
        if self.counted_on is not None:
            return self._by(self.counted_on, case, in_all, certain, proved)
        if in_all is None:
            return self._never()
        return self._counted(case, in_all, certain, proved)

    def over(self, people: "People") -> "Outcomes":
        stretches = self.stretches_of(people)
        proved = people.graduated(self.line)
        part = self.certain_of(people, stretches) if self.line is None else stretches.since(proved)
        certain = self._full_on_of(people, part)
        in_all = self._full_on_of(people, stretches)
        in_all = people.earlier(in_all, certain)
        if self.counted_on is not None:
            counted = self._by_of(people, self.counted_on, in_all, certain, proved)
            return people.either(stretches.known, counted, self._unknown_of(people))
        return people.first_of(
            (~stretches.known, self._unknown_of(people)),
            (people.never(in_all), self._never()),
            otherwise=self._counted_of(people, in_all, certain, proved),
        )

    def turns(self, case: Case) -> Iterable[date]:
        stretches = self.stretches(case)
        # Time gets nobody a diploma, nor does it change what is counted to one day.
        if stretches is None or self._not_held(case) or self.counted_on:
            return ()
        proved = ALWAYS if self.line is None else self._graduated(case)
        return known(*self._full(case, stretches, proved))

    def _never(self) -> Outcome:
        """Of time that never comes to be full."""
        return self._unmet(None)

    def _unknown(self, case: Case) -> list[str]:
        """What is to be told of time that is not known."""
        return [fact for fact in self.reads if case.facts.get(fact) is None]

    def _part(
        self, case: Case, stretches: tuple[Stretch, ...], proved: date | None
    ) -> tuple[Stretch, ...]:
        """What of the time counts certainly; all of it while no graduation day is known. ``proved``:
        from when the line's diploma is in hand."""
        if self.line is None:
            return self.certain(case, stretches)
        return stretches if proved is None else since(stretches, proved)

    def _full(
        self, case: Case, stretches: tuple[Stretch, ...], proved: date | None
    ) -> tuple[date | None, date | None]:
        """When the months are full in all, and when certainly."""
        in_all = self._full_on(stretches)
        if proved is None:
            return in_all, None
        part = self._part(case, stretches, proved)
        if part is stretches:
            return in_all, in_all
        certain = self._full_on(part)
        # Months differ in length: a day more of earlier work must not make it later than the part.
        if in_all is None or (certain is not None and certain < in_all):
            in_all = certain
        return in_all, certain

    def _full_on(self, stretches: tuple[Stretch, ...]) -> date | None:
        """From when the months count as full; where they are counted to one day, when they are full."""
        full = full_on(stretches, self.months, self.content.last_day_counts)
        counted_to = None if self.counted_on else self.content.counted_to
        return full if full is None or counted_to is None else counts_from(full, counted_to)

    def _full_on_of(self, people: "People", stretches: "Stretches") -> "Days":
        """``_full_on`` for many people at once."""
        full = stretches.full_on(self.months, self.content.last_day_counts)
        counted_to = None if self.counted_on else self.content.counted_to
        return full if counted_to is None else people.counts_from(full, counted_to)

    def _counted(
        self, case: Case, in_all: date, certain: date | None, proved: date | None
    ) -> Outcome:
        """Time of which only a part counts certainly (reading, section 3): full ``in_all`` on one day,
        and ``certain`` on another, counted from graduation or on the present stretch; what lies between
        hangs on ``open_point``, if the pack leaves that open and the office has not answered it."""
        answer = self._answer(case) if case.readings else None
        if answer and proved is not None:
            certain = max(in_all, proved)
        if certain is not None and certain <= case.as_of:
            return self._eligible(certain)
        enough_in_all = in_all <= case.as_of
        if proved is None:
            if enough_in_all:
                return self._confirm("graduated_on", day=None, possible_day=in_all)
            return self._not_yet(None)
        if self.open_point is None or answer is not None:
            return self._not_yet(certain) if certain is not None else self._unmet(None)
        if enough_in_all and proved <= case.as_of:
            possible = max(in_all, proved)
            return self._confirm(self.open_point, day=certain, possible_day=possible)
        return self._not_yet(certain)

    def _counted_of(
        self, people: "People", in_all: "Days", certain: "Days", proved: "Days"
    ) -> "Outcomes":
        """``_counted`` for many people at once."""
        open_point, as_of = self.open_point, people.as_of
        answer = None if open_point is None else people.readings.get(open_point)
        if answer:
            certain = people.later(in_all, proved)
        enough = in_all <= as_of
        waits = people.say(self._not_yet(None), certain)
        if open_point is None or answer is not None:
            rest = people.either(people.never(certain), self._unmet(None), waits)
        else:
            doubt = people.say(self._confirm(open_point), certain)
            rest = people.either(enough & (proved <= as_of), doubt, waits)
        undated = people.never(proved)
        return people.first_of(
            (certain <= as_of, people.say(self._eligible(), certain)),
            (undated & enough, self._confirm("graduated_on", day=None)),
            (undated, self._not_yet(None)),
            otherwise=rest,
        )

    def _by(
        self,
        last: date,
        case: Case,
        in_all: date | None,
        certain: date | None,
        proved: date | None,
    ) -> Outcome:
        """The same where time is counted to one day, the ``last``: it counts already before that day (then
        it has no day of its own), and what is not full by then never is under this notice."""
        answer = self._answer(case) if case.readings else None
        if answer and proved is not None:
            certain = in_all
        if certain is not None and certain <= last:
            return self._eligible(certain if certain <= case.as_of else ALWAYS)
        if in_all is None and case.as_of < last:
            return self._never()
        settled = proved is not None and (self.open_point is None or answer is not None)
        if in_all is None or in_all > last or settled:
            return self._closed
        if proved is None or self.open_point is None:
            return self._confirm("graduated_on", day=None, possible_day=in_all)
        return self._confirm(self.open_point, day=None, possible_day=max(in_all, proved))

    def _by_of(
        self, people: "People", last: date, in_all: "Days", certain: "Days", proved: "Days"
    ) -> "Outcomes":
        """``_by`` for many people at once."""
        open_point, undated = self.open_point, people.never(proved)
        answer = None if open_point is None else people.readings.get(open_point)
        by, since = people.counted_by(last), in_all if answer else certain
        rest = self._closed
        if open_point is not None and answer is None:
            rest = self._confirm(open_point, day=None)
        full = (since <= by) & ~(undated & bool(answer))
        return people.first_of(
            (full & (since <= people.as_of), people.say(self._eligible(), since)),
            (full, self._eligible()),
            (people.never(in_all) & (people.as_of < by), self._never()),
            (in_all > by, self._closed),
            (undated, self._confirm("graduated_on", day=None)),
            otherwise=rest,
        )

    @property
    def _closed(self) -> Outcome:
        """Of time that is not full by the one day to which it counts."""
        return Outcome(self, EXCLUDED, None)

    def _unknown_of(self, people: "People") -> "Outcomes":
        """Of those whose time is not known: what of it is to be told."""
        return people.all_of(
            [
                people.either(people.unknown(fact), self._confirm(fact, day=None), self._eligible())
                for fact in self.reads
            ]
        )

    def _answer(self, case: Case) -> bool | None:
        """What the office has answered to ``open_point``; None while it has not."""
        return None if self.open_point is None else case.readings.get(self.open_point)

    # --- what it says -------------------------------------------------------------------------

    def so_far(self, case: Case, outcome: Outcome) -> str:
        """The time up to the day it is counted to: what certainly counts, where the outcome rests on that."""
        stretches = self.stretches(case)
        if stretches is None:
            return ""
        if outcome.status in (ELIGIBLE, NOT_YET) and not self._answer(case):
            stretches = self._part(case, stretches, self._graduated(case))
        return service_in_words(stretches, self._counted_to(case), self.content.last_day_counts)

    def _counted_to(self, case: Case) -> date:
        """The day up to which it counts."""
        return counted_day(case.as_of, self.content.counted_to)

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        return {
            **super().values(case, outcome),
            **day_values(case, outcome),
            "threshold": months_in_words(self.months),
            "so_far": self.so_far(case, outcome),
            "counted_to": day_in_words(self._counted_to(case)),
        }

    def short_values(self) -> Mapping[str, str]:
        return {"threshold": months_in_words(self.months), "diploma": self.diploma_label()}

    def key(self, case: Case, outcome: Outcome) -> str:
        """The sentence that tells the office's answer, where the outcome is what that makes it."""
        if self.open_point and self._answer(case) is (outcome.status < UNMET):
            return self.open_point
        return "else"


@built_from(schema.Service)
class ServiceLeaf(MonthsLeaf[schema.Service]):
    """Months of work, or of living or being insured somewhere. Of all of it, what counts certainly is what
    follows the line's graduation, or the present stretch, where the pack says so; else all of it. Nothing
    counts at all but an ``unbroken`` stretch, or what lies ``after`` a day, where it says so."""

    def __init__(self, id: str, content: schema.Service, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.spells,) if content.after is None else (content.spells, content.after)
        self.related_only = content.related_only
        self.open_point = content.before_graduation or content.before_present
        if self.open_point and (self.line is not None or content.before_present):
            self.points = (self.open_point,)

    def evaluate(self, case: Case) -> Outcome:
        outcome = super().evaluate(case)
        if self.content.unbroken and outcome.status is ELIGIBLE:
            case.may_lapse = case.may_lapse or (self.stretches(case) or ())[-1].last is not None
        return outcome

    def over(self, people: "People") -> "Outcomes":
        outcomes = super().over(people)
        if self.content.unbroken:
            people.lapse((outcomes.status == ELIGIBLE) & ~self.stretches_of(people).to_date)
        return outcomes

    def stretches(self, case: Case) -> tuple[Stretch, ...] | None:
        content = self.content
        stretches = case.stretches(content.spells, content.related_only)
        after = ALWAYS if content.after is None else case.day(content.after)
        if stretches is None or after is None:
            return None
        found = since(stretches, after)
        return tuple(s for s in found if covers((s,), case.as_of)) if content.unbroken else found

    def certain(self, case: Case, stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        if self.content.before_present is None:
            return stretches
        return tuple(s for s in stretches if covers((s,), case.as_of)) or stretches

    def stretches_of(self, people: "People") -> "Stretches":
        content = self.content
        found = people.stretches(content.spells, content.related_only)
        if content.after is not None:
            found = found.after(people.days(content.after))
        return found.unbroken(people.as_of) if content.unbroken else found

    def certain_of(self, people: "People", stretches: "Stretches") -> "Stretches":
        if self.content.before_present is None:
            return stretches
        return stretches.present(people.as_of)

    def work(self, case: Case) -> tuple[Stretch, ...]:
        """What must be unbroken is a time of living or being insured somewhere, not of work."""
        return () if self.content.unbroken else self.stretches(case) or ()


class SinceLeaf(MonthsLeaf[T]):
    """Months since a day, or since the later of several; an unknown one leaves it open."""

    can_be = (ELIGIBLE, NOT_YET)

    def stretches(self, case: Case) -> tuple[Stretch, ...] | None:
        days = []
        for name in self.reads:
            day = case.day(name)
            if day is None:
                return None
            days.append(day)
        return (Stretch(max(days), None),)

    def stretches_of(self, people: "People") -> "Stretches":
        return people.since(self.reads)

    def _never(self) -> Outcome:
        return self._not_yet(None)

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        start = max(known(*(case.day(name) for name in self.reads)), default=None)
        since_then = day_in_words(start) if start else ""
        return super().values(case, outcome) | {"since": since_then}


@built_from(schema.Holding)
class HoldingLeaf(SinceLeaf[schema.Holding]):
    """Months since a date, certainly counted from graduation where a diploma line asks for them."""

    def __init__(self, id: str, content: schema.Holding, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = (content.since,)
        self.open_point = content.before_graduation
        if self.open_point and self.line is not None:
            self.points = (self.open_point,)


@built_from(schema.Elapsed)
class ElapsedLeaf(SinceLeaf[schema.Elapsed]):
    """Months since the later of several dates, whatever diploma it stands beside."""

    minds_its_line = False

    def __init__(self, id: str, content: schema.Elapsed, place: Place) -> None:
        super().__init__(id, content, place)
        self.reads = tuple(content.since)


@built_from(schema.SinceGraduation)
class SinceGraduationLeaf(SinceLeaf[schema.SinceGraduation]):
    """Months since graduation with the line's diploma."""

    reads = ()

    def stretches(self, case: Case) -> tuple[Stretch, ...] | None:
        graduated = self._graduated(case)
        return None if graduated is None else (Stretch(graduated, None),)

    def stretches_of(self, people: "People") -> "Stretches":
        return people.from_days(people.graduated(self.line))

    def _unknown(self, case: Case) -> list[str]:
        return ["graduated_on"]

    def _unknown_of(self, people: "People") -> "Outcomes":
        return people.say(self._confirm("graduated_on", day=None))

    def values(self, case: Case, outcome: Outcome) -> dict[str, str]:
        graduated = self._graduated(case)
        since_then = day_in_words(graduated) if graduated else ""
        return super().values(case, outcome) | {"since": since_then}
