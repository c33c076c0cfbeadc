"""The store: whole or not at all, side by side, unchanged by a second load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from entourage.lists import add_list, cache_dir, data_home, history_file, load_list, load_lists, remove_list, snapshots
from entourage.lists import archive as archive_module
from entourage.lists.archive import Archive
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
    snapshot = add_list([table], dataset="own-list", date="2020")
    table.write_text(TEXT + "Eva Example,senator,1970\n")
    other = add_list([table], dataset="own-list", date="2021")
    folder = cache_dir(snapshot.id)
    (folder / "index").write_text("x")
    assert folder.is_relative_to(history_file("own-list").parent)
    assert cache_dir(snapshot.id) == folder
    remove_list(snapshot.id)
    assert not folder.exists()
    with pytest.raises(ListError) as caught:
        load_list(snapshot.id)
    assert caught.value.code == "no-such-snapshot"
    remove_list(other.id)
    assert not history_file("own-list").parent.exists()


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


def test_damage_is_said_not_guessed(table: Path) -> None:
    add_list([table], dataset="own-list")
    path = history_file("own-list")
    path.write_bytes(b"x" * len(path.read_bytes()))
    for ask in (snapshots, load_lists):
        with pytest.raises(ListError) as caught:
            ask()
        assert caught.value.code == "store-damaged"
        assert "entourage lists remove own-list" in caught.value.hint
    assert remove_list("own-list") == ("own-list",)
    assert snapshots() == ()


def test_an_older_form_of_the_store_is_loaded_anew(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_list([table], dataset="own-list", date="2020")
    monkeypatch.setattr(archive_module, "STORE_VERSION", archive_module.STORE_VERSION + 1)
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


def test_a_record_that_does_not_change_is_kept_once_whatever_line_it_stands_in(table: Path) -> None:
    header, ada = TEXT.splitlines()
    people = [f"Person Example {number},clerk,19{number:02d}-01-01" for number in range(90)]
    table.write_text("\n".join([header, ada, *people, ""]))
    older = add_list([table], dataset="own-list", date="2020")
    size = history_file("own-list").stat().st_size
    table.write_text("\n".join([header, "Eva Example,senator,1970", ada, *people, ""]))
    newer = add_list([table], dataset="own-list", date="2021")
    with Archive(history_file("own-list")) as archive:
        assert archive.newest_version() == 92
        numbers = archive.members(newer.id)
        assert list(archive.members(older.id)) == list(range(1, 92))
        assert list(numbers) == [92, *range(1, 92)]
    assert history_file("own-list").stat().st_size - size <= 8192
    places = {party.caption: party.listings[0].locator for party in load_list(newer.id).parties}
    assert places["Ada Example"] != load_list(older.id).parties[0].listings[0].locator
    assert load_list(older.id).parties == load_lists()[0].parties


def test_a_number_is_never_given_again(table: Path) -> None:
    add_list([table], dataset="own-list", date="2020")
    table.write_text(TEXT.replace("Ada", "Eva"))
    second = add_list([table], dataset="own-list", date="2021")
    remove_list(second.id)
    table.write_text(TEXT.replace("Ada", "Ida"))
    third = add_list([table], dataset="own-list", date="2022")
    with Archive(history_file("own-list")) as archive:
        assert list(archive.members(third.id)) == [3]
        assert [number for number, _ in archive.versions()] == [1, 3]


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from entourage.lists import add_list
steps = int(sys.argv[2])
class Dying(sqlite3.Connection):
    def execute(self, *arguments):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*arguments)
connect = sqlite3.connect
sqlite3.connect = lambda *a, **k: connect(*a, factory=Dying, **k)
add_list([Path(sys.argv[1])], dataset="own-list", date="2021")
"""


def test_whoever_is_killed_while_storing_loses_nothing(table: Path) -> None:
    older = add_list([table], dataset="own-list", date="2020")
    table.write_text(TEXT + "Eva Example,senator,1970\n")
    outcomes = set()
    for step in (8, 10, 12, 13, 14, 15, 16, 18, 40):
        run = subprocess.run([sys.executable, "-c", KILLED, str(table), str(step)], check=False, capture_output=True)
        kept = [snapshot.date for snapshot in snapshots()]
        assert kept == (["2020", "2021"] if run.returncode == 0 or kept[1:] else ["2020"]), run.stderr
        assert load_list(older.id).parties[0].caption == "Ada Example"
        outcomes.add((run.returncode, len(kept)))
        for snapshot in snapshots()[1:]:
            remove_list(snapshot.id)
    assert {(-9, 1), (0, 2)} <= outcomes
