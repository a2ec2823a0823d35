"""Answers to common questions: the hand-written one that fits what a person asks.

Every question is cut into the notice's words, pairs of characters and single characters; what is rare
weighs more (as in BM25). An answer is as near as the nearest of the ways to ask it, and the nearer
the more of the question stands anywhere in it, its best clause included. The words table (``synonyms.yaml``) turns
everyday words into the notice's on both sides; it does most of the work.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from advisor.content import schema
from advisor.content.checking.talk import MOST_CLAUSES
from advisor.content.synonyms import spelled_out
from advisor.facts.plain import facts_to_json
from advisor.facts.values import Facts
from advisor.rules.policy import Policy
from advisor.text import normalised

MOST_CANDIDATES = 3

WORD, ASKING, PAIR, SINGLE = 3.0, 0.5, 0.6, 0.8
"""What a word of the table, one of a question, a pair of characters and a single one weigh, before
rarity."""
NEXT_NEAREST = 0.2
"""How much the two next nearest ways to ask an answer count beside the nearest."""
ALL_ITS_WORDS = 2.5
"""How much all words of an answer count beside its nearest question."""
ABOUT = 0.15
"""What it counts that the question holds a word which tells the subject."""
SETTLED = 0.8
"""What it counts that the question holds a word which settles it."""
IN_ANSWER = 0.5
"""What a word counts that stands only in the answer or its clauses."""
TOLD = 0.5
"""How much a word counts that was told beside the question."""
SHORT = 6
"""Characters: a question of no more, 「能行吗」, says nothing of what it is about; what was told does. So it is
with a longer one that holds no word of the table, 「上面我排第四，能用不」."""
LEAST = 0.95
"""Nearer than this, or nothing fits."""
MARGIN = 0.55
"""By this much the best stands out; what is nearer to the best than this is close to it."""
TOO_CLOSE = 0.06
"""Nearer to the best than this: which of them is meant is asked, not guessed."""

UNIT = re.compile(r"[a-z0-9]+|[^a-z0-9 ]| ")


class Candidate(NamedTuple):
    """An answer and how near it is (from 0; a question as written in content comes to 3.5 and more).
    ``shared``: what it has in common with the question, the weightiest first: words of the table (in
    brackets), pairs of characters and single ones."""

    answer: schema.Answer
    score: float
    shared: tuple[str, ...]


class Found(NamedTuple):
    """Up to three answers, the nearest first. ``covered``: the notice says something on this.
    ``stands_out``: the first is clearly nearer than the second. ``by_facts``: what the person told that made
    it the first."""

    candidates: tuple[Candidate, ...]
    covered: bool
    stands_out: bool
    by_facts: tuple[str, ...] = ()

    @property
    def best(self) -> schema.Answer | None:
        """The answer to give: also one that says the notice is silent; None where nothing fits."""
        return self.candidates[0].answer if self.candidates else None

    def said_before(self, text: str) -> "Found":
        """The same, with a ``text`` before the first answer."""
        if not text:
            return self
        first, *others = self.candidates
        answer = first.answer.model_copy(update={"answer": text + first.answer.answer})
        return self._replace(candidates=(first._replace(answer=answer), *others))

    @property
    def close(self) -> tuple[schema.Answer, ...]:
        """The first and those that are as near as to be taken for it; none where it is the only one."""
        near = [
            one.answer
            for one in self.candidates
            if abs(self.candidates[0].score - one.score) < TOO_CLOSE
        ]
        return tuple(near) if len(near) > 1 else ()

    @property
    def near(self) -> list[schema.Answer]:
        """The first and those of which it does not stand out."""
        least = self.candidates[0].score - MARGIN if self.candidates else 0.0
        return [one.answer for one in self.candidates if one.score > least]

    @property
    def clauses(self) -> list[str]:
        """What the answer and those close to it stand on: first the best clause of each, then the
        others; each once, at most five. None where the notice says nothing."""
        if not self.covered:
            return []
        near = [answer.clauses for answer in self.near]
        ranked = (
            clauses[rank] for rank in range(MOST_CLAUSES) for clauses in near if rank < len(clauses)
        )
        return list(dict.fromkeys(ranked))[:MOST_CLAUSES]


def search(policy: Policy, question: str, told: str = "", settled: bool = True) -> Found:
    """The answers nearest to a question. ``told``: what was said with it; it counts for less, and only
    helps to choose. ``settled``: whether a word can settle it, as where something is asked. An empty question, and a pack without answers, find none.
    Deterministic; time grows with the question's length, which is capped (``text.LONGEST_TEXT``)."""
    return _index(policy).search(question, told, settled)


def fitted(policy: Policy, answer: schema.Answer, facts: Facts) -> tuple[schema.Answer, list[str]]:
    """The answer for a person of whom ``facts`` are known, and the facts by which it is another; else the
    answer itself, and none."""
    plain = facts_to_json(facts)
    for instead in answer.instead:
        if all(_within(plain.get(name), options) for name, options in instead.facts.items()):
            other = next(one for one in _answers(policy) if one.id == instead.answer)
            return other, list(instead.facts)
    return answer, []


