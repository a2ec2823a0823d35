"""A text divided into clauses, and which of them are the person's own plain statements.

A question, a supposition, a wish, a doubt, somebody else's case, the language of notices: none of
these says a fact about the person. What corrects an earlier clause takes its place. Which words
tell is content (``Speech`` in ``words.yaml``); how they reach is here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.content.schema import LinkWords
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.spoken_dates import Length, Period, Time, without_a_day
from advisor.talk.typed_text import ENDS, PAUSES

LONGEST_CLAUSE = 200
"""Characters; nobody says something plain in a longer one."""

LONGEST_UNDIVIDED = 14
"""Characters; a longer text may go on to something else without a pause."""

RUN_OF_NOTICE = 10
"""So many characters on end as in the notice are copied from it, not said of oneself."""


_DATED_OF_A_CASE, _TOLD_OF_A_CASE = 2, 3
"""So many clauses with a time, or so many at all, tell a case, whatever is asked beside them."""

_OF_A_RESUME = 3  # one in so many clauses of it may be in the notice's own words: 「…完成过一项县级以上技术项目」
_OVER_PAUSES = (
    7  # such runs one after another where pauses lie between: 全日制本科，毕业证 is anybody's
)
_SHORTEST_QUESTION = 2  # 「没」 alone is an answer, 「办了没」 a question
_ALMOST_OVER = re.compile(
    rf".?(?:[{re.escape(''.join(PAUSES))}]|$)"
)  # 够六个月了没: no more to go on to
_LONGEST_EXCUSE = 4  # characters: 不好意思打错了
_LONGEST_FORGOTTEN = 8  # characters from 哪年 to 忘了
_FURTHEST_BACK = 6  # clauses from what corrects to what it corrects
_LONGEST_TURN = 8  # characters: 「我刚才说的是我」 says nothing else


@dataclass(eq=False)
class Clause:
    """``plain[start:end]``, between two pauses. ``counts``: it says something of the person;
    ``past``: of what is no longer so; ``replaces``: the clause that it corrects."""

    start: int
    end: int
    sentence: int
    speech: list[FoundPhrase]
    times: list[Time]
    counts: bool = True
    past: bool = False
    question: bool = False
    replaces: "Clause | None" = None
    _of_kind: dict[object, list[FoundPhrase]] | None = None

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these kinds of speech stands in it."""
        return not self._kinds().keys().isdisjoint(kinds)

    def all(self, *kinds: str) -> Sequence[FoundPhrase]:
        """The words of these kinds, in order."""
        of_kind = self._kinds()
        if len(kinds) == 1:
            return of_kind.get(kinds[0], ())
        if of_kind.keys().isdisjoint(kinds):
            return ()
        return [one for one in self.speech if any(kind in one.meanings for kind in kinds)]

    def _kinds(self) -> dict[object, list[FoundPhrase]]:
        """Its words by their kind, sorted out when first asked for."""
        if self._of_kind is None:
            self._of_kind = {}
            for found in self.speech:
                for kind in found.meanings:
                    self._of_kind.setdefault(kind, []).append(found)
        return self._of_kind


def divided(
    plain: str,
    speech: Sequence[FoundPhrase],
    times: Sequence[Time],
    links: LinkWords,
    notice: frozenset[str],
    joints: Iterable[int] = (),
) -> list[Clause]:
    """The clauses in order. ``notice``: all runs of ``RUN_OF_NOTICE`` characters of the notice; ``joints``:
    where a long run goes on to something else (``joints.py``)."""
    clauses = list(_cut(plain, speech, times, links, joints))
    if any("commanding" in found.meanings for found in speech):
        for clause in clauses:
            clause.counts = False
        return clauses
    _spread_questions(plain, clauses, tuple(links.asked_of_own_case))
    _leave_out_sentences(plain, clauses, notice, links)
    _leave_out_others(plain, clauses, links)
    _leave_out_whom_is_asked_about(plain, clauses, links)
    _mark_past(clauses)
    _correct(plain, clauses, links)
    return clauses


