"""The hand-over code: a person's answers as a string to copy, send or read out over the phone.

The code holds everything; nothing is stored on a server. Its symbols, five bits each, are in turn:
the pack's mark and its version's, the day and the facts as one number, a digest of all that, and
two check symbols that catch every single wrong character and every swap of neighbours.

The number is in mixed base: each thing said is a digit out of as many as there can be. Facts are
taken in content order, so a code opens only under the version of the pack that it was made with; which
that is, among those installed, ``packs.open_code`` finds by the marks.
"""

from base64 import b32encode
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache, reduce
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, cast

from advisor.content.schema import Change, Fact
from advisor.facts.plain import facts_to_json
from advisor.facts.told import ALL_EXACT, NOT_ASKED, OfficeAnswer, OfficeAnswers, Rough, Told
from advisor.facts.told_in_words import Exactness, days_in, inexact
from advisor.facts.values import (
    MOST_NUMBER,
    MOST_SPELLS,
    MOST_YEARS,
    USUAL_YEARS,
    YEARS,
    Diploma,
    FactError,
    Facts,
    FactValue,
    Spell,
    read_fact,
    read_facts,
)
from advisor.rules.assess import check_day
from advisor.rules.policy import Policy

if TYPE_CHECKING:
    from hashlib import _Hash

SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUP = 5
LONGEST = 400
"""No code has more symbols than this; a text with more is refused unread."""

_PACK, _VERSION, _DIGEST, _CHECK = 3, 2, 4, 2  # symbols
_SHORTEST = _PACK + _VERSION + _DIGEST + _CHECK + 1

_TO_FULL_WIDTH = 0xFEE0
_VALUE_OF = {
    form: value
    for value, symbol in enumerate(SYMBOLS)
    for narrow in (symbol, symbol.lower())
    for form in (narrow, chr(ord(narrow) + _TO_FULL_WIDTH))
}
_WRONG = "这个码不对：有字写错、漏掉或多出来了。请对照原来的码从头核对一遍。"
_NEVER = "0O1Ioi０Ｏ１Ｉｏｉ"
_HYPHENS = "-－‐‑‒–—−"


class CodeError(FactError):
    """A code that cannot be opened: what is wrong with it and the remedy, in the applicant's words."""

    def __init__(self, message: str) -> None:
        super().__init__("code", message)


class Opened(NamedTuple):
    """What a code held. ``policy`` is the pack in the code's own version, ``current`` as it is now."""

    policy: Policy
    told: Told
    current: Policy

    @property
    def as_of(self) -> date:
        """The day of reckoning."""
        return self.told.as_of

    @property
    def changes(self) -> list[Change]:
        """What has changed in the pack since the code was made, oldest first."""
        version = self.policy.content.pack.version
        if version == self.current.content.pack.version:
            return []
        changes = self.current.content.pack.changes
        known = [number for number, change in enumerate(changes, 1) if change.version == version]
        return changes[known[-1] :] if known else changes

    @property
    def today(self) -> Told:
        """The same read again by the pack as it is now; what that no longer knows is left out."""
        found: dict[str, FactValue | None] = {}
        for name, raw in facts_to_json(self.told.facts).items():
            try:
                found[name] = read_fact(self.current.facts, name, raw, self.as_of)
            except FactError:
                continue
        points = self.current.interpretations
        office = {id: answer for id, answer in self.told.office.items() if id in points}
        rough = {name: days for name, days in self.told.rough.items() if found.get(name)}
        return Told(found, self.as_of, office, rough)


def encode(
    policy: Policy,
    facts: Facts,
    as_of: date,
    office: OfficeAnswers = NOT_ASKED,
    rough: Rough = ALL_EXACT,
) -> str:
    """The code of facts as ``read_facts`` gives them, reckoned on ``as_of``, with what the office answered
    and which days are known by month or year only.

    Raises ``ValueError`` for what no reader of this policy lets through.
    """
    if unknown := facts.keys() - policy.facts.keys():
        raise ValueError(f"no such facts: {sorted(unknown)}")
    digits = _Digits()
    usual = _all_usual([as_of])
    digits.put(usual, 2)
    digits.put_day(as_of, usual)
    _put_facts(digits, policy, facts)
    # Both last, and nought where there is nothing to say: so a code without them is as it always was.
    if rough or office:
        _put_rough(digits, policy, facts, rough)
        _put_office(digits, policy, office)
    body = [*_beginning(policy), *digits.symbols()]
    whole = _with_checks([*body, *_digest(policy, body, bool(office))])
    return "".join([SYMBOLS[value] for value in whole])


