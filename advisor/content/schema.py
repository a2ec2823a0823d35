"""The shape of a content pack: one pydantic model per YAML file of ``content/<pack>/``.

Everything here is data about a notice: its words, the facts it asks for, the conditions it sets,
the routes it opens. No model computes anything; ``reading.py`` reads the files into these models,
``checks.py`` checks what crosses from one file to another, the rules' ``policy.py`` makes them ready.

Values of a yes/no fact are written ``yes`` and ``no`` in content, as words, like any other option.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

Words = str | dict[str, str]
"""A sentence for the applicant, or one sentence per option id (or per id of what is to be confirmed);
the key ``else`` stands for all others."""


class Model(BaseModel):
    """A strict, frozen piece of content: an unknown key or a value of another type is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# --- pack.yaml -------------------------------------------------------------------------------------


class ReckoningDay(Model):
    """A day some offices count to: a day of the present year, e.g. 31 December."""

    label: str
    month: int
    day: int


class ReckoningWords(Model):
    """How the days of reckoning compare. Placeholders: label, day."""

    enough_today: str
    only_by: str
    not_before: str


class Change(Model):
    """What one version of a pack changed, in the applicant's words; ``day``: when it came out."""

    version: str
    day: date
    text: str


class Pack(Model):
    """Which notice this is. ``effective_from`` is the earliest day a verdict may be reckoned for.

    ``version`` names this state of the pack; earlier ones are kept under
    ``content/archive/<pack id>/<version>/``, so that codes made then (``handover/code.py``) still open.
    ``changes`` says, oldest first, what each version changed.
    """

    id: str
    version: str
    city: str
    document: str
    title: str
    issued_by: str
    batch: str
    effective_from: date
    effective_clause: str
    time_zone: str = "Asia/Shanghai"  # whose day "today" is; the legal time of the whole country
    caution: str  # shown with every result: the batch of this notice, later ones may differ
    greeting: list[str]  # what the advisor says first, one bubble each
    changes: list[Change] = []
    reckoning_days: list[ReckoningDay] = []


# --- notice.yaml -----------------------------------------------------------------------------------


class ClauseText(Model):
    """One clause, its words verbatim. ``information`` says why nothing needs to stand on it."""

    id: str
    text: str
    information: str | None = None


class NoticeFile(Model):
    clauses: list[ClauseText]


# --- facts.yaml ------------------------------------------------------------------------------------


class Option(Model):
    """One answer. ``label`` is what is tapped and shown; ``hint`` a line of help under it;
    ``more`` puts it behind 「更多」."""

    label: str
    hint: str | None = None
    more: bool = False


class Fact(Model):
    """One fact and the question that asks for it; the order of the file is the order of asking.

    ``only_for_procedure``: it decides who opens the account or the like, never a verdict, so it is
    asked last. ``group``: consecutive facts of one group are asked in one message.
    ``lists``: the options are the values of a list-valued fact (diploma kinds, achievements).
    ``short``: the name in few characters, for the help desk's form.
    """

    kind: Literal["choice", "yes_no", "date", "choices", "years", "spells", "diplomas"]
    name: str
    short: str | None = None
    ask: str
    why: str
    find_out: str
    unknown: str  # what to settle, and with whom, while the answer is "don't know"
    clauses: list[str]
    options: dict[str, Option] = {}
    none_label: str | None = None  # list-valued kinds: the words for "none of them"
    related_label: str | None = None  # spells: the words for "in the specialty applied for"
    hangs_on: str | None = None  # while that fact is unknown, this one counts as unknown, unasked
    group: str | None = None
    only_for_procedure: bool = False


class Group(Model):
    """Facts asked in one message: ``ask`` introduces them, ``all_yes`` is the one tap for "all so"."""

    name: str
    short: str | None = None
    ask: str
    all_yes: str


class Section(Model):
    """Facts that the help desk asks for together, in the order of asking."""

    name: str
    facts: list[str]


