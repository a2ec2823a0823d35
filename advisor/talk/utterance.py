"""One text laid out: its clauses, its times, and the words of each fact found in it.

The readers of single facts (``choices_from_words.py`` and its like) work on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from advisor.content import schema
from advisor.talk.clauses import LONGEST_UNDIVIDED, Clause, divided, is_a_stretch
from advisor.talk.joints import Joints
from advisor.talk.listed import divided_lists
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.sounds import coded
from advisor.talk.spoken_dates import Moment, Time
from advisor.talk.typed_text import TypedText
from advisor.talk.vocabulary import (
    EVENTS,
    NAMING,
    SPEECH,
    Event,
    Group,
    Option,
    OptionSaid,
    Part,
    Vocabulary,
)

_OF_A_FACT = frozenset({"questions", "others", "corrections"})
"""What a fact's own phrase may hold: 什么 of 「什么职称都没有」, 不对 of 「不对口」."""


_BESIDE = frozenset(
    {"list", "events", "places", "technical", "fillers", "polite", "answers", "speech"}
)
"""Groups whose words stand beside facts and are none."""


_DENIES = 1  # characters between a word joined to another and what denies it
_LISTED = ("、", "/")
_SHORTEST_DENIED = 2  # characters behind 没
_AFFIRMS = 4  # characters that 有 reaches: 有论文没有专利
_LONGEST_OWN = 24  # characters of a fact's own phrase


class SaidFact(NamedTuple):
    """A fact as said: its raw value, the clauses that say it, and the days in it of which only the
    month or the year was said."""

    fact: str
    value: object
    clauses: tuple[Clause, ...]
    inexact: tuple[Moment, ...] = ()


@dataclass(eq=False)
class Mention:
    """A phrase that says an option: ``sign`` 1 said, -1 denied, 0 unclear."""

    option: Option
    clause: Clause
    start: int
    end: int
    sign: int
    past: bool = False


