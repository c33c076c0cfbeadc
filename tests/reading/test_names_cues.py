"""What stands beside a name, and its own form, decide what it names. All people and organisations here are invented."""

from __future__ import annotations

import pytest

from entourage.documents import document_from_text
from entourage.reading.names import Name, find_names
from entourage.reading.parse import parse


def found(text: str) -> list[tuple[str, str]]:
    parsed = parse(document_from_text(text))
    return [(name.span.of(parsed.text), name.kind) for name in find_names(parsed)]


def names_of(text: str, kind: str) -> list[str]:
    return [form for form, its_kind in found(text) if its_kind == kind]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("She read from her graphic novel Marrow Quill on Monday.", "Marrow Quill"),
        ("The frigate Anna Quillfeather left port.", "Anna Quillfeather"),
        ("The browser STQ-1 crashed again, users said.", "STQ-1"),
        ("He lives just outside Quillham Hill, police said.", "Quillham Hill"),
        ("Critics called it Quillophobia.", "Quillophobia"),
    ],
)
def test_no_people(text: str, person: str) -> None:
    assert person not in names_of(text, "person")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The Secretary of State met the Minister for Justice.", "State"),
        ("The Secretary of State met the Minister for Justice.", "Justice"),
        ("The Home Secretary, Anna Quillfeather, resigned.", "Home"),
        ("At 15:11 GMT the site was down.", "15:11 GMT"),
        ("He denounced Quillism in a speech.", "Quillism"),
    ],
)
def test_no_organizations(text: str, form: str) -> None:
    assert form not in names_of(text, "organization")


def test_credit_is_cut_off_a_name() -> None:
    text = "Students applaud Anna Quillfeather. Image: Peter Ostrowick.\n\nAnna Quillfeather came to Oslo on Monday."
    assert set(names_of(text, "person")) == {"Anna Quillfeather", "Peter Ostrowick"}


def test_surname_counts_wherever_it_stands_once_the_person_is_known() -> None:
    text = (
        "Anna Quillfeather runs the mill. Quillfeather has sold it.\n\n"
        'Mr. Peter Ostrowick wrote, "Quillfeather went on to lie to Anna about the price."'
    )
    assert names_of(text, "person") == ["Anna Quillfeather", "Quillfeather", "Peter Ostrowick", "Quillfeather", "Anna"]


def test_two_letters_are_no_country() -> None:
    assert ("BA", "place") not in found("Shares of BA fell on Monday after BA cut its flights.")


REPORT = (
    "Norway beat Chile 2 – 1 in the semi-final on Monday. Norway's goalkeeper saved a penalty before half-time, and "
    "the striker scored after the break. Chile had better possession but Chile's coach was not pleased. "
    "The match was played in Norway."
)


def teams_of(text: str) -> list[Name]:
    return [name for name in find_names(parse(document_from_text(text))) if name.team]


def test_countries_that_play_are_teams_and_the_country_stays_a_place() -> None:
    assert [name.span.of(REPORT) for name in teams_of(REPORT)] == ["Norway", "Chile", "Norway", "Chile", "Chile"]
    assert names_of(REPORT, "place") == ["Norway"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway beat Chile to the contract. Norway won the vote, and Chile lost the case. Norway's victory was narrow.",
        "Norway faced Chile in court. The match fixing case concerns a football club, Norway's minister said.",
    ],
)
def test_countries_that_only_win_or_lose_are_no_teams(text: str) -> None:
    assert teams_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Quillfeather and Peter Ostrowick ran. Quillfeather and Ostrowick lost.", ["Quillfeather", "Ostrowick"]),
        ("The post went to Treasurer Anna Quillfeather, he said.", ["Anna Quillfeather"]),
    ],
)
def test_people_are_freed_from_what_stands_beside_them(text: str, expected: list[str]) -> None:
    people = names_of(text, "person")
    assert people[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Members of the Quill Ora met. She joined the Quill Ora at fourteen.", "Quill Ora"),
        ("He edits the Ostrow Gazette.", "Ostrow Gazette"),
        ("Congress noted the report. Congress added a clause.", "Congress"),
        ("Dozens of QFLN followers marched.", "QFLN"),
        ("The deputies of Movimento Quill (M7Q) left.", "M7Q"),
        ("Drivers of Uber sued.", "Uber"),
        ("Human Rights Watch said so.", "Human Rights Watch"),
    ],
)
def test_organizations_by_what_stands_beside_them(text: str, organization: str) -> None:
    assert organization in names_of(text, "organization")


def test_states_are_places_unless_somebody_bears_the_name() -> None:
    assert names_of("Virginia said it would appeal. Michigan agreed.", "place") == ["Virginia", "Michigan"]
    assert "Virginia" not in names_of("Virginia Ostrowick met Peter Sample. Virginia said so.", "place")


def test_word_that_the_text_writes_small_is_no_party() -> None:
    text = "Bread needs iodine. Doctors say Iodine helps. Too much iodine does harm."
    assert found(text) == []