class FactsFile(Model):
    """``sections``: all facts, each once, as they stand on the help desk's form; none: in one piece."""

    facts: dict[str, Fact]
    groups: dict[str, Group] = {}
    sections: list[Section] = []


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
    Its placeholders are ``checks.SHORT``.

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


# --- routes.yaml -----------------------------------------------------------------------------------


class Use(Model):
    """A condition used with its own numbers or clause."""

    use: str
    months: int | None = None
    clause: str | None = None


class Doubt(Model):
    """A point the notice leaves open: always to be confirmed, under the interpretation's id."""

    doubt: str


class AllOf(Model):
    """All parts must hold. ``hinges_on``: while that fact is unknown, the whole is one point to
    confirm under its name and nothing else of it is asked."""

    all_of: "list[Node]"
    hinges_on: str | None = None


class AnyOf(Model):
    """One part is enough; the best one speaks. Where all can be closed, it has a ``name`` and its own
    sentence ``closed`` for that, on ``clause``."""

    any_of: "list[Node]"
    hinges_on: str | None = None
    name: str | None = None
    clause: str | None = None
    closed: str | None = None


class InTurn(Model):
    """All parts must hold, but of several unknown ones only the first is to be confirmed."""

    in_turn: "list[Node]"


class Line(Model):
    """A line of a diploma table: this diploma, and what stands beside it, and the points left open."""

    diploma: str
    clause: str
    beside: "list[Node]" = []
    doubts: list[str] = []


_FORMS = {
    "use": "use",
    "doubt": "doubt",
    "all_of": "all_of",
    "any_of": "any_of",
    "in_turn": "in_turn",
    "diploma": "line",
}


def _form_of(raw: object) -> str | None:
    """Which form of node is written: by its telling key, so that an error speaks of that form."""
    if isinstance(raw, str):
        return "word"
    keys = raw if isinstance(raw, dict) else type(raw).__annotations__
    return next((form for key, form in _FORMS.items() if key in keys), None)


Node = Annotated[
    Annotated[str, Tag("word")]
    | Annotated[Use, Tag("use")]
    | Annotated[Doubt, Tag("doubt")]
    | Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[InTurn, Tag("in_turn")]
    | Annotated[Line, Tag("line")],
    Discriminator(_form_of),
]
"""A place in a tree of conditions; a plain word names a condition or a shared tree."""


class Named(Model):
    id: str
    name: str


class Route(Model):
    """One way to one level. ``summary`` says in a line who it is for."""

    level: str
    way: str
    clauses: list[str]
    summary: str
    all_of: list[Node]


class ReminderText(Model):
    """The words of a reminder for whoever's route is carried by one of these ``diplomas``."""

    diplomas: list[str]
    text: str


class Reminder(Model):
    """Shown with the result, never changes it: when ``fact`` is unknown, or is one of ``options``.

    ``by_diploma``: its words where the diploma that carries the route is one of these, ``text`` for any
    other and where none does; ``not_for``: diplomas that need no reminding. A route on which a point of
    the same id is to be confirmed is not reminded of it besides."""

    id: str
    fact: str
    unknown: bool = False
    options: list[str] = []
    text: str
    by_diploma: list[ReminderText] = []
    not_for: list[str] = []


class RoutesFile(Model):
    """``levels`` and ``ways`` in the order of preference; ``shared`` are trees used by name."""

    levels: list[Named]
    ways: list[Named]
    diploma_condition: str
    shared: dict[str, Node] = {}
    routes: list[Route]
    reminders: list[Reminder] = []


# --- interpretations.yaml ----------------------------------------------------------------------------


IfNo = Literal["excluded", "not_yet", "unmet"]


class Replies(Model):
    """The office's answer to a point, in the person's favour (``yes``) or not (``no``); each
    completes 「答复…」."""

    yes: str
    no: str


