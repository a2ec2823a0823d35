"""How people cite a clause of a notice."""

import re

_NUMERAL = re.compile("[一二三四五六七八九十百零〇]+")


def clause_in_words(id: str) -> str:
    """A clause's id as people cite it, whichever way its notice numbers: ``六.二.1.3`` is
    ``第六条（二）1（3）``, ``1.2`` is ``第1.2条``, ``第3条.2`` is ``第3条（2）``, ``附件1.二`` is ``附件1（二）``;
    a name (``前言``) stays as it is, a part named ``末`` is the last paragraph."""
    first, *rest = id.split(".")
    if first.isdecimal() and all(part.isdecimal() for part in rest):
        return f"第{id}条"
    words = f"第{first}条" if first.isdecimal() or _NUMERAL.fullmatch(first) else first
    bare = False  # whether the part before is a number without brackets
    for depth, part in enumerate(rest, 1):
        bare = part.isdecimal() and depth > 1 and not bare
        words += "末段" if part == "末" else part if bare else f"（{part}）"
    return words
