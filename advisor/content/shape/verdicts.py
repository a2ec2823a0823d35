"""``verdicts.yaml`` and ``checks.yaml``: how a verdict is put, and dates that would be odd."""

from typing import Literal

from advisor.content.shape.base import Model

# --- checks.yaml -----------------------------------------------------------------------------------


class Check(Model):
    """Two dates that would be odd in this order; asked about politely, never refused.

    ``first``/``then``: a date fact's name, ``<spells>.first``, ``<spells>.first_related`` or
    ``<diplomas>.first``. Odd when ``first`` lies before ``then``, unless the diploma meant is of a kind in
    ``ordinary_for``."""

    id: str
    first: str
    then: str
    ask: str
    ordinary_for: list[str] = []


class MayWorsen(Model):
    """Where more of a fact may make a verdict worse: on these routes (none named: on any), and why."""

    fact: str
    routes: list[str] = []
    because: str


class MayClose(Model):
    """Answers that close all routes to whoever has certain diplomas alone, and why that is right."""

    fact: str
    options: list[str]
    because: str


class ChecksFile(Model):
    """``may_worsen`` and ``may_close``: what ``advisor check --exhaustive`` would else take for a fault."""

    checks: list[Check]
    may_worsen: list[MayWorsen] = []
    may_close: list[MayClose] = []


# --- verdicts.yaml ---------------------------------------------------------------------------------


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


class ReckoningWords(Model):
    """How the days of reckoning compare. Placeholders: label, day."""

    enough_today: str
    only_by: str
    not_before: str


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


class LeadWords(Model):
    """The first two lines of a result, without full stop. Placeholders: level, way, and of each what is
    said beside it."""

    lacking_one: str  # nothing but {lacking}, and it opens
    lacking: str  # all of these {count} are lacking ({lacking}), and with them it opens
    short: str  # the same where nobody can say what it comes to with them
    certain: str  # from {day} on it is so whatever the office answers
    wait: str  # comes by itself on {day}
    wait_and_ask: str  # … with {count} things to ask
    open: str  # open today, of a higher level
    ask: str  # to be asked today: {count}
    settle: str  # too little is known: {count} things to settle first
    settle_next: str  # what to do about them; no placeholders


class VerdictsFile(Model):
    statuses: dict[StatusName, StatusWords]
    unsure_from: int | None = None  # so many facts of a route not known, and nothing can be said
    reckoning: ReckoningWords | None = None
    certain_from: str  # with open points: by {day} time is no longer in question
    lapsed: str  # a wait in vain: by {day} something else will have lapsed
    nothing_open: str  # headline when every route is excluded
    nothing_open_next: str
    beyond: str = ""  # the day waited for lies after the notice's last, {to}
    lead: LeadWords | None = None
    outlook: OutlookWords | None = None
    other_routes: OtherRouteWords | None = None
