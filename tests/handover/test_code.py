"""The hand-over code: what goes in comes out, slips are caught, foreign text never opens."""

import json
import random
import shutil
import time
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.reading import ContentError
from advisor.facts.told import OfficeAnswer, Told
from advisor.facts.told_in_words import Exactness, days_in, inexact
from advisor.facts.values import (
    MOST_SPELLS,
    MOST_SPELLS_UNUSUAL,
    MOST_YEARS,
    FactError,
    Facts,
    read_facts,
)
from advisor.handover.code import (
    LONGEST,
    SYMBOLS,
    CodeError,
    Opened,
    _checks_hold,
    _digest,
    _mark,
    _with_checks,
    encode,
    grouped,
)
from advisor.packs import CONTENT, load_policy, open_code
from advisor.rules.assess import assess
from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from tests.cli.test_cli import case, run
from tests.command import ran
from tests.content.test_content import DEFAULT_PACK, PACKS, copy_of
from tests.people import AS_OF, diploma, people, person, work

POLICY = load_policy(CONTENT / DEFAULT_PACK)  # as open_code loads it
ZHENGZHOU = PACKS["zhengzhou"]


def code_of(raw: dict[str, Any], as_of: date = AS_OF, policy: Policy = POLICY) -> str:
    return encode(policy, read_facts(policy.facts, raw, as_of), as_of)


def full(
    policy: Policy, spells: list[Any], diplomas: int, years: list[int], day: date
) -> dict[str, Any]:
    """Every fact known, of each choice the last option."""
    facts: dict[str, Any] = {}
    for name, fact in policy.facts.items():
        options = list(fact.options)
        facts[name] = {
            "choice": options[-1] if options else None,
            "yes_no": True,
            "date": day.isoformat(),
            "choices": options,
            "years": years,
            "spells": spells,
            "diplomas": [{"kind": k, "graduated_on": day.isoformat()} for k in options[-diplomas:]],
        }[fact.kind]
    return facts


CODE_OF_BEFORE = "MKYDUDDLJATNT3Q5LDPK344RMNXQVEDFXQPE96"
"""Of version 1, which stays as it is; made before codes held more than facts."""

ORDINARY = full(
    POLICY, work("2021-07-01", "2026-10-31") * 3, 3, [2023, 2024, 2025], date(2021, 7, 1)
)


def longest(policy: Policy, usual: bool) -> tuple[dict[str, Any], date]:
    """All that can be told, each day and year as far along as it can be."""
    last = 2077 if usual else 9999
    as_of = date(last, 12, 31)
    spells = work(str(as_of), str(as_of)) * (MOST_SPELLS if usual else MOST_SPELLS_UNUSUAL)
    years = list(range(last - MOST_YEARS + 1, last + 1))
    return full(policy, spells, 99, years, as_of), as_of


def refused(text: str, folder: Path = CONTENT) -> str:
    with pytest.raises(CodeError) as caught:
        open_code(text, folder)
    assert caught.value.fact == "code"
    assert len(caught.value.message) < 120
    return caught.value.message


def assert_round_trip(opened: Opened, facts: Facts, as_of: date) -> None:
    told = [(name, facts[name]) for name in POLICY.facts if name in facts]
    assert list(opened.told.facts.items()) == told
    assert (opened.as_of, opened.policy, opened.current) == (as_of, POLICY, POLICY)
    assert opened.changes == []


# --- what goes in comes out ------------------------------------------------------------------------

HOW: tuple[Exactness, ...] = ("month", "year")
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
OFFICE = st.dictionaries(
    st.sampled_from(list(POLICY.interpretations)),
    st.builds(OfficeAnswer, st.booleans(), st.none() | DAYS),
)


@settings(max_examples=120, deadline=None)
@given(people(POLICY), st.data())
def test_what_goes_in_comes_out(someone: tuple[dict[str, Any], date], data: st.DataObject) -> None:
    raw, as_of = someone
    for name in data.draw(st.lists(st.sampled_from(list(POLICY.facts)), unique=True)):
        if data.draw(st.booleans()):
            raw[name] = None
        else:
            raw.pop(name, None)
    facts = read_facts(POLICY.facts, raw, as_of)
    code = encode(POLICY, facts, as_of)
    assert set(code) <= set(SYMBOLS)
    assert len(code) <= 120
    assert_round_trip(open_code(code), facts, as_of)
    rough = {
        name: tuple(inexact(day, how) for day, how in zip(days, cycle(HOW)))
        for name, value in facts.items()
        if value is not None and (days := list(dict.fromkeys(days_in(value))))
    }
    told = Told(facts, as_of, data.draw(OFFICE), rough)
    opened = open_code(encode(POLICY, *told))
    assert opened.told == opened.today == told


