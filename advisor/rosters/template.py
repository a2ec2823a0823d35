"""The template of a unit's roster: an empty sheet with drop-downs, what each column means, examples.

Its columns are the pack's facts (``columns.py``), its words are the pack's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import IO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from advisor.content import schema
from advisor.rosters.book_style import Rows, as_heading, font, for_paper, put_text
from advisor.rosters.columns import Column, Headings
from advisor.rules.policy import Policy

ROSTER, NOTES, EXAMPLES, OPTIONS = "花名册", "填写说明", "样例", "选项"

_LAST_ROW = 20_000  # down to which the drop-downs reach
_WIDTHS = {"diplomas": 16.0, "spells": 15.0, "choices": 26.0, "years": 16.0}
_HOW_DAY = "写 2021-07-01、2021.07.01、2021年7月1日都行。只写到月的，算到那个月最后一天；只写年份的，算到12月31日。"
_HOW_END = "还在岗的写“{to_date}”，或者空着。结束要写到月。"

RULES = (
    "一人一行，从表头下面一行填起。列的先后可以换，用不到的列可以删，自己另加的列不看。",
    "空着的就是不清楚，不会当成“没有”；一个都没有的，请写“没有”。不清楚的先空着也能看，结果里会写明要问什么。",
    f"日期：{_HOW_DAY}",
    "学历、工作经历不够填的，在右边接着编号，如“学历4”“开始5”“结束5”。",
    "请不要合并格子。用公式算出来的，保存以后再传。",
    "姓名和备注只用来在结果里认人，可以不填。请不要填身份证号和电话。",
)


def write_template(policy: Policy, out: IO[bytes]) -> None:
    """The pack's template as a workbook into ``out`` (binary)."""
    content = policy.content
    headings = Headings(content)
    columns = headings.template()
    book = Workbook()
    roster = book.active
    assert isinstance(roster, Worksheet)
    roster.title = ROSTER
    notes, examples, options = (book.create_sheet(title) for title in (NOTES, EXAMPLES, OPTIONS))
    _write_headings(roster, columns, content)
    _write_notes(notes, columns, content)
    _write_headings(examples, columns, content)
    for number, example in enumerate(content.roster.examples or [_example(columns, content)], 2):
        cells = {
            (found.kind, found.number): value
            for heading, value in example.items()
            if (found := headings.find(heading)) is not None
        }
        for place, column in enumerate(columns, 1):
            put_text(examples.cell(number, place), _shown(cells.get(column[:2], "")))
    _write_choices(options, roster, columns, content)
    book.save(out)


def _write_headings(sheet: Worksheet, columns: Sequence[Column], content: schema.Content) -> None:
    for place, column in enumerate(columns, 1):
        as_heading(sheet.cell(1, place, column.heading))
        fact = content.facts.facts.get(column.kind.fact)
        letter = get_column_letter(place)
        dimension = sheet.column_dimensions[letter]
        dimension.width = _WIDTHS.get(fact.kind, 14.0) if fact is not None else 12.0
        # Text, so that the spreadsheet does not turn 2021.10 into something else.
        dimension.number_format = "@"
        dimension.font = font()
    sheet.row_dimensions[1].height = 36
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    for_paper(sheet, landscape=True)


def _write_notes(sheet: Worksheet, columns: Sequence[Column], content: schema.Content) -> None:
    pack = content.pack
    for letter, width in zip("ABCD", (24, 40, 52, 52), strict=True):
        sheet.column_dimensions[letter].width = width
    rows = Rows(sheet)
    rows.title(f"{pack.city}{pack.terms.subject}自测：花名册怎么填")
    rows.pair("依据", f"{pack.document}，{pack.batch}")
    for number, rule in enumerate(RULES, 1):
        rows.pair(f"{number}", rule)
    rows.heading("列", "填什么", "怎么填", "从哪里查")
    for column in columns:
        fact = content.facts.facts.get(column.kind.fact)
        if fact is None:
            rows.pair(column.heading, "只用来在结果里认人", "随便填，也可以空着", "")
        elif column.number < 2:
            more = column.heading.replace("1", "2")
            name = f"{column.heading}、{more} ……" if column.number else column.heading
            what = "" if column.kind.part else fact.ask
            rows.pair(name, what or _part_asked(column, fact), _how(column, content), fact.find_out)
    sheet.freeze_panes = "B2"
    for_paper(sheet, landscape=True)


