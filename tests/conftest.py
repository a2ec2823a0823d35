"""A server and a browser for the tests that need them. Random examples are the same at every run in CI,
so that a red run can be repeated; at a desk they are new each time, so that more is found."""

import os
from collections.abc import Iterator
from functools import lru_cache

import pytest
import yaml
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from advisor.content import reading
from tests.browser import Server, launched, tidied
from tests.ledger_password import HASH

# How long an example takes says something of the machine, nothing of the program.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a test in the browser waits half of its time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def counting() -> Iterator[Server]:
    """Another process that serves the same, and tells how many files it holds."""
    running = Server(app="tests/counting_app.py")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def with_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that keeps a ledger, which one test alone writes into."""
    running = Server(
        {
            "ADVISOR_LEDGER": str(tmp_path_factory.mktemp("ledger") / "ledger.db"),
            "ADVISOR_LEDGER_PASSWORD_HASH": HASH,
        }
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def two_packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One with two cities' packs, the second of which opens unless another is named; its address is set too."""
    from tests.content.test_content import packs_in

    folder = packs_in(tmp_path_factory.mktemp("packs") / "content")
    running = Server(
        {
            "ADVISOR_CONTENT": str(folder),
            "ADVISOR_PACK": "郑州",
            "ADVISOR_PUBLIC_URL": "https://zc.example.cn/zc",
        }
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def launched_browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture
def browser(launched_browser: Browser) -> Iterator[Browser]:
    """A browser that is tidied after the test."""
    yield launched_browser
    tidied(launched_browser)


def _values(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, object]]:
    """Every list and mapping of a node, with what is in it."""
    if isinstance(node, yaml.CollectionNode):
        yield node, node.value
        for one in node.value:
            for part in one if isinstance(one, tuple) else (one,):
                yield from _values(part)


@lru_cache(maxsize=48)
def _composed(text: bytes, name: str) -> tuple[yaml.Node | None, list[tuple[yaml.Node, object]]]:
    node = _compose(text, name)
    return node, list(_values(node))


def _composed_once(text: bytes, name: str) -> yaml.Node | None:
    """Hundreds of tests open a pack with a line of it changed: what stands in its other files is taken as it was
    when they were first read. (Laying files over each other leaves out of lists and mappings what is not used.)"""
    node, values = _composed(text, name)
    for collection, value in values:
        collection.value = value
    return node


_compose = reading._compose
reading._compose = _composed_once
