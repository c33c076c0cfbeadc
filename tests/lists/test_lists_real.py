"""Real snapshots of the official lists: all records, and nothing dropped without a reason.

The counts are those of the snapshots' own documentation.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from entourage.lists import add_list, read_list
from entourage.lists.load import detected
from entourage.model import ListedParty, ListError, LoadedList


@cache
def _loaded(dataset: str, paths: tuple[Path, ...]) -> LoadedList:
    return read_list(paths, dataset=dataset)


def loaded(folder: Path, dataset: str, *names: str) -> LoadedList:
    return _loaded(dataset, tuple(folder / name for name in names))


EVERY = [
    # file or folder, list, records in the file, kept, parties, the file's own date
    ("ca/sema-lmes-2020-04.xml", "ca-sema", 1369, 1369, 1369, ""),
    ("ca/sema-lmes-2022-05-11.xml", "ca-sema", 2606, 2606, 2606, ""),
    ("ca/sema-2023-04.converted.json.gz", "ca-sema", 3526, 3526, 3526, ""),
    ("ca/sema-2026-01.converted.json.gz", "ca-sema", 5218, 5218, 5218, ""),
    ("ca/osfi-entstld-2010-09.txt", "ca-osfi", 817, 817, 152, ""),
    ("un/un-2018-12-27.xml.gz", "un-sc", 1095, 1095, 1095, "2018-12-27"),
    ("un/un-2020-03-20.xml.gz", "un-sc", 1014, 1014, 1014, "2020-03-20"),
    ("un/un-2025-04-19.xml.gz", "un-sc", 877, 877, 877, "2025-04-19"),
    ("un/un-2025-11-15.xml.gz", "un-sc", 1000, 1000, 1000, "2025-11-15"),
    ("un/un-2026-02-27.xml.gz", "un-sc", 1003, 1003, 1003, "2026-02-27"),
    ("us/sdn-2018-01-26", "us-ofac-sdn", 6068, 6068, 6068, ""),
    ("us/sdn-2019-01", "us-ofac-sdn", 7379, 7379, 7379, ""),
    ("us/sdn-2019-07-25", "us-ofac-sdn", 7773, 7773, 7773, ""),
    ("us/sdn-2019-08", "us-ofac-sdn", 7737, 7737, 7737, ""),
    ("us/sdn-2020-08-18", "us-ofac-sdn", 8292, 8292, 8292, ""),
    ("us/sdn-2021-06", "us-ofac-sdn", 8976, 8976, 8976, ""),
    ("us/sdn-2022-11", "us-ofac-sdn", 11567, 11118, 11118, ""),
    ("us/sdn-2023-07-12", "us-ofac-sdn", 12632, 12632, 12632, ""),
    ("us/cons-2019-03-14", "us-ofac-cons", 375, 375, 375, ""),
    ("us/cons-2019-03-14/cons_advanced.xml.gz", "us-ofac-cons", 375, 375, 375, "2019-03-14"),
    ("us/cons-2019-03-14/consolidated.xml", "us-ofac-cons", 375, 375, 375, "2019-03-14"),
    ("us/cons-2019-03-14/cons_prim.pip", "us-ofac-cons", 375, 375, 375, ""),
    ("us/cons-2019-03-14/cons_prim.del", "us-ofac-cons", 375, 375, 375, ""),
    ("us/cons-2019-03-14/cons_prim.ff", "us-ofac-cons", 375, 375, 375, ""),
    ("us/cons-2025-12", "us-ofac-cons", 442, 442, 442, ""),
    ("us/consolidated-2017-06-20.xml.gz", "us-ofac-cons", 627, 627, 627, "2017-06-20"),
    ("us/consolidated-2022-03-24.xml", "us-ofac-cons", 462, 462, 462, "2022-03-24"),
    ("us/bis-dpl-2019-06.txt", "us-bis-dpl", 546, 543, 433, ""),
    ("us/bis-dpl-2022-09.txt", "us-bis-dpl", 581, 579, 487, ""),
    ("uk/conlist-2018-04-13.csv.gz", "uk-conlist", 9487, 9487, 2106, "2018-04-13"),
    ("uk/conlist-2022-05-04.xlsx", "uk-conlist", 15261, 15261, 3430, "2022-05-04"),
    ("uk/conlist-2025-04-10.xlsx", "uk-conlist", 18796, 18796, 4686, "2025-04-10"),
    ("uk/uk-sanctions-list-2026-01-10.converted.json.gz", "uk-sl", 5722, 5720, 5720, ""),
    ("au/regulation8_consolidated-2010-09.xls", "au-dfat", 3446, 3446, 1086, ""),
    ("au/regulation8_consolidated-2022-05-04.xls", "au-dfat", 7945, 7945, 2666, ""),
    ("jp/mof-2022-05-05.xls", "jp-mof", 2518, 1966, 1954, ""),
    ("jp/mof-2022-11-02.xls", "jp-mof", 2730, 2172, 2160, ""),
    ("ua/nsdc-2021-05.converted.xlsx", "ua-nsdc", 5677, 5676, 5624, ""),
    ("formats/eu/fsf-1_1-2020-04-15.sample.xml", "eu-fsf", 7, 7, 7, "2020-04-15"),
    ("formats/eu/fsf-1_1-2022-03-18.partial.xml.gz", "eu-fsf", 1044, 1044, 1044, "2022-03-18"),
    ("formats/eu/fsf-csv-1_0-2018-07-04.damaged-first-1000-lines.csv", "eu-fsf", 999, 999, 93, "2018-07-04"),
    ("formats/eu/global-2016-02-11.subset.xml.gz", "eu-fsf", 595, 595, 595, "2016-02-11"),
    ("formats/uk/conlist-2016-02-12.subset.csv", "uk-conlist", 800, 800, 463, "2016-02-12"),
    ("formats/uk/conlist-36col-2020-04-27.sample.csv", "uk-conlist", 23, 23, 6, "2020-04-27"),
    ("formats/un/un-2016-02-11.subset.xml", "un-sc", 239, 239, 239, "2016-02-11"),
    ("formats/un/un-2024-10-17.sample.xml", "un-sc", 7, 7, 7, "2024-10-17"),
    ("formats/us-csl/csl-2016-02.sample.csv", "us-csl", 399, 399, 399, ""),
    ("formats/us-csl/csl-2019-12.sample.csv", "us-csl", 115, 115, 115, ""),
    ("formats/us-csl/csl-with-id.sample.csv", "us-csl", 13, 13, 13, ""),
    ("reference/us-caatsa-241-2018-partial.csv", "us-caatsa-241", 41, 41, 41, ""),
    ("reference/ru-entry-ban-canadians-2014-03-24.csv", "ru-entry-ban", 13, 13, 13, ""),
    ("reference/ru-entry-ban-canadians-2022-04-21-partial.csv", "ru-entry-ban", 23, 23, 23, ""),
    ("reference/eu-269-2014-names-startdates-2026-07-17.csv", "eu-ru-269", 2802, 2802, 2802, ""),
]
REASONS = {
    "row repeated word for word",
    "record without a name",
    "entry deleted by the authority",
    "row after the end mark, of another list",
}


@pytest.mark.parametrize(("name", "dataset", "records", "kept", "parties", "date"), EVERY, ids=str)
def test_every_record_of_every_file_is_kept_or_reported(
    shared: Path, name: str, dataset: str, records: int, kept: int, parties: int, date: str
) -> None:
    folder, _, last = str(shared / "lists" / name).rpartition("/")
    snapshot = loaded(Path(folder), dataset, last).snapshot
    assert (snapshot.records_read, snapshot.records_kept, snapshot.party_count) == (records, kept, parties)
    assert sum(entry.count for entry in snapshot.dropped) == records - kept
    assert {entry.reason for entry in snapshot.dropped} <= REASONS
    assert all(entry.examples for entry in snapshot.dropped)
    assert (snapshot.date_origin == "in the file", snapshot.date if date else "") == (bool(date), date)


@pytest.mark.parametrize(("name", "dataset"), [entry[:2] for entry in EVERY])
def test_every_file_says_itself_which_list_it_is(shared: Path, name: str, dataset: str) -> None:
    path = shared / "lists" / name
    if dataset in ("us-caatsa-241", "ru-entry-ban", "eu-ru-269"):  # tables of names that any list could have
        with pytest.raises(ListError) as caught:
            detected([path])
        assert caught.value.code == "list-not-recognised"
        assert dataset in caught.value.hint
    else:
        assert detected([path]) == dataset


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("ca/sema-lmes-2020-04.xml", "ca-sema"),
        ("us/cons-2019-03-14/cons_advanced.xml.gz", "us-ofac-cons"),
        ("formats/eu/global-2016-02-11.subset.xml.gz", "eu-fsf"),
        ("au/regulation8_consolidated-2010-09.xls", "au-dfat"),
        ("jp/mof-2022-05-05.xls", "jp-mof"),
    ],
)
def test_a_second_load_of_the_same_bytes_changes_nothing(shared: Path, own_home: Path, name: str, dataset: str) -> None:
    first = add_list([shared / "lists" / name], dataset=dataset, date="2022-05")
    stored = {path: path.read_bytes() for path in own_home.rglob("*") if path.is_file()}
    again = add_list([shared / "lists" / name], dataset="", date="2022-05")
    assert again == first
    assert {path: path.read_bytes() for path in own_home.rglob("*") if path.is_file()} == stored


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


def test_ofac_sdn_of_2022_11_has_the_other_list_behind_its_end_mark(shared: Path) -> None:
    snapshot = loaded(shared / "lists" / "us", "us-ofac-sdn", "sdn-2022-11").snapshot
    assert (snapshot.records_read, snapshot.records_kept) == (11567, 11118)
    (dropped,) = snapshot.dropped
    assert (dropped.reason, dropped.count) == ("row after the end mark, of another list", 449)
    assert dropped.examples[0] == "sdn.csv line 11119: 9639 HANIYA, Ismail Abdul Salah"


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
