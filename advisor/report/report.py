"""The report: all that is said of an assessment, each part made when first asked for and then kept.

Every surface takes a report and only lays it out. What would come of other answers, or of another day,
is tried by further assessments, and only where a surface shows it.
"""

from datetime import date
from functools import cached_property
from typing import NamedTuple

from advisor.content import schema
from advisor.days import day_in_words
from advisor.facts.told import ALL_EXACT, NOT_ASKED, OfficeAnswer, OfficeAnswers, Rough, Told
from advisor.facts.told_in_words import Inexact
from advisor.report import prospects_in_words, reasons
from advisor.report.checklist import Checklist, Item, checklist, lacking_items
from advisor.report.lacking import Lacking, lacking
from advisor.report.lead import Ahead, Lead, lead
from advisor.report.other_routes import OtherRoute, other_routes
from advisor.report.procedure import Deadline, Office, deadline, offices
from advisor.report.reasons import Advice, Point, Reason, replied
from advisor.report.reckoning import difference
from advisor.report.rough_days import rough_days_that_matter
from advisor.report.spoken import read_out
from advisor.report.timeline import Timeline, timeline
from advisor.report.what_hangs_on_what import cannot_matter
from advisor.report.what_would_help import changes, earliest
from advisor.rules.assess import Assessment, RouteResult, assess
from advisor.rules.outcome import Status, carrying
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words, fact_in_words

MOST_CHANGES = 3  # told for one route
REASONS_IN_A_LINE = 3  # clauses cited, and reasons told where no route is open


class OfficeSaid(NamedTuple):
    """A point that the office has answered: its id and name, the answer as a sentence, and the answer."""

    id: str
    name: str
    sentence: str
    answer: OfficeAnswer


class RouteReport:
    """All that is said of one route."""

    def __init__(self, assessment: Assessment, result: RouteResult) -> None:
        self.assessment = assessment
        self.result = result
        self.plan = result.plan
        self.status = result.status

    @cached_property
    def headline(self) -> str:
        """What the route comes to, in a sentence."""
        return reasons.headline(self.assessment, self.result)

    @cached_property
    def one_line(self) -> str:
        """Why the route stands as it does, in one sentence."""
        return reasons.one_line(self.assessment, self.result)

    @cached_property
    def closed_because(self) -> str:
        """Of a closed route, in a few words, what closes it; else empty."""
        return reasons.closed_because(self.assessment, self.result)

    @cached_property
    def reasons(self) -> list[Reason]:
        """Every condition of the branch that carries the route."""
        return reasons.reasons(self.assessment, self.result)

    @cached_property
    def decisive(self) -> list[Reason]:
        """The conditions that give the route its status."""
        return reasons.decisive(self.assessment, self.result)

    @cached_property
    def points(self) -> list[Point]:
        """What is to be confirmed before the route is certain."""
        return reasons.points(self.assessment, self.result)

    @cached_property
    def reminders(self) -> list[str]:
        """What is shown with the route and never changes it."""
        return reasons.reminders(self.assessment, self.result)

    @cached_property
    def lacking(self) -> list[Lacking]:
        """What is lacking, by name."""
        return lacking(self.assessment.policy, self.result)

    @cached_property
    def short_of(self) -> list[str]:
        """What is lacking and what is waited for, in the sentences of the conditions; of a wait in
        vain, what will have lapsed."""
        if self.result.lapsed is not None:
            return [reasons.lapse(self.assessment, self.result)]
        return [
            reasons.reason(self.assessment, outcome).sentence
            for outcome in carrying(self.result.outcome)
            if outcome.status in (Status.UNMET, Status.NOT_YET)
        ]

    @cached_property
    def why(self) -> str:
        """What decides, in a line with the clauses it stands on."""
        said = self.one_line if self.status is Status.ELIGIBLE else self.headline
        words = map(clause_in_words, reasons.cited(self.result)[:REASONS_IN_A_LINE])
        cited = "、".join(clause for clause in words if clause not in said)
        return f"{said.removesuffix('。')}（{cited}）。" if cited else said

    @cached_property
    def spoken(self) -> str:
        """The verdict as one says it on the phone."""
        return read_out(self.assessment, self.result)

    @cached_property
    def checklist(self) -> Checklist:
        """What to prepare; empty for a closed route."""
        return checklist(self.assessment, self.plan.id)

    @cached_property
    def lacking_items(self) -> list[Item]:
        """What would prove the things that are lacking."""
        return lacking_items(self.assessment, self.result)

    @cached_property
    def opens(self) -> date | None:
        """The first day on which the route is plainly eligible if only time passes; None: never."""
        return earliest(self.assessment, self.plan.id)

    @cached_property
    def opens_in_words(self) -> str:
        """When the route opens if only time passes, or that time alone does not do it."""
        return prospects_in_words.earliest_in_words(self.assessment, self.plan.id)

    @cached_property
    def changes(self) -> list[str]:
        """The smallest things that would open the route and what each leads to, the smallest first."""
        told = self.ahead.changes[:MOST_CHANGES]
        return [prospects_in_words.change_in_words(self.assessment, it) for it in told]

    @cached_property
    def ahead(self) -> Ahead:
        """What may come of the route."""
        return Ahead(self.opens, changes(self.assessment, self.plan.id))

    @cached_property
    def hangs_on(self) -> list[str]:
        """For each fact not known that still matters for the route: what hangs on it."""
        return prospects_in_words.hinges_in_words(self.assessment, self.plan.id)

    @cached_property
    def either_way(self) -> dict[str, str]:
        """What the route comes to under either answer of the office, by point; of the points on which
        the notice is silent."""
        return {
            point.id: prospects_in_words.either_way_in_words(
                self.assessment, self.plan.id, point.id
            )
            for point in self.points
            if point.interpretation is not None
        }


