"""Whether an XLS holds all its records: a damaged one can end early without any error.

In: the file's bytes. Out: whether the chain of records goes from the first to the last without a break. Invariant: a
file whose container is not understood is not called broken here; opening it will tell.

Source: Microsoft, [MS-CFB] (the container) and [MS-XLS] 2.1.4 (records: type, length; each substream from BOF to EOF).
"""

from __future__ import annotations

import struct

_END = 0xFFFFFFFE
_BOF, _EOF = 0x0809, 0x000A
_LONGEST = 8224
"""[MS-XLS] 2.1.4: the largest length of a record."""
_STREAMS = ("Workbook", "Book")
_DIFAT_IN_HEADER = 109


def is_whole(data: bytes) -> bool:
    """Whether every record of the workbook is there.

    Args:
        data: an XLS file.

    Returns:
        False when the records break off, run over or go on after their end; True also when no workbook was found.
    """
    try:
        stream = _workbook(data)
    except (struct.error, IndexError, ValueError):
        return True
    return not stream or _chain_holds(stream)


def _chain_holds(stream: bytes) -> bool:
    place, depth = 0, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if depth == 0 and kind != _BOF:
            return place > 0 and not stream[place:].strip(b"\x00")
        if length > _LONGEST:
            return False
        depth += (kind == _BOF) - (kind == _EOF)
        place += 4 + length
    return depth == 0


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook; empty when the container has none of that name."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        return b""
    table = _sector_table(data, size)
    directory = _chain(data, size, table, struct.unpack_from("<I", data, 48)[0])
    for start in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, start + 64)[0]
        name = directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if name in _STREAMS:
            first, bytes_long = struct.unpack_from("<II", directory, start + 116)
            return _chain(data, size, table, first)[:bytes_long]
    return b""


def _sector_table(data: bytes, size: int) -> list[int]:
    """The file allocation table, whose own sectors are listed in the header and in a chain of further sectors."""
    numbers = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", data, 76))
    further = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // size):
        if further >= _END:
            break
        block = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        numbers += block[:-1]
        further = block[-1]
    table: list[int] = []
    for number in numbers:
        if number < _END - 2:
            table += struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size)
    return table


def _chain(data: bytes, size: int, table: list[int], first: int) -> bytes:
    """The sectors of a stream in their order; a chain that turns in a circle ends when it is longer than the file."""
    pieces: list[bytes] = []
    number = first
    while number < len(table) and len(pieces) <= len(data) // size:
        pieces.append(data[(number + 1) * size : (number + 2) * size])
        number = table[number]
    return b"".join(pieces)
