"""The child's side of opening a stranger's spreadsheet: set the limits, read the cells, answer, end.

In: the file's bytes on standard input. Out: one MessagePack map on standard output: ``sheets`` (name and rows of
texts), or ``code``, ``message`` and ``hint``. Invariants: memory, processor time and files are limited before the
first byte is looked at; no cell, row or sheet is left out without an error.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections.abc import Iterator
from io import BytesIO

import msgspec

MEMORY_BYTES = 2 << 30
"""Address space. The largest real list seen (19,000 rows of 36 columns) needs a tenth of it."""
CPU_SECONDS = 120
MAX_CELLS = 4_000_000
"""Cells of all sheets, empty ones included. The largest real list seen has 680,000."""
MAX_SHEETS = 200
MAX_TEXT = 200_000_000
"""Characters of all cells. The largest real list seen has 15 million."""

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux's sched.h."""


class Refused(Exception):
    """The file is beyond a limit, or no spreadsheet."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.answer = {"code": code, "message": message, "hint": hint}


def main() -> None:
    """Answer one request and end; what goes wrong is in the answer or in the exit status."""
    answer = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - the library's own prints must not reach the parent
        os.dup2(nothing.fileno(), 1)
    data = sys.stdin.buffer.read()
    lock()
    try:
        reply: dict[str, object] = {"sheets": list(read_sheets(data))}
    except Refused as refused:
        reply = dict(refused.answer)
    except MemoryError:
        reply = _too_large("needs more memory than a list's spreadsheet may")
    except BaseException as error:  # a panic of the native library is no Exception
        message = f"cannot be read as a spreadsheet ({type(error).__name__}: {str(error)[:200]})"
        reply = {"code": "spreadsheet-broken", "message": message, "hint": "The file is cut off, damaged or locked."}
    answer.write(msgspec.msgpack.encode(reply))
    answer.flush()
    os._exit(0)


def lock() -> None:
    """Take from this process what reading cells does not need; a lock that a system lacks is left out."""
    unshare = getattr(os, "unshare", None)
    if unshare is not None:
        with contextlib.suppress(OSError):
            unshare(_NEW_USER | _NEW_NETWORK)
    try:
        import resource
    except ImportError:
        return  # Windows: the parent's clock is the only limit there.
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def _too_large(what: str) -> dict[str, object]:
    return {"code": "too-large", "message": what, "hint": "Is this the right file?"}


def read_sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """The sheets in their order, each with all its rows from the first one.

    Raises:
        Refused: beyond a limit.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    if len(book.sheet_names) > MAX_SHEETS:
        raise Refused("too-large", f"has {len(book.sheet_names)} sheets", "Is this the right file?")
    cells = characters = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells += sheet.total_height * sheet.total_width
        if cells > MAX_CELLS:
            raise Refused("too-large", f"has more than {MAX_CELLS:,} cells", "Is this the right file?")
        rows = []
        for row in sheet.to_python(skip_empty_area=False):
            rows.append([cell_text(cell) for cell in row])
            characters += sum(map(len, rows[-1]))
            if characters > MAX_TEXT:
                raise Refused("too-large", f"has more than {MAX_TEXT:,} characters", "Is this the right file?")
        yield name, rows


def cell_text(cell: object) -> str:
    """A cell as text: whole numbers without ``.0``, days as ISO dates.

    >>> cell_text(2.0), cell_text(datetime.datetime(2014, 12, 15)), cell_text("2a")
    ('2', '2014-12-15', '2a')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
