"""People's names whole: particles, given names like auxiliaries, offices before a name, names in capitals, credits.
All people and organisations here are invented."""

from __future__ import annotations

import pytest

from entourage.documents import document_from_text
from entourage.reading.names import find_names
from entourage.reading.parse import parse


def people(text: str) -> list[str]:
    """People's names as they stand in the text."""
    return [name.span.of(text) for name in find_names(parse(document_from_text(text))) if name.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sophie In 't Quill said no. In 't Quill left.", ["Sophie In 't Quill", "In 't Quill"]),
        ("Jan in ’t Ostrow left.", ["Jan in ’t Ostrow"]),
        ("Maria D'Ostrow said no. D’Ostrow left.", ["Maria D'Ostrow", "D’Ostrow"]),
        ("Sean O'Quill said no. O'Quill left.", ["Sean O'Quill", "O'Quill"]),
        (
            "Ahmed al-Ostrow said no. Al-Ostrow left. He told al-Ostrow's son.",
            ["Ahmed al-Ostrow", "Al-Ostrow", "al-Ostrow"],
        ),
        ("Faisal bin Quill left. Bin Quill said so.", ["Faisal bin Quill", "Bin Quill"]),
        ("Anna van der Quill met him. Van der Quill left.", ["Anna van der Quill", "Van der Quill"]),
        ("Marie de la Quille runs the mill.", ["Marie de la Quille"]),
        ("Marie de la Quille said no.", ["Marie de la Quille"]),
    ],
)
def test_particles(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_surname_inside_another_name_is_not_the_person() -> None:
    assert people("Ahmed al-Ostrow left. The Al-Ostrow Brigade stayed.") == ["Ahmed al-Ostrow"]


@pytest.mark.parametrize("given", ["Will", "May", "Mark", "Grace"])
@pytest.mark.parametrize("rest", ["resigned on Monday.", "has run the mill since 2009.", "told the court of it."])
def test_given_name_like_an_auxiliary(given: str, rest: str) -> None:
    assert people(f"{given} Quillfeather {rest}") == [f"{given} Quillfeather"]


@pytest.mark.parametrize(
    "text", ["Will Peter Ostrow pay the fine?", "May Peter Ostrow rest in peace.", "Will Ostrow resign?"]
)
def test_auxiliary_like_a_given_name(text: str) -> None:
    assert not any(name.startswith(("Will", "May")) for name in people(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Quill Sr. founded the firm.", "John Quill Sr."),
        ("John Quill, Jr., took over.", "John Quill, Jr."),
        ("John Quill III sold it.", "John Quill III"),
    ],
)
def test_generation_belongs_to_the_name(text: str, expected: str) -> None:
    assert people(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Commissioner for Harbours Anna Quillfeather said no.",
        "Minister of Fisheries Anna Quillfeather said no.",
        "The head of Communications Anna Quillfeather said no.",
    ],
)
def test_office_is_no_part_of_the_name(text: str) -> None:
    assert people(text) == ["Anna Quillfeather"]


def test_body_after_its_head_is_no_person() -> None:
    assert people("He knew Carole Quillfeather, CEO of Big Cat Rescue in Tampa, Florida.") == ["Carole Quillfeather"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PETER OSTROW, CEO\n\nThe firm said no.", ["PETER OSTROW"]),
        ("QUARL OSTROW, Chief Executive of the mill, said no.", ["QUARL OSTROW"]),
        ("By ANNA QUILLFEATHER\n\nThe mill was sold.", ["ANNA QUILLFEATHER"]),
        ("Defendant PETER OSTROW paid in cash. Ostrow left.", ["PETER OSTROW", "Ostrow"]),
        ("EXAMPLETOWN, Ohio — Anna Quillfeather left.", ["Anna Quillfeather"]),
        ("The report by OECD and NATO was read.", []),
    ],
)
def test_names_in_capitals(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_role_after_a_comma_makes_no_person_of_a_body() -> None:
    text = "Quillfeather Holdings Ltd, chairman Peter Ostrow said, is lost."
    assert people(text) == ["Peter Ostrow"]


@pytest.mark.parametrize(
    ("credit", "body"),
    [("Anna Quillfeather/Ostrow News Agency", "Ostrow News Agency"), ("Anna Quillfeather / Ostrow Pictures", "Ostrow")],
)
def test_photo_credit_is_a_person_and_a_body(credit: str, body: str) -> None:
    text = f"The mill in Oslo burned down on Monday night. Photo by {credit}"
    found = {name.span.of(text): name.kind for name in find_names(parse(document_from_text(text)))}
    assert found["Anna Quillfeather"] == "person"
    assert [kind for form, kind in found.items() if form.startswith(body)] == ["organization"]


def test_common_noun_before_a_name_is_no_part_of_it() -> None:
    assert people("Three dancers, including puppeteer Jessica Quillfeather. They left.") == ["Jessica Quillfeather"]
