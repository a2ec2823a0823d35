"""Who approves and who opens the unit's account (三, 八.一): the pack's rules, first match first."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from advisor.content import schema
from advisor.facts.values import Facts, option_id
from advisor.rules.policy import Policy


def approved_by(policy: Policy, facts: Facts) -> str | None:
    """The id of the office that approves; None while the facts do not tell (三)."""
    return _first_match(policy.content.procedure.approved_by, facts)


def told_whom_to_ask(policy: Policy, facts: Facts) -> Policy:
    """The same pack in the words of those whom that office approves that approves these; in its own where
    the facts do not tell, or where it has no other word for that office."""
    if not policy.asking:
        return policy
    id = approved_by(policy, facts)
    called = policy.content.procedure.offices[id].called if id is not None else None
    return policy.asking[called] if called else next(iter(policy.asking.values()))


def account_opened_by(policy: Policy, facts: Facts) -> str | None:
    """The id of the office that opens the unit's account; None while the facts do not tell (八.一)."""
    return _first_match(policy.content.procedure.account_opened_by, facts)


def facts_that_decide(policy: Policy, facts: Facts) -> frozenset[str]:
    """The facts without an answer that an office or a last day still hangs on; of an office an answered
    "don't know" ends it."""
    procedure = policy.content.procedure
    last_days = [one.when for one in procedure.deadlines if may_match(one.when, facts)]
    unasked = frozenset(name for when in last_days for name in when if name not in facts)
    return unasked | _open(procedure.approved_by, facts) | _open(procedure.account_opened_by, facts)


def _first_match(rules: Sequence[schema.OfficeRule], facts: Facts) -> str | None:
    for rule, unknown in _in_question(rules, facts):
        return None if unknown else rule.office
    return None


def _open(rules: Sequence[schema.OfficeRule], facts: Facts) -> frozenset[str]:
    found: set[str] = set()
    for _, unknown in _in_question(rules, facts):
        if not unknown or any(name in facts for name in unknown):
            break
        found |= unknown
    return frozenset(found)


def _in_question(
    rules: Sequence[schema.OfficeRule], facts: Facts
) -> Iterator[tuple[schema.OfficeRule, set[str]]]:
    """The rules that no known fact speaks against, in order, each with its facts not known."""
    for rule in rules:
        if may_match(rule.when, facts):
            yield rule, {name for name in rule.when if option_id(facts.get(name)) is None}


def may_match(when: Mapping[str, Collection[str]], facts: Facts) -> bool:
    """Whether no known fact is other than these options."""
    known = {name: option_id(facts.get(name)) for name in when}
    return all(value is None or value in when[name] for name, value in known.items())
