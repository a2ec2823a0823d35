"""What hand-over codes hold."""

import argparse
from datetime import date
from pathlib import Path

from advisor import packs
from advisor.cli.cases import Line
from advisor.cli.line_by_line import line_by_line
from advisor.facts.plain import facts_to_json
from advisor.handover.code import CodeError
from advisor.rules.policy import Policy


def answer(
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
    told = opened.told
    return {
        "as_of": told.as_of.isoformat(),
        "facts": facts_to_json(told.facts),
        **({"readings": told.readings} if told.office else {}),
    }


run = line_by_line(answer)
