"""The form as the browser is told of it: its sections, fields and options, and how each is found.

An option is found by its number, its name, its hint, the everyday words that the pack knows for it, and
the first letters of their sounds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from json import dumps
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

from advisor.content.schema import Fact
from advisor.facts.values import FactValue
from advisor.interview.questions import Question
from advisor.report.either_answer import NO, YES
from advisor.report.report import Report, RouteReport
from advisor.rules.policy import Policy
from advisor.rules.wording import DONT_KNOW
from advisor.ui.desk.entries import (
    ALL,
    EACH,
    HAS_NONE,
    NONE,
    TO_DATE,
    UNKNOWN,
    Entries,
    office_field,
)

IN_A_ROW = 18  # characters of options that fit beside each other
LONGEST_WORD = 6  # characters of an everyday word; longer ones nobody types into a field
LONGEST_SOUND = 4  # characters of a word that is found by its sounds
DAY = "2021.7.1"
_BREAKS = re.compile(r"[、，；。：（）()“” ]+")


class Form(NamedTuple):
    """The form of a pack. ``parts``: what the browser builds it from; ``stamp`` tells one pack's form from
    another's; ``order``: its fields from first to last."""

    parts: dict[str, object]
    stamp: str
    order: tuple[str, ...]


@lru_cache(maxsize=4)
def form_of(policy: Policy) -> Form:
    """The form of a pack, made once."""
    named = [(part.name, part.facts) for part in policy.content.facts.sections]
    sections = [
        _Section(title, list(_fields(policy, names)))
        for title, names in named or [("", list(policy.facts))]
    ]
    order = tuple(str(field["id"]) for section in sections for field in section.fields)
    columns = [[section._asdict() for section in half] for half in _halves(sections)]
    stamp = blake2b(dumps(columns).encode(), digest_size=6).hexdigest()
    return Form({"columns": columns}, stamp, order)


class _Section(NamedTuple):
    title: str
    fields: list[dict[str, object]]


def _halves(sections: list[_Section]) -> tuple[list[_Section], list[_Section]]:
    """The sections in two columns about equally long, in order."""
    rows = [1 + sum("group" not in field for field in section.fields) for section in sections]
    cut = min(range(len(rows) + 1), key=lambda at: (abs(sum(rows[:at]) - sum(rows[at:])), -at))
    return sections[:cut], sections[cut:]


def _fields(policy: Policy, names: Iterable[str]) -> Iterator[dict[str, object]]:
    drawn: set[str] = set()
    for name in names:
        fact = policy.facts[name]
        if fact.group and fact.group not in drawn:
            drawn.add(fact.group)
            group = policy.content.facts.groups[fact.group]
            options = [_option(1, ALL, group.all_yes), _option(2, EACH, "逐条填")]
            label = group.short or group.name
            yield {"id": fact.group, "kind": "group", "name": group.name, "label": label} | {
                "options": options,
                "inline": True,
            }
        yield _field(policy, name, fact)


def _field(policy: Policy, name: str, fact: Fact) -> dict[str, object]:
    field: dict[str, object] = {
        "id": name,
        "kind": "choice" if fact.kind == "yes_no" else fact.kind,
        "name": fact.name,
        "label": fact.short or fact.name,
    }
    if fact.group:
        field["group"] = fact.group
    if fact.options:
        options = [
            _option(number, id, option.label, option.short, option.hint, _words(policy, name, id))
            for number, (id, option) in enumerate(fact.options.items(), 1)
        ]
        if fact.kind in ("choices", "diplomas"):
            options.append(_option(len(options) + 1, NONE, fact.none_label or HAS_NONE))
        options.append(_option(0, UNKNOWN, DONT_KNOW))
        shown = sum(len(str(option.get("short") or option["label"])) for option in options)
        field["options"] = options
        field["inline"] = fact.kind in ("choice", "yes_no") and shown <= IN_A_ROW
    if fact.kind == "date":
        field["hint"] = DAY
    if fact.kind == "number":
        field["hint"] = f"整数（{fact.unit}）"
    if fact.kind == "years":
        field["hint"] = "2024 2025"
    if fact.kind == "spells":
        field |= {"hint": f"日期或{HAS_NONE}", "to_date": TO_DATE}
        field["related"] = fact.related_label
    return field