def grouped(code: str) -> str:
    """The code in groups of five, to be read out."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(text: str) -> str:
    """The code in what somebody typed, without spaces and in capitals. Raises ``CodeError`` for what
    is no code or a mistyped one, as far as that can be told without opening it."""
    symbols = _read_symbols(text)
    if not _checks_hold(symbols):
        raise CodeError(_WRONG)
    return "".join(SYMBOLS[value] for value in symbols)


class Marked(NamedTuple):
    """A text read as symbols that its two check symbols bear out: a code, of whatever pack."""

    symbols: tuple[int, ...]

    def of_pack(self, id: str) -> bool:
        """Whether it bears the mark of that pack."""
        return self.symbols[:_PACK] == _mark(id, _PACK)

    def of_version(self, version: str) -> bool:
        """Whether it bears the mark of that version of its pack."""
        return self.symbols[_PACK : _PACK + _VERSION] == _mark(version, _VERSION)

    def fits(self, policy: Policy) -> bool:
        """Whether it was made with just this pack, its facts and options as they are."""
        end = len(self.symbols) - _DIGEST - _CHECK
        found, body = self.symbols[end : end + _DIGEST], self.symbols[:end]
        return any(found == _digest(policy, body, answered) for answered in (False, True))


def read_code(text: str, genuine: Callable[[Marked], bool]) -> Marked:
    """The code in what somebody typed. Raises ``CodeError`` for what is none or mistyped; where the
    slip is can be told if just one mended reading is ``genuine``, a code that a pack made."""
    symbols = _read_symbols(text)
    if not _checks_hold(symbols):
        raise CodeError(_mistyped(symbols, genuine))
    return Marked(tuple(symbols))


# --- reading the text ------------------------------------------------------------------------------


def _read_symbols(text: str) -> list[int]:
    """The values of the symbols in what somebody typed. Raises ``CodeError``."""
    too_long = f"太长了，不是转交码（码最多{LONGEST}个字）。请只贴码本身，不要带别的文字。"
    if len(text) > 4 * LONGEST:
        raise CodeError(too_long)
    typed = [c for c in text if not c.isspace() and c not in _HYPHENS]
    if not typed:
        raise CodeError("还没有填码。请把转交码完整地贴在这里。")
    if len(typed) > LONGEST:
        raise CodeError(too_long)
    for number, character in enumerate(typed):
        if character not in _VALUE_OF:
            raise CodeError(_wrong_character(character, number // GROUP + 1))
    if len(typed) < _SHORTEST:
        raise CodeError("太短了，不是完整的转交码。请把码从头到尾贴全。")
    return [_VALUE_OF[character] for character in typed]


def _wrong_character(character: str, group: int) -> str:
    if character in _NEVER:
        return f"第{group}组里有“{character}”：码里从来没有 0、O、1、I 这几个字，请对照原来的码核对这一组。"
    shown = f"“{character}”" if character.isprintable() else "一个看不见的字符"
    return f"第{group}组里有{shown}：码里只有字母和数字，请对照原来的码核对这一组。"


def _mistyped(symbols: list[int], genuine: Callable[[Marked], bool]) -> str:
    """What to say of a text that is no code: where the slip is, if only one slip explains it."""
    groups = {
        place // GROUP + 1
        for place, repaired in _one_slip_away(symbols)
        if _checks_hold(repaired) and genuine(Marked(tuple(repaired)))
    }
    if len(groups) == 1:
        return (
            f"有一个字写错，或者相邻两个字颠倒了，请从第{groups.pop()}组核对（每{GROUP}个字一组）。"
        )
    return _WRONG


def _one_slip_away(symbols: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Every text with one character put right, or two neighbours swapped back; and where."""
    error = reduce(lambda a, b: a ^ b, symbols)
    for place in range(len(symbols)):
        repaired = symbols.copy()
        if error:
            repaired[place] ^= error
        else:
            repaired[place : place + 2] = reversed(repaired[place : place + 2])
        yield place, repaired


# --- marks and checks ------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _beginning(policy: Policy) -> tuple[int, ...]:
    pack = policy.content.pack
    return _mark(pack.id, _PACK) + _mark(pack.version, _VERSION)


def _mark(text: str, length: int) -> tuple[int, ...]:
    """A short hash in ``length`` symbols."""
    return _first_symbols(sha256(text.encode()).digest(), length)


