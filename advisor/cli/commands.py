"""The command line: lines of JSON in, lines of JSON out, in order, errors in their place."""

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from getpass import GetPassWarning, getpass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any

from advisor import clock, packs
from advisor.cli.cases import (
    Line,
    read_case,
    read_lines,
    read_question,
    read_text,
    to_line,
)
from advisor.cli.command_words import Parser
from advisor.cli.printing import only_one, print_sheet
from advisor.cli.writing import WriteError, check_place, write_whole
from advisor.content.reading import ContentError
from advisor.facts.plain import facts_to_json
from advisor.facts.values import FactError
from advisor.file_troubles import FULL, in_words
from advisor.handover.code import CodeError, encode
from advisor.interview.questions import play
from advisor.ledger.gate import GateError, hash_of
from advisor.report.reckoning import typed_reckoning_day
from advisor.report.report import Report
from advisor.rosters.result_book import ResultBook
from advisor.rosters.screening import Screening, summary
from advisor.rosters.tables.cells import SheetError
from advisor.rules.assess import assess
from advisor.rules.policy import Policy
from advisor.talk.explaining import explained
from advisor.talk.questions import search
from advisor.talk.understand import understand

Runner = Callable[[Policy, IO[bytes], argparse.Namespace], int]
Command = Callable[[Policy, Line, date, argparse.Namespace], dict[str, object]]

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
最多5条。通知没有写的，clauses 是 []；连可答的话也没有的，answer 是 ""。
understand 每行读 {"id", "as_of", "asked", "text"}：text 是这个人打的字，asked 是当时问的那一项（没有问就写
null），给出 {"id", "facts"}。只是听着像、字不对的，另写在 by_sound 里，要问过本人才算；
--explain 再写明哪些词说成了哪一项（words）、哪些词让一句话不算（hiding）、哪些没有听出来（left）。

写错的行在原位给出 {"id", "error": {"fact", "message"}}，其余照常。
退出码：0 全部读懂；1 有写错的行；2 命令本身不对（文件打不开、内容包有误等）。"""

SCREEN = "单位花名册（.xlsx 或 .csv）：每个人的结论写成一个工作簿"
SCREEN_EPILOG = """\
花名册一人一行，表头是各列的名称，模板在网页的“单位花名册”里下载。空着的格子是不清楚，不会当成“没有”。
工作簿里有：概况、每个人的结果、今后两年里谁哪天可以申报、要改的行（第几行、哪一列、怎么改）。

退出码：0 每一行都读懂了；1 有要改的行，其余照常；2 根本看不了（打不开、不是表格、没有表头等）。"""

ROWS_AT_A_TIME = 1_000
TOLD_EVERY = 10_000  # rows between two lines of progress


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 all lines good, 1 some bad, 2 cannot run)."""
    try:
        return _main(argv)
    except WriteError as error:
        print(error.message, file=sys.stderr)
    except BrokenPipeError:  # whoever read the output has read enough
        _give_up_output()
    except KeyboardInterrupt:
        print("停下了，没有做完。", file=sys.stderr)
    return 2


def _main(argv: Sequence[str] | None) -> int:
    with _output():  # the help, if that is asked for
        arguments = _parser().parse_args(argv)
    if arguments.run is None:
        return ledger_password()
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
            run: Runner = arguments.run
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


def _chosen(arguments: argparse.Namespace) -> Policy:
    """The pack that is asked for. Raises ``ContentError``."""
    content = Path(arguments.content) if arguments.content else None
    if arguments.policy:
        id = packs.find(arguments.policy, clock.today, content)
    else:
        id = packs.default(clock.today, content)
    return packs.open_pack(id, content)


def _check_output(arguments: argparse.Namespace) -> None:
    """Raises ``WriteError`` if ``-o`` cannot be meant: told before the work, not after."""
    output = Path(arguments.output)
    check_place(output)
    if arguments.file != "-" and output.exists() and output.samefile(arguments.file):
        raise WriteError(f"-o 写的“{output}”就是要读的文件自己，请换一个文件名。")


@contextmanager
def _output() -> Iterator[None]:
    """Standard output, written through at the end. Raises ``WriteError`` if it takes no more."""
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up_output()
        raise WriteError(f"结果没有写全，不要用：{in_words(error)}") from error


def _give_up_output() -> None:
    """What could not be written is not tried again when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line_by_line(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    command: Command = arguments.command
    status = 0
    today = clock.today(policy)
    out = sys.stdout.buffer
    lines = read_lines(file)
    for line in only_one(lines) if command is _print else lines:
        try:
            answer = command(policy, line, today, arguments)
        except FactError as error:
            status = 1
            answer = {"error": {"fact": error.fact, "message": error.message}}
        with _output():
            out.write(to_line({"id": line.id} | answer))
    return status


def _assess(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    return assess(policy, *read_case(policy, line, today)).to_json()


def _interview(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    facts, as_of, readings = read_case(policy, line, today)
    answers = play(policy, facts, as_of, readings)
    report = assess(policy, answers, as_of, readings).to_json()
    return {
        "asked": list(answers),
        "routes": report["routes"],
        "recommended": report["recommended"],
    }


def _checklist(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    report = Report(assess(policy, *read_case(policy, line, today)))
    route = arguments.route
    return (report.routes[route].checklist if route else report.checklist).to_json()


def _code(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    facts, as_of, readings = read_case(policy, line, today)
    if readings:
        raise FactError(
            "readings",
            f"转交码里只装得下本人的情况，装不下{policy.content.pack.terms.office}的答复，请去掉 readings。",
        )
    return {"code": encode(policy, facts, as_of)}


def _open_code(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    if line.error is not None:
        raise line.error
    code = line.content.get("code")
    if not isinstance(code, str):
        raise CodeError("缺“code”这一栏，请写上转交码。")
    opened = packs.open_code(code, Path(arguments.content) if arguments.content else None)
    if opened.policy.id != policy.id:
        raise CodeError(
            f"这是“{opened.policy.id}”的码，不是“{policy.id}”的，请用 --policy {opened.policy.id}。"
        )
    return {"as_of": opened.as_of.isoformat(), "facts": facts_to_json(opened.facts)}


def _print(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_case(policy, line, today)
    file = Path(arguments.output)
    print_sheet(policy, told, file, arguments.name, arguments.short)
    return {"file": str(file)}


def ledger_password() -> int:
    """Asks for the ledger's password twice, unseen, and prints its hash for the operator's settings."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # it would be seen
            made = hash_of(getpass("台账的密码："), getpass("再输一次："))
        with _output():
            print(made)
    except GateError as error:
        print(error.message, file=sys.stderr)
    except (GetPassWarning, EOFError):
        print("请在能打字的终端里运行：密码要自己打，不显示，也不能写在命令里。", file=sys.stderr)
    except KeyboardInterrupt:
        print("没有做。", file=sys.stderr)
    else:
        return 0
    return 2


