"""A short run of every fuzzer, the same each time, and all that a long one ever found."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import codes, desk_form, lines, packs, requests, rosters, said_files, typed_text
from tests.fuzz.fuzzer import Fuzzer

FUZZERS: dict[str, Fuzzer] = {
    "lines": lines.FUZZER,
    "codes": codes.FUZZER,
    "typed": typed_text.FUZZER,
    "desk": desk_form.FUZZER,
    "rosters": rosters.FUZZER,
    "other-books": rosters.OTHER_BOOKS,
    "said": said_files.FUZZER,
    "packs": packs.FUZZER,
    "requests": requests.FUZZER,
}
FOUND = [(name, one) for name, fuzzer in FUZZERS.items() for one in fuzzer.found]


@pytest.mark.parametrize("name", FUZZERS)
def test_a_short_run(name: str) -> None:
    fuzzer = FUZZERS[name]
    settings(
        max_examples=fuzzer.quick,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )(given(fuzzer.inputs)(fuzzer.check))()


@pytest.mark.parametrize(("name", "found"), FOUND)
def test_what_was_found_stays_mended(name: str, found: Any) -> None:
    FUZZERS[name].check(found)
