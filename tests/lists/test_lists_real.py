"""Real snapshots of the official lists: all records, and nothing dropped without a reason.

The counts are those of the snapshots' own documentation.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListedParty, ListError, LoadedList


@cache
def loaded(folder: Path, dataset: str, *names: str) -> LoadedList:
    return read_list([folder / name for name in names], dataset=dataset)


def kinds(found: LoadedList) -> tuple[int, int]:
    persons = sum(party.schema == "Person" for party in found.parties)
    return persons, len(found.parties) - persons


def named(found: LoadedList, caption: str) -> ListedParty:
    (party,) = [party for party in found.parties if party.caption == caption]
    return party


@pytest.mark.parametrize(
    ("name", "records", "persons", "others"),
    [
        ("sema-lmes-2020-04.xml", 1369, 985, 384),
        ("sema-lmes-2022-05-11.xml", 2606, 2069, 537),
        ("sema-2023-04.converted.json.gz", 3526, 2721, 805),
        ("sema-2026-01.converted.json.gz", 5218, 3441, 1777),
    ],
)
def test_canada(shared: Path, name: str, records: int, persons: int, others: int) -> None:
    found = loaded(shared / "lists" / "ca", "ca-sema", name)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (records, records)
    assert kinds(found) == (persons, others)
    assert all("nationality" not in party.properties for party in found.parties)


def test_canada_of_2026_has_ships_and_days_of_listing(shared: Path) -> None:
    found = loaded(shared / "lists" / "ca", "ca-sema", "sema-2026-01.converted.json.gz")
    assert sum(party.schema == "Vessel" for party in found.parties) == 410
    assert all(listing.listing_date for party in found.parties for listing in party.listings)
    assert named(found, "Vladimir Olegovich POTANIN").listings[0].listing_date == "2022-04-05"


def test_canada_of_2020_has_thirteen_sectoral_records(shared: Path) -> None:
    found = loaded(shared / "lists" / "ca", "ca-sema", "sema-lmes-2020-04.xml")
    effects = [listing.legal_effect for party in found.parties for listing in party.listings]
    assert (effects.count("sectoral"), effects.count("blocking")) == (13, 1356)


@pytest.mark.parametrize(
    ("folder", "records", "individuals"),
    [
        ("sdn-2018-01-26", 6068, 3545),
        ("sdn-2019-01", 7379, None),
        ("sdn-2019-07-25", 7773, None),
        ("sdn-2019-08", 7737, None),
        ("sdn-2020-08-18", 8292, None),
        ("sdn-2021-06", 8976, None),
        ("sdn-2023-07-12", 12632, None),
    ],
)
def test_ofac_sdn(shared: Path, folder: str, records: int, individuals: int | None) -> None:
    found = loaded(shared / "lists" / "us", "us-ofac-sdn", folder)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (records, records)
    assert found.snapshot.party_count == records
    cut = ("add.csv is cut off inside the null of its last cell (line 11696): rows after it may be missing.",)
    assert found.snapshot.notes == (cut if folder == "sdn-2019-01" else ())
    if individuals is not None:
        assert kinds(found)[0] == individuals
    assert {listing.legal_effect for party in found.parties for listing in party.listings} == {"blocking"}


def test_ofac_sdn_of_2022_11_repeats_58_rows(shared: Path) -> None:
    snapshot = loaded(shared / "lists" / "us", "us-ofac-sdn", "sdn-2022-11").snapshot
    assert (snapshot.records_read, snapshot.records_kept) == (11567, 11509)
    assert [(entry.reason, entry.count) for entry in snapshot.dropped] == [("row repeated word for word", 58)]


def test_ofac_alias_tables_newer_than_the_main_table(shared: Path) -> None:
    us = shared / "lists" / "us"
    snapshot = loaded(us, "us-ofac-sdn", "sdn-2023-07-12/sdn.csv.gz", "sdn-2023-07-25").snapshot
    assert snapshot.records_kept == 12632
    assert [note.partition(" have")[0] for note in snapshot.notes] == [
        "149 of 16128 rows of alt.unwrapped.csv",
        "168 of 17885 rows of add.unwrapped.csv",
    ]
    with pytest.raises(ListError) as caught:
        loaded(us, "us-ofac-sdn", "sdn-2023-07-25")
    assert caught.value.code == "set-without-main-table"


def test_ofac_aliases_addresses_and_remarks(shared: Path) -> None:
    found = loaded(shared / "lists" / "us", "us-ofac-sdn", "sdn-2021-06")
    properties = [party.properties for party in found.parties]
    assert sum(len(values.get("alias", ())) for values in properties) > 11_500
    assert sum(len(values.get("weakAlias", ())) for values in properties) > 2_300
    assert sum("birthDate" in values for values in properties) > 4_200
    not_understood = [note for values in properties for note in values.get("notes", ()) if "DOB" in note.split()[:2]]
    assert len(not_understood) < 10
    continued = next(party for party in found.parties if party.id == "us-ofac-sdn-28264")
    assert continued.properties["idNumber"] == ("210302198701102136",)
    assert "blackjack1987" in continued.properties["weakAlias"]
    combined = next(party for party in found.parties if party.listings[0].program == "SYRIA; SYRIA-CAESAR")
    assert combined.properties["program"] == ("SYRIA", "SYRIA-CAESAR")


@pytest.mark.parametrize(
    ("folder", "records", "individuals"), [("cons-2019-03-14", 375, 82), ("cons-2025-12", 442, 79)]
)
def test_ofac_consolidated(shared: Path, folder: str, records: int, individuals: int) -> None:
    found = loaded(shared / "lists" / "us", "us-ofac-cons", folder)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (records, records)
    assert kinds(found)[0] == individuals
    assert found.snapshot.notes == ()


@pytest.mark.parametrize(
    ("name", "date", "entities", "individuals", "vessels"),
    [
        ("consolidated-2017-06-20.xml.gz", "2017-06-20", 459, 94, 74),
        ("cons-2019-03-14/consolidated.xml", "2019-03-14", 293, 82, 0),
        ("consolidated-2022-03-24.xml", "2022-03-24", 382, 80, 0),
    ],
)
def test_ofac_xml(shared: Path, name: str, date: str, entities: int, individuals: int, vessels: int) -> None:
    found = loaded(shared / "lists" / "us", "us-ofac-cons", name)
    schemata = [party.schema for party in found.parties]
    counted = (schemata.count("Organization"), schemata.count("Person"), schemata.count("Vessel"))
    assert counted == (entities, individuals, vessels)
    assert found.snapshot.records_read == found.snapshot.records_kept == entities + individuals + vessels
    assert (found.snapshot.date, found.snapshot.date_origin) == (date, "in the file")
    with pytest.raises(ListError) as caught:
        loaded(shared / "lists" / "us", "us-ofac-sdn", name)
    assert caught.value.code == "wrong-format"


def test_ofac_xml_and_csv_of_one_day_say_the_same(shared: Path) -> None:
    us = shared / "lists" / "us"
    by_csv = {party.id: party for party in loaded(us, "us-ofac-cons", "cons-2019-03-14").parties}
    by_xml = {party.id: party for party in loaded(us, "us-ofac-cons", "cons-2019-03-14/consolidated.xml").parties}
    assert list(by_csv) == list(by_xml)
    same = (
        "name",
        "birthDate",
        "birthPlace",
        "nationality",
        "country",
        "registrationNumber",
        "taxNumber",
        "passportNumber",
    )
    for one, party in by_csv.items():
        twin = by_xml[one]
        for name in same:
            assert set(party.properties.get(name, ())) == set(twin.properties.get(name, ())), (one, name)
        assert party.listings[0].legal_effect == twin.listings[0].legal_effect


def test_ofac_sdn_xml_of_which_a_part_is_left_is_refused(shared: Path, tmp_path: Path) -> None:
    sample = shared / "lists" / "formats" / "us-ofac" / "sdn-xml-2020-04-22.sample.xml"
    with pytest.raises(ListError) as caught:
        read_list([sample], dataset="us-ofac-sdn")
    assert caught.value.code == "list-truncated"
    whole = tmp_path / "sdn.xml"
    whole.write_bytes(sample.read_bytes().replace(b"<Record_Count>8197<", b"<Record_Count>8<"))
    found = read_list([whole], dataset="us-ofac-sdn")
    naqdi = named(found, "Mohammad Reza NAQDI")
    assert naqdi.properties["birthDate"][:3] == ("1951", "1952", "1953")
    assert "ir" in naqdi.properties["nationality"]


def test_european_union(shared: Path) -> None:
    found = loaded(shared / "lists" / "formats" / "eu", "eu-fsf", "fsf-1_1-2022-03-18.partial.xml.gz")
    assert kinds(found) == (716, 328)
    assert found.snapshot.records_read == found.snapshot.records_kept == 1044
    assert (found.snapshot.date, found.snapshot.date_origin) == ("2022-03-18", "in the file")
    assert {listing.legal_effect for party in found.parties for listing in party.listings} == {"blocking"}
    assert sum(bool(party.listings[0].listing_date) for party in found.parties) > 500
    sample = loaded(shared / "lists" / "formats" / "eu", "eu-fsf", "fsf-1_1-2020-04-15.sample.xml")
    assert sample.snapshot.records_kept == 7


@pytest.mark.parametrize(
    ("name", "date", "rows", "groups"),
    [
        ("uk/conlist-2018-04-13.csv.gz", "2018-04-13", 9487, 2106),
        ("formats/uk/conlist-2016-02-12.subset.csv", "2016-02-12", 800, 463),
        ("formats/uk/conlist-36col-2020-04-27.sample.csv", "2020-04-27", 23, 6),
    ],
)
def test_united_kingdom(shared: Path, name: str, date: str, rows: int, groups: int) -> None:
    found = loaded(shared / "lists", "uk-conlist", name)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (rows, rows)
    assert len(found.parties) == groups
    assert (found.snapshot.date, found.snapshot.date_origin) == (date, "in the file")
    assert all(party.listings[0].listing_date for party in found.parties)
    notes = [note for party in found.parties for note in party.properties.get("notes", ())]
    assert not any(note.startswith("birth date as printed") for note in notes)
    assert sum(note.startswith("nationality as printed") for note in notes) < 15


@pytest.mark.parametrize(
    ("name", "rows", "repeated", "impossible"),
    [
        ("bis-dpl-2019-06.txt", 546, 3, ("3017-08-22",)),
        ("bis-dpl-2022-09.txt", 581, 2, ("2922-09-01", "3017-08-22")),
    ],
)
def test_denied_persons(shared: Path, name: str, rows: int, repeated: int, impossible: tuple[str, ...]) -> None:
    found = loaded(shared / "lists" / "us", "us-bis-dpl", name)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (rows, rows - repeated)
    (note,) = found.snapshot.notes
    assert tuple(date for date in impossible if date in note) == impossible
    assert {listing.legal_effect for party in found.parties for listing in party.listings} == {"trade control"}


@pytest.mark.parametrize(
    ("name", "rows"), [("csl-2016-02.sample.csv", 399), ("csl-2019-12.sample.csv", 115), ("csl-with-id.sample.csv", 13)]
)
def test_screening_list(shared: Path, name: str, rows: int) -> None:
    found = loaded(shared / "lists" / "formats" / "us-csl", "us-csl", name)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (rows, rows)
    unknown = {party.listings[0].program.partition(":")[0] for party in found.parties}
    assert unknown <= {"SDN", "SSI", "FSE", "PLC", "CAP", "DPL", "EL", "UVL", "MEU", "ISN", "DTC"}


@pytest.mark.parametrize(
    ("date", "individuals", "entities"),
    [
        ("2018-12-27", 708, 387),
        ("2020-03-20", 709, 305),
        ("2025-04-19", 684, 193),
        ("2025-11-15", 727, 273),
        ("2026-02-27", 730, 273),
    ],
)
def test_united_nations(shared: Path, date: str, individuals: int, entities: int) -> None:
    found = loaded(shared / "lists" / "un", "un-sc", f"un-{date}.xml.gz")
    assert kinds(found) == (individuals, entities)
    assert found.snapshot.records_read == found.snapshot.records_kept == individuals + entities
    assert (found.snapshot.date, found.snapshot.date_origin) == (date, "in the file")
    assert all(listing.listing_date for party in found.parties for listing in party.listings)


@pytest.mark.parametrize(
    ("name", "dataset", "records", "effect"),
    [
        ("us-caatsa-241-2018-partial.csv", "us-caatsa-241", 41, "named only"),
        ("ru-entry-ban-canadians-2014-03-24.csv", "ru-entry-ban", 13, "travel ban"),
        ("ru-entry-ban-canadians-2022-04-21-partial.csv", "ru-entry-ban", 23, "travel ban"),
        ("russia-in-global-affairs-boards.csv", "boards", 21, "unknown"),
        ("cerba-officers.csv", "cerba", 4, "unknown"),
        ("eu-269-2014-names-startdates-2026-07-17.csv", "eu-ru-269", 2802, "blocking"),
    ],
)
def test_tables_of_names(shared: Path, name: str, dataset: str, records: int, effect: str) -> None:
    found = loaded(shared / "lists" / "reference", dataset, name)
    assert (found.snapshot.records_read, found.snapshot.records_kept) == (records, records)
    assert {listing.legal_effect for party in found.parties for listing in party.listings} == {effect}


@pytest.mark.parametrize("name", ["canada-russia-trade-facts.csv", "ru-entry-ban-canada-announcements.csv"])
def test_tables_without_names_are_refused(shared: Path, name: str) -> None:
    with pytest.raises(ListError) as caught:
        read_list([shared / "lists" / "reference" / name], dataset="own-list")
    assert caught.value.code == "no-name-column"