class Interpretation(Model):
    """A point on which the notice is silent or speaks two ways, and what is taken for now.

    ``if_no``: what an open point of a route (``doubt``) is once the office has answered no."""

    name: str
    clauses: list[str]
    silence: str  # what the notice says and does not say
    question: str  # to be read out to the office on the phone
    taken: str  # what the advisor takes for now
    ask_whom: str
    replies: Replies | None = None
    if_no: IfNo = "excluded"


class InterpretationsFile(Model):
    interpretations: dict[str, Interpretation]


# --- materials.yaml ----------------------------------------------------------------------------------


class Material(Model):
    """Something to prepare. ``basis``: ``clause`` (a clause asks for what it proves), ``platform``
    (the procedure asks for it), ``elsewhere`` (not in the notice, confirm with the office).

    Brought in by a condition's ``proof``, or ``always``, or ``beside`` another material that is on the
    list (``beside_diplomas``: only beside these diploma kinds; ``only_for``: only for
    these answers)."""

    name: str
    basis: Literal["clause", "platform", "elsewhere"]
    clauses: list[str] = []
    always: bool = False
    beside: list[str] = []
    beside_diplomas: list[str] = []
    only_for: dict[str, list[str]] = {}
    because: Words
    shows: str  # what must be visible on it
    form: str  # copies or form


class NotNeeded(Model):
    """What people bring in vain, told to those who might think it needed: all that is given must hold,
    and what is not known of a person never does.

    ``routes``: the checklist is of one of these; ``only_for``, ``not_for``: the answer is, or is not,
    one of these; ``beside``, ``unless``: one, or none, of these materials is on the list;
    ``beside_diplomas``: so is one of these diplomas; ``graduated_from``: of this year or later.
    ``instead_of``: materials asked for elsewhere that are then left off the list."""

    text: str
    routes: list[str] = []
    only_for: dict[str, list[str]] = {}
    not_for: dict[str, list[str]] = {}
    beside: list[str] = []
    unless: list[str] = []
    beside_diplomas: list[str] = []
    graduated_from: int | None = None
    instead_of: list[str] = []


class MaterialsFile(Model):
    materials: dict[str, Material]
    not_needed: list[NotNeeded] = []


# --- procedure.yaml ----------------------------------------------------------------------------------


class Office(Model):
    name: str
    note: str
    clause: str


class OfficeRule(Model):
    """The first rule whose facts all match names the office; an unknown fact leaves it open."""

    when: dict[str, list[str]]
    office: str


class Step(Model):
    id: str
    clause: str
    who: str
    text: str


class Deadline(Model):
    """The batch's last day, and what is said before it, after it, and always."""

    on: date
    clause: str
    before: str
    after: str
    note: str


class ProcedureFile(Model):
    offices: dict[str, Office]
    approved_by: list[OfficeRule]
    account_opened_by: list[OfficeRule]
    approved_unknown: str
    account_unknown: str
    steps: list[Step]
    deadline: Deadline | None = None
    platform_note: str


# --- checks.yaml -------------------------------------------------------------------------------------


class Check(Model):
    """Two dates that would be odd in this order; asked about politely, never refused.

    ``first``/``then``: a date fact's name, ``<spells>.first``, ``<spells>.first_related`` or
    ``<diplomas>.first``. Odd when ``first`` lies before ``then``."""

    id: str
    first: str
    then: str
    ask: str


class ChecksFile(Model):
    checks: list[Check]


# --- verdicts.yaml -----------------------------------------------------------------------------------

StatusName = Literal["eligible", "confirm", "not_yet", "unmet", "excluded"]


class StatusWords(Model):
    words: str
    sign: str
    headline: str  # placeholders: level, way, day
    headline_undated: str | None = None
    headline_open: str | None = None  # with a day, while something is to be confirmed besides
    headline_one: str | None = None  # where just one thing is to be confirmed
    headline_unsure: str | None = None  # while so many facts are not known (``unsure_from``)
    next_step: str
    say_next: str | None = None  # the same in a few words, where the verdict is read out