def _cut(
    plain: str,
    speech: Sequence[FoundPhrase],
    times: Sequence[Time],
    links: LinkWords,
    joints: Iterable[int],
) -> Iterator[Clause]:
    going_on = links.going_on
    eithers = [re.compile(rf"(?!{one})(\w{{1,2}}){one}\1") for one in links.either_or]
    eithers += [re.compile(rf"(\w{{1,2}})\w{{1,8}}{one}\1$") for one in links.either_or_after]
    inside = {place for time in times for place in range(time.start + 1, time.end)}
    cuts = {0, len(plain)}
    for found in speech:
        joined = plain[found.start - 1 : found.start] in going_on  # 和现在的专业
        if "breaks" in found.meanings and found.start not in inside and not joined:
            cuts.add(found.start)
        if "asking_first" in found.meanings and found.start not in inside:
            cuts.add(found.start)
        if "breaks_after" in found.meanings and found.end not in inside:
            cuts.add(found.end)
        if "corrections" in found.meanings and plain[found.start - 1 : found.start] == "-":
            cuts.add(found.start)  # 7月--不对，9月
    for place, one in enumerate(plain):
        if one in PAUSES and place not in inside:
            cuts |= {place, place + 1}
    if len(plain) > LONGEST_UNDIVIDED:
        cuts |= set(_cuts_of_a_run(plain, speech, times, links)) | set(joints)
    for found in speech:
        if "at_once" in found.meanings:
            cuts -= set(range(found.start + 1, found.end))  # 毕业后就
    edges = sorted(cuts)
    sentence = said = timed = 0
    corrects = False  # what the clause before says is only that something was wrong
    for start, end in zip(edges, edges[1:], strict=False):
        if plain[start:end] in PAUSES:
            sentence += plain[start] in ENDS
            corrects = corrects and plain[start] not in ENDS
            continue
        own: list[FoundPhrase] = []
        while said < len(speech) and speech[said].start < end:
            own.append(speech[said])
            said += 1
        own_times: list[Time] = []
        while timed < len(times) and times[timed].start < end:
            own_times.append(times[timed])
            timed += 1
        clause = Clause(start, end, sentence, own, own_times)
        ending = [found for found in own if found.end == end]
        asks = end < len(plain) and plain[end] == "?"
        trailing = any("question_ends" in found.meanings for found in ending)
        clear = any("question_ends" in f.meanings and f.end - f.start > 1 for f in ending)  # 行不
        doubts = [
            one
            for one in clause.all("doubts")
            if not (corrects and one.start == start and plain[start : one.end] in links.meant)
            and not _doubts_a_time(plain, clause, one, links)
        ]
        corrects = clause.has("corrections")
        doubted = bool(doubts) or any(
            "doubt_ends" in one.meanings
            and (own_times or plain[one.start : one.end] not in links.recalled)
            for one in ending
        )
        questions = [
            one for one in clause.all("questions") if not _denies_all(plain, clause, one, links)
        ]
        forgotten = doubted and all("when" in one.meanings for one in questions)  # 哪年记不清了
        clause.question = (
            asks
            or clear
            or any(either.search(plain, start, end) for either in eithers)
            or any(_is_a_choice(plain, clause, one, links) for one in links.alternatives)
            or _is_a_tag(plain, clause, links)
            or bool(questions and not forgotten)
            or (trailing and end - start > _SHORTEST_QUESTION)
        )
        clause.counts = not doubted and end - start <= LONGEST_CLAUSE
        yield clause


def _doubts_a_time(plain: str, clause: Clause, word: FoundPhrase, links: LinkWords) -> bool:
    """Whether only the time just after it is in doubt, which then is no day: 「大概2015年毕业的函授大专」."""
    if plain[word.start : word.end] not in links.roughly:
        return False
    for index, time in enumerate(clause.times):
        if isinstance(time, Length) or time.start < word.end:
            continue
        if plain[word.end : time.start] in ("", *links.before_doubted):
            clause.times[index] = without_a_day(time)
            return True
    return False


