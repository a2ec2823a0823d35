"""Ten rosters as offices have them, none made from the template: how each is laid out, what stands in its
cells, how many people are on it, and those whom nobody could assess."""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.roster_files import by_hand, saved, text

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "明芳伟娜强丽军敏磊静杰艳涛玲超霞鹏燕波红"


class OfficeRoster(NamedTuple):
    """``make``: the file. ``people``: how many are on it. ``aside``: the rows that must be set aside, by
    name, and a word of the reason."""

    name: str
    make: Callable[[], io.BytesIO]
    people: int
    aside: Mapping[str, str] = {}


def names(count: int, seed: int = 0) -> list[str]:
    """So many different names."""
    chance = random.Random(seed)
    whole = [a + b + c for a in SURNAMES for b in GIVEN for c in ("", "华", "伟")]
    return chance.sample(whole, count)


def _title(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    sheet.cell(row, 1, text)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def title_ledger() -> io.BytesIO:
    """职称台账: a title, two sheets of departments, a total, signatures."""
    book = Workbook()
    book.remove(book.worksheets[0])
    people = names(24, 1)
    headings = ["序号", "姓名", "性别", "出生年月", "学历", "毕业时间", "所学专业", "现职称", "取得时间",
                "职称专业", "参加工作时间", "备注"]  # fmt: skip
    for number, title in enumerate(("生产技术部", "质量部")):
        sheet = book.create_sheet(title)
        _title(sheet, 1, f"漯河某食品有限公司{title}职称台账", len(headings))
        sheet.append(headings)
        for n, name in enumerate(people[number * 12 : number * 12 + 12], 1):
            level = ("大专", "本科", "中专", "函授本科")[n % 4]
            title_held = ("技术员", "助理工程师", None, "工程师")[n % 4]
            since = f"{2015 + n % 6}.12" if title_held else None
            sheet.append([n, name, "男", f"199{n % 10}.03", level, f"201{n % 9}.7", "机械",
                          title_held, since, "机械", f"201{n % 9}.8", None])  # fmt: skip
        sheet.append(["合计", None, "12人"])
        sheet.append(["填表人：", "张会计", None, None, "审核人：", None, "单位盖章"])
    return saved(book)


def hr_export() -> io.BytesIO:
    """An HR system's export: forty columns, text dates, codes."""
    headings = [
        "员工编号",
        "姓名",
        "性别",
        "民族",
        "出生日期",
        "年龄",
        "籍贯",
        "户口所在地",
        "政治面貌",
        "婚姻状况",
        "证件类型",
        "证件号码",
        "手机号码",
        "电子邮箱",
        "一级部门",
        "二级部门",
        "岗位名称",
        "职务",
        "职级",
        "用工形式",
        "合同类型",
        "合同开始日期",
        "合同结束日期",
        "入职日期",
        "参加工作日期",
        "司龄",
        "工龄",
        "最高学历",
        "最高学历学习形式",
        "毕业院校",
        "所学专业",
        "毕业时间",
        "学位",
        "职称名称",
        "职称取得时间",
        "职业技能等级",
        "人员状态",
        "银行账号",
        "紧急联系人",
        "紧急联系人电话",
    ]
    assert len(headings) == 40
    rows: list[list[Any]] = [headings]
    for n, name in enumerate(names(30, 2)):
        form, level = (
            ("全日制", "大学本科"),
            ("函授", "大学专科"),
            ("全日制", "大学专科"),
            ("自考", "本科"),
            ("", "中专"),
        )[n % 5]
        rows.append(
            [
                f"E{n:04}",
                name,
                "男",
                "汉族",
                "1992-03-01",
                "34",
                "河南漯河",
                "源汇区",
                "群众",
                "已婚",
                "身份证",
                f"41110219920301{n:04}",
                f"1380000{n:04}",
                "",
                "技术中心",
                "工艺室",
                "工艺工程师",
                "",
                "P5",
                "正式",
                "固定期限",
                "2018-07-01",
                "2027-06-30",
                f"2018-0{n % 8 + 1}-15",
                f"2016-0{n % 8 + 1}-01",
                "8",
                "10",
                level,
                form,
                "河南工业大学",
                "食品科学",
                f"201{n % 7}-07-01",
                ("学士", "")[n % 2],
                ("", "助理工程师", "技术员")[n % 3],
                ("", "2019-12-20", "2018-11-05")[n % 3],
                "",
                "在职",
                f"62220000000000{n:04}",
                "李某",
                f"1390000{n:04}",
            ]  # fmt: skip
        )
    return text(rows)


def list_with_two_titles() -> io.BytesIO:
    """花名册: two title rows over the headings, the columns' numbers under them, a formula for the age."""
    book = Workbook()
    sheet = book.worksheets[0]
    headings = [
        "序号",
        "姓名",
        "性别",
        "年龄",
        "文化程度",
        "毕业时间",
        "从事专业",
        "参加工作时间",
        "职称",
        "任职时间",
    ]
    _title(sheet, 1, "某镇农业服务中心专业技术人员花名册", len(headings))
    _title(sheet, 2, "填报单位（盖章）：        填报日期：2026年11月", len(headings))
    sheet.append(headings)
    sheet.append(list(range(1, len(headings) + 1)))
    for n, name in enumerate(names(15, 3), 1):
        row: list[Any] = [n, name, "女", f"=2026-{1980 + n}", ("大专", "本科（函授）", "中专")[n % 3],
                          date(2005 + n, 7, 1), ("畜牧兽医", "农艺", "农技推广")[n % 3], date(2006 + n, 9, 1),
                          ("技术员", "无", "助理农艺师")[n % 3], (date(2010, 12, 1), None, date(2012, 12, 1))[n % 3]]  # fmt: skip
        sheet.append(row)
    sheet.append(["", "说明：本表一式两份"])
    return saved(book)


def gb18030_list() -> io.BytesIO:
    """A list saved as text by a Chinese spreadsheet, in GB18030; two people who cannot be."""
    rows: list[list[Any]] = [
        [
            "姓名",
            "工作单位",
            "单位性质",
            "学历",
            "毕业年月",
            "开始从事专业技术工作时间",
            "现有职称",
            "申报专业",
        ]
    ]
    for n, name in enumerate(names(38, 4)):
        rows.append([name, "漯河某机械厂", ("民企", "私营企业")[n % 2], ("全日制大专", "自考本科", "大专")[n % 3],
                     "2018年7月", "2018年9月", ("无", "技术员")[n % 2], ("机械", "电气自动化", "机械设计")[n % 3]])  # fmt: skip
    rows.append(["贾不能", "漯河某机械厂", "民企", "大专", "2018.7", "2019年2月30日", "无", "机械"])
    rows.append(["甄空白", "", "", "", "", "", "", ""])
    return text(rows, "gb18030")


def tabs_from_another_system() -> io.BytesIO:
    """Separated by tabs, headings in brackets, words where others have nothing."""
    rows: list[list[Any]] = [["教师姓名（必填）", "任教学科", "第一学历", "第一学历毕业时间", "最高学历", "最高学历毕业时间",
                              "教师资格", "现任专业技术职务", "来校时间", "年度考核情况"]]  # fmt: skip
    for n, name in enumerate(names(22, 5)):
        rows.append([name, ("语文", "英语", "体育", "数学")[n % 4], ("中专", "全日制大专", "大专")[n % 3], "2010-07",
                     ("本科", "自考本科", "大专")[n % 3], ("2014-06", "2013-12", "2010-07")[n % 3],
                     "小学教师资格证", ("三级教师", "未评", "二级教师")[n % 3], "2012-09", ("合格", "称职", "优秀")[n % 3]])  # fmt: skip
    return text(rows, "utf-8", "\t")


def hidden_sheets() -> io.BytesIO:
    """Last year's list hidden, lists for drop-downs beside it, this year's in sight."""
    book = Workbook()
    now, old, codes = book.worksheets[0], book.create_sheet("2024年"), book.create_sheet("数据字典")
    now.title = "2026年"
    headings = [
        "工号",
        "姓名",
        "科室",
        "学历",
        "学习形式",
        "毕业时间",
        "单位性质",
        "隶属关系",
        "岗位",
        "现职称",
        "职称聘任时间",
    ]
    for sheet, seed in ((now, 6), (old, 7)):
        sheet.append(headings)
        for n, name in enumerate(names(18, seed)):
            sheet.append([1000 + n, name, "总工办", ("本科", "专科")[n % 2], ("统招", "业余")[n % 2], "2016/7/1",
                          "国有企业", "市直", "设计", ("助工", "技术员", "—")[n % 3], "2018/12/1" if n % 3 < 2 else None])  # fmt: skip
    codes.append(["学历", "学习形式"])
    codes.append(["本科", "统招"])
    old.sheet_state = codes.sheet_state = "hidden"
    return saved(book)


def text_dates() -> io.BytesIO:
    """Days as people type them, each row another way; one January that is text, one that is a number."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        [
            "姓名",
            "全日制学历",
            "毕业时间",
            "在职学历",
            "毕业时间",
            "从事专业技术工作时间",
            "职称",
            "职称时间",
        ]
    )
    days = (
        "2015.1",
        "2015年7月1日",
        "2015/7",
        "2015-07-01",
        "201507",
        "２０１５．０７",
        "2015 07 01",
        "2015年",
        2015.1,
    )
    for n, name in enumerate(names(18, 8)):
        day = days[n % len(days)]
        sheet.append([name, ("大专", "中专")[n % 2], day, ("本科", "无", None)[n % 3],
                      ("2019.12", None, None)[n % 3], day, ("员级", "初级")[n % 2], "2017.10"])  # fmt: skip
    return saved(book)


def formulas() -> io.BytesIO:
    """Made of formulas, with the values they had when saved; one name is looked up and was not found."""
    headings = ["姓名", "学历", "毕业时间", "职称", "参加工作时间"]
    rows = "".join(
        f'<c r="{"ABCDE"[n]}1" t="inlineStr"><is><t>{heading}</t></is></c>'
        for n, heading in enumerate(headings)
    )
    rows = f'<row r="1">{rows}</row>'
    for n, name in enumerate(names(20, 9), 2):
        title = "<v>技术员</v>" if n % 5 else ""
        rows += (
            f'<row r="{n}"><c r="A{n}" t="str"><f>Sheet2!A{n}</f><v>{name}</v></c>'
            f'<c r="B{n}" t="str"><f>VLOOKUP(A{n},Sheet2!A:F,2,0)</f><v>全日制大专</v></c>'
            f'<c r="C{n}"><f>DATE(2016,7,1)</f><v>42552</v></c>'
            f'<c r="D{n}" t="{"str" if n % 5 else "e"}"><f>VLOOKUP(A{n},Sheet2!A:F,4,0)</f>{title or "<v>#N/A</v>"}</c>'
            f'<c r="E{n}"><f>EDATE(C{n},2)</f><v>42614</v></c></row>'
        )
    return by_hand(rows)


def official_form() -> io.BytesIO:
    """The official form: headings in two rows, merged; the spouse's schooling beside one's own."""
    book = Workbook()
    sheet = book.worksheets[0]
    _title(sheet, 1, "专业技术人员基本情况登记表", 14)
    above = ["序号", "姓名", "性别", "全日制教育", None, None, "在职教育", None, None, "专业技术职务", None,
             "参加工作时间", "配偶情况", None]  # fmt: skip
    below = [None, None, None, "学历", "毕业时间", "毕业院校及专业", "学历", "毕业时间", "毕业院校及专业",
             "名称", "取得时间", None, "姓名", "学历"]  # fmt: skip
    sheet.append(above)
    sheet.append(below)
    for first, last in ((4, 6), (7, 9), (10, 11), (13, 14)):
        sheet.merge_cells(start_row=2, start_column=first, end_row=2, end_column=last)
    for column in (1, 2, 3, 12):
        sheet.merge_cells(start_row=2, start_column=column, end_row=3, end_column=column)
    for n, name in enumerate(names(25, 10), 1):
        sheet.append([n, name, "男", ("大专", "中专", "大学")[n % 3], "2012.07", "漯河职业技术学院",
                      ("大学", None, None)[n % 3], ("2016.12", None, None)[n % 3], None,
                      ("助理工程师", "技术员", None)[n % 3], ("2017.11", "2014.10", None)[n % 3],
                      "2012.09", "某某", "本科"])  # fmt: skip
    sheet.append(["填表人：", None, None, "单位负责人（签字）："])
    return saved(book)


def old_workbook() -> io.BytesIO:
    """An .xls of many years' standing: a title, two rows of headings without anything to tell that they
    are merged, real days."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("在职人员")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write(0, 0, "某水利局下属单位在职人员名册")
    for column, heading in {
        0: "编号",
        1: "姓名",
        2: "学历情况",
        5: "职称情况",
        7: "工作时间",
    }.items():
        sheet.write(1, column, heading)
    for column, heading in {
        2: "学历",
        3: "学习形式",
        4: "毕业时间",
        5: "职称",
        6: "取得时间",
    }.items():
        sheet.write(2, column, heading)
    for n, name in enumerate(names(16, 11), 3):
        cells: Sequence[Any] = [n - 2, name, ("大专", "本科")[n % 2], ("全日制", "函授", "电大")[n % 3], date(2011, 7, 1),
                 ("技术员", "无")[n % 2], (date(2013, 12, 1), None)[n % 2], date(2011, 9, 1)]  # fmt: skip
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write(n, column, value, day)
            elif value is not None:
                sheet.write(n, column, value)
    sheet.write(20, 0, "合计")
    sheet.write(20, 1, 16)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def open_document(rows: Sequence[Sequence[Any]]) -> io.BytesIO:
    """The rows as an .ods."""
    office, spaces = (
        "urn:oasis:names:tc:opendocument:xmlns:",
        ("office", "table", "text", "manifest"),
    )
    declared = " ".join(f'xmlns:{space}="{office}{space}:1.0"' for space in spaces)

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value}"'
        elif isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {declared}><office:body>'
        f'<office:spreadsheet><table:table table:name="表1">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", f"<manifest:manifest {declared}/>")
        book.writestr("content.xml", content)
    out.seek(0)
    return out


