"""The loaded lists in the user's data folder.

In: a snapshot and its parties. Out: the same, later. Invariants: a snapshot is there as a whole or not at all; the
snapshots of one list stand side by side; no name from a list becomes a path.

Layout: ``<home>/lists/<dataset>/history.sqlite`` (see ``archive.py``), and ``cache/`` for what is computed from it.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import platformdirs

from entourage.lists.archive import Archive
from entourage.lists.former import adopt
from entourage.model import ListedParty, ListError, LoadedList, Snapshot

DATASET = re.compile(r"[a-z0-9][a-z0-9-]{0,62}$")
_SNAPSHOT_ID = re.compile(r"([a-z0-9][a-z0-9-]{0,62})@([0-9-]{4,10}-[0-9a-f]{8})$")
_FILE = "history.sqlite"
_CACHE = "cache"
_LOOK = "See: entourage lists"


def data_home() -> Path:
    """The folder of everything that Entourage keeps: ``ENTOURAGE_HOME``, or the user's data folder of the system."""
    given = os.environ.get("ENTOURAGE_HOME", "")
    return Path(given).expanduser() if given else Path(platformdirs.user_data_dir("entourage", appauthor=False))


def list_folder(dataset: str, home: Path | None = None) -> Path:
    """Where a list stands, whether it is there or not.

    Raises:
        ListError: ``no-such-list`` when the text cannot be a list's name.
    """
    if not DATASET.fullmatch(dataset):
        raise ListError("no-such-list", f"{dataset!r} is no list's name.", _LOOK)
    return (home or data_home()) / "lists" / dataset


def history_file(dataset: str, home: Path | None = None) -> Path:
    """The SQLite file with all snapshots of a list, whether it is there or not; see :mod:`entourage.lists.archive`.

    Raises:
        ListError: ``no-such-list`` when the text cannot be a list's name.
    """
    return list_folder(dataset, home) / _FILE


def _parts(snapshot_id: str) -> tuple[str, str]:
    match = _SNAPSHOT_ID.fullmatch(snapshot_id)
    if not match:
        raise ListError("no-such-snapshot", f"{snapshot_id!r} is no snapshot's id.", _LOOK)
    return match[1], match[2]


def cache_dir(snapshot_id: str, home: Path | None = None) -> Path:
    """A folder for what is computed from a snapshot; removed together with it.

    Args:
        snapshot_id: of a loaded snapshot, or of a starter list (whose cache has a folder of its own).
        home: data folder; None means ``data_home()``.

    Returns:
        The folder, which exists.

    Raises:
        ListError: ``no-such-snapshot``; ``store-unwritable`` when it cannot be made.
    """
    dataset, name = _parts(snapshot_id)
    if history_file(dataset, home).is_file():
        folder = _cache_folder(snapshot_id, home)
    else:
        folder = (home or data_home()) / "lists" / ".starter" / dataset / name / _CACHE
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _cache_folder(snapshot_id: str, home: Path | None) -> Path:
    dataset, name = _parts(snapshot_id)
    return list_folder(dataset, home) / _CACHE / name


@contextlib.contextmanager
def open_archive(dataset: str, home: Path | None = None, *, write: bool = False) -> Iterator[Archive]:
    """The file of a list's snapshots, open.

    Args:
        dataset: the list's name.
        home: data folder; None means ``data_home()``.
        write: make the file where it is missing, and allow changes.

    Raises:
        ListError: ``no-such-list`` when nothing of that name is loaded; ``store-damaged``; ``store-unwritable``.
    """
    path = history_file(dataset, home)
    try:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        with Archive(path, write=write) as archive:
            yield archive
    except FileNotFoundError as error:
        raise ListError("no-such-list", f"{dataset!r} is not loaded.", _LOOK) from error
    except (sqlite3.OperationalError, OSError) as error:
        raise _unwritable(path, str(error)) from error
    except (sqlite3.DatabaseError, zlib.error, msgspec.MsgspecError, KeyError, ValueError) as error:
        raise ListError(
            "store-damaged",
            f"What is stored of {dataset} cannot be read: {error}.",
            f"Remove it (entourage lists remove {dataset}) and load the list again.",
        ) from error


def save(snapshot: Snapshot, parties: Sequence[ListedParty], home: Path | None = None) -> bool:
    """Store a snapshot.

    Returns:
        True when it was written; False when the same snapshot was there already and nothing was touched.

    Raises:
        ListError: ``store-unwritable`` when the data folder cannot be written; nothing stored before is lost.
    """
    _parts(snapshot.id)
    with open_archive(snapshot.dataset, home, write=True) as archive:
        return archive.save(snapshot, parties)


def _unwritable(path: Path, why: str) -> ListError:
    return ListError(
        "store-unwritable", f"{path} cannot be written: {why}.", "Set ENTOURAGE_HOME to a folder that can."
    )


@contextlib.contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(target, str(error.strerror)) from error