def _is_a_tag(plain: str, clause: Clause, links: LinkWords) -> bool:
    """Whether one wants to hear that it is so: 「这能用吧」; not 「2021年吧」."""
    return plain.endswith(tuple(links.seeks), clause.start, clause.end) and any(
        word in plain[clause.start : clause.end] for word in links.seeking
    )


def _denies_all(plain: str, clause: Clause, one: FoundPhrase, links: LinkWords) -> bool:
    """Whether a question word asks nothing, since all of it is denied: 「现在啥职称没有」; 「有啥没有」 asks."""
    return (
        plain[one.start : one.end] in links.indefinite
        and not any(found.end == one.start for found in clause.all("affirmations"))
        and any(
            found.start > one.end and plain.startswith(tuple(links.lacking), found.start)
            for found in clause.all("negations")
        )
    )


def _is_a_choice(plain: str, clause: Clause, word: str, links: LinkWords) -> bool:
    """Whether it is asked which of two: 「给甲还是乙」, 「要全有，还是有一条就行」; not 「现在还是技术员」."""
    place = plain.find(word, clause.start, clause.end)
    days = [time for time in clause.times if not isinstance(time, Length)]
    if any(time.end == place for time in days) and days[-1].end <= place:
        return False  # 2024年还是优秀
    one, other = plain[clause.start : place], plain[place + len(word) : clause.end]
    if place > 0 and any(_one_of_each(one, other, kind) for kind in links.either_of):
        return True
    if place == clause.start:  # what it goes on with tells the second of two from what is still so
        return clause.start > 0 and plain.startswith(tuple(links.second_of_two), place + len(word))
    if place > 0 and plain.startswith(tuple(links.first_of_two), clause.start):
        return True
    return (
        place > clause.start + 1
        and place + len(word) < clause.end
        and not plain.endswith(tuple(links.still_is), clause.start, place)
        and not plain.startswith(tuple(links.still_is), place + len(word))
        and not _said_before(plain, place + len(word), place)
    )


def _one_of_each(one: str, other: str, kind: list[str]) -> bool:
    """Whether each holds something of a kind, and not the same."""
    found = [{word for word in kind if word in text} for text in (one, other)]
    return all(found) and found[0].isdisjoint(found[1])


def _said_before(plain: str, start: int, place: int) -> bool:
    """Whether what stands there was said before: 「在许昌教英语 … 现在这里还是教英语」 asks nothing."""
    said = plain[start : start + 2]
    return len(said) == 2 and plain.rfind(said, 0, place - 2) >= 0


def _cuts_of_a_run(
    plain: str, speech: Sequence[FoundPhrase], times: Sequence[Time], links: LinkWords
) -> Iterator[int]:
    """Where a run without pauses goes on to something else: 「本科毕业|2021年7月在某厂」, 「干了五年了|没职称」."""
    into, lasting = tuple(links.into), tuple(links.lasting)
    lacking, only = tuple(links.all_lacking), tuple(links.only)
    for found in speech:
        if (
            "negations" in found.meanings
            and plain.endswith(lacking, 0, found.end)
            and plain.startswith(only, found.end)
        ):
            yield found.end  # 论文专利都没有|就是去年得了表彰
    for word in links.asked_of_own_case:
        place = plain.find(word)
        if place > 0:
            yield place
    closing_at = {found.end: found.start for found in speech if "closing" in found.meanings}
    closing = closing_at.keys()
    for found in speech:
        forgotten = plain[found.end : found.end + _LONGEST_FORGOTTEN]
        if "when" in found.meanings and any(word in forgotten for word in links.forgotten):
            yield found.start  # 本科是电大的|哪年毕业忘了
    for time in times:
        if isinstance(time, Length):
            if plain.startswith(lasting, time.end) and not _ALMOST_OVER.match(plain, time.end + 1):
                yield time.end + 1
        elif time.start in closing:
            begins = isinstance(time, Period) or plain.startswith(into, time.end)
            begins = begins or _is_dated_already(time, times, closing_at)
            yield time.start if begins else time.end


