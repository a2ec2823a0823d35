"""The command line: lines of JSON in, lines of JSON out, in order, errors in their place."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir
from typing import IO, Any, get_args

from advisor import clock, packs
from advisor.cli import output
from advisor.cli.command_words import Parser
from advisor.cli.line_by_line import opener
from advisor.cli.writing import WriteError, check_place
from advisor.content.reading import ContentError
from advisor.facts.typed_days import typed_day
from advisor.facts.values import FactError
from advisor.file_troubles import FULL, in_words
from advisor.paper.document import Audience
from advisor.rules.policy import Policy

DESCRIPTION = """\
职称申报自测的命令行；按哪份通知算，看 --policy。
每行读一个人的情况（JSON），按原来的次序每行给出一个结果。"""

EPILOG = """\
输入的每一行：
  {"id": "c1", "as_of": "2026-11-23",
   "facts": {"jurisdiction": "county", "employer": "private_enterprise",
             "work": [{"start": "2021-07-01", "end": null}],
             "diplomas": [{"kind": "fulltime_college", "graduated_on": "2021-06-30"}]}}
  as_of 是计算日，不写就是今天；facts 里没写的或写 null 的，都算“还不知道”，不会当成“没有”。

转交码里有一个人的全部回答、内容包和它的版本、计算日，不必存在别处。
code 的输入同上，每行给出 {"id", "code"}；open 反过来，每行读 {"id", "code"}，
给出 {"id", "as_of", "facts"}：没填的不写，选了“不清楚”的是 null。
读码时大小写、空格、连字符、全角半角都不要紧。

ask 每行读 {"id", "question"}，给出 {"id", "clauses", "answer"}：clauses 最贴的在前，
最多5条。通知没有写的，clauses 是 []；哪个答案也不贴的，answer 说没有找到。
understand 每行读 {"id", "as_of", "asked", "text"}：text 是这个人打的字，asked 是当时问的那一项（没有问就写
null），给出 {"id", "facts"}。只是听着像、字不对的，另写在 by_sound 里，要问过本人才算；
--explain 再写明哪些词说成了哪一项（words）、哪些词让一句话不算（hiding）、哪些没有听出来（left）。

写错的行在原位给出 {"id", "error": {"fact", "message"}}，其余照常。
退出码：0 全部读懂；1 有写错的行；2 命令本身不对（文件打不开、内容包有误等）。"""

COLUMNS, TEXT = ".parquet", ".csv"
"""How the name of a file of columns ends; one of text is such a file only where its verdicts are to be one, else
it is a unit's roster."""

SCREEN = "单位花名册（.xlsx、.xls、.et、.ods 或 .csv）：每个人的结论写成一个工作簿"
SCREEN_EPILOG = """\
花名册一人一行，表头是各列的名称；自己的花名册就行，也可以用网页“单位花名册”里的模板。
空着的格子是不清楚，不会当成“没有”。没认出来的写法也按不清楚算，这个人照样看，写明哪里没说清。
工作簿里有：概况、每个人的结果、今后两年里谁哪天可以申报、没有看的行（第几行、哪一列、怎么改）、没认出的写法。

--columns：哪一列当作什么、没认出的写法是什么意思、哪几张表不看。文件还没有，就把这次认的写进去；
改好以后再运行一次，就照它看，下次的花名册也可以用。
--unit：全单位都一样的，写一次，花名册没有写的照它算。比如：
  单位归哪里管: 县区
  单位性质: 民营企业
  就业手续: 办了
  人人都要的条件: 都符合
  除外: [张三, 李四]          # 这几个人的“人人都要的条件”另外看
  参加工作时间算技术岗: 是    # 不写就不算；名单里有离职、退休的，先去掉

上百万人的，用列的文件（.parquet 或 .csv，列名是事实名，见 docs/batches.md），结果写成 .parquet 或 .csv，所有的核一起算。
退出码：0 每一行都看了；1 有没看的行，其余照常；2 根本看不了（打不开、不是表格、没有表头等）。"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 all lines good, 1 some bad, 2 cannot run)."""
    gc.set_threshold(
        50_000
    )  # opening a pack makes much that stays: a seventh of a command was looking at it
    try:
        return _main(argv)
    except WriteError as error:
        print(error.message, file=sys.stderr)
    except BrokenPipeError:  # whoever read the output has read enough
        output.give_up()
    except KeyboardInterrupt:
        print("停下了，没有做完。", file=sys.stderr)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("advisor"):
            raise
        print(
            f"这样做要用的“{error.name}”没有装。请在程序的文件夹里运行 python tasks.py install batches"
            "（Windows 用 py tasks.py install batches）装上，再运行一次。",
            file=sys.stderr,
        )
    return 2


