"""Names: whole, typed, and found where the model overlooks them. All people and organisations here are invented."""

from __future__ import annotations

import itertools

import pytest

from entourage.documents import document_from_text
from entourage.reading import read
from entourage.reading.names import find_names
from entourage.reading.parse import parse


def names_of(text: str, kind: str) -> list[str]:
    parsed = parse(document_from_text(text))
    return [name.span.of(parsed.text) for name in find_names(parsed) if name.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She wrote the article in Poland in World Politics last year.", ["Poland in World Politics"]),
        ("He joined the Centre for Ethics and Public Policy in May.", ["Centre for Ethics and Public Policy"]),
        ("They met at the Baltic Nordic Arctic Trade Association.", ["Baltic Nordic Arctic Trade Association"]),
        (
            "A fellow of Ashford University's Institute of Peat Studies.",
            ["Ashford University", "Institute of Peat Studies"],
        ),
        ("Officials of the Ministry of Culture, Sport and Tourism came.", ["Ministry of Culture, Sport and Tourism"]),
        ("Norway's department of Marine Affairs did not answer.", ["department of Marine Affairs"]),
        ("The Alder Birch Foundation (ABF) gave money. ABF said so.", ["Alder Birch Foundation", "ABF", "ABF"]),
    ],
)
def test_organizations_stay_whole(text: str, expected: list[str]) -> None:
    assert names_of(text, "organization") == expected


def test_country_and_organization_side_by_side_stay_apart() -> None:
    text = "Canada and the Peat Exporters Association signed."
    assert names_of(text, "place") == ["Canada"]
    assert names_of(text, "organization") == ["Peat Exporters Association"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prof. Quillfeather spoke to Mr. Ostrowick.", ["Quillfeather", "Ostrowick"]),
        ("Anna Quillfeather and Peter Ostrowick left.", ["Anna Quillfeather", "Peter Ostrowick"]),
        ("“Nothing will change,” Quillfeather said.", ["Quillfeather"]),
        ("The Quillfeather Prize went to nobody.", []),
        ("Republicans and Democrats agreed on Brexit.", []),
    ],
)
def test_people(text: str, expected: list[str]) -> None:
    assert names_of(text, "person") == expected


def test_surname_is_a_person_everywhere_once_the_full_name_shows_it() -> None:
    text = (
        "Anna Quillfeather heads the council.\n\nThe plan came from Quillfeather in the spring.\n\n"
        "Critics of Quillfeather disagree."
    )
    assert names_of(text, "person") == ["Anna Quillfeather", "Quillfeather", "Quillfeather"]


def test_headline_is_cut_to_what_the_text_names() -> None:
    text = (
        "Quillfeather Seeks More Money For Peat Bogs\n\nAnna Quillfeather asked for more money on Monday.\n\n"
        "The council had refused it.\n\nThe bogs are dry.\n\nNobody objected to it.\n\nThe vote is in June."
    )
    assert names_of(text, "person") == ["Quillfeather", "Anna Quillfeather"]


def test_names_do_not_overlap_and_lie_in_blocks() -> None:
    text = "Anna Quillfeather\nBaltic Trade Association\n\nPeter Ostrowick of the Baltic Trade Association spoke."
    parsed = parse(document_from_text(text))
    names = find_names(parsed)
    assert len(names) >= 3
    for before, after in itertools.pairwise(names):
        assert before.span.end <= after.span.start
    assert all("\n" not in name.span.of(parsed.text) for name in names)


@pytest.mark.parametrize(
    "text", ["", " \n ", "\u202e\u200b", "....", "A" * 3000, "(" * 500, "said " * 400, "\U0001f600 " * 50]
)
def test_odd_texts_do_not_fail(text: str) -> None:
    parsed = parse(document_from_text(text))
    assert parsed.doc.text == parsed.document.text
    assert all(name.span.of(parsed.text).strip() for name in find_names(parsed))


def test_a_town_before_the_dash_of_a_dateline_is_a_place() -> None:
    found = read(document_from_text("EXAMPLETOWN - Anna Quillfeather painted a dire portrait of the city on Thursday."))
    assert {entity.name: entity.schema for entity in found.entities} == {
        "EXAMPLETOWN": "Address",
        "Anna Quillfeather": "Person",
    }
