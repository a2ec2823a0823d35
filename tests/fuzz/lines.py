"""Lines for the command line: one answer for each, in its place, or a sentence that says what is wrong."""

import argparse
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from hypothesis import strategies as st

from advisor.cli.cases import Line, read_case, read_lines
from advisor.cli.each import ask, assess, code, understand
from advisor.facts.plain import facts_to_json
from advisor.packs import open_code
from tests.fuzz.fuzzer import JSON, PIECES, POLICY, TODAY, Fuzzer, assert_said, spoilt
from tests.people import people

COMMANDS = {"assess": assess.run, "code": code.run, "understand": understand.run, "ask": ask.run}
SOUND = json.dumps(
    {
        "id": "甲",
        "as_of": "2026-11-23",
        "facts": {
            "employer": "private_enterprise",
            "diplomas": [{"kind": "fulltime_college", "graduated_on": "2021-06-30"}],
            "work": [{"start": "2021-07-01", "end": None, "related": True}],
            "achievements": [],
            "ethics": True,
        },
    },
    ensure_ascii=False,
).encode()


@st.composite
def _case(draw: st.DrawFn) -> bytes:
    """A case of somebody, one or two things in it something else."""
    facts, as_of = draw(people(POLICY))
    case: dict[str, Any] = {"id": draw(JSON), "as_of": as_of.isoformat(), "facts": facts}
    for _ in range(draw(st.integers(0, 2))):
        match draw(st.integers(0, 3)):
            case 0:
                facts[draw(st.sampled_from(list(POLICY.facts)))] = draw(JSON)
            case 1:
                facts[draw(PIECES)] = draw(JSON)
            case 2:
                case[draw(st.sampled_from(["as_of", "facts", "text", "question", "asked"]))] = draw(
                    JSON
                )
            case _:
                points = st.sampled_from([*POLICY.interpretations, "无"])
                case["readings"] = draw(st.dictionaries(points, st.booleans() | JSON, max_size=3))
    return json.dumps(case, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def _text(draw: st.DrawFn) -> bytes:
    said = {"id": 1, "text": draw(PIECES), "question": draw(PIECES), "asked": None}
    return json.dumps(said).encode()


_LINES = st.lists(
    st.one_of(_case(), _text(), spoilt(SOUND), JSON.map(lambda j: json.dumps(j).encode())),
    min_size=1,
    max_size=3,
).map(b"\n".join)
INPUTS = st.tuples(st.sampled_from(list(COMMANDS)), _LINES | st.binary(max_size=60))


def check(given: tuple[str, bytes]) -> None:
    command, raw = given
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stdout.flush()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        status = COMMANDS[command](POLICY, io.BytesIO(raw), argparse.Namespace(explain=True))
    out.flush()
    answers = out.detach().getvalue().splitlines()
    lines = list(read_lines(io.BytesIO(raw)))
    assert len(answers) == len(lines)
    wrong = 0
    for line, answer in zip(lines, answers, strict=True):
        told = json.loads(answer)
        assert "id" in told
        if "error" in told:
            wrong += 1
            assert_said(told["error"]["message"])
            continue
        assert line.error is None, "what cannot be read has no answer"
        if command == "code":
            _comes_back(line, told["code"])
    assert status == (1 if wrong else 0)


def _comes_back(line: Line, made: str) -> None:
    told = read_case(POLICY, line, TODAY)
    opened = open_code(made).told
    assert facts_to_json(opened.facts) == facts_to_json(told.facts)
    assert (opened.as_of, opened.readings) == (told.as_of, told.readings)


FUZZER = Fuzzer(INPUTS, check, found=(), quick=40)
