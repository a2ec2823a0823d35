"""A list told in words bit by bit: what was told is joined with what was told before."""

from typing import cast

from advisor.facts.values import Diploma, FactValue


def joined(before: FactValue | None, told: FactValue) -> FactValue:
    """A list told bit by bit: what is new is added, a diploma told again is told anew; "none of them"
    and a single value stand for themselves."""
    if not isinstance(before, tuple) or not isinstance(told, tuple) or not told:
        return told
    if isinstance(told[0], Diploma):
        kinds = {one.kind for one in told}
        kept = [one for one in cast("tuple[Diploma, ...]", before) if one.kind not in kinds]
        return (*kept, *told)
    return cast(FactValue, tuple(dict.fromkeys((*before, *told))))
