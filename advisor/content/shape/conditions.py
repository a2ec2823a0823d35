"""The shape of ``conditions.yaml``: a class for each kind of condition, with what is special to it.

A kind says for itself which sentences it needs, what they may hold in braces, and what must be there
for what it names; ``checks.py`` asks and knows no kind. A new kind is one more class here under
``registered``, and its condition in ``rules/conditions``.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple, Protocol, TypeVar, get_args

from pydantic import PlainValidator, model_validator
from pydantic_core import PydanticKnownError

from advisor.content.shape.base import CountedTo, Model, Words

UNDATED = "_undated"
"""Behind the id of what is to be confirmed: its sentence where no certain day is known."""

Sayings = Mapping[str, set[str]]
"""The sentences a condition needs: by field, the keys under which one may be asked for."""


class Names(Protocol):
    """Whether what a condition names is there; what is not is noted as a problem. ``at``: the keys,
    below the condition, where it is named."""

    def fact(self, at: Iterable[str | int], name: str, *kinds: str) -> Collection[str] | None:
        """The options of a fact that is of one of these kinds; None if there is none such."""

    def options(self, at: Iterable[str | int], fact: str, ids: Iterable[str]) -> None: ...

    def interpretation(self, at: Iterable[str | int], id: str) -> None: ...

    def material(self, at: Iterable[str | int], id: str) -> None: ...

    def clause(self, at: Iterable[str | int], id: str) -> None: ...

    def condition(self, at: Iterable[str | int], name: str) -> None:
        """Another condition, or a shared tree, that this one rests on."""

    def is_list(self, name: str) -> bool:
        """Whether that other condition is itself a list of which one is enough."""

    def wrong(self, at: Iterable[str | int], message: str) -> None: ...


class RuleOfOptions(NamedTuple):
    """Of a fact's options: those that hold (none named: all but ``fails``), and those to be asked about."""

    fact: str
    passes: Collection[str]
    fails: Collection[str]
    confirms: Collection[str]


class Condition(Model):
    """What every condition has: a short name and hand-written sentences for what it can say.

    ``met`` eligible, ``lacking`` unmet (and what to do), ``waiting`` not yet, ``confirm`` to be
    confirmed (and with whom), ``closed`` excluded (and the way that is open instead). Sentences may
    hold ``placeholders`` in braces, and ``as_of``. A key ending
    in ``_undated`` is used where no certain day is known. ``clause`` may be given by the place that
    uses the condition instead. ``proof``: the material(s) that prove it, one for all or by option.

    ``short`` says what it asks for in a few words, for the table of all rules (``decision_table.py``);
    absent, ``milestone`` or ``name`` does; empty, what stands beside it says it already. It may hold
    ``short_placeholders``; ``short_needs`` it must hold (a number stands nowhere else in the table).

    ``tell``: where it is met, that is said with the verdict, and its clause cited: the route rests on it.
    """

    placeholders: ClassVar[frozenset[str]] = frozenset()
    short_placeholders: ClassVar[frozenset[str]] = frozenset()
    short_needs: ClassVar[frozenset[str]] = frozenset()
    lever_placeholders: ClassVar[frozenset[str]] = frozenset()
    takes_months: ClassVar[bool] = False
    takes_at_least: ClassVar[bool] = False
    is_list: ClassVar[bool] = False
    in_lines_alone: ClassVar[bool] = False  # it is about the diploma of the line it stands in

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
    milestone: str | None = None  # on the timeline: what the day is on which it is full

    def sayings(self, names: Names) -> Sayings:
        """The sentences this needs, after a look at all that it names."""
        raise NotImplementedError

    def sayings_in_a_line(self) -> Sayings:
        """The sentences it needs besides where it stands beside a diploma."""
        return {}

    @property
    def not_said(self) -> tuple[frozenset[str], str]:
        """Of its placeholders those that stand for nothing as it is written here, and why."""
        return frozenset(), ""

    @property
    def in_few_words(self) -> str:
        """What the table of all rules says of it, its placeholders still open."""
        words = (self.short, self.milestone, self.name)
        return next(words for words in words if words is not None)

    @property
    def can_close(self) -> bool:
        """Whether it can rule a route out."""
        return False

    def may_close(self, answers: Mapping[str, str]) -> bool:
        """Whether it can rule a route out for one who gave these answers to some choices."""
        return self.can_close

    @property
    def own_months(self) -> int | None:
        """How many months it asks for, where the place that uses it gives none."""
        return None

    @property
    def own_number(self) -> int | None:
        """The number it asks for, where the place that uses it gives none."""
        return None

    @property
    def own_spans(self) -> Mapping[str, int]:
        """The spans besides these months that it speaks of, in months, by the key that gives them."""
        return {}

    @property
    def rule_of_options(self) -> "RuleOfOptions | None":
        """Of what looks at nothing but one of a few answers: which of them hold."""
        return None

    @property
    def lines_by(self) -> str | None:
        """Of what can stand at the head of a table's lines: the fact whose options they are."""
        return None