def _option(
    number: int,
    id: str,
    label: str,
    short: str | None = None,
    hint: str | None = None,
    words: Iterable[str] = (),
) -> dict[str, object]:
    words = list(words)
    named = [short or label, *_BREAKS.split(label)]
    short_words = [word for word in words if len(word) <= LONGEST_SOUND]
    sounds = [_initials(one) for one in (*named, *_BREAKS.split(hint or ""), *short_words)]
    option: dict[str, object] = {"id": id, "number": number, "label": label}
    if short:
        option["short"] = short
    if hint:
        option["hint"] = hint
    if words:
        option["words"] = words
    option["sounds"] = list(dict.fromkeys(filter(None, sounds)))
    return option


def _words(policy: Policy, name: str, option: str) -> list[str]:
    """The everyday words for an option that the pack knows."""
    said = policy.content.words.facts.get(name) if policy.content.words else None
    if said is None:
        return []
    found = [word for each in said.options.get(option, ()) for word in each.words]
    if said.diplomas and option in said.diplomas.kinds:
        form, level = said.diplomas.kinds[option]
        forms = said.diplomas.forms.get(form, [])
        found += [one + other for one in forms for other in said.diplomas.levels.get(level, [])]
    return _shortest([word for word in dict.fromkeys(found) if len(word) <= LONGEST_WORD])


def _shortest(words: list[str]) -> list[str]:
    """Those that hold no other of them: 施工员 of 施工员 and 工地施工员. Thousands of phrases are heard, and a
    form has no use for what a clerk types in a word."""
    known = set(words)
    return [
        word
        for word in words
        if not any(
            word[start:end] in known
            for start in range(len(word))
            for end in range(start + 2, len(word) + 1)
            if end - start < len(word)
        )
    ]


def _initials(text: str) -> str:
    """The first letters of a text's sounds: 机械 → jx."""
    letters = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
    return "".join(one for one in letters if one.isascii() and one.isalpha())


def office_fields(report: Report, chosen: RouteReport | None) -> list[dict[str, object]]:
    """The fields for what the office has answered, or may answer, on the open points of a route."""
    open_points = [point.id for point in chosen.points if point.interpretation] if chosen else []
    answered = [said.id for said in report.office_said]
    found: list[dict[str, object]] = []
    for id, point in report.policy.interpretations.items():
        if id in open_points or id in answered:
            replies = point.replies
            options = [
                _option(1, "yes", YES, hint=replies.yes if replies else None),
                _option(2, "no", NO, hint=replies.no if replies else None),
                _option(0, "", "还没问"),
            ]
            named = {"id": office_field(id), "label": point.name, "name": point.question}
            found.append({**named, "kind": "choice", "options": options, "inline": True})
    return found


# --- where the cursor goes -------------------------------------------------------------------------


def next_field(
    policy: Policy,
    left: Iterable[Question],
    entries: Entries,
    idle: set[str],
    after: str | None,
    points: Sequence[str] = (),
) -> str:
    """The field to go on with when the one named ``after`` is left (None: from the top): the first behind
    it that still matters, else the first of all that does, else the first of the ``points`` that the
    office has not answered, else simply the next that is not ``idle``."""
    order = [field for field in form_of(policy).order if _shown(policy, field, entries)]
    matter = fields_of(policy, left, entries)
    at = order.index(after) + 1 if after in order else 0
    found = next((field for field in (*order[at:], *order[:at]) if field in matter), None)
    found = found or next((point for point in points if not entries.get(point)), None)
    return found or next((field for field in order[at:] if field not in idle), after or order[0])


def _shown(policy: Policy, field: str, entries: Entries) -> bool:
    """Whether a field is on the form: one of a group's is where these are told one by one."""
    group = policy.facts[field].group if field in policy.facts else None
    return group is None or entries.get(group) == EACH


def fields_of(policy: Policy, left: Iterable[Question], entries: Entries) -> set[str]:
    """The fields of the questions ``left``: a group's own field, unless its facts are told one by one."""
    found: set[str] = set()
    for question in left:
        for name in question.facts:
            group = policy.facts[name].group
            found.add(group if group and entries.get(group) != EACH else name)
    return found


def idle_fields(
    policy: Policy,
    left: Iterable[Question],
    given: dict[str, FactValue | None],
    wrong: Iterable[str],
) -> set[str]:
    """The fields that no longer matter: empty, and no question that can still come asks for them."""
    matter = {name for question in left for name in question.facts} | {*given, *wrong}
    facts = {name for name in policy.facts if name not in matter}
    groups = {fact.group for fact in policy.facts.values() if fact.group}
    return facts | {
        group
        for group in groups
        if all(name in facts for name, fact in policy.facts.items() if fact.group == group)
    }
