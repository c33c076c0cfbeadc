"""``entourage lists history``, ``overlap``, ``tie``, ``ties`` and ``pull`` on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

HEADER = "id,name,date of birth,programme,schema,listed on\n"
ADA = "1,Ada Example,1961-01-03,Russia,Person,2014-03-17"


def load(call, dataset: str, date: str, *rows: str) -> None:
    path = Path(f"{dataset}.csv")
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    added = call("lists", "add", str(path), "--as", dataset, "--date", date, "--effect", "blocking")
    assert added.exit_code == 0, added.output


def two_lists(call) -> None:
    load(call, "left-list", "2020-04-15", ADA, "2,=Boris Sample,,Iran,Person,")
    load(call, "right-list", "2020-04-15", ADA.replace("1,", "7,", 1).replace("2014-03-17", "2014-03-21"))


def test_history_follows_a_record(call) -> None:
    load(call, "own-list", "2019", ADA, "2,Eva Sample,1970-05-05,Russia,Person,")
    load(call, "own-list", "2020", ADA.replace("Russia", "Belarus"))
    shown = call("lists", "history", "own-list", "1").stdout.splitlines()
    assert shown == [
        "Ada Example, born 1961-01-03 (own-list:1)",
        "  listed 2014-03-17 by the list's own date (snapshot of 2020)",
        "  first seen in the snapshot of 2019, the oldest that is loaded",
        "  still there in the newest snapshot, 2020",
        "  2020: changed; taken for the same record by the same record id, and a name or birth date in common",
        "    programme: Russia became Belarus",
    ]
    gone = call("lists", "history", "own-list", "Eva Sample").stdout
    assert "last seen in the snapshot of 2019; delisted by that of 2020" in gone


def test_history_of_nobody_is_an_error(call) -> None:
    load(call, "own-list", "2019", ADA)
    result = call("lists", "history", "own-list", "Nobody Whatsoever")
    assert (result.exit_code, "no-such-record" in result.stderr) == (4, True)


def test_overlap_as_a_table(call) -> None:
    two_lists(call)
    result = call("lists", "overlap", "left-list", "--with", "right-list", "--as-of", "2020-04-15", "--explain")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "left-list: 2 records on the list on 2020-04-15"
    assert "right-list        1             0                 0          1  right-list 0, left-list 1" in lines[2]
    assert "  right-list: Ada Example (right-list:7, listed 2014-03-21, 4 days later)" in lines
    assert "      The same day of birth (1961-01-03; 1961-01-03)." in lines


def test_overlap_as_csv_that_no_spreadsheet_takes_for_a_formula(call) -> None:
    two_lists(call)
    result = call("lists", "overlap", "left-list", "--with", "right-list", "--as-of", "2020-04-15", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["record"], row["standing"], row["lag days"]) for row in rows] == [
        ("left-list:1", "both", "4"),
        ("left-list:2", "alone", ""),
    ]
    assert rows[1]["name"] == "'=Boris Sample"


def test_overlap_as_a_page(call) -> None:
    load(call, "left-list", "2020-04-15", ADA.replace("Ada Example", "<b>Ada</b> Example"))
    load(call, "right-list", "2020-04-15", ADA)
    result = call("lists", "overlap", "left-list", "--with", "right-list", "--as-of", "2020-04-15", "-o", "page.html")
    assert result.exit_code == 0, result.output
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "<b>Ada" not in page
    assert 'http-equiv="Content-Security-Policy"' in page


def test_overlap_with_what_is_not_loaded_or_no_country(call) -> None:
    two_lists(call)
    missing = call("lists", "overlap", "left-list", "--with", "un-sc")
    assert (missing.exit_code, "no-such-list" in missing.stderr) == (4, True)
    wrong = call("lists", "overlap", "left-list", "--with", "right-list", "--country", "Rusia-land")
    assert (wrong.exit_code, "is no country" in wrong.stderr) == (2, True)


def test_a_decision_counts_and_is_shown_and_undone(call) -> None:
    two_lists(call)
    pair = ("left-list:1", "right-list:7")
    assert "Say why" in call("lists", "tie", *pair, "--same").stderr
    made = call("lists", "tie", *pair, "--not-the-same", "--why", "Two sisters.", "--by", "A. Editor")
    assert made.stdout == "left-list:1 and right-list:7: not the same\n"
    assert "A. Editor" in call("lists", "ties").stdout
    table = call("lists", "overlap", "left-list", "--with", "right-list", "--as-of", "2020-04-15").stdout
    assert "on none of the others: 2" in table
    call("lists", "tie", *pair, "--undo")
    assert "Nothing is decided" in call("lists", "ties").stdout


def test_a_decision_on_a_mistyped_record_is_refused(call) -> None:
    two_lists(call)
    for key, code in (("right-list:77", "no-such-record"), ("rigth-list:7", "no-such-list")):
        made = call("lists", "tie", "left-list:1", key, "--same", "--why", "One person.")
        assert (made.exit_code, f"[{code}]" in made.stderr) == (4, True)
    assert "Nothing is decided" in call("lists", "ties").stdout


def test_pull_shows_addresses_and_names_what_cannot_be_pulled(call) -> None:
    shown = call("lists", "pull", "--show", "un-sc").stdout
    assert "scsanctions.un.org" in shown and "treasury" not in shown
    refused = call("lists", "pull", "us-caatsa-241")
    assert (refused.exit_code, "cannot-pull" in refused.stderr) == (4, True)


def test_a_pull_that_is_refused_says_what_stays_and_ends_with_4(call, monkeypatch) -> None:
    from entourage.lists import pull_http

    def unreachable(*_: object, **__: object) -> None:
        raise pull_http.ListError("pull-unreachable", "The server could not be reached.", "Try again later.")

    monkeypatch.setattr("entourage.lists.pull.fetch_file", unreachable)
    result = call("lists", "pull", "un-sc", "-q")
    assert result.exit_code == 4
    assert result.stdout.splitlines() == [
        "un-sc refused",
        "  The server could not be reached. [pull-unreachable]",
        "  hint: Try again later.",
        "  nothing is loaded",
    ]
