"""What stands on the screen until the app is there: the greeting and the first question, ready to be tapped.

It is plain HTML in the page that is served, so it can be read as soon as that has come, long before the
framework's scripts have. A tap is kept in the page's memory and goes to the app's own button of the same
key once the app has drawn it (``first_screen.js``); nothing is sent or stored meanwhile.
"""

from collections.abc import Iterable
from datetime import date
from html import escape

from advisor.content.schema import Fact, Option
from advisor.interview.questions import retraced
from advisor.rules.policy import Policy
from advisor.rules.wording import DONT_KNOW
from advisor.server.pictures import title

OPENING = "正在打开……"
MORE = "更多"
TAPPABLE = ("choice", "yes_no")
"""The kinds of fact that a tap answers; of others there is only the question to read."""


def first_screen(policy: Policy, day: date) -> str:
    """The start of a conversation."""
    pack = policy.content.pack
    greeting = [f"<p>{escape(text)}</p>" for text in pack.greeting]
    left = retraced(policy, {}, day).left
    asked = _question(policy, left[0].facts) if left else ""
    # The question before the rest of what is to be known: it is in sight on the smallest screen.
    return (
        f"{_head(policy)}<div>{''.join(greeting[:1])}</div>{asked}"
        f'{_opening()}<div class="rest">{"".join(greeting[1:])}</div>'
    )


def opening(policy: Policy) -> str:
    """What any other page, or a conversation that goes on, shows meanwhile."""
    return _head(policy) + _opening()


def _head(policy: Policy) -> str:
    pack = policy.content.pack
    return (
        f"<header><h1>{escape(title(policy))}</h1>"
        f"<p>{escape(pack.document)} · {escape(pack.batch)}</p></header>"
    )


def _opening() -> str:
    return f'<p role="status">{OPENING}</p>'


def _question(policy: Policy, names: tuple[str, ...]) -> str:
    if len(names) > 1:
        group = policy.content.facts.groups[policy.facts[names[0]].group or ""]
        return f"<h2>{escape(group.ask)}</h2>"
    fact = policy.facts[names[0]]
    options = _options(names[0], fact) if fact.kind in TAPPABLE else ""
    return f"<h2>{escape(fact.ask)}</h2>{options}"


def _options(name: str, fact: Fact) -> str:
    shown = [_button(name, id, option) for id, option in fact.options.items() if not option.more]
    folded = [_button(name, id, option) for id, option in fact.options.items() if option.more]
    wide = any(option.hint for option in fact.options.values())
    more = f"<details><summary>{MORE}</summary>{_row(folded, wide)}</details>" if folded else ""
    unknown = f'<button data-key="{_key(name, "unknown")}" class="link">{DONT_KNOW}</button>'
    return f"{_row(shown, wide)}{more}{unknown}"


def _row(buttons: Iterable[str], wide: bool) -> str:
    return f'<div class="{"wide" if wide else "row"}">{"".join(buttons)}</div>'


def _button(name: str, id: str, option: Option) -> str:
    hint = f"<small>{escape(option.hint)}</small>" if option.hint else ""
    return f'<button data-key="{_key(name, id)}">{escape(option.label)}{hint}</button>'


def _key(name: str, id: str) -> str:
    """The class by which the app's own button is known."""
    return escape(f"st-key-answer-{name}-{id}")
