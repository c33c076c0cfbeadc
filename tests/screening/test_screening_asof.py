"""Verdicts as of a day, over all snapshots of a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from entourage import ListSet
from entourage.cli.app import cli
from entourage.lists import add_list
from entourage.model import SettingsError

HEAD = "name,birth date,source\n"
ADA = "Ada Example,1961-01-03,https://example.org/ada\n"
BO = "Bo Sample,1970-02-03,https://example.org/bo\n"


@pytest.fixture(autouse=True)
def two_dates(tmp_path: Path) -> None:
    for date, text in (("2020-01-01", HEAD + BO), ("2024-01-01", HEAD + ADA)):
        file = tmp_path / f"{date}.csv"
        file.write_text(text, "utf-8")
        add_list([file], dataset="watch", date=date)


ADA_FACTS, BO_FACTS = ("Ada Example", "1961-01-03"), ("Bo Sample", "1970-02-03")


@pytest.mark.parametrize(
    ("as_of", "who", "verdict"),
    [
        ("2021-01-11", ADA_FACTS, "listed later"),
        ("2021-01-11", BO_FACTS, "listed"),
        ("2024-06-01", ADA_FACTS, "listed"),
        ("2024-06-01", BO_FACTS, "formerly listed"),
        ("2019-06-01", ADA_FACTS, "possible"),
        ("2019-06-01", BO_FACTS, "possible"),
    ],
)
def test_who_was_on_the_list_on_a_day(as_of: str, who: tuple[str, str], verdict: str) -> None:
    name, born = who
    asked = [
        ListSet.load(as_of=as_of).screen(name, birth_date=born),
        ListSet.load().screen(name, birth_date=born, as_of=as_of),
        ListSet.load(as_of="2000-01-01").screen(name, birth_date=born, as_of=as_of),
    ]
    assert [[(line.verdict, line.as_of) for line in lines] for lines in asked] == [[(verdict, as_of)]] * 3


def test_a_later_snapshot_says_who_came_later() -> None:
    (line,) = ListSet.load(as_of="2021-01-11").screen("Ada Example", birth_date="1961-01-03")
    assert line.verdict == "listed later"
    assert "2024-01-01" in line.rests_on


@pytest.mark.parametrize("day", ["2021", "soon", "2021-02-30"])
def test_a_day_that_is_none(day: str) -> None:
    with pytest.raises(SettingsError, match="is no day"):
        ListSet.load(as_of=day)
    with pytest.raises(SettingsError, match="is no day"):
        ListSet([]).screen("Ada Example", as_of=day)


def test_the_command_line_asks_as_of_a_day() -> None:
    run = CliRunner().invoke
    then = run(cli, ["screen", "Bo Sample", "--born", "1970-02-03", "--as-of", "2021-01-11"]).stdout
    now = run(cli, ["screen", "Bo Sample", "--born", "1970-02-03", "--as-of", "2024-06-01"]).stdout
    assert "11 January 2021" in then
    assert then.splitlines()[1] != now.splitlines()[1]
