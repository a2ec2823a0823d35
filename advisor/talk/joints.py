"""Where a run without pauses goes on to something else, by the words of the facts in it.

「没有职称|考核都合格|继续教育也做完了」: what is typed by voice has no commas. A run is cut where one fact has been told and
the next phrase begins another that can stand by itself; never within a phrase, and never between two of the
same fact, which one denial may govern: 「没有论文专利」.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from advisor.content import schema
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.spoken_dates import Length, Period, Time
from advisor.talk.typed_text import PAUSES_IN
from advisor.talk.vocabulary import EVENTS, Event, Group, OptionSaid

_ANSWERING = {"asked", "answering", "about"}
_LEADING_ON = {"wishes", "doubts", "suppositions", "aims"}
"""Words that say nothing without what follows: 「打算明年考在职研究生」 is one."""
_SPOKEN_OF = 6  # characters between what is spoken of and what is said of it
_UNDATED = ("choice", "yes_no")
_SHORTEST_TOLD = 2  # characters between two times that tell something: 上班
_SHORTEST_BEFORE = 4  # characters of a clause that one goes on from: 可我是 is none
_BETWEEN = 2  # so many little characters may stand between: 「考核也都合格了|继续教育」

Found = Mapping[Group, Sequence[FoundPhrase]]


def _names_something(one: FoundPhrase) -> bool:
    """Whether a phrase names a diploma or an option; not 没, which denies any."""
    return one.end - one.start > 1 and any(
        not isinstance(meaning, OptionSaid) or meaning.option is not None
        for meaning in one.meanings
    )


class Joints:
    """The places to cut at, of one text."""

    def __init__(
        self,
        plain: str,
        words: schema.WordsFile,
        facts: Mapping[str, schema.Fact],
        found: Found,
        speaks: Callable[[str, FoundPhrase], bool],
    ) -> None:
        """``speaks``: whether a phrase of a fact's options says something wherever it stands."""
        self.plain = plain
        self.denying = tuple(words.speech.negations)
        self.answering = (*words.speech.negations, *words.speech.affirmations)
        self.words = words
        self.facts = facts
        self.found = found
        self.speaks = speaks
        self.inside: set[int] = set()
        self.ends: dict[int, set[str]] = defaultdict(set)  # of phrases that tell a fact
        self.abouts: dict[str, list[int]] = defaultdict(list)
        self.begins: dict[int, dict[str, int]] = defaultdict(dict)  # … and where they end
        self.listed: set[int] = set()  # where one of several ends
        self.starts: dict[int, int] = {}  # of phrases that can stand by themselves, and their ends
        self.speaking: set[int] = set()  # … and say something
        for group, phrases in found.items():
            if group.kind in ("options", "parts", "about"):
                for one in phrases:
                    self._phrase(group, one)
        for group, phrases in found.items():
            if group.kind in ("options", "parts"):
                for one in phrases:
                    if group.kind == "parts" or self._tells(group.of, one):
                        self.ends[one.end].add(group.of)
            if group.kind == "technical":
                for one in phrases:
                    self.ends[one.end].add(group.of)  # 技术岗|学历成人大专
        self.people = {
            one.start for one in found.get(Group("speech"), ()) if "others" in one.meanings
        }
        self.leading = {
            one.end
            for one in found.get(Group("speech"), ())
            if not _LEADING_ON.isdisjoint(one.meanings)
        }
        dated_by = {fact.dated_by.fact for fact in words.facts.values() if fact.dated_by}
        self.dated = {name for name, fact in facts.items() if fact.kind == "diplomas"}
        self.dated_nouns = [
            one
            for group, phrases in found.items()
            if group.kind in ("options", "parts") and group.of in self.dated | dated_by
            for one in phrases
            if _names_something(one)
        ]
        self.dated_till = {one.end for one in self.dated_nouns}
        self.got = {
            (one.start, one.end)
            for one in found.get(Group("fillers"), ())
            if "getting" in one.meanings
        }
        self.lasting = {
            one.start for one in found.get(Group("speech"), ()) if "still" in one.meanings
        }
        self.graduated = {
            end
            for one in found.get(EVENTS, ())
            for end in (one.start, one.end)
            for event in one.meanings
            if isinstance(event, Event) and event.what == "begins" and event.fact in self.dated
        }
        self.graduated |= {
            one.end for one in found.get(Group("speech"), ()) if "closing" in one.meanings
        }

    def _phrase(self, group: Group, one: FoundPhrase) -> None:
        if group.kind == "options" and all(
            isinstance(of, OptionSaid)
            and any(self.plain.startswith(word, one.end) for word in of.saying.not_before)
            for of in one.meanings
        ):
            return  # 没有单位 of 「论文没有单位是市直的」
        self.inside.update(range(one.start + 1, one.end))
        begun = self.begins[one.start]
        begun[group.of] = max(one.end, begun.get(group.of, 0))
        if group.kind == "about":
            self.abouts[group.of].append(one.end)
            if self.facts[group.of].kind == "yes_no" or self.plain.startswith(
                self.answering, one.end
            ):
                self._starts(one)  # 职称没有 of 「在某厂当技术员|职称没有」
            return
        several = group.kind == "options" and self.facts[group.of].kind == "choices"
        if group.kind == "parts":
            self._starts(one)
        elif self.speaks(group.of, one):
            self._starts(one)
            self.speaking.add(one.start)
        elif several and self.plain.endswith(self.denying, 0, one.start):
            self._starts(one)  # 论文 of 「合格|没有论文」
        if several:
            self.listed.add(one.end)

    def _tells(self, name: str, one: FoundPhrase) -> bool:
        """Whether a phrase of a fact's options says one there; 取得 and 有 only do behind what is spoken of."""
        answers = self.words.facts[name].about
        general = all(
            isinstance(meaning, OptionSaid)
            and (
                bool(meaning.saying.joined)
                or (
                    set(meaning.saying.near) <= _ANSWERING if meaning.saying.near else bool(answers)
                )
            )
            for meaning in one.meanings
        )
        spoken_of = any(0 <= one.start - end <= _SPOKEN_OF for end in self.abouts[name])
        return spoken_of or not general

    def _starts(self, one: FoundPhrase) -> None:
        self.starts[one.start] = max(one.end, self.starts.get(one.start, 0))

    def cuts(self, times: Sequence[Time]) -> set[int]:
        """The places."""
        found = set(self._by_words(times))
        return found | set(self._between_times(times, found))

    def _between_times(self, times: Sequence[Time], cuts: set[int]) -> Iterator[int]:
        """Where a run tells two things one after another, each with its time, and nothing parts them yet: before the
        second time, 「二零一八年三月到二零二零年四月在甲厂当技术员|二零二零年五月到现在在乙厂」; where that leans on what
        stands before it, before what it dates: 「…到现在在这边|大专是二零一七年六月的」."""
        leading = tuple(self.words.links.before_time)
        leant_on = (*self.words.links.to_time, *self.words.time.joins)
        for one, other in pairwise(time for time in times if not isinstance(time, Length)):
            start = other.start
            between = self.plain[one.end : start]
            if (
                len(between) < _SHORTEST_TOLD
                or PAUSES_IN.search(between)
                or any(
                    one.end < cut < start and not self.plain.startswith(self.denying, cut)
                    for cut in cuts
                )
            ):
                continue
            nouns = [noun for noun in self.dated_nouns if one.end <= noun.start < start]
            beside = [noun.start for noun in nouns if start - noun.end <= _BETWEEN]
            led = max(
                (len(word) for word in leading if self.plain.endswith(word, 0, start)), default=0
            )
            after = [noun.start for noun in nouns if noun.start > one.end]
            if beside and (isinstance(one, Period) or one.start in self.dated_till):
                yield min(beside)  # 职称二零二零年评的|大专二零一九年毕业
            elif led or (one.end, start) in self.got or not between.endswith(leant_on):
                yield start - led
            elif after:
                yield min(after)

    def _by_words(self, times: Sequence[Time]) -> Iterator[int]:
        in_times = {place for time in times for place in range(time.start + 1, time.end)}
        ends_of_times = {time.end for time in times}
        little = tuple(sorted(self.words.speech.fillers, key=len, reverse=True))
        lasting = tuple(self.words.links.lasting)
        into = tuple(self.words.links.into)
        for start in self.starts.keys() - self.inside - in_times - self.leading:
            place = self._led_to(start)
            told = self._told_before(place, little)
            if (
                told
                and (not told & self._begun(start) or self._was_spoken_of(told, start))
                and not self._leans(told - self._begun(start), start)
                or start in self.speaking
                and self.plain.endswith(lasting, 0, start)
            ):
                yield place if told else start
        for time in times:
            of = time.end + self.plain.startswith("的", time.end)
            if time.start in self.dated_till and of > time.end and self.plain.startswith(into, of):
                yield of  # 统招中专2010年7月的|在某厂
        for start, end in self.got:
            if start in ends_of_times and end in self.lasting and end not in self.inside:
                yield end  # 职称2016年拿的|一直没往上报
        for end in self.graduated - self.inside - in_times:
            if end and (
                self.plain.startswith(into, end) or self.begins.get(end, {}).keys() - self.dated
            ):
                yield end
        yield from self._of_oneself_anew(times, in_times | ends_of_times)
        undated = {name for name, fact in self.facts.items() if fact.kind in _UNDATED}
        undated -= {fact.dated_by.fact for fact in self.words.facts.values() if fact.dated_by}
        undated |= {
            name for name, fact in self.facts.items() if fact.kind == "spells"
        }  # 施工员|2020年毕业
        for time in times:
            if isinstance(time, Length) or time.start in self.inside:
                continue
            goes_on = time.end + self.plain.startswith(little, time.end)
            if goes_on in self.starts.keys() - self.speaking or goes_on in self.graduated:
                told = self._told_before(time.start, little)
                if told and told <= undated:
                    yield time.start

    def _was_spoken_of(self, told: set[str], start: int) -> bool:
        """Whether what was told was of a fact that was spoken of, and what begins there is of another: 合格 of
        「考核都合格|继续教育完成了」."""
        return any(end <= start for name in told - self._begun(start) for end in self.abouts[name])

    def _begun(self, start: int) -> set[str]:
        """The facts that a phrase there is of, but for shorter ones: 有效 of 「有效就业手续」 is of no licence."""
        return {name for name, end in self.begins[start].items() if end >= self.starts[start]}

    def _led_to(self, start: int) -> int:
        """Where what leads to a phrase begins: 没有 of 「合格|没有论文」, 历年 of 「完成了|历年考核」."""
        for words in (self.words.links.leads_to, self.denying):
            led = max(
                (len(word) for word in words if self.plain.endswith(word, 0, start)), default=0
            )
            start -= led
        return start

    def _asked_out(self, one: FoundPhrase) -> bool:
        """Whether a question ends there: 「…行不行|我在某厂」."""
        said = self.plain[one.start : one.end]
        return "questions" in one.meanings and said in self.words.links.asked_out

    def _corrects_a_time(self, one: FoundPhrase, times: Sequence[Time]) -> bool:
        """「2018年7月进的厂|不对|2018年10月」; not 不对口, 改成公司."""
        near = any(
            0 <= one.start - time.end <= _SPOKEN_OF or 0 <= time.start - one.end <= _BETWEEN
            for time in times
            if not isinstance(time, Length)
        )
        return near and one.start not in self.begins

    def _of_oneself_anew(self, times: Sequence[Time], in_times: set[int]) -> Iterator[int]:
        """Before one who begins to speak of oneself again: 「…当编辑|俺是成人大专」; not 「不是|我在管」."""
        begins = tuple(self.words.links.says_of_oneself)
        leant_on = tuple(self.words.links.before_oneself)
        for one in self.found.get(Group("speech"), ()):
            if "asking_first" in one.meanings or self._asked_out(one):
                yield from {one.end} - self.inside - in_times
            if "corrections" in one.meanings and self._corrects_a_time(one, times):
                yield from {one.start, one.end} - self.inside - in_times
            if (
                not {"self", "others"}.isdisjoint(one.meanings)
                and one.start not in self.inside | in_times
                and self._begins_to_tell(one, begins)
                and not self._says_of_it(one)
                and not self.plain.endswith(leant_on, 0, one.start)
                and one.start >= _SHORTEST_BEFORE
                and not PAUSES_IN.search(self.plain, one.start - _SHORTEST_BEFORE, one.start)
            ):
                yield one.start

    def _says_of_it(self, one: FoundPhrase) -> bool:
        """Whether what stands before it is what it speaks of: 「论文我有一篇」."""
        return one.start in self.listed and self.plain.startswith(self.answering, one.end)

    def _begins_to_tell(self, one: FoundPhrase, begins: tuple[str, ...]) -> bool:
        """Whether somebody begins to be spoken of: 我是…, 我同事…, 他是…; any other person only by 他 or 她."""
        if "self" in one.meanings:
            return self.plain.startswith(begins, one.end) or one.end in self.people
        told_of = self.plain[one.start : one.end] in self.words.links.third_person
        return told_of and self.plain.startswith(begins, one.end)

    def _leans(self, told: set[str], start: int) -> bool:
        """Whether what was told may need a word that stands there: 教 of 「公办小学教数学」."""
        return any(
            start <= one.start < self.starts[start]
            for name in told
            for word_list in self._leant_on(name)
            for one in self.found.get(Group("list", word_list), ())
        )

    def _leant_on(self, name: str) -> set[str]:
        return {
            word_list
            for sayings in self.words.facts[name].options.values()
            for saying in sayings
            for word_list in saying.near
        }

    def _told_before(self, place: int, little: tuple[str, ...]) -> set[str]:
        """The facts that a phrase ending there, but for little words, tells."""
        for _ in range(_BETWEEN + 1):
            if place in self.ends:
                return self.ends[place]
            between = next((one for one in little if self.plain.endswith(one, 0, place)), "")
            if not between:
                return set()
            place -= len(between)
        return set()