KINDS: dict[str, type[Condition]] = {}
"""The kinds of condition, by the word for each in content."""

C = TypeVar("C", bound=Condition)


def registered(shape: type[C]) -> type[C]:
    """Makes a kind known by the word that its ``kind`` allows."""
    (word,) = get_args(shape.model_fields["kind"].annotation)
    KINDS[word] = shape
    return shape


class Lever(Model):
    """What a person who lacks this could bring about, and nothing past: ``say`` completes 「只要…」; it may say
    how much is ``left`` to be brought about."""

    say: str

    @property
    def says_how_much(self) -> bool:
        """Whether it names how much is left, or needed in all."""
        return "{left}" in self.say or "{needed}" in self.say


class LeverTo(Lever):
    """The same of a choice: ``to`` is the option it would then be."""

    to: str


@registered
class Choice(Condition):
    """A choice or yes/no fact: ``passes`` are the good options (or ``fails`` the bad ones, where those
    are fewer), ``confirms`` those that hang on an interpretation, all others ``otherwise``. Unknown is to
    be confirmed under the fact's name, under ``unknown_as`` where given, or passes with a reminder
    (``unknown_reminds``). ``favour_closes``: an answer of the office in the person's favour on such a
    point is what this condition does not want (a subject cleared of being special is none of the
    special ones). ``headline``: by option, the verdict in a few words where this alone closes all routes."""

    placeholders = frozenset({"value"})
    short_placeholders = frozenset({"passes", "fails", "confirms"})

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
    headline: dict[str, str] | None = None

    @property
    def can_close(self) -> bool:
        return self.otherwise == "excluded"

    @property
    def rule_of_options(self) -> RuleOfOptions | None:
        if self.only_asks:
            return None
        return RuleOfOptions(self.fact, self.passes, self.fails, self.confirms)

    def may_close(self, answers: Mapping[str, str]) -> bool:
        """A point that is to be asked about may be answered against the person."""
        option = answers.get(self.fact)
        if not self.can_close or option is None:
            return self.can_close
        if option in self.confirms:
            return True
        passes = option in self.passes if self.passes else option not in self.fails
        return not passes and not self.only_asks

    @property
    def only_asks(self) -> bool:
        """Whether it does nothing but leave some options to be confirmed."""
        return not self.passes and not self.fails

    def sayings(self, names: Names) -> Sayings:
        options = names.fact(("fact",), self.fact, "choice", "yes_no")
        if options is None:
            return {"met": set()}
        for field in ("passes", "fails", "confirms", "headline"):
            names.options((field,), self.fact, getattr(self, field) or ())
        if bool(self.passes) == bool(self.fails) and (self.passes or not self.confirms):
            names.wrong((), "passes 和 fails 要写一个，也只写一个。")
        for point in self.confirms.values():
            names.interpretation(("confirms",), point)
        passing = {
            option
            for option in options
            if option in self.passes or (not self.passes and option not in self.fails)
        } - set(self.confirms)
        untold = passing if self.only_asks else set[str]()
        failing = set(options) - passing - set(self.confirms)
        confirm = set(self.confirms.values())
        if self.unknown_as is not None:
            names.interpretation(("unknown_as",), self.unknown_as)
            confirm.add(self.unknown_as)
        elif not self.unknown_reminds:
            confirm.add(self.fact)
        if self.lever is not None and (self.lever.to not in passing or self.otherwise != "unmet"):
            names.wrong(("lever",), "lever 要改成一个满足的选项，otherwise 要是 unmet。")
        # Once the office has answered, what was to be confirmed passes or fails.
        passing = passing - untold | set(self.confirms)
        failing |= set(self.confirms)
        sayings = {"met": passing}
        if failing:
            sayings["lacking" if self.otherwise == "unmet" else "closed"] = failing
        if confirm:
            sayings["confirm"] = confirm
        return sayings


