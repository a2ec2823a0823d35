"""What is only supposed: 「如果我有专利呢」. It is tried beside the present case and never taken."""

from datetime import date

from advisor.facts.values import Facts, FactValue
from advisor.rules.policy import Policy
from advisor.talk.phrase_finder import FoundPhrase
from advisor.talk.typed_text import ENDS, PAUSES, read_typed
from advisor.talk.understand import understand
from advisor.talk.vocabulary import Group, vocabulary_of

_PARTICLES = "呢吗嘛么的话啊呀"


def supposed(policy: Policy, text: str, as_of: date) -> Facts:
    """The facts that a text supposes of the person, read as if they were said; none where it supposes
    nothing."""
    vocabulary = vocabulary_of(policy)
    plain = read_typed(text, vocabulary.words.time, vocabulary.words.typos).plain
    if not any(word in plain for word in vocabulary.words.speech.suppositions):
        return {}
    speech = vocabulary.phrases.find(plain).get(Group("speech"), [])
    found: dict[str, FactValue | None] = {}
    for supposition in speech:
        if "suppositions" in supposition.meanings:
            piece = _supposed_piece(plain, supposition, speech)
            if piece:
                found |= understand(policy, piece, None, as_of).values
    return found


def _supposed_piece(plain: str, supposition: FoundPhrase, speech: list[FoundPhrase]) -> str:
    """From the supposing word to where it is asked what follows."""
    start = supposition.end
    end = next((n for n in range(start, len(plain)) if plain[n] in ENDS), len(plain))
    asking = (
        one.start
        for one in speech
        if one.start >= start
        and {"questions", "judgements"} & set(one.meanings)
        and plain[one.start : one.end] not in _PARTICLES
    )
    return plain[start : min(end, next(asking, end))].strip(PAUSES).rstrip(_PARTICLES)
