"""Whether packs are sound: 没有错, or all that is wrong at once."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import packs
from advisor.cli.output import output
from advisor.cli.progress import Progress
from advisor.proving.sound import Checked, check_pack

if TYPE_CHECKING:
    from advisor.proving.exhaustive import Tried


def run(arguments: argparse.Namespace) -> int:
    """Checks the packs that are named, else all that are installed; 1 where one has a fault."""
    content = Path(arguments.content) if arguments.content else packs.content_folder()
    faulty = False
    for id in arguments.packs or packs.installed(content):
        folder = packs.folder_of(id, content)
        checked = check_pack(folder)
        with output():
            print(*told(folder.name, checked), sep="\n")
        faulty = faulty or bool(checked.faults)
        if arguments.exhaustive and not checked.faults:
            # Trying all wants NumPy, which is not installed for pages; looking closely does not.
            from advisor.proving.exhaustive import try_all  # noqa: PLC0415

            progress = Progress(folder.name)
            policy = packs.load_policy(folder)
            tried = try_all(policy, bounded=arguments.quick, told=progress)
            progress.over()
            with output():
                print(*of_all_cases(folder.name, tried, arguments), sep="\n")
            faulty = faulty or bool(tried.faults)
    return int(faulty)


def told(name: str, checked: Checked) -> Iterator[str]:
    """What is said of one pack: in a line how it stands, then each thing in a line of its own."""
    for found, many, none in (
        (checked.faults, "有{}处错，请改：", "没有错。"),
        (checked.odd, "有{}处请再看一眼，对的不用改：", ""),
        (checked.blanks, "还有{}处待填：", ""),
    ):
        if found or none:
            yield f"{name}：{many.format(len(found)) if found else none}"
        yield from found


def of_all_cases(name: str, tried: "Tried", arguments: argparse.Namespace) -> Iterator[str]:
    """What came of trying every case; where ``show`` is asked for, with a case for each thing that somebody
    comes to. A ``quick`` walk says what it did not meet as no more than that."""
    walked = "少试些日子，试过的" if arguments.quick else "所有情况都试过，"
    yield f"{name}：{walked}" + (f"有{len(tried.faults)}处不对：" if tried.faults else "没有错。")
    yield from tried.faults
    if tried.not_met:
        yield (
            f"这样少试，没有碰到的{len(tried.not_met)}处，不一定有错；"
            "不加 --quick 再试一遍，才说得准："
        )
        yield from (f"　{line}" for line in tried.not_met)
    unheard = "没有碰到有人听到" if arguments.quick else "没有人会听到"
    yield (
        f"各题的答案配起来一共{tried.stands_for:,}种；去掉证明过不影响结论的，逐一算了{tried.walked:,}种"
        f"（计算日{tried.as_of}），不同的结论{tried.verdicts:,}种，其中{tried.played:,}种又一题一题问了一遍。"
    )
    yield (
        f"有人走到的句子、学历行、没写明的点：{len(tried.reached):,}处；{unheard}的句子："
        f"{len(tried.unheard)}句。用时{tried.seconds:.0f}秒，内容的指纹{tried.digest}。"
    )
    for place in tried.unheard:
        yield f"{unheard}：{name}/{place.file}.yaml {'.'.join(map(str, place.path))}（{place.name}）"
    if arguments.show:
        from advisor.proving.exhaustive import as_case  # noqa: PLC0415

        for place, witness in tried.reached.items():
            at = {"place": f"{place.file}: {'.'.join(map(str, place.path))}", "name": place.name}
            case = {**at, "as_of": tried.as_of.isoformat(), **as_case(witness)}
            yield json.dumps(case, ensure_ascii=False)
