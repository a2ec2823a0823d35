"""Mistakes of every kind, planted by hand in copies of both cities' packs: each is named in its file, with words
that say what is wrong. Many at a time, as they come: none may hide another.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from advisor.proving.sound import check_pack
from tests.content.test_content import Edit, copy_of


class Planted(NamedTuple):
    """A mistake: in which file what is found and what put there; a part of the line that names it."""

    what: str
    file: str
    find: str
    put: str
    says: str


ROWS = [
    Planted(
        "a row twice",
        "routes",
        "          - {diploma: adult_college, clause: 四.二.1}\n",
        "          - {diploma: adult_college, clause: 四.二.1}\n          - {diploma: adult_college, clause: 四.二.1}\n",
        "和前面的一行一样",
    ),
    Planted(
        "a row behind one that asks for less",
        "routes",
        "          - diploma: adult_bachelor\n            clause: 六.二.2.1\n",
        "          - diploma: adult_bachelor\n            clause: 六.二.2.1\n            beside: [{use: related_service, months: 12}, achievement]\n          - diploma: adult_bachelor\n            clause: 六.二.2.1\n",
        "永远轮不到",
    ),
    Planted(
        "a row that its route rules out",
        "routes",
        "          - diploma: adult_secondary\n            clause: 六.二.2.3\n            beside: [",
        "          - diploma: adult_secondary\n            clause: 六.二.2.3\n            beside: [assistant_held, ",
        "这一行谁也够不上",
    ),
    Planted(
        "a route that nobody can go",
        "routes",
        "      - {use: title_none, clause: 四.二.4}\n",
        "      - {use: title_none, clause: 四.二.4}\n      - {use: entry_title_held, clause: 四.二.4}\n",
        "这条路谁也走不通",
    ),
    Planted(
        "a gate forgotten",
        "routes",
        "      - base\n      - study\n      - entry_converted\n",
        "      - study\n      - entry_converted\n",
        "别的路都要“base”",
    ),
    Planted(
        "a condition that all meet",
        "conditions",
        "    fails: [missing]\n",
        "    passes: [not_required, held, missing]\n",
        "怎么答都满足",
    ),
    Planted(
        "a condition that nobody meets",
        "conditions",
        '    clause: 四.二.4\n    passes: ["no"]\n',
        '    clause: 四.二.4\n    fails: ["no", "yes"]\n',
        "怎么答都不满足",
    ),
    Planted(
        "years that the clause does not say",
        "routes",
        "secondary_work: {months: 60,",
        "secondary_work: {months: 48,",
        "这里是4年，第六条（二）2（3）的原文",
    ),
    Planted(
        "the same, from the other side",
        "notice",
        "",
        "",
        "第六条（二）2（3）的原文写了5年，没有一处规则是这个数",
    ),
    Planted(
        "months that the clause does not say",
        "routes",
        "time_in_post: {months: 6,",
        "time_in_post: {months: 8,",
        "这里是8个月，第一条的原文",
    ),
    Planted(
        "years back that the clause does not say",
        "routes",
        "excellence_years: {years: 3,",
        "excellence_years: {years: 2,",
        "这里是2年，第七条（七）的原文",
    ),
    Planted(
        "months that are no usual span",
        "routes",
        "adult_college_title: {months: 24,",
        "adult_college_title: {months: 25,",
        "25个月不是整年",
    ),
    Planted(
        "a level without a route",
        "routes",
        "  - {id: entry, name: 员级}\n",
        "  - {id: entry, name: 员级}\n  - {id: senior, name: 中级}\n",
        "“中级”没有一条路",
    ),
    Planted(
        "a way without a route",
        "routes",
        "  - {id: exceptional, name: 认定考核（凭实绩）}\n",
        "  - {id: exceptional, name: 认定考核（凭实绩）}\n  - {id: exam, name: 考试}\n",
        "“考试”没有一条路",
    ),
    Planted(
        "two ways of one name",
        "routes",
        "  - {id: conversion, name: 认定考核（转换专业）}\n",
        "  - {id: conversion, name: 认定考核}\n",
        "“认定考核”这个名称前面已经有了",
    ),
    Planted(
        "an id twice",
        "procedure",
        "  - id: watch_for_returns\n",
        "  - id: review\n",
        "“review”这个编号前面已经有了",
    ),
    Planted(
        "two offices of one name",
        "procedure",
        "    name: 单位的市直主管部门\n",
        "    name: 漯河市职改办\n",
        "“漯河市职改办”这个名称前面已经有了",
    ),
    Planted(
        "a character that cannot be printed",
        "procedure",
        "    name: 漯河市人才交流中心\n",
        "    name: 漯河市人才交流中心😀\n",
        "打印的字体里没有“😀”",
    ),
    Planted(
        "another city's office",
        "procedure",
        "的初级职称，由漯河市职改办审批和管理。\n",
        "的初级职称，由许昌市职改办审批和管理。\n",
        "话里有“许昌”",
    ),
    Planted(
        "a clause that the notice has not",
        "procedure",
        "先要有单位账号（第八条（一））。",
        "先要有单位账号（第八条（三））。",
        "话里写的“第八条（三）”，通知里没有",
    ),
    Planted(
        "another in a point that is open",
        "interpretations",
        "    silence: 第四条（二）3说从员级",
        "    silence: 第十四条说从员级",
        "话里写的“第十四条”，通知里没有",
    ),
    Planted(
        "a text that is empty",
        "materials",
        "    form: 带上号码就行；平台提示要上传的，照提示传扫描件，不交纸质\n",
        '    form: ""\n',
        "这里是空的",
    ),
    Planted(
        "two materials of one name",
        "materials",
        "    name: 身份证\n",
        "    name: 毕业证书\n",
        "“毕业证书”这个名称前面已经有了",
    ),
    Planted(
        "two points of one name",
        "interpretations",
        "    name: 全日制大专能不能先聘员级\n",
        "    name: 已有员级职称，怎么升助理级\n",
        "“已有员级职称，怎么升助理级”这个名称前面已经有了",
    ),
    Planted(
        "changes out of order",
        "pack",
        "    day: 2026-11-26\n    text: 教师系列",
        "    day: 2026-11-20\n    text: 教师系列",
        "比上面一条还早",
    ),
    Planted(
        "an option twice",
        "procedure",
        "  - when: {jurisdiction: [municipal]}\n    office: city_title_office\n",
        "  - when: {jurisdiction: [municipal, municipal]}\n    office: city_title_office\n",
        "“municipal”前面已经写过了，请删去一个",
    ),
    Planted(
        "a row on a clause that its route does not name",
        "routes",
        "    clauses: [四.一, 六.一]\n    summary",
        "    clauses: [四.一]\n    summary",
        "这一行依据第六条（一），这条路的 clauses 里没有它",
    ),
    Planted(
        "something not written yet",
        "pack",
        "issued_by: 漯河市职称改革领导小组办公室\n",
        "issued_by: 待填：哪个部门发的\n",
        "待填",
    ),
]
"""For Luohe, all in one copy."""

QUESTIONS = [
    Planted(
        "two options of one label",
        "facts",
        "      municipal: {label: 市直,",
        "      municipal: {label: 县区,",
        "“县区”这个选项前面已经有了",
    ),
    Planted(
        "two questions of one name",
        "facts",
        "    name: 单位归哪里管\n",
        "    name: 单位性质\n",
        "“单位性质”这个名称前面已经有了",
    ),
    Planted(
        "an option that no rule mentions",
        "facts",
        "      outside: {label: 不在漯河}\n",
        "      zone: {label: 开发区}\n      outside: {label: 不在漯河}\n",
        "只有“zone”没有",
    ),
    Planted(
        "an achievement that no rule reads",
        "facts",
        "      commendation: {label: 表彰,",
        "      talk: {label: 讲座}\n      commendation: {label: 表彰,",
        "在自己的包里写 achievements: {options: {remove: [talk]}}",
    ),
    Planted(
        "a diploma that no row reads",
        "facts",
        "      technical_technician: {label: 预备技师（技师）班}\n",
        "      technical_technician: {label: 预备技师（技师）班}\n      night_school: {label: 夜大}\n",
        "“night_school”这个选项没有一条规则",
    ),
    Planted(
        "an answer with other years",
        "answers",
        "办了有效就业手续，做相关专业工作满{college_work}，可以初聘助理级。成人专科",
        "办了有效就业手续，做相关专业工作满8个月，可以初聘助理级。成人专科",
        "话里写着8个月",
    ),
    Planted(
        "an answer with years by hand",
        "answers",
        "满{college_work}可以初聘助理级。证上",
        "满三年可以初聘助理级。证上",
        "“3年”是手写的，通知改了它不会跟着变；请写成 {college_work}",
    ),
    Planted(
        "this batch by hand",
        "procedure",
        "的初级职称，由漯河市职改办审批和管理。\n",
        "的初级职称，2020年第一批由漯河市职改办审批和管理。\n",
        "“2020年第一批”是手写的",
    ),
    Planted(
        "another batch",
        "procedure",
        "先要有单位账号（第八条（一））。",
        "2019年第二批先要有单位账号（第八条（一））。",
        "话里写着2019年第二批，这一份是2020年第一批",
    ),
    Planted(
        "a last day that the clause has otherwise",
        "procedure",
        "  on: deadline ",
        "  on: 2020-01-12 ",
        "截止日期是1月12日，第八条（二）的原文写的是1月10日",
    ),
    Planted(
        "a clause that the notice has not, in other brackets",
        "interpretations",
        "    silence: 第四条（二）3说从员级",
        "    silence: 第8条(九)说从员级",
        "话里写的“第八条（九）”，通知里没有",
    ),
    Planted(
        "a name that only the files have",
        "interpretations",
        "    name: 全日制大专能不能先聘员级\n",
        "    name: 全日制大专能不能先聘 entry_level\n",
        "话里有“entry_level”，这是文件里用的名称",
    ),
    Planted(
        "a column as it is below",
        "conditions",
        '    lever: {to: "yes", say: 完成继续教育并经审验合格}\n',
        '    lever: {to: "yes", say: 完成继续教育并经审验合格}\n    otherwise: unmet\n',
        "“otherwise”和 common/conditions.yaml:",
    ),
    Planted(
        "a version that says nothing of itself",
        "pack",
        'version: "2"\ncity',
        'version: "3"\ncity',
        "changes 里没有第“3”版改了什么",
    ),
]
"""For Luohe's questions and answers, in another copy."""

