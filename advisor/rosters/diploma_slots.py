"""One person's diplomas from the columns that tell of them: certain ones, and those half said.

「大专」 may be full-time or adult: both readings are kept. Where another column says of the same diploma
what it is, it is that one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

MOST_READINGS = 8
"""Readings of one person that are shown; more would help nobody."""


@dataclass
class Slot:
    """What the columns of one diploma say. ``kinds``: those it is; else ``either``: one of these."""

    kinds: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    day: str | None = None
    text: str = ""
    heading: str = ""


class Reading(NamedTuple):
    """One way to read what is half said: in words, and the diplomas (kind, ISO day or None)."""

    said: tuple[tuple[str, str, str], ...]  # heading, text, option
    diplomas: tuple[tuple[str, str | None], ...]


class Read(NamedTuple):
    """``readings`` has one entry where all is certain. ``unclear``: kinds told twice with days that do
    not agree; their day is then not known."""

    readings: tuple[Reading, ...]
    unclear: tuple[str, ...]
    half_said: tuple[Slot, ...]


def read_slots(slots: Sequence[Slot]) -> Read:
    """All diplomas that the slots tell of, under each reading."""
    certain: dict[str, str | None] = {}
    unclear: list[str] = []
    for slot in slots:
        for kind in slot.kinds:
            day = slot.day if len(slot.kinds) == 1 else None
            before = certain.get(kind)
            if before is not None and day is not None and before != day:
                unclear.append(kind)
            certain[kind] = before or day
    half: list[Slot] = []
    for slot in slots:
        if slot.either and not _same_as_certain(slot, certain) and not _same_as_half(slot, half):
            half.append(slot)
    for kind in unclear:
        certain[kind] = None
    readings = tuple(_readings(certain, half))
    return Read(readings, tuple(dict.fromkeys(unclear)), tuple(half))


def _same_as_certain(slot: Slot, certain: dict[str, str | None]) -> bool:
    for kind in slot.either:
        if kind in certain and (None in (slot.day, certain[kind]) or slot.day == certain[kind]):
            certain[kind] = certain[kind] or slot.day
            return True
    return False


def _same_as_half(slot: Slot, half: list[Slot]) -> bool:
    for other in half:
        if set(slot.either) & set(other.either) and (
            None in (slot.day, other.day) or slot.day == other.day
        ):
            if set(slot.either) < set(other.either):  # the one that says more
                other.either, other.text, other.heading = slot.either, slot.text, slot.heading
            other.day = other.day or slot.day
            return True
    return False


def _readings(certain: dict[str, str | None], half: Sequence[Slot]) -> Iterator[Reading]:
    if not half:
        yield Reading((), tuple(certain.items()))
        return
    for options in product(*(slot.either for slot in half)):
        if len(set(options)) < len(options) or not certain.keys().isdisjoint(options):
            continue
        found = certain | {option: slot.day for slot, option in zip(half, options, strict=True)}
        said = tuple(
            (slot.heading, slot.text, option) for slot, option in zip(half, options, strict=True)
        )
        yield Reading(said, tuple(found.items()))
