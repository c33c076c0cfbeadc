"""``entourage check`` and ``entourage tables``: what a user sees, and what programs read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from entourage.cli.app import cli
from entourage.dossier import json_schema

ARTICLE = (
    "Canada's officials were asked about the matter on Monday, the newspaper wrote in a long article about trade.\n\n"
    "Sweden was Iceland's 3rd biggest trading partner in 2019, and this has not been disputed by anyone since.\n"
)
TABLE = "subject,measure,partner,year,rank,value\nIceland,trade,Sweden,2019,3,\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTOURAGE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "trade.csv").write_text(TABLE, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_a_claim_is_held_against_a_table(home: Path) -> None:
    found = run("check", "article.txt", "--as-of", "2021-01-11", "--with", "trade.csv", "-q")
    assert found.exit_code == 0, found.output
    assert "As of 11 January 2021: 1 supported" in found.output
    assert "rank 3 in 2019; the text says 3" in found.output


def test_json_holds_verdict_and_what_it_was_held_against(home: Path) -> None:
    found = run("check", "article.txt", "--as-of", "2021-01-11", "--with", "trade.csv", "-q", "-f", "json")
    values = json.loads(found.stdout)
    schema = {"$ref": "#/$defs/claim", "$defs": json_schema()["$defs"]}
    assert [list(jsonschema.Draft202012Validator(schema).iter_errors(one)) for one in values["claims"]] == [[]]
    assert values["claims"][0]["verdict"] == "supported"
    assert values["claims"][0]["against"]["dataset"] == "trade"


def test_markdown_has_the_table_of_verdicts(home: Path) -> None:
    found = run("check", "article.txt", "--with", "trade.csv", "-q", "-f", "markdown")
    assert "| ✓ Supported |" in found.stdout


def test_tables_are_added_shown_and_removed(home: Path) -> None:
    assert "No reference table" in run("tables").output
    assert "1 rows, kept as trade" in run("tables", "add", "trade.csv").output
    assert "2019" in run("tables").output
    assert "1 supported" in run("check", "article.txt", "--as-of", "2021-01-11", "-q").output
    assert "removed trade" in run("tables", "remove", "trade").output


def test_a_wrong_table_is_one_line_with_a_hint(home: Path) -> None:
    (home / "bad.csv").write_text("a,b\n1,2\n", "utf-8")
    found = run("check", "article.txt", "--with", "bad.csv", "-q")
    assert found.exit_code == 2
    assert "[table-columns]" in found.output
    assert "hint:" in found.output