@registered
class InPost(Condition):
    """A spell of work covers the day (``related_only``: in the specialty applied for)."""

    kind: Literal["in_post"]
    spells: str
    related_only: bool = False

    def sayings(self, names: Names) -> Sayings:
        names.fact(("spells",), self.spells, "spells")
        return {"met": set(), "lacking": set(), "confirm": {self.spells}}


class Timed(Condition):
    """Months that must be full. ``counted_to``: they are counted to this day of the year, so that from
    its first day on what will be full by then counts; or to this one day, whenever it is asked.
    ``last_day_counts``: they are full on the day before the same day of the month, so that a year from
    1 January is full on 31 December."""

    placeholders = frozenset({"threshold", "so_far", "day", "left", "counted_to"})
    short_placeholders = frozenset({"threshold"})
    short_needs = frozenset({"threshold"})
    takes_months = True

    months: int | None = None
    counted_to: CountedTo | None = None
    last_day_counts: bool = False

    @property
    def own_months(self) -> int | None:
        return self.months

    @property
    def can_close(self) -> bool:
        return isinstance(self.counted_to, date)

    def by_its_day(self, sayings: Sayings) -> Sayings:
        """What is not full by the one day to which it is counted never is: then it waits for nothing."""
        if not self.can_close:
            return sayings
        waiting = {"waiting", "waiting_undated"}
        return {"closed": set()} | {key: ids for key, ids in sayings.items() if key not in waiting}

    @property
    def not_said(self) -> tuple[frozenset[str], str]:
        if not isinstance(self.counted_to, date):
            return super().not_said
        why = "年限只算到这一天（counted_to），没有“哪天满、还差多久”，请另写这一句，用 {counted_to} 和 {so_far}"
        return frozenset({"day", "left"}), why


@registered
class Service(Timed):
    """Months of work, the union of the spells. Within a diploma line it counts certainly from
    graduation; what lies before hangs on ``before_graduation`` (an interpretation) where given.
    Where ``before_present`` is given, the stretch of work that covers the day counts certainly, and
    what lies before that hangs on this interpretation; both cannot be given. ``unbroken``: nothing but
    the stretch that covers the day counts; ``after``: nothing before the day that this fact tells."""

    placeholders = Timed.placeholders | {"diploma"}

    kind: Literal["service"]
    spells: str
    related_only: bool = False
    before_graduation: str | None = None
    before_present: str | None = None
    unbroken: bool = False
    after: str | None = None

    @model_validator(mode="after")
    def _one_of_these(self) -> "Service":
        if self.before_graduation is not None and self.before_present is not None:
            raise ValueError("before_graduation 和 before_present 只能写一个")
        if self.unbroken and self.before_present is not None:
            raise ValueError("unbroken 和 before_present 只能写一个")
        return self

    def sayings(self, names: Names) -> Sayings:
        names.fact(("spells",), self.spells, "spells")
        confirm = {self.spells}
        if self.after is not None:
            names.fact(("after",), self.after, "date")
            confirm.add(self.after)
        fields = {"met": set[str](), "lacking": set[str](), "waiting": set[str]()}
        for field in ("before_graduation", "before_present"):
            point = getattr(self, field)
            if point is not None:
                names.interpretation((field,), point)
                confirm |= {point, point + UNDATED}
        if self.before_present is not None:
            fields["waiting_undated"] = set()
        return self.by_its_day(fields | {"confirm": confirm})

    def sayings_in_a_line(self) -> Sayings:
        """Beside a diploma, service can hang on a graduation day that is not known."""
        return self.by_its_day({"confirm": {"graduated_on"}, "waiting_undated": set()})


