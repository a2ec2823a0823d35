"""What a fuzzer is, and what all of them use."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st

from advisor.packs import load_policy
from tests.people import AS_OF

POLICY = load_policy()
TODAY: date = AS_OF


class Fuzzer(NamedTuple):
    """``check`` must hold for all of ``inputs``. ``found``: what once broke it, and is tried in every run;
    ``quick``: how many inputs the tests try."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    found: Sequence[Any]
    quick: int


_CHINESE = re.compile("[\u4e00-\u9fff]")
_REMEDY = re.compile("请|是不是|可以|应|写|只|最多|要|没有|不收|缺|可用")
_ENGLISH = re.compile(
    r"\b(?:should|valid|expected|error|exception|must|or|not|object|line)\b", re.I
)
_QUOTED = re.compile("“.*?”|'[^']*'", re.DOTALL)


def assert_said(message: str) -> None:
    """A refusal is a short sentence in Chinese that says what to do; English stands in it only as it was
    written by whoever is refused."""
    assert _CHINESE.search(message), message
    assert _REMEDY.search(message), message
    assert not _ENGLISH.search(_QUOTED.sub("", message)), message
    assert len(message) < 1_000, message


NOISE = st.text(
    st.one_of(
        st.sampled_from(
            "鑫囧曱甴嘦嫑〇①㈠Ⅳ½²٣߁०🂡🏳️‍🌈👨‍👩‍👧\u200b\u200d\u202e\ufeff\u0301\x00\x1b\r\n\t　"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
"""Signs of all scripts: rare characters, figures of other peoples, what is not seen."""

PIECES = st.one_of(
    NOISE,
    st.sampled_from(
        [
            "'\"<script>alert(1)</script>",
            "{{7*7}}${7*7}%s%n{0}",
            "=cmd|'/c calc'!A1",
            "../../etc/passwd",
            "' or 1=1 --",
            "\\u0000\\ud800",
            "9" * 400,
            "（" * 200,
            "-0",
            "1e999",
            "NaN",
            "0001-01-01",
            "9999-12-31",
            "2021-02-30",
            "二〇二一年二月三十日",
            "99年13月32日",
        ]
    ),
)
"""What people who mean harm try, and what trips a reader."""

JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(2000, 2030),
        st.floats(allow_nan=False, allow_infinity=False),
        PIECES,
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PIECES, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def spoilt(draw: st.DrawFn, sound: bytes, most: int = 4) -> bytes:
    """Sound bytes with a few places overwritten, cut out, doubled or cut off."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        match draw(st.integers(0, 4)):
            case 0:
                data[start:end] = draw(st.binary(max_size=20))
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = data[start:end] * draw(st.integers(1, 30))
            case 3:
                del data[start:]
            case _:
                data[start:end] = draw(PIECES).encode("utf-8", "surrogatepass")
    return bytes(data)