def _first_symbols(hashed: bytes, length: int) -> tuple[int, ...]:
    number = int.from_bytes(hashed)
    return tuple([number >> (5 * place) & 31 for place in range(length)])


def _digest(policy: Policy, body: Sequence[int], answered: bool) -> tuple[int, ...]:
    """Of the pack, the facts and options that the number counts through, and the code so far; with
    answers of the office (``answered``) of the open points too.

    So a pack whose options were changed without a new version refuses a code instead of misreading it.
    """
    hashed = _of_shape(policy, answered).copy()
    hashed.update(f"\n{bytes(body).hex()}".encode())
    return _first_symbols(hashed.digest(), _DIGEST)


@lru_cache(maxsize=16)
def _of_shape(policy: Policy, answered: bool) -> "_Hash":
    """The hash of what all codes of a policy begin with; each goes on from a copy of it."""
    pack = policy.content.pack
    shape: list[object] = [(n, fact.kind, list(fact.options)) for n, fact in policy.facts.items()]
    if answered:
        shape += policy.interpretations
    return sha256(f"{pack.id}\n{pack.version}\n{shape}".encode())


def _with_checks(symbols: list[int]) -> list[int]:
    """The symbols and the two after them that make both sums of ``_sums`` zero."""
    plain, weighted = _sums([*symbols, 0, 0])
    first = _FIRST_CHECK[weighted ^ plain]
    return [*symbols, first, plain ^ first]


def _checks_hold(symbols: list[int]) -> bool:
    return _sums(symbols) == (0, 0)


def _sums(symbols: Sequence[int]) -> tuple[int, int]:
    """Over GF(32): the sum of the symbols, and their sum weighted by powers of alpha from the end.

    A single wrong symbol upsets the first; a swap of neighbours leaves it and upsets the second.
    """
    plain = weighted = 0
    for symbol in symbols:
        plain ^= symbol
        weighted = _TIMES_ALPHA[weighted] ^ symbol
    return plain, weighted


_TIMES_ALPHA = [value << 1 if value < 16 else value << 1 ^ 0b100101 for value in range(32)]
"""Multiplication by alpha in GF(32) = GF(2)[x] / (x^5 + x^2 + 1)."""

_FIRST_CHECK = {_TIMES_ALPHA[value] ^ value: value for value in range(32)}
"""The first check symbol by what both sums come to."""


# --- the number ------------------------------------------------------------------------------------

_USUAL = (date(USUAL_YEARS[0], 1, 1), date(USUAL_YEARS[-1], 12, 31))
_ANY = (date.min, date.max)


_OF_BASE_32 = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bytes(range(32)))
"""The values of the letters of the standard library's base 32."""


