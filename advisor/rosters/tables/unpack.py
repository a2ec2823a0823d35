"""Unpacks a workbook of an old or another kind, in a process of its own whose memory is bounded: the
bytes come in, its sheets and rows go out as lines of JSON. Run by ``other_books``; nothing imports it.

A few kilobytes of such a file can say that a cell is repeated a billion times; then this process
ends, and nothing else.
"""

import json
import sys
from datetime import date, datetime
from io import BytesIO

MEMORY, SECONDS = 600_000_000, 60  # bytes of address space, of the processor
NO_BOUNDS, PASSWORD, DAMAGED = 3, 4, 5
"""What the process ends with: its memory cannot be bounded here, the file wants a password, or it
is no such workbook."""


def bound() -> None:
    """Bounds this process. Raises ``ImportError``, ``OSError`` or ``ValueError`` where that cannot be done."""
    import resource  # noqa: PLC0415 (there is none on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> int:
    """Reads standard input, writes standard output."""
    try:
        bound()
    except (ImportError, OSError, ValueError):
        return NO_BOUNDS
    from python_calamine import (  # noqa: PLC0415 (within the bounds)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    out = sys.stdout.buffer

    def tell(what: object) -> None:
        out.write(json.dumps(what, ensure_ascii=True, allow_nan=False).encode() + b"\n")

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        for number, sheet in enumerate(book.sheets_metadata):
            shown = sheet.visible is SheetVisibleEnum.Visible
            tell({"sheet": sheet.name, "visible": shown})
            if not shown:
                continue
            found = book.get_sheet_by_index(number)
            top, left = found.start or (0, 0)
            for row, cells in enumerate(found.to_python(skip_empty_area=True), top + 1):
                filled = [
                    (column, plain)
                    for column, value in enumerate(cells, left)
                    if (plain := _plain(value)) is not None
                ]
                if filled:
                    tell([row, filled])
        out.flush()
    except PasswordError:
        return PASSWORD
    except (CalamineError, OSError, ValueError, MemoryError):
        return DAMAGED
    return 0


def _plain(value: object) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return str(value)


if __name__ == "__main__":
    raise SystemExit(main())
