"""``roster.yaml``: a unit's roster; a pack may do without."""

from datetime import date

from advisor.content.shape.base import Model

Cell = str | int | date


class Heading(Model):
    """A column of a unit's roster: its heading in the template, and others that are understood too.
    ``#`` stands for the number where there are several such columns (学历1, 学历2 …)."""

    heading: str
    also: list[str] = []


class RosterFile(Model):
    """How a unit's roster names its columns and what may stand in their cells.

    ``columns``: by fact, or by a part of one (``work.start``, ``work.end``, ``work.related``,
    ``diplomas.graduated_on``); a fact without an entry goes by its own name. ``values``: for an
    option of a fact, other words than its label. ``yes`` … ``unknown``: the words understood in any
    column. ``examples``: rows for the template, heading: cell. Headings and words are compared
    without spaces and punctuation."""

    name: Heading = Heading(heading="姓名", also=["名字"])
    remark: Heading = Heading(heading="备注", also=["工号"])
    columns: dict[str, Heading] = {}
    values: dict[str, dict[str, list[str]]] = {}
    yes: list[str] = ["是", "有", "√"]
    no: list[str] = ["否", "不是", "没有", "无", "×"]
    none: list[str] = ["没有", "无", "从没"]
    to_date: list[str] = ["至今", "今", "现在"]
    unknown: list[str] = ["不清楚", "不知道"]
    examples: list[dict[str, Cell]] = []