def _main(argv: Sequence[str] | None) -> int:
    with output.output():  # the help, if that is asked for
        arguments = _parser().parse_args(argv)
    run = _runner(arguments)
    if "file" not in arguments:
        return _of_packs(run, arguments)
    if sys.stdin is None or sys.stdout is None:
        print("标准输入或标准输出是关着的，没有地方读写。", file=sys.stderr or sys.__stderr__)
        return 2
    try:
        policy = _chosen(arguments)
        route = getattr(arguments, "route", None)
        if route is not None and route not in policy.route:
            print(f"没有“{route}”这条路，可选：{'、'.join(policy.route)}", file=sys.stderr)
            return 2
        if "output" in arguments:
            _check_output(arguments)
        with _open(arguments.file) as file:
            return run(policy, file, arguments)
    except packs.NoPackError as error:
        print(error.message, file=sys.stderr)
    except ContentError as error:
        print("内容包不能用：", *error.lines, sep="\n", file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in FULL:  # not from reading, and what is written out is a ``WriteError``
            print(f"临时文件夹“{gettempdir()}”里写不下：{in_words(error)}", file=sys.stderr)
        else:
            name = "标准输入" if arguments.file == "-" else arguments.file
            print(f"打不开“{error.filename or name}”：{in_words(error)}", file=sys.stderr)
    return 2


def _of_packs(run: Callable[..., int], arguments: argparse.Namespace) -> int:
    """A command that reads no file of people."""
    try:
        return run(arguments)
    except packs.NoPackError as error:
        print(error.message, file=sys.stderr)
    except ContentError as error:
        print("内容包不能用：", *error.lines, sep="\n", file=sys.stderr)
    return 2


def _doing(arguments: argparse.Namespace) -> str:
    """The command, as its module is called."""
    name: str = arguments.command.replace("-", "_")
    if name == "screen":
        source, target = (Path(each).suffix.lower() for each in (arguments.file, arguments.output))
        if source == COLUMNS or (source == TEXT and target in (COLUMNS, TEXT)):
            name = "screen_columns"
    return name


def _runner(arguments: argparse.Namespace) -> Callable[..., int]:
    """What a command does; its module, and what that needs, is loaded only now."""
    module = import_module(f"advisor.cli.each.{_doing(arguments)}")
    run: Callable[..., int] = module.run
    return run


def _chosen(arguments: argparse.Namespace) -> Policy:
    """The pack that is asked for. Raises ``ContentError``."""
    content = Path(arguments.content) if arguments.content else None

    def day(policy: Policy) -> date:
        """The day that all are reckoned for, where one is named: of a city's packs the one of that day."""
        today = clock.today(policy)
        named = getattr(arguments, "as_of", None)
        try:
            return typed_day(named, today, may_lie_ahead=True).day if named else today
        except FactError:  # the command itself says what is wrong with it
            return today

    if arguments.policy:
        id = packs.find(arguments.policy, day, content)
    else:
        id = packs.default(day, content)
    return opener(_doing(arguments))(id, content)


def _check_output(arguments: argparse.Namespace) -> None:
    """Raises ``WriteError`` if ``-o`` cannot be meant: told before the work, not after."""
    output = Path(arguments.output)
    check_place(output)
    if arguments.file != "-" and output.exists() and output.samefile(arguments.file):
        raise WriteError(f"-o 写的“{output}”就是要读的文件自己，请换一个文件名。")


COMMANDS: dict[str, str] = {
    "assess": "每条路的结论：能不能申报、从哪天起、还缺什么、要确认什么",
    "interview": "按这些情况走一遍问答：问了哪些，结论是什么",
    "checklist": "推荐的那条路要准备的材料、归谁审批、怎么办",
    "code": "把这些情况写成一个转交码，可以抄下来、念给别人听",
    "open": "读转交码：当时的计算日和填的情况",
    "understand": "从一句话里听出来的情况：只听说清楚了的",
    "print": "把一个人的自测单做成可以打印的 PDF",
    "ask": "常见问题：每行一个问题，给出回答和依据的条款",
}
"""What each command that reads a file line by line is for."""


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="advisor", usage="advisor 命令 文件 [选项]", description=DESCRIPTION, epilog=EPILOG
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="command")
    for name, purpose in COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=purpose,
            description=purpose,
            usage=f"advisor {name} 文件 [选项]",
            epilog=EPILOG,
        )
        sub.add_argument(
            "file", metavar="文件", help="每行一个人（或一个问题）的文件；“-”表示从标准输入读"
        )
        _add_pack(sub)
        if name == "checklist":
            sub.add_argument("--route", metavar="路", help="不用推荐的，看这条路，写它的编号")
        if name == "understand":
            sub.add_argument(
                "--explain",
                action="store_true",
                help="写明每一项是从哪些词听出来的，给写内容的人看",
            )
        if name == "print":
            sub.add_argument(
                "-o", "--output", metavar="单子.pdf", required=True, help="写到哪个文件（一定要给）"
            )
            sub.add_argument(
                "--name", metavar="姓名", default="", help="印在单子上的姓名，别处不留"
            )
            sub.add_argument(
                "--for",
                dest="audience",
                choices=get_args(Audience),
                default="person",
                help="给谁：person 本人（不写就是）、clerk 窗口核对、unit 单位管人事的同事，后两种各一页",
            )
            sub.add_argument("--short", action="store_true", help="和 --for clerk 一样")
            sub.add_argument(
                "--address",
                metavar="网址",
                default="",
                help="自测页的网址；写了，扫单子上的二维码就打开这个人的结果",
            )
    purpose = "把窗口台账的密码做成散列，写进设置（docs/operating.md）"
    commands.add_parser(
        "ledger-password",
        help=purpose,
        description=purpose,
        usage="advisor ledger-password",
        epilog=EPILOG,
    )
    _add_screen(commands)
    _add_of_packs(commands)
    return parser


