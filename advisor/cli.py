"""The command line: lines of JSON in, lines of JSON out, in order, errors in their place."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import IO, Any, NoReturn

from advisor.assess import assess
from advisor.cases import read_case, read_lines, to_line
from advisor.checklist import checklist
from advisor.content import ContentError
from advisor.facts import FactError, Facts
from advisor.interview import play
from advisor.policy import CONTENT, DEFAULT_PACK, Policy, load_policy

Command = Callable[[Policy, Facts, date, argparse.Namespace], dict[str, object]]

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

写错的行在原位给出 {"id", "error": {"fact", "message"}}，其余照常。
退出码：0 全部读懂；1 有写错的行；2 命令本身不对（文件打不开、内容包有误等）。"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 all lines good, 1 some bad, 2 cannot run)."""
    arguments = _parser().parse_args(argv)
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
        print(f"打不开“{arguments.file}”：{error.strerror}", file=sys.stderr)
    return 2


def _run(command: Command, policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    status = 0
    today = date.today()
    out = sys.stdout.buffer
    for line in read_lines(file):
        try:
            facts, as_of = read_case(policy, line, today)
            answer = command(policy, facts, as_of, arguments)
        except FactError as error:
            status = 1
            answer = {"error": {"fact": error.fact, "message": error.message}}
        out.write(to_line({"id": line.id} | answer))
        out.flush()
    return status


def _assess(
    policy: Policy, facts: Facts, as_of: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return assess(policy, facts, as_of).to_json()


def _interview(
    policy: Policy, facts: Facts, as_of: date, arguments: argparse.Namespace
) -> dict[str, object]:
    answers = play(policy, facts, as_of)
    report = assess(policy, answers, as_of).to_json()
    return {
        "asked": list(answers),
        "routes": report["routes"],
        "recommended": report["recommended"],
    }


def _checklist(
    policy: Policy, facts: Facts, as_of: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return checklist(assess(policy, facts, as_of), arguments.route).to_json()


COMMANDS: dict[str, tuple[Command, str]] = {
    "assess": (_assess, "每条路的结论：能不能申报、从哪天起、还缺什么、要确认什么"),
    "interview": (_interview, "按这些情况走一遍问答：问了哪些，结论是什么"),
    "checklist": (_checklist, "推荐的那条路要准备的材料、归谁审批、怎么办"),
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