class ThenWords(Model):
    """What a route comes to, as the second half of a sentence. ``missing``: what is lacking."""

    eligible: str
    confirm: str
    not_yet: str  # placeholder: day
    not_yet_undated: str
    unmet: str  # placeholder: missing
    excluded: str


class OutlookWords(Model):
    """What could still come, whole sentences unless said otherwise (``prospects_in_words.py``)."""

    now: str  # earliest: today already
    later: str  # earliest: on {day}
    never: str  # earliest: time alone does not do it
    do: str  # start of a sentence: only {levers}
    do_and_wait: str  # … and wait until {day}
    wait: str  # wait until {day}
    leads_to: dict[Literal["eligible", "confirm"], str]  # its end
    levers_joined_by: str
    only_hangs_on: str  # start of a sentence: on nothing but {name}
    hangs_on: str  # … among others on {name}
    branch: str  # if {options}, {then}
    options_joined_by: str
    other_options: str  # a branch with many options, told after the others
    no_branches: str  # end: what is to be settled first, {ask}
    one_branch: str  # end: whatever the answer, {then}
    reply: str  # if the office answers {reply}, {then}
    reply_alike: str  # whatever the office answers, {then}
    joined_by: str  # between branches
    replied: str  # of a point that the office has answered: {reply}
    then: ThenWords


class OtherRouteWords(Model):
    """A route that is open beside the one recommended, in one line (``other_routes.py``). All begin with
    {route}; of what is to be asked one, a few that are named ({points}), or only their number."""

    eligible: str
    confirm_one: str
    confirm_few: str
    confirm_many: str
    not_yet: str  # on {day}
    not_yet_undated: str
    unmet_only: str  # nothing but one thing is lacking
    unmet_one: str  # one thing, and there is something to wait for or to ask besides
    unmet: str
    lapsed: str  # a wait in vain
    and_wait: str  # tails of these
    and_wait_undated: str
    and_ask: str
    lacking: dict[str, str] = {}  # own words for an id in ``missing``; else the condition's name


class VerdictsFile(Model):
    statuses: dict[StatusName, StatusWords]
    unsure_from: int | None = None  # so many facts of a route not known, and nothing can be said
    reckoning: ReckoningWords | None = None
    certain_from: str  # with open points: by {day} time is no longer in question
    lapsed: str  # a wait in vain: by {day} something else will have lapsed
    nothing_open: str  # headline when every route is excluded
    nothing_open_next: str
    outlook: OutlookWords | None = None
    other_routes: OtherRouteWords | None = None


# --- roster.yaml (a pack may do without) -------------------------------------------------------------

Cell = str | int | date


class Heading(Model):
    """A column of a unit's roster: its heading in the template, and others that are understood too.
    ``#`` stands for the number where there are several such columns (学历1, 学历2 …)."""

    heading: str
    also: list[str] = []


class RosterFile(Model):
    """How a unit's roster names its columns and what may stand in their cells.

    ``columns``: by fact, or by a part of one (``work.start``, ``work.end``, ``work.related``,
    ``diplomas.graduated_on``); a fact without an entry goes by its own name. ``values``: for an
    option of a fact, other words than its label. ``yes`` … ``unknown``: the words understood in any
    column. ``examples``: rows for the template, heading: cell. Headings and words are compared
    without spaces and punctuation."""

    name: Heading = Heading(heading="姓名", also=["名字"])
    remark: Heading = Heading(heading="备注", also=["工号"])
    columns: dict[str, Heading] = {}
    values: dict[str, dict[str, list[str]]] = {}
    yes: list[str] = ["是", "有", "√"]
    no: list[str] = ["否", "不是", "没有", "无", "×"]
    none: list[str] = ["没有", "无", "从没"]
    to_date: list[str] = ["至今", "今", "现在"]
    unknown: list[str] = ["不清楚", "不知道"]
    examples: list[dict[str, Cell]] = []


# --- synonyms.yaml --------------------------------------------------------------------------------------