def fitted_all(policy: Policy, found: Found, facts: Facts) -> Found:
    """What was found, as it is for a person of whom ``facts`` are known; what asks about the person's own case
    stays, for it is answered from all they told."""
    kept: dict[str, Candidate] = {}
    by_facts: tuple[str, ...] = ()
    for one in found.candidates:
        if one.answer.own is None:
            answer, names = fitted(policy, one.answer, facts)
            if not kept:
                by_facts = tuple(names)
            one = one._replace(answer=answer)
        kept.setdefault(one.answer.id, one)
    candidates = tuple(kept.values())
    if not candidates:
        return found
    return found._replace(
        candidates=candidates, covered=bool(candidates[0].answer.clauses), by_facts=by_facts
    )


def meant(answer: schema.Answer, told: Facts, asked: str | None) -> bool:
    """Whether who tells these facts, not in answer to the question ``asked``, wants this answer."""
    plain = facts_to_json({name: told[name] for name in answer.telling if name in told})
    return any(
        name in plain and name != asked and _within(plain[name], options)
        for name, options in answer.telling.items()
    )


def meant_first(found: Found, told: Facts) -> Found:
    """The same, what one wants to know of a fact that was told before others as near."""
    if not found.candidates:
        return found
    least = found.candidates[0].score - MARGIN
    ranked = sorted(
        found.candidates,
        key=lambda one: not (one.score > least and meant(one.answer, told, None)),
    )
    return found._replace(candidates=tuple(ranked), covered=bool(ranked[0].answer.clauses))


def _within(value: object, options: Sequence[str]) -> bool:
    """Whether a fact is told, and all that is said of it is one of these."""
    if isinstance(value, bool):
        return ("yes" if value else "no") in options
    if isinstance(value, list):
        said = [one["kind"] if isinstance(one, dict) and "kind" in one else one for one in value]
        return bool(said) and all(one in options for one in said)
    return value in options


def answers_on(policy: Policy, clause: str) -> list[schema.Answer]:
    """The common answers that stand on a clause: first those where it is the best one, then in the
    file's order."""
    found = [answer for answer in _answers(policy) if clause in answer.clauses]
    return sorted(found, key=lambda answer: answer.clauses.index(clause) > 0)


def whom_to_ask(policy: Policy, answer: schema.Answer) -> str | None:
    """Whom to ask where the notice says nothing; None where it says something."""
    file = policy.content.answers
    return file.whom[answer.ask_whom] if file and answer.ask_whom else None


def _answers(policy: Policy) -> Sequence[schema.Answer]:
    return policy.content.answers.answers if policy.content.answers else ()


class _Cutter:
    """Cuts a text into weighed tokens: words of the table, pairs and single characters."""

    def __init__(self, words: schema.SynonymsFile, about: Iterable[str]) -> None:
        dropped = sorted(map(normalised, words.dropped), key=len)
        self.dropped = re.compile("|".join(map(re.escape, reversed(dropped))) or r"(?!)")
        self.weight: dict[str, float] = {}
        self.replaced: dict[str, str] = {}
        combined = {word: spelled_out(ways) for word, ways in words.combined.items()}
        for table, weight in (
            (dict.fromkeys(about, ()), WORD),
            (words.asking, ASKING),
            (combined, WORD),
            (words.words, WORD),
        ):
            for word, everyday in table.items():
                self.weight[self.plain(word)] = weight
                self.replaced |= {self.plain(one): self.plain(word) for one in (word, *everyday)}
        lengths: dict[str, set[int]] = defaultdict(set)
        for one in filter(None, self.replaced):
            lengths[one[0]].add(len(one))
        self.lengths = {one: sorted(of, reverse=True) for one, of in lengths.items()}

    def plain(self, text: str) -> str:
        """The text normalised, without the polite words, where anything is left then."""
        return self.dropped.sub("", normalised(text)) or normalised(text)

    def word(self, word: str) -> str:
        """The token of a word of the table, or of an everyday one."""
        return f"「{self.replaced[self.plain(word)]}」"

    def tokens(self, text: str) -> dict[str, float]:
        """Each token and what it weighs before rarity; a word of the table is written in brackets."""
        text, said = self._in_words_of_the_table(self.plain(text))
        units = UNIT.findall(text)
        singles = {unit: SINGLE for unit in units if unit != " "}
        pairs = {a + b: PAIR for a, b in zip(units, units[1:], strict=False) if " " not in (a, b)}
        return singles | pairs | {f"「{word}」": self.weight[word] for word in said}

    def _in_words_of_the_table(self, text: str) -> tuple[str, set[str]]:
        """The text with its everyday words replaced, at each place the longest, and by which. Looked up: a
        pattern of all ten thousand words is tried word by word."""
        found: list[str] = []
        said: set[str] = set()
        start = 0
        while start < len(text):
            here = (text[start : start + length] for length in self.lengths.get(text[start], ()))
            one = next((one for one in here if one in self.replaced), "")
            found.append(self.replaced[one] if one else text[start])
            said.update(found[-1:] if one else ())
            start += len(one) or 1
        return "".join(found), said