def _is_dated_already(time: Time, times: Sequence[Time], closing_at: Mapping[int, int]) -> bool:
    """Whether what closes just before a time has its own before it: 「2021年毕业|2022年1月上的班」."""
    closed = closing_at[time.start]
    return any(closed - 1 <= one.end <= closed for one in times if not isinstance(one, Length))


def _spread_questions(plain: str, clauses: list[Clause], own_case: tuple[str, ...]) -> None:
    """A question reaches over what no pause divides: 「我是函授大专现在能评吗」; where a run tells a whole case before
    it, only over what stands beside it."""
    for run in _unpaused(clauses):
        if _tells_a_case(run):
            _spread_beside(plain, run)
            continue
        for pairs in (pairwise(run), pairwise(reversed(run))):
            for one, other in pairs:
                later = max(one, other, key=lambda clause: clause.start)
                parted = plain.startswith(own_case, later.start) or _begins_with(
                    later, "asking_first"
                )
                if one.question and not parted:
                    other.question = True


def _unpaused(clauses: list[Clause]) -> Iterator[list[Clause]]:
    """The clauses by runs that no pause divides."""
    run: list[Clause] = []
    for clause in clauses:
        if run and run[-1].end != clause.start:
            yield run
            run = []
        run.append(clause)
    yield run


def _tells_a_case(run: Sequence[Clause]) -> bool:
    told = [clause for clause in run if not clause.question]
    dated = [clause for clause in told if clause.times]
    return len(dated) >= _DATED_OF_A_CASE or len(told) >= _TOLD_OF_A_CASE


def _spread_beside(plain: str, run: Sequence[Clause]) -> None:
    asking = [clause.question for clause in run]
    for index, clause in enumerate(run):
        if clause.question and _covered(plain, clause, "asking_first", "polite", "fillers"):
            clause.question = False  # 请问|我在某馆…
            asking[index] = False
    for index, clause in enumerate(run):
        begins = index > 0 and asking[index - 1] and not _begins_with(clause, "self")
        after = run[index + 1] if asking[index + 1 : index + 2] == [True] else None
        ends = after is not None and not _begins_with(after, "asking_first", "self")
        if not clause.times and (begins or ends):
            clause.question = True


def _begins_with(clause: Clause, *kinds: str) -> bool:
    return any(found.start == clause.start for found in clause.all(*kinds))