def _add_screen(commands: Any) -> None:
    sub = commands.add_parser(
        "screen",
        help=SCREEN,
        description=SCREEN,
        usage="advisor screen 花名册 -o 结果.xlsx [选项]",
        epilog=SCREEN_EPILOG,
    )
    sub.add_argument("file", metavar="花名册", help="花名册文件；“-”表示从标准输入读")
    sub.add_argument(
        "-o", "--output", metavar="结果.xlsx", required=True, help="写到哪个文件（一定要给）"
    )
    sub.add_argument(
        "--as-of",
        metavar="日子",
        help="计算日，如 2026.12.31；不写就是今天；一座城市有几份通知的，用那一天管着的",
    )
    sub.add_argument(
        "--jobs", metavar="几个", type=int, help="几个进程一起算（不写就是每个核一个）"
    )
    sub.add_argument(
        "--cluster",
        metavar="地址",
        help="列的文件：到几台机器上去算，写调度程序的地址，如 tcp://主机:8786",
    )
    sub.add_argument("--codes", action="store_true", help="列的文件：加上每个人的转交码（慢得多）")
    sub.add_argument(
        "--columns", metavar="列.yaml", help="哪一列当作什么；还没有这个文件，就把这次认的写进去"
    )
    sub.add_argument("--unit", metavar="单位.yaml", help="全单位都一样的（YAML 或 JSON）")
    _add_pack(sub)


CHECK = "检查内容包：没有错，或者所有的错，每个写明文件、行号、怎么改"
CHECK_EPILOG = """\
不写编号，就检查装着的每一个。先改前面的：一个错有时带出另一个。
“请再看一眼”的多半是错，也可能是对的，不算错。“待填”的是新包里还没有写的。
退出码：0 没有错；1 有错；2 没有这个包等。"""


NEW = "起一个新的内容包：每个文件都有，要写的地方标着“待填”"
NEW_EPILOG = """\
一步一步怎么写，见 docs/content.md。
退出码：0 写好了；2 写不了（已经有了、编号不对等）。"""

SCHEMA = "内容包各种文件的写法（JSON Schema），给编辑器用：自动补全，写错的画线"

COMPARE = "两个内容包有什么不同：数字、名单、句子，谁的结论变了、怎么变"
COMPARE_EPILOG = """\
先说内容：先是各有几处，再是每一处说的是什么、依据哪一条、从什么变成什么。再说人：两份的 cases.yaml
里的人，各按自己的那一天，谁的结论变了；
所有能分开的情况里，哪条路的结论怎样变，各举一个人，写明两边各依据哪一条。
退出码：0 没有不同；1 有不同；2 没有这个包等。"""


