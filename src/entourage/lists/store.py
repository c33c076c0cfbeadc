"""The loaded lists in the user's data folder.

In: a snapshot and its parties. Out: the same, later. Invariants: a snapshot is there as a whole or not at all
(written aside, then renamed); the snapshots of one list stand side by side; no name from a list becomes a path.

Layout: ``<home>/lists/<dataset>/<date>-<hash>/`` with ``snapshot.json``, ``parties.msgpack`` and ``cache/``.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import platformdirs

from entourage.model import ListedParty, ListError, LoadedList, Snapshot

STORE_VERSION = 1
"""Raised when stored parties would be read or understood differently; older ones must then be loaded anew."""

DATASET = re.compile(r"[a-z0-9][a-z0-9-]{0,62}$")
_SNAPSHOT_ID = re.compile(r"([a-z0-9][a-z0-9-]{0,62})@([0-9-]{4,10}-[0-9a-f]{8})$")
_SNAPSHOT = "snapshot.json"
_PARTIES = "parties.msgpack"
_CACHE = "cache"


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What ``snapshot.json`` holds."""

    store_version: int
    snapshot: Snapshot


def data_home() -> Path:
    """The folder of everything that Entourage keeps: ``ENTOURAGE_HOME``, or the user's data folder of the system."""
    given = os.environ.get("ENTOURAGE_HOME", "")
    return Path(given).expanduser() if given else Path(platformdirs.user_data_dir("entourage", appauthor=False))


def snapshot_folder(snapshot_id: str, home: Path | None = None) -> Path:
    """Where a snapshot stands, whether it is there or not.

    Args:
        snapshot_id: ``<dataset>@<date>-<first 8 hex of sha256>``.
        home: data folder; None means ``data_home()``.

    Raises:
        ListError: ``no-such-snapshot`` when the text is no snapshot's id.
    """
    match = _SNAPSHOT_ID.fullmatch(snapshot_id)
    if not match:
        raise ListError("no-such-snapshot", f"{snapshot_id!r} is no snapshot's id.", "See: entourage lists")
    return (home or data_home()) / "lists" / match[1] / match[2]


def cache_dir(snapshot_id: str, home: Path | None = None) -> Path:
    """A folder beside a snapshot for what is computed from it; removed together with the snapshot.

    Args:
        snapshot_id: of a loaded snapshot, or of a starter list (whose cache has a folder of its own).
        home: data folder; None means ``data_home()``.

    Returns:
        The folder, which exists.

    Raises:
        ListError: ``no-such-snapshot``; ``store-unwritable`` when it cannot be made.
    """
    folder = snapshot_folder(snapshot_id, home)
    if not (folder / _SNAPSHOT).is_file():
        folder = (home or data_home()) / "lists" / ".starter" / folder.parent.name / folder.name
    folder = folder / _CACHE
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def parties_file(snapshot_id: str, home: Path | None = None) -> Path:
    """The file of a snapshot's parties (MessagePack of ``tuple[ListedParty, ...]``); it never changes once written.

    Raises:
        ListError: ``no-such-snapshot`` when it is not loaded.
    """
    path = snapshot_folder(snapshot_id, home) / _PARTIES
    if not path.is_file():
        raise ListError("no-such-snapshot", f"{snapshot_id} is not loaded.", "See: entourage lists")
    return path