SECOND = [
    Planted("years that the clause does not say", "routes", "months: 36, clause: 四.三", "months: 24, clause: 四.三", "这里是2年，第四条（三）的原文“工作满…”写的是3年"),
    Planted("a clause with other years than its rule", "notice", "中专毕业，任员级满3年", "中专毕业，任员级满6年", "第四条（四）的原文写了6年，没有一处规则是这个数"),
    Planted("years by hand that the clause has otherwise", "routes", "工作满{entry_work}", "工作满2年", "话里写着2年，依据的第二条、第三条原文写的是1年"),
    Planted("the same in Chinese figures", "routes", "closed: 认定员级看的是中专、大专毕业证（", "closed: 认定员级看的是中专、大专毕业证，工作满二年（", "话里写着2年，依据的第三条原文写的是1年"),
    Planted("the same in an open point", "interpretations", "工作满{bachelor_work}", "工作满3年", "话里写着3年"),
    Planted("a brace that is not closed", "routes", "summary: 中专以上毕业，工作或任员级的年限够了", "summary: 中专以上毕业，工作满{bachelor_work", "花括号不成对"),
    Planted("a number that nothing takes", "routes", "\nlevels:", "  spare: {months: 24, clause: 四.三, words: 任员级满…}\n\nlevels:", "“spare”没有用到"),
    Planted("a condition twice in a row", "routes", "months: bachelor_work}]}\n          - {diploma: college", "months: bachelor_work}, {use: any_service, months: bachelor_work}]}\n          - {diploma: college", "前面已经要过了"),
    Planted("a condition twice for all", "routes", "[jurisdiction, has_unit", "[jurisdiction, jurisdiction, has_unit", "前面已经要过了"),
    Planted("an open point twice", "routes", "doubts: [postgraduate_without_degree]", "doubts: [postgraduate_without_degree, postgraduate_without_degree]", "“postgraduate_without_degree”前面已经写过了"),
    Planted("offices that nobody is sent to", "procedure", "offices: {}", "offices: {nobody: {name: 郑州市人才中心, note: 归它审批。, clause: 一}, bureau: {name: 郑州市人社局, note: 归它审批。, clause: 一}}", "“nobody”没有用到"),
    Planted("a rule of offices behind a wider one", "procedure", "approved_by: []", "approved_by: [{when: {applying_unit: [own, agency]}, office: bureau}, {when: {applying_unit: [own]}, office: bureau}]", "这一行永远轮不到"),
    Planted("a diploma's proof once more", "conditions", "own_unit: {clause: 一}", "own_unit: {clause: 一, proof: diploma}", "由学历行带出来"),
    Planted("a last day before the notice", "procedure", "on: 2020-01-01", "on: 2019-12-31", "早于施行日"),
    Planted("another city", "pack", "我按转载的郑州市", "我按转载的许昌市", "话里有“许昌”"),
    Planted("an option of the same label", "facts", "{label: 大专}", "{label: 中专}", "“中专”这个选项前面已经有了"),
    Planted("a diploma that no row reads", "facts", "      bachelor: {label: 本科}", "      night: {label: 夜大}\n      bachelor: {label: 本科}", "“night”这个选项没有一条规则"),
    Planted("a character that cannot be printed", "procedure", "text: 把材料交给", "text: 把材料🙂交给", "打印的字体里没有“🙂”"),
    Planted("a material of the same name", "materials", "service_proof: {", "service_proof: {name: 毕业证书, ", "“毕业证书”这个名称前面已经有了"),
]  # fmt: skip
"""For the second city, all in one copy."""


