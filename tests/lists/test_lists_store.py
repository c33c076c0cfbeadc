"""The store: whole or not at all, side by side, unchanged by a second load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from entourage.lists import add_list, cache_dir, data_home, load_lists, parties_file, remove_list, snapshots
from entourage.lists import store as store_module
from entourage.model import ListError

TEXT = "name,role,date of birth\nAda Example,minister,1961-01-03\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text(TEXT)
    return path


def files_below(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_nothing_is_loaded_at_first() -> None:
    assert snapshots() == ()
    assert load_lists() == ()


def test_what_was_added_comes_back(table: Path) -> None:
    snapshot = add_list([table], dataset="own-list", date="2022-05")
    assert snapshot.id == f"own-list@2022-05-{snapshot.sha256[:8]}"
    assert (snapshot.date_origin, snapshot.records_read, snapshot.party_count) == ("given by the user", 1, 1)
    assert snapshots() == (snapshot,)
    (loaded,) = load_lists()
    assert loaded.snapshot == snapshot
    assert loaded.parties[0].caption == "Ada Example"
    assert loaded.parties[0].listings[0].record["role"] == "minister"


def test_the_same_bytes_again_change_nothing(table: Path, tmp_path: Path) -> None:
    first = add_list([table], dataset="own-list", date="2022-05-11")
    before = files_below(data_home())
    copy = tmp_path / "other name.csv"
    copy.write_text(TEXT)
    assert add_list([copy], dataset="own-list", date="2022-05-11") == first
    assert add_list([copy], dataset="own-list") == first
    assert files_below(data_home()) == before


def test_a_date_given_later_replaces_the_day_of_loading(table: Path) -> None:
    assert add_list([table], dataset="own-list").date_origin == "day of loading"
    dated = add_list([table], dataset="own-list", date="2020")
    assert snapshots() == (dated,)


def test_snapshots_of_one_list_stand_side_by_side(table: Path) -> None:
    older = add_list([table], dataset="own-list", date="2020-04")
    table.write_text(TEXT + "Eva Example,senator,1970\n")
    newer = add_list([table], dataset="own-list", date="2022-05")
    assert [loaded.snapshot.id for loaded in load_lists()] == [older.id, newer.id]
    assert remove_list(older.id) == (older.id,)
    assert snapshots() == (newer,)
    assert remove_list("own-list") == (newer.id,)
    assert snapshots() == ()


def test_a_refused_load_leaves_everything_as_it_was(table: Path, tmp_path: Path) -> None:
    add_list([table], dataset="own-list", date="2020")
    before = files_below(data_home())
    broken = tmp_path / "broken.csv"
    broken.write_text(TEXT + "Eva Exa")
    with pytest.raises(ListError):
        add_list([broken], dataset="own-list", date="2021")
    assert files_below(data_home()) == before


def test_only_the_lists_asked_for_are_loaded(table: Path) -> None:
    add_list([table], dataset="own-list")
    add_list([table], dataset="another-list")
    assert [loaded.snapshot.dataset for loaded in load_lists(datasets=["own-list"])] == ["own-list"]
    with pytest.raises(ListError) as caught:
        load_lists(datasets=["third-list"])
    assert caught.value.code == "no-such-list"
    assert "another-list, own-list" in caught.value.message


def test_a_cache_stands_beside_its_snapshot_and_goes_with_it(table: Path) -> None:
    snapshot = add_list([table], dataset="own-list")
    folder = cache_dir(snapshot.id)
    (folder / "index").write_text("x")
    assert parties_file(snapshot.id).parent == folder.parent
    assert cache_dir(snapshot.id) == folder
    remove_list(snapshot.id)
    assert not folder.exists()
    with pytest.raises(ListError) as caught:
        parties_file(snapshot.id)
    assert caught.value.code == "no-such-snapshot"


def test_a_starter_has_a_cache_that_is_no_list() -> None:
    assert cache_dir("starter-own-list@2026-01-19-0123abcd").is_dir()
    assert snapshots() == ()


@pytest.mark.parametrize(
    "name", ["", "x", "../../etc@2020-01234567", "a@b", "own-list@2020-04-zzzzzzzz", "own-list@../x-01234567"]
)
def test_an_id_never_leads_out_of_the_store(name: str) -> None:
    with pytest.raises(ListError) as caught:
        cache_dir(name)
    assert caught.value.code == "no-such-snapshot"


def test_a_half_written_snapshot_is_not_there(table: Path) -> None:
    snapshot = add_list([table], dataset="own-list", date="2020")
    parties_file(snapshot.id).unlink()
    assert snapshots() == ()
    assert add_list([table], dataset="own-list", date="2020").id == snapshot.id
    assert len(load_lists()) == 1


def test_damaged_parties_are_said_not_guessed(table: Path) -> None:
    snapshot = add_list([table], dataset="own-list")
    parties_file(snapshot.id).write_bytes(b"\x93\x01")
    with pytest.raises(ListError) as caught:
        load_lists()
    assert caught.value.code == "store-damaged"
    assert snapshot.id in caught.value.hint


def test_an_older_form_of_the_store_is_loaded_anew(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_list([table], dataset="own-list", date="2020")
    monkeypatch.setattr(store_module, "STORE_VERSION", store_module.STORE_VERSION + 1)
    assert snapshots() == ()
    add_list([table], dataset="own-list", date="2020")
    assert len(snapshots()) == 1


def test_no_scrap_is_left_behind(table: Path) -> None:
    add_list([table], dataset="own-list")
    names = [path.name for path in (data_home() / "lists" / "own-list").iterdir()]
    assert not [name for name in names if name.startswith(".")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(table: Path, tmp_path: Path) -> None:
    home = tmp_path / "locked"
    home.mkdir(mode=0o500)
    with pytest.raises(ListError) as caught:
        add_list([table], dataset="own-list", home=home)
    assert caught.value.code == "store-unwritable"


def test_a_home_that_is_a_file(table: Path, tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("")
    with pytest.raises(ListError) as caught:
        add_list([table], dataset="own-list", home=home)
    assert caught.value.code == "store-unwritable"


def test_removing_what_is_not_there_names_what_is(table: Path) -> None:
    snapshot = add_list([table], dataset="own-list")
    with pytest.raises(ListError) as caught:
        remove_list("own-lists")
    assert snapshot.id in caught.value.message
