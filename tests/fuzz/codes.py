"""Hand-over codes: what is written otherwise opens the same; what is another code does not open as if
it were this one; and no text does anything but open or be refused."""

from typing import Any, NamedTuple

from hypothesis import strategies as st

from advisor.facts.values import read_facts
from advisor.handover.code import _TO_FULL_WIDTH, LONGEST, SYMBOLS, CodeError, encode, grouped
from advisor.packs import open_code
from tests.fuzz.fuzzer import PIECES, POLICY, Fuzzer, assert_said
from tests.people import people


class Typed(NamedTuple):
    """A code and what became of it: ``harmless`` where it is the same, only written otherwise."""

    code: str
    text: str
    harmless: bool


@st.composite
def _typed(draw: st.DrawFn) -> Typed:
    raw, as_of = draw(people(POLICY))
    code = encode(POLICY, read_facts(POLICY.facts, raw, as_of), as_of)
    if draw(st.booleans()):
        text = grouped(code) if draw(st.booleans()) else code
        text = text.lower() if draw(st.booleans()) else text
        if draw(st.booleans()):
            text = "".join(chr(ord(c) + _TO_FULL_WIDTH) if c != " " else "\u3000" for c in text)
        place = draw(st.integers(0, len(text)))
        return Typed(code, text[:place] + draw(st.sampled_from(" -\n\t—")) + text[place:], True)
    symbols = list(code)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(symbols) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                symbols[place] = draw(st.sampled_from(SYMBOLS))
            case 1:
                symbols[place : place + 2] = symbols[place : place + 2][::-1]
            case 2 if len(symbols) > 1:
                del symbols[place]
            case 3:
                symbols.insert(place, draw(st.sampled_from(SYMBOLS)))
            case _:
                symbols.insert(place, draw(PIECES))
    return Typed(code, "".join(symbols), False)


_TEXTS = st.one_of(
    PIECES, st.text(SYMBOLS, max_size=60), st.text(SYMBOLS[:2], max_size=5 * LONGEST)
).map(lambda text: Typed("", text, False))


def check(typed: Typed) -> None:
    try:
        opened = open_code(typed.text)
    except CodeError as error:
        assert not typed.harmless
        assert_said(error.message)
        return
    again = encode(opened.policy, *opened.told)
    if typed.harmless:
        assert again == typed.code
    else:
        same: Any = "".join(typed.text.split()).translate({ord("-"): None, ord("—"): None})
        assert again == same.upper(), "it opens as another than it is"


FUZZER = Fuzzer(_typed() | _TEXTS, check, found=(), quick=60)
