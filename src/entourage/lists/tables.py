"""Tables of comma-separated values from strangers.

In: bytes. Out: rows with their line numbers. Invariants: an unclosed quotation mark, a cut last row or a row of
the wrong width is an error, never a silent loss; an end mark (a line that holds only 0x1A) is no row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from entourage.lists.record import check_fields
from entourage.lists.spreadsheet import refuse_spreadsheet
from entourage.model import ListError

END_MARK = "\x1a"
_FALLBACK_ENCODINGS = ("utf-8-sig", "cp1252")


def decode(data: bytes, name: str) -> str:
    """Text of a file: UTF-8 or UTF-16 where it is that, else Windows-1252.

    Raises:
        ListError: ``unknown-encoding`` when the bytes are none of them; ``spreadsheet`` for an office document.
    """
    refuse_spreadsheet(data, name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _FALLBACK_ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ListError("unknown-encoding", f"{name} is neither UTF-8 nor Windows-1252 text.", "Save it as UTF-8.")


def rows(text: str, name: str, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which each starts, 1-based; blank lines and end marks are left out.

    Raises:
        ListError: ``csv-broken`` when a quotation mark is never closed or a field is beyond 128 kB.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if row and not (len(row) == 1 and row[0].strip() in ("", END_MARK)):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise ListError(
            "csv-broken",
            f"{name} line {line}: {error}.",
            "The file may be cut off or edited by a spreadsheet: download it again. Nothing was stored.",
        ) from error


def records(
    text: str, name: str, *, needed: Sequence[str], delimiter: str = ",", skip: int = 0
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows below a header, by heading, with their line numbers.

    Args:
        text: the table.
        name: its file name, for messages.
        needed: headings without which it is another table.
        delimiter: between cells.
        skip: rows above the header.

    Yields:
        The line and its cells by heading, without blanks at their edges.

    Raises:
        ListError: ``wrong-format`` when a heading is missing; ``list-truncated`` when a row has too few cells;
            ``csv-broken`` when one has too many; ``field-too-long``.
    """
    found = rows(text, name, delimiter=delimiter)
    for _ in range(skip):
        next(found, None)
    header = [cell.strip() for cell in next(found, (0, []))[1]]
    missing = [heading for heading in needed if heading not in header]
    if missing:
        raise ListError(
            "wrong-format", f"{name} has no column {', '.join(missing)[:200]}.", "Is this the right file of the list?"
        )
    for line, row in found:
        if len(row) < len(header):
            raise ListError(
                "list-truncated",
                f"{name} line {line} has {len(row)} cells, the header {len(header)}.",
                "The file is cut off or damaged: download it again. Nothing was stored.",
            )
        if any(cell.strip() for cell in row[len(header) :]):
            raise ListError(
                "csv-broken",
                f"{name} line {line} has {len(row)} cells, the header {len(header)}.",
                "The file is damaged: download it again. Nothing was stored.",
            )
        record = dict(zip(header, (cell.strip() for cell in row), strict=False))
        check_fields(record, f"{name} line {line}")
        yield line, record


def rows_of_width(
    text: str, name: str, widths: dict[int, str], *, delimiter: str = ","
) -> tuple[str, list[tuple[int, list[str]]]]:
    """All rows of a table without a header whose kind shows in its width.

    A spreadsheet may have saved each line as one quoted cell; such lines are unwrapped.

    Args:
        text: the table.
        name: its file name, for messages.
        widths: number of columns and the kind of table that has it.
        delimiter: between cells.

    Returns:
        The kind and the rows; an empty kind and no rows for a file without rows.

    Raises:
        ListError: ``csv-broken``; ``wrong-format`` when the first row has another width; ``list-truncated`` when a
            later row has.
    """
    found = list(rows(text, name, delimiter=delimiter))
    if found and all(len(row) == 1 for _, row in found):
        found = [(line, next(rows(row[0], name, delimiter=delimiter))[1]) for line, row in found]
    if not found:
        return "", []
    width = len(found[0][1])
    if width not in widths:
        wanted = ", ".join(f"{count} ({kind})" for count, kind in widths.items())
        raise ListError("wrong-format", f"{name} has {width} columns, expected {wanted}.", "Is this the right file?")
    for line, row in found:
        if len(row) != width:
            raise ListError(
                "list-truncated",
                f"{name} line {line} has {len(row)} columns, not {width}.",
                "The file is cut off or damaged: download it again. Nothing was stored.",
            )
    return widths[width], found
