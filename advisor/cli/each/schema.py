"""The shape of a pack's files as JSON Schema, for editors."""

import argparse
import sys
from pathlib import Path

from advisor.cli.output import output
from advisor.file_troubles import in_words
from advisor.proving.schemas import as_json, schemas


def run(arguments: argparse.Namespace) -> int:
    """Writes a file for each of a pack's files into a folder."""
    folder = Path(arguments.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas().items():
            (folder / f"{name}.json").write_text(as_json(schema), "utf-8")
    except OSError as error:
        print(f"“{folder}”没有写成：{in_words(error)}", file=sys.stderr)
        return 2
    with output():
        print(f"写好了：{folder}，每种文件一份。")
    return 0
