"""``interpretations.yaml``."""

from advisor.content.checking.references import References


def interpretation_file(on: References) -> None:
    """Every point names its clauses."""
    for id, point in on.content.interpretations.interpretations.items():
        for clause in point.clauses:
            on.clause("interpretations", ("interpretations", id, "clauses"), clause)
        if not point.clauses:
            on.wrong("interpretations", ("interpretations", id), "要写明涉及哪一条。")
