"""The packs: where they are, opening one, and every room's checks on it.

Nothing else opens a pack, so whatever reads one has had it checked.
"""

from functools import cache
from pathlib import Path

from advisor.content.checks import check
from advisor.content.reading import ContentError, read_content
from advisor.rosters.checks import roster_problems
from advisor.rules.policy import Policy
from advisor.talk.words_checks import check_words

CONTENT = Path(__file__).resolve().parent.parent / "content"
DEFAULT_PACK = "luohe-2020"


@cache
def load_policy(folder: Path = CONTENT / DEFAULT_PACK) -> Policy:
    """The pack in ``folder``, read and checked once. Raises ``ContentError``."""
    content, source = read_content(folder)
    problems = [*check(content), *roster_problems(content), *check_words(content)]
    if problems:
        raise ContentError([source.describe(problem) for problem in dict.fromkeys(problems)])
    return Policy(content)
