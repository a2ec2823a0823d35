"""Facts back in the shapes they are read from, ready for JSON."""

from datetime import date

from advisor.facts.values import Facts


def facts_to_json(facts: Facts) -> dict[str, object]:
    """Facts in the shapes they are read from."""
    return {name: _to_json(value) for name, value in facts.items()}


def _to_json(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            return {key: _to_json(part) for key, part in value._asdict().items()}
        return [_to_json(part) for part in value]
    return value
