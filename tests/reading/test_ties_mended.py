"""Ties that were missed or wrong in news articles, as sentences of our own."""

from __future__ import annotations

import pytest

from entourage.documents import document_from_text
from entourage.reading import read


def ties(text: str) -> list[tuple[str, str, str, str]]:
    reading = read(document_from_text(text))
    names = {entity.id: entity.name for entity in reading.entities}
    return [(names[tie.subject], tie.role, names[tie.object], tie.status) for tie in reading.ties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sample Corp is preparing to close two plants, said Ada Example, a plant manager.",
            ("Ada Example", "plant manager", "Sample Corp", "current"),
        ),
        (
            "Clara Muster (Sample University) is president of the Nordic Society.",
            ("Clara Muster", "of", "Sample University", "current"),
        ),
        ("Ada Example of the Specimen Party voted against it.", ("Ada Example", "of", "Specimen Party", "current")),
        (
            "Ben Sample, the nominee for the Supreme Court, waited.",
            ("Ben Sample", "nominee", "Supreme Court", "planned"),
        ),
        (
            "Ada Example ran again. Her opponent, Sen. Ben Sample, lost.",
            ("Ben Sample", "opponent", "Ada Example", "current"),
        ),
    ],
)
def test_a_tie_that_a_careful_reader_notes(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example visited the Sample Institute. Her campaign manager, Ben Sample, left.",
        "Diver Ada Example of Placeville hooked the men to the ropes.",
        "Ada Example refused to work with the Sample Agency.",
    ],
)
def test_no_employer_is_made_up(text: str) -> None:
    held = [tie for tie in ties(text) if tie[2] in {"Sample Institute", "Placeville", "Sample Agency"}]
    assert held == []


def test_a_meeting_that_is_not_expected_is_denied() -> None:
    found = ties("Ada Example is not expected to meet Ben Sample.")
    assert [status for _, role, _, status in found if role == "met"] == ["negated"]


def test_of_beside_a_role_is_one_tie() -> None:
    found = ties("Professor Ada Example of Example University, a professor at Example University, spoke.")
    assert len(found) == 1
    assert found[0][1] != "of"
