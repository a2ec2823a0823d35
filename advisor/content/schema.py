"""The shape of a content pack: one pydantic model per YAML file of ``content/<pack>/``.

Everything here is data about a notice: its words, the facts it asks for, the conditions it sets,
the routes it opens. No model computes anything; ``reading.py`` reads the files into these models,
``checks.py`` checks what crosses from one file to another, ``rules/policy.py`` makes them ready.

The conditions are here; the other families of files have a module each in ``shape/``.
Values of a yes/no fact are written ``yes`` and ``no`` in content, as words, like any other option.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from advisor.content.shape.base import Model, Words
from advisor.content.shape.facts import Fact, FactsFile, Group, Option, Section
from advisor.content.shape.interpretations import IfNo, Interpretation, InterpretationsFile, Replies
from advisor.content.shape.materials import Material, MaterialsFile, NotNeeded
from advisor.content.shape.notice import ClauseText, NoticeFile
from advisor.content.shape.pack import Change, Pack, ReckoningDay, Terms
from advisor.content.shape.procedure import Deadline, Office, OfficeRule, ProcedureFile, Step
from advisor.content.shape.roster import Cell, Heading, RosterFile
from advisor.content.shape.routes import (
    AllOf,
    AnyOf,
    Doubt,
    InTurn,
    Line,
    Named,
    Node,
    Reminder,
    ReminderText,
    Route,
    RoutesFile,
    Use,
)
from advisor.content.shape.talk import (
    Answer,
    AnswersFile,
    Combined,
    DatedBy,
    DiplomaWords,
    FactWords,
    Saying,
    Speech,
    SpellWords,
    SynonymsFile,
    TimeWords,
    WordsFile,
)
from advisor.content.shape.verdicts import (
    Check,
    ChecksFile,
    OtherRouteWords,
    OutlookWords,
    ReckoningWords,
    StatusName,
    StatusWords,
    ThenWords,
    VerdictsFile,
)

__all__ = [  # of the modules in ``shape/``; what follows is here
    "AllOf",
    "Answer",
    "AnswersFile",
    "AnyOf",
    "Cell",
    "Change",
    "Check",
    "ChecksFile",
    "ClauseText",
    "Combined",
    "DatedBy",
    "Deadline",
    "DiplomaWords",
    "Doubt",
    "Fact",
    "FactWords",
    "FactsFile",
    "Group",
    "Heading",
    "IfNo",
    "InTurn",
    "Interpretation",
    "InterpretationsFile",
    "Line",
    "Material",
    "MaterialsFile",
    "Model",
    "Named",
    "Node",
    "NotNeeded",
    "NoticeFile",
    "Office",
    "OfficeRule",
    "Option",
    "OtherRouteWords",
    "OutlookWords",
    "Pack",
    "ProcedureFile",
    "ReckoningDay",
    "ReckoningWords",
    "Reminder",
    "ReminderText",
    "Replies",
    "RosterFile",
    "Route",
    "RoutesFile",
    "Saying",
    "Section",
    "Speech",
    "SpellWords",
    "StatusName",
    "StatusWords",
    "Step",
    "SynonymsFile",
    "Terms",
    "ThenWords",
    "TimeWords",
    "Use",
    "VerdictsFile",
    "Words",
    "WordsFile",
]

# --- conditions.yaml -------------------------------------------------------------------------------


class Condition(Model):
    """What every condition has: a short name and hand-written sentences for what it can say.

    ``met`` eligible, ``lacking`` unmet (and what to do), ``waiting`` not yet, ``confirm`` to be
    confirmed (and with whom), ``closed`` excluded (and the way that is open instead). Sentences may
    hold placeholders in braces: those that ``content.PLACEHOLDERS`` lists for the kind. A key ending
    in ``_undated`` is used where no certain day is known. ``clause`` may be given by the place that
    uses the condition instead. ``proof``: the material(s) that prove it, one for all or by option.

    ``short`` says what it asks for in a few words, for the table of all rules (``decision_table.py``);
    absent, ``milestone`` or ``name`` does; empty, what stands beside it says it already.
    Its placeholders are ``content_checks.SHORT``.

    ``tell``: where it is met, that is said with the verdict, and its clause cited: the route rests on it.
    ``headline``: of a choice, by option: the verdict in a few words where this alone closes all routes.
    """

    name: str
    short: str | None = None
    clause: str | None = None
    met: Words
    lacking: Words | None = None
    waiting: Words | None = None
    waiting_undated: Words | None = None
    confirm: Words | None = None
    closed: Words | None = None
    proof: Words | None = None
    reported_as: str | None = None
    tell: bool = False
    headline: dict[str, str] | None = None
    milestone: str | None = None  # on the timeline: what the day is on which it is full


class Lever(Model):
    """What a person who lacks this could bring about, and nothing past: ``say`` completes 「只要…」."""

    say: str


class LeverTo(Lever):
    """The same of a choice: ``to`` is the option it would then be."""

    to: str


class Choice(Condition):
    """A choice or yes/no fact: ``passes`` are the good options (or ``fails`` the bad ones, where those
        are fewer), ``confirms`` those that hang on an interpretation, all others ``otherwise``. Unknown is to
    be confirmed under the fact's name, under ``unknown_as`` where given, or passes with a reminder
    (``unknown_reminds``). ``favour_closes``: an answer of the office in the person's favour on such a
    point is what this condition does not want (a subject cleared of being special is none of the
    special ones)."""

    kind: Literal["choice"]
    fact: str
    passes: list[str] = []
    fails: list[str] = []
    confirms: dict[str, str] = {}
    otherwise: Literal["unmet", "excluded"]
    unknown_as: str | None = None
    unknown_reminds: bool = False
    favour_closes: bool = False
    lever: LeverTo | None = None


class InPost(Condition):
    """A spell of work covers the day (``related_only``: in the specialty applied for)."""

    kind: Literal["in_post"]
    spells: str
    related_only: bool = False


class Service(Condition):
    """Months of work, the union of the spells. Within a diploma line it counts certainly from
    graduation; what lies before hangs on ``before_graduation`` (an interpretation) where given.
    Where ``before_present`` is given, the stretch of work that covers the day counts certainly, and
    what lies before that hangs on this interpretation; both cannot be given."""

    kind: Literal["service"]
    spells: str
    related_only: bool = False
    months: int | None = None
    before_graduation: str | None = None
    before_present: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Service":
        if self.before_graduation is not None and self.before_present is not None:
            raise ValueError("before_graduation 和 before_present 只能写一个")
        return self


class Holding(Condition):
    """Months since the date ``since``, counted within a diploma line like service."""

    kind: Literal["holding"]
    since: str
    months: int | None = None
    before_graduation: str | None = None


class Elapsed(Condition):
    """Months since the later of several dates."""

    kind: Literal["elapsed"]
    since: list[str]
    months: int | None = None


class HasDiploma(Condition):
    """The diploma of the line is held and in hand. Used by every line of a table."""

    kind: Literal["diploma"]
    diplomas: str


class NoDiploma(Condition):
    """No diploma at all; holding only ``doubtful`` kinds hangs on the interpretation named for each."""

    kind: Literal["no_diploma"]
    diplomas: str
    doubtful: dict[str, str] = {}


class ListedItem(Model):
    """One item of a list of which one is enough; ``provided``: what else must hold for it to count."""

    clause: str
    proof: str
    provided: list[str] = []


class Listed(Condition):
    """One of a list is enough (the ten achievements of 七). ``met`` has one sentence per item."""

    kind: Literal["listed"]
    fact: str
    items: dict[str, ListedItem]
    proof_of_none: str  # the material shown while none is held
    lever: Lever | None = None  # one more item, of those that count without more


class RecentYear(Condition):
    """The day's year is one of the years named or at most ``within_years`` after one."""

    kind: Literal["recent_year"]
    fact: str
    within_years: int


AnyCondition = Annotated[
    Choice | InPost | Service | Holding | Elapsed | HasDiploma | NoDiploma | Listed | RecentYear,
    Field(discriminator="kind"),
]


class ConditionsFile(Model):
    conditions: dict[str, AnyCondition]


# --- the whole -------------------------------------------------------------------------------------


class Content(BaseModel):
    """A whole pack as read from its files, before cross-checks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pack: Pack
    notice: NoticeFile
    facts: FactsFile
    conditions: ConditionsFile
    routes: RoutesFile
    interpretations: InterpretationsFile
    materials: MaterialsFile
    procedure: ProcedureFile
    checks: ChecksFile
    verdicts: VerdictsFile
    roster: RosterFile = RosterFile()

    synonyms: SynonymsFile = SynonymsFile()
    answers: AnswersFile | None = None
    words: WordsFile | None = None
