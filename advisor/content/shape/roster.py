"""``roster.yaml``: a unit's roster; a pack may do without."""

from datetime import date

from advisor.content.shape.base import Model

Cell = str | int | date


class Heading(Model):
    """A column of a unit's roster: its heading in the template, and others that are understood too.
    ``#`` stands for the number where there are several such columns (学历1, 学历2 …). ``beside``: words
    that mean this column only right of one of the fact it belongs to (取得时间 right of 职称).
    ``any_yes``: of several such columns one yes is enough."""

    heading: str
    also: list[str] = []
    beside: list[str] = []
    any_yes: bool = False


class DiplomaForm(Model):
    """A form of study: the kinds of diploma it leads to, and its words where it has a column of its
    own. A kind of no form fits any."""

    kinds: list[str]
    words: list[str]


class DiplomaSet(Model):
    """Columns that tell of one diploma, by what their headings begin or end with (全日制学历, 毕业时间（全日制）).
    ``headings``: words that by themselves name the diploma's column; ``beside``: words that do so only
    with another heading. ``form``: the form of study they say."""

    headings: list[str]
    beside: list[str] = []
    form: str = ""


class RosterFile(Model):
    """How a unit's roster names its columns and what may stand in their cells.

    ``columns``: by fact, or by a part of one (``work.start``, ``work.end``, ``work.related``,
    ``diplomas.form``, ``diplomas.graduated_on``); a fact without an entry goes by its own name.
    ``working_life``: the start of working life, which is no technical post by itself. ``groups``: what
    may stand above headings without changing what they mean. ``values``: for an option of a fact,
    other words than its label; ``either``: words that leave open which of a few options is meant;
    ``no_diploma``: schooling that the notice does not count. ``yes`` … ``unknown``: the words understood in any
    column. ``totals``, ``signatures``: how rows begin that are no people. ``blank``: choices of
    which an empty cell is asked about, for it may mean that there is none. ``unit``: the facts that are
    asked once for a whole unit. ``examples``: rows for the template, heading: cell. Headings and words are
    compared without spaces and punctuation."""

    name: Heading = Heading(heading="姓名", also=["名字"])
    remark: Heading = Heading(heading="备注", also=["工号"])
    working_life: Heading = Heading(heading="参加工作时间")
    columns: dict[str, Heading] = {}
    diploma_forms: dict[str, DiplomaForm] = {}
    diploma_sets: dict[str, DiplomaSet] = {}
    groups: list[str] = []
    values: dict[str, dict[str, list[str]]] = {}
    either: dict[str, dict[str, list[str]]] = {}
    no_diploma: list[str] = []
    yes: list[str] = ["是", "有", "√"]
    no: list[str] = ["否", "不是", "没有", "无", "×"]
    none: list[str] = ["没有", "无", "从没"]
    to_date: list[str] = ["至今", "今", "现在"]
    unknown: list[str] = ["不清楚", "不知道"]
    totals: list[str] = ["合计", "小计", "总计"]
    signatures: list[str] = ["填表人", "审核", "签字"]
    blank: list[str] = []
    unit: list[str] = []
    examples: list[dict[str, Cell]] = []
