"""A second pack beside the first: every page serves the one that a link, a code or the setting names."""

import functools
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import clock
from advisor.facts.values import read_facts
from advisor.handover.code import encode
from advisor.ledger.settings import gate_of
from advisor.packs import open_pack
from advisor.rules.policy import Policy
from advisor.ui.ledger import access as ledger_access
from advisor.ui.shared.pages import PAGES
from advisor.ui.shared.trouble import SORRY
from tests.content.test_content import DEFAULT_PACK, packs_in
from tests.desk import opened_at_desk
from tests.ledger_password import HASH, PASSWORD

# In one process, so that a folder's packs are opened once.
pytestmark = pytest.mark.xdist_group(__name__)

APP = str(Path(__file__).parents[2] / "advisor_app.py")
SECOND = "zhengzhou"
FIRST_CITY = ("漯河", "职改办〔2020〕")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of all packs, the same for all tests: a pack is opened once in each folder."""
    return packs_in(tmp_path_factory.mktemp("content"))


@pytest.fixture(autouse=True)
def content(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_CONTENT", str(folder))
    monkeypatch.delenv("ADVISOR_PACK", raising=False)
    monkeypatch.setenv("ADVISOR_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("ADVISOR_LEDGER_PASSWORD_HASH", HASH)
    monkeypatch.setattr(ledger_access, "_gate", functools.cache(gate_of))


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def text(page: AppTest) -> str:
    said = "\n".join(str(element.proto.body) for element in page.get("html"))
    assert SORRY not in said
    assert not page.exception
    return said


def code_of(policy: Policy, **facts: Any) -> str:
    day = clock.today(policy)
    return encode(policy, read_facts(policy.facts, facts, day), day)


def first() -> Policy:
    return open_pack(DEFAULT_PACK)


def second() -> Policy:
    return open_pack(SECOND)


def turned_to(page: AppTest, module: str) -> AppTest:
    return page.switch_page(f"advisor/ui/{module.replace('.', '/')}.py").run()


def log_in(page: AppTest) -> AppTest:
    page.text_input(key="ledger-password").set_value(PASSWORD)
    return next(button for button in page.button if button.label == "打开台账").click().run()


def looks(page: AppTest) -> set[str]:
    """The routes that the desk shows."""
    keys = [str(button.key) for button in page.button]
    return {key.removeprefix("look-") for key in keys if key.startswith("look-")}


def other_words(page: AppTest) -> str:
    """Labels, placeholders and options of the widgets."""
    fields = [*page.text_input, *page.selectbox, *page.radio, *page.button, *page.expander]
    return "\n".join(
        f"{field.label} {getattr(field, 'placeholder', '')} {getattr(field, 'options', '')}"
        for field in fields
    )


@pytest.mark.parametrize("module", [page.module for page in PAGES])
def test_every_page_serves_the_pack_the_link_names(module: str) -> None:
    page = turned_to(opened(pack=SECOND), module)
    said = text(page)
    if module == "ledger.page":
        page = log_in(page)
        said = text(page)
        options = page.selectbox(key="ledger-route").options
        assert options[1:] == [route.name for route in second().routes]
    elif module == "desk.page":
        assert looks(page) == set(second().route)
    else:
        assert second().content.pack.document in said
    if module != "reference.compare":  # which names every pack there is
        assert not [word for word in FIRST_CITY if word in said + other_words(page)]
    assert page.query_params["pack"] == SECOND


@pytest.mark.parametrize("module", [page.module for page in PAGES])
def test_without_a_link_it_is_the_first_and_the_address_stays_bare(module: str) -> None:
    page = turned_to(opened(), module)
    assert "郑州" not in text(page)
    assert "pack" not in page.query_params


def test_a_city_names_its_pack() -> None:
    assert second().content.pack.document in text(opened(pack="郑州"))


@pytest.mark.parametrize("wanted", [SECOND, "郑州"])
def test_the_setting_names_the_pack_that_is_served(
    wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PACK", wanted)
    page = opened()
    assert second().content.pack.document in text(page)
    assert "pack" not in page.query_params
    assert first().content.pack.document in text(opened(pack=DEFAULT_PACK))


def test_a_pack_that_is_not_here_is_said_once_and_the_settings_is_served() -> None:
    page = opened(pack="<b>kaifeng")
    said = text(page)
    assert "这个网址要看的通知“&lt;b&gt;kaifeng”，这里没有" in said
    assert first().content.pack.document in said
    assert "这里没有" not in text(page.run())


def test_the_pack_of_a_code_wins() -> None:
    fact, option, code = answered(second())
    for address in ({"c": code}, {"c": code, "pack": DEFAULT_PACK}):
        page = opened(**address)
        said = text(page)
        assert second().content.pack.document in said
        assert "打不开" not in said
        assert page.session_state.conversation.given == {fact: option}
        assert page.query_params["pack"] == SECOND


def answered(policy: Policy) -> tuple[str, str, str]:
    """A fact of one of a few, its first option, and a code that holds just that."""
    fact = next(name for name, fact in policy.facts.items() if fact.kind == "choice")
    option = next(iter(policy.facts[fact].options))
    return fact, option, code_of(policy, **{fact: option})


def test_a_code_of_another_pack_typed_on_the_first_page_opens() -> None:
    fact, option, code = answered(second())
    page = opened()
    page.text_input(key="typed-code").set_value(code).run()
    page = page.button(key="open-code").click().run()
    assert second().content.pack.document in text(page)
    assert page.session_state.conversation.given == {fact: option}


def test_starting_again_stays_with_the_pack() -> None:
    page = opened(c=answered(second())[2])
    page = page.button(key="again").click().run()
    assert second().content.pack.document in text(page)
    assert page.session_state.conversation.given == {}
    assert "c" not in page.query_params


def test_codes_of_two_packs_one_after_the_other_at_the_desk() -> None:
    page = log_in(turned_to(opened(), "ledger.page"))
    page = turned_to(page, "desk.page")
    for policy in (first(), second(), first()):
        fact, option, code = answered(policy)
        page = opened_at_desk(page, code)
        assert "打不开" not in text(page)
        assert page.session_state["desk"].entries == {fact: option}
        assert looks(page) == set(policy.route)
    page = turned_to(page, "ledger.page")
    assert "ledger-password" not in {field.key for field in page.text_input}  # still logged in


def test_what_was_entered_for_one_pack_is_not_taken_for_another() -> None:
    page = opened(c=answered(first())[2])
    page = turned_to(page, "desk.page")
    page = opened_at_desk(page, answered(second())[2])
    del page.query_params["c"]  # as the browser does on the way to another page
    page = turned_to(page, "chat.page")
    assert page.session_state.conversation.given == {}
    assert second().content.pack.document in text(page)


def test_the_ledger_takes_a_code_of_another_pack() -> None:
    page = log_in(turned_to(opened(), "ledger.page"))
    page = page.text_input(key="ledger-code").set_value(code_of(second())).run()
    assert "打不开" not in text(page)
    page = page.button(key="ledger-add").click().run()
    assert "已记入台账" in text(page)
    assert "pack" not in page.query_params  # the page's own pack stays


def test_links_to_other_windows_and_files_name_the_pack() -> None:
    rules = text(turned_to(opened(pack=SECOND), "reference.rules"))
    assert f'href="./wall.pdf?pack={SECOND}"' in rules
    assert f"&amp;pack={SECOND}" in rules
    assert f"roster-template.xlsx?pack={SECOND}" in text(
        turned_to(opened(pack=SECOND), "rosters.page")
    )
    assert f"&amp;pack={SECOND}" in text(turned_to(opened(pack=SECOND), "reference.notice"))


@pytest.fixture(
    scope="module",
    params=[
        ("{from: 2099-01-01}", "这份通知从2099年1月1日起施行，现在还没有到"),
        ("{from: 2020-01-01, to: 2020-12-31}", "这份通知管到2020年12月31日，已经过了"),
    ],
    ids=["not yet", "no more"],
)
def not_of_today(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A folder whose second pack does not speak for today, and what is said of it."""
    days, says = request.param
    folder = packs_in(tmp_path_factory.mktemp("content"))
    head = folder / SECOND / "pack.yaml"
    text_of = head.read_text("utf-8")
    head.write_text(text_of.replace("{from: 2020-01-01}", days), "utf-8")
    assert days in head.read_text("utf-8")
    return folder, says


@pytest.mark.parametrize("module", ["chat.page", "desk.page", "rosters.page", "reference.rules"])
def test_a_pack_that_does_not_speak_for_today_is_shown_for_the_nearest_day(
    module: str, not_of_today: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever prepares the next notice looks at its pages before it holds."""
    folder, says = not_of_today
    monkeypatch.setenv("ADVISOR_CONTENT", str(folder))
    assert says in text(turned_to(opened(pack=SECOND), module))
