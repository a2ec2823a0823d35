"""The checklist of a route: what the carrying branch's conditions name as their proof, and why.

``clause`` and ``platform`` items make the checklist; ``elsewhere`` items stand apart, to be confirmed
with the office, and never block a verdict (domain notes, materials).
"""

from datetime import date
from typing import NamedTuple

from advisor.content import schema
from advisor.facts.values import Diploma, FactValue, option_id
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.case import Case
from advisor.rules.offices import account_opened_by, approved_by
from advisor.rules.outcome import Proof, Status, carrying
from advisor.rules.wording import clause_in_words


class Item(NamedTuple):
    """One thing to prepare. ``kind``: of a diploma, which (None: not known yet)."""

    id: str
    material: schema.Material
    clauses: tuple[str, ...]
    because: str
    kind: str | None = None

    @property
    def reason(self) -> str:
        """Why, and the clauses that this sentence does not name itself; without its full stop."""
        because = self.because.removesuffix("。")
        more = [words for id in self.clauses if (words := clause_in_words(id)) not in because]
        if more and because.endswith("）"):  # it ends with clauses of its own
            return f"{because[:-1]}、{'、'.join(more)}）"
        return f"{because}；{'、'.join(more)}" if more else because

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        kind = {"kind": self.kind} if self.kind else {}
        rest = {"basis": self.material.basis, "clauses": [*self.clauses], "because": self.because}
        return {"id": self.id, **kind, **rest}


class Checklist(NamedTuple):
    """What to prepare for one route and who does what; empty where no route is open. ``not_needed``:
    what this person may think is needed and is not."""

    route: RouteResult | None
    items: tuple[Item, ...]
    approved_by: str | None
    account_opened_by: str | None
    steps: tuple[schema.Step, ...]
    not_needed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The report of the command line, without the case's id."""
        return {
            "route": self.route and self.route.plan.id,
            "materials": [item.to_json() for item in self.items],
            "approved_by": self.approved_by,
            "account_opened_by": self.account_opened_by,
            "steps": [step.model_dump() for step in self.steps],
        }


def checklist(assessment: Assessment, route: str | None = None) -> Checklist:
    """The checklist of ``route`` (default: the one recommended). A route that is excluded, like no
    route at all, has none: nothing should be gathered for it."""
    result = assessment.routes[route] if route else assessment.recommended
    if result is None or result.status is Status.EXCLUDED:
        return Checklist(None, (), None, None, ())
    policy, facts = assessment.policy, assessment.facts
    case = Case(facts, assessment.as_of, assessment.readings)
    told = carrying(result.outcome)
    proofs = [proof for outcome in told for proof in outcome.node.proofs(case, outcome)]
    certain = {proof.material for proof in proofs if not proof.whatever_comes}
    proofs = [p for p in proofs if not (p.whatever_comes and p.material in certain)]
    items = _items(assessment, proofs)
    in_vain = [
        entry
        for entry in policy.content.materials.not_needed
        if _in_vain(assessment, entry, result, items)
    ]
    left_off = {id for entry in in_vain for id in entry.instead_of}
    return Checklist(
        result,
        tuple(item for item in items if item.id not in left_off),
        approved_by(policy, facts),
        account_opened_by(policy, facts),
        tuple(policy.content.procedure.steps),
        tuple(entry.text for entry in in_vain),
    )


def lacking_items(assessment: Assessment, result: RouteResult) -> list[Item]:
    """What would prove the things that a route lacks, in the order of its conditions."""
    case = Case(assessment.facts, assessment.as_of, assessment.readings)
    lacks = (it for it in carrying(result.outcome) if it.status is Status.UNMET)
    proofs = [proof for it in lacks for proof in it.node.proofs(case, it)]
    named = {proof.material for proof in proofs}
    return [item for item in _items(assessment, proofs) if item.id in named]


def _items(assessment: Assessment, proofs: list[Proof]) -> list[Item]:
    policy = assessment.policy
    brought: dict[tuple[str, str | None], Item] = {}
    for proof in proofs:
        material = policy.materials[proof.material]
        if not _concerns(assessment, material):
            continue
        before = brought.get((proof.material, proof.kind))
        clauses = before.clauses if before else ()
        if material.basis != "elsewhere" and proof.clause not in clauses:
            clauses = (*clauses, proof.clause)
        because = before.because if before else _because(material, proof)
        brought[proof.material, proof.kind] = Item(
            proof.material, material, clauses, because, proof.kind
        )
    ids = {id for id, _ in brought}
    kinds = [kind for id, kind in brought if kind is not None]
    items = []
    for id, material in policy.materials.items():
        items += [item for (brought_id, _), item in brought.items() if brought_id == id]
        if id not in ids and _stands_beside(assessment, material, ids, kinds):
            items.append(Item(id, material, tuple(material.clauses), _because(material, None)))
    return items


def _stands_beside(
    assessment: Assessment, material: schema.Material, ids: set[str], kinds: list[str]
) -> bool:
    """Whether a material that no condition asks for is on this person's list all the same."""
    if not _concerns(assessment, material):
        return False
    if material.always:
        return True
    if not ids.intersection(material.beside):
        return False
    return (
        not material.beside_diplomas
        or not kinds
        or any(kind in material.beside_diplomas for kind in kinds)
    )


def _concerns(assessment: Assessment, material: schema.Material) -> bool:
    """Whether nothing that the person has answered says that a material is for others only."""
    answers = ((assessment.facts.get(fact), ids) for fact, ids in material.only_for.items())
    return all(value is None or _answered(value).intersection(ids) for value, ids in answers)


def _in_vain(
    assessment: Assessment, entry: schema.NotNeeded, result: RouteResult, items: list[Item]
) -> bool:
    """Whether this person is told that something is not needed: only where that is certain."""
    facts = assessment.facts
    ids = {item.id for item in items}
    held = {item.kind for item in items if item.kind is not None}
    if entry.routes and result.plan.id not in entry.routes:
        return False
    for fact, options in entry.only_for.items():
        if not _answered(facts.get(fact)).intersection(options):
            return False
    for fact, options in entry.not_for.items():
        if facts.get(fact) is None or _answered(facts[fact]).intersection(options):
            return False
    if entry.beside and not ids.intersection(entry.beside):
        return False
    if ids.intersection(entry.unless):
        return False
    if entry.beside_diplomas and not held.intersection(entry.beside_diplomas):
        return False
    if entry.graduated_from is None:
        return True
    years = [day.year for kind in held if (day := _graduated(assessment, kind)) is not None]
    return bool(years) and min(years) >= entry.graduated_from


def _answered(value: FactValue | None) -> set[str]:
    """The options a person has named, of a choice or of a list."""
    if isinstance(value, tuple):
        return {item.kind if isinstance(item, Diploma) else str(item) for item in value}
    option = option_id(value)
    return set() if option is None else {option}


def _graduated(assessment: Assessment, kind: str) -> date | None:
    """When the diploma of this kind was got."""
    days = (
        item.graduated_on
        for value in assessment.facts.values()
        if isinstance(value, tuple)
        for item in value
        if isinstance(item, Diploma) and item.kind == kind
    )
    return next(days, None)


def _because(material: schema.Material, proof: Proof | None) -> str:
    words = material.because
    if isinstance(words, dict):
        words = words["known" if proof and (proof.value or proof.diploma) else "unknown"]
    return words.format(value=proof.value if proof else "", diploma=proof.diploma if proof else "")