class _Index:
    """All ways to ask, ready to be compared."""

    def __init__(self, policy: Policy) -> None:
        self.answers = _answers(policy)
        about = [word for answer in self.answers for word in (*answer.about, *answer.settled_by)]
        self.cutter = _Cutter(policy.content.synonyms, about)
        self.about: dict[str, list[int]] = defaultdict(list)
        self.settled_by: dict[str, list[int]] = defaultdict(list)
        for number, answer in enumerate(self.answers):
            for word in answer.about:
                self.about[self.cutter.word(word)].append(number)
            for word in answer.settled_by:
                self.settled_by[self.cutter.word(word)].append(number)
        asked = [
            [self.cutter.tokens(text) for text in (answer.question, *answer.also)]
            for answer in self.answers
        ]
        seen_in = Counter(token for ways in asked for token in {t for way in ways for t in way})
        self.rarity = {
            token: log(1 + len(asked) / (number + 0.5)) for token, number in seen_in.items()
        }
        self.rarity_of_unseen = log(1 + len(asked) / 0.5)
        self.ways: list[tuple[int, float]] = []
        self.ways_with: dict[str, list[int]] = defaultdict(list)
        self.in_all: list[dict[str, float]] = []
        self.held_by: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (answer, ways) in enumerate(zip(self.answers, asked, strict=True)):
            clauses = (policy.clauses[id] for id in answer.clauses[:1])
            texts = self._read((answer.answer, *clauses))
            self.in_all.append(dict.fromkeys(texts, IN_ANSWER) | _all_of(ways))
            for token, counts in self.in_all[-1].items():
                self.held_by[token].append((number, counts))
            for way in ways:
                for token in way:
                    self.ways_with[token].append(len(self.ways))
                self.ways.append((number, sum(self.weighed(way).values())))

    def _read(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            yield from self.cutter.tokens(text)

    def weighed(self, tokens: dict[str, float]) -> dict[str, float]:
        """Each token's weight times its rarity."""
        return {
            token: weight * self.rarity.get(token, self.rarity_of_unseen)
            for token, weight in tokens.items()
        }

    def search(self, question: str, told: str, settled: bool) -> Found:
        asked = self.cutter.tokens(question)
        named = any(weight == WORD for weight in asked.values())
        counts = TOLD if named and len(self.cutter.plain(question)) > SHORT else 1.0
        beside = {
            token: counts * weight
            for token, weight in self.cutter.tokens(told).items()
            if token not in asked
        }
        weights = self.weighed(asked | beside)
        total = sum(weights.values())
        common: dict[int, float] = defaultdict(float)
        for token, weight in weights.items():
            for way in self.ways_with.get(token, ()):
                common[way] += weight
        near: dict[int, list[float]] = defaultdict(list)
        for way, weight in common.items():
            number, size = self.ways[way]
            near[number].append(weight / sqrt(total * size))
        shares: dict[int, float] = defaultdict(float)  # of its weight an answer holds anywhere
        for token, weight in weights.items():
            for number, counts in self.held_by.get(token, ()):
                shares[number] += weight * counts
        on_it = {number for token in weights for number in self.about.get(token, ())}
        words = weights if settled else ()
        sure = {number for token in words for number in self.settled_by.get(token, ())}
        scores = {
            number: _nearest(ways)
            + ALL_ITS_WORDS * shares[number] / total
            + ABOUT * (number in on_it)
            + SETTLED * (number in sure)
            for number, ways in near.items()
        }
        best = sorted(scores, key=lambda number: (-scores[number], number))[:MOST_CANDIDATES]
        candidates = tuple(
            Candidate(self.answers[number], scores[number], self.shared(weights, number))
            for number in best
            if scores[number] >= LEAST
        )
        return Found(
            candidates,
            covered=bool(candidates and candidates[0].answer.clauses),
            stands_out=bool(candidates)
            and all(candidates[0].score - other.score >= MARGIN for other in candidates[1:]),
        )

    def shared(self, weights: dict[str, float], number: int) -> tuple[str, ...]:
        held = [token for token in weights if token in self.in_all[number]]
        return tuple(sorted(held, key=lambda token: (-weights[token], token)))


def _nearest(ways: list[float]) -> float:
    first, *others = sorted(ways, reverse=True)
    return first + NEXT_NEAREST * sum(others[:2])


def _all_of(ways: Iterable[dict[str, float]]) -> dict[str, float]:
    return {token: 1.0 for way in ways for token in way}


@lru_cache(maxsize=4)
def _index(policy: Policy) -> _Index:
    return _Index(policy)
