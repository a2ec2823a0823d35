"""A point on which the notice is silent, as the register of interpretations has it."""

from collections.abc import Callable
from html import escape

from advisor.content import schema


def about(point: schema.Interpretation, mark: Callable[[str], str] = escape) -> str:
    """What the notice says and does not say, what is taken for now, what to ask and whom. ``mark``
    makes HTML of a text, e.g. with the hits of a search in it."""
    rows = (
        ("silence", "通知怎么写", point.silence),
        ("taken", "先这样算", point.taken),
        ("question", "怎么问", point.question),
        ("whom", "问谁", point.ask_whom),
    )
    return "".join(
        f'<p class="{kind}"><span class="label">{label}</span>{mark(text)}</p>'
        for kind, label, text in rows
    )