def loaded_datasets(home: Path | None = None) -> tuple[str, ...]:
    """Names of the lists that are loaded, in order; empty when none is."""
    root = (home or data_home()) / "lists"
    if not root.is_dir():
        return ()
    for folder in root.iterdir():
        if DATASET.fullmatch(folder.name) and not (folder / _FILE).is_file() and folder.is_dir():
            adopt(folder, functools.partial(save, home=home))
    return tuple(sorted(one.name for one in root.iterdir() if DATASET.fullmatch(one.name) and (one / _FILE).is_file()))


def snapshots(home: Path | None = None, dataset: str = "") -> tuple[Snapshot, ...]:
    """What is loaded, by dataset and date; empty when nothing is.

    Args:
        home: data folder; None means ``data_home()``.
        dataset: one list's name; empty means all.

    Raises:
        ListError: ``store-damaged`` when what is stored of a list cannot be read.
    """
    found: list[Snapshot] = []
    for name in loaded_datasets(home):
        if dataset in ("", name):
            found += _snapshots_of(name, home)
    return tuple(found)


def _snapshots_of(dataset: str, home: Path | None) -> tuple[Snapshot, ...]:
    try:
        with open_archive(dataset, home) as archive:
            return archive.snapshots()
    except ListError as error:
        if error.code == "no-such-list":  # stored by an older version
            return ()
        raise


def load_lists(home: Path | None = None, datasets: Sequence[str] | None = None) -> tuple[LoadedList, ...]:
    """Loaded lists with their parties.

    Args:
        home: data folder; None means ``data_home()``.
        datasets: names of the lists wanted; None means all.

    Returns:
        One ``LoadedList`` per snapshot (every date of every dataset), by dataset and date; empty when nothing is
        loaded.

    Raises:
        ListError: ``store-damaged`` when what is stored cannot be read; ``no-such-list`` for a dataset that is
            not loaded.
    """
    present = snapshots(home)
    names = sorted({snapshot.dataset for snapshot in present})
    missing = set(datasets or ()) - set(names)
    if missing:
        raise ListError(
            "no-such-list", f"Not loaded: {', '.join(sorted(missing))}. Loaded: {', '.join(names) or 'none'}.", _LOOK
        )
    found: list[LoadedList] = []
    with _no_collection():
        for name in names:
            if datasets is None or name in datasets:
                found += _load(name, home)
    return tuple(found)


def load_list(snapshot_id: str, home: Path | None = None) -> LoadedList:
    """One snapshot with its parties.

    Raises:
        ListError: ``no-such-snapshot`` when it is not loaded; ``store-damaged``.
    """
    dataset, _ = _parts(snapshot_id)
    snapshot = next((one for one in snapshots(home, dataset) if one.id == snapshot_id), None)
    if snapshot is None:
        raise ListError("no-such-snapshot", f"{snapshot_id} is not loaded.", _LOOK)
    with _no_collection(), open_archive(dataset, home) as archive:
        return LoadedList(snapshot=snapshot, parties=archive.parties(snapshot_id))


def _load(dataset: str, home: Path | None) -> list[LoadedList]:
    shared: dict[int, ListedParty] = {}
    with open_archive(dataset, home) as archive:
        return [
            LoadedList(snapshot=snapshot, parties=archive.parties(snapshot.id, shared))
            for snapshot in archive.snapshots()
        ]


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Decoding makes a million objects and no garbage: the collector would only slow it down (3 times, measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def remove_list(name: str, home: Path | None = None) -> tuple[str, ...]:
    """Remove a loaded list.

    Args:
        name: a snapshot's id, or a dataset's name for all its snapshots.
        home: data folder; None means ``data_home()``.

    Returns:
        Ids of the snapshots removed; of a list that is damaged, its name.

    Raises:
        ListError: ``no-such-list`` when nothing of that name is loaded; ``store-unwritable``.
    """
    if name in loaded_datasets(home):
        try:
            found = [snapshot.id for snapshot in snapshots(home, name)]
        except ListError:
            found = [name]
        _remove_folder(list_folder(name, home))
        return tuple(found or [name])
    dataset = name.split("@", maxsplit=1)[0]
    present = snapshots(home)
    if name not in {snapshot.id for snapshot in present}:
        loaded = ", ".join(snapshot.id for snapshot in present) or "none"
        raise ListError("no-such-list", f"{name!r} is not loaded. Loaded: {loaded}.", _LOOK)
    if [snapshot.id for snapshot in present if snapshot.dataset == dataset] == [name]:
        _remove_folder(list_folder(dataset, home))
        return (name,)
    with open_archive(dataset, home, write=True) as archive:
        archive.remove([name])
    shutil.rmtree(_cache_folder(name, home), ignore_errors=True)
    return (name,)


def _remove_folder(folder: Path) -> None:
    with _writing(folder):
        doomed = Path(tempfile.mkdtemp(prefix=".removed-", dir=folder.parent))
        folder.rename(doomed / folder.name)
        shutil.rmtree(doomed)
