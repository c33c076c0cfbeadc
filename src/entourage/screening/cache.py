"""Indexes on the disk: built once per snapshot, read back by later runs.

In: parties and a folder. Out: an index. Invariant: a stored index is used only for the very names it was built from;
a damaged or missing file is rebuilt, never an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from entourage.screening.index import VERSION, NameIndex, build_index
from entourage.screening.parties import Party


def fingerprint(parties: Sequence[Party]) -> str:
    """A hash over ids, schemata and names of parties, in order, and the version of the index."""
    digest = hashlib.blake2b(f"names {VERSION}".encode(), digest_size=16)
    for party in parties:
        values = party.values("name", "alias", "weakAlias", "firstName", "middleName", "fatherName", "lastName")
        digest.update("\x1f".join((party.id, party.schema, *values, "\x1e")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def index_of(parties: Sequence[Party], folder: Path | None) -> NameIndex:
    """The index of parties, from the folder where it is there, else built and stored there.

    Args:
        parties: of one snapshot.
        folder: where indexes stand; None keeps everything in memory.
    """
    if folder is None:
        return build_index(parties)
    path = folder / f"{fingerprint(parties)}.names"
    with suppress(OSError, ValueError):
        return NameIndex.load(path)
    index = build_index(parties)
    with suppress(OSError):  # a folder that cannot be written costs time, not the answer
        index.save(path)
    return index
