"""People of one name told apart, couples, shared surnames, and gender by weight. All people here are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entourage.documents import document_from_text
from entourage.reading import read
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed
from entourage.reading.resolve.couples import couple_titles
from entourage.reading.resolve.namesakes import generation, is_called_relative

Resolve = Callable[[str], tuple[Parsed, Cast]]


def people(resolved: Resolve, text: str) -> dict[str, list[str]]:
    """Person -> mentions by name."""
    _, cast = resolved(text)
    return {p.name: [text[m.start : m.end] for m in p.mentions if m.kind == "name"] for p in cast.people()}


def speakers(text: str) -> list[str]:
    """Names of whoever says something in a text."""
    reading = read(document_from_text(text))
    names = {entity.id: entity.name for entity in reading.entities}
    return [names[speaker] for quote in reading.quotes for speaker in quote.speakers]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("John Ostrow Sr. founded the firm. John Ostrow Jr. sold it.", 2),
        ("John Ostrow II founded the firm. His son, John Ostrow III, sold it.", 2),
        ("John Ostrow Jr. sold the firm. His father, John Ostrow, founded it.", 2),
        ("John Ostrow founded the firm. His son, John Ostrow Jr., sold it.", 1),
        ("John Ostrow Jr. sold the firm. John Ostrow said so himself.", 1),
        ("John Ostrow Jr. sold it. John Ostrow Sr. founded it. John Ostrow left.", 3),
    ],
)
def test_generations(resolved: Resolve, text: str, count: int) -> None:
    assert len(people(resolved, text)) == count


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ada Example, Jr.", "jr"), ("Ada Example III", "iii"), ("Ada Example the Younger", "jr"), ("Ada Example", "")],
)
def test_generation_of_a_written_name(name: str, expected: str) -> None:
    assert generation(name) == expected


@pytest.mark.parametrize(
    ("before", "expected"), [("he met his late father, ", True), ("she knew ", False), ("Father ", False)]
)
def test_called_a_relative(before: str, *, expected: bool) -> None:
    assert is_called_relative(before + "Ada Example", len(before)) is expected


def test_couple_without_names_is_a_group(resolved: Resolve) -> None:
    _, cast = resolved("Mr. and Mrs. Ostrow moved to Oslo.")
    assert cast.people() == []
    assert [p.name for p in cast.parties.values() if p.kind == "group"] == ["Mr. and Mrs. Ostrow"]


def test_couple_is_the_two_who_are_named(resolved: Resolve) -> None:
    _, cast = resolved("Peter Ostrow met Anna Ostrow in 2009. Mr. and Mrs. Ostrow moved to Oslo.")
    groups = [p for p in cast.parties.values() if p.kind == "group"]
    assert [group.members for group in groups] == [("person-peter-ostrow", "person-anna-ostrow")]


def test_couple_named_by_the_husband(resolved: Resolve) -> None:
    _, cast = resolved("Mr. and Mrs. Peter Ostrow moved to Oslo.")
    assert [(p.name, p.gender) for p in cast.people()] == [("Peter Ostrow", "male")]


def test_no_couple_without_a_second_title() -> None:
    assert couple_titles("Anna and Mrs. Example", 14) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna and Peter Ostrow own the mill.", {"Anna Ostrow": ["Anna"], "Peter Ostrow": ["Peter Ostrow"]}),
        (
            "Anna Quill left. Anna and Peter Ostrow own the mill.",
            {"Anna Quill": ["Anna Quill", "Anna"], "Peter Ostrow": ["Peter Ostrow"]},
        ),
        ("Anna and Quarl Ostrow own it.", {"Anna Ostrow": ["Anna"], "Quarl Ostrow": ["Quarl Ostrow"]}),
        ("Anna met Peter Ostrow at the mill.", {"Anna": ["Anna"], "Peter Ostrow": ["Peter Ostrow"]}),
    ],
)
def test_shared_surname(resolved: Resolve, text: str, expected: dict[str, list[str]]) -> None:
    assert people(resolved, text) == expected


def test_family_name_first_after_a_title(resolved: Resolve) -> None:
    text = "Wang Fang sold the mill. Ms. Wang then left. Wang said no."
    assert people(resolved, text) == {"Wang Fang": ["Wang Fang", "Wang", "Wang"]}


def test_title_takes_no_given_name_of_another(resolved: Resolve) -> None:
    found = people(resolved, "Anna Wang met Li Fang. Ms. Wang left.")
    assert found == {"Anna Wang": ["Anna Wang", "Wang"], "Li Fang": ["Li Fang"]}


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Anna Ostrow left. Her brother, Peter Ostrow, sold the mill. Ostrow said she would return.", "Anna Ostrow"),
        ("Anna Ostrow left. Her brother, Peter Ostrow, sold the mill. Ostrow said he would stay.", "Peter Ostrow"),
        ("Anna Ostrow, the minister, met Peter Ostrow, a banker. Minister Ostrow left.", "Anna Ostrow"),
        ("Anna Ostrow, the minister, met Peter Ostrow, a banker. Ostrow left.", "Peter Ostrow"),
        (
            "Anna Ostrow met Peter Ostrow, who said that Maria Quill was ill. Ostrow said she would return.",
            "Peter Ostrow",
        ),
    ],
)
def test_surname_of_two_people(resolved: Resolve, text: str, bearer: str) -> None:
    assert people(resolved, text)[bearer][-1] == "Ostrow"


def test_surname_of_two_named_in_one_breath_is_left_open() -> None:
    text = "Peter Ostrow and Anna Ostrow run the mill in Oslo. “We lost it,” Ostrow said."
    assert speakers(text) == []


def test_surname_of_one_of_two_is_theirs_after_a_title(resolved: Resolve) -> None:
    text = "Peter Ostrow and Anna Ostrow run the mill. Ms. Ostrow paid. Then Ostrow left."
    assert people(resolved, text)["Anna Ostrow"] == ["Anna Ostrow", "Ostrow", "Ostrow"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The authors, Ada Quillfeather, Bob Ostrow and Cara Sample, said the mill was lost.",
            ["Ada Quillfeather", "Bob Ostrow", "Cara Sample"],
        ),
        ("Researchers Ada Quillfeather and Bob Ostrow said the mill was lost.", ["Ada Quillfeather", "Bob Ostrow"]),
        ("The authors, who know Ada Quillfeather, said the mill was lost.", []),
    ],
)
def test_group_in_apposition_speaks(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_description_is_no_group_of_the_subject_after_it(resolved: Resolve) -> None:
    _, cast = resolved("For the authors, Ada Quillfeather and Bob Ostrow were too late.")
    assert [p for p in cast.parties.values() if p.kind == "group"] == []


def test_one_pronoun_does_not_fix_gender(resolved: Resolve) -> None:
    text = (
        "Quarl Ostrow runs the mill. He sold it. Quarl Ostrow left Oslo because she was ill. She had worked "
        "there, and she missed it."
    )
    _, cast = resolved(text)
    person = cast.people()[0]
    pronouns = [text[m.start : m.end] for m in person.mentions if m.kind == "pronoun"]
    assert (person.gender, pronouns) == ("female", ["He", "she", "She", "she"])


def test_title_outweighs_pronouns(resolved: Resolve) -> None:
    _, cast = resolved("Quarl Ostrow runs the mill. He sold it. Ms. Ostrow left.")
    assert cast.people()[0].gender == "female"
