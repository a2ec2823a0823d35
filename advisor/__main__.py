"""``python -m advisor``."""

from advisor.cli.commands import main

raise SystemExit(main())
