"""Packs of content: one that is spoilt is refused by file and line, in words; one that is taken carries a
whole conversation, its result and its codes."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from advisor import packs
from advisor.content.reading import ContentError
from advisor.facts.values import FactError, FactValue, read_facts
from advisor.handover.code import encode
from advisor.interview.questions import Interview
from advisor.report.report import Report
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from tests.content.test_content import PACKS
from tests.fuzz.fuzzer import PIECES, TODAY, Fuzzer, assert_said
from tests.people import GATES

SOUND = {path.name: path.read_text("utf-8") for path in sorted(PACKS["one-piece"].glob("*.yaml"))}
_LINE = re.compile(r"one-piece/\w+\.yaml:(\d+): (.*)", re.DOTALL)


class Spoilt(NamedTuple):
    """A file of a pack, and what stands in it instead."""

    file: str
    text: str


@st.composite
def _spoilt(draw: st.DrawFn) -> Spoilt:
    file = draw(st.sampled_from(list(SOUND)))
    lines = SOUND[file].splitlines()
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.integers(0, len(lines) - 1))
        key, colon, value = lines[place].partition(": ")
        other = draw(st.sampled_from(lines))
        match draw(st.integers(0, 6)):
            case 0:
                del lines[place : place + draw(st.integers(1, 3))]
            case 1:
                lines.insert(place, lines[place])
            case 2:
                lines[place] = f"{key}{colon}{draw(PIECES)}"
            case 3:
                lines[place] = f"{key}{colon}{other.partition(': ')[2]}"
            case 4:
                lines[place] = f"{other.partition(': ')[0]}{colon}{value}"
            case 5:
                lines[place] = f"{key}{colon}{draw(_VALUES)}"
            case _:
                lines[place] = " " * draw(st.integers(0, 8)) + lines[place].strip()
        lines = lines or [""]
    return Spoilt(file, "\n".join(lines) + "\n")


_VALUES = st.sampled_from(
    [
        "[]",
        "{}",
        "null",
        "true",
        "0",
        "-1",
        "999999999",
        "2020-02-30",
        "'{day}'",
        "'{'",
        "[a, a]",
        "{a: b}",
        "&a [*a]",
        "*a",
        "!!python/object:os.system x",
        "''",
    ]
)


def check(spoilt: Spoilt) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(PACKS["one-piece"], Path(place) / "one-piece")
        (folder / spoilt.file).write_text(spoilt.text, "utf-8", "surrogatepass", newline="")
        try:
            policy = packs._checked.__wrapped__(folder)
        except ContentError as error:
            lines = error.lines
        else:
            _carries_a_conversation(policy)
            return
    assert lines
    for line in lines:
        named = _LINE.fullmatch(line)
        assert named, line
        assert_said(named[2])


def _carries_a_conversation(policy: Policy) -> None:
    as_of = max(TODAY, policy.content.pack.effective_from)
    facts: dict[str, FactValue | None] = {}
    for name in policy.facts.keys() & GATES.keys():
        try:
            facts |= read_facts(policy.facts, {name: GATES[name]}, as_of)
        except FactError:
            continue  # the pack has other options
    for some in ({}, facts):
        Interview(policy, some, as_of)
        report = Report(assess(policy, some, as_of))
        assert report.lead.now
        encode(policy, some, as_of)


_LIST_FOR_NODE = Spoilt(
    "routes.yaml", SOUND["routes.yaml"].replace("    any_of:\n", "", 1)
)  # a list where a node is to stand

FUZZER = Fuzzer(_spoilt(), check, found=(_LIST_FOR_NODE,), quick=12)