class Report:
    """All that is said of one assessment. ``office``: what the office has answered, with the days;
    ``rough``: the days known by month or year only. ``routes``: by id, in content order; ``best``: the
    one recommended, None where none is open."""

    def __init__(
        self, assessment: Assessment, office: OfficeAnswers = NOT_ASKED, rough: Rough = ALL_EXACT
    ) -> None:
        self.assessment = assessment
        self.office = office
        self.rough = rough
        self.policy = assessment.policy
        self.as_of = assessment.as_of
        self.routes = {
            id: RouteReport(assessment, result) for id, result in assessment.routes.items()
        }
        recommended = assessment.recommended
        self.best = self.routes[recommended.plan.id] if recommended is not None else None

    @classmethod
    def of(cls, policy: Policy, told: Told) -> "Report":
        """The report of a case. Raises ``FactError`` as ``assess`` does."""
        found = assess(policy, told.facts, told.as_of, told.readings)
        return cls(found, told.office, told.rough)

    @cached_property
    def advice(self) -> Advice:
        """The verdict: headline, clauses, what to do next."""
        return reasons.advice(self.assessment)

    @cached_property
    def lead(self) -> Lead:
        """How the result begins: what is so now, what comes that is better, what to do."""
        return lead(self.assessment, lambda id: self.routes[id].ahead)

    @cached_property
    def why(self) -> str:
        """What decides, in a line with its clauses; where no route is open, what closes them."""
        if self.best is not None:
            return self.best.why
        return "".join(self.advice.next_steps[:-1][:REASONS_IN_A_LINE])

    @cached_property
    def spoken(self) -> str:
        """The verdict as one says it on the phone."""
        return self.best.spoken if self.best is not None else read_out(self.assessment, None)

    @cached_property
    def other_routes(self) -> list[OtherRoute]:
        """The routes open beside the one recommended, each in a line."""
        return other_routes(self.assessment)

    @cached_property
    def checklist(self) -> Checklist:
        """Of the recommended route; empty where none is open."""
        return self.best.checklist if self.best is not None else checklist(self.assessment)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """Who approves, and who opens the unit's account."""
        return offices(self.assessment)

    @cached_property
    def deadline(self) -> Deadline | None:
        """The last day to apply, as it stands on the day of reckoning; None where there is none."""
        return deadline(self.assessment)

    @cached_property
    def platform_note(self) -> str:
        """Where it is applied for."""
        return self.policy.content.procedure.platform_note

    @cached_property
    def caution(self) -> str:
        """What is to be borne in mind with every verdict; first, where a day waited for lies after the notice's
        last, that another notice will hold."""
        pack, words = self.policy.content.pack, self.policy.content.verdicts
        end = pack.in_force.to
        days = (result.eligible_on for result in self.assessment.routes.values())
        if words.beyond and end and any(day and day > end for day in days):
            return words.beyond.format(to=day_in_words(end)) + pack.caution
        return pack.caution

    @cached_property
    def timeline(self) -> Timeline | None:
        """When what is or was full; None where there is no day to show."""
        return timeline(self.assessment)

    @cached_property
    def reckoning(self) -> str:
        """What another day of reckoning would change; empty where nothing can be said."""
        return difference(self.assessment)

    @cached_property
    def told(self) -> list[tuple[str, str]]:
        """What the person has told: each fact's name and value in words."""
        facts = self.assessment.facts
        return [
            (fact.name, fact_in_words(self.policy, name, facts[name], self.rough.get(name, ())))
            for name, fact in self.policy.facts.items()
            if name in facts
        ]

    @cached_property
    def rough_days(self) -> dict[str, tuple[Inexact, ...]]:
        """By fact, the days known by month or year only on which a verdict hangs."""
        return rough_days_that_matter(self.assessment, self.rough)

    @cached_property
    def office_said(self) -> list[OfficeSaid]:
        """What the office has answered, as the person told it, in the register's order."""
        return [
            OfficeSaid(id, point.name, replied(self.policy, id, answer.favourable), answer)
            for id, point in self.policy.interpretations.items()
            if (answer := self.office.get(id)) is not None
        ]

    @cached_property
    def past_mattering(self) -> list[str]:
        """The names of what was answered with "don't know" and can no longer change a verdict."""
        unsure = [name for name, value in self.assessment.facts.items() if value is None]
        idle = cannot_matter(self.assessment) if unsure else ()
        return [self.policy.facts[name].name for name in idle if name in unsure]

    def words_of(self, status: Status) -> schema.StatusWords:
        """A status in the pack's words."""
        return self.policy.content.verdicts.statuses[status.word]
