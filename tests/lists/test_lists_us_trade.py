# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The readers of the Denied Persons List and of the Consolidated Screening List, on small files in their form."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

DPL = [
    "Name",
    "Street_Address",
    "City",
    "State",
    "Country",
    "Postal_Code",
    "Effective_Date",
    "Expiration_Date",
    "Standard_Order",
    "Last_Update",
    "Action",
    "FR_Citation",
]
CSL = [
    "source",
    "entity_number",
    "type",
    "programs",
    "name",
    "title",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "source_list_url",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
    "source_information_url",
]
ORDER = {
    "Name": " ADA EXAMPLE", "Street_Address": "1 EXAMPLE STREET", "City": "EL PASO", "State": "TX", "Country": "US", "Postal_Code": "79905",
    "Effective_Date": "02/05/2019", "Expiration_Date": "01/14/2026", "Standard_Order": "Y", "Last_Update": "2019-02-06", "Action": "FR NOTICE ADDED",
    "FR_Citation": "84 F.R. 1 2/6/2019",
}  # fmt: skip
SDN = {
    "source": "Specially Designated Nationals (SDN) - Treasury Department", "entity_number": "101", "type": "Individual", "programs": "SDGT; CYBER2",
    "name": "EXAMPLE, Ada", "title": "Minister of Examples", "addresses": "1 Example Street, Moscow, RU; Gaza, PS", "alt_names": "EXEMPLE, Ada; FAYO",
    "dates_of_birth": "1964-07-24; 1962", "nationalities": "RU", "citizenships": "CY", "places_of_birth": "Moscow, Russia", "source_list_url": "http://bit.ly/1I7ipyR",
}  # fmt: skip


def load(tmp_path: Path, dataset: str, columns: list[str], *rows: dict[str, str], encoding: str = "utf-8") -> LoadedList:  # fmt: skip
    buffer = io.StringIO()
    writer = csv.DictWriter(
        buffer, columns, restval="", delimiter="\t" if dataset == "us-bis-dpl" else ",", quoting=csv.QUOTE_ALL
    )
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "list.txt"
    path.write_bytes(buffer.getvalue().encode(encoding))
    return read_list([path], dataset=dataset)


def test_rows_of_one_order_are_one_party(tmp_path: Path) -> None:
    loaded = load(
        tmp_path, "us-bis-dpl", DPL, ORDER, ORDER, ORDER | {"City": "AUSTIN"}, ORDER | {"Effective_Date": "03/01/2020"}
    )
    first, second = loaded.parties
    assert (first.id, first.schema, first.caption) == ("us-bis-dpl-ada-example", "LegalEntity", "ADA EXAMPLE")
    assert first.properties == {
        "name": ("ADA EXAMPLE",),
        "address": ("1 EXAMPLE STREET, EL PASO, TX, 79905, US", "1 EXAMPLE STREET, AUSTIN, TX, 79905, US"),
        "country": ("us",),
        "notes": ("FR NOTICE ADDED", "84 F.R. 1 2/6/2019"),
        "program": ("Denied Persons List",),
        "topics": ("export.control",),
    }
    (listing,) = first.listings
    assert (listing.legal_effect, listing.listing_date, listing.end_date) == (
        "trade control",
        "2019-02-05",
        "2026-01-14",
    )
    assert listing.record["City"] == "EL PASO; AUSTIN"
    assert listing.locator == "list.txt line 2, 4"
    assert second.id == "us-bis-dpl-ada-example-2"
    snapshot = loaded.snapshot
    assert (snapshot.records_read, snapshot.records_kept) == (4, 3)
    assert [(entry.reason, entry.count) for entry in snapshot.dropped] == [("row repeated word for word", 1)]


def test_impossible_dates_are_no_dates(tmp_path: Path) -> None:
    loaded = load(tmp_path, "us-bis-dpl", DPL, ORDER | {"Last_Update": "3017-08-22", "Expiration_Date": "2026-01-14"})
    assert loaded.snapshot.notes == (
        "impossible dates, kept in the record only: line 2 Last_Update 3017-08-22",
    )  # fmt: skip
    assert loaded.parties[0].listings[0].end_date == "2026-01-14"


def test_organisations_and_inverted_names(tmp_path: Path) -> None:
    names = ["EXAMPLE TRADING, INC.", "EXAMPLE, ADA"]
    company, person = load(tmp_path, "us-bis-dpl", DPL, *(ORDER | {"Name": name} for name in names)).parties
    assert (company.schema, company.properties.get("alias")) == ("Organization", None)
    assert (person.schema, person.properties["alias"]) == ("LegalEntity", ("ADA EXAMPLE",))