def _by_sentence(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    start = 0
    for index in range(1, len(clauses) + 1):
        if index == len(clauses) or clauses[index].sentence != clauses[start].sentence:
            yield list(clauses[start:index])
            start = index


def _told_of_oneself(plain: str, sentence: list[Clause], links: LinkWords) -> bool:
    """Whether what stands beside a question tells a case, and does not only name what is asked about:
    「统招大专，在民企干了三年，能评吗」 does, 「函授本科，能评吗」 does not."""
    told = [
        one for one in sentence if not one.question and one.counts and not one.has("judgements")
    ]
    if any(
        one.question and plain.startswith(tuple(links.relaying), one.start) for one in sentence[1:]
    ):
        return True  # 参公单位在编人员，问可否申报
    if len(told) != 1:
        return len(told) > 1
    [one] = told
    begins = plain.startswith(tuple(links.into), one.start)
    ends = plain.endswith(tuple(links.of_oneself), 0, one.end)
    return bool(begins or ends or one.times)


def _leave_out_sentences(
    plain: str, clauses: list[Clause], notice: frozenset[str], links: LinkWords
) -> None:
    for sentence in _by_sentence(clauses):
        pieces = [plain[clause.start : clause.end] for clause in sentence]
        copies = sum(_copied(one, notice) > 0 for one in pieces)
        dated = any(one.times for one in sentence)
        copied = copies > (len(pieces) // _OF_A_RESUME if dated else 0)
        copied = copied or _copied("".join(pieces), notice) >= _OVER_PAUSES
        if copied or any(_is_official(clause) for clause in sentence):
            for clause in sentence if copied else _up_to_oneself(sentence):
                clause.counts = False
            continue
        supposing = asked_by_me = to_come = False
        asks = any(clause.question or clause.has("judgements") for clause in sentence)
        told = _told_of_oneself(plain, sentence, links)
        wished_for = -1  # where what is wished for still has to be said
        for index, clause in enumerate(sentence):
            unpaused = index > 0 and sentence[index - 1].end == clause.start
            if unpaused and clause.has("present") and _begins_with(clause, "self"):
                supposing = False  # 要是明年拿到函授本科|我现在是护士
            if not unpaused and _begins_with(clause, "present"):
                supposing = False  # 今后可能去教书，眼下在化工厂
            supposing = supposing or clause.has("suppositions")
            asked_by_me = asked_by_me or clause.has("self")
            to_come = to_come or clause.has("to_come")
            unsaid = clause.start == wished_for  # 打算明年考|在职研究生
            unsaid = unsaid or (to_come and not clause.has("negations"))  # 待补毕业证
            if supposing or unsaid or clause.question or clause.has("wishes", "judgements"):
                clause.counts = False
                if any(one.end == clause.end for one in clause.all("wishes")):
                    wished_for = clause.end
            elif asks and not asked_by_me and not told:
                clause.counts = clause.counts and clause.has("yes", "no")
        for clause in sentence:
            if clause.has("doubts") and _covered(plain, clause, "doubts", "fillers", "self"):
                for other in sentence:
                    other.counts = False


def _is_official(clause: Clause) -> bool:
    """Whether a clause speaks as notices do; not 「能算本科待遇不」."""
    return clause.has("official") and not clause.question


def _up_to_oneself(sentence: list[Clause]) -> list[Clause]:
    """What is quoted, up to where one speaks of oneself after it: 「通知里写全日制大专，我就是全日制大专」."""
    last = max(index for index, one in enumerate(sentence) if _is_official(one))
    after = range(last + 1, len(sentence))
    paused = (index for index in after if sentence[index - 1].end < sentence[index].start)
    return sentence[: next((i for i in paused if _begins_with(sentence[i], "self")), None)]


def _copied(text: str, notice: frozenset[str]) -> int:
    """How many runs of the notice's own characters begin one after another, at most, in a text."""
    most = now = 0
    for start in range(len(text) - RUN_OF_NOTICE + 1):
        now = now + 1 if text[start : start + RUN_OF_NOTICE] in notice else 0
        most = max(most, now)
    return most


def _covered(plain: str, clause: Clause, *kinds: str) -> bool:
    """Whether the clause holds nothing but words of these kinds."""
    left = set(range(clause.start, clause.end))
    for found in clause.all(*kinds):
        left -= set(range(found.start, found.end))
    return not left


def _leave_out_others(plain: str, clauses: list[Clause], links: LinkWords) -> None:
    """Somebody else as the subject stays so until the person speaks of themselves again."""
    someone_else = relayed = False
    for index, clause in enumerate(clauses):
        relayed = relayed or clause.has("applicants")
        others = next(_spoken_of(plain, clause, links, relayed), None)
        if others is not None and _turns_out(plain, clause, others, links):
            clause.counts = False
            if index and others.start - clause.start <= _LONGEST_TURN:
                clauses[index - 1].counts = False
            continue
        if others is not None:
            before = Clause(clause.start, others.start, 0, [], [])
            before.speech = [found for found in clause.speech if found.end <= others.start]
            subject = _covered(plain, before, "before_others", "self", "fillers")
            subject = subject and not _both(plain, clause, others, links)
            myself = next(iter(clause.all("self")), None)
            if subject:
                someone_else = True
            elif not (myself and myself.start < others.start):
                clause.counts = False
        elif clause.has("self") and not (someone_else and _goes_on(clauses, index)):
            someone_else = False
        if someone_else:
            clause.counts = False


def _leave_out_whom_is_asked_about(plain: str, clauses: list[Clause], links: LinkWords) -> None:
    """「村医老李干了三十年，没文凭，他能评不」: a question about him says of whom all before it is."""
    third = tuple(links.third_person)
    for sentence in _by_sentence(clauses):
        asked = [one.question and plain.startswith(third, one.start) for one in sentence]
        for clause in sentence[: asked.index(True) if any(asked) else 0]:
            clause.counts = False


def _goes_on(clauses: list[Clause], index: int) -> bool:
    """Whether a clause goes on without a pause, and speaks of oneself only further on: what it begins with is
    still the other's."""
    clause = clauses[index]
    unpaused = index > 0 and clauses[index - 1].end == clause.start
    return unpaused and all(one.start > clause.start for one in clause.all("self"))


def _spoken_of(
    plain: str, clause: Clause, links: LinkWords, relayed: bool
) -> Iterator[FoundPhrase]:
    """Other people, but for whom is greeted, 「张工你好」, the applicant's name in a clerk's note, and what one is or has
    oneself: 「任设备主管」, 「生孩子」. 他 is the applicant where the case is ``relayed``."""
    greeting, own = tuple(links.greeting), tuple(links.before_no_other)
    named = {one.end for one in clause.all("applicants")}
    return (
        one
        for one in clause.all("others")
        if one.start not in named
        and not (relayed and plain[one.start : one.end] in links.third_person)
        and not plain.startswith(greeting, one.end)
        and not plain.endswith(own, clause.start, one.start)
    )


def _both(plain: str, clause: Clause, others: FoundPhrase, links: LinkWords) -> bool:
    """Whether it is said of oneself and the other: 「我和老婆都是全日制本科」."""
    myself = [one.end for one in clause.all("self") if one.start == clause.start]
    joined = any(plain.startswith(tuple(links.together), end) for end in myself[:1])
    return joined and any(one.start >= others.end for one in clause.all("all"))


def _turns_out(plain: str, clause: Clause, others: FoundPhrase, links: LinkWords) -> bool:
    """Whether what was told is said to be another's: 「那个公务员说的是我哥」."""
    start = others.start
    while start > clause.start and plain[start - 1] in links.mine:
        start -= 1
    return start > clause.start and plain[start - 1] in links.turns_out


def _mark_past(clauses: list[Clause]) -> None:
    for sentence in _by_sentence(clauses):
        past = False
        heads, tails = stretches(sentence)
        for index in tails:
            last = sentence[index].times[0]
            if isinstance(last, Period) and last.last is not None:
                sentence[index - 1].past = True
        for index, clause in enumerate(sentence):
            dated = any(not isinstance(time, Length) for time in clause.times)
            denies = any(found.start == clause.start for found in clause.all("negations"))
            past = clause.has("past") or (past and not dated and not denies)  # …，没职称
            past = past and not clause.has("present")
            closed = any(isinstance(t, Period) and t.last is not None for t in clause.times)
            past = past or (closed and index in heads)
            clause.past = clause.past or past or closed


def only_time(clause: Clause) -> Time | None:
    """The time that a clause is, if it is nothing else: 「2015.7-2019.12」."""
    [time] = clause.times if len(clause.times) == 1 else [None]
    whole = time is not None and (time.start, time.end) == (clause.start, clause.end)
    return time if whole else None


def is_a_stretch(clause: Clause) -> bool:
    """Whether it is nothing but a stretch of time."""
    return isinstance(only_time(clause), Period)


def stretches(sentence: Sequence[Clause]) -> tuple[set[int], set[int]]:
    """The clauses that are nothing but a stretch of time, by their places in the sentence: those that head a
    line of a career, 「2015.7-2019.12 民企 技术员」, and those that end one, 「民企 技术员 2015.7-2019.12」."""
    heads: set[int] = set()
    tails: set[int] = set()
    led = False  # by lines that begin with a stretch
    for index, clause in enumerate(sentence):
        if not is_a_stretch(clause):
            first = clause.times[0] if clause.times else None
            led = led or (isinstance(first, Period) and first.start == clause.start)
            continue
        begins = index == 0 or led or bool(heads) or bool(sentence[index - 1].times)
        if begins and len(sentence) > index + 1 and not sentence[index + 1].times:
            heads.add(index)
        elif index and not sentence[index - 1].times:
            tails.add(index)
    return heads, tails


def _correct(plain: str, clauses: list[Clause], links: LinkWords) -> None:
    """After 「不对」 comes what takes the place of the clause before; with nothing after, that clause
    is taken back."""
    for index, clause in enumerate(clauses):
        if _is_not_so(plain, clauses, index, links):
            clauses[index + 1].replaces = clauses[index - 1]
            continue
        if not clause.has("corrections"):
            continue
        told = (
            one
            for one in reversed(clauses[max(0, index - _FURTHEST_BACK) : index])
            if not _covered(plain, one, "corrections", "fillers", "self")
        )
        before = next(told, None)  # 「2018年毕业，哦，不对，2019年」, 「…。啊我|说错了，是2019年」
        if before is not None and _only_leads_on(before, clause):
            continue
        bare = _covered(plain, clause, "corrections", "fillers", "self", "negations")
        after = clauses[index + 1] if bare and index + 1 < len(clauses) else clause
        if (
            bare
            and after is not clause
            and _covered(plain, after, "corrections", "fillers", "self")
        ):
            continue  # 呸，嘴快了，是…: the last of them tells what follows
        if bare and after is clause:
            if before is not None and not _is_put_right(plain, clauses, before, links):
                before.counts = False
        elif not bare and _takes_itself_back(clause) and index + 1 < len(clauses):
            clauses[index + 1].replaces = clause  # 前头说的函授大专写错了|是函授本科
        elif before is not None:
            after.replaces = before


def _is_put_right(plain: str, clauses: list[Clause], told: Clause, links: LinkWords) -> bool:
    """Whether it takes the place of what was denied just before it: 「不是2021年，是2020年，打错了」."""
    index = clauses.index(told)
    return (
        index > 0
        and clauses[index - 1].sentence == told.sentence
        and plain.startswith(tuple(links.not_so), clauses[index - 1].start)
        and plain.startswith(tuple(links.turns_out), told.start)
    )


def _only_leads_on(before: Clause, clause: Clause) -> bool:
    """Whether it says what is put right and no more: 「更正：毕业时间|应为2017年7月」."""
    unpaused = before.end == clause.start
    return (
        unpaused and before.start == 0 and _begins_with(before, "corrections") and not before.times
    )


def _is_not_so(plain: str, clauses: list[Clause], index: int, links: LinkWords) -> bool:
    """Whether it only denies what stands before, and what follows takes its place: 「电大专科，不是，是统招大专」."""
    clause = clauses[index]
    return (
        0 < index < len(clauses) - 1
        and plain[clause.start : clause.end] in links.not_so
        and plain.startswith(tuple(links.turns_out), clauses[index + 1].start)
    )


def _takes_itself_back(clause: Clause) -> bool:
    """Whether it says something and ends with a word that takes it back; more than 「抱歉打错了」."""
    ends = [one for one in clause.all("corrections") if one.end == clause.end]
    return any(one.start - clause.start > _LONGEST_EXCUSE for one in ends)
