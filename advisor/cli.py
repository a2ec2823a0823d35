"""The command line: lines of JSON in, lines of JSON out, in order, errors in their place."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import IO, Any, NoReturn

from advisor.assess import assess
from advisor.cases import Line, facts_to_json, read_case, read_lines, read_text, to_line
from advisor.checklist import checklist
from advisor.content import ContentError
from advisor.facts import FactError
from advisor.handover import CodeError, encode, open_code
from advisor.interview import play
from advisor.policy import CONTENT, DEFAULT_PACK, Policy, load_policy
from advisor.printing import only_one, print_sheet
from advisor.understand import understand

Command = Callable[[Policy, Line, date, argparse.Namespace], dict[str, object]]

DESCRIPTION = """\
初级职称申报自测（漯职改办〔2020〕1号）的命令行。
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

understand 每行读 {"id", "as_of", "asked", "text"}：text 是这个人打的字，asked 是当时问的那一项（没有问就写
null），给出 {"id", "facts"}。

写错的行在原位给出 {"id", "error": {"fact", "message"}}，其余照常。
退出码：0 全部读懂；1 有写错的行；2 命令本身不对（文件打不开、内容包有误等）。"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 all lines good, 1 some bad, 2 cannot run)."""
    arguments = _parser().parse_args(argv)
    if sys.stdin is None or sys.stdout is None:
        print("标准输入或标准输出是关着的，没有地方读写。", file=sys.stderr or sys.__stderr__)
        return 2
    if not (Path(arguments.content) / arguments.policy).is_dir():
        known = sorted(folder.parent.name for folder in Path(arguments.content).glob("*/pack.yaml"))
        print(f"没有“{arguments.policy}”这个内容包，可选：{'、'.join(known)}", file=sys.stderr)
        return 2
    try:
        policy = load_policy(Path(arguments.content) / arguments.policy)
        route = getattr(arguments, "route", None)
        if route is not None and route not in policy.route:
            print(f"没有“{route}”这条路，可选：{'、'.join(policy.route)}", file=sys.stderr)
            return 2
        with _open(arguments.file) as file:
            return _run(arguments.command, policy, file, arguments)
    except ContentError as error:
        print(f"内容包“{arguments.policy}”不能用：", *error.lines, sep="\n", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        print(f"打不开“{error.filename or arguments.file}”：{error.strerror}", file=sys.stderr)
    return 2


def _run(command: Command, policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    status = 0
    today = date.today()
    out = sys.stdout.buffer
    lines = read_lines(file)
    for line in only_one(lines) if command is _print else lines:
        try:
            answer = command(policy, line, today, arguments)
        except FactError as error:
            status = 1
            answer = {"error": {"fact": error.fact, "message": error.message}}
        out.write(to_line({"id": line.id} | answer))
        out.flush()
    return status


def _assess(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return assess(policy, *read_case(policy, line, today)).to_json()


def _interview(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    facts, as_of = read_case(policy, line, today)
    answers = play(policy, facts, as_of)
    report = assess(policy, answers, as_of).to_json()
    return {
        "asked": list(answers),
        "routes": report["routes"],
        "recommended": report["recommended"],
    }


def _checklist(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    assessment = assess(policy, *read_case(policy, line, today))
    return checklist(assessment, arguments.route).to_json()


def _code(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return {"code": encode(policy, *read_case(policy, line, today))}


def _open_code(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    if line.error is not None:
        raise line.error
    code = line.content.get("code")
    if not isinstance(code, str):
        raise CodeError("缺“code”这一栏，请写上转交码。")
    opened = open_code(Path(arguments.content), code)
    if opened.policy.id != policy.id:
        raise CodeError(
            f"这是“{opened.policy.id}”的码，不是“{policy.id}”的，请用 --policy {opened.policy.id}。"
        )
    return {"as_of": opened.as_of.isoformat(), "facts": facts_to_json(opened.facts)}


def _print(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    facts, as_of = read_case(policy, line, today)
    file = Path(arguments.output)
    print_sheet(policy, facts, as_of, file, arguments.name, arguments.short)
    return {"file": str(file)}


def _understand(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return {"facts": understand(policy, *read_text(policy, line, today)).to_json()}


COMMANDS: dict[str, tuple[Command, str]] = {
    "assess": (_assess, "每条路的结论：能不能申报、从哪天起、还缺什么、要确认什么"),
    "interview": (_interview, "按这些情况走一遍问答：问了哪些，结论是什么"),
    "checklist": (_checklist, "推荐的那条路要准备的材料、归谁审批、怎么办"),
    "code": (_code, "把这些情况写成一个转交码，可以抄下来、念给别人听"),
    "open": (_open_code, "读转交码：当时的计算日和填的情况"),
    "understand": (_understand, "从一句话里听出来的情况：只听说清楚了的"),
    "print": (_print, "把一个人的自测单做成可以打印的 PDF"),
}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="advisor", usage="advisor 命令 FILE [选项]", description=DESCRIPTION)
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for name, (command, purpose) in COMMANDS.items():
        sub = commands.add_parser(
            name, help=purpose, description=purpose, usage=f"advisor {name} FILE [选项]"
        )
        sub.add_argument("file", metavar="FILE", help="每行一个人的文件；“-”表示从标准输入读")
        sub.add_argument(
            "--policy", metavar="ID", default=DEFAULT_PACK, help="用哪个内容包（默认 %(default)s）"
        )
        sub.add_argument(
            "--content", metavar="DIR", default=str(CONTENT), help="内容包所在的文件夹"
        )
        if name == "checklist":
            sub.add_argument(
                "--route", metavar="ROUTE", help="不用推荐的，看这条路，如 entry.initial"
            )
        if name == "print":
            sub.add_argument(
                "-o", "--output", metavar="FILE.pdf", required=True, help="写到哪个文件（一定要给）"
            )
            sub.add_argument("--name", default="", help="印在单子上的姓名，别处不留")
            sub.add_argument("--short", action="store_true", help="窗口核对用的一页")
        sub.set_defaults(command=command)
    return parser


class _Parser(argparse.ArgumentParser):
    """argparse, speaking Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, epilog=EPILOG, add_help=False, **options)
        self._positionals.title = "输入"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="看这份说明")

    def error(self, message: str) -> NoReturn:
        print(f"命令写得不对（{message}）。\n看用法：advisor --help", file=sys.stderr)
        raise SystemExit(2)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _open(name: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")
