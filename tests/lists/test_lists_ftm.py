# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""FollowTheMoney streams."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

PERSON = {
    "id": "NK-1",
    "schema": "Person",
    "caption": "Ada Example",
    "properties": {"name": ["Ada Example"], "alias": ["Ада Пример", "Ada Example"], "birthDate": ["1961-01-03"], "nationality": ["RU"]},
    "datasets": ["example_list"],
    "first_seen": "2022-04-06T00:00:00",
    "last_change": "2025-01-01T00:00:00",
    "target": True,
}  # fmt: skip
SANCTION = {
    "id": "s-1",
    "schema": "Sanction",
    "properties": {
        "entity": ["NK-1"],
        "authority": ["Ministry of Examples"],
        "program": ["Atlantis"],
        "listingDate": ["2022-04-05"],
        "endDate": ["2024-01-01"],
        "reason": ["An invented reason."],
        "authorityId": ["AT-7"],
        "sourceUrl": ["https://example.org/7"],
    },
}


def load(tmp_path: Path, *lines: dict[str, Any] | str, **told: str) -> LoadedList:
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n")
    return read_list([path], dataset="own-ftm", **told)


def test_a_sanction_becomes_the_listing_of_its_party_in_any_order(tmp_path: Path) -> None:
    for lines in ((PERSON, SANCTION), (SANCTION, PERSON)):
        loaded = load(tmp_path, *lines, legal_effect="blocking")
        (party,) = loaded.parties
        assert (party.id, party.schema, party.caption) == ("NK-1", "Person", "Ada Example")
        assert party.properties == {
            "name": ("Ada Example",),
            "alias": ("Ада Пример",),
            "birthDate": ("1961-01-03",),
            "nationality": ("ru",),
        }
        (listing,) = party.listings
        assert (listing.authority, listing.program, listing.legal_effect) == (
            "Ministry of Examples",
            "Atlantis",
            "blocking",
        )
        assert (listing.listing_date, listing.end_date, listing.record_id) == ("2022-04-05", "2024-01-01", "AT-7")
        assert (listing.source_url, listing.reason) == ("https://example.org/7", "An invented reason.")
        assert (loaded.snapshot.records_read, loaded.snapshot.records_kept) == (2, 2)


def test_sanctions_nested_in_their_party_are_listings(tmp_path: Path) -> None:
    nested = {**PERSON, "properties": {**PERSON["properties"], "sanctions": [SANCTION]}}  # type: ignore[dict-item]
    (party,) = load(tmp_path, nested).parties
    assert party.listings[0].record_id == "AT-7"
    assert "sanctions" not in party.properties


def test_an_entity_that_no_sanction_names_is_listed_with_unknown_effect(tmp_path: Path) -> None:
    (party,) = load(tmp_path, PERSON).parties
    assert (party.listings[0].legal_effect, party.listings[0].record_id) == ("unknown", "NK-1")


def test_everything_else_is_dropped_and_counted(tmp_path: Path) -> None:
    address = {"id": "a", "schema": "Address", "properties": {"full": ["1 Example Street"]}}
    nameless = {"id": "b", "schema": "Person", "properties": {}}
    stray = {**SANCTION, "id": "s-2", "properties": {"entity": ["nobody"]}}
    snapshot = load(tmp_path, PERSON, PERSON, address, nameless, stray).snapshot
    assert (snapshot.records_read, snapshot.records_kept) == (5, 1)
    assert {entry.reason: entry.count for entry in snapshot.dropped} == {
        "entity repeated": 1,
        "schema Address is no party": 1,
        "entity without a name": 1,
        "Sanction whose party is not in the file": 1,
    }


def test_a_stream_that_is_cut_off_is_refused_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, PERSON, json.dumps(PERSON)[:90])
    assert caught.value.code == "json-broken"
    assert "line 2" in caught.value.message


def test_json_of_another_kind_is_refused(tmp_path: Path) -> None:
    for text in ('{"a": 1}', "[1, 2]"):
        with pytest.raises(ListError) as caught:
            load(tmp_path, text)
        assert caught.value.code == "unknown-format"
