"""The reference tables in the user's data folder.

In: a file that the user adds. Out: the same tables, later. Invariant: what is stored was read whole; a table is
replaced as a whole or not at all.

Layout: ``<home>/tables/<name>.csv`` or ``.parquet``, and ``<name>.toml`` where it has a description.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from entourage.checking.reference import ReferenceTable, read_table
from entourage.lists import data_home
from entourage.model import SettingsError


def add_table(path: Path, home: Path | None = None) -> ReferenceTable:
    """Keep a reference table; one of the same name is replaced.

    Args:
        path: see :func:`entourage.checking.read_table`.
        home: data folder; None means the user's.

    Raises:
        SettingsError: as of ``read_table``; ``tables-unwritable``.
    """
    table = read_table(path)
    folder = _folder(home)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{table.name}.*"):
            if old.suffix != path.suffix.lower():
                old.unlink()
        beside = path.with_suffix(".toml")
        if beside.is_file():
            _write(folder / f"{table.name}.toml", beside.read_bytes())
        _write(folder / f"{table.name}{path.suffix.lower()}", path.read_bytes())
    except OSError as error:
        raise SettingsError(
            "tables-unwritable",
            f"{folder} cannot be written: {error.strerror}.",
            "Set ENTOURAGE_HOME to a folder that can.",
        ) from error
    return table


def tables(home: Path | None = None) -> tuple[ReferenceTable, ...]:
    """All tables that were added, by name; empty for none.

    Raises:
        SettingsError: when a stored table cannot be read again.
    """
    folder = _folder(home)
    if not folder.is_dir():
        return ()
    found = sorted(path for path in folder.iterdir() if path.suffix != ".toml" and not path.name.startswith("."))
    return tuple(read_table(path) for path in found)


def remove_table(name: str, home: Path | None = None) -> None:
    """Remove a table.

    Raises:
        SettingsError: ``no-such-table``.
    """
    known = [table.name for table in tables(home)]
    if name not in known:
        raise SettingsError("no-such-table", f"{name!r} was not added. There are: {', '.join(known) or 'none'}.")
    for path in _folder(home).glob(f"{name}.*"):
        path.unlink(missing_ok=True)


def read_tables(paths: Sequence[Path]) -> tuple[ReferenceTable, ...]:
    """Tables from files, in their order; see :func:`entourage.checking.read_table`."""
    return tuple(read_table(path) for path in paths)


def _folder(home: Path | None) -> Path:
    return (home or data_home()) / "tables"


def _write(target: Path, data: bytes) -> None:
    handle, aside = tempfile.mkstemp(prefix=".incoming-", dir=target.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(aside).replace(target)
