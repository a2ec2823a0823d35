"""The help desk's page without a browser: what the form would tell is put in its place."""

from typing import Any

from streamlit.testing.v1 import AppTest

from advisor.ui.desk.case import Case


def opened_at_desk(page: AppTest, code: str) -> AppTest:
    """The desk's page with the person of a code, as an address with it opens them."""
    if "desk" in page.session_state:
        del page.session_state["desk"]
    page.query_params["c"] = code
    return page.run()


def told(page: AppTest, person: int = 1, **case: Any) -> AppTest:
    """The desk's page once its form has told of a case."""
    page.session_state["desk"] = Case(person=person, **case)
    return page.run()
