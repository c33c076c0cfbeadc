"""``entourage case`` and ``entourage ties`` as a newcomer types them; all persons and companies are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entourage.casefile import create_casefile
from entourage.cli.app import cli
from entourage.documents import document_from_text
from entourage.dossier import build_dossier
from entourage.model import Entity, Mention, Reading, Span, Tie

TEXT = "Ada Example chairs Placeholder Bank."


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A case of one document."""
    document = document_from_text(TEXT, source="letter")
    entities = (
        Entity(id="person-a", schema="Person", name="Ada Example", mentions=(Mention(start=0, end=11, kind="name"),)),
        Entity(id="org-b", schema="Company", name="Placeholder Bank",
               mentions=(Mention(start=19, end=35, kind="name"),)),
    )  # fmt: skip
    tie = Tie(id="1", schema="Directorship", subject="person-a", object="org-b", role="chair", evidence=(Span(0, 35),))
    reading = Reading(document_id=document.id, entities=entities, ties=(tie,), reader="test")
    with create_casefile(tmp_path / "case.db") as case:
        case.add(build_dossier(document, reading))
    return str(tmp_path / "case.db")


def test_a_new_casefile_says_what_comes_next(tmp_path: Path) -> None:
    result = run("case", "new", str(tmp_path / "new.db"))
    assert result.exit_code == 0 and "entourage read DOCUMENT... --case" in result.output


def test_a_casefile_is_shown(place: str) -> None:
    result = run("case", "show", place)
    assert result.exit_code == 0
    assert "1 document, 1 tie, 0 quotes" in result.output and "Ada Example" in result.output


def test_ties_stand_with_their_words(place: str) -> None:
    result = run("ties", "Ada Example", "--case", place)
    assert result.exit_code == 0
    assert "Ada Example" in result.output and "“Ada Example chairs Placeholder Bank” letter" in result.output


def test_no_path_says_how_far_was_looked(place: str) -> None:
    result = run("ties", "Ada Example", "--to", "listed", "--case", place)
    assert "No path from Ada Example to a listed party within 4 hops over 1 document." in result.output


def test_a_decision_is_made_shown_and_taken_back(place: str) -> None:
    made = run(
        "case", "rename", place, "Ada Example", "Ada B. Example", "--by", "Carla Tester", "--why", "her passport"
    )
    decision = made.output.split()[-1]
    assert "Ada B. Example" in run("case", "parties", place).output
    assert "Carla Tester" in run("case", "decisions", place).output
    assert run("case", "undo", place, decision, "--by", "Carla Tester").exit_code == 0
    assert "Ada B. Example" not in run("case", "parties", place).output
    assert "undone" in run("case", "log", place).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ties", "Ada Exampel", "--case", "CASE"), "Did you mean 'Ada Example'?"),
        (("case", "show", "nowhere.db"), "There is no file 'nowhere.db'"),
        (("case", "new", "CASE"), "is a database already"),
        (("read", "x.txt", "--case", "nowhere.db"), "There is no file 'nowhere.db'"),
    ],
)
def test_what_went_wrong_and_what_to_do(place: str, arguments: tuple[str, ...], words: str) -> None:
    result = run(*(place if one == "CASE" else one for one in arguments))
    assert result.exit_code == 6 and words in result.output
