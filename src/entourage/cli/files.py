"""Where a dossier is written, and what must not be overwritten.

In: the source and what the user asked for. Out: a path. Invariants: a title, an address or anything else from a
stranger becomes at most a short ASCII file name, never a path; a file that is no dossier is only overwritten when
the user says so; a source is never overwritten; a file is there whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from entourage.model import SettingsError

SUFFIXES = {"html": ".dossier.html", "markdown": ".dossier.md", "json": ".dossier.json", "ftm": ".dossier.ftm.json"}
MAX_NAME_CHARS = 80
DOSSIER_MARKS = re.compile(
    rb"""Entourage [ ] \d+\.\d+               # "generator" of HTML and JSON
       | ^- [ ] SHA-256: [ ] `[0-9a-f]{64}` # head of Markdown
       | \A \{"id": [ ]? "doc-[0-9a-f]{16} # first entity of FollowTheMoney JSON
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What the head of a file written by Entourage holds, whatever its format."""
MARK_WITHIN_BYTES = 65_536
DEVICE_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def is_url(source: str) -> bool:
    """Whether the source is an address rather than a path (a single letter before the colon is a Windows drive)."""
    return bool(re.match(r"(?i)[a-z][a-z0-9+.-]+://", source))


def safe_stem(words: str) -> str:
    """A file name's stem made of a stranger's words: ASCII letters, digits, dots, hyphens, at most 80 characters.

    >>> safe_stem("../../etc/passwd\\x00")
    'etc-passwd'
    >>> safe_stem("...")
    'document'
    """
    stem = re.sub(r"[^A-Za-z0-9.]+", "-", words).strip(".-")[:MAX_NAME_CHARS].strip(".-")
    return "document" if not stem or DEVICE_NAMES.match(stem) else stem


def stem_of(source: str) -> str:
    """What a dossier of this source is called, without suffix."""
    if source == "-":
        return "stdin"
    if is_url(source):
        parts = urlsplit(source)
        last = [part for part in parts.path.split("/") if part][-1:]
        return safe_stem(Path(last[0]).stem if last else parts.netloc)
    return Path(source).stem or "document"


def folder_of(source: str) -> Path:
    """Where a dossier of this source goes by default: beside a file, else the current folder."""
    return Path() if source == "-" or is_url(source) else Path(source).parent


class Targets:
    """Hands out one path for each source of a run, never the same twice.

    Args:
        output: what the user gave with ``-o``: a folder, a file (one source only), or None.
        format_name: key of :data:`SUFFIXES`.
        count: number of sources.

    Raises:
        SettingsError: ``output-is-one-file`` for several sources and one file.
    """

    def __init__(self, output: str | None, format_name: str, count: int) -> None:
        self._suffix = SUFFIXES[format_name]
        self._given: set[Path] = set()
        self._folder = Path(output) if output and (Path(output).is_dir() or output.endswith(("/", os.sep))) else None
        self._file = Path(output) if output and self._folder is None else None
        if self._file is not None and count > 1:
            raise SettingsError(
                "output-is-one-file", f"{count} sources cannot go into one file: {output}", "Give -o a folder."
            )

    def path_for(self, source: str, stem: str = "", folder: Path | None = None) -> Path:
        """The path for this source's dossier.

        Args:
            source: as the user gave it.
            stem: what to call it; empty for the source's own name.
            folder: where it goes unless the user named a place; None for beside the source.
        """
        if self._file is not None:
            return self._file
        folder = self._folder or folder or folder_of(source)
        path = folder / f"{stem or stem_of(source)}{self._suffix}"
        if path in self._given and source != "-" and not is_url(source):
            path = folder / f"{Path(source).name}{self._suffix}"
        number = 2
        while path in self._given:
            path = folder / f"{stem or stem_of(source)}-{number}{self._suffix}"
            number += 1
        self._given.add(path)
        return path


def check_writable(path: Path, source: str, *, force: bool) -> None:
    """Stops before something is lost.

    Args:
        path: where a dossier is to be written.
        source: what it is made of.
        force: the user allows to overwrite a file that is no dossier.

    Raises:
        SettingsError: ``output-is-the-source``, ``output-is-a-folder`` or ``output-is-no-dossier``.
    """
    if path.is_dir():
        raise SettingsError("output-is-a-folder", f"{path} is a folder.", "Name a file with -o.")
    if not path.exists():
        return
    if source != "-" and not is_url(source) and Path(source).exists() and path.samefile(source):
        raise SettingsError("output-is-the-source", f"{path} is the document itself.", "Name another file with -o.")
    with path.open("rb") as file:
        head = file.read(MARK_WITHIN_BYTES)
    if head and not force and not DOSSIER_MARKS.search(head):
        raise SettingsError(
            "output-is-no-dossier",
            f"{path} exists and is no dossier of Entourage.",
            "Name another file with -o, or overwrite it with --force.",
        )


def write_whole(path: Path, text: str) -> None:
    """Writes a text file so that it is there whole or not at all.

    Args:
        path: its folder is made where it is missing.
        text: lone surrogates are written as question marks.

    Raises:
        OSError: when the folder cannot be written to.
    """
    write_bytes(path, text.encode("utf-8", errors="replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file so that it is there whole or not at all; its folder is made where it is missing.

    Raises:
        OSError: when the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".entourage-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
