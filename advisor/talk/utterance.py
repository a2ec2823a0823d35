"""One text heard: what is said of each fact in it, and what is denied.

The readers of single facts (``choices_from_words.py`` and its like) work on it; how the text is laid out is in
``laid_out.py``.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.talk.clauses import Clause
from advisor.talk.denials import denied, swept
from advisor.talk.laid_out import LaidOut, within
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.spoken_dates import Moment, Time
from advisor.talk.typed_text import TypedText
from advisor.talk.vocabulary import Group, Option, OptionSaid, Vocabulary

_DENIES = 1  # characters between a word joined to another and what denies it


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


class Utterance(LaidOut):
    """A text laid out, and what it says of the options of facts."""

    def __init__(
        self, vocabulary: Vocabulary, text: TypedText, asked: str | None, as_of: date
    ) -> None:
        super().__init__(vocabulary, text, asked, as_of)
        self._behind: dict[int, range] = {}
        self._dated_facts = {
            fact.dated_by.fact for fact in self.words.facts.values() if fact.dated_by
        }
        self._first_of_list = self._first_of_lists()
        self._places_of_list: dict[str, list[FoundPhrase]] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._mentioned_in: dict[int, set[str]] | None = None

    def asked_for(self, asked: str | None) -> "Utterance":
        """The same text as an answer to another question."""
        other = copy(self)
        other.asked = asked
        other._mentions = {}
        other._mentioned_in = None
        return other

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
            abouts = self.abouts.get(clause.start, set())
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
                if self._denies_all_but(name, clause, one):
                    continue  # 除了教师资格证没别的
                sign = denied(self, clause, one.start, one.end, options)
                if sign == -1 and self._names_what_another_is_of(name, clause, one):
                    continue  # 高校教师 of 「高校教师资格证还没考下来」
                for meaning in one.meanings:
                    assert isinstance(meaning, OptionSaid)
                    if past and not meaning.saying.lasting:
                        continue
                    if meaning.option is None and self._names_options(clause, name, beside=one):
                        continue  # 没有 of 「没有论文」
                    if meaning.option is None and self._of_the_rest(name, clause, one):
                        continue  # 别的啥都没有
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

    def _denies_all_but(self, name: str, clause: Clause, one: FoundPhrase) -> bool:
        """Whether it is a denial from which something was excepted, of a fact that is one of several."""
        denies = self.plain.startswith(tuple(self.words.speech.negations), one.start)
        return (
            denies
            and self.facts[name].kind == "choice"
            and any(found.end <= one.start for found in clause.all("exceptions"))
        )

    def _of_the_rest(self, name: str, clause: Clause, one: FoundPhrase) -> bool:
        """Whether only what is left is denied, of a fact that may be several."""
        before = self.plain[clause.start : one.start]
        return self.facts[name].kind == "choices" and any(
            word in before for word in self.words.links.rest
        )

    def _names_what_another_is_of(self, name: str, clause: Clause, one: FoundPhrase) -> bool:
        """Whether it is part of what names another fact."""
        return any(within(one, phrase) for phrase in self.naming_others(clause, name))

    def _denied_far_off(self, clause: Clause, one: FoundPhrase) -> bool:
        """Whether what is denied in the clause stands further on: 「质量员证拿下来单位还没转正」."""
        negations = clause.all("negations")
        return bool(negations) and all(each.start - one.end > _DENIES for each in negations)

    def _denies_what_stands_before(self, clause: Clause, name: str, one: FoundPhrase) -> bool:
        """Whether its denial may be of another fact's option that ends there."""
        own = self.plain.startswith(tuple(self.words.links.lacking), one.start)
        return own and any(
            other.end == one.start
            for group, found in self.groups_in.get(clause.start, {}).items()
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
        after = self.following(clause)
        last = after.end if after and after.start == clause.end else clause.end  # 从某农校|中专毕业
        for word in self.words.links.left_from:
            start = self.plain.find(word, clause.start, clause.end)
            if start < 0:
                continue
            ends = [self.plain.find(one, start, last) for one in self.words.links.left_for]
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
        if any(swept(self, clause, it.end, options) for it in before):
            return True
        alone = self.bare(clause, "exceptions", only=name) and not self._names_options(clause, name)
        return alone and not self.could_answer_anything(one)

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
            denied(self, clause, hint.start, hint.end, group) == 1
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
        return any(beside is None or not within(part, beside) for part in parts) or any(
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
        if self.goes_on(fact.not_before, one.end) or self.goes_on(saying.not_before, one.end):
            return False
        if any(
            self.beside(clause, one, word_list)
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
        if saying.beside and not self.has_beside(clause, saying.beside):
            return False
        if saying.apart and (
            any(self.has(clause, Group("list", one)) for one in saying.apart)
            or self.has_beside(clause, saying.apart)
        ):
            return False
        if saying.joined and not any(self.joined(clause, one, each) for each in saying.joined):
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
            other != name and within(one, phrase) for other, phrase in self.speaking(clause)
        ):
            return False  # 没有 of 「没有职称」 answers no other question
        if not saying.near:
            return (
                not fact.about
                or self._is_near(name, clause, one, "about", about)
                or self._answers_with(name, clause, one, about)
            )
        return any(self._is_near(name, clause, one, near, about) for near in saying.near)

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
        about = self.abouts.get(clause.start, set())
        return name not in about and (
            bool(about) or any(other != name for other, _ in self.speaking(clause))
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
                    not within(other, one) and other is not one
                    for other in self.tokens(clause, Group("options", name))
                ):
                    return False  # 没有 of 「没有公务员身份」, 还没评 of 「助理还没评」
                only = name if denies or self.could_answer_anything(one) else None
                return self._answers(name, about) and self.bare(clause, "exceptions", only=only)
            case "answering":
                return self._answers_with(name, clause, one, about)
            case "about":
                return about == "here" or (
                    about == "before"
                    and (not self.could_answer_anything(one) or self.bare(clause, only=name))
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
        return self.beside(clause, one, near)

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
            within(one, other)
            or (group.of == self.asked and other.start < one.end and one.start < other.end)
            for group, tokens in self.groups_in.get(clause.start, {}).items()
            if group.kind == "options" and group.of != name
            for other in tokens
        )

    def _answers_with(self, name: str, clause: Clause, one: FoundPhrase, about: str) -> bool:
        bare = not self.could_answer_anything(one) or self.bare(clause, only=name)
        return self._answers(name, about) and bare and not self._dates_what_precedes(clause, name)

    def _answers(self, name: str, about: str) -> bool:
        return self.asked == name and about != "elsewhere"


def inexact(*moments: Moment | None) -> tuple[Moment, ...]:
    """Those of which only the month or the year was said."""
    return tuple(one for one in moments if one is not None and one.exact != "day")
