"""``python -m advisor``."""

from advisor.cli.commands import main

if (
    __name__ == "__main__"
):  # processes that share a batch load this too, and are not to begin it again
    raise SystemExit(main())
