"""A pack begun: every file there, sound as far as it goes, what is still to be written marked."""

import argparse
import os
import sys
from pathlib import Path

from advisor import packs
from advisor.cli.output import output
from advisor.content.checking.pack import PACK_ID
from advisor.file_troubles import in_words
from advisor.proving.sound import check_pack

SCHEMA = "../../docs/schema/"
"""Where the skeleton's files look for their schemas: from a pack that lies in the folder that is shipped."""


def run(arguments: argparse.Namespace) -> int:
    """Writes a new pack's folder; nothing that is there is written over."""
    content = Path(arguments.content) if arguments.content else packs.content_folder()
    id = arguments.id
    if not PACK_ID.fullmatch(id):
        print(f"编号“{id[:40]}”只能用小写字母、数字和连字号，如 kaifeng-2027。", file=sys.stderr)
        return 2
    folder = content / id
    files = packs.skeleton(
        arguments.extends,
        id=id,
        city=arguments.city,
        extends=arguments.extends,
        day=arguments.day,
    )
    try:
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text.replace(SCHEMA, _way_to_schema(folder)), "utf-8")
    except FileExistsError:
        print(f"“{folder}”已经有了，没有动它。请换一个编号。", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"“{folder}”没有写成：{in_words(error)}", file=sys.stderr)
        return 2
    blanks = len(check_pack(folder).blanks)
    with output():
        print(f"写好了：{folder}。还有{blanks}处待填，运行 advisor check {id} 看在哪里。")
    return 0


def _way_to_schema(folder: Path) -> str:
    """How an editor finds the schemas from a pack's folder."""
    schema = packs.CONTENT.parent / "docs" / "schema"
    try:
        return Path(os.path.relpath(schema, folder)).as_posix() + "/"
    except ValueError:  # on another drive
        return schema.as_posix() + "/"
