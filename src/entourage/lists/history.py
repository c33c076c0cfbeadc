"""One list over its snapshots: which versions are of one record, and when each record was seen.

In: the archive of a list. Out: :class:`ListHistory`, :class:`Record`. Invariants: every version is of exactly one
record; a record has at most one version in each snapshot; the same snapshots give the same records, whether they
came one by one or at once, as long as newer ones come last; what is kept beside the archive is only ever a copy.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from entourage.lists import store
from entourage.lists.archive import Archive, with_places
from entourage.lists.pairing import Keys, lasting_ids, pairs
from entourage.model import ListedParty, Snapshot

VERSION = 2
"""Raised when records would be put together differently; what was kept is then worked out anew."""

_FIRST = "the first record of this party that was seen"
_SAME = "the same record, word for word"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a list over its snapshots.

    Attributes:
        dataset: the list.
        number: of its first version: it names the record within the list's archive.
        versions: per snapshot that has it, oldest first: the snapshot's place in the list's history and the number of
            the version.
        reasons: per version but the first: its number and why it is taken for a later state of the one before.
    """

    dataset: str
    number: int
    versions: tuple[tuple[int, int], ...]
    reasons: tuple[tuple[int, str], ...] = ()


class _Kept(msgspec.Struct, array_like=True):
    """What is kept beside an archive: for each version the first version of its record, and why it was joined."""

    version: int
    archive: str
    snapshots: list[str]
    record_of: bytes
    why: dict[int, str]


class ListHistory:
    """One list over its snapshots. Made by :func:`open_history`.

    Attributes:
        dataset: the list's name.
        archive: what tells this archive from every other.
        snapshots: of the list, by date.
    """

    def __init__(self, dataset: str, home: Path | None, archive: Archive) -> None:
        self.dataset, self._home = dataset, home
        self.archive = archive.name
        self.snapshots: tuple[Snapshot, ...] = archive.snapshots()
        self.members: list[array[int]] = list(archive.all_members().values())
        kept = _kept(self, archive)
        self._record_of = array("I")
        self._record_of.frombytes(kept.record_of)
        self._why = kept.why

    @cached_property
    def _present(self) -> list[frozenset[int]]:
        return [frozenset(numbers) for numbers in self.members]

    @property
    def newest_version(self) -> int:
        """The highest number of a version."""
        return len(self._record_of) - 1

    def record_of(self, version: int) -> int:
        """The number of the record that a version is of; 0 for a version that no snapshot has."""
        return self._record_of[version] if version < len(self._record_of) else 0

    @cached_property
    def _versions(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for version, record in enumerate(self._record_of):
            if record:
                found.setdefault(record, []).append(version)
        return found

    @property
    def numbers(self) -> Iterable[int]:
        """Numbers of all records, in the order in which they were first seen."""
        return self._versions.keys()

    def record(self, number: int) -> Record:
        """A record by its number.

        Raises:
            KeyError: when there is none.
        """
        versions = self._versions[number]
        seen = [
            (place, version)
            for place, present in enumerate(self._present)
            for version in versions
            if version in present
        ]
        reasons = tuple((version, self._why.get(version, _SAME)) for version in versions if version != number)
        return Record(dataset=self.dataset, number=number, versions=tuple(seen), reasons=reasons)

    def party(self, record: Record, place: int | None = None) -> ListedParty:
        """The party of a record as a snapshot has it.

        Args:
            record: of this list.
            place: of a snapshot in the history; None means the last one that has the record.
        """
        at, version = record.versions[-1] if place is None else next(v for v in record.versions if v[0] == place)
        with store.open_archive(self.dataset, self._home) as archive:
            places = archive.places(self.snapshots[at].id)[self.members[at].index(version)]
            return with_places(archive.version(version), places)


def open_history(dataset: str, home: Path | None = None) -> ListHistory:
    """The history of a loaded list. What is worked out is kept beside the list, and goes on from there next time.

    Args:
        dataset: the list's name.
        home: data folder; None means the user's.

    Raises:
        ListError: ``no-such-list``, ``store-damaged``.
    """
    with store.open_archive(dataset, home) as archive:
        return ListHistory(dataset, home, archive)


def _kept(history: ListHistory, archive: Archive) -> _Kept:
    """What was kept, brought up to the snapshots that there are."""
    path = archive.path.parent / "cache" / "records.msgpack"
    ids = [snapshot.id for snapshot in history.snapshots]
    kept = _Kept(VERSION, archive.name, [], b"", {})
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        found = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
        if (found.version, found.archive) == (VERSION, archive.name) and ids[: len(found.snapshots)] == found.snapshots:
            kept = found
    if kept.snapshots != ids:
        _go_on(kept, history, archive)
        with contextlib.suppress(OSError):  # a folder that cannot be written costs time, not the answer
            _write(path, msgspec.msgpack.encode(kept))
    return kept


def _go_on(kept: _Kept, history: ListHistory, archive: Archive) -> None:
    """Join the versions of each further snapshot to the records that there are."""
    record_of = array("I")
    record_of.frombytes(kept.record_of)
    record_of.extend([0] * (archive.newest_version() + 1 - len(record_of)))
    last: dict[int, int] = {}
    for members in history.members[: len(kept.snapshots)]:
        last.update((record_of[version], version) for version in members)
    for members in history.members[len(kept.snapshots) :]:
        present = {record_of[version] for version in members if record_of[version]}
        new = [version for version in members if not record_of[version]]
        waiting = {record: version for record, version in last.items() if record not in present}
        older = {record: Keys(party) for record, party in _parties(archive, waiting)} if new else {}
        newer = {version: Keys(party) for version, party in _parties(archive, {v: v for v in new})}
        for record, version, why in pairs(older, newer, lasting=history.dataset in lasting_ids()):
            record_of[version] = record
            kept.why[version] = why
        for version in new:
            record_of[version] = record_of[version] or version
        last.update((record_of[version], version) for version in members)
    kept.snapshots = [snapshot.id for snapshot in history.snapshots]
    kept.record_of = record_of.tobytes()


def _parties(archive: Archive, wanted: dict[int, int]) -> list[tuple[int, ListedParty]]:
    """Parties under their keys; ``wanted`` says the version of each."""
    return [(key, archive.version(version)) for key, version in wanted.items()]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(aside).replace(path)


def place_of(snapshots: Sequence[Snapshot], day: str) -> int:
    """The place of the last snapshot of ``day`` or before; -1 when all are later. A month counts from its first day."""
    return bisect_right([snapshot.date for snapshot in snapshots], day) - 1
