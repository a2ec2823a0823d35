"""The notice clause by clause, and what stands on each: to have its words beside one while editing."""

import argparse
from pathlib import Path

from advisor import packs
from advisor.cli.output import output
from advisor.reference.law import law


def run(arguments: argparse.Namespace) -> int:
    """Prints the clauses of the pack in their order, or the one that is asked for."""
    content = Path(arguments.content) if arguments.content else packs.content_folder()
    policy = packs.open_pack(arguments.pack, content)
    with output():
        for line in law(policy, arguments.clause):
            print(line)
    return 0
