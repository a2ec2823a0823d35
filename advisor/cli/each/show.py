"""A whole pack, with where each piece of it comes from; or written out as one that extends nothing."""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from advisor import packs
from advisor.cli.output import output
from advisor.cli.writing import write_whole
from advisor.content.showing import shown, whole


def run(arguments: argparse.Namespace) -> int:
    """Shows the pack; with ``--whole`` writes its files into a new folder."""
    content = Path(arguments.content) if arguments.content else packs.content_folder()
    folder = packs.folder_of(arguments.pack, content)
    if arguments.whole:
        place = Path(arguments.whole)
        if place.exists():
            print(f"“{place}”已经有了，请换一个还没有的文件夹。", file=sys.stderr)
            return 2
        texts = whole(folder)
        place.mkdir(parents=True)
        for name, text in texts.items():
            write_whole(place / name, BytesIO(text.encode()))
        with output():
            print(f"写好了：{place}，自成一份，不再接着别的包。")
        return 0
    with output():
        for line in shown(folder, arguments.only):
            print(line)
    return 0
