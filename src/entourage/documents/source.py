"""Bytes from a file or from standard input, never more than the limit.

In: a path, or an open stream. Out: bytes. Invariants: at most ``max_bytes + 1`` bytes are ever held; only regular
files are opened, so that no pipe or device can keep the reader waiting.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from entourage.model import DocumentError


def read_file(path: Path, max_bytes: int) -> bytes:
    """The content of a file.

    Args:
        path: of a regular file, or a link to one.
        max_bytes: largest size that is accepted.

    Returns:
        The bytes, at least one.

    Raises:
        DocumentError: ``document-not-found``, ``document-is-directory``, ``document-not-readable``,
            ``document-empty``, ``document-too-large``.
    """
    try:
        mode = path.stat()
        _check_kind(path, mode.st_mode)
        if mode.st_size > max_bytes:
            raise too_large(f"{str(path)!r} has {mode.st_size:,} bytes", max_bytes)
        with path.open("rb") as stream:
            return read_stream(stream, str(path), max_bytes)
    except FileNotFoundError as error:
        raise DocumentError("document-not-found", f"There is no file {str(path)!r}.", "Check the path.") from error
    except (OSError, ValueError) as error:
        raise DocumentError("document-not-readable", f"{str(path)!r} cannot be read: {_reason(error)}.") from error


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise DocumentError("document-is-directory", f"{str(path)!r} is a folder.", "Give a file inside it.")
    if not stat.S_ISREG(mode):
        hint = "To read from a pipe, give - and use standard input."
        raise DocumentError("document-not-readable", f"{str(path)!r} is not a regular file.", hint)


def read_stream(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    """All bytes of a stream, at least one.

    Args:
        stream: open for reading.
        name: for the message of an error.
        max_bytes: largest size that is accepted.

    Returns:
        The bytes.

    Raises:
        DocumentError: ``document-empty``, ``document-too-large``.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(f"{name!r} has more", max_bytes)
    if not data:
        raise DocumentError("document-empty", f"{name!r} is empty.")
    return data


def too_large(what: str, max_bytes: int) -> DocumentError:
    """The error for a source over the limit of bytes."""
    return DocumentError(
        "document-too-large", f"{what}; the limit is {max_bytes:,} bytes.", "Raise max_bytes if you trust it."
    )


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
