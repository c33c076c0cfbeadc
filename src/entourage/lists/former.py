"""Lists that a former version stored, one folder a snapshot, brought into today's one file a list.

In: a data folder. Out: the same lists, stored as today. Invariant: a former folder is removed only after what it holds
stands in the new file; one that cannot be read stays and is named in an error.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from entourage.model import ListedParty, ListError, Snapshot

_ABOUT, _PARTIES = "snapshot.json", "parties.msgpack"
Save = Callable[[Snapshot, Sequence[ListedParty]], object]


class _About(msgspec.Struct, frozen=True):
    snapshot: Snapshot


def adopt(folder: Path, save: Save) -> int:
    """Bring the former snapshots of one list's folder over.

    Args:
        folder: of the list.
        save: stores a snapshot with its parties.

    Returns:
        How many there were; 0 for a folder without any.

    Raises:
        ListError: ``store-damaged`` for a former snapshot that cannot be read; ``store-unwritable`` of ``save``.
    """
    former = sorted(path.parent for path in folder.glob(f"*/{_ABOUT}"))
    for old in former:
        try:
            about = msgspec.json.decode((old / _ABOUT).read_bytes(), type=_About)
            parties = msgspec.msgpack.decode((old / _PARTIES).read_bytes(), type=list[ListedParty])
        except (OSError, msgspec.MsgspecError) as error:
            raise ListError(
                "store-damaged",
                f"{old}, stored by a former version, cannot be read: {error}.",
                "Move it away and load the list again.",
            ) from error
        save(about.snapshot, parties)
    for old in former:
        shutil.rmtree(old)
    return len(former)
