"""Whether what is said is denied, and what a denial reaches: 「论文没有，专利有」, 「考核合格没出过岔子」."""

from advisor.talk.clauses import Clause
from advisor.talk.laid_out import LaidOut, within
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.vocabulary import Group, OptionSaid

_LISTED = ("、", "/")
_SHORTEST_DENIED = 2  # characters behind 没
_AFFIRMS = 4  # characters that 有 reaches: 有论文没有专利


def denied(laid: LaidOut, clause: Clause, start: int, end: int, group: Group) -> int:
    """Whether ``plain[start:end]`` is denied there: 1 it is said, -1 denied, 0 unclear."""
    affirmed = [found.start for found in clause.all("affirmations") if found.end <= start]
    if any(found.end <= start for found in clause.all("exceptions")):
        return 1 if clause.sentence in laid.excepting else 0  # 除了论文别的没有
    summed_up = laid.plain.endswith(tuple(laid.words.links.summing_up), end, clause.end)
    if summed_up and not affirmed and laid.facts[group.of].kind == "choices":
        return 0  # 论文专利这些，我一样也没有
    own = laid.plain.startswith(tuple(laid.words.speech.negations), start)
    if not own and swept(laid, clause, end, group):
        return -1
    phrases = [one for one in laid.tokens(clause, group) if not _only_answers(one)]
    others = _denying_others(laid, clause, group, start, end)
    if laid.facts[group.of].kind == "choices" and any(one.start == end for one in others):
        return 0  # 论文没有单位是国企
    phrases += others
    # 不是2021年 behind a title denies a day alone
    of_times = {time.start for time in clause.times}
    negations = [
        found
        for found in clause.all("negations")
        if not (found.start >= end and found.end in of_times)
        and not any(within(found, one) for one in phrases)
    ]
    before = [
        found
        for found in negations
        if found.start < start
        and not any(found.end <= place for place in affirmed)
        and (found.end <= start or not own)  # 从来没 of 「从来没犯过事」 is its own
    ]
    lacking = tuple(laid.words.links.lacking)
    if (
        before
        and start - before[-1].end > 1
        and laid.plain.startswith(lacking, start)
        and laid.plain.startswith(lacking, before[-1].start)
    ):
        return 1  # 没编制没职称: each denies its own
    if before and _of_what_stands_before(laid, clause, group, before[-1]):
        return 1
    if before:
        twice = len(before) > 1 and before[-1].start - before[-2].end <= 1  # 不是没有
        return 0 if twice else -1
    after = next((found for found in negations if found.start >= end), None)
    near = any(
        start - found.end <= _AFFIRMS for found in clause.all("affirmations") if found.end <= start
    )
    if after is None or near or _speaks_of_another(laid, clause, group, end, after.start):
        return 1
    between = laid.plain[end : after.start]
    if laid.facts[group.of].kind == "choices" and any(
        one in between for one in laid.words.links.rest
    ):
        return 1  # 论文有一篇别的啥都没有
    if own and after.end < clause.end:
        return 1  # 没有职称也没有论文: the second denies what follows it
    if laid.facts[group.of].kind == "yes_no" and _denies_what_follows(laid, clause, after):
        return 1  # 合格没出过岔子
    if any(found.start == after.end for found in clause.all("affirmations")):
        return -1  # 论文专利都没有就是去年发文表彰过: what follows is said again
    later = any(one.start >= after.end for one in laid.tokens(clause, group))
    if later and laid.plain[after.start : after.end] in laid.words.links.not_so:
        return 1  # 大专不是全日制: what follows is not so
    if later and after.start == end and _of_what_stands_before(laid, clause, group, after):
        return -1
    if later and laid.plain.startswith(_LISTED, after.end):
        return -1  # 论文无、专利无
    if later and after.start == end:
        return 0  # 论文没有专利没有: which of them it denies is not clear
    return 1 if later else -1


