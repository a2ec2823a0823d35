"""What of a text was not taken, word for word, so that nothing is dropped silently."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from advisor.facts.told_in_words import LeftOver, WhyLeft
from advisor.talk.clauses import Clause
from advisor.talk.spoken_dates import Length
from advisor.talk.times_and_events import TimeOfEvent
from advisor.talk.utterance import SaidFact, Utterance
from advisor.talk.vocabulary import Group

_SHORTEST = 2  # characters of a piece that says something
_SAYS_NOTHING = (
    "fillers", "loose", "self", "present", "all", "polite", "yes", "no", "unknown", "corrections",
    "affirmations", "negations", "breaks", "still", "getting", "doubts", "nothing_else", "also",
)  # fmt: skip
_LEADING = ("self", "breaks")


class _Piece(NamedTuple):
    start: int
    end: int
    why: WhyLeft
    fact: str | None = None


def left_over(
    utterance: Utterance, said: Iterable[SaidFact], times: Sequence[TimeOfEvent]
) -> tuple[LeftOver, ...]:
    """The pieces that gave no fact and ask nothing, in order; what is a question is answered instead.
    ``times``: all that were told, with what they belong to."""
    by_clause: dict[int, set[str]] = {}
    heard: set[str] = set()
    for one in said:
        heard.add(one.fact)
        for clause in one.clauses:
            by_clause.setdefault(clause.start, set()).add(one.fact)
    dated = {one.time.start for one in times if one.event is not None}
    lengths = _lengths(utterance, times, heard)
    pieces: list[_Piece] = []
    for clause in utterance.clauses:
        names = by_clause.get(clause.start)
        if names and any(utterance.facts[name].kind == "number" for name in names):
            continue  # it is nothing but the number
        if names:
            pieces += [
                _Piece(start, end, "unclear")
                for start, end in _runs(utterance, clause, names, dated)
            ]
        elif clause.start in lengths:
            pieces.append(
                _Piece(_begin(clause), clause.end, "from_when", lengths[clause.start].fact)
            )
            continue
        elif not _asks(clause) and _says_something(utterance, clause, heard):
            pieces.append(_Piece(_begin(clause), clause.end, _why(utterance, clause)))
        if clause.start in lengths:
            pieces.append(lengths[clause.start])
    return tuple(_joined(utterance, pieces))


def _lengths(
    utterance: Utterance, times: Sequence[TimeOfEvent], heard: Container[str]
) -> dict[int, _Piece]:
    """The lengths of time told of facts that were not heard, by their clauses: 「干了七八年」 tells no day."""
    found: dict[int, _Piece] = {}
    for one in times:
        fact = _lasting_of(utterance, one)
        if fact is not None and fact not in heard:
            found[one.clause.start] = _Piece(one.time.start, one.time.end, "from_when", fact)
    return found


def _lasting_of(utterance: Utterance, one: TimeOfEvent) -> str | None:
    """The fact that a length of time is told of: its event's, that of the post beside it, or the one asked."""
    if not isinstance(one.time, Length):
        return None
    if one.event is not None:
        return one.event.fact if one.event.what == "begins" else None
    for name, fact in utterance.words.facts.items():
        if fact.spells and utterance.has(one.clause, Group("technical", name)):
            return name
    asked = utterance.asked
    dated = asked is not None and utterance.facts[asked].kind in ("spells", "date")
    return asked if dated else None


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
        for one in utterance.groups(clause, "parts")
    )


def _runs(
    utterance: Utterance, clause: Clause, names: set[str], dated: Container[int]
) -> Iterator[tuple[int, int]]:
    """The stretches of a clause that no word of the facts heard in it covers."""
    left = set(range(clause.start, clause.end)) - utterance.covered(clause, names)
    for one in clause.speech:
        left -= set(range(one.start, one.end))
    counted = any(utterance.facts[name].kind == "years" for name in names)  # 22 24 25
    for time in clause.times:
        if time.start not in dated and not counted:
            left |= set(range(time.start, time.end))
    for _, run in groupby(enumerate(sorted(left)), lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        if len(places) >= _SHORTEST:
            yield _whole_number(utterance.plain, places[0]), places[-1] + 1


def _whole_number(plain: str, start: int) -> int:
    """Where a number begins in which a piece would begin: 16.7, not 6.7."""
    while start and plain[start].isdigit() and plain[start - 1].isdigit():
        start -= 1
    return start


def _joined(utterance: Utterance, pieces: list[_Piece]) -> Iterator[LeftOver]:
    """Pieces that follow one another are one."""
    held: _Piece | None = None
    for piece in pieces:
        if (
            held
            and (held.why, held.fact) == (piece.why, piece.fact)
            and piece.start - held.end <= 1
        ):
            held = held._replace(end=piece.end)
            continue
        if held:
            yield _told(utterance, held)
        held = piece
    if held:
        yield _told(utterance, held)


def _told(utterance: Utterance, piece: _Piece) -> LeftOver:
    return LeftOver(utterance.text.piece(piece.start, piece.end), piece.why, piece.fact)