class _Digits:
    """A number in mixed base, written digit by digit and read back in the same order."""

    def __init__(self, symbols: Sequence[int] = ()) -> None:
        self._written: list[tuple[int, int]] = []
        self.add = self._written.append  # a digit and its base that are known to fit
        self._left = reduce(lambda number, symbol: number * 32 + symbol, reversed(symbols), 0)

    def put(self, digit: int, base: int) -> None:
        if not 0 <= digit < base:
            raise ValueError("more than a code can hold; not from a reader?")
        self._written.append((digit, base))

    def take(self, base: int) -> int:
        self._left, digit = divmod(self._left, base)
        return digit

    def put_day(self, day: date, usual: bool) -> None:
        self.put((day - _first_day(usual)).days, _days(usual))

    def take_day(self, usual: bool) -> date:
        return _first_day(usual) + timedelta(self.take(_days(usual)))

    def symbols(self) -> list[int]:
        """What was written, lowest symbol first, none that is idle at the end."""
        number = 0
        for digit, base in reversed(self._written):
            number = number * base + digit
        length = -(-number.bit_length() // 5)
        packed = number.to_bytes(5 * -(-length // 8))
        return list(b32encode(packed).translate(_OF_BASE_32)[::-1][:length])


def _first_day(usual: bool) -> date:
    return (_USUAL if usual else _ANY)[0]


def _days(usual: bool) -> int:
    first, last = _USUAL if usual else _ANY
    return (last - first).days + 1


def _all_usual(days: Sequence[date | None]) -> bool:
    return all(day is None or day.year in USUAL_YEARS for day in days)


# --- the facts -------------------------------------------------------------------------------------

_ABSENT, _DONT_KNOW, _KNOWN = range(3)


def decode(policy: Policy, code: Marked) -> Told:
    """What a code that ``fits`` the policy holds, checked again as if it were told anew. Raises
    ``CodeError``."""
    digits = _Digits(code.symbols[_PACK + _VERSION : -_DIGEST - _CHECK])
    told: dict[str, FactValue | None] = {}
    try:
        as_of = digits.take_day(bool(digits.take(2)))
        for name, fact in policy.facts.items():
            state, value = _take_fact(digits, fact)
            if state != _ABSENT:
                told[name] = value
        check_day(policy, as_of)
        facts = read_facts(policy.facts, facts_to_json(told), as_of)
        rough = _take_rough(digits, policy, facts)
        office = _take_office(digits, policy)
        again = encode(policy, facts, as_of, office, rough)
    except FactError as error:
        raise CodeError(f"这个码里的内容不对（{error.message}）。请对方重新做一个码。") from None
    if again != "".join(SYMBOLS[value] for value in code.symbols):
        raise CodeError("这个码里的内容不对，不是原样的转交码。请对方重新做一个码。")
    return Told(facts, as_of, office, rough)


def _single(fact: Fact) -> list[str | bool]:
    """The answers of a fact that takes one of a few; empty for the other kinds."""
    if fact.kind == "yes_no":
        return [False, True]
    return list(fact.options) if fact.kind == "choice" else []


class _Standing(NamedTuple):
    """How it stands with a fact, each way as a digit and its base; ``answers``: where they are few."""

    fact: Fact
    absent: tuple[int, int]
    dont_know: tuple[int, int]
    known: tuple[int, int]
    answers: dict[FactValue, tuple[int, int]]


@lru_cache(maxsize=16)
def _standings(policy: Policy) -> dict[str, _Standing]:
    found = {}
    for name, fact in policy.facts.items():
        answers = _single(fact)
        base = _KNOWN + (len(answers) or 1)
        by_answer: dict[FactValue, tuple[int, int]] = {
            answer: (_KNOWN + place, base) for place, answer in enumerate(answers)
        }
        absent, dont_know, known = ((n, base) for n in (_ABSENT, _DONT_KNOW, _KNOWN))
        found[name] = _Standing(fact, absent, dont_know, known, by_answer)
    return found


def _put_facts(digits: _Digits, policy: Policy, facts: Facts) -> None:
    add = digits.add
    for name, (fact, absent, dont_know, known, answers) in _standings(policy).items():
        value = facts.get(name)
        if value is None:
            add(dont_know if name in facts else absent)
        elif answers:
            try:
                add(answers[value])
            except (KeyError, TypeError):
                raise ValueError(f"no answer of {name}: not from a reader?") from None
        else:
            add(known)
            _put_value(digits, fact, value)


def _put_value(digits: _Digits, fact: Fact, value: FactValue) -> None:
    match fact.kind:
        case "date":
            _put_date(digits, cast(date, value))
        case "number":
            digits.put(cast(int, value), MOST_NUMBER + 1)
        case "choices":
            _put_choices(digits, fact, cast("tuple[str, ...]", value))
        case "years":
            _put_years(digits, cast("tuple[int, ...]", value))
        case "spells":
            _put_spells(digits, cast("tuple[Spell, ...]", value))
        case "diplomas":
            _put_diplomas(digits, fact, cast("tuple[Diploma, ...]", value))


def _take_fact(digits: _Digits, fact: Fact) -> tuple[int, FactValue | None]:
    """Absent, not known or known; and the value if known."""
    answers = _single(fact)
    state = digits.take(_KNOWN + (len(answers) or 1))
    if state < _KNOWN:
        return state, None
    if answers:
        return _KNOWN, answers[state - _KNOWN]
    match fact.kind:
        case "date":
            return _KNOWN, digits.take_day(bool(digits.take(2)))
        case "number":
            return _KNOWN, digits.take(MOST_NUMBER + 1)
        case "choices":
            return _KNOWN, tuple(option for option in fact.options if digits.take(2))
        case "years":
            return _KNOWN, _take_years(digits)
        case "spells":
            return _KNOWN, _take_spells(digits)
        case "diplomas":
            return _KNOWN, _take_diplomas(digits, fact)
    raise AssertionError(fact.kind)


def _put_date(digits: _Digits, day: date) -> None:
    usual = _all_usual([day])
    digits.put(usual, 2)
    digits.put_day(day, usual)


def _put_choices(digits: _Digits, fact: Fact, chosen: tuple[str, ...]) -> None:
    for option in fact.options:
        digits.put(option in chosen, 2)


def _put_years(digits: _Digits, years: tuple[int, ...]) -> None:
    usual = all(year in USUAL_YEARS for year in years)
    span = USUAL_YEARS if usual else YEARS
    digits.put(usual, 2)
    digits.put(len(years), MOST_YEARS + 1)
    for year in years:
        digits.put(year - span[0], len(span))


def _take_years(digits: _Digits) -> tuple[int, ...]:
    span = USUAL_YEARS if digits.take(2) else YEARS
    return tuple(span[digits.take(len(span))] for _ in range(digits.take(MOST_YEARS + 1)))


def _put_spells(digits: _Digits, spells: tuple[Spell, ...]) -> None:
    usual = _all_usual([day for spell in spells for day in (spell.start, spell.end)])
    digits.put(usual, 2)
    digits.put(len(spells), MOST_SPELLS + 1)
    for spell in spells:
        digits.put_day(spell.start, usual)
        digits.put(spell.related, 2)
        digits.put(spell.end is not None, 2)
        if spell.end is not None:
            digits.put_day(spell.end, usual)


def _take_spells(digits: _Digits) -> tuple[Spell, ...]:
    usual = bool(digits.take(2))
    spells = []
    for _ in range(digits.take(MOST_SPELLS + 1)):
        start = digits.take_day(usual)
        related = bool(digits.take(2))
        end = digits.take_day(usual) if digits.take(2) else None
        spells.append(Spell(start, end, related))
    return tuple(spells)


def _put_diplomas(digits: _Digits, fact: Fact, diplomas: tuple[Diploma, ...]) -> None:
    usual = _all_usual([diploma.graduated_on for diploma in diplomas])
    day_of = {diploma.kind: diploma.graduated_on for diploma in diplomas}
    digits.put(usual, 2)
    for kind in fact.options:
        day = day_of.get(kind)
        if day is None:
            digits.put(_DONT_KNOW if kind in day_of else _ABSENT, 3)
        else:
            digits.put(_KNOWN, 3)
            digits.put_day(day, usual)


def _take_diplomas(digits: _Digits, fact: Fact) -> tuple[Diploma, ...]:
    usual = bool(digits.take(2))
    diplomas = []
    for kind in fact.options:
        state = digits.take(3)
        if state != _ABSENT:
            day = digits.take_day(usual) if state == _KNOWN else None
            diplomas.append(Diploma(kind, day))
    return tuple(diplomas)


# --- what stands beside the facts -------------------------------------------------------------------

_HOW_EXACT: tuple[Exactness, ...] = ("day", "month", "year")
_NOT_ANSWERED, _AGAINST, _FOR = range(3)


def _put_rough(digits: _Digits, policy: Policy, facts: Facts, rough: Rough) -> None:
    """Of every day that is told, in turn, how exact it is."""
    for name in policy.facts:
        value = facts.get(name)
        known = {one.day: one.exact for one in rough.get(name, ())}
        for day in days_in(value) if value is not None else ():
            digits.put(_HOW_EXACT.index(known.get(day, "day")), len(_HOW_EXACT))


def _take_rough(digits: _Digits, policy: Policy, facts: Facts) -> Rough:
    found = {}
    for name in policy.facts:
        value = facts.get(name)
        days = [*days_in(value)] if value is not None else []
        exact = {day: _HOW_EXACT[digits.take(len(_HOW_EXACT))] for day in days}
        if known := tuple(inexact(day, how) for day, how in exact.items() if how != "day"):
            found[name] = known
    return found


def _put_office(digits: _Digits, policy: Policy, office: OfficeAnswers) -> None:
    """Of every open point, in turn, whether it was answered, how, and when that was told."""
    if unknown := office.keys() - policy.interpretations.keys():
        raise ValueError(f"no such points: {sorted(unknown)}")
    for id in policy.interpretations:
        answer = office.get(id)
        if answer is None:
            digits.put(_NOT_ANSWERED, 3)
            continue
        digits.put(_FOR if answer.favourable else _AGAINST, 3)
        digits.put(answer.told_on is not None, 2)
        if answer.told_on is not None:
            _put_date(digits, answer.told_on)


def _take_office(digits: _Digits, policy: Policy) -> OfficeAnswers:
    found = {}
    for id in policy.interpretations:
        said = digits.take(3)
        if said != _NOT_ANSWERED:
            told_on = digits.take_day(bool(digits.take(2))) if digits.take(2) else None
            found[id] = OfficeAnswer(said == _FOR, told_on)
    return found