def _part_asked(column: Column, fact: schema.Fact) -> str:
    return {
        "start": f"{fact.ask}这里填从哪天开始",
        "end": "这一段到哪天结束",
        "graduated_on": "哪天毕业；还没毕业的填预计日期",
        "related": f"这一段{fact.related_label}吗？",
    }[column.kind.part]


def _how(column: Column, content: schema.Content) -> str:
    fact, words = content.facts.facts[column.kind.fact], content.roster
    labels = [option.label for option in fact.options.values()]
    match fact.kind, column.kind.part:
        case ("choice" | "yes_no", _):
            return f"从下拉里选：{'；'.join(labels)}"
        case ("choices", _):
            return f"一项从下拉里选，几项用顿号隔开写在一起：{'；'.join(labels)}；{fact.none_label}"
        case ("number", _):
            return f"写整数，数的是{fact.unit}"
        case ("years", _):
            return "写年份，几年的用顿号隔开，如 2023、2024"
        case ("diplomas", ""):
            return f"从下拉里选：{'；'.join(labels)}；{fact.none_label}"
        case ("spells", "start"):
            return f"{_HOW_DAY}从没有的写“{words.none[0] if words.none else fact.none_label}”。"
        case (_, "end"):
            return _HOW_END.format(to_date=words.to_date[0] if words.to_date else "")
        case (_, "related"):
            return f"写“{words.yes[0]}”或“{words.no[0]}”，空着算“{words.yes[0]}”"
    return _HOW_DAY


def _write_choices(
    options: Worksheet, roster: Worksheet, columns: Sequence[Column], content: schema.Content
) -> None:
    """The lists behind the drop-downs, one a column, and the drop-downs themselves."""
    lists: dict[tuple[str, ...], str] = {}
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        reach = f"{letter}2:{letter}{_LAST_ROW}"
        fact = content.facts.facts.get(column.kind.fact)
        if fact is None:
            continue
        choices = _choices(column, content)
        if not choices:
            _prompt(roster, reach, column, _how(column, content))
            continue
        if choices not in lists:
            at = len(lists) + 1
            as_heading(options.cell(1, at, column.heading))
            options.column_dimensions[get_column_letter(at)].width = 24
            for row, choice in enumerate(choices, 2):
                put_text(options.cell(row, at), choice)
            at_letter = get_column_letter(at)
            lists[choices] = f"{OPTIONS}!${at_letter}$2:${at_letter}${len(choices) + 1}"
        validation = DataValidation(type="list", formula1=lists[choices], allow_blank=True)
        validation.errorStyle = "warning"
        validation.errorTitle = "下拉里没有"
        validation.error = "请从下拉里选；不清楚就空着。"
        validation.showErrorMessage = fact.kind != "choices"
        validation.add(reach)
        roster.add_data_validation(validation)
    options.freeze_panes = "A2"


def _prompt(sheet: Worksheet, reach: str, column: Column, text: str) -> None:
    """A note that shows while one stands in the column."""
    validation = DataValidation(showErrorMessage=False, allow_blank=True)
    validation.promptTitle = column.heading[:30]
    validation.prompt = text[:250]
    validation.showInputMessage = True
    validation.add(reach)
    sheet.add_data_validation(validation)


def _choices(column: Column, content: schema.Content) -> tuple[str, ...]:
    """What a column's drop-down offers; nothing for a column without one."""
    fact, words = content.facts.facts[column.kind.fact], content.roster
    labels = tuple(option.label for option in fact.options.values())
    if column.kind.part == "related":
        return (words.yes[0], words.no[0])
    if column.kind.part:
        return ()
    return (*labels, fact.none_label) if labels and fact.none_label else labels


def _example(columns: Sequence[Column], content: schema.Content) -> Mapping[str, schema.Cell]:
    """A row for a pack without examples of its own: the first option everywhere, one of each list."""
    return dict(_example_cells(columns, content))


def _example_cells(
    columns: Sequence[Column], content: schema.Content
) -> Iterator[tuple[str, schema.Cell]]:
    start = max(content.pack.effective_from, date(2000, 1, 1)).replace(month=1, day=1)
    for column in columns:
        fact = content.facts.facts.get(column.kind.fact)
        if fact is not None and column.number < 2:
            choices = _choices(column, content)
            if choices:
                yield column.heading, choices[0]
            elif column.kind.part != "end":
                yield column.heading, {"years": start.year, "number": 1}.get(fact.kind, start)


def _shown(value: schema.Cell) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