def hospital_ods() -> io.BytesIO:
    """An .ods of a hospital: schooling in two sets of columns, words of all sorts."""
    rows: list[list[Any]] = [
        [
            "科室",
            "姓名",
            "原始学历",
            "原始学历毕业时间",
            "最高学历",
            "最高学历毕业时间",
            "专业技术资格",
            "资格取得时间",
            "从事专业",
        ]
    ]
    for n, name in enumerate(names(14, 12)):
        rows.append(["检验科", name, ("中专", "大专")[n % 2], date(2008, 7, 1), ("函授大专", "自考本科")[n % 2],
                     date(2013, 1, 10), ("初级", "护士", "药师")[n % 3], date(2010, 6, 1), ("护理", "检验", "药剂")[n % 3]])  # fmt: skip
    return open_document(rows)


OFFICES = [
    OfficeRoster("职称台账", title_ledger, 24),
    OfficeRoster("人事系统导出", hr_export, 30),
    OfficeRoster("两行标题的花名册", list_with_two_titles, 15),
    OfficeRoster("国标编码的文本", gb18030_list, 40, {"贾不能": "日历", "甄空白": "没有一项"}),
    OfficeRoster("制表符分隔", tabs_from_another_system, 22),
    OfficeRoster("有隐藏的表", hidden_sheets, 18),
    OfficeRoster("文字日期", text_dates, 18),
    OfficeRoster("公式", formulas, 20),
    OfficeRoster("两层表头的登记表", official_form, 25),
    OfficeRoster("旧版表格", old_workbook, 16),
    OfficeRoster("开放文档", hospital_ods, 14),
]
