"""``verdicts.yaml`` and ``checks.yaml``: sentences with nothing but what they can hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from advisor.content import schema
from advisor.content.checking.references import References
from advisor.content.reading import KeyPath

OUTLOOK: Mapping[str, Iterable[str]] = defaultdict(
    frozenset,
    {
        "now": {"level", "way"},
        "later": {"day", "level", "way"},
        "never": {"level", "way"},
        "do": {"levers"},
        "do_and_wait": {"levers", "day"},
        "wait": {"day"},
        "only_hangs_on": {"name"},
        "hangs_on": {"name"},
        "branch": {"options", "then"},
        "no_branches": {"ask"},
        "one_branch": {"then"},
        "reply": {"reply", "then"},
        "reply_alike": {"then"},
        "replied": {"reply"},
    },
)
THEN: Mapping[str, Iterable[str]] = defaultdict(
    frozenset, {"not_yet": {"day"}, "unmet": {"missing"}}
)
"""What the sentences about what could still come may hold in braces."""

OTHER_ROUTES: Mapping[str, Iterable[str]] = defaultdict(
    lambda: frozenset({"route"}),
    {
        "confirm_one": {"route", "points"},
        "confirm_few": {"route", "count", "points"},
        "confirm_many": {"route", "count"},
        "not_yet": {"route", "day"},
        "unmet_only": {"route", "lacking"},
        "unmet_one": {"route", "lacking"},
        "unmet": {"route", "count", "lacking"},
        "lapsed": {"route", "day", "lacking"},
        "and_wait": {"day"},
        "and_wait_undated": (),
        "and_ask": (),
    },
)
"""What the lines about the other routes may hold in braces."""


LEAD: Mapping[str, Iterable[str]] = {
    "lacking_one": {"level", "way", "lacking"},
    "lacking": {"level", "way", "count", "lacking"},
    "short": {"level", "way", "count", "lacking"},
    "certain": {"level", "way", "day"},
    "wait": {"level", "way", "day"},
    "wait_and_ask": {"level", "way", "day", "count"},
    "open": {"level", "way"},
    "ask": {"level", "way", "count"},
    "settle": {"count"},
    "settle_next": (),
}
"""What the first lines of a result may hold in braces."""


def check_file(on: References) -> None:
    """Dates that are compared are dates of facts."""
    points = {name for name, fact in on.facts.items() if fact.kind == "date"}
    for name, fact in on.facts.items():
        if fact.kind == "spells":
            points |= {f"{name}.first", f"{name}.first_related"}
        if fact.kind == "diplomas":
            points.add(f"{name}.first")
    diplomas = [fact for fact in on.facts.values() if fact.kind == "diplomas"]
    kinds = {kind for fact in diplomas for kind in fact.options}
    for number, check in enumerate(on.content.checks.checks):
        for field, point in (("first", check.first), ("then", check.then)):
            if point not in points:
                on.wrong("checks", ("checks", number, field), f"没有“{point}”这个日期。")
        on.template("checks", ("checks", number, "ask"), check.ask, {"first", "then"})
        for kind in check.ordinary_for:
            if kind not in kinds:
                on.wrong("checks", ("checks", number, "ordinary_for"), f"没有“{kind}”这种毕业证。")


def exceptions(on: References) -> None:
    """What is listed as right though it looks wrong: of facts, options and routes that there are."""
    routes = {f"{route.level}.{route.way}" for route in on.routes.routes}
    for number, worsen in enumerate(on.content.checks.may_worsen):
        on.fact("checks", ("may_worsen", number, "fact"), worsen.fact)
        for id in worsen.routes:
            if id not in routes:
                message = f"没有“{id}”这条路，请写成“级别.方式”。"
                on.wrong("checks", ("may_worsen", number, "routes"), message)
    for number, close in enumerate(on.content.checks.may_close):
        on.options("checks", ("may_close", number, "options"), close.fact, close.options)


def verdict_file(on: References) -> None:
    """Every status has its words, and they hold no other placeholder than theirs."""
    for name in ("eligible", "confirm", "not_yet", "unmet", "excluded"):
        words = on.content.verdicts.statuses.get(name)
        path: KeyPath = ("statuses", name)
        if words is None:
            on.wrong("verdicts", ("statuses",), f"缺“{name}”这一种结果的话。")
            continue
        on.template("verdicts", (*path, "headline"), words.headline, {"level", "way", "day"})
        undated = words.headline_undated or (None if "{day}" in words.headline else "")
        if undated is None:
            on.wrong("verdicts", path, "headline 用了 {day}，还要写 headline_undated。")
        else:
            on.template("verdicts", (*path, "headline_undated"), undated, {"level", "way"})
        opened = words.headline_open or ""
        on.template("verdicts", (*path, "headline_open"), opened, {"level", "way", "day"})
        for field in ("headline_unsure", "headline_one"):
            text = getattr(words, field) or ""
            allowed = {"level", "way"} | ({"day"} if field == "headline_one" else set())
            on.template("verdicts", (*path, field), text, allowed)
        on.template("verdicts", (*path, "next_step"), words.next_step, {"level", "way", "day"})

    verdicts = on.content.verdicts
    on.template("verdicts", ("lapsed",), verdicts.lapsed, {"day"})
    on.template("verdicts", ("certain_from",), verdicts.certain_from, {"day"})
    on.template("verdicts", ("beyond",), verdicts.beyond, {"to"})
    for field in ("enough_today", "only_by", "not_before"):
        if verdicts.reckoning is not None:
            text = getattr(verdicts.reckoning, field)
            on.template("verdicts", ("reckoning", field), text, {"label", "day"})
    if verdicts.lead is not None:
        for field, holders in LEAD.items():
            on.template("verdicts", ("lead", field), getattr(verdicts.lead, field), holders)
    if verdicts.outlook is not None:
        outlook(on, verdicts.outlook)
    if verdicts.other_routes is not None:
        other_routes(on, verdicts.other_routes)


def outlook(on: References, words: schema.OutlookWords) -> None:
    """The sentences about what could still come."""
    for part, holders in ((words, OUTLOOK), (words.then, THEN)):
        path = ("outlook",) if part is words else ("outlook", "then")
        for field in sorted(set(type(part).model_fields) - {"then", "leads_to"}):
            on.template("verdicts", (*path, field), getattr(part, field), holders[field])
    for name in ("eligible", "confirm"):
        if name not in words.leads_to:
            on.wrong("verdicts", ("outlook", "leads_to"), f"缺“{name}”这一句。")
    for end, text in words.leads_to.items():
        on.template("verdicts", ("outlook", "leads_to", end), text, {"level", "way"})


def other_routes(on: References, words: schema.OtherRouteWords) -> None:
    """The lines about the other routes."""
    for field in sorted(set(type(words).model_fields) - {"lacking"}):
        path: KeyPath = ("other_routes", field)
        on.template("verdicts", path, getattr(words, field), OTHER_ROUTES[field])
    reported = {condition.reported_as for condition in on.conditions.values()}
    known = {*on.conditions, *reported, *on.content.interpretations.interpretations}
    for id in words.lacking:
        if id not in known:
            on.wrong(
                "verdicts", ("other_routes", "lacking", id), f"没有“{id}”这个条件，请核对名称。"
            )
