"""What ``entourage screen`` and ``who`` refuse, and what they say where nobody is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.cli.asked import MAX_NAME_CHARS


@pytest.mark.parametrize("command", ["screen", "who"])
@pytest.mark.parametrize(("name", "words"), [("", "is empty"), ("  ", "is empty"), ("--.", "is no name")])
def test_no_name_is_no_question(call, command: str, name: str, words: str) -> None:
    result = call(command, "--", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.parametrize("command", ["screen", "who"])
def test_a_whole_text_is_no_name(call, command: str) -> None:
    result = call(command, "a" * 10_000)
    assert result.exit_code == 2
    assert "10,000 characters" in result.stderr
    assert len(result.output) < 1_000


def test_a_long_name_is_not_taken_for_a_file(call) -> None:
    result = call("screen", "Ada " + "e" * (MAX_NAME_CHARS - 4))
    assert result.exit_code == 0, result.output
    assert "not found" in result.stdout


@pytest.mark.parametrize("command", ["screen", "who"])
def test_a_country_that_is_none_is_refused_not_left_out(call, command: str) -> None:
    result = call(command, "Ada Example", "--country", "Narnia")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'Narnia' is no country" in result.stderr
    assert call(command, "Ada Example", "--country", "lv").exit_code == 0


@pytest.mark.parametrize("command", ["screen", "who"])
def test_not_found_says_as_what_it_was_searched(call, command: str) -> None:
    one_word = call(command, "Quirkfinder").stderr
    assert "give the whole name" in one_word
    assert "--schema Company" in one_word
    assert "give the whole name" not in call(command, "Zebulon Quirkfinder").stderr
    assert "hint" not in call(command, "Zebulon Quirkfinder", "--schema", "Company").stderr


def test_a_folder_is_no_name(call) -> None:
    Path("customers").mkdir()
    for arguments in (("./customers",), ("customers", "-o", "hits.csv")):
        result = call("screen", *arguments)
        assert result.exit_code == 2
        assert "is a folder. [not-a-table]" in result.stderr


def test_the_output_of_one_name_is_never_left_out_in_silence(call) -> None:
    refused = call("screen", "Ada Example", "-o", "hits.csv")
    assert (refused.exit_code, "[output-format]" in refused.stderr) == (2, True)
    assert not Path("hits.csv").exists()
    assert call("screen", "Ada Example", "-o", "hit.html").exit_code == 0
    assert Path("hit.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("output", "code"), [("hits.xlsx", "output-format"), ("folder", "output-is-a-folder")])
def test_hits_of_a_file_go_where_they_can(call, output: str, code: str) -> None:
    Path("folder").mkdir()
    Path("customers.csv").write_text("name\nAda Example\n", encoding="utf-8")
    result = call("screen", "customers.csv", "-o", output)
    assert (result.exit_code, f"[{code}]" in result.stderr) == (2, True)
    assert call("screen", "customers.csv", "-o", "new/hits.csv").exit_code == 0
    assert Path("new/hits.csv").is_file()


def test_a_list_without_a_date_says_that_today_was_taken(call) -> None:
    Path("own.csv").write_text("name\nAda Example\n", encoding="utf-8")
    assert "today was taken" in call("lists", "add", "own.csv", "--as", "own-list").stderr
    assert "today was taken" not in call("lists", "add", "own.csv", "--as", "other-list", "--date", "2020").stderr