def test_a_code_that_says_no_more_than_before_is_as_it_was() -> None:
    """Codes given out before answers of the office and inexact days went into them still open."""
    policy = load_policy(CONTENT / "archive" / DEFAULT_PACK / "1")
    raw = person(work=work("2023-07-01"), diplomas=diploma("fulltime_college", "2023-06-30"))
    told = Told(read_facts(policy.facts, raw, AS_OF), AS_OF)
    assert encode(policy, *told) == CODE_OF_BEFORE
    assert open_code(CODE_OF_BEFORE).told == told


def test_a_code_with_answers_is_of_these_open_points_alone(tmp_path: Path) -> None:
    """A pack whose points were changed refuses it, instead of taking one answer for another."""
    told = Told({}, AS_OF, {"college_entry": OfficeAnswer(True, AS_OF)})
    code = encode(POLICY, *told)
    assert open_code(code).told == told
    copy_of(
        DEFAULT_PACK,
        tmp_path / "changed",
        ("interpretations", "  college_entry:", "  college_first:"),
        ("routes", "doubts: [college_entry]", "doubts: [college_first]"),
        ("routes", "doubts: [college_entry, ", "doubts: [college_first, "),
    )
    assert "不能用" in refused(code, tmp_path / "changed")
    assert open_code(encode(POLICY, {}, AS_OF), tmp_path / "changed").told == Told({}, AS_OF)


ANY_DAY = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(1949, 12, 31)]))


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(ANY_DAY, st.none() | ANY_DAY, st.booleans()), max_size=16), st.data())
def test_any_day_and_any_year_come_out(spells: list[Any], data: st.DataObject) -> None:
    as_of = date.max
    told = [
        {"start": str(start), "end": end and str(end), "related": related}
        for start, end, related in spells
        if end is None or end >= start
    ]
    kinds = list(POLICY.facts["diplomas"].options)
    day = st.none() | ANY_DAY.map(str)
    raw: dict[str, Any] = {
        "work": told,
        "title_since": str(data.draw(ANY_DAY)),
        "excellent_years": data.draw(st.lists(st.integers(1900, 9999), max_size=20)),
        "diplomas": [
            {"kind": kind, "graduated_on": data.draw(day)}
            for kind in data.draw(st.lists(st.sampled_from(kinds), unique=True))
        ],
    }
    facts = read_facts(POLICY.facts, raw, as_of)
    assert_round_trip(open_code(encode(POLICY, facts, as_of)), facts, as_of)


def test_absent_unknown_and_none_of_them_are_three_things() -> None:
    told: list[dict[str, Any]] = [{}, {"work": None}, {"work": []}, {"ethics": None}]
    assert len({code_of(raw) for raw in told}) == 4


def test_lengths() -> None:
    assert len(code_of(ORDINARY)) <= 120
    for policy, folder in ((POLICY, CONTENT), (load_policy(ZHENGZHOU), ZHENGZHOU.parent)):
        for usual in (True, False):
            raw, as_of = longest(policy, usual)
            facts = read_facts(policy.facts, raw, as_of)
            code = encode(policy, facts, as_of)
            assert len(code) <= 300
            assert open_code(code, folder).told.facts == facts


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"work": work("2020-01-01") * (MOST_SPELLS + 1)}, "最多填24段"),
        ({"work": work("2020-01-01", "9999-12-31") * (MOST_SPELLS_UNUSUAL + 1)}, "最多填16段"),
        ({"excellent_years": list(range(2000, 2000 + MOST_YEARS + 1))}, "最多填20个"),
    ],
)
def test_more_than_can_be_told_is_refused(raw: dict[str, Any], says: str) -> None:
    with pytest.raises(FactError, match=says):
        read_facts(POLICY.facts, raw, AS_OF)


def test_years_told_twice_count_once() -> None:
    years = {"excellent_years": [2020] * (MOST_YEARS + 1)}
    assert read_facts(POLICY.facts, years, AS_OF)["excellent_years"] == (2020,)


