"""The words of ``synonyms.yaml`` that are put together of parts."""

from advisor.content import schema


def spelled_out(ways: schema.Combined) -> list[str]:
    """Every word that is put together of these parts."""
    behind = [word + part for part in ways.parts for word in ways.before]
    return behind + [part + word for part in ways.parts for word in ways.after]