def test_screening_list_rows(tmp_path: Path) -> None:
    (ada,) = load(tmp_path, "us-csl", CSL, SDN).parties
    assert (ada.id, ada.schema, ada.caption) == ("us-csl-sdn-101", "Person", "Ada EXAMPLE")
    assert ada.properties == {
        "name": ("Ada EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "alias": ("Ada EXEMPLE",),
        "weakAlias": ("FAYO",),
        "position": ("Minister of Examples",),
        "address": ("1 Example Street, Moscow, RU", "Gaza, PS"),
        "country": ("ru", "ps"),
        "birthDate": ("1964-07-24", "1962"),
        "nationality": ("ru", "cy"),
        "birthPlace": ("Moscow, Russia",),
        "program": ("SDN", "SDGT", "CYBER2"),
        "topics": ("sanction",),
    }
    (listing,) = ada.listings
    assert (listing.authority, listing.program) == ("U.S. Department of the Treasury, OFAC", "SDN: SDGT; CYBER2")
    assert (listing.record_id, listing.legal_effect, listing.source_url) == ("101", "blocking", "http://bit.ly/1I7ipyR")


@pytest.mark.parametrize(
    ("source", "effect", "topics"),
    [
        ("SDN", "blocking", ("sanction",)),
        ("SSI", "sectoral", ("sanction",)),
        ("Capta List (CAP) - Treasury Department", "sectoral", ("sanction",)),
        ("Denied Persons List (DPL) - Bureau of Industry and Security", "trade control", ("export.control",)),
        ("EL", "trade control", ("export.control",)),
        ("Military End User (MEU) List - Bureau of Industry and Security", "trade control", ("export.control",)),
        ("ITAR Debarred (DTC) - State Department", "trade control", ("export.control",)),
        ("Nonproliferation Sanctions (ISN) - State Department", "unknown", ()),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "unknown", ()),
        ("Some New List", "unknown", ()),
    ],
)
def test_what_a_row_means_is_told_by_its_source(
    tmp_path: Path, source: str, effect: str, topics: tuple[str, ...]
) -> None:
    (party,) = load(tmp_path, "us-csl", CSL, SDN | {"source": source}).parties
    assert (party.listings[0].legal_effect, party.properties.get("topics", ())) == (effect, topics)


def test_numbers_in_both_generations(tmp_path: Path) -> None:
    old = SDN | {"ids": "US, 80-0890696, Tax ID No.; IMO 8898831, Vessel Registration Identification"}
    new = SDN | {"ids": "Passport, 836238033, KP; Gender, Female", "_id": "abc"}
    (first,) = load(tmp_path, "us-csl", [*CSL, "ids"], old).parties
    assert (first.properties["taxNumber"], first.properties["imoNumber"]) == (("80-0890696",), ("8898831",))
    (second,) = load(tmp_path, "us-csl", ["_id", *CSL, "ids"], new).parties
    assert (second.properties["passportNumber"], second.properties["gender"]) == (("836238033",), ("female",))
    assert "kp" in second.properties["country"]


def test_rows_of_one_notice_are_one_party(tmp_path: Path) -> None:
    row = SDN | {
        "source": "EL",
        "entity_number": "",
        "type": "",
        "name": "Ada Example",
        "federal_register_notice": "81 FR 40174",
    }
    loaded = load(
        tmp_path, "us-csl", CSL, row, row | {"addresses": "Paris, FR"}, row | {"federal_register_notice": "99 FR 1"}
    )
    assert [party.id for party in loaded.parties] == ["us-csl-el-ada-example", "us-csl-el-ada-example-2"]
    assert "fr" in loaded.parties[0].properties["country"]
    assert loaded.snapshot.records_read == loaded.snapshot.records_kept == 3


@pytest.mark.parametrize(("dataset", "columns", "row"), [("us-bis-dpl", DPL, ORDER), ("us-csl", CSL, SDN)])
def test_other_and_cut_tables_are_refused(
    tmp_path: Path, dataset: str, columns: list[str], row: dict[str, str]
) -> None:
    with pytest.raises(ListError) as other:
        load(tmp_path, dataset, ["a", "b"], {"a": "1"})
    assert other.value.code == "wrong-format"
    load(tmp_path, dataset, columns, row, row)
    path = tmp_path / "list.txt"
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b'"')])
    with pytest.raises(ListError) as cut:
        read_list([path], dataset=dataset)
    assert cut.value.code == "csv-broken"


@pytest.mark.parametrize(("dataset", "columns", "row"), [("us-bis-dpl", DPL, ORDER), ("us-csl", CSL, SDN)])
def test_the_file_is_recognised_under_an_own_name(
    tmp_path: Path, dataset: str, columns: list[str], row: dict[str, str]
) -> None:
    load(tmp_path, dataset, columns, row)
    with pytest.raises(ListError) as caught:
        read_list([tmp_path / "list.txt"], dataset="my-own-names")
    assert (caught.value.code, dataset in caught.value.hint) == ("unknown-dataset", True)
