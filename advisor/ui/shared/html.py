"""Small pieces of HTML; everything that comes from outside is escaped here."""

from collections.abc import Iterable
from html import escape

from advisor.rules.outcome import Status
from advisor.rules.policy import Policy
from advisor.rules.wording import clause_in_words


def paragraphs(texts: Iterable[str], who: str = "", kind: str = "") -> str:
    """A bubble of the advisor's: one paragraph a text. A ``question`` is a heading: it gets the focus, and
    screen readers then say it whole."""
    name = f'<span class="who">{escape(who)}</span>' if who else ""
    body = "".join(f"<p>{escape(text)}</p>" for text in texts)
    heads = ' role="heading" aria-level="2"' if kind == "question" else ""
    return f'<div class="say {kind}"{heads}>{name}{body}</div>'


def sign(policy: Policy, status: Status) -> str:
    """A status as its sign, in its colour, its words read out by a screen reader."""
    words = policy.content.verdicts.statuses[status.word]
    return (
        f'<span class="sign s-{status.word}" role="img" aria-label="{escape(words.words)}">'
        f"{escape(words.sign)}</span>"
    )


def details(summary: str, body: str, kind: str = "") -> str:
    """What is one tap away. ``body`` is HTML."""
    return f'<details class="cite-more {kind}"><summary>{escape(summary)}</summary>{body}</details>'


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()#+-.!|<>~$:"})


def as_label(text: str) -> str:
    """A text for the label of a button, where no sign in it is taken for formatting."""
    return text.translate(_MARKS)


def clause_details(policy: Policy, clauses: Iterable[str], summary: str = "") -> str:
    """The notice's own words, one tap away."""
    known = [clause for clause in dict.fromkeys(clauses) if clause in policy.clauses]
    if not known:
        return ""
    head = summary or "看通知原文：" + "、".join(clause_in_words(clause) for clause in known)
    body = "".join(
        f'<div class="clause">{escape(policy.clauses[clause].strip())}</div>' for clause in known
    )
    return f'<details class="cite-more"><summary>{escape(head)}</summary>{body}</details>'


def section(title: str, body: str, heading: str = "h3") -> str:
    """A titled part of the result; ``heading``: the element that is its title, a level below what it is in."""
    return f'<section class="section"><{heading}>{escape(title)}</{heading}>{body}</section>'


def link(address: str, label: str, id: str) -> str:
    """A file of this server's to be taken home, as a button."""
    return (
        f'<a id="{id}" class="plain-button" href="{escape(address)}" download>{escape(label)}</a>'
    )
