"""Lists that a former version stored are there after an update; all parties are invented."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from entourage.lists import load_lists
from entourage.model import ListedParty, ListError, Listing, Snapshot

SNAPSHOT = Snapshot(
    id="my-list@2024-01-00112233", dataset="my-list", title="My list", authority="Example Office", date="2024-01",
    date_origin="given by the user", sha256="00112233" * 8, records_read=1, records_kept=1, party_count=1,
)  # fmt: skip
PARTY = ListedParty(id="my-list-1", schema="Person", caption="Ada Example", properties={"name": ("Ada Example",)},
                    listings=(Listing(authority="Example Office", record_id="1"),))  # fmt: skip


def store_as_before(home: Path) -> Path:
    """A snapshot in a folder of its own: two files."""
    folder = home / "lists" / "my-list" / "2024-01-00112233"
    folder.mkdir(parents=True)
    (folder / "snapshot.json").write_bytes(msgspec.json.encode({"store_version": 1, "snapshot": SNAPSHOT}))
    (folder / "parties.msgpack").write_bytes(msgspec.msgpack.encode([PARTY]))
    return folder


def test_a_list_stored_by_a_former_version_is_still_there(tmp_path: Path) -> None:
    folder = store_as_before(tmp_path)
    for _ in range(2):
        (loaded,) = load_lists(tmp_path)
        assert (loaded.snapshot.id, loaded.parties) == (SNAPSHOT.id, (PARTY,))
    assert not folder.exists()


def test_a_former_snapshot_that_cannot_be_read_is_named_and_stays(tmp_path: Path) -> None:
    folder = store_as_before(tmp_path)
    (folder / "parties.msgpack").write_bytes(b"\xc1 no list")
    with pytest.raises(ListError, match="stored by a former version") as caught:
        load_lists(tmp_path)
    assert caught.value.code == "store-damaged" and folder.exists()
