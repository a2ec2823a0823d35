"""Put on ``PYTHONPATH``, this makes the modules named in ``NOT_INSTALLED`` look as if they were not."""

import os
import sys
from collections.abc import Sequence
from types import ModuleType

MISSING = set(os.environ.get("NOT_INSTALLED", "").split())


class Refusing:
    """Finds nothing where there is something to be missed."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Refusing)
