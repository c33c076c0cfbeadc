"""``entourage lists`` and ``entourage screen``."""

from __future__ import annotations

from pathlib import Path

import pytest

CSV = "name,birth date,country\nAda Example,1961-01-03,ca\nBernard Sample,1970,ca\n"


@pytest.fixture
def watch(call) -> Path:
    path = Path("watch.csv")
    path.write_text(CSV, encoding="utf-8")
    return path


def test_with_nothing_loaded_the_starter_lists_are_shown_as_such(call) -> None:
    result = call("lists")
    assert result.exit_code == 0, result.output
    assert "starter-ca-sema" in result.stdout
    assert "entourage lists add" in result.stdout


def test_adding_tells_what_was_read_and_the_list_is_there(call, watch: Path) -> None:
    added = call("lists", "add", str(watch), "--as", "my-watchlist", "--date", "2026-01")
    assert added.exit_code == 0, added.output
    assert "2 records read, 2 kept, 2 parties" in added.stdout
    assert "loaded as my-watchlist@2026-01-" in added.stdout
    shown = call("lists").stdout
    assert "my-watchlist" in shown
    assert "2026-01 (given by the user)" in shown
    assert "starter" not in shown


def test_removing_takes_it_away(call, watch: Path) -> None:
    call("lists", "add", str(watch), "--as", "my-watchlist", "--date", "2026-01")
    removed = call("lists", "remove", "my-watchlist")
    assert removed.stdout.startswith("removed my-watchlist@2026-01-")
    assert "starter-ca-sema" in call("lists").stdout


def test_removing_what_is_not_there_is_an_error_of_lists(call) -> None:
    result = call("lists", "remove", "nothing")
    assert result.exit_code == 4
    assert "[no-such-list]" in result.stderr
    assert result.stdout == ""


def test_a_mistyped_list_file_gets_a_suggestion(call, watch: Path) -> None:
    result = call("lists", "add", "wacth.csv", "--as", "my-watchlist")
    assert result.exit_code == 3
    assert "Did you mean watch.csv?" in result.stderr


def test_a_mistyped_list_name_gets_a_suggestion(call, watch: Path) -> None:
    result = call("lists", "add", str(watch), "--as", "ca-smea")
    assert result.exit_code == 4
    assert "ca-sema" in result.stderr


def test_the_catalogue_says_where_lists_are_published(call) -> None:
    lines = call("lists", "catalogue").stdout.splitlines()
    assert "ca-sema" in lines
    assert any(line.strip().startswith("https://www.international.gc.ca/") for line in lines)


def test_one_name_is_screened_with_its_reasons(call, watch: Path) -> None:
    call("lists", "add", str(watch), "--as", "my-watchlist", "--date", "2026-01")
    bare = call("screen", "Ada Example", "--as-of", "2026-11-22")
    assert bare.exit_code == 0, bare.output
    assert "my-watchlist" in bare.stdout
    assert "Possible" in bare.stdout or "possible" in bare.stdout
    nobody = call("screen", "Zebulon Quirkfinder", "--as-of", "2026-11-22")
    assert "not found" in nobody.stdout
    assert "2 parties" in nobody.stdout


def test_names_in_a_list_cannot_move_the_cursor(call) -> None:
    Path("evil.csv").write_text("name,country\nAda \x1b[2J\u202eExample,ca\n", encoding="utf-8")
    call("lists", "add", "evil.csv", "--as", "evil", "--date", "2026-01", "--title", "\x1b[31mred[bold]")
    for arguments in (("lists",), ("screen", "Ada Example")):
        output = call(*arguments).output
        assert "\x1b" not in output
        assert "\u202e" not in output


def test_diff_tells_who_came_and_went(call, watch: Path) -> None:
    call("lists", "add", str(watch), "--as", "my-watchlist", "--date", "2020-04")
    watch.write_text("name,birth date,country\nAda Example,1961-01-03,ca\n[b]Carla[/b] Test,,\n", encoding="utf-8")
    call("lists", "add", str(watch), "--as", "my-watchlist", "--date", "2022-05-11")
    result = call("lists", "diff", "my-watchlist", "2020-04", "2022-05")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "my-watchlist: 2020-04 (2) to 2022-05-11 (2 parties)",
        "1 came",
        "  + [b]Carla[/b] Test",
        "1 went",
        "  - Bernard Sample, born 1970",
        "0 changed",
        "1 the same",
    ]


def test_diff_of_a_date_that_is_not_loaded_names_those_that_are(call, watch: Path) -> None:
    call("lists", "add", str(watch), "--as", "my-watchlist", "--date", "2020-04")
    result = call("lists", "diff", "my-watchlist", "2020-04", "2021")
    assert result.exit_code == 4
    assert "[no-such-snapshot]" in result.stderr
    assert "There are: 2020-04." in result.stderr