@registered
class Holding(Timed):
    """Months since the date ``since``, counted within a diploma line like service."""

    placeholders = Timed.placeholders | {"since", "diploma"}

    kind: Literal["holding"]
    since: str
    before_graduation: str | None = None

    def sayings(self, names: Names) -> Sayings:
        names.fact(("since",), self.since, "date")
        confirm = {self.since, "graduated_on"}
        if self.before_graduation is not None:
            names.interpretation(("before_graduation",), self.before_graduation)
            confirm.add(self.before_graduation)
        return self.by_its_day(
            {"met": set(), "waiting": set(), "waiting_undated": set(), "confirm": confirm}
        )


@registered
class Elapsed(Timed):
    """Months since the later of several dates."""

    placeholders = Timed.placeholders | {"since"}

    kind: Literal["elapsed"]
    since: list[str]

    def sayings(self, names: Names) -> Sayings:
        for name in self.since:
            names.fact(("since",), name, "date")
        return self.by_its_day({"met": set(), "waiting": set(), "confirm": set(self.since)})


@registered
class SinceGraduation(Timed):
    """Months since graduation with the diploma of the line it stands in, whatever was done since."""

    placeholders = Timed.placeholders | {"since", "diploma"}
    in_lines_alone = True

    kind: Literal["since_graduation"]

    def sayings(self, names: Names) -> Sayings:
        return self.by_its_day({"met": set(), "waiting": set(), "confirm": {"graduated_on"}})


@registered
class HasDiploma(Condition):
    """The diploma of the line is held and in hand. Used by every line of a table."""

    placeholders = frozenset({"diploma", "day", "left"})

    kind: Literal["diploma"]
    diplomas: str

    @property
    def lines_by(self) -> str | None:
        return self.diplomas

    def sayings(self, names: Names) -> Sayings:
        names.fact(("diplomas",), self.diplomas, "diplomas")
        return {"met": set(), "waiting": set(), "confirm": {"graduated_on"}, "closed": set()}


@registered
class NoDiploma(Condition):
    """No diploma at all; holding only ``doubtful`` kinds hangs on the interpretation named for each."""

    placeholders = frozenset({"value"})

    kind: Literal["no_diploma"]
    diplomas: str
    doubtful: dict[str, str] = {}

    @property
    def can_close(self) -> bool:
        return True

    def sayings(self, names: Names) -> Sayings:
        if names.fact(("diplomas",), self.diplomas, "diplomas") is not None:
            names.options(("doubtful",), self.diplomas, self.doubtful)
        confirm = {self.diplomas}
        for kind, point in self.doubtful.items():
            names.interpretation(("doubtful", kind), point)
            confirm.add(point)
        return {"met": set(), "confirm": confirm, "closed": set()}


class ListedItem(Model):
    """One item of a list of which one is enough; ``provided``: what else must hold for it to count;
    ``worth``: how much it counts."""

    clause: str
    proof: str
    provided: list[str] = []
    worth: int = 1


