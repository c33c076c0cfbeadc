"""All snapshots of one list in one SQLite file: every version of a record once, compressed.

In: snapshots with their parties. Out: the same parties, of one snapshot or one by one. Invariants: a snapshot is there
as a whole or not at all (one transaction, whatever ends the process); a version's number is never given to another
one; what a snapshot gives back equals what was put in, byte for byte.

Tables: ``versions`` holds each distinct record once (without the place in the file, which moves with every line that
is added above it); ``snapshots`` holds, for each snapshot, its description, the numbers of its records in order, and
their places. Records are MessagePack, packed with zlib and a dictionary of the list's own words (``about``).
"""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
import zlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from entourage.model import ListedParty, Snapshot

STORE_VERSION = 2
"""Raised when stored parties would be read or understood differently; older ones must then be loaded anew."""

_PATIENCE_S = 60.0
"""How long one process waits for another that writes the same list."""

_DICTIONARY_BYTES = 32_768
"""The most that zlib looks back."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE versions (number INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL);
CREATE TABLE snapshots (
    id TEXT PRIMARY KEY, date TEXT NOT NULL, about BLOB NOT NULL, members BLOB NOT NULL, places BLOB NOT NULL
) WITHOUT ROWID;
"""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(ListedParty).decode
_decode_snapshot = msgspec.json.Decoder(Snapshot).decode
_Places = list[list[str]]
_decode_places = msgspec.msgpack.Decoder(_Places).decode


