"""Tables in office documents (XLS, XLSX, ODS), read in a child process.

In: a file's bytes. Out: sheets of texts. Invariants: whatever a stranger's file does to the library (crash, hang,
swell), the caller gets a ListError or every cell; a document that unpacks to too much is refused before it is opened.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from entourage.lists.record import Source, check_fields
from entourage.lists.sources import ZIP_ERRORS
from entourage.lists.xls_whole import is_whole
from entourage.model import ListError

MAX_BYTES = 60_000_000
"""Of the file as it is. The largest real list seen has 3 MB."""
MAX_UNPACKED = 400_000_000
"""Of all members of an XLSX together. The largest real list seen unpacks to 25 MB."""
MAX_MEMBERS = 2_000
SECONDS = 180.0
"""Wall clock for one file. The largest real list seen takes 3 seconds."""

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_START = "import sys; sys.path[:] = sys.argv[1:]; from entourage.lists.spreadsheet_child import main; main()"
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL")


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: its name and its rows, the first row of the document first."""

    name: str
    rows: list[list[str]]


class _Reply(msgspec.Struct):
    sheets: list[tuple[str, list[list[str]]]] = []
    code: str = ""
    message: str = ""
    hint: str = ""


def is_spreadsheet(data: bytes) -> bool:
    """Whether the bytes are an office document of one of the forms that can be read; told from the first bytes."""
    return data.startswith((_OLE, _ZIP))


def refuse_spreadsheet(data: bytes, name: str) -> None:
    """Refuse an office document where only text or XML can be read.

    Raises:
        ListError: ``spreadsheet``.
    """
    if is_spreadsheet(data):
        raise ListError(
            "spreadsheet",
            f"{name} is an office document; this list is read from another form.",
            "See the list's format: entourage lists catalogue. A table of your own can also be saved as CSV.",
        )


def sheets(source: Source) -> list[Sheet]:
    """All sheets of a document.

    Args:
        source: an XLS, XLSX or ODS file.

    Returns:
        The sheets in their order; a sheet without cells has no rows.

    Raises:
        ListError: ``wrong-format`` when it is no office document; ``too-large``; ``spreadsheet-broken`` when it is
            damaged, locked with a password or takes too long.
    """
    if not is_spreadsheet(source.data):
        raise ListError(
            "wrong-format", f"{source.name} is no spreadsheet (XLS, XLSX or ODS).", "Is this the right file?"
        )
    _check_size(source)
    if source.data.startswith(_OLE) and not is_whole(source.data):
        raise _broken(source, "has a break in its chain of records, so that rows would be lost")
    reply = _asked(source)
    if reply.code:
        raise ListError(reply.code, f"{source.name} {reply.message}.", reply.hint)
    return [Sheet(name=name, rows=rows) for name, rows in reply.sheets]


def first_sheet(source: Source) -> Sheet:
    """The first sheet that has any text; errors as of ``sheets``.

    Raises:
        ListError: ``list-empty`` when none has.
    """
    for sheet in sheets(source):
        if any(cell.strip() for row in sheet.rows for cell in row):
            return sheet
    raise ListError("list-empty", f"{source.name} has no sheet with text.", "Is this the right file?")


def records(
    rows: Sequence[Sequence[str]], name: str, *, needed: Sequence[str], skip: int = 0
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows below a header, by heading, as ``tables.records`` gives them; rows without any text are left out.

    Args:
        rows: of one sheet.
        name: file and sheet, for messages.
        needed: headings without which it is another table.
        skip: rows above the header.

    Raises:
        ListError: ``wrong-format`` when a heading is missing; ``field-too-long``.
    """
    header = [cell.strip() for cell in rows[skip]] if len(rows) > skip else []
    missing = [heading for heading in needed if heading not in header]
    if missing:
        raise ListError(
            "wrong-format", f"{name} has no column {', '.join(missing)[:200]}.", "Is this the right file of the list?"
        )
    for line, row in enumerate(rows[skip + 1 :], start=skip + 2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        record = {heading: cell for heading, cell in zip(header, cells, strict=False) if heading}
        check_fields(record, f"{name} row {line}")
        yield line, record


def _check_size(source: Source) -> None:
    if len(source.data) > MAX_BYTES:
        raise ListError("too-large", f"{source.name} has {len(source.data):,} bytes.", "Is this the right file?")
    if not source.data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise ListError("too-large", f"{source.name} holds {len(members):,} files.", "Is this the right file?")
            room = MAX_UNPACKED
            for member in members:
                with archive.open(member) as stream:
                    while piece := stream.read(1 << 20):
                        room -= len(piece)
                        if room < 0:
                            message = f"{source.name} unpacks to more than {MAX_UNPACKED:,} bytes."
                            raise ListError("too-large", message, "Is this the right file?")
    except ZIP_ERRORS as error:
        raise ListError(
            "spreadsheet-broken", f"{source.name} is cut off, damaged or locked: {error}.", "Download it again."
        ) from error


def _asked(source: Source) -> _Reply:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"MALLOC_ARENA_MAX": "2"}
    # The package's own folder last: where it was found through the working folder, sys.path does not name it.
    path = [*filter(None, sys.path), str(Path(__file__).resolve().parents[2])]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, no shell, no word from the file
            [sys.executable, "-I", "-B", "-c", _START, *path],
            input=source.data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, timeout=SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _broken(source, f"took longer than {SECONDS:g} seconds to read") from error
    except OSError as error:
        raise _broken(source, f"could not be opened in a process of its own: {error}") from error
    try:
        return msgspec.msgpack.decode(done.stdout, type=_Reply)
    except msgspec.MsgspecError as error:
        raise _broken(source, f"made the reader end with status {done.returncode}") from error


def _broken(source: Source, what: str) -> ListError:
    return ListError(
        "spreadsheet-broken", f"{source.name} {what}.", "The file is damaged or made to do harm: download it again."
    )