@registered
class Listed(Condition):
    """One of a list is enough (the ten achievements of 七), or so much of it (``at_least``): as many items,
    or as many points (``unit``). ``met`` has one sentence per item."""

    placeholders = frozenset({"value", "needed", "left"})
    short_placeholders = frozenset({"count", "needed"})
    lever_placeholders = frozenset({"left", "needed"})
    is_list = True

    kind: Literal["listed"]
    fact: str
    items: dict[str, ListedItem]
    at_least: int = 1
    unit: str = "项"
    proof_of_none: str  # the material shown while none is held
    lever: Lever | None = None  # as many more items as lack, of those that count without more

    def sayings(self, names: Names) -> Sayings:
        if names.fact(("fact",), self.fact, "choices") is not None:
            names.options(("items",), self.fact, self.items)
        most = sum(item.worth for item in self.items.values())
        if not 1 <= self.at_least <= most:
            names.wrong(("at_least",), f"at_least 要在 1 和 {most}（全部加起来）之间。")
        names.material(("proof_of_none",), self.proof_of_none)
        several = any(item.worth < self.at_least for item in self.items.values())
        if self.lever and several and not self.lever.says_how_much:
            message = "要几项（几分）才够，say 里要写还差多少 {left}，或者一共要多少 {needed}：只写“再有一项”，一项也没有的人会以为一项就够。"
            names.wrong(("lever", "say"), message)
        for name, item in self.items.items():
            at = ("items", name)
            names.clause((*at, "clause"), item.clause)
            names.material((*at, "proof"), item.proof)
            for other in item.provided:
                if names.is_list(other):
                    names.wrong((*at, "provided"), "这里不能再用一份清单，请拆开。")
                else:
                    names.condition((*at, "provided"), other)
        return {"met": set(self.items), "lacking": set(), "confirm": {self.fact}}


@registered
class RecentYear(Condition):
    """The day's year is one of the years named or at most ``within_years`` after one, or after so many
    of them (``at_least``). ``these_years``: not this year besides so many before it, but exactly so many: those
    before it (``before``), or this one and those before it (``with_this``)."""

    placeholders = frozenset({"value", "threshold", "needed"})
    short_placeholders = frozenset({"threshold", "needed"})
    short_needs = frozenset({"threshold"})

    kind: Literal["recent_year"]
    fact: str
    within_years: int
    at_least: int = 1
    these_years: Literal["before", "with_this"] | None = None

    @property
    def ago(self) -> range:
        """How many years ago those are that count."""
        match self.these_years:
            case "before":
                return range(1, self.within_years + 1)
            case "with_this":
                return range(self.within_years)
        return range(self.within_years + 1)

    @property
    def own_spans(self) -> Mapping[str, int]:
        return {"within_years": 12 * self.within_years, "at_least": 12 * self.at_least}

    def sayings(self, names: Names) -> Sayings:
        most = len(self.ago)
        if not 1 <= self.at_least <= most:
            names.wrong(("at_least",), f"at_least 要在 1 和 {most} 之间：一共只看{most}个年份。")
        names.fact(("fact",), self.fact, "years")
        return {"met": set(), "lacking": set(), "confirm": {self.fact}}


class Worth(Model):
    """What counts towards so much: a condition or a shared tree by name, and how much it is worth."""

    item: str
    worth: int


@registered
class AtLeast(Condition):
    """So much of several conditions must hold: two of these three, or 60 points of all these. A plain
    name is worth 1; one that is closed does not count. ``unit``: what is counted (项, 分)."""

    placeholders = frozenset({"value", "so_far", "threshold", "left", "day"})
    short_placeholders = frozenset({"threshold", "count"})
    short_needs = frozenset({"threshold"})
    is_list = True

    kind: Literal["at_least"]
    needed: int
    unit: str = "项"
    of: list[str | Worth]

    @property
    def items(self) -> list[Worth]:
        """All that counts, with its worth."""
        return [Worth(item=one, worth=1) if isinstance(one, str) else one for one in self.of]

    def sayings(self, names: Names) -> Sayings:
        for number, item in enumerate(self.items):
            if item.worth < 1:
                names.wrong(("of", number), "worth 至少是 1。")
            names.condition(("of", number), item.item)
        most = sum(item.worth for item in self.items)
        if not 1 <= self.needed <= most:
            names.wrong(("needed",), f"needed 要在 1 和 {most}（全部加起来）之间。")
        return {"met": set(), "lacking": set(), "waiting": set(), "confirm": set()}