class Combined(Model):
    """Everyday words put together: each of ``parts`` behind each of ``before``, and in front of each
    of ``after``."""

    parts: list[str]
    before: list[str] = []
    after: list[str] = []


class SynonymsFile(Model):
    """How people write what the notice writes otherwise: ``words`` gives each of the notice's words
    its everyday ones, ``combined`` more of them, put together, ``asking`` the same for the words of a
    question (they tell little of its subject), ``characters`` folds one character into another
    (traditional ones, slips), ``dropped`` are polite words that say nothing."""

    words: dict[str, list[str]] = {}
    combined: dict[str, Combined] = {}
    asking: dict[str, list[str]] = {}
    dropped: list[str] = []
    characters: dict[str, str] = {}


# --- answers.yaml ------------------------------------------------------------------------------------


class Answer(Model):
    """A common question and its answer, written by hand.

    ``also``: other ways to ask it. ``about``: words of the notice (or of ``synonyms.yaml``) that by
    themselves tell that a question is on this. ``clauses``: what it stands on, best first; empty where the notice
    says nothing, and only then ``ask_whom`` names whom to ask instead. ``own``: what it asks about
    the person's own case, where an assessment answers better than these words.
    """

    id: str
    question: str
    also: list[str] = []
    about: list[str] = []
    answer: str
    clauses: list[str]
    ask_whom: str | None = None
    own: Literal["verdict", "when", "missing", "materials"] | None = None


class AnswersFile(Model):
    """``not_covered`` is said where nothing fits; ``whom`` are those who can be asked, by id."""

    not_covered: str
    whom: dict[str, str] = {}
    answers: list[Answer]


# --- words.yaml --------------------------------------------------------------------------------------


class TimeWords(Model):
    """The words in dates and lengths of time (``spoken_dates.py``). ``years`` and ``months`` count from
    the present one; ``joins`` stand between two days, ``now`` after a join: to date."""

    years: dict[str, int] = {}
    months: dict[str, int] = {}
    same_year: list[str] = []
    next_year: list[str] = []
    ends: list[str] = []  # 底, 末: still that month's or year's last day
    joins: list[str] = []
    starts: list[str] = []  # 起, 开始: between the first day and 「至今」
    now: list[str] = []
    vague_after: list[str] = []  # directly after a day: it is not that day
    vague_before_length: list[str] = []
    vague_after_length: list[str] = []
    after_year: list[str] = []  # after 「21年」: it is the year 2021
    before_year: list[str] = []  # before 「21年」: it is the year 2021
    before_length: list[str] = []  # before 「21年」: it is so many years
    not_years: list[str] = []  # after 「2021」: it is a number of something


class Speech(Model):
    """The words that decide whether a clause is the person's own plain statement (``clauses.py``)."""

    breaks: list[str] = []  # a new clause begins with such a word
    breaks_after: list[str] = []  # … or after it
    negations: list[str] = []
    affirmations: list[str] = []  # a negation before does not reach past them
    questions: list[str] = []
    when: list[str] = []  # questions for a day; 哪年记不清了 asks nothing
    question_ends: list[str] = []  # questions only at the end of a clause
    suppositions: list[str] = []  # from here to the end of the sentence nothing counts
    wishes: list[str] = []
    doubts: list[str] = []
    doubt_ends: list[str] = []
    others: list[str] = []  # other people
    before_others: list[str] = []  # what may stand before them where they are the subject
    self: list[str] = []
    past: list[str] = []
    present: list[str] = []
    official: list[str] = []  # the language of notices: the sentence does not count
    judgements: list[str] = []  # 能评, 可以报: as a question, it is not about what is so
    corrections: list[str] = []
    commanding: list[str] = []  # whoever writes so wants to steer the program: nothing counts
    exceptions: list[str] = []
    nothing_else: list[str] = []
    also: list[str] = []
    all: list[str] = []
    getting: list[str] = []  # 取得, 拿到: their date is that of what was spoken of before
    still: list[str] = []  # after or before a length: it runs to this day
    other_events: list[str] = []  # a date beside them is of no fact
    fillers: list[str] = []  # words that say nothing
    loose: list[
        str
    ] = []  # … beside a fact: 单位 of 「单位民企」; alone they could be the matter itself
    polite: list[str] = []  # what may stand around a command
    yes: list[str] = []
    no: list[str] = []
    unknown: list[str] = []


