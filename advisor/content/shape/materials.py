"""``materials.yaml``: what to prepare, and what is brought in vain."""

from typing import Literal

from advisor.content.shape.base import Model, Words


class Material(Model):
    """Something to prepare. ``basis``: ``clause`` (a clause asks for what it proves), ``platform``
    (the procedure asks for it), ``elsewhere`` (not in the notice, confirm with the office).

    Brought in by a condition's ``proof``, or ``always``, or ``beside`` another material that is on the
    list (``beside_diplomas``: only beside these diploma kinds). ``only_for``: whatever brings it in, only for these
    answers, and for who has not answered. ``brief``: why, in half a line, for the first page on paper; ``unit``: what the
    employer does about it, told to the employer."""

    name: str
    brief: str = ""
    basis: Literal["clause", "platform", "elsewhere"]
    clauses: list[str] = []
    always: bool = False
    beside: list[str] = []
    beside_diplomas: list[str] = []
    only_for: dict[str, list[str]] = {}
    because: Words
    shows: str  # what must be visible on it
    form: str  # copies or form
    unit: str = ""


class NotNeeded(Model):
    """What people bring in vain, told to those who might think it needed: all that is given must hold,
    and what is not known of a person never does.

    ``routes``: the checklist is of one of these; ``only_for``, ``not_for``: the answer is, or is not,
    one of these; ``beside``, ``unless``: one, or none, of these materials is on the list;
    ``beside_diplomas``: so is one of these diplomas; ``graduated_from``: of this year or later.
    ``instead_of``: materials asked for elsewhere that are then left off the list."""

    text: str
    routes: list[str] = []
    only_for: dict[str, list[str]] = {}
    not_for: dict[str, list[str]] = {}
    beside: list[str] = []
    unless: list[str] = []
    beside_diplomas: list[str] = []
    graduated_from: int | None = None
    instead_of: list[str] = []


class MaterialsFile(Model):
    """``forms``: by name, the forms that a pack asks materials in, for their ``form`` to take."""

    forms: dict[str, str] = {}
    materials: dict[str, Material]
    not_needed: list[NotNeeded] = []