@registered
class Number(Condition):
    """A number that is told, at least or at most so much, or between both."""

    placeholders = frozenset({"value", "threshold", "most", "left"})
    short_placeholders = frozenset({"threshold", "most"})
    short_needs = frozenset({"threshold"})
    lever_placeholders = frozenset({"left"})
    takes_at_least = True

    kind: Literal["number"]
    fact: str
    at_least: int | None = None
    at_most: int | None = None
    otherwise: Literal["unmet", "excluded"] = "unmet"
    lever: Lever | None = None  # as much as is asked for

    @property
    def can_close(self) -> bool:
        return self.otherwise == "excluded"

    @property
    def own_number(self) -> int | None:
        return self.at_most if self.at_least is None else self.at_least

    def sayings(self, names: Names) -> Sayings:
        names.fact(("fact",), self.fact, "number")
        if self.lever is not None and (self.otherwise != "unmet" or self.at_most is not None):
            names.wrong(("lever",), "lever 只用在 otherwise: unmet、没有 at_most 的条件上。")
        fails = "lacking" if self.otherwise == "unmet" else "closed"
        return {"met": set(), fails: set(), "confirm": {self.fact}}


@registered
class Age(Condition):
    """Not older than ``at_most`` years on the day, or not yet as old as ``under``; with ``counted_to``, on
    that day of the year, or on that one day."""

    placeholders = frozenset({"value", "threshold", "until", "counted_to"})
    short_placeholders = frozenset({"threshold"})
    short_needs = frozenset({"threshold"})

    kind: Literal["age"]
    born: str
    at_most: int | None = None
    under: int | None = None
    otherwise: Literal["unmet", "excluded"] = "excluded"
    counted_to: CountedTo | None = None

    @property
    def too_old_at(self) -> int:
        """The age at which it no longer holds."""
        return self.under if self.under is not None else (self.at_most or 0) + 1

    @property
    def can_close(self) -> bool:
        return self.otherwise == "excluded"

    @property
    def not_said(self) -> tuple[frozenset[str], str]:
        if not isinstance(self.counted_to, date):
            return super().not_said
        why = "年龄只算到这一天（counted_to），没有“到哪天都符合”，请另写这一句，用 {counted_to}"
        return frozenset({"until"}), why

    def sayings(self, names: Names) -> Sayings:
        names.fact(("born",), self.born, "date")
        if (self.at_most is None) == (self.under is None):
            names.wrong((), "at_most（不超过几周岁）和 under（不满几周岁）要写一样，只写一样。")
        fails = "lacking" if self.otherwise == "unmet" else "closed"
        return {"met": set(), fails: set(), "confirm": {self.born}}


def _of_its_kind(raw: object) -> Condition:
    """Raw content as the kind it says it is. Raises what a union told by ``kind`` would."""
    if not isinstance(raw, dict):
        raise PydanticKnownError("dict_type")
    if "kind" not in raw:
        raise PydanticKnownError("union_tag_not_found", {"discriminator": "'kind'"})
    shape = KINDS.get(str(raw["kind"]))
    if shape is None:
        known = {
            "discriminator": "'kind'",
            "tag": str(raw["kind"]),
            "expected_tags": "、".join(KINDS),
        }
        raise PydanticKnownError("union_tag_invalid", known)
    return shape.model_validate(raw)


AnyCondition = Annotated[Condition, PlainValidator(_of_its_kind)]


class ConditionsFile(Model):
    conditions: dict[str, AnyCondition]