class Saying(Model):
    """Words that say an option. ``near``: only where the clause also holds a word of one of these lists,
    or is ``alone`` (says nothing but facts), ``asked`` (the same, in answer to this very question),
    ``answering`` (in answer to it), ``about`` the fact, the ``last`` word of the clause, or ``always``. ``never_near``: not beside a word of these lists. ``after``: a word of
    one of these lists stands earlier in the text. ``not_before``: not directly before these words.
    ``unless_then``: nor where the next clause, naming nothing of this fact, holds one (写了论文，还没发表).
    ``undated``: not beside a time. ``denied``: it says so where the words are denied. ``lasting``: said of
    the past it still counts, while nothing is said of the present."""

    words: list[str]
    near: list[str] = []
    never_near: list[str] = []
    after: list[str] = []
    not_before: list[str] = []
    unless_then: list[str] = []
    undated: bool = False
    denied: bool = False
    lasting: bool = False


class DiplomaWords(Model):
    """A diploma said in two parts, the form of study and the level; ``kinds``: which form and level
    make which option. A level or form that no kind has is understood and leads to none."""

    forms: dict[str, list[str]] = {}
    levels: dict[str, list[str]] = {}
    kinds: dict[str, list[str]] = {}
    graduated: list[str] = []
    studying: list[str] = []  # their date is that of entering, their last day that of graduating
    unfinished: list[str] = []


class SpellWords(Model):
    """Work: ``starts``, ``ends`` a date belongs to; ``places`` to which it belongs where nothing else is
    said; ``technical`` posts, ``other_posts`` that are none, ``unrelated`` to the specialty."""

    starts: list[str] = []
    ends: list[str] = []
    places: list[str] = []
    technical: list[str] = []
    technical_facts: list[str] = []  # facts whose options show a technical post
    other_posts: list[str] = []
    unrelated: list[str] = []
    not_of_work: list[str] = []  # beside them ``unrelated`` is not said of the work
    earlier: list[str] = []  # the first of two spells
    later: list[str] = []  # the second of two
    left: list[str] = []  # no longer there


class DatedBy(Model):
    """A date or years told beside an option of another fact; without ``options``: any of them."""

    fact: str
    options: list[str] = []


class FactWords(Model):
    """How one fact is said. ``about``: what it is called; with it, or in answer to its question, its
    sayings count. ``unclear``: plain answers that could be either. ``now``: what is told of the past does
    not count. ``never_near``: as in ``Saying``, for all of them. ``hints``: beside them something of the
    kind is said; what it is must be understood, else the list told is not complete."""

    about: list[str] = []
    never_near: list[str] = []
    hints: list[str] = []
    unclear: list[str] = []
    now: bool = False
    options: dict[str, list[Saying]] = {}
    none: list[Saying] = []  # list-valued kinds: "none of them"
    neither: list[Saying] = []  # yes or no: it is neither, and beside it no yes is certain
    dates: list[str] = []  # date facts: what a day belongs to
    dated_by: DatedBy | None = None
    diplomas: DiplomaWords | None = None
    spells: SpellWords | None = None


class WordsFile(Model):
    """What people type and what it means. ``lists`` are the words that sayings refer to;
    ``look_alikes`` hide the words in them; ``traditional`` and ``simplified`` stand character for
    character."""

    traditional: str = ""
    simplified: str = ""
    typos: dict[str, str] = {}
    look_alikes: list[str] = []
    time: TimeWords = TimeWords()
    speech: Speech = Speech()
    lists: dict[str, list[str]] = {}
    commands: dict[str, list[str]] = {}
    facts: dict[str, FactWords] = {}


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
