"""The shape of a content pack: one pydantic model per YAML file of ``content/<pack>/``.

Everything here is data about a notice: its words, the facts it asks for, the conditions it sets,
the routes it opens. No model computes anything; ``reading.py`` reads the files into these models,
``checks.py`` checks what crosses from one file to another, ``rules/policy.py`` makes them ready.

The conditions have a module of their own (``conditions.py``), the other families one each in ``shape/``.
Values of a yes/no fact are written ``yes`` and ``no`` in content, as words, like any other option.
"""

from collections.abc import Collection, Mapping

from pydantic import BaseModel, ConfigDict, PrivateAttr

from advisor.content.shape.base import Model, Words
from advisor.content.shape.cases import Case, CasesFile, Expected
from advisor.content.shape.conditions import (
    Age,
    AnyCondition,
    AtLeast,
    Choice,
    Condition,
    ConditionsFile,
    Elapsed,
    HasDiploma,
    Holding,
    InPost,
    Lever,
    LeverTo,
    Listed,
    ListedItem,
    NoDiploma,
    Number,
    RecentYear,
    Service,
    SinceGraduation,
)
from advisor.content.shape.facts import Fact, FactsFile, Group, Option, Section
from advisor.content.shape.interpretations import IfNo, Interpretation, InterpretationsFile, Replies
from advisor.content.shape.materials import Material, MaterialsFile, NotNeeded
from advisor.content.shape.notice import ClauseText, NoticeFile
from advisor.content.shape.pack import Change, Pack, ReckoningDay, Terms
from advisor.content.shape.procedure import (
    Deadline,
    Office,
    OfficeRule,
    ProcedureFile,
    Step,
    UnitSheet,
    UnitStep,
)
from advisor.content.shape.roster import Cell, DiplomaForm, DiplomaSet, Heading, RosterFile
from advisor.content.shape.routes import (
    Adds,
    AllOf,
    AnyOf,
    Doubt,
    InTurn,
    Line,
    Months,
    Named,
    Node,
    NoticeNumber,
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
    Instead,
    LinkWords,
    Measure,
    Measured,
    MeasuredOf,
    Saying,
    Speech,
    SpellWords,
    SynonymsFile,
    TimeWords,
    Turn,
    WordsFile,
)
from advisor.content.shape.verdicts import (
    Check,
    ChecksFile,
    LeadWords,
    MayClose,
    MayWorsen,
    OtherRouteWords,
    OutlookWords,
    ReckoningWords,
    StatusName,
    StatusWords,
    ThenWords,
    VerdictsFile,
)

__all__ = [  # of the modules beside; the whole follows here
    "Age",
    "AnyCondition",
    "Adds",
    "AtLeast",
    "Choice",
    "Condition",
    "ConditionsFile",
    "Elapsed",
    "SinceGraduation",
    "HasDiploma",
    "Holding",
    "InPost",
    "Lever",
    "LeverTo",
    "Listed",
    "ListedItem",
    "NoDiploma",
    "Number",
    "RecentYear",
    "Service",
    "AllOf",
    "Answer",
    "Instead",
    "Measure",
    "Measured",
    "MeasuredOf",
    "AnswersFile",
    "Case",
    "CasesFile",
    "Expected",
    "AnyOf",
    "Cell",
    "Change",
    "Check",
    "ChecksFile",
    "ClauseText",
    "Combined",
    "DatedBy",
    "Deadline",
    "DiplomaForm",
    "DiplomaSet",
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
    "LinkWords",
    "Material",
    "MaterialsFile",
    "MayClose",
    "MayWorsen",
    "Model",
    "Months",
    "Named",
    "Node",
    "NotNeeded",
    "NoticeNumber",
    "NoticeFile",
    "Office",
    "OfficeRule",
    "Option",
    "OtherRouteWords",
    "LeadWords",
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
    "Turn",
    "UnitSheet",
    "UnitStep",
    "Use",
    "VerdictsFile",
    "Words",
    "WordsFile",
]

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
    cases: CasesFile = CasesFile()

    _taken: Mapping[tuple[str | int, ...], str] = PrivateAttr(default_factory=dict)
    _asking: Mapping[str, "Content"] = PrivateAttr(default_factory=dict)

    def remember(
        self,
        taken: Mapping[tuple[str | int, ...], str],
        asking: "Mapping[str, Content] | None" = None,
    ) -> None:
        """Keep what was written where something was taken by reference, by file and keys; and the same
        pack with each other word for the office to ask."""
        self._taken, self._asking = taken, asking or {}

    @property
    def asking(self) -> "Mapping[str, Content]":
        """The same pack as it reads where the office to ask is called by another word, by that word."""
        return self._asking

    @property
    def all_written(self) -> Collection[str]:
        """All texts that take something by reference, as they are written."""
        return self._taken.values()

    def written(self, path: tuple[str | int, ...]) -> str | None:
        """What is written there if it takes anything by reference."""
        return self._taken.get(path)
