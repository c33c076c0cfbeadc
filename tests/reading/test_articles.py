"""Whole invented articles: what a careful reader would note, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.documents import document_from_text
from entourage.model import Reading
from entourage.reading import read

TEXTS = Path(__file__).with_name("data") / "articles"


def reading_of(name: str) -> tuple[str, Reading]:
    text = (TEXTS / f"{name}.txt").read_text("utf-8")
    return text, read(document_from_text(text))


def people(reading: Reading) -> set[str]:
    return {entity.name for entity in reading.entities if entity.schema == "Person"}


def ties(reading: Reading) -> set[tuple[str, str, str, str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    return {
        (tie.schema, names[tie.subject], names[tie.object], tie.status)
        for tie in reading.ties
        if tie.schema not in {"UnknownLink"}
    }


def spoken(text: str, reading: Reading) -> dict[str, set[str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    found: dict[str, set[str]] = {}
    for quote in reading.quotes:
        if quote.kind == "direct":
            words = " ".join(span.of(text) for span in quote.content)
            found[words[:24]] = {names[speaker] for speaker in quote.speakers}
    return found


def test_think_tank_report() -> None:
    text, reading = reading_of("think_tank")
    assert people(reading) == {
        "Harriet Colborne",
        "Malcolm Testwell",
        "Leyla Mustermann",
        "Dieter Hollmann",
        "Rashid Samplov",
        "Timur Specimenov",
        "Jessica Pound",
        "Oliver Strangeways",
        "Aysel Samplova",
        "Fiona Abernethy",
        "Tom Rushworth",
    }
    assert ties(reading) >= {
        ("Directorship", "Malcolm Testwell", "Institute for Ruritanian Dialogue", "current"),
        ("Directorship", "Leyla Mustermann", "Institute for Ruritanian Dialogue", "current"),
        ("Directorship", "Dieter Hollmann", "Institute for Ruritanian Dialogue", "current"),
        ("Directorship", "Dieter Hollmann", "Nordwerk AG", "former"),
        ("Directorship", "Rashid Samplov", "Ruritan Holdings", "current"),
        ("Directorship", "Tom Rushworth", "Institute for Ruritanian Dialogue", "current"),
        ("Directorship", "Malcolm Testwell", "Petrovale plc", "current"),
        ("Family", "Aysel Samplova", "Rashid Samplov", "current"),
    }
    assert ("Associate", "Fiona Abernethy", "Labour", "current") not in ties(reading)
    assert spoken(text, reading) == {
        "We are proud of what we ": {"Leyla Mustermann"},
        "Parliament is being used": {"Jessica Pound"},
        "I would not go again, If": {"Fiona Abernethy"},
        "No. Why would we? It was": {"Tom Rushworth"},
    }


def test_open_letter_with_signatories() -> None:
    text, reading = reading_of("open_letter")
    assert {"Ingrid Tveit", "Nikolai Vetrov", "Jonas Brekke", "Maria Solbakken", "Anatoly Grechko"} <= people(reading)
    names = {entity.id: entity.name for entity in reading.entities}
    listed = [names[t.object] for t in reading.ties if t.schema == "Documentation" and "list" in t.role]
    assert listed == ["Nikolai Vetrov"]
    assert spoken(text, reading) == {"science diplomacy is the": {"Ingrid Tveit"}}


def test_who_is_on_the_list_and_who_wrote() -> None:
    _, reading = reading_of("journal")
    names = {entity.id: entity.name for entity in reading.entities}
    listed = [names[t.object] for t in reading.ties if t.schema == "Documentation" and "list" in t.role]
    authors = {names[t.object] for t in reading.ties if t.role == "author"}
    assert listed == ["Oleg Testov"], "the man, not the company that he is president of"
    assert authors == {"Ada Example", "Bernard Sample"}
    for quote in reading.quotes:
        if quote.speaker_span is not None and quote.kind != "direct":
            assert not any(piece.covers(quote.speaker_span) for piece in quote.content)


@pytest.mark.parametrize("name", ["think_tank", "open_letter", "journal"])
def test_every_line_has_evidence_in_the_text(name: str) -> None:
    text, reading = reading_of(name)
    ids = {entity.id for entity in reading.entities}
    for tie in reading.ties:
        assert {tie.subject, tie.object} <= ids
        assert tie.evidence and all(span.of(text).strip() for span in tie.evidence)
    for quote in reading.quotes:
        assert set(quote.speakers) <= ids
        assert quote.content and all(span.of(text).strip() for span in quote.content)
    for entity in reading.entities:
        assert entity.mentions
        assert all(role.evidence for role in entity.roles)