def test_what_no_reader_lets_through_is_not_encoded() -> None:
    too_many = read_facts(POLICY.facts, {"excellent_years": [2020]}, AS_OF) | {
        "excellent_years": tuple(range(2000, 2030))
    }
    for facts in (too_many, {"nonsense": True}):
        with pytest.raises(ValueError, match="fact|reader"):
            encode(POLICY, facts, AS_OF)


# --- reading is forgiving, of some things ----------------------------------------------------------


def test_reading_is_forgiving() -> None:
    code = code_of(ORDINARY)
    wide = code.translate({ord(c): ord(c) + 0xFEE0 for c in SYMBOLS})
    wide_small = code.lower().translate({ord(c): ord(c) + 0xFEE0 for c in SYMBOLS.lower()})
    facts = open_code(code).told.facts
    for text in (
        grouped(code),
        code.lower(),
        wide,
        wide_small,
        grouped(code).replace(" ", "-"),
        grouped(code).replace(" ", "－"),
        grouped(code).replace(" ", "\u3000"),
        "\r\n" + grouped(code).replace(" ", "\r\n") + "\n",
    ):
        assert open_code(text).told.facts == facts


def test_groups_of_five() -> None:
    code = code_of(ORDINARY)
    groups = grouped(code).split(" ")
    assert "".join(groups) == code
    assert {len(group) for group in groups[:-1]} == {5}


@pytest.mark.parametrize("never", "0O1IoiＯ１")
def test_a_letter_that_never_occurs_is_named_with_its_group(never: str) -> None:
    code = code_of(ORDINARY)
    message = refused(grouped(code[:12] + never + code[13:]))
    assert "第3组" in message
    assert "从来没有" in message


@pytest.mark.parametrize("wrong", ["。", "<", "\0", "😀", "_", "\u200b", "ſ", "ı", "②", "ß", "码"])
def test_another_character_is_named_with_its_group(wrong: str) -> None:
    code = code_of(ORDINARY)
    assert "第3组" in refused(code[:12] + wrong + code[13:])


# --- slips are caught ------------------------------------------------------------------------------


@cache
def dozen() -> list[str]:
    some = [
        {},
        person(),
        ORDINARY,
        {"jurisdiction": "county"},
        {"work": None},
        dict.fromkeys(POLICY.facts),
        person(diplomas=diploma("adult_college", None)),
        person(work=work("1931-01-01", "9999-12-31")),
        person(excellent_years=[1900, 2025]),
        person(work=work("2020-01-01", "2021-01-01", related=False) * 8),
    ]
    codes = [code_of(raw) for raw in some]
    return [*codes, *(code_of(*longest(POLICY, usual)) for usual in (True, False))]


@pytest.mark.parametrize("number", range(12))
def test_every_single_slip_is_caught(number: int) -> None:
    """The check symbols alone catch them all: asked of them, not of the digest."""
    symbols = [SYMBOLS.index(c) for c in dozen()[number]]
    assert _checks_hold(symbols)
    for place, right in enumerate(symbols):
        for wrong in set(range(32)) - {right}:
            assert not _checks_hold([*symbols[:place], wrong, *symbols[place + 1 :]])
    for place, (one, two) in enumerate(zip(symbols, symbols[1:], strict=False)):
        swapped = [*symbols[:place], two, one, *symbols[place + 2 :]]
        assert _checks_hold(swapped) == (one == two)


@pytest.mark.parametrize("number", [0, 2, 7])
def test_a_slip_is_told_with_its_group(number: int) -> None:
    code = dozen()[number]
    for place, right in enumerate(code):
        wrong = SYMBOLS[(SYMBOLS.index(right) + 1 + place) % 32]
        if wrong != right:
            message = refused(code[:place] + wrong + code[place + 1 :])
            assert f"第{place // 5 + 1}组" in message
    for place, (one, two) in enumerate(zip(code, code[1:], strict=False)):
        if one != two:
            message = refused(code[:place] + two + one + code[place + 2 :])
            assert f"第{place // 5 + 1}组" in message


def test_two_slips_name_no_group() -> None:
    code = code_of(ORDINARY)
    for far in range(20, 60):
        wrong = SYMBOLS[SYMBOLS.index(code[far]) - 1]
        text = code[:8] + SYMBOLS[SYMBOLS.index(code[8]) - 2] + code[9:far] + wrong
        message = refused(text + code[far + 1 :])
        assert "第" not in message
        assert "核对" in message


