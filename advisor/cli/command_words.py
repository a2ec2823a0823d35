"""argparse, speaking Chinese: its help and what it finds wrong with a command."""

import argparse
import re
import sys
from typing import Any, NoReturn

_SENTENCES = (
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        "没有“{1}”这个{0}，可以写：{2}",
    ),
    (r"the following arguments are required: (.*)", "还缺“{0}”，请补上"),
    (
        r"unrecognized arguments: (.*)",
        "多了“{0}”：没有这样的选项，或者多写了一个文件。请删去，或者检查拼写",
    ),
    (r"argument (.+?): expected one argument", "“{0}”后面要写上一个值"),
    (r"argument (.+?): ignored explicit argument .*", "“{0}”后面不能带值，请删去“=”和后面的字"),
    (r"ambiguous option: (.+?) could match (.*)", "“{0}”没有写全，可能是：{1}。请写全"),
)


def in_chinese(message: str) -> str:
    """What argparse says is wrong; a sentence of its own that is not known here is not shown."""
    for pattern, words in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            named = (part.replace("'", "").replace(", ", "、") for part in found.groups())
            return words.format(*named)
    return "选项或文件写得不对，请对照用法"


class Parser(argparse.ArgumentParser):
    """Like argparse's own, with a help and errors in Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **options)
        self._positionals.title = "输入"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="看这份说明")

    def print_help(self, file: Any = None) -> None:
        print(self.format_help(), end="", file=file or sys.stdout)  # argparse hides a full disk

    def error(self, message: str) -> NoReturn:
        print(f"命令写得不对：{in_chinese(message)}。\n看用法：advisor --help", file=sys.stderr)
        raise SystemExit(2)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