def _denies_what_follows(laid: LaidOut, clause: Clause, denial: FoundPhrase) -> bool:
    """Whether a bare 没 goes on to what it denies: 「年年合格没出过岔子」; not in 「办没办」, 「没有过」."""
    links = laid.words.links
    return (
        laid.plain[denial.start : denial.end] in links.lacks_what_follows
        and clause.end - denial.end >= _SHORTEST_DENIED
        and not laid.plain.startswith(tuple(links.denied_as_said), denial.end)
    )


def _of_what_stands_before(
    laid: LaidOut, clause: Clause, group: Group, denial: FoundPhrase
) -> bool:
    """Whether a denial between two options is of the first, for the second is affirmed: 「论文没有专利有一个」."""
    tokens = laid.tokens(clause, group)
    starts = {found.start for found in clause.all("affirmations")}
    ends = {found.end for found in clause.all("affirmations")}
    first = any(one.end == denial.start and one.start not in ends for one in tokens)
    return first and any(one.start == denial.end and one.end in starts for one in tokens)


def _speaks_of_another(laid: LaidOut, clause: Clause, group: Group, start: int, end: int) -> bool:
    """Whether another fact is spoken of between what is said and a denial: 「完成了岗位要的资格证还没考」; not in
    「论文资格证都没有」, nor in words of its own: 考核优秀."""
    of_all = laid.plain.startswith(tuple(laid.words.links.all_lacking), max(0, end - 1))
    if of_all and laid.facts[group.of].kind == "choices":
        return False
    own = laid.tokens(clause, group)
    return any(
        start <= one.start and one.end <= end and not any(within(one, each) for each in own)
        for one in laid.naming_others(clause, group.of)
    )


def swept(laid: LaidOut, clause: Clause, end: int, group: Group) -> bool:
    """Whether what ends there is denied with all else at the end of its clause: 「论文专利一项业绩都没有」; not
    「就一篇论文别的业绩都没有」."""
    for one in laid.tokens(clause, group):
        sweeps = any(isinstance(of, OptionSaid) and of.option is None for of in one.meanings)
        if (
            one.start >= end
            and one.end == clause.end
            and sweeps
            and laid.plain[one.start : one.end] not in laid.words.links.all_lacking
            and not laid.could_answer_anything(one)  # 都没有 denies only what is named
        ):
            between = laid.plain[end : one.start]
            rest = any(word in between for word in laid.words.links.rest)
            affirmed = any(found.start < one.start for found in clause.all("affirmations"))
            return not (
                rest or affirmed or laid.plain.startswith(tuple(laid.words.links.rest), one.start)
            )
    return False


def _denying_others(
    laid: LaidOut, clause: Clause, group: Group, start: int, end: int
) -> list[FoundPhrase]:
    """Another fact's phrases that hold their own denial: 没有职称 denies nothing else."""
    own_denials = tuple(laid.words.speech.negations)
    speaking = [
        one for other, one in laid.speaking(clause) if other != group.of and one.end - one.start > 2
    ]
    return (
        speaking
        + [
            one  # 不合格 of 「考核不合格遵纪守法」
            for name in laid.abouts.get(clause.start, ())
            if name != group.of
            for one in laid.tokens(clause, Group("options", name))
            if one.end - one.start > 2
        ]
        + [
            one  # 跟现在不是一个专业 of 「评的助工跟现在不是一个专业」
            for name, fact in laid.facts.items()
            if fact.hangs_on == group.of and laid.facts[group.of].kind == "choice"
            for one in laid.tokens(clause, Group("options", name))
        ]
        + [
            one  # 未获学位 denies nothing else
            for name, fact in laid.facts.items()
            if fact.hangs_on and fact.kind == "yes_no" and name != group.of
            for one in laid.tokens(clause, Group("options", name))
            if one.end - one.start > 3
            and laid.plain.startswith(own_denials, one.start)
            and (one.end <= start or end <= one.start)
        ]
    )


def _only_answers(phrase: FoundPhrase) -> bool:
    """Whether it says something only as an answer: 都没有, which denies what stands before it."""
    return all(
        isinstance(one, OptionSaid) and one.saying.near == ["asked"] for one in phrase.meanings
    )