def test_truncated_and_lengthened_codes() -> None:
    code = code_of(ORDINARY)
    for end in range(len(code)):
        assert refused(code[:end])
        assert refused(code[:end] + code[end + 1 :])
        assert refused(code + code[:end] + "2")
        assert refused(code[:end] + "2" + code[end:])
    assert refused(code + code)


# --- foreign text never opens ----------------------------------------------------------------------


def test_random_symbols_never_open() -> None:
    chance = random.Random(2020)
    for _ in range(2000):
        refused("".join(chance.choices(SYMBOLS, k=chance.randint(1, 60))))


@settings(max_examples=120, deadline=None)
@given(st.text())
def test_any_text_is_refused(text: str) -> None:
    refused(text)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.integers(0, 31), max_size=60), st.booleans(), st.booleans())
def test_a_forged_code_opens_only_as_what_it_says(
    payload: list[int], pad: bool, answered: bool
) -> None:
    """Sound checks around any number: refused, or exactly the code of what it opens to."""
    pack = POLICY.content.pack
    body = [*_mark(pack.id, 3), *_mark(pack.version, 2), *payload, *([0] if pad else [])]
    code = "".join(SYMBOLS[s] for s in _with_checks([*body, *_digest(POLICY, body, answered)]))
    try:
        opened = open_code(code)
    except CodeError:
        return
    assert encode(POLICY, *opened.told) == code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "还没有填"),
        (" \r\n-　－", "还没有填"),
        ("ABC", "太短"),
        ("A" * (LONGEST + 1), "太长"),
        ("A" * 10_000_000, "太长"),
        (" " * 10_000_000, "太长"),
        ("😀" * 2_500_000, "太长"),
        ("\0" * 50, "看不见"),
        ("\ud800", "看不见"),
        ("<script>alert(1)</script>", "“<”"),
        ("../../etc/passwd", "“.”"),
        ("2" * 40, "不是这里的码"),
        ("A" * LONGEST, "核对"),
    ],
)
def test_hostile_text_is_refused_quickly(text: str, says: str) -> None:
    refused("ABC")
    start = time.perf_counter()
    assert says in refused(text)
    assert time.perf_counter() - start < 0.5


# --- versions and packs ----------------------------------------------------------------------------


COLLEGE_LINE = """\
          - diploma: fulltime_college
            clause: 六.二.1.3
            beside: [{use: related_service, months: """


IN_ONE_PROCESS = pytest.mark.xdist_group(f"{__name__} versions")


