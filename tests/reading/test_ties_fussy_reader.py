"""Roles, shares and amounts that a careful reader made a fuss about, as sentences of our own."""

from __future__ import annotations

import pytest

from entourage.documents import document_from_text
from entourage.model import Reading
from entourage.reading import read


def reading_of(text: str) -> Reading:
    return read(document_from_text(text))


def ties(text: str) -> list[tuple[str, str, str, str, str]]:
    reading = reading_of(text)
    names = {entity.id: entity.name for entity in reading.entities}
    return [(names[tie.subject], tie.role, tie.schema, names[tie.object], tie.status) for tie in reading.ties]


def roles(text: str) -> list[tuple[str, str, str]]:
    return [(entity.name, role.text, role.status) for entity in reading_of(text).entities for role in entity.roles]


def test_a_son_in_law_is_no_son() -> None:
    text = "Carl Muster met Ada Example. Muster's son-in-law, Ben Sample, owns the house."
    assert [(s, r, o) for s, r, _, o, _ in ties(text)] == [
        ("Carl Muster", "met", "Ada Example"),
        ("Ben Sample", "son-in-law", "Carl Muster"),
    ]


def test_a_brother_in_law_without_a_comma() -> None:
    text = "Ada Example's brother-in-law Ben Sample sold the house."
    assert ("Ben Sample", "brother-in-law", "Family", "Ada Example", "current") in ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example owns 31 per cent of Sample Corp through Cyprus.",
        "Ada Example, who owns 31% of Sample Corp, resigned on Monday.",
        "Ada Example holds a 31% stake in Sample Corp and two houses.",
        "About 31% of Sample Corp is owned by Ada Example.",
    ],
)
def test_a_share_is_a_tie(text: str) -> None:
    assert ("Ada Example", "shareholder", "Ownership", "Sample Corp", "current") in ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example has 31% of the vote in Ohio, and Sample Corp waits.",
        "Ada Example has a keen interest in Sample Corp.",
    ],
)
def test_no_share_no_owner(text: str) -> None:
    assert [tie for tie in ties(text) if tie[2] == "Ownership"] == []


def test_an_appointment_names_who_holds_the_post() -> None:
    text = "The firm announced the appointment of Ms. Clara Muster as president of Sample Corp on Monday."
    assert ("Clara Muster", "president", "Directorship", "Sample Corp", "current") in ties(text)


def test_advice_against_is_no_denial() -> None:
    text = "Ben Muster said Ada Example should not be president of Sample Corp."
    assert [status for *_, status in ties(text)] == ["unclear"]


def test_what_one_talker_means_is_alleged() -> None:
    text = '"I meant Ada Example is the founder of Sample Corp," Ben Muster said.'
    assert [status for *_, status in ties(text) if status != "alleged"] == []


def test_dear_is_no_part_of_a_role() -> None:
    assert roles("Dear Governor Example, we write to you about the bank.") in (
        [("Example", "Governor", "current")],
        [],
    )


def test_one_role_with_and_without_its_people() -> None:
    text = "Russian President Ada Example spoke. President Ada Example left."
    assert roles(text) == [("Ada Example", "Russian President", "current")]


def test_a_vice_president_is_no_president() -> None:
    text = "Vice President Ada Example spoke. President Ada Example left."
    assert {role for _, role, _ in roles(text)} == {"Vice President", "President"}


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("Ada Example was jailed for seven years over $90m fraud at the bank.", "="),
        ("Ada Example has spent over $90m on the bank.", ">"),
    ],
)
def test_over_gives_a_reason_or_a_bound(text: str, comparison: str) -> None:
    assert [claim.comparison for claim in reading_of(text).claims if claim.kind == "amount"] == [comparison]
