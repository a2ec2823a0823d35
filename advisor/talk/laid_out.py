"""A text laid out: its clauses, its times, and the words of each fact found in it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise

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


_LONGEST_OWN = 24  # characters of a fact's own phrase


class LaidOut:
    """A text and what stands where in it. ``asked``: the fact whose question it may answer."""

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
            self.speaks_for_itself,
        )
        joints: set[int] = set()
        if len(self.plain) > LONGEST_UNDIVIDED:
            run = Joints(self.plain, self.words, self.facts, self.found, self.speaks_for_itself)
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
        self._sounds = coded(text.plain)
        at = self._clause_at()
        for group, found in self.found.items():
            self._by_clause(group, found, at)
        self.abouts: dict[int, set[str]] = {}
        self._speaking_in: dict[int, list[tuple[str, FoundPhrase]]] = {}
        self.groups_in: dict[int, dict[Group, list[FoundPhrase]]] = {}
        for (start, group), tokens in self._tokens.items():
            self.groups_in.setdefault(start, {})[group] = tokens
            if group.kind == "about":
                self.abouts.setdefault(start, set()).add(group.of)
        self.excepting = {
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
        for group, tokens in self.groups_in.get(clause.start, {}).items():
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
        del self.groups_in[before.start][group]
        if kept:
            self._tokens[before.start, group] = kept
            self.groups_in[before.start][group] = kept

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
            for group, found in self.groups_in.get(clause.start, {}).items()
            if any(
                self.plain[one.start : one.end] not in general
                and self.in_its_place(clause, one)
                and not any(within(own, one) for own in names_own)
                for one in found
            )
        )

    def covered(self, clause: Clause, names: Iterable[str], times: bool = True) -> set[int]:
        """The places of these facts' words in a clause; with ``times`` also of those and of all words
        that stand beside facts."""
        covered: set[int] = set()
        if times:
            covered = {place for time in clause.times for place in range(time.start, time.end)}
        for group, found in self.groups_in.get(clause.start, {}).items():
            taken = group.of in names and (times or group.kind not in ("options", "parts"))
            if taken or (times and group.kind in _BESIDE):
                for one in found:
                    covered |= set(range(one.start, one.end))
        return covered

    def _covered_by_facts(self, clause: Clause, only: str | None) -> set[int]:
        covered = self._covered.get((clause.start, only))
        if covered is None:
            covered = {place for time in clause.times for place in range(time.start, time.end)}
            for group, found in self.groups_in.get(clause.start, {}).items():
                if group.kind in NAMING and only in (None, group.of):
                    for one in found:
                        if self.in_its_place(clause, one):
                            covered |= set(range(one.start, one.end))
            self._covered[clause.start, only] = covered
        return covered

    def speaking(self, clause: Clause) -> list[tuple[str, FoundPhrase]]:
        """The phrases in a clause that say something of a fact wherever they stand, each with the fact."""
        found = self._speaking_in.get(clause.start)
        if found is None:
            found = [
                (group.of, one)
                for group, tokens in self.groups_in.get(clause.start, {}).items()
                if group.kind == "options"
                for one in tokens
                if self.speaks_for_itself(group.of, one)
            ]
            self._speaking_in[clause.start] = found
        return found

    def naming_others(self, clause: Clause, name: str) -> Iterator[FoundPhrase]:
        """The phrases in a clause that name other facts than this."""
        for other in self.abouts.get(clause.start, ()):
            if other != name:
                yield from self.tokens(clause, Group("about", other))

    def in_its_place(self, clause: Clause, phrase: FoundPhrase) -> bool:
        """Whether it says something there, if it only does so beside another word: 考的, 发的."""
        said = [one.saying for one in phrase.meanings if isinstance(one, OptionSaid)]
        return not said or any(self._has_its_words(clause, phrase, saying) for saying in said)

    def _has_its_words(self, clause: Clause, phrase: FoundPhrase, saying: schema.Saying) -> bool:
        """Whether the words stand there without which the saying says nothing."""
        if saying.joined:
            return any(self.joined(clause, phrase, each) for each in saying.joined)
        lists = self.words.lists
        return (
            not saying.near
            or any(each not in lists for each in saying.near)
            or any(self.beside(clause, phrase, each) for each in saying.near)
        )

    def joined(self, clause: Clause, one: FoundPhrase, word_list: str) -> bool:
        """Whether a word of the list stands directly beside it, but for little words and times, or within it."""
        little = self.vocabulary.little
        timed = self.covered(clause, ()) if clause.times else set()
        for other in self.tokens(clause, Group("list", word_list)):
            start, end = min(one.end, other.end), max(one.start, other.start)
            between = "".join(self.plain[at] for at in range(start, end) if at not in timed)
            if between in little or little.issuperset(between):
                return True
        return False

    def beside(self, clause: Clause, one: FoundPhrase, word_list: str) -> bool:
        return any(
            other.start < one.start or other.end > one.end
            for other in self.tokens(clause, Group("list", word_list))
        )

    def has_beside(self, clause: Clause, lists: list[str]) -> bool:
        """Whether the clause before or after in the same sentence holds a word of these lists."""
        return any(
            self.has(other, Group("list", word_list))
            for other in (self.following(clause), self.preceding(clause))
            if other is not None
            for word_list in lists
        )

    def goes_on(self, words: list[str], place: int) -> bool:
        """Whether one of these words, or what sounds like it, stands at a place."""
        return bool(words) and (
            self.plain.startswith(tuple(words), place)
            or self._sounds.startswith(_all_coded(tuple(words)), place)
        )

    def speaks_for_itself(self, name: str, phrase: FoundPhrase) -> bool:
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

    def could_answer_anything(self, one: FoundPhrase) -> bool:
        """Whether it is as general as 没有, which in 「没有论文」 answers nothing but 论文."""
        return self.plain[one.start : one.end] in self.vocabulary.answers


@cache
def _all_coded(words: tuple[str, ...]) -> tuple[str, ...]:
    """For words of content, a single character's sound is too many's; what people say is kept nowhere."""
    return tuple(coded(word) for word in words if len(word) > 1)


def _is_within(one: FoundPhrase, ends: Mapping[int, int]) -> bool:
    """Whether a phrase is part of one of those that begin and end so; not of two of them, as 够不够 is of 够
    and 不够."""
    starts = range(max(0, one.end - _LONGEST_OWN), one.start + 1)
    return any(ends.get(start, 0) >= one.end for start in starts)


def within(one: FoundPhrase, other: FoundPhrase) -> bool:
    """Whether a phrase is part of a longer one."""
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end