def save(snapshot: Snapshot, parties: Sequence[ListedParty], home: Path | None = None) -> bool:
    """Store a snapshot.

    Returns:
        True when it was written; False when the same snapshot was there already and nothing was touched.

    Raises:
        ListError: ``store-unwritable`` when the data folder cannot be written; nothing stored before is lost.
    """
    target = snapshot_folder(snapshot.id, home)
    if _read(target) is not None:
        return False
    with _writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".incoming-", dir=target.parent))
        try:
            stored = _Stored(store_version=STORE_VERSION, snapshot=snapshot)
            _write(aside / _PARTIES, msgspec.msgpack.encode(tuple(parties)))
            _write(aside / _SNAPSHOT, msgspec.json.format(msgspec.json.encode(stored), indent=2))
            return _put_in_place(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(aside: Path, target: Path) -> bool:
    """Rename into place; a damaged or outdated former version makes way, a good one that came first stays."""
    if target.exists() and _read(target) is None:
        outdated = Path(tempfile.mkdtemp(prefix=".outdated-", dir=target.parent))
        target.rename(outdated / target.name)
        shutil.rmtree(outdated, ignore_errors=True)
    try:
        aside.rename(target)
    except OSError:
        if _read(target) is None:
            raise
        return False
    return True


@contextlib.contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ListError(
            "store-unwritable",
            f"{target} cannot be written: {error.strerror}.",
            "Set ENTOURAGE_HOME to a folder that can.",
        ) from error


def _read(folder: Path) -> Snapshot | None:
    """The snapshot in a folder; None when there is none, it is damaged, or an older version stored it."""
    try:
        stored = msgspec.json.decode((folder / _SNAPSHOT).read_bytes(), type=_Stored)
    except (OSError, msgspec.MsgspecError):
        return None
    whole = stored.store_version == STORE_VERSION and (folder / _PARTIES).is_file()
    return stored.snapshot if whole else None


def snapshots(home: Path | None = None) -> tuple[Snapshot, ...]:
    """What is loaded, by dataset and date; empty when nothing is."""
    root = (home or data_home()) / "lists"
    if not root.is_dir():
        return ()
    folders = (child for dataset in root.iterdir() if DATASET.fullmatch(dataset.name) for child in dataset.iterdir())
    found = [snapshot for folder in folders if (snapshot := _read(folder)) is not None]
    return tuple(sorted(found, key=lambda snapshot: (snapshot.dataset, snapshot.date, snapshot.id)))


def load_lists(home: Path | None = None, datasets: Sequence[str] | None = None) -> tuple[LoadedList, ...]:
    """Loaded lists with their parties.

    Args:
        home: data folder; None means ``data_home()``.
        datasets: names of the lists wanted; None means all.

    Returns:
        One ``LoadedList`` per snapshot (every date of every dataset), by dataset and date; empty when nothing is
        loaded.

    Raises:
        ListError: ``store-damaged`` when a file of parties cannot be read; ``no-such-list`` for a dataset that is
            not loaded.
    """
    present = snapshots(home)
    missing = set(datasets or ()) - {snapshot.dataset for snapshot in present}
    if missing:
        loaded = ", ".join(sorted({snapshot.dataset for snapshot in present})) or "none"
        raise ListError(
            "no-such-list", f"Not loaded: {', '.join(sorted(missing))}. Loaded: {loaded}.", "See: entourage lists"
        )
    wanted = [snapshot for snapshot in present if datasets is None or snapshot.dataset in datasets]
    with _no_collection():
        return tuple(LoadedList(snapshot=snapshot, parties=_parties(snapshot, home)) for snapshot in wanted)


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


_decoder: Callable[[bytes], tuple[ListedParty, ...]] = msgspec.msgpack.Decoder(tuple[ListedParty, ...]).decode


def _parties(snapshot: Snapshot, home: Path | None) -> tuple[ListedParty, ...]:
    path = parties_file(snapshot.id, home)
    try:
        return _decoder(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise ListError(
            "store-damaged",
            f"The stored parties of {snapshot.id} cannot be read: {error}.",
            f"Remove it (entourage lists remove {snapshot.id}) and load the list again.",
        ) from error


def remove_list(name: str, home: Path | None = None) -> tuple[str, ...]:
    """Remove a loaded list.

    Args:
        name: a snapshot's id, or a dataset's name for all its snapshots.
        home: data folder; None means ``data_home()``.

    Returns:
        Ids of the snapshots removed.

    Raises:
        ListError: ``no-such-list`` when nothing of that name is loaded; ``store-unwritable``.
    """
    found = [snapshot.id for snapshot in snapshots(home) if name in (snapshot.id, snapshot.dataset)]
    if not found:
        loaded = ", ".join(snapshot.id for snapshot in snapshots(home)) or "none"
        raise ListError("no-such-list", f"{name!r} is not loaded. Loaded: {loaded}.", "See: entourage lists")
    for snapshot_id in found:
        folder = snapshot_folder(snapshot_id, home)
        with _writing(folder):
            doomed = Path(tempfile.mkdtemp(prefix=".removed-", dir=folder.parent))
            folder.rename(doomed / folder.name)
            shutil.rmtree(doomed)
    return tuple(found)
