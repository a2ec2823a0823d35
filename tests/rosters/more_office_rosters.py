"""Three more rosters as offices have them, made without a look at how headings are found: a group of firms, stations of
a bureau, a firm that writes its headings in two languages."""

import io
from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.roster_files import saved, text
from tests.rosters.office_rosters import OfficeRoster, names


def food_group() -> io.BytesIO:
    """Headings in two rows: 第一学历 and 最高学历 over the same three, the title's level beside its name."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["基本信息", None, None, "第一学历", None, None, "最高学历", None, None, "职称信息", None, None,
                  "入职信息", None])  # fmt: skip
    sheet.append(["工号", "姓名", "部门", "学历", "学习形式", "毕业时间", "学历", "学习形式", "毕业时间", "职称", "级别",
                  "评定时间", "入集团时间", "从事技术岗位起始时间"])  # fmt: skip
    for area in ("A1:C1", "D1:F1", "G1:I1", "J1:L1", "M1:N1"):
        sheet.merge_cells(area)
    for n, name in enumerate(names(32, 104)):
        sheet.append([f"S{n:04}", name, "研发部", ("大专", "中专", "本科")[n % 3], "全日制", date(2014, 7, 1),
                      ("本科", "大专", "硕士研究生")[n % 3], ("函授", "自考", "全日制")[n % 3], date(2018, 1, 10),
                      ("助理工程师", "技术员", None)[n % 3], ("助理级", "员级", None)[n % 3], date(2016, 12, 1),
                      date(2014, 8, 1), date(2014, 10, 1)])  # fmt: skip
    return saved(book)


def stations() -> io.BytesIO:
    """A sheet of sums and one for each station; the headings stand in row five, broken over lines."""
    book = Workbook()
    sums = book.worksheets[0]
    sums.title = "汇总"
    sums.append(["单位", "人数", "高级", "中级", "初级"])
    sums.append(["土肥站", 10, 1, 3, 6])
    for title, seed in (("土肥站", 105), ("植保站", 106)):
        sheet = book.create_sheet(title)
        for row in ([f"{title}专业技术人员情况统计表"], [], [f"单位：{title}", None, None, None, "时间：2026年10月"], []):  # fmt: skip
            sheet.append(row)
        sheet.append(["姓 名", "性 别", "出生\n年月", "文化\n程度", "毕业院校及专业", "毕业\n时间", "参加工\n作时间",
                      "现任专业\n技术职务", "任职\n时间", "现从事\n专业", "备 注"])  # fmt: skip
        for n, name in enumerate(names(9, seed)):
            sheet.append([name, "女", "1988.5", ("大学", "大专", "中专", "在职大学")[n % 4], "河南农大农学", "2011.07",
                          "2011.09", ("助理农艺师", "农业技术员", "未定职", "农艺师")[n % 4], "2013.11", "农学"])  # fmt: skip
        sheet.append(["制表人：王五", None, None, "负责人：赵六"])
    return saved(book)


def two_languages() -> io.BytesIO:
    """Separated by tabs, each heading in Chinese and English, wordings of the firm's own."""
    rows: list[list[Any]] = [["工号 No.", "姓名 Name", "部门 Dept.", "学历 Education", "毕业日期 Graduation", "专业 Major",
                              "职称 Title", "岗位 Position", "入职日期 Onboard"]]  # fmt: skip
    for n, name in enumerate(names(21, 107)):
        rows.append([f"T{n}", name, "研发", ("统招本科", "专升本", "双证硕士", "统招大专")[n % 4], "2019/6/30", "自动化",
                     ("初级", "-", "助理工程师")[n % 3], "结构工程师", "2019/7/8"])  # fmt: skip
    return text(rows, "utf-8-sig", "\t")


MORE_OFFICES = [
    OfficeRoster("食品集团", food_group, 32),
    OfficeRoster("农业站所", stations, 18),
    OfficeRoster("两种文字的表头", two_languages, 21),
]