SHOW = "整份内容包，每一样从哪一层来；换掉、去掉了什么"
SHOW_EPILOG = """\
自己写的不注；从底下来的，后面注着文件和行号。最后列出换掉的、去掉的、共用层里没有用到的。
退出码：0 好了；2 没有这个包，或者写得读不懂。"""
LAW = "通知一条一条地看：原文，和建在它上面的一切"
LAW_EPILOG = """\
每一条先是原文，再是出自它的数，然后是路、条件、问题、材料、办理、常见问题，和没写明的地方。
方括号〔〕里是内容文件里的名称。退出码：0 好了；2 没有这个包，或者包有错。"""


def _add_of_packs(commands: Any) -> None:
    """The commands for those who write packs."""
    check = commands.add_parser(
        "check",
        help=CHECK,
        description=CHECK,
        usage="advisor check [编号…] [选项]",
        epilog=CHECK_EPILOG,
    )
    check.add_argument("packs", metavar="编号", nargs="*", help="哪个内容包；不写就是每一个")
    check.add_argument(
        "--exhaustive",
        action="store_true",
        help="把所有能分开的情况都试一遍（几分钟）：都有结论，多一年、多一本证不会变差，问答和结论一致，每一行每一句都有人走到",
    )
    check.add_argument(
        "--quick", action="store_true", help="和 --exhaustive 一起用：少试些日子，几秒钟"
    )
    check.add_argument(
        "--show", action="store_true", help="和 --exhaustive 一起用：每一处给一个走到那里的人"
    )
    _add_content(check)
    both = commands.add_parser(
        "compare",
        help=COMPARE,
        description=COMPARE,
        usage="advisor compare 编号 编号 [选项]",
        epilog=COMPARE_EPILOG,
    )
    both.add_argument("one", metavar="编号", help="原来的那一份；存着的旧版写“编号@版号”")
    both.add_argument("other", metavar="另一个编号", help="新的那一份")
    both.add_argument(
        "--content-only", action="store_true", help="只比内容和 cases.yaml 里的人，快"
    )
    both.add_argument("--all", action="store_true", help="每一处不同都列出来，连认得的说法")
    both.add_argument("--exhaustive", action="store_true", help="日子试全，慢（几分钟）")
    _add_content(both)
    new = commands.add_parser(
        "new", help=NEW, description=NEW, usage="advisor new 编号 城市 [选项]", epilog=NEW_EPILOG
    )
    new.add_argument("id", metavar="编号", help="小写字母、数字、连字号，如 kaifeng-2027")
    new.add_argument("city", metavar="城市", help="如 开封")
    new.add_argument(
        "--extends", metavar="共用层", default="common", help="接着哪一层写（不写就是 common）"
    )
    new.add_argument(
        "--day", metavar="施行日", default="2020-01-01", help="如 2027-01-01；以后在 pack.yaml 里改"
    )
    _add_content(new)
    shape = commands.add_parser(
        "schema", help=SCHEMA, description=SCHEMA, usage="advisor schema 文件夹", epilog=NEW_EPILOG
    )
    shape.add_argument("folder", metavar="文件夹", help="写到哪个文件夹")

    show = commands.add_parser(
        "show",
        help=SHOW,
        description=SHOW,
        usage="advisor show 编号 [选项]",
        epilog=SHOW_EPILOG,
    )
    show.add_argument("pack", metavar="编号", help="哪个内容包")
    show.add_argument("--only", metavar="哪个文件", help="只看这个文件，如 facts、routes")
    show.add_argument(
        "--whole", metavar="文件夹", help="另存成自成一份的（存旧版用），写到这个还没有的文件夹"
    )
    _add_content(show)
    law = commands.add_parser(
        "law",
        help=LAW,
        description=LAW,
        usage="advisor law 编号 [条款] [选项]",
        epilog=LAW_EPILOG,
    )
    law.add_argument("pack", metavar="编号", help="哪个内容包")
    law.add_argument("clause", metavar="条款", nargs="?", help="只看这一条，如 六.二；不写就是全部")
    _add_content(law)


def _add_pack(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--policy",
        metavar="编号",
        help=f"用哪个内容包：编号或城市（不写就用设置 {packs.PACK_SETTING} 的，没有设就用第一个）",
    )
    _add_content(sub)


def _add_content(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--content",
        metavar="文件夹",
        help=f"内容包所在的文件夹（不写就用设置 {packs.FOLDER_SETTING} 的，没有设就用自带的）",
    )


def _open(name: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")