def test_a_pack_that_changes_nothing_is_asked_about(tmp_path: Path) -> None:
    """Next year's, of which nothing but the head is written; and one in which a thing is written again."""
    copy_of("zhengzhou", tmp_path)
    pack = tmp_path / "zhengzhou-2021"
    pack.mkdir()
    head = """id: zhengzhou-2021
extends: zhengzhou
version: "1"
document: 郑职改办〔2021〕1号
batch: 2021年第一批
in_force: {from: 2020-01-01}
"""
    (pack / "pack.yaml").write_text(head, "utf-8")
    found = check_pack(pack)
    assert (found.faults, found.blanks) == ([], [])
    [said] = found.odd
    assert said.startswith("zhengzhou-2021/pack.yaml:2: 这一份接着“zhengzhou”写，却什么也没有改")
    (pack / "pack.yaml").write_text(head + "city: 郑州\n", "utf-8")
    (pack / "facts.yaml").write_text("facts:\n  masters_degree: {kind: yes_no, ask: 您是硕士吗？}\n", "utf-8")  # fmt: skip
    kind, city = sorted(check_pack(pack).odd)
    assert kind.startswith("zhengzhou-2021/facts.yaml:2: “kind”和 common/facts.yaml:")
    assert city.startswith("zhengzhou-2021/pack.yaml:7: “city”和 zhengzhou/pack.yaml:")


