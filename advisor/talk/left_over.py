"""What of a text was not taken, word for word, so that nothing is dropped silently."""

from collections.abc import Container, Iterable, Iterator
from itertools import groupby

from advisor.facts.told_in_words import LeftOver, WhyLeft
from advisor.talk.clauses import Clause
from advisor.talk.utterance import SaidFact, Utterance
from advisor.talk.vocabulary import Group

_SHORTEST = 2  # characters of a piece that says something
_SAYS_NOTHING = (
    "fillers", "loose", "self", "present", "all", "polite", "yes", "no", "unknown", "corrections",
    "affirmations", "negations", "breaks", "still", "getting", "doubts", "nothing_else", "also",
)  # fmt: skip
_LEADING = ("self", "breaks")


def left_over(
    utterance: Utterance, said: Iterable[SaidFact], dated: Container[int]
) -> tuple[LeftOver, ...]:
    """The pieces that gave no fact and ask nothing, in order; what is a question is answered instead.
    ``dated``: where the times begin that belong to something."""
    by_clause: dict[int, set[str]] = {}
    heard: set[str] = set()
    for one in said:
        heard.add(one.fact)
        for clause in one.clauses:
            by_clause.setdefault(clause.start, set()).add(one.fact)
    pieces: list[tuple[int, int, WhyLeft]] = []
    for clause in utterance.clauses:
        names = by_clause.get(clause.start)
        if names and any(utterance.facts[name].kind == "number" for name in names):
            continue  # it is nothing but the number
        if names:
            pieces += [
                (start, end, "unclear") for start, end in _runs(utterance, clause, names, dated)
            ]
        elif not _asks(clause) and _says_something(utterance, clause, heard):
            pieces.append((_begin(clause), clause.end, _why(utterance, clause)))
    return tuple(_joined(utterance, pieces))


def _asks(clause: Clause) -> bool:
    return clause.question or clause.has("judgements", "suppositions", "commanding")


def _why(utterance: Utterance, clause: Clause) -> WhyLeft:
    if clause.has("doubts") or any(one.end == clause.end for one in clause.all("doubt_ends")):
        return "doubtful"
    if not clause.counts and clause.has("wishes"):
        return "not_yet"
    return "unclear" if clause.counts else "another"


def _begin(clause: Clause) -> int:
    """Where the clause begins to say something."""
    start = clause.start
    for one in clause.all(*_LEADING):
        if one.start == start:
            start = one.end
    return start if start < clause.end else clause.start


def _says_something(utterance: Utterance, clause: Clause, heard: set[str]) -> bool:
    """Whether more stands in it than little words and the words of facts that were heard."""
    left = set(range(clause.start, clause.end))
    if clause.counts:
        left -= utterance.covered(clause, heard, times=False)
    for one in clause.all(*_SAYS_NOTHING):
        if one.end - one.start > 1 or not _within_a_word(utterance, clause, one.start):
            left -= set(range(one.start, one.end))
    return len(left) >= _SHORTEST


def _within_a_word(utterance: Utterance, clause: Clause, place: int) -> bool:
    """Whether a character is part of a fact's word: 中 of 中专, which alone says yes."""
    return any(
        one.start <= place < one.end and one.end - one.start > 1
        for name in utterance.words.facts
        for one in utterance.tokens(clause, Group("parts", name))
    )


def _runs(
    utterance: Utterance, clause: Clause, names: set[str], dated: Container[int]
) -> Iterator[tuple[int, int]]:
    """The stretches of a clause that no word of the facts heard in it covers."""
    left = set(range(clause.start, clause.end)) - utterance.covered(clause, names)
    for one in clause.speech:
        left -= set(range(one.start, one.end))
    for time in clause.times:
        if time.start not in dated:
            left |= set(range(time.start, time.end))
    for _, run in groupby(enumerate(sorted(left)), lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        if len(places) >= _SHORTEST:
            yield places[0], places[-1] + 1


def _joined(utterance: Utterance, pieces: list[tuple[int, int, WhyLeft]]) -> Iterator[LeftOver]:
    """Pieces that follow one another are one."""
    held: tuple[int, int, WhyLeft] | None = None
    for start, end, why in pieces:
        if held and held[2] == why and start - held[1] <= 1:
            held = (held[0], end, why)
            continue
        if held:
            yield LeftOver(utterance.text.piece(held[0], held[1]), held[2])
        held = (start, end, why)
    if held:
        yield LeftOver(utterance.text.piece(held[0], held[1]), held[2])