@pytest.fixture(scope="module")
def newer_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pack as a version 3: another option first, four years where there were three. Version 2
    is kept in the archive. No test changes it: both are opened once."""
    folder = tmp_path_factory.mktemp("content")
    copy_of(
        DEFAULT_PACK,
        folder,
        ("pack", 'version: "2"\ncity', 'version: "3"\ncity'),
        (
            "pack",
            "# 有的地方算到年底",
            '  - {version: "3", day: 2027-01-01, text: 大专改为满四年。}\n# 有的地方算到年底',
        ),
        ("facts", "      engineering: {", "      surveying: {label: 测绘}\n      engineering: {"),
        (
            "routes",
            f"{COLLEGE_LINE}college_work}}, ",
            f"{COLLEGE_LINE}48}}, ",
        ),
    )
    shutil.copytree(PACKS[DEFAULT_PACK], folder / "archive" / DEFAULT_PACK / "2")
    return folder


COLLEGE = person(
    series="engineering",
    work=work("2023-07-01"),
    diplomas=diploma("fulltime_college", "2023-06-30"),
)


@IN_ONE_PROCESS
def test_an_older_code_opens_under_its_own_version(newer_version: Path) -> None:
    opened = open_code(code_of(COLLEGE), newer_version)
    versions = [p.content.pack.version for p in (opened.policy, opened.current)]
    assert versions == ["2", "3"]
    assert opened.told.facts["series"] == "engineering"
    assert [change.text for change in opened.changes] == ["大专改为满四年。"]
    verdicts = [
        assess(policy, opened.told.facts, opened.as_of).routes["assistant.initial"]
        for policy in (opened.policy, opened.current)
    ]
    assert [verdict.status for verdict in verdicts] == [Status.ELIGIBLE, Status.NOT_YET]
    assert [verdict.eligible_on for verdict in verdicts] == [date(2026, 7, 1), date(2027, 7, 1)]


@IN_ONE_PROCESS
def test_a_new_code_beside_an_old_version(newer_version: Path) -> None:
    policy = load_policy(newer_version / DEFAULT_PACK)
    opened = open_code(code_of({"series": "surveying"}, policy=policy), newer_version)
    assert opened.policy is opened.current is policy
    assert opened.told.facts == {"series": "surveying"}
    assert opened.changes == []


@IN_ONE_PROCESS
def test_a_version_that_is_not_kept(newer_version: Path) -> None:
    assert "没有保存" in refused(CODE_OF_BEFORE, newer_version), "made with version 1"


def test_other_options_under_the_same_version_are_never_misread(tmp_path: Path) -> None:
    """A pack edited without a new version: its codes are refused, not read with options shifted."""
    copy_of(
        DEFAULT_PACK,
        tmp_path,
        ("facts", "      engineering: {", "      surveying: {label: 测绘}\n      engineering: {"),
    )
    assert refused(code_of(COLLEGE), tmp_path)


def test_another_packs_code(tmp_path: Path) -> None:
    other = load_policy(ZHENGZHOU)
    code = encode(other, {}, AS_OF)
    assert "另一份通知" in refused(code)
    assert open_code(code, ZHENGZHOU.parent).policy is other
    assert "另一份通知" in refused(code, tmp_path / "nothing")


def test_a_broken_pack_is_the_packs_fault(tmp_path: Path) -> None:
    (tmp_path / DEFAULT_PACK).mkdir()
    (tmp_path / DEFAULT_PACK / "pack.yaml").write_text("id: 1\n", "utf-8")
    with pytest.raises(ContentError):
        open_code(code_of(ORDINARY), tmp_path)


# --- the command line ------------------------------------------------------------------------------


def test_command_line_round_trip() -> None:
    sent = {"work": work("2021-07-01"), "ethics": None, "diplomas": [], "achievements": ["paper"]}
    status, coded, _ = run("code", "\n".join([case("a", **sent), case("b"), case("c", ethics=1)]))
    assert status == 1
    assert [sorted(line) for line in coded] == [["code", "id"], ["code", "id"], ["error", "id"]]
    lines = [json.dumps({"id": line["id"], "code": line["code"].lower()}) for line in coded[:2]]
    status, opened, errors = run("open", "\n".join(lines))
    assert (status, errors) == (0, "")
    assert opened == [
        {"id": "a", "as_of": "2026-11-23", "facts": sent},
        {"id": "b", "as_of": "2026-11-23", "facts": {}},
    ]


def test_command_line_names_what_is_wrong_in_its_place() -> None:
    code = code_of(ORDINARY)
    contents: list[dict[str, Any]] = [{"code": code}, {"code": code[:-1]}, {}, {"code": 7}, {}]
    lines = [json.dumps({"id": number} | content) for number, content in enumerate(contents)]
    status, found, errors = run("open", "\n".join([*lines[:4], "{", lines[0]]))
    assert (status, errors) == (1, "")
    assert [sorted(line)[-1] for line in found] == ["id"] * 6
    assert ["error" in line for line in found] == [False, True, True, True, True, False]
    assert [line["error"]["fact"] for line in found[1:4]] == ["code"] * 3


def test_command_line_names_the_pack_to_open_with(tmp_path: Path) -> None:
    for pack in (DEFAULT_PACK, ZHENGZHOU.name):
        shutil.copytree(PACKS[pack], tmp_path / pack)
    code = encode(load_policy(ZHENGZHOU), {}, AS_OF)
    line = json.dumps({"id": 1, "code": code})
    status, [wrong], _ = run("open", line, "--content", str(tmp_path))
    assert status == 1
    assert "--policy zhengzhou" in wrong["error"]["message"]
    status, [right], _ = run("open", line, "--content", str(tmp_path), "--policy", "zhengzhou")
    assert (status, right["facts"]) == (0, {})


def test_what_the_office_answered_goes_through_code_and_open() -> None:
    line = json.loads(case("a", **COLLEGE)) | {"readings": {"college_entry": False}}
    _, [made], _ = run("code", json.dumps(line))
    _, [back], _ = run("open", json.dumps({"id": "a", "code": made["code"]}))
    assert (back["facts"], back["readings"]) == (line["facts"], line["readings"])


@pytest.mark.parametrize("command", ["code", "open"])
def test_help_tells_of_codes(command: str) -> None:
    status, out, _ = ran(command, "--help")
    assert status == 0
    assert '"code"' in out.decode()