UNREAD = [
    ("a tab", "pack", "city: 郑州\n", "\tcity: 郑州\n", "制表符"),
    ("an indent", "pack", "city: 郑州\n", " city: 郑州\n", "没有对齐"),
    ("a full-width colon", "pack", "city: 郑州\n", "city：郑州\n", "全角的“：”"),
    ("a quote not closed", "pack", "city: 郑州\n", 'city: "郑州\n', "引号没有配对"),
    (
        "a key that there is not",
        "pack",
        "city: 郑州\n",
        "city: 郑州\ntown: 中牟\n",
        "town：没有这一栏",
    ),
    ("a key twice", "pack", "city: 郑州\n", "city: 郑州\ncity: 郑州\n", "“city”写了两次"),
    ("a number in words", "conditions", "    months: 3\n", "    months: 三\n", "应是整数"),
    (
        "no such condition",
        "routes",
        "      - in_post\n",
        "      - in_pots\n",
        "没有“in_pots”这个条件",
    ),
    (
        "no such way",
        "routes",
        "    way: recognition\n    clauses: [二, 三]",
        "    way: no_way\n    clauses: [二, 三]",
        "ways 里没有“no_way”",
    ),
]
"""For the second city, each in a copy of its own."""


def lines_with(pack: str, folder: Path, mistakes: list[Planted]) -> list[str]:
    """All that is said of a copy with these mistakes."""
    edits = [(one.file, one.find, one.put) for one in mistakes if one.find]
    return [line for part in check_pack(copy_of(pack, folder, *edits)) for line in part]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("planted")
    return {
        "rows": lines_with("luohe-2020", folder / "rows", ROWS),
        "questions": lines_with("luohe-2020", folder / "questions", QUESTIONS),
        "second": lines_with("zhengzhou", folder / "second", SECOND),
    }


