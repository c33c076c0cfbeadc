"""The starter lists: marked, sourced, dated, and no more than they say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from entourage.lists import how_to_load_full_lists, starter_lists
from entourage.model import ListedParty, Listing, LoadedList

ROWS = [
    (loaded, party, listing) for loaded in starter_lists() for party in loaded.parties for listing in party.listings
]


@pytest.mark.parametrize("loaded", starter_lists(), ids=lambda loaded: loaded.snapshot.dataset)
def test_every_list_says_that_it_is_a_starter(loaded: LoadedList) -> None:
    snapshot = loaded.snapshot
    assert snapshot.starter
    assert snapshot.dataset.startswith("starter-")
    assert f"{len(loaded.parties)} parties, NOT the full list" in snapshot.title
    assert snapshot.records_read == snapshot.records_kept == sum(len(party.listings) for party in loaded.parties)
    assert re.fullmatch(r"starter-[a-z0-9-]+@\d{4}-\d\d-\d\d-[0-9a-f]{8}", snapshot.id)


@pytest.mark.parametrize(("loaded", "party", "listing"), ROWS, ids=lambda value: getattr(value, "id", ""))
def test_every_fact_has_a_source_and_every_date_is_one(
    loaded: LoadedList, party: ListedParty, listing: Listing
) -> None:
    assert listing.source_url.startswith("https://")
    assert listing.authority == loaded.snapshot.authority
    assert listing.record["source_url"] == listing.source_url
    if listing.listing_date:
        assert date(2014, 3, 1) <= date.fromisoformat(listing.listing_date) <= date.fromisoformat(loaded.snapshot.date)
    if party.schema == "Person":
        assert all(date.fromisoformat(born).year > 1930 for born in party.properties["birthDate"])
        assert party.properties["nationality"]


def test_a_report_designates_nobody() -> None:
    report = next(loaded for loaded in starter_lists() if loaded.snapshot.dataset == "starter-us-caatsa-241")
    assert {listing.legal_effect for party in report.parties for listing in party.listings} == {"named only"}
    assert all("topics" not in party.properties for party in report.parties)


def test_the_dates_of_two_well_known_listings() -> None:
    found = {
        (loaded.snapshot.dataset, party.caption): party.listings[0].listing_date
        for loaded in starter_lists()
        for party in loaded.parties
    }
    assert found["starter-us-ofac-sdn", "Vladimir Olegovich Potanin"] == "2022-12-15"
    assert found["starter-ca-sema", "Vladimir Olegovich Potanin"] == "2022-04-05"
    assert found["starter-us-caatsa-241", "Vladimir Olegovich Potanin"] == "2018-01-29"
    assert found["starter-eu-ru-269", "Sergey Viktorovich Lavrov"] == "2022-02-25"


def test_how_to_load_names_every_official_format() -> None:
    for name in ("ca-sema", "us-ofac-sdn", "us-ofac-cons", "un-sc"):
        assert f"--as {name}" in how_to_load_full_lists()
