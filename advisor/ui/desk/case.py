"""The person at the desk: a plain value, as the browser tells of it, and its steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from advisor.ui.desk.entries import Entries

LONGEST_CODE = 2000  # characters of a code, or of an address with one in it


@dataclass(frozen=True)
class Case:
    """``person``: which of those at the desk; 0: nobody yet. ``entries``: what the fields hold; ``day``:
    the day of reckoning as typed. ``came``: the code that was opened for them. ``left``: the field that
    the cursor has just left; ``jump``: by the key that goes wherever there is something left. ``told``: counts what the browser told. ``route``: the one chosen to look
    at; ``trouble``: why a code could not be opened."""

    person: int = 0
    entries: Entries = field(default_factory=dict)
    day: str = ""
    came: str = ""
    left: str | None = None
    jump: bool = False
    told: int = 0
    route: str | None = None
    trouble: str = ""


def heard_from(case: Case, told: Mapping[str, object]) -> Case:
    """The case as the browser tells it; what is not of the right kind is left empty. The route looked
    at stays while it is the same person."""
    person, count = told.get("person"), told.get("count")
    entries, left = told.get("entries"), told.get("left")
    same = person == case.person
    return Case(
        person if isinstance(person, int) else 0,
        {str(key): entry for key, entry in entries.items()} if isinstance(entries, dict) else {},
        _text(told.get("day"), 40),
        _text(told.get("came"), LONGEST_CODE),
        left if isinstance(left, str) else None,
        told.get("jump") is True,
        count if isinstance(count, int) else 0,
        case.route if same else None,
    )


def opened(case: Case, person: int, code: str, entries: Entries, day: str) -> Case:
    """The person whose code was opened."""
    return Case(person, entries, day, came=code, told=case.told)


def not_opened(case: Case, trouble: str) -> Case:
    """A code did not open: the case stays as it was."""
    return replace(case, trouble=trouble)


def look(case: Case, route: str) -> Case:
    """Chooses a route to look at."""
    return replace(case, route=route)


def _text(value: object, longest: int) -> str:
    return value[:longest] if isinstance(value, str) else ""