class Archive:
    """The file of one list; use it in a ``with`` statement.

    Args:
        path: the file.
        write: make it where it is missing, and allow changes.

    Raises:
        FileNotFoundError: without ``write``, when there is none of this store's version.
        sqlite3.DatabaseError: when the file is damaged, or cannot be opened.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        if not write and not path.is_file():
            raise FileNotFoundError(path)
        mode = "rwc" if write else "ro"
        self._db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE_S, isolation_level=None
        )
        try:
            self._prepare(write)
            self._dictionary = self._about("dictionary")
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _prepare(self, write: bool) -> None:
        if self._version() == STORE_VERSION:
            return
        if not write:
            raise FileNotFoundError(self.path)
        with _Transaction(self._db):
            found = self._version()  # Another process may have come first.
            if found == STORE_VERSION:
                return
            for name in ("about", "versions", "snapshots") if found else ():
                self._db.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in _TABLES.split(";\n"):
                self._db.execute(statement)
            self._set_about("name", uuid.uuid4().bytes)
            self._db.execute(f"PRAGMA user_version = {STORE_VERSION}")

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _about(self, key: str) -> bytes:
        row = self._db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def _set_about(self, key: str, value: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))

    @property
    def name(self) -> str:
        """A name for this file that no other has: what is computed from version numbers is kept under it."""
        return self._about("name").hex()

    def snapshots(self) -> tuple[Snapshot, ...]:
        """What is in it, by date."""
        rows = self._db.execute("SELECT about FROM snapshots ORDER BY date, id")
        return tuple(_decode_snapshot(row[0]) for row in rows)

    def newest_version(self) -> int:
        """The highest number that a version has; 0 when there is none."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()[0])

    def members(self, snapshot_id: str) -> array[int]:
        """The numbers of a snapshot's versions, in the order of its parties; empty when it is not there."""
        row = self._db.execute("SELECT members FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
        found = array("I")
        if row:
            found.frombytes(zlib.decompress(row[0]))
        return found

    def all_members(self) -> dict[str, array[int]]:
        """The same of every snapshot, by id, in order of date."""
        rows = self._db.execute("SELECT id, members FROM snapshots ORDER BY date, id")
        found: dict[str, array[int]] = {}
        for snapshot_id, packed in rows:
            numbers = found[snapshot_id] = array("I")
            numbers.frombytes(zlib.decompress(packed))
        return found

    def places(self, snapshot_id: str) -> _Places:
        """Where each party's listings stand in the snapshot's files, in the order of its parties."""
        row = self._db.execute("SELECT places FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
        return _decode_places(zlib.decompress(row[0])) if row else []

    def version(self, number: int) -> ListedParty:
        """One version of a record, without its place in a file.

        Raises:
            KeyError: when there is none of this number.
        """
        row = self._db.execute("SELECT data FROM versions WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return _decode(self._unpack(row[0]))

    def versions(self, first: int = 1, last: int = 0xFFFFFFFF) -> Iterator[tuple[int, ListedParty]]:
        """Versions and their numbers, ``first`` to ``last``, in order of number."""
        rows = self._db.execute(
            "SELECT number, data FROM versions WHERE number BETWEEN ? AND ? ORDER BY number", (first, last)
        )
        for number, data in rows:
            yield number, _decode(self._unpack(data))

    def parties(self, snapshot_id: str, shared: dict[int, ListedParty] | None = None) -> tuple[ListedParty, ...]:
        """The parties of a snapshot, as they were put in.

        Args:
            snapshot_id: of a snapshot in this file.
            shared: versions decoded already; filled here, so that snapshots share what is the same in them.
        """
        known = {} if shared is None else shared
        numbers = self.members(snapshot_id)
        missing = sorted(set(numbers) - known.keys())
        if len(missing) > 50:
            wanted = set(missing)
            known.update(pair for pair in self.versions(missing[0], missing[-1]) if pair[0] in wanted)
        else:
            known.update((number, self.version(number)) for number in missing)
        return tuple(
            with_places(known[number], places) for number, places in zip(numbers, self.places(snapshot_id), strict=True)
        )

    def save(self, snapshot: Snapshot, parties: Sequence[ListedParty]) -> bool:
        """Put a snapshot in.

        Returns:
            False when one of its id is there already; nothing is changed then.
        """
        with _Transaction(self._db):
            if self._db.execute("SELECT 1 FROM snapshots WHERE id = ?", (snapshot.id,)).fetchone():
                return False
            packed = [_encode(without_places(party)) for party in parties]
            if not self._dictionary:
                self._dictionary = _dictionary(packed)
                self._set_about("dictionary", self._dictionary)
            members = array("I", [self._number(data) for data in packed])
            places = [[listing.locator for listing in party.listings] for party in parties]
            row = (
                snapshot.id,
                snapshot.date,
                msgspec.json.encode(snapshot),
                zlib.compress(members.tobytes(), 9),
                zlib.compress(_encode(places), 9),
            )
            self._db.execute("INSERT INTO snapshots VALUES (?, ?, ?, ?, ?)", row)
        return True

    def _number(self, data: bytes) -> int:
        """The number of a version; it is written where it is new."""
        digest = hashlib.blake2b(data, digest_size=16).digest()
        row = self._db.execute("SELECT number FROM versions WHERE hash = ?", (digest,)).fetchone()
        if row:
            return int(row[0])
        packer = zlib.compressobj(9, zdict=self._dictionary) if self._dictionary else zlib.compressobj(9)
        done = self._db.execute(
            "INSERT INTO versions (hash, data) VALUES (?, ?)", (digest, packer.compress(data) + packer.flush())
        )
        return int(done.lastrowid or 0)

    def _unpack(self, data: bytes) -> bytes:
        unpacker = zlib.decompressobj(zdict=self._dictionary) if self._dictionary else zlib.decompressobj()
        return unpacker.decompress(data)

    def remove(self, snapshot_ids: Sequence[str]) -> None:
        """Take snapshots out, and the versions that no other snapshot has."""
        with _Transaction(self._db):
            self._db.executemany("DELETE FROM snapshots WHERE id = ?", [(one,) for one in snapshot_ids])
            kept = {number for members in self.all_members().values() for number in members}
            every = [row[0] for row in self._db.execute("SELECT number FROM versions")]
            self._db.executemany("DELETE FROM versions WHERE number = ?", [(n,) for n in every if n not in kept])
        self._db.execute("VACUUM")


class _Transaction:
    """All or nothing; one process at a time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")


def without_places(party: ListedParty) -> ListedParty:
    """The party without its places in the file."""
    return with_places(party, [""] * len(party.listings))


def with_places(party: ListedParty, places: Sequence[str]) -> ListedParty:
    """The party with these places of its listings."""
    if all(listing.locator == place for listing, place in zip(party.listings, places, strict=True)):
        return party
    listings = tuple(
        msgspec.structs.replace(listing, locator=place) for listing, place in zip(party.listings, places, strict=True)
    )
    return msgspec.structs.replace(party, listings=listings)


def _dictionary(packed: Sequence[bytes]) -> bytes:
    """What many records have in common: some of them, spread over the list."""
    step = max(1, len(packed) // 64)
    sample = b"".join(one[:2048] for one in packed[::step])
    return sample[-_DICTIONARY_BYTES:]
