"""Whether packs are sound: 没有错, or all that is wrong at once."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from advisor import packs
from advisor.cli.output import output
from advisor.proving.sound import Checked, check_pack


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
