"""Rosters for the tests: rows as .xlsx and as text, people as rows, workbooks made by hand."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from advisor.packs import load_policy
from advisor.rosters.columns import NAME, REMARK, Column, Headings
from advisor.rules.policy import Policy

Cells = Sequence[Any]

GOOD = {
    "姓名": "张三",
    "单位归哪里管": "县区",
    "单位性质": "民营企业",
    "申报系列": "工程",
    "现有职称": "还没有",
    "学历1": "全日制大专",
    "学历1毕业日期": "2021-06-30",
    "开始1": "2021-07-01",
    "就业手续": "办了",
    "职（执）业资格证": "不需要",
    "品行": "符合",
    "身体与履职": "符合",
    "年度考核合格": "都合格",
    "继续教育": "完成了",
    "本系列其他条件": "符合",
    "申报与所干专业一致": "是",
}
"""A college graduate in a private firm who can apply for 助理级 from 2024-07-01."""


def as_told_in_columns(policy: Policy, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The same person, as far as columns can tell: a fact whose spells are of no specialty has none for that."""
    told = dict(raw)
    for name, fact in policy.facts.items():
        if fact.kind == "spells" and fact.related_label is None and told.get(name):
            told[name] = [{**spell, "related": True} for spell in told[name]]
    return told


def table(*people: Mapping[str, Any]) -> list[Cells]:
    """Headings (those of the people, in order) and a row for each."""
    headings = list(dict.fromkeys(heading for person in people for heading in person))
    return [headings, *([person.get(heading) for heading in headings] for person in people)]


def xlsx(*sheets: Sequence[Cells]) -> io.BytesIO:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def text(rows: Sequence[Cells], encoding: str = "utf-8", separator: str = ",") -> io.BytesIO:
    """The rows as text with separators."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return io.BytesIO(out.getvalue().encode(encoding))


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_hand(
    rows: str = "", *, texts: str = "", styles: str = "", after: str = "", **parts: str | bytes
) -> io.BytesIO:
    """A workbook of one sheet whose parts are written out; ``parts`` by path (``__`` for ``/``,
    ``_dot_`` for the point) are put in place of or beside them."""
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships><Relationship Id="r1" Type="{RELATED}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook {MAIN} xmlns:r="{RELATED}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{texts}</sst>",
        "xl/worksheets/sheet1.xml": (
            f'<worksheet {MAIN}><dimension ref="A1"/><sheetData>{rows}</sheetData>{after}</worksheet>'
        ),
    }
    written |= {path.replace("__", "/").replace("_dot_", "."): part for path, part in parts.items()}
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for path, part in written.items():
            book.writestr(path, part)
    out.seek(0)
    return out


def template_rows(policy: Policy, *people: Mapping[str, Any]) -> list[Cells]:
    """People (raw facts as in a case file) as rows under the template's headings; more numbered
    columns are added where someone needs them."""
    headings = Headings(policy.content)
    columns = headings.template()
    for name, fact in policy.facts.items():
        if fact.kind in ("spells", "diplomas"):
            most = max((len(person.get(name) or ()) for person in people), default=0)
            kinds = list(dict.fromkeys(c.kind for c in columns if c.kind.fact == name))
            known = max(column.number for column in columns if column.kind.fact == name)
            columns += [
                Column(kind, number, headings.heading(kind, number))
                for number in range(known + 1, most + 1)
                for kind in kinds
            ]
    rows = [
        [_cell(policy, person, column, f"人{number}") for column in columns]
        for number, person in enumerate(people, 1)
    ]
    return [[column.heading for column in columns], *rows]


def _cell(policy: Policy, person: Mapping[str, Any], column: Column, name: str) -> Any:
    kind = column.kind
    if kind.fact in (NAME, REMARK):
        return name if kind.fact == NAME else None
    value, fact = person.get(kind.fact), policy.facts[kind.fact]
    if value is None:
        return None
    if fact.kind in ("spells", "diplomas"):
        if not value:
            return fact.none_label if column.number == 1 and kind.part in ("", "start") else None
        if column.number > len(value):
            return None
        value = value[column.number - 1].get(kind.part or "kind")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        labels = [fact.options[one].label if one in fact.options else str(one) for one in value]
        return "、".join(labels) or (fact.none_label or "没有")
    if isinstance(value, str) and value in fact.options:
        return fact.options[value].label
    return value


def as_dates(rows: Sequence[Cells]) -> list[Cells]:
    """The rows with every ISO day as a real date."""

    def dated(value: Any) -> Any:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return value

    return [[dated(value) for value in row] for row in rows]


POLICY = load_policy()
