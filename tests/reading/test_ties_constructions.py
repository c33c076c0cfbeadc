"""One sentence for each construction that states a tie or a role, and sentences that state none."""

from __future__ import annotations

import pytest

from entourage.model import Document, Reading, Tie
from entourage.reading.read import read
from entourage.reading.ties.status import dates_in


def reading_of(text: str) -> Reading:
    return read(Document(id="doc-test", sha256="0" * 64, source="test", text=text))


def only_tie(text: str, schema: str) -> tuple[Tie, str, str]:
    reading = reading_of(text)
    found = [tie for tie in reading.ties if tie.schema == schema]
    assert len(found) == 1, reading.ties
    return found[0], reading.entity(found[0].subject).name, reading.entity(found[0].object).name


@pytest.mark.parametrize(
    ("text", "schema", "subject", "target", "role", "status"),
    [
        (
            "The Sample Institute is headed by Maria Example.",
            "Directorship",
            "Maria Example",
            "Sample Institute",
            "head",
            "current",
        ),
        (
            "The Sample Institute was founded by Maria Example in 1999.",
            "Directorship",
            "Maria Example",
            "Sample Institute",
            "founder",
            "current",
        ),
        (
            "Ada Example sits on the editorial board of the Sample Journal.",
            "Directorship",
            "Ada Example",
            "Sample Journal",
            "member of the editorial board",
            "current",
        ),
        (
            "Ada Example left the Sample Institute in 2019.",
            "Employment",
            "Ada Example",
            "Sample Institute",
            "left",
            "former",
        ),
        (
            "Sample Institute spokeswoman Ada Example said on Monday that talks had begun.",
            "Employment",
            "Ada Example",
            "Sample Institute",
            "spokeswoman",
            "current",
        ),
        (
            "Ada Example of the Sample Institute said that talks had begun.",
            "Employment",
            "Ada Example",
            "Sample Institute",
            "of",
            "current",
        ),
        (
            "Ada Example, a lawyer for Boris Muster, said that talks had begun.",
            "Representation",
            "Ada Example",
            "Boris Muster",
            "lawyer",
            "current",
        ),
        (
            "Ada Example, a close ally of Boris Muster, said that talks had begun.",
            "Associate",
            "Ada Example",
            "Boris Muster",
            "close ally",
            "current",
        ),
        (
            "Maria Example will join the Sample Institute in May.",
            "Employment",
            "Maria Example",
            "Sample Institute",
            "joined",
            "planned",
        ),
        (
            "Ada Example, the former chairman of Sample Bank, said that talks had begun.",
            "Directorship",
            "Ada Example",
            "Sample Bank",
            "chairman",
            "former",
        ),
        (
            "Ada Example, the alleged owner of Sample Bank, said that talks had begun.",
            "Ownership",
            "Ada Example",
            "Sample Bank",
            "alleged owner",
            "alleged",
        ),
        ("Ada Example does not own Sample Bank.", "Ownership", "Ada Example", "Sample Bank", "owner", "negated"),
    ],
)
def test_construction(text: str, schema: str, subject: str, target: str, role: str, status: str) -> None:
    tie, source, end = only_tie(text, schema)
    assert (source, end, tie.role, tie.status) == (subject, target, role, status)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example criticised the Sample Institute on Monday.",
        "Ada Example flew to Paris while the Sample Institute held a conference.",
        "Ada Example told the Sample Institute that the talks had failed.",
        "Unlike Ada Example, the director of the Sample Institute said that talks had begun.",
        "Neither Ada Example nor Sample Bank commented.",
    ],
)
def test_standing_in_one_sentence_is_no_tie(text: str) -> None:
    assert reading_of(text).ties == ()


def test_a_board_seat_of_a_group_is_one_tie_for_each_member() -> None:
    text = (
        "Ada Example and Boris Muster wrote the report. The authors, who sit on the board of the Sample Association, "
        "want talks."
    )
    reading = reading_of(text)
    seats = {reading.entity(t.subject).name for t in reading.ties if t.schema == "Directorship"}
    assert seats == {"Ada Example", "Boris Muster"}


def test_nationality_comes_from_a_demonym_and_not_from_a_place() -> None:
    reading = reading_of("Russian Foreign Minister Sergey Lavrov met Ada Example, a Moscow journalist.")
    people = {entity.name: entity for entity in reading.entities if entity.schema == "Person"}
    assert people["Sergey Lavrov"].properties["nationality"] == ("ru",)
    assert "nationality" not in people["Ada Example"].properties


def test_a_sanction_statement_is_a_role_and_a_tie_and_keeps_its_date() -> None:
    reading = reading_of("Boris Muster was sanctioned by Canada in 2022.")
    [person] = [entity for entity in reading.entities if entity.schema == "Person"]
    assert [(role.text, role.how) for role in person.roles] == [("sanctioned by Canada (2022)", "sanction statement")]
    assert [(tie.role, tie.start_date) for tie in reading.ties] == [("sanctioned by", "2022")]


@pytest.mark.parametrize(
    ("words", "began", "expected"),
    [
        ("has led the bank since March 2014", False, ("2014-03", "")),
        ("was chairman from 1996 to 2001", False, ("1996", "2001")),
        ("was appointed in May 2008", True, ("2008-05", "")),
        ("was chairman until June 3, 2010", False, ("", "2010-06-03")),
        ("said so in 2008", False, ("", "")),
    ],
)
def test_dates(words: str, began: bool, expected: tuple[str, str]) -> None:
    assert dates_in(words, began=began) == expected


def test_an_empty_text_has_no_ties() -> None:
    assert reading_of("").ties == ()
