"""Arrays in one file that processes share: written once, mapped into memory, never changed.

In: named numpy arrays. Out: the same, read-only. Invariant: a file is used only when its version, its lengths and its
closing mark are right; a file that was cut short or altered in length is refused, not read past its end.

Layout: 8 bytes mark, 8 bytes length of the head, the head (JSON: version, and kind, length and place of every array),
the arrays, each at a multiple of 64 bytes, and the mark again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

MARK = b"ENTNIDX\n"
_STEP = 64
_KINDS = frozenset({"uint8", "uint16", "uint32", "uint64"})
Arrays = Mapping[str, NDArray[Any]]


class _Place(msgspec.Struct, array_like=True):
    kind: str
    length: int
    start: int


class _Head(msgspec.Struct):
    version: int
    arrays: dict[str, _Place]


def _padded(size: int) -> int:
    return (size + _STEP - 1) // _STEP * _STEP


def write_arrays(path: Path, version: int, arrays: Arrays) -> None:
    """Writes arrays so that the file is there whole or not at all.

    Args:
        path: its folder is made where it is missing.
        version: of what the arrays mean.
        arrays: one-dimensional, unsigned.

    Raises:
        OSError: when the folder cannot be written.
    """
    places: dict[str, _Place] = {}
    start = 0
    for name, values in arrays.items():
        places[name] = _Place(values.dtype.name, len(values), start)
        start += _padded(values.nbytes)
    head = msgspec.json.encode(_Head(version, places))
    head += b" " * (_padded(16 + len(head)) - 16 - len(head))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(MARK + len(head).to_bytes(8, "little") + head)
            for values in arrays.values():
                stream.write(np.ascontiguousarray(values).data)
                stream.write(b"\0" * (_padded(values.nbytes) - values.nbytes))
            stream.write(MARK)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def map_arrays(path: Path, version: int) -> dict[str, NDArray[Any]]:
    """The arrays of a file, mapped into memory: only the pages that are used are read.

    Raises:
        OSError: when it cannot be opened.
        ValueError: when it is no such file, is damaged, or of another version.
    """
    whole = np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else np.zeros(0, dtype=np.uint8)
    if len(whole) < 24 or whole[:8].tobytes() != MARK or whole[-8:].tobytes() != MARK:
        raise ValueError(f"{path.name} is no name index")
    length = int.from_bytes(whole[8:16].tobytes(), "little")
    if length > len(whole) - 24:
        raise ValueError(f"{path.name} is damaged")
    try:
        head = msgspec.json.decode(whole[16 : 16 + length].tobytes(), type=_Head)
    except msgspec.MsgspecError as error:
        raise ValueError(f"{path.name} is damaged") from error
    if head.version != version:
        raise ValueError(f"name index of version {head.version}, wanted {version}")
    return {name: _take(whole, place, 16 + length, path) for name, place in head.arrays.items()}


def _take(whole: NDArray[Any], place: _Place, base: int, path: Path) -> NDArray[Any]:
    if place.kind not in _KINDS or place.length < 0 or place.start < 0:
        raise ValueError(f"{path.name} is damaged")
    kind = np.dtype(place.kind)
    start = base + place.start
    end = start + place.length * kind.itemsize
    if end > len(whole) - 8:
        raise ValueError(f"{path.name} is damaged")
    return np.asarray(whole[start:end].view(kind))