class Utterance:
    """A text heard: what stands where. ``asked``: the fact whose question it may answer."""

    def __init__(
        self, vocabulary: Vocabulary, text: TypedText, asked: str | None, as_of: date
    ) -> None:
        self.vocabulary = vocabulary
        self.words = vocabulary.words
        self.facts = vocabulary.policy.facts
        self.asked = asked
        self.as_of = as_of
        self.text = text
        self.found = vocabulary.phrases.find(text.plain)
        years = asked is not None and asked in self.facts and self.facts[asked].kind == "years"
        self.times: list[Time] = vocabulary.dates.read(text.plain, as_of, years)
        self.plain = divided_lists(
            text.plain,
            self.found,
            self.times,
            self.facts,
            self.words.links.counters,
            self._speaks_for_itself,
        )
        joints: set[int] = set()
        if len(self.plain) > LONGEST_UNDIVIDED:
            run = Joints(self.plain, self.words, self.facts, self.found, self._speaks_for_itself)
            joints = run.cuts(self.times)
        self.clauses = divided(
            self.plain,
            list(self._speech()),
            self.times,
            self.words.links,
            vocabulary.notice,
            joints,
        )
        self._tokens: dict[tuple[int, Group], list[FoundPhrase]] = {}
        self._behind: dict[int, range] = {}
        self._dated_facts = {
            fact.dated_by.fact for fact in self.words.facts.values() if fact.dated_by
        }
        self._sounds = coded(text.plain)
        at = self._clause_at()
        for group, found in self.found.items():
            self._by_clause(group, found, at)
        self._about: dict[int, set[str]] = {}
        self._speaking_in: dict[int, list[tuple[str, FoundPhrase]]] = {}
        self._groups_in: dict[int, dict[Group, list[FoundPhrase]]] = {}
        for (start, group), tokens in self._tokens.items():
            self._groups_in.setdefault(start, {})[group] = tokens
            if group.kind == "about":
                self._about.setdefault(start, set()).add(group.of)
        self._first_of_list = self._first_of_lists()
        self._places_of_list: dict[str, list[FoundPhrase]] = {}
        self._excepting = {
            clause.sentence
            for clause in self.clauses
            if clause.has("nothing_else", "also")
            or any(found.end == clause.end for found in clause.all("negations"))
        }
        self._following = {
            one.start: other
            for one, other in pairwise(self.clauses)
            if one.sentence == other.sentence
        }
        self._preceding = {
            other.start: one
            for one, other in pairwise(self.clauses)
            if one.sentence == other.sentence
        }
        self._mentions: dict[str, list[Mention]] = {}
        self._mentioned_in: dict[int, set[str]] | None = None
        self._covered: dict[tuple[int, str | None], set[int]] = {}
        self._put_right: dict[int, Time] = {}  # by where the time stands whose place it takes
        for clause in self.clauses:
            if clause.replaces is not None:
                self._replace(clause, self._put_wrong(clause, clause.replaces))
        self._mark_left()
        self._mark_closed()

    def _put_wrong(self, clause: Clause, before: Clause) -> Clause:
        """What a clause corrects: where it tells a day and nothing else, the day told last, be it further back:
        「2019年9月到小学教音乐，学的音乐教育。说错了，是2018年9月上的班」."""
        named = any(True for _ in self.groups(clause, "options", "parts"))
        if before.times or not clause.times or named:
            return before
        earlier = (one for one in reversed(self.clauses) if one.start < before.start)
        told = (one for one in earlier if one.sentence == before.sentence and one.times)
        return next(told, before)

    def _first_of_lists(self) -> dict[str, int]:
        """Where the first word of each list ends that stands in no question, and is not what one aims at."""
        asking = {clause.start for clause in self.clauses if clause.question}
        aimed_at = {one.end for clause in self.clauses for one in clause.all("aims")}
        found: dict[str, int] = {}
        for (start, group), tokens in self._tokens.items():
            if group.kind == "list" and start not in asking and tokens[0].start not in aimed_at:
                found[group.of] = min(tokens[0].end, found.get(group.of, tokens[0].end))
        return found

    def groups(self, clause: Clause, *kinds: str) -> Iterator[FoundPhrase]:
        """All words in a clause of the groups of these kinds, whatever fact they are of."""
        for group, tokens in self._groups_in.get(clause.start, {}).items():
            if group.kind in kinds:
                yield from tokens

    def _speech(self) -> Iterator[FoundPhrase]:
        """The words of speech, without those that are part of a fact's own."""
        said = [
            one for name in self.words.facts for one in self.found.get(Group("options", name), [])
        ]
        ends: dict[int, int] = {}
        for one in said:
            ends[one.start] = max(one.end, ends.get(one.start, 0))
        named = self._places(*(Group("about", name) for name in self.words.facts))
        spoken = sorted(found for group in SPEECH for found in self.found.get(Group(group), []))
        told = {one.start for one in said if one.end - one.start > 1}
        for found in spoken:
            if "question_ends" in found.meanings and found.end in told:
                yield from self._denial_within(found)  # 了没有 of 「办了没有论文」 asks nothing
                continue
            places = range(found.start, found.end)
            if not _OF_A_FACT.isdisjoint(found.meanings) and _is_within(found, ends):
                continue
            if named.issuperset(places) and "official" in found.meanings:
                continue  # 规定 of 「本系列规定的其他条件」
            yield found

    def _denial_within(self, one: FoundPhrase) -> Iterator[FoundPhrase]:
        """The denial that a word ends with, as one by itself."""
        said = self.plain[one.start : one.end]
        denial = max(
            (w for w in self.words.speech.negations if said.endswith(w)), key=len, default=""
        )
        if denial:
            yield FoundPhrase(one.end - len(denial), one.end, ("negations",))

    def _places(self, *groups: Group) -> set[int]:
        found = (one for group in groups for one in self.found.get(group, []))
        return {place for one in found for place in range(one.start, one.end)}

    def _mark_left(self) -> None:
        """Where a job was left on a day, what was told before is past."""
        ended = False
        for clause in reversed(self.clauses):
            clause.past = clause.past or (ended and bool(clause.times))
            ended = ended or (
                clause.counts
                and bool(clause.times)
                and (
                    any(self.is_last_day(clause, time) for time in clause.times)
                    or any(
                        isinstance(meaning, Event) and meaning.what == "ends"
                        for one in self.tokens(clause, EVENTS)
                        for meaning in one.meanings
                    )
                )
            )

    def is_last_day(self, clause: Clause, time: Time) -> bool:
        """Whether work lasted to a day that lies behind: 「干到2003年6月底」."""
        if not isinstance(time, Moment) or time.day is None or time.day >= self.as_of:
            return False
        joins = tuple(one for one in self.words.time.joins if len(one) > 1 and one.isalpha())
        return self.plain.endswith(joins, clause.start, time.start)

    def _mark_closed(self) -> None:
        """The job told before a closed stretch of time is past with it: 「某厂 技术员 2015.7-2018.6」."""
        first: dict[int, Clause] = {}
        for index, clause in enumerate(self.clauses):
            begins = first.setdefault(clause.sentence, clause)
            if not (clause.past and is_a_stretch(clause)) or is_a_stretch(begins):
                continue  # in the latter the lines are headed by their times
            job: list[Clause] = []
            for before in reversed(self.clauses[:index]):
                if before.times or before.sentence != clause.sentence:
                    break
                job.append(before)
            named = (Group("parts", name) for name in self.words.facts)
            if not any(self.has(one, group) for group in named for one in job):
                for one in job:
                    one.past = True

    def _by_clause(
        self, group: Group, found: Iterable[FoundPhrase], at: list[Clause | None]
    ) -> None:
        here: dict[int, list[FoundPhrase]] = {}
        for one in found:
            clause = at[one.start]
            if clause is not None and one.end <= clause.end:
                here.setdefault(clause.start, []).append(one)
        for start, tokens in here.items():
            self._tokens[start, group] = tokens

    def _clause_at(self) -> list[Clause | None]:
        """The clause of each place; None for a pause."""
        at: list[Clause | None] = [None] * len(self.plain)
        for clause in self.clauses:
            at[clause.start : clause.end] = [clause] * (clause.end - clause.start)
        return at

    def _replace(self, clause: Clause, before: Clause) -> None:
        """What a correction says takes the place of the same things in the clause before it."""
        shared = []
        for name in self.words.facts:
            groups = (Group("options", name), Group("parts", name))  # 职高，不对，是全日制中专
            old_groups = [group for group in groups if self.has(before, group)]
            if old_groups and any(self.has(clause, group) for group in groups):
                shared += old_groups
        for group in shared:
            self._put_out(before, group, self.tokens(clause, group))
        if clause.times and before.times:
            old = before.times[-1]
            new: Time = clause.times[0]
            before.times = [*before.times[:-1], new._replace(start=old.start, end=old.end)]
            self._put_right[old.start] = new
        elif not shared:
            before.counts = False

    def _put_out(self, before: Clause, group: Group, instead: list[FoundPhrase]) -> None:
        """Takes the words of a group from a clause that is corrected; of a diploma only its form, or its level, where
        only that is told anew: 「本科是统招的。说错了，是成人的」."""
        anew = {part.what for one in instead for part in one.meanings if isinstance(part, Part)}
        kept = [
            one
            for one in self.tokens(before, group)
            if anew and all(isinstance(p, Part) and p.what not in anew for p in one.meanings)
        ]
        del self._tokens[before.start, group]
        del self._groups_in[before.start][group]
        if kept:
            self._tokens[before.start, group] = kept
            self._groups_in[before.start][group] = kept

    def tokens(self, clause: Clause, group: Group) -> list[FoundPhrase]:
        """The words of a group in a clause, in order."""
        return self._tokens.get((clause.start, group), [])

    def has(self, clause: Clause, group: Group) -> bool:
        """Whether a word of a group stands in a clause."""
        return (clause.start, group) in self._tokens

    def preceding(self, clause: Clause) -> Clause | None:
        """The clause before in the same sentence."""
        return self._preceding.get(clause.start)

    def following(self, clause: Clause) -> Clause | None:
        """The next clause of the same sentence."""
        return self._following.get(clause.start)

    def counting(self) -> Iterator[Clause]:
        """The clauses that say something of the person."""
        return (clause for clause in self.clauses if clause.counts)

    def said(self, *clauses: Clause) -> str:
        """The person's own words for these clauses."""
        unique = sorted({clause.start: clause for clause in clauses}.items())
        return "，".join(self.text.piece(clause.start, clause.end) for _, clause in unique)

    def words_of(self, time: Time) -> str:
        """The person's own words for a time; of one that was put right those that put it right."""
        told = self._put_right.get(time.start, time)
        return self.text.piece(told.start, told.end)

    def bare(self, clause: Clause, *kinds: str, only: str | None = None) -> bool:
        """Whether a clause says nothing but facts and times, and words of these kinds of speech;
        ``only``: but this fact, with nothing loose beside it."""
        left = set(range(clause.start, clause.end)) - self._covered_by_facts(clause, only)
        kinds = (*kinds, "fillers", "self", "present", "all", "affirmations", "corrections")
        for one in clause.all(*kinds, *([] if only else ["loose"])):
            left -= set(range(one.start, one.end))
        return not left

    def tells_another(self, clause: Clause, *names: str) -> bool:
        """Whether an option of a fact other than these stands in a clause: 合格 of 「前年只是合格」."""
        general = (*self.words.speech.affirmations, *self.words.speech.negations)
        names_own = [one for name in names for one in self.tokens(clause, Group("options", name))]
        return any(
            group.kind == "options" and group.of not in names
            for group, found in self._groups_in.get(clause.start, {}).items()
            if any(
                self.plain[one.start : one.end] not in general
                and self._in_its_place(clause, one)
                and not any(_within(own, one) for own in names_own)
                for one in found
            )
        )

    def asked_for(self, asked: str | None) -> "Utterance":
        """The same text as an answer to another question."""
        other = copy(self)
        other.asked = asked
        other._mentions = {}
        other._mentioned_in = None
        return other

    def covered(self, clause: Clause, names: Iterable[str], times: bool = True) -> set[int]:
        """The places of these facts' words in a clause; with ``times`` also of those and of all words
        that stand beside facts."""
        covered: set[int] = set()
        if times:
            covered = {place for time in clause.times for place in range(time.start, time.end)}
        for group, found in self._groups_in.get(clause.start, {}).items():
            taken = group.of in names and (times or group.kind not in ("options", "parts"))
            if taken or (times and group.kind in _BESIDE):
                for one in found:
                    covered |= set(range(one.start, one.end))
        return covered

    def _covered_by_facts(self, clause: Clause, only: str | None) -> set[int]:
        covered = self._covered.get((clause.start, only))
        if covered is None:
            covered = {place for time in clause.times for place in range(time.start, time.end)}
            for group, found in self._groups_in.get(clause.start, {}).items():
                if group.kind in NAMING and only in (None, group.of):
                    for one in found:
                        if self._in_its_place(clause, one):
                            covered |= set(range(one.start, one.end))
            self._covered[clause.start, only] = covered
        return covered

    def denied(self, clause: Clause, start: int, end: int, group: Group) -> int:
        """Whether ``plain[start:end]`` is denied there: 1 it is said, -1 denied, 0 unclear."""
        affirmed = [found.start for found in clause.all("affirmations") if found.end <= start]
        if any(found.end <= start for found in clause.all("exceptions")):
            return 1 if clause.sentence in self._excepting else 0  # 除了论文别的没有
        own = self.plain.startswith(tuple(self.words.speech.negations), start)
        if not own and self._swept(clause, end, group):
            return -1
        phrases = [one for one in self.tokens(clause, group) if not _only_answers(one)]
        others = self._denying_others(clause, group)
        if self.facts[group.of].kind == "choices" and any(one.start == end for one in others):
            return 0  # 论文没有单位是国企
        phrases += others
        # 不是2021年 behind a title denies a day alone
        of_times = {time.start for time in clause.times}
        negations = [
            found
            for found in clause.all("negations")
            if not (found.start >= end and found.end in of_times)
            and not any(_within(found, one) for one in phrases)
        ]
        before = [
            found
            for found in negations
            if found.start < start
            and not any(found.end <= place for place in affirmed)
            and (found.end <= start or not own)  # 从来没 of 「从来没犯过事」 is its own
        ]
        lacking = tuple(self.words.links.lacking)
        if (
            before
            and start - before[-1].end > 1
            and self.plain.startswith(lacking, start)
            and self.plain.startswith(lacking, before[-1].start)
        ):
            return 1  # 没编制没职称: each denies its own
        if before and self._of_what_stands_before(clause, group, before[-1]):
            return 1
        if before:
            twice = len(before) > 1 and before[-1].start - before[-2].end <= 1  # 不是没有
            return 0 if twice else -1
        after = next((found for found in negations if found.start >= end), None)
        near = any(
            start - found.end <= _AFFIRMS
            for found in clause.all("affirmations")
            if found.end <= start
        )
        if after is None or near or self._speaks_of_another(clause, group, end, after.start):
            return 1
        if own and after.end < clause.end:
            return 1  # 没有职称也没有论文: the second denies what follows it
        if self.facts[group.of].kind == "yes_no" and self._denies_what_follows(clause, after):
            return 1  # 合格没出过岔子
        if any(found.start == after.end for found in clause.all("affirmations")):
            return -1  # 论文专利都没有就是去年发文表彰过: what follows is said again
        later = any(one.start >= after.end for one in self.tokens(clause, group))
        if later and self.plain[after.start : after.end] in self.words.links.not_so:
            return 1  # 大专不是全日制: what follows is not so
        if later and after.start == end and self._of_what_stands_before(clause, group, after):
            return -1
        if later and self.plain.startswith(_LISTED, after.end):
            return -1  # 论文无、专利无
        if later and after.start == end:
            return 0  # 论文没有专利没有: which of them it denies is not clear
        return 1 if later else -1

    def _denies_what_follows(self, clause: Clause, denial: FoundPhrase) -> bool:
        """Whether a bare 没 goes on to what it denies: 「年年合格没出过岔子」; not in 「办没办」, 「没有过」."""
        links = self.words.links
        return (
            self.plain[denial.start : denial.end] in links.lacks_what_follows
            and clause.end - denial.end >= _SHORTEST_DENIED
            and not self.plain.startswith(tuple(links.denied_as_said), denial.end)
        )

    def _of_what_stands_before(self, clause: Clause, group: Group, denial: FoundPhrase) -> bool:
        """Whether a denial between two options is of the first, for the second is affirmed: 「论文没有专利有一个」."""
        tokens = self.tokens(clause, group)
        starts = {found.start for found in clause.all("affirmations")}
        ends = {found.end for found in clause.all("affirmations")}
        first = any(one.end == denial.start and one.start not in ends for one in tokens)
        return first and any(one.start == denial.end and one.end in starts for one in tokens)

    def _speaks_of_another(self, clause: Clause, group: Group, start: int, end: int) -> bool:
        """Whether another fact is spoken of between what is said and a denial: 「完成了岗位要的资格证还没考」; not in
        「论文资格证都没有」, nor in words of its own: 考核优秀."""
        of_all = self.plain.startswith(tuple(self.words.links.all_lacking), max(0, end - 1))
        if of_all and self.facts[group.of].kind == "choices":
            return False
        own = self.tokens(clause, group)
        return any(
            start <= one.start and one.end <= end and not any(_within(one, each) for each in own)
            for one in self._naming_others(clause, group.of)
        )

    def _naming_others(self, clause: Clause, name: str) -> Iterator[FoundPhrase]:
        """The phrases in a clause that name other facts than this."""
        for other in self._about.get(clause.start, ()):
            if other != name:
                yield from self.tokens(clause, Group("about", other))

    def _swept(self, clause: Clause, end: int, group: Group) -> bool:
        """Whether what ends there is denied with all else at the end of its clause: 「论文专利一项业绩都没有」; not
        「就一篇论文别的业绩都没有」."""
        for one in self.tokens(clause, group):
            sweeps = any(isinstance(of, OptionSaid) and of.option is None for of in one.meanings)
            if (
                one.start >= end
                and one.end == clause.end
                and sweeps
                and self.plain[one.start : one.end] not in self.words.links.all_lacking
                and not self._could_answer_anything(one)  # 都没有 denies only what is named
            ):
                between = self.plain[end : one.start]
                rest = any(word in between for word in self.words.links.rest)
                affirmed = any(found.start < one.start for found in clause.all("affirmations"))
                return not (
                    rest
                    or affirmed
                    or self.plain.startswith(tuple(self.words.links.rest), one.start)
                )
        return False

    def _denying_others(self, clause: Clause, group: Group) -> list[FoundPhrase]:
        """Another fact's phrases that hold their own denial: 没有职称 denies nothing else."""
        speaking = [
            one
            for other, one in self._speaking(clause)
            if other != group.of and one.end - one.start > 2
        ]
        return (
            speaking
            + [
                one  # 不合格 of 「考核不合格遵纪守法」
                for name in self._about.get(clause.start, ())
                if name != group.of
                for one in self.tokens(clause, Group("options", name))
                if one.end - one.start > 2
            ]
            + [
                one  # 跟现在不是一个专业 of 「评的助工跟现在不是一个专业」
                for name, fact in self.facts.items()
                if fact.hangs_on == group.of and self.facts[group.of].kind == "choice"
                for one in self.tokens(clause, Group("options", name))
            ]
        )

    def _speaking(self, clause: Clause) -> list[tuple[str, FoundPhrase]]:
        """The phrases in a clause that say something of a fact wherever they stand, each with the fact."""
        found = self._speaking_in.get(clause.start)
        if found is None:
            found = [
                (group.of, one)
                for group, tokens in self._groups_in.get(clause.start, {}).items()
                if group.kind == "options"
                for one in tokens
                if self._speaks_for_itself(group.of, one)
            ]
            self._speaking_in[clause.start] = found
        return found

    def mentions(self, name: str) -> list[Mention]:
        """What is said of a fact's options, in order; of each place only what counts there."""
        if name not in self._mentions:
            self._mentions[name] = list(self._mentions_of(name)) if name in self.words.facts else []
        return self._mentions[name]

    def mentioned_in(self, clause: Clause) -> set[str]:
        """The facts of which an option is said, denied or unclear in a clause."""
        if self._mentioned_in is None:
            self._mentioned_in = {}
            for name in self.words.facts:
                for mention in self.mentions(name):
                    self._mentioned_in.setdefault(mention.clause.start, set()).add(name)
        return self._mentioned_in.get(clause.start, set())

    def _mentions_of(self, name: str) -> Iterator[Mention]:
        fact = self.words.facts[name]
        options = Group("options", name)
        ahead = self.facts[name].kind in ("choice", "choices")
        if any(
            self.has(clause, Group("list", one))
            for one in fact.nowhere
            for clause in self.counting()
        ):
            return
        about = ""  # whether this fact is spoken of: here, just before, or another is
        for clause in self.clauses:
            abouts = self._about.get(clause.start, set())
            if name in abouts:
                about = "here"
            elif abouts:
                about = "elsewhere"
            else:
                about = "before" if about in ("here", "before") and clause.counts else ""
            if ahead and any(self._lies_ahead(time) for time in clause.times):
                continue
            if not clause.counts:
                continue
            for one in self.tokens(clause, options):
                past = fact.now and (clause.past or one.start in self._left_behind(clause))
                sign = self.denied(clause, one.start, one.end, options)
                if sign == -1 and self._names_what_another_is_of(name, clause, one):
                    continue  # 高校教师 of 「高校教师资格证还没考下来」
                for meaning in one.meanings:
                    assert isinstance(meaning, OptionSaid)
                    if past and not meaning.saying.lasting:
                        continue
                    if meaning.option is None and self._names_options(clause, name, beside=one):
                        continue  # 没有 of 「没有论文」
                    if not self._holds(name, fact, clause, one, meaning.saying, about):
                        continue
                    if self._denies_what_stands_before(clause, name, one):
                        continue  # 没有单位 of 「论文没有单位是国企」
                    far_off = meaning.saying.joined and self._denied_far_off(clause, one)
                    here = 1 if far_off else sign
                    if meaning.saying.denied and here == 1:
                        continue
                    yield Mention(
                        meaning.option,
                        clause,
                        one.start,
                        one.end,
                        abs(here) if meaning.saying.denied else here,
                        past,
                    )

    def _names_what_another_is_of(self, name: str, clause: Clause, one: FoundPhrase) -> bool:
        """Whether it is part of what names another fact."""
        return any(_within(one, phrase) for phrase in self._naming_others(clause, name))

    def _denied_far_off(self, clause: Clause, one: FoundPhrase) -> bool:
        """Whether what is denied in the clause stands further on: 「质量员证拿下来单位还没转正」."""
        negations = clause.all("negations")
        return bool(negations) and all(each.start - one.end > _DENIES for each in negations)

    def _denies_what_stands_before(self, clause: Clause, name: str, one: FoundPhrase) -> bool:
        """Whether its denial may be of another fact's option that ends there."""
        own = self.plain.startswith(tuple(self.words.links.lacking), one.start)
        return own and any(
            other.end == one.start
            for group, found in self._groups_in.get(clause.start, {}).items()
            if group.kind == "options" and group.of != name
            if self.facts[group.of].kind == "choices"
            for other in found
        )

    def _left_behind(self, clause: Clause) -> range:
        """The places of what one has left, where the clause says so: 农业站 of 「从农业站调到电视台」."""
        if clause.start not in self._behind:
            self._behind[clause.start] = self._post_left(clause) or self._school_left(clause)
        return self._behind[clause.start]

    def _post_left(self, clause: Clause) -> range:
        for word in self.words.links.left_from:
            start = self.plain.find(word, clause.start, clause.end)
            if start < 0:
                continue
            ends = [self.plain.find(one, start, clause.end) for one in self.words.links.left_for]
            end = min((one for one in ends if one >= 0), default=-1)
            if end >= 0:
                return range(start, end)
        return range(0)

    def _school_left(self, clause: Clause) -> range:
        """The places of the school one has left: 舞阳师范 of 「毕业于舞阳师范」, where the clause may begin."""
        links = self.words.links
        for word in links.left_school:
            start = self.plain.find(word, max(0, clause.start - len(word)), clause.end)
            if start >= 0:
                ends = [self.plain.find(one, start + len(word), clause.end) for one in links.into]
                return range(start, min((one for one in ends if one >= 0), default=clause.end))
        return range(0)

    def denying_all(self, name: str) -> list[Mention]:
        """What denies all of a fact's options after some were denied one by one: 「没论文 没专利 啥都没有」."""
        return [
            Mention(None, clause, one.start, one.end, 1)
            for clause in self.counting()
            for one in self.tokens(clause, Group("options", name))
            if self._sweeps(name, clause, one)
            and any(isinstance(said, OptionSaid) and said.option is None for said in one.meanings)
        ]

    def _sweeps(self, name: str, clause: Clause, one: FoundPhrase) -> bool:
        """Whether it stands by itself, or ends a clause with a word for all: 「没论文没专利啥都没有」."""
        if self.plain.startswith(tuple(self.words.links.indefinite), one.start):
            return one.end == clause.end
        options = Group("options", name)
        before = (it for it in self.tokens(clause, options) if it.end <= one.start)
        if any(self._swept(clause, it.end, options) for it in before):
            return True
        alone = self.bare(clause, "exceptions", only=name) and not self._names_options(clause, name)
        return alone and not self._could_answer_anything(one)

    def names(self, name: str, clause: Clause) -> bool:
        """Whether an option of a fact is said in a clause, be it of the past."""
        fact, options = self.words.facts[name], Group("options", name)
        return any(
            isinstance(meaning, OptionSaid)
            and meaning.option is not None
            and self._holds(name, fact, clause, one, meaning.saying, "")
            for one in self.tokens(clause, options)
            for meaning in one.meanings
        )

    def hinted_at(self, name: str) -> bool:
        """Whether something is said of a fact's options that is not understood."""
        heard = {mention.clause.start for mention in self.mentions(name)}
        going_on = {other.start for start, other in self._following.items() if start in heard}
        put_right = {one.replaces.start for one in self.clauses if one.replaces is not None}
        excused = {
            word_list
            for sayings in self.words.facts[name].options.values()
            for saying in sayings
            for word_list in saying.never_near
        }
        group, details = Group("hints", name), tuple(self.words.links.detailing)
        return any(
            self.denied(clause, hint.start, hint.end, group) == 1
            for clause in self.clauses
            if (clause.counts or clause.has("doubts"))
            and clause.start not in heard | put_right
            and not any(self.has(clause, Group("list", one)) for one in excused)
            for hint in self.tokens(clause, group)[:1]
            if not (
                clause.start in going_on
                and (
                    self.plain[hint.start : hint.end] in self.words.links.awards
                    or self.plain.startswith(details, clause.start)
                )
            )
        )

    def names_of_others(self, name: str) -> bool:
        """Whether an option is named where it is not said of the person: 我 没有 of 「同事有专利，我没有」
        is no answer about all of them."""
        return any(
            self._names_options(clause, name)
            for clause in self.clauses
            if not clause.counts and clause.has("others")
        )

    def says_all(self, mention: Mention) -> bool:
        """Whether it denies all in a word of its own: 啥都没有 of 「同事又有专利又有论文，我啥都没有」."""
        return self.plain.startswith(tuple(self.words.links.indefinite), mention.start)

    def _names_options(self, clause: Clause, name: str, beside: FoundPhrase | None = None) -> bool:
        """Whether an option of the fact is named in a clause, but for what ``beside`` holds."""
        parts = self.tokens(clause, Group("parts", name))
        return any(beside is None or not _within(part, beside) for part in parts) or any(
            isinstance(meaning, OptionSaid) and meaning.option is not None
            for one in self.tokens(clause, Group("options", name))
            for meaning in one.meanings
        )

    def _lies_ahead(self, time: Time) -> bool:
        return isinstance(time, Moment) and time.day is not None and time.day.year > self.as_of.year

    def _holds(
        self,
        name: str,
        fact: schema.FactWords,
        clause: Clause,
        one: FoundPhrase,
        saying: schema.Saying,
        about: str,
    ) -> bool:
        """Whether what the saying asks for stands around it."""
        if self._goes_on(fact.not_before, one.end) or self._goes_on(saying.not_before, one.end):
            return False
        if any(
            self._beside(clause, one, word_list)
            for word_list in (*fact.never_near, *saying.never_near)
        ):
            return False
        if (saying.undated and clause.times) or (saying.dated and not clause.times):
            return False
        if saying.unless_then and self._then(name, clause, saying.unless_then):
            return False
        if saying.after and not any(
            self._first_of_list.get(word_list, one.end) <= one.start for word_list in saying.after
        ):
            return False
        if saying.beside and not self._has_beside(clause, saying.beside):
            return False
        if saying.apart and (
            any(self.has(clause, Group("list", one)) for one in saying.apart)
            or self._has_beside(clause, saying.apart)
        ):
            return False
        if saying.joined and not any(self._joined(clause, one, each) for each in saying.joined):
            return False
        if saying.nowhere and any(
            self.has(other, Group("list", word_list))
            for other in self.counting()
            for word_list in saying.nowhere
        ):
            return False
        if saying.anywhere and not any(
            self._stands_elsewhere(word_list, one) for word_list in saying.anywhere
        ):
            return False
        if not {"about", "asked", "answering"}.isdisjoint(saying.near or {"about"}) and any(
            other != name and _within(one, phrase) for other, phrase in self._speaking(clause)
        ):
            return False  # 没有 of 「没有职称」 answers no other question
        if not saying.near:
            return (
                not fact.about
                or self._is_near(name, clause, one, "about", about)
                or self._answers_with(name, clause, one, about)
            )
        return any(self._is_near(name, clause, one, near, about) for near in saying.near)

    def _has_beside(self, clause: Clause, lists: list[str]) -> bool:
        """Whether the clause before or after in the same sentence holds a word of these lists."""
        return any(
            self.has(other, Group("list", word_list))
            for other in (self.following(clause), self.preceding(clause))
            if other is not None
            for word_list in lists
        )

    def _in_its_place(self, clause: Clause, phrase: FoundPhrase) -> bool:
        """Whether it says something there, if it only does so beside another word: 考的, 发的."""
        said = [one.saying for one in phrase.meanings if isinstance(one, OptionSaid)]
        return not said or any(self._has_its_words(clause, phrase, saying) for saying in said)

    def _has_its_words(self, clause: Clause, phrase: FoundPhrase, saying: schema.Saying) -> bool:
        """Whether the words stand there without which the saying says nothing."""
        if saying.joined:
            return any(self._joined(clause, phrase, each) for each in saying.joined)
        lists = self.words.lists
        return (
            not saying.near
            or any(each not in lists for each in saying.near)
            or any(self._beside(clause, phrase, each) for each in saying.near)
        )

    def _joined(self, clause: Clause, one: FoundPhrase, word_list: str) -> bool:
        """Whether a word of the list stands directly beside it, but for little words and times, or within it."""
        little = self.vocabulary.little
        timed = self.covered(clause, ()) if clause.times else set()
        for other in self.tokens(clause, Group("list", word_list)):
            start, end = min(one.end, other.end), max(one.start, other.start)
            between = "".join(self.plain[at] for at in range(start, end) if at not in timed)
            if between in little or little.issuperset(between):
                return True
        return False

    def _speaks_for_itself(self, name: str, phrase: FoundPhrase) -> bool:
        about = self.words.facts[name].about
        return any(
            isinstance(meaning, OptionSaid)
            and ("always" in meaning.saying.near if meaning.saying.near else not about)
            and not meaning.saying.after
            and not meaning.saying.anywhere
            and not meaning.saying.beside
            and not meaning.saying.joined
            for meaning in phrase.meanings
        )

    def _goes_on(self, words: list[str], place: int) -> bool:
        """Whether one of these words, or what sounds like it, stands at a place."""
        return bool(words) and (
            self.plain.startswith(tuple(words), place)
            or self._sounds.startswith(_all_coded(tuple(words)), place)
        )

    def _stands_elsewhere(self, word_list: str, one: FoundPhrase) -> bool:
        """Whether a word of the list is said of the person in another place of the text."""
        places = self._places_of_list.setdefault(
            word_list,
            [
                other
                for clause in self.counting()
                for other in self.tokens(clause, Group("list", word_list))
            ],
        )
        return any(other.end <= one.start or one.end <= other.start for other in places[:9])

    def _then(self, name: str, clause: Clause, lists: list[str]) -> bool:
        """Whether the next clause of the sentence goes on about the same with a word of these lists,
        naming nothing of the fact but in that word."""
        following = self.following(clause)
        if following is None or self._turns_to_another(following, name):
            return False
        named = [
            *self.tokens(following, Group("options", name)),
            *self.tokens(following, Group("parts", name)),
        ]
        return any(
            all(one.start <= other.start and other.end <= one.end for other in named)
            for word_list in lists
            for one in self.tokens(following, Group("list", word_list))
        )

    def _turns_to_another(self, clause: Clause, name: str) -> bool:
        """Whether a clause speaks of another fact: 「继续教育还没学完」 says nothing of the paper told before it."""
        about = self._about.get(clause.start, set())
        return name not in about and (
            bool(about) or any(other != name for other, _ in self._speaking(clause))
        )

    def _is_near(self, name: str, clause: Clause, one: FoundPhrase, near: str, about: str) -> bool:
        match near:
            case "always":
                return True
            case "alone":
                return self.bare(clause) and not self._of_another(name, clause, one)
            case "asked":
                answer = self.plain[one.start : one.end] in self.vocabulary.answers
                denies = self.plain.startswith(tuple(self.words.speech.negations), one.start)
                if (answer or denies) and any(
                    not _within(other, one) and other is not one
                    for other in self.tokens(clause, Group("options", name))
                ):
                    return False  # 没有 of 「没有公务员身份」, 还没评 of 「助理还没评」
                only = name if denies or self._could_answer_anything(one) else None
                return self._answers(name, about) and self.bare(clause, "exceptions", only=only)
            case "answering":
                return self._answers_with(name, clause, one, about)
            case "about":
                return about == "here" or (
                    about == "before"
                    and (not self._could_answer_anything(one) or self.bare(clause, only=name))
                )  # 没有 of 「要教师资格证，论文没有」 is not of what was spoken of before
            case "last":
                if self._of_another(name, clause, one):
                    return False
                rest = sum(
                    f.end - f.start
                    for f in clause.all("fillers", "loose", "to_date")
                    if f.start >= one.end
                )
                return one.end + rest >= clause.end
        return self._beside(clause, one, near)

    def _dates_what_precedes(self, clause: Clause, name: str) -> bool:
        """Whether a clause with a time goes on about the diploma or title told just before: 「函授本科，2021.1取得」."""
        before = self.preceding(clause)
        if before is None or not clause.times:
            return False
        return any(
            one != name
            and (
                self.has(before, Group("parts", one)) if fact.diplomas else self.names(one, before)
            )
            for one, fact in self.words.facts.items()
            if fact.diplomas or one in self._dated_facts
        )

    def _of_another(self, name: str, clause: Clause, one: FoundPhrase) -> bool:
        """Whether the words are part of another fact's, or answer another fact's question."""
        return any(
            _within(one, other)
            or (group.of == self.asked and other.start < one.end and one.start < other.end)
            for group, tokens in self._groups_in.get(clause.start, {}).items()
            if group.kind == "options" and group.of != name
            for other in tokens
        )

    def _answers_with(self, name: str, clause: Clause, one: FoundPhrase, about: str) -> bool:
        bare = not self._could_answer_anything(one) or self.bare(clause, only=name)
        return self._answers(name, about) and bare and not self._dates_what_precedes(clause, name)

    def _could_answer_anything(self, one: FoundPhrase) -> bool:
        """Whether it is as general as 没有, which in 「没有论文」 answers nothing but 论文."""
        return self.plain[one.start : one.end] in self.vocabulary.answers

    def _answers(self, name: str, about: str) -> bool:
        return self.asked == name and about != "elsewhere"

    def _beside(self, clause: Clause, one: FoundPhrase, word_list: str) -> bool:
        return any(
            other.start < one.start or other.end > one.end
            for other in self.tokens(clause, Group("list", word_list))
        )


@cache
def _all_coded(words: tuple[str, ...]) -> tuple[str, ...]:
    """For words of content, a single character's sound is too many's; what people say is kept nowhere."""
    return tuple(coded(word) for word in words if len(word) > 1)


def _is_within(one: FoundPhrase, ends: Mapping[int, int]) -> bool:
    """Whether a phrase is part of one of those that begin and end so; not of two of them, as 够不够 is of 够
    and 不够."""
    starts = range(max(0, one.end - _LONGEST_OWN), one.start + 1)
    return any(ends.get(start, 0) >= one.end for start in starts)


def _only_answers(phrase: FoundPhrase) -> bool:
    """Whether it says something only as an answer: 都没有, which denies what stands before it."""
    return all(
        isinstance(one, OptionSaid) and one.saying.near == ["asked"] for one in phrase.meanings
    )


def _within(one: FoundPhrase, other: FoundPhrase) -> bool:
    """Whether a phrase is part of a longer one."""
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def inexact(*moments: Moment | None) -> tuple[Moment, ...]:
    """Those of which only the month or the year was said."""
    return tuple(one for one in moments if one is not None and one.exact != "day")
