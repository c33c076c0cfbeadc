"""The files of a list, as the user names them, turned into bytes.

In: files, ``.gz`` files, zip archives or one folder. Out: ``Source`` values in order of name. Invariants: no
path from inside an archive is used; no more than a stated number of bytes is ever held.
"""

from __future__ import annotations

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from entourage.lists.record import Source
from entourage.model import ListError

MAX_BYTES = 500_000_000
"""All files of one list after decompression. The largest official list known (OFAC Advanced XML) is below 150 MB."""
MAX_ARCHIVE_FILES = 200
_CHUNK = 1 << 20
ZIP_ERRORS = (
    OSError, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError, struct.error, zlib.error,
    lzma.LZMAError, zipfile.BadZipFile,
)  # fmt: skip
"""All that reading a damaged or locked archive has been seen to raise, or is documented to."""
_HTML = (b"<!doctype html", b"<html")
_OFFICE = ("[Content_Types].xml", "mimetype")
"""A member that every office document has (XLSX; ODS): such a zip is one document, no archive of files."""


def collect(files: Sequence[Path], *, suffixes: tuple[str, ...] = (), max_bytes: int = MAX_BYTES) -> tuple[Source, ...]:
    """Read the files.

    Args:
        files: files, ``.gz`` files, zip archives, or folders (whose files are taken, not those of folders inside).
        suffixes: endings of the files to take from a folder or archive, ``.gz`` aside; none takes all.
        max_bytes: largest size of all together after decompression.

    Returns:
        One ``Source`` per file, in order of name.

    Raises:
        ListError: ``file-not-found``, ``file-unreadable``, ``archive-broken``, ``too-large``,
            ``html-page`` when a file is a web page, ``list-empty`` when all files are empty.
    """
    found: list[Source] = []
    room = max_bytes
    for path in _paths(files, suffixes):
        for source in _open(path, suffixes, room):
            room -= len(source.data)
            found.append(source)
    for source in found:
        if source.data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
            raise ListError(
                "html-page",
                f"{source.name} is a web page, not a list.",
                "Perhaps the download was answered with an error page: download the list again.",
            )
    if not any(source.data.strip() for source in found):
        names = ", ".join(str(path) for path in files) or "no file"
        raise ListError("list-empty", f"Nothing to read in {names}.", "Is this the right file?")
    return tuple(sorted(found, key=lambda source: source.name))


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    plain = _bare(Path(name.replace("\\", "/")).name).lower()
    return not plain.startswith((".", "__")) and (not suffixes or plain.endswith(suffixes))


def _paths(files: Sequence[Path], suffixes: tuple[str, ...]) -> list[Path]:
    paths: list[Path] = []
    for path in files:
        if path.is_dir():
            paths += sorted(child for child in path.iterdir() if child.is_file() and _wanted(child.name, suffixes))
        elif path.is_file():
            paths.append(path)
        else:
            raise ListError("file-not-found", f"There is no file {path}.", "Check the path.")
    return paths


def _open(path: Path, suffixes: tuple[str, ...], room: int) -> list[Source]:
    try:
        with path.open("rb") as stream:
            magic = stream.read(4)
            stream.seek(0)
            if magic.startswith(b"PK\x03\x04") and not _is_spreadsheet(stream):
                return _unzip(path, suffixes, room)
            if magic.startswith(b"\x1f\x8b"):
                with gzip.open(stream) as unpacked:
                    return [Source(name=_bare(path.name), data=_limited(unpacked, path.name, room))]
            return [Source(name=path.name, data=_limited(stream, path.name, room))]
    except ZIP_ERRORS as error:
        if isinstance(error, OSError) and error.errno is not None:
            message = f"{path} cannot be read: {error.strerror}."
            raise ListError("file-unreadable", message, "Check the file.") from error
        raise ListError(
            "archive-broken", f"{path.name} is cut off, damaged or locked: {error}.", "Download it again."
        ) from error


def _bare(name: str) -> str:
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def _is_spreadsheet(stream: BinaryIO) -> bool:
    with zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
    stream.seek(0)
    return any(name in names for name in _OFFICE)


def _unzip(path: Path, suffixes: tuple[str, ...], room: int) -> list[Source]:
    found = []
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MAX_ARCHIVE_FILES:
            raise ListError("too-large", f"{path.name} holds {len(members)} files.", "Unpack it and name the list's.")
        for member in members:
            if not _wanted(member.filename, suffixes):
                continue
            with archive.open(member) as stream:
                data = _limited(stream, member.filename, room)
            room -= len(data)
            found.append(Source(name=Path(member.filename.replace("\\", "/")).name, data=data))
    return found


def _limited(stream: _Readable, name: str, room: int) -> bytes:
    """Everything in the stream, read in pieces so that a bomb is noticed before it fills the memory."""
    buffer = bytearray()
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        if len(buffer) > room:
            raise ListError(
                "too-large", f"{name} is larger than {room:,} bytes after decompression.", "Is this the right file?"
            )
    return bytes(buffer)
