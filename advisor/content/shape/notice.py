"""``notice.yaml``: the notice's own words."""

from advisor.content.shape.base import Model


class ClauseText(Model):
    """One clause, its words verbatim. ``information`` says why nothing needs to stand on it."""

    id: str
    text: str
    information: str | None = None


class NoticeFile(Model):
    clauses: list[ClauseText]
