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
    assert lines[:2] == ["Ada Example", "  watch: Ada Example, born 1961-01-03"]
    assert "11 january 2021: listed later" in lines[2].lower()
    assert lines[3].strip().startswith("in the snapshot of 2022-05-11; absent in the snapshot of 2020-04")
    assert "(today): listed" in lines[4].lower()
    assert lines[5].strip().startswith("in the snapshot of 2022-05-11")
    assert lines[6].strip().startswith("This record means: assets frozen, dealings forbidden; score ")


def test_without_a_day_only_today_is_judged(call) -> None:
    loaded(call)
    result = call("who", "Ada Example", "--born", "1961-01-03")
    assert result.stdout.count("(today)") == 1
    assert "2021" not in result.stdout


def test_a_name_alone_is_never_listed(call) -> None:
    loaded(call)
    verdict = call("who", "Ada Example").stdout.splitlines()[2]
    assert "possible" in verdict.lower()
    assert "if it is the same party" in verdict


def test_lists_without_the_name_are_named(call) -> None:
    loaded(call)
    result = call("who", "Nobody Whatsoever")
    assert result.stdout.splitlines()[:2] == ["Nobody Whatsoever", "  not found: watch"]


def test_a_day_that_is_none_is_refused(call) -> None:
    result = call("who", "Ada Example", "--on", "2021-13-01")
    assert result.exit_code == 2
    assert "is not a date" in result.stderr
