"""The ledger's password, made into a hash for the operator's settings."""

import argparse
import sys
import warnings
from getpass import GetPassWarning, getpass

from advisor.cli.output import output
from advisor.ledger.gate import GateError, hash_of


def run(arguments: argparse.Namespace) -> int:
    """Asks for the ledger's password twice, unseen, and prints its hash for the operator's settings."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # it would be seen
            made = hash_of(getpass("台账的密码："), getpass("再输一次："))
        with output():
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