def _screen(policy: Policy, file: IO[bytes], arguments: argparse.Namespace) -> int:
    """Screens a roster into a workbook; the summary goes to standard output."""
    output = Path(arguments.output)
    as_of = clock.today(policy)
    try:
        if arguments.as_of:
            as_of = typed_reckoning_day(policy, arguments.as_of, as_of)
    except FactError as error:
        print(f"计算日：{error.message}", file=sys.stderr)
        return 2
    try:
        with TemporaryFile() as finished:
            screening = _screened(policy, _seekable(file), as_of, finished)
            finished.seek(0)
            write_whole(output, finished)
    except (SheetError, FactError) as error:
        print(error, file=sys.stderr)
        return 2
    with _output():
        print(*summary(screening), f"写好了：{output}", sep="\n")
    return 1 if screening.tally.unread else 0


def _screened(policy: Policy, roster: IO[bytes], as_of: date, out: IO[bytes]) -> Screening:
    """The whole roster screened, its workbook written; progress goes to standard error."""
    screening = Screening(policy, roster, as_of)
    book = ResultBook(policy, as_of)
    told = 0
    while not screening.done:
        for found in screening.step(ROWS_AT_A_TIME):
            book.add(found)
        if screening.tally.people - told >= TOLD_EVERY:
            told = screening.tally.people
            print(f"已看{told}人，读到{screening.fraction:.0%}", file=sys.stderr, flush=True)
    book.write(screening.tally, screening.notes, out)
    return screening


def _seekable(file: IO[bytes]) -> IO[bytes]:
    """The file itself, or a copy where it can be read only once."""
    if file.seekable():
        return file
    copy = TemporaryFile()  # noqa: SIM115 (nameless; gone with the process)
    copyfileobj(file, copy)
    return copy


def _ask(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    found = search(policy, read_question(line))
    return {"clauses": found.clauses, "answer": found.best.answer if found.best else ""}


def _understand(
    policy: Policy, line: Line, today: date, arguments: argparse.Namespace
) -> dict[str, object]:
    told = read_text(policy, line, today)
    understood = understand(policy, *told)
    found: dict[str, object] = {"facts": understood.to_json()}
    if understood.by_sound:
        found["by_sound"] = understood.by_sound
    if arguments.explain:
        found["explain"] = explained(policy, *told)
    return found


COMMANDS: dict[str, tuple[Command, str]] = {
    "assess": (_assess, "每条路的结论：能不能申报、从哪天起、还缺什么、要确认什么"),
    "interview": (_interview, "按这些情况走一遍问答：问了哪些，结论是什么"),
    "checklist": (_checklist, "推荐的那条路要准备的材料、归谁审批、怎么办"),
    "code": (_code, "把这些情况写成一个转交码，可以抄下来、念给别人听"),
    "open": (_open_code, "读转交码：当时的计算日和填的情况"),
    "understand": (_understand, "从一句话里听出来的情况：只听说清楚了的"),
    "print": (_print, "把一个人的自测单做成可以打印的 PDF"),
    "ask": (_ask, "常见问题：每行一个问题，给出回答和依据的条款"),
}


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="advisor", usage="advisor 命令 文件 [选项]", description=DESCRIPTION, epilog=EPILOG
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for name, (command, purpose) in COMMANDS.items():
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
            sub.add_argument("--short", action="store_true", help="窗口核对用的一页")
        sub.set_defaults(run=_line_by_line, command=command)
    purpose = "把窗口台账的密码做成散列，写进设置（docs/operating.md）"
    commands.add_parser(
        "ledger-password",
        help=purpose,
        description=purpose,
        usage="advisor ledger-password",
        epilog=EPILOG,
    ).set_defaults(run=None)
    _add_screen(commands)
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
    sub.add_argument("--as-of", metavar="日子", help="计算日，如 2026.12.31；不写就是今天")
    _add_pack(sub)
    sub.set_defaults(run=_screen)


def _add_pack(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--policy",
        metavar="编号",
        help=f"用哪个内容包：编号或城市（不写就用设置 {packs.PACK_SETTING} 的，没有设就用第一个）",
    )
    sub.add_argument(
        "--content",
        metavar="文件夹",
        help=f"内容包所在的文件夹（不写就用设置 {packs.FOLDER_SETTING} 的，没有设就用自带的）",
    )


def _open(name: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")
