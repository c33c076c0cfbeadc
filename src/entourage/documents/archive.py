"""A ZIP archive of a stranger, checked before anything of it is unpacked.

In: bytes. Out: members by name. Invariants: what the archive declares is checked first and what really comes out is
counted while it comes out, so that neither a bomb nor a lie about sizes fills the memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from entourage.documents.limits import MEBIBYTE, Limits
from entourage.model import DocumentError


class Archive:
    """A checked archive. ``names`` are its members.

    Args:
        archive: opened and checked by :func:`open_archive`.
        limits: bounds on what comes out.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.names = frozenset(archive.namelist())
        self._archive = archive
        self._left = limits.max_unpacked_bytes

    def read(self, name: str) -> bytes:
        """A member's content.

        Raises:
            DocumentError: ``document-zip-bomb`` when more comes out than allowed, ``docx-damaged``.
        """
        try:
            with self._archive.open(name) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(f"its part {name[:80]!r} cannot be unpacked ({str(error)[:120]})") from error
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(f"{name[:80]!r} unpacks to more than allowed")
        return data


def open_archive(data: bytes, limits: Limits) -> Archive:
    """Opens a DOCX file's archive.

    Args:
        data: the file.
        limits: ``max_members``, ``max_unpacked_bytes`` and ``max_unpack_ratio`` are looked at.

    Returns:
        The archive, with a ``word/document.xml`` inside.

    Raises:
        DocumentError: ``docx-damaged``, ``docx-password``, ``document-zip-bomb``, ``document-unknown-format``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise damaged(str(error)[:120] or "no directory") from error
    members = archive.infolist()
    _check_sizes(members, limits)
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError("docx-password", "The DOCX file is protected by a password.", "Save a copy without one.")
    names = archive.namelist()
    if "word/document.xml" not in names:
        if any(name.startswith(("xl/", "ppt/")) for name in names):
            raise DocumentError(
                "document-unknown-format", "The file is a spreadsheet or a presentation.", "Save it as PDF."
            )
        raise damaged("it has no document inside")
    return Archive(archive, limits)


def _check_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.max_members:
        raise _bomb(f"it holds {len(members):,} parts")
    total = sum(member.file_size for member in members)
    if total > limits.max_unpacked_bytes:
        raise _bomb(f"it unpacks to {total:,} bytes")
    for member in members:
        ratio = member.file_size / max(1, member.compress_size)
        if member.file_size > MEBIBYTE and ratio > limits.max_unpack_ratio:
            raise _bomb(f"its part {member.filename[:80]!r} unpacks to {ratio:,.0f} times its size")


def _bomb(why: str) -> DocumentError:
    return DocumentError("document-zip-bomb", f"The file is packed like a zip bomb: {why}.", "It was not unpacked.")


def damaged(why: str) -> DocumentError:
    """The error for a DOCX file that is not whole."""
    return DocumentError(
        "docx-damaged",
        f"The DOCX file is damaged or cut short: {why}.",
        "Open it in a word processor and save it again.",
    )
