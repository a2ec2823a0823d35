"""A closer look at a pack that could be used: what its author should mend, look at again, or still write.

``checks.check`` says whether a pack can be used at all, and is run whenever one is opened; this is for its
author (``advisor check``).
"""

from collections.abc import Collection

from advisor.content import schema
from advisor.content.checking.amounts import amounts, as_the_clause_says
from advisor.content.checking.by_hand import by_hand
from advisor.content.checking.closely import Close, Found
from advisor.content.checking.conditions import conditions
from advisor.content.checking.idle import idle
from advisor.content.checking.sameness import twice
from advisor.content.checking.standing import standing
from advisor.content.checking.texts import text_faults
from advisor.content.reading import VERBATIM


def look_closer(content: schema.Content, other_cities: Collection[str] = ()) -> Found:
    """All that a close look finds. ``other_cities``: those whose name has no business here. The pack is
    one in which ``checks.check`` found nothing."""
    on = Close(content)
    text_faults(on, other_cities)
    twice(on)
    standing(on)
    amounts(on)
    conditions(on)
    as_the_clause_says(on)
    by_hand(on)
    idle(on)
    return on.found


def look_at_each(
    content: schema.Content, absent: Collection[str], other_cities: Collection[str] = ()
) -> Found:
    """What can be seen in each file by itself, where others are ``absent``."""
    on = Close(content)
    text_faults(on, other_cities, cited_too=VERBATIM not in absent)
    twice(on)
    return on.found
