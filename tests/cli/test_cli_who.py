"""``entourage who``."""

from __future__ import annotations

from pathlib import Path


def loaded(call) -> None:
    path = Path("watch.csv")
    for date, rows in (
        ("2020-04", "Bernard Sample,1970"),
        ("2022-05-11", "Bernard Sample,1970\nAda Example,1961-01-03"),
    ):
        path.write_text(f"name,birth date\n{rows}\n", encoding="utf-8")
        added = call("lists", "add", str(path), "--as", "watch", "--date", date, "--effect", "blocking")
        assert added.exit_code == 0, added.output


def test_a_record_of_later_is_told_for_both_days(call) -> None:
    loaded(call)
    result = call("who", "Ada Example", "--born", "1961-01-03", "--on", "2021-01-11")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[:7] == [
        "Ada Example",
        "  Ada Example, born 1961-01-03",
        "    watch:watch-ada-example, Ada Example, assets frozen, dealings forbidden",
        "      11 January 2021: not shown by the loaded snapshots",
        "        absent in the snapshot of 2020-04, first in that of 2022-05-11",
        lines[5],
        "        in the snapshot of 2022-05-11",
    ]
    assert lines[5].endswith("(today): listed")


def test_without_a_day_only_today_is_judged(call) -> None:
    loaded(call)
    result = call("who", "Ada Example", "--born", "1961-01-03")
    assert result.stdout.count("(today)") == 1
    assert "2021" not in result.stdout


def test_a_name_alone_is_never_listed(call) -> None:
    loaded(call)
    lines = call("who", "Ada Example").stdout.splitlines()
    assert lines[1] == "  Ada Example, born 1961-01-03: possible match, not confirmed"
    assert lines[4].endswith("(today): if it is the same party, listed")


def test_lists_without_the_name_are_named(call) -> None:
    loaded(call)
    result = call("who", "Nobody Whatsoever")
    assert result.stdout.splitlines()[:2] == ["Nobody Whatsoever", "  not found: watch"]


def test_a_day_that_is_none_is_refused(call) -> None:
    result = call("who", "Ada Example", "--on", "2021-13-01")
    assert result.exit_code == 2
    assert "is not a date" in result.stderr


def test_the_answer_as_json_and_with_its_reasons(call) -> None:
    import json

    loaded(call)
    explained = call("who", "Ada Example", "--born", "1961-01-03", "--explain").stdout
    assert "+ Both are born on 1961-01-03." in explained
    answer = json.loads(call("who", "Ada Example", "--on", "2021-01-11", "--format", "json").stdout)
    (party,) = answer["parties"]
    (record,) = party["records"]
    assert record["key"] == "watch:watch-ada-example"
    assert record["on"]["2021-01-11"]["state"] == "not known"
    assert (record["first_seen"], record["last_seen"], record["standing"]) == ("2022-05-11", "2022-05-11", "open")


def test_the_starter_lists_answer_where_nothing_is_loaded(call) -> None:
    result = call("who", "Vladimir Putin", "--born", "1952-10-07")
    assert result.exit_code == 0, result.output
    assert "starter-ca-sema:" in result.stdout
    assert "starter lists" in result.stdout
