"""Diplomas from words: the form of study and the level, in either order, and the day of graduation.

「函授本科」, 「本科是函授的」, 「大专和本科都是函授」. A level whose form is not said is no diploma:
a plain 大专 may be full-time or adult. It is kept in mind all the same, for the day told beside it is
its own and no other's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.talk.clauses import Clause
from advisor.talk.denials import denied
from advisor.talk.spoken_dates import Moment, Period, refines
from advisor.talk.times_and_events import TimeOfEvent, is_a_post
from advisor.talk.utterance import Mention, SaidFact, Utterance, inexact
from advisor.talk.vocabulary import EVENTS, Event, Group, Part


@dataclass(eq=False)
class _Item:
    """A diploma spoken of. ``kind`` None: which one is not known."""

    clause: Clause
    start: int
    level: str | None
    form: str | None = None
    kind: str | None = None
    day: Moment | None = None
    said_in: tuple[Clause, ...] = ()
    unfinished: bool = False


class _PartSaid(NamedTuple):
    part: Part
    start: int


class _UnclearError(Exception):
    """Two ways to read it."""


def diplomas(utterance: Utterance, name: str, told: Iterable[TimeOfEvent]) -> SaidFact | None:
    """The diplomas said, as far as they were said; [] where there are none at all."""
    words = utterance.words.facts[name].diplomas or schema.DiplomaWords()
    mentions = utterance.mentions(name)
    try:
        items = _Reader(utterance, name, words, mentions).items()
        _date(utterance, items, list(_graduations(utterance, name, told)))
        found = _merged(utterance, items)
    except _UnclearError:
        return None
    none = [
        mention
        for mention in mentions
        if mention.option is None
        and mention.sign == 1
        and not (found and _says_no_more(utterance, name, mention))
    ]
    levels = {parts[1] for parts in words.kinds.values()}
    lower = any(_names_lower(utterance, name, words, mention.clause) for mention in none)
    if none and not any(
        (item.kind or item.level in levels) and not (item.unfinished and lower) for item in items
    ):
        return SaidFact(name, [], tuple(mention.clause for mention in none))
    if (
        utterance.asked == name
        and items
        and all(_is_lower(item, words) for item in items)
        and any(utterance.has(clause, Group("no_more", name)) for clause in utterance.counting())
    ):
        return SaidFact(name, [], tuple(item.clause for item in items))
    if none or not found:
        return None
    value = [
        {"kind": item.kind, "graduated_on": item.day.day.isoformat() if item.day and item.day.day else None}
        for item in found
    ]  # fmt: skip
    clauses = [clause for item in found for clause in item.said_in]
    return SaidFact(name, value, tuple(clauses), inexact(*(item.day for item in found)))


def _says_no_more(utterance: Utterance, name: str, mention: Mention) -> bool:
    """Whether it denies only more than was told: 没再上学 of 「职业高中毕业，后来没再上学」."""
    return any(
        one.start <= mention.start < one.end
        for one in utterance.tokens(mention.clause, Group("no_more", name))
    )


def _names_lower(
    utterance: Utterance, name: str, words: schema.DiplomaWords, clause: Clause
) -> bool:
    """Whether a clause names a school below any diploma: 「只有个高中毕业证」."""
    below = Part("level", words.below)
    return any(below in one.meanings for one in utterance.tokens(clause, Group("parts", name)))


def _is_lower(item: _Item, words: schema.DiplomaWords) -> bool:
    """Whether it is a school below any diploma: 「初中毕业」."""
    return item.kind is None and item.form is None and item.level == words.below


def _names_a_post(utterance: Utterance, clause: Clause) -> bool:
    """Whether a clause speaks of work in a technical post."""
    facts = utterance.words.facts
    return any(fact.spells and is_a_post(utterance, one, clause) for one, fact in facts.items())


class _Reader:
    def __init__(
        self, utterance: Utterance, name: str, words: schema.DiplomaWords, mentions: list[Mention]
    ) -> None:
        self.utterance = utterance
        self.name = name
        self.kinds = {tuple(parts): kind for kind, parts in words.kinds.items()}
        self.within = words.within
        self.alone = words.alone
        self.below = words.below
        self.levels = {level for _, level in self.kinds}
        self.level_of = {kind: level for (_, level), kind in self.kinds.items()} | self.within
        self.whole = [m for m in mentions if m.option is not None]
        self.none = [m for m in mentions if m.option is None]
        self.found: list[_Item] = []
        self.waiting: list[_Item] = []  # levels whose form may still be said
        self.form: tuple[str, int] | None = None  # a form whose level may still be said

    def items(self) -> list[_Item]:
        """All diplomas spoken of. Raises ``_UnclearError``."""
        for index, clause in enumerate(self.utterance.clauses):
            if not clause.counts:
                self.waiting, self.form = [], None
                continue
            self._clause(index, clause)
        self._same_level()
        self._unfinished()
        return self.found

    def _clause(self, index: int, clause: Clause) -> None:
        group = Group("parts", self.name)
        parts: list[_PartSaid] = []
        for one in self.utterance.tokens(clause, group):
            sign = denied(self.utterance, clause, one.start, one.end, group)
            if sign == 0:
                raise _UnclearError
            if sign == 1:
                parts += [
                    _PartSaid(part, one.start) for part in one.meanings if isinstance(part, Part)
                ]
        said = self.utterance.plain[clause.start : clause.end]
        parts += [
            _PartSaid(Part("form", form), clause.start)
            for form, phrases in self.alone.items()
            if said in phrases
        ]
        if _names_a_post(self.utterance, clause):  # 民办高中教化学
            parts = [one for one in parts if one.part != Part("level", self.below)]
        whole = [m for m in self.whole if m.clause is clause]
        told = [*whole, *(m for m in self.none if m.clause is clause)]
        parts = [p for p in parts if not any(m.start <= p.start < m.end for m in told)]
        for mention in whole:
            if mention.sign == 0:
                raise _UnclearError
            if mention.sign == 1:
                parts.append(_PartSaid(Part("kind", str(mention.option)), mention.start))
        parts.sort(key=lambda one: one.start)
        parts = [
            one
            for n, one in enumerate(parts)
            if n == 0 or parts[n - 1].part != one.part  # said twice running
        ]
        if any(one.part.what == "form" for one in parts):
            known = [one for one in parts if one.part.what != "level" or one.part.id in self.levels]
            if any(one.part.what == "level" for one in known):
                parts = known  # 高中 of 「高中毕业后读的函授大专」
        self._pair(index, clause, parts)

    def _item(self, clause: Clause, place: int, level: str | None) -> _Item:
        item = _Item(clause, place, level, said_in=(clause,))
        item.unfinished = self._says_unfinished(clause)
        self.found.append(item)
        return item

    def _says_unfinished(self, clause: Clause) -> bool:
        group = Group("unfinished", self.name)
        return any(
            denied(self.utterance, clause, one.start, one.end, group) != -1
            for one in self.utterance.tokens(clause, group)
        )

    def _unfinished(self) -> None:
        """「全日制大专，只拿了结业证」: a clause of its own speaks of the diploma just before it, else of
        the one just after."""
        spoken_of = {id(item.clause) for item in self.found}
        last: Clause | None = None  # where a diploma was spoken of, and nothing else since
        for clause in self.utterance.clauses:
            if last is not None and last.sentence != clause.sentence:
                last = None
            if id(clause) in spoken_of:
                last = clause
            elif self._speaks_of_facts(clause):
                last = None
            elif clause.counts and self._says_unfinished(clause):
                after = self.utterance.following(clause)
                if last is not None:
                    [item for item in self.found if item.clause is last][-1].unfinished = True
                elif after is not None and not self._says_graduated(after):
                    for item in [item for item in self.found if item.clause is after][:1]:
                        item.unfinished = True

    def _speaks_of_facts(self, clause: Clause) -> bool:
        """「自考本科没考完」 and 「资格证没拿到」 speak of something else than the diploma before."""
        facts = self.utterance.words.facts
        groups = [Group("options", self.name), Group("parts", self.name)]
        groups += [Group("about", one) for one in facts]
        several = [one for one in facts if self.utterance.facts[one].kind == "choices"]
        groups += [Group(kind, one) for one in several for kind in ("parts", "hints")]
        return any(self.utterance.has(clause, group) for group in groups) or any(
            token.end - token.start > 1  # 专利 of 「专利还没下来」
            for one in several
            for token in self.utterance.tokens(clause, Group("options", one))
        )

    def _says_graduated(self, clause: Clause) -> bool:
        return any(
            Event(self.name) in one.meanings for one in self.utterance.tokens(clause, EVENTS)
        )

    def _settle(self, item: _Item, form: str, clause: Clause) -> None:
        item.form = form
        item.kind = self.kinds.get((form, item.level or ""))
        item.said_in = tuple(dict.fromkeys((*item.said_in, clause)))

    def _pair(self, index: int, clause: Clause, parts: list[_PartSaid]) -> None:
        """Puts forms and levels together: in order, beginning with whichever comes first."""
        kinds = [one for one in parts if one.part.what == "kind"]
        for one in kinds:
            item = self._item(clause, one.start, self.level_of.get(one.part.id))
            item.kind = one.part.id
        parts = [one for one in parts if one.part.what != "kind"]
        levels = [one for one in parts if one.part.what == "level"]
        forms = [one for one in parts if one.part.what == "form"]
        if not parts or (kinds and not levels):
            if kinds:  # a form beside a kind is its own
                self.waiting, self.form = [], None
            return
        if not levels:
            self._form_alone(index, clause, {one.part.id for one in forms})
            return
        if not forms:
            self._levels_alone(index, clause, levels)
            return
        order = [one.part.what for one in parts]
        same_level = len({one.part for one in levels}) == 1
        same_form = len({one.part for one in forms}) == 1
        self.waiting, self.form = [], None
        if same_level and same_form:
            pairs = [(levels[0], forms[0])]
        elif same_form and order == ["level"] * len(levels) + ["form"] and self._of_all(clause):
            pairs = [(level, forms[0]) for level in levels]
        elif order in (["form", "level"] * len(levels), ["level", "form"] * len(levels)):
            pairs = list(zip(levels, forms, strict=True))
        else:
            raise _UnclearError
        for level, form in pairs:
            self._settle(self._item(clause, level.start, level.part.id), form.part.id, clause)

    def _form_alone(self, index: int, clause: Clause, forms: set[str]) -> None:
        """「都是函授」 of the levels just said; or a form whose level is still to come."""
        if len(forms) != 1:
            raise _UnclearError
        [form] = forms
        bracketed = self.utterance.plain.startswith("(", clause.start - 1) and clause.start > 0
        if bracketed and self.waiting and self.waiting[-1].clause.end == clause.start - 1:
            self._settle(self.waiting.pop(), form, clause)  # 中专(普通)1998.7,大专(函授)2003.6
        elif len(self.waiting) == 1 or (self.waiting and self._of_all(clause)):
            for item in self.waiting:
                self._settle(item, form, clause)
            self.waiting = []
        elif self.waiting:
            raise _UnclearError
        else:
            self.form = (form, index)

    def _of_all(self, clause: Clause) -> bool:
        """Whether something is said of all: 都; not 全 of 全日制."""
        parts = self.utterance.tokens(clause, Group("parts", self.name))
        return any(
            not any(part.start <= one.start and one.end <= part.end for part in parts)
            for one in clause.all("all")
        )

    def _levels_alone(self, index: int, clause: Clause, levels: list[_PartSaid]) -> None:
        items = [self._item(clause, one.start, one.part.id) for one in levels]
        if self.form is not None and self.form[1] == index - 1 and len(items) == 1:
            self._settle(items[0], self.form[0], clause)
            items[0].said_in = (self.utterance.clauses[index - 1], clause)
            self.waiting = []
        else:
            self.waiting += [item for item in items if item.level in self.levels]
        self.form = None

    def _same_level(self) -> None:
        """A plain level said again is the diploma of that level told elsewhere, if there is one only."""
        for item in [item for item in self.found if item.kind is None and item.form is None]:
            same = [o for o in self.found if o.level == item.level and o.kind and o is not item]
            if len({other.kind for other in same}) == 1:
                item.kind, item.form = same[0].kind, same[0].form


def _date(utterance: Utterance, items: list[_Item], days: list[tuple[TimeOfEvent, Moment]]) -> None:
    """Gives each day of graduation to its diploma. Raises ``_UnclearError``."""
    for clause in dict.fromkeys(told.clause.start for told, _ in days):
        here = [(told, day) for told, day in days if told.clause.start == clause]
        own = [item for item in items if item.clause.start == clause]
        own = own or _respectively(utterance, items, here[0][0].clause, len(here))
        if not own:
            nearest = _headed(items, here[0][0], days) or _nearest(items, here[0][0])
            if nearest is None:
                continue
            own = [nearest]
        if len(own) == len(here):
            for item, (told, day) in zip(own, here, strict=True):
                _give(item, told, day)
        elif len(here) == 1:
            before = [item for item in own if item.start < here[0][1].start]
            _give(before[-1] if before else own[0], *here[0])
        else:
            raise _UnclearError


def _respectively(
    utterance: Utterance, items: list[_Item], clause: Clause, days: int
) -> list[_Item]:
    """The diplomas named together before, where a clause tells each its day: 「大专和本科，分别是15年和19年毕业」."""
    before = [item for item in items if item.clause.start < clause.start]
    named = [item for item in before if item.clause is before[-1].clause]
    said = any(
        utterance.plain.find(word, clause.start, clause.end) >= 0
        for word in utterance.words.links.respectively
    )
    return named if said and len(named) == days else []


def _headed(
    items: list[_Item], told: TimeOfEvent, days: list[tuple[TimeOfEvent, Moment]]
) -> _Item | None:
    """The diploma that a stretch of study leads to: 「2018.9-2021.6 某学院 全日制大专」."""
    if told.event is None or told.event.what != "studied":
        return None
    after = [item for item in items if item.clause.start > told.clause.start]
    first = after[0] if after else None
    if first is None or first.clause.sentence != told.clause.sentence:
        return None
    between = range(told.clause.start + 1, first.clause.start + 1)
    return None if any(other.clause.start in between for other, _ in days) else first


def _nearest(items: list[_Item], told: TimeOfEvent) -> _Item | None:
    """The diploma spoken of last before; none before: the first after, but not for a stretch of study, which may
    have led to none."""
    before = [item for item in items if item.clause.start < told.clause.start]
    if before:
        last = [item for item in before if item.clause is before[-1].clause]
        if len(last) > 1:
            raise _UnclearError
        return last[0]
    studied = told.event is not None and told.event.what == "studied"
    return items[0] if items and not studied else None


def _give(item: _Item, told: TimeOfEvent, day: Moment) -> None:
    if item.day is None or refines(day, item.day):
        item.day = day
    elif item.day.day != day.day and not refines(item.day, day):
        raise _UnclearError
    item.said_in = tuple(dict.fromkeys((*item.said_in, told.clause)))


def _merged(utterance: Utterance, items: list[_Item]) -> list[_Item]:
    """One item for each kind; those not finished only with a day ahead. Raises ``_UnclearError``."""
    found: dict[str, _Item] = {}
    for item in items:
        if item.kind is None:
            continue
        day: date | None = item.day.day if item.day else None
        if item.unfinished and (day is None or day <= utterance.as_of):
            continue
        known = found.setdefault(item.kind, item)
        if known is item:
            continue
        if known.day and item.day and known.day.day != item.day.day:
            raise _UnclearError
        known.day = known.day or item.day
        known.said_in = tuple(dict.fromkeys((*known.said_in, *item.said_in)))
    return list(found.values())


def _graduations(
    utterance: Utterance, name: str, times: Iterable[TimeOfEvent]
) -> Iterator[tuple[TimeOfEvent, Moment]]:
    """The times told of graduation; of a stretch of study its last day. The present year alone tells no day: it
    may lie behind or ahead."""
    graduated, studied = Event(name), Event(name, "studied")
    for one in times:
        if one.event == graduated and isinstance(one.time, Moment):
            told = one.time.day
            if not told or one.time.exact != "year" or told.year != utterance.as_of.year:
                yield one, one.time
        elif (
            one.event in (graduated, studied)
            and isinstance(one.time, Period)
            and one.time.last is not None
        ):
            yield one, one.time.last