PLANTED = {"rows": ROWS, "questions": QUESTIONS, "second": SECOND}


@pytest.mark.parametrize("group", PLANTED)
def test_each_mistake_is_found_though_many_are_there(
    group: str, said: dict[str, list[str]]
) -> None:
    missed = [
        one.what
        for one in PLANTED[group]
        if not any(f"/{one.file}.yaml:" in line and one.says in line for line in said[group])
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("file", "find", "put", "says"), [pytest.param(*one[1:], id=one[0]) for one in UNREAD]
)
def test_what_cannot_be_read_is_said_in_chinese(
    file: str, find: str, put: str, says: str, tmp_path: Path
) -> None:
    lines = check_pack(copy_of("one-piece", tmp_path, (file, find, put))).faults
    assert any(f"/{file}.yaml:" in line and says in line for line in lines), lines


def test_a_fault_of_shape_hides_no_other(tmp_path: Path) -> None:
    """What is wrong in one file's shape, and what does not fit in it and in others, at once."""
    faults = check_pack(
        copy_of(
            "one-piece",
            tmp_path,
            ("pack", "city: 郑州\n", "city: 郑州\ntown: 中牟\n"),
            ("conditions", "    months: 3\n", "    months: 三\n"),
            ("facts", "    kind: spells\n    name: 专业技术工作经历\n", "    kind: spells\n"),
            (
                "routes",
                "    way: recognition\n    clauses: [二, 三]",
                "    way: no_way\n    clauses: [三, 五]",
            ),
        )
    ).faults
    for words in ("town：", "work.name：缺", "months：应是整数", "no_way", "“五”"):
        assert sum(words in line for line in faults) == 1, (words, faults)
    assert len(faults) == 5  # and nothing that only follows from them


BROKEN = [
    ("pack", "city: 郑州\n", 'city: "郑州\n'),
    ("notice", "text: 四、助理级", "text 四、助理级"),
    ("facts", "    name: 专业技术工作经历\n", "    name：专业技术工作经历\n"),
    ("facts", "    kind: diplomas\n", "\tkind: diplomas\n"),
    ("conditions", "    kind: in_post\n", "    kind in_post\n"),
    ("routes", "    way: recognition\n    clauses: [二, 三]", "    way: recognition\n    clauses: [二, 三"),
    ("interpretations", "    clauses: [四.三, 三, 四.二, 四.四]\n", "    clauses [四.三, 三, 四.二, 四.四]\n"),
    ("materials", "    form: 打印件", '    form: "打印件'),
    ("procedure", "offices: {}\n", "offices {}\n"),
    ("checks", "    first: title_since\n", "     first: title_since\n"),
    ("verdicts", "nothing_open_next: ", "nothing_open_next "),
    ("words", "  title_since:\n", "  title_since\n"),
]  # fmt: skip
"""For the second city in one piece: one line of a file that keeps the whole from being read."""


