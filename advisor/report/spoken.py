"""A verdict as one says it on the phone or types it into a chat: two or three sentences, with the clause."""

from collections.abc import Sequence

from advisor.report.reasons import advice, grounds, headline, lapse, points
from advisor.rules.assess import Assessment, RouteResult
from advisor.rules.outcome import Status
from advisor.rules.wording import clause_in_words

MOST_REASONS = 2  # beside the headline: what is read out must be heard in one breath


def read_out(assessment: Assessment, result: RouteResult | None) -> str:
    """What to say of a route; ``None``: that no route is open, and what closes them."""
    if result is None:
        nothing = advice(assessment)
        return _spoken([nothing.headline, *nothing.next_steps[:1]], nothing.clauses[:1])
    words = assessment.policy.content.verdicts.statuses
    few = MOST_REASONS if result.status in (Status.UNMET, Status.CONFIRM) else 1
    found = grounds(assessment, result)[:few]
    said = [ground.sentence for ground in found]
    if result.lapsed is not None:
        said = [lapse(assessment, result)]
    elif result.status is Status.CONFIRM:
        said = [point.question for point in points(assessment, result)[:few]]
    then = words[result.status.word].say_next
    clauses = [ground.clause for ground in found if ground.clause]
    return _spoken(
        [headline(assessment, result), *said, then or ""],
        clauses or result.plan.content.clauses[:1],
    )


def _spoken(sentences: list[str], clauses: Sequence[str]) -> str:
    """The sentences, each once and closed; the clauses that they do not name themselves at the end."""
    closed = [
        s if s.endswith(("。", "？", "！")) else f"{s}。" for s in dict.fromkeys(sentences) if s
    ]
    text = "".join(closed)
    unnamed = [words for clause in clauses if (words := clause_in_words(clause)) not in text]
    return f"{text}（依据{'、'.join(dict.fromkeys(unnamed))}）" if unnamed else text
