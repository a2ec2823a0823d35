"""What a close look finds in a pack that could be used: faults, what is only odd, what is still blank."""

from typing import NamedTuple

from advisor.content import schema
from advisor.content.checking.references import References
from advisor.content.reading import KeyPath, Problem


class Found(NamedTuple):
    """``faults`` are to be mended; ``odd`` is to be looked at, and may be right; ``blanks`` are what a
    new pack's author has not written yet."""

    faults: list[Problem]
    odd: list[Problem]
    blanks: list[Problem]


class Close(References):
    """A pack looked at closely."""

    def __init__(self, content: schema.Content) -> None:
        super().__init__(content)
        self.odd: list[Problem] = []
        self.blanks: list[Problem] = []

    def seems_odd(self, file: str, path: KeyPath, message: str) -> None:
        self.odd.append(Problem(file, path, message))

    def blank(self, file: str, path: KeyPath, message: str) -> None:
        self.blanks.append(Problem(file, path, message))

    @property
    def found(self) -> Found:
        """All of it, each once."""
        return Found(
            *(list(dict.fromkeys(each)) for each in (self.problems, self.odd, self.blanks))
        )
