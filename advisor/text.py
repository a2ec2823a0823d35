"""What people type, folded into one way of writing it."""

import unicodedata
from collections.abc import Mapping

LONGEST_TEXT = 500  # characters; what comes after is not read


def normalised(text: str, characters: Mapping[str, str] | None = None) -> str:
    """The text in half width and small letters, each of ``characters`` replaced, all that is neither
    letter nor digit a single space. Reads no more than ``LONGEST_TEXT`` characters."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold()[:LONGEST_TEXT]
    characters = characters or {}
    plain = (characters.get(one, one) if one.isalnum() else " " for one in folded)
    return " ".join("".join(plain).split())
