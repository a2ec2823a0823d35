"""The kinds of condition: each evaluates one person on one day, says what could still change, and
speaks for itself. Thresholds, lists and clauses come from content.

A module for each family, and one (``leaf.py``) for what all have in common. A new kind is a class here
that is ``built_from`` its shape in ``content/shape/conditions.py``; nothing else knows of it.
"""

from advisor.rules.conditions.amounts import AgeLeaf, NumberLeaf
from advisor.rules.conditions.choice import ChoiceLeaf
from advisor.rules.conditions.diplomas import DiplomaLeaf, NoDiplomaLeaf
from advisor.rules.conditions.leaf import LEAVES, Leaf, Place, built_from, condition
from advisor.rules.conditions.lists import AtLeastLeaf, ListedItem, ListedLeaf
from advisor.rules.conditions.open_point import OpenPoint
from advisor.rules.conditions.time import ElapsedLeaf, HoldingLeaf, InPostLeaf, ServiceLeaf
from advisor.rules.conditions.years import RecentYearLeaf

__all__ = [
    "LEAVES",
    "AgeLeaf",
    "AtLeastLeaf",
    "ChoiceLeaf",
    "DiplomaLeaf",
    "ElapsedLeaf",
    "HoldingLeaf",
    "InPostLeaf",
    "Leaf",
    "ListedItem",
    "ListedLeaf",
    "NoDiplomaLeaf",
    "NumberLeaf",
    "OpenPoint",
    "Place",
    "RecentYearLeaf",
    "ServiceLeaf",
    "built_from",
    "condition",
]
