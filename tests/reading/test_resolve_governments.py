"""Capitals that stand for a government, and capitals that do not. Invented texts about public bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entourage.documents import document_from_text
from entourage.reading import read
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed

Resolve = Callable[[str], tuple[Parsed, Cast]]


def behind(resolved: Resolve, text: str, form: str, nth: int = 0) -> tuple[str, str]:
    """(name, kind) of the party of a form's nth occurrence."""
    place = -1
    for _ in range(nth + 1):
        place = text.index(form, place + 1)
    party = resolved(text)[1].party_at(place, place + len(form))
    assert party is not None
    return party.name, party.kind


@pytest.mark.parametrize(
    ("text", "form", "government"),
    [
        ("Moscow denied the report on Monday.", "Moscow", "Government of Russia"),
        ("Ottawa imposed sanctions on two mills.", "Ottawa", "Government of Canada"),
        ("The sanctions imposed by Ottawa hurt the mill.", "Ottawa", "Government of Canada"),
        ("Relations with Beijing are bad.", "Beijing", "Government of China"),
        ("The minister urged Tehran to release the sailors.", "Tehran", "Government of Iran"),
        ("London and Washington agreed to talk.", "London", "Government of the United Kingdom"),
        ("London and Washington agreed to talk.", "Washington", "Government of the United States"),
        ("Critics fear Ankara's foreign policy.", "Ankara", "Government of Turkey"),
        ("Brussels rejected the plan, and the European Commission said why.", "Brussels", "European Union"),
    ],
)
def test_seat_that_acts_is_a_government(resolved: Resolve, text: str, form: str, government: str) -> None:
    name, _ = behind(resolved, text, form)
    assert name == government


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("They met in Moscow on Monday.", "Moscow"),
        ("She flew to Ottawa and bought a mill.", "Ottawa"),
        ("Moscow is cold in winter.", "Moscow"),
        ("Beijing grew by a million people.", "Beijing"),
        ("The streets of London were empty.", "London"),
        ("Tehran's streets were empty.", "Tehran"),
        ("The train from Paris was late.", "Paris"),
        ("The fair was held by Paris city hall in Lyon.", "Paris"),
        ("Brussels rejected the plan for a new tram.", "Brussels"),
        ("Riots shook Paris again.", "Paris"),
    ],
)
def test_town_stays_a_town(resolved: Resolve, text: str, form: str) -> None:
    assert behind(resolved, text, form)[1] == "place"


def test_both_readings_in_one_text(resolved: Resolve) -> None:
    text = "Moscow denied it. The report appeared in Moscow. Ties with Moscow are bad."
    assert [behind(resolved, text, "Moscow", nth)[1] for nth in range(3)] == ["government", "place", "government"]


def test_named_government_and_its_seat_are_one(resolved: Resolve) -> None:
    text = "The Canadian government said no. Ottawa denied the report, and the government of Canada paid."
    _, cast = resolved(text)
    party = next(p for p in cast.parties.values() if p.name == "Government of Canada")
    found = [text[m.start : m.end] for m in party.mentions]
    assert found == ["Canadian government", "Ottawa", "government of Canada"]
    assert party.properties["country"] == ["ca"]
    assert party.properties["notes"] == ["“Ottawa” stands for it in this text"]


def test_government_speaks_and_is_kept_apart_from_the_town() -> None:
    reading = read(document_from_text("Ottawa said it would appeal. Anna Quillfeather lives in Ottawa."))
    by_id = {entity.id: entity for entity in reading.entities}
    speakers = [by_id[speaker] for quote in reading.quotes for speaker in quote.speakers]
    assert [(s.name, s.schema, s.kind, s.aliases) for s in speakers] == [
        ("Government of Canada", "PublicBody", "government", ("Ottawa",))
    ]
    assert [e.name for e in reading.entities if e.kind == "place"] == ["Ottawa"]