NO_FACT: Edit = ("conditions", "    fact: labour_contract\n", "    fact: labor\n")
NO_WAY: Edit = ("routes", "    way: recognition\n    clauses: [二, 三]", "    way: no_way\n    clauses: [二, 三]")  # fmt: skip
"""Another mistake, beside the line that cannot be read."""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[Edit, set[str]]:
    """What is said of either of these where every line can be read."""
    return {
        edit: set(check_pack(copy_of("one-piece", tmp_path_factory.mktemp("alone"), edit)).faults)
        for edit in (NO_FACT, NO_WAY)
    }


@pytest.mark.parametrize(("file", "find", "put"), [pytest.param(*one, id=one[0]) for one in BROKEN])
def test_a_line_that_is_no_yaml_hides_nothing_and_brings_nothing_with_it(
    file: str, find: str, put: str, alone: dict[Edit, set[str]], tmp_path: Path
) -> None:
    other, there_is_none = (
        (NO_FACT, "labor") if file not in ("conditions", "facts") else (NO_WAY, "no_way")
    )
    found = check_pack(copy_of("one-piece", tmp_path, (file, find, put), other))
    assert len([line for line in found.faults if "不是合格的 YAML" in line]) == 1, found
    assert f"/{file}.yaml:" in next(line for line in found.faults if "不是合格的" in line)
    rest = [line for line in found.faults if "不是合格的 YAML" not in line]
    assert any(there_is_none in line for line in rest)
    assert set(rest) <= alone[other], (
        "nothing that only follows from the line that could not be read"
    )


def test_several_lines_that_are_no_yaml_are_told_at_once(tmp_path: Path) -> None:
    faults = check_pack(copy_of("one-piece", tmp_path, *(one for one in BROKEN))).faults
    assert {line.partition(":")[0] for line in faults} == {
        f"one-piece/{file}.yaml" for file, _, _ in BROKEN
    }
    assert sum("one-piece/facts.yaml" in line for line in faults) == 2
    assert all("不是合格的 YAML" in line for line in faults)


@pytest.mark.parametrize("text", [None, b"\x00\xff\xfe[[[{{{"])
def test_of_a_file_that_is_not_there_or_no_text_the_others_are_looked_at_by_themselves(
    text: bytes | None, tmp_path: Path
) -> None:
    folder = copy_of(
        "one-piece",
        tmp_path,
        ("interpretations", "    silence: 转载只写硕士", "    silence: 许昌只写硕士"),
    )
    if text is None:
        (folder / "facts.yaml").unlink()
    else:
        (folder / "facts.yaml").write_bytes(text)
    first, *rest = check_pack(folder).faults
    assert first.startswith("one-piece/facts.yaml:1: ")
    assert rest
    assert all("话里有“许昌”" in line for line in rest)


def test_files_that_are_not_what_they_should_be(tmp_path: Path) -> None:
    folder = copy_of("one-piece", tmp_path)
    (folder / "notes.txt").write_text("记一下", "utf-8")
    (folder / "answers.yml").write_text("", "utf-8")
    gbk = (folder / "procedure.yaml").read_text("utf-8").encode("gbk")
    other = folder.rename(tmp_path / "kaifeng")
    faults = check_pack(other).faults
    assert any("kaifeng/notes.txt：程序不读它" in line for line in faults)
    assert any("文件名要写成 answers.yaml" in line for line in faults)
    assert any("id 是“one-piece”，文件夹叫“kaifeng”" in line for line in faults)
    (other / "procedure.yaml").write_bytes(gbk)
    assert any("像是GBK" in line for line in check_pack(other).faults)
