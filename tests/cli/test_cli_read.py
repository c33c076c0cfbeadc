"""``entourage read``, with the real pipeline."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import jsonschema
import pytest
from click.testing import Result

from entourage.dossier import json_schema

HOSTILE_TITLE = "../../../evil\x1b[31m[bold red]name[/]\u202egnp"


def _names(result: Result) -> list[str]:
    return [one["name"] for one in json.loads(result.stdout)["entities"]]


def test_a_document_gets_a_dossier_beside_it_and_a_summary(call, letter: Path) -> None:
    result = call("read", str(letter))
    assert result.exit_code == 0, result.output
    page = letter.with_name("letter.dossier.html").read_text("utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "Ada Example" in page
    for shown in ("Ada Example", "former diplomat", "letter.dossier.html", "starter", "1 person", "Searched"):
        assert shown in result.stdout
    assert "finding names" in result.stderr


def test_the_demonstration_shows_real_verdicts_and_a_path_from_its_authors(call) -> None:
    result = call("read", "--demo", "--as-of", "2026-11-22")
    assert result.exit_code == 0, result.output
    assert Path("entourage-demo.dossier.html").is_file()
    for shown in (
        "Anna Example",
        "Peter Sample",
        "Vladimir Potanin",
        "Path to a listed party",
        "starter lists",
    ):
        assert shown in result.stdout


def test_the_demonstration_has_its_people_ties_quotes_and_paths(call) -> None:
    dossier = json.loads(call("read", "--demo", "--format", "json", "-q").stdout)
    jsonschema.validate(dossier, json_schema())
    assert dossier["document"]["source"] == "the demonstration article of Entourage"
    assert dossier["document"]["published"] == "2021-03-02"
    people = {one["name"]: one["id"] for one in dossier["entities"] if one["schema"] == "Person"}
    assert {
        "Anna Example", "Peter Sample", "Clara Specimen", "Dora Mustermann",
        "Vladimir Potanin", "Sergey Lavrov", "Vladimir Yevtushenkov", "Fyodor Lukyanov",
    } <= people.keys()  # fmt: skip
    ways = {(path["from"], path["to"]) for path in dossier["paths"]}
    assert {
        (people["Anna Example"], people["Vladimir Potanin"]),
        (people["Peter Sample"], people["Vladimir Potanin"]),
    } <= ways
    verdicts = {(one["entity"], one["verdict"]) for one in dossier["screenings"]}
    assert {verdict for entity, verdict in verdicts if entity == people["Anna Example"]} <= {"not found"}
    assert {verdict for entity, verdict in verdicts if entity == people["Vladimir Potanin"]} - {"not found"}
    speakers = [tuple(quote["speakers"]) for quote in dossier["quotes"] if quote["kind"] == "direct"]
    for name in ("Anna Example", "Peter Sample", "Clara Specimen"):
        assert (people[name],) in speakers


@pytest.mark.parametrize("format_name", ["json", "markdown", "ftm"])
def test_formats_for_programs_go_to_stdout_and_nothing_else_does(call, letter: Path, format_name: str) -> None:
    result = call("read", str(letter), "--format", format_name)
    assert result.exit_code == 0
    assert "Ada Example" in result.stdout
    assert "opening" not in result.stdout
    assert "Dossier" not in result.stdout.splitlines()[-1]
    assert [path.name for path in letter.parent.iterdir()] == ["letter.txt"]
    if format_name == "json":
        assert "Ada Example" in _names(result)


def test_the_json_names_the_contract(call, letter: Path) -> None:
    dossier = json.loads(call("read", str(letter), "--format", "json", "-q").stdout)
    assert dossier["schema_version"] == "1"
    assert dossier["document"]["text"].startswith("Ada Example, a former diplomat")


def test_no_source_reads_what_is_piped_in(call, letter: Path) -> None:
    result = call("read", stdin=letter.read_bytes())
    assert result.exit_code == 0, result.output
    assert Path("stdin.dossier.html").is_file()


def test_a_dash_reads_standard_input_and_a_dash_for_output_writes_html_to_stdout(call, letter: Path) -> None:
    result = call("read", "-", "-o", "-", stdin=letter.read_bytes())
    assert result.exit_code == 0
    assert result.stdout.lstrip().lower().startswith("<!doctype html>")
    assert result.stdout.rstrip().lower().endswith("</html>")


def test_nothing_to_read_on_a_terminal_shows_help(call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entourage.cli.read.stdin_is_a_terminal", lambda: True)
    result = call("read")
    assert result.exit_code == 2
    assert "Usage: entourage read" in result.stdout
    assert "entourage read --demo" in result.stderr


def test_one_bad_document_never_stops_the_others(call, letter: Path) -> None:
    empty = letter.with_name("empty.txt")
    empty.touch()
    result = call("read", str(empty), str(letter), "missing.txt")
    assert result.exit_code == 3
    assert letter.with_name("letter.dossier.html").is_file()
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 2
    assert "empty.txt" in errors[0]
    assert "missing.txt" in errors[1]
    assert result.stderr.splitlines()[-1] == "1 of 3 documents read, 2 not."


def test_a_mistyped_file_name_gets_a_suggestion(call, letter: Path) -> None:
    result = call("read", "leter.txt")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-2:] == [
        "error: There is no file leter.txt. [not-found]",
        "hint: Did you mean letter.txt?",
    ]
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("read", "--fromat", "json"), "--format"),
        (("raed", "x"), "Did you mean 'read'?"),
        (("letter.txt",), "entourage read letter.txt"),
        (("read", "--format", "xml", "x"), "'html', 'markdown', 'json', 'ftm'"),
        (("read", "--as-of", "11 May", "x"), "2021-01-11"),
    ],
)
def test_a_wrong_command_says_what_is_right(call, arguments: tuple[str, ...], message: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_without_lists_nothing_is_screened(call, letter: Path) -> None:
    result = call("read", str(letter), "--no-lists")
    assert "No list was searched." in result.stdout
    dossier = json.loads(call("read", str(letter), "--no-lists", "--format", "json").stdout)
    assert dossier["screenings"] == []


def test_a_file_that_is_no_dossier_is_not_overwritten_unless_forced(call, letter: Path) -> None:
    other = letter.with_name("letter.dossier.html")
    other.write_text("<p>the entourage of my own notes", encoding="utf-8")
    refused = call("read", str(letter))
    assert refused.exit_code == 2
    assert "[output-is-no-dossier]" in refused.stderr
    assert other.read_text("utf-8") == "<p>the entourage of my own notes"
    assert call("read", str(letter), "--force").exit_code == 0
    assert "Ada Example" in other.read_text("utf-8")


@pytest.mark.parametrize("format_name", ["html", "json", "markdown", "ftm"])
def test_an_older_dossier_is_overwritten(call, letter: Path, format_name: str) -> None:
    arguments = ("read", str(letter), "--format", format_name, "-o", "out.file", "-q")
    assert call(*arguments).exit_code == 0
    again = call(*arguments)
    assert again.exit_code == 0, again.output


def test_the_document_itself_is_never_overwritten(call, letter: Path) -> None:
    before = letter.read_bytes()
    result = call("read", str(letter), "-o", str(letter), "--force")
    assert result.exit_code == 2
    assert "[output-is-the-source]" in result.stderr
    assert letter.read_bytes() == before


def test_several_documents_go_into_a_folder_but_not_into_one_file(call, letter: Path) -> None:
    other = letter.with_name("letter.md")
    other.write_bytes(letter.read_bytes())
    refused = call("read", str(letter), str(other), "-o", "one.html")
    assert refused.exit_code == 2
    assert "[output-is-one-file]" in refused.stderr
    assert call("read", str(letter), str(other), "-o", "out/", "-q").exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["letter.dossier.html", "letter.md.dossier.html"]


def test_what_a_stranger_wrote_reaches_neither_terminal_nor_file_names_raw(call) -> None:
    document = Path("page.html")
    document.write_text(
        f"<html><head><title>{HOSTILE_TITLE}</title></head><body><article><h1>{HOSTILE_TITLE}</h1>"
        "<p>Ada Example, a former diplomat, chairs the board of the Placeholder Institute in Ottawa, and she "
        "has done so for many years now.</p>"
        "<p>“We should talk \x1b[2J[link=file:///x]to each other[/link],” Ms. Example said on Monday in Ottawa.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    result = call("read", "page.html")
    assert result.exit_code == 0, result.output
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.output.replace("\r", ""))
    assert "[bold red]" in result.output or "evil" not in result.output
    assert sorted(path.name for path in Path().iterdir()) == ["page.dossier.html", "page.html"]


def test_open_shows_the_dossier(call, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    call("read", str(letter), "--open", "-q")
    assert opened == [letter.with_name("letter.dossier.html").resolve().as_uri()]


def test_quiet_prints_the_path_alone(call, letter: Path) -> None:
    result = call("read", str(letter), "-q")
    assert result.stdout == f"{letter.with_name('letter.dossier.html')}\n"
    assert result.stderr == ""


def test_published_is_the_day_of_the_document(call, letter: Path) -> None:
    dossier = json.loads(call("read", str(letter), "--published", "2021-01-11", "--format", "json").stdout)
    assert dossier["document"]["published"] == "2021-01-11"
    days = {one["as_of"] for one in dossier["screenings"]}
    assert "2021-01-11" in days


def test_a_loaded_list_takes_the_place_of_the_starter(call, letter: Path) -> None:
    Path("watch.csv").write_text("name,birth date,country\nAda Example,1961-01-03,ca\n", encoding="utf-8")
    assert call("lists", "add", "watch.csv", "--as", "my-watchlist", "--date", "2026-01").exit_code == 0
    result = call("read", str(letter))
    assert "my-watchlist" in result.stdout
    assert "starter" not in result.stdout
    dossier = json.loads(call("read", str(letter), "--format", "json").stdout)
    ada = next(one["id"] for one in dossier["entities"] if one["name"] == "Ada Example")
    assert {one["verdict"] for one in dossier["screenings"] if one["entity"] == ada} == {"possible"}
